"""Queries a second, time to build and to load, and memory over all lists, beside rapidfuzz over every name and nomenklatura.

    .venv/bin/python -m benchmarks.screening.speed [--nomenklatura]

`--nomenklatura` makes an environment of its own (build/nomenklatura) from the package registry; it is never one of ours.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.screening.clean import clean_names
from benchmarks.screening.labelled import native_queries

from sekisho.screening.index import NameIndex
from sekisho.screening.reasons import Query
from sekisho.sources.records import ListedParty

ROOT = Path(__file__).resolve().parents[2]
OTHER = """
import json, sys, time
from nomenklatura.matching import LogicV2
from nomenklatura.matching.types import ScoringConfig
from followthemoney import model
def entity(name, person):
    return model.get_proxy({"id": name, "schema": "Person" if person else "Organization", "properties": {"name": [name]}})
work = json.load(sys.stdin)
listed = [entity(n, p) for n, p in work["listed"]]
config = LogicV2.default_config() if hasattr(LogicV2, "default_config") else ScoringConfig.defaults()
started = time.process_time()
pairs = 0
for name, person in work["asked"]:
    asked = entity(name, person)
    for one in listed:
        LogicV2.compare(asked, one, config)
        pairs += 1
print(json.dumps({"seconds": time.process_time() - started, "pairs": pairs}))
"""


def queries(parties: list[ListedParty], many: int) -> list[Query]:
    """A mixture: half ordinary names, half names of listed parties in other scripts."""
    draw = random.Random(3)
    native = draw.sample(list(native_queries(parties)), many // 2)
    mixed = [Query(q.name, kind=q.kind) for q in native]  # type: ignore[arg-type]
    mixed += [Query(c.name, kind=c.kind) for c in clean_names(many // 8)]  # type: ignore[arg-type]
    draw.shuffle(mixed)
    return mixed


def proportional_memory() -> float:
    """Megabytes of this process, shared pages counted in parts (Linux); 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def loaded(path: Path, work: Path) -> None:
    """What a process of its own needs that loads the saved index and answers: printed as JSON."""
    started = time.perf_counter()
    index = NameIndex.load(path)
    seconds = time.perf_counter() - started
    asked = [Query(n, kind=k) for n, k in json.loads(work.read_text(encoding="utf-8"))]
    one = time.process_time()
    for query in asked:
        index.search(query)
    one = time.process_time() - one
    memory = proportional_memory()
    two = time.perf_counter()
    index.search_many(asked, processes=2)
    two = time.perf_counter() - two
    print(json.dumps({"load": seconds, "one": one / len(asked), "two": two / len(asked), "memory": memory}))


def beside(parties: list[ListedParty], asked: list[Query], ours: float, other: bool) -> None:
    """A full scan by rapidfuzz, and nomenklatura's logic-v2 by pairs, over the same names."""
    from rapidfuzz import fuzz, process, utils

    names = [n.text for p in parties for n in p.names]
    for scorer in (fuzz.WRatio, fuzz.token_sort_ratio):
        started = time.process_time()
        for query in asked[:10]:
            process.extract(query.name, names, scorer=scorer, processor=utils.default_process, limit=5)
        each = (time.process_time() - started) / 10
        print(
            f"rapidfuzz {scorer.__name__} over {len(names):,} names: {each * 1000:,.0f} ms a query, {each / ours:,.0f} times ours"
        )
    if not other:
        return
    home = ROOT / "build" / "nomenklatura"
    python = home / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", "nomenklatura"], check=True)
    listed = [(n.text, p.kind == "person") for p in parties[::400] for n in p.names[:1]]
    work = {"listed": listed, "asked": [(q.name, q.kind == "person") for q in asked[:20]]}
    done = subprocess.run(
        [str(python), "-c", OTHER], input=json.dumps(work), capture_output=True, text=True, check=False
    )
    if done.returncode:
        print("nomenklatura could not be measured:", done.stderr.strip().splitlines()[-1:])
        return
    told = json.loads(done.stdout.splitlines()[-1])
    pair = told["seconds"] / told["pairs"]
    print(
        f"nomenklatura logic-v2: {pair * 1e6:,.0f} µs a pair; 32 pairs, as many as we compare in full: {32 * pair * 1000:,.1f} ms"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=4000)
    parser.add_argument("--nomenklatura", action="store_true")
    parser.add_argument("--loaded", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.loaded:
        loaded(*options.loaded)
        return
    from tests.sources.shared_lists import shared_parties

    parties = shared_parties()
    clock, processor = time.perf_counter(), os.times()
    index = NameIndex.build(parties)
    after = os.times()
    spent = sum(after[:4]) - sum(processor[:4])
    print(
        f"built: {len(index):,} parties, {index.names:,} names in {time.perf_counter() - clock:.1f} s ({spent:.1f} s of processor time)"
    )
    asked = queries(parties, options.many)
    with tempfile.TemporaryDirectory() as folder:
        path, work = Path(folder) / "names", Path(folder) / "asked.json"
        index.save(path)
        work.write_text(json.dumps([(q.name, q.kind) for q in asked]), encoding="utf-8")
        print(f"saved: {path.stat().st_size / 1e6:.0f} MB")
        command = [sys.executable, "-m", "benchmarks.screening.speed", "--loaded", str(path), str(work)]
        told = json.loads(
            subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
        )
    print(f"loaded in {told['load']:.2f} s; {told['memory']:.0f} MB after {len(asked):,} queries")
    print(
        f"one process: {1 / told['one']:,.0f} queries a second of processor time, with reasons for five hits"
    )
    print(f"two processes: {1 / told['two']:,.0f} queries a second on the clock")
    beside(parties, asked, told["one"], options.nomenklatura)


if __name__ == "__main__":
    main()
