"""A server at the wire for the answers that no honest server gives: every byte is the test's own.

`WireServer(script)` listens on 127.0.0.1 and runs `script(peer)` for every connection on a thread of its own; `answering(respond)`
makes a script of a function from request to reply, with keep-alive. Everything ends, sockets and threads, when its `with` does.
"""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Request:
    """What came in. Header names are lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.target).query).items()}

    @property
    def token(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")

    def json(self) -> dict[str, object]:
        found = json.loads(self.body)
        assert isinstance(found, dict)
        return found


@dataclass(frozen=True)
class Reply:
    """An honest answer; Content-Length is added unless it stands in `headers`."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class Drop:
    """Instead of a reply: the connection ends without one."""


def json_reply(value: object, status: int = 200, **headers: str) -> Reply:
    return Reply(status, {"Content-Type": "application/json", **headers}, json.dumps(value).encode())


def problem_reply(status: int, code: str, *, headers: dict[str, str] | None = None, **more: object) -> Reply:
    document = {
        "type": f"urn:x:{code}",
        "title": code,
        "status": status,
        "code": code,
        "detail": f"because {code}",
        **more,
    }
    return Reply(status, {"Content-Type": "application/problem+json", **(headers or {})}, json.dumps(document).encode())


class Gone(Exception):
    """The other side closed."""


class Peer:
    """One connection, seen from the server."""

    def __init__(self, line: socket.socket, server: WireServer) -> None:
        self.line = line
        self.server = server
        self._buffer = b""

    def read_request(self) -> Request:
        """The next whole request; raises Gone at the end."""
        head = self._until(b"\r\n\r\n").decode("latin-1")
        first, *lines = head.split("\r\n")
        method, target, _ = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        body = self._exactly(int(headers.get("content-length", "0")))
        request = Request(method, target, headers, body)
        self.server.note(request)
        return request

    def send(self, data: bytes) -> None:
        try:
            self.line.sendall(data)
        except OSError as error:
            raise Gone from error

    def reply(self, reply: Reply, method: str = "GET") -> None:
        headers = {"Content-Length": str(len(reply.body)), **reply.headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        body = b"" if method == "HEAD" or reply.status in (204, 304) else reply.body
        self.send(f"HTTP/1.1 {reply.status} Whatever\r\n{head}\r\n".encode("latin-1") + body)

    def reset(self) -> None:
        """End with a reset instead of a farewell."""
        self.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.line.close()

    def wait_until_gone(self) -> None:
        """Until the other side closes."""
        with contextlib.suppress(OSError):
            while self.line.recv(65536):
                pass

    def drip(self, data: bytes, pause: float) -> None:
        """One byte after the other, until the end or until the other side has enough."""
        for byte in data:
            self.send(bytes([byte]))
            if self.server.ended.wait(pause):
                return

    def _until(self, end: bytes) -> bytes:
        while end not in self._buffer:
            self._more()
        found, _, self._buffer = self._buffer.partition(end)
        return found

    def _exactly(self, size: int) -> bytes:
        while len(self._buffer) < size:
            self._more()
        found, self._buffer = self._buffer[:size], self._buffer[size:]
        return found

    def _more(self) -> None:
        try:
            piece = self.line.recv(1 << 20)
        except OSError as error:
            raise Gone from error
        if not piece:
            raise Gone
        self._buffer += piece


Script = Callable[[Peer], None]


def answering(respond: Callable[[Request], Reply | Drop]) -> Script:
    """A script that answers every request of a connection."""

    def script(peer: Peer) -> None:
        while True:
            request = peer.read_request()
            reply = respond(request)
            if isinstance(reply, Drop):
                return
            peer.reply(reply, request.method)

    return script


def saying(*pieces: bytes) -> Script:
    """A script that reads a request, says exactly this and closes."""

    def script(peer: Peer) -> None:
        peer.read_request()
        for piece in pieces:
            peer.send(piece)

    return script


class WireServer:
    """See the module. `requests` are those that came in whole, `connections` how many were taken."""

    def __init__(self, script: Script, tls: ssl.SSLContext | None = None) -> None:
        self._script = script
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self.requests: list[Request] = []
        self.connections = 0
        self.ended = threading.Event()
        self.failures: list[Exception] = []
        self._came = threading.Condition()
        self._lines: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept, name="wire-server", daemon=True)

    def note(self, request: Request) -> None:
        with self._came:
            self.requests.append(request)
            self._came.notify_all()

    def wait_for_requests(self, count: int) -> None:
        """Until this many requests came in whole."""
        with self._came:
            assert self._came.wait_for(lambda: len(self.requests) >= count, 10), "the requests did not come"

    def wait_for_connections(self, count: int) -> None:
        """Until this many connections were taken."""
        with self._came:
            assert self._came.wait_for(lambda: self.connections >= count, 10), "the connections did not come"

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            if self.ended.is_set():
                line.close()
                return
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._came:
                self.connections += 1
                self._lines.append(line)
                self._came.notify_all()
            thread = threading.Thread(target=self._serve, args=(line,), name="wire-peer", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, line: socket.socket) -> None:
        used: socket.socket = line
        try:
            if self._tls is not None:
                used = self._tls.wrap_socket(line, server_side=True)
                with self._came:
                    self._lines.append(used)
            self._script(Peer(used, self))
        except (Gone, ssl.SSLError, ConnectionError):
            pass
        except Exception as failure:  # noqa: BLE001 - told by __exit__
            if not self.ended.is_set():
                self.failures.append(failure)
        finally:
            used.close()

    def __enter__(self) -> WireServer:
        self._accepting.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ended.set()
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), 1).close()  # wakes `accept` on every system
        self._accepting.join()
        self._listener.close()
        for line in self._lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for line in self._lines:
            line.close()
        if error is None:
            assert not self.failures, self.failures
