"""What can go wrong with what is kept; each message says what it was and what to do."""

from __future__ import annotations

import errno


class StoreError(ValueError):
    """Something about the database or a row of it cannot be done; the message is fit for a person."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What is told to a person at the command line."""
        return (str(self),)


class CannotOpen(StoreError):
    """The database cannot be opened: its address is no address, or nothing answers there."""


class DatabaseTooNew(StoreError):
    """The database was written by a newer Sekisho than this one."""


class NotThere(StoreError):
    """There is no such row in this workspace. A row of another workspace counts as not there."""


class Changed(StoreError):
    """Somebody changed the row in between. `now` is the revision that stands; nothing was overwritten."""

    def __init__(self, now: int) -> None:
        self.now = now
        super().__init__(
            f"it was changed in between: revision {now} stands now. Open that one and make your change again."
        )


class Taken(StoreError):
    """A name that may stand once only (an e-mail address, a subject, a key) is in use."""


class LostLease(StoreError):
    """The job was taken over by another worker, or ended; what this worker still says of it does not count."""


class BadCursor(StoreError):
    """The mark of a page of a list was not made by Sekisho; begin the list again from its start."""


def no_database(error: BaseException) -> str:
    """Why nothing could be kept or read just now (database or disk locked, full, away), in its own words; "" for another error."""
    from sqlalchemy.exc import OperationalError

    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return f"the disk: {error.strerror}"
    if not isinstance(error, OperationalError):
        return ""
    return " ".join(str(error.orig).split())[:200] or "no reason given"


_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
