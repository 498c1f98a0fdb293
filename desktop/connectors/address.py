"""What people type as a helpdesk's address, turned into an origin.

Plain http is spoken only to this computer itself; everything else is https.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from desktop.errors import NotAHelpdesk


def is_loopback(host: str) -> bool:
    """Whether a host is this computer by its very name: localhost, 127.0.0.0/8 or ::1."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def origin_of(address: str) -> str:
    """The origin (scheme, host and port, no slash at the end) that a typed address means; path and query are dropped.

    Raises NotAHelpdesk for what can't be an address, and for plain http to another computer's port.
    """
    typed = "".join(address.split())
    scheme, separator, rest = typed.partition("://")
    if not separator:
        scheme, rest = "", typed
    elif scheme.lower() not in ("http", "https"):
        raise NotAHelpdesk(f"an address beginning with {scheme}:// is none of a helpdesk")
    parts, host, port = _host_and_port(rest)
    if parts.username is not None:
        raise NotAHelpdesk("this looks like an e-mail address, not like the address of a helpdesk")
    secure = scheme.lower() == "https" or not is_loopback(host)
    if scheme.lower() == "http" and secure:
        # A link from the days before https: its server is reached the encrypted way or not at all.
        if port not in (None, 80):
            raise NotAHelpdesk("only encrypted connections (https) are made to other computers")
        port = None
    shown = f"[{host}]" if ":" in host else host
    standard = 443 if secure else 80
    return f"{'https' if secure else 'http'}://{shown}" + (f":{port}" if port not in (None, standard) else "")


def _host_and_port(rest: str) -> tuple[SplitResult, str, int | None]:
    try:
        bare = rest.partition("/")[0]
        if bare.count(":") > 1 and not bare.startswith("["):
            rest = f"[{bare}]{rest[len(bare) :]}"  # an IPv6 address as people type it
        parts = urlsplit(f"//{rest}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotAHelpdesk(f"not an address: {error}") from None
    if not host or any(sign in host for sign in "\\%<>\"'`{}|^"):
        raise NotAHelpdesk("not an address")
    return parts, host, port
