"""Secrets of people and programs: passwords, what browsers and programs hold, codes of invitations.

Only hashes are kept. A password is hashed by argon2id, which is slow on purpose; what comes from our own randomness has 256
bits and needs no slow hash.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import unicodedata
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST: Final = 12
LONGEST: Final = 200
TOKEN_MARK: Final = "sekisho_"
"""Every API token begins so, so that scanners for lost secrets can know one."""

_HASHER: Final = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
_AT_ONCE: Final = threading.BoundedSemaphore(2)
"""Each hash takes 64 MiB; a rush of logins must not take the memory."""
_CODE_LETTERS: Final = "23456789abcdefghjkmnpqrstvwxyz"
_COMMON: Final = (
    "password",
    "passw0rd",
    "qwerty",
    "letmein",
    "sekisho",
    "welcome",
    "administrator",
    "123456",
    "abcdef",
    "111111",
)


class WeakPassword(ValueError):
    """A password that is refused; `key` and `parts` are words of the catalogue."""

    def __init__(self, key: str, *parts: object) -> None:
        self.key, self.parts = key, parts
        super().__init__(key)


def check_password(password: str, about: tuple[str, ...] = ()) -> None:
    """Refuse a password that is guessed early. `about`: name and e-mail address, which it must not be made of.

    Length counts, not kinds of signs (NIST SP 800-63B). Raises WeakPassword.
    """
    if len(password) < SHORTEST:
        raise WeakPassword("account.password-short", SHORTEST)
    if len(password) > LONGEST:
        raise WeakPassword("account.password-long", LONGEST)
    bare = password.casefold()
    for part in (*(word for text in about for word in _words(text)), *_COMMON):
        bare = bare.replace(part.casefold(), "")
    if len(bare) < 6 or len(set(bare)) < 4:
        raise WeakPassword("account.password-common")


def hash_password(password: str) -> str:
    """The hash of a password to be kept."""
    with _AT_ONCE:
        return _HASHER.hash(_normal(password))


def password_fits(kept: str | None, password: str) -> bool:
    """Whether a password is the one. Takes as long for nobody's (None) as for somebody's."""
    with _AT_ONCE:
        try:
            _HASHER.verify(kept or _nobody(), _normal(password[: 4 * LONGEST]))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def needs_rehash(kept: str) -> bool:
    """Whether a hash was made with weaker settings than today's."""
    return _HASHER.check_needs_rehash(kept)


def new_secret() -> str:
    """A secret for a cookie: 256 bits from the system's source of randomness."""
    return secrets.token_urlsafe(32)


def new_token() -> tuple[str, str]:
    """A new API token, and the part of it by which a person knows it again."""
    token = f"{TOKEN_MARK}{secrets.token_urlsafe(32)}"
    return token, token[: len(TOKEN_MARK) + 6]


def new_code() -> str:
    """A code of an invitation, to be typed by a person: 16 letters in fours, 78 bits."""
    letters = "".join(secrets.choice(_CODE_LETTERS) for _ in range(16))
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def read_code(typed: str) -> str:
    """A code as it was given out, however it was typed: full width, capitals, blanks."""
    bare = "".join(c for c in unicodedata.normalize("NFKC", typed).lower() if c.isalnum())[:40]
    return "-".join(bare[at : at + 4] for at in range(0, len(bare), 4))


def digest(secret: str) -> str:
    """What is kept of a secret that we made."""
    return hashlib.sha256(secret.encode()).hexdigest()


def derived(secret: str, purpose: str) -> str:
    """Another secret that follows from one, for one purpose; who knows it does not know the first."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how far they agree."""
    return hmac.compare_digest(one.encode(), other.encode())


def _normal(password: str) -> str:
    """The same password from every keyboard: composed letters, and full-width ones as typed."""
    return unicodedata.normalize("NFC", password)


def _words(text: str) -> list[str]:
    """What a text about somebody is made of, the whole first."""
    parts = [text, *text.replace("@", " ").replace(".", " ").split()]
    return [part for part in parts if len(part) >= 4]


_kept_for_nobody: list[str] = []


def _nobody() -> str:
    """A hash that no password fits, made once, with today's settings."""
    if not _kept_for_nobody:
        _kept_for_nobody.append(_HASHER.hash(new_secret()))
    return _kept_for_nobody[0]
