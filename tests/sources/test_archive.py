"""The archive: what is put in comes out, what was changed is noticed, and a process that is killed leaves a whole list."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from attrs import evolve

from sekisho.sources.archive import Archive, Damaged, Edition, Index, RawFile, Refusal
from sekisho.sources.atomic import PREFIX, Busy, write_atomically
from sekisho.sources.records import (
    Flaw,
    Identifier,
    ListedAddress,
    ListedName,
    ListedParty,
    PartyRelation,
)

DAY = date(2026, 11, 20)
FULL = ListedParty(
    source="us.csl",
    id="1",
    lists=("us.entity-list", "us.entity-list.fn4"),
    kind="organisation",
    names=(ListedName("中国科学院 某研究所", "native", "zh"), ListedName("Some Institute")),
    countries=("CN",),
    addresses=(ListedAddress("1 Road, Harbin, CN", "1 Road", "Harbin", "", "150000", "CN"),),
    identifiers=(Identifier("uscc", "9113100033607322XK", "CN"),),
    births=("1962-03",),
    relations=(PartyRelation("owned-by", "Other", "2", "50", date(2020, 1, 1)),),
    listed_on=date(2018, 8, 1),
    facts=(("footnote", "4"),),
)


def edition(**more: object) -> Edition:
    plain = Edition(
        id="2026-11-20",
        day=DAY,
        format="csl_json",
        files=(RawFile("consolidated", "ab" * 32, 3, "https://x.example/…", '"v1"', "", {"etag": '"v1"'}),),
        engine="0",
        count=1,
        by_list={"us.entity-list": 1},
        parties_sha256="",
        flaws=(Flaw("line 1", "odd"),),
    )
    return evolve(plain, **more)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "lists")


def test_raw_bytes_are_kept_by_their_hash(archive: Archive) -> None:
    sha = archive.keep_raw(b"list" * 1000)
    assert archive.keep_raw(b"list" * 1000) == sha
    assert archive.raw(sha) == b"list" * 1000
    (file,) = (archive.folder / "raw").rglob("*.z")
    file.write_bytes(b"other")
    with pytest.raises(Damaged, match="was changed"):
        archive.raw(sha)
    assert archive.keep_raw(b"list" * 1000) == sha
    assert archive.raw(sha) == b"list" * 1000, "what was damaged is written anew"
    file.unlink()
    with pytest.raises(Damaged, match="is gone"):
        archive.raw(sha)


def test_an_edition_comes_out_as_it_went_in(archive: Archive) -> None:
    assert archive.index("us.csl") == Index()
    put = archive.add("us.csl", edition(), [FULL], b"changes", DAY)
    index = archive.index("us.csl")
    assert index.edition == put
    assert index.checked == DAY
    assert archive.parties("us.csl", put) == (FULL,)
    assert archive.changes("us.csl", put) == b"changes"


def test_a_refusal_leaves_the_edition_in_use(archive: Archive) -> None:
    put = archive.add("us.csl", edition(), [FULL], None, DAY)
    refusal = Refusal(datetime(2026, 11, 21, tzinfo=UTC), ("too few",), put.files, "csl_json", DAY)
    archive.refuse("us.csl", refusal)
    assert archive.index("us.csl").edition == put
    assert archive.index("us.csl").failure == refusal
    archive.seen("us.csl", date(2026, 11, 22))
    index = archive.index("us.csl")
    assert (index.failure, index.checked, index.edition) == (None, date(2026, 11, 22), put)


def test_what_was_changed_by_others_is_noticed(archive: Archive) -> None:
    put = archive.add("us.csl", edition(), [FULL], None, DAY)
    folder = archive.folder / "sources" / "us.csl"
    parties = folder / "2026-11-20.parties"
    good = parties.read_bytes()
    parties.write_bytes(good[:-1])
    with pytest.raises(Damaged, match=r"was changed.*Synchronise|synchronise"):
        archive.parties("us.csl", put)
    parties.unlink()
    with pytest.raises(Damaged, match="is gone"):
        archive.verify("us.csl", put)
    (folder / "index.json").write_bytes(b'{"schema": "sekisho/lists/1", "edi')
    with pytest.raises(Damaged, match=r"index\.json"):
        archive.index("us.csl")
    (folder / "index.json").write_bytes(b'{"schema": "sekisho/lists/9"}')
    with pytest.raises(Damaged, match="sekisho/lists/9"):
        archive.index("us.csl")


def test_only_one_process_writes(archive: Archive) -> None:
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from sekisho.sources.archive import Archive\n"
        "with Archive(Path(sys.argv[1])).lock('us.csl'):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(60)\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(archive.folder)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Busy), archive.lock("us.csl"):
            pass
        with archive.lock("eu.fsf"):
            pass
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    with archive.lock("us.csl"):
        pass


WRITER = """
import sys
from pathlib import Path
from attrs import evolve
from tests.sources.test_archive import DAY, FULL, Archive, edition
archive = Archive(Path(sys.argv[1]))
number = int(sys.argv[2])
print("ready", flush=True)
while True:
    number += 1
    parties = [evolve(FULL, id=str(n), remarks=f"edition {number}") for n in range(2_000)]
    with archive.lock("us.csl"):
        archive.keep_raw(str(number).encode() * 50_000)
        archive.add("us.csl", edition(id=f"e{number}", count=2_000), parties, b"x", DAY)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no signal 9 on this system")
def test_a_process_that_is_killed_at_any_moment_leaves_a_whole_edition(archive: Archive) -> None:
    put = archive.add("us.csl", edition(id="e0", count=1), [FULL], None, DAY)
    root = Path(__file__).parents[2]
    seen = set()
    for round_number in range(8):
        last = int(put.id[1:])
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(archive.folder), str(last)],
            stdout=subprocess.PIPE,
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.03 + 0.023 * round_number)
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        with archive.lock("us.csl"):
            index = archive.index("us.csl")
        assert index.edition is not None
        put = index.edition
        parties = archive.parties("us.csl", put)
        assert len(parties) == put.count
        assert len({party.remarks for party in parties}) == 1
        seen.add(put.id)
    assert len(seen) > 3, "the writer was killed before it wrote anything"
    with archive.lock("us.csl"):
        archive.add("us.csl", edition(id="last"), [FULL], None, DAY)
    assert not list((archive.folder / "sources" / "us.csl").glob(f"{PREFIX}*")), (
        "what was left over is swept up"
    )


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "index.json"
    write_atomically(file, b"old")

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(OSError, match="No space"):
        write_atomically(file, b"new")
    assert file.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["index.json"]
