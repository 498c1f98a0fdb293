"""A line to search with, whose hint is never cut: of several wordings it shows the longest there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

_AIR = 4
"""Pixels that a line keeps free beside its text (Qt's own, on both sides together)."""


class SearchEdit(QLineEdit):
    """Search field with a button to clear it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[str, ...] = ()
        self.setProperty("kind", "search")
        self.setClearButtonEnabled(True)

    def set_hints(self, hints: Sequence[str]) -> None:
        """What can be searched for, the longest wording first; the last one is shown where nothing fits."""
        self._hints = tuple(hints)
        self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._choose()

    def changeEvent(self, event: QEvent) -> None:
        """Follow font and style."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._choose()

    def _choose(self) -> None:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        room = inside.width() - _AIR
        fitting = [hint for hint in self._hints if self.fontMetrics().horizontalAdvance(hint) <= room]
        shown = next(iter(fitting or self._hints[-1:]), "")
        if shown != self.placeholderText():
            self.setPlaceholderText(shown)
