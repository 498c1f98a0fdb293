"""The main window as a person meets it, over an account of plain values."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.account import Feature, Helpdesk
from desktop.domain.catalogue import StatusKind
from desktop.domain.draft import ReplyDraft
from desktop.domain.instant import HOUR
from desktop.domain.listing import Folder
from desktop.errors import WrongKey
from desktop.runtime.link_state import LinkKind, LinkState
from desktop.settings import Settings
from desktop.ui.side_bar import Page
from desktop.ui.ticket_page import READING_TIME
from desktop.ui.workbench import Workbench
from tests.ui.window_account import PlainAccount, PlainViews, a_row, now


@pytest.fixture
def account() -> PlainAccount:
    return PlainAccount()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def window(account: PlainAccount, settings: Settings, qtbot: QtBot) -> Iterator[Workbench]:
    window = make(account, settings, qtbot)
    yield window
    window.shut()


def make(account: PlainAccount, settings: Settings, qtbot: QtBot) -> Workbench:
    window = Workbench(account, settings)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()
    return window


def press(qtbot: QtBot, window: Workbench, keys: str) -> None:
    """A shortcut as the person presses it: into whatever has the focus."""
    qtbot.keySequence(window.focusWidget() or window, keys)


def choose(window: Workbench, ticket_id: str, qtbot: QtBot) -> None:
    window.ticket_list.view.choose(ticket_id)
    qtbot.waitUntil(lambda: window.ticket_page.ticket_id == ticket_id)


def done(account: PlainAccount) -> list[str]:
    return [name for name, _ in account.performed]


def test_the_modules_of_the_window_load_nothing_slow() -> None:
    code = (
        "import sys; import desktop.ui.workbench; "
        "print([m for m in ('requests', 'keyring', 'apsw', 'msgspec', 'nh3', 'fastapi') if m in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert said.stdout.strip() == "[]"


def test_the_window_stands_before_the_account_is_open(settings: Settings, qtbot: QtBot) -> None:
    account = PlainAccount(is_open=False)
    account.views = None  # type: ignore[assignment]  # nothing may be asked yet
    window = make(account, settings, qtbot)
    assert window.ticket_list.skeleton.isVisible()
    account.views = PlainViews()
    account.open()
    qtbot.waitUntil(window.ticket_list.view.isVisible)
    assert "Meccanica Rossi" in window.title
    assert window.focusWidget() is window.ticket_list.view
    window.shut()


def test_an_account_that_does_not_open_says_why(settings: Settings, qtbot: QtBot) -> None:
    account = PlainAccount(is_open=False)
    window = make(account, settings, qtbot)
    account.failed.emit(WrongKey())
    assert window.ticket_list.empty.title == "The data can't be unlocked"
    window.shut()


def test_choosing_a_ticket_shows_it(window: Workbench, qtbot: QtBot) -> None:
    choose(window, "p101", qtbot)
    facts = {caption: value for caption, value, _ in window.ticket_page.header.facts}
    assert facts == {
        "Ticket": "#10234",
        "Machine": "Pump P-101, Press line 2",
        "Machine state": "Running with faults",
        "Priority": "High",
        "Notified": "M. Bianchi +1",
    }


def test_everything_is_reached_by_keyboard(window: Workbench, qtbot: QtBot) -> None:
    choose(window, "p101", qtbot)
    window.ticket_list.view.setFocus()
    for expected in (window.ticket_page.timeline, window.ticket_page.composer.edit):
        press(qtbot, window, "F6")
        assert window.focusWidget() is expected
    press(qtbot, window, "F6")
    assert window.side_bar.isAncestorOf(window.focusWidget())
    press(qtbot, window, "Shift+F6")
    assert window.focusWidget() is window.ticket_page.composer.edit
    press(qtbot, window, "Escape")
    assert window.focusWidget() is window.ticket_page.timeline
    press(qtbot, window, "Escape")
    assert window.focusWidget() is window.ticket_list.view
    press(qtbot, window, "/")
    assert window.focusWidget() is window.ticket_list.search
    press(qtbot, window, "Escape")
    press(qtbot, window, "Ctrl+R")
    assert window.focusWidget() is window.ticket_page.composer.edit


def test_folders_and_pages_have_numbers(window: Workbench, qtbot: QtBot) -> None:
    for at, place in enumerate(window.side_bar.places, start=1):
        press(qtbot, window, f"Ctrl+{at}")
        assert window.place is place
    assert window.side_bar.places[-1] is Page.OUTBOX


def test_ctrl_n_asks_for_a_new_ticket(window: Workbench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.new_ticket_requested):
        press(qtbot, window, "Ctrl+N")


def test_what_the_helpdesk_does_not_offer_does_not_appear(settings: Settings, qtbot: QtBot) -> None:
    plain = Helpdesk("https://x.example", "sportello", "Desk")
    window = make(PlainAccount(helpdesk=plain), settings, qtbot)
    assert window.side_bar.places == (Folder.WAITING, Folder.OPEN, Folder.CLOSED, Folder.MINE, Page.OUTBOX)
    window.shut()


@pytest.mark.parametrize(("width", "folded", "narrow"), [(1200, False, False), (900, True, False), (560, True, True)])
def test_panes_fold_by_width(width: int, folded: bool, narrow: bool, window: Workbench, qtbot: QtBot) -> None:
    window.resize(width, 800)
    QApplication.processEvents()
    assert (window.side_bar.width() < 100) == folded
    assert window.tickets.is_narrow == narrow
    assert window.ticket_list.isVisible()
    assert window.ticket_page.isVisible() != narrow


def test_narrow_one_goes_in_and_comes_back(window: Workbench, qtbot: QtBot) -> None:
    window.resize(560, 800)
    index = window.ticket_list.model.index(0, 0)
    at = window.ticket_list.view.visualRect(index).center()
    qtbot.mouseClick(window.ticket_list.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(window.ticket_page.isVisible)
    assert not window.ticket_list.isVisible()
    qtbot.mouseClick(window.ticket_page.header.back, Qt.MouseButton.LeftButton)
    assert window.ticket_list.isVisible()
    assert not window.ticket_page.isVisible()


def test_the_command_palette_finds_commands_and_tickets(window: Workbench, qtbot: QtBot) -> None:
    press(qtbot, window, "Ctrl+K")
    palette = window.palette_of_commands
    assert palette.isVisible()
    qtbot.keyClicks(palette.field, "outbox")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.place is Page.OUTBOX
    press(qtbot, window, "Ctrl+K")
    qtbot.keyClicks(palette.field, "10231")
    qtbot.waitUntil(lambda: palette.list.count() > 0)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.ticket_page.ticket_id == "greek"
    assert window.tickets.isVisible()


def test_the_command_palette_puts_the_best_match_first_and_the_newest_among_equals(
    settings: Settings, qtbot: QtBot
) -> None:
    rows = [
        a_row("talk", "1", "Rumore", last_text="la pompa 77", last_at=now()),
        a_row("old", "2", "Pompa ferma", last_at=now() - 2 * HOUR),
        a_row("new", "3", "Pompa che perde", last_at=now() - HOUR),
        a_row("exact", "77", "Vecchio", last_at=now() - 300 * HOUR),
    ]
    window = make(PlainAccount(PlainViews(listed=rows)), settings, qtbot)
    press(qtbot, window, "Ctrl+K")
    palette = window.palette_of_commands

    def found() -> list[str]:
        items = (palette.list.item(at) for at in range(palette.list.count()))
        kept = (item.data(Qt.ItemDataRole.UserRole) for item in items)
        return [one for one in kept if isinstance(one, str)]

    qtbot.keyClicks(palette.field, "pompa")
    qtbot.waitUntil(lambda: found() == ["new", "old", "talk"])
    palette.field.clear()
    qtbot.keyClicks(palette.field, "#77")
    qtbot.waitUntil(lambda: found() == ["exact", "talk"])
    window.shut()


def test_of_searches_typed_quickly_only_the_last_is_shown(
    window: Workbench, account: PlainAccount, qtbot: QtBot
) -> None:
    account.hold = True
    window.ticket_list.search.setText("pump")
    qtbot.waitUntil(lambda: bool(account._held))
    asked = account.questions
    for text in ("invoice", "πρεσα"):
        window.ticket_list.search.setText(text)
        window.ticket_list._search_now()
    assert account.questions == asked
    account.release()
    account.hold = False
    account.release()
    qtbot.waitUntil(lambda: window.ticket_list.model.ids == ["greek"])


def test_down_and_return_lead_from_the_search_field_to_what_was_found(window: Workbench, qtbot: QtBot) -> None:
    tickets = window.ticket_list
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        tickets.focus_search()
        tickets.search.clear()
        qtbot.keyClicks(tickets.search, "pump")
        qtbot.keyClick(tickets.search, key)
        qtbot.waitUntil(tickets.view.hasFocus)
        assert tickets.listing.text == "pump"
        assert tickets.view.current_id == tickets.model.ids[0]
    window.back()
    assert not tickets.search.text(), "one step back from the results is out of the search"


def test_a_search_without_hits_says_what_to_do(window: Workbench, qtbot: QtBot) -> None:
    window.ticket_list.search.setText("zzzz")
    qtbot.waitUntil(window.ticket_list.empty.isVisible)
    assert window.ticket_list.empty.title == "Nothing found"


def test_the_chosen_ticket_stays_chosen_through_a_sync(window: Workbench, account: PlainAccount, qtbot: QtBot) -> None:
    window.go(Folder.OPEN)
    choose(window, "robot", qtbot)
    account.views.listed.insert(0, a_row("new", "10300", "Just arrived"))
    account.cache_changed.emit(frozenset())
    qtbot.waitUntil(lambda: "new" in window.ticket_list.model.ids)
    assert window.ticket_list.view.current_id == "robot"
    assert window.ticket_page.ticket_id == "robot"


def test_a_ticket_that_leaves_its_list_is_read_on_and_keeps_what_is_being_written(
    window: Workbench, account: PlainAccount, qtbot: QtBot
) -> None:
    window.ticket_list.show_folder(Folder.OPEN)
    qtbot.waitUntil(lambda: "p101" in window.ticket_list.model.ids)
    window.ticket_list.view.choose("p101")
    qtbot.waitUntil(lambda: window.ticket_page.ticket_id == "p101")
    window.ticket_page.composer.edit.setPlainText("Un momento ancora")
    at = next(number for number, row in enumerate(account.views.listed) if row.id == "p101")
    before = account.views.listed[at]
    account.views.listed[at] = replace(before, kind=StatusKind.CLOSED, state=None)
    account.cache_changed.emit(frozenset())
    qtbot.waitUntil(lambda: "p101" not in window.ticket_list.model.ids)
    with qtbot.assertNotEmitted(window.ticket_list.ticket_chosen, wait=100):
        pass
    assert window.ticket_page.ticket_id == "p101"
    assert window.ticket_page.composer.edit.toPlainText() == "Un momento ancora"
    assert window.ticket_list.view.current_id == ""
    account.views.listed[at] = before
    account.cache_changed.emit(frozenset())
    qtbot.waitUntil(lambda: window.ticket_list.view.current_id == "p101")


def test_typing_survives_a_sync_and_is_saved(window: Workbench, account: PlainAccount, qtbot: QtBot) -> None:
    choose(window, "p101", qtbot)
    qtbot.keyClicks(window.ticket_page.composer.edit, "half a sentence")
    account.cache_changed.emit(frozenset())
    account.outbox_changed.emit()
    qtbot.waitUntil(lambda: "save_draft" in done(account))
    assert window.ticket_page.composer.text == "half a sentence"
    name, arguments = account.performed[-1]
    assert (name, arguments) == ("save_draft", (ReplyDraft("p101", "half a sentence"),))


def test_going_to_another_ticket_saves_at_once_and_comes_back_to_the_text(
    window: Workbench, account: PlainAccount, qtbot: QtBot
) -> None:
    choose(window, "p101", qtbot)
    account.hold = True  # the writer lane is busy: nothing is confirmed yet
    qtbot.keyClicks(window.ticket_page.composer.edit, "kept")
    window.ticket_page.show_ticket("greek")
    assert "save_draft" in done(account)
    assert window.ticket_page.composer.text == ""
    window.ticket_page.show_ticket("p101")
    assert window.ticket_page.composer.text == "kept"
    account.release()


def test_a_reply_is_cleared_only_when_it_stands_in_the_outbox(
    window: Workbench, account: PlainAccount, qtbot: QtBot
) -> None:
    choose(window, "p101", qtbot)
    composer = window.ticket_page.composer
    qtbot.keyClicks(composer.edit, "on its way")
    account.hold = True
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done(account).count("reply") == 1
    assert composer.text == "on its way"
    account.release()
    assert composer.text == ""


def test_an_empty_reply_is_not_sent_but_explained(window: Workbench, account: PlainAccount, qtbot: QtBot) -> None:
    choose(window, "p101", qtbot)
    window.ticket_page.composer.send_button.click()
    assert "reply" not in done(account)
    assert window.focusWidget() is window.ticket_page.composer.edit


def test_pasted_pictures_and_dropped_files_are_attached(
    window: Workbench, account: PlainAccount, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(window, "p101", qtbot)
    composer = window.ticket_page.composer
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    pasted = QMimeData()
    pasted.setImageData(image)
    composer.edit.insertFromMimeData(pasted)
    file = tmp_path / "θόρυβος.txt"
    file.write_bytes(b"noise")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file)), QUrl("https://evil.example/x"), QUrl.fromLocalFile(str(tmp_path))])
    composer.edit.insertFromMimeData(dropped)
    names = [one.name for one in composer.files]
    assert names[0].startswith("Screenshot ")
    assert names[1:] == ["θόρυβος.txt"]
    assert composer.text == ""


def test_closing_takes_the_text_along_as_the_last_word(window: Workbench, account: PlainAccount, qtbot: QtBot) -> None:
    choose(window, "p101", qtbot)
    window.ticket_page.composer.edit.setPlainText("Solved, thank you.")
    window.ticket_page.composer.status_button.click()
    _name, arguments = next(one for one in account.performed if one[0] == "close_ticket")
    assert arguments == ("p101", "Solved, thank you.", 3, ("m1",)), "the message that was seen goes along"
    assert window.ticket_page.composer.text == ""


def test_where_tickets_are_answered_in_order_the_person_is_told(settings: Settings, qtbot: QtBot) -> None:
    helpdesk = Helpdesk("https://x.example", "sportello", "Desk", features=frozenset({Feature.QUEUE_ORDER.value}))
    window = make(PlainAccount(helpdesk=helpdesk), settings, qtbot)
    window.show_ticket("inv")
    assert "order of arrival" in window.ticket_page.composer._hint.text()
    window.shut()


def test_an_unread_ticket_counts_as_read_after_a_moment(window: Workbench, account: PlainAccount, qtbot: QtBot) -> None:
    choose(window, "p101", qtbot)
    assert "mark_read" not in done(account)
    qtbot.waitUntil(lambda: "mark_read" in done(account), timeout=READING_TIME + 3000)


def test_discarding_asks_and_names_what_is_lost(window: Workbench, account: PlainAccount, qtbot: QtBot) -> None:
    window.go(Page.OUTBOX)
    item = next(one for one in window.outbox.items if "Photo upload" in one.accessibleName())
    item.discard.click()
    box = window.outbox.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "Photo upload from tablet too large" in box.informativeText()
    assert "video.mp4" in box.informativeText()
    assert box.defaultButton() is not None
    assert box.defaultButton().text() == "Keep"
    box.defaultButton().click()
    assert "discard" not in done(account)
    item.discard.click()
    box = window.outbox.findChildren(QMessageBox)[-1]
    next(button for button in box.buttons() if button.text() == "Discard").click()
    assert "discard" in done(account)


def test_the_outbox_shows_every_item_with_its_state(window: Workbench, account: PlainAccount, qtbot: QtBot) -> None:
    window.go(Page.OUTBOX)
    said = [item.accessibleName() for item in window.outbox.items]
    assert ["needs you" in said[0], "queued" in said[1], "waiting, 40 %" in said[2], "sent" in said[3]] == [True] * 4
    assert not window.outbox.items[0].sign_in.isVisible()
    account.link_changed.emit(LinkState(LinkKind.SIGN_IN, since=now(), waiting=3))
    qtbot.waitUntil(window.outbox.items[0].sign_in.isVisible)
    kept = window.outbox.items[1]
    account.views.changes = [one for one in account.views.changes if one.id != "photo"]
    account.outbox_changed.emit()
    qtbot.waitUntil(lambda: len(window.outbox.items) == 3)
    assert window.outbox.items[0] is kept
    account.views.changes = []
    account.outbox_changed.emit()
    qtbot.waitUntil(window.outbox.empty.isVisible)


def test_the_strip_follows_the_line(window: Workbench, account: PlainAccount, qtbot: QtBot) -> None:
    assert window.strip.words.startswith("Offline since")
    account.link_changed.emit(LinkState(LinkKind.CERTIFICATE, since=now()))
    assert "Certificate" in window.strip.words
    account.link_changed.emit(LinkState(LinkKind.SIGN_IN, since=now()))
    with qtbot.waitSignal(window.sign_in_requested):
        window.strip._button.click()


def test_a_machine_leads_to_its_tickets_and_to_a_new_one(window: Workbench, qtbot: QtBot) -> None:
    window.show_machine("p101")
    assert window.place is Page.MACHINES
    with qtbot.waitSignal(window.new_ticket_for_machine_requested) as asked:
        window.machines.machine.open_ticket.click()
    assert asked.args == ["p101"]
    view = window.machines.machine.tickets
    at = view.visualRect(view.model().index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.ticket_page.ticket_id == "p101"


def test_a_scanned_serial_number_chooses_its_machine(window: Workbench, qtbot: QtBot) -> None:
    window.go(Page.MACHINES)
    press(qtbot, window, "Ctrl+F")
    qtbot.keyClicks(window.machines.search, "pr-7")
    qtbot.keyClick(window.machines.search, Qt.Key.Key_Return)
    assert window.machines.machine._machine_id == "p7"


def test_splitters_are_remembered(account: PlainAccount, settings: Settings, qtbot: QtBot) -> None:
    window = make(account, settings, qtbot)
    window.resize(1300, 777)
    window.tickets.setSizes([500, 588])
    QApplication.processEvents()
    sizes = window.tickets.sizes()
    window.remember()
    window.shut()
    again = make(account, settings, qtbot)
    again.resize(1300, 777)
    QApplication.processEvents()
    assert again.tickets.sizes() == sizes
    again.shut()


def test_broken_memory_of_the_window_harms_nothing(account: PlainAccount, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"window.geometry": "%%%", "window.splitters": "a.b.c"}')
    make(account, Settings(path), qtbot).shut()


def test_every_control_has_a_name(window: Workbench, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit

    choose(window, "p101", qtbot)
    for place in window.side_bar.places:
        window.go(place)
    for kind in (QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit):
        for widget in window.findChildren(kind):
            if widget.objectName().startswith("qt_") or (isinstance(widget, QAbstractButton) and widget.text()):
                continue
            if isinstance(widget.parent(), QLineEdit):
                continue  # the field's own clear button
            assert widget.accessibleName() or not widget.isVisibleTo(window), widget


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [1440, 900, 560])
def test_text_at_twice_its_size_is_not_clipped(
    scale: float, width: int, settings: Settings, qtbot: QtBot, qapp: QApplication
) -> None:
    from PySide6.QtGui import QFont, QFontMetrics
    from PySide6.QtWidgets import QLabel, QPushButton

    before = QFont(qapp.font())
    large = QFont(before)
    large.setPointSizeF(before.pointSizeF() * scale)
    qapp.setFont(large)
    try:
        window = make(PlainAccount(), settings, qtbot)
        window.resize(width, 900)
        window.show_ticket("p101")
        QApplication.processEvents()
        for button in window.findChildren(QPushButton):
            if button.isVisible() and button.text() and button.property("kind") != "badge":
                assert button.width() >= QFontMetrics(button.font()).horizontalAdvance(button.text()), button.text()
        for label in window.findChildren(QLabel):
            if label.isVisible() and label.text():
                assert label.height() >= QFontMetrics(label.font()).height() - 2, label.text()
        window.shut()
    finally:
        qapp.setFont(before)


def test_right_to_left_mirrors_the_panes(settings: Settings, qtbot: QtBot, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        window = make(PlainAccount(), settings, qtbot)

        def left_of(widget: QWidget) -> int:
            return widget.mapTo(window, QPoint(0, 0)).x()

        assert left_of(window.side_bar) > left_of(window.ticket_list) > left_of(window.ticket_page)
        window.shut()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_reply_taken_back_in_the_outbox_stands_in_the_composer_also_when_its_ticket_was_there_all_the_time(
    window: Workbench, account: PlainAccount, qtbot: QtBot
) -> None:
    choose(window, "p101", qtbot)
    composer = window.ticket_page.composer
    qtbot.keyClicks(composer.edit, "being written")
    window.go(Page.OUTBOX)
    # What stands in the composer is saved before anything is put before it.
    assert ("save_draft", (ReplyDraft("p101", "being written"),)) in account.performed
    account.views.drafts["p101"] = ReplyDraft("p101", "taken back\n\nbeing written")
    window.outbox.edit_reply_requested.emit("p101")
    assert window.ticket_page.isVisible()
    assert composer.text == "taken back\n\nbeing written"
    assert window.focusWidget() is composer.edit
