"""The bar that asks what becomes of tickets that vanished from the helpdesk all at once.

Nothing is gone while it asks: everything stays readable, and new things go on coming. It is not in the way, and stays until it is answered.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from desktop.ui.controls import Text, secondary_button, surface
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording.plurals import plurals

WIDE = 90
"""Average characters of width from which words and buttons stand side by side."""

NARROW = 50
"""Average characters of width below which the buttons stand one above the other."""


class RemovalBanner(QFrame):
    """Hidden while there is nothing to ask."""

    again_asked = Signal()
    """The helpdesk is to be asked once more."""

    let_go_asked = Signal()
    """What vanished there is to go here too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "card")
        self._count = 0
        self._words = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, strong=True, wrap=True)
        self._rest = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self.again = secondary_button("", small=True)
        self.let_go = secondary_button("", small=True, danger=True)
        self.again.clicked.connect(self.again_asked)
        self.let_go.clicked.connect(self.let_go_asked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._words)
        words.addWidget(self._rest)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(space(2))
        self._buttons.addWidget(self.again)
        self._buttons.addWidget(self.let_go)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(space(4), space(2), space(3), space(2))
        self._row.setSpacing(space(3))
        self._row.addLayout(words, 1)
        self._row.addLayout(self._buttons)
        self._row.setAlignment(self._buttons, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def ask_about(self, count: int) -> None:
        """Ask about this many tickets; 0 asks nothing."""
        if count == self._count:
            return
        is_new = self._count == 0
        self._count = count
        self._say()
        self.setVisible(count > 0)
        if is_new and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give words and buttons the room there is."""
        super().resizeEvent(event)
        characters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if characters >= WIDE else down)
        self._buttons.setDirection(across if characters >= NARROW else down)

    def _say(self) -> None:
        self._words.setText(plurals.vanished(self._count))
        self._rest.setText(
            self.tr(
                "That many at once may be a mistake there. They stay readable here until you decide; your own work is safe."
            )
        )
        self.again.setText(self.tr("Ask the helpdesk again"))
        self.let_go.setText(self.tr("Remove them here too"))
        self.setAccessibleName(f"{self._words.text()} {self._rest.text()}")
