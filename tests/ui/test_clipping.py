"""The measure of clipped words notices what it is for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.controls import ElidedText, Text, primary_button
from tests.ui.clipping import clipped, too_large

LONG = "Ειδοποιήσεις και ώρες κοινής ησυχίας του γραφείου υποστήριξης"


def shown(qtbot: QtBot, inside: QWidget, width: int, height: int = 60) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(inside)
    qtbot.addWidget(window)
    window.setFixedSize(width, height)
    with qtbot.waitExposed(window):
        window.show()
    QApplication.processEvents()
    return window


class Drawn(QWidget):
    """Draws its words by itself, shortened or not, and something else over them."""

    def __init__(self, *, shortens: bool = False, over: str = "") -> None:
        super().__init__()
        self._shortens = shortens
        self._over = over

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        words = LONG
        if self._shortens:
            words = painter.fontMetrics().elidedText(LONG, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), self._over)
        painter.end()


def test_what_fits_is_not_found(qtbot: QtBot) -> None:
    assert clipped(shown(qtbot, Text(LONG), 900)) == []
    assert clipped(shown(qtbot, Text(LONG, wrap=True), 300, 200)) == []
    assert clipped(shown(qtbot, primary_button(LONG), 900)) == []
    assert clipped(shown(qtbot, Drawn(), 900)) == []
    assert clipped(shown(qtbot, QPushButton("Sign &out…"), 300)) == []


def _edit() -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(LONG)
    return edit


def _box() -> QComboBox:
    box = QComboBox()
    box.addItem(LONG)
    return box


def _tool() -> QToolButton:
    tool = QToolButton()
    tool.setText(LONG)
    return tool


def _label() -> QLabel:
    return QLabel(LONG)


NARROWED: list[Callable[[], QWidget]] = [_label, lambda: QPushButton(LONG), lambda: QCheckBox(LONG), _edit, _box, _tool]


@pytest.mark.parametrize("make", [*NARROWED, lambda: Text(LONG), Drawn, lambda: Drawn(shortens=True)])
def test_words_wider_than_their_room_are_found(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    inside = make()
    inside.setMinimumWidth(1)
    inside.setMaximumWidth(120)
    found = clipped(shown(qtbot, inside, 200))
    assert len(found) == 1
    assert LONG[:4] in found[0]


def test_wrapped_words_without_height_are_found(qtbot: QtBot) -> None:
    label = Text(LONG, wrap=True)
    label.setFixedSize(120, 20)
    assert any("below" in one for one in clipped(shown(qtbot, label, 300)))


def test_letters_without_their_lower_part_are_found(qtbot: QtBot) -> None:
    label = Text("κοινής ησυχίας")
    label.setFixedHeight(label.fontMetrics().height() // 2)
    assert clipped(shown(qtbot, label, 300)) != []


def test_a_word_longer_than_its_line_is_found(qtbot: QtBot) -> None:
    label = Text("Κοινοποιήσεις", wrap=True)
    label.setFixedSize(40, 100)
    (found,) = clipped(shown(qtbot, label, 300, 200))
    assert "right" in found


def test_what_stands_outside_of_its_parent_is_found(qtbot: QtBot) -> None:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.addWidget(Text("left"))
    stray = Text("stray", parent=holder)
    stray.setGeometry(265, 0, 80, 20)
    found = clipped(shown(qtbot, holder, 300))
    assert any("stray" in one for one in found)


def test_words_painted_over_one_another_are_found(qtbot: QtBot) -> None:
    (found,) = clipped(shown(qtbot, Drawn(over="12"), 900))
    assert "over one another" in found


def test_what_is_shortened_and_says_the_whole_in_a_tooltip_is_not_found(qtbot: QtBot) -> None:
    text = ElidedText(LONG)
    text.setMaximumWidth(120)
    window = shown(qtbot, text, 200)
    assert text.toolTip() == LONG
    assert clipped(window) == []
    text.setToolTip("")
    assert clipped(window) != []


def test_rows_of_a_list_shorten_themselves_but_are_not_cut(qtbot: QtBot) -> None:
    rows = QListWidget()
    rows.addItem(LONG)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    assert clipped(shown(qtbot, rows, 200, 200)) == []


def test_a_long_placeholder_is_found_and_a_long_text_is_the_persons(qtbot: QtBot) -> None:
    edit = QPlainTextEdit()
    edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
    edit.setPlainText(LONG * 30)
    assert clipped(shown(qtbot, edit, 200, 200)) == []
    line = QLineEdit(LONG * 3)
    assert clipped(shown(qtbot, line, 200)) == []


def _area(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(content)
    return area


def test_what_can_be_scrolled_to_is_not_found_unless_it_is_too_wide(qtbot: QtBot) -> None:
    content = QWidget()
    column = QVBoxLayout(content)
    for _ in range(30):
        column.addWidget(Text("low"))
    assert clipped(shown(qtbot, _area(content), 300, 200)) == []
    wide = QWidget()
    QVBoxLayout(wide).addWidget(Text(LONG))
    area = _area(wide)
    window = shown(qtbot, area, 200, 200)
    qtbot.waitUntil(area.horizontalScrollBar().isVisible)
    assert clipped(window) == []
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    assert any("right" in one for one in clipped(window))


def test_a_scrolled_area_that_stands_outside_itself_is_found(qtbot: QtBot) -> None:
    holder = QWidget()
    content = QWidget()
    QVBoxLayout(content).addWidget(Text("inside"))
    area = _area(content)
    area.setParent(holder)
    area.setGeometry(QRect(265, 0, 100, 40))
    assert any("inside" in one for one in clipped(shown(qtbot, holder, 300)))


def test_a_window_that_can_not_be_as_small_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    window.setMinimumSize(400, 100)
    qtbot.addWidget(window)
    window.resize(300, 100)
    assert too_large(window, QSize(300, 100)) != []
    assert too_large(window, QSize(400, 100)) == []
