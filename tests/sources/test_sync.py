"""A source from the network or from files to an edition in use; what is broken never replaces what is good."""

import gzip
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve

from sekisho.sources.archive import Acceptance, Archive
from sekisho.sources.diff import Changes
from sekisho.sources.fetch import Cancelled, Fetcher
from sekisho.sources.latest import parties, state
from sekisho.sources.registry import Layout, Source, SourceFile, sources
from sekisho.sources.settings import Settings, SourceSettings
from sekisho.sources.sync import Outcome, Sync
from tests.sources.listserver import ListServer
from tests.sources.made import american as made
from tests.sources.made.mofcom_pages import page, paragraphs

TODAY = date(2026, 11, 20)
SMALL = evolve(sources()["us.csl"], fewest=3, most=1_000, smallest=10, floors={})
CN = evolve(sources()["cn.mofcom"], fewest=1, smallest=10, floors={})


class Quick(Fetcher):
    """A fetcher that does not sleep."""

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, sleep=lambda _: None, **more)  # type: ignore[arg-type]


class Bench:
    """An archive, a server, and syncs of a source on a day."""

    def __init__(self, folder: Path, server: ListServer) -> None:
        self.archive = Archive(folder / "lists")
        self.server = server
        self.settings = Settings(folder, None, {"us.csl": SourceSettings(retries=0)})
        self.day = TODAY
        self.cancelled: Callable[[], bool] = bool

    def source(self, **more: object) -> Source:
        files = (SourceFile("consolidated", self.server.url + "/csl.json"),)
        table = (SourceFile("consolidated", self.server.url + "/csl.csv"),)
        return evolve(SMALL, layouts=(Layout("csl_json", files), Layout("csl_csv", table)), **more)

    def run(self, source: Source | None = None) -> Outcome:
        return self.tool().source(source or self.source())

    def tool(self) -> Sync:
        now = datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)
        return Sync(self.archive, self.settings, now=lambda: now, fetcher=Quick, cancelled=self.cancelled)

    def publish(self, *entries: dict[str, object], etag: str = "") -> None:
        self.server.publish("/csl.json", made.csl_json(*entries), etag=etag or str(hash(str(entries))))

    def ids(self, source: str = "us.csl") -> set[str]:
        edition = self.archive.index(source).edition
        held = self.archive.parties(source, edition) if edition else ()
        return {party.fact("csl-id") for party in held}


@pytest.fixture
def bench(tmp_path: Path, server: ListServer) -> Bench:
    return Bench(tmp_path, server)


def test_a_first_edition(bench: Bench) -> None:
    bench.publish(*made.many(20))
    outcome = bench.run()
    assert outcome.status == "new"
    assert outcome.changes is None
    edition = bench.archive.index("us.csl").edition
    assert edition is not None
    assert (edition.id, edition.count, edition.format) == ("2026-11-20", 20, "csl_json")
    assert edition.by_list == {"us.entity-list": 20}
    (file,) = edition.files
    assert bench.archive.raw(file.sha256) == made.csl_json(*made.many(20))
    assert file.url.endswith("/csl.json")
    assert file.etag


def test_nothing_new_is_seen_without_sending_the_file(bench: Bench) -> None:
    bench.publish(*made.many(20))
    bench.run()
    bench.day += timedelta(days=2)
    assert bench.run().status == "unchanged"
    index = bench.archive.index("us.csl")
    assert index.checked == bench.day
    assert index.edition is not None and index.edition.day == TODAY
    assert len(index.editions) == 1


def test_the_same_bytes_without_an_etag_are_no_new_edition(bench: Bench) -> None:
    body = made.csl_json(*made.many(20))
    bench.server.publish("/csl.json", body)
    bench.run()
    assert bench.run().status == "unchanged"
    assert len(bench.archive.index("us.csl").editions) == 1


