"""The board of a check: one sentence, three groups of lanes, conflicts, what to find out next, on whose word it rests.

Made from the JSON of a determination and the document, in the words of one language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sekisho.words import say, severity, text
from sekisho.words.lanes import cited_in
from sekisho.words.short_law_words import binds_words

from .cards import called
from .lanes import GROUPS, asked_of, lane_order, lane_view, sum_sentence
from .readings import named_branches, reading_words, unconfirmed_since
from .saying import footer, joined, not_examined_lines, warnings_of, word_line
from .stated import label_of, value_at

if TYPE_CHECKING:
    from sekisho.facts.write import Document
    from sekisho.law.compiled import Law

Json = Mapping[str, Any]
_MEMBER: Final = re.compile(r'\["([^"]+)"\]')
TOLD_ELSEWHERE: Final = frozenset({"conduct", "finding", "after-checked"})
"""Findings that stand in the lane of their authority or in the first line."""


def board_of(
    answer: Json, failed: Mapping[str, str], law: Law, lang: str, document: Document | None = None
) -> dict[str, Any]:
    """The board without its questions: sentence, groups, conflicts, findings, words. `document`: the transaction, for what was
    asserted and of whom.
    """
    asked = asked_of(answer)
    lanes = [lane_of(name, answer, asked.get(name, {}), law, lang) for name in lane_order(answer)]
    return {
        "id": str(answer.get("id") or ""),
        "on": answer.get("on"),
        "known": answer.get("known"),
        "checked": {name: answer["law"]["checked"].get(name, "") for name in answer["authorities"]},
        "assumed": assumed_rows(answer, law, lang),
        "warnings": warnings_of(answer, lang),
        "sentence": sum_sentence(answer, lang, len(failed)),
        "groups": [
            {"group": group, "title": say(f"check.group-{group}", lang), "lanes": rows}
            for group in GROUPS
            if (rows := [lane for lane in lanes if lane["group"] == group])
        ],
        "failed": [{"authority": code, "name": authority_name(code, law, lang)} for code in failed],
        "conflicts": conflict_rows(answer, law, lang),
        "filing": filing_rows(answer, lang),
        "findings": finding_rows(answer, lang),
        "not_examined": not_examined_lines(answer, lang),
        "words": list(
            dict.fromkeys(word_of(row, law, lang, document) for row in answer.get("on_whose_word") or ())
        ),
        "footer": footer(answer, lang),
    }


def word_of(row: Any, law: Law, lang: str, document: Document | None = None) -> str:
    """Who said what, when, on which paper: the fact by its question or the name of its field, and of which item or party; what
    was said of it, so that one that could not be found out does not read as one that was answered.
    """
    if not isinstance(row, Mapping):
        return word_line(row, lang)
    path = str(row.get("fact") or "")
    test = law.person_tests.get(str(row.get("person") or ""))
    told = label_of(path, law, lang) if path else text(dict(test.question), lang) if test is not None else ""
    if not told or told == path:
        return word_line(row, lang)
    of, value = ", ".join(_MEMBER.findall(path or str(row.get("for") or ""))), row.get("value")
    if document is not None:
        of = called(path or str(row.get("for") or ""), document) or of
        value = value or (path and value_at(document, path, law, lang)) or None
    if path.endswith(".screened") and isinstance(value, str):
        value = joined((list_name(one, law, lang) for one in value.split(", ") if one), lang)
    brackets = "{} ({})" if lang == "en" else "{}（{}）"
    if isinstance(value, bool):
        value = say("yes" if value else "no", lang)
    return word_line(
        {**row, "fact": brackets.format(told, of) if of else told, **({"value": value} if value else {})},
        lang,
    )


def list_name(id: str, law: Law, lang: str) -> str:
    """What a list of parties is called; its id where the law does not hold it."""
    known = law.lists.get(id)
    return (text(known.title, lang) or id) if known is not None else id


def lane_of(
    name: str, answer: Json, asked: Mapping[str, Sequence[int]], law: Law, lang: str
) -> dict[str, Any]:
    """One lane with the name of its authority and the day on which its law was confirmed; unconfirmed law is marked apart
    from missing facts, and unread law from both.
    """
    lane = answer["authorities"][name]
    view = lane_view(name, lane, asked, lang)
    return {
        **view,
        "name": authority_name(name, law, lang),
        "checked": answer["law"]["checked"].get(name, ""),
        "branches": named_branches(view["branches"], law, lang),
        "unconfirmed": bool(view["branches"]),
        "unconfirmed_since": unconfirmed_since(view["branches"], law),
        "unread": bool(view["gaps"]) and not view["decided"],
        "missing_facts": bool(view["asked"]) and not view["decided"],
    }


def authority_name(code: str, law: Law, lang: str) -> str:
    """The name of an authority."""
    found = law.authorities.get(code)
    return (text(found.name, lang) or code) if found is not None else code


def assumed_rows(answer: Json, law: Law, lang: str) -> list[dict[str, str]]:
    """The readings of unconfirmed law that were taken: a page with one of them says so at its head."""
    return [
        {"id": id, "state": state, "words": reading_words(str(id), str(state), law, lang)}
        for id, state in (answer.get("assumed") or {}).items()
    ]


def conflict_rows(answer: Json, law: Law, lang: str) -> list[dict[str, Any]]:
    """Duties of two laws against each other: what law A demands, what law B forbids, who is bound, both citations.

    Those come first of which more sides stand already.
    """
    rows = [
        {
            "id": str(row.get("id") or ""),
            "certain": bool(row.get("certain")),
            "words": text(row.get("words"), lang),
            "sides": [
                {
                    "authority": side["authority"],
                    "title": text(side.get("title"), lang),
                    "binds": binds_words(str(side.get("binds") or ""), lang),
                    "stands": side["truth"] == "true",
                    "provision": side["provision"],
                    "cite": cited_in(
                        lang,
                        str(side["authority"]),
                        str(side.get("cite") or ""),
                        str(side.get("citation") or ""),
                        _native(str(side["provision"]), law),
                    ),
                }
                for side in row.get("duties") or ()
            ],
        }
        for row in answer.get("conflicts") or ()
    ]
    return sorted(rows, key=lambda row: sum(not side["stands"] for side in row["sides"]))


def _native(provision: str, law: Law) -> str:
    found = law.provision(provision)
    instrument = law.instruments.get(found.instrument) if found is not None else None
    return instrument.native if instrument is not None else ""


def finding_rows(answer: Json, lang: str) -> list[dict[str, Any]]:
    """What does not fit together in the facts."""
    rows = [row for row in answer.get("findings") or () if row.get("finding") not in TOLD_ELSEWHERE]
    return [
        {
            "finding": str(row.get("finding")),
            "about": str(row.get("about") or ""),
            "provision": str(row.get("provision") or ""),
            "words": text(row.get("words"), lang) or str(row.get("finding")),
        }
        for row in rows
    ]


def filing_rows(answer: Json, lang: str) -> list[dict[str, Any]]:
    """Whose licence comes first, where more than one has to be asked for."""
    steps = answer.get("filing") or []
    if len(steps) < 2:
        return []
    numbers = {step["provision"]: number for number, step in enumerate(steps, 1)}
    rows: list[dict[str, Any]] = []
    for number, step in enumerate(steps, 1):
        procedure = step.get("procedure") or {}
        waits = [
            say("waits-for", lang, numbers[waited["provision"]], text(why["words"], lang))
            if waited["provision"] in numbers
            else text(why["words"], lang)
            for waited in step["waits_for"]
            for why in waited["why"]
        ]
        rows.append(
            {
                "number": number,
                "authority": step["authority"],
                "title": text(step["title"], lang),
                "stands": step["truth"] == "true",
                "provision": step["provision"],
                "file_with": text(procedure.get("file_with"), lang),
                "time": text(procedure.get("time"), lang),
                "waits": waits,
            }
        )
    # What only may be needed is told in its lane: a list of it would hide what surely is.
    sure = [row for row in rows if row["stands"]]
    return sure if len(sure) > 1 else []


def changes_between(before: Json, after: Json, law: Law, lang: str) -> list[dict[str, Any]]:
    """Which authorities' outcome is another one now, with the reason that stands first."""
    rows: list[dict[str, Any]] = []
    for name in lane_order(after):
        lane, was = after["authorities"][name], before["authorities"].get(name)
        if was is None or (was["at_least"], was["at_most"]) == (lane["at_least"], lane["at_most"]):
            continue
        rows.append(
            {
                "authority": name,
                "before": [was["at_least"], was["at_most"]],
                "after": [lane["at_least"], lane["at_most"]],
                "graver": severity(lane["at_most"]) > severity(was["at_most"]),
                "because": next((row["provision"] for row in _first_reasons(name, lane)), ""),
            }
        )
    return rows


def _first_reasons(name: str, lane: Json) -> list[dict[str, str]]:
    view = lane_view(name, lane, {}, "en")
    return [{"provision": row["cite"]["provision"]} for row in view["reasons"][:1]]
