"""What an announcement of the Ministry of Commerce of China does to whom: puts on a list, takes off, suspends, goes on with that."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from attrs import evolve, frozen

from sekisho.sources.formats.countries import country_code
from sekisho.sources.formats.mofcom_names import Named, folded, several
from sekisho.sources.formats.mofcom_page import Page, days, numbers

SENTENCE = 20_000  # characters; a longer one is no sentence of an announcement
_LISTS = (
    ("cn.unreliable-entity-list", "不可靠实体清单"),
    ("cn.watch-list", "关注名单"),
    ("cn.control-list", "管控名单"),
)
_NO_LIST = re.compile(r"不可靠实体清单工作机制(?:办公室)?(?:公告)?|《[^》]{0,60}》")
_PUTS = re.compile(r"(?:将|把)([^。；;]{1,6000}?)(列入|纳入|增列入|增列|移出|移除|剔除出?|撤出|删除)")
_MAY = re.compile(r"(?:可以?|应当|会|拟|申请|不再|如需|有权|是否)$")
_PRONOUN = re.compile(r"^(?:其|该|此|它|上述|前述)")
_COUNT = re.compile(
    r"(?:等)?(?P<said>[^，,。、（）()]{0,40}?)(?P<count>\d{1,4}|[一二两三四五六七八九十百]{1,5})\s*(?:家|个|名|所)(?P<what>[^，,。、（）()]{0,20})$"
)
_ET_CETERA = re.compile(
    r"等(?:$|(?=参与|从事|涉|对|向|违反|与|外国|境外|欧盟|企业|实体|组织|机构|公司$|[\u4e00-\u9fff]{0,6}(?:企业|实体|组织|机构)$)).{0,60}$"
)
_BRACKET_TAIL = re.compile(r"(?:[（(](?:名单)?(?:详?见|以下|下称|简称)[^（）()]{0,60}[）)]\s*)+$")
_FROM_LIST = re.compile(r"从[^，,。]{0,20}?(?:名单|清单)(?:中|内|里)?$")
_SUSPENDS = re.compile(
    r"(继续暂停|延长暂停|延续暂停|暂停|中止|恢复|停止|终止|取消|撤销|解除|不再执行|不再实施|不再采取)(?!与)"
)
_ACTIONS = {
    "继续暂停": "suspension-continued", "延长暂停": "suspension-continued", "延续暂停": "suspension-continued", "暂停": "suspended",
    "中止": "suspended", "恢复": "resumed", "停止": "stopped", "终止": "stopped", "取消": "stopped", "撤销": "stopped", "解除": "stopped",
    "不再执行": "stopped", "不再实施": "stopped", "不再采取": "stopped",
}  # fmt: skip
_WARNS = re.compile(r"通过([^，,。；;]{2,80}?)与[^，,。；;]{0,60}?(?:交易|转移)[^，,。；;]{0,6}风险")
_FROM_DAY = re.compile(r"自\s*(20\d\d年\d{1,2}月\d{1,2}日)(?:(\d{1,2})时(?:(\d{1,2})分)?)?\s*起")
_FOR = re.compile(
    r"(\d{1,4}|[一二两三四五六七八九十]{1,3})\s*(天|日|个月|年)(?![^，,。；;]{0,8}(?:月|第|公告))"
)
_UNTIL = re.compile(r"至\s*(20\d\d年\d{1,2}月\d{1,2}日)")
_HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}


@frozen
class Step:
    """One thing that an announcement does. `names` are those of the sentence itself; a list may follow in an annex."""

    action: str  # added | removed | suspended | suspension-continued | resumed | stopped | measures | investigated | named
    list_id: str
    names: tuple[Named, ...] = ()
    count: int | None = None
    country: str = ""
    refers: tuple[str, ...] = ()  # announcements whose parties are meant
    listed_on: tuple[date, ...] = ()  # days on which the parties that are meant were put on the list
    effective: str = ""  # ISO day, with the hour where one is stated
    lasts: str = ""  # "90天", "至2026-11-10"
    persons: bool = False  # "2名个人"
    past: bool = False  # what the page tells of an earlier announcement


def steps(page: Page) -> list[Step]:
    """The steps of a page, in its order: those of its text first; of its title only where the text states none."""
    found: list[Step] = []
    for row in page.rows:
        for sentence in re.split(r"[。；;！？\n]", " ".join(row)[: SENTENCE * 4]):
            if sentence and sentence != page.title:
                found.extend(_of_sentence(sentence[:SENTENCE], page))
    if not any(not step.past for step in found) and page.title:
        found.extend(_of_title(page))
    return _joined(found)


def _joined(found: list[Step]) -> list[Step]:
    """The steps, with a heading and the sentence below it, which say the same, as one."""
    joined: list[Step] = []
    for step in found:
        for index, other in enumerate(joined):
            same = (step.action, step.list_id, step.past, step.refers, step.listed_on)
            if same == (other.action, other.list_id, other.past, other.refers, other.listed_on) and (
                step.count == other.count or None in (step.count, other.count)
            ):
                known = {folded(party.first) for party in other.names}
                more = tuple(party for party in step.names if folded(party.first) not in known)
                joined[index] = evolve(
                    other,
                    names=other.names + more,
                    count=other.count if other.count is not None else step.count,
                    country=other.country or step.country,
                    effective=other.effective or step.effective,
                    lasts=other.lasts or step.lasts,
                    persons=other.persons or step.persons,
                )
                break
        else:
            joined.append(step)
    return joined


def list_of(text: str) -> str:
    """The list that a text names; the mechanism and the provisions that bear a list's name do not count."""
    bare = _NO_LIST.sub("", text)
    places = [(bare.rfind(word), list_id) for list_id, word in _LISTS if word in bare]
    return max(places)[1] if places else ""


