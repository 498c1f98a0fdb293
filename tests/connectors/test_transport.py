"""The transport: every exchange ends, and every failure has its own class."""

from __future__ import annotations

import gzip
import http.client
import socket
import threading
import time
import tracemalloc
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.connectors import transport as module
from desktop.connectors.proxy import Proxy, ProxyMode
from desktop.connectors.transport import Transport, TransportOptions
from desktop.errors import (
    CaptivePortal,
    CertificateError,
    NetworkError,
    NotAHelpdesk,
    ProxyError,
    ServerBroken,
    Unreachable,
)
from tests.connectors.certificates import Authority
from tests.connectors.wire_server import Drop, Peer, Reply, Request, WireServer, answering, json_reply, saying

QUICK = TransportOptions(client_id="device-1", proxy=Proxy(ProxyMode.NONE), idle_seconds=5, deadline_seconds=8)


def hello(request: Request) -> Reply | Drop:
    return json_reply({"path": request.target})


def failure(transport: Transport, method: str = "GET", path: str = "/", **more: object) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        transport.request(method, path, **more)  # type: ignore[arg-type]
    return caught.value


# -- what is sent and what comes back ------------------------------------------------------------------------------------------


def test_an_answer_comes_with_status_headers_and_body() -> None:
    with (
        WireServer(answering(lambda _: json_reply({"a": 1}, 418, ETag='"x"'))) as server,
        Transport(server.url, QUICK) as transport,
    ):
        answer = transport.request("GET", "/v1/tea")
    assert (answer.status, answer.headers["etag"], answer.body) == (418, '"x"', b'{"a": 1}')


def test_every_request_says_who_asks_and_has_an_id_of_its_own() -> None:
    with WireServer(answering(hello)) as server, Transport(server.url, QUICK) as transport:
        ids = {transport.request("GET", "/").request_id for _ in range(2)}
        sent = [request.headers for request in server.requests]
    assert {headers["x-request-id"] for headers in sent} == ids
    assert all(uuid.UUID(id) for id in ids)
    assert len(ids) == 2
    assert sent[0]["user-agent"].startswith("Sportello/")
    assert sent[0]["client-id"] == "device-1"


def test_a_kept_connection_serves_the_next_request() -> None:
    with WireServer(answering(hello)) as server, Transport(server.url, QUICK) as transport:
        for _ in range(5):
            transport.request("GET", "/")
        assert server.connections == 1


def test_cookies_netrc_and_environment_are_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with (
        WireServer(answering(lambda _: json_reply({}, **{"Set-Cookie": "a=b; Path=/"}))) as server,
        Transport(server.url, TransportOptions(proxy=Proxy(ProxyMode.SYSTEM))) as transport,
    ):
        transport.request("GET", "/")
        transport.request("GET", "/", headers={"Authorization": "Bearer mine"})
        first, second = server.requests
    assert "authorization" not in first.headers
    assert second.headers["authorization"] == "Bearer mine"
    assert "cookie" not in second.headers


def test_a_query_is_quoted() -> None:
    with WireServer(answering(hello)) as server, Transport(server.url, QUICK) as transport:
        transport.request("GET", "/x", query={"cursor": "a&b=ü +/?#"})
        assert server.requests[0].query == {"cursor": "a&b=ü +/?#"}


def test_a_compressed_answer_is_unpacked() -> None:
    body = gzip.compress(b'{"a": "' + b"x" * 100_000 + b'"}')
    with (
        WireServer(answering(lambda _: Reply(200, {"Content-Encoding": "gzip"}, body))) as server,
        Transport(server.url, QUICK) as transport,
    ):
        assert len(transport.request("GET", "/").body) == 100_009


@pytest.mark.parametrize("size", [0, 1, 70_000, 3_000_000])
def test_a_body_of_any_size_arrives_whole(size: int) -> None:
    body = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    with WireServer(answering(hello)) as server, Transport(server.url, QUICK) as transport:
        transport.request("PATCH", "/", body=body)
        assert server.requests[0].body == body


# -- answers that break off, never end or are none ------------------------------------------------------------------------------


