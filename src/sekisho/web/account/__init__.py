"""Pages of accounts: logging in and out, one's own account and tokens, people, and why somebody may or may not."""

from sekisho.web.pages import Pages

from . import logging_in, mine, people, tokens, why

pages = Pages()
for part in (logging_in, mine, tokens, people, why):
    pages.routes += part.pages.routes
