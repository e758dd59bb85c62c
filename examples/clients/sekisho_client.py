"""A small typed client of the Sekisho API. Needs httpx and nothing else: copy it into your own program.

    with Sekisho("http://127.0.0.1:8470") as sekisho:
        answer = sekisho.determine({"on": "2026-11-28", "act": "export", ...})
        print(answer.outcome("CN"))

Not legal advice. Read `at_most` first: an outcome holds on the facts given, by the law that was read.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import httpx

Transaction = Mapping[str, Any]
PATIENCE = 5
"""So often a request is made again that the server was too busy for."""


class Refused(Exception):
    """A request that was not carried out: problem details (RFC 9457), with every fault in `errors`."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        self.problem = problem
        self.status = int(problem.get("status", 0))
        self.kind = str(problem.get("type", "")).rsplit("/", 1)[-1]
        self.errors: Sequence[Mapping[str, Any]] = problem.get("errors", ())
        super().__init__(f"{problem.get('title')}: {problem.get('detail')}")


@dataclass(frozen=True)
class Answer:
    """A determination; `data` is the whole of it (docs/reference/determination.md)."""

    data: Mapping[str, Any]

    @property
    def law(self) -> str:
        """The hash of the law that answered; keep it with the answer."""
        return str(self.data["law"]["hash"])

    def outcome(self, authority: str) -> tuple[str, str]:
        """The mildest and the gravest outcome that the known facts allow under one authority."""
        lane = self.data["authorities"][authority]
        return lane["at_least"], lane["at_most"]

    def settled(self, authority: str) -> bool:
        """Whether both ends are the same. What is not settled is not "no licence required"."""
        return bool(self.data["authorities"][authority]["decided"])

    def duties(self, authority: str) -> Iterator[Mapping[str, Any]]:
        """The duties under one authority, those of its items and of the transaction as a whole."""
        lane = self.data["authorities"][authority]
        for item in lane["items"]:
            yield from item["duties"]
        yield from lane["duties"]


class Sekisho:
    """The API of one server. Use it as a context manager; it may be shared by threads."""

    def __init__(self, address: str, token: str = "", *, timeout: float = 60) -> None:
        """`token`: of your account page; a server on your own machine needs none."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(base_url=address.rstrip("/") + "/api/v1", headers=headers, timeout=timeout)

    def __enter__(self) -> Sekisho:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def determine(
        self,
        transaction: Transaction,
        *,
        on: str | None = None,
        authorities: Sequence[str] = (),
        whole: bool = True,
    ) -> Answer:
        """What the law of each authority demands. `whole=False`: statuses and duties alone, which is much quicker."""
        params: dict[str, Any] = {"authority": list(authorities)}
        if on:
            params["on"] = on
        if not whole:
            params |= {"trace": "false", "questions": "false", "ahead": "false", "ways": "false"}
        return Answer(self._ask("POST", "/determine", params=params, json=transaction).json())

    def determine_many(self, transactions: Sequence[Transaction]) -> list[Answer | Refused]:
        """The determinations of many transactions in their order; for one with faults, its problem in its place."""
        params = {"trace": "false", "questions": "false", "ahead": "false", "ways": "false"}
        body = {"transactions": list(transactions)}
        found = self._ask("POST", "/determine/batch", params=params, json=body).json()
        return [
            Answer(row["determination"]) if "determination" in row else Refused(row["problem"])
            for row in found["results"]
        ]

    def questions(self, transaction: Transaction) -> list[dict[str, Any]]:
        """The facts that could change the answer, the weightiest first."""
        found: list[dict[str, Any]] = self._ask("POST", "/questions", json=transaction).json()["questions"]
        return found

    def save(self, transaction: Transaction, note: str = "") -> str:
        """Determine a transaction and keep the answer; its id. Safe to make again after a broken connection."""
        key = str(uuid.uuid4())
        response = self._ask(
            "POST", "/saved", params={"note": note}, json=transaction, headers={"Idempotency-Key": key}
        )
        return str(response.json()["id"])

    def saved(self) -> Iterator[dict[str, Any]]:
        """Every saved answer, the newest first, page after page."""
        address = "/saved"
        while address:
            response = self._ask("GET", address)
            yield from response.json()["items"]
            following = response.links.get("next", {}).get("url", "")
            address = following.removeprefix("/api/v1")

    def law(self, id: str, *, on: str | None = None, lang: str = "en") -> dict[str, Any]:
        """One provision of the law on a day: its state, its words, its citation, the day of its last check."""
        params = {"lang": lang, **({"on": on} if on else {})}
        found: dict[str, Any] = self._ask("GET", f"/law/provisions/{id}", params=params).json()
        return found

    def _ask(self, method: str, path: str, **how: Any) -> httpx.Response:
        for attempt in range(PATIENCE + 1):
            try:
                response = self._http.request(method, path, **how)
            except httpx.TransportError:
                # What only reads, or has a key, may be sent again; a reply that was lost is replayed by the server.
                if attempt == PATIENCE or (method != "GET" and "headers" not in how):
                    raise
                time.sleep(0.2 * 2**attempt)
                continue
            if response.status_code in {429, 503} and attempt < PATIENCE:
                time.sleep(float(response.headers.get("Retry-After", 1)))
                continue
            if response.is_error:
                raise Refused(response.json())
            return response
        raise AssertionError("not reached")