def test_a_second_edition_says_what_changed(bench: Bench) -> None:
    bench.publish(*made.many(20))
    bench.run()
    entries = made.many(22)[1:]
    entries[4]["alt_names"] = ["Another Name"]
    bench.publish(*entries)
    outcome = bench.run()
    assert outcome.changes is not None
    added, removed = outcome.changes.added, outcome.changes.removed
    assert [one.name for one in added] == ["Invented Works 20 Co., Ltd.", "Invented Works 21 Co., Ltd."]
    assert [one.name for one in removed] == ["Invented Works 0 Co., Ltd."]
    (changed,) = outcome.changes.changed
    assert (changed.name, changed.fields) == ("Invented Works 5 Co., Ltd.", ("names",))
    assert outcome.edition is not None
    assert outcome.edition.id == "2026-11-20-2"
    assert outcome.edition.changed == (2, 1, 1)
    kept = bench.archive.changes("us.csl", outcome.edition)
    assert kept is not None and Changes.from_bytes(kept) == outcome.changes


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (made.csl_json(*made.many(20))[:-30], "cut short"),
        (b"<html><title>Maintenance</title></html>", "cut short"),
        (made.csl_json(*made.many(10)), "us.entity-list fell from 20 to 10"),
        (made.csl_json(*made.many(2)), "at least 3"),
        (made.csl_json(*made.many(20), total=25), "the file states 25 parties, 20 were read"),
        (made.csl_json(*made.many(20), *made.many(20)), "written twice over"),
        (made.csl_json(*[{**one, "name": ""} for one in made.many(20)]), "no name"),
        (made.csl_json(*made.many(1_500)), "believable"),
        (b"", "empty"),
    ],
)
def test_a_broken_download_never_replaces_a_good_list(bench: Bench, body: bytes, said: str) -> None:
    bench.publish(*made.many(20))
    bench.run()
    bench.server.publish("/csl.json", body)
    outcome = bench.run()
    assert outcome.status == "refused"
    assert said in "; ".join(outcome.reasons)
    assert bench.ids() == {f"id-{number}" for number in range(20)}
    failure = bench.archive.index("us.csl").failure
    assert failure is not None and said in "; ".join(failure.reasons)
    assert failure.files, "what was refused is kept, for a person to look at"
    (shown,) = [one for one in state(bench.archive, TODAY) if one.id == "us.csl"]
    assert said in shown.failure
    assert shown.condition == "current"


def test_a_renamed_column_and_a_name_without_end_take_nothing(bench: Bench) -> None:
    with_aliases = [{**one, "alt_names": ["Also " + str(one["name"])]} for one in made.many(60)]
    good = made.csl_json(*with_aliases)
    bench.server.publish("/csl.json", good)
    assert bench.run().status == "new"
    bench.server.publish("/csl.json", good.replace(b'"alt_names"', b'"aliases"'))
    outcome = bench.run()
    assert outcome.status == "refused" and outcome.acceptable
    assert outcome.reasons[0].startswith("the further names fell from 60 to 0")
    bench.server.publish("/csl.json", good.replace(b"Also Invented Works 5 ", b"Also " + b"A" * 10_000_000))
    outcome = bench.run()
    assert outcome.status == "refused" and not outcome.acceptable
    assert "characters: the file is broken there" in "; ".join(outcome.reasons)
    edition = bench.archive.index("us.csl").edition
    assert edition is not None
    assert all(len(party.names) == 2 for party in bench.archive.parties("us.csl", edition))
    bench.server.publish(
        "/csl.json", good.replace(b"Also Invented Works 5 ", b"Also Inven\\u0000ted Works 5 ")
    )
    assert bench.run().status == "new"
    edition = bench.archive.index("us.csl").edition
    assert edition is not None and edition.flaw_count == 1


def test_the_next_good_edition_takes_the_failure_away(bench: Bench) -> None:
    bench.publish(*made.many(20))
    bench.run()
    bench.server.publish("/csl.json", b"{}")
    bench.run()
    bench.publish(*made.many(21))
    assert bench.run().status == "new"
    assert bench.archive.index("us.csl").failure is None


def test_a_person_may_take_a_fall(bench: Bench) -> None:
    bench.publish(*made.many(20))
    bench.run()
    bench.publish(*made.many(10))
    assert bench.run().acceptable
    bench.server.paths.clear()  # accepting asks nobody: it takes the file that the person has looked at
    outcome = bench.tool().accept(bench.source(), "A. Officer", "the removals stand in 91 FR 1")
    assert outcome.status == "new"
    accepted = outcome.edition.accepted if outcome.edition else None
    assert accepted is not None
    assert (accepted.by, accepted.why) == ("A. Officer", "the removals stand in 91 FR 1")
    assert accepted.reasons == ("us.entity-list fell from 20 to 10 parties, by more than 10%",)
    assert len(bench.ids()) == 10


def test_nobody_may_take_a_file_that_cannot_be_read(bench: Bench) -> None:
    bench.publish(*made.many(20))
    bench.run()
    bench.server.publish("/csl.json", made.csl_json(*made.many(20), *made.many(20)))
    assert not bench.run().acceptable
    outcome = bench.tool().accept(bench.source(), "A. Officer", "it looked fine")
    assert outcome.status == "refused"
    assert len(bench.ids()) == 20


