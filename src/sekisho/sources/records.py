"""A listed party as an official source publishes it: names, addresses, identifiers, relations, and what the listing says.

These classes are what every format is read into and what screening searches. They hold what the source states and nothing
that was concluded from it.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from attrs import field, frozen

PartyKind = Literal["person", "organisation", "vessel", "aircraft", "address", "unknown"]
NameKind = Literal["primary", "alias", "weak-alias", "former", "native", "address"]


@frozen
class ListedName:
    """One name of a listed party, as it is written in the source.

    `kind`: "primary" and "alias" are of good quality; "weak-alias" is one that the source itself calls weak or low;
    "former" is an earlier name; "native" stands in the script of the party's own country; "address" is the street of a
    bare address listing. `lang` is an ISO 639-1 code where the source gives one.
    """

    text: str
    kind: NameKind = "primary"
    lang: str = ""


@frozen
class ListedAddress:
    """One address of a listed party. `text` is the whole as published; the parts are given where the source divides it.

    `country` is an ISO 3166-1 alpha-2 code ("" where unknown).
    """

    text: str
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""


@frozen
class Identifier:
    """A number that belongs to one party. `kind` is one of those that `sekisho.screening.identifiers` can check: uscc, houjin, lei,
    kr-business, inn, ogrn, imo, bic, passport, national-id, tax, registration, mmsi, call-sign, or another word of the source.
    """

    kind: str
    value: str
    country: str = ""


@frozen
class PartyRelation:
    """A tie to another party that the source states. `kind` reads "this party is … of `other`".

    "owned-by" and "owns" are ownership or control without a stated share unless `share` (per cent, as text such as "50")
    is given; "parent", "subsidiary" as the United Kingdom writes them; "operator", "associate", "family" are no
    ownership. `other` is the id of a party in the same source (`other_id`) or a name.
    """

    kind: Literal[
        "owned-by", "owns", "controlled-by", "parent", "subsidiary", "operator", "associate", "family"
    ]
    other: str = ""
    other_id: str = ""
    share: str = ""
    since: date | None = None
    until: date | None = None


@frozen
class ListedParty:
    """One entry of one official list.

    `source` is the adapter ("us.csl", "eu.fsf"), `id` the key that stays the same from edition to edition of that source,
    `lists` the lists that it stands on, by the ids that the law uses where the law knows them ("us.entity-list", "us.sdn",
    "eu.financial-sanctions"). Days are None where the source is silent. `facts` are further statements of the listing by
    name, such as footnote, licence-requirement, licence-policy, concern (METI's B, C, M, N, CW), standard-order.
    """

    source: str
    id: str
    lists: tuple[str, ...]
    kind: PartyKind = "unknown"
    names: tuple[ListedName, ...] = ()
    countries: tuple[str, ...] = ()
    addresses: tuple[ListedAddress, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    births: tuple[str, ...] = ()  # ISO 8601, cut to what is known: "1962", "1962-03", "1962-03-05"
    birth_places: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    relations: tuple[PartyRelation, ...] = ()
    listed_on: date | None = None
    until: date | None = None  # the last day of the listing, where the source states one
    citation: str = ""
    url: str = ""
    remarks: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What names this entry among all sources: source and id."""
        return self.source, self.id

    def fact(self, name: str) -> str:
        """A further statement of the listing; "" where it makes none."""
        return dict(self.facts).get(name, "")


@frozen
class Flaw:
    """Something in a source file that could not be read as meant: where, and what was done about it."""

    where: str
    what: str


@frozen
class ParsedList:
    """What a format made of one file: its parties, what the file says of itself, and what could not be read.

    `stated` is the count of parties that the file itself states, `published` the day it gives as its own.
    """

    parties: tuple[ListedParty, ...]
    stated: int | None = None
    published: date | None = None
    flaws: tuple[Flaw, ...] = field(default=())


class SourceError(ValueError):
    """A file is not what the source publishes: it is broken, cut short, empty, or of another format.

    The message says where and what to do. Nothing of the file is taken.
    """
