"""Every page of the web application: time on the server, and bytes of HTML, script and style before pictures.

    python benchmarks/service/pages.py            # a laptop's server with one worker

Each page is asked for some times over one connection; the first is told apart, for it may have to work out what later ones
find kept. A page has 200 ms on the server and 150 kB; of these 60 kB are HTML, 20 kB style, 60 kB script.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
from attrs import frozen

sys.path.insert(0, str(Path(__file__).parents[2]))
from benchmarks.service.load import EXAMPLES, serving

BUDGET_MS = 200
BUDGET_KB = 150
GALLIUM = EXAMPLES / "gallium-united-states-2026-11-28.yaml"
_PARTS = re.compile(r'(?:<script[^>]+src|<link[^>]+rel="(?:stylesheet|modulepreload)"[^>]+href)="([^"]+)"')
_SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)
_IMPORTS = re.compile(r'^(?:import|export)[^"\']*["\'](\.[^"\']+)["\']', re.MULTILINE)


@frozen
class Page:
    """What a page costs. Times in milliseconds, sizes in kB (1,000 bytes) as sent, without pictures."""

    address: str
    status: int
    first: float
    median: float
    worst: float
    html: float
    pictures: float
    assets: float

    @property
    def within(self) -> bool:
        """Is it within both budgets, the first time too?"""
        return (
            self.status == 200
            and max(self.first, self.worst) <= BUDGET_MS
            and self.html + self.assets <= BUDGET_KB
        )

    def line(self) -> str:
        """The page in a line."""
        mark = "" if self.within else "  OVER"
        return (
            f"{self.address:58.58} {self.status}  first {self.first:7.1f} ms  median {self.median:6.1f}  worst {self.worst:6.1f}  "
            f"html {self.html:6.1f} kB  pictures {self.pictures:6.1f}  script and style {self.assets:6.1f}{mark}"
        )


def measure(client: httpx.Client, address: str, times: int, known: dict[str, int]) -> Page:
    """Ask for a page some times."""
    took = []
    for _ in range(times + 1):
        began = time.perf_counter()
        response = client.get(address)
        took.append((time.perf_counter() - began) * 1000)
    text = response.text
    pictures = sum(len(one.encode()) for one in _SVG.findall(text))
    return Page(
        address,
        response.status_code,
        took[0],
        statistics.median(took[1:]),
        max(took[1:]),
        (len(response.content) - pictures) / 1000,
        pictures / 1000,
        sum(_sizes(client, text, known).values()) / 1000,
    )


def _sizes(client: httpx.Client, text: str, known: dict[str, int]) -> dict[str, int]:
    """The scripts and styles of a page, with the modules that they import, each once."""
    found: dict[str, int] = {}
    pending = [one for one in _PARTS.findall(text) if one.startswith("/")]
    while pending:
        address = pending.pop()
        bare = address.partition("?")[0]
        if bare in found:
            continue
        response = client.get(address)
        known[bare] = found[bare] = len(response.content)
        if bare.endswith(".js"):
            pending += [urljoin(bare, one) for one in _IMPORTS.findall(response.text)]
    return found


def addresses(client: httpx.Client) -> list[str]:
    """The pages, with ids where an address has a part for one."""
    from sekisho.web.reference import routes

    ids = _ids(client)
    found = []
    for route in routes():
        if route.method != "GET" or not route.json:
            continue
        path = route.path
        for place, key in re.findall(r"(/[\w-]+)?/\{(\w+)(?::\w+)?\}", path):
            value = (
                ids.get(f"{place.strip('/')}/{key}") or ids.get(f"{path.split('/')[1]}/{key}") or ids.get(key)
            )
            if value is None:
                break
            path = re.sub(r"\{" + key + r"(?::\w+)?\}", value, path, count=1)
        if "{" not in path:
            found.append(path)
    return [*dict.fromkeys(found), *(one for one in EXTRA if one.partition("?")[0] in found)]


EXTRA = (
    "/law/search?q=%E9%95%93",
    "/law/search?q=lithography",
    "/law/changes?from=2026-01-01&to=2026-11-21",
    "/law/correspond?code=3B001.f.1.b",
    "/law/compare?of=JP&of=CN",
)


def _ids(client: httpx.Client) -> dict[str, str]:
    """Things to look at: a check, a saved answer, a product sheet, and parts of the law."""
    headers = {"Content-Type": "application/yaml"}
    check = client.post("/api/v1/checks", content=GALLIUM.read_bytes(), headers=headers).json()["id"]
    saved = client.post("/api/v1/saved", content=GALLIUM.read_bytes(), headers=headers).json()["id"]
    job = client.post("/api/v1/jobs/look-again", headers={"Content-Type": "application/json"}).json()["id"]
    return {
        "check/id": check, "saved/id": saved, "jobs/id": job, "law/authority": "CN", "check/authority": "CN", "code": "us.ccl:3B001.f.1.b",
        "entry/code": "us.ccl:3B001.f.1.b", "instrument": "cn-2025-mofcom-gacc-70", "authority": "CN",
        "p/id": "us.ccl:3B001.f.1.b", "p/provision": "us.ccl:3B001.f.1.b", "group/id": "ag.members-read",
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=8)
    parser.add_argument("--lang", default="ja")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    pages: list[Page] = []
    known: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), "laptop", 1) as server:
        base = f"http://127.0.0.1:{server.port}"
        with httpx.Client(
            base_url=base, headers={"Accept-Language": chosen.lang}, timeout=120, follow_redirects=True
        ) as client:
            for address in addresses(client):
                pages.append(measure(client, address, chosen.times, known))
                print(pages[-1].line(), flush=True)
        print(f"memory: {server.memory()}")
    over = [page.address for page in pages if not page.within]
    print(f"{len(pages)} pages, {len(over)} over {BUDGET_MS} ms or {BUDGET_KB} kB")
    if chosen.json:
        told: list[dict[str, Any]] = [
            {name: getattr(page, name) for name in Page.__slots__ if name[0] != "_"} for page in pages
        ]
        chosen.json.write_text(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