def test_there_may_be_nothing_to_accept(bench: Bench) -> None:
    assert "nothing that was refused" in bench.tool().accept(bench.source(), "A", "B").reasons[0]


def test_the_other_format_stands_in(bench: Bench) -> None:
    rows = [
        {"_id": f"id-{n}", "source": made.EL, "name": f"Works {n}", "addresses": "1 Road, CN"}
        for n in range(5)
    ]
    bench.server.publish("/csl.csv", made.csl_csv(*rows))
    outcome = bench.run()
    assert outcome.status == "new"
    assert outcome.edition is not None and outcome.edition.format == "csl_csv"


def test_where_nothing_comes_the_reasons_of_each_format_are_said(bench: Bench) -> None:
    outcome = bench.run()
    assert outcome.status == "failed"
    assert len(outcome.reasons) == 2
    assert all("404" in reason for reason in outcome.reasons)
    (shown,) = [one for one in state(bench.archive, TODAY) if one.id == "us.csl"]
    assert shown.condition == "missing"
    assert "404" in shown.failure


def test_a_mirror_of_the_settings_is_asked_instead(bench: Bench) -> None:
    bench.server.publish("/mirror", made.csl_json(*made.many(5)))
    own = SourceSettings(files={"consolidated": bench.server.url + "/mirror"}, format="csl_json", retries=0)
    bench.settings = evolve(bench.settings, by_source={"us.csl": own})
    assert bench.run().status == "new"
    assert {asked.path for asked in bench.server.asked} == {"/mirror"}


def test_a_source_that_is_switched_off_is_left_alone(bench: Bench) -> None:
    bench.publish(*made.many(5))
    bench.run()
    bench.settings = evolve(bench.settings, by_source={"us.csl": SourceSettings(enabled=False)})
    assert bench.run().status == "off"
    assert not list(parties(bench.archive, bench.settings))
    (shown,) = [one for one in state(bench.archive, TODAY, bench.settings) if one.id == "us.csl"]
    assert shown.condition == "off"
    assert not shown.usable


def test_a_source_without_address_says_so(bench: Bench) -> None:
    source = evolve(SMALL, layouts=(Layout("csl_json", (SourceFile("consolidated", ""),)),))
    assert "no address is known" in bench.run(source).reasons[0]


def test_two_syncs_at_once_do_not_meet(bench: Bench) -> None:
    bench.publish(*made.many(5))
    with bench.archive.lock("us.csl"):
        outcome = bench.run()
    assert outcome.status == "failed"
    assert "another sync" in outcome.reasons[0]
    assert bench.run().status == "new"


def test_a_person_may_stop_and_go_on(bench: Bench) -> None:
    bench.publish(*made.many(5), etag="v1")
    bench.cancelled = lambda: True
    with pytest.raises(Cancelled):
        bench.run()
    bench.cancelled = bool
    assert bench.run().status == "new"


def test_what_was_damaged_is_brought_back(bench: Bench) -> None:
    bench.publish(*made.many(20), etag="v1")
    bench.run()
    folder = bench.archive.folder / "sources" / "us.csl"
    (folder / "2026-11-20.parties").write_bytes(b"?")
    (shown,) = [one for one in state(bench.archive, TODAY) if one.id == "us.csl"]
    assert shown.condition == "damaged"
    assert not list(parties(bench.archive))
    assert bench.run().status == "new"
    assert len(bench.ids()) == 20
    (folder / "index.json").write_bytes(b"{")
    assert bench.run().status == "new"
    assert len(bench.ids()) == 20


def test_raw_bytes_that_are_gone_are_fetched_again(bench: Bench) -> None:
    bench.publish(*made.many(20), etag="v1")
    bench.run()
    for file in (bench.archive.folder / "raw").rglob("*.z"):
        file.unlink()
    assert bench.run().status == "unchanged"
    assert len(list((bench.archive.folder / "raw").rglob("*.z"))) == 1


# --- files that a person brings


def imported(bench: Bench, source: Source | None = None, **files: bytes) -> Outcome:
    named = {name.replace("_", "."): data for name, data in files.items()}
    return bench.tool().import_files(source or bench.source(), named, TODAY)