def count_of(text: str) -> tuple[int | None, str]:
    """How many parties a heading or title states, and of which country: "20家日本实体" is 20, "JP"."""
    found = re.search(
        r"(\d{1,4}|[一二两三四五六七八九十百]{1,5})\s*(?:家|个|名|所)([\u4e00-\u9fff]{0,10}?)(?:实体|企业|公司|组织|机构|个人|单位)",
        text,
    )
    return (_number(found[1]), country_code(found[2].removesuffix("的"))) if found else (None, "")


@lru_cache(maxsize=4)  # asked for each party of a page
def effective_day(text: str, published: date | None) -> str:
    """From when a whole announcement holds: "自公布之日起", or "自2025年4月10日12时01分起" with its hour."""
    for sentence in re.split(r"[。\n]", text):
        if "本公告" not in sentence:
            continue
        if stated := _from_day(sentence):
            return stated
        if re.search(r"(?:公布|发布|公告)之日起", sentence) and published:
            return published.isoformat()
    return ""


def _of_sentence(sentence: str, page: Page) -> list[Step]:
    found = [step for match in _PUTS.finditer(sentence) if (step := _put(sentence, match, page))]
    if warned := _WARNS.search(sentence):
        found.append(Step("named", list_of(sentence) or list_of(page.title), tuple(_whom(warned[1])[0])))
    return found or _suspensions(sentence, page)


def _put(sentence: str, match: re.Match[str], page: Page) -> Step | None:
    before, whom, verb = sentence[: match.start()], match[1], match[2]
    if _MAY.search(before) or _PRONOUN.match(whom.strip()) or "被" in before[-2:]:
        return None
    after = sentence[match.end() : match.end() + 60]
    origin = _FROM_LIST.search(whom)
    list_id = list_of(after.split("，")[0]) or (list_of(origin[0]) if origin else "") or list_of(after)
    if not list_id:
        return None
    whom = whom[: origin.start()] if origin else whom
    told = [day for day in days(before) if page.published is None or day < page.published]
    names, count, country = _whom(whom)
    return Step(
        action="removed" if verb[0] in "移剔撤删" else "added",
        list_id=list_id,
        names=tuple(names),
        count=count,
        country=country,
        effective=_from_day(before) or _from_day(after),
        persons=bool(
            re.search(
                r"[\d一二两三四五六七八九十]\s*(?:名|位)[^，。（）()]{0,12}(?:个人|人员|公民|人士|高管)", whom
            )
        ),
        past=page.press or (bool(told) and not _from_day(before)),
    )


