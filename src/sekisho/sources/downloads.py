"""The files of one layout from the network: which address, along which links, and what is kept from the last edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from sekisho.sources.archive import Archive, Index, RawFile
from sekisho.sources.fetch import Fetcher, FetchError
from sekisho.sources.records import SourceError
from sekisho.sources.registry import Layout, Source, SourceFile
from sekisho.sources.settings import redacted
from sekisho.sources.unpack import unzip

if TYPE_CHECKING:
    from sekisho.sources.sync import Progress

PAGES = 400  # announcements of one sync


def download(
    source: Source,
    layout: Layout,
    urls: Mapping[str, str],
    index: Index,
    archive: Archive,
    fetcher: Fetcher,
    progress: Progress,
    today: date,
) -> tuple[RawFile, ...]:
    """All files of the layout, kept raw. A file that has not changed comes from the archive. Raises FetchError."""
    known = _known(layout, index)
    found: dict[str, RawFile] = {}
    for file in layout.files:
        url = urls.get(file.name, "")
        for year in _years(file, url, today) if url else ():
            try:
                for name, place in _places(file, url.replace("{year}", str(year)), fetcher):
                    old = known.get(name)
                    held = old is not None and source.keeps and _still_there(archive, old)
                    if held and old and file.every and year < today.year:
                        found[name] = old  # announcements of past years are not asked for again
                        continue
                    try:
                        found[name] = _one(source, name, place, file, known, archive, fetcher, progress)
                    except FetchError:
                        if not (held and old):
                            raise
                        found[name] = old  # what was once published stays, although its page is gone
            except FetchError:
                if not file.optional:
                    raise
    if source.keeps:  # a page that vanished takes nobody off a list
        found = {**known, **found}
    if not found:
        raise FetchError(f"{source.id}: no file was found behind its addresses. Look at {source.page}.")
    return tuple(found.values())


def _years(file: SourceFile, url: str, today: date) -> range:
    """The years whose pages are asked for: one, where the address does not say the year."""
    return (
        range(file.since or today.year, today.year + 1)
        if "{year}" in url
        else range(today.year, today.year + 1)
    )


def _known(layout: Layout, index: Index) -> dict[str, RawFile]:
    edition = index.edition
    if edition is None or edition.format != layout.format:
        return {}
    return {file.name: file for file in edition.files}


def _one(
    source: Source,
    name: str,
    url: str,
    file: SourceFile,
    known: Mapping[str, RawFile],
    archive: Archive,
    fetcher: Fetcher,
    progress: Progress,
) -> RawFile:
    last = known.get(name)
    same = last if last is not None and last.url == redacted(url) and _still_there(archive, last) else None
    fetched = fetcher.fetch(
        url,
        etag=same.etag if same else "",
        last_modified=same.last_modified if same else "",
        progress=lambda done, whole: progress.bytes(source.id, name, done, whole),
    )
    if fetched.data is None:
        if same is None:
            raise FetchError(
                f"{redacted(url)}: the server says that nothing changed, but nothing is held yet. Try again."
            )
        return same
    data = unzip(fetched.data, file.member, fetcher.largest) if file.member else fetched.data
    return RawFile(
        name,
        archive.keep_raw(data),
        len(data),
        redacted(url),
        fetched.etag,
        fetched.last_modified,
        dict(fetched.headers),
    )


def _still_there(archive: Archive, file: RawFile) -> bool:
    try:
        archive.raw(file.sha256)
    except SourceError:
        return False
    return True


def _places(file: SourceFile, url: str, fetcher: Fetcher) -> Iterator[tuple[str, str]]:
    """Name and address of each file, after the links to it were followed. An address that is a file itself has none."""
    if not file.follow or (not file.every and re.search(r"\.(pdf|csv|xlsx|xml|json|txt)$", url)):
        yield file.name, url
        return
    pages = [url]
    for step, pattern in enumerate(file.follow, start=1):
        last = step == len(file.follow)
        links = [link for page in pages for link in _links(fetcher, page, pattern)]
        pages = list(dict.fromkeys(links)) if last and file.every else links[:1]
        if not pages and not (last and file.every):
            raise FetchError(
                f"{redacted(url)}: no link fits {pattern!r}; the page was rearranged. "
                "Look for the file on it and set its address in the settings, or import it with --from."
            )
    for page in pages[:PAGES]:
        yield (page if file.every else file.name), page


def _links(fetcher: Fetcher, url: str, pattern: str) -> list[str]:
    """The addresses on a page whose words or address fit the pattern, in order."""
    from lxml import etree, html

    data = fetcher.fetch(url).data or b""
    try:
        # The encoding is that of the page; bytes in wrong places cost a letter, not the page.
        root = html.document_fromstring(data)
    except (ValueError, TypeError, etree.LxmlError) as error:
        raise FetchError(f"{redacted(url)}: the page cannot be read: {error}") from None
    found = []
    for link in root.iter("a"):
        address = str(link.get("href") or "")
        said = " ".join(map(str, link.itertext()))
        words = " ".join(f"{said} {link.get('title') or ''} {address}".split())
        if not address or not re.search(pattern, words, re.IGNORECASE):
            continue
        try:
            found.append(urldefrag(urljoin(url, address.strip()))[0])
        except ValueError:
            raise FetchError(
                f"{redacted(url)}: the link {words[:80]!r} has an address that cannot be read."
            ) from None
    return found
