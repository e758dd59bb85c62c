"""Fetching from a server that behaves, and from servers that do not."""

import gzip
import hashlib
import random
import ssl
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from sekisho.sources.fetch import LONGEST_WAIT, Cancelled, Fetcher, FetchError
from sekisho.sources.records import SourceError
from sekisho.sources.settings import SourceSettings
from tests.sources.listserver import Answer, ListServer, serving

MADE = Path(__file__).parent / "made"
BODY = random.Random(5).randbytes(300_000)
SMALL = SourceSettings(retries=2, timeout=5)


class Patient(Fetcher):
    """A fetcher that sleeps in no time and notes how long it would have slept."""

    def __init__(self, settings: SourceSettings = SMALL, largest: int = 1_000_000, **more: object) -> None:
        self.slept: list[float] = []
        super().__init__(settings, largest, sleep=self.slept.append, luck=lambda: 0.5, **more)  # type: ignore[arg-type]


def cut_after(count: int, body: bytes = BODY, etag: str = '"v1"') -> Callable[[Answer], None]:
    """Announce the whole, send the first bytes and hang up."""

    def answer(ask: Answer) -> None:
        ask.reply(200, body[:count], ETag=etag, Content_Length=str(len(body)))
        ask.hang_up()

    return answer


def status(code: int, **headers: str) -> Callable[[Answer], None]:
    return lambda ask: ask.reply(code, b"later", **headers)


def whole(body: bytes = BODY, **headers: str) -> Callable[[Answer], None]:
    return lambda ask: ask.reply(200, body, **headers)


def test_the_file_comes_with_what_the_next_sync_needs(server: ListServer) -> None:
    url = server.publish("/list.xml", BODY, etag="v1", Last_Modified="Sat, 21 Nov 2026 10:00:00 GMT")
    with Patient() as one:
        got = one.fetch(url)
    assert got.data == BODY
    assert got.etag == '"v1"'
    assert got.last_modified.startswith("Sat, 21 Nov")
    assert got.headers["content-length"] == str(len(BODY))
    assert "sekisho/" in server.asked[0].headers["user-agent"]


def test_what_did_not_change_is_not_sent_again(server: ListServer) -> None:
    url = server.publish("/list.xml", BODY, etag="v1")
    with Patient() as one:
        assert one.fetch(url, etag='"v1"').data is None
        assert one.fetch(url, etag='"v0"').data == BODY
    assert server.asked[0].headers["if-none-match"] == '"v1"'


def test_last_modified_asks_too(server: ListServer) -> None:
    day = "Sat, 21 Nov 2026 10:00:00 GMT"
    url = server.script(
        "/list", lambda ask: ask.reply(304 if ask.headers.get("If-Modified-Since") == day else 200, b"")
    )
    with Patient() as one:
        assert one.fetch(url, last_modified=day).data is None


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_a_server_in_trouble_is_asked_again_and_ever_later(server: ListServer, code: int) -> None:
    url = server.script("/list", status(code), status(code), whole())
    with Patient() as one:
        assert one.fetch(url).data == BODY
    assert one.slept == [1.0, 2.0]


def test_retry_after_is_honoured_in_seconds_and_as_a_date(server: ListServer) -> None:
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    url = server.script("/list", status(503, Retry_After="17"), status(503, Retry_After=when), whole())
    with Patient() as one:
        assert one.fetch(url).data == BODY
    assert one.slept[0] == 17.5
    assert 35 < one.slept[1] < 41


def test_a_server_that_wants_too_much_patience_is_left(server: ListServer) -> None:
    url = server.script("/list", status(503, Retry_After=str(int(LONGEST_WAIT) + 1)))
    with Patient() as one, pytest.raises(FetchError, match="come back in 301 seconds"):
        one.fetch(url)
    assert not one.slept


def test_after_all_tries_the_reason_and_the_mend_are_said(server: ListServer) -> None:
    url = server.script("/list", status(500))
    with Patient() as one, pytest.raises(FetchError, match=r"answers 500; tried 3 times.*mirror"):
        one.fetch(url)
    assert len(server.asked) == 3


@pytest.mark.parametrize(("code", "mend"), [(403, "--from"), (404, "settings"), (400, "--from")])
def test_a_refusal_is_not_tried_again(server: ListServer, code: int, mend: str) -> None:
    url = server.script("/list", status(code))
    with Patient() as one, pytest.raises(FetchError, match=mend):
        one.fetch(url)
    assert len(server.asked) == 1


