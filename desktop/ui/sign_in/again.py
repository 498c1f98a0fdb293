"""Signing in again after a session ended: the same page, with helpdesk and user fixed. Nothing else stops meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.domain.account import Helpdesk
from desktop.errors import SportelloError
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
