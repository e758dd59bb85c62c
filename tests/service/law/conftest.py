"""The law of the checkout, as somebody reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sekisho.law import Law, load_law
from sekisho.service.law.reading import Reading

READ_ON = date(2026, 11, 22)


@pytest.fixture(scope="session")
def law() -> Law:
    """The law that comes with Sekisho."""
    return load_law()


@pytest.fixture(scope="session")
def read(law: Law) -> Callable[..., Reading]:
    """Makes a reading: language, day, day of knowledge."""

    def make(lang: str = "en", on: date = READ_ON, known: date | None = None) -> Reading:
        return Reading(law, lang, on, known)

    return make
