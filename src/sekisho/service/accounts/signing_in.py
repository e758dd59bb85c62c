"""Logging in and out: sessions that begin with a fresh secret, and end when they should."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from attrs import frozen

from sekisho.service.limits import FORGOTTEN, Tries, place_of
from sekisho.service.office import Office
from sekisho.store import Transaction, accounts, events, tries

from .keys import check_password, digest, hash_password, needs_rehash, new_secret, password_fits
from .recognising import IDLE, LONGEST

FREE_TRIES: Final = 5
LONGEST_LOCK: Final = timedelta(minutes=15)
_TRIES: Final = Tries("login", rate=1 / 6, burst=20)
"""Failed tries from one address: twenty at once, then ten a minute, all processes together. A login that succeeds is no try:
all of an office may come from one address."""


class NotLoggedIn(Exception):
    """A login that failed. The words never say whether there is such an account. `wait`: seconds, where it was too often."""

    def __init__(self, wait: int = 0) -> None:
        self.key = "account.login-wait" if wait else "account.login-wrong"
        self.wait = wait
        super().__init__(self.key)


@frozen
class LoggedIn:
    """A session that began. `secret` goes into the cookie and is kept nowhere else. `lang`: in which the person reads, if said."""

    secret: str
    user: str
    seconds: int
    lang: str = ""


def log_in(
    office: Office, email: str, password: str, address: str, old: str = "", agent: str = ""
) -> LoggedIn:
    """Begin a session for the right password. `old`: the secret that the browser held before, which ends.

    `address`: where it comes from, to slow down who tries many. Raises NotLoggedIn.
    """
    place = place_of(address)
    with office.database.begin() as tx:
        # Counted before the password is looked at: a hundred tries at once are as many as one after the other.
        wait = _TRIES.take(tx, place)
        user = accounts.user_by_email(tx, email[:320]) if not wait else None
        tried = user is not None and _count(tx, user.id)
    if wait:
        raise NotLoggedIn(wait)
    kept = user.password if user is not None and user.disabled is None and tried else None
    if not password_fits(kept, password) or user is None or kept is None:
        # Nothing is said of a lock: it would say that there is such an account.
        with office.database.begin() as tx:
            if user is not None and tried:
                events.log(tx, None, user.id, "session.refused")
        raise NotLoggedIn
    fresh = hash_password(password) if needs_rehash(kept) else None
    with office.database.begin() as tx:
        _TRIES.give_back(tx, place)
        # The failures of somebody who tries to guess do not stay on the account of its owner.
        accounts.change_user(tx, user.id, failures=0, locked=None, **({"password": fresh} if fresh else {}))
        return begin_session(tx, user.id, "password", old, agent)


def begin_session(tx: Transaction, user: str, how: str, old: str = "", agent: str = "") -> LoggedIn:
    """Begin a session for a person who showed who they are. The secret is always a new one."""
    if old:
        accounts.end_session(tx, digest(old))
    accounts.forget_old_sessions(tx)
    tries.forget(tx, FORGOTTEN)
    secret = new_secret()
    mine = accounts.memberships_of(tx, user)
    row = accounts.Session(
        digest(secret),
        user,
        mine[0][0].id if mine else None,
        new_secret(),
        tx.now,
        tx.now,
        tx.now + IDLE,
        agent[:200],
    )
    accounts.add_session(tx, row)
    events.log(tx, row.workspace, user, "session.began", how=how)
    lang = str(accounts.preferences(tx, user).get("lang") or "")
    return LoggedIn(secret, user, int(LONGEST.total_seconds()), lang)


def log_out(office: Office, secret: str) -> None:
    """End the session of this browser."""
    with office.database.begin() as tx:
        row = accounts.session(tx, digest(secret))
        if row is not None:
            accounts.end_session(tx, row.hash)
            events.log(tx, row.workspace, row.user, "session.ended")


def log_out_everywhere(office: Office, user: str, but: str = "") -> None:
    """End all sessions of a person. `but`: the hash of the one that stays."""
    with office.database.begin() as tx:
        accounts.end_sessions(tx, user, but=but)
        events.log(tx, None, user, "session.ended-all")


def change_password(office: Office, user: str, old: str, new: str, session: str) -> None:
    """Give a person a new password, who shows the old one; every other session ends.

    Raises NotLoggedIn for a wrong old one, WeakPassword for a new one that is guessed early.
    """
    with office.database.begin() as tx:
        row = accounts.user(tx, user)
        wait = _TRIES.take(tx, user)
    if row is None or wait:
        raise NotLoggedIn(wait if row else 0)
    if row.password is not None and not password_fits(row.password, old):
        raise NotLoggedIn
    set_password(office, user, new, but=session)


def set_password(office: Office, user: str, new: str, but: str = "") -> None:
    """Give a person a password and end their sessions, but one. Raises WeakPassword, NotThere."""
    with office.database.read() as tx:
        row = accounts.user(tx, user)
    check_password(new, (row.name, row.email) if row else ())
    hashed = hash_password(new)
    with office.database.begin() as tx:
        accounts.change_user(tx, user, password=hashed, failures=0, locked=None)
        accounts.end_sessions(tx, user, but=but)
        events.log(tx, None, user, "account.password")


def _count(tx: Transaction, user: str) -> bool:
    """Count a try; False while the account waits. After some it waits, each time longer, and never so long that a stranger
    could shut it; the right password takes the count and the wait away.
    """
    count = accounts.count_try(tx, user)
    if count >= FREE_TRIES:
        wait = min(LONGEST_LOCK, timedelta(seconds=15 * 2 ** min(count - FREE_TRIES, 10)))
        accounts.change_user(tx, user, locked=tx.now + wait)
    return count > 0
