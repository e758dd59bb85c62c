"""Connections that hold a place and do nothing with it are ended: a request that never becomes whole, an answer that nobody reads.

A server of its own behind a proxy seldom sees these; one that is asked directly would otherwise keep each of them open for
as long as the other side likes, and has only so many places.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS: Final = 25.0
"""A connection begins its next request, and sends its head whole, within so many seconds; longer than an idle one is kept."""
READ_SECONDS: Final = 30.0
"""An answer of which nothing was taken off for so long is given up."""


class Connection(H11Protocol):
    """One connection: what the library does, with an end for those who only hold it."""

    _patience: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None
    _unread: int = -1

    # As in the library: a stream always has a Transport, where asyncio's own class names its base.
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        _stop(self._patience)
        _stop(self._reading)
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Read what came; a request whose head is whole ends the waiting."""
        before = self.cycle
        super().handle_events()
        if self.cycle is not before and not self.cycle.response_complete:
            _stop(self._patience)

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        self._wait()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """More is to be sent than the other side takes off: look whether it takes off anything."""
        super().pause_writing()
        self._unread = -1
        self._watch()

    def resume_writing(self) -> None:
        """It does."""
        _stop(self._reading)
        super().resume_writing()

    def _wait(self) -> None:
        _stop(self._patience)
        self._patience = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _give_up(self) -> None:
        """No request came. What is closed still stays until its last answer is taken off."""
        self.transport.close()
        _stop(self._reading)
        self._unread = -1
        self._watch()

    def _watch(self) -> None:
        left = self.transport.get_write_buffer_size()
        if not left:
            return
        left += _in_the_system(self.transport)
        if left == self._unread:
            self.transport.abort()
        else:
            self._unread = left
            self._reading = self.loop.call_later(READ_SECONDS, self._watch)


def _stop(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()


def _in_the_system(transport: asyncio.Transport) -> int:
    """How many bytes the system itself has still to send: it holds some megabytes, and a slow reader takes from these first."""
    wire = transport.get_extra_info("socket")
    try:
        import fcntl
        import termios

        return int.from_bytes(fcntl.ioctl(wire.fileno(), termios.TIOCOUTQ, bytes(4)), sys.byteorder)
    except (ImportError, OSError, AttributeError):
        return 0
