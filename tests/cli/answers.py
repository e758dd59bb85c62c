"""Hand-made answers in the form of docs/reference, for tests of what is printed."""

from typing import Any

Json = dict[str, Any]


def words(en: str, ja: str = "", zh: str = "") -> dict[str, str]:
    return {"en": en, "ja": ja or f"日:{en}", "zh": zh or f"中:{en}"}


def step(
    en: str, truth: str, fact: str | None = None, found: str = "", steps: list[Json] | None = None
) -> Json:
    return {
        "text": words(en),
        "truth": truth,
        "fact": fact,
        "found": found,
        "provision": None,
        "steps": steps or [],
    }


def duty(provision: str, severity: str, truth: str, **more: Any) -> Json:
    return {
        "provision": provision,
        "for": "",
        "title": words(f"Reason of {provision}"),
        "requires": "licence",
        "reason": "dual-use",
        "binds": "exporter",
        "severity": severity,
        "truth": truth,
        "cite": f"Citation of {provision}",
        "rank": "notice",
        "policy": [],
        "door": None,
        "procedure": None,
        "why": [],
        **more,
    }


def gallium() -> Json:
    """China: a licence, and open whether prohibited; Japan: open reach; both with all the parts that a
    lane can have.
    """
    licence = duty(
        "cn-2023-mofcom-gacc-23.licence",
        "licence-required",
        "true",
        policy=["case-by-case"],
        procedure={
            "title": words("Dual-use licence"),
            "documents": [words("application form"), words("contract")],
            "file_with": words("provincial department of commerce"),
            "time": words("45 working days"),
        },
        why=[
            step(
                "all of",
                "true",
                steps=[
                    step(
                        "kind under gallium arsenide",
                        "true",
                        'items["1"].kind',
                        "material.gallium.arsenide.wafer",
                    ),
                    step("purity at least 99.9 %", "unknown", 'items["1"].facts.purity'),
                ],
            )
        ],
    )
    ban = duty("cn-2026-mofcom-1.user", "prohibited", "unknown")
    item = {
        "id": "1",
        "classified": [{"code": "cn.dual-use:3C001.e", "truth": "true", "how": "derived"}],
        "at_least": "licence-required",
        "at_most": "prohibited",
        "layers": {"list": {"at_least": "licence-required", "at_most": "licence-required"}},
        "duties": [ban, licence],
        "ways": [
            {
                "relief": "cn.exhibition",
                "title": words("Re-export of goods that came for an exhibition"),
                "truth": "unknown",
                "steps": [words("register with MOFCOM before export")],
                "barred_by": None,
            }
        ],
    }
    return {
        "schema": "sekisho/determination/1",
        "id": "T-1",
        "on": "2026-11-28",
        "known": "2026-11-21",
        "engine": "0.1.0",
        "law": {"hash": "0123456789abcdef", "checked": {"CN": "2026-11-21", "JP": "2026-12-01"}},
        "authorities": {
            "JP": {
                "at_least": "not-subject",
                "at_most": "no-licence-required",
                "decided": False,
                "policy": [],
                "items": [],
                "branches": [],
                "gaps": [],
                "changes_ahead": [],
            },
            "CN": {
                "at_least": "licence-required",
                "at_most": "prohibited",
                "decided": False,
                "policy": ["case-by-case"],
                "items": [item],
                "branches": [
                    {
                        "assume": {"cn-72": "suspended"},
                        "at_least": "licence-required",
                        "at_most": "licence-required",
                    },
                    {"assume": {"cn-72": "in-force"}, "at_least": "prohibited", "at_most": "prohibited"},
                ],
                "gaps": [{"law": words("Anti-Foreign Sanctions Law"), "could_be": "prohibited"}],
                "changes_ahead": [
                    {
                        "on": "2026-11-30",
                        "provision": "cn-x.untouched",
                        "changes": False,
                        "by": [],
                        "at_least": "licence-required",
                        "at_most": "prohibited",
                    },
                    {
                        "on": "2026-12-31",
                        "provision": "cn-2024-mofcom-46.germanium",
                        "changes": True,
                        "by": ["cn-72"],
                        "at_least": "prohibited",
                        "at_most": "prohibited",
                    },
                ],
            },
        },
        "questions": [
            {
                "fact": 'parties["p2"].facts.military_user',
                "ask": words("Is the party a military user?"),
                "hint": words("Ask for the statement on the end user."),
                "who": "end-user",
                "provisions": ["cn-2026-mofcom-1.user"],
                "if": {"true": "prohibited", "false": "licence-required"},
                "show_consequences": False,
                "kind": "knowledge",
                "values": None,
                "unit": "",
            },
            {
                "fact": 'items["1"].facts.purity',
                "ask": words("What is the purity?"),
                "hint": words("From the certificate."),
                "who": "engineer",
                "provisions": ["cn-2023-mofcom-gacc-23.licence"],
                "if": {
                    "≥ 99.9 %": {"CN": "licence-required"},
                    "< 99.9 %": {"CN": "no-licence-required .. licence-required"},
                },
                "show_consequences": True,
                "kind": "fact",
                "values": None,
                "unit": "%",
            },
            *(
                {
                    "fact": f'items["1"].facts.more_{number}',
                    "ask": words(f"Further question {number}?"),
                    "hint": {},
                    "who": "exporter",
                    "provisions": ["jp.list.licence"],
                    "if": {},
                    "show_consequences": True,
                    "kind": "fact",
                    "values": None,
                    "unit": "",
                }
                for number in range(5)
            ),
        ],
        "conflicts": [],
        "findings": [
            {
                "finding": "classification-contradiction",
                "about": 'items["1"]',
                "provision": "cn.dual-use:3C001.a",
                "words": words("The facts and the claimed classification disagree."),
            },
            {
                "finding": "after-checked",
                "about": "CN",
                "provision": None,
                "words": words("told in the first line"),
            },
        ],
        "not_examined": [
            {"authority": "US", "name": words("United States", "米国", "美国"), "why": "not-modelled"},
            {"authority": "NL", "name": words("Netherlands", "オランダ", "荷兰"), "why": "not-modelled"},
        ],
        "on_whose_word": [
            {"fact": 'items["1"].facts.purity', "by": "lab", "on": "2026-11-01", "evidence": "certificate 12"}
        ],
    }
