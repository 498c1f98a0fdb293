"""What things stand on: tinted areas, cards, lines and group headings."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.controls.text import Text
from desktop.ui.theme import TextRole, Tone, space

W = TypeVar("W", bound=QWidget)


def surface(widget: W, kind: str) -> W:
    """Give a widget one of the backgrounds of the style sheet: window, pane, side, card, framed, drop; returns it."""
    widget.setProperty("surface", kind)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    return widget


class SectionLabel(Text):
    """The small dim heading above a group of things."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, role=TextRole.SMALL, tone=Tone.DIM, parent=parent)


class Card(QFrame):
    """A tinted, rounded box with an optional strong heading; add to `body`.

    `framed` gives it the pane's colour and a line instead of the tint.
    """

    def __init__(self, heading: str = "", *, framed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "framed" if framed else "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(space(3), space(3), space(3), space(3))
        self.body.setSpacing(space(1))
        self.heading = Text(heading, role=TextRole.SMALL, strong=True, wrap=True)
        self.body.addWidget(self.heading)
        self.heading.setVisible(bool(heading))
        if heading:
            self.setAccessibleName(heading)


class Rule(QFrame):
    """A one-pixel line, lying or standing."""

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Horizontal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rule", True)
        if orientation is Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
        else:
            self.setFixedWidth(1)