def _whom(whom: str) -> tuple[list[Named], int | None, str]:
    """The parties of "将…列入": those that are named, how many there are in all, of which country."""
    whom = _BRACKET_TAIL.sub("", whom.strip())
    count, country = None, ""
    if stated := _COUNT.search(whom):
        count = _number(stated["count"])
        country = country_code(
            re.sub(r"(?:的)?(?:实体|企业|公司|组织|机构|个人|单位).*$", "", stated["what"])
        )
        whom = whom[: stated.start("count")]
        if count and "等" not in whom[stated.start() :] and not re.search(r"[）)]\s*$|、", whom):
            # "将20家日本实体": nobody is named; "将A公司等20家": the word is cut below
            if "等" not in whom:
                return [], count, country
    whom = _ET_CETERA.sub("", whom).strip()
    return several(whom), count, country


def _suspensions(sentence: str, page: Page) -> list[Step]:
    """Every "暂停…措施", "停止…措施" of a sentence that says whose measures are meant."""
    found: list[Step] = []
    kept, effective, list_id = "", "", list_of(sentence)
    for piece in sentence.split("，"):
        effective = _from_day(piece) or effective
        kept = f"{kept}，{_FROM_DAY.sub('', piece)}"
        verb = _SUSPENDS.search(_FROM_DAY.sub("", piece))
        if verb is None:
            continue
        clause, kept = kept, ""
        if not re.search(r"措施|公告|名单|清单|执行|实施", clause) or re.search(
            r"立即停止|工作许可|之日起", clause
        ):
            continue
        refers = tuple(number for number in numbers(clause) if number != page.number)
        names, count, country = _against(clause)
        listed = tuple(days(clause)) if not refers else ()
        listing = (
            list_id
            or list_of(page.title)
            or ("cn.unreliable-entity-list" if any("-uel-" in ref for ref in refers) else "")
        )
        if not listing or not (refers or listed or names):
            continue
        found.append(
            Step(
                action=_ACTIONS[verb[1]],
                list_id=listing,
                names=tuple(names),
                country=country,
                refers=refers,
                listed_on=listed,
                count=count if count is not None else count_of(clause)[0],
                effective=effective,
                lasts=_lasts(clause),
            )
        )
    return found


def _against(clause: str) -> tuple[list[Named], int | None, str]:
    """The parties that a suspension names: "恢复对甲公司、乙公司等11家实体采取的措施"."""
    found = re.search(
        r"对(?!于)([^。；;]{2,6000}?)(?:所?采取|实施|执行|适用|的(?:不可靠|出口管制|关注|相关))", clause
    )
    if found is None or "列入" in found[1] or not re.search(r"[\u3400-\u9fffA-Za-z]", found[1]):
        return [], None, ""
    names, count, country = _whom(found[1])
    return (
        [named for named in names if not re.match(r"上述|有关|相关|附件|前述|以下|部分", named.first)],
        count,
        country,
    )


def _of_title(page: Page) -> list[Step]:
    """What a title alone says: of an annex without a sentence, an investigation, measures against a listed party."""
    title = re.sub(r"^.{0,60}?关于", "", page.title)
    list_id = list_of(title)
    if not list_id:
        return []
    if inquiry := re.search(r"对(.{2,200}?)启动.{0,20}调查", title):
        return [Step("investigated", list_id, tuple(_whom(inquiry[1])[0]))]
    put = _PUTS.search(title)
    if put and not page.press:
        names, count, country = _whom(put[1])
        return [
            Step("removed" if put[2][0] in "移剔撤删" else "added", list_id, tuple(names), count, country)
        ]
    if measures := re.search(r"对(.{2,400}?)采取.{0,20}措施", title):
        names, count, country = _whom(measures[1])
        return [Step("measures", list_id, tuple(names), count, country)]
    return []


def _lasts(clause: str) -> str:
    if until := _UNTIL.search(clause):
        return f"至{days(until[1])[0].isoformat()}" if days(until[1]) else ""
    for found in _FOR.finditer(re.sub(r"20\d\d年|\d{1,2}月\d{1,2}日", "", clause)):
        return f"{found[1]}{found[2]}"
    return ""


def _from_day(text: str) -> str:
    found = _FROM_DAY.search(text)
    if not found or not (stated := days(found[1])):
        return ""
    hour = f"T{int(found[2]):02d}:{int(found[3] or 0):02d}+08:00" if found[2] else ""
    return stated[0].isoformat() + hour


def _number(text: str) -> int | None:
    """Arabic figures, or Chinese ones up to 99."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return _HAN_DIGITS.get(text)
    return (_HAN_DIGITS.get(tens, 1) if tens else 1) * 10 + (_HAN_DIGITS.get(ones, 0) if ones else 0)
