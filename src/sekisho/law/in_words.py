"""Conditions in words: English, Japanese and Chinese, from the vocabulary's own labels.

For pages and traces, not for lawyers: the words follow the tree, the citation leads to the text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any as Anything
from typing import TypeAlias

from sekisho.logic import conditions as c
from sekisho.logic.quantities import format_interval, format_money
from sekisho.logic.values import Interval, Money, Path

from .attribute_names import name_in_a_line
from .compiled import Law
from .model import Text

LANGUAGES = ("en", "ja", "zh")
Naming: TypeAlias = Callable[[Law, str, str], str]
"""What gives an attribute its name in a language."""

_SIGN = {"at_least": "≥", "at_most": "≤", "above": ">", "below": "<", "equals": "=", "one_of": "∈"}
_WORDS: dict[str, Text] = {
    "always": {"en": "always", "ja": "常に", "zh": "始终"},
    "never": {"en": "never", "ja": "該当なし", "zh": "从不"},
    "all": {"en": "all of", "ja": "次のすべて", "zh": "同时满足"},
    "any": {"en": "any of", "ja": "次のいずれか", "zh": "满足其一"},
    "not": {"en": "not", "ja": "次に該当しない", "zh": "不属于"},
    "some": {"en": "some of {0}", "ja": "{0}のいずれか", "zh": "{0}中至少一项"},
    "every": {"en": "every one of {0}", "ja": "{0}のすべて", "zh": "全部{0}"},
    "none": {"en": "none of {0}", "ja": "{0}のいずれも該当しない", "zh": "{0}均不符合"},
    "holds-some": {"en": "{0} contains {1}", "ja": "{0}に{1}を含む", "zh": "{0}含有{1}"},
    "holds-every": {"en": "{0} contains all of {1}", "ja": "{0}に{1}のすべてを含む", "zh": "{0}含有全部{1}"},
    "holds-none": {"en": "{0} contains none of {1}", "ja": "{0}に{1}を含まない", "zh": "{0}不含{1}"},
    "holds-only": {"en": "{0} contains only {1}", "ja": "{0}は{1}のみ", "zh": "{0}仅含{1}"},
    "under": {"en": "{0} is {1}", "ja": "{0}が{1}", "zh": "{0}为{1}"},
    "but": {"en": "{0}, except {1}", "ja": "{0}（{1}を除く）", "zh": "{0}（{1}除外）"},
    "classified": {"en": "falls under {0}", "ja": "{0}に該当", "zh": "属于{0}"},
    "rows": {"en": "{0} requires a licence for it ({1})", "ja": "{0}がこれについて許可を要求（{1}）", "zh": "{0}对其要求许可（{1}）"},
    "heading": {"en": "falls under the same heading", "ja": "同一の中欄に該当", "zh": "属于同一品目"},
    "in": {"en": "{0} in {1}", "ja": "{0}が{1}", "zh": "{0}位于{1}"},
    "not-in": {"en": "{0} not in {1}", "ja": "{0}が{1}以外", "zh": "{0}不在{1}"},
    "total": {"en": "sum of {0} over {1}", "ja": "{1}の{0}の合計", "zh": "{1}的{0}合计"},
    "share": {"en": "share of {2} made up by {0} over {1}", "ja": "{2}に占める{1}の{0}の割合", "zh": "{1}的{0}占{2}的比例"},
    "knows": {"en": "the exporter knows", "ja": "輸出者が知っている", "zh": "出口经营者知悉"},
    "by": {"en": " (by {0})", "ja": "（{0}により）", "zh": "（通过{0}）"},
    "unknowable": {"en": "{0} cannot be found out", "ja": "{0}が判明しない", "zh": "{0}无法查明"},
    "unread": {"en": "law not read: {0}", "ja": "未確認の法令：{0}", "zh": "尚未核实的规定：{0}"},
    "unsettled": {"en": "open question of law: {0}", "ja": "法令上未確定：{0}", "zh": "法律上未定：{0}"},
    "listed": {"en": "stands on {0}", "ja": "{0}に掲載", "zh": "列入{0}"},
    "bound": {"en": "of {0}", "ja": "{0}について", "zh": "就{0}而言"},
}  # fmt: skip
_LISTS: dict[str, Text] = {
    "parties": {"en": "the parties", "ja": "当事者", "zh": "当事方"},
    "owners": {"en": "the owners", "ja": "所有者", "zh": "所有人"},
    "items": {"en": "the items", "ja": "貨物", "zh": "物项"},
    "content": {"en": "the content", "ja": "含有品", "zh": "所含物项"},
    "made_with": {"en": "what it was made with", "ja": "製造に用いたもの", "zh": "制造所用物项"},
    "notices": {"en": "the notices", "ja": "当局の通知", "zh": "主管部门通知"},
    "red_flags": {"en": "the red flags", "ja": "懸念情報", "zh": "危险信号"},
    "via": {"en": "the places on the way", "ja": "経由地", "zh": "途经地"},
    "contract_items": {"en": "the other items of the contract", "ja": "同一契約の他の貨物", "zh": "合同其他物项"},
    "licences": {"en": "the licences", "ja": "許可証", "zh": "许可证"},
}  # fmt: skip
_PLACES: dict[str, Text] = {
    "from": {"en": "place of departure", "ja": "仕出地", "zh": "起运地"},
    "to": {"en": "destination", "ja": "仕向地", "zh": "目的地"},
    "final": {"en": "final destination", "ja": "最終仕向地", "zh": "最终目的地"},
    "via": {"en": "place on the way", "ja": "経由地", "zh": "途经地"},
    "origin": {"en": "origin", "ja": "原産地", "zh": "原产地"},
    "residence": {"en": "residence", "ja": "居住地", "zh": "居住地"},
    "country": {"en": "country of the party", "ja": "当事者の所在国", "zh": "当事方所在国"},
    "nationality": {"en": "nationality", "ja": "国籍", "zh": "国籍"},
}
_ROLES: dict[str, Text] = {
    "exporter": {"en": "exporter", "ja": "輸出者", "zh": "出口人"},
    "purchaser": {"en": "purchaser", "ja": "購入者", "zh": "购买人"},
    "intermediate": {"en": "intermediate", "ja": "中間荷受人", "zh": "中间收货人"},
    "consignee": {"en": "consignee", "ja": "荷受人", "zh": "收货人"},
    "importer": {"en": "importer", "ja": "輸入者", "zh": "进口人"},
    "end-user": {"en": "end-user", "ja": "需要者", "zh": "最终用户"},
    "recipient": {"en": "recipient", "ja": "技術の提供を受ける者", "zh": "技术接收方"},
    "broker": {"en": "broker", "ja": "仲介者", "zh": "中介"},
}
_CHANNELS: dict[str, Text] = {
    "contract": {"en": "contract", "ja": "契約書", "zh": "合同"},
    "document": {"en": "document", "ja": "文書", "zh": "文件"},
    "message": {"en": "message", "ja": "連絡", "zh": "来函"},
    "press": {"en": "press", "ja": "報道", "zh": "媒体"},
    "notice": {"en": "notice", "ja": "当局の通知", "zh": "主管部门通知"},
}


def phrase(key: str, lang: str, *parts: str) -> str:
    """A fixed phrase with its parts put in."""
    return _WORDS[key][lang].format(*parts)


def list_words(name: str) -> Text:
    """What a list is called."""
    return _LISTS.get(name, {lang: name for lang in LANGUAGES})


def title_of(law: Law, id: str, lang: str) -> str:
    """What a provision, entry, term, list, group, test or kind is called, a suspension by its instrument; its id where it has
    no words.
    """
    stop = law.suspensions.get(id)
    if stop is not None:
        id = stop.instrument
    for book in (law.entries, law.terms, law.requirements, law.reliefs, law.bars, law.lists, law.groups,
                 law.derived, law.instruments, law.additions, law.takes):  # fmt: skip
        found = book.get(id)
        if found is not None and found.title:
            return str(found.title.get(lang) or found.title.get("en") or id)
    return id


def entry_name(law: Law, code: str, lang: str) -> str:
    """The code as the authority writes it, with its name."""
    entry = law.entries.get(code)
    if entry is None:
        return code.partition(":")[2] or code
    name = entry.title.get(lang) or entry.title.get("en") or ""
    return f"{entry.display or '.'.join(entry.code.segments)} {name}".strip()


def attribute_words(law: Law, attribute: str, lang: str) -> str:
    """What an attribute is called: its place, its derived title; else its id with blanks in English, elsewhere a name cut
    from its question.
    """
    if attribute in _PLACES:
        return _PLACES[attribute][lang]
    derived = law.derived.get(attribute)
    if derived is not None and derived.title:
        return str(derived.title.get(lang) or derived.title.get("en"))
    return attribute.replace("_", " ") if lang == "en" else name_in_a_line(law, attribute, lang)


def value_words(law: Law, attribute: str, value: Anything, lang: str, name: Naming = attribute_words) -> str:
    """A value in the words of its attribute: a unit, the label of a choice, the name of a kind or place."""
    known = law.vocabulary.get(attribute)
    derived = law.derived.get(attribute)
    unit = known.unit if known is not None else derived.unit if derived is not None else ""
    if isinstance(value, Interval):
        return format_interval(value, unit)
    if isinstance(value, Money):
        return format_money(value)
    if isinstance(value, bool):
        return {"en": ("no", "yes"), "ja": ("いいえ", "はい"), "zh": ("否", "是")}[lang][value]
    if isinstance(value, Path):
        return path_words(law, value, lang)
    if isinstance(value, tuple):
        return ", ".join(value_words(law, attribute, v, lang, name) for v in value)
    if isinstance(value, c.AttributeRef):
        return name(law, value.attribute, lang)
    if known is not None:
        for choice in known.values:
            if choice.id == value and choice.label:
                return str(choice.label.get(lang) or choice.label.get("en") or value)
    if attribute == "role" and value in _ROLES:
        return _ROLES[str(value)][lang]
    return str(value)


def path_words(law: Law, path: Path, lang: str) -> str:
    """A kind, place, customs code or control code in words."""
    if path.scheme == "kind":
        kind = law.vocabulary.kinds.get(str(path))
        return (
            str(kind.name.get(lang) or kind.name.get("en")) if kind is not None and kind.name else str(path)
        )
    if path.scheme == "place":
        place = law.places.get("-".join(path.segments))
        return (
            str(place.name.get(lang) or place.name.get("en"))
            if place is not None and place.name
            else str(path)
        )
    if path.scheme.startswith("hs"):
        return f"HS {''.join(path.segments)}"
    if path.segments == ("*",):
        return title_of(law, path.scheme, lang)
    return entry_name(law, str(path), lang)


def group_words(law: Law, group: c.GroupExpr, lang: str) -> str:
    """A set of places in words."""
    if group.op == "leaf":
        if group.leaf in law.groups:
            return title_of(law, group.leaf, lang)
        return path_words(law, Path("place", tuple(group.leaf.split("-"))), lang)
    left = group_words(law, group.left, lang) if group.left is not None else ""
    right = group_words(law, group.right, lang) if group.right is not None else ""
    return f"({left} {'+' if group.op == '+' else '−'} {right})"


def node_words(law: Law, node: c.Condition, lang: str, name: Naming = attribute_words) -> str:
    """One node of a condition in words, without what stands inside it. `name`: how attributes are called."""
    match node:
        case c.Const(truth):
            return phrase("always" if truth else "never", lang)
        case c.All():
            return phrase("all", lang)
        case c.Any():
            return phrase("any", lang)
        case c.Not():
            return phrase("not", lang)
        case c.Compare(attribute, op, value):
            return (
                f"{name(law, attribute, lang)} {_SIGN[op]} {value_words(law, attribute, value, lang, name)}"
            )
        case c.Under(attribute, paths, but):
            words = phrase("under", lang, name(law, attribute, lang), _many(law, paths, lang))
            return phrase("but", lang, words, _many(law, but, lang)) if but else words
        case c.Contains(attribute, quantifier, held):
            held_words = ", ".join(value_words(law, attribute, one, lang, name) for one in held)
            return phrase(f"holds-{quantifier}", lang, name(law, attribute, lang), held_words)
        case c.Quantified(members, quantifier):
            return phrase(quantifier, lang, list_words(members)[lang])
        case c.Total(of, over, _, limits, whole):
            over_words = ", ".join(list_words(one)[lang] for one in over)
            of_words = name(law, of, lang)
            key = "share" if whole else "total"
            head = phrase(key, lang, of_words, over_words, name(law, whole, lang) if whole else "")
            return head + "".join(
                f" {_SIGN[op]} {_limit(law, of, whole, value, lang)}" for op, value in limits
            )
        case c.TermRef(term):
            return title_of(law, term, lang)
        case c.Classified(paths, but):
            words = phrase("classified", lang, _many(law, paths, lang))
            return phrase("but", lang, words, _many(law, but, lang)) if but else words
        case c.EntryUnder(_, paths, but):
            words = phrase("classified", lang, _many(law, paths, lang))
            return phrase("but", lang, words, _many(law, but, lang)) if but else words
        case c.SameHeading():
            return phrase("heading", lang)
        case c.EntryRows(table, _, reasons):
            return phrase(
                "rows", lang, title_of(law, table.removesuffix("-rows"), lang), ", ".join(reasons) or "*"
            )
        case c.SomeEntry(_, paths, but):
            words = phrase("classified", lang, _many(law, paths, lang))
            return phrase("but", lang, words, _many(law, but, lang)) if but else words
        case c.PlaceTest(at, group, negated):
            where = "/".join(_PLACES.get(one, {}).get(lang, one) for one in at)
            return phrase("not-in" if negated else "in", lang, where, group_words(law, group, lang))
        case c.Knows(_, by):
            channels = (", " if lang == "en" else "、").join(
                _CHANNELS.get(one, {}).get(lang, one) for one in by
            )
            return phrase("knows", lang) + (phrase("by", lang, channels) if by else "")
        case c.Person(test):
            found = law.person_tests.get(test)
            return str(found.question.get(lang) or found.question.get("en")) if found is not None else test
        case c.Unknowable(attribute):
            return phrase("unknowable", lang, name(law, attribute, lang))
        case c.Unread(what):
            return phrase("unread", lang, what)
        case c.Unsettled(question):
            return phrase("unsettled", lang, question)
        case c.Listed(list_id):
            return phrase("listed", lang, title_of(law, list_id, lang))
        case c.Bound(variable):
            return phrase("bound", lang, variable)
    raise TypeError(f"no words for {node!r}")


def _limit(law: Law, of: str, whole: str | None, value: Anything, lang: str) -> str:
    if whole and isinstance(value, Interval) and value.lo is not None:
        return f"{(value.lo * 100).normalize():f} %"
    return value_words(law, of, value, lang)


def _many(law: Law, paths: tuple[Path, ...], lang: str) -> str:
    shown = ", ".join(path_words(law, path, lang) for path in paths[:6])
    return shown + (f" … ({len(paths)})" if len(paths) > 6 else "")


def in_words(law: Law, node: c.Condition, lang: str, depth: int = 0) -> list[tuple[int, str]]:
    """A whole condition as indented lines: (depth, words)."""
    lines = [(depth, node_words(law, node, lang))]
    for child in c.children(node):
        lines += in_words(law, child, lang, depth + 1)
    return lines
