"""Where words do not fit: every text that a window paints is measured against the room it has.

What is measured is the ink itself: each widget paints once onto a device that keeps only texts (`painted_words`), so that it does not
matter who draws them, Qt, its style or we. Found is what lies outside of its widget or of what the widget stands in, unless one can
scroll there; words painted over one another; and words that were shortened without saying the whole in a tooltip. Rows of lists shorten
themselves on purpose, and are asked only for the rest; what a person has typed is theirs to scroll.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QSplitter,
    QSplitterHandle,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

from tests.ui.painted_words import Painted, painted_words

SLACK = 1.5
"""Pixels that rounding may take."""

LEANING = 0.12
"""So much of its height a letter may lean out of its box, as a j does to the left: fonts are made like that."""

ELLIPSIS = "…"

_SILENT = (
    QWidget,
    QFrame,
    QAbstractScrollArea,
    QScrollArea,
    QStackedWidget,
    QSplitter,
    QSplitterHandle,
    QAbstractSlider,
)


def clipped(window: QWidget) -> list[str]:
    """A sentence for every text of a window that is not wholly to be seen."""
    found = []
    for widget in in_sight(window):
        if not _paints_words(type(widget)) and not _is_viewport(widget):
            continue
        words = painted_words(widget)
        said = (*_outside(widget, words), *_shortened(widget, words), *_over_one_another(widget, words))
        found += [f"{_name(widget)} {one}" for one in said]
    return found


def too_large(window: QWidget, asked: QSize) -> list[str]:
    """A sentence when a window can't be made as small as it was asked to be."""
    size = window.size()
    if size.width() > asked.width() or size.height() > asked.height():
        return [f"{_name(window)} takes {size.toTuple()} where {asked.toTuple()} has to be enough"]
    return []


def in_sight(top: QWidget) -> Iterator[QWidget]:
    """All visible widgets of a window."""
    yield top
    for child in top.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield from in_sight(child)


@cache
def _paints_words(kind: type[QWidget]) -> bool:
    """Whether widgets of this class may have words of their own, or only carry others that have."""
    for one in kind.__mro__:
        if one in _SILENT:
            return False
        if "paintEvent" in vars(one):
            return True
    return True


def _is_viewport(widget: QWidget) -> bool:
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and not isinstance(area, QScrollArea) and area.viewport() is widget


def _outside(widget: QWidget, words: list[Painted]) -> Iterator[str]:
    """Where the ink of a widget can't be seen."""
    if isinstance(widget, QLineEdit) and widget.text():
        return
    scrolls = _is_viewport(widget)
    for one in words:
        ink = QRectF(one.where)
        room = QRectF(widget.rect())
        if scrolls:
            # Up and down one gets there by scrolling.
            room.setTop(ink.top())
            room.setBottom(ink.bottom())
        if over := _beyond(ink, room):
            yield f"“{one.text}” goes {over} beyond its widget, which has {widget.size().toTuple()}"
        elif not scrolls and (hidden := _hidden_by_ancestors(widget, ink)):
            yield f"“{one.text}” {hidden}"


def _beyond(ink: QRectF, room: QRectF) -> str:
    """How far, and where; empty when it is inside."""
    over = {
        "left": room.left() - ink.left(),
        "above": room.top() - ink.top(),
        "right": ink.right() - room.right(),
        "below": ink.bottom() - room.bottom(),
    }
    slack = max(SLACK, LEANING * ink.height())
    return ", ".join(f"{round(by)} {side}" for side, by in over.items() if by > slack)


def _hidden_by_ancestors(widget: QWidget, ink: QRectF) -> str:
    child, parent = widget, widget.parentWidget()
    while parent is not None and not child.isWindow():
        ink = ink.translated(child.pos())
        area = parent.parentWidget()
        room = QRectF(parent.rect())
        scrolled = isinstance(area, QAbstractScrollArea) and area.viewport() is parent
        if scrolled:
            if area.verticalScrollBar().maximum() > 0:
                room.setTop(ink.top())
                room.setBottom(ink.bottom())
            if area.horizontalScrollBar().maximum() > 0 and area.horizontalScrollBar().isVisible():
                room.setLeft(ink.left())
                room.setRight(ink.right())
        if over := _beyond(ink, room):
            return f"goes {over} beyond {_name(parent if not scrolled else area)}, which has {parent.size().toTuple()}"
        if scrolled:
            # What is out of sight for the moment comes to the nearest edge: there, what is around has to show it.
            shown = QRectF(parent.rect())
            ink.moveTop(max(shown.top(), min(ink.top(), shown.bottom() - ink.height())))
            ink.moveLeft(max(shown.left(), min(ink.left(), shown.right() - ink.width())))
            ink = ink.intersected(shown)
        child, parent = parent, parent.parentWidget()
    return ""


def _shortened(widget: QWidget, words: list[Painted]) -> Iterator[str]:
    if isinstance(widget, QLineEdit) and widget.text():
        return
    if isinstance(widget.parentWidget(), QAbstractItemView):
        return
    whole = _sources(widget)
    for one in words:
        text = _plain(one.text)
        if ELLIPSIS in text and text not in whole and not widget.toolTip():
            yield f"“{one.text}” is shortened, and nothing says the whole (“{whole}”)"


def _sources(widget: QWidget) -> str:
    """What the widget says where it has room."""
    said = [widget.accessibleName(), widget.accessibleDescription()]
    area = widget.parentWidget()
    if isinstance(area, QTextEdit | QPlainTextEdit):
        said.append(area.placeholderText())
    match widget:
        case QLabel() | QAbstractButton() | QProgressBar():
            said.append(widget.text())
        case QLineEdit():
            said.append(widget.placeholderText())
        case QComboBox():
            said.append(widget.currentText())
        case QMenu():
            said += [action.text().partition("\t")[0] for action in widget.actions()]
        case _:
            pass
    return _plain(" / ".join(filter(None, said)))


def _plain(text: str) -> str:
    return " ".join(text.replace("&", "").split())


def _over_one_another(widget: QWidget, words: list[Painted]) -> Iterator[str]:
    """Texts of what we paint ourselves; Qt paints selected letters twice, at the same place."""
    if not _is_ours(type(widget)) and not isinstance(widget.parentWidget(), QAbstractItemView):
        return
    for at, one in enumerate(words):
        for other in words[at + 1 :]:
            both = one.where.intersected(other.where)
            if both.width() > SLACK and both.height() > SLACK:
                yield f"“{one.text}” and “{other.text}” are painted over one another"


@cache
def _is_ours(kind: type[QWidget]) -> bool:
    painter = next((one for one in kind.__mro__ if "paintEvent" in vars(one)), kind)
    return not painter.__module__.startswith("PySide6")


def _name(widget: QWidget) -> str:
    at: QWidget | None = widget
    names: list[str] = []
    while at is not None and len(names) < 3:
        kind = type(at).__name__
        if at is widget or not kind.startswith("Q"):
            names.append(f"{kind} {at.objectName()}".strip())
        at = at.parentWidget() if not at.isWindow() else None
    return " in ".join(names)