def test_a_head_that_drips_ends_at_the_deadline() -> None:
    def script(peer: Peer) -> None:
        peer.read_request()
        peer.drip(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000, 0.02)

    with WireServer(script) as server, Transport(server.url, QUICK) as transport:
        error = failure(transport, deadline=0.3)
    assert isinstance(error, Unreachable)
    assert error.reached_server
    assert "deadline" in error.detail


def test_a_body_that_drips_ends_at_the_deadline() -> None:
    def script(peer: Peer) -> None:
        peer.read_request()
        peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        peer.drip(b"x" * 100_000, 0.02)

    with WireServer(script) as server, Transport(server.url, QUICK) as transport:
        assert "deadline" in failure(transport, deadline=0.3).detail


def test_a_body_without_a_length_that_is_cut_at_the_deadline_is_not_taken_for_whole() -> None:
    def script(peer: Peer) -> None:
        peer.read_request()
        peer.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}")
        peer.wait_until_gone()

    with WireServer(script) as server, Transport(server.url, QUICK) as transport:
        assert "deadline" in failure(transport, deadline=0.2).detail


def test_silence_ends_an_exchange() -> None:
    def script(peer: Peer) -> None:
        peer.read_request()
        peer.wait_until_gone()

    with WireServer(script) as server, Transport(server.url, QUICK) as transport:
        error = failure(transport, idle=0.2)
    assert isinstance(error, Unreachable)
    assert error.reached_server


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(HEAD + b"Content-Length: 10\r\n\r\n{}", id="shorter than announced"),
        pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{}", id="a broken piece"),
        pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", id="no last piece"),
        pytest.param(b"\x00\x01\x02 garbage\r\n\r\n", id="not HTTP"),
        pytest.param(b"SSH-2.0-OpenSSH_9.6\r\n", id="another protocol"),
        pytest.param(HEAD + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope", id="not gzip"),
        pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n", id="a piece of no length"),
        pytest.param(HEAD + b"X: " + b"x" * 70_000 + b"\r\n\r\n", id="an endless header"),
        pytest.param(HEAD + b"".join(b"X%d: y\r\n" % n for n in range(300)) + b"\r\n", id="too many headers"),
    ],
)
def test_an_answer_that_breaks_off_or_is_none_is_an_error_after_the_server_was_reached(answer: bytes) -> None:
    with WireServer(saying(answer)) as server, Transport(server.url, QUICK) as transport:
        error = failure(transport, "POST")
    assert isinstance(error, Unreachable | ServerBroken)
    assert error.reached_server


def test_more_bytes_than_announced_do_not_reach_the_next_answer() -> None:
    def script(peer: Peer) -> None:
        while peer.read_request():
            peer.send(HEAD + b"Content-Length: 2\r\n\r\n{}HTTP/1.1 500 Trap\r\nContent-Length: 0\r\n\r\n")

    with WireServer(script) as server, Transport(server.url, QUICK) as transport:
        for _ in range(3):
            assert transport.request("GET", "/").body == b"{}"


def test_a_reset_in_the_middle_of_a_request_may_have_reached_the_server() -> None:
    def script(peer: Peer) -> None:
        peer.line.recv(10)
        peer.reset()

    with WireServer(script) as server, Transport(server.url, QUICK) as transport:
        error = failure(transport, "PUT", body=b"x" * 5_000_000)
    assert isinstance(error, Unreachable)
    assert error.reached_server


