"""What a lane is made of: duties put together over the items, the names of provisions, consequences in
words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import define, field

from .catalogue import SEVERITIES, headline, say, severity, text
from .chinese_citations import place_in
from .japanese_citations import japanese_citation

Json = Mapping[str, Any]


@define
class Duty:
    """One duty of an authority, with all the items and parties that it is for."""

    body: Json
    items: list[str] = field(factory=list)

    @property
    def id(self) -> str:
        """The provision's id."""
        return str(self.body.get("provision", ""))

    @property
    def severity(self) -> int:
        """The severity of the duty if it stands; -1 for conduct and findings."""
        word = str(self.body.get("severity") or "")
        return severity(word) if word in SEVERITIES else -1

    @property
    def stands(self) -> bool:
        """True when the duty is not in doubt."""
        return bool(self.body.get("truth") == "true")

    @property
    def pointer(self) -> bool:
        """True for law that is known and not read; it stands among the gaps."""
        return bool(self.body.get("pointer"))


def duties_of(lane: Json) -> list[Duty]:
    """The duties of an authority: those that stand first, the gravest first; the same provision for
    several items is one.
    """
    found: dict[tuple[str, str, str], Duty] = {}
    for item, duty in all_duties(lane):
        if duty.get("truth") == "false" or duty.get("yields_to"):
            continue
        key = (str(duty.get("provision")), str(duty.get("truth")), str(duty.get("severity")))
        kept = found.setdefault(key, Duty(duty))
        if item and item not in kept.items:
            kept.items.append(item)
    return sorted(found.values(), key=lambda duty: (not duty.stands, -duty.severity))


def all_duties(lane: Json) -> Iterator[tuple[str, Json]]:
    """Every duty of a lane with the id of its item ("" for the whole transaction)."""
    for duty in lane.get("duties") or ():
        yield "", duty
    for item in lane.get("items") or ():
        for duty in item.get("duties") or ():
            yield str(item.get("id") or ""), duty


def ways_of(lane: Json) -> list[Json]:
    """The reliefs by choice of an authority, each once, those that hold first."""
    found: dict[str, Json] = {}
    order = {"true": 0, "unknown": 1, "false": 2}
    holders = [lane, *(lane.get("items") or ())]
    for way in sorted(
        (way for holder in holders for way in holder.get("ways") or ()),
        key=lambda way: order.get(str(way.get("truth")), 3),
    ):
        found.setdefault(str(way.get("relief") or way.get("id")), way)
    return list(found.values())


def plain_branches(branches: list[Json]) -> list[Json]:
    """The branches without the readings on which the outcome does not turn."""
    found = branches
    for id in [id for branch in branches[:1] for id in branch.get("assume", {})]:
        groups: dict[tuple[Any, ...], list[Json]] = {}
        for branch in found:
            rest = tuple(pair for pair in branch["assume"].items() if pair[0] != id)
            groups.setdefault(rest, []).append(branch)
        readings = {branch["assume"].get(id) for branch in found}
        idle = len(readings) > 1 and all(
            len(those) == len(readings) and len({(b["at_least"], b["at_most"]) for b in those}) == 1
            for those in groups.values()
        )
        if idle and all(groups):
            found = [{**those[0], "assume": dict(rest)} for rest, those in groups.items()]
    return found


def authority_of_provision(provision: str) -> str:
    """The authority of a provision, by the first part of its id: "cn-2023-…", "jp.list.licence",
    "cn.dual-use:3C001".
    """
    head = re.split(r"[-.:]", provision, maxsplit=1)[0]
    return head.upper()


def consequence(outcome: Any, lang: str) -> str:
    """What follows from an answer: an outcome, an interval "a..b", several by authority, or words of
    their own.
    """
    if isinstance(outcome, Mapping):
        if outcome.keys() <= {"en", "ja", "zh"}:
            return text(outcome, lang)
        if "at_least" in outcome:
            return interval_words(str(outcome["at_least"]), str(outcome["at_most"]), lang)
        return "; ".join(f"{name} {consequence(inner, lang)}" for name, inner in outcome.items())
    if isinstance(outcome, list | tuple):
        return "; ".join(consequence(inner, lang) for inner in outcome)
    words = str(outcome)
    return re.sub(
        r"\b(" + "|".join(SEVERITIES) + r")(?:\s*\.\.\s*(" + "|".join(SEVERITIES) + r"))?",
        lambda match: interval_words(match[1], match[2] or match[1], lang),
        words,
    )


