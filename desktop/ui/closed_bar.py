"""What stands where one writes while a ticket is closed: that it is, and how it goes on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from desktop.ui.controls import Text, primary_button, secondary_button, surface
from desktop.ui.theme import Tone, space


class ClosedBar(QWidget):
    """Offers to reopen the ticket, or to go on in a new one; `left` when Escape is pressed in it."""

    reopen_asked = Signal()
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "pane")
        self._words = Text(tone=Tone.DIM, wrap=True)
        self.reopen: QPushButton = primary_button(self.tr("Reopen…"))
        self.reopen.clicked.connect(self.reopen_asked)
        self.new: QPushButton = secondary_button(self.tr("New ticket about this…"))
        self.new.clicked.connect(self.new_asked)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(space(5) + 2, space(3), space(5) + 2, space(3))
        self._row.setSpacing(space(3))
        self._row.addWidget(self._words, 1)
        for button in (self.new, self.reopen):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def offer(self, *, may_reopen: bool, has_draft: bool) -> None:
        """`may_reopen` as the helpdesk has it; `has_draft` when something was being written here."""
        if may_reopen:
            parts = [self.tr("This ticket is closed. If something is still wrong, reopen it and say what.")]
        else:
            parts = [
                self.tr("This ticket is closed, and this helpdesk does not reopen tickets."),
                self.tr("If something is still wrong, a new one that refers to this can be opened."),
            ]
        if has_draft:
            parts.append(self.tr("What you wrote is kept."))
        self._words.setText(" ".join(parts))
        self.reopen.setVisible(may_reopen)
        self.new.setVisible(not may_reopen)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words and button stand side by side where there is room, else above each other."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()

    def _fit(self) -> None:
        button = self.new if self.reopen.isHidden() else self.reopen
        narrow = self.width() < button.sizeHint().width() + 28 * self.fontMetrics().averageCharWidth() + space(14)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
