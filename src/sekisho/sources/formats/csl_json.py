"""The United States' Consolidated Screening List as JSON (trade.gov: consolidated.json)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from sekisho.sources.formats import only
from sekisho.sources.formats.csl_rows import Entry, Reader, split_address, with_ids
from sekisho.sources.formats.reading import day, refuse_too_many
from sekisho.sources.records import ListedAddress, ParsedList, SourceError

_MENDED = "Fetch the file again; the last good edition stays in use."

# The list has some 25,000 entries; each has two objects for an address and a number, and forty values.
MOST_OBJECTS, MOST_VALUES = 2_000_000, 20_000_000


def parse(files: Mapping[str, bytes]) -> ParsedList:
    """Every entry of `results`. The file states its count as `total` (and its day as `generated_at`) in some editions."""
    data = only(files)
    if data.count(b"{") > MOST_OBJECTS or data.count(b",") > MOST_VALUES:
        raise SourceError(f"the JSON holds more values than the list can have: it is refused. {_MENDED}")
    try:
        whole = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceError(f"the JSON is broken or cut short: {error}. {_MENDED}") from None
    results = whole.get("results") if isinstance(whole, dict) else None
    if not isinstance(results, list):
        raise SourceError(
            f"there is no list 'results': this is not the Consolidated Screening List. {_MENDED}"
        )
    if not results:
        raise SourceError(f"'results' is empty. {_MENDED}")
    refuse_too_many(len(results), "results")
    reader = Reader()
    parties = []
    for number, row in enumerate(results, start=1):
        if not isinstance(row, dict):
            raise SourceError(f"results[{number}] is no entry but {type(row).__name__}. {_MENDED}")
        parties.append(reader.party(_entry(row), f"results[{number}] {row.get('id', '')}"))
    return ParsedList(
        parties=with_ids(parties),
        stated=_count(whole),
        published=day(_text(whole.get("generated_at") or whole.get("source_last_updated") or "")),
        flaws=tuple(reader.flaws),
    )


def _entry(row: dict[str, Any]) -> Entry:
    addresses: list[ListedAddress] = []
    for place in _list(row.get("addresses")):
        if isinstance(place, dict):
            parts = (_text(place.get(key)) for key in ("address", "city", "state", "postal_code", "country"))
            addresses += split_address(*parts)
        else:
            addresses += split_address(_text(place))
    ids = [
        (_text(item.get("type")), _text(item.get("number")), _text(item.get("country")))
        for item in _list(row.get("ids"))
        if isinstance(item, dict)
    ]
    return Entry(
        values={key: _text(value) for key, value in row.items() if not isinstance(value, list | dict)},
        programmes=_texts(row.get("programs")),
        aliases=_texts(row.get("alt_names")),
        addresses=addresses,
        ids=ids,
        citizenships=_texts(row.get("citizenships")),
        nationalities=_texts(row.get("nationalities")),
        births=_texts(row.get("dates_of_birth")),
        birth_places=_texts(row.get("places_of_birth")),
    )


def _count(whole: dict[str, Any]) -> int | None:
    for key in ("total", "total_available", "count"):
        if isinstance(whole.get(key), int):
            return int(whole[key])
    return None


def _list(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _texts(value: Any) -> list[str]:
    return [text for item in _list(value) if (text := _text(item)) and text != "[]"]


def _text(value: Any) -> str:
    if value is None or isinstance(value, list | dict):
        return ""
    return str(value).strip()
