"""Addresses: read into parts in every script, compared, and looked up among the addresses that lists publish.

Some lists name bare addresses: whoever uses one is a party of concern. The same building with another room is a red flag and no
identity, and the more parties share a building the less it says.
"""

from __future__ import annotations

from .comparing import AddressMatch, Verdict, compare
from .index import AddressHit, AddressIndex
from .model import Address, Part
from .reading import read

__all__ = ["Address", "AddressHit", "AddressIndex", "AddressMatch", "Part", "Verdict", "compare", "read"]
