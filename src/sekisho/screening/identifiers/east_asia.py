"""Check digits of the registers of China, Japan, Korea and Taiwan."""

from __future__ import annotations

from datetime import date

from .digits import digit_sum, weighted

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100: no I, O, S, V, Z
_USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_RESIDENT_CHECKS = "10X98765432"
_TAIWAN_WEIGHTS = (1, 2, 1, 2, 1, 2, 4, 1)


def uscc(text: str) -> bool:
    """Unified social credit code (GB 32100-2015): 18 characters, the last one modulo 31 over powers of three."""
    if any(char not in _USCC for char in text):
        return False
    total = sum(_USCC.index(char) * weight for char, weight in zip(text, _USCC_WEIGHTS, strict=False))
    return _USCC[-total % 31] == text[17]


def organisation_code(text: str) -> bool:
    """Organisation code of China until 2015 (GB 11714): eight characters and a check digit modulo 11, ten written X."""
    return "0123456789X"[-weighted(text[:8], _ORG_WEIGHTS) % 11] == text[8]


def resident(text: str) -> bool:
    """Number of the Chinese resident identity card (GB 11643): a day of birth that exists, check digit modulo 11."""
    return _is_day(text[6:14]) and resident_check(text[:17]) == text[17]


def resident_check(text: str) -> str:
    """The check digit of the first 17 digits of a Chinese resident identity number."""
    return _RESIDENT_CHECKS[weighted(text, _RESIDENT_WEIGHTS) % 11]


def resident_of_old(text: str) -> str:
    """The 18-digit number of an old one of 15 digits: the century 19 put in, the check digit added."""
    body = text[:6] + "19" + text[6:]
    return body + resident_check(body)


def _is_day(text: str) -> bool:
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return False
    return text[:2] in {"18", "19", "20"}


def houjin(text: str) -> bool:
    """Corporate number of Japan (法人番号): the first digit is 9 less the remainder modulo 9 of the other twelve."""
    weights = tuple(2 if place % 2 == 0 else 1 for place in range(12))
    return 9 - weighted(text[1:], weights) % 9 == int(text[0])


def korean_business(text: str) -> bool:
    """Business registration number of Korea (사업자등록번호): ten digits, check digit modulo 10."""
    total = weighted(text[:9], (1, 3, 7, 1, 3, 7, 1, 3, 5)) + int(text[8]) * 5 // 10
    return -total % 10 == int(text[9])


def korean_corporation(text: str) -> bool | None:
    """Corporate registration number of Korea (법인등록번호): thirteen digits, check digit modulo 10.

    A number that fails is not called wrong (None): numbers given since 2025-01-31 are reported to end in a serial digit and
    not in a check digit (recalled, the rule of court was not read).
    """
    total = weighted(text[:12], (1, 2) * 6)
    return True if -total % 10 == int(text[12]) else None


def taiwan(text: str) -> bool:
    """Unified business number of Taiwan (統一編號): eight digits, the sum divisible by five.

    Until 2023-04 the sum had to be divisible by ten; numbers of both rules pass. A seventh digit of 7 counts as 0 or 1.
    """
    total = sum(digit_sum(int(char) * weight) for char, weight in zip(text, _TAIWAN_WEIGHTS, strict=True))
    # 7 times 4 is 28, of which the digits are 10, of which they are 1 or 0: either reading may be the right one.
    return total % 5 == 0 or (text[6] == "7" and (total + 1) % 5 == 0)
