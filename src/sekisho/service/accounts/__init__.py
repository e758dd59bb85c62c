"""Accounts: who asks, logging in and out, people and their roles, API tokens, identity providers."""

from .keys import WeakPassword
from .recognising import BadToken, Recognised, recognise
from .signing_in import LoggedIn, NotLoggedIn
from .tokens import BadRequest

__all__ = ["BadRequest", "BadToken", "LoggedIn", "NotLoggedIn", "Recognised", "WeakPassword", "recognise"]