def interval_words(at_least: str, at_most: str, lang: str) -> str:
    """An interval within a sentence, named by its worst end: a range that begins with its mild end is read as that end."""
    if at_least == at_most:
        return say(f"short-{at_most}", lang)
    words = headline(at_least, at_most, lang)
    return words[:1].lower() + words[1:] if lang == "en" else words


def reason(duty: Json, lang: str) -> str:
    """The reason of a duty in one sentence."""
    for key in ("message", "title", "text"):
        if duty.get(key):
            return text(duty[key], lang)
    return str(duty.get("provision", ""))


def full_citation(cite: str, instrument: str) -> str:
    """A citation that names its instrument: "Article 20" alone does not say of which law."""
    if not cite or not instrument:
        return cite or instrument
    shared = _words_of(cite) & _words_of(instrument)
    return cite if len(shared) >= min(2, len(_words_of(instrument))) else f"{instrument}, {cite}"


def cited_in(lang: str, place: str, cite: str, instrument: str, native: str = "") -> str:
    """A citation for a reader of a language: Chinese law in Chinese, Japanese law in Japanese where its words are known, else
    as the law files have it.

    `place`: the authority; `instrument`: the instrument's citation; `native`: its name in its own language.
    """
    if lang == "zh" and place == "CN" and native:
        own = place_in(cite, native)
        if own or not cite or place_in(cite, ""):
            return f"{native}，{own}" if own else native
    if lang == "ja" and place == "JP" and (own := japanese_citation(cite)):
        return own
    return full_citation(cite, instrument)


def _beside_its_name(lang: str, place: str, cite: str, instrument: str, native: str) -> str:
    """What stands beside the name of an instrument in its own language: for a reader of that language only the place in it."""
    if lang == "zh" and place == "CN" and native:
        return place_in(cite, native) or ("" if place_in(cite, "") else cite)
    if lang == "ja" and place == "JP" and japanese_citation(cite):
        return ""  # it stands in the name: see native_of
    return full_citation(cite, instrument)


def native_of(duty: Json) -> str:
    """What stands first in a citation: the name of the instrument in its own language, of Japanese law the whole citation."""
    instrument = duty.get("instrument") or {}
    japanese = authority_of_provision(str(duty.get("provision") or "")) == "JP"
    own = japanese_citation(text(duty.get("cite"), "en")) if japanese else ""
    return own or str(instrument.get("native") or "")


def _words_of(citation: str) -> set[str]:
    plain = {"article", "articles", "item", "items", "paragraph", "of", "and", "the", "to", "no"}
    return {word.casefold() for word in re.findall(r"[^\W_]+", citation)} - plain


def gloss_of(duty: Json, lang: str) -> str:
    """The citation of a duty as it stands beside the name that the instrument has in its own language."""
    instrument = duty.get("instrument") or {}
    place = authority_of_provision(str(duty.get("provision") or ""))
    native = str(instrument.get("native") or "")
    return _beside_its_name(
        lang, place, text(duty.get("cite"), lang), str(instrument.get("citation") or ""), native
    )


def citation(duty: Json, lang: str, short: bool = False) -> str:
    """Where a duty stands: its citation with the rank of the source and (unless `short`) its id."""
    rank = str(duty.get("rank") or "")
    cite, native = gloss_of(duty, lang), native_of(duty)
    if lang != "en" and native:
        cite = f"{native}（{cite}）" if cite else native
    if short and cite:
        return cite
    words = f"{cite} [{say(f'rank.{rank}', lang)}]" if cite and rank else cite
    provision = str(duty.get("provision", ""))
    return f"{words} · {provision}" if words else provision


def has_door(bans: Iterable[tuple[bool, bool]]) -> bool:
    """Whether a ban leaves a special application open, from each prohibition: does it stand, has it a door?

    Every one that stands must, for one that does not shuts the way; where none stands yet, every one that is possible.
    """
    every = list(bans)
    counted = [door for stands, door in every if stands] or [door for _, door in every]
    return bool(counted) and all(counted)
