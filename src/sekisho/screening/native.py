"""Names in their own East Asian script, compared character by character: what pinyin makes one, the characters keep apart."""

from __future__ import annotations


def pieces(native: str) -> list[str]:
    """The pairs of neighbouring characters of a folded native name, once each; a single character by itself."""
    if len(native) < 2:
        return [native]
    return list(dict.fromkeys(native[i : i + 2] for i in range(len(native) - 1)))
