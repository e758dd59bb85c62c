"""The settings of a service for a team, from the environment (docs/reference/settings.md)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from attrs import frozen

from sekisho.service.access import Role
from sekisho.sources.settings import SettingsError


@frozen
class IdentityProvider:
    """Where people show who they are, by OpenID Connect. `role`: what a newcomer gets ("": only people who were added)."""

    issuer: str
    client: str
    secret: str
    name: str = ""
    role: str = ""


@frozen
class TeamSettings:
    """`address`: how people reach the service ("" on a laptop); `proxies`: whose word on the sender counts (addresses or
    networks); `metrics`: the token by which measurements are read from elsewhere ("": only from this machine).
    """

    address: str = ""
    proxies: tuple[str, ...] = ()
    provider: IdentityProvider | None = None
    metrics: str = ""

    @property
    def host(self) -> str:
        """The host of the address, as browsers send it."""
        return urlsplit(self.address).netloc

    @property
    def https(self) -> bool:
        """Whether people reach the service by https."""
        return self.address.startswith("https://")


@frozen
class _Environ:
    """The environment, where a variable may also be given by a file: secrets need not stand in it."""

    held: Mapping[str, str]

    def get(self, name: str) -> str:
        """A variable, or the content of the file that `…_FILE` names. Raises SettingsError."""
        file = self.held.get(f"{name}_FILE")
        if not file:
            return self.held.get(name, "").strip()
        try:
            return Path(file).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise SettingsError([f"{name}_FILE names a file that cannot be read: {file}"]) from None


def team_settings(held: Mapping[str, str] | None = None) -> TeamSettings:
    """The settings as the environment gives them. Raises SettingsError with the name of what cannot be used."""
    environ = _Environ(os.environ if held is None else held)
    address = environ.get("SEKISHO_URL").rstrip("/")
    try:
        parts = urlsplit(address)
    except ValueError:
        raise SettingsError([f"SEKISHO_URL is {address!r}, which is no address"]) from None
    if address and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query):
        raise SettingsError(
            [f"SEKISHO_URL is {address!r}; write the address without a path: https://sekisho.example.com"]
        )
    proxies = tuple(filter(None, (part.strip() for part in environ.get("SEKISHO_PROXIES").split(","))))
    for proxy in proxies:
        try:
            ip_network(proxy, strict=False)
        except ValueError:
            raise SettingsError(
                [f"SEKISHO_PROXIES names {proxy!r}; write addresses such as 10.0.0.2 or 10.0.0.0/24"]
            ) from None
    return TeamSettings(address, proxies, _provider(environ), environ.get("SEKISHO_METRICS_TOKEN"))


def _provider(environ: _Environ) -> IdentityProvider | None:
    issuer, client = environ.get("SEKISHO_OIDC_ISSUER"), environ.get("SEKISHO_OIDC_CLIENT")
    secret = environ.get("SEKISHO_OIDC_SECRET")
    if not issuer and not client:
        return None
    if not (issuer and client):
        raise SettingsError(["an identity provider needs SEKISHO_OIDC_ISSUER and SEKISHO_OIDC_CLIENT, both"])
    local = urlsplit(issuer).hostname in {"127.0.0.1", "localhost", "::1"}
    if not issuer.startswith("https://") and not local:
        raise SettingsError(["SEKISHO_OIDC_ISSUER has to begin with https://"])
    role = environ.get("SEKISHO_OIDC_ROLE")
    if role and role not in set(Role) - {Role.ADMIN}:
        raise SettingsError(
            [f"SEKISHO_OIDC_ROLE is {role!r}; write one of viewer, engineer, officer, approver, auditor"]
        )
    return IdentityProvider(issuer.rstrip("/"), client, secret, environ.get("SEKISHO_OIDC_NAME"), role)
