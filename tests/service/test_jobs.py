"""Jobs as the service runs them: progress, cancel, faults that say where, and going on after a worker died."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
import zipfile
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sekisho.facts import read_case
from sekisho.service import jobs
from sekisho.service.access import Actor, Permission
from sekisho.service.jobs import JobProblem, Kind, Running, Worker
from sekisho.service.jobs.documents import MOST_DOCUMENTS, read_sources
from sekisho.service.office import Office
from sekisho.service.summaries import summary_of
from sekisho.service.uploads import BadUpload
from sekisho.store import Database, NotThere
from sekisho.store import jobs as rows
from sekisho.words import CATALOGUE, headline
from tests.service.offices import EXAMPLES, example, office_over, somebody

GALLIUM = "gallium-united-states-2026-11-27"


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    return office_over(database, tmp_path)


@pytest.fixture
def actor(office: Office) -> Actor:
    return somebody(office)


def worker(office: Office, run: Callable[..., Mapping[str, Any]] | None = None, **options: Any) -> Worker:
    known = None if run is None else {"test": Kind("test", run, Permission.JOBS_RUN)}
    return Worker(office, known=known, **options)


def queue(office: Office, actor: Actor, kind: str = "test", **params: Any) -> str:
    with office.database.begin() as tx:
        return rows.add(tx, actor.workspace, kind=kind, title="", params=params, by=actor.id).id


def the(office: Office, actor: Actor, id: str) -> rows.Job:
    with office.database.read() as tx:
        return rows.get(tx, actor.workspace, id)


def many(office: Office, actor: Actor, body: bytes, name: str = "many.yaml", **params: Any) -> dict[str, Any]:
    """Hand a file in, work on it until the end, and look at the job."""
    id = jobs.start(
        office,
        actor,
        "determine-many",
        {"name": name, "lang": "en", **params},
        files=[rows.JobFile("transactions", "application/octet-stream", body)],
    )
    assert worker(office).work_one()
    return jobs.job_view(office, actor, id, "en")


def result(office: Office, actor: Actor, id: str, name: str) -> bytes:
    with office.database.read() as tx:
        return rows.file(tx, actor.workspace, id, name).body


def table(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


# --- many transactions


def test_many_transactions_get_the_answers_that_each_gets_alone(office: Office, actor: Actor) -> None:
    names = [GALLIUM, "jp-unlisted-lathe-korea"]
    text = "\n---\n".join([*map(example, names), "id: broken\non: 2026-11-22\nact: flying\n"])
    view = many(office, actor, text.encode())
    assert (view["state"], view["done"], view["total"]) == ("done", 3, 3)
    assert view["result"]["counts"]["unread"] == 1
    assert sum(view["result"]["counts"].values()) == 3
    rows_ = table(result(office, actor, view["id"], "outcomes.csv"))
    codes = rows_[0][5:-1]
    assert codes == view["result"]["authorities"]
    with zipfile.ZipFile(io.BytesIO(result(office, actor, view["id"], "answers.zip"))) as packed:
        answers = [json.loads(packed.read(name)) for name in packed.namelist()]
    for number, name in enumerate(names):
        alone = office.engine.determine(read_case(EXAMPLES / f"{name}.yaml", office.law))
        told = alone.to_dict(questions=False, traces=False)
        assert answers[number] == json.loads(json.dumps(told))
        lanes = summary_of(alone)
        outcomes = [
            headline(lanes[c]["at_least"], lanes[c]["at_most"], "en", lanes[c]["door"]) for c in codes
        ]
        assert rows_[number + 1][5:-1] == outcomes
    assert "flying" in rows_[3][-1] and rows_[3][4] == "could not be read"
    assert answers[2]["faults"]


def test_outcomes_alone_are_quicker_and_the_same(office: Office, actor: Actor) -> None:
    body = example(GALLIUM).encode()
    whole = many(office, actor, body)
    short = many(office, actor, body, whole=False)
    assert [file["name"] for file in short["files"]] == ["outcomes.csv"]
    one, two = (result(office, actor, view["id"], "outcomes.csv") for view in (whole, short))
    assert one == two


def test_half_characters_in_a_file_break_no_result(office: Office, actor: Actor) -> None:
    line = '{"id": "x%s=cmd", "on": "2026-01-01", "act": "export", "route": {"from": "JP", "to": "CN"}, "items": [{"id": "1"}]}\n'
    view = many(office, actor, (line % "\\ud800" + line % "").encode(), "odd.jsonl")
    assert view["state"] == "done", view["problem"]
    assert view["result"]["counts"]["unread"] == 1
    broken, whole = table(result(office, actor, view["id"], "outcomes.csv"))[1:]
    assert "half of a character" in broken[-1] and whole[2] == "x=cmd"


def test_a_fault_of_ours_on_one_holds_up_none_of_the_others(
    office: Office, actor: Actor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ask = office.engine.determine

    def failing(case: Any, **how: Any) -> Any:
        if case.id == "Bad":
            raise ZeroDivisionError("secret words")
        return ask(case, **how)

    monkeypatch.setattr(office.engine, "determine", failing)
    text = example(GALLIUM)
    body = "\n---\n".join([text, text.replace("Ga-US-2026-11-27", "Bad"), text])
    view = many(office, actor, body.encode(), whole=False)
    assert (view["state"], view["result"]["counts"]["failed"]) == ("done", 1)
    rows_ = table(result(office, actor, view["id"], "outcomes.csv"))
    assert rows_[2][5:-1] == [""] * len(view["result"]["authorities"])
    assert "ZeroDivisionError" in rows_[2][-1] and "secret" not in rows_[2][-1]
    assert rows_[1][5:] == rows_[3][5:] and rows_[1][-1] == ""
    assert "secret words" in caplog.text


def test_a_cell_is_never_a_formula(office: Office, actor: Actor) -> None:
    text = example(GALLIUM).replace("id: Ga-US-2026-11-27", 'id: "=HYPERLINK(1)"')
    view = many(office, actor, text.encode(), "=cmd.yaml", whole=False)
    row = table(result(office, actor, view["id"], "outcomes.csv"))[1]
    assert row[1:3] == ["'=cmd.yaml", "'=HYPERLINK(1)"]


def test_options_hold_for_all(office: Office, actor: Actor) -> None:
    view = many(
        office,
        actor,
        example(GALLIUM).encode(),
        options={"authorities": ["cn"], "on": "2026-11-28"},
        whole=False,
    )
    assert view["result"]["authorities"] == ["CN"]
    assert table(result(office, actor, view["id"], "outcomes.csv"))[1][3] == "2026-11-28"


@pytest.mark.parametrize(
    ("body", "name", "words"),
    [
        (b"", "empty.yaml", "no transaction"),
        (b"PK\x03\x04 and nothing", "broken.zip", "damaged"),
        (b"\xff\xfe\x00", "utf16.yaml", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_taken_fails_and_says_what_to_do(
    office: Office, actor: Actor, body: bytes, name: str, words: str
) -> None:
    view = many(office, actor, body, name)
    assert view["state"] == "failed"
    assert name in view["problem"] and words in view["problem"]
    assert view["files"] == []


# --- files with several transactions


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, body in files.items():
            packed.writestr(name, body)
    return out.getvalue()


def test_every_form_of_many_is_read() -> None:
    two = read_sources(b"# first\nid: a\n---\nid: b\n--- # c\nid: c\n", "x.yaml")
    assert [(s.name, s.text.strip().splitlines()[-1]) for s in two] == [
        ("x.yaml:1", "id: a"),
        ("x.yaml:3", "id: b"),
        ("x.yaml:5", "id: c"),
    ]
    lines = read_sources(b'{"id": "a", "value": 1.50}\n\n{"id": "b"}\n', "x.jsonl")
    assert [(s.name, s.is_json) for s in lines] == [("x.jsonl:1", True), ("x.jsonl:3", True)]
    listed = read_sources(b'[\n{"id": "a", "value": 1.50},\n {"id": "b"}]', "x.json")
    assert [(s.name, s.text) for s in listed] == [
        ("x.json:2", '{"id": "a", "value": 1.50}'),
        ("x.json:3", '{"id": "b"}'),
    ]
    assert [s.name for s in read_sources(b'{"id": "a",\n"b": 1}', "x.json")] == ["x.json"]
    packed = zipped(
        {
            "in/a.yaml": b"id: a",
            "in/b.json": b"{}",
            "read me.txt": b"no",
            "__MACOSX/._a.yaml": b"no",
            "c.yml": b"\xff\xfe",
        }
    )
    assert [s.name for s in read_sources(packed, "x.zip")] == ["in/a.yaml", "in/b.json", "c.yml"]


def test_a_value_with_three_dashes_divides_nothing() -> None:
    text = b"id: a\nend_use:\n  text: |\n    one\n    --- two\n  more: a --- b\n"
    assert len(read_sources(text, "x.yaml")) == 1


def test_too_many_are_refused_before_any_is_read() -> None:
    with pytest.raises(BadUpload, match=f"at most {MOST_DOCUMENTS}"):
        read_sources(b'{"id":"a"}\n' * (MOST_DOCUMENTS + 1), "x.jsonl")


@pytest.mark.parametrize(
    "data",
    [b"[" + b"{},\n" * 4_000_000 + b"1]", b"a: b\n---\n" * 2_000_000, b"{}\n" * 6_000_000],
    ids=["a list", "YAML", "lines"],
)
def test_of_millions_only_so_many_are_looked_at(data: bytes) -> None:
    """Where each was looked for from the start of the file, this took hours."""
    with pytest.raises(BadUpload, match=f"at most {MOST_DOCUMENTS}"):
        read_sources(data, "x")


def test_lines_of_a_list_are_those_of_the_file() -> None:
    found = read_sources(b'[\n{"id": "a"},\n\n{"id":\n "b"}, {"id": "c"}]', "x.json")
    assert [one.name for one in found] == ["x.json:2", "x.json:4", "x.json:5"]


def test_a_zip_bomb_is_refused_quickly() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for n in range(30):
            packed.writestr(f"{n}.yaml", b"\n" * 10_000_000)
    start = time.process_time()
    with pytest.raises(BadUpload, match="200 MB"):
        read_sources(out.getvalue(), "bomb.zip")
    assert time.process_time() - start < 5


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    body = bytearray(zipped({"a.yaml": b"id: a\n"}))
    at = body.rindex(b"PK\x01\x02") + 24
    body[at : at + 4] = (1).to_bytes(4, "little")
    with pytest.raises(BadUpload):
        read_sources(bytes(body), "x.zip")


def test_a_locked_zip_is_refused() -> None:
    body = bytearray(zipped({"a.yaml": b"id: a\n"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(mark) + at] |= 1
    with pytest.raises(BadUpload, match="password"):
        read_sources(bytes(body), "x.zip")


# --- the machinery


def test_a_fault_says_where_and_leaves_a_mark_in_the_log(
    office: Office, actor: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    def run(office: Office, params: Mapping[str, Any], job: Running) -> dict[str, Any]:
        job.at("line 7")
        raise ZeroDivisionError("secret words")

    id = queue(office, actor)
    assert worker(office, run).work_one()
    view = jobs.job_view(office, actor, id, "en")
    assert view["state"] == "failed"
    assert "line 7" in view["problem"] and "ZeroDivisionError" in view["problem"]
    assert "secret words" not in view["problem"]
    mark = the(office, actor, id).problem["mark"]
    assert mark in view["problem"] and mark in caplog.text


def test_what_is_wrong_with_the_input_is_told_in_each_language(office: Office, actor: Actor) -> None:
    def run(office: Office, params: Mapping[str, Any], job: Running) -> dict[str, Any]:
        raise JobProblem("jobs-file-too-many", 5, where="x.zip")

    id = queue(office, actor)
    worker(office, run).work_one()
    for lang, words in (("en", "at most 5"), ("ja", "5 件まで"), ("zh", "最多 5 笔")):
        problem = jobs.job_view(office, actor, id, lang)["problem"]
        assert words in problem and "x.zip" in problem


def test_a_job_asked_to_stop_stops_at_its_next_step(office: Office, actor: Actor) -> None:
    steps: list[int] = []

    def run(office: Office, params: Mapping[str, Any], job: Running) -> dict[str, Any]:
        for n in range(100):
            job.keep(n, n)
            steps.append(n)
            if n == 2:
                jobs.cancel(office, actor, job.job.id)
        return {}

    id = queue(office, actor)
    worker(office, run).work_one()
    view = jobs.job_view(office, actor, id, "en")
    assert (view["state"], view["result"], view["files"]) == ("cancelled", None, [])
    assert steps == [0, 1, 2, 3]


def test_the_heart_hears_that_a_silent_job_should_stop(office: Office, actor: Actor) -> None:
    def run(office: Office, params: Mapping[str, Any], job: Running) -> dict[str, Any]:
        jobs.cancel(office, actor, job.job.id)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            job.pause()
            time.sleep(0.02)
        raise AssertionError("nobody told the job to stop")

    id = queue(office, actor)
    worker(office, run, lease=timedelta(seconds=0.4)).work_one()
    assert the(office, actor, id).state == "cancelled"


def test_a_long_step_keeps_its_lease(office: Office, actor: Actor) -> None:
    """A step longer than the lease is not taken over while the worker lives."""

    def run(office: Office, params: Mapping[str, Any], job: Running) -> dict[str, Any]:
        time.sleep(2.5)
        assert not Worker(office, known={"test": Kind("test", run, Permission.JOBS_RUN)}).work_one()
        return {"ran": job.job.attempts}

    id = queue(office, actor)
    worker(office, run, lease=timedelta(seconds=1.6)).work_one()
    assert the(office, actor, id).result == {"ran": 1}


def test_a_server_that_ends_gives_its_job_back(office: Office, actor: Actor) -> None:
    begun = threading.Event()

    def run(office: Office, params: Mapping[str, Any], job: Running) -> dict[str, Any]:
        for n in range(1000):
            if n not in job.done:
                job.keep(n, n)
                begun.set()
                time.sleep(0.01)
        return {}

    id = queue(office, actor)
    first = worker(office, run)
    first.start()
    assert begun.wait(10)
    first.stop()
    job = the(office, actor, id)
    assert (job.state, job.attempts, job.owner) == ("queued", 0, None)
    assert 0 < job.done < 1000


def test_a_job_goes_on_where_a_dead_worker_left_it(office: Office, actor: Actor) -> None:
    """The first worker dies without a word; the second does the rest, and each part was done once."""
    did: list[int] = []

    def run(office: Office, params: Mapping[str, Any], job: Running) -> dict[str, Any]:
        job.total(6)
        for n in range(6):
            if n in job.done:
                continue
            job.keep(n, n * n)
            did.append(n)
            if n == 2 and job.job.attempts == 1:
                raise SystemExit  # no handler of ours sees it, as with kill -9
        return {"values": [value for _, value in job.parts()]}

    id = queue(office, actor)
    short = timedelta(seconds=0.3)
    with pytest.raises(SystemExit):
        worker(office, run, lease=short).work_one()
    assert the(office, actor, id).state == "running"
    time.sleep(0.35)
    assert worker(office, run, lease=short).work_one()
    job = the(office, actor, id)
    assert (job.state, job.attempts, job.done) == ("done", 2, 6)
    assert job.result == {"values": [0, 1, 4, 9, 16, 25]}
    assert did == [0, 1, 2, 3, 4, 5]


def test_a_worker_that_was_overtaken_writes_nothing_more(office: Office, actor: Actor) -> None:
    def slow(office: Office, params: Mapping[str, Any], job: Running) -> dict[str, Any]:
        with office.database.begin() as tx:  # as if its heart had stood still for long
            rows.let_go(tx, job.job.id, str(job.job.owner))
        assert worker(office, lambda office, params, job: {"by": "second"}).work_one()
        job.keep(0, "late")
        return {"by": "first"}

    id = queue(office, actor)
    assert worker(office, slow).work_one()
    job = the(office, actor, id)
    assert (job.state, job.result, job.done) == ("done", {"by": "second"}, 0)


def test_a_new_server_takes_over_from_a_process_that_is_gone(office: Office, actor: Actor) -> None:
    import platform

    id = queue(office, actor)
    for owner, taken in ((f"{platform.node()}:999999999:ab", True), ("elsewhere:1:ab", False)):
        with office.database.begin() as tx:
            job = rows.take(tx, owner, timedelta(minutes=5), ["test"], 9)
        assert job is not None
        fresh = worker(office, lambda office, params, job: {})
        fresh._free_the_dead()
        with office.database.read() as tx:
            assert rows.waiting(tx, ["test"]) is taken
        with office.database.begin() as tx:
            rows.let_go(tx, id, owner)


def test_the_job_of_another_room_is_not_there(office: Office, actor: Actor) -> None:
    other = somebody(office, "bert")
    id = queue(office, actor)
    with pytest.raises(NotThere):
        jobs.job_view(office, other, id, "en")
    with pytest.raises(NotThere):
        jobs.cancel(office, other, id)
    assert jobs.listed(office, other, "en")["rows"] == []
    assert the(office, actor, id).state == "queued"


def test_every_word_of_a_job_is_in_the_catalogue() -> None:
    wanted = [f"jobs-kind-{kind}" for kind in jobs.kinds()]
    wanted += [
        f"jobs-state-{state}" for state in ("queued", "running", "stopping", "done", "failed", "cancelled")
    ]
    wanted += [f"jobs-group-{group}" for group in ("duty", "open", "none", "unread", "failed")]
    assert [key for key in wanted if key not in CATALOGUE] == []