def test_a_cut_download_goes_on_from_where_it_was_cut(server: ListServer) -> None:
    good = server.publish("/list", BODY, etag="v1")
    whole_answer = server.paths["/list"]
    server.script("/list", cut_after(100_000), whole_answer)
    with Patient() as one:
        assert one.fetch(good).data == BODY
    again = server.asked[1].headers
    assert again["range"] == "bytes=100000-"
    assert again["if-range"] == '"v1"'


def test_a_file_that_changed_in_between_is_taken_from_its_beginning(server: ListServer) -> None:
    newer = BODY[::-1]
    server.publish("/list", newer, etag="v2")
    answer = server.paths["/list"]
    url = server.script("/list", cut_after(100_000), answer)
    with Patient() as one:
        assert one.fetch(url).data == newer


def test_a_continuation_at_another_place_is_not_glued_on(server: ListServer) -> None:
    def wrong(ask: Answer) -> None:
        ask.reply(206, BODY[5:], ETag='"v1"', Content_Range=f"bytes 5-{len(BODY) - 1}/{len(BODY)}")

    url = server.script("/list", cut_after(1_000), wrong, whole())
    with Patient() as one:
        assert one.fetch(url).data == BODY


def test_a_server_that_hands_out_pieces_is_asked_for_the_rest(server: ListServer) -> None:
    """It answers a range with less than the rest, correctly announced: that is no broken connection, and no whole file."""

    def piece(ask: Answer) -> None:
        start = int(ask.headers.get("Range", "bytes=0-")[6:].rstrip("-"))
        end = min(start + 120_000, len(BODY))
        ask.reply(206, BODY[start:end], ETag='"v1"', Content_Range=f"bytes {start}-{end - 1}/{len(BODY)}")

    url = server.script("/list", cut_after(100_000), piece)
    with Patient(SourceSettings(retries=4)) as one:
        assert one.fetch(url).data == BODY
    assert len(server.asked) == 3


def test_without_a_validator_nothing_is_continued(server: ListServer) -> None:
    url = server.script("/list", cut_after(1_000, etag='W/"weak"'), whole())
    with Patient() as one:
        assert one.fetch(url).data == BODY
    assert "range" not in server.asked[1].headers


def test_another_process_goes_on_with_the_download(server: ListServer, tmp_path: Path) -> None:
    server.publish("/list", BODY, etag="v1")
    answer = server.paths["/list"]
    url = server.script("/list", cut_after(200_000))
    with Patient(SourceSettings(retries=0), partials=tmp_path) as one, pytest.raises(FetchError):
        one.fetch(url)
    server.paths["/list"] = answer
    with Patient(partials=tmp_path) as other:
        assert other.fetch(url).data == BODY
    assert server.asked[-1].headers["range"] == "bytes=200000-"
    assert not list(tmp_path.iterdir())


def test_a_kept_beginning_that_was_changed_is_not_used(server: ListServer, tmp_path: Path) -> None:
    server.publish("/list", BODY, etag="v1")
    answer = server.paths["/list"]
    url = server.script("/list", cut_after(200_000))
    with Patient(SourceSettings(retries=0), partials=tmp_path) as one, pytest.raises(FetchError):
        one.fetch(url)
    (kept,) = tmp_path.glob("*.part")
    kept.write_bytes(b"x" * 200_000)
    server.paths["/list"] = answer
    with Patient(partials=tmp_path) as other:
        assert other.fetch(url).data == BODY


def test_what_is_longer_than_the_file_now_is_dropped(server: ListServer, tmp_path: Path) -> None:
    url = server.script("/list", cut_after(200_000))
    with Patient(SourceSettings(retries=0), partials=tmp_path) as one, pytest.raises(FetchError):
        one.fetch(url)
    server.publish("/list", BODY[:1_000], etag="v1")
    with Patient(partials=tmp_path) as other:
        assert other.fetch(url).data == BODY[:1_000]


def test_an_announced_size_over_the_limit_is_not_even_begun(server: ListServer) -> None:
    url = server.publish("/list", BODY)
    with (
        Patient(largest=1_000) as one,
        pytest.raises(FetchError, match=r"300,000 bytes are announced.*size-limit"),
    ):
        one.fetch(url)


def test_an_endless_body_is_stopped_at_the_limit(server: ListServer) -> None:
    sent = []

    def endless(ask: Answer) -> None:
        ask.send_response(200)
        ask.end_headers()
        try:
            for _ in range(10_000):
                ask.wfile.write(b"x" * 65_536)
                sent.append(1)
        except OSError:
            pass
        ask.close_connection = True

    url = server.script("/list", endless)
    with Patient() as one, pytest.raises(FetchError, match="more than 1,000,000 bytes came"):
        one.fetch(url)
    assert len(sent) < 1_000


