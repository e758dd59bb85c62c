"""The API under load, on the loopback address: latency at fixed rates, what it can do at most, and whether memory grows.

    python benchmarks/service/load.py                     # a laptop's server with two workers, statuses and duties
    python benchmarks/service/load.py --mode team         # with a token on every request
    python benchmarks/service/load.py --whole             # whole answers, with questions and traces

The load is open: requests start at their time whether earlier ones are answered or not, and latency counts from that time, so
that a server that stalls is not spared. The generator is one process of raw sockets beside the server, on the same cores; its
own processor time is told. No two requests are the same: each has an id of its own. The baseline is the engine called
directly in one process, with the same transactions and the same parts left out.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import random
import re
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
BARE = "trace=false&questions=false&ahead=false&ways=false"
START_SECONDS = 90
IDLE_SECONDS = 8
_TAKES = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_ENDS = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
_ID = b"@@number@@"


@frozen
class Round:
    """What came of one stretch of load. Latencies in milliseconds; `cpu` in seconds of the generator."""

    rate: float
    sent: int
    seconds: float
    latencies: list[float]
    errors: dict[str, int]
    cpu: float
    server_cpu: float

    @property
    def answered(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def at(self, share: float) -> float:
        """The latency under which this share of the answers stayed."""
        if not self.latencies:
            return float("nan")
        ranked = sorted(self.latencies)
        return ranked[min(int(share * len(ranked)), len(ranked) - 1)]

    def line(self) -> str:
        """The round in a line."""
        asked = f"{self.rate:6.0f}/s asked" if self.rate else "  at most    "
        return (
            f"{asked} {self.answered:7.1f}/s answered  p50 {self.at(0.5):7.1f} ms  p99 {self.at(0.99):8.1f} ms  "
            f"max {self.at(1):8.1f} ms  errors {sum(self.errors.values()):4d} {self.errors or ''}  "
            f"generator {self.cpu / self.seconds:.2f} cores, server {self.server_cpu / self.seconds:.2f} cores, "
            f"{1000 * self.server_cpu / max(len(self.latencies), 1):.1f} ms of processor time an answer"
        )


def bodies() -> list[bytes]:
    """The example transactions as JSON, each with a place for an id of its own."""
    import yaml

    found = []
    for path in sorted(EXAMPLES.glob("*.yaml")):
        tree = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        tree["id"] = _ID.decode()
        found.append(json.dumps(tree, ensure_ascii=False).encode())
    return found


@define
class Caller:
    """Sends requests over connections that it keeps."""

    port: int
    query: str
    token: str
    bodies: list[bytes]
    numbers: Iterator[int] = field(factory=itertools.count)
    free: list[tuple[float, asyncio.StreamReader, asyncio.StreamWriter]] = field(factory=list)

    def request(self, body: bytes) -> bytes:
        """A request with an id that no other has."""
        sent = body.replace(_ID, b"L-%d" % next(self.numbers))
        own = f"Authorization: Bearer {self.token}\r\n" if self.token else ""
        head = (
            f"POST /api/v1/determine?{self.query} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{own}"
            f"Content-Type: application/json\r\nContent-Length: {len(sent)}\r\n\r\n"
        )
        return head.encode() + sent

    async def ask(self, body: bytes) -> int:
        """One request; the status of the answer, which is read whole."""
        reader, writer = await self.connection()
        try:
            writer.write(self.request(body))
            head = await reader.readuntil(b"\r\n\r\n")
            size = _TAKES.search(head)
            await reader.readexactly(int(size[1]) if size else 0)
        except BaseException:
            writer.close()
            raise
        if _ENDS.search(head):
            writer.close()
        else:
            self.free.append((time.monotonic(), reader, writer))
        return int(head.split(b" ", 2)[1])

    async def connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection that is free, or a new one; one that was idle for long may have been closed by the server."""
        while self.free:
            since, reader, writer = self.free.pop()
            if time.monotonic() - since < IDLE_SECONDS:
                return reader, writer
            writer.close()
        return await asyncio.open_connection("127.0.0.1", self.port)

    async def by_all(self, workers: int) -> None:
        """Each transaction over some new connections, so that chance brings it to every worker: what follows finds them warm."""
        for body in self.bodies:
            for _ in range(4 * workers):
                await self.ask(body)
                while self.free:
                    self.free.pop()[2].close()

    async def timed(self, body: bytes, due: float, latencies: list[float], errors: dict[str, int]) -> None:
        """One request, timed from when it was due."""
        try:
            status = await asyncio.wait_for(self.ask(body), 60)
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            errors[type(error).__name__] = errors.get(type(error).__name__, 0) + 1
            return
        if status == 200:
            latencies.append((time.perf_counter() - due) * 1000)
        else:
            errors[str(status)] = errors.get(str(status), 0) + 1

    async def at_rate(self, rate: float, seconds: float, server: Server) -> Round:
        """Requests at a rate, at times as they fall when many callers know nothing of each other."""
        latencies: list[float] = []
        errors: dict[str, int] = {}
        chance = random.Random(1)
        tasks = []
        cpu, theirs, began = _cpu(), server.cpu(), time.perf_counter()
        due = began
        while due - began < seconds:
            wait = due - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            body = self.bodies[len(tasks) % len(self.bodies)]
            tasks.append(asyncio.create_task(self.timed(body, due, latencies, errors)))
            due += chance.expovariate(rate)
        await asyncio.gather(*tasks)
        took = time.perf_counter() - began
        return Round(rate, len(tasks), took, latencies, errors, _cpu() - cpu, server.cpu() - theirs)

    async def at_most(self, callers: int, seconds: float, server: Server) -> Round:
        """As much as so many callers get who each wait for their answer."""
        latencies: list[float] = []
        errors: dict[str, int] = {}
        turn = itertools.cycle(self.bodies)
        cpu, theirs, began = _cpu(), server.cpu(), time.perf_counter()

        async def again() -> None:
            while time.perf_counter() - began < seconds:
                await self.timed(next(turn), time.perf_counter(), latencies, errors)

        await asyncio.gather(*(again() for _ in range(callers)))
        took = time.perf_counter() - began
        return Round(0, len(latencies), took, latencies, errors, _cpu() - cpu, server.cpu() - theirs)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


