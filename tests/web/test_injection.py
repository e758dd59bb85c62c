"""Every form of every page, found by walking through the pages, is sent with hostile words in every field, on both databases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode, urljoin

import httpx
import pytest
from attrs import frozen
from lxml import html

from sekisho.service.access import Role
from tests.web.teamwork import Team, csrf_of, team

MARK = "zq7"
HOSTILE = (
    f"{MARK}<b onmouseover=alert(1)>'\"{{{{7*7}}}}${{7*7}}<%= 7*7 %>",
    f"{MARK}'; DROP TABLE checks; -- \\",
    f"{MARK}\x00\x1b\u202e\ufffe\u2028",
    f"{MARK}\r\nSet-Cookie: injected=1\r\n\r\n<script>alert(1)</script>",
    f"{MARK}%00%0d%0a../../../etc/passwd",
    f"{MARK}" + "長" * 20_000,
    f"{MARK}1e999999999",
    f"{MARK}𠮷👨‍👩‍👧‍👦e\u0301",
    "-1", "9" * 400, "NaN", "2026-02-30", "99999-01-01", "[]", "{}", "&amp;", " ", "%",
)  # fmt: skip
ENDING = ("/logout", "/account/sessions", "/account/password", "/account/people/", "/account/workspaces")
"""Forms that would end the session or shut the door behind us; their fields are tried in other tests."""
MOST_PAGES = 40


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def crew(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    folder = tmp_path_factory.mktemp(f"crew-{request.param}")
    if request.param == "postgresql":
        env = {"SEKISHO_DATABASE": request.getfixturevalue("postgres").make("prepared")}
        with team(folder, env=env) as found:
            yield found
    else:
        with team(folder, prepared=request.getfixturevalue("prepared_sqlite")) as found:
            yield found


STARTS = (
    *(
        "/",
        "/check",
        "/check/{check}",
        "/check/{check}/facts",
        "/check/{check}/route",
        "/check/{check}/parties",
        "/law",
    ),
    *("/law/search", "/classify", "/classify/{sheet}", "/screen", "/saved", "/jobs"),
    *("/account", "/account/tokens", "/account/people", "/account/why"),
)


@frozen
class Form:
    """A form of a page: where it goes, how, its fields with what stands in them, and which of them take words."""

    action: str
    method: str
    files: bool
    fields: dict[str, str]
    typed: tuple[str, ...]


@pytest.fixture(scope="module")
def forms(crew: Team) -> list[Form]:
    """The forms of all pages that can be reached, but those that would shut the door behind us."""
    found = walked(crew.client(Role.ADMIN), [path.format(**crew.mine.ids) for path in STARTS])
    kept = [form for form in found.values() if not form.action.startswith(ENDING)]
    assert len([form for form in kept if form.typed]) >= 10, sorted(found)
    return kept


def walked(client: httpx.Client, starts: list[str]) -> dict[str, Form]:
    """The forms of the pages that can be reached from some, each once."""
    seen: set[str] = set()
    shapes: set[str] = set()
    waiting = list(starts)
    found: dict[str, Form] = {}
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code < 500, path
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        tree = html.fromstring(answer.content)
        for form in tree.iter("form"):
            one = read(form, path)
            shape = re.sub(r"[0-9a-z]{26}", "{id}", one.action) + str(sorted(one.typed)) + one.method
            found.setdefault(shape, one)
        for link in tree.iterlinks():
            to = urljoin(path, link[2]).partition("#")[0]
            shape = re.sub(r"[0-9a-z]{26}|(?<=/)[^/?]*[:.][^/?]*|=[^&]*", "x", to)
            if (
                link[1] == "href"
                and to.startswith("/")
                and not to.startswith(("/static", "/api", "//", "/logout"))
                and shape not in shapes
            ):
                shapes.add(shape)
                waiting.append(to)
    return found


def read(form: html.HtmlElement, page: str) -> Form:
    """A form as a browser would send it."""
    fields: dict[str, str] = {}
    typed = []
    for one in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        name, kind = one.get("name"), one.get("type", "text")
        if one.tag == "select":
            fields[name] = next(
                (o.get("value", "") for o in one.iter("option") if o.get("selected") is not None), ""
            )
        elif kind in {"checkbox", "radio"}:
            fields.setdefault(name, one.get("value", "on"))
        elif kind == "file":
            continue
        else:
            fields[name] = one.get("value") or (one.text or "" if one.tag == "textarea" else "")
            if kind != "hidden":
                typed.append(name)
    action = urljoin(page, form.get("action") or page).partition("#")[0]
    files = form.get("enctype") == "multipart/form-data"
    return Form(action, (form.get("method") or "get").upper(), files, fields, tuple(typed))


def send(client: httpx.Client, form: Form, fields: dict[str, str]) -> httpx.Response:
    if form.method == "GET":
        return client.get(
            form.action.partition("?")[0]
            + "?"
            + urlencode({name: words[:800] for name, words in fields.items()})
        )
    if form.files:
        return client.post(form.action, data=fields, files={"no-such-field": ("x", b"")})
    return client.post(form.action, data=fields)


def looked_at(answer: httpx.Response, where: str) -> None:
    """Nothing broke, and nothing that was sent became markup, a header or a value that was computed."""
    assert answer.status_code < 500, (where, answer.status_code, answer.text[:300])
    assert "injected" not in answer.headers.get("set-cookie", ""), where
    assert "\r" not in answer.headers.get("location", ""), where
    text = answer.text
    if "text/html" in answer.headers.get("content-type", ""):
        assert f"{MARK}<" not in text and "<script>alert" not in text and "<b onmouseover" not in text, where
        assert "&#39;&#34;49" not in text and not re.search(
            MARK + r"[^{}]{0,80}49", text.split("{{7*7}}")[0][-200:] if "{{7*7}}" in text else ""
        ), where
        tree = html.fromstring(answer.content)
        assert not tree.xpath("//@onmouseover") and not tree.xpath("//script[not(@src)]"), where


def test_hostile_words_in_every_field(crew: Team, forms: list[Form]) -> None:
    client = crew.client(Role.ADMIN)
    for form in [form for form in forms if form.typed]:
        for turn in range(4):  # each field gets other words at each turn
            fields = {name: HOSTILE[(turn * 5 + at) % len(HOSTILE)] if name in form.typed else value
                      for at, (name, value) in enumerate(form.fields.items())}  # fmt: skip
            fields["csrf"] = csrf_of(client) if form.method == "POST" else ""
            answer = send(client, form, fields)
            looked_at(answer, f"{form.method} {form.action} turn {turn}")
            if answer.status_code == 303:
                looked_at(client.get(answer.headers["location"]), f"after {form.action} turn {turn}")
    for path in [path.format(**crew.mine.ids) for path in STARTS]:
        looked_at(client.get(path), path)
        looked_at(client.get(path + ("home" if path == "/" else "") + ".json"), path + ".json")
    assert client.get(f"/check/{crew.mine.ids['check']}").status_code == 200, "the tables are still there"


def test_hostile_words_in_hidden_fields_and_choices(crew: Team, forms: list[Form]) -> None:
    """What a page of ours would never send."""
    client = crew.client(Role.ADMIN)
    for form in forms:
        words = HOSTILE[len(form.fields) % 4]
        fields = {name: words for name in form.fields} | {"csrf": csrf_of(client)}
        looked_at(send(client, form, fields), f"{form.method} {form.action} {words[:30]!r}")
        looked_at(send(client, form, {"csrf": csrf_of(client)}), f"{form.action} with nothing")


def test_hostile_words_in_parameters_of_addresses(crew: Team) -> None:
    client = crew.client(Role.ADMIN)
    names = (
        "q", "on", "known", "from", "to", "lang", "authority", "assume", "page", "code", "of", "a", "b", "kind", "text", "who", "address",
        "person", "group", "after", "cursor",
    )  # fmt: skip
    turn = 0
    for path in (
        "/",
        "/check",
        f"/check/{crew.mine.ids['check']}",
        "/law",
        "/law/search",
        "/law/changes",
        "/law/timeline",
        "/law/compare",
        "/law/correspond",
        "/law/CN",
        "/classify",
        "/screen",
        "/saved",
        "/jobs",
        "/account/why",
        "/login",
    ):
        for name in names:
            turn += 1
            words = (*HOSTILE, "..", "*", "a/b")[turn % (len(HOSTILE) + 3)][:500]
            looked_at(client.get(f"{path}?{urlencode({name: words})}"), f"{path}?{name}={words[:30]!r}")
