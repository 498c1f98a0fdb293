"""Finding a helpdesk, signing in and getting an account there, off the GUI thread.

Storage and connectors are imported on the lane: the page stands on the screen before that. What is under way can be stopped at any moment,
so that neither the next wish nor the end of the program waits for a slow server.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.domain.account import Helpdesk
from desktop.domain.joining import AccessWish, Registration
from desktop.errors import Unreachable, WorldError
from desktop.runtime.lane import Lane

if TYPE_CHECKING:
    from desktop.actions.sign_in import Connect, SignedIn
    from desktop.connectors.contract import Connector, Doors, TokenStore
    from desktop.connectors.discovery import Hold
    from desktop.storage.vault import Patience

    Discover = Callable[[str, Hold], Helpdesk]
    OpenDoors = Callable[[Helpdesk], Doors]

Failed = Callable[[WorldError], None]


class _UnderWay:
    """One wish on the lane, and what ends it from the GUI thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ended = False
        self._ends: list[Callable[[], None]] = []

    def begin(self) -> None:
        """Its turn has come. Raises Unreachable when it was stopped before."""
        if self._ended:
            raise Unreachable("stopped", reached_server=False)

    def hold(self, end: Callable[[], None]) -> None:
        """`end` is called when it is stopped; at once where it has been."""
        with self._lock:
            if not self._ended:
                self._ends.append(end)
                return
        end()

    def stop(self) -> None:
        """End it; what it still says is nobody's business."""
        with self._lock:
            self._ended = True
            ends, self._ends = self._ends, []
        for end in ends:
            end()


class SignInLane(QObject):
    """A lane for as long as somebody signs in. Answers come on the GUI thread."""

    def __init__(
        self,
        accounts: Path,
        discover: Discover,
        connect: Connect,
        open_doors: OpenDoors,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._discover = discover
        self._connect = connect
        self._open_doors = open_doors
        self._lane = Lane("sign-in", self)
        self._under_way = _UnderWay()
        self._closed = False

    def discover(self, address: str, then: Callable[[Helpdesk], None], failed: Failed) -> None:
        """What helpdesk answers at the address."""
        under_way = self._next()

        def work() -> Helpdesk:
            under_way.begin()
            return self._discover(address, under_way.hold)

        self._lane.submit(work, then, failed)

    def sign_in(
        self,
        helpdesk: Helpdesk,
        login: str,
        password: str,
        passphrase: str | None,
        then: Callable[[SignedIn], None],
        failed: Failed,
        *,
        earlier_password: str = "",
        begin_anew: bool = False,
    ) -> None:
        """Sign in and make the account, or find it again; see `actions.sign_in` for what goes wrong with keys."""
        under_way = self._next()

        def connect(helpdesk: Helpdesk, tokens: TokenStore, client_id: str) -> Connector:
            connector = self._connect(helpdesk, tokens, client_id)
            under_way.hold(connector.close)
            return connector

        def work() -> SignedIn:
            from desktop.account_identity import establish
            from desktop.actions.sign_in import sign_in
            from desktop.stamps import new_id

            under_way.begin()
            signed_in = sign_in(
                self._accounts,
                helpdesk,
                login,
                password,
                passphrase=passphrase,
                connect=connect,
                client_id=new_id(),
                earlier_password=earlier_password,
                aside_on=date.today().isoformat() if begin_anew else "",  # noqa: DTZ011 - the person's own day
                patience=_patience(under_way),
            )
            establish(signed_in)
            return signed_in

        self._lane.submit(work, then, failed)

    # Without being signed in

    def register(self, helpdesk: Helpdesk, form: Registration, then: Callable[[], None], failed: Failed) -> None:
        """Ask for an account."""

        def errand(doors: Doors) -> None:
            from desktop.actions.joining import register

            register(doors, form)

        self._go_to(helpdesk, errand, then, failed)

    def ask_access(self, helpdesk: Helpdesk, wish: AccessWish, then: Callable[[], None], failed: Failed) -> None:
        """Ask people at the helpdesk for credentials."""

        def errand(doors: Doors) -> None:
            from desktop.actions.joining import ask_access

            ask_access(doors, wish)

        self._go_to(helpdesk, errand, then, failed)

    def reset_password(self, helpdesk: Helpdesk, email: str, then: Callable[[], None], failed: Failed) -> None:
        """Have a new password sent to this address."""

        def errand(doors: Doors) -> None:
            from desktop.actions.joining import reset_password

            reset_password(doors, email)

        self._go_to(helpdesk, errand, then, failed)

    def remind_user_name(self, helpdesk: Helpdesk, email: str, then: Callable[[], None], failed: Failed) -> None:
        """Have the user name sent to this address."""

        def errand(doors: Doors) -> None:
            from desktop.actions.joining import remind_user_name

            remind_user_name(doors, email)

        self._go_to(helpdesk, errand, then, failed)

    def stop(self) -> None:
        """The person waits no longer: end what is under way. It fails as unreachable, which nobody needs to hear."""
        self._under_way.stop()

    def close(self) -> None:
        """End the lane; nobody waits for a server or a keyring any longer."""
        self._closed = True
        self._under_way.stop()
        self._lane.close()

    # Inside

    def _go_to(
        self, helpdesk: Helpdesk, errand: Callable[[Doors], None], then: Callable[[], None], failed: Failed
    ) -> None:
        under_way = self._next()

        def work() -> None:
            under_way.begin()
            doors = self._open_doors(helpdesk)
            under_way.hold(doors.close)
            try:
                errand(doors)
            finally:
                doors.close()

        self._lane.submit(work, lambda _: then(), failed)

    def _next(self) -> _UnderWay:
        """A new wish: whoever asked for something else before waits for it no longer."""
        self._under_way.stop()
        self._under_way = _UnderWay()
        if self._closed:
            self._under_way.stop()
        return self._under_way


def _patience(under_way: _UnderWay) -> Patience:
    from desktop.storage.vault import Patience

    patience = Patience()
    under_way.hold(patience.give_up)
    return patience
