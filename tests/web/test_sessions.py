"""Logging in through the pages: cookies, tokens of forms, where one goes then, two people at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from sekisho.service.access import Role
from sekisho.store import accounts
from tests.web.conftest import axe_faults
from tests.web.teamwork import PASSWORD, SAME, Team, csrf_in, csrf_of, team


@pytest.fixture(scope="module")
def crew(tmp_path_factory: pytest.TempPathFactory, prepared_sqlite: Path) -> Iterator[Team]:
    with team(tmp_path_factory.mktemp("crew"), prepared=prepared_sqlite) as found:
        yield found


@pytest.fixture
def browser(crew: Team) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=crew.served.address, headers=SAME) as client:
        yield client


def log_in(
    client: httpx.Client, role: Role = Role.OFFICER, to: str = "", password: str = PASSWORD
) -> httpx.Response:
    page = client.get("/login", params={"to": to} if to else {})
    form = {"email": f"{role}@example.org", "password": password, "csrf": csrf_in(page.text), "to": to}
    return client.post("/login", data=form)


def cookies(answer: httpx.Response) -> dict[str, str]:
    """The cookies that an answer sets, with what is said of each."""
    return {one.partition("=")[0]: one.partition("=")[2] for one in answer.headers.get_list("set-cookie")}


def test_the_cookie_of_the_session(browser: httpx.Client) -> None:
    answer = log_in(browser)
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    said = cookies(answer)["session"]
    assert "HttpOnly" in said and "SameSite=lax" in said and "Path=/" in said and "Domain" not in said
    assert 'before=""' in answer.headers["set-cookie"], "what was before the session is gone"
    assert browser.get("/account").status_code == 200


def test_the_password_is_never_sent_back(browser: httpx.Client) -> None:
    answer = log_in(browser, password="my wrong password 123")
    assert answer.status_code == 403
    assert "my wrong password 123" not in answer.text and "officer@example.org" in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_wrong_people_and_wrong_passwords_read_alike(crew: Team) -> None:
    def tell(email: str) -> str:
        with httpx.Client(base_url=crew.served.address, headers=SAME) as client:
            form = {
                "email": email,
                "password": "not the password",
                "csrf": csrf_in(client.get("/login").text),
            }
            answer = client.post("/login", data=form)
            text = re.sub(r'value="[^"]*"|autofocus', "", answer.text.replace(email, ""))
            return f"{answer.status_code} {text}"

    assert tell("viewer@example.org") == tell("nobody-has-this@example.org")


def test_a_session_that_somebody_planted_is_not_taken_up(crew: Team, browser: httpx.Client) -> None:
    browser.cookies.set("session", "planted-by-somebody")
    log_in(browser)
    values = [cookie.value for cookie in browser.cookies.jar if cookie.name == "session"]
    assert "planted-by-somebody" not in values[-1:]
    with httpx.Client(base_url=crew.served.address, cookies={"session": "planted-by-somebody"}) as other:
        assert other.get("/account").status_code == 303


def test_the_session_before_ends_at_the_next_login(crew: Team, browser: httpx.Client) -> None:
    log_in(browser)
    first = browser.cookies["session"]
    browser.cookies.delete("session")
    browser.cookies.set("session", first)
    page = browser.get("/logout").text
    # The same browser logs in again: with the form of its session.
    browser.post("/login", data={"email": "officer@example.org", "password": PASSWORD, "csrf": csrf_in(page)})
    with httpx.Client(base_url=crew.served.address, cookies={"session": first}) as other:
        assert other.get("/account").status_code == 303


def test_logging_out_ends_the_session_on_the_server(crew: Team, browser: httpx.Client) -> None:
    log_in(browser)
    secret = browser.cookies["session"]
    assert browser.get("/logout").status_code == 200 and browser.get("/account").status_code == 200, (
        "a link ends nothing"
    )
    answer = browser.post("/logout", data={"csrf": csrf_in(browser.get("/account").text)})
    assert answer.status_code == 303 and "Clear-Site-Data" in answer.headers
    with httpx.Client(base_url=crew.served.address, cookies={"session": secret}) as other:
        assert other.get("/account").status_code == 303


def test_log_out_everywhere(crew: Team) -> None:
    here, there = crew.client(Role.APPROVER), crew.client(Role.APPROVER)
    assert here.post("/account/sessions", data={"csrf": csrf_of(here), "which": "others"}).status_code == 303
    assert there.get("/account").status_code == 303 and here.get("/account").status_code == 200
    here.post("/account/sessions", data={"csrf": csrf_of(here), "which": "all"})
    assert here.get("/account").status_code == 303


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "http:evil.example", "javascript:alert(1)",
        "/\t/evil.example", "/ /evil", "/%0d%0aSet-Cookie:x=1\r\nX: y", "evil.example", "/login", "/logout", "///evil", "/a\x00b",
        "data:text/html,x", "/" + "a" * 3_000,
    ],
)  # fmt: skip
def test_after_logging_in_one_stays_here(browser: httpx.Client, to: str) -> None:
    answer = log_in(browser, to=to)
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    assert "x" not in cookies(answer)
    assert browser.get("/login", params={"to": to}).headers["location"] == "/"


def test_one_goes_where_one_wanted(browser: httpx.Client) -> None:
    answer = browser.get("/account/why?permission=check.write&lang=ja")
    assert answer.status_code == 303
    where = answer.headers["location"]
    assert where == "/login?to=%2Faccount%2Fwhy%3Fpermission%3Dcheck.write%26lang%3Dja"
    assert 'name="to" value="/account/why?permission=check.write&amp;lang=ja"' in browser.get(where).text
    assert (
        log_in(browser, to="/account/why?permission=check.write&lang=ja")
        .headers["location"]
        .startswith("/account/why?")
    )


# --- forms


@pytest.mark.parametrize("token", ["", "x", "csrf-", None])
def test_a_form_without_the_token_of_its_session_is_refused(crew: Team, token: str | None) -> None:
    client = crew.client(Role.ADMIN)
    data = {"name": "x", "email": "x@example.org", "roles": "viewer"} | (
        {"csrf": token} if token is not None else {}
    )
    answer = client.post("/account/people", data=data)
    assert answer.status_code == 403 and "what you typed is on the page before" in answer.text
    assert "x@example.org" not in client.get("/account/people").text


def test_the_token_of_another_session_is_refused(crew: Team) -> None:
    mine, theirs = crew.client(Role.ADMIN), crew.client(Role.ADMIN)
    assert mine.post("/account/language", data={"csrf": csrf_of(theirs), "lang": "ja"}).status_code == 403
    assert mine.post("/account/language", data={"csrf": csrf_of(mine), "lang": "ja"}).status_code == 303


@pytest.mark.parametrize(
    "said",
    [
        {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://127.0.0.1:1"}, {"Sec-Fetch-Site": "nonsense"}, {"Origin": "http://127.0.0.1.evil.example"},
    ],
)  # fmt: skip
def test_a_form_of_another_site_is_refused_with_the_right_token_too(crew: Team, said: dict[str, str]) -> None:
    client = crew.client(Role.ADMIN)
    data = {"csrf": csrf_of(client), "lang": "ja"}
    assert client.post("/account/language", data=data, headers=said).status_code == 403
    # Before there is a session, too: nobody is logged in as somebody else.
    with httpx.Client(base_url=crew.served.address) as fresh:
        form = {"email": "admin@example.org", "password": PASSWORD, "csrf": csrf_in(fresh.get("/login").text)}
        assert fresh.post("/login", data=form, headers=said).status_code == 403


def test_a_login_needs_the_token_of_the_same_browser(crew: Team) -> None:
    with httpx.Client(base_url=crew.served.address) as one, httpx.Client(base_url=crew.served.address) as two:
        stolen = csrf_in(one.get("/login").text)
        two.get("/login")
        form = {"email": "admin@example.org", "password": PASSWORD, "csrf": stolen}
        assert two.post("/login", data=form).status_code == 403


def test_a_get_changes_nothing(crew: Team) -> None:
    client = crew.client(Role.ADMIN)
    before = client.get("/account/people.json").json()
    for path in (
        "/account/people/x/remove",
        "/account/tokens/x/revoke",
        "/account/sessions",
        "/account/language?lang=ja",
        "/account/workspaces",
    ):
        assert client.get(path).status_code in {404, 405}
    assert client.get("/account/people.json").json() == before


# --- people, tokens, reasons as pages


def test_a_person_is_added_and_joins(crew: Team) -> None:
    admin = crew.client(Role.ADMIN)
    form = {
        "csrf": csrf_of(admin),
        "name": "Ken <b>",
        "email": "ken@example.org",
        "roles": ["engineer", "approver"],
    }
    page = admin.post("/account/people", data=form)
    assert page.status_code == 200 and "<b>" not in page.text.split("<main")[1]
    code = re.search(r'class="secret"[^>]*>([a-z0-9-]{19})<', page.text)
    assert code is not None
    assert code[1] not in admin.get("/account/people").text, "the code is shown once"
    with httpx.Client(base_url=crew.served.address, headers=SAME) as fresh:
        token = csrf_in(fresh.get("/join").text)
        joining = {
            "csrf": token,
            "email": "ken@example.org",
            "code": code[1],
            "password": "another good sentence",
            "again": "another good sentence",
        }
        assert fresh.post("/join", data={**joining, "again": "differs"}).status_code == 422
        assert fresh.post("/join", data={**joining, "code": "aaaa-bbbb-cccc-dddd"}).status_code == 422
        assert fresh.post("/join", data=joining).status_code == 303
        found = fresh.get("/account.json").json()
        assert [role["id"] for role in found["roles"]] == ["engineer", "approver"]
        assert fresh.get("/account/people").status_code == 403


def test_a_token_is_made_used_and_revoked(crew: Team) -> None:
    client = crew.client(Role.OFFICER)
    form = {"csrf": csrf_of(client), "name": "loader", "scopes": ["law.read"], "days": "30"}
    page = client.post("/account/tokens", data=form)
    key = re.search(r"sekisho_[\w-]{43}", page.text)
    assert key is not None and page.headers["cache-control"] == "no-store"
    assert key[0] not in client.get("/account/tokens").text
    program = {"Authorization": f"Bearer {key[0]}"}
    law = crew.served.address + "/api/v1/law"
    assert httpx.get(law, headers=program).status_code == 200
    assert httpx.get(crew.served.address + "/api/v1/checks", headers=program).status_code == 403
    id = client.get("/account/tokens.json").json()["tokens"][0]["id"]
    assert client.post(f"/account/tokens/{id}/revoke", data={"csrf": csrf_of(client)}).status_code == 303
    assert httpx.get(law, headers=program).status_code == 401


def test_why_explains_the_page_that_was_refused(crew: Team) -> None:
    viewer = crew.client(Role.VIEWER)
    refused = viewer.get("/account/people")
    assert refused.status_code == 403 and "may not: see people and their roles" in refused.text
    why = viewer.get("/account/why.json", params={"address": "/account/people"}).json()
    assert why["permission"] == "people.read" and why["allowed"] is False
    assert why["steps"][-1]["held"] is False and why["roles_with"] == ["auditor", "admin"]
    for person in ("role", "person", "nobody", "token", "other"):
        assert (
            viewer.get("/account/why", params={"permission": "check.write", "who": person}).status_code == 403
        )


@pytest.mark.parametrize(
    ("who", "allowed", "words"),
    [
        ({"who": "role", "roles": "officer"}, True, "may: make and change checks"),
        ({"who": "role", "roles": ["viewer", "engineer"]}, False, "viewer, engineer"),
        ({"who": "nobody"}, False, "Nobody is logged in"),
        ({"who": "token", "roles": "officer", "scopes": "check.read"}, False, "does not cover"),
        ({"who": "token", "roles": "officer", "scopes": "check.write"}, True, "covers"),
        ({"who": "other"}, False, "another workspace"),
    ],
)
def test_why_of_somebody_imagined(crew: Team, who: dict[str, str], allowed: bool, words: str) -> None:
    found = (
        crew.client(Role.AUDITOR).get("/account/why.json", params={"permission": "check.write", **who}).json()
    )
    assert found["allowed"] is allowed and words in found["steps"][-1]["words"]


def test_why_of_every_page(crew: Team) -> None:
    auditor = crew.client(Role.AUDITOR)
    for path, method, permission in (
        ("/terms", "GET", "public"), ("/account/tokens", "GET", "account.tokens"), ("/account/people", "POST", "people.manage"),
        ("/api/v1/law", "GET", "law.read"), ("/metrics", "GET", "operate"),
    ):  # fmt: skip
        found = auditor.get("/account/why.json", params={"address": path, "method": method}).json()
        assert found["permission"] == permission, path
    assert auditor.get("/account/why.json", params={"address": "/no/such"}).json()["not_found"] is True


# --- two people at once, in real browsers


def test_two_people_at_once(crew: Team, chromium: Browser) -> None:
    """Two browsers, two people, two languages: neither sees the other's."""
    with crew.database.begin() as tx:
        place = accounts.add_workspace(tx, "第二室")
        other = accounts.add_user(tx, "佐藤 花子", "hanako@example.org")
        accounts.set_roles(tx, place.id, other.id, ["admin"])
    one = chromium.new_context(base_url=crew.served.address, locale="en-GB")
    # An account may keep a language of its own; this browser has chosen.
    one.add_cookies([{"name": "lang", "value": "en", "url": crew.served.address}])
    two = chromium.new_context(base_url=crew.served.address, locale="ja-JP")
    two.add_cookies(
        [{"name": "session", "value": crew.session(other.id, place.id), "url": crew.served.address}]
    )
    first, second = one.new_page(), two.new_page()
    faults: list[str] = []
    for page in (first, second):
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
    first.goto("/account/people")
    first.get_by_label("E-mail address").fill("admin@example.org")
    first.get_by_label("Password").fill(PASSWORD)
    first.get_by_role("button", name="Log in").click()
    first.wait_for_url("**/account/people")
    second.goto("/account/people")
    expect(first.get_by_role("heading", name="People", exact=True)).to_be_visible()
    expect(second.get_by_role("heading", name="利用者", exact=True)).to_be_visible()
    assert "hanako@example.org" not in first.content() and "viewer@example.org" not in second.content()
    second.get_by_label("氏名").fill("鈴木 一郎")
    second.get_by_label("メールアドレス").fill("ichiro@example.org")
    second.locator("form.panel").get_by_label("技術担当").check()
    second.get_by_role("button", name="利用者の追加").click()
    expect(second.locator(".secret")).to_be_visible()
    first.reload()
    assert "ichiro@example.org" not in first.content()
    for page in (first, second):
        for path in (
            "/account",
            "/account/tokens",
            "/account/people",
            "/account/why?permission=check.write",
            "/logout",
        ):
            page.goto(path)
            assert axe_faults(page) == [], path
    assert faults == []
    one.close()
    two.close()


# --- throttling: the last test, for afterwards nobody can log in from this address for a while


def test_too_many_tries_wait(crew: Team) -> None:
    with httpx.Client(base_url=crew.served.address, headers=SAME) as client:
        token = csrf_in(client.get("/login").text)
        answers = [
            client.post("/login", data={"email": f"nobody{n}@example.org", "password": "x", "csrf": token})
            for n in range(30)
        ]
    last = answers[-1]
    assert last.status_code == 429 and "Wait" in last.text
    assert {one.status_code for one in answers} == {403, 429}