def test_a_file_is_imported_in_either_format_and_out_of_gzip_and_zip(bench: Bench) -> None:
    body = made.csl_json(*made.many(20))
    assert imported(bench, any_json=body).status == "new"
    assert imported(bench, other_json=body).status == "unchanged"
    assert imported(bench, list_gz=gzip.compress(made.csl_json(*made.many(21)))).status == "new"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.md", "x")
        archive.writestr("list.json", made.csl_json(*made.many(22)))
    assert imported(bench, list_zip=packed.getvalue()).status == "new"
    rows = [{"_id": f"id-{n}", "source": made.EL, "name": f"Invented Works {n} Co., Ltd."} for n in range(22)]
    outcome = imported(bench, table_csv=made.csl_csv(*rows))
    assert outcome.status == "new"
    assert outcome.edition is not None
    assert outcome.edition.imported
    assert outcome.edition.format == "csl_csv"


def test_what_is_imported_is_checked_like_everything_else(bench: Bench) -> None:
    imported(bench, any_json=made.csl_json(*made.many(20)))
    fallen = made.csl_json(*made.many(10))
    assert imported(bench, any_json=fallen).status == "refused"
    assert imported(bench, any_json=b"nonsense").status == "refused"
    assert len(bench.ids()) == 20
    acceptance = Acceptance("A. Officer", "it is so", datetime(2026, 11, 20, tzinfo=UTC))
    outcome = bench.tool().import_files(bench.source(), {"x": fallen}, TODAY, acceptance)
    assert outcome.status == "new"
    assert outcome.edition is not None and outcome.edition.accepted is not None


def test_a_bomb_in_a_zip_is_refused(bench: Bench) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("list.json", b" " * 30_000_000)
    outcome = imported(bench, list_zip=packed.getvalue())
    assert outcome.status == "refused"
    assert "unpacks to 30,000,000 bytes" in outcome.reasons[0]


@pytest.mark.parametrize("name", ["../list.json", "/etc/list.json", "a/../../list.json", "C:\\list.json"])
def test_a_path_out_of_a_zip_is_refused(bench: Bench, name: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), made.csl_json(*made.many(20)))
    assert "leads outside" in imported(bench, list_zip=packed.getvalue()).reasons[0]


def test_ofac_tables_are_known_by_their_names(bench: Bench) -> None:
    source = evolve(sources()["us.ofac-sdn"], fewest=1, smallest=1)
    files = {
        "SDN.CSV": made.ofac_csv(made.sdn(1, "INVENTED SHIPPING")),
        "ALT.CSV": made.ofac_csv((1, 1, "aka", "INVENTED LINE", "")),
        "ADD.CSV": made.ofac_csv((1, 1, "1 Road", "Tehran", "Iran", "")),
    }
    outcome = bench.tool().import_files(source, files, TODAY)
    assert outcome.status == "new"
    assert (
        [file.name for file in outcome.edition.files] == ["sdn", "alt", "add"] if outcome.edition else False
    )
    two = {"SDN.CSV": files["SDN.CSV"], "ALT.CSV": files["ALT.CSV"]}
    refused = bench.tool().import_files(source, two, TODAY)
    assert refused.status == "refused"
    assert "sdn, alt, add, sdn_comments" in refused.reasons[0]


def test_an_older_file_takes_a_person(bench: Bench) -> None:
    bench.publish(*made.many(20))
    bench.run()
    files, then = {"x": made.csl_json(*made.many(21))}, TODAY - timedelta(days=30)
    outcome = bench.tool().import_files(bench.source(), files, then)
    assert outcome.status == "refused"
    assert outcome.reasons == ("the file was fetched on 2026-10-21, the edition in use on 2026-11-20",)
    assert outcome.acceptable


def test_an_old_copy_of_a_mirror_takes_a_person(bench: Bench) -> None:
    bench.publish(*made.many(20), etag="v1")
    bench.server.publish("/csl.json", made.csl_json(*made.many(20), generated_at="2026-11-20T10:00:00Z"))
    bench.run()
    bench.server.publish("/csl.json", made.csl_json(*made.many(20), generated_at="2026-11-19T10:00:00Z"))
    assert "the file calls itself of 2026-11-19" in bench.run().reasons[0]
    bench.server.publish("/csl.json", made.csl_json(*made.many(20), generated_at="2026-11-21T10:00:00Z"))
    assert bench.run().status == "new"


