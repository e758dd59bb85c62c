"""The whole reasoning of one authority as a tree that a page can fold: conditions in words, met or not, your value beside the
limit, the citation, and which question settles what is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from sekisho.law.in_words import phrase
from sekisho.words import headline, say, severity, text
from sekisho.words.lanes import reason
from sekisho.words.open_law_words import open_law

from .lanes import cited

Json = Mapping[str, Any]
Value = Callable[[str], str]
Naming = Callable[[str], str]
MOST_NODES: Final = 120
"""A page writes out so many nodes; what comes after them is named and opens on a page of its own."""
MOST_ALIKE: Final = 8
"""So many duties of one provision are named; goods that nobody described may meet hundreds of entries."""
_OBJECT: Final = re.compile(r"(?:transaction|.*\])$")


def reasons_tree(
    lane: Json,
    lang: str,
    *,
    only_open: bool = False,
    only: int | None = None,
    keys: Mapping[str, str] | None = None,
    value: Value | None = None,
    name: Naming | None = None,
) -> dict[str, Any]:
    """The tree of an authority's lane (with traces). `only_open`: leave out what is settled. `only`: one duty alone, by its
    number. `keys`: by fact the number of the question that asks for it. `value`: what stands in the transaction at a fact.
    `name`: what the item, party or entry is called that a duty is for.
    """
    teller = _Teller(lang, only_open, keys or {}, value or (lambda _: ""), name or (lambda about: about))
    numbered = list(enumerate(_duties(lane)))
    if only is not None:
        numbered = [(n, pair) for n, pair in numbered if n == only]
    numbered.sort(key=lambda row: _rank(row[1][1]))
    told = {n: (item, teller.duty(duty, n)) for n, (item, duty) in numbered if teller.wanted(duty)}
    groups = [_group(teller, None, lane, told, only)]
    groups += [
        _group(teller, str(item.get("id") or ""), item, told, only) for item in lane.get("items") or ()
    ]
    kept = [group for group in groups if group["nodes"] or (group["id"] and only is None)]
    return {"groups": kept, "count": teller.count, "cut": teller.cut}


def _duties(lane: Json) -> list[tuple[str | None, Json]]:
    found: list[tuple[str | None, Json]] = [(None, duty) for duty in lane.get("duties") or ()]
    for item in lane.get("items") or ():
        found += [(str(item.get("id") or ""), duty) for duty in item.get("duties") or ()]
    return found


def _group(
    teller: _Teller, id: str | None, node: Json, told: Mapping[int, Any], only: int | None
) -> dict[str, Any]:
    nodes: list[dict[str, Any]] = []
    if id is not None and only is None:
        nodes += [teller.entry(entry) for entry in node.get("classified") or () if teller.wanted(entry)][
            : MOST_ALIKE * 3
        ]
    alike: dict[str, int] = {}
    for item, row in told.values():
        if item != id:
            continue
        provision = row["cite"]["provision"]
        alike[provision] = alike.get(provision, 0) + 1
        if alike[provision] <= MOST_ALIKE:
            nodes.append(row)
    more = sum(max(0, n - MOST_ALIKE) for n in alike.values())
    if id is not None and only is None:
        nodes += [teller.way(way) for way in node.get("ways") or () if teller.wanted(way)]
    low, high = str(node["at_least"]), str(node["at_most"])
    return {
        "id": id or "",
        "at_least": low,
        "at_most": high,
        "headline": headline(low, high, teller.lang),
        "nodes": nodes,
        "more": more,
    }


def step_words(step: Json, lang: str) -> str:
    """What a condition says; law that was not read and questions that no text settles in the reader's language too."""
    words = text(step.get("text"), lang)
    for key in ("unread", "unsettled"):
        before, _, after = phrase(key, lang, "\0").partition("\0")
        if lang != "en" and words.startswith(before) and words.endswith(after):
            return before + open_law(words[len(before) : len(words) - len(after)], lang) + after
    return words


def found_words(step: Json, lang: str, words: str, value: Value) -> str:
    """Your value, as the transaction writes it; how an entry was met is said in words. "" for what `words` say already."""
    found = text(step.get("found"), lang)
    fact = str(step.get("fact") or "")
    if found in {"derived", "claimed"}:
        return say(f"check.how-{found}", lang)
    if found in {"True", "False", "true", "false"}:
        return say("yes" if found in {"True", "true"} else "no", lang)
    if found.startswith("force:") or not found or found in words:
        return ""
    plain = "" if "scheme=" in found else found
    return (value(fact) or plain) if fact and not _OBJECT.match(fact) else plain


