"""Templates: how data becomes a page."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote, urlencode

import jinja2
from attrs import frozen
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

import sekisho
from sekisho.words import LANGUAGES, headline, say, severity, text

from .asking import Ask, Data, Refused
from .pictures.on_pages import GLOBALS as PICTURES
from .tongues import cited, lang_of, tagged

if TYPE_CHECKING:
    from .doors import Doors

FOLDER: Final = Path(__file__).parent
NAV: Final = (("home", "/"), ("check", "/check"), ("law", "/law"), ("classify", "/classify"),
              ("screen", "/screen"), ("saved", "/saved"))  # fmt: skip
"""The places of the application, in their order; later rooms join after Saved."""
TOLD: Final = "told"
MOST_TOLD: Final = 3_600


@frozen
class Rendering:
    """The templates of the application with the words and macros that every page may use."""

    environment: jinja2.Environment

    def page(self, ask: Ask, data: Data, template: str, title: str, *, json: bool = True) -> bytes:
        """The page as HTML. Every key of the data is a name in the template."""
        return self._html(template, {**data, **_frame(ask.request, ask.lang, title, json), **_reader(ask)})

    def refusal(
        self, request: Request, refused: Refused, lang: str, as_json: bool, doors: Doors | None, csrf: str
    ) -> Response:
        """What was wrong, where, and what to do: as a page, or as problem details (RFC 9457)."""
        if request.url.path.startswith("/api/"):
            from sekisho.api.problems import refused as told

            return told(refused.status, refused.words, lang)
        words = refused.words(lang)
        mend = say(refused.mend or f"page.mend-{refused.status}", lang)
        if as_json:
            from .pages import json_bytes

            problem = {"type": "about:blank", "title": say(f"page.status-{refused.status}", lang),
                       "status": refused.status, "detail": words, "field": refused.field or None, "mend": mend}  # fmt: skip
            return Response(json_bytes(problem), refused.status, media_type="application/problem+json")
        frame = _frame(request, lang, say(f"page.status-{refused.status}", lang), json=False)
        parts = {"status": refused.status, "wrong": words, "field": refused.field, "mend": mend, "csrf": csrf}
        body = self._html("error.html", {**frame, **parts, "ask": None, "may": lambda _: False})
        return Response(body, refused.status, media_type="text/html", headers={"Cache-Control": "no-store"})

    def keep_told(self, response: Response, words: str, *, secure: bool = False) -> None:
        """Keep a status message for the next page; a cookie holds no more than 4 kB, and a sign of CJK takes nine bytes there."""
        while len(quote(words)) > MOST_TOLD:
            words = words[: len(words) * 9 // 10]
        response.set_cookie(
            TOLD, quote(words), max_age=60, httponly=True, samesite="lax", path="/", secure=secure
        )

    def forget_told(self, request: Request, response: Response) -> None:
        """The message was shown; it is not shown again."""
        if TOLD in request.cookies:
            response.delete_cookie(TOLD, path="/", httponly=True, samesite="lax")

    def _html(self, template: str, names: dict[str, Any]) -> bytes:
        # Half a character, as a broken file may hold, is shown as a question mark.
        return self.environment.get_template(template).render(names).encode("utf-8", "replace")


def _reader(ask: Ask) -> dict[str, Any]:
    law = ask.office.law
    return {
        "ask": ask,
        "may": lambda permission: permission in ask.actor.permissions,
        "csrf": ask.csrf,
        "actor": ask.actor,
        "law_checked": {code: str(day) for code, day in sorted(law.checked.items())},
        "law_hash": law.hash[:12],
        "told": unquote(ask.request.cookies.get(TOLD, "")),
    }


def _frame(request: Request, lang: str, title: str, json: bool) -> dict[str, Any]:
    path = request.url.path
    query = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]

    def with_lang(other: str) -> str:
        return f"{path}?{urlencode([*query, ('lang', other)])}"

    return {
        "lang": lang,
        "html_lang": {"zh": "zh-Hans"}.get(lang, lang),
        "title": title,
        "say": lambda key, *parts: say(key, lang, *parts),
        "text": lambda words: text(words, lang),
        "headline": lambda low, high, door=False: headline(low, high, lang, door),
        "path": path,
        "place": "/" + path.split("/")[1].removesuffix(".json"),
        "nav": NAV,
        "languages": [(code, with_lang(code)) for code in LANGUAGES],
        "json_address": _json_address(path, query) if json and request.method == "GET" else "",
        "version": sekisho.__version__,
    }


def _json_address(path: str, query: list[tuple[str, str]]) -> str:
    return ("/home.json" if path == "/" else path + ".json") + (f"?{urlencode(query)}" if query else "")


@cache
def asset(path: str) -> str:
    """The address of a file of ours, which changes with the file, so that a browser may keep it for ever."""
    digest = hashlib.blake2b((FOLDER / "static" / path).read_bytes(), digest_size=6).hexdigest()
    return f"/static/{path}?v={digest}"


def make_rendering() -> Rendering:
    """The templates of the package; a name that a page does not give is an error, never a blank."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        asset=asset, severity=severity, lang_of=lang_of, tagged=tagged, cited=cited, Markup=Markup
    )
    environment.globals.update(PICTURES)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    return Rendering(environment)
