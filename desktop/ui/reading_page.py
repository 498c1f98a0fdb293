"""A title over a column of cards: the frame of the pages that are only read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop.ui.controls import FocusRing, Rule, Text, ToolButton, surface
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import Icon
from desktop.ui.theme import TextRole, space


class ReadingPage(QWidget):
    """Fill it between `clear` and `settle`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "window")
        self.menu_button = ToolButton(Icon.MENU, self.tr("Folders and pages"))
        self.menu_button.hide()
        self.title = Text(role=TextRole.TITLE, strong=True)
        self.empty = EmptyState()
        inside = surface(QWidget(), "window")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(space(5) + 2, space(4), space(5) + 2, space(5))
        self.column.setSpacing(space(3))
        self.area = QScrollArea()
        self.area.setProperty("surface", "window")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        FocusRing(self.area)
        head = surface(QWidget(), "pane")
        self._head = QHBoxLayout(head)
        self._head.setContentsMargins(space(5) + 2, space(3), space(5) + 2, space(3))
        self._head.setSpacing(space(3))
        self._head.addWidget(self.menu_button)
        self._head.addWidget(self.title, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(Rule())
        self._stack = QStackedLayout()
        outer.addLayout(self._stack, 1)
        # Only now: a widget put into a layout without a parent would be a window of its own for a moment.
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.area)

    def add_to_head(self, widget: QWidget) -> None:
        """Put something to press beside the title."""
        self._head.addWidget(widget)

    def clear(self) -> None:
        """Take all cards away."""
        while self.column.count():
            item = self.column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def settle(self, *, filled: bool) -> None:
        """End a rebuild: cards on top, or the empty state."""
        self.column.addStretch(1)
        self._stack.setCurrentWidget(self.area if filled else self.empty)
