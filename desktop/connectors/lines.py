"""The innermost part of the transport: connections that can be cut from another thread.

requests and urllib3 offer neither a deadline for a whole exchange nor a way to end one from outside. Here every connection
tells the call it works for which socket it uses and whether bytes of the request have left; the call can shut that socket down
at any moment, also while connecting or in the middle of the TLS handshake. This module imports requests (about 190 ms): the
transport loads it at its first call.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import socket
import ssl
import threading
from collections.abc import Mapping
from enum import StrEnum
from time import monotonic
from typing import Any

import truststore
import urllib3
from requests.adapters import HTTPAdapter
from requests.models import PreparedRequest
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.wait import wait_for_write

# urllib3 quotes whole addresses, and what it could not read of an answer: secrets among them. What is worth knowing we log ourselves.
logging.getLogger("urllib3").setLevel(logging.CRITICAL)

_CONNECT_SLICE = 0.1
"""Seconds after which a connection being opened looks whether it is still wanted."""

_IN_PROGRESS = {errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", errno.EWOULDBLOCK)}
_BLOCK = 64 * 1024
"""Bytes of a body that leave at once; the idle time-out is counted for each block anew."""


class Cut(StrEnum):
    """Why a call was ended from outside."""

    CLOSED = "closed"
    DEADLINE = "deadline"


class Call:
    """One exchange under way.

    `sent` is whether a byte of the request may have left, `reused` whether it went over a connection kept from before, `idle` the
    seconds that may pass between two bytes.
    """

    def __init__(self, idle: float) -> None:
        self.idle = idle
        self.sent = False
        self.reused = False
        self.cut_by: Cut | None = None
        self._lock = threading.Lock()
        self._handle: socket.socket | None = None

    def hold(self, line: socket.socket) -> None:
        """Use this socket from now on. A second handle is kept, because TLS takes the first one over while it is set up."""
        handle = socket.socket(fileno=socket.dup(line.fileno()))
        with self._lock:
            before, self._handle = self._handle, handle
            if self.cut_by is not None:
                _shut_down(handle)
        if before is not None:
            before.close()

    def cut(self, why: Cut) -> None:
        """End the call, from whatever thread: it fails at its next (or present) step."""
        with self._lock:
            self.cut_by = self.cut_by or why
            if self._handle is not None:
                _shut_down(self._handle)

    def release(self) -> None:
        """The call is over; the connection may serve another."""
        with self._lock:
            handle, self._handle = self._handle, None
        if handle is not None:
            handle.close()


def _shut_down(handle: socket.socket) -> None:
    with contextlib.suppress(OSError):  # not connected (any more): there is nothing to end
        handle.shutdown(socket.SHUT_RDWR)


_here = threading.local()


def work_for(call: Call | None) -> None:
    """Say which call this thread's connections work for from now on."""
    _here.call = call


def _call() -> Call:
    call: Call = _here.call
    return call


def _open_socket(connection: HTTPConnection) -> socket.socket:
    """Connect, in slices short enough to notice that the call was cut; raises urllib3's errors, as urllib3 itself would."""
    call = _call()
    seconds = connection.timeout
    until = monotonic() + (seconds if isinstance(seconds, (int, float)) else 10.0)
    try:
        found = socket.getaddrinfo(connection._dns_host, connection.port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        reason = error if isinstance(error, socket.gaierror) else socket.gaierror(str(error))
        raise NameResolutionError(connection.host, connection, reason) from error
    trouble: OSError = OSError("no address")
    for family, kind, protocol, _, address in found:
        line = socket.socket(family, kind, protocol)
        try:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _connect(line, address, until, call)
        except OSError as error:
            line.close()
            trouble = error
            continue
        return line
    if isinstance(trouble, TimeoutError):
        raise ConnectTimeoutError(connection, "no answer while connecting") from trouble
    raise NewConnectionError(connection, str(trouble)) from trouble


def _connect(line: socket.socket, address: Any, until: float, call: Call) -> None:
    line.setblocking(False)
    state = line.connect_ex(address)
    if state in _IN_PROGRESS:
        while not wait_for_write(line, _CONNECT_SLICE):
            if call.cut_by is not None:
                raise ConnectionAbortedError(f"cut: {call.cut_by}")
            if monotonic() > until:
                raise TimeoutError("no answer while connecting")
        state = line.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if state:
        raise OSError(state, os.strerror(state))
    line.setblocking(True)
    line.settimeout(call.idle)
    call.hold(line)


class _PlainLine(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _open_socket(self)

    def connect(self) -> None:
        super().connect()
        _call().sent = False

    def request(self, *args: Any, **kwargs: Any) -> None:
        _take_up(self)
        super().request(*args, **kwargs)

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        _call().sent = True
        super().send(data)


class _TlsLine(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _open_socket(self)

    def connect(self) -> None:
        try:
            super().connect()
        finally:
            _call().sent = False  # what went to a proxy to open the tunnel was not the request

    def request(self, *args: Any, **kwargs: Any) -> None:
        _take_up(self)
        super().request(*args, **kwargs)

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        _call().sent = True
        super().send(data)


def _take_up(connection: HTTPConnection) -> None:
    # A TLS connection is opened before its request, a plain one by it: only a socket that this call does not hold yet is an old one.
    call = _call()
    line = connection.sock
    if line is None:
        return
    if call._handle is None:
        call.reused = True
        call.hold(line)
    # urllib3 would leave the time-out for connecting in force while a body goes up, in all.
    line.settimeout(call.idle)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _PlainLine


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsLine


_POOLS = {"http": _PlainPool, "https": _TlsPool}


class LineAdapter(HTTPAdapter):
    """requests' adapter over the connections above; TLS is judged by the system's trust store alone."""

    def __init__(self, secure: bool, lines: int) -> None:
        self._tls: ssl.SSLContext | None = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if secure else None
        super().__init__(pool_connections=2, pool_maxsize=lines)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any) -> None:
        """Builds the pool of direct connections."""
        super().init_poolmanager(connections, maxsize, block, ssl_context=self._tls, blocksize=_BLOCK, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> urllib3.ProxyManager:
        """Builds the pool of connections through a proxy."""
        manager: urllib3.ProxyManager = super().proxy_manager_for(
            proxy, ssl_context=self._tls, proxy_ssl_context=self._tls, blocksize=_BLOCK, **proxy_kwargs
        )
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ARG002 - requests' signature
        """Leaves all judgement to the context: requests would add certifi's list to what the system trusts."""
        conn.cert_reqs = "CERT_REQUIRED" if url.lower().startswith("https") else "CERT_NONE"


def prepared(method: str, url: str, headers: Mapping[str, str], body: Any = None) -> PreparedRequest:
    """A request as requests sends it, with nothing added from environment, netrc or cookies."""
    request = PreparedRequest()
    request.prepare(method=method, url=url, headers=dict(headers), data=body)
    return request
