"""One authority's lane: the outcome with its mark, the reason, the provision, the way to a licence, what
is open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sekisho.words import headline, say, severity, strip, text
from sekisho.words.lanes import Duty, citation, duties_of, interval_words, plain_branches, reason, ways_of

from .screen import Pairs

if TYPE_CHECKING:
    from rich.console import Console

SHOWN_DUTIES = 3
SHOWN_CONDUCT = 2
SHOWN_GAPS = 4
SHOWN_WAYS = 4
LICENCE = severity("licence-required")
Json = Mapping[str, Any]
_STYLES = ("", "", "", "bold", "bold", "bold reverse")


Asked = Mapping[str, Sequence[int]]


def print_lane(out: Console, name: str, lane: Json, asked: Asked, lang: str) -> None:
    """Print one authority's lane; `asked`: by provision the numbers of the questions that bear on it."""
    from rich.text import Text

    duties = duties_of(lane)
    low, high = str(lane["at_least"]), str(lane["at_most"])
    door = any(duty.body.get("door") for duty in duties if duty.severity == 5)
    head = Text.assemble(
        (f"{name:<3}", "bold"),
        (strip(low, high), "yellow" if low != high else ""),
        " ",
        (headline(low, high, lang, door), _STYLES[severity(high)] if low == high else "bold yellow"),
    )
    out.print(head)
    grid = Pairs(indent=4)
    _reasons(grid, duties, asked, lang)
    _conduct(grid, duties, lang)
    _several_items(grid, lane, lang)
    _policy(grid, lane, duties, lang)
    _paths(grid, duties, lang)
    _ways(grid, lane, lang)
    if asked:
        numbers = sorted({number for those in asked.values() for number in those})
        _row(grid, "asked", say("asked-below", lang, _numbers(numbers)), lang)
    _gaps(grid, lane, lang)
    _branches(grid, lane, lang)
    _ahead(grid, lane, lang)
    grid.print(out)


def _row(grid: Pairs, key: str, words: str, lang: str) -> None:
    grid.add(say(key, lang) if key else "", words)


def _reasons(grid: Pairs, duties: Sequence[Duty], asked: Asked, lang: str) -> None:
    ranked = [duty for duty in duties if duty.severity >= 0 and not duty.pointer]
    # Of what only may stand, that comes first which the first questions are about.
    ranked.sort(key=lambda duty: (not duty.stands, -duty.severity, *_weight(asked.get(duty.id, ()))))
    gravest = max((duty.severity for duty in ranked if duty.stands), default=0)
    for shown, duty in enumerate(ranked):
        if shown == SHOWN_DUTIES:
            _row(grid, "", say("and-more-explain", lang, len(ranked) - shown), lang)
            break
        label = ("why" if not shown else "besides") if duty.stands else "could-be"
        words = reason(duty.body, lang)
        if not duty.stands or (shown and duty.severity != gravest):
            words = f"{say('short-' + str(duty.body['severity']), lang)}: {words}"
        if duty.items and len(duty.items) > 1:
            words += f" ({say('items', lang, ', '.join(duty.items))})"
        if not duty.stands and duty.id in asked:
            words += f" ({say('asked-numbers', lang, _numbers(asked[duty.id]))})"
        _row(grid, label, words, lang)
        _row(grid, "", citation(duty.body, lang), lang)
        if duty.body.get("door"):
            _row(grid, "", f"{say('door', lang)}: {text(duty.body['door'], lang)}", lang)


def _weight(numbers: Sequence[int]) -> tuple[int, int]:
    """By the first question that bears on a duty, then by how many do."""
    return min(numbers, default=999), -len(numbers)


def _conduct(grid: Pairs, duties: Sequence[Duty], lang: str) -> None:
    """Duties of conduct and findings, which have no severity of their own."""
    others = [duty for duty in duties if duty.severity < 0]
    for number, duty in enumerate(others[:SHOWN_CONDUCT]):
        label = "conduct" if duty.body.get("requires") == "conduct" else "note"
        doubt = "" if duty.stands else f" ({say('unknown', lang)})"
        same = number and others[number - 1].body.get("requires") == duty.body.get("requires")
        _row(
            grid,
            "" if same else label,
            f"{reason(duty.body, lang)}{doubt} · {citation(duty.body, lang, short=True)}",
            lang,
        )
    if len(others) > SHOWN_CONDUCT:
        _row(grid, "", say("and-more-explain", lang, len(others) - SHOWN_CONDUCT), lang)


def _several_items(grid: Pairs, lane: Json, lang: str) -> None:
    items = lane.get("items") or []
    if len(items) < 2:
        return
    for item in items:
        low, high = str(item["at_least"]), str(item["at_most"])
        _row(
            grid, "", f"{say('item', lang, item['id'])}: {strip(low, high)} {headline(low, high, lang)}", lang
        )


def _policy(grid: Pairs, lane: Json, duties: Sequence[Duty], lang: str) -> None:
    policies = list(lane.get("policy") or ())
    if not policies:
        policies = [word for duty in duties if duty.stands for word in duty.body.get("policy") or ()]
    if policies:
        _row(grid, "policy", " / ".join(say(str(word), lang) for word in dict.fromkeys(policies)), lang)


