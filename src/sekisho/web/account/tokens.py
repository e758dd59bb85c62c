"""API tokens: made, shown once, revoked."""

from __future__ import annotations

from sekisho.service.access import SCOPES, Permission
from sekisho.service.accounts import BadRequest, tokens
from sekisho.store import NotThere
from sekisho.web.asking import Ask, Refused
from sekisho.web.pages import Goto, Page, Pages

pages = Pages()


@pages.get("/account/tokens", template="account/tokens.html", may=Permission.TOKENS_OWN)
def list_tokens(ask: Ask) -> Page:
    """One's API tokens in this workspace: what each covers, until when, when it was last used."""
    return _tokens(ask)


@pages.post("/account/tokens", template="account/tokens.html", may=Permission.TOKENS_OWN)
def make_token(ask: Ask) -> Page:
    """Make a token; this answer is the only place where it ever stands."""
    try:
        made = tokens.make_token(
            ask.office, ask.actor, ask.field("name"), ask.fields("scopes"), ask.field("days")
        )
    except BadRequest as bad:
        return _tokens(ask, wrong={bad.field: ask.say(bad.key, *bad.parts)})
    return _tokens(ask, made=made)


@pages.post("/account/tokens/{id}/revoke", may=Permission.TOKENS_OWN)
def revoke_token(ask: Ask, id: str) -> Goto:
    """Make a token worthless at once."""
    try:
        tokens.revoke(ask.office, ask.actor, id)
    except NotThere:
        raise Refused(404, "account.no-token") from None
    return Goto("/account/tokens", ask.say("account.token-revoked"))


def _tokens(ask: Ask, made: str = "", wrong: dict[str, str] | None = None) -> Page:
    data = {
        "tokens": tokens.my_tokens(ask.office, ask.actor),
        "scopes": [
            {"id": scope.value, "name": ask.say(f"may-{scope}")}
            for scope in SCOPES
            if scope in ask.actor.permissions
        ],
        "days": list(tokens.DAYS),
        "made": made,
        "wrong": {"name": "", "scopes": "", "days": "", **(wrong or {})},
        "typed": {
            "name": "" if made else ask.field("name"),
            "scopes": [] if made else ask.fields("scopes"),
            "days": ask.field("days") or "90",
        },
    }
    return Page(data, ask.say("account.tokens"), 422 if wrong else 200, headers={"Cache-Control": "no-store"})
