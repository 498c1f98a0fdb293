"""Where words do not fit: every text in sight is measured against the room it has.

What shortens itself with an ellipsis on purpose (rows of lists, names of files) says the whole in a tooltip or an accessible name and
is not asked. Everything else must show every word that stands on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from desktop.ui.controls import ElidedText

SLACK = 1
"""Pixels that rounding may take."""


def clipped(window: QWidget) -> list[str]:
    """A sentence for every text of a window that is not wholly to be seen."""
    found = []
    for widget in in_sight(window):
        words = words_on(widget)
        if not words:
            continue
        lacks = _lacks(widget)
        if lacks:
            found.append(f"{_name(widget)} “{words}” {lacks}")
        elif hidden := _cut_by_ancestors(widget):
            found.append(f"{_name(widget)} “{words}” {hidden}")
    return found


def in_sight(top: QWidget) -> Iterator[QWidget]:
    """All visible widgets of a window."""
    yield top
    for child in top.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield from in_sight(child)


def words_on(widget: QWidget) -> str:
    """The words that the widget itself shows and does not shorten on purpose."""
    match widget:
        case QLabel():
            return "" if widget.textFormat() is Qt.TextFormat.RichText else widget.text()
        case QToolButton() if widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
            return ""
        case QAbstractButton():
            return widget.text().replace("&", "")
        case QLineEdit():
            return "" if widget.text() else widget.placeholderText()
        case QComboBox():
            return widget.currentText()
        case QListWidget():
            return max((widget.item(row).text() for row in range(widget.count())), key=len, default="")
        case ElidedText():
            return "" if widget.toolTip() or widget.accessibleName() else widget.text
        case _:
            return ""


def _lacks(widget: QWidget) -> str:
    match widget:
        case QLabel():
            return _label(widget)
        case QLineEdit():
            return _needs(widget, _advance(widget, widget.placeholderText()), widget.rect().width() - 8)
        case QComboBox():
            option = QStyleOptionComboBox()
            widget.initStyleOption(option)
            part = QStyle.SubControl.SC_ComboBoxEditField
            room = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, widget)
            return _needs(widget, _advance(widget, widget.currentText()), room.width())
        case QListWidget():
            return _needs(widget, widget.sizeHintForColumn(0), widget.viewport().width())
        case QCheckBox() | QRadioButton():
            return _fits(widget, widget.sizeHint())
        case QAbstractButton():
            # What a style sheet adds around the words may give way; the words may not.
            words = _advance(widget, widget.text().replace("&", ""))
            icon = widget.iconSize().width() + 4 if not widget.icon().isNull() else 0
            return _needs(widget, words + icon, widget.width()) or _low(widget, widget.fontMetrics().height())
        case _:
            return ""


def _label(label: QLabel) -> str:
    margins = label.contentsMargins()
    around = margins.left() + margins.right() + 2 * label.margin()
    if not label.wordWrap():
        return _fits(label, label.sizeHint())
    longest = max((_advance(label, word) for word in re.split(r"\s+", label.text())), default=0)
    return _needs(label, longest + around, label.width()) or _low(label, label.heightForWidth(label.width()))


def _fits(widget: QWidget, wanted: QSize) -> str:
    return _needs(widget, wanted.width(), widget.width()) or _low(widget, wanted.height())


def _needs(_widget: QWidget, wanted: int, room: int) -> str:
    return f"needs {wanted} pixels and has {room}" if wanted > room + SLACK else ""


def _low(widget: QWidget, wanted: int) -> str:
    return f"needs a height of {wanted} and has {widget.height()}" if wanted > widget.height() + SLACK else ""


def _advance(widget: QWidget, words: str) -> int:
    return max((QFontMetrics(widget.font()).horizontalAdvance(line) for line in words.split("\n")), default=0)


def _cut_by_ancestors(widget: QWidget) -> str:
    """What lies outside of what it stands in can't be read, but where it can be scrolled there."""
    shown = QRect(QPoint(0, 0), widget.size())
    child: QWidget = widget
    parent = child.parentWidget()
    while parent is not None and not child.isWindow():
        shown.translate(child.pos())
        scroller = parent.parentWidget()
        if isinstance(scroller, QAbstractScrollArea) and scroller.viewport() is parent:
            wide = shown.right() > parent.width() - 1 + SLACK or shown.left() < -SLACK
            if wide and scroller.horizontalScrollBar().maximum() == 0:
                return f"goes beyond the width of {_name(scroller)} by {shown.right() - parent.width() + 1}"
            return ""
        if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(shown):
            return f"goes beyond {_name(parent)}: {shown.getRect()} in {parent.size().toTuple()}"
        child, parent = parent, parent.parentWidget()
    return ""


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()}".strip()


def too_large(window: QWidget, asked: QSize) -> list[str]:
    """A sentence when a window can't be made as small as it was asked to be."""
    size = window.size()
    if size.width() > asked.width() + SLACK or size.height() > asked.height() + SLACK:
        return [f"{_name(window)} takes {size.toTuple()} where {asked.toTuple()} were to be enough"]
    return []
