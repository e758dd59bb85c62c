"""What the pages of saved answers share."""

from __future__ import annotations

from typing import Final

from sekisho.service import saved
from sekisho.service.saved.keeping import get
from sekisho.store.saved import Saved

from ..asking import Ask, Refused
from ..pages import Pages

pages: Final = Pages()
NOT_THERE: Final = "saved.missing"


def kept(ask: Ask, id: str) -> Saved:
    """The saved answer of an address. Raises Refused where the workspace has none."""
    try:
        return get(ask.office, ask.actor, id)
    except saved.NoSuchSaved:
        raise Refused(404, NOT_THERE) from None