def test_an_answer_above_the_limit_is_not_read() -> None:
    def script(peer: Peer) -> None:
        peer.read_request()
        peer.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        while True:
            peer.send(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    with WireServer(script) as server, Transport(server.url, TransportOptions(body_limit=1_000_000)) as transport:
        assert isinstance(failure(transport), ServerBroken)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    with (
        WireServer(answering(lambda _: Reply(200, {"Content-Encoding": "gzip"}, bomb))) as server,
        Transport(server.url, TransportOptions(body_limit=5_000_000)) as transport,
    ):
        tracemalloc.start()
        try:
            error = failure(transport)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert isinstance(error, ServerBroken)
    assert peak < 30_000_000


# -- redirects and other addresses ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_server_is_not_followed(status: int) -> None:
    with (
        WireServer(answering(hello)) as other,
        WireServer(answering(lambda _: Reply(status, {"Location": f"{other.url}/login"}))) as server,
        Transport(server.url, QUICK) as transport,
    ):
        assert isinstance(failure(transport, headers={"Authorization": "Bearer secret"}), CaptivePortal)
        assert other.connections == 0


def test_a_permanent_move_on_the_same_server_is_followed_once_with_method_and_body() -> None:
    def respond(request: Request) -> Reply:
        return Reply(308, {"Location": "/v2/x?y=1"}) if request.path == "/v1/x" else json_reply(request.target)

    with WireServer(answering(respond)) as server, Transport(server.url, QUICK) as transport:
        assert transport.request("PUT", "/v1/x", body=b"{}").body == b'"/v2/x?y=1"'
        assert [(one.method, one.body) for one in server.requests] == [("PUT", b"{}")] * 2


def test_a_circle_of_moves_ends() -> None:
    with (
        WireServer(answering(lambda _: Reply(308, {"Location": "/again"}))) as server,
        Transport(server.url, QUICK) as transport,
    ):
        assert isinstance(failure(transport), CaptivePortal)
        assert len(server.requests) == 2


def test_the_body_of_a_redirect_is_not_read() -> None:
    def script(peer: Peer) -> None:
        peer.read_request()
        peer.send(b"HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            peer.send(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    with WireServer(script) as server, Transport(server.url, QUICK) as transport:
        assert isinstance(failure(transport), CaptivePortal)


@pytest.mark.parametrize("path", ["/v1/../admin", "/v1/./x", "//other.example/x", "v1/x", "/v1/x\r\nEvil: 1", "/v1/.."])
def test_a_path_that_means_another_is_refused(path: str) -> None:
    with WireServer(answering(hello)) as server, Transport(server.url, QUICK) as transport:
        assert isinstance(failure(transport, path=path), ServerBroken)
        assert server.connections == 0


@pytest.mark.parametrize(
    ("location", "path"),
    [("/v1/uploads/1", "/v1/uploads/1"), ("uploads/1", "/v1/uploads/1"), ("{origin}/u/1?a=b", "/u/1?a=b")],
)
def test_a_location_of_the_same_server_is_a_path(location: str, path: str) -> None:
    with Transport("http://127.0.0.1:8000", QUICK) as transport:
        assert transport.local_path(location.format(origin=transport.origin), "/v1/uploads") == path


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:8001/x",
        "https://127.0.0.1:8000/x",
        "//elsewhere.example/x",
        "javascript:alert(1)",
        "http://[",
        "http://127.0.0.1:x/",
    ],
)
def test_a_location_elsewhere_is_refused(location: str) -> None:
    with Transport("http://127.0.0.1:8000", QUICK) as transport, pytest.raises(ServerBroken):
        transport.local_path(location)


@pytest.mark.parametrize(
    "origin", ["http://help.example.com", "http://192.168.1.2:8080", "ftp://127.0.0.1", "http://127.0.0.1.example.com"]
)
def test_other_computers_are_spoken_to_only_encrypted(origin: str) -> None:
    with pytest.raises(NotAHelpdesk):
        Transport(origin, QUICK)


# -- not reaching the server ------------------------------------------------------------------------------------------------------


def test_a_refused_connection_certainly_did_not_reach_the_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with Transport(f"http://127.0.0.1:{port}", QUICK) as transport:
        error = failure(transport, "PUT", body=b"{}")
    assert isinstance(error, Unreachable)
    assert not error.reached_server


def test_a_name_that_does_not_exist_certainly_did_not_reach_a_server() -> None:
    with Transport("https://nowhere.invalid", QUICK) as transport:
        error = failure(transport)
    assert isinstance(error, Unreachable)
    assert not error.reached_server


@contextmanager
def black_hole() -> Iterator[int]:
    """A port where connecting neither succeeds nor fails: the queue of its listener is full."""
    with socket.socket() as listener, socket.socket() as first, socket.socket() as second:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for filler in (first, second):
            filler.setblocking(False)
            filler.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


