"""How likely an ordinary name holds a word: counted over the lists by people, and over a background of ordinary names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# Peoples whose names share words. A word is judged by the people among which it is commonest: "Wei" is rare in the world
# and common in China, and whoever bears it is Chinese.
_PEOPLES = {
    "zh": "CN HK MO TW SG",
    "ko": "KP KR",
    "ja": "JP",
    "ru": "RU UA BY KZ KG UZ TJ TM MD AM AZ GE LV LT EE",
    "ar": "SA AE IQ SY LB JO EG LY DZ MA TN YE QA KW BH OM SD PS SO MR",
    "fa": "IR AF PK TR",
    "es": "ES MX CO VE CU AR PE CL EC NI PA GT HN BO BR PT DO CR SV",
    "en": "US GB CA AU NZ IE ZA",
}
GROUPS = len(_PEOPLES) + 1
_GROUP_OF = {code: i for i, codes in enumerate(_PEOPLES.values()) for code in codes.split()}
_SMOOTH, _DOUBT = 500, 2
_ALL = 25_000


def group_of(countries: tuple[str, ...]) -> int:
    """The people of a party by the first of its countries that is known; the last group for all others."""
    return next((_GROUP_OF[c] for c in countries if c in _GROUP_OF), GROUPS - 1)


def real_parties(name_party: NDArray[np.int32], name_bag: Sequence[bytes], parties: int) -> NDArray[np.int32]:
    """A number for each listing, the same for listings that bear one name: most parties stand on several lists, and
    counting each listing would make the rarest names look common."""
    parent = list(range(parties))

    def root(x: int) -> int:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    first: dict[bytes, int] = {}
    for party, bag in zip(name_party.tolist(), name_bag, strict=True):
        other = first.setdefault(bag, party)
        if other != party:
            a, b = root(other), root(party)
            if a != b:
                parent[max(a, b)] = min(a, b)
    return np.fromiter((root(x) for x in range(parties)), np.int32, parties)


def count_chances(
    words: int,
    party: NDArray[np.int32],
    word: NDArray[np.int32],
    kind: NDArray[np.uint8],
    group: NDArray[np.uint8],
) -> NDArray[np.float32]:
    """The chance of each word for both kinds of names. `party` (the real one)
    and `word` are parallel; `kind` and `group` are per listing, and those of a party are the ones of its first listing."""
    pairs = np.unique(word.astype(np.int64) * (int(party.max(initial=0)) + 1) + party)
    owner = (pairs % (int(party.max(initial=0)) + 1)).astype(np.int32)
    which = (pairs // (int(party.max(initial=0)) + 1)).astype(np.int32)
    chances = np.empty((2, words), dtype=np.float32)
    real = np.unique(party)
    everyone = np.bincount(kind[real], minlength=2)
    for k in (0, 1):
        # A short list tells no more of how rare a word is than the longest ones do.
        total = max(int(everyone[k]), _ALL)
        mine = kind[owner] == k
        best = np.bincount(which[mine], minlength=words) / total
        for g in range(GROUPS - 1):
            members = int(((kind[real] == k) & (group[real] == g)).sum())
            here = mine & (group[owner] == g)
            counts = np.bincount(which[here], minlength=words)
            best = np.maximum(best, np.maximum(counts - _DOUBT, 0) / (members + _SMOOTH))
        chances[k] = np.maximum(best, 0.4 / total)
    # A word that is at home in the other kind of name is not as strange in this one as its absence says.
    home: NDArray[np.float32] = np.maximum(chances, chances[::-1] * np.float32(0.1))
    return home
