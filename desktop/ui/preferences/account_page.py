"""Who is signed in, and what concerns that account: its password, and leaving.

What leaving means for work that was not sent is not decided here: signing out is only asked for.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.ui.controls import Avatar, ElidedText, secondary_button
from desktop.ui.preferences.page import PreferencesPage
from desktop.ui.preferences.surroundings import AccountWords
from desktop.ui.theme import TextRole, Tone, space


class AccountPage(PreferencesPage):
    """The account in front."""

    sign_out_asked = Signal()
    change_password_asked = Signal()

    def __init__(self, account: AccountWords) -> None:
        super().__init__()
        self.change_password = secondary_button("")
        self.change_password.setVisible(account.may_change_password)
        self.sign_out = secondary_button("")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(ElidedText(account.name or account.login, strong=True))
        where = " · ".join(part for part in (account.login, account.helpdesk, account.address) if part)
        names.addWidget(ElidedText(where, role=TextRole.SMALL, tone=Tone.DIM))
        row = QHBoxLayout()
        row.setSpacing(space(3))
        row.addWidget(Avatar(account.helpdesk or account.name))
        row.addLayout(names, 1)
        self.add_layout(row)
        self.column.addSpacing(space(2))
        self.column.addWidget(self.change_password, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self.sign_out, 0, Qt.AlignmentFlag.AlignLeading)
        self.change_password.clicked.connect(self.change_password_asked)
        self.sign_out.clicked.connect(self.sign_out_asked)
        self.end()

    def title(self) -> str:
        """What the page is called."""
        return self.tr("Account")

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        super().retranslate()
        self.change_password.setText(self.tr("Change password…"))
        self.sign_out.setText(self.tr("Sign out…"))
