"""The server itself: one process, or several over one socket; begun, watched over and stopped without breaking what is under way.

With several processes the law is read once, before they are made, so that they share its memory.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

from sekisho.service.settings import ServiceSettings
from sekisho.sources.settings import SettingsError

from .operation.logs import log_event, start_logs

if TYPE_CHECKING:
    from sekisho.determine import Engine
    from sekisho.service.office import Office

STOP_SECONDS: Final = 25
"""So long requests in flight have to end when the service stops; jobs are kept where they are and go on later."""
LISTS_AFTER: Final = 2.0
"""So many seconds after its start the service opens the lists of parties in the background; whoever asks before opens them then."""
WARMING: Final = "etching-machine-shanghai"
"""The example with which the law of the day is made ready."""
_PATIENCE: Final = 45.0
_MOST_DEATHS: Final = 5
_LOOK_SECONDS: Final = 0.5


def serve(
    settings: ServiceSettings, *, workers: int = 1, log: str = "", began: Callable[[str], None] | None = None
) -> int:
    """Serve until stopped; the exit status. `log`: info, warning, error; "" for what fits the mode.

    `began` is called with the address when the first request can be answered (one process only).
    Raises SettingsError, LawError, StoreError before anything listens.
    """
    from .addresses import is_loopback

    if settings.mode == "laptop" and not is_loopback(settings.host):
        raise SettingsError(
            [
                f"on a laptop the service listens to this machine only, not to {settings.host}; for others, give --team"
            ]
        )
    start_logs(log or ("info" if settings.mode == "team" else "warning"))
    if workers == 1:
        return _alone(settings, began)
    return _several(settings, workers)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises SettingsError in words where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=2048)
        # Taken over by every connection. Head and body of an answer are written one after the other: without this the
        # second waits some 40 ms for the reader to say that the first has come.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        raise SettingsError(
            [
                f"{host}:{port} cannot be listened at: {error.strerror}; give another --port, or end what uses it"
            ]
        ) from None


def address_of(listener: socket.socket) -> str:
    """The address at which a socket listens."""
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _alone(settings: ServiceSettings, began: Callable[[str], None] | None) -> int:
    from sekisho.service.office import open_office

    listener = listening(settings.host, settings.port)
    try:
        office = open_office(settings)
        _run(office, listener, began)
    finally:
        listener.close()
    return 0


def _run(office: Office, listener: socket.socket, began: Callable[[str], None] | None = None) -> None:
    """Serve in this process, with a worker for jobs beside it, until a signal ends it."""
    import uvicorn

    from sekisho.service.jobs import Worker

    from .app import create_app
    from .operation import stopping
    from .operation.connections import Connection

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            stopping.stop_soon()
            super().handle_exit(sig, frame)

    stopping.stay()
    team = office.settings.team
    config = uvicorn.Config(
        create_app(office),
        http=Connection,
        log_config=None,
        access_log=False,
        server_header=False,
        # Without trusted proxies nobody's word on the sender counts.
        proxy_headers=bool(team.proxies),
        forwarded_allow_ips=list(team.proxies),
        timeout_keep_alive=15,
        timeout_graceful_shutdown=STOP_SECONDS,
        ws="none",
    )
    server = Server(config)

    def ended(*_: object) -> None:
        # uvicorn raises the signal again when it has ended; there is still the worker to stop.
        if not server.should_exit:
            sys.exit(0)

    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, ended)
    worker = Worker(office)
    worker.start()
    opening = threading.Timer(LISTS_AFTER, _warm, (office,))
    opening.daemon = True
    opening.start()
    log_event("began", mode=office.settings.mode, law=office.law.hash[:12])
    if began is not None:
        threading.Thread(target=_tell, args=(server, address_of(listener), began), daemon=True).start()
    try:
        server.run(sockets=[listener])
    finally:
        opening.cancel()
        office.lists.close()
        worker.stop()
        office.database.close()
        log_event("stopped")


def _warm(office: Office) -> None:
    """What the first reader would wait for is made ready: the lists, the search of the law, the law of the day.

    Afterwards the law is set aside from the search for garbage, which would go through all of it again and again, for tenths
    of a second, in the middle of somebody's request.
    """
    from sekisho.service.law.search import search_of

    _determine_once(office.engine)
    _set_aside()
    office.lists.begin(office.law, office.today())
    search_of(office).prepare(apart=office.settings.law or "")
    _set_aside()


def _set_aside() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def _determine_once(engine: Engine) -> None:
    """Determine an example under all authorities, so that what is kept with the law is worked out."""
    from sekisho.facts import read_case
    from sekisho.facts.load import load_text
    from sekisho.service.examples import example_text

    text = load_text(example_text(WARMING), f"{WARMING}.yaml", False)
    engine.determine(read_case(text, engine.law, name=WARMING))


def _tell(server: Any, address: str, began: Callable[[str], None]) -> None:
    while not server.started:
        time.sleep(0.02)
    began(address)


# --- several processes


def _several(settings: ServiceSettings, workers: int) -> int:
    """Make the processes, make those anew that die, end all when told to."""
    if not hasattr(os, "fork"):
        raise SettingsError(["several workers need an operating system with fork; give --workers 1"])
    measured = tempfile.mkdtemp(prefix="sekisho-metrics-")
    # Read by prometheus_client when it is first imported, which happens in the children.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = measured
    listener = listening(settings.host, settings.port)
    try:
        return _watch(settings, workers, listener)
    finally:
        listener.close()
        shutil.rmtree(measured, ignore_errors=True)


def _watch(settings: ServiceSettings, workers: int, listener: socket.socket) -> int:
    from sekisho.determine import Engine
    from sekisho.law import load_law
    from sekisho.store import Database

    from .app import areas

    law = load_law(settings.law)
    engine = Engine(law)
    list(
        areas()
    )  # the modules of all pages, which every process then shares; and the law with what is worked out of it
    law.read_whole()
    _determine_once(engine)
    Database.open(
        settings.database
    ).close()  # brings the tables up to date; a connection must not cross a fork
    gc.collect()
    gc.freeze()
    children: set[int] = set()
    ending = False
    deaths: list[float] = []

    def end(*_: object) -> None:
        nonlocal ending
        ending = True
        for child in children:
            _signal(child, signal.SIGTERM)
        if children:
            signal.setitimer(signal.ITIMER_REAL, _PATIENCE)

    def kill(*_: object) -> None:
        for child in children:
            _signal(child, signal.SIGKILL)

    parent = os.getpid()

    def make() -> None:
        child = os.fork()
        if child:
            children.add(child)
            return
        status = 1
        try:
            for one in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
                signal.signal(one, signal.SIG_DFL)
            from sekisho.service.office import Office

            threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
            database = Database.open(settings.database, upgrade=False)
            _run(Office(settings, law, engine, database, workers=workers), listener)
            status = 0
        except SystemExit as ended:
            status = int(ended.code or 0) if isinstance(ended.code, int | None) else 1
        except BaseException as error:
            from .operation.logs import log_fault

            log_fault(error, "")
        finally:
            sys.stderr.flush()
            os._exit(status)

    for one, what in ((signal.SIGTERM, end), (signal.SIGINT, end), (signal.SIGALRM, kill)):
        signal.signal(one, what)
    for _ in range(workers):
        make()
    while children:
        child, status = os.waitpid(-1, 0)
        children.discard(child)
        _forget(child)
        if ending:
            continue
        deaths = [*(when for when in deaths if when > time.monotonic() - 30), time.monotonic()]
        log_event("died", logging.ERROR, child=child, status=os.waitstatus_to_exitcode(status))
        if len(deaths) >= _MOST_DEATHS:
            log_event("gave-up", logging.ERROR, deaths=len(deaths))
            end()
            ending = True
            continue
        make()
    return 1 if len(deaths) >= _MOST_DEATHS else 0


def _end_with(parent: int) -> None:
    """End this process as soon as the one that watches over it is gone: nobody would stop it or make it anew."""
    while os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    log_event("left-alone", logging.ERROR)
    os.kill(os.getpid(), signal.SIGTERM)


def _signal(child: int, which: signal.Signals) -> None:
    try:
        os.kill(child, which)
    except ProcessLookupError:
        return


def _forget(child: int) -> None:
    """The gauges of a process that is gone count no longer."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(child)  # type: ignore[no-untyped-call]
