"""The accounts that are on this computer already, below the sign-in: one press opens each, those kept aside included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.controls import Avatar, ElidedText, SectionLabel, Text
from desktop.ui.theme import TextRole, Tone, space


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """One row. `value` comes back when it is chosen; `remark` says what is special about it."""

    value: object
    login: str
    helpdesk: str
    address: str
    remark: str = ""


class KnownAccounts(QWidget):
    """Hidden where there are none."""

    chosen = Signal(object)

    def __init__(self, accounts: Sequence[KnownAccount], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = SectionLabel("")
        self.rows = [_Row(one) for one in accounts]
        column = QVBoxLayout(self)
        column.setContentsMargins(space(1), 0, space(1), 0)
        column.setSpacing(0)
        column.addWidget(self._label)
        column.addSpacing(space(1))
        for row, account in zip(self.rows, accounts, strict=True):
            row.clicked.connect(lambda _=False, value=account.value: self.chosen.emit(value))
            column.addWidget(row)
        self.setVisible(bool(accounts))
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._label.setText(self.tr("Already on this computer"))


class _Row(QPushButton):
    """Who, where, and what is special."""

    def __init__(self, account: KnownAccount) -> None:
        super().__init__()
        self.setProperty("kind", "badge")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        where = " · ".join(part for part in (account.helpdesk, account.address) if part)
        self.setAccessibleName(", ".join(part for part in (account.login, where, account.remark) if part))
        names = QVBoxLayout()
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        names.addWidget(ElidedText(account.login, strong=True))
        names.addWidget(ElidedText(where, role=TextRole.SMALL, tone=Tone.DIM))
        row = QHBoxLayout(self)
        row.setContentsMargins(space(2), space(2), space(2), space(2))
        row.setSpacing(space(3))
        row.addWidget(Avatar(account.helpdesk or account.login))
        row.addLayout(names, 1)
        row.addWidget(Text(account.remark, role=TextRole.SMALL, tone=Tone.DIM))
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As its content."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()
