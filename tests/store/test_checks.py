"""Checks and sheets: nobody overwrites what another one wrote, nothing is lost, a list goes on where it stopped."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sekisho.store import (
    BadCursor,
    Changed,
    Database,
    NotThere,
    checks,
    classifications,
    jobs,
    saved,
    screenings,
)
from sekisho.store.columns import fit
from sekisho.store.ids import is_id, new_id
from tests.store.rooms import furnished, new_saved

whole = st.integers(-(2**53), 2**53)
broken = st.floats(allow_nan=False, allow_infinity=False)
plain = st.recursive(
    st.none() | st.booleans() | whole | broken | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
LONG = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def test_every_text_of_a_check_is_kept(database: Database) -> None:
    room = furnished(database, "anna")
    id = room.ids["check"]
    with database.begin() as tx:
        checks.change(tx, room.id, id, seen=1, document="two", title="B", what=["answer"], by=room.user)
        checks.change(tx, room.id, id, seen=2, document="three", options={"claims": ["x"]})
        back = checks.undo(tx, room.id, id, seen=3, by=room.user)
    assert (back.revision, back.document, back.title, back.options) == (4, "two", "B", {})
    with database.read() as tx:
        lines = checks.revisions(tx, room.id, id)
        texts = [checks.revision(tx, room.id, id, line.revision).document for line in lines]
        with pytest.raises(NotThere):
            checks.revision(tx, room.id, id, 5)
        with pytest.raises(NotThere):
            checks.revision(tx, room.id, id, 10**30)
    assert texts == ["id: T-1\n", "two", "three", "two"]
    assert [line.what for line in lines] == ["made", ["answer"], "changed", {"undone-to": 2}]
    assert lines[1].by == room.user


def test_the_first_text_cannot_be_undone(database: Database) -> None:
    room = furnished(database, "anna")
    with pytest.raises(NotThere), database.begin() as tx:
        checks.undo(tx, room.id, room.ids["check"], seen=1)


@pytest.mark.parametrize("seen", [0, 2, 99])
def test_a_change_from_another_revision_is_refused(database: Database, seen: int) -> None:
    room = furnished(database, "anna")
    with pytest.raises(Changed, match="revision 1 stands") as refused, database.begin() as tx:
        checks.change(tx, room.id, room.ids["check"], seen=seen, document="lost")
    assert refused.value.now == 1
    with database.read() as tx:
        assert checks.get(tx, room.id, room.ids["check"]).document == "id: T-1\n"
        assert len(checks.revisions(tx, room.id, room.ids["check"])) == 1


def test_of_many_writers_at_once_one_wins_each_round(database: Database) -> None:
    """Eight people change the same revision: one change stands, seven people are told, no text is lost."""
    room = furnished(database, "anna")
    id = room.ids["check"]
    outcomes: list[str] = []
    start = threading.Barrier(8)

    def write(text: str) -> None:
        start.wait()
        try:
            with database.begin() as tx:
                checks.change(tx, room.id, id, seen=1, document=text)
            outcomes.append(text)
        except Changed as refused:
            outcomes.append(f"refused at {refused.now}")

    threads = [threading.Thread(target=write, args=(f"text {n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    won = [outcome for outcome in outcomes if outcome.startswith("text")]
    assert len(won) == 1
    assert outcomes.count("refused at 2") == 7
    with database.read() as tx:
        assert checks.get(tx, room.id, id).document == won[0]
        assert len(checks.revisions(tx, room.id, id)) == 2


def test_what_raises_leaves_nothing_behind(database: Database) -> None:
    room = furnished(database, "anna")
    with pytest.raises(ZeroDivisionError), database.begin() as tx:
        checks.add(tx, room.id, title="half", document="")
        raise ZeroDivisionError
    with database.read() as tx:
        assert checks.count(tx, room.id) == 1


def test_reading_does_not_wait_for_a_writer(database: Database) -> None:
    room = furnished(database, "anna")
    with database.begin() as writing:
        checks.add(writing, room.id, title="new", document="")
        with database.read() as reading:
            assert checks.count(reading, room.id) == 1


def test_a_read_sees_one_state(database: Database) -> None:
    room = furnished(database, "anna")
    with database.read() as reading:
        assert checks.count(reading, room.id) == 1
        with database.begin() as writing:
            checks.add(writing, room.id, title="new", document="")
        assert checks.count(reading, room.id) == 1
    with database.read() as reading:
        assert checks.count(reading, room.id) == 2


def test_a_check_put_away_leaves_the_list_and_comes_back(database: Database) -> None:
    room = furnished(database, "anna")
    with database.begin() as tx:
        checks.archive(tx, room.id, room.ids["check"])
        assert checks.page_of(tx, room.id).rows == ()
        assert [row.id for row in checks.page_of(tx, room.id, archived=True).rows] == [room.ids["check"]]
        checks.archive(tx, room.id, room.ids["check"], False)
        assert checks.count(tx, room.id) == 1


def test_pages_of_a_list_hold_every_row_once(database: Database) -> None:
    """Also where several rows were changed at the same moment."""
    room = furnished(database, "anna")
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    for n in range(23):
        database.clock = lambda n=n: moment + timedelta(seconds=n // 4)  # type: ignore[misc]
        with database.begin() as tx:
            checks.add(tx, room.id, title=f"Check {n}", document="")
    seen: list[str] = []
    after = ""
    with database.read() as tx:
        for _ in range(10):
            page = checks.page_of(tx, room.id, limit=5, after=after)
            seen += [row.title for row in page.rows]
            after = page.after
            if not after:
                break
        whole = [row.title for row in checks.page_of(tx, room.id, limit=100).rows]
    assert seen == whole
    assert len(set(seen)) == 24


@pytest.mark.parametrize(
    "mark", ["x", "W10", "WzFd", "é", "bnVsbA", "WyJhIiwiYiJd", "A" * 9999, "WyIyMDI2LTAxLTAxIiwiYSJd"]
)
def test_a_forged_mark_is_refused(database: Database, mark: str) -> None:
    with database.read() as tx, pytest.raises(BadCursor):
        checks.page_of(tx, "w", after=mark)


def test_a_title_is_found_by_its_words_in_any_script(database: Database) -> None:
    room = furnished(database, "anna")
    with database.begin() as tx:
        for title in ("蚀刻机 上海", "エッチング装置", "100 % cotton", "under_score"):
            checks.add(tx, room.id, title=title, document="")
        assert [r.title for r in checks.page_of(tx, room.id, title="刻机").rows] == ["蚀刻机 上海"]
        assert [r.title for r in checks.page_of(tx, room.id, title="COTTON").rows] == ["100 % cotton"]
        assert [r.title for r in checks.page_of(tx, room.id, title="%").rows] == ["100 % cotton"]
        assert [r.title for r in checks.page_of(tx, room.id, title="_").rows] == ["under_score"]
        assert checks.page_of(tx, room.id, title="' or 1=1 --").rows == ()


@LONG
@given(
    text=st.text(st.characters(codec=None)),
    title=st.text(st.characters(codec=None)),
    options=st.dictionaries(st.text(), plain, max_size=3),
    what=plain,
)
def test_what_is_written_comes_back(
    database: Database, text: str, title: str, options: dict[str, object], what: object
) -> None:
    room = _room(database)
    with database.begin() as tx:
        made = checks.add(tx, room, title=title, document=text, options=options, what=what)
    with database.read() as tx:
        back = checks.get(tx, room, made.id)
        first = checks.revision(tx, room, made.id, 1)
    assert (back.title, back.document) == (fit(title), fit(text))
    assert back.options == options == first.options
    assert list(back.options) == list(options)
    assert first.what == ("changed" if what is None else what)


@LONG
@given(document=plain.filter(lambda value: value is not None))
def test_a_sheet_comes_back_and_can_be_undone(database: Database, document: object) -> None:
    room = _room(database)
    with database.begin() as tx:
        made = classifications.add(tx, room, title="sheet", document=document)
        classifications.change(tx, room, made.id, seen=1, document={"other": 1})
        back = classifications.undo(tx, room, made.id, seen=2)
        assert back.document == document
        assert [r.document for r in classifications.revisions(tx, room, made.id)] == [
            document,
            {"other": 1},
            document,
        ]
        with pytest.raises(Changed):
            classifications.change(tx, room, made.id, seen=2, document={})


@LONG
@given(
    answer=st.dictionaries(st.text(), plain, max_size=5),
    title=st.text(st.characters(codec=None)),
    document=st.text(st.characters(codec=None)),
    on=st.none() | st.dates(),
)
def test_a_saved_answer_comes_back_as_it_was(
    database: Database, answer: dict[str, object], title: str, document: str, on: date | None
) -> None:
    room = _room(database)
    new = new_saved(
        answer=answer, summary=answer, options=answer, lists=answer, title=title, document=document, on=on
    )
    with database.begin() as tx:
        id = saved.add(tx, room, new)
    with database.read() as tx:
        back = saved.get(tx, room, id)
        line = saved.page_of(tx, room, limit=1).rows[0]
    assert (back.answer, back.summary, back.options, back.lists, back.on) == (answer,) * 4 + (on,)
    assert list(back.answer) == list(answer)
    assert (back.title, back.document) == (fit(title), fit(document))
    assert (line.id, line.summary) == (id, answer)


def test_half_characters_in_data_are_mended_and_zeros_stay(database: Database) -> None:
    room = _room(database)
    with database.begin() as tx:
        made = checks.add(
            tx, room, title="", document="", options={"a\ud800": "\udfff b \x00"}, what="\ud800"
        )
    with database.read() as tx:
        assert checks.get(tx, room, made.id).options == {"a�": "� b \x00"}
        assert checks.revision(tx, room, made.id, 1).what == "�"


@LONG
@given(asked=plain.filter(lambda one: one is not None), body=st.binary(max_size=2000))
def test_a_screening_and_a_file_of_a_job_come_back(database: Database, asked: object, body: bytes) -> None:
    room = _room(database)
    with database.begin() as tx:
        id = screenings.add(tx, room, kind="name", query=asked, result=asked, lists=asked, hits=0)
        job = jobs.add(
            tx, room, kind="none", title="", params={"x": asked}, files=[jobs.JobFile("f", "a/b", body)]
        )
        back = screenings.get(tx, room, id)
        assert (back.query, back.result, back.lists) == (asked, asked, asked)
        assert jobs.file(tx, room, job.id, "f").body == body
        assert jobs.get(tx, room, job.id).params == {"x": asked}


def _room(database: Database) -> str:
    from sekisho.store import accounts

    with database.begin() as tx:
        rooms = accounts.workspaces(tx)
        return rooms[0].id if rooms else accounts.add_workspace(tx, "room").id


@given(st.lists(st.integers(0, 2**45), min_size=2, max_size=5))
def test_ids_sort_by_their_time(moments: list[int]) -> None:
    ids = {moment: new_id(moment) for moment in moments}
    assert [ids[m] for m in sorted(ids)] == sorted(ids.values())
    assert all(is_id(id) for id in ids.values())


def test_ids_differ_and_nothing_else_is_one() -> None:
    assert len({new_id(0) for _ in range(2000)}) == 2000
    for text in ("", "x", "../etc", new_id() + "a", new_id().upper(), new_id()[:-1] + "u"):
        assert not is_id(text)
