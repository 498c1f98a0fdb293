"""The bad line itself: each of its faults really happens, and nothing does when it is switched off."""

import hashlib
import http.client
import queue
import random
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.kill.fault_proxy import FaultProxy
from tests.kill.weather import Fault, Weather, fate_of, shape_of

PATIENCE = 10.0


@dataclass(frozen=True)
class Heard:
    """A request as it arrived."""

    method: str
    path: str
    body: bytes
    line: int


class Server:
    """A small real HTTP server that remembers what it heard; it answers with what it was told and its digest."""

    def __init__(self) -> None:
        self.heard: queue.Queue[Heard] = queue.Queue()
        self.hung_up = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.block_on_close = True
        self.port = self._server.server_port
        self.address = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = PATIENCE

            def setup(self) -> None:
                super().setup()
                self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

            def do_PUT(self) -> None:
                body = self._body()
                if body is None:
                    return
                server.heard.put(Heard(self.command, self.path, body, self.client_address[1]))
                self._answer(f"{self.path} {hashlib.sha256(body).hexdigest()}".encode() + b"." * 500)

            def do_GET(self) -> None:
                server.heard.put(Heard(self.command, self.path, b"", self.client_address[1]))
                if self.path == "/events":
                    self._stream()
                else:
                    self._answer(b"g" * 3000)

            def do_HEAD(self) -> None:
                self.send_response(200)
                self.send_header("Content-Length", "3000")
                self.end_headers()

            def _body(self) -> bytes | None:
                if self.headers.get("Transfer-Encoding") == "chunked":
                    pieces = []
                    while size := int(self.rfile.readline(), 16):
                        pieces.append(self.rfile.read(size))
                        self.rfile.readline()
                    self.rfile.readline()
                    return b"".join(pieces)
                length = int(self.headers.get("Content-Length", "0"))
                body = self.rfile.read(length)
                self.close_connection = len(body) < length
                return body if len(body) == length else None

            def _answer(self, body: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def _stream(self) -> None:
                self.close_connection = True
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                try:
                    while not server.hung_up.wait(0.01):
                        self.wfile.write(b": still here\n\n")
                except OSError:
                    server.hung_up.set()

            def log_message(self, format: str, *args: object) -> None:
                pass

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except OSError:
                    self.close_connection = True

        return Handler

    def next(self) -> Heard:
        return self.heard.get(timeout=PATIENCE)

    @property
    def heard_nothing_more(self) -> bool:
        return self.heard.empty()

    def close(self) -> None:
        self.hung_up.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


def always(fault: Fault, slowest: float = 0.05) -> Weather:
    return Weather({fault: 1.0}, slowest=slowest)


@contextmanager
def a_client(proxy: FaultProxy) -> Iterator[http.client.HTTPConnection]:
    client = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=PATIENCE)
    try:
        yield client
    finally:
        client.close()


def put(client: http.client.HTTPConnection, path: str, body: bytes = b"content") -> tuple[int, bytes]:
    client.request("PUT", path, body)
    answer = client.getresponse()
    return answer.status, answer.read()


def expected(path: str, body: bytes = b"content") -> bytes:
    return f"{path} {hashlib.sha256(body).hexdigest()}".encode() + b"." * 500


LOST = (http.client.HTTPException, ConnectionError)


# -- switched off ------------------------------------------------------------------------------------------------------------

REQUESTS = (
    b"GET /a?b=%20c HTTP/1.1\r\nhOsT:  x\r\nX-Odd:\t twice \r\nX-Odd: again\r\n\r\n",
    b"PUT /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n\x00\xff\r\n!",
    b"PUT /v1/y HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;odd=1\r\nabc\r\n00a\r\n0123456789\r\n0\r\nX-After: all\r\n\r\n",
    b"HEAD /z HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST /w HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" + random.Random(1).randbytes(200_000),
    b"DELETE /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
)
ANSWERS = (
    b"HTTP/1.1 200 Fine\r\ncontent-LENGTH: 4\r\n\r\n\r\n\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n",
    b"HTTP/1.1 204 No\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nX-Until: closed\r\n\r\n" + random.Random(2).randbytes(300_000),
)


