"""How the person stands with the helpdesk: signing in again, signing out, another password, and hearing what they may do there."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop import errors
from desktop.account_identity import Identity
from desktop.connectors.contract import Connector
from desktop.domain.account import Helpdesk
from desktop.domain.joining import PasswordChange
from desktop.runtime.lane import Lane
from desktop.sync.stores import write_here
from desktop.workspace import Workspace

log = logging.getLogger("sportello.session")

Describe = Callable[[str], Helpdesk]
"""What the helpdesk at an address says about itself today."""


class Standing(QObject):
    """Made with the session. Lives on the GUI thread; talks on the network lane."""

    renewed = Signal()
    """The session goes on: what waited may go."""

    changed = Signal()
    """The helpdesk says something else about itself or the person than before."""

    def __init__(
        self,
        login: str,
        writer: Lane,
        network: Lane,
        describe: Describe | None,
        remember_password: Callable[[str], None],
        parent: QObject,
    ) -> None:
        """`remember_password` is called on the network lane with a password that the helpdesk has just taken."""
        super().__init__(parent)
        self._login = login
        self._writer, self._network = writer, network
        self._describe = describe
        self._remember_password = remember_password
        self._workspace: Workspace | None = None
        self._connector: Connector | None = None
        self._own: Lane | None = None

    def opened(self, workspace: Workspace) -> None:
        """The account is open."""
        self._workspace = workspace

    def connected(self, connector: Connector) -> None:
        """The helpdesk may be asked from now on."""
        self._connector = connector

    def close(self) -> None:
        """End what is under way: after the connector was closed, before the writer lane is."""
        if self._own is not None:
            self._own.close()

    def forget(self) -> None:
        """The account is closed."""
        self._workspace = self._connector = None

    def sign_in_again(
        self, password: str, then: Callable[[], None], failed: Callable[[errors.WorldError], None]
    ) -> None:
        """Renew an ended session of the same person; everything that waits goes on afterwards."""
        connector = self._connector
        if connector is None:
            failed(errors.Unreachable(reached_server=False))
            return

        def done(_: None) -> None:
            then()
            self.renewed.emit()

        def work() -> None:
            connector.sign_in(self._login, password)
            self._remember_password(password)

        self._network.submit(work, done, failed)

    def change_password(
        self,
        form: PasswordChange,
        then: Callable[[], None],
        failed: Callable[[errors.WorldError], None],
        *,
        earlier: str = "",
    ) -> None:
        """Another password, see `actions.change_password`. The session goes on; nothing is kept for later where it can't be done now."""
        connector = self._connector
        if connector is None:
            failed(errors.Unreachable(reached_server=False))
            return

        def work() -> None:
            from desktop.actions.change_password import change_password

            change_password(connector, form, self._remember_password, earlier=earlier)

        self._person_waits().submit(work, lambda _: then(), failed)

    def reset_password(self, email: str, then: Callable[[], None], failed: Callable[[errors.WorldError], None]) -> None:
        """Have a new password sent to this address: the session has ended, and nobody knows the old one."""
        connector = self._connector
        if connector is None:
            failed(errors.Unreachable(reached_server=False))
            return

        def work() -> None:
            from desktop.actions.joining import reset_password

            reset_password(connector.doors(), email)

        self._person_waits().submit(work, lambda _: then(), failed)

    def _person_waits(self) -> Lane:
        """A lane for what somebody sits and waits for: the network lane may be busy with a first sync of minutes."""
        if self._own is None:
            self._own = Lane("standing", self)
        return self._own

    def sign_out(self, then: Callable[[], None]) -> None:
        """End the session here and, where it can be reached, on the helpdesk. Unsent work stays in the account's folder."""
        connector, workspace = self._connector, self._workspace
        if connector is None:
            if workspace is not None:
                # So soon after the start that nobody could talk yet: then there is only something to forget.
                forget = partial(workspace.tokens(write_here).save, None)
                self._writer.submit(forget, lambda _: then(), lambda _: then())
            else:
                then()
            return
        # Offline the helpdesk can't be told; the tokens are forgotten here all the same.
        self._network.submit(connector.sign_out, lambda _: then(), lambda _: then())

    def ask_who(self) -> None:
        """Once per start: limits, features and the person's rights may have changed since they signed in."""
        workspace, connector, describe = self._workspace, self._connector, self._describe
        if workspace is None or connector is None or describe is None:
            return
        self._describe = None
        known = workspace.identity

        def work() -> Identity:
            return replace(known, helpdesk=describe(known.helpdesk.address), person=connector.me())

        def answered(fresh: Identity) -> None:
            if fresh != known and self._workspace is workspace:
                self._writer.submit(lambda: workspace.remember(fresh), lambda _: self.changed.emit())

        # What can't be asked now will be asked at the next start: what is known goes on to hold.
        self._network.submit(work, answered, lambda error: log.info("not asked who is who: %s", error))
