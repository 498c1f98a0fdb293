"""HTTP to one origin: the only way out of the program.

What it promises: only the origin it was made for is spoken to (https, or plain http to this computer itself); no redirect, cookie,
netrc or proxy is followed that nobody set; certificates are judged by the system's trust store; every exchange ends, by its answer, by
silence (`idle_seconds`), by its deadline or by `close` from whatever thread; what comes in is counted after decompression; every failure is
one of `desktop.errors`. What is confidential (a token, a password, an address that is a secret itself) is neither logged nor shown by any
object here, and an error of the server's that repeats it is blotted. Threads may share a transport. It starts none that outlives a call.
"""

from __future__ import annotations

import io
import logging
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit

from desktop.connectors.address import is_loopback
from desktop.connectors.echo import blotted
from desktop.connectors.proxy import Proxy, proxy_for
from desktop.errors import CaptivePortal, NotAHelpdesk, ProxyError, ServerBroken, Unreachable
from desktop.identity import APP_NAME, VERSION

if TYPE_CHECKING:
    from types import TracebackType

    import requests

    from desktop.connectors.lines import Call, LineAdapter

log = logging.getLogger("sportello.transport")

LINES = 8
"""Exchanges at the same time; more than that wait for their turn."""

SLOWEST = 8 * 1024
"""Bytes a second below which a long transfer is given up (it goes on later from where it was)."""

_PIECE = 256 * 1024
_PROXY_SECONDS = 60.0
_BIG_BODY = 64 * 1024


@dataclass(frozen=True, slots=True)
class TransportOptions:
    """How to speak. Seconds: to connect, between two bytes, and for a whole exchange; `body_limit` in bytes after decompression."""

    client_id: str = ""
    proxy: Proxy = field(default_factory=Proxy)
    connect_seconds: float = 10.0
    idle_seconds: float = 30.0
    deadline_seconds: float = 60.0
    body_limit: int = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. `headers` are found in any case; they and the body may carry secrets, and are not shown."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    request_id: str

    @property
    def media_type(self) -> str:
        """The content type without its parameters, lower case."""
        return media_type(self.headers)


def media_type(headers: Mapping[str, str]) -> str:
    """The content type without its parameters, lower case."""
    return headers.get("Content-Type", "").partition(";")[0].strip().lower()


class Stream:
    """An answer whose body is still on the line."""

    def __init__(self, response: requests.Response, call: Call, request_id: str, secrets: tuple[str, ...] = ()) -> None:
        self.status = response.status_code
        self.headers: Mapping[str, str] = response.headers
        self.request_id = request_id
        self._response = response
        self._call = call
        self._secrets = secrets

    def whole(self, limit: int) -> Answer:
        """All of it; an error without what the request said in confidence. Raises ServerBroken above `limit` bytes."""
        body = self.read_all(limit)
        return Answer(
            self.status, self.headers, blotted(body, self._secrets) if self.status >= 400 else body, self.request_id
        )

    def read(self, amount: int = _PIECE) -> bytes:
        """What came in meanwhile, at most `amount` bytes after decompression, waiting for at least one; empty at the end.

        Raises Unreachable when the line breaks, ServerBroken when the body can't be decoded.
        """
        from desktop.connectors.faults import FAULTS, translate  # loaded already: a response came

        try:
            piece: bytes = self._response.raw.read1(amount, decode_content=True) or b""
        except FAULTS as fault:
            raise translate(fault, self._call) from None  # see `_send`
        if not piece and self._call.cut_by is not None:
            # A socket that was shut down looks like an end that the server meant.
            raise Unreachable(f"ended: {self._call.cut_by.value}", reached_server=True)
        return piece

    def read_all(self, limit: int) -> bytes:
        """The whole body; raises ServerBroken above `limit` bytes."""
        pieces: list[bytes] = []
        size = 0
        while piece := self.read():
            size += len(piece)
            if size > limit:
                raise ServerBroken(f"an answer of more than {limit} bytes")
            pieces.append(piece)
        return b"".join(pieces)


