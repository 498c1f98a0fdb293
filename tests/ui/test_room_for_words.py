"""Controls that make room for words: hints that fit, boxes to tick with several lines, choices that stack, heads that scroll."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.controls import FlowLayout, SearchEdit, Text, WrappingCheckBox
from desktop.ui.head_area import SHARE, HeadArea
from desktop.ui.open_ticket_wizard.fitting_choice import FittingChoice
from tests.ui.clipping import clipped

LONG = "Κλείνοντας το παράθυρο, το Sportello μένει στην περιοχή ειδοποιήσεων, όπου υπάρχει"


def shown(qtbot: QtBot, *inside: QWidget, width: int, height: int = 300) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    for one in inside:
        column.addWidget(one)
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(width, height)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_a_search_shows_the_longest_hint_that_fits(qtbot: QtBot) -> None:
    search = SearchEdit()
    search.set_hints((LONG, "Search"))
    window = shown(qtbot, search, width=900)
    assert search.placeholderText() == LONG
    window.resize(200, 100)
    qtbot.waitUntil(lambda: search.placeholderText() == "Search")
    assert clipped(window) == []


def test_a_box_to_tick_takes_the_lines_it_needs_and_is_ticked_by_its_words(qtbot: QtBot) -> None:
    box, after = WrappingCheckBox(LONG), Text("after")
    window = shown(qtbot, box, after, width=220)
    assert box.height() > 2 * box.fontMetrics().height()
    assert clipped(window) == []
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 30, box.height() - 6))
    assert box.isChecked()


def test_a_box_to_tick_with_room_is_one_line(qtbot: QtBot) -> None:
    box = WrappingCheckBox("On")
    window = shown(qtbot, box, width=300)
    assert box.height() < 2 * box.fontMetrics().height()
    assert clipped(window) == []


def test_choices_that_stack_push_down_what_stands_below_whichever_way_the_window_changes(qtbot: QtBot) -> None:
    choice, below = FittingChoice(), Text("below")
    choice.set_choices([("a", "Μόνο εμένα"), ("b", "Περισσότερα άτομα"), ("c", "Όλους στην εταιρεία")])
    window = shown(qtbot, choice, below, width=900)
    assert not choice.is_stacked
    for width, stacked in ((200, True), (900, False), (200, True)):
        window.resize(width, 300)
        qtbot.waitUntil(lambda stacked=stacked: choice.is_stacked is stacked)
        qtbot.waitUntil(lambda: below.y() >= choice.y() + choice.height())
        qtbot.waitUntil(lambda: choice.height() >= choice.heightForWidth(choice.width()))
        assert clipped(window) == []


def test_a_head_takes_what_it_needs_and_scrolls_in_a_low_page(qtbot: QtBot) -> None:
    page, head = QWidget(), QWidget()
    flow = FlowLayout(head)
    for number in range(30):
        flow.addWidget(Text(f"chip {number}"))
    area = HeadArea(head)
    area.watch(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(area)
    column.addStretch(1)
    qtbot.addWidget(page)
    page.resize(300, 900)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: area.height() == flow.totalHeightForWidth(area.width()))
    assert area.verticalScrollBar().maximum() == 0
    page.resize(300, 200)
    qtbot.waitUntil(lambda: area.height() <= 200 * SHARE + 1)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    flow.clear()
    flow.addWidget(Text("one chip"))
    qtbot.waitUntil(lambda: area.height() == flow.totalHeightForWidth(area.width()))
