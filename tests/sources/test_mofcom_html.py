"""Announcements of the Ministry of Commerce of China: the real texts, and wordings made up after them."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from sekisho.sources.formats.mofcom_html import parse
from sekisho.sources.formats.mofcom_names import folded
from sekisho.sources.records import ListedParty, SourceError
from tests.sources.made.mofcom_pages import broken_lines, old_table, page, paragraphs

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT.parent / "shared" / "data" / "cn" / "law"
REFERENCE = TEXTS / "ammitto" / "reference-docs" / "sanction-lists"
LISTS = ("control-list", "watch-list", "unreliable-entity-list")
shared = pytest.mark.skipif(not TEXTS.exists(), reason="../shared is not here")

DECISION = (
    "根据《中华人民共和国出口管制法》有关规定，决定将{who}列入{where}，并采取以下措施：\n"
    "一、禁止向上述实体出口两用物项；正在开展的相关出口活动应当立即停止。\n"
    "二、特殊情况下确需出口的，出口经营者应当向商务部提出申请。\n本公告自公布之日起正式实施。\n{annex}\n"
    "商 务 部\n2026年3月5日\n"
)
CONTROL = "出口管制管控名单"
TITLE = "商务部公告2026年第99号 公布将{count}家日本实体列入出口管制管控名单"


def names_of(party: ListedParty) -> list[str]:
    return [name.text for name in party.names]


def announcement(body: str, count: int = 2, title: str = TITLE) -> bytes:
    return page(title.format(count=count), body, "2026-03-05")


def real_pages() -> dict[str, bytes]:
    """The real announcements of ../shared as pages of the site: address to bytes."""
    found = {}
    for folder in ("import-export-control-list", "unreliable-entity-list", "unreliable-entity-list-updates"):
        for file in sorted((REFERENCE / folder).glob("*.md")):
            lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
            address = (
                lines[0].strip()
                if lines[0].startswith("http")
                else f"https://www.mofcom.gov.cn/{file.stem}.html"
            )
            lines = [line for line in lines if not line.startswith("http")]
            title = next(
                line.strip() for line in lines if re.search("公告|答记者问", line) and line[0] not in "【来"
            )
            day = f"{file.stem[:4]}-{file.stem[4:6]}-{file.stem[6:]}" if len(file.stem) == 8 else "2025-01-02"
            found[address] = page(title, paragraphs("\n".join(lines)), day)
    for file in sorted((TEXTS / "mofcom-texts").glob("2025-09-26-*.md")):
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        body = [line for line in lines[1:] if not line.startswith("- ")]
        found[f"http://exportcontrol.mofcom.gov.cn/{file.stem}"] = page(
            lines[0][2:], paragraphs("\n".join(body)), "2025-09-26"
        )
    return found


def law_rows() -> dict[str, list[dict[str, str]]]:
    found = defaultdict(list)
    for name in LISTS:
        with (ROOT / "law" / "cn" / "parties" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[row["instrument"]].append(row)
    return found


@shared
def test_every_party_that_the_law_holds_for_the_real_announcements_is_found(
    capsys: pytest.CaptureFixture[str],
) -> None:
    read = parse(real_pages())
    by_instrument = defaultdict(list)
    for party in read.parties:
        if party.fact("action") == "added":
            by_instrument[party.fact("instrument")].append(party)
    missed, found = [], 0
    for instrument, rows in law_rows().items():
        if instrument not in by_instrument:
            continue
        for row in rows:
            wanted = {folded(row[column]) for column in ("name_native", "name_en") if row[column]}
            hits = [
                party
                for party in by_instrument[instrument]
                if wanted <= {folded(name) for name in names_of(party)} and row["list"] in party.lists
            ]
            if not hits:
                missed.append(row["id"])
            elif row["id"][-1] == "a" or row["from"] == "2025-04-11":  # in force from noon of 2025-04-10
                assert hits[0].fact("effective") == "2025-04-10T12:01+08:00"
                found += 1
            else:
                assert hits[0].listed_on == date.fromisoformat(row["from"]), row["id"]
                found += 1
    with capsys.disabled():
        print(
            f"\nMOFCOM: {found} of {found + len(missed)} rows of the law found in {len(by_instrument)} announcements"
        )
    assert not missed
    assert found == 199
    assert len(by_instrument) == 19


@shared
def test_the_real_announcements_leave_no_flaw_and_no_party_beyond_the_law() -> None:
    read = parse({where: data for where, data in real_pages().items() if "exportcontrol" not in where})
    assert read.flaws == ()
    known = defaultdict(set)
    for instrument, rows in law_rows().items():
        for row in rows:
            written = [row["name_en"], row["name_native"], *row["aliases"].split("|")]
            known[instrument].update(folded(name) for name in written)
    beyond = [
        party.id
        for party in read.parties
        if party.fact("action") == "added"
        and not any(folded(name) in known[party.fact("instrument")] for name in names_of(party))
    ]
    # Two firms that the mechanism listed in February 2025 without measures; the law's table does not hold them.
    assert beyond == ["cn-2025-uel-4:美国pvh集团", "cn-2025-uel-4:因美纳公司"]
    assert Counter(party.fact("action") for party in read.parties) == {
        "added": 183,
        "named": 1,  # a firm that dealers are warned of
        "investigated": 1,
        "measures": 1,
        "suspended": 17,
        "suspension-continued": 22,
        "stopped": 17,
    }


@shared
def test_what_a_later_page_does_to_listed_parties_is_a_record_of_its_own() -> None:
    read = parse({where: data for where, data in real_pages().items() if "exportcontrol" not in where})
    skydio = [party for party in read.parties if "Skydio Inc." in names_of(party)]
    assert [(party.fact("action"), party.fact("effective"), party.fact("lasts")) for party in skydio] == [
        ("added", "2025-04-04", ""),
        ("suspended", "2025-05-14", "90天"),
        ("suspension-continued", "2025-08-12", "90天"),
        ("suspension-continued", "2025-11-10", "1年"),
    ]
    (stopped,) = [
        party
        for party in read.parties
        if party.fact("action") == "stopped" and "Leidos" not in party.id and "哈德森" in party.id
    ]
    assert stopped.until == date(2025, 8, 11)
    assert stopped.fact("of") == "cn-2025-uel-8"


@shared
@pytest.mark.parametrize("shape", [broken_lines, old_table])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_shape_of_the_page_does_not_matter(shape: object, encoding: str) -> None:
    text = (
        (REFERENCE / "import-export-control-list" / "202611.md")
        .read_text(encoding="utf-8")
        .partition("\n")[2]
    )
    body = shape(text)  # type: ignore[operator]
    read = parse(
        {"x": page("商务部公告2026年第11号 公布将20家日本实体列入出口管制管控名单", body, encoding=encoding)}
    )
    assert len(read.parties) == 20
    assert read.flaws == ()
    assert {party.countries for party in read.parties} == {("JP",)}


def test_a_table_with_columns_in_any_order() -> None:
    table = (
        "<table><tr><th>序号</th><th>英文名称</th><th>中文名称</th><th>曾用名</th><th>地址</th></tr>"
        "<tr><td>1</td><td>Alpha Works, Ltd.</td><td>阿尔法工业株式会社</td><td>Alpha Sha</td><td>1-2 Ginza, Tokyo, Japan</td></tr>"
        "<tr><td>2</td><td>Beta K.K.</td><td>贝塔株式会社</td><td></td><td></td></tr></table>"
    )
    text = paragraphs(DECISION.format(who="阿尔法工业株式会社等2家日本实体", where=CONTROL, annex="附件"))
    read = parse({"x": announcement(text + table)})
    first, second = read.parties
    assert read.flaws == ()
    assert names_of(first) == ["阿尔法工业株式会社", "Alpha Works, Ltd.", "Alpha Sha"]
    assert [name.kind for name in first.names] == ["primary", "alias", "former"]
    assert first.addresses[0].text == "1-2 Ginza, Tokyo, Japan"
    assert names_of(second) == ["贝塔株式会社", "Beta K.K."]
    assert first.lists == ("cn.control-list",)
    assert first.listed_on == date(2026, 3, 5)
    assert first.id == "cn-2026-mofcom-99:阿尔法工业株式会社"


def test_a_table_without_a_head() -> None:
    table = "<table><tr><td>1</td><td>阿尔法公司</td><td>Alpha Inc.</td></tr><tr><td>2</td><td>贝塔公司</td><td>Beta Inc.</td></tr></table>"
    text = paragraphs(DECISION.format(who="阿尔法公司等2家实体", where=CONTROL, annex="附件"))
    assert [names_of(party) for party in parse({"x": announcement(text + table)}).parties] == [
        ["阿尔法公司", "Alpha Inc."],
        ["贝塔公司", "Beta Inc."],
    ]


@pytest.mark.parametrize(
    "annex",
    [
        "<ol><li>甲株式会社（A Co.）</li><li>乙大学（B University）</li></ol>",
        "<p>（1）甲株式会社（A Co.）<br>（2）乙大学（B University）</p>",
        "<p>1.甲株式会社（A Co.）；2.乙大学（B University）。</p>",
        "<p>1.甲株式会社</p><p>A Co.</p><p>2.乙大学</p><p>B University</p>",
        "<p>一、甲株式会社（A Co.）</p><p>二、乙大学（B University）</p>",
        "<p>①甲株式会社（A Co.）</p><p>②乙大学（B University）</p>",
        "<p>1 甲株式会社（A Co.）</p><p>2 乙大学（B University）</p>",
        "<p>1</p><p>甲株式会社（A Co.）</p><p>2</p><p>乙大学（B University）</p>",
        "<p>A Co.（甲株式会社）</p><p>B University（乙大学）</p>",
        "<table><tr><td>序号</td><td>实体名称（中文）</td><td>实体名称（英文）</td></tr>"
        "<tr><td>1</td><td>甲株式会社</td><td>A Co.</td></tr>"
        "<tr><td>2</td><td>乙大学</td><td>B University</td></tr></table>",
        "<table><tr><td>序号</td><td>中文名称</td><td>外文名称</td><td>国家/地区</td></tr><tr><td>1</td><td>甲株式会社</td><td>A Co.</td>"
        '<td rowspan="2">日本</td></tr><tr><td>2</td><td>乙大学</td><td>B University</td></tr></table>',
        "<table><tr><td>实体名称</td></tr><tr><td>甲株式会社（A Co.）</td></tr><tr><td>乙大学（B University）</td></tr></table>",
    ],
)
def test_the_shapes_of_an_annex(annex: str) -> None:
    text = paragraphs(DECISION.format(who="甲株式会社等2家日本实体", where=CONTROL, annex=""))
    read = parse({"x": announcement(f"{text}<p>附件</p><p>出口管制管控名单</p>{annex}")})
    assert [sorted(names_of(party)) for party in read.parties] == [
        ["A Co.", "甲株式会社"],
        ["B University", "乙大学"],
    ]
    assert {party.countries for party in read.parties} == {("JP",)}
    assert read.flaws == ()


def test_lines_below_a_name_belong_to_it() -> None:
    annex = (
        "附件\n出口管制管控名单\n1.阿尔法集团（Alpha S.p.A.）\n地址：Via Roma 1, Turin, Italy\n邮编：10121\n"
        "2.贝塔公司（Beta Group）\n又名：Beta Holding\n曾用名：Gamma\n3.\n德尔塔公司\n（Delta\nGmbH）"
    )
    read = parse(
        {
            "x": announcement(
                paragraphs(DECISION.format(who="阿尔法集团等3家欧盟实体", where=CONTROL, annex="") + annex),
                3,
                TITLE.replace("日本", "欧盟"),
            )
        }
    )
    first, second, third = read.parties
    assert first.addresses[0].text == "Via Roma 1, Turin, Italy"
    assert first.addresses[0].postcode == "10121"
    assert first.countries == ("IT",)
    assert [(name.text, name.kind) for name in second.names[2:]] == [
        ("Beta Holding", "alias"),
        ("Gamma", "former"),
    ]
    assert names_of(third) == ["德尔塔公司", "Delta GmbH"]
    assert read.flaws == ()


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("甲公司（A Inc.）、乙公司（B Inc.）和丙集团（C Group）等3家实体", ["甲公司", "乙公司", "丙集团"]),
        (
            "参与对台湾地区军售的甲防务、空间与安全集团（A, B & C）、乙公司(D Co.)",
            ["甲防务、空间与安全集团", "乙公司"],
        ),
        ("美国甲集团和乙公司", ["美国甲集团", "乙公司"]),
        ("A Works LLC、B Works LLC等2家实体", ["A Works LLC", "B Works LLC"]),
        ("甲和乙联合公司（A and B Co.）", ["甲和乙联合公司"]),
        ("甲高等研究院（A Institute）等1家机构", ["甲高等研究院"]),
        ("甲公司及其分支机构、乙公司等外国实体", ["甲公司", "乙公司"]),
        ("近年来违反正常的市场交易原则的甲公司", ["甲公司"]),
    ],
)
def test_enumerations_in_a_sentence(who: str, expected: list[str]) -> None:
    text = DECISION.format(who=who, where="不可靠实体清单", annex="").replace(
        "商 务 部", "不可靠实体清单工作机制"
    )
    read = parse({"x": page("不可靠实体清单工作机制公告〔2026〕7号", paragraphs(text), "2026-03-05")})
    assert [party.names[0].text for party in read.parties] == expected
    assert read.flaws == ()
    assert {party.lists for party in read.parties} == {("cn.unreliable-entity-list",)}
    assert {party.fact("instrument") for party in read.parties} == {"cn-2026-uel-7"}


def test_a_count_that_differs_from_the_names_is_said_and_refuses_nothing() -> None:
    annex = "附件\n1. 甲公司（A Inc.）\n2. 乙公司（B Inc.）"
    read = parse(
        {"x": announcement(paragraphs(DECISION.format(who="甲公司等3家实体", where=CONTROL, annex=annex)), 3)}
    )
    assert len(read.parties) == 2
    assert len(read.flaws) == 1
    assert "3 parties are stated and 2 names were read" in read.flaws[0].what
    assert read.flaws[0].where == "x"


def test_names_in_an_attached_file_are_said_to_be_missing() -> None:
    text = paragraphs(DECISION.format(who="甲公司等20家日本实体", where=CONTROL, annex=""))
    link = '<p>附件：<a href="/files/list.pdf">出口管制管控名单</a></p>'
    read = parse({"x": announcement(text + link, 20)})
    assert [party.names[0].text for party in read.parties] == ["甲公司"]
    assert (
        "20 parties are stated and 1 names were read (the page points to /files/list.pdf)"
        in read.flaws[0].what
    )


def test_the_watch_list_is_a_list_of_its_own() -> None:
    text = DECISION.format(who="甲株式会社（A Co.）等1家日本实体", where="关注名单", annex="")
    (party,) = parse(
        {"x": announcement(paragraphs(text), 1, "商务部公告2026年第98号 公布将{count}家日本实体列入关注名单")}
    ).parties
    assert party.lists == ("cn.watch-list",)
    assert party.countries == ("JP",)


@pytest.mark.parametrize("words", ["将{who}移出关注名单", "将{who}从关注名单中移除"])
def test_a_removal_is_no_listing(words: str) -> None:
    who = "甲株式会社（A Co.）、乙株式会社（B Co.）"
    text = f"根据有关规定，经核查，决定自2026年4月1日起，{words.format(who=who)}。\n商务部\n2026年3月5日"
    read = parse(
        {"x": announcement(paragraphs(text), 2, "商务部公告2026年第97号 公布将{count}家日本实体移出关注名单")}
    )
    assert [party.fact("action") for party in read.parties] == ["removed", "removed"]
    assert [names_of(party) for party in read.parties] == [["甲株式会社", "A Co."], ["乙株式会社", "B Co."]]
    assert {party.listed_on for party in read.parties} == {None}
    assert {party.until for party in read.parties} == {date(2026, 3, 31)}


def test_one_announcement_may_add_and_remove() -> None:
    text = (
        "经研究，决定将甲公司等2家实体列入出口管制管控名单（见附件1），将丁公司移出关注名单（见附件2）。\n商务部\n2026年3月5日\n"
        "附件1 列入出口管制管控名单的2家实体\n1. 甲公司（A Inc.）\n2. 乙公司（B Inc.）\n附件2 移出关注名单的1家实体\n1. 丁公司（D Inc.）"
    )
    read = parse({"x": page("商务部公告2026年第96号", paragraphs(text), "2026-03-05")})
    assert [(party.fact("action"), party.lists[0], party.names[0].text) for party in read.parties] == [
        ("added", "cn.control-list", "甲公司"),
        ("added", "cn.control-list", "乙公司"),
        ("removed", "cn.watch-list", "丁公司"),
    ]
    assert read.flaws == ()


def test_rules_on_removal_take_nobody_off() -> None:
    annex = (
        "三、列入关注名单的实体配合核查的，可以向商务部申请移出关注名单；经核实，商务部可以将其移出关注名单。\n"
        "四、不配合核查的，商务部可以将其列入出口管制管控名单。\n附件\n1. 甲株式会社（A Co.）"
    )
    text = DECISION.format(who="甲株式会社等1家日本实体", where="关注名单", annex=annex)
    read = parse(
        {"x": announcement(paragraphs(text), 1, "商务部公告2026年第98号 公布将{count}家日本实体列入关注名单")}
    )
    assert [(party.fact("action"), party.lists) for party in read.parties] == [("added", ("cn.watch-list",))]


def test_a_suspension_by_the_day_of_the_listing() -> None:
    text = DECISION.format(who="甲公司（A Inc.）", where=CONTROL, annex="")
    answer = (
        "问：请问在出口管制管控名单方面有何考虑？\n答：商务部于2026年3月5日发布了第99号公告，将1家实体列入出口管制管控名单。"
        "为落实共识，决定自2026年8月12日起，对于2026年3月5日被列入出口管制管控名单的1家实体，继续暂停上述相关措施90天。"
    )
    title = "商务部新闻发言人就调整出口管制管控名单措施答记者问"
    pages = {"a": announcement(paragraphs(text), 1), "b": page(title, paragraphs(answer), "2026-08-12")}
    listed, suspended = parse(pages).parties
    assert listed.fact("action") == "added"
    assert suspended.fact("action") == "suspension-continued"
    assert suspended.fact("of") == "cn-2026-mofcom-99"
    assert suspended.fact("effective") == "2026-08-12"
    assert names_of(suspended) == names_of(listed)


def test_a_suspension_of_an_announcement_that_is_not_there_is_said() -> None:
    text = DECISION.format(who="甲公司（A Inc.）", where=CONTROL, annex="")
    answer = "自2026年8月12日起，停止商务部公告2026年第11号对出口管制管控名单所列实体的相关措施。"
    pages = {
        "a": announcement(paragraphs(text), 1),
        "b": page("就管控名单措施答记者问", paragraphs(answer), "2026-08-12"),
    }
    (flaw,) = parse(pages).flaws
    assert "cn-2026-mofcom-11" in flaw.what
    assert "not marked" in flaw.what


@pytest.mark.parametrize(
    ("verb", "action"),
    [
        ("恢复", "resumed"),
        ("暂停", "suspended"),
        ("继续暂停", "suspension-continued"),
        ("停止", "stopped"),
        ("取消", "stopped"),
    ],
)
def test_parties_that_a_suspension_names_itself(verb: str, action: str) -> None:
    text = (
        f"决定自2026年11月11日起，{verb}对斯凯迪奥公司（Skydio, Inc.）、英斯图公司（Insitu, Inc.）等3家实体采取的不可靠实体清单措施。\n"
        "不可靠实体清单工作机制\n2026年11月10日"
    )
    title = f"不可靠实体清单工作机制公告〔2026〕9号 {verb}不可靠实体清单措施"
    read = parse({"x": page(title, paragraphs(text), "2026-11-10")})
    assert [names_of(party) for party in read.parties] == [
        ["斯凯迪奥公司", "Skydio, Inc."],
        ["英斯图公司", "Insitu, Inc."],
    ]
    assert {party.fact("action") for party in read.parties} == {action}
    assert {party.fact("effective") for party in read.parties} == {"2026-11-11"}
    assert {party.listed_on for party in read.parties} == {None}
    assert [flaw.what for flaw in read.flaws] == [
        f"{action}: 3 parties are stated and 2 are known; look at the page"
    ]


def test_names_in_english_alone_with_what_stands_behind_them() -> None:
    annex = (
        "附件\n1. Aveox, Inc.\n2. IMSAR, LLC（地址：940 S 2000 W, Springville, UT）\n3. Example (Europe) Ltd."
    )
    text = DECISION.format(who="Aveox, Inc.等3家美国实体", where=CONTROL, annex=annex)
    read = parse({"x": announcement(paragraphs(text), 3, TITLE.replace("日本", "美国"))})
    assert [names_of(party) for party in read.parties] == [
        ["Aveox, Inc."],
        ["IMSAR, LLC"],
        ["Example (Europe) Ltd."],
    ]
    assert read.parties[1].addresses[0].text == "940 S 2000 W, Springville, UT"
    assert {party.countries for party in read.parties} == {("US",)}
    assert read.flaws == ()


def test_persons_with_their_offices() -> None:
    annex = "附件\n1. 约翰·史密斯（John Smith），甲公司首席执行官\n2. 简·杜（Jane Doe）"
    text = DECISION.format(who="约翰·史密斯（John Smith）等2名个人", where="不可靠实体清单", annex=annex)
    read = parse({"x": page("不可靠实体清单工作机制公告〔2026〕2号", paragraphs(text), "2026-03-05")})
    assert [names_of(party) for party in read.parties] == [
        ["约翰·史密斯", "John Smith"],
        ["简·杜", "Jane Doe"],
    ]
    assert {party.kind for party in read.parties} == {"person"}
    assert read.parties[0].remarks == "甲公司首席执行官"
    assert read.flaws == ()


def test_an_announcement_on_goods_names_no_party_and_is_said_to() -> None:
    goods = "决定对下列物项实施出口管制：\n1. 金刚石压机（Press）\n2. 砂轮（Wheel）\n本公告自公布之日起实施。\n商务部\n2026年3月5日"
    text = DECISION.format(who="甲公司（A Inc.）", where=CONTROL, annex="")
    pages = {
        "a": announcement(paragraphs(text), 1),
        "b": page("商务部公告2026年第95号 对物项实施出口管制", paragraphs(goods)),
    }
    read = parse(pages)
    assert [party.names[0].text for party in read.parties] == ["甲公司"]
    assert [flaw.where for flaw in read.flaws] == ["b"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   ",
        b"<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1>nginx</body></html>",
        "<html><title>访问出错</title><body>您访问的页面不存在</body></html>".encode(),
        b"%PDF-1.7\n%\xe2\xe3",
        b"PK\x03\x04rest",
        b'{"results": []}',
        b"Entity_LogicalId;NameAlias_WholeName\n1;A\n",
        b"<html><body>" + b"<div>" * 5000,
    ],
)
def test_what_is_no_announcement_is_refused_with_its_place(data: bytes) -> None:
    with pytest.raises(SourceError, match="https://x"):
        parse({"https://x": data})


def test_a_page_of_errors_among_good_pages_refuses_all() -> None:
    text = DECISION.format(who="甲公司（A Inc.）", where=CONTROL, annex="")
    with pytest.raises(SourceError, match="https://gone"):
        parse(
            {
                "https://good": announcement(paragraphs(text), 1),
                "https://gone": b"<html><body>404 Not Found</body></html>",
            }
        )
    with pytest.raises(SourceError):
        parse({})


def test_the_id_outlives_blanks_and_another_address() -> None:
    text = DECISION.format(who="AEVEX 航天公司（AEVEX Aerospace）", where=CONTROL, annex="")
    (one,) = parse({"https://a": announcement(paragraphs(text), 1)}).parties
    (two,) = parse(
        {"https://b": announcement(paragraphs(text.replace("AEVEX 航天", "AEVEX航天")), 1)}
    ).parties
    assert one.id == two.id
