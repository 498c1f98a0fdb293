"""Which way out to the network: none, the system's, or one that the person typed.

Proxies are never picked up in passing (requests would read the environment by itself): the system's are asked for on purpose, and
only where the setting says so. Loopback is never proxied.
"""

from __future__ import annotations

import urllib.request
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from desktop.errors import ProxyError


class ProxyMode(StrEnum):
    """Where the proxy comes from."""

    NONE = "none"
    SYSTEM = "system"
    EXPLICIT = "explicit"


@dataclass(frozen=True, slots=True)
class Proxy:
    """The setting. `url` counts in explicit mode only; without a scheme it is taken for http."""

    mode: ProxyMode = ProxyMode.SYSTEM
    url: str = ""

    def __repr__(self) -> str:
        return f"Proxy({self.mode.value})"  # an address may carry a password


def proxy_for(proxy: Proxy, host: str) -> str:
    """The URL of the proxy for a host, empty for the direct way.

    The system's are those of `urllib.request.getproxies` (environment on Unix, registry on Windows, network settings on macOS) with
    their exceptions. Scripts (PAC) are not run: who needs one types the proxy it would choose. Raises ProxyError for an address that is
    none, or a kind of proxy (SOCKS) that is not spoken.
    """
    if proxy.mode is ProxyMode.NONE:
        return ""
    if proxy.mode is ProxyMode.EXPLICIT:
        return _usable(proxy.url)
    if urllib.request.proxy_bypass(host):
        return ""
    proxies = urllib.request.getproxies()
    return _usable(proxies.get("https") or proxies.get("all") or "")


def _usable(url: str) -> str:
    typed = url.strip()
    if not typed:
        return ""
    if "://" not in typed:
        typed = f"http://{typed}"
    try:
        parts = urlsplit(typed)
        known = parts.scheme.lower() in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise ProxyError("this is not the address of a proxy for http or https")
    return typed