def _rank(duty: Json) -> tuple[int, int]:
    """What decides comes first: what stands, the gravest first, then what is open, then what is not met."""
    order = {"true": 0, "unknown": 1, "false": 2}
    return order.get(str(duty.get("truth")), 3), -_weight(duty)


def _weight(duty: Json) -> int:
    word = str(duty.get("severity") or "")
    return severity(word) if word else -1


class _Teller:
    def __init__(
        self, lang: str, only_open: bool, keys: Mapping[str, str], value: Value, name: Naming
    ) -> None:
        self.lang, self.only_open, self.keys, self.value, self.name = lang, only_open, keys, value, name
        self.count = 0
        self.cut = False
        self.told: set[int] = set()

    def wanted(self, row: Json) -> bool:
        """Whether something belongs on the page: with the filter only what is open."""
        return not self.only_open or row.get("truth") == "unknown"

    def duty(self, duty: Json, number: int) -> dict[str, Any]:
        """A requirement with its conditions; open where it decides the outcome. With too many nodes before it, its name only."""
        truth = str(duty.get("truth"))
        about = str(duty.get("for") or "")
        self.told = set()
        later = self.count >= MOST_NODES
        self.cut = self.cut or later
        self.count += 1
        return {
            "what": "duty",
            "number": number,
            "words": reason(duty, self.lang),
            "truth": truth,
            "truth_words": say(truth, self.lang),
            "about": "" if about == "transaction" else self.name(about),
            "severity": str(duty.get("severity") or ""),
            "cite": cited(duty, self.lang),
            "pointer": bool(duty.get("pointer")),
            "open": truth == "true" and _weight(duty) >= 2,
            "later": later,
            "nodes": [] if later else self.steps(duty.get("why") or (), truth, 0),
        }

    def steps(self, steps: Sequence[Json], decides: str, depth: int) -> list[dict[str, Any]]:
        """The steps that lead to a truth; those that have it too decide it."""
        return [
            self.step(step, decides, depth)
            for step in steps
            if not self.only_open or step.get("truth") == "unknown"
        ]

    def step(self, step: Json, decides: str, depth: int) -> dict[str, Any]:
        """One condition: its words, whether it is met, what was found for which fact, what is asked."""
        self.count += 1
        truth = str(step.get("truth"))
        words = step_words(step, self.lang)
        fact = str(step.get("fact") or "")
        asks = [str(path) for path in step.get("asks") or ()]
        inside = step.get("steps") or ()
        again = bool(inside) and id(step) in self.told
        self.told.add(id(step))
        cut = again or self.count >= MOST_NODES * 2
        self.cut = self.cut or (cut and not again and bool(inside))
        found = found_words(step, self.lang, words, self.value)
        return {
            "what": "step",
            "words": words,
            "truth": truth,
            "truth_words": say(truth, self.lang),
            "fact": "" if _OBJECT.match(fact) else fact,
            "found": found,
            "missing": bool(asks) and not found,
            "provision": str(step.get("provision") or ""),
            "open_law": [str(id) for id in step.get("open") or ()],
            "asks": [{"fact": path, "key": self.keys.get(path, "")} for path in asks],
            "again": cut and bool(inside),
            "open": truth == decides and truth != "false" and depth < 6,
            "nodes": [] if cut else self.steps(inside, truth, depth + 1),
        }

    def entry(self, entry: Json) -> dict[str, Any]:
        """A control-list entry that the item meets or may meet."""
        self.count += 1
        truth = str(entry.get("truth"))
        how = str(entry.get("how") or "")
        return {
            "what": "entry",
            "words": f"{entry.get('display') or entry.get('code')} {text(entry.get('name'), self.lang)}".rstrip(),
            "code": str(entry.get("code") or ""),
            "how": say(f"check.how-{how}", self.lang) if how in {"derived", "claimed"} else "",
            "truth": truth,
            "truth_words": say(truth, self.lang),
            "open": False,
            "nodes": [],
        }

    def way(self, way: Json) -> dict[str, Any]:
        """An exception by choice."""
        self.count += 1
        truth = str(way.get("truth"))
        return {
            "what": "way",
            "words": text(way.get("title"), self.lang) or str(way.get("relief")),
            "truth": truth,
            "truth_words": say(truth, self.lang),
            "provision": str(way.get("relief") or ""),
            "open": False,
            "nodes": [],
        }
