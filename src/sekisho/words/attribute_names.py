"""What an attribute of the vocabulary is called, in every language at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sekisho.law.attribute_names import attribute_name

from .catalogue import LANGUAGES

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

__all__ = ["attribute_name", "attribute_names"]


def attribute_names(law: Law, attribute: str) -> dict[str, str]:
    """The name of an attribute in each language."""
    return {lang: attribute_name(law, attribute, lang) for lang in LANGUAGES}
