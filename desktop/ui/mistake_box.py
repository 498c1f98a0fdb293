"""Telling about a mistake of ours: what was written is safe, and where the log is. Nothing stops because of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.identity import APP_NAME


class MistakeBox(QObject):
    """One at a time."""

    def __init__(self, window: QWidget, logs: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._logs = logs
        self._box: QMessageBox | None = None

    def tell(self, sentence: str) -> None:
        """Show it, unless one is being read; `sentence` is for whoever mends it."""
        if self._box is not None:
            return
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(APP_NAME)
        box.setText(self.tr("Sportello made a mistake"))
        box.setInformativeText(
            self.tr(
                "What you wrote is safe. If something looks wrong, start Sportello again. The log is in {folder}."
            ).format(folder=self._logs)
        )
        box.setDetailedText(sentence)
        box.setModal(False)
        box.finished.connect(self._read)
        self._box = box
        box.show()

    def _read(self) -> None:
        if self._box is not None:
            self._box.deleteLater()
            self._box = None
