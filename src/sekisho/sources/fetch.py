"""Fetching one file of an official source: only if it changed, again after failures, on from where it was cut."""

from __future__ import annotations

import random
import ssl
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
from attrs import define, field, frozen

from sekisho.sources.partial import Partial
from sekisho.sources.records import SourceError
from sekisho.sources.settings import SourceSettings, redacted
from sekisho.sources.unpack import inflate

REDIRECTS = 5
LONGEST_WAIT = 300.0  # seconds: a server that asks for more patience is asked again by the next sync
_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_KEPT = (
    "content-type",
    "content-length",
    "content-encoding",
    "last-modified",
    "etag",
    "date",
    "content-disposition",
)


class FetchError(SourceError):
    """A file could not be fetched: the message says why, and what to do."""


class Cancelled(Exception):
    """The person, or the program, stopped the sync. What was fetched so far is kept for the next one."""


@frozen
class Fetched:
    """What came: `data` is None where the server says that nothing changed since `etag` or `last_modified`."""

    url: str
    data: bytes | None
    etag: str = ""
    last_modified: str = ""
    headers: Mapping[str, str] = {}


@frozen
class _Wait:
    """Try again: why, and how many seconds the server asks for."""

    reason: str
    seconds: float | None = None


def _nothing(_done: int, _whole: int | None) -> None:
    return None


@define
class Fetcher:
    """Fetches files of one source under its settings. `sleep` and `luck` are there for tests."""

    settings: SourceSettings
    largest: int
    partials: Path | None = None  # folder in which cut downloads wait for the next try
    sleep: Callable[[float], None] = time.sleep
    luck: Callable[[], float] = random.random
    cancelled: Callable[[], bool] = bool
    _client: httpx.Client | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        from sekisho import __version__

        agent = self.settings.user_agent or f"sekisho/{__version__} (sanctions and export-control lists)"
        try:
            context: ssl.SSLContext | bool = True
            if self.settings.ca_file:
                context = ssl.create_default_context(cafile=self.settings.ca_file)
        except (OSError, ssl.SSLError) as error:
            raise FetchError(
                f"ca-file {self.settings.ca_file}: {error}. Give a file of certificates (PEM)."
            ) from None
        try:
            self._client = httpx.Client(
                verify=context,
                proxy=self.settings.proxy or None,
                timeout=httpx.Timeout(self.settings.timeout),
                follow_redirects=False,
                headers={"User-Agent": agent, "Accept-Encoding": "gzip"},
            )
        except (ValueError, ImportError, httpx.InvalidURL):
            # Its message would show the address of the proxy with name and password.
            raise FetchError(
                "the proxy cannot be used: give an address that begins with http:// in the settings, or look at http_proxy, "
                "https_proxy and all_proxy of the environment (SOCKS is not supported)."
            ) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client:
            self._client.close()

    def fetch(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        progress: Callable[[int, int | None], None] = _nothing,
    ) -> Fetched:
        """The file behind `url`, or the word that it has not changed. Raises FetchError, and Cancelled."""
        begun = time.monotonic()
        partial = Partial(self.partials, url)
        tries = self.settings.retries + 1
        reason = ""
        for number in range(tries):
            self._stop_if_wanted()
            result = self._try(url, partial, etag, last_modified, begun, progress)
            if isinstance(result, Fetched):
                partial.drop()
                return result
            reason = result.reason
            if number + 1 < tries:
                self.sleep(self._pause(number, result, begun))
        partial.keep()
        raise FetchError(f"{redacted(url)}: {reason}; tried {tries} times. Try again later, or set a mirror.")

    def _pause(self, number: int, wait: _Wait, begun: float) -> float:
        """Seconds to wait: what the server asked for, else twice as long each time, with a share of chance."""
        if wait.seconds is not None:
            if wait.seconds > LONGEST_WAIT:
                raise FetchError(
                    f"{wait.reason}; the server asks to come back in {wait.seconds:,.0f} seconds."
                )
            return wait.seconds + self.luck()
        pause: float = min(60.0, 2.0**number) * (0.5 + self.luck())
        return pause

    def _try(
        self,
        url: str,
        partial: Partial,
        etag: str,
        last_modified: str,
        begun: float,
        progress: Callable[[int, int | None], None],
    ) -> Fetched | _Wait:
        assert self._client is not None, "use the fetcher in a with statement"
        headers = dict(partial.headers())
        if not headers:
            headers |= {"If-None-Match": etag} if etag else {}
            headers |= {"If-Modified-Since": last_modified} if last_modified else {}
        place = url
        try:
            for _step in range(REDIRECTS + 1):
                _refuse_odd_address(place, url)
                with self._client.stream("GET", place, headers=headers) as response:
                    if response.is_redirect and "location" in response.headers:
                        place = _next_place(place, response.headers["location"])
                        continue
                    return self._take(response, url, partial, begun, progress)
        except httpx.TransportError as error:
            return self._broken(error, url, partial)
        except httpx.InvalidURL as error:
            raise FetchError(f"{redacted(url)}: {error}. Correct the address in the settings.") from None
        raise FetchError(
            f"{redacted(url)}: more than {REDIRECTS} redirections. Open it in a browser and set where it ends."
        )

    def _take(
        self,
        response: httpx.Response,
        url: str,
        partial: Partial,
        begun: float,
        progress: Callable[[int, int | None], None],
    ) -> Fetched | _Wait:
        status = response.status_code
        if status == 304:
            return Fetched(url, None)
        if status == 416:  # what we hold is longer than what there is now
            partial.drop()
            return _Wait("the server could not continue the download", 0.0)
        if status in _AGAIN:
            return _Wait(f"the server answers {status}", _retry_after(response))
        if status not in {200, 206}:
            raise FetchError(
                f"{redacted(url)}: the server answers {status} {response.reason_phrase}. {_hint(status)}"
            )
        if status == 200 or not partial.fits(response):
            if status == 206:
                partial.drop()
                return _Wait("the server continued at another place", 0.0)
            partial.begin(response)
        limit = self.settings.size_limit or self.largest
        whole = partial.whole(response)
        if whole is not None and whole > limit:
            partial.drop()
            raise FetchError(
                f"{redacted(url)}: {whole:,} bytes are announced, more than the limit of {limit:,}. "
                "If the list has really grown so far, raise size-limit in the settings."
            )
        self._stream(response, url, partial, limit, begun, progress, whole)
        data = bytes(partial.data)
        if whole is not None and len(data) < whole:
            return _Wait(f"the download broke off after {len(data):,} of {whole:,} bytes")
        return Fetched(
            url,
            _decoded(data, partial.encoding, limit, url),
            response.headers.get("etag", ""),
            response.headers.get("last-modified", ""),
            {name: response.headers[name] for name in _KEPT if name in response.headers},
        )

    def _stream(
        self,
        response: httpx.Response,
        url: str,
        partial: Partial,
        limit: int,
        begun: float,
        progress: Callable[[int, int | None], None],
        whole: int | None,
    ) -> None:
        for piece in response.iter_raw():
            partial.add(piece)
            progress(len(partial.data), whole)
            if len(partial.data) > limit:
                partial.drop()
                raise FetchError(
                    f"{redacted(url)}: more than {limit:,} bytes came; the download was stopped."
                )
            if time.monotonic() - begun > self.settings.time_limit:
                partial.keep()
                raise FetchError(
                    f"{redacted(url)}: not done after {self.settings.time_limit:,.0f} seconds. "
                    "The next sync goes on from here; or raise time-limit in the settings."
                )
            if self.cancelled():
                partial.keep()
                raise Cancelled(redacted(url))

    def _broken(self, error: httpx.TransportError, url: str, partial: Partial) -> _Wait:
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ssl.SSLCertVerificationError):
                raise FetchError(
                    f"{redacted(url)}: the server's certificate cannot be verified ({cause.verify_message}). "
                    "If your network puts its own in between, give its file of certificates as ca-file."
                ) from None
            cause = cause.__cause__ or cause.__context__
        if isinstance(error, httpx.UnsupportedProtocol | httpx.ProxyError):
            raise FetchError(
                f"{redacted(url)}: {error}. Look at the addresses and the proxy in the settings."
            ) from None
        return _Wait(f"{type(error).__name__}: {error}".rstrip(": ") or "the connection broke off")

    def _stop_if_wanted(self) -> None:
        if self.cancelled():
            raise Cancelled


