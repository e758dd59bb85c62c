"""Logging in at an identity provider by OpenID Connect: code flow with state, nonce and PKCE.

What ties the provider's answer to the browser follows from one random secret in a cookie of that browser: nothing has to be
kept on the server, and another browser cannot use the answer.
"""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Mapping
from typing import Any, Final

import httpx
from attrs import frozen

from sekisho.service.access import Role
from sekisho.service.office import Office
from sekisho.service.team_settings import IdentityProvider
from sekisho.store import Taken, Transaction, accounts, events

from .keys import derived, same
from .signing_in import LoggedIn, begin_session

SCOPE: Final = "openid email profile"
_SIGNED_BY: Final = (
    "RS256",
    "PS256",
    "ES256",
    "RS384",
    "PS384",
    "ES384",
    "RS512",
    "PS512",
    "ES512",
    "EdDSA",
    "Ed25519",
)
"""Algorithms with a public key; one with a shared key, or none at all, is refused."""
_KEPT: Final = 3600.0
_SECONDS: Final = 10.0


class ProviderFailed(Exception):
    """The identity provider did not say who it is, or what it said cannot be believed. `key`: words of the catalogue."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


@frozen
class Person:
    """Who somebody is, as the provider says."""

    subject: str
    email: str
    verified: bool
    name: str


def begin(office: Office, before: str, back: str, to: str) -> str:
    """The address at the provider to which the browser goes. `back`: ours, to which it returns; `to`: where it goes then."""
    provider = _provider(office)
    found = _discovered(provider)
    with _client(provider, back) as client:
        address, _ = client.create_authorization_url(
            found["authorization_endpoint"],
            state=_state(before, to),
            nonce=derived(before, "nonce"),
            code_verifier=derived(before, "verifier"),
        )
    return str(address)


def come_back(
    office: Office, before: str, back: str, said: Mapping[str, str], old: str = "", agent: str = ""
) -> tuple[LoggedIn, str]:
    """The session that begins, and where to go, from what the provider sent back with the browser. Raises ProviderFailed."""
    provider = _provider(office)
    to = _to(said.get("state", ""))
    if not before or not same(_state(before, to), said.get("state", "")):
        raise ProviderFailed("account.provider-state")
    if said.get("iss", provider.issuer).rstrip("/") != provider.issuer:
        raise ProviderFailed("account.provider-state")
    if "error" in said or not said.get("code"):
        raise ProviderFailed("account.provider-refused")
    person = _person(provider, before, back, said["code"])
    with office.database.begin() as tx:
        user = _account(tx, provider, person)
        return begin_session(tx, user, "provider", old, agent), to


def _person(provider: IdentityProvider, before: str, back: str, code: str) -> Person:
    found = _discovered(provider)
    try:
        with _client(provider, back) as client:
            token = client.fetch_token(
                found["token_endpoint"], code=code, code_verifier=derived(before, "verifier")
            )
        claims = _claims(provider, found, str(token["id_token"]), derived(before, "nonce"))
    except ProviderFailed:
        raise
    except Exception as error:
        # Whatever a provider answers that is not what was agreed: nobody is logged in.
        raise ProviderFailed("account.provider-broken") from error
    email = str(claims.get("email") or "").strip().lower()
    name = str(claims.get("name") or claims.get("preferred_username") or email)[:200]
    return Person(str(claims["sub"]), email, claims.get("email_verified") is True, name)


def _claims(
    provider: IdentityProvider, found: Mapping[str, Any], id_token: str, nonce: str
) -> dict[str, Any]:
    """What the provider signed, after its signature, sender, receiver, time and nonce were checked."""
    from joserfc import jwt
    from joserfc.jwk import KeySet

    published: Any = _read(str(found["jwks_uri"]))
    keys = KeySet.import_key_set(published)
    wanted = found.get("id_token_signing_alg_values_supported") or ["RS256"]
    token = jwt.decode(id_token, keys, algorithms=[name for name in _SIGNED_BY if name in wanted])
    # fmt: off
    jwt.JWTClaimsRegistry(
        leeway=60,
        iss={"essential": True, "value": found["issuer"]}, aud={"essential": True, "value": provider.client},
        sub={"essential": True}, exp={"essential": True}, iat={"essential": True},
    ).validate(token.claims)
    # fmt: on
    claims = dict(token.claims)
    many = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (many or "azp" in claims) and claims.get("azp") != provider.client:
        raise ProviderFailed("account.provider-broken")
    if not same(str(claims.get("nonce", "")), nonce):
        raise ProviderFailed("account.provider-state")
    return claims


def _account(tx: Transaction, provider: IdentityProvider, person: Person) -> str:
    """The account of a person: the one tied to the subject, the one of a verified address, or a new one where that is set."""
    user = accounts.user_by_subject(tx, provider.issuer, person.subject)
    if user is None and person.verified and person.email:
        user = accounts.user_by_email(tx, person.email)
        if user is not None:
            if user.subject is not None:
                raise ProviderFailed("account.provider-unknown")
            # A password, a code or a session from before may be somebody else's, who had only claimed this address.
            accounts.change_user(
                tx,
                user.id,
                issuer=provider.issuer,
                subject=person.subject,
                password=None,
                failures=0,
                locked=None,
            )
            accounts.forget_invitations(tx, user.id)
            accounts.end_sessions(tx, user.id)
            events.log(tx, None, user.id, "account.tied")
        elif provider.role:
            try:
                user = accounts.add_user(
                    tx, person.name, person.email, issuer=provider.issuer, subject=person.subject
                )
            except Taken:
                raise ProviderFailed("account.provider-unknown") from None
            first = next((one for one in accounts.workspaces(tx) if one.closed is None), None)
            if first is not None:
                accounts.set_roles(tx, first.id, user.id, [Role(provider.role)])
            events.log(tx, first.id if first else None, user.id, "person.came", role=provider.role)
    if user is None or user.disabled is not None:
        raise ProviderFailed("account.provider-unknown")
    return user.id


def _provider(office: Office) -> IdentityProvider:
    if office.settings.team.provider is None:
        raise ProviderFailed("account.provider-none")
    return office.settings.team.provider


_found: Final[dict[str, tuple[float, dict[str, Any]]]] = {}
_finding: Final = threading.Lock()


def _discovered(provider: IdentityProvider) -> dict[str, Any]:
    """Where the provider is asked, as it says itself; kept for an hour."""
    with _finding:
        when, found = _found.get(provider.issuer, (0.0, {}))
        if not found or time.monotonic() - when > _KEPT:
            found = _read(provider.issuer + "/.well-known/openid-configuration")
            if str(found.get("issuer", "")).rstrip("/") != provider.issuer:
                raise ProviderFailed("account.provider-broken")
            _found[provider.issuer] = time.monotonic(), found
        return found


def _read(address: str) -> dict[str, Any]:
    try:
        answer = httpx.get(address, timeout=_SECONDS, follow_redirects=False)
        answer.raise_for_status()
        found = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise ProviderFailed("account.provider-away") from error
    if not isinstance(found, dict):
        raise ProviderFailed("account.provider-broken")
    return found


def _client(provider: IdentityProvider, back: str) -> Any:
    from authlib.integrations.httpx_client import OAuth2Client  # type: ignore[import-untyped]

    return OAuth2Client(
        client_id=provider.client,
        client_secret=provider.secret or None,
        token_endpoint_auth_method=None if provider.secret else "none",
        scope=SCOPE,
        redirect_uri=back,
        code_challenge_method="S256",
        timeout=_SECONDS,
    )


def _state(before: str, to: str) -> str:
    packed = base64.urlsafe_b64encode(to.encode()).decode().rstrip("=")
    return f"{derived(before, f'state {to}')}.{packed}"


def _to(state: str) -> str:
    packed = state.partition(".")[2]
    try:
        return base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)).decode()
    except ValueError:
        return "/"