def test_switched_off_it_passes_every_byte_as_it_is_over_one_line() -> None:
    arrived, came_back = [], []

    def serve(listener: socket.socket) -> None:
        line, _ = listener.accept()
        with line:
            for request, answer in zip(REQUESTS, ANSWERS, strict=True):
                arrived.append(_read(line, len(request)))
                line.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as pool:
        served = pool.submit(serve, listener)
        with (
            FaultProxy(f"http://127.0.0.1:{listener.getsockname()[1]}", seed=1) as proxy,
            socket.create_connection(("127.0.0.1", proxy.port), PATIENCE) as client,
        ):
            for request, answer in zip(REQUESTS, ANSWERS, strict=True):
                client.sendall(request)
                came_back.append(_read(client, len(answer)))
            assert client.recv(1) == b""
            served.result()
        assert not proxy.done
        assert not proxy.decisions
    assert arrived == list(REQUESTS)
    assert came_back == list(ANSWERS)


def _read(line: socket.socket, length: int) -> bytes:
    content = b""
    while len(content) < length and (piece := line.recv(length - len(content))):
        content += piece
    return content


def test_it_keeps_a_line_for_many_requests_and_opens_a_new_one_when_the_server_closed_it(server: Server) -> None:
    with FaultProxy(server.address, seed=1) as proxy, a_client(proxy) as client:
        for number in range(5):
            assert put(client, f"/{number}") == (200, expected(f"/{number}"))
        assert len({server.next().line for _ in range(5)}) == 1
        proxy.weather = always(Fault.LOST_AFTER)
        with pytest.raises(LOST):
            put(client, "/lost")
        proxy.weather = Weather()
        client.close()
        assert put(client, "/anew")[0] == 200
        assert len({server.next().line for _ in range(2)}) == 2


def test_a_server_that_is_not_there_is_a_line_that_ends() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        address = f"http://127.0.0.1:{gone.getsockname()[1]}"
    with FaultProxy(address, seed=1) as proxy, a_client(proxy) as client, pytest.raises(LOST):
        put(client, "/nobody")


# -- each fault --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [Fault.DROPPED, Fault.HALF_SENT])
@pytest.mark.parametrize("seed", range(4))
def test_what_is_lost_before_the_server_was_never_heard(server: Server, fault: Fault, seed: int) -> None:
    with FaultProxy(server.address, seed, always(fault)) as proxy, a_client(proxy) as client:
        with pytest.raises(LOST):
            put(client, "/x", b"b" * 50_000)
        proxy.weather = Weather()
        put(client, "/then")
        assert server.next().path == "/then"
        assert proxy.done == {fault: 1}


@pytest.mark.parametrize("fault", [Fault.LOST_AFTER, Fault.CUT_INSIDE])
@pytest.mark.parametrize("seed", range(4))
def test_an_answer_lost_or_cut_leaves_its_effect_on_the_server(server: Server, fault: Fault, seed: int) -> None:
    with FaultProxy(server.address, seed, always(fault)) as proxy, a_client(proxy) as client:
        with pytest.raises(LOST):
            put(client, "/x")
        heard = server.next()
        assert (heard.path, heard.body) == ("/x", b"content")
        assert server.heard_nothing_more
        assert proxy.done == {fault: 1}


@pytest.mark.parametrize("seed", range(4))
def test_a_truncated_body_is_well_formed_and_shorter(server: Server, seed: int) -> None:
    with FaultProxy(server.address, seed, always(Fault.TRUNCATED)) as proxy, a_client(proxy) as client:
        status, body = put(client, "/x")
        assert status == 200
        assert len(body) < len(expected("/x"))
        assert expected("/x").startswith(body)
        # In order: the line goes on.
        assert put(client, "/y")[0] == 200


@pytest.mark.parametrize("fault", [Fault.DELAYED, Fault.TRICKLED])
def test_a_slow_exchange_is_whole_and_takes_its_time(server: Server, fault: Fault) -> None:
    with FaultProxy(server.address, 4, always(fault, slowest=0.4)) as proxy, a_client(proxy) as client:
        begun = time.monotonic()
        assert put(client, "/x") == (200, expected("/x"))
        passed = time.monotonic() - begun
        ((_, _, fate),) = proxy.decisions
        assert fate.share > 0.1
        assert passed >= fate.share * 0.4
        assert proxy.done == {fault: 1}


@pytest.mark.parametrize("seed", range(3))
def test_a_doubled_request_is_heard_twice_on_two_lines_and_answered_once(server: Server, seed: int) -> None:
    with FaultProxy(server.address, seed, always(Fault.DOUBLED)) as proxy, a_client(proxy) as client:
        assert put(client, "/x", b"z" * 100_000) == (200, expected("/x", b"z" * 100_000))
        first, second = server.next(), server.next()
        assert (first.path, first.body) == (second.path, second.body) == ("/x", b"z" * 100_000)
        assert first.line != second.line
        assert server.heard_nothing_more