def test_an_older_file_does_not_count_as_seen_today(bench: Bench) -> None:
    bench.publish(*made.many(20))
    bench.run()
    bench.tool().import_files(
        bench.source(), {"x": made.csl_json(*made.many(20))}, TODAY - timedelta(days=30)
    )
    assert bench.archive.index("us.csl").checked == TODAY


# --- lists that are found along links, and announcements


def announcement(who: str, number: int) -> tuple[str, bytes]:
    title = f"商务部公告2026年第{number}号 公布将1家实体列入出口管制管控名单"
    text = (
        f"根据《中华人民共和国出口管制法》有关规定，决定将{who}列入出口管制管控名单，并采取以下措施：\n"
        "一、禁止向上述实体出口两用物项；正在开展的相关出口活动应当立即停止。\n"
        f"二、特殊情况下确需出口的，出口经营者应当向商务部提出申请。\n本公告自公布之日起正式实施。\n商务部\n2026年3月{number}日\n"
    )
    return title, page(title, paragraphs(text), f"2026-03-{number:02d}")


def publish_announcements(bench: Bench, numbers: dict[int, str]) -> Source:
    links = []
    for number, who in numbers.items():
        title, body = announcement(who, number)
        bench.server.publish(f"/art/{number}.html", body, etag=f"v{number}")
        links.append(f'<li><a href="/art/{number}.html" title="{title}">{title}</a></li>')
    links.append('<li><a href="/art/other.html">商务部公告2026年第9号 关于进口的公告</a></li>')
    index = f"<html><head><meta charset=utf-8></head><body><ul>{''.join(links)}</ul></body></html>"
    bench.server.publish("/gg/2026/index.html", index.encode())
    layout = CN.layouts[0]
    file = evolve(layout.files[0], url=bench.server.url + "/gg/{year}/index.html", since=2026)
    return evolve(CN, layouts=(Layout("mofcom_html", (file,)),))


def test_announcements_are_gathered_and_a_page_that_vanished_takes_nobody_off(bench: Bench) -> None:
    source = publish_announcements(
        bench, {5: "雷神公司（Raytheon Company）", 6: "通用公司（General Invented Inc.）"}
    )
    outcome = bench.run(source)
    assert outcome.status == "new", outcome.reasons
    assert "/art/other.html" not in {asked.path for asked in bench.server.asked}
    names = {name.text for party in parties(bench.archive) for name in party.names}
    assert {"雷神公司", "Raytheon Company", "通用公司"} <= names
    source = publish_announcements(
        bench, {6: "通用公司（General Invented Inc.）", 7: "新公司（New Invented Inc.）"}
    )
    assert bench.run(source).status == "new"
    names = {name.text for party in parties(bench.archive) for name in party.names}
    assert {"雷神公司", "通用公司", "新公司"} <= names


def test_a_page_of_errors_takes_nobody_off_a_list(bench: Bench) -> None:
    people = {5: "雷神公司（Raytheon Company）", 6: "通用公司（General Invented Inc.）"}
    source = publish_announcements(bench, people)
    bench.run(source)
    bench.server.script("/art/5.html", lambda ask: ask.reply(404, b"gone"))
    bench.publish()
    assert bench.run(source).status == "unchanged"
    bench.server.publish("/art/5.html", page("页面不存在", "<p>您访问的页面不存在</p>"))
    assert bench.run(source).status == "refused"
    _title, other = announcement("另一公司（Another Inc.）", 5)
    bench.server.publish("/art/5.html", other)
    outcome = bench.run(source)
    assert outcome.status == "refused"
    assert "gone, the first: 雷神公司" in outcome.reasons[0]
    assert {name.text for party in parties(bench.archive) for name in party.names} >= {"雷神公司", "通用公司"}
    taken = bench.tool().accept(source, "A. Officer", "the announcement was corrected")
    assert taken.status == "new"


def test_imported_pages_of_one_name_do_not_push_each_other_out(bench: Bench) -> None:
    for who, number in (("雷神公司（Raytheon Company）", 5), ("通用公司（General Invented Inc.）", 6)):
        _title, body = announcement(who, number)
        outcome = bench.tool().import_files(CN, {"index.html": body}, TODAY)
        assert outcome.status == "new", outcome.reasons
    assert {name.text for party in parties(bench.archive) for name in party.names} >= {"雷神公司", "通用公司"}


