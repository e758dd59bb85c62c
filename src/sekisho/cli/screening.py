"""`sekisho screen`: one name or a table of parties against every list at hand."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from sekisho.words.screening_words import say

from .screen import Pairs, console, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from sekisho.screening.found import ListState
    from sekisho.screening.party_files import PartyLine
    from sekisho.screening.reasons import Query
    from sekisho.screening.screener import Screener

    from .options import LawFolder

MOST_WORDS = 8
LISTING = (
    "category",
    "footnote",
    "licence-requirement",
    "licence-policy",
    "concern",
    "standard-order",
    "action",
    "notice",
    "note",
)
T = TypeVar("T")


def screen_names(
    names: Sequence[str], folder: LawFolder, query: Query, *, limit: int, lang: str, as_json: bool
) -> None:
    """Ask the lists for each name, with what else is known of it, and print who was met and why."""
    from attrs import evolve

    from sekisho.screening.answer import answer

    screener = opened(folder)
    results = [screener.screen(evolve(query, name=name)) for name in names]
    answers = [answer(one, screener.lists, screener.law, screener.today) for one in results]
    for one in answers:
        del one["matches"][limit:]
    if as_json:
        print_json(answers[0] if len(answers) == 1 else answers)
        return
    out = console()
    for number, one in enumerate(answers):
        if number:
            out.print()
        out.print(one["asked"]["name"], style="bold", soft_wrap=True)
        print_matches(out, one, lang)
    print_lists(out, screener.lists, answers[0]["unsearched"], lang)


def guarded(path: Path, lang: str) -> Path:
    """The table, if it is no workbook that would fill the machine: a thousand bytes can ask for gigabytes.

    Raises BadParameter with the reason, OSError where it cannot be read.
    """
    from sekisho.service.upload_workbooks import check_workbook
    from sekisho.service.uploads import BadUpload

    if path.suffix.lower() == ".xlsx":
        try:
            check_workbook(path.read_bytes())
        except BadUpload as error:
            raise typer.BadParameter(f"{path}: {error.words(lang)}", param_hint="--file") from None
    return path


def screen_file(path: Path, folder: LawFolder, *, out_file: Path | None, lang: str, as_json: bool) -> None:
    """Screen every party of a table; only the doubtful ones come back, each with its reason."""
    from sekisho.screening.answer import answer, list_of
    from sekisho.screening.party_files import read_parties

    lines = read_parties(guarded(path, lang))
    screener = opened(folder)
    doubtful: list[tuple[PartyLine, str, dict[str, Any]]] = []
    missing: dict[str, str] = {}
    for line in progress(lines):
        for what, query in line.queries():
            result = screener.screen(query)
            missing.update({one.list: one.why for one in result.unsearched})
            if result.open or any(m.degree == "confirmed" for m in result.matches) or result.addresses:
                doubtful.append((line, what, answer(result, (), screener.law, screener.today)))
    if out_file is not None:
        write_table(out_file, doubtful, lang)
    if as_json:
        rows = [{"line": line.line, "id": line.id, "what": what, **found} for line, what, found in doubtful]
        print_json(
            {"parties": len(lines), "doubtful": rows, "lists": [list_of(state) for state in screener.lists],
             "unsearched": [{"list": name, "why": why} for name, why in missing.items()]}
        )  # fmt: skip
        return
    out = console()
    for line, what, found in doubtful:
        beside = "" if what == "name" else f" ({say('affiliation', lang)}: {found['asked']['name']})"
        out.print(f"{say('line', lang)} {line.line}  {line.names[0]}{beside}", style="bold", soft_wrap=True)
        print_matches(out, found, lang)
        out.print()
    persons = len({line.line for line, _, _ in doubtful})
    out.print(say("screened", lang).format(len(lines), persons), soft_wrap=True)
    print_lists(out, screener.lists, [{"list": n, "why": w} for n, w in missing.items()], lang)


def screen_again(path: Path, folder: LawFolder, day: date, *, lang: str, as_json: bool) -> None:
    """Name the parties of a table that a change of the lists after a day can touch, each with the change."""
    from sekisho.screening.answer import match_of
    from sekisho.screening.party_files import read_parties
    from sekisho.screening.rescreening import changes_since, touched
    from sekisho.sources.archive import Archive
    from sekisho.sources.settings import load_settings

    lines = read_parties(guarded(path, lang))
    screener = opened(folder)
    changes = changes_since(screener.law, Archive(load_settings().lists), day)
    asked = [((line, what), query) for line in lines for what, query in line.queries()]
    rows: list[dict[str, Any]] = []
    for (line, what), touch in touched(screener, changes, progress(asked)):
        rows.append(
            {"line": line.line, "id": line.id, "name": line.names[0], "what": what, "change": touch.change.what,
             "fields": list(touch.change.fields), "entry": "/".join(touch.change.party.key), "listed": touch.hit.name.text,
             "score": round(touch.hit.score, 4), "lists": list(touch.change.party.lists),
             "match": match_of(touch.match, screener.law, screener.today) if touch.match is not None else None}
        )  # fmt: skip
    if as_json:
        print_json(
            {"since": day.isoformat(), "parties": len(lines), "changes": len(changes), "touched": rows}
        )
        return
    out = console()
    for row in rows:
        out.print(f"{say('line', lang)} {row['line']}  {row['name']}", style="bold", soft_wrap=True)
        fields = f" ({', '.join(row['fields'])})" if row["fields"] else ""
        out.print(f"  {say(row['change'], lang)}{fields}: {row['listed']}  {row['entry']}", soft_wrap=True)
        if row["match"] is not None:
            _print_match(out, row["match"], lang)
    out.print(
        say("touched", lang).format(len(changes), day, len({row["line"] for row in rows}), len(lines)),
        soft_wrap=True,
    )


def opened(folder: LawFolder) -> Screener:
    """The screener over the law and all synced lists, as of today."""
    from sekisho.screening.opening import open_screener

    return open_screener(folder.load(), date.today(), progress=_told_progress())


def _told_progress() -> Any:
    """A line on a terminal while an index is made; silence elsewhere."""
    if not sys.stderr.isatty():
        return None

    def told(done: int, whole: int) -> None:
        end = "\n" if done >= whole else ""
        sys.stderr.write(f"\rindexing the lists: {done:,} of {whole:,} names{end}")
        sys.stderr.flush()

    return told


def progress(lines: Sequence[T]) -> Iterable[T]:
    """The lines, with a bar on a terminal."""
    if not sys.stderr.isatty() or len(lines) < 200:
        return lines
    from rich.progress import track

    return track(lines, console=console(error=True))


def print_matches(out: Console, found: dict[str, Any], lang: str) -> None:
    """Print the matches of one party with their reasons."""
    if not found["matches"] and not found["addresses"]:
        out.print("  " + say("nobody", lang), soft_wrap=True)
    for match in found["matches"]:
        _print_match(out, match, lang)
    for address in found["addresses"]:
        kind = say("bare" if address["bare"] else "shared", lang)
        out.print(f"  {address['verdict']}  {address['listed']}", soft_wrap=True)
        pairs = Pairs(indent=4)
        pairs.add(say("lists", lang), _lists(address["lists"], lang))
        pairs.add(say("address", lang), f"{kind}: " + "; ".join(map(str, address["reasons"])))
        pairs.print(out)


def _print_match(out: Console, match: dict[str, Any], lang: str) -> None:
    places = ", ".join(match["countries"])
    head = f"  {match['score']:.3f}  {say(match['degree'], lang)}  {match['name']}"
    out.print(head + (f"  [{places}]" if places else ""), soft_wrap=True)
    pairs = Pairs(indent=4)
    rows = ", ".join(dict.fromkeys(e["row"] for e in match["entries"] if e["row"]))
    pairs.add(say("lists", lang), _lists(match["lists"], lang))
    pairs.add(
        say("entry", lang),
        f"{match['entry']}" + (f" = {rows}" if rows and rows not in match["entry"] else ""),
    )
    told = _listing(match["listing"])
    if told:
        pairs.add(say("listing", lang), told)
    pairs.add(say("words", lang), "; ".join(_word(w, lang) for w in match["words"][:MOST_WORDS]))
    spoke = [f for f in match["facts"] if f["verdict"] != "silent"]
    if spoke:
        pairs.add(say("facts", lang), "; ".join(_fact(f, lang) for f in spoke))
    if match["listing"]["until"]:
        pairs.add(say("gone", lang), match["listing"]["until"])
    if "decision" in match:
        decision = match["decision"]
        words = f"{decision['verdict']}, {decision['by']}, {decision['on']}: {decision['why']}"
        if decision["changed_since"]:
            words += f" ({say('reopened', lang)}: {', '.join(decision['changed_since'])})"
        pairs.add(say("decided", lang), words)
    elif match["settles"]:
        pairs.add(say("settles", lang), ", ".join(say(fact, lang) for fact in match["settles"]))
    for one in [c for c in match["consequences"] if c["of"] == "party"][:4]:
        title = one["title"].get(lang) or one["title"]["en"]
        kind = one["severity"] or say("shuts", lang)
        pairs.add(say("means", lang), f"{kind}: {title} ({one['cite']})")
    pairs.print(out)


def _listing(listing: dict[str, Any]) -> str:
    """What the listing itself says: footnote, policy, class of concern, programmes, the day of listing."""
    parts = [listing["facts"][key] for key in LISTING if listing["facts"].get(key)]
    parts += listing["programmes"][:6]
    if listing["listed_on"]:
        parts.append(listing["listed_on"])
    return "; ".join(parts)


def _lists(lists: Iterable[dict[str, Any]], lang: str) -> str:
    return "; ".join(one["title"].get(lang) or one["title"]["en"] for one in lists)


def _word(word: dict[str, Any], lang: str) -> str:
    sign = f"{word['worth']:+.1f}"
    if not word["listed"]:
        return f"{word['asked']} ({say('missing', lang)} {sign})"
    if not word["asked"]:
        return f"{word['listed']} ({say('extra', lang)} {sign})"
    return f"{word['asked']} → {word['listed']} ({say(word['relation'], lang)} {sign})"


def _fact(fact: dict[str, Any], lang: str) -> str:
    values = f"{fact['asked']} / {fact['listed']}"
    return f"{say(fact['fact'], lang)} {values}: {say(fact['verdict'], lang)} ({fact['worth']:+.1f})"


def print_lists(
    out: Console, lists: Sequence[ListState], unsearched: Sequence[dict[str, str]], lang: str
) -> None:
    """Say which lists were searched, by their days, and which were not: a list that is absent is said aloud."""
    why = {one["list"]: one["why"] for one in unsearched}
    out.print()
    pairs = Pairs()
    for state in lists:
        title = state.title.get(lang) or state.title.get("en") or state.id
        if state.id in why:
            pairs.add(state.id, f"{title}: {say(why[state.id], lang)}")
        else:
            old = f" ({say('stale', lang)})" if state.age == "stale" else ""
            pairs.add(state.id, f"{title}: {say('as-of', lang)} {state.day}, {state.parties:,}{old}")
    pairs.print(out)
    if any(state.age != "current" for state in lists):
        out.print(say("sync", lang), soft_wrap=True)


def write_table(path: Path, doubtful: Sequence[tuple[PartyLine, str, dict[str, Any]]], lang: str) -> None:
    """Write the doubtful parties with their reasons as CSV, whole or not at all."""
    heads = (
        "line",
        "id",
        "name",
        "what",
        "asked",
        "degree",
        "score",
        "listed",
        "countries",
        "lists",
        "entry",
        "words",
        "settles",
    )
    partial = path.with_name(path.name + ".part")
    with open(partial, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        for line, what, found in doubtful:
            for match in found["matches"]:
                cells = [line.line, line.id, line.names[0], what, found["asked"]["name"], match["degree"]]
                cells += [f"{match['score']:.3f}", match["name"], " ".join(match["countries"])]
                cells += [_lists(match["lists"], lang), match["entry"]]
                cells += ["; ".join(_word(w, lang) for w in match["words"]), ", ".join(match["settles"])]
                writer.writerow([_safe(str(cell)) for cell in cells])
            for hit in found["addresses"]:
                cells = [line.line, line.id, line.names[0], "address", hit["asked"], hit["verdict"], ""]
                cells += [hit["listed"], "", _lists(hit["lists"], lang), hit["entry"]]
                writer.writerow(
                    [_safe(str(cell)) for cell in (*cells, "; ".join(map(str, hit["reasons"])), "")]
                )
    partial.replace(path)


def _safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t") else text