def test_a_chunked_request_is_doubled_whole(server: Server) -> None:
    with FaultProxy(server.address, 1, always(Fault.DOUBLED)) as proxy, a_client(proxy) as client:
        client.request(
            "PUT", "/x", iter([b"one", b"two" * 9000]), {"Transfer-Encoding": "chunked"}, encode_chunked=True
        )
        assert client.getresponse().read() == expected("/x", b"one" + b"two" * 9000)
        assert server.next().body == server.next().body == b"one" + b"two" * 9000


def test_a_repeated_request_comes_once_more_after_others_have_passed(server: Server) -> None:
    with FaultProxy(server.address, 1, always(Fault.REPEATED, slowest=PATIENCE)) as proxy, a_client(proxy) as client:
        put(client, "/x")
        proxy.weather = Weather()
        for path in "abc":
            put(client, f"/{path}")
        assert [server.next().path for _ in range(5)] == ["/x", "/a", "/b", "/c", "/x"]
        assert proxy.overtaken == 1


def test_a_request_held_back_is_overtaken_and_answered_all_the_same(server: Server) -> None:
    with (
        FaultProxy(server.address, 1, always(Fault.HELD, slowest=PATIENCE)) as proxy,
        a_client(proxy) as patient,
        a_client(proxy) as other,
        ThreadPoolExecutor(1) as pool,
    ):
        held = pool.submit(put, patient, "/held")
        assert proxy.writing.wait(PATIENCE)
        proxy.weather = Weather()
        for path in "abc":
            put(other, f"/{path}")
        assert held.result() == (200, expected("/held"))
        assert [server.next().path for _ in range(4)] == ["/a", "/b", "/c", "/held"]
        assert proxy.overtaken == 1


def test_it_notices_who_writes_to_one_ticket_twice_at_the_same_time(server: Server) -> None:
    with (
        FaultProxy(server.address, 1, always(Fault.HELD, slowest=PATIENCE)) as proxy,
        a_client(proxy) as one,
        a_client(proxy) as other,
        ThreadPoolExecutor(1) as pool,
    ):
        held = pool.submit(put, one, "/v1/tickets/a/messages/1")
        assert proxy.writing.wait(PATIENCE)
        proxy.weather = Weather()
        for path in ("/v1/tickets/b", "/v1/tickets/b/messages/1", "/v1/tickets/a/messages/2"):
            put(other, path)
        held.result()
        put(other, "/v1/tickets/a/messages/3")
        assert proxy.overlaps == ["PUT /v1/tickets/a/messages/2 HTTP/1.1"]


def test_a_request_that_was_given_up_arrives_later_than_the_next_ones(server: Server) -> None:
    with FaultProxy(server.address, 1, always(Fault.LATE, slowest=PATIENCE)) as proxy, a_client(proxy) as client:
        with pytest.raises(LOST):
            put(client, "/late")
        proxy.weather = Weather()
        for path in "abcd":
            put(client, f"/{path}")
        heard = [server.next().path for _ in range(5)]
        assert sorted(heard) == ["/a", "/b", "/c", "/d", "/late"]
        assert heard.index("/late") >= 3


def test_nobody_waits_for_ever_to_be_overtaken(server: Server) -> None:
    with FaultProxy(server.address, 1, always(Fault.HELD)) as proxy, a_client(proxy) as client:
        assert put(client, "/x")[0] == 200
        assert proxy.overtaken == 0


@pytest.mark.parametrize(
    ("fault", "status", "arrives"),
    [(Fault.BUSY, 503, False), (Fault.PAGE_BEFORE, 502, False), (Fault.PAGE_AFTER, 504, True)],
)
def test_it_answers_itself_as_something_in_between_does(
    server: Server, fault: Fault, status: int, arrives: bool
) -> None:
    with FaultProxy(server.address, 1, always(fault)) as proxy, a_client(proxy) as client:
        client.request("PUT", "/x", b"y" * 200_000)
        answer = client.getresponse()
        assert answer.status == status
        assert answer.headers["Retry-After"] == ("1" if status == 503 else None)
        assert answer.read().startswith(b"{" if status == 503 else b"<!doctype html>")
        assert server.heard_nothing_more is not arrives


