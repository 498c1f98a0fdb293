"""A scanner that types is told from a person by its speed, wherever the keyboard is on the page."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions.asking import Beginning
from desktop.settings import Settings
from desktop.ui.scanner_wedge import ScannerWedge
from desktop.ui.side_bar import Page
from desktop.ui.workbench import Workbench
from tests.ui.window_account import PlainAccount


class Hands:
    """A clock that goes on by a step with every look: so far apart are the keys."""

    def __init__(self) -> None:
        self.at = 0.0
        self.step = 0.01

    def __call__(self) -> float:
        self.at += self.step
        return self.at


class Bench(QWidget):
    """A page with all that may have the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.hands = Hands()
        self.search, self.list, self.button, self.free = QLineEdit(), QListWidget(), QPushButton("Press"), QLineEdit()
        self.list.addItems(["Alpha", "Beta"])
        column = QVBoxLayout(self)
        for one in (self.search, self.list, self.button, self.free):
            column.addWidget(one)
        self.wedge = ScannerWedge(self, self.hands, besides=(self.free,))
        self.codes: list[str] = []
        self.wedge.scanned.connect(self.codes.append)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = Bench()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def scan(qtbot: QtBot, widget: QWidget, code: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    qtbot.keyClicks(widget, code)
    qtbot.keyClick(widget, end)


@pytest.mark.parametrize("where", ["search", "list", "button"])
def test_a_code_is_heard_wherever_the_focus_is(qtbot: QtBot, bench: Bench, where: str) -> None:
    pressed: list[int] = []
    bench.button.clicked.connect(lambda: pressed.append(1))
    returned: list[int] = []
    bench.search.returnPressed.connect(lambda: returned.append(1))
    scan(qtbot, getattr(bench, where), "SN=DR-88213;X", Qt.Key.Key_Enter)
    assert bench.codes == ["SN=DR-88213;X"]
    # The Return of a scanner presses nothing.
    assert (pressed, returned) == ([], [])


def test_somebody_who_types_is_no_scanner(qtbot: QtBot, bench: Bench) -> None:
    bench.hands.step = 0.09
    returned: list[int] = []
    bench.search.returnPressed.connect(lambda: returned.append(1))
    scan(qtbot, bench.search, "DR-88213")
    assert bench.codes == []
    assert returned == [1]
    assert bench.search.text() == "DR-88213"


def test_typing_before_a_scan_does_not_belong_to_it(qtbot: QtBot, bench: Bench) -> None:
    bench.search.setFocus()
    bench.hands.step = 0.3
    qtbot.keyClicks(bench.search, "pu")
    bench.hands.at += 1
    bench.hands.step = 0.01
    scan(qtbot, bench.search, "DR-88213")
    assert bench.codes == ["DR-88213"]


def test_a_short_run_and_a_tab_in_between_are_no_code(qtbot: QtBot, bench: Bench) -> None:
    scan(qtbot, bench.search, "abc")
    bench.search.setFocus()
    qtbot.keyClicks(bench.search, "abcd")
    qtbot.keyClick(bench.search, Qt.Key.Key_Backspace)
    qtbot.keyClick(bench.search, Qt.Key.Key_Return)
    assert bench.codes == []


def test_in_a_field_for_free_text_a_code_is_text(qtbot: QtBot, bench: Bench) -> None:
    scan(qtbot, bench.free, "DR-88213")
    assert bench.codes == []
    assert bench.free.text() == "DR-88213"


def test_shortcuts_of_single_keys_do_not_break_a_code_in_two(qtbot: QtBot, bench: Bench) -> None:
    jumped: list[int] = []
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Slash), bench)
    shortcut.activated.connect(lambda: jumped.append(1))
    scan(qtbot, bench.list, "https://maker.example/m/DR-88213")
    assert bench.codes == ["https://maker.example/m/DR-88213"]
    assert jumped == []
    qtbot.keyClick(bench.list, Qt.Key.Key_Slash)
    assert jumped == [1]


def test_a_hidden_page_hears_nothing(qtbot: QtBot, bench: Bench) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    bench.hide()
    scan(qtbot, other, "DR-88213")
    assert bench.codes == []


@pytest.fixture
def window(qtbot: QtBot, tmp_path) -> Iterator[Workbench]:  # type: ignore[no-untyped-def]
    window = Workbench(PlainAccount(), Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.resize(1200, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.go(Page.MACHINES)
    yield window
    window.shut()


def test_a_scanned_machine_is_shown_with_what_happened_and_what_is_announced(qtbot: QtBot, window: Workbench) -> None:
    scan(qtbot, window.machines.list, "https://maker.example/plate?sn=DR-88213")
    page = window.machines.machine
    assert page._name.text() == "Pump P-101"
    assert page.trouble.text().startswith("Happened again: trouble 3 time(s) in the last 12 months, the last on ")
    assert [link.text() for link in page.announcements] == ["Fan recall for drives DR-88"]
    page.announcements[0].click()
    assert window.place is Page.ANNOUNCEMENTS
    window.announcements.cards[0].machines[0].click()
    assert window.place is Page.MACHINES
    assert page._name.text() == "Pump P-101"


def test_a_code_without_a_machine_says_so_and_offers_a_ticket_all_the_same(qtbot: QtBot, window: Workbench) -> None:
    began: list[Beginning] = []
    window.ask_about_requested.connect(began.append)
    scan(qtbot, window.machines.search, "https://maker.example/plate?sn=XY-4711")
    empty = window.machines.empty
    assert empty.isVisible()
    assert empty.title == "No machine has the serial number “XY-4711”"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert began == [Beginning(machine_unlisted="XY-4711")]


def test_asking_about_a_machine_an_announcement_and_a_service_begins_a_ticket(qtbot: QtBot, window: Workbench) -> None:
    began: list[Beginning] = []
    window.ask_about_requested.connect(began.append)
    window.show_machine("p101")
    window.machines.machine.ask.click()
    window.show_announcement("n1")
    window.announcements.cards[0].ask.click()
    window.go(Page.SERVICES)
    for button in window.services.findChildren(QPushButton):
        if button.text() == "Ask about this":
            button.click()
    assert [(one.subject, one.machine_id) for one in began] == [
        ("Pump P-101", "p101"),
        ("Fan recall for drives DR-88", ""),
        ("Managed network", ""),
        ("Backup for machine controls", ""),
    ]


def test_the_real_clock_hears_a_real_scanner(qtbot: QtBot) -> None:
    page = QLineEdit()
    wedge = ScannerWedge(page, time.monotonic)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    with qtbot.waitSignal(wedge.scanned) as heard:
        scan(qtbot, page, "DR-88213")
    assert heard.args == ["DR-88213"]