class Transport:
    """Exchanges with one origin, see the module. Raises NotAHelpdesk at once for plain http to another computer."""

    def __init__(self, origin: str, options: TransportOptions) -> None:
        parts = urlsplit(origin)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.options = options
        self._host = parts.hostname or ""
        self._secure = parts.scheme == "https"
        if not self._secure and not (parts.scheme == "http" and is_loopback(self._host)):
            raise NotAHelpdesk("only encrypted connections (https) are made to other computers")
        self._lock = threading.Lock()
        self._calls: set[Call] = set()
        self._turns = threading.BoundedSemaphore(LINES)
        self._closed = threading.Event()
        self._adapter: LineAdapter | None = None
        self._proxy: tuple[float, str] | None = None

    def __enter__(self) -> Transport:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        deadline: float | None = None,
        idle: float | None = None,
        repeatable: bool = False,
        secrets: tuple[str, ...] = (),
        named: str = "",
    ) -> Answer:
        """One exchange with its whole answer, whatever its status. `path` begins with a slash and is quoted already.

        `repeatable`: the request may go out a second time when a kept connection turns out to be closed (always so for GET and HEAD).
        `secrets`: what it says in confidence, beside the token in its Authorization. `named`: what the log calls the path, where that
        is a secret itself. Raises NetworkError.
        """
        with self.stream(
            method,
            path,
            query=query,
            headers=headers,
            body=body,
            deadline=deadline,
            idle=idle,
            repeatable=repeatable,
            secrets=secrets,
            named=named,
        ) as stream:
            return stream.whole(self.options.body_limit)

    @contextmanager
    def stream(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        deadline: float | None = None,
        idle: float | None = None,
        repeatable: bool = False,
        endless: bool = False,
        secrets: tuple[str, ...] = (),
        named: str = "",
    ) -> Iterator[Stream]:
        """As `request`, with the body still to be read; `endless` lifts the deadline (silence still ends it)."""
        # requests takes about 190 ms to import: the window is painted long before the first exchange.
        from desktop.connectors.lines import Call, Cut

        options = self.options
        call = Call(options.idle_seconds if idle is None else idle)
        request_id = str(uuid.uuid4())
        # A path that a server chose may carry its own key behind the question mark.
        logged = named or path.partition("?")[0]
        seconds = options.deadline_seconds if deadline is None else deadline
        timer = None if endless else threading.Timer(seconds, call.cut, (Cut.DEADLINE,))
        self._admit(call, seconds)
        started = monotonic()
        try:
            if timer is not None:
                timer.daemon = True
                timer.start()
            url = self.origin + self._checked(path) + (f"?{urlencode(query)}" if query else "")
            sent = self._headers(request_id, headers or {})
            response = self._follow(call, method, url, sent, body, repeatable or method in ("GET", "HEAD"))
            try:
                waited = round((monotonic() - started) * 1000)
                log.debug("%s %s: %d after %d ms, request %s", method, logged, response.status_code, waited, request_id)
                token = sent.get("Authorization", "").partition(" ")[2]
                yield Stream(response, call, request_id, (*secrets, token))
            finally:
                response.close()
        except Unreachable as error:
            log.info("%s %s: %s, request %s", method, logged, error.detail, request_id)
            raise
        finally:
            if timer is not None:
                timer.cancel()
                timer.join()
            self._dismiss(call)

    def local_path(self, location: str, base: str = "/") -> str:
        """The path that a Location header of this origin means; raises ServerBroken when it leads elsewhere."""
        try:
            target = urlsplit(urljoin(self.origin + base, location.strip()))
            origin = target.scheme, target.hostname, target.port
        except ValueError as error:
            raise ServerBroken("an address that is none") from error
        if not location.strip():
            raise ServerBroken("no address")
        if origin != self._origin_parts():
            raise ServerBroken("an address of another server")
        return self._checked(target.path + (f"?{target.query}" if target.query else ""))

    @property
    def closed(self) -> threading.Event:
        """Set by `close`; what waits between two exchanges waits on this."""
        return self._closed

    def close(self) -> None:
        """End every exchange under way, from whatever thread, and all connections; later ones fail as unreachable."""
        # Imported by now if there is anything to end.
        with self._lock:
            self._closed.set()
            calls, adapter = tuple(self._calls), self._adapter
        if calls:
            from desktop.connectors.lines import Cut

            for call in calls:
                call.cut(Cut.CLOSED)
        if adapter is not None:
            adapter.close()

    # -- inside ---------------------------------------------------------------------------------------------------------------

    def _origin_parts(self) -> tuple[str, str | None, int | None]:
        parts = urlsplit(self.origin)
        return parts.scheme, parts.hostname, parts.port

    @staticmethod
    def _checked(path: str) -> str:
        """Refuses what an URL library would tidy into another address."""
        segments = path.partition("?")[0].split("/")
        if (
            not path.startswith("/")
            or path.startswith("//")
            or any(one in (".", "..") for one in segments)
            or not path.isprintable()
        ):
            raise ServerBroken("an address that is none")
        return path

    def _admit(self, call: Call, seconds: float) -> None:
        if not self._turns.acquire(timeout=seconds):
            raise Unreachable("too many exchanges at the same time", reached_server=False)
        with self._lock:
            if not self._closed.is_set():
                self._calls.add(call)
                return
        self._turns.release()
        raise Unreachable("ended: closed", reached_server=False)

    def _dismiss(self, call: Call) -> None:
        with self._lock:
            self._calls.discard(call)
        call.release()
        self._turns.release()

    def _headers(self, request_id: str, more: Mapping[str, str]) -> dict[str, str]:
        headers = {
            "User-Agent": f"{APP_NAME}/{VERSION}",
            "Accept": "application/json, application/problem+json",
            "Accept-Encoding": "gzip",
            "X-Request-ID": request_id,
        }
        if self.options.client_id:
            headers["Client-Id"] = self.options.client_id
        return {**headers, **more}

    def _follow(
        self, call: Call, method: str, url: str, headers: dict[str, str], body: bytes | None, repeatable: bool
    ) -> requests.Response:
        """Sends; a permanent move on the same origin (308) is followed once, every other redirect is somebody else's answer."""
        response = self._send(call, method, url, headers, body, repeatable)
        status = response.status_code
        if status == 407:
            response.close()
            raise ProxyError("the proxy wants a sign-in")
        if status not in (301, 302, 303, 307, 308):
            return response
        response.close()
        try:
            path = self.local_path(response.headers.get("Location", ""), urlsplit(url).path)
        except ServerBroken:
            path = ""
        if status != 308 or not path:
            raise CaptivePortal(f"a redirect ({status}) instead of an answer")
        call.release()
        response = self._send(call, method, self.origin + path, headers, body, repeatable)
        if response.is_redirect:
            response.close()
            raise CaptivePortal(f"a redirect ({response.status_code}) instead of an answer")
        return response

    def _send(
        self, call: Call, method: str, url: str, headers: dict[str, str], body: bytes | None, repeatable: bool
    ) -> requests.Response:
        from desktop.connectors.faults import FAULTS, is_stale, translate
        from desktop.connectors.lines import prepared, work_for

        options = self.options
        proxy = self._proxy_now()
        work_for(call)
        try:
            while True:
                # A long body leaves in blocks, each with the whole idle time to itself.
                content = io.BytesIO(body) if body is not None and len(body) > _BIG_BODY else body
                try:
                    return self._adapter_now().send(
                        prepared(method, url, headers, content),
                        stream=True,
                        timeout=(options.connect_seconds, call.idle),
                        proxies={"https": proxy} if proxy else None,
                    )
                except FAULTS as fault:
                    if not (repeatable and is_stale(fault, call)):
                        # Without their chain: libraries quote whole addresses and whatever came instead of an answer.
                        raise translate(fault, call) from None
                    call.release()
                    call.reused = call.sent = False
        finally:
            work_for(None)

    def _adapter_now(self) -> LineAdapter:
        from desktop.connectors.lines import LineAdapter

        with self._lock:
            if self._closed.is_set():
                raise Unreachable("ended: closed", reached_server=False)
            if self._adapter is None:
                self._adapter = LineAdapter(self._secure, LINES)
            return self._adapter

    def _proxy_now(self) -> str:
        if not self._secure:
            return ""  # plain http is spoken to this computer alone
        if is_loopback(self._host):
            return ""
        with self._lock:
            known = self._proxy
        if known is not None and monotonic() - known[0] < _PROXY_SECONDS:
            return known[1]
        # Asking the system may take a look into a registry: not for every call.
        found = proxy_for(self.options.proxy, self._host)
        with self._lock:
            self._proxy = (monotonic(), found)
        return found
