"""Measurements for Prometheus: requests and their times by template, faults, what is being worked on.

With several processes the numbers of all are added up through files in `PROMETHEUS_MULTIPROC_DIR`, which the command sets
before this module is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from .templates import method_of

REGISTRY: Final = CollectorRegistry()
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10, 30, 60)
_REQUESTS: Final = Counter(
    "sekisho_requests", "Requests that were answered.", ["method", "route", "status"], registry=REGISTRY
)
_TIMES: Final = Histogram(
    "sekisho_request_seconds",
    "Seconds from the request to the end of the answer.",
    ["method", "route"],
    buckets=_SECONDS,
    registry=REGISTRY,
)
_FLYING: Final = Gauge(
    "sekisho_requests_in_flight",
    "Requests that are being worked on.",
    registry=REGISTRY,
    multiprocess_mode="livesum",
)
_FAULTS: Final = Counter("sekisho_faults", "Requests that met a fault of ours.", registry=REGISTRY)


def count(method: str, template: str, status: int, seconds: float) -> None:
    """Note one request."""
    _REQUESTS.labels(method_of(method), template, str(status)).inc()
    _TIMES.labels(method_of(method), template).observe(seconds)


def count_fault() -> None:
    """Note a fault of ours."""
    _FAULTS.inc()


@contextmanager
def in_flight() -> Iterator[None]:
    """Count a request as long as it is worked on."""
    _FLYING.inc()
    try:
        yield
    finally:
        _FLYING.dec()


def page() -> tuple[bytes, str]:
    """The measurements as Prometheus reads them, and their type; of all processes where there are several."""
    registry: CollectorRegistry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client import multiprocess

        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry), CONTENT_TYPE_LATEST