def test_the_settings_raise_and_lower_the_limit(server: ListServer) -> None:
    url = server.publish("/list", BODY)
    with Patient(SourceSettings(size_limit=400_000), largest=1_000) as one:
        assert one.fetch(url).data == BODY


def test_a_trickle_is_stopped_in_time(server: ListServer) -> None:
    def trickle(ask: Answer) -> None:
        ask.send_response(200)
        ask.send_header("Content-Length", "1000000")
        ask.end_headers()
        try:
            for _ in range(200):
                ask.wfile.write(b"x")
                ask.wfile.flush()
                time.sleep(0.02)
        except OSError:
            pass
        ask.close_connection = True

    url = server.script("/list", trickle)
    settings = SourceSettings(time_limit=0.2, retries=0)
    with Patient(settings) as one, pytest.raises(FetchError, match=r"not done after.*time-limit"):
        one.fetch(url)


def test_a_silent_server_is_left_after_the_timeout(server: ListServer) -> None:
    def silent(ask: Answer) -> None:
        time.sleep(0.5)
        ask.close_connection = True

    url = server.script("/list", silent)
    settings = SourceSettings(timeout=0.1, retries=1)
    with Patient(settings) as one, pytest.raises(FetchError, match="ReadTimeout"):
        one.fetch(url)
    assert len(one.slept) == 1


def test_gzip_is_undone(server: ListServer) -> None:
    url = server.publish("/list", gzip.compress(BODY), Content_Encoding="gzip")
    with Patient() as one:
        assert one.fetch(url).data == BODY
    assert server.asked[0].headers["accept-encoding"] == "gzip"


def test_a_gzip_bomb_is_refused(server: ListServer) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000, 9)
    assert len(bomb) < 100_000
    url = server.publish("/list", bomb, Content_Encoding="gzip")
    with Patient() as one, pytest.raises(SourceError, match="grows beyond 1,000,000 bytes"):
        one.fetch(url)


def test_a_bomb_in_many_members_is_refused(server: ListServer) -> None:
    url = server.publish("/list", gzip.compress(b"\0" * 900_000) * 40, Content_Encoding="gzip")
    with Patient() as one, pytest.raises(SourceError, match="grows beyond"):
        one.fetch(url)


def test_compression_that_is_cut_short_is_no_file(server: ListServer) -> None:
    url = server.publish("/list", gzip.compress(BODY)[:-20], Content_Encoding="gzip")
    with Patient() as one, pytest.raises(SourceError, match="cut short"):
        one.fetch(url)


def test_an_encoding_that_was_not_asked_for_is_refused(server: ListServer) -> None:
    url = server.publish("/list", zlib.compress(BODY), Content_Encoding="br")
    with Patient() as one, pytest.raises(FetchError, match="'br'"):
        one.fetch(url)


def test_a_redirection_is_followed(server: ListServer) -> None:
    server.publish("/new", BODY, etag="v1")
    url = server.script("/old", lambda ask: ask.reply(302, Location="/new"))
    with Patient() as one:
        got = one.fetch(url)
    assert got.data == BODY
    assert got.url == url


def test_a_redirection_in_a_ring_ends(server: ListServer) -> None:
    url = server.script("/a", lambda ask: ask.reply(301, Location="/b"))
    server.script("/b", lambda ask: ask.reply(301, Location="/a"))
    with Patient() as one, pytest.raises(FetchError, match="more than 5 redirections"):
        one.fetch(url)
    assert len(server.asked) == 6


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1:1/"])
def test_a_redirection_out_of_the_web_is_not_followed(server: ListServer, place: str) -> None:
    url = server.script("/a", lambda ask: ask.reply(302, Location=place))
    with Patient() as one, pytest.raises(FetchError, match="only http and https"):
        one.fetch(url)


def test_a_body_that_is_not_http_is_said(server: ListServer) -> None:
    def nonsense(ask: Answer) -> None:
        ask.wfile.write(b"\x16\x03\x01 nonsense\r\n\r\n")
        ask.close_connection = True

    url = server.script("/list", nonsense)
    with Patient(SourceSettings(retries=0)) as one, pytest.raises(FetchError, match="RemoteProtocolError"):
        one.fetch(url)