def _refuse_odd_address(place: str, url: str) -> None:
    try:
        scheme = urlsplit(place).scheme
    except ValueError:
        raise FetchError(f"{redacted(url)} leads to an address that cannot be read.") from None
    if scheme not in {"http", "https"}:
        raise FetchError(f"{redacted(url)} leads to {redacted(place)}: only http and https are followed.")
    if scheme == "http" and url.startswith("https:"):
        raise FetchError(f"{redacted(url)} leads to an address without encryption: it is not followed.")


def _next_place(place: str, location: str) -> str:
    try:
        return urljoin(place, location)
    except ValueError:
        raise FetchError(f"{redacted(place)} leads to an address that cannot be read.") from None


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds that the server asks to wait, from a number or a date."""
    words = response.headers.get("retry-after", "").strip()
    if words.isdigit():
        return float(words)
    try:
        return max(0.0, (parsedate_to_datetime(words) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


def _decoded(data: bytes, encoding: str, limit: int, url: str) -> bytes:
    if encoding in {"", "identity"}:
        return data
    if encoding in {"gzip", "x-gzip", "deflate"}:
        return inflate(data, limit, "deflate" if encoding == "deflate" else "gzip")
    raise FetchError(
        f"{redacted(url)}: the server encodes the file as {encoding!r}, which was not asked for."
    )


def _hint(status: int) -> str:
    if status in {401, 403, 407}:
        return (
            "It may refuse this network or want a browser: fetch the file by hand and import it with --from."
        )
    if status in {404, 410}:
        return "The file has moved: look for it on the source's page and set its address in the settings."
    return "Try again later, or fetch the file by hand and import it with --from."