def test_connecting_for_too_long_certainly_did_not_reach_the_server() -> None:
    with (
        black_hole() as port,
        Transport(f"http://127.0.0.1:{port}", TransportOptions(connect_seconds=0.3)) as transport,
    ):
        error = failure(transport)
    assert isinstance(error, Unreachable)
    assert not error.reached_server


def test_a_connection_that_the_server_closed_meanwhile_is_replaced_where_repeating_is_harmless() -> None:
    def script(peer: Peer) -> None:
        peer.reply(hello(peer.read_request()))  # type: ignore[arg-type]
        peer.read_request()  # and leaves without a word

    with WireServer(script) as server, Transport(server.url, QUICK) as transport:
        assert transport.request("GET", "/1").status == 200
        assert transport.request("PUT", "/2", body=b"x" * 100_000, repeatable=True).status == 200
        assert server.requests[-1].body == b"x" * 100_000
        error = failure(transport, "POST")
    assert isinstance(error, Unreachable)
    assert error.reached_server


def test_a_new_connection_that_breaks_is_not_tried_again() -> None:
    with WireServer(saying()) as server, Transport(server.url, QUICK) as transport:
        failure(transport, "GET")
        assert server.connections == 1


# -- ending from outside -----------------------------------------------------------------------------------------------------------


def ended_from_outside(transport: Transport, call: Callable[[], object], under_way: Callable[[], None]) -> NetworkError:
    """What a call under way in another thread raises when the transport is closed here."""
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(call)
        under_way()
        begun = time.monotonic()
        transport.close()
        error = future.exception(10)
        assert time.monotonic() - begun < 3
    assert isinstance(error, NetworkError)
    return error


def test_closing_ends_a_request_that_waits_for_its_answer() -> None:
    def script(peer: Peer) -> None:
        peer.read_request()
        peer.wait_until_gone()

    with WireServer(script) as server, Transport(server.url, TransportOptions()) as transport:
        error = ended_from_outside(
            transport, lambda: transport.request("GET", "/"), lambda: server.wait_for_requests(1)
        )
    assert "closed" in error.detail
    assert error.reached_server


def test_closing_ends_a_body_that_is_being_read() -> None:
    reading = threading.Event()

    def script(peer: Peer) -> None:
        peer.read_request()
        peer.send(HEAD + b"\r\n{")  # without a length: its end is the end of the connection
        peer.wait_until_gone()

    def read(transport: Transport) -> None:
        with transport.stream("GET", "/", endless=True) as stream:
            while stream.read():
                reading.set()

    with WireServer(script) as server, Transport(server.url, TransportOptions()) as transport:
        ended_from_outside(transport, lambda: read(transport), lambda: reading.wait(10) or None)


def test_closing_ends_a_body_that_is_being_sent() -> None:
    def script(peer: Peer) -> None:
        peer.line.recv(1000)
        peer.server.ended.wait()

    with WireServer(script) as server, Transport(server.url, TransportOptions()) as transport:
        ended_from_outside(
            transport,
            lambda: transport.request("PATCH", "/", body=b"x" * 50_000_000),
            lambda: server.wait_for_connections(1),
        )


def test_closing_ends_a_handshake(tmp_path: Path) -> None:
    greeted = threading.Event()

    def script(peer: Peer) -> None:
        peer.line.recv(10)
        greeted.set()
        peer.wait_until_gone()

    with (
        WireServer(script) as server,
        Transport(server.url.replace("http:", "https:"), TransportOptions()) as transport,
    ):
        error = ended_from_outside(transport, lambda: transport.request("GET", "/"), lambda: greeted.wait(10) or None)
    assert not error.reached_server


def test_closing_ends_connecting(monkeypatch: pytest.MonkeyPatch) -> None:
    connecting = threading.Event()
    with black_hole() as port, Transport(f"http://127.0.0.1:{port}", TransportOptions(connect_seconds=30)) as transport:
        from desktop.connectors import lines

        waiting = lines.wait_for_write

        def told(line: socket.socket, seconds: float) -> bool:
            connecting.set()
            return waiting(line, seconds)

        monkeypatch.setattr(lines, "wait_for_write", told)
        error = ended_from_outside(
            transport, lambda: transport.request("GET", "/"), lambda: connecting.wait(10) or None
        )
    assert not error.reached_server


