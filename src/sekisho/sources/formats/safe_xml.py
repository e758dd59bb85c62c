"""XML of official lists, read as a stream and without its dangers.

No document type, so no entity of its own, no outside file and no network; nesting and text bounded by the parser. A file
that is cut short, doubled or followed by anything else is refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from lxml import etree

from sekisho.sources.records import SourceError

PROLOGUE = 65_536  # bytes in which the first element has to begin
MARKS, MARKS_EACH = 2_000_000, 5_000  # "<" in a file beside its entries, and for each of them
_ENCODINGS = {"utf-8", "utf-16", "ascii", "iso8859-1", "cp1252"}
_DECLARED = re.compile(rb"^<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_BEFORE_ROOT = re.compile(r"\ufeff?(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)


def elements(data: bytes, tags: Iterable[str]) -> Iterator[etree._Element]:
    """Every element with one of these names, in the order of the file, each complete and released after use.

    `tags` are local names, whatever the namespace; none of them may stand inside another. An element that was yielded is
    emptied when the next one is asked for. Raises `SourceError` for what is not well-formed or has a document type.
    """
    _refuse_document_type(data)
    tags = tuple(tags)
    _refuse_padding(data, tags)
    events = etree.iterparse(
        BytesIO(data),
        events=("end",),
        tag=tuple(f"{{*}}{tag}" for tag in tags),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _event, element in events:
            yield element
            element.clear()
            _forget_before(element)
    except etree.LxmlError as error:
        raise SourceError(f"the XML is broken or cut short: {error}. Fetch the file again.") from None


def root_of(data: bytes) -> tuple[str, dict[str, str]]:
    """Local name and attributes (by local name) of the outermost element."""
    _refuse_document_type(data)
    try:
        for _event, element in etree.iterparse(BytesIO(data), events=("start",), no_network=True):
            return local(element), {_local(str(key)): str(value) for key, value in element.attrib.items()}
    except etree.LxmlError as error:
        raise SourceError(f"the file is no XML: {error}. Fetch the file again.") from None
    raise SourceError("the XML holds no element. Fetch the file again.")


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return _local(str(element.tag))


def children(element: etree._Element, tag: str) -> list[etree._Element]:
    """The direct children of that local name, in order."""
    return [child for child in element if _local(str(child.tag)) == tag]


def text(element: etree._Element, tag: str) -> str:
    """The text of the first direct child of that local name, without blanks at its ends; "" where there is none."""
    for child in element:
        if _local(str(child.tag)) == tag:
            return "".join(map(str, child.itertext())).strip()
    return ""


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _forget_before(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    while element.getprevious() is not None:
        del parent[0]


def _refuse_padding(data: bytes, tags: tuple[str, ...]) -> None:
    """What is no entry is kept in memory until the next entry ends, so that a file of other elements would fill it."""
    wide = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    encoding = wide if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "ascii"
    marks = data.count(b"<")
    if marks <= MARKS:
        return
    entries = sum(data.count(f"{before}{tag}".encode(encoding)) for tag in tags for before in "<:")
    if marks > MARKS + MARKS_EACH * entries:
        raise SourceError(
            f"the XML holds {marks:,} marks for {entries:,} entries: it is no official list. Fetch the file again."
        )


def _refuse_document_type(data: bytes) -> None:
    """Look at what stands before the first element, in the encoding that the parser will use."""
    head = _decoded(data[:PROLOGUE])
    begins = _BEFORE_ROOT.match(head)
    rest = head[begins.end() :] if begins else head
    if rest.startswith("<!"):
        raise SourceError(
            "the XML declares a document type, which official lists do not have: it is refused."
        )
    if not rest.startswith("<") or len(rest) < 2:
        raise SourceError(
            "this is no XML: no element begins it. Fetch the file again, or give the right format."
        )


def _decoded(head: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return head.decode(encoding, errors="replace")
    if (
        b"\0" in head
    ):  # two or four bytes a character without a mark: the parser would guess, and so could not be checked
        raise SourceError("the XML is written in an encoding that it does not mark. Convert it to UTF-8.")
    declared = _DECLARED.match(head)
    name = declared.group(1).decode("ascii") if declared else "utf-8"
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        encoding = name
    if encoding not in _ENCODINGS or encoding == "utf-16":
        raise SourceError(
            f"the XML is written in {name}, which official lists do not use. Convert it to UTF-8."
        )
    return head.decode(encoding, errors="replace")
