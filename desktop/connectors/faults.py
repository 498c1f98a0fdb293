"""The one place where errors of requests, urllib3, http.client and ssl become ours.

The order matters: requests' SSLError is one of its ConnectionErrors, so certificates are looked for first, or a corporate certificate
would be shown as "offline". What arrived is not guessed from exceptions: the call knows whether bytes of its request left.
"""

from __future__ import annotations

import http.client
import re
import ssl
from collections.abc import Iterator

import requests
import urllib3.exceptions as urllib3_errors

from desktop.connectors.lines import Call
from desktop.errors import CertificateError, NetworkError, ProxyError, ServerBroken, Unreachable

FAULTS = (requests.RequestException, urllib3_errors.HTTPError, http.client.HTTPException, OSError, ValueError)
"""Everything that those libraries raise for what happens on a line."""

_STALE = (ConnectionResetError, ConnectionAbortedError, BrokenPipeError, http.client.RemoteDisconnected)
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
_NOT_HTTP = (
    http.client.BadStatusLine,
    http.client.LineTooLong,
    urllib3_errors.InvalidHeader,
    urllib3_errors.DecodeError,
    requests.exceptions.ContentDecodingError,
    urllib3_errors.InvalidChunkLength,
)


def translate(fault: Exception, call: Call) -> NetworkError:
    """Our error for a fault of this call. Its detail names the innermost reason, never an address with its query or a proxy's password."""
    causes = tuple(_causes(fault))
    reached = call.sent
    if call.cut_by is not None:
        return Unreachable(f"ended: {call.cut_by.value}", reached_server=reached)
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CertificateError(cause.verify_message or _said(cause))
    for cause in causes:
        tunnel = _TUNNEL.search(str(cause)) if isinstance(cause, OSError) else None
        if tunnel and tunnel[1].startswith("5"):
            return Unreachable(f"the proxy finds no way to the server ({tunnel[1]})", reached_server=False)
        if tunnel:
            return ProxyError(f"the proxy refused ({tunnel[1]})")
    if any(isinstance(cause, (requests.exceptions.ProxyError, urllib3_errors.ProxyError)) for cause in causes):
        return ProxyError(_said(causes[-1]))
    if not isinstance(causes[-1], http.client.RemoteDisconnected):
        for cause in causes:
            if isinstance(cause, _NOT_HTTP):
                return ServerBroken(f"an answer that is not HTTP: {type(cause).__name__}", reached_server=reached)
    return Unreachable(_said(causes[-1]), reached_server=reached)


def is_stale(fault: Exception, call: Call) -> bool:
    """Whether a kept connection turned out to be closed by the server: the request may go out again on a new one."""
    return call.reused and call.cut_by is None and any(isinstance(cause, _STALE) for cause in _causes(fault))


def _said(cause: BaseException) -> str:
    words = str(cause).strip() if isinstance(cause, (OSError, http.client.HTTPException)) else ""
    return f"{type(cause).__name__}: {words}"[:200] if words and "://" not in words else type(cause).__name__


def _causes(fault: BaseException) -> Iterator[BaseException]:
    """The fault and what it came from, innermost last: urllib3 keeps reasons as arguments and attributes as well as causes."""
    seen: set[int] = set()
    pending: list[BaseException] = [fault]
    while pending:
        cause = pending.pop(0)
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        inner = [cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args]
        pending += [one for one in inner if isinstance(one, BaseException)]
