"""What is done about accounts that are closed: removing them, keeping them aside until their key returns. Also moving keys of open ones.

It runs on a lane of its own: a keyring may take its time, and a disk too.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject

from desktop import errors
from desktop.runtime.lane import Lane

if TYPE_CHECKING:
    from desktop.storage.accounts import Account
    from desktop.storage.vault import Patience

Failed = Callable[[errors.WorldError], None]


class AccountErrands(QObject):
    """Made with the program, closed with it; nobody waits for a keyring after that."""

    def __init__(self, accounts: Path, parent: QObject | None = None) -> None:
        """`accounts` is the profile's folder of accounts."""
        super().__init__(parent)
        self._accounts = accounts
        self._waiting: list[Patience] = []
        self.lane = Lane("errands", self)

    def clear_leftovers(self) -> None:
        """Finish removals that were interrupted."""
        from desktop.actions.remove_account import clear_leftovers

        patience = self._patience()
        self.lane.submit(lambda: clear_leftovers(self._accounts, patience))

    def remove(self, account: Account, then: Callable[[], None], failed: Failed) -> None:
        """Remove a closed account from this computer."""
        from desktop.actions.remove_account import remove_account

        patience = self._patience()
        self.lane.submit(lambda: remove_account(account, patience), lambda _: then(), failed)

    def begin_anew(self, account: Account, then: Callable[[], None], failed: Failed) -> None:
        """Keep a closed account's folder aside until its key returns."""
        from desktop.actions.unlock import begin_anew

        today = QDate.currentDate().toString("yyyy-MM-dd")
        self.lane.submit(lambda: begin_anew(account, today), lambda _: then(), failed)

    def close(self) -> None:
        """Do what is queued and end; a keyring that is silent is waited for no longer."""
        for waiting in self._waiting:
            waiting.give_up()
        self.lane.close()

    def _patience(self) -> Patience:
        from desktop.storage.vault import Patience

        self._waiting.append(Patience())
        return self._waiting[-1]