@frozen
class Server:
    """A running server and its processes."""

    process: subprocess.Popen[bytes]
    port: int

    def pids(self) -> list[int]:
        """The process and its workers."""
        found = [self.process.pid]
        for pid in found:
            try:
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
            except OSError:
                continue
            found += [int(child) for child in children.split()]
        return found

    def cpu(self) -> float:
        """Seconds of processor time of all its processes so far."""
        total = 0
        for pid in self.pids():
            try:
                parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            total += int(parts[11]) + int(parts[12])
        return total / os.sysconf("SC_CLK_TCK")

    def memory(self) -> dict[int, int]:
        """Resident memory of each process, in MB."""
        found = {}
        for pid in self.pids():
            try:
                status = Path(f"/proc/{pid}/status").read_text()
            except OSError:
                continue
            size = re.search(r"VmRSS:\s+(\d+)", status)
            if size:
                found[pid] = int(size[1]) // 1024
        return found


@contextmanager
def serving(data: Path, mode: str, workers: int) -> Iterator[Server]:
    """A server over a data folder, from its first answer until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (data / "server.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "sekisho.cli.main", "serve", "--no-browser", "--port", str(port), "--workers", str(workers),
         "--log", "error", *(["--team"] if mode == "team" else [])],
        env={**os.environ, "SEKISHO_DATA": str(data)}, stdout=log, stderr=log,
    )  # fmt: skip
    server = Server(process, port)
    try:
        _await(server, data)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
        log.close()


def _await(server: Server, data: Path) -> None:
    import httpx

    end = time.monotonic() + START_SECONDS
    while True:
        try:
            httpx.get(f"http://127.0.0.1:{server.port}/api/v1/problems", timeout=5)
            return
        except httpx.TransportError:
            if server.process.poll() is not None or time.monotonic() > end:
                raise SystemExit((data / "server.log").read_text()[-3000:]) from None
            time.sleep(0.1)


def _made_ready(server: Server, token: str, data: Path) -> None:
    """Wait until the server's first minute is over: each worker has opened the lists of parties, and the index of the law
    stands, which another process builds in a data folder that is new.
    """
    import httpx

    headers = {"Authorization": f"Bearer {token}"} if token else {}
    address = f"http://127.0.0.1:{server.port}/api/v1/screen/lists"
    row, end = 0, time.monotonic() + START_SECONDS
    while row < 12 and time.monotonic() < end:
        # A new connection each time, so that chance brings it to every worker.
        row = row + 1 if httpx.get(address, headers=headers, timeout=60).status_code == 200 else 0
    while not list(data.glob("search/search-*.sqlite")) and time.monotonic() < end:
        time.sleep(0.5)
    time.sleep(2)  # what follows it in the workers


def make_token(data: Path) -> str:
    """A token of an officer in a new workspace of the server's database."""
    from sekisho.service.accounts import keys
    from sekisho.store import Database, accounts
    from sekisho.store.ids import new_id

    key, prefix = keys.new_token()
    database = Database.open(f"sqlite:///{data / 'sekisho.db'}")
    try:
        with database.begin() as tx:
            user = accounts.add_user(tx, "Load", email="load@sekisho.example")
            place = accounts.add_workspace(tx, "load")
            accounts.set_roles(tx, place.id, user.id, frozenset({"officer"}))
            row = accounts.Token(
                new_id(),
                place.id,
                user.id,
                "load",
                prefix,
                keys.digest(key),
                ["determine.run", "screen.read"],
                None,
                tx.now,
            )
            accounts.add_token(tx, place.id, row)
    finally:
        database.close()
    return key


