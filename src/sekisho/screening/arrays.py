"""What an index holds once it is built: flat arrays, so that a saved index is mapped and not read."""

from __future__ import annotations

import numpy as np
from attrs import define
from numpy.typing import NDArray

NATIVE_SLOT = 255  # cells that hold pieces of the native name, for finding candidates only


@define
class Tables:
    """Parties, names, slots and cells (one word that could stand in one slot of one name), and the names of each word.

    `*_start` arrays have one more element than what they cut; row i is `start[i]:start[i + 1]`.
    """

    party_start: NDArray[np.int64]  # into the blob of parties
    party_kind: NDArray[np.uint8]  # PERSON, ORGANISATION or UNKNOWN of the vocabulary
    party_has: NDArray[np.uint8]  # bits of HAS_*
    name_party: NDArray[np.int32]
    name_place: NDArray[np.uint16]  # which name of its party
    name_script: NDArray[np.uint8]
    name_twin: NDArray[np.int32]  # first name that reads alike; only it has cells, slots, a native name
    twin_start: NDArray[np.int32]  # per name; empty for all but the first of its twins
    twin_name: NDArray[np.int32]
    cell_start: NDArray[np.int32]  # per name
    cell_word: NDArray[np.int32]
    cell_slot: NDArray[np.uint8]
    cell_cost: NDArray[np.uint8]  # tenths of a nat
    cell_way: NDArray[np.uint8]  # code of the relation
    slot_start: NDArray[np.int32]  # per name
    slot_role: NDArray[np.uint8]  # role code, +128 for optional slots
    post_start: NDArray[np.int32]  # per word
    post_name: NDArray[np.int32]  # the first of twins alone, but under its number each name itself

    @property
    def parties(self) -> int:
        """How many parties."""
        return len(self.party_kind)

    @property
    def names(self) -> int:
        """How many names."""
        return len(self.name_party)


HAS_COUNTRY, HAS_BIRTH, HAS_IDENTIFIER, HAS_ADDRESS, HAS_NATIVE = 1, 2, 4, 8, 16
ARRAY_NAMES = tuple(a.name for a in Tables.__attrs_attrs__)
