"""An address in its parts, each with the Latin keys under which the same part written in another script is met."""

from __future__ import annotations

from attrs import frozen


@frozen
class Part:
    """A named part of an address: as it is written, and its keys, the letters alone of each way to write it in Latin."""

    written: str = ""
    keys: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Is the part stated?"""
        return bool(self.written)


NOTHING = Part()


@frozen
class Address:
    """An address read into its parts; what is not stated, or could not be read, is empty.

    `number` is the number in the street, with its end where it is a range ("26-38"), in Japan chome, block and house
    ("1-2-3"). `block` is the number or letter of a building on one site, `building` a building's name. `line` are the letters
    of the whole, Latin, for words that stand in no recognised part. `country` is an ISO 3166-1 code.
    """

    written: str
    country: str = ""
    region: Part = NOTHING
    city: Part = NOTHING
    district: Part = NOTHING
    street: Part = NOTHING
    number: str = ""
    block: str = ""
    building: Part = NOTHING
    floor: str = ""
    room: str = ""
    postcode: str = ""
    po_box: str = ""
    rest: tuple[str, ...] = ()
    line: str = ""

    @property
    def precise(self) -> bool:
        """Does it name more than a town: a street with its number, a building, or a post office box?"""
        return bool((self.street and self.number) or self.building or self.po_box)