def test_nobody_at_the_address_is_said() -> None:
    with Patient(SourceSettings(retries=1)) as one, pytest.raises(FetchError, match="tried 2 times"):
        one.fetch("http://127.0.0.1:1/list")


def test_a_person_can_stop_it(server: ListServer, tmp_path: Path) -> None:
    url = server.publish("/list", BODY * 3, etag="v1")
    seen: list[int] = []
    with (
        Patient(partials=tmp_path, cancelled=lambda: len(seen) > 1) as one,
        pytest.raises(Cancelled),
    ):
        one.fetch(url, progress=lambda done, _whole: seen.append(done))
    assert len(list(tmp_path.glob("*.part"))) == 1


def test_progress_counts_to_the_whole(server: ListServer) -> None:
    url = server.publish("/list", BODY)
    seen: list[tuple[int, int | None]] = []
    with Patient() as one:
        one.fetch(url, progress=lambda done, whole: seen.append((done, whole)))
    assert seen[-1] == (len(BODY), len(BODY))


def test_no_message_gives_away_a_token(server: ListServer) -> None:
    server.script("/list", status(404))
    host = server.url.removeprefix("http://")
    url = f"http://person:password@{host}/list?token=abcdef&plain=ghi"
    with Patient() as one, pytest.raises(FetchError) as told:
        one.fetch(url)
    assert not {"person", "password", "abcdef", "ghi"} & set(
        str(told.value).replace("=", " ").replace("&", " ").split()
    )
    assert "password" not in str(told.value)
    assert "abcdef" not in str(told.value)


def test_a_proxy_of_the_settings_is_used(server: ListServer) -> None:
    """The server stands in for the proxy: it is asked for the whole address of another host."""
    server.paths["http://lists.invalid/list"] = whole(b"through the proxy")
    with Patient(SourceSettings(proxy=server.url, retries=0)) as one:
        assert one.fetch("http://lists.invalid/list").data == b"through the proxy"


def test_a_proxy_of_the_environment_is_used(server: ListServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    server.paths["http://lists.invalid/list"] = whole(b"through the proxy")
    with Patient(SourceSettings(retries=0)) as one:
        assert one.fetch("http://lists.invalid/list").data == b"through the proxy"


@pytest.mark.parametrize("proxy", ["socks5://me:secret@127.0.0.1:1", "nonsense://me:secret@127.0.0.1"])
def test_a_proxy_that_cannot_be_used_is_said_without_its_password(
    monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    with pytest.raises(FetchError, match="the proxy cannot be used") as told, Patient() as one:
        one.fetch("http://127.0.0.1:1/list")
    assert "secret" not in str(told.value)


def test_a_file_of_certificates_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    settings = SourceSettings(ca_file=str(tmp_path / "ca.pem"))
    with pytest.raises(FetchError, match=r"ca\.pem.*PEM"), Patient(settings):
        pass


def test_a_redirection_to_nonsense_is_said(server: ListServer) -> None:
    url = server.script("/a", lambda ask: ask.reply(302, Location="http://[broken"))
    with Patient() as one, pytest.raises(FetchError, match="cannot be read"):
        one.fetch(url)


def test_an_unknown_certificate_is_refused_at_once_and_taken_with_its_authority() -> None:
    """The key of 127.0.0.1 in `made` is for this test only; no setting turns the verification off."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(MADE / "loopback.pem")
    with serving(context) as secure:
        url = secure.publish("/list", BODY)
        with Patient() as one, pytest.raises(FetchError, match=r"cannot be verified.*ca-file"):
            one.fetch(url)
        assert not one.slept
        with Patient(SourceSettings(ca_file=str(MADE / "loopback-ca.pem"))) as other:
            assert other.fetch(url).data == BODY
    names = [name for name in dir(SourceSettings()) if "verif" in name or "insecure" in name]
    assert not names


def test_encryption_is_not_left_on_the_way(server: ListServer) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(MADE / "loopback.pem")
    with serving(context) as secure:
        url = secure.script("/list", lambda ask: ask.reply(302, Location=server.url + "/list"))
        settings = SourceSettings(ca_file=str(MADE / "loopback-ca.pem"))
        with Patient(settings) as one, pytest.raises(FetchError, match="without encryption"):
            one.fetch(url)
    assert not server.asked


def test_the_bytes_are_those_that_were_sent(server: ListServer) -> None:
    url = server.publish("/list", BODY, etag="v1")
    with Patient() as one:
        got = one.fetch(url).data
    assert got is not None
    assert hashlib.sha256(got).digest() == hashlib.sha256(BODY).digest()
