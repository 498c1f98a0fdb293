"""What stands where nothing is: what that means, and what to do next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.ui.controls import Text, secondary_button
from desktop.ui.icons import Icon, pixmap
from desktop.ui.theme import Tone, colours, space


class EmptyState(QWidget):
    """An icon, a title, a sentence, and at most one button; or a progress bar where something is on its way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol = Icon.FOLDER_OPEN
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = Text(strong=True, wrap=True)
        self._sentence = Text(tone=Tone.DIM, wrap=True)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(220)
        self._button: QPushButton = secondary_button("")
        self._action: Callable[[], None] | None = None
        self._button.clicked.connect(self._act)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(6), space(6), space(6))
        column.setSpacing(space(2))
        column.addStretch(2)
        column.addWidget(self._icon)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addSpacing(space(2))
        column.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.show_words(Icon.FOLDER_OPEN, "", "")

    @property
    def title(self) -> str:
        """What it says first."""
        return self._title.text()

    def show_words(
        self, symbol: Icon, title: str, sentence: str, *, button: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Say this; `action` runs when the button named `button` is pressed."""
        self._symbol = symbol
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._action = action
        self._bar.hide()
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self._draw()

    def focus_button(self) -> None:
        """Let the keyboard press the button, where there is one."""
        if not self._button.isHidden():
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self, symbol: Icon, title: str, sentence: str, done: int, total: int) -> None:
        """Say that something is on its way; an unknown total (0) runs to and fro."""
        self.show_words(symbol, title, sentence)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setAccessibleName(title)
        self._bar.show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(pixmap(self._symbol, 40, QColor(colours().dim), ratio))

    def _act(self) -> None:
        if self._action is not None:
            self._action()
