"""Signing in again after a session ended: the same page, with helpdesk and user fixed. Nothing else stops meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.domain.account import Helpdesk
from desktop.domain.joining import AccessWish, Registration
from desktop.errors import Mistake, SportelloError
from desktop.runtime.account_session import AccountSession
from desktop.ui.sign_in.page import SignInPage, SignInPurpose


class _Door:
    """The page's door over an open account."""

    def __init__(self, session: AccountSession) -> None:
        self._session = session

    def discover(
        self, address: str, then: Callable[[Helpdesk], None], failed: Callable[[SportelloError], None]
    ) -> None:
        """The helpdesk is known."""
        then(self._session.helpdesk)

    def sign_in(
        self,
        helpdesk: Helpdesk,
        login: str,
        password: str,
        passphrase: str | None,
        then: Callable[[object], None],
        failed: Callable[[SportelloError], None],
        *,
        earlier_password: str = "",
        begin_anew: bool = False,
    ) -> None:
        """Renew the session; who it is stays who it was."""
        self._session.standing.sign_in_again(password, lambda: then(None), failed)

    def reset_password(
        self, helpdesk: Helpdesk, email: str, then: Callable[[], None], failed: Callable[[SportelloError], None]
    ) -> None:
        """Nobody knows the password any more."""
        self._session.standing.reset_password(email, then, failed)

    def register(
        self, helpdesk: Helpdesk, form: Registration, then: Callable[[], None], failed: Callable[[SportelloError], None]
    ) -> None:
        """Whoever signs in again has an account: it is not offered."""
        raise Mistake("a registration of somebody who has an account")

    def ask_access(
        self, helpdesk: Helpdesk, wish: AccessWish, then: Callable[[], None], failed: Callable[[SportelloError], None]
    ) -> None:
        """As `register`."""
        raise Mistake("a wish for access of somebody who has an account")

    def remind_user_name(
        self, helpdesk: Helpdesk, email: str, then: Callable[[], None], failed: Callable[[SportelloError], None]
    ) -> None:
        """As `register`: the user name stands on the page."""
        raise Mistake("a reminder of a user name that is known")

    def stop(self) -> None:
        """The session's own lines are not cut for it: the answer is ignored."""


class SignInAgain(QDialog):
    """Closes itself once the session is renewed."""

    def __init__(self, session: AccountSession, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sign in again"))
        self.setObjectName("signInAgain")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.page = SignInPage(
            _Door(session),
            purpose=SignInPurpose.AGAIN,
            helpdesk=session.helpdesk,
            login=session.account.login,
            can_cancel=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.resize(520, 620)
        self.page.signed_in.connect(self.accept)
        self.page.cancelled.connect(self.reject)
        self.page.take_focus()
