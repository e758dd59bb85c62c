"""The first page: what needs a person today."""

from __future__ import annotations

from sekisho.service.access import Permission
from sekisho.service.home import home as home_of

from .asking import Ask
from .pages import Page, Pages

pages = Pages()


@pages.get("/", template="home.html", may=Permission.LAW_READ)
def home(ask: Ask) -> Page:
    """Law that changed since the last visit, saved answers that it touches, what runs out soon, what is not confirmed."""
    found = home_of(ask.office, ask.actor, ask.lang)
    return Page({"home": found}, ask.say("home.title"))
