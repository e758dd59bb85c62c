"""Writes a transaction file to begin with: every question that the law asks of a kind of item, as a comment
over its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Literal, TypeAlias

from sekisho.law.compiled import Law
from sekisho.law.vocabulary import Attribute

Lang: TypeAlias = Literal["en", "ja", "zh"]

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "head": {
        "en": "Fill in what is known; a key without a value is a fact that is not known, and is asked for.",
        "ja": "分かる事項を記入してください。値のないキーは不明として扱われ、質問の対象になります。",
        "zh": "请填写已知事项；没有值的键视为未知，系统会提问。",
    },
    "cannot": {
        "en": "Cannot be found out: write cannot-be-found-out. A band is 8..14 um, an open end >=8 um.",
        "ja": "調べても不明なら cannot-be-found-out。範囲は 8..14 um、片側は >=8 um。",
        "zh": "确实无法查明的写 cannot-be-found-out。区间写 8..14 um，单侧写 >=8 um。",
    },
    "on": {"en": "the day of export", "ja": "輸出の日", "zh": "出口日期"},
    "act": {"en": "what is done", "ja": "行為", "zh": "行为"},
    "route": {
        "en": "places as two letters; final: where the item is used in the end",
        "ja": "場所は2文字の国コード。final は最終的に使用される場所",
        "zh": "地点用两位字母代码；final 为最终使用地",
    },
    "complete": {
        "en": "lists that are whole: parties, via, notices, red_flags, contract_items",
        "ja": "漏れのないリスト（parties, via, notices, red_flags, contract_items）",
        "zh": "已列全的清单（parties, via, notices, red_flags, contract_items）",
    },
    "parties": {"en": "roles", "ja": "役割", "zh": "角色"},
    "hs": {
        "en": 'customs codes by country, in quotation marks: {CN: "8541100000"}',
        "ja": '国ごとの税番を引用符付きで：{CN: "8541100000"}',
        "zh": '各国税则号列，加引号：{CN: "8541100000"}',
    },
    "elements": {
        "en": "a list, or {only: […]} if there is nothing else",
        "ja": "リスト。他に含まれない場合は {only: […]}",
        "zh": "列表；确无其他成分时写 {only: […]}",
    },
    "claim": {
        "en": "a classification that somebody made: codes, whether these are all, as of which day, by whom",
        "ja": "該非判定の結果：項番、他に該当がないか、判定日、判定者",
        "zh": "已作出的归类：编码、是否齐全、截至日期、由谁作出",
    },
}  # fmt: skip


def template(kind: str, law: Law, lang: Lang = "en", on: date | None = None) -> str:
    """A transaction file with the questions of a kind of item in English, Japanese or Chinese.

    `on`: the day of export that is written in it, today if left out. Raises KindError, with near matches, for
    a kind that
    the law's vocabulary does not have.
    """
    kind = law.kinds.check(kind)
    name = law.vocabulary.kinds[kind].name.get(lang) or law.vocabulary.kinds[kind].name.get("en") or kind
    lines = [
        f"# {name}",
        f"# {_say('head', lang)}",
        f"# {_say('cannot', lang)}",
        "id: T-1",
        f"on: {(on or date.today()).isoformat()}  # {_say('on', lang)}",
        *_asked(law, ["act"], lang, ""),
        f"route: # {_say('route', lang)}",
        *(f"  {end}:" for end in ("from", "to", "final")),
        "  via: []",
        f"complete: []  # {_say('complete', lang)}",
        f"parties: # {_say('parties', lang)}: {', '.join(_roles(law))}",
        *_party(law, "p1", "exporter", lang),
        *_party(law, "p2", "[consignee, end-user]", lang),
        "end_use:",
        "  text:",
        "  facts:",
        *_asked(law, _end_use(law), lang, "    "),
        "items:",
        '  - id: "1"',
        "    description:",
        f"    kind: {kind}",
        "    origin:",
        f"    hs: # {_say('hs', lang)}",
        "    quantity:",
        "    value:",
        f"    classification: # {_say('claim', lang)}",
        *(f"      # {id}: {{codes: [], complete: true, as_of: 2025-01-01, by: …}}" for id in _lists(law)),
        "    facts:",
        *_asked(law, _item_facts(law, kind), lang, "      "),
    ]
    return "\n".join(lines) + "\n"


def _item_facts(law: Law, kind: str) -> list[str]:
    """The attributes that the entries open to the kind read; where none does, those that the kind itself asks
    for."""
    ids = law.attributes_for_kind(kind) or law.vocabulary.kinds[kind].ask
    standing = {"kind", "origin", "hs", "quantity", "value", "item_role"}
    known = law.vocabulary.attributes
    return [id for id in ids if id in known and known[id].of == "item" and id not in standing]


def _end_use(law: Law) -> list[str]:
    asked = {id for declaration in law.vocabulary.declarations.values() for id in declaration.answers}
    return [a.id for a in law.vocabulary.attributes_of("transaction") if a.id in asked]


def _roles(law: Law) -> list[str]:
    role = law.vocabulary.get("role")
    return [choice.id for choice in role.values] if role is not None else []


def _lists(law: Law) -> list[str]:
    return [id for id, known in law.lists.items() if not known.parties]


def _party(law: Law, id: str, role: str, lang: Lang) -> Iterable[str]:
    yield f"  - id: {id}"
    yield f"    role: {role}"
    yield from ("    name:", "    country:")
    if "end-user" in role and "military_user" in law.vocabulary.attributes:
        yield "    facts:"
        yield from _asked(law, ["military_user"], lang, "      ")
        yield from ("    owners: []", "    complete: []  # [owners]")


def _asked(law: Law, ids: Iterable[str], lang: Lang, indent: str) -> Iterable[str]:
    for id in ids:
        attribute = law.vocabulary.get(id)
        if attribute is not None:
            question = attribute.question.get(lang) or attribute.question.get("en") or id
            yield f"{indent}# {_one_line(question)}{_form(attribute)}"
            hint = attribute.hint.get(lang) or attribute.hint.get("en")
            if hint:
                yield f"{indent}# {_one_line(hint)}"
            if attribute.scheme == "element":
                yield f"{indent}# {_say('elements', lang)}"
        yield f"{indent}{id}:"


def _form(attribute: Attribute) -> str:
    match attribute.type:
        case "bool":
            return " (true | false)"
        case "choice":
            return f" ({' | '.join(choice.id for choice in attribute.values)})"
        case "quantity" if attribute.unit not in {"", "count", "ratio", "number"}:
            return f" [{attribute.unit}]"
        case _:
            return ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _say(what: str, lang: Lang) -> str:
    return _WORDS[what].get(lang) or _WORDS[what]["en"]
