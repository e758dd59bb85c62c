"""Check digits of the registers of Russia and Europe, of banks, ships and legal entities of the world."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .digits import luhn, mod_11_10, mod_97, weighted

_INN_1 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_2 = (3, *_INN_1)


def inn(text: str) -> bool:
    """Taxpayer number of Russia (ИНН): ten digits for an organisation, twelve for a person; modulo 11, then 10."""
    if len(text) == 10:
        return weighted(text, _INN_1[1:]) % 11 % 10 == int(text[9])
    return weighted(text[:10], _INN_1) % 11 % 10 == int(text[10]) and weighted(
        text[:11], _INN_2
    ) % 11 % 10 == int(text[11])


def ogrn(text: str) -> bool:
    """State register number of Russia (ОГРН, 13 digits; ОГРНИП, 15): the number before the last digit modulo 11 or 13."""
    return int(text[:-1]) % (len(text) - 2) % 10 == int(text[-1])


def imo_ship(text: str) -> bool:
    """IMO ship number: seven digits, the last is the last of the sum with weights seven to two."""
    return weighted(text, (7, 6, 5, 4, 3, 2)) % 10 == int(text[6])


def imo_company(text: str) -> bool:
    """IMO number of a ship company or owner: seven digits, weights 8, 6, 4, 2, 9, 7, modulo 11."""
    return (11 - weighted(text, (8, 6, 4, 2, 9, 7)) % 11) % 10 == int(text[6])


def lei(text: str) -> bool:
    """Legal entity identifier (ISO 17442): twenty characters that leave one modulo 97."""
    return mod_97(text) == 1


def iban(text: str) -> bool:
    """International bank account number (ISO 13616): country and check digits moved to the end leave one modulo 97."""
    return mod_97(text[4:] + text[:4]) == 1


def _mod_11(text: str, weights: tuple[int, ...]) -> bool:
    return weighted(text, weights) % 11 == 0


def _dutch(text: str) -> bool:
    # Until 2019 the old number with its check digit; since then sole traders have numbers checked modulo 97.
    old = weighted(text[:8], (9, 8, 7, 6, 5, 4, 3, 2)) % 11 == int(text[8])
    return old or mod_97("NL" + text) == 1


def _british(text: str) -> bool:
    rest = (weighted(text[:7], (8, 7, 6, 5, 4, 3, 2)) + int(text[7:9])) % 97
    return rest in {0, 42}  # 42: the series given since 2010


def _greek(text: str) -> bool:
    return weighted(text[:8], (256, 128, 64, 32, 16, 8, 4, 2)) % 11 % 10 == int(text[8])


def _portuguese(text: str) -> bool:
    return -weighted(text[:8], (9, 8, 7, 6, 5, 4, 3, 2)) % 11 % 10 == int(text[8])


def _austrian(text: str) -> bool:
    digits = text[1:]
    total = sum(
        int(char) if place % 2 == 0 else sum(divmod(int(char) * 2, 10))
        for place, char in enumerate(digits[:7])
    )
    return (6 - total) % 10 == int(digits[7])


VAT: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "AT": (r"U\d{8}", _austrian),
    "BE": (r"[01]\d{9}", lambda text: 97 - int(text[:8]) % 97 == int(text[8:])),
    "DE": (r"[1-9]\d{8}", mod_11_10),
    "DK": (r"[1-9]\d{7}", lambda text: _mod_11(text, (2, 7, 6, 5, 4, 3, 2, 1))),
    "EE": (r"\d{9}", lambda text: weighted(text, (3, 7, 1, 3, 7, 1, 3, 7, 1)) % 10 == 0),
    "EL": (r"\d{9}", _greek),
    "FI": (r"\d{8}", lambda text: _mod_11(text, (7, 9, 10, 5, 8, 4, 2, 1))),
    "GB": (r"\d{9}", _british),
    "HU": (r"\d{8}", lambda text: weighted(text, (9, 7, 3, 1, 9, 7, 3, 1)) % 10 == 0),
    "IT": (r"\d{11}", luhn),
    "LU": (r"\d{8}", lambda text: int(text[:6]) % 89 == int(text[6:])),
    "NL": (r"\d{9}B\d{2}", _dutch),
    "PL": (r"\d{10}", lambda text: weighted(text[:9], (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == int(text[9])),
    "PT": (r"[1-9]\d{8}", _portuguese),
    "SE": (r"\d{12}", lambda text: luhn(text[:10])),
}
"""Value added tax numbers with a simple rule, by their prefix (EL is Greece): the form after the prefix, and the check."""


def french_vat(text: str) -> bool | None:
    """French value added tax number: a key over the SIREN, which itself follows Luhn's rule; keys with letters are left open."""
    siren = text[2:]
    if not luhn(siren):
        return False
    if not text[:2].isdigit():
        return None
    return int(text[:2]) == (12 + 3 * int(siren)) % 97
