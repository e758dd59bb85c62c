"""Every fact that a check states, with who stated it, when and on what paper; and every change that was made to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sekisho.facts.schema import member_id
from sekisho.facts.write import Document, get_fact
from sekisho.store.checks import RevisionLine
from sekisho.words import say, text

from .cards import called
from .conflict_notes import note_line
from .forms.applying import plain
from .said import said_lines
from .summary import role_name, shown
from .typed_in import kind_name, place_name

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

    from .access import Actor
    from .office import Office

_LISTS: Final = frozenset({"parties", "items", "owners", "content", "made_with"})
_APART: Final = frozenset({"assertions", "id", "complete"})
_PLACES: Final = frozenset({"from", "to", "final", "via", "origin", "country", "residence", "nationality"})


def stated_rows(document: Document, law: Law, lang: str) -> list[dict[str, Any]]:
    """Every stated value by its path, with the assertion that belongs to it; judgements of persons after them."""
    root: Mapping[str, Any] = document.root if isinstance(document.root, dict) else {}
    given = root.get("assertions")
    assertions = [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []
    by_fact = {str(row.get("fact", "")).replace("'", '"'): row for row in assertions if "fact" in row}
    rows = []
    for path, value in _leaves(root, ""):
        said = by_fact.pop(path, {})
        rows.append(
            {
                "path": path,
                "label": label_of(path, law, lang),
                "about": called(path, document),
                "value": _value(path, value, law, lang),
                **_said(said),
            }
        )
    for path, said in by_fact.items():
        label = label_of(path, law, lang)
        rows.append(
            {"path": path, "label": label, "about": called(path, document), "value": "", **_said(said)}
        )
    for row in assertions:
        if "person" in row:
            test = law.person_tests.get(str(row["person"]))
            words = text(dict(test.question), lang) if test is not None else str(row["person"])
            rows.append(
                {
                    "path": str(row.get("for") or ""),
                    "label": words,
                    "about": "",
                    "value": shown(row.get("answer"), lang),
                    **_said(row),
                }
            )
    return rows


def _said(row: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(row.get(key) or "") for key in ("by", "on", "evidence")}


def _leaves(node: Mapping[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    for key, value in node.items():
        path = f"{above}.{key}" if above else str(key)
        if key == "complete":
            for name in value if isinstance(value, list) else ():
                yield f"{path}.{name}", "true"
        elif (key in _APART and not (key == "id" and above)) or key == "id" or value is None or value == "":
            continue
        elif key in _LISTS and isinstance(value, list):
            for number, member in enumerate(value):
                if isinstance(member, dict):
                    yield from _leaves(member, f'{path}["{member_id(member, number)}"]')
        elif (
            isinstance(value, Mapping) and not {"only", "some"} & set(value) and key not in {"hs", "screened"}
        ):
            yield from _leaves(value, path)
        elif value not in ([], {}):
            yield path, value


def value_at(document: Document, path: str, law: Law, lang: str) -> str:
    """What the transaction states at the path of a fact, in words; "" for nothing."""
    held = get_fact(document, path)
    nothing = held is None or held in ("", [], {}) or (held is False and ".complete." in f".{path}")
    return "" if nothing else _value(path, plain(held), law, lang)


def _value(path: str, value: Any, law: Law, lang: str) -> str:
    key = path.rpartition(".")[2]
    if ".complete." in f".{path}":
        return shown(value, lang)
    several = value if isinstance(value, list) else [value]
    if key == "kind":
        return ", ".join(kind_name(str(one), law, lang) for one in several)
    if key == "role":
        return ", ".join(role_name(str(one), lang) for one in several)
    if key in _PLACES:
        return ", ".join(place_name(str(one), law, lang) for one in several)
    if key == "screened" and isinstance(value, Mapping):
        lists, hits = value.get("lists") or [], value.get("hits") or []
        return say(
            "check.screened-on",
            lang,
            value.get("on", ""),
            len(lists) if isinstance(lists, list) else 1,
            len(hits),
        )
    if isinstance(value, Mapping) and not {"only", "some"} & set(value):
        return ", ".join(f"{one} {code}" for one, code in value.items())
    known = law.vocabulary.get(key)
    if known is not None and known.values:
        labels = {choice.id: text(choice.label, lang) for choice in known.values}
        return ", ".join(labels.get(str(one)) or shown(one, lang) for one in several)
    if isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        return "; ".join(
            ", ".join(str(v) for v in one.values()) if isinstance(one, Mapping) else str(one) for one in value
        )
    return shown(value, lang)


def label_of(path: str, law: Law, lang: str) -> str:
    """How a fact is called: the question of the vocabulary, the name of the form's field, else its path."""
    key = path.rpartition(".")[2]
    if ".complete." in f".{path}":
        words = say(f"check.whole-{key}", lang)
        return words if not words.startswith("check.") else path
    if ".facts." in f".{path}":
        known = law.vocabulary.get(key)
        if known is not None:
            return text(known.question, lang) or key
    own = {"text": "end-use", "act": "act"}.get(key, key.replace("_", "-"))
    for name in (f"check.f-{own}", f"check.clock-{own}"):
        if say(name, lang) != name:
            return say(name, lang)
    return path


def change_rows(
    lines: Sequence[RevisionLine], office: Office, actor: Actor, lang: str
) -> list[dict[str, Any]]:
    """Every change, the newest first: what was done, which values it changed, what it did to the outcome."""
    rows = []
    for line in reversed(lines):
        what = line.what if isinstance(line.what, dict) else {"did": str(line.what)}
        did = (
            say("check.did-undone", lang, what["undone-to"])
            if "undone-to" in what
            else say(f"check.did-{what.get('did')}", lang)
        )
        paths, note = what.get("paths"), what.get("note")
        rows.append(
            {
                "revision": line.revision,
                "made": line.made.isoformat(timespec="minutes"),
                "by": str(what.get("by") or (actor.name if line.by == actor.id else line.by) or ""),
                "did": did,
                "values": [
                    {
                        "path": path,
                        "label": label_of(path, office.law, lang),
                        "before": _shown(old, lang),
                        "after": _shown(new, lang),
                    }
                    for path, (old, new) in (paths.items() if isinstance(paths, dict) else ())
                ],
                "note": note_line(note, lang) if isinstance(note, dict) else "",
                "said": [one for one in said_lines({"changes": what.get("changes")}, office, lang)],
            }
        )
    return rows


def _shown(value: Any, lang: str) -> str:
    return (
        "–"
        if value in (None, "", [], {}, False)
        else say("yes", lang)
        if value is True
        else shown(value, lang)
    )