def test_a_closed_transport_sends_nothing_any_more() -> None:
    with WireServer(answering(hello)) as server, Transport(server.url, QUICK) as transport:
        transport.request("GET", "/")
        transport.close()
        transport.close()
        assert not failure(transport).reached_server
        assert len(server.requests) == 1


def test_exchanges_beyond_the_bound_wait_for_their_turn() -> None:
    go = threading.Event()

    def respond(request: Request) -> Reply | Drop:
        go.wait(10)
        return json_reply({})

    with WireServer(answering(respond)) as server, Transport(server.url, QUICK) as transport:
        with ThreadPoolExecutor(module.LINES + 3) as pool:
            futures = [pool.submit(transport.request, "GET", "/") for _ in range(module.LINES + 3)]
            server.wait_for_requests(module.LINES)
            assert "same time" in failure(transport, deadline=0.1).detail
            assert len(server.requests) == module.LINES
            go.set()
            assert {future.result().status for future in futures} == {200}
        assert server.connections <= module.LINES


def test_threads_share_a_transport() -> None:
    with (
        WireServer(answering(hello)) as server,
        Transport(server.url, QUICK) as transport,
        ThreadPoolExecutor(6) as pool,
    ):
        bodies = list(pool.map(lambda n: transport.request("GET", f"/{n}").body, range(60)))
    assert bodies == [b'{"path": "/%d"}' % n for n in range(60)]


# -- TLS ---------------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.make(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusting(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """This computer trusts the authority, as where a company installed its own."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))


@pytest.mark.usefixtures("trusting")
def test_a_certificate_that_the_computer_trusts_is_good(authority: Authority, tmp_path: Path) -> None:
    with WireServer(answering(hello), authority.server(tmp_path)) as server, Transport(server.url, QUICK) as transport:
        assert transport.request("GET", "/").status == 200
        assert transport.request("GET", "/").status == 200
        assert server.connections == 1


def certificate_trouble(server: WireServer, url: str = "") -> None:
    with Transport(url or server.url, QUICK) as transport:
        error = failure(transport, "PUT", body=b"secret")
    assert isinstance(error, CertificateError)
    assert not error.reached_server
    assert error.detail
    assert not server.requests


def test_a_certificate_of_an_unknown_authority_is_told_as_such(authority: Authority, tmp_path: Path) -> None:
    with WireServer(answering(hello), authority.server(tmp_path)) as server:
        certificate_trouble(server)


@pytest.mark.usefixtures("trusting")
def test_a_certificate_of_another_name_is_told_as_such(authority: Authority, tmp_path: Path) -> None:
    with WireServer(answering(hello), authority.server(tmp_path, "other.example")) as server:
        certificate_trouble(server)


@pytest.mark.usefixtures("trusting")
def test_a_certificate_of_yesterday_is_told_as_such(authority: Authority, tmp_path: Path) -> None:
    with WireServer(answering(hello), authority.server(tmp_path, expired=True)) as server:
        certificate_trouble(server)


def test_a_server_that_speaks_no_tls_is_no_certificate_trouble() -> None:
    def script(peer: Peer) -> None:
        peer.line.recv(100)
        peer.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with WireServer(script) as server, Transport(server.url.replace("http:", "https:"), QUICK) as transport:
        error = failure(transport)
    assert isinstance(error, Unreachable)
    assert not error.reached_server


# -- proxies -----------------------------------------------------------------------------------------------------------------------


def tunnel_to(port: int, seen: list[Request]) -> Callable[[Peer], None]:
    """A proxy that takes every tunnel to this port of ours."""

    def script(peer: Peer) -> None:
        seen.append(peer.read_request())
        with socket.create_connection(("127.0.0.1", port)) as target:
            peer.send(b"HTTP/1.1 200 Connection established\r\n\r\n")

            def back() -> None:
                try:
                    while piece := target.recv(65536):
                        peer.line.sendall(piece)
                except OSError:
                    return

            returning = threading.Thread(target=back)
            returning.start()
            try:
                while piece := peer.line.recv(65536):
                    target.sendall(piece)
            except OSError:
                pass
            finally:
                target.shutdown(socket.SHUT_RDWR)
                returning.join()

    return script


