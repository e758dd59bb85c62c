"""What a reader must be told beside the outcome: contradictions, conflicts between reliefs, law that was not examined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sekisho.law.force import body_on
from sekisho.law.in_words import LANGUAGES, entry_name, title_of
from sekisho.logic.truth import FALSE, TRUE
from sekisho.logic.values import Path

from .gates import open_entries
from .onward import onward

if TYPE_CHECKING:
    from .engine import Determination

ALL_AUTHORITIES: dict[str, dict[str, str]] = {
    "CN": {"en": "China", "ja": "中国", "zh": "中国"},
    "JP": {"en": "Japan", "ja": "日本", "zh": "日本"},
    "US": {"en": "United States", "ja": "米国", "zh": "美国"},
    "NL": {"en": "Netherlands", "ja": "オランダ", "zh": "荷兰"},
    "EU": {"en": "European Union", "ja": "欧州連合", "zh": "欧盟"},
    "KR": {"en": "South Korea", "ja": "韓国", "zh": "韩国"},
    "TW": {"en": "Taiwan", "ja": "台湾", "zh": "台湾"},
    "GB": {"en": "United Kingdom", "ja": "英国", "zh": "英国"},
}
"""The authorities that Sekisho sets out to cover: those without modelled law are named with every answer."""


def findings(determination: Determination) -> list[dict[str, Any]]:
    """Contradictions in classification, customs codes that speak against the kind, days after the last check, and more."""
    law, case = determination.engine.law, determination.case
    found = onward(law, case)
    for item, code in determination.world.classifier.contradictions:
        found.append(
            {
                "finding": "classification-contradiction",
                "about": item,
                "provision": code,
                "words": {
                    "en": f"{item}: the facts and the claimed classification disagree on {entry_name(law, code, 'en')}; it counts as met.",
                    "ja": f"{item}：事実と申告された該非判定が{entry_name(law, code, 'ja')}について食い違います。該当として扱います。",
                    "zh": f"{item}：事实与所申报的归类在{entry_name(law, code, 'zh')}上不一致，按符合处理。",
                },
            }
        )
    for obj in case.root.walk():
        for claim in obj.claims.values():
            for stated in claim.codes:
                if str(stated) not in law.entries and stated.scheme in law.lists:
                    found.append(
                        {
                            "finding": "code-not-read",
                            "about": obj.path,
                            "provision": str(stated),
                            "words": {
                                "en": f"{obj.path}: the code {stated} is not among those read here; it is taken as stated.",
                                "ja": f"{obj.path}：項番{stated}は収録された項目にないため、申告どおりに扱います。",
                                "zh": f"{obj.path}：编码{stated}不在已收录条目之中，按所申报处理。",
                            },
                        }
                    )
    for party, list_id in determination.world.party_lists.contradictions:
        found.append(
            {
                "finding": "screening-contradiction",
                "about": party,
                "provision": list_id,
                "words": {
                    "en": f"{party}: screened without a hit, but its name and country stand on {title_of(law, list_id, 'en')}; it counts as listed.",
                    "ja": f"{party}：照合結果は該当なしですが、名称と国が{title_of(law, list_id, 'ja')}に掲載されています。掲載として扱います。",
                    "zh": f"{party}：筛查结果为未命中，但其名称和国别列于{title_of(law, list_id, 'zh')}，按已列入处理。",
                },
            }
        )
    for path in sorted(determination.world.evaluator.hint_findings):
        if _explained(determination, path):
            continue
        found.append(
            {
                "finding": "customs-code-against-kind",
                "about": path,
                "provision": None,
                "words": {
                    "en": f"{path}: the customs code points at a controlled entry although the stated kind does not.",
                    "ja": f"{path}：HSコードは規制対象の項目を示唆しますが、申告された種類と合いません。",
                    "zh": f"{path}：海关编号指向受管制条目，但与所述物项类别不符。",
                },
            }
        )
    for code, result in determination.authorities.items():
        checked = law.checked.get(code)
        if case.on is not None and checked is not None and case.on > checked:
            found.append(
                {
                    "finding": "after-checked",
                    "about": code,
                    "provision": None,
                    "words": {
                        "en": f"{code}: the day lies after the last check of the law ({checked}); answered by the last known state.",
                        "ja": f"{code}：対象日は法令の最終確認日（{checked}）より後です。最後に確認した状態で回答しています。",
                        "zh": f"{code}：所涉日期晚于法律的最后核实日（{checked}），按最后已知状态作答。",
                    },
                }
            )
        for duty in result.duties:
            if duty.conflict:
                found.append(_about(duty.requirement.id, "relief-conflict", duty.instance.subject, {
                    "en": "Two reliefs of different effect apply; the range stays open.",
                    "ja": "効果の異なる二つの特例が同時に適用されるため、結論を一つに定めません。",
                    "zh": "两项效力不同的例外同时适用，结论保持开放。",
                }))  # fmt: skip
            if duty.requirement.requires in {"conduct", "finding"} and duty.truth is not FALSE:
                words = duty.requirement.message or duty.requirement.title
                found.append(_about(duty.requirement.id, duty.requirement.requires, duty.instance.subject,
                                    {lang: words.get(lang) or words.get("en", "") for lang in LANGUAGES},
                                    duty.truth.word, duty.requirement.cite))  # fmt: skip
    return found


def _explained(determination: Determination, path: str) -> bool:
    """The customs code is no riddle where the item surely meets an entry at which the same code hints."""
    law, world = determination.engine.law, determination.world
    item = next((obj for obj in determination.case.root.walk() if obj.path == path), None)
    codes = item.facts.get("hs") if item is not None else None
    if item is None or not isinstance(codes, tuple):
        return True
    for entry in open_entries(law, tuple(Path(name, ("*",)) for name in law.lists), (), item):
        hints = body_on(entry, "hs_hint", world.force(entry).day, world.known)
        if any(law.relation(code, hint) is not FALSE for code in codes for hint in hints):
            if world.classifier.met(entry, world.root.inside(item)).truth is TRUE:
                return True
    return False


def _about(
    provision: str, kind: str, about: str, words: dict[str, str], truth: str = "true", cite: str = ""
) -> dict[str, Any]:
    return {
        "finding": kind,
        "about": about,
        "provision": provision,
        "words": words,
        "truth": truth,
        "cite": cite,
    }


def not_examined(determination: Determination) -> list[dict[str, Any]]:
    """The authorities whose law was not looked at, and why."""
    engine = determination.engine
    found: list[dict[str, Any]] = []
    for code, name in ALL_AUTHORITIES.items():
        if code not in engine.codes:
            found.append({"authority": code, "name": name, "why": "not-modelled"})
        elif code not in determination.authorities:
            found.append({"authority": code, "name": name, "why": "not-asked"})
    return found
