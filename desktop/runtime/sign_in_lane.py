"""Finding a helpdesk and signing in, off the GUI thread.

Storage and connectors are imported on the lane: the page stands on the screen before that.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.domain.account import Helpdesk
from desktop.errors import WorldError
from desktop.runtime.lane import Lane

if TYPE_CHECKING:
    from desktop.actions.sign_in import Connect, SignedIn
    from desktop.storage.vault import Patience

Discover = Callable[[str], Helpdesk]


class SignInLane(QObject):
    """A lane for as long as somebody signs in."""

    def __init__(self, accounts: Path, discover: Discover, connect: Connect, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._discover = discover
        self._connect = connect
        self._lane = Lane("sign-in", self)
        self._waiting: Patience | None = None
        self._closed = False

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
        *,
        earlier_password: str = "",
        begin_anew: bool = False,
    ) -> None:
        """Sign in and make the account, or find it again; see `actions.sign_in` for what goes wrong with keys."""

        def work() -> SignedIn:
            from desktop.account_identity import establish
            from desktop.actions.sign_in import sign_in
            from desktop.stamps import new_id

            signed_in = sign_in(
                self._accounts,
                helpdesk,
                login,
                password,
                passphrase=passphrase,
                connect=self._connect,
                client_id=new_id(),
                earlier_password=earlier_password,
                aside_on=date.today().isoformat() if begin_anew else "",  # noqa: DTZ011 - the person's own day
                patience=self._patience(),
            )
            establish(signed_in)
            return signed_in

        self._lane.submit(work, then, failed)

    def close(self) -> None:
        """End the lane; nobody waits for a keyring any longer."""
        self._closed = True
        if self._waiting is not None:
            self._waiting.give_up()
        self._lane.close()

    def _patience(self) -> Patience:
        from desktop.storage.vault import Patience

        self._waiting = Patience()
        if self._closed:
            self._waiting.give_up()
        return self._waiting
