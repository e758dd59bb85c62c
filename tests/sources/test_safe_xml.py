"""XML that wants to do harm, or is no whole file, takes nothing."""

import gzip
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.sources.formats.safe_xml import children, elements, local, root_of, text
from sekisho.sources.records import SourceError
from sekisho.sources.unpack import inflate

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
    + "]><r><a>&k;</a></r>"
)
OUTSIDE = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r><a>&a;</a></r>'
REMOTE = '<!DOCTYPE r SYSTEM "http://127.0.0.1:1/x.dtd"><r><a/></r>'


def read(data: bytes) -> list[str]:
    return [text(element, "b") for element in elements(data, {"a"})]


def test_elements_are_read_whatever_their_namespace() -> None:
    assert read(b"<r><a><b> one </b></a><c/><a><b>two</b></a></r>") == ["one", "two"]
    assert read(b'<x:r xmlns:x="urn:x"><x:a><x:b>one</x:b></x:a></x:r>') == ["one"]
    assert read('<?xml version="1.0" encoding="utf-16"?><r><a><b>名</b></a></r>'.encode("utf-16")) == ["名"]
    assert read(b"\xef\xbb\xbf<!-- a --><?p x?><r><a><b>one</b></a></r><!-- end -->") == ["one"]
    assert read(b"<r><a><b>Tom &amp; Co <![CDATA[<x>]]></b></a></r>") == ["Tom & Co <x>"]


def test_root_and_children() -> None:
    assert root_of(b'<x:list xmlns:x="urn:x" day="3"><a/></x:list>') == ("list", {"day": "3"})
    for element in elements(b'<r xmlns="urn:x"><a><b/><c/><b/></a></r>', ["a"]):
        assert local(element) == "a"
        assert len(children(element, "b")) == 2
        assert text(element, "missing") == ""


@pytest.mark.parametrize("hostile", [LAUGHS, OUTSIDE, REMOTE, "<!-- x --> <!DOCTYPE r []><r><a/></r>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_document_type_is_refused_before_anything_is_read(hostile: str, encoding: str) -> None:
    begun = time.process_time()
    with pytest.raises(SourceError):
        read(hostile.replace('<?xml version="1.0"?>', "").encode(encoding))
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037"])
def test_no_encoding_hides_a_document_type(encoding: str) -> None:
    with pytest.raises(SourceError):
        read(f'<?xml version="1.0" encoding="{encoding}"?>{OUTSIDE}'.encode(encoding))


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"   ",
        b"plain text",
        b"<r><a><b>one</b></a>",
        b"<r><a><b>one</b></a></r><r/>",
        b"<r><a><b>one</b></a></r>trailing",
        b"<r><a>&unknown;</a></r>",
        b"<r><a>\xff\xfe</a></r>",
        b"<r>" + b"<x>" * 5_000 + b"</x>" * 5_000 + b"</r>",
        b"<r><a><b>" + b"x" * 20_000_000 + b"</b></a></r>",
        b"<!-- " + b"x" * 70_000 + b" --><r/>",
        b"\x00\x01\x02",
    ],
)
def test_what_is_no_whole_document_is_refused(broken: bytes) -> None:
    with pytest.raises(SourceError):
        read(broken)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for begin in (b"", b"<r><a>", b"<?xml version='1.0'?>"):
        try:
            read(begin + data)
            root_of(begin + data)
        except SourceError:
            continue


def test_memory_is_given_back_while_a_long_file_is_read() -> None:
    """Elements that were seen are not held."""
    data = b"<r>" + b"<a><b>one</b></a>" * 50_000 + b"</r>"
    held = 0
    for number, element in enumerate(elements(data, ["a"])):
        parent = element.getparent()
        if parent is not None and number % 10_000 == 0:
            held = max(held, len(parent))
    assert held < 5_000, "no more than one piece that the parser was fed"


def test_inflate_takes_what_is_whole_and_in_bounds() -> None:
    data = b"x" * 100_000
    assert inflate(gzip.compress(data), 100_000) == data
    assert inflate(gzip.compress(data[:5]) + gzip.compress(data[5:]), 100_000) == data
    for bad in (gzip.compress(data)[:-1], b"nonsense", gzip.compress(data) + b"more"):
        with pytest.raises(SourceError):
            inflate(bad, 100_000)
    with pytest.raises(SourceError, match="grows beyond 99,999"):
        inflate(gzip.compress(data), 99_999)


def test_a_bomb_fills_no_memory() -> None:
    bomb = gzip.compress(b"\0" * 100_000_000, 9)
    tracemalloc.start()
    with pytest.raises(SourceError):
        inflate(bomb, 1_000_000)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000
