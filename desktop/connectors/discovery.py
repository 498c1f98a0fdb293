"""What kind of server answers at an address, and the connector that speaks to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.connectors.address import origin_of
from desktop.connectors.contract import Connector, Doors, TokenStore
from desktop.connectors.proxy import Proxy
from desktop.connectors.sportello import documents
from desktop.connectors.sportello.answers import error_of, expect_json
from desktop.connectors.sportello.api import Api, discovery
from desktop.connectors.sportello.connector import SportelloConnector
from desktop.connectors.sportello.doors import SportelloDoors
from desktop.connectors.transport import Transport, TransportOptions
from desktop.domain.account import Helpdesk
from desktop.errors import CaptivePortal, NotAHelpdesk, ServerBroken, ServerBusy

DISCOVERY_LIMIT = 256 * 1024
"""Bytes that a discovery document may have; a web page may be a large one."""


Hold = Callable[[Callable[[], None]], None]
"""Is given what ends a piece of work from another thread, as soon as there is something to end."""


def discover(address: str, options: TransportOptions, hold: Hold = lambda _: None) -> Helpdesk:
    """The helpdesk at what a person typed: with or without https://, port, path or blanks.

    Raises NotAHelpdesk for something else there (or no address at all), Unreachable for a name that does not exist or no answer,
    CertificateError, ProxyError, ServerBusy, and ServerBroken for a helpdesk in trouble (5xx).
    """
    origin = origin_of(address)
    with Transport(origin, replace(options, body_limit=DISCOVERY_LIMIT)) as transport:
        hold(transport.close)
        try:
            answer = discovery(transport)
        except CaptivePortal as error:
            # A redirect or a page: over an encrypted line it is the server itself that speaks, and it is none of ours.
            raise NotAHelpdesk(error.detail) from error
    if answer.status != 200:
        meant = error_of(answer)
        if isinstance(meant, ServerBusy) or answer.status >= 500:
            raise meant
        raise NotAHelpdesk(f"no helpdesk is announced there ({answer.status})") from meant
    try:
        return documents.read_discovery(expect_json(answer), origin)
    except (ServerBroken, CaptivePortal) as error:
        raise NotAHelpdesk(error.detail) from error


def connector_for(helpdesk: Helpdesk, tokens: TokenStore, client_id: str, proxy: Proxy) -> Connector:
    """The connector for this kind of helpdesk; raises NotAHelpdesk for an unknown one.

    `client_id` names this installation to the server.
    """
    _check_kind(helpdesk)
    transport = Transport(helpdesk.address, TransportOptions(client_id=client_id, proxy=proxy))
    return SportelloConnector(helpdesk, transport, tokens)


def doors_for(helpdesk: Helpdesk, proxy: Proxy) -> Doors:
    """What can be done there without a session; raises NotAHelpdesk for an unknown kind of helpdesk. The caller closes it."""
    _check_kind(helpdesk)
    transport = Transport(helpdesk.address, TransportOptions(proxy=proxy))
    return SportelloDoors(Api(transport, helpdesk.api), transport.close)


def _check_kind(helpdesk: Helpdesk) -> None:
    if helpdesk.kind != documents.KIND:
        raise NotAHelpdesk(f"a kind of helpdesk that this version does not know: {helpdesk.kind!r}")
