"""Why somebody may or may not do something: the steps in words, for oneself or for somebody imagined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from starlette.routing import BaseRoute, Mount, compile_path

from sekisho.service.access import KEPT_FROM_TOKENS, SCOPES, Actor, Permission, Role, may, roles_with
from sekisho.service.accounts.people import people_of
from sekisho.web.asking import Ask, Refused
from sekisho.web.pages import Page, Pages

pages = Pages()
WHO = ("me", "nobody", "role", "person", "token", "other")


@pages.get("/account/why", template="account/why.html", may=Permission.ACCOUNT_OWN)
def why(ask: Ask) -> Page:
    """The verdict with every step that led to it, for a permission or for the address of a page."""
    others = ask.may(Permission.ACCESS_TRY)
    who = ask.get("who", "me")
    if who not in WHO or (who != "me" and not others):
        raise Refused(
            403 if who in WHO else 400,
            "account.why-others" if who in WHO else "account.why-unclear",
            field="who",
        )
    address, method = ask.get("address"), ask.get("method", "GET").upper()
    permission = _permission(ask, address, method)
    roles = frozenset(role for role in Role if role in ask.all("roles"))
    scopes = frozenset(scope for scope in SCOPES if scope in ask.all("scopes"))
    persons = people_of(ask.office, ask.actor) if others and ask.may(Permission.PEOPLE_READ) else []
    data: dict[str, Any] = {
        "who": who,
        "others": others,
        "address": address,
        "method": method,
        "permission": permission.value if permission else "",
        "permissions": [{"id": one.value, "name": ask.say(f"may-{one}")} for one in Permission],
        "roles": [
            {"id": role.value, "name": ask.say(f"role-{role}"), "chosen": role in roles} for role in Role
        ],
        "scopes": [
            {"id": one.value, "name": ask.say(f"may-{one}"), "chosen": one in scopes} for one in SCOPES
        ],
        "people": persons,
        "person": ask.get("person"),
        "not_found": bool(address) and permission is None,
        "allowed": None,
        "steps": [],
        "roles_with": [],
        "by_token": True,
    }
    if permission is not None:
        actor = _actor(ask, who, roles, scopes, persons)
        verdict = may(actor, permission, "-" if who == "other" else None)
        data |= {
            "allowed": verdict.allowed,
            "steps": verdict.explain(ask.lang),
            "roles_with": [ask.say(f"role-{role}") for role in roles_with(permission)],
            "by_token": permission not in KEPT_FROM_TOKENS,
        }
    return Page(data, ask.say("account.why"))


def _permission(ask: Ask, address: str, method: str) -> Permission | None:
    """The permission that was asked for, or that the page at an address needs."""
    named = ask.get("permission")
    if named:
        if named not in set(Permission):
            raise Refused(400, "account.why-permission", field="permission")
        return Permission(named)
    path = address.partition("?")[0]
    if not path.startswith("/"):
        return None
    return permission_of(ask.request.app.routes, path, "POST" if method == "POST" else "GET")


def permission_of(routes: Iterable[BaseRoute], path: str, method: str) -> Permission | None:
    """What the route at an address needs; None where there is no such route."""
    for pattern, methods, permission in _flat(routes, ""):
        if method in methods and compile_path(pattern)[0].match(path):
            return permission
    return None


def _flat(routes: Iterable[BaseRoute], before: str) -> Iterator[tuple[str, set[str], Permission]]:
    """Every address below some routes, with its methods and what it needs, in the order in which they are tried."""
    for route in routes:
        path = getattr(route, "path", "")
        methods, found = (
            getattr(route, "methods", None),
            getattr(getattr(route, "endpoint", None), "permission", None),
        )
        if methods and isinstance(found, Permission):
            yield before + path, methods, found
        else:
            yield from _flat(
                getattr(route, "routes", None) or (), before + (path if isinstance(route, Mount) else "")
            )


def _actor(
    ask: Ask, who: str, roles: frozenset[Role], scopes: frozenset[Permission], persons: list[dict[str, Any]]
) -> Actor | None:
    me = ask.actor
    if who in {"me", "other"}:
        return me
    if who == "nobody":
        return None
    if who == "person":
        found = next((one for one in persons if one["id"] == ask.get("person")), None)
        if found is None:
            raise Refused(404, "account.no-person", field="person")
        return Actor(
            found["id"], "", me.workspace, frozenset(Role(role) for role in found["roles"]), "session"
        )
    if who == "token":
        return Actor("-", "", me.workspace, roles, "token", scopes)
    return Actor("-", "", me.workspace, roles, "session")
