"""What an answer changed, in words: "US: undetermined → licence required, because …". Told once, from the record of the change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sekisho.store import NotThere
from sekisho.store import checks as rows
from sekisho.words import headline, say, text

if TYPE_CHECKING:
    from .access import Actor
    from .office import Office


def said_of(
    office: Office, actor: Actor, check: rows.Check, revision: int, lang: str
) -> dict[str, Any] | None:
    """What a revision changed of the outcome; None for one that there is not."""
    try:
        with office.database.read() as tx:
            found = rows.revision(tx, actor.workspace, check.id, revision)
    except NotThere:
        return None
    what = found.what if isinstance(found.what, dict) else {}
    return {
        "revision": revision,
        "lines": said_lines(what, office, lang),
        "undo": revision == check.revision and revision > 1,
    }


def said_lines(what: dict[str, Any], office: Office, lang: str) -> list[str]:
    """The sentences about one change: the grave changes first."""
    lines = [said_line(row, office, lang) for row in what.get("changes") or ()]
    did = what.get("did")
    if did in {"answered", "cannot"}:
        lines.insert(0, say("check.said-cannot" if did == "cannot" else "check.said-recorded", lang))
    left = [
        f"{row['authority']} {headline(str(row['ends'][0]), str(row['ends'][1]), lang)}"
        for row in what.get("left") or ()
    ]
    if left:
        # Not to know is no answer: that nothing has changed must not be read as that nothing hangs on it.
        lines.insert(1, say("check.said-open", lang, ("; " if lang == "en" else "；").join(left)))
        return lines
    if "undone-to" in what:
        lines.insert(0, say("check.said-undone", lang))
    if (
        not what.get("changes")
        and "changes" in what
        and what.get("did")
        in {
            "answered",
            "cannot",
            "filled",
            "added",
            "removed",
            "screened",
            "licence",
            "claimed",
            "coded",
            "pasted",
            "pasted-items",
        }
    ):
        lines.append(say("check.said-same", lang))
    return lines


def said_line(row: dict[str, Any], office: Office, lang: str) -> str:
    """One authority's change in a sentence with its reason."""
    before, after = (headline(str(low), str(high), lang) for low, high in (row["before"], row["after"]))
    words = say("check.said-changed", lang, row["authority"], before, after)
    provision = office.law.provision(str(row.get("because") or ""))
    if provision is not None and provision.title:
        words += say("check.because", lang, text(dict(provision.title), lang))
    return words
