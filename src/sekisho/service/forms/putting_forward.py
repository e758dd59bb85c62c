"""What the exporter puts forward: licences that were granted, and exceptions that are chosen. Nothing is taken for granted of them.

A licence of which something is not stated serves nobody: whether it covers the goods stays open until all of it is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sekisho.facts.write import Document, NoSuchPlace, get_fact, remove_fact, set_fact
from sekisho.words import say, text

from ..answering import Recorder, assert_fact
from ..board import authority_name
from ..lanes import lane_order, way_rows
from ..summary import rows_of
from .applying import plain
from .fields import Field
from .members import member_paths

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

Json = Mapping[str, Any]
LICENCES: Final = "licences"
NEW: Final = 'licences["new"]'


def licence_fields(document: Document, law: Law, lang: str, path: str) -> list[Field]:
    """The fields of one licence: which kind, its number, its days, whether it was revoked, what it covers."""
    root = document.root if isinstance(document.root, dict) else {}
    items = tuple(
        (id, id if not words else f"{id} {words}") for id, words in _members(root, "items", "description")
    )
    parties = tuple((id, words or id) for id, words in _members(root, "parties", "name"))

    def own(name: str, key: str, form: Any, *, hint: bool = False, **more: Any) -> Field:
        return Field(name=name, path=f"{path}.{key}", form=form, label=say(f"check.lic-{name}", lang),
                     hint=say(f"check.lic-{name}-hint", lang) if hint else "", **more)  # fmt: skip

    known = (("", say("check.not-known", lang)), ("false", say("no", lang)), ("true", say("yes", lang)))
    return [
        own("kind", "kind", "choice", needed=True, options=(("", "–"), *licence_kinds(law, lang))),
        own("number", "number", "text"),
        own("from", "valid.from", "date"),
        own("until", "valid.until", "date"),
        own("revoked", "revoked", "choice", options=known),
        own("items", "covers.items", "choices", options=items),
        own("parties", "covers.parties", "choices", options=parties, hint=True),
        own("quantity", "covers.quantity", "text", hint=True),
    ]


def licence_kinds(law: Law, lang: str) -> tuple[tuple[str, str], ...]:
    """Every kind of licence that the law knows, with its authority before it."""
    kinds = sorted(law.licences.values(), key=lambda kind: (kind.authority, kind.id))
    return tuple((kind.id, f"{kind.authority} {text(kind.title, lang) or kind.id}") for kind in kinds)


def licence_rows(document: Document, law: Law, lang: str) -> list[dict[str, Any]]:
    """The licences of a transaction: kind, number, days, and what of each is not stated yet."""
    found = []
    for path in member_paths(document, LICENCES):
        held = plain(get_fact(document, path))
        kind = law.licences.get(str(held.get("kind") or ""))
        found.append(
            {
                "id": path[path.rindex('["') + 2 : -2],
                "path": path,
                "kind": (
                    f"{kind.authority} {text(kind.title, lang)}"
                    if kind is not None
                    else str(held.get("kind") or "–")
                ),
                "number": str(held.get("number") or ""),
                "valid": " – ".join(_said(held, f"valid.{end}") or "?" for end in ("from", "until")),
                "missing": [
                    say(f"check.lic-{name}", lang) for name, key in _WANTED if _said(held, key) == ""
                ],
            }
        )
    return found


_WANTED: Final = (
    ("from", "valid.from"),
    ("until", "valid.until"),
    ("revoked", "revoked"),
    ("items", "covers.items"),
    ("parties", "covers.parties"),
    ("quantity", "covers.quantity"),
)
"""What has to be stated before a licence can serve: the name of its field, and where it stands."""


def _said(held: Json, key: str) -> str:
    """What a licence states at a key; "" for nothing."""
    node: Any = held
    for part in key.split("."):
        node = node.get(part) if isinstance(node, Mapping) else None
    return "" if node in (None, "", []) else str(node)


def claim_rows(document: Document, answer: Json | None, law: Law, lang: str) -> list[dict[str, Any]]:
    """The exceptions that may be chosen, by authority: those that the answer shows as ways, and those that are claimed already.

    `held`: it is claimed now. An exception that is claimed and no way stands here too, so that it can be taken back.
    """
    claimed = claims_of(document)
    found: list[dict[str, Any]] = []
    told: set[str] = set()
    for name in lane_order(answer) if answer is not None else ():
        ways = way_rows(answer["authorities"][name], lang) if answer is not None else []
        rows = [{**way, "held": way["relief"] in claimed} for way in ways if way["relief"] in law.reliefs]
        told.update(way["relief"] for way in rows)
        if rows:
            found.append({"authority": name, "name": authority_name(name, law, lang), "ways": rows})
    rest = [id for id in claimed if id not in told]
    if rest:
        rows = [_unmet(id, law, lang) for id in rest]
        found.append({"authority": "", "name": say("check.claims-no-way", lang), "ways": rows})
    return found


def claims_of(document: Document) -> list[str]:
    """The exceptions that the transaction claims."""
    root = document.root if isinstance(document.root, dict) else {}
    held = root.get("claims")
    return [str(one) for one in held] if isinstance(held, list) else []


def relief_name(id: str, law: Law, lang: str) -> str:
    """What an exception is called; its id where the law does not have it."""
    relief = law.reliefs.get(id)
    return (text(dict(relief.title), lang) if relief is not None else "") or id


def put_claims(
    document: Document, shown: Sequence[str], chosen: Sequence[str], recorder: Recorder, evidence: str = ""
) -> tuple[list[str], list[str]]:
    """Claim what was chosen of what was shown; a claim that was not shown stays. Gives the claims before and after.

    Raises NoSuchPlace where one is no exception of the law.
    """
    law = recorder.law
    for id in chosen:
        if id not in law.reliefs or id not in shown:
            raise NoSuchPlace(say("check.claims-unknown", recorder.lang, id[:80]))
    before = claims_of(document)
    after = [id for id in before if id not in shown or id in chosen]
    after += [id for id in dict.fromkeys(chosen) if id not in after]
    if after == before:
        return before, after
    if after:
        set_fact(document, "claims", after)
        assert_fact(document, "claims", recorder, evidence)
    else:
        remove_fact(document, "claims")
    return before, after


def _unmet(id: str, law: Law, lang: str) -> dict[str, Any]:
    relief, title = law.reliefs.get(id), relief_name(id, law, lang)
    return {"relief": id, "title": title, "truth": "", "claimed": True, "held": True, "barred_by": None, "steps": [],
            "state": say("check.claims-not-now", lang), "becomes": "", "cite": relief.cite if relief is not None else "",
            "words": title}  # fmt: skip


def _members(root: Mapping[str, Any], key: str, words: str) -> list[tuple[str, str]]:
    return [
        (str(row.get("id") or number), str(row.get(words) or ""))
        for number, row in enumerate(rows_of(root, key), 1)
    ]
