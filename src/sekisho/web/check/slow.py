"""Pages whose answer takes seconds: the page comes at once and says how far it is; without script a link waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from attrs import frozen

from sekisho.service.slowly import Busy, GivenUp, Slowly, Told

from ..asking import Ask, Refused

if TYPE_CHECKING:
    from sekisho.service.office import Office

    from .area import Opened

PATIENT: Final = 90.0
"""So many seconds a reader who chose to wait, or a program, waits at most."""
QUICK: Final = 0.4
"""So many seconds a page waits before it says that it is not there yet."""
_BOOKS: WeakKeyDictionary[Office, Slowly] = WeakKeyDictionary()


@frozen
class Found:
    """An answer that is there, or how far it is (`pending`: done and all)."""

    answer: Any
    pending: dict[str, int] | None


def slowly(
    ask: Ask, opened: Opened, kind: tuple[Any, ...], make: Callable[[Told], Any], quick: float = QUICK
) -> Found:
    """The answer of a kind for a check as its text stands, worked out once. `quick`: so many seconds a page waits for it.

    Raises Refused (503) where it takes too long.
    """
    options = opened.options
    key = (*kind, opened.check.document, opened.check.format, options.on, options.known, options.authorities,
           tuple(sorted(options.assume.items())), ask.office.today())  # fmt: skip
    book = _BOOKS.setdefault(ask.office, Slowly())
    as_data = ask.request.url.path.endswith((".json", ".pdf", ".csv")) and not ask.get("progress")
    patience = PATIENT if as_data or ask.get("wait") else quick
    try:
        slow = book.ask(key, make, patience)
    except Busy:
        raise Refused(503, "check.too-slow") from None
    if slow.ready.is_set() and slow.error is None:
        return Found(slow.answer, None)
    if as_data or isinstance(slow.error, GivenUp):
        raise Refused(503, "check.too-slow")
    return Found(None, {"done": slow.done, "all": slow.all})
