"""Bringing attachments down: whole or not at all, from where an earlier attempt ended, never more than announced."""

from __future__ import annotations

import errno
import hashlib
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.account import Tokens
from desktop.errors import (
    CaptivePortal,
    DiskFull,
    NetworkError,
    Refused,
    ServerBroken,
    SignInNeeded,
    StorageDamaged,
    StorageError,
    Unreachable,
)
from tests.connectors.fake_helpdesk import Door, KeptTokens, connected
from tests.connectors.wire_server import Drop, Peer, Reply, Request, Script, WireServer, problem_reply

CONTENT = random.Random(7).randbytes(300_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def serving(request: Request) -> Reply:
    """A server of ranges."""
    assert request.path == f"/v1/blobs/{SHA256}"
    assert request.headers["accept-encoding"] == "identity"
    begin = int(request.headers.get("range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
    if not begin:
        return Reply(200, {}, CONTENT)
    if begin >= len(CONTENT):
        return problem_reply(416, "range-not-satisfiable")
    return Reply(206, {"Content-Range": f"bytes {begin}-{len(CONTENT) - 1}/{len(CONTENT)}"}, CONTENT[begin:])


def nothing(_: int) -> None:
    """Progress that nobody looks at."""


def test_a_file_arrives_whole_and_says_how_far_it_is(tmp_path: Path) -> None:
    told: list[int] = []
    with connected(Door(serving)) as (connector, _):
        connector.download(SHA256, len(CONTENT), tmp_path / "x.part", told.append)
    assert (tmp_path / "x.part").read_bytes() == CONTENT
    assert told == sorted(told)
    assert told[-1] == len(CONTENT)


@pytest.mark.parametrize("have", [1, 1000, len(CONTENT) - 1])
def test_it_goes_on_where_an_earlier_attempt_ended(tmp_path: Path, have: int) -> None:
    part = tmp_path / "x.part"
    part.write_bytes(CONTENT[:have])
    with connected(Door(serving)) as (connector, server):
        connector.download(SHA256, len(CONTENT), part, nothing)
        assert server.requests[-1].headers["range"] == f"bytes={have}-"
    assert part.read_bytes() == CONTENT


def test_what_is_here_already_is_not_asked_for(tmp_path: Path) -> None:
    part = tmp_path / "x.part"
    part.write_bytes(CONTENT)
    with connected(Door(serving)) as (connector, server):
        connector.download(SHA256, len(CONTENT), part, nothing)
        assert server.connections == 0


def test_more_than_there_should_be_begins_anew(tmp_path: Path) -> None:
    part = tmp_path / "x.part"
    part.write_bytes(b"x" * (len(CONTENT) + 1))
    with connected(Door(serving)) as (connector, _):
        connector.download(SHA256, len(CONTENT), part, nothing)
    assert part.read_bytes() == CONTENT


def test_a_server_without_ranges_sends_all_of_it_again(tmp_path: Path) -> None:
    part = tmp_path / "x.part"
    part.write_bytes(CONTENT[:1000])
    with connected(Door(lambda _: Reply(200, {}, CONTENT))) as (connector, _):
        connector.download(SHA256, len(CONTENT), part, nothing)
    assert part.read_bytes() == CONTENT


def test_an_empty_file_is_a_file(tmp_path: Path) -> None:
    with connected(Door(lambda _: Reply(200, {}, b""))) as (connector, _):
        connector.download(hashlib.sha256(b"").hexdigest(), 0, tmp_path / "x", nothing)
    assert (tmp_path / "x").read_bytes() == b""


@pytest.mark.parametrize("beginning", [b"", b"damaged beginning"])
def test_other_bytes_than_those_asked_for_are_not_kept(tmp_path: Path, beginning: bytes) -> None:
    part = tmp_path / "x.part"
    part.write_bytes(beginning)
    rest = b"y" * (len(CONTENT) - len(beginning))
    reply = Reply(206, {"Content-Range": f"bytes {len(beginning)}-"}, rest) if beginning else Reply(200, {}, rest)
    with connected(Door(lambda _: reply)) as (connector, _):
        with pytest.raises(StorageDamaged):
            connector.download(SHA256, len(CONTENT), part, nothing)
        assert part.stat().st_size == 0, "or the next attempt would go on from wrong bytes"


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(206, {"Content-Range": "bytes 5-9/10"}, b"xxxxx"), ServerBroken),
        (Reply(206, {}, b"xxxxx"), ServerBroken),
        (Reply(200, {}, CONTENT + b"more"), ServerBroken),
        (Reply(200, {"Content-Encoding": "gzip"}, b"xxx"), ServerBroken),
        (Reply(200, {}, CONTENT[:-1]), Unreachable),
        (Reply(200, {"Content-Length": str(len(CONTENT))}, CONTENT[:1000]), NetworkError),
        (Reply(404, {"Content-Type": "text/html"}, b"<html>"), CaptivePortal),
        (problem_reply(404, "not-found"), Refused),
        (problem_reply(416, "range-not-satisfiable"), ServerBroken),
        (Reply(302, {"Location": "https://cdn.example/x"}), CaptivePortal),
        (Drop(), Unreachable),
    ],
)
def test_an_answer_that_is_not_the_file_has_its_class(
    tmp_path: Path, reply: Reply | Drop, kind: type[Exception]
) -> None:
    def once(peer_reply: Reply | Drop) -> Script:
        def script(peer: Peer) -> None:
            peer.read_request()
            if isinstance(peer_reply, Reply):
                peer.reply(peer_reply)

        return script

    with connected(lambda _: Drop()) as (connector, _), WireServer(once(reply)) as server:
        connector._transport.origin = server.url
        with pytest.raises(kind):
            connector.download(SHA256, len(CONTENT), tmp_path / "x", nothing)
    assert (tmp_path / "x").stat().st_size <= len(CONTENT)


