"""The whole reason of an answer as a tree: each condition with its words, whether it is met, and what was
found.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sekisho.service.lanes import lane_order
from sekisho.words import headline, say, strip, text
from sekisho.words.lanes import citation, reason

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

Json = Mapping[str, Any]
_MARKS = {"true": "+", "false": "-", "unknown": "?"}
_STYLES = {"true": "", "false": "dim", "unknown": "yellow"}


def print_explanation(out: Console, answer: Json, lang: str) -> None:
    """Print the trace of every duty that is not settled as false, and of those that are, by authority and
    item.
    """
    from rich.text import Text
    from rich.tree import Tree

    seen: set[str] = set()
    out.print()
    out.print(Text(say("trace", lang), style="bold"))
    for name in lane_order(answer):
        lane = answer["authorities"][name]
        root = Tree(_headed(name, lane, lang), guide_style="dim")
        for duty in lane.get("duties") or ():
            _add_duty(root, duty, lang, seen)
        for item in lane.get("items") or ():
            branch = root.add(_headed(say("item", lang, item.get("id", "")), item, lang))
            for entry in item.get("classified") or ():
                words = (
                    f"{entry.get('display') or entry.get('code')} {text(entry.get('name'), lang)}".rstrip()
                )
                branch.add(_marked(words, str(entry.get("truth")), str(entry.get("how") or ""), lang))
            for duty in item.get("duties") or ():
                _add_duty(branch, duty, lang, seen)
            for way in item.get("ways") or ():
                words = text(way.get("title"), lang) or str(way.get("relief"))
                branch.add(_marked(f"{say('ways', lang)}: {words}", str(way.get("truth")), "", lang))
        out.print(root)


def _headed(name: str, interval: Json, lang: str) -> Text:
    from rich.text import Text

    low, high = str(interval["at_least"]), str(interval["at_most"])
    return Text(f"{name} {strip(low, high)} {headline(low, high, lang)}", style="bold")


def _add_duty(tree: Tree, duty: Json, lang: str, seen: set[str]) -> None:
    about = f" [{duty['for']}]" if duty.get("for") not in {None, "", "transaction"} else ""
    node = tree.add(_marked(reason(duty, lang) + about, str(duty.get("truth")), citation(duty, lang), lang))
    for step in duty.get("why") or ():
        _add_step(node, step, lang, seen)


def _add_step(tree: Tree, step: Json, lang: str, seen: set[str]) -> None:
    """Add a step and what stands inside it; what was printed whole before is only named again."""
    found = text(step.get("found"), lang)
    if found.startswith("force:"):
        found = ""
    notes = []
    if step.get("fact"):
        notes.append(f"{step['fact']}: {found or say('not-given', lang)}")
    elif found:
        notes.append(found)
    if step.get("provision"):
        notes.append(str(step["provision"]))
    inside = step.get("steps") or ()
    if inside:
        whole = json.dumps(step, sort_keys=True)
        if whole in seen:
            notes.append(say("as-above", lang))
            inside = ()
        seen.add(whole)
    node = tree.add(_marked(text(step.get("text"), lang), str(step.get("truth")), " · ".join(notes), lang))
    for inner in inside:
        _add_step(node, inner, lang, seen)


def _marked(words: str, truth: str, note: str, lang: str) -> Text:
    from rich.text import Text

    marked = Text.assemble(
        (f"{_MARKS.get(truth, ' ')} ", "bold"),
        (words, _STYLES.get(truth, "")),
        (f" – {say(truth, lang)}", "bold"),
    )
    if note:
        marked.append(f"  ({note})", style="dim")
    marked.overflow = "fold"
    return marked