@pytest.mark.usefixtures("trusting")
def test_a_proxy_is_used_for_a_tunnel_and_gets_its_own_password_only(authority: Authority, tmp_path: Path) -> None:
    seen: list[Request] = []
    with (
        WireServer(answering(hello), authority.server(tmp_path, "helpdesk.test")) as server,
        WireServer(tunnel_to(server.port, seen)) as proxy,
    ):
        options = TransportOptions(proxy=Proxy(ProxyMode.EXPLICIT, f"user:pass@127.0.0.1:{proxy.port}"))
        with Transport("https://helpdesk.test", options) as transport:
            answer = transport.request("GET", "/v1/me", headers={"Authorization": "Bearer secret"})
        inside = server.requests[0].headers
    assert answer.status == 200
    assert (seen[0].method, seen[0].target) == ("CONNECT", "helpdesk.test:443")
    assert seen[0].headers["proxy-authorization"] == "Basic dXNlcjpwYXNz"
    assert "authorization" not in seen[0].headers
    assert "proxy-authorization" not in inside
    assert inside["authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", ProxyError),
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", ProxyError),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", Unreachable),
        (b"HTTP/1.1 504 Gateway Timeout\r\n\r\n", Unreachable),
        (b"", NetworkError),
    ],
)
def test_a_proxy_that_opens_no_tunnel_certainly_passed_nothing_on(answer: bytes, kind: type[NetworkError]) -> None:
    with WireServer(saying(answer)) as proxy:
        options = TransportOptions(proxy=Proxy(ProxyMode.EXPLICIT, f"http://anna:hunter2@127.0.0.1:{proxy.port}"))
        with Transport("https://helpdesk.test", options) as transport:
            error = failure(transport, "PUT", body=b"{}")
    assert isinstance(error, kind)
    assert not error.reached_server
    assert "hunter2" not in str(error)


def test_a_proxy_that_is_not_there_is_a_proxy_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    options = TransportOptions(proxy=Proxy(ProxyMode.EXPLICIT, f"http://127.0.0.1:{port}"))
    with Transport("https://helpdesk.test", options) as transport:
        assert isinstance(failure(transport), ProxyError)


@pytest.mark.parametrize("url", ["socks5://127.0.0.1:1080", "nonsense://x", "http://[::1"])
def test_a_proxy_of_an_unknown_kind_is_a_proxy_error(url: str) -> None:
    with Transport("https://helpdesk.test", TransportOptions(proxy=Proxy(ProxyMode.EXPLICIT, url))) as transport:
        assert isinstance(failure(transport), ProxyError)


def test_the_systems_proxy_is_used_only_where_the_setting_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with WireServer(saying(b"HTTP/1.1 407 No\r\n\r\n")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", "direct.invalid")
        for origin, mode, kind in (
            ("https://helpdesk.invalid", ProxyMode.SYSTEM, ProxyError),
            ("https://direct.invalid", ProxyMode.SYSTEM, Unreachable),
            ("https://helpdesk.invalid", ProxyMode.NONE, Unreachable),
        ):
            with Transport(origin, TransportOptions(proxy=Proxy(mode))) as transport:
                assert type(failure(transport)) is kind


def test_this_computer_is_never_reached_through_a_proxy(authority: Authority) -> None:
    with WireServer(answering(hello)) as server, WireServer(saying()) as proxy:
        options = TransportOptions(proxy=Proxy(ProxyMode.EXPLICIT, proxy.url))
        with Transport(server.url, options) as transport:
            assert transport.request("GET", "/").status == 200
        assert proxy.connections == 0


def test_a_proxys_password_is_not_shown_by_its_setting() -> None:
    assert "hunter2" not in repr(TransportOptions(proxy=Proxy(ProxyMode.EXPLICIT, "http://a:hunter2@x")))


def test_http_clients_own_errors_are_ours_too() -> None:
    def script(peer: Peer) -> None:
        peer.read_request()
        peer.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 5 + b"HTTP/9.9 what\r\n\r\n")

    with WireServer(script) as server, Transport(server.url, QUICK) as transport:
        assert not isinstance(failure(transport), http.client.HTTPException)