@given(st.lists(st.integers(1, 200_000), max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_line_that_breaks_again_and_again_costs_no_byte_twice(
    tmp_path_factory: pytest.TempPathFactory, breaks: list[int]
) -> None:
    part = tmp_path_factory.mktemp("down") / "x.part"
    pending = list(breaks)
    sent = 0

    def script(peer: Peer) -> None:
        nonlocal sent
        reply = serving(peer.read_request())
        cut = pending.pop(0) if pending else len(reply.body)
        piece = reply.body[:cut]
        sent += len(piece)
        head = "".join(f"{name}: {value}\r\n" for name, value in reply.headers.items())
        peer.send(f"HTTP/1.1 {reply.status} x\r\nContent-Length: {len(reply.body)}\r\n{head}\r\n".encode() + piece)

    with connected(lambda _: Drop()) as (connector, _), WireServer(script) as server:
        connector._transport.origin = server.url
        for _ in range(len(breaks) + 1):
            try:
                connector.download(SHA256, len(CONTENT), part, nothing)
                break
            except NetworkError:
                continue
    assert part.read_bytes() == CONTENT
    assert sent == len(CONTENT)


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")  # as the write before it would have

    with connected(Door(serving)) as (connector, _), pytest.raises(DiskFull):
        connector.download(SHA256, len(CONTENT), tmp_path / "x", full)


def test_a_folder_that_is_not_there_is_the_disks_trouble(tmp_path: Path) -> None:
    with connected(Door(serving)) as (connector, _), pytest.raises(StorageError):
        connector.download(SHA256, len(CONTENT), tmp_path / "no" / "x", nothing)


def test_an_expired_token_is_renewed_for_a_download_too(tmp_path: Path) -> None:
    door = Door(serving)
    door.expire()
    with connected(door) as (connector, _):
        connector.download(SHA256, len(CONTENT), tmp_path / "x", nothing)
    assert door.refreshes == 1


def test_an_ended_session_is_told_as_such(tmp_path: Path) -> None:
    with connected(Door(serving), KeptTokens(Tokens("a0", "r0"))) as (connector, _), pytest.raises(SignInNeeded):
        connector.download(SHA256, len(CONTENT), tmp_path / "x", nothing)


def test_closing_ends_a_download_and_keeps_what_came(tmp_path: Path) -> None:
    part = tmp_path / "x"
    begun = threading.Event()

    def script(peer: Peer) -> None:
        peer.read_request()
        peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(CONTENT) + CONTENT[:1000])
        peer.wait_until_gone()

    with connected(lambda _: Drop()) as (connector, _), WireServer(script) as server, ThreadPoolExecutor(1) as pool:
        connector._transport.origin = server.url
        future = pool.submit(connector.download, SHA256, len(CONTENT), part, lambda have: begun.set() if have else None)
        assert begun.wait(10)
        connector.close()
        assert isinstance(future.exception(10), Unreachable)
    assert part.read_bytes() == CONTENT[:1000]
