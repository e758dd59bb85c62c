"""The parts of the documentation that are made at build time: vocabulary, comparison, answers of the examples.

conf.py writes them to docs/_generated/ before Sphinx reads the pages that include them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from sekisho.determine import Engine
from sekisho.facts import read_case
from sekisho.law import Law, load_law
from sekisho.law.compare import Cell, Row, compare
from sekisho.law.model import MEASURE
from sekisho.law.timeline import timeline
from sekisho.words import headline, say, text

EXAMPLES = Path(__file__).parent.parent / "examples"
OWNERS = {
    "transaction": "Of the transaction",
    "item": "Of an item",
    "party": "Of a party or owner",
    "notice": "Of a notice",
    "red_flag": "Of a red flag",
    "contract_item": "Of another item of the contract",
    "licence": "Of a licence put forward",
}


def cell(words: str) -> str:
    """Words as they may stand in a cell of a Markdown table."""
    return words.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;").replace("*", "\\*").strip()


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A Markdown table."""
    heads = tuple(heads)
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def vocabulary(law: Law) -> str:
    """Attributes by the object they belong to, kinds, declarations and person tests."""
    lines = []
    for of, title in OWNERS.items():
        attributes = law.vocabulary.attributes_of(of)
        if attributes:
            lines += [f"## {title}", ""]
            rows = (
                (
                    f"`{one.id}`",
                    _type(one.type, one.unit, one.scheme),
                    ", ".join(f"`{choice.id}`" for choice in one.values),
                    cell(one.question.get("en", "")),
                    one.who,
                )
                for one in attributes
            )
            lines += table(("attribute", "type", "values", "question", "who"), rows)
    lines += ["## Kinds of item", ""]
    kinds = (
        (f"`{kind.id}`", cell(kind.name.get("en", "")), ", ".join(f"`{also}`" for also in kind.also))
        for kind in sorted(law.vocabulary.kinds.values(), key=lambda kind: kind.id)
    )
    lines += table(("kind", "name", "is also"), kinds)
    lines += ["## Declarations", ""]
    declarations = (
        (
            f"`{one.id}`",
            ", ".join(f"`{answer}`" for answer in one.answers),
            ", ".join(f"`{name}`" for name in one.closes),
            "" if one.days is None else str(one.days),
            cell(one.question.get("en", "")),
        )
        for one in law.vocabulary.declarations.values()
    )
    lines += table(("declaration", "answers", "closes", "days", "question"), declarations)
    lines += ["## Tests that a person answers", ""]
    tests = (
        (f"`{test.id}`", test.of, cell(test.question.get("en", "")), test.who)
        for test in law.person_tests.values()
    )
    lines += table(("test", "of", "question", "who"), tests)
    return "\n".join(lines)


def _type(kind: str, unit: str, scheme: str) -> str:
    return f"{kind}, {unit}" if unit else f"{kind} ({scheme})" if scheme else kind


def comparison(law: Law, lang: str = "en") -> str:
    """Japan and China side by side, each cell with its citation; then the questions that companies asked."""
    names = [law.authorities[authority].name[lang] for authority in ("JP", "CN")]
    found = compare(law, ("JP", "CN"))
    points = [_points(row, lang) for row in found if row.asked is None]
    questions = [_points(row, lang) for row in found if row.asked is not None]
    lines = [*table((say("point", lang), *names), points)]
    if questions:
        lines += ["", *table((say("question-of-companies", lang), *names), questions)]
    return "\n".join(lines)


def _points(row: Row, lang: str) -> tuple[str, ...]:
    title = f"**{cell(row.title.get(lang, row.id))}**"
    if row.asked is not None:
        title = f"{title} ({_linked(row.asked, cell(row.asked.text.get(lang, '')))})"
    return title, *(_cited(row.cells.get(authority), lang) for authority in ("JP", "CN"))


def _cited(found: Cell | None, lang: str) -> str:
    if found is None:
        return say("not-recorded", lang)
    return f"{cell(found.text.get(lang, ''))} ({_linked(found, cell(found.cite)) or 'no citation'})"


def _linked(found: Cell, words: str) -> str:
    return f"[{words or 'source'}]({found.source})" if found.source else words


def countermeasures(law: Law, lang: str = "en") -> str:
    """The measures since 2018 that answer or suspend another, or that another answers or suspends, by day, with who says so."""
    told = [r for r in law.relations if r.type in {"responds_to", "suspends"}]
    ends = {id for relation in told for id in (relation.source_id, relation.target_id)}
    rows = []
    for event in timeline(law, since=date(2018, 1, 1)):
        one = event.instrument
        if event.what != "published" or not (one.id in ends or one.kind == MEASURE):
            continue
        answers = [
            f"{say('suspends-relation' if r.type == 'suspends' else r.type, lang)}: {_title(law, r.target_id, lang)} "
            f"([{cell(text(r.claims, lang)) if r.claims else 'source'}]({r.source}))"
            for r in event.relations
            if r.type in {"responds_to", "suspends"} and r.source
        ]
        url = next((source["url"] for source in one.sources if source.get("url")), "")
        name = cell(one.title.get(lang, one.id))
        rows.append((str(event.on), one.authority, f"[{name}]({url})<br>`{one.id}`", "<br>".join(answers)))
    return "\n".join(table((say("date", lang), "", say("title", lang), ""), rows))


def _title(law: Law, id: str, lang: str) -> str:
    return cell(law.instruments[id].title.get(lang, id)) if id in law.instruments else f"`{id}`"


def examples(law: Law) -> str:
    """Each example with its context and the headline of each authority."""
    engine = Engine(law)
    rows = []
    for path in sorted(EXAMPLES.glob("*.yaml")):
        spans = engine.determine(read_case(path, law)).authorities
        heads = (
            headline(spans[code].span.low.word, spans[code].span.high.word, "en") for code in ("CN", "JP")
        )
        rows.append((f"`{path.name}`", cell(context(path)), *map(cell, heads)))
    return "\n".join(table(("file", "context", "China", "Japan"), rows))


def context(path: Path) -> str:
    """The comment with which an example begins."""
    lines = []
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").strip())
    return " ".join(lines)


def write(folder: Path) -> None:
    """Write the parts; a part that did not change keeps its file, so that Sphinx need not read it again."""
    law = load_law()
    folder.mkdir(exist_ok=True)
    parts = {
        "vocabulary.md": vocabulary(law),
        "comparison.md": comparison(law),
        "comparison-ja.md": comparison(law, "ja"),
        "comparison-zh.md": comparison(law, "zh"),
        "countermeasures.md": countermeasures(law),
        "countermeasures-ja.md": countermeasures(law, "ja"),
        "countermeasures-zh.md": countermeasures(law, "zh"),
        "examples.md": examples(law),
    }
    for name, page in parts.items():
        target = folder / name
        if not target.is_file() or target.read_text("utf-8") != page:
            target.write_text(page, "utf-8")
