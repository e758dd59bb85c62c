"""Files on their way to become an edition: how they are named, opened, read, and told from the edition in use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
from attrs import evolve, frozen

from sekisho import __version__
from sekisho.sources.archive import Edition, Index, RawFile
from sekisho.sources.checks import Problem
from sekisho.sources.diff import Changes
from sekisho.sources.formats import parser
from sekisho.sources.records import Flaw, ListedParty, ParsedList, SourceError
from sekisho.sources.registry import Layout, Source
from sekisho.sources.unpack import inflate, unzip


@frozen
class Candidate:
    """Files that may become an edition."""

    layout: Layout
    files: tuple[RawFile, ...]
    day: date
    imported: bool = False


def read_files(layout: Layout, data: Mapping[str, bytes]) -> ParsedList:
    """Read files by their format. A fault of the reader itself costs this edition and not the sync of the other sources."""
    try:
        return legible(parser(layout.format)(data))
    except SourceError:
        raise
    except Exception as error:
        raise SourceError(
            f"the reader {layout.format} failed: {type(error).__name__}: {error}. Report it, with the file; "
            "the last good edition stays in use."
        ) from error


_ODD = re.compile(rb"\\u00(?:[01][0-9a-f]|7f)|\xef\xbb\xbf|\x7f")
_encoder = msgspec.json.Encoder()


def legible(parsed: ParsedList) -> ParsedList:
    """The parties without what no reader sees and no database takes: NUL and other control characters, byte order marks."""
    parties: list[ListedParty] = []
    flaws: list[Flaw] = []
    for party in parsed.parties:
        if _ODD.search(_encoder.encode(party)) and party != (plain := _without_odd(party)):
            party = plain
            flaws.append(Flaw(party.id, "control characters stand in it; they are left out"))
        parties.append(party)
    return evolve(parsed, parties=tuple(parties), flaws=(*parsed.flaws, *flaws)) if flaws else parsed


_CONTROL = {code: None for code in (*range(9), 11, 12, *range(14, 32), 127, 0xFEFF)}


def _without_odd(party: ListedParty) -> ListedParty:
    plain = _cleaned(msgspec.to_builtins(party))
    cleaned: ListedParty = msgspec.convert(plain, ListedParty)
    return cleaned


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_CONTROL)
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {key: _cleaned(item) for key, item in value.items()}
    return value


def lost(source: Source, index: Index, changes: Changes | None) -> Problem | None:
    """Announcements are not taken back: with the same reader, nothing that was read once may be gone."""
    edition = index.edition
    if not source.keeps or changes is None or not changes.removed:
        return None
    if edition is None or edition.engine != __version__:
        return None
    first = changes.removed[0]
    return Problem(
        f"{len(changes.removed):,} entries of announcements that were read before are gone, the first: {first.name} ({first.id})"
    )


def older(
    source: Source, candidate: Candidate, parsed: ParsedList, edition: Edition | None
) -> Problem | None:
    """A file of an earlier day than the edition in use: an old copy of a mirror, or an old file that a person imported.

    Announcements add up, so that old ones are welcome.
    """
    if edition is None or source.keeps:
        return None
    if parsed.published and edition.published and parsed.published < edition.published:
        return Problem(
            f"the file calls itself of {parsed.published}, the edition in use is of {edition.published}"
        )
    if candidate.day < edition.day:
        return Problem(f"the file was fetched on {candidate.day}, the edition in use on {edition.day}")
    return None


def name_files(layout: Layout, files: Mapping[str, bytes]) -> dict[str, bytes] | None:
    """The files of a person under the names of the layout, by the stem of their names; None where they do not fit it.

    A layout of one file takes one file of any name; announcements are taken under their own names.
    """
    if len(layout.files) == 1 and layout.files[0].every:
        return dict(files)
    if len(layout.files) == 1:
        return {layout.files[0].name: next(iter(files.values()))} if len(files) == 1 else None
    stems = {name.rpartition("/")[2].partition(".")[0].casefold(): data for name, data in files.items()}
    named = {file.name: stems[file.name] for file in layout.files if file.name in stems}
    needed = {file.name for file in layout.files if not file.optional}
    return named if needed <= set(named) and len(named) == len(files) else None


def edition_id(candidate: Candidate, editions: Iterable[Edition]) -> str:
    """A name for an edition that no other of the source has: its day, and a number from the second of a day on."""
    taken = {edition.id for edition in editions}
    day = candidate.day.isoformat()
    return next(
        name
        for number in range(1, len(taken) + 2)
        if (name := f"{day}-{number}" if number > 1 else day) not in taken
    )


def same_files(candidate: Candidate, edition: Edition | None) -> bool:
    """Whether the files are those of the edition, read by the same Sekisho: then there is nothing to do."""
    if edition is None or edition.format != candidate.layout.format or edition.engine != __version__:
        return False
    return {(f.name, f.sha256) for f in candidate.files} == {(f.name, f.sha256) for f in edition.files}


def alike(candidate: Candidate, edition: Edition | None) -> bool:
    """Whether files and edition are of one format, read by the same Sekisho, so that they state as much for each party."""
    return edition is not None and edition.format == candidate.layout.format and edition.engine == __version__


def opened_file(data: bytes, layout: Layout, name: str, limit: int) -> bytes:
    """A file as its format wants it: out of gzip or zip, where a person hands it in so."""
    if data.startswith(b"\x1f\x8b"):
        return inflate(data, limit)
    if data.startswith(b"PK\x03\x04") and "xlsx" not in layout.format:
        member = next((file.member for file in layout.files if file.name == name), "")
        return unzip(data, member or r"\.(xml|csv|tsv|txt|json|pdf|html?)$", limit)
    if len(data) > limit:
        raise SourceError(f"{name}: {len(data):,} bytes are more than the limit of {limit:,}.")
    return data
