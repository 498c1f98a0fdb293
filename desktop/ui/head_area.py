"""Room for the head of a page: as tall as it needs to be, up to a share of the page; with more to say it scrolls.

In a low window, or with large text, a head of many lines would leave nothing of what it is the head of.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

SHARE = 0.3
"""Of the height of the page."""


class HeadArea(QScrollArea):
    """Holds one widget whose height follows from its width."""

    def __init__(self, head: QWidget, parent: QWidget | None = None) -> None:
        self._page: QWidget | None = None
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What can be pressed in it is reached by Tab, and scrolls into sight by that.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(head)

    def watch(self, page: QWidget) -> None:
        """The page whose height counts."""
        self._page = page
        page.installEventFilter(self)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width means another height."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page's height, and what the head has to say."""
        found = super().eventFilter(watched, event)
        resized = watched is self._page and event.type() == QEvent.Type.Resize
        if resized or (watched is self.widget() and event.type() == QEvent.Type.LayoutRequest):
            self._fit()
        return found

    def _fit(self) -> None:
        head = self.widget()
        layout = head.layout() if head is not None else None
        if layout is None or self._page is None:
            return
        wanted = layout.totalHeightForWidth(self.width())
        line = self.fontMetrics().height()
        self.setFixedHeight(min(wanted, max(round(self._page.height() * SHARE), 3 * line)))
