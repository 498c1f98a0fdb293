"""A password field with a button that shows what is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.icons import Icon, icon
from desktop.ui.theme import Tone


class PasswordEdit(QLineEdit):
    """Hidden at first; the eye shows and hides. Nothing typed here is kept in any history."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = QAction(self)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show)
        self.addAction(self.eye, QLineEdit.ActionPosition.TrailingPosition)
        self._draw()

    def hide_text(self) -> None:
        """Hide what is typed again."""
        self.eye.setChecked(False)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._draw()
        super().changeEvent(event)

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._draw()

    def _draw(self) -> None:
        shown = self.eye.isChecked()
        self.eye.setIcon(icon(Icon.EYE_OFF if shown else Icon.EYE, Tone.DIM))
        self.eye.setText(self.tr("Hide password") if shown else self.tr("Show password"))
