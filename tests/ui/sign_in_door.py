"""A door to sign in by that answers when the test says so: what is under test is the page, not the lane behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.domain.account import Helpdesk
from desktop.domain.joining import AccessWish, Registration
from desktop.errors import SportelloError

Failed = Callable[[SportelloError], None]


@dataclass
class ScriptedDoor:
    discoveries: list[tuple[str, Callable[[Helpdesk], None], Failed]] = field(default_factory=list)
    attempts: list[tuple[Helpdesk, str, str, str | None, Callable[[object], None], Failed]] = field(
        default_factory=list
    )
    keys: list[tuple[str, bool]] = field(default_factory=list)
    errands: list[tuple[str, object, Callable[[], None], Failed]] = field(default_factory=list)
    """What was asked without a sign-in: which, with what, and the two answers."""

    stops: int = 0

    def discover(self, address: str, then: Callable[[Helpdesk], None], failed: Failed) -> None:
        self.discoveries.append((address, then, failed))

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
        self.keys.append((earlier_password, begin_anew))
        self.attempts.append((helpdesk, login, password, passphrase, then, failed))

    def register(self, helpdesk: Helpdesk, form: Registration, then: Callable[[], None], failed: Failed) -> None:
        self.errands.append(("register", form, then, failed))

    def ask_access(self, helpdesk: Helpdesk, wish: AccessWish, then: Callable[[], None], failed: Failed) -> None:
        self.errands.append(("access", wish, then, failed))

    def reset_password(self, helpdesk: Helpdesk, email: str, then: Callable[[], None], failed: Failed) -> None:
        self.errands.append(("password", email, then, failed))

    def remind_user_name(self, helpdesk: Helpdesk, email: str, then: Callable[[], None], failed: Failed) -> None:
        self.errands.append(("user name", email, then, failed))

    def stop(self) -> None:
        self.stops += 1

    def take(self, which: int = -1) -> None:
        self.errands[which][2]()

    def refuse(self, error: SportelloError, which: int = -1) -> None:
        self.errands[which][3](error)

    def find(self, helpdesk: Helpdesk, which: int = -1) -> None:
        self.discoveries[which][1](helpdesk)

    def fail_discovery(self, error: SportelloError, which: int = -1) -> None:
        self.discoveries[which][2](error)

    def let_in(self, answer: object, which: int = -1) -> None:
        self.attempts[which][4](answer)

    def fail_sign_in(self, error: SportelloError, which: int = -1) -> None:
        self.attempts[which][5](error)
