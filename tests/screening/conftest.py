"""One screener over the law's own parties and a few that a source could hold, made once for each process."""

from datetime import date
from functools import cache

from sekisho.screening.screener import Screener
from sekisho.sources.records import Identifier, ListedAddress, ListedName, ListedParty
from tests.lawcases import the_law

TODAY = date(2026, 11, 21)
LEI = "529900T8BM49AURSDO55"

SYNCED = (
    ListedParty(
        source="us.csl",
        id="10",
        lists=("us.entity-list",),
        kind="address",
        names=(ListedName("Address 01", "address"),),
        countries=("HK",),
        addresses=(
            ListedAddress(
                "Room 1201, 12/F, Tai Sang Bank Building, 130-132 Des Voeux Road Central, Hong Kong",
                country="HK",
            ),
        ),
    ),
    ListedParty(
        source="us.csl",
        id="11",
        lists=("us.entity-list", "us.entity-list.fn4"),
        kind="organisation",
        names=(ListedName("Verdant Quokka Semiconductor Materials Co., Ltd."),),
        countries=("CN",),
        addresses=(ListedAddress("No. 88 Zhangjiang Road, Pudong, Shanghai", country="CN"),),
    ),
    ListedParty(
        source="us.csl",
        id="12",
        lists=("us.sdn",),
        kind="organisation",
        names=(ListedName("Obsidian Walrus Shipping LLC"),),
        countries=("AE",),
        identifiers=(Identifier("lei", LEI),),
    ),
    ListedParty(
        source="un.consolidated",
        id="KPi.001",
        lists=("un.consolidated",),
        kind="person",
        names=(ListedName("Ri Kwang Testok"), ListedName("리광테스톡", "native")),
        countries=("KP",),
        births=("1961",),
    ),
)


@cache
def the_screener() -> Screener:
    """The screener of these tests."""
    return Screener.of(the_law(), SYNCED, TODAY)
