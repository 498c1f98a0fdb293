"""What the sign-in page needs from below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desktop.domain.account import Helpdesk
from desktop.domain.joining import AccessWish, Registration
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

    def register(self, helpdesk: Helpdesk, form: Registration, then: Callable[[], None], failed: Failed) -> None:
        """Ask for an account."""

    def ask_access(self, helpdesk: Helpdesk, wish: AccessWish, then: Callable[[], None], failed: Failed) -> None:
        """Ask people at the helpdesk for credentials."""

    def reset_password(self, helpdesk: Helpdesk, email: str, then: Callable[[], None], failed: Failed) -> None:
        """Have a new password sent to this address."""

    def remind_user_name(self, helpdesk: Helpdesk, email: str, then: Callable[[], None], failed: Failed) -> None:
        """Have the user name sent to this address."""

    def stop(self) -> None:
        """Nobody waits any longer for what is under way; its answer may come all the same."""
