"""How the program reaches helpdesks: through the proxy that the person chose, by the connector that fits.

Called on lanes: HTTP is imported there, when it is first wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop import settings
from desktop.settings import Settings

if TYPE_CHECKING:
    from desktop.account_identity import Identity
    from desktop.connectors.contract import Connector, Doors, TokenStore
    from desktop.connectors.discovery import Hold
    from desktop.connectors.proxy import Proxy
    from desktop.domain.account import Helpdesk


class WaysToHelpdesks:
    """Made once; every call gives something new, with the settings of that moment."""

    def __init__(self, kept: Settings) -> None:
        self._settings = kept

    def connect_identity(self, identity: Identity, tokens: TokenStore) -> Connector:
        """The connector of an account."""
        return self.connect(identity.helpdesk, tokens, identity.client_id)

    def connect(self, helpdesk: Helpdesk, tokens: TokenStore, client_id: str) -> Connector:
        """The connector for a helpdesk to which somebody signs in."""
        from desktop.connectors.discovery import connector_for

        return connector_for(helpdesk, tokens, client_id, self.proxy())

    def doors(self, helpdesk: Helpdesk) -> Doors:
        """What can be asked of a helpdesk without an account."""
        from desktop.connectors.discovery import doors_for

        return doors_for(helpdesk, self.proxy())

    def describe(self, address: str) -> Helpdesk:
        """What answers at this address. Raises NetworkError, Refused."""
        return self.discover(address, lambda _: None)

    def discover(self, address: str, hold: Hold) -> Helpdesk:
        """The same; `hold` is given what ends it. Raises NetworkError, Refused."""
        from desktop.connectors.discovery import discover
        from desktop.connectors.transport import TransportOptions

        return discover(address, TransportOptions(proxy=self.proxy()), hold)

    def proxy(self) -> Proxy:
        """The proxy in force."""
        from desktop.connectors.proxy import Proxy, ProxyMode

        return Proxy(ProxyMode(self._settings.get(settings.PROXY)), self._settings.get(settings.PROXY_ADDRESS))
