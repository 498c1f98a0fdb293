"""The measure of clipped words notices what it is for."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.controls import Text, primary_button
from tests.ui.clipping import clipped

LONG = "Ειδοποιήσεις και ώρες κοινής ησυχίας του γραφείου υποστήριξης"


def shown(qtbot: QtBot, inside: QWidget, width: int, height: int = 60) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(inside)
    qtbot.addWidget(window)
    window.setFixedSize(width, height)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_what_fits_is_not_found(qtbot: QtBot) -> None:
    assert clipped(shown(qtbot, Text(LONG), 900)) == []
    assert clipped(shown(qtbot, Text(LONG, wrap=True), 300, 200)) == []
    assert clipped(shown(qtbot, primary_button(LONG), 900)) == []


def _edit() -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(LONG)
    return edit


def _box() -> QComboBox:
    box = QComboBox()
    box.addItem(LONG)
    return box


@pytest.mark.parametrize("make", [lambda: Text(LONG), lambda: QPushButton(LONG), lambda: QCheckBox(LONG), _edit, _box])
def test_words_wider_than_their_room_are_found(qtbot: QtBot, make) -> None:
    inside = make()
    inside.setMinimumWidth(1)
    inside.setMaximumWidth(120)
    (found,) = clipped(shown(qtbot, inside, 200))
    assert LONG in found


def test_wrapped_words_without_height_are_found(qtbot: QtBot) -> None:
    label = Text(LONG, wrap=True)
    label.setFixedSize(120, 20)
    (found,) = clipped(shown(qtbot, label, 300))
    assert "needs a height" in found


def test_a_word_longer_than_its_line_is_found(qtbot: QtBot) -> None:
    label = Text("Κοινοποιήσεις", wrap=True)
    label.setFixedSize(40, 100)
    (found,) = clipped(shown(qtbot, label, 300, 200))
    assert "pixels" in found


def test_what_stands_outside_of_its_parent_is_found(qtbot: QtBot) -> None:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.addWidget(Text("left"))
    stray = Text("stray", parent=holder)
    stray.setGeometry(250, 0, 80, 20)
    found = clipped(shown(qtbot, holder, 300))
    assert any("stray" in one for one in found)


def test_what_can_be_scrolled_to_is_not_found_unless_it_is_too_wide(qtbot: QtBot) -> None:
    area = QScrollArea()
    area.setWidgetResizable(True)
    content = QWidget()
    column = QVBoxLayout(content)
    for _ in range(30):
        column.addWidget(Text("low"))
    area.setWidget(content)
    assert clipped(shown(qtbot, area, 300, 200)) == []
