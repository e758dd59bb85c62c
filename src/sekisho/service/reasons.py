"""The whole reasoning of one authority as a tree that a page can fold: conditions in words, met or not, your value beside the
limit, the citation, and which question settles what is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sekisho.words import headline, say, severity, text
from sekisho.words.lanes import reason

from .lanes import cited

Json = Mapping[str, Any]
MOST_NODES: Final = 4_000
"""A tree of more nodes than this is cut below what was told already: goods that nobody described meet every entry."""


def reasons_tree(
    lane: Json, lang: str, *, only_open: bool = False, keys: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The tree of an authority's lane (with traces). `only_open`: leave out what is settled. `keys`: by fact the number of the
    question that asks for it.
    """
    teller = _Teller(lang, only_open, keys or {})
    nodes = [teller.duty(duty) for duty in lane.get("duties") or () if teller.wanted(duty)]
    items = []
    for item in lane.get("items") or ():
        low, high = str(item["at_least"]), str(item["at_most"])
        inside = [
            teller.entry(entry)
            for entry in item.get("classified") or ()
            if not only_open or entry.get("truth") == "unknown"
        ]
        inside += [teller.duty(duty) for duty in _ranked(item.get("duties") or ()) if teller.wanted(duty)]
        inside += [
            teller.way(way)
            for way in item.get("ways") or ()
            if not only_open or way.get("truth") == "unknown"
        ]
        items.append({"id": str(item.get("id") or ""), "at_least": low, "at_most": high, "headline": headline(low, high, lang),
                      "nodes": inside})  # fmt: skip
    return {"nodes": nodes, "items": items, "count": teller.count, "cut": teller.count >= MOST_NODES}


def _ranked(duties: Iterable[Json]) -> list[Json]:
    """What decides comes first: what stands, the gravest first, then what is open, then what is not met."""
    order = {"true": 0, "unknown": 1, "false": 2}
    return sorted(duties, key=lambda duty: (order.get(str(duty.get("truth")), 3), -_weight(duty)))


def _weight(duty: Json) -> int:
    word = str(duty.get("severity") or "")
    return severity(word) if word else -1


class _Teller:
    def __init__(self, lang: str, only_open: bool, keys: Mapping[str, str]) -> None:
        self.lang, self.only_open, self.keys = lang, only_open, keys
        self.count = 0
        self.told: dict[int, bool] = {}

    def wanted(self, duty: Json) -> bool:
        """Whether a duty belongs on the page: with the filter only what is open."""
        return not self.only_open or duty.get("truth") == "unknown"

    def duty(self, duty: Json) -> dict[str, Any]:
        """A requirement with its conditions; open where it decides the outcome."""
        self.count += 1
        truth = str(duty.get("truth"))
        about = str(duty.get("for") or "")
        return {
            "what": "duty",
            "words": reason(duty, self.lang),
            "truth": truth,
            "truth_words": say(truth, self.lang),
            "about": "" if about == "transaction" else about,
            "severity": str(duty.get("severity") or ""),
            "cite": cited(duty, self.lang),
            "pointer": bool(duty.get("pointer")),
            "open": truth == "true" and _weight(duty) >= 2,
            "nodes": self.steps(duty.get("why") or (), decides=truth),
        }

    def steps(self, steps: Sequence[Json], decides: str) -> list[dict[str, Any]]:
        """The steps that lead to a truth; those that have it too decide it."""
        return [
            self.step(step, decides) for step in steps if not self.only_open or step.get("truth") == "unknown"
        ]

    def step(self, step: Json, decides: str) -> dict[str, Any]:
        """One condition: its words, whether it is met, what was found for which fact, what is asked."""
        self.count += 1
        truth = str(step.get("truth"))
        found = text(step.get("found"), self.lang)
        fact = str(step.get("fact") or "")
        inside = step.get("steps") or ()
        again = bool(inside) and id(step) in self.told
        self.told[id(step)] = True
        cut = again or self.count >= MOST_NODES
        asks = [str(path) for path in step.get("asks") or ()]
        return {
            "what": "step",
            "words": text(step.get("text"), self.lang),
            "truth": truth,
            "truth_words": say(truth, self.lang),
            "fact": fact,
            "found": "" if found.startswith("force:") else found,
            "missing": bool(fact) and not found,
            "provision": str(step.get("provision") or ""),
            "open_law": [str(id) for id in step.get("open") or ()],
            "asks": [{"fact": path, "key": self.keys.get(path, "")} for path in asks],
            "again": cut and bool(inside),
            "open": truth == decides and truth != "false",
            "nodes": [] if cut else self.steps(inside, decides=truth),
        }

    def entry(self, entry: Json) -> dict[str, Any]:
        """A control-list entry that the item meets or may meet."""
        self.count += 1
        truth = str(entry.get("truth"))
        return {
            "what": "entry",
            "words": f"{entry.get('display') or entry.get('code')} {text(entry.get('name'), self.lang)}".rstrip(),
            "code": str(entry.get("code") or ""),
            "how": str(entry.get("how") or ""),
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
