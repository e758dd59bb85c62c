"""Logging in at an identity provider: a real one on the loopback address, honest and lying."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import attrs
import httpx
import pytest

from sekisho.service.access import Role
from sekisho.service.accounts import NotLoggedIn, people, providers, recognise, signing_in
from sekisho.service.accounts.keys import new_secret
from sekisho.service.accounts.providers import ProviderFailed, begin, come_back
from sekisho.service.office import Office
from sekisho.service.settings import ServiceSettings
from sekisho.service.team_settings import IdentityProvider, TeamSettings
from sekisho.store import Database, accounts
from tests.service.identity import CLIENT, SECRET, Provider, provider
from tests.service.offices import the_law

BACK = "https://sekisho.example.com/login/back"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with provider() as found:
        yield found


@pytest.fixture
def idp(running: Provider) -> Iterator[Provider]:
    running.lies, running.codes, running.asked = {}, {}, []
    running.person = {"sub": "person-1", "email": "Anna@Example.org", "email_verified": True, "name": "Anna"}
    providers._found.clear()
    yield running
    providers._found.clear()


@pytest.fixture
def office(database: Database, tmp_path: Path, idp: Provider) -> Office:
    law, engine = the_law()
    team = TeamSettings("https://sekisho.example.com", provider=IdentityProvider(idp.address, CLIENT, SECRET))
    return Office(ServiceSettings(tmp_path, database.shown, mode="team", team=team), law, engine, database)


def with_role(office: Office, role: str) -> None:
    known = office.settings.team.provider
    assert known is not None
    team = attrs.evolve(office.settings.team, provider=attrs.evolve(known, role=role))
    office.settings = attrs.evolve(office.settings, team=team)


def invited(office: Office, email: str = "anna@example.org") -> str:
    with office.database.begin() as tx:
        room = accounts.add_workspace(tx, "First")
        user = accounts.add_user(tx, "Anna", email)
        accounts.set_roles(tx, room.id, user.id, ["officer"])
    return user.id


def go(office: Office, before: str, to: str = "/check") -> dict[str, str]:
    """The browser goes to the provider, where the person agrees; what it comes back with."""
    address = begin(office, before, BACK, to)
    answer = httpx.get(address, follow_redirects=False)
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    return {name: values[0] for name, values in query.items()}


def test_what_is_sent_to_the_provider(office: Office, idp: Provider) -> None:
    before = new_secret()
    query = {
        name: values[0]
        for name, values in parse_qs(urlsplit(begin(office, before, BACK, "/check")).query).items()
    }
    assert query["response_type"] == "code" and query["client_id"] == CLIENT and query["redirect_uri"] == BACK
    assert query["code_challenge_method"] == "S256" and len(query["code_challenge"]) == 43
    assert {"openid", "email"} <= set(query["scope"].split())
    assert before not in str(query)
    other = parse_qs(urlsplit(begin(office, new_secret(), BACK, "/check")).query)
    for name in ("state", "nonce", "code_challenge"):
        assert other[name][0] != query[name]


def test_a_person_who_was_added_logs_in_and_is_known_by_the_subject_then(
    office: Office, idp: Provider
) -> None:
    user = invited(office)
    before = new_secret()
    began, to = come_back(office, before, BACK, go(office, before))
    found = recognise(office, session=began.secret)
    assert (
        to == "/check"
        and found is not None
        and found.actor.id == user
        and found.actor.roles == {Role.OFFICER}
    )
    # The address may change at the provider: the subject counts.
    idp.person = {"sub": "person-1", "email": "married@example.org", "email_verified": True}
    again, _ = come_back(office, before, BACK, go(office, before))
    found = recognise(office, session=again.secret)
    assert found is not None and found.actor.id == user


def test_what_was_set_before_the_provider_said_who_it_is_is_worth_nothing(
    office: Office, idp: Provider
) -> None:
    """Somebody adds another one's address and takes the account into use; then its owner comes by the provider."""
    user = invited(office)
    with office.database.begin() as tx:
        code = people.invitation_for(tx, user, None)
    planted = people.accept(office, "anna@example.org", code, "a sentence of four words", "10.0.0.1", "", "")
    with office.database.begin() as tx:
        later = people.invitation_for(tx, user, None, "reset")
    before = new_secret()
    come_back(office, before, BACK, go(office, before))
    assert recognise(office, session=planted.secret) is None
    with pytest.raises(NotLoggedIn):
        signing_in.log_in(office, "anna@example.org", "a sentence of four words", "10.0.0.1")
    with pytest.raises(NotLoggedIn):
        people.accept(office, "anna@example.org", later, "a sentence of five good words", "10.0.0.1", "", "")


def test_who_was_not_added_does_not_come_in(office: Office, idp: Provider) -> None:
    before = new_secret()
    with pytest.raises(ProviderFailed, match="provider-unknown"):
        come_back(office, before, BACK, go(office, before))
    with office.database.read() as tx:
        assert accounts.count_users(tx) == 0


