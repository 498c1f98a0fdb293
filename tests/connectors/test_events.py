"""Being called by the server: the format as the standard has it, and a line that is never believed longer than it speaks."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.connectors.event_stream import LONGEST, EventParser, EventTooLong, ServerEvent
from desktop.connectors.sportello.events import pokes
from desktop.domain.account import Tokens
from desktop.errors import CaptivePortal, CursorLost, NetworkError, ServerBroken, ServerBusy, SignInNeeded, Unreachable
from tests.connectors.fake_helpdesk import Door, KeptTokens, connected
from tests.connectors.wire_server import Drop, Peer, Reply, Script, WireServer, problem_reply


def parsed(*pieces: bytes) -> list[ServerEvent]:
    parser = EventParser()
    return [event for piece in pieces for event in parser.feed(piece)]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (b"data: hello\n\n", [ServerEvent("message", "hello", "")]),
        (b"data:hello\r\n\r\n", [ServerEvent("message", "hello", "")]),
        (b"data: hello\r\r", [ServerEvent("message", "hello", "")]),
        (b"event: poke\nid: 7\ndata: [1,\ndata:  2]\n\n", [ServerEvent("poke", "[1,\n 2]", "7")]),
        (b": a comment\n\ndata: x\n\n", [ServerEvent("message", "x", "")]),
        (b"id: 7\ndata: x\n\ndata: y\n\n", [ServerEvent("message", "x", "7"), ServerEvent("message", "y", "7")]),
        (b"id: 7\ndata: x\n\nid\ndata: y\n\n", [ServerEvent("message", "x", "7"), ServerEvent("message", "y", "")]),
        (b"id: 7\x008\ndata: x\n\n", [ServerEvent("message", "x", "")]),
        (b"event: poke\n\ndata: x\n\n", [ServerEvent("message", "x", "")]),
        (b"data\n\n", [ServerEvent("message", "", "")]),
        (b"data: unfinished\n", []),
        (b"retry: 10\nnonsense: 5\nfield\n\n", []),
        (b"\xef\xbb\xbfdata: x\n\n", [ServerEvent("message", "x", "")]),
        ("data: è 🚀\n\n".encode(), [ServerEvent("message", "è 🚀", "")]),
        (b"data: \xff\n\n", [ServerEvent("message", "\ufffd", "")]),
    ],
)
def test_events_are_read_as_the_standard_says(text: bytes, events: list[ServerEvent]) -> None:
    assert parsed(text) == events


fragments = st.sampled_from(
    [
        b"data: x",
        b"data:",
        b"event: poke",
        b"id: 1",
        b": c",
        b"\n",
        b"\r",
        b"\r\n",
        b"\n\n",
        "è".encode(),
        b"\xef\xbb\xbf",
        b"a",
        b":",
    ]
)


@given(st.lists(fragments, max_size=30).map(b"".join), st.data())
def test_it_does_not_matter_where_the_bytes_are_cut(text: bytes, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert parsed(*pieces) == parsed(text)


@pytest.mark.parametrize(
    "text", [b"data: " + b"x" * LONGEST, b": " + b"x" * (LONGEST + 1), b"data: xxxxxxxx\n" * (LONGEST // 8)]
)
def test_an_event_without_end_is_not_kept(text: bytes) -> None:
    with pytest.raises(EventTooLong):
        parsed(*(text[start : start + 5000] for start in range(0, len(text) + 5000, 5000)), b"\n")


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"


def in_pieces(*pieces: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)


def speaking(*pieces: bytes, head: bytes = HEAD + b"Transfer-Encoding: chunked\r\n\r\n", ends: bool = False) -> Script:
    def script(peer: Peer) -> None:
        peer.read_request()
        peer.send(head)
        for piece in pieces:
            peer.send(piece)
        if not ends:
            peer.wait_until_gone()

    return script


def heard(script: Script, silence: float = 0.3) -> tuple[int, Exception | None, WireServer]:
    """How many pokes came, and how it ended."""
    count = 0
    with connected(lambda _: Drop()) as (connector, _), WireServer(script) as server:
        connector._transport.origin = server.url  # the same connector at a server that speaks for itself
        try:
            for _ in pokes(connector._api, connector._session, "cursor-1", silence):
                count += 1
        except Exception as error:  # noqa: BLE001 - it is what is asked for
            return count, error, server
        return count, None, server


def test_pokes_are_heard_until_the_server_ends_the_line() -> None:
    body = in_pieces(
        b'id: 1\nevent: poke\ndata: ["ticket"]\n\n',
        b": still here\n\n",
        b"event: other\ndata: 1\n\n",
        b"event: po",
        b"ke\ndata: []\n\n",
    )
    count, error, server = heard(speaking(body + b"0\r\n\r\n", ends=True))
    assert (count, error) == (2, None)
    assert server.requests[0].headers["last-event-id"] == "cursor-1"
    assert server.requests[0].headers["accept"] == "text/event-stream"
    assert server.requests[0].token == "a1"


def test_a_poke_is_heard_at_once_and_not_when_a_buffer_is_full() -> None:
    came = threading.Event()

    def script(peer: Peer) -> None:
        peer.read_request()
        peer.send(HEAD + b"\r\nevent: poke\ndata: []\n\n")  # without a length: until the end of the connection
        assert came.wait(10)

    with connected(lambda _: Drop()) as (connector, _), WireServer(script) as server:
        connector._transport.origin = server.url
        for _ in connector.pokes(""):
            came.set()
        assert came.is_set()
        assert "last-event-id" not in server.requests[0].headers


def test_a_line_that_falls_silent_is_broken() -> None:
    count, error, _ = heard(speaking(in_pieces(b"event: poke\ndata: 1\n\n")))
    assert count == 1
    assert isinstance(error, Unreachable)


def test_bytes_that_never_become_a_line_are_silence() -> None:
    def script(peer: Peer) -> None:
        peer.read_request()
        peer.send(HEAD + b"\r\n")
        peer.drip(b":" * 100_000, 0.02)

    _, error, _ = heard(script)
    assert isinstance(error, Unreachable)
    assert "silent" in error.detail


def test_comments_keep_a_line_alive() -> None:
    def script(peer: Peer) -> None:
        peer.read_request()
        peer.send(HEAD + b"\r\n")
        peer.drip(b":\n" * 20, 0.02)
        peer.send(b"event: poke\ndata: 1\n\n")

    assert heard(script)[:2] == (1, None)


def test_an_endless_event_is_the_servers_fault() -> None:
    _, error, _ = heard(speaking(b"data: " + b"x" * (LONGEST * 2), head=HEAD + b"\r\n", ends=True))
    assert isinstance(error, ServerBroken)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(200, {"Content-Type": "text/html"}, b"<html>"), CaptivePortal),
        (Reply(200, {"Content-Type": "application/json"}, b"{}"), CaptivePortal),
        (problem_reply(503, "unavailable"), ServerBusy),
        (problem_reply(410, "epoch-changed"), CursorLost),
        (Reply(502, {"Content-Type": "text/html"}, b"<html>"), ServerBroken),
        (Reply(401, {"Content-Type": "text/html"}, b"<html>"), CaptivePortal),
        (Drop(), Unreachable),
    ],
)
def test_something_else_than_events_has_its_class(reply: Reply | Drop, kind: type[Exception]) -> None:
    with connected(Door(lambda _: reply)) as (connector, _), pytest.raises(kind) as caught:
        list(connector.pokes("c"))
    assert type(caught.value) is kind


def test_an_expired_token_is_renewed_for_events_too() -> None:
    door = Door(lambda _: Reply(200, {"Content-Type": "text/event-stream"}, b"event: poke\ndata: 1\n\n"))
    door.expire()
    with connected(door) as (connector, _):
        assert len(list(connector.pokes("c"))) == 1
    assert door.refreshes == 1


def test_an_ended_session_is_told_as_such() -> None:
    with (
        connected(Door(lambda _: Drop()), KeptTokens(Tokens("a0", "r0"))) as (connector, _),
        pytest.raises(SignInNeeded),
    ):
        list(connector.pokes("c"))


def test_closing_from_another_thread_ends_the_listening() -> None:
    script = speaking(in_pieces(b"event: poke\ndata: 1\n\n"))
    first = threading.Event()
    with connected(lambda _: Drop()) as (connector, _), WireServer(script) as server, ThreadPoolExecutor(1) as pool:
        connector._transport.origin = server.url

        def listen() -> int:
            count = 0
            try:
                for _ in connector.pokes("c"):
                    count += 1
                    first.set()
            except NetworkError:
                pass
            return count

        future = pool.submit(listen)
        assert first.wait(10)
        connector.close()
        assert future.result(10) == 1


def test_a_listener_that_goes_away_leaves_no_connection_behind() -> None:
    with (
        connected(lambda _: Drop()) as (connector, _),
        WireServer(speaking(in_pieces(b"event: poke\ndata: 1\n\n"))) as server,
    ):
        connector._transport.origin = server.url
        listening = connector.pokes("c")
        next(listening)
        listening.close()  # type: ignore[attr-defined]
        assert not connector._transport._calls
