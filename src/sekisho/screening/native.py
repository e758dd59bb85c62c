"""Names in their own East Asian script, compared character by character: what pinyin makes one, the characters keep apart."""

from __future__ import annotations


def pieces(native: str) -> list[str]:
    """The pairs of neighbouring characters of a folded native name, once each; a single character by itself."""
    if len(native) < 2:
        return [native]
    return list(dict.fromkeys(native[i : i + 2] for i in range(len(native) - 1)))


SAME, OTHER = 3.0, -2.0


def native_worth(asked: str, listed: str) -> float:
    """What two native names say beside their Latin forms (nats): the same characters speak for, none in common against."""
    if asked == listed:
        return SAME
    mine, theirs = set(asked), set(listed)
    if not all("\u3400" <= c <= "\u9fff" for c in mine | theirs):
        return 0.0
    common = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    return SAME * 0.6 if common == 1.0 else 0.0 if common >= 0.5 else OTHER