def _paths(grid: Pairs, duties: Sequence[Duty], lang: str) -> None:
    seen: list[Json] = []
    ranked = [duty for duty in duties if duty.severity >= 2 and duty.body.get("procedure")]
    standing = [duty for duty in ranked if duty.stands]
    # The way of a duty that only may stand is told where none surely does, an ordinary licence first.
    for duty in standing or sorted(ranked, key=lambda duty: duty.severity != LICENCE):
        if duty.body["procedure"] not in seen:
            seen.append(duty.body["procedure"])
    for path in seen[: 2 if standing else 1]:
        _row(grid, "path", text(path.get("title"), lang), lang)
        documents = [text(words, lang) for words in path.get("documents") or ()]
        if documents:
            numbered = "; ".join(f"{n}) {words}" for n, words in enumerate(documents, 1))
            _row(grid, "", f"{say('documents', lang)}: {numbered}", lang)
        for key, word in (("file_with", "desk"), ("time", "time"), ("validity", "validity")):
            if path.get(key):
                _row(grid, "", f"{say(word, lang)}: {text(path[key], lang)}", lang)


def _ways(grid: Pairs, lane: Json, lang: str) -> None:
    ways = [way for way in ways_of(lane) if way.get("truth") != "false" or way.get("barred_by")]
    for number, way in enumerate(ways[:SHOWN_WAYS]):
        title = text(way.get("title"), lang) or str(way.get("relief") or way.get("id"))
        states = [say(str(way.get("truth")), lang)]
        barred = way.get("barred_by")
        if barred:
            key = "way-barred" if way.get("truth") == "false" else "way-may-be-barred"
            states = [say(key, lang, barred if isinstance(barred, str) else ", ".join(map(str, barred)))]
        elif "claimed" in way:
            states.append(say("way-claimed" if way["claimed"] else "way-open-to-claim", lang))
        becomes = f" → {say('becomes-' + str(way['becomes']), lang)}" if way.get("becomes") else ""
        _row(grid, "" if number else "ways", f"{title} ({', '.join(states)}){becomes}", lang)
        for step_number, step in enumerate(way.get("steps") or (), 1):
            _row(grid, "", f"  {step_number}) {text(step, lang)}", lang)
    if len(ways) > SHOWN_WAYS:
        _row(grid, "", say("and-more-explain", lang, len(ways) - SHOWN_WAYS), lang)


def _gaps(grid: Pairs, lane: Json, lang: str) -> None:
    # The same law may stand behind several duties: told once, with the gravest that it could be.
    worst: dict[str, str] = {}
    for gap in lane.get("gaps") or ():
        law = text(gap.get("title"), lang) or str(gap.get("law"))
        could = str(gap.get("could_be") or "not-subject")
        worst[law] = max(worst.get(law, could), could, key=severity)
    ranked = sorted(worst.items(), key=lambda pair: -severity(pair[1]))
    for number, (law, could) in enumerate(ranked[:SHOWN_GAPS]):
        words = f"{law} – {say('gap-could', lang, say(f'short-{could}', lang))}"
        _row(grid, "" if number else "gaps", words, lang)
    if len(ranked) > SHOWN_GAPS:
        _row(grid, "", say("and-more", lang, len(ranked) - SHOWN_GAPS), lang)


def _branches(grid: Pairs, lane: Json, lang: str) -> None:
    branches = plain_branches(lane.get("branches") or [])
    own = (lane["at_least"], lane["at_most"])
    if all((branch["at_least"], branch["at_most"]) == own for branch in branches):
        return  # only a layer beneath differs: --json tells it
    for number, branch in enumerate(branches[:6]):
        reading = ", ".join(f"{id} {say(state, lang)}" for id, state in branch.get("assume", {}).items())
        low, high = str(branch["at_least"]), str(branch["at_most"])
        words = f"{strip(low, high)} {say('branch', lang, reading, interval_words(low, high, lang))}"
        _row(grid, "" if number else "branches", words, lang)
    if len(branches) > 6:
        _row(grid, "", say("and-more", lang, len(branches) - 6), lang)


def _ahead(grid: Pairs, lane: Json, lang: str) -> None:
    changes = _turns(lane)
    if not changes:
        _ahead_elsewhere(grid, lane, lang)
        return
    for number, change in enumerate(changes[:3]):
        provision = str(change.get("provision", ""))
        words = f"{change['on']}: "
        if "at_least" in change:
            low, high = str(change["at_least"]), str(change["at_most"])
            words += f"{strip(low, high)} {interval_words(low, high, lang)} – "
        by = ", ".join(change.get("by") or ())
        _row(grid, "" if number else "ahead", words + provision + (f" ({by})" if by else ""), lang)
    if len(changes) > 3:
        _row(grid, "", say("and-more", lang, len(changes) - 3), lang)


def _ahead_elsewhere(grid: Pairs, lane: Json, lang: str) -> None:
    """The next known changes of this authority's law where none of them touches the outcome."""
    coming: dict[str, Json] = {}
    for change in lane.get("changes_ahead") or []:
        coming.setdefault(str(change["title"].get(lang) or change["provision"]), change)
    if not coming and lane["at_most"] == "not-subject":
        return
    if not coming:
        _row(grid, "ahead", say("ahead-none", lang), lang)
    for number, (title, change) in enumerate(list(coming.items())[:2]):
        by = ", ".join(change.get("by") or ())
        words = say("ahead-same", lang, str(change["on"]), title + (f" ({by})" if by else ""))
        _row(grid, "" if number else "ahead", words, lang)


def _turns(lane: Json) -> list[Json]:
    """The coming days on which the outcome is another one; where there is none, the first that touches
    the duties.
    """
    touching = [change for change in lane.get("changes_ahead") or [] if change.get("changes", True)]
    turns, held = [], (lane["at_least"], lane["at_most"])
    for change in touching:
        now = (change.get("at_least"), change.get("at_most"))
        if now != held:
            turns.append(change)
        held = now
    return turns or touching[:1]


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:5])) + (" …" if len(numbers) > 5 else "")