def test_a_fault_of_a_reader_costs_one_edition_only(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.publish(*made.many(20))
    bench.run()
    bench.publish(*made.many(21))

    def broken(_: object) -> None:
        raise KeyError("surprise")

    monkeypatch.setattr("sekisho.sources.formats.csl_json.parse", broken)
    outcome = bench.run()
    assert outcome.status == "refused"
    assert "the reader csl_json failed: KeyError: 'surprise'" in outcome.reasons[0]
    assert len(bench.ids()) == 20


def test_a_list_behind_links_is_found(bench: Bench) -> None:
    bench.server.publish("/index.html", b'<a href="review.html#top">Review of the list</a>')
    bench.server.publish(
        "/review.html", b'<a href="/x.doc">x</a> <a href="/files/list-2026.json">The List</a>'
    )
    bench.server.publish("/files/list-2026.json", made.csl_json(*made.many(5)))
    file = SourceFile("consolidated", bench.server.url + "/index.html", follow=("Review of", r"list.*\.json"))
    assert bench.run(evolve(SMALL, layouts=(Layout("csl_json", (file,)),))).status == "new"


def test_a_page_that_was_rearranged_says_so(bench: Bench) -> None:
    bench.server.publish("/index.html", b"<p>We have moved</p>")
    file = SourceFile("consolidated", bench.server.url + "/index.html", follow=("Review of",))
    outcome = bench.run(evolve(SMALL, layouts=(Layout("csl_json", (file,)),)))
    assert outcome.status == "failed"
    assert "the page was rearranged" in outcome.reasons[0]


@pytest.mark.parametrize("body", [b"", b"\0\0", b"<a href='http://[broken'>Review of</a>", b"%PDF-1.7"])
def test_a_page_of_links_that_is_none(bench: Bench, body: bytes) -> None:
    bench.server.publish("/index.html", body)
    file = SourceFile("consolidated", bench.server.url + "/index.html", follow=("Review of",))
    outcome = bench.run(evolve(SMALL, layouts=(Layout("csl_json", (file,)),)))
    assert outcome.status == "failed"
    assert "Report it" not in outcome.reasons[0]


def test_a_fault_of_sekisho_itself_is_told_and_passes_by(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.publish(*made.many(20))
    bench.run()
    monkeypatch.setattr("sekisho.sources.sync.download", lambda *_: 1 // 0)
    outcome = bench.run()
    assert outcome.status == "failed"
    assert "ZeroDivisionError" in outcome.reasons[0]
    assert len(bench.ids()) == 20


# --- how the lists stand


def test_missing_current_and_stale(bench: Bench) -> None:
    def of_csl(day: date) -> tuple[str, int | None]:
        (one,) = [one for one in state(bench.archive, day) if one.id == "us.csl"]
        return one.condition, one.age

    assert of_csl(TODAY) == ("missing", None)
    assert {one.condition for one in state(bench.archive, TODAY)} == {"missing"}
    bench.publish(*made.many(20))
    bench.run()
    assert of_csl(TODAY) == ("current", 0)
    assert of_csl(TODAY + timedelta(days=3)) == ("current", 3)
    assert of_csl(TODAY + timedelta(days=4)) == ("stale", 4)
    assert len(list(parties(bench.archive))) == 20


def test_a_refused_sync_does_not_make_a_list_younger(bench: Bench) -> None:
    bench.publish(*made.many(20))
    bench.run()
    bench.day += timedelta(days=10)
    bench.server.publish("/csl.json", b"{}")
    bench.run()
    (one,) = [one for one in state(bench.archive, bench.day) if one.id == "us.csl"]
    assert (one.condition, one.age) == ("stale", 10)


def test_no_token_is_kept(bench: Bench) -> None:
    bench.server.publish("/csl.json", made.csl_json(*made.many(5)))
    own = SourceSettings(
        files={"consolidated": bench.server.url + "/csl.json?token=hidden"}, format="csl_json"
    )
    bench.settings = evolve(bench.settings, by_source={"us.csl": own})
    bench.run()
    texts = [file.read_text("utf-8") for file in bench.archive.folder.rglob("*.json")]
    assert texts
    assert not [text for text in texts if "hidden" in text]


def test_every_source_of_the_registry_is_whole() -> None:
    from importlib.util import find_spec

    for name, source in sources().items():
        assert source.id == name
        assert {"en", "ja", "zh"} <= set(source.titles)
        assert source.lists
        assert 0 < source.fewest < source.most
        assert source.smallest < source.largest
        assert set(source.floors) <= set(source.lists)
        for layout in source.layouts:
            assert find_spec(f"sekisho.sources.formats.{layout.format}"), layout.format
            for file in layout.files:
                assert not file.url or file.url.startswith("https://")
