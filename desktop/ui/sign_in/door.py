"""What the sign-in page needs from below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desktop.domain.account import Helpdesk
from desktop.errors import SportelloError

Failed = Callable[[SportelloError], None]


class SignInDoor(Protocol):
    """`runtime.SignInLane` is one. Answers come on the GUI thread."""

    def discover(self, address: str, then: Callable[[Helpdesk], None], failed: Failed) -> None:
        """What helpdesk answers at the address."""

    def sign_in(
        self,
        helpdesk: Helpdesk,
        login: str,
        password: str,
        passphrase: str | None,
        then: Callable[[object], None],
        failed: Failed,
        *,
        earlier_password: str = "",
        begin_anew: bool = False,
    ) -> None:
        """Sign in.

        KeyringAbsent asks for a new passphrase, WrongKey for the known one (or says that it was the wrong one), KeyLost for an
        earlier password, or the order to begin anew.
        """
