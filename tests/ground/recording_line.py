"""A line to the helpdesk that writes down what the program says on it, and can answer in the helpdesk's place.

An HTTP/1.1 relay on loopback: every request is kept as it came (line, headers, body), then answered by the first rule that fits it, else
by the helpdesk behind. It may translate what the person types (a password with a recognisable value) into what the helpdesk knows.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}


@dataclass(frozen=True)
class Request:
    """What the program said."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    def header(self, name: str) -> str:
        """A header's value, empty without it."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


@dataclass(frozen=True)
class Reply:
    """What is answered instead of the helpdesk. `raw` is sent as it is, and the line closed; empty `raw` and status 0 break the line."""

    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    raw: bytes = b""


@dataclass
class Rule:
    """Answers requests of `method` whose path fits `path` with what `reply` makes of them, `times` times."""

    method: str
    path: str
    reply: Callable[[Request], Reply]
    times: int = 1

    def fits(self, request: Request) -> bool:
        """Whether it is about this one."""
        return self.times > 0 and request.method == self.method and re.search(self.path, request.path) is not None


@dataclass
class RecordingLine:
    """`address` leads to the helpdesk at `target`; without a target everything is answered with 404. Close it."""

    target: str = ""
    translate: Callable[[Request], bytes] = lambda request: request.body
    upload_secret: str = ""
    """Put as a query behind the address of every upload, as servers do whose addresses are secrets."""

    requests: list[Request] = field(default_factory=list)
    tokens: list[tuple[str, str]] = field(default_factory=list)
    """Access and refresh tokens that went by in answers."""

    def __post_init__(self) -> None:
        line = self
        self._rules: list[Rule] = []
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                super().setup()
                line._sockets.add(self.connection)

            def finish(self) -> None:
                line._sockets.discard(self.connection)
                with contextlib.suppress(OSError):
                    super().finish()

            def log_message(self, format: str, *args: object) -> None:
                pass

            def do_any(self) -> None:
                with contextlib.suppress(OSError, http.client.HTTPException):
                    line._serve(self)

        for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS"):
            setattr(Handler, f"do_{method}", Handler.do_any)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.port = self._server.server_port
        self.address = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="recording-line")
        self._thread.start()

    def __enter__(self) -> RecordingLine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Cut every line and end."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        for one in list(self._sockets):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def answer(self, method: str, path: str, reply: Callable[[Request], Reply] | Reply, times: int = 1) -> Rule:
        """Answer the next `times` of these requests so."""
        rule = Rule(method, path, reply if callable(reply) else lambda _: reply, times)
        with self._lock:
            self._rules.append(rule)
        return rule

    def unused(self) -> list[str]:
        """The rules that still wait for their request."""
        with self._lock:
            return [f"{one.method} {one.path}" for one in self._rules if one.times]

    def seen(self, method: str, path: str) -> list[Request]:
        """The requests that fit, in order."""
        return [one for one in self.requests if one.method == method and re.search(path, one.path)]

    # Serving

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(length) if length else b""
        request = Request(handler.command, handler.path, tuple(handler.headers.items()), body)
        with self._lock:
            self.requests.append(request)
            rule = next((one for one in self._rules if one.fits(request)), None)
            if rule is not None:
                rule.times -= 1
        if rule is not None:
            self._send(handler, rule.reply(request))
        elif self.target:
            self._relay(handler, request)
        else:
            self._send(handler, Reply(404))

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        if reply.raw or not reply.status:
            handler.wfile.write(reply.raw)
            handler.close_connection = True
            with contextlib.suppress(OSError):
                handler.connection.shutdown(socket.SHUT_RDWR)
            return
        handler.send_response_only(reply.status)
        for name, value in reply.headers:
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(reply.body)))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(reply.body)

    def _relay(self, handler: BaseHTTPRequestHandler, request: Request) -> None:
        parts = urlsplit(self.target)
        far = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)
        try:
            body = self.translate(request)
            target = request.target.replace(f"?{self.upload_secret}", "") if self.upload_secret else request.target
            headers = {name: value for name, value in request.headers if name.lower() not in ("content-length",)}
            sends_body = bool(body) or request.method in ("POST", "PUT", "PATCH")
            far.request(request.method, target, body if sends_body else None, headers)
            self._pass_on(handler, request, far.getresponse())
        finally:
            far.close()

    def _pass_on(self, handler: BaseHTTPRequestHandler, request: Request, answer: http.client.HTTPResponse) -> None:
        endless = "event-stream" in answer.headers.get("Content-Type", "")
        body = b"" if endless else answer.read()
        self._note_tokens(request, body)
        handler.send_response_only(answer.status)
        for name, value in answer.headers.items():
            if name.lower() in _HOP_BY_HOP:
                continue
            if name.lower() == "location" and self.upload_secret:
                value = f"{value}?{self.upload_secret}"
            handler.send_header(name, value)
        if not endless:
            length = answer.headers.get("Content-Length", "") if request.method == "HEAD" else str(len(body))
            if answer.status != 204 and length:
                handler.send_header("Content-Length", length)
            handler.end_headers()
            handler.wfile.write(body)
            return
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.close_connection = True
        while piece := answer.read1(16 * 1024):
            handler.wfile.write(piece)
            handler.wfile.flush()

    def _note_tokens(self, request: Request, body: bytes) -> None:
        if not request.path.startswith("/v1/sessions") or b"access_token" not in body:
            return
        said = json.loads(body)
        with self._lock:
            self.tokens.append((said["access_token"], said["refresh_token"]))


def echoed(request: Request) -> str:
    """A page as frameworks show it to developers: everything of the request, headers and body."""
    lines = [f"{request.method} {request.target}", *(f"{name}: {value}" for name, value in request.headers)]
    return "\n".join([*lines, "", request.body.decode("utf-8", "replace")])


def debug_page(status: int) -> Callable[[Request], Reply]:
    """An HTML page that shows the whole request."""

    def reply(request: Request) -> Reply:
        page = f"<!doctype html><html><title>{status}</title><pre>{echoed(request)}</pre></html>"
        return Reply(status, (("Content-Type", "text/html; charset=utf-8"),), page.encode())

    return reply


def telling_problem(status: int, code: str, **headers: str) -> Callable[[Request], Reply]:
    """A problem of the open API whose sentences repeat the request, and whose Location and header values do so too."""

    def reply(request: Request) -> Reply:
        said = echoed(request)
        problem = {"code": code, "title": said, "detail": said, "status": status}
        problem["errors"] = [{"pointer": f"/{said}", "detail": said}]
        named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
        return Reply(status, (("Content-Type", "application/problem+json"), *named), json.dumps(problem).encode())

    return reply