def directly(some: list[bytes], whole: bool, seconds: float) -> tuple[float, float]:
    """Milliseconds that the engine needs for one answer when it is called directly, in one process: on the clock, and of
    processor time.
    """
    import gc

    import msgspec

    from sekisho.determine import Engine
    from sekisho.facts.load import load_text
    from sekisho.facts.read import read_case
    from sekisho.law import load_law
    from sekisho.service.determining import Options, determine_case

    law = load_law()
    engine = Engine(law)
    options = Options(questions=whole, traces=whole, ahead=whole, ways=whole)
    encode = msgspec.json.Encoder().encode

    def once() -> None:
        for body in some:
            case = read_case(load_text(body.decode(), "t", True), law)
            encode(determine_case(engine, case, options))

    once()
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    rounds, cpu, began = 0, _cpu(), time.perf_counter()
    while not rounds or time.perf_counter() - began < seconds:
        once()
        rounds += 1
    count = rounds * len(some)
    return 1000 * (time.perf_counter() - began) / count, 1000 * (_cpu() - cpu) / count


def main() -> None:
    """Measure and print; with --json also as data."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mode", choices=("laptop", "team"), default="laptop")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--rates", type=float, nargs="*", default=[25, 50, 100, 200])
    parser.add_argument(
        "--callers", type=int, default=8, help="of the round that asks for as much as it gets"
    )
    parser.add_argument(
        "--whole", action="store_true", help="whole answers, with questions, traces and what lies ahead"
    )
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    some = bodies()
    baseline = directly(some, chosen.whole, min(chosen.seconds, 10))
    print(
        f"{len(some)} transactions, {'whole answers' if chosen.whole else BARE}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    print(
        f"engine called directly, one process: {baseline[0]:.1f} ms an answer, {baseline[1]:.1f} ms of processor time"
    )
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        token = make_token(data) if chosen.mode == "team" else ""
        with serving(data, chosen.mode, chosen.workers) as server:
            rounds, memory = asyncio.run(_measure(server, chosen, token, some, data))
    if chosen.json:
        chosen.json.write_text(json.dumps(_told(chosen, baseline, rounds, memory), indent=1))


async def _measure(
    server: Server, chosen: argparse.Namespace, token: str, some: list[bytes], data: Path
) -> tuple[list[Round], list[dict[int, int]]]:
    caller = Caller(server.port, "" if chosen.whole else BARE, token, some)
    print(f"server: {chosen.mode}, {chosen.workers} workers")
    await asyncio.to_thread(_made_ready, server, token, data)
    await caller.by_all(chosen.workers)
    await caller.at_most(4, max(10.0, chosen.seconds / 2), server)
    memory = [server.memory()]
    rounds = []
    for rate in chosen.rates:
        rounds.append(await caller.at_rate(rate, chosen.seconds, server))
        print(rounds[-1].line(), flush=True)
        await asyncio.sleep(1)
    rounds.append(await caller.at_most(chosen.callers, chosen.seconds, server))
    print(rounds[-1].line())
    memory.append(server.memory())
    for pid, before in memory[0].items():
        print(
            f"memory of {pid}: {before} MB before, {memory[1].get(pid, 0)} MB after {sum(len(r.latencies) for r in rounds)} answers"
        )
    return rounds, memory


def _told(
    chosen: argparse.Namespace,
    baseline: tuple[float, float],
    rounds: list[Round],
    memory: list[dict[int, int]],
) -> dict[str, Any]:
    return {
        "mode": chosen.mode,
        "workers": chosen.workers,
        "whole": chosen.whole,
        "directly_ms": round(baseline[0], 2),
        "directly_cpu_ms": round(baseline[1], 2),
        "rounds": [
            {
                "rate": r.rate or None,
                "answered": round(r.answered, 1),
                "mean_ms": round(statistics.fmean(r.latencies), 1) if r.latencies else None,
                **{f"p{share}_ms": round(r.at(share / 100), 1) for share in (50, 90, 99)},
                "errors": r.errors,
                "generator_cores": round(r.cpu / r.seconds, 2),
                "server_cores": round(r.server_cpu / r.seconds, 2),
                "server_cpu_ms": round(1000 * r.server_cpu / max(len(r.latencies), 1), 2),
            }
            for r in rounds
        ],
        "memory_mb": [list(found.values()) for found in memory],
    }


if __name__ == "__main__":
    main()
