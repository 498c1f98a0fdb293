"""Finding a helpdesk and signing in, off the GUI thread.

Storage and connectors are imported on the lane: the page stands on the screen before that.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.domain.account import Helpdesk
from desktop.errors import WorldError
from desktop.runtime.lane import Lane

if TYPE_CHECKING:
    from desktop.actions.sign_in import Connect, SignedIn

Discover = Callable[[str], Helpdesk]


class SignInLane(QObject):
    """A lane for as long as somebody signs in."""

    def __init__(self, accounts: Path, discover: Discover, connect: Connect, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._discover = discover
        self._connect = connect
        self._lane = Lane("sign-in", self)

    def discover(self, address: str, then: Callable[[Helpdesk], None], failed: Callable[[WorldError], None]) -> None:
        """What helpdesk answers at the address."""
        self._lane.submit(lambda: self._discover(address), then, failed)

    def sign_in(
        self,
        helpdesk: Helpdesk,
        login: str,
        password: str,
        passphrase: str | None,
        then: Callable[[SignedIn], None],
        failed: Callable[[WorldError], None],
    ) -> None:
        """Sign in and make the account; KeyringError asks for a passphrase."""

        def work() -> SignedIn:
            from desktop.actions.sign_in import sign_in
            from desktop.workspace import establish, new_id

            signed_in = sign_in(
                self._accounts,
                helpdesk,
                login,
                password,
                passphrase=passphrase,
                connect=self._connect,
                client_id=new_id(),
            )
            establish(signed_in)
            return signed_in

        self._lane.submit(work, then, failed)

    def close(self) -> None:
        """End the lane."""
        self._lane.close()