def test_newcomers_where_that_is_set(office: Office, idp: Provider) -> None:
    with office.database.begin() as tx:
        accounts.add_workspace(tx, "First")
    with_role(office, "viewer")
    before = new_secret()
    began, _ = come_back(office, before, BACK, go(office, before))
    found = recognise(office, session=began.secret)
    assert found is not None and found.actor.roles == {Role.VIEWER}


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_the_provider_did_not_verify_ties_to_no_account(
    office: Office, idp: Provider, verified: Any
) -> None:
    invited(office)
    with_role(office, "viewer")
    idp.person["email_verified"] = verified
    before = new_secret()
    with pytest.raises(ProviderFailed, match="provider-unknown"):
        come_back(office, before, BACK, go(office, before))


def test_another_person_of_the_same_address_does_not_come_in(office: Office, idp: Provider) -> None:
    invited(office)
    before = new_secret()
    come_back(office, before, BACK, go(office, before))
    idp.person["sub"] = "person-2"
    with pytest.raises(ProviderFailed, match="provider-unknown"):
        come_back(office, before, BACK, go(office, before))


def test_a_closed_account_does_not_come_in(office: Office, idp: Provider) -> None:
    user = invited(office)
    with office.database.begin() as tx:
        accounts.change_user(tx, user, disabled=tx.now)
    before = new_secret()
    with pytest.raises(ProviderFailed, match="provider-unknown"):
        come_back(office, before, BACK, go(office, before))


# --- what belongs to another browser


def test_an_answer_of_another_browser_is_refused(office: Office, idp: Provider) -> None:
    invited(office)
    said = go(office, new_secret())
    for other in (new_secret(), ""):
        with pytest.raises(ProviderFailed, match="provider-state"):
            come_back(office, other, BACK, said)
    assert "/token" not in idp.asked, "the code was not even used"


def test_a_code_of_another_browser_is_refused(office: Office, idp: Provider) -> None:
    """An attacker's code with one's own state: PKCE and nonce belong to the browser that began."""
    invited(office)
    mine = new_secret()
    state = go(office, mine)["state"]
    with pytest.raises(ProviderFailed):
        come_back(office, mine, BACK, {"state": state, "code": go(office, new_secret())["code"]})


def test_a_code_works_once(office: Office, idp: Provider) -> None:
    invited(office)
    before = new_secret()
    said = go(office, before)
    come_back(office, before, BACK, said)
    with pytest.raises(ProviderFailed):
        come_back(office, before, BACK, said)


@pytest.mark.parametrize(
    "change",
    [
        {"state": ""},
        {"state": "x"},
        {"state": "x.y"},
        {"state": "\u00e9."},
        {"iss": "https://evil.example"},
        {"code": ""},
        {"error": "access_denied"},
    ],
)
def test_broken_answers(office: Office, idp: Provider, change: dict[str, str]) -> None:
    invited(office)
    before = new_secret()
    with pytest.raises(ProviderFailed):
        come_back(office, before, BACK, {**go(office, before), **change})


def test_where_one_goes_then_cannot_be_changed_on_the_way(office: Office, idp: Provider) -> None:
    invited(office)
    before = new_secret()
    said = go(office, before, "/check")
    said["state"] = (
        said["state"].partition(".")[0]
        + "."
        + go(office, new_secret(), "//evil.example")["state"].partition(".")[2]
    )
    with pytest.raises(ProviderFailed, match="provider-state"):
        come_back(office, before, BACK, said)


# --- a provider, or somebody in its place, that lies


@pytest.mark.parametrize(
    "lies",
    [
        {"sign": "none"}, {"sign": "HS256"}, {"sign": "other"}, {"sign": "broken"},
        {"claims": {"iss": "https://evil.example"}}, {"claims": {"aud": "somebody-else"}}, {"claims": {"aud": ["sekisho", "other"]}},
        {"claims": {"azp": "other"}}, {"claims": {"exp": 1_000_000_000}}, {"claims": {"exp": None}}, {"claims": {"iat": None}},
        {"claims": {"iat": 9_999_999_999}}, {"claims": {"nonce": "replayed"}}, {"claims": {"nonce": None}}, {"claims": {"sub": None}},
        {"claims": {"sub": ""}},
    ],
    ids=str,
)  # fmt: skip
def test_a_lie_logs_nobody_in(office: Office, idp: Provider, lies: dict[str, Any]) -> None:
    invited(office)
    with_role(office, "viewer")
    before = new_secret()
    said = go(office, before)
    idp.lies = lies
    with pytest.raises(ProviderFailed):
        come_back(office, before, BACK, said)
    with office.database.read() as tx:
        assert accounts.count_users(tx) == 1


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://evil.example"},
        {"jwks_uri": "http://127.0.0.1:1/keys"},
        {"token_endpoint": "http://127.0.0.1:1/"},
    ],
)
def test_a_provider_that_says_it_is_another_or_is_away(
    office: Office, idp: Provider, said: dict[str, Any]
) -> None:
    invited(office)
    idp.lies = {"said": said}
    before = new_secret()
    with pytest.raises(ProviderFailed):
        come_back(office, before, BACK, go(office, before))


def test_a_second_audience_is_fine_when_we_are_meant(office: Office, idp: Provider) -> None:
    invited(office)
    idp.lies = {"claims": {"aud": ["sekisho", "other"], "azp": "sekisho"}}
    before = new_secret()
    come_back(office, before, BACK, go(office, before))