def test_a_stream_of_events_passes_at_once_and_can_be_cut(server: Server) -> None:
    with FaultProxy(server.address, 2, Weather({Fault.DOUBLED: 1.0})) as proxy, a_client(proxy) as client:
        client.request("GET", "/events", headers={"Accept": "text/event-stream"})
        assert client.getresponse().readline() == b": still here\n"
        client.close()
        proxy.weather = always(Fault.CUT_INSIDE, slowest=1.0)
        client.request("GET", "/events", headers={"Accept": "text/event-stream"})
        assert client.getresponse().read().startswith(b": still here")


def test_a_client_that_hangs_up_is_told_to_the_server(server: Server) -> None:
    with FaultProxy(server.address, 1) as proxy, a_client(proxy) as client:
        client.request("GET", "/events")
        client.getresponse().readline()
        client.close()
        assert server.hung_up.wait(PATIENCE)


def test_what_goes_up_is_as_slow_as_the_line(server: Server) -> None:
    with FaultProxy(server.address, 1, Weather(bytes_per_second=1_000_000)) as proxy, a_client(proxy) as client:
        begun = time.monotonic()
        assert put(client, "/x", b"s" * 200_000)[0] == 200
        assert time.monotonic() - begun >= 0.2


# -- decisions, and the end ---------------------------------------------------------------------------------------------------

STORMY = Weather({fault: 0.05 for fault in Fault if fault is not Fault.NONE}, slowest=0.02)


def _through_a_storm(server: Server, seed: int, order: random.Random) -> dict[tuple[str, int], Fault]:
    paths = [f"/{kind}/{number:032x}" for kind in ("a", "b") for number in range(30)]
    order.shuffle(paths)
    with FaultProxy(server.address, seed, STORMY) as proxy:
        for path in paths:
            with a_client(proxy) as client:
                try:
                    put(client, path)
                except LOST:
                    continue
    assert len(proxy.decisions) == 60
    return {(shape, nth): fate.fault for shape, nth, fate in proxy.decisions}


def test_the_same_seed_decides_the_same_in_whatever_order_the_kinds_come(server: Server) -> None:
    first = _through_a_storm(server, 7, random.Random(1))
    assert first == _through_a_storm(server, 7, random.Random(2))
    assert first != _through_a_storm(server, 8, random.Random(1))


def test_each_fault_comes_as_often_as_its_odds_say() -> None:
    faults = [fate_of(3, STORMY, "PUT /x", nth).fault for nth in range(10_000)]
    for fault in Fault:
        share = 0.3 if fault is Fault.NONE else 0.05
        assert abs(faults.count(fault) / 10_000 - share) < 0.015


def test_requests_of_one_kind_have_one_shape_whatever_they_are_about() -> None:
    one, other = "01890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a8058"
    assert shape_of("PUT", f"/v1/tickets/{one}/messages/{other}") == "PUT /v1/tickets/*/messages/*"
    assert shape_of("GET", f"/v1/blobs/{'ab1' * 21}f?x=1") == "GET /v1/blobs/*"
    assert shape_of("GET", "/v1/changes?cursor=abc") == "GET /v1/changes"


def test_nothing_of_it_lives_on_when_it_is_closed_in_the_middle_of_everything(server: Server) -> None:
    weather = Weather({Fault.HELD: 0.5, Fault.LATE: 0.5}, slowest=60)
    with ThreadPoolExecutor(8) as pool:
        proxy = FaultProxy(server.address, 1, weather)
        clients = [http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=PATIENCE) for _ in range(8)]
        answers = [pool.submit(put, client, f"/{number}") for number, client in enumerate(clients)]
        until = time.monotonic() + PATIENCE
        while len(proxy.decisions) < 8 and time.monotonic() < until:
            pass
        events = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=PATIENCE)
        proxy.weather = Weather()
        events.request("GET", "/events")
        streamed = events.getresponse()
        streamed.readline()
        proxy.close()
        assert proxy.alive == 0
        assert all(isinstance(answer.exception(), LOST) for answer in answers)
        streamed.read()
        for client in (*clients, events):
            client.close()
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", proxy.port), 1).close()


def test_it_knows_every_token_that_passed(server: Server) -> None:
    with FaultProxy(server.address, 1) as proxy, a_client(proxy) as client:
        client.request("GET", "/x", headers={"Authorization": "Bearer very-secret"})
        client.getresponse().read()
        assert proxy.secrets == {"very-secret"}
