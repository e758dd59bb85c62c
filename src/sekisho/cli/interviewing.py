"""`sekisho interview`: asks the best question, one at a time, and keeps each answer with who gave it and
when.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from attrs import define, field

from sekisho.words import headline, say, strip, text
from sekisho.words.lanes import consequence, full_citation

from .answer import say_value
from .options import LawFolder, authorities_of
from .recording import NotUnderstood, Stopped, record, without
from .screen import Pairs, console

if TYPE_CHECKING:
    from rich.console import Console

    from sekisho.determine import Engine
    from sekisho.facts.write import Document
    from sekisho.law.compiled import Law

Json = dict[str, Any]


def run_interview(
    file: Path, folder: LawFolder, *, by: str | None, save: Path | None, authorities: str | None, lang: str
) -> None:
    """Ask until nothing more is asked or the person stops.

    Raises BadInput where the file is no transaction.
    """
    from sekisho.determine import Engine
    from sekisho.facts.write import open_document

    law = folder.load()
    named = authorities_of(authorities, law)
    talk = Interview(law, Engine(law), open_document(file), file, save or file, named, lang, console())
    talk.answer()  # refuses a file with faults before anything is asked
    talk.by = (by or talk.read(say("by-needed", lang)) or "").strip()
    if not talk.by:
        raise typer.BadParameter("name the person who answers", param_hint="--by")
    talk.run()


@define
class Interview:
    """A conversation about one file.

    `asked`: questions that were answered or passed; `past`: the file before each answer.
    """

    law: Law
    engine: Engine
    document: Document
    file: Path
    target: Path
    authorities: tuple[str, ...] | None
    lang: str
    out: Console
    by: str = ""
    asked: list[tuple[str, str]] = field(factory=list)
    past: list[str] = field(factory=list)

    def run(self) -> None:
        """Ask question after question."""
        answer = self.answer()
        self.headlines(answer)
        self.line(say("interview-help", self.lang), "dim")
        while True:
            # What is asked of a member that nobody named waits until the file names it.
            questions = [
                question
                for question in answer["questions"]
                if _key(question) not in self.asked and "[?]" not in question["fact"]
            ]
            if not questions:
                self.end(answer)
                return
            self.show(questions[0], len(questions))
            after = self.reply(questions[0], answer)
            if after is None:
                self.line(say("stopped", self.lang))
                return
            answer = after

    def answer(self) -> Json:
        """What the law says of the file as it stands. Raises BadInput."""
        from sekisho.facts import read_case
        from sekisho.facts.load import load_text

        name = str(self.file)
        tree = load_text(self.document.text(), name, self.document.is_json)
        case = read_case(tree, self.law, name=name)
        found: Json = self.engine.determine(case, authorities=self.authorities).to_dict(traces=False)
        return found

    def reply(self, question: Json, before: Json) -> Json | None:
        """Take one reply; None to stop, else the answer of the law after it."""
        while True:
            line = self.read("> ")
            if line is None or line == "q":
                return None
            if line == "":
                continue
            if line == "?":
                self.line(text(question.get("hint"), self.lang) or say("no-hint", self.lang))
                continue
            if line == "b":
                if not self.past:
                    self.line(say("at-first", self.lang))
                    continue
                return self.back()
            try:
                return self.take(question, line, before)
            except Stopped:
                return None
            except NotUnderstood as error:
                self.line(say("not-understood", self.lang, error))

    def take(self, question: Json, line: str, before: Json) -> Json:
        """Put an answer into the file, keep it, and say what changed.

        Raises NotUnderstood and leaves the file as it was.
        """
        from sekisho.facts import BadInput
        from sekisho.facts.write import NoSuchPlace, read_document, save

        kept = self.document.text()
        try:
            changed = record(self.document, question, line, self)
            after = self.answer()
        except (BadInput, NoSuchPlace, NotUnderstood) as error:
            self.document = read_document(kept, str(self.file), self.document.is_json)
            problems = getattr(error, "problems", ())
            words = "; ".join(dict.fromkeys(without(str(p), str(self.file)) for p in problems)) or str(error)
            raise (Stopped if isinstance(error, Stopped) else NotUnderstood)(words) from None
        self.past.append(kept)
        self.asked.append(_key(question))
        if changed:
            save(self.document, self.target)
            self.line(say("saved", self.lang, self.target), "dim")
        self.changes(before, after)
        return after

    def back(self) -> Json:
        """Take the last answer out of the file again."""
        from sekisho.facts.write import read_document, save

        self.document = read_document(self.past.pop(), str(self.file), self.document.is_json)
        save(self.document, self.target)
        self.line(say("taken-back", self.lang, self.asked.pop()[0]))
        return self.answer()

    # --- what is said

    def show(self, question: Json, count: int) -> None:
        """Print a question with why it is asked and, where that is right, what follows from each answer."""
        lang = self.lang
        self.out.print()
        self.line(say("interview-open", lang, count), "dim")
        self.line(text(question.get("ask"), lang), "bold")
        grid = Pairs(indent=2)
        about = [self.called(question["fact"]), question["fact"], say(f"who.{question.get('who')}", lang)]
        grid.add(say("about", lang), " · ".join(part for part in about if part))
        for number, provision in enumerate(question.get("provisions", ())[:3]):
            grid.add("" if number else say("asked-because", lang), self.provision(provision))
        more = len(question.get("provisions", ())) - 3
        if more > 0:
            grid.add("", say("and-more", lang, more))
        if question.get("unit"):
            grid.add(say("unit", lang), question["unit"])
        for number, words in enumerate(self.choices(question), 1):
            grid.add(say("choices", lang) if number == 1 else "", f"{number}  {words}")
        if question.get("show_consequences"):
            rows = [(value, outcome) for value, outcome in (question.get("if") or {}).items() if outcome]
            for number, (value, outcome) in enumerate(rows[:6]):
                shown = say_value(value, question.get("unit", ""), lang)
                grid.add(
                    "" if number else say("follows", lang), say("if", lang, shown, consequence(outcome, lang))
                )
        else:
            grid.add(say("follows", lang), say("paper-first", lang))
        grid.print(self.out)

    def choices(self, question: Json) -> list[str]:
        """The values of a choice with their words."""
        known = self.law.vocabulary.get(str(question.get("attribute", "")))
        labels = (
            {choice.id: text(choice.label, self.lang) for choice in known.values} if known is not None else {}
        )
        return [f"{value}  {labels.get(value, '')}".rstrip() for value in question.get("values") or ()]

    def called(self, path: str) -> str:
        """The name of the party, or what the item is, of which a fact is asked; "" for none of them."""
        from sekisho.facts.write import get_fact

        match = re.match(r'(parties|items)\["[^"]+"\]', path)
        if match is None:
            return ""
        return str(
            get_fact(self.document, f"{match[0]}.{'name' if match[1] == 'parties' else 'description'}") or ""
        )

    def provision(self, id: str) -> str:
        """A provision as a reason for asking: its title, its citation, its id."""
        found = self.law.provision(id)
        if found is None:
            return id
        instrument = self.law.instruments.get(found.instrument)
        cite = full_citation(found.cite, instrument.citation if instrument else "")
        return " · ".join(part for part in (text(found.title, self.lang), cite, id) if part)

    def headlines(self, answer: Json) -> None:
        """Print each authority's outcome on a line."""
        for name, lane in answer["authorities"].items():
            low, high = lane["at_least"], lane["at_most"]
            self.line(f"{name} {strip(low, high)} {headline(low, high, self.lang)}")

    def changes(self, before: Json, after: Json) -> None:
        """Say which authority's outcome an answer changed."""
        told = False
        for name, lane in after["authorities"].items():
            was = before["authorities"].get(name, lane)
            if (was["at_least"], was["at_most"]) != (lane["at_least"], lane["at_most"]):
                told = True
                old = headline(was["at_least"], was["at_most"], self.lang)
                new = headline(lane["at_least"], lane["at_most"], self.lang)
                self.line(say("changed", self.lang, name, old, new))
        if not told:
            self.line(say("unchanged", self.lang))

    def end(self, answer: Json) -> None:
        """Say that nothing more is asked, and how it stands."""
        self.out.print()
        self.line(say("done", self.lang), "bold")
        self.headlines(answer)
        if answer["questions"]:
            self.line(say("left-open", self.lang, len(answer["questions"])))

    def line(self, words: str, style: str = "") -> None:
        """Print a line."""
        from rich.text import Text

        from .wrapping import wrapped

        for line in wrapped(words, self.out.width):
            self.out.print(Text(line, style=style), soft_wrap=True)

    def read(self, prompt: str) -> str | None:
        """Read a line from standard input; None at its end."""
        sys.stdout.write(prompt)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            sys.stdout.write("\n")
        return line.strip() if line else None


def _key(question: Json) -> tuple[str, str]:
    return str(question["fact"]), str(question.get("for", "")) + str(question.get("provision", ""))
