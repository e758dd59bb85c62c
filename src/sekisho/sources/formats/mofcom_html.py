"""Announcements of the Ministry of Commerce of China: the control list, the watch list, the unreliable entity list.

China publishes no list, only announcements as web pages, each in its own words: enumerations in a sentence, numbered
annexes, tables. `parse` takes one or many such pages by their addresses. What cannot be read as meant is a `Flaw`, above all a
count that differs from the names. docs/how-to/read-a-mofcom-announcement.md says what a person has to look at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from attrs import evolve

from sekisho.sources.formats.countries import country_code
from sekisho.sources.formats.mofcom_annex import Section, sections
from sekisho.sources.formats.mofcom_names import Named, folded, item, name, together
from sekisho.sources.formats.mofcom_page import Page, read
from sekisho.sources.formats.mofcom_steps import Step, count_of, effective_day, list_of, steps
from sekisho.sources.records import (
    Flaw,
    ListedAddress,
    ListedName,
    ListedParty,
    ParsedList,
    PartyRelation,
    SourceError,
)

SOURCE = "cn.mofcom"
PAGES = 5_000
_OF_OTHERS = {"suspended", "suspension-continued", "resumed", "stopped"}


def parse(files: Mapping[str, bytes]) -> ParsedList:
    """The parties of announcements, keyed by the addresses of their pages.

    Each record stands for one party in one announcement. Its fact "action" says what was done: "added", "removed", "suspended",
    "suspension-continued", "resumed", "stopped", "measures" (decided against a party that stands on the list already),
    "investigated", "named" (the page names the party and puts it on no list). Only "added" records are listings. Other facts:
    "instrument" (the law's id), "effective", "lasts", "scope" ("及其分支机构"). A page that names no party is a `Flaw`; a page
    that is no announcement at all is a `SourceError`, because a page that vanished takes nobody off a list.
    """
    if not files:
        raise SourceError("no page was handed in. Give the addresses of announcements.")
    if len(files) > PAGES:
        raise SourceError(f"{len(files):,} pages are more than there are announcements. Hand in fewer.")
    flaws: list[Flaw] = []
    by_page: list[tuple[Page, list[Step], list[ListedParty]]] = []
    for where in sorted(files):
        page = read(where, files[where])
        found = steps(page)
        if not found and not _is_announcement(page):
            raise SourceError(
                f"{where}: neither the number of an announcement nor one of the lists is named on this page; it may be a page of "
                "errors or of links. Open the address and give that of the announcement."
            )
        by_page.append((page, found, _named_here(page, found, flaws)))
    parties = [party for _, _, here in by_page for party in here]
    parties += _of_other_announcements(by_page, parties, flaws)
    if not parties:
        raise SourceError(
            "no party could be read from "
            + ("this page" if len(files) == 1 else f"these {len(files)} pages")
            + (f" ({flaws[0].what})" if flaws else "")
            + ". Give the page that holds the names."
        )
    issued = [page.published for page, _, _ in by_page if page.published]
    return ParsedList(tuple(_once(parties)), None, max(issued, default=None), tuple(flaws))


def _is_announcement(page: Page) -> bool:
    return bool(page.number) or bool(list_of(page.title))


def _named_here(page: Page, found: list[Step], flaws: list[Flaw]) -> list[ListedParty]:
    """The parties that the page itself names, by its sentences and its annexes."""
    doing = [step for step in found if not step.past and step.action not in _OF_OTHERS]
    told = [step for step in found if step.past]
    annexes = sections(page)
    parties: list[ListedParty] = []
    for index, step in enumerate(doing):
        mine = [annex for annex in annexes if _belongs(annex, step, doing, index)]
        parties += _of_step(page, step, mine, flaws)
    if not doing and annexes and not page.press and (list_id := list_of(page.title) or list_of(page.text)):
        flaws.append(
            Flaw(
                page.where,
                "names stand in a list, and no sentence says what is done to them; they are read as put on the list",
            )
        )
        parties += _of_step(page, Step("added", list_id), annexes, flaws)
    if not page.press:
        parties += _told(page, told, parties, doing)
    if not parties and not any(step.action in _OF_OTHERS for step in found):
        flaws.append(
            Flaw(page.where, "this announcement names no party of the three lists" + _attached(page))
        )
    _compare_with_title(page, parties, flaws)
    return parties


def _belongs(annex: Section, step: Step, doing: list[Step], index: int) -> bool:
    """Whether a section of names is that of a step: by the list or the action that its heading names, else of the only one."""
    if len(doing) == 1:
        return True
    fitting = [
        number
        for number, other in enumerate(doing)
        if (not annex.list_id or annex.list_id == other.list_id)
        and (not annex.action or annex.action == other.action)
    ]
    if len(fitting) > 1 and annex.count is not None:
        fitting = [number for number in fitting if doing[number].count == annex.count] or fitting
    return bool(fitting) and fitting[0] == index


def _of_step(page: Page, step: Step, annexes: list[Section], flaws: list[Flaw]) -> list[ListedParty]:
    listed = [named for annex in annexes for named in annex.names]
    known = {folded(written.text) for named in listed for written in named.names}
    extra = [named for named in step.names if not any(_same(written.text, known) for written in named.names)]
    if listed and extra:
        flaws.extend(
            Flaw(
                page.where,
                f"{named.first} stands in the sentence and not in the list that follows; it is kept",
            )
            for named in extra
        )
    everybody = [*listed, *extra]
    country = step.country or next((annex.country for annex in annexes if annex.country), "")
    parties: list[ListedParty] = []
    for named in everybody:
        party = _party(page, step, named, country)
        parties.append(party)
        parties += [_party(page, step, Named((name(branch),)), "", of=party) for branch in _branches(named)]
    stated = (
        step.count
        if step.count is not None
        else next((annex.count for annex in annexes if annex.count is not None), None)
    )
    if stated is not None and stated != len(everybody):
        flaws.append(
            Flaw(
                page.where,
                f"{stated} parties are stated and {len(everybody)} names were read{_attached(page)}; look at the page",
            )
        )
    return parties


def _same(written: str, known: set[str]) -> bool:
    text = folded(written)
    return (
        text in known
        or folded(_without_country(written)) in known
        or any(other.endswith(text) for other in known if len(text) > 3)
    )


def _told(page: Page, told: list[Step], parties: list[ListedParty], doing: list[Step]) -> list[ListedParty]:
    """The listed parties against whom measures are decided, where only the sentence on their listing names them."""
    if parties or not any(step.action == "measures" for step in doing):
        return []
    return [
        _party(page, evolve(step, action="measures"), named, step.country)
        for step in told
        for named in step.names
    ]


def _of_other_announcements(
    pages: Iterable[tuple[Page, list[Step], list[ListedParty]]], parties: list[ListedParty], flaws: list[Flaw]
) -> list[ListedParty]:
    """What a page does to the parties of an earlier announcement, which it names only by number or day."""
    by_number: dict[str, list[ListedParty]] = defaultdict(list)
    by_day: dict[tuple[str, date], list[ListedParty]] = defaultdict(list)
    for party in parties:
        if party.fact("action") in {"added", "measures"}:
            by_number[party.fact("instrument")].append(party)
            if party.listed_on and not party.relations:
                by_day[party.lists[0], party.listed_on].append(party)
                if (issued := party.fact("issued")) != party.listed_on.isoformat():
                    by_day[party.lists[0], date.fromisoformat(issued)].append(party)
    found: list[ListedParty] = []
    for page, doing, _ in pages:
        for step in doing:
            if step.past or step.action not in _OF_OTHERS:
                continue
            meant = [(number, by_number.get(number, [])) for number in step.refers] or [
                (day.isoformat(), by_day.get((step.list_id, day), [])) for day in step.listed_on
            ]
            for which, theirs in meant:
                if not theirs:
                    flaws.append(
                        Flaw(
                            page.where,
                            f"{step.action}: the parties of {which}, which is not among the pages; they are not marked",
                        )
                    )
                found += [_again(page, step, party) for party in theirs]
            known = {
                folded(written.text) for _, theirs in meant for party in theirs for written in party.names
            }
            named_too = [
                named for named in step.names if not any(_same(name.text, known) for name in named.names)
            ]
            found += [_party(page, step, named, step.country) for named in named_too]
            read_here = sum(len(theirs) for _, theirs in meant) + len(named_too)
            if step.count is not None and read_here not in {0, step.count}:
                said = f"{step.action}: {step.count} parties are stated and {read_here} are known; look at the page"
                flaws.append(Flaw(page.where, said))
    return found


def _again(page: Page, step: Step, party: ListedParty) -> ListedParty:
    """The record of what a later page does to a party that an earlier one listed."""
    key = (
        page.number or f"cn-page-{page.published.isoformat() if page.published else folded(page.where)[-40:]}"
    )
    facts = [("action", step.action), ("instrument", key), ("of", party.fact("instrument"))]
    since = step.effective or (page.published.isoformat() if page.published else "")
    facts += [("effective", since)] if since else []
    facts += [("lasts", step.lasts)] if step.lasts else []
    return evolve(
        party,
        id=f"{key}:{step.action}:{party.id}",
        until=_day_before(since) if step.action == "stopped" else None,
        citation=page.title,
        url=page.where,
        facts=tuple(facts),
        relations=(),
    )


def _party(page: Page, step: Step, named: Named, country: str, of: ListedParty | None = None) -> ListedParty:
    instrument = (
        page.number or f"cn-page-{page.published.isoformat() if page.published else folded(page.where)[-40:]}"
    )
    issued = page.published.isoformat() if page.published else ""
    since = step.effective or effective_day(page.text, page.published) or issued
    start = date.fromisoformat(since[:10]) if since else None
    own = country_code(named.country) or country or _country_in(named.address) or _country_of(named)
    if not own and not of:
        own = count_of(page.title)[1]
    names = together(named.names, _elsewhere(page, named))
    if (shorter := _without_country(named.first)) != named.first:
        names = together(names, (name(shorter, "alias"),))
    facts = [("action", step.action), ("instrument", instrument)]
    facts += [("issued", issued)] if issued else []
    facts += [("effective", since)] if since else []
    facts += [("lasts", step.lasts)] if step.lasts else []
    facts += [("scope", named.scope)] if named.scope else []
    address = ListedAddress(named.address, postcode=named.postcode, country=own)
    return ListedParty(
        source=SOURCE,
        id=f"{instrument}:{'' if step.action == 'added' else step.action + ':'}{folded(named.first)}",
        lists=(step.list_id,),
        kind="person" if step.persons and of is None else "organisation",
        names=names,
        countries=(own,) if own else (),
        addresses=(address,) if named.address else (),
        listed_on=start if step.action == "added" else None,
        until=_day_before(since) if step.action in {"removed", "stopped"} else None,
        relations=(PartyRelation("subsidiary", of.names[0].text, of.id),) if of else (),
        citation=page.title,
        url=page.where if "://" in page.where else "",
        remarks="；".join(named.remarks),
        facts=tuple(facts),
    )


def _elsewhere(page: Page, named: Named) -> tuple[ListedName, ...]:
    """The other name of a party that stands without one here, from where the page gives both: "因美纳公司（Illumina, Inc.）"."""
    if len(named.names) != 1 or len(named.first) < 3:
        return ()
    text = page.text
    at = -1
    for _ in range(20):
        at = text.find(named.first, at + 1)
        if at < 0:
            return ()
        both = re.match(r"\s?[（(][^（）()\n]{2,200}[）)]", text[at + len(named.first) :][:220])
        if both and (read_there := item(named.first + both[0])).names[1:]:
            return read_there.names[1:]
    return ()


def _branches(named: Named) -> list[str]:
    """The branches that stand below a party, without itself."""
    own = {folded(written.text) for written in named.names}
    return [branch for branch in named.branches if folded(branch) not in own]


def _without_country(text: str) -> str:
    """A name without "美国" before it, which announcements put there and leave out."""
    return text[2:] if text.startswith("美国") and len(text) > 5 else text


def _country_of(named: Named) -> str:
    return "US" if named.first.startswith("美国") else ""


def _country_in(address: str) -> str:
    """The country that ends an address, in English, or begins it, in Chinese."""
    last = address.rstrip(" .。").rpartition(",")[2].rpartition("，")[2]
    return country_code(last) or next(
        (code for width in (2, 3, 4, 5) if (code := country_code(address[:width])) and len(address) > 4), ""
    )


def _day_before(since: str) -> date | None:
    return date.fromisoformat(since[:10]) - timedelta(days=1) if since else None


def _attached(page: Page) -> str:
    return f" (the page points to {', '.join(page.attachments[:3])})" if page.attachments else ""


def _compare_with_title(page: Page, parties: list[ListedParty], flaws: list[Flaw]) -> None:
    stated, _ = count_of(page.title)
    read_here = sum(1 for party in parties if not party.relations)
    if stated is not None and not page.press and parties and stated != read_here:
        if not any(flaw.where == page.where and flaw.what.startswith(str(stated)) for flaw in flaws):
            flaws.append(
                Flaw(
                    page.where,
                    f"{stated} parties are stated in the title and {read_here} names were read; look at the page",
                )
            )


def _once(parties: list[ListedParty]) -> list[ListedParty]:
    """Each id once: the record of the earlier day, with the names of all places."""
    found: dict[str, ListedParty] = {}
    for party in parties:
        there = found.get(party.id)
        if there is None:
            found[party.id] = party
            continue
        early, late = sorted((there, party), key=lambda one: one.fact("effective") or "9999")
        found[party.id] = evolve(early, names=together(early.names, late.names))
    return list(found.values())
