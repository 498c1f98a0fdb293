"""Deciding what becomes of a change that the helpdesk's state speaks against, in real widgets over plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.change import AddMessage
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.projection import Entry
from desktop.domain.way_on import WayOn
from desktop.settings import Settings
from desktop.ui.conflict_dialog import ConflictDialog
from desktop.ui.conflict_sides import FieldTable, TwoSides
from desktop.ui.open_ticket_wizard.choice_row import ChoiceRow
from desktop.ui.side_bar import Page
from desktop.ui.workbench import Workbench
from tests.ui import conflict_scenes as scenes
from tests.ui.window_account import LUCA, PlainAccount, now

Open = Callable[[PlainAccount], ConflictDialog]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    def begin(account: PlainAccount) -> ConflictDialog:
        dialog = ConflictDialog(account, account.views.changes[0])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return begin


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[PlainAccount], Workbench]]:
    made: list[Workbench] = []

    def begin(account: PlainAccount) -> Workbench:
        window = Workbench(account, Settings(tmp_path / "settings.json"))
        qtbot.addWidget(window)
        window.resize(1200, 800)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        made.append(window)
        return window

    yield begin
    for window in made:
        for dialog in (*window.ticket_page.deciding.dialogs, *window.outbox.deciding.dialogs):
            dialog.reject()
        window.shut()


def only_dialog(window: Workbench) -> ConflictDialog:
    [dialog] = (*window.ticket_page.deciding.dialogs, *window.outbox.deciding.dialogs)
    return dialog


def texts(dialog: ConflictDialog) -> str:
    """All that is read in the dialog's sides."""
    assert isinstance(dialog.sides, TwoSides)
    sides = (dialog.sides.mine, dialog.sides.theirs)
    return "\n".join(one.toPlainText() for side in sides for one in side.texts)


# -- what is shown -----------------------------------------------------------------------------------------------------------------


def test_both_values_of_a_field_stand_side_by_side_with_who_changed_it(opened: Open) -> None:
    dialog = opened(scenes.edited())
    assert isinstance(dialog.sides, FieldTable)
    assert dialog.sides.values["Subject"] == (
        "Pump P-101 stops five minutes after each start, display says E-217",
        "Drive DR-88 of pump P-101: fan failure",
    )
    assert dialog.sides.values["Machine state"] == ("Stopped", "Running with faults")
    said = [label.text() for label in dialog.sides.findChildren(type(dialog.title))]
    assert any(words.startswith("Luca · 24 minute") for words in said)
    assert said.index("Subject") < said.index("Machine state"), "what both changed comes first"


def test_the_message_that_was_not_seen_is_read_there(opened: Open) -> None:
    dialog = opened(scenes.unseen())
    assert "Please send the serial number" in texts(dialog)
    assert "It runs again since the restart" in texts(dialog)
    assert dialog.offered == (WayOn.SEND_MINE, WayOn.KEEP_THEIRS)


def test_a_long_text_of_mine_is_there_whole_and_can_be_copied(opened: Open) -> None:
    account = scenes.closed(text=scenes.LONG * 40)
    dialog = opened(account)
    assert isinstance(dialog.sides, TwoSides)
    [mine] = dialog.sides.mine.texts
    assert mine.toPlainText() == scenes.LONG * 40
    mine.selectAll()
    mine.copy()
    assert QApplication.clipboard().text() == scenes.LONG * 40


def test_a_ticket_that_is_gone_leaves_the_text_and_two_ways(opened: Open) -> None:
    dialog = opened(scenes.gone())
    assert scenes.LONG in texts(dialog)
    assert dialog.offered == (WayOn.NEW_TICKET, WayOn.DISCARD)


def test_the_ticket_in_which_it_goes_on_is_named(opened: Open) -> None:
    dialog = opened(scenes.merged())
    names = [row.text() for row in dialog.ways.rows]
    assert names[0] == "Continue in #10240 Pumps of press line 2 overheat"


def test_what_can_not_be_reopened_is_not_offered_for_it(opened: Open) -> None:
    account = scenes.closed()
    account.helpdesk = replace(account.helpdesk, features=account.helpdesk.features - {"reopen"})
    assert WayOn.REOPEN_AND_SEND not in opened(account).offered


@pytest.mark.parametrize("size", [(900, 600), (480, 560), (1400, 1000)])
@pytest.mark.parametrize("scene", [scenes.edited, scenes.unseen, scenes.closed, scenes.merged, scenes.gone])
def test_nothing_is_out_of_reach_at_any_size(
    opened: Open, qtbot: QtBot, size: tuple[int, int], scene: Callable[[], PlainAccount]
) -> None:
    dialog = opened(scene())
    dialog.resize(*size)
    inside = dialog.area.widget()

    def is_whole(row: ChoiceRow) -> bool:
        seen = row.visibleRegion().boundingRect().height() == row.height() or inside.isAncestorOf(row)
        return seen and row.height() >= row.heightForWidth(row.width())

    qtbot.waitUntil(lambda: all(is_whole(row) for row in dialog.ways.rows))
    qtbot.waitUntil(lambda: inside.width() <= dialog.area.viewport().width())
    assert dialog.go_on.visibleRegion().boundingRect().size() == dialog.go_on.size()


# -- deciding ----------------------------------------------------------------------------------------------------------------------


def test_it_is_decided_by_keyboard_alone_and_never_by_accident(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(scenes.edited())
    assert dialog.focusWidget() is dialog.ways.rows[0]
    assert not dialog.go_on.isEnabled()
    decided: list[WayOn] = []
    dialog.decided.connect(decided.append)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert dialog.focusWidget() is dialog.ways.rows[1]
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert decided == []
    assert dialog.go_on.text() == "Keep theirs"
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert decided == [WayOn.KEEP_THEIRS]
    assert not dialog.isVisible()


def test_a_digit_chooses_and_escape_decides_nothing(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(scenes.closed())
    decided: list[WayOn] = []
    dialog.decided.connect(decided.append)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_2)
    assert dialog.go_on.text() == "New ticket"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert decided == []
    assert not dialog.isVisible()


def test_news_change_the_other_side_and_a_choice_stands(opened: Open) -> None:
    account = scenes.edited()
    dialog = opened(account)
    dialog.choose(WayOn.SEND_MINE)
    account.views.at_helpdesk["p101"] = replace(account.views.at_helpdesk["p101"], subject="Fan failure")
    account.cache_changed.emit(frozenset())
    assert isinstance(dialog.sides, FieldTable)
    assert dialog.sides.values["Subject"][1] == "Fan failure"
    assert dialog.go_on.text() == "Send mine"
    assert dialog.go_on.isEnabled()


def test_what_was_settled_elsewhere_is_not_asked_any_more(opened: Open) -> None:
    account = scenes.edited()
    dialog = opened(account)
    account.views.changes[0] = replace(account.views.changes[0], state=ChangeState.QUEUED)
    account.views.tickets.clear()
    account.outbox_changed.emit()
    assert not dialog.isVisible()


# -- from the window ---------------------------------------------------------------------------------------------------------------


def buttons(widget: object) -> dict[str, QPushButton]:
    return {one.text(): one for one in widget.findChildren(QPushButton) if not one.isHidden()}  # type: ignore[attr-defined]


def test_the_bubble_leads_there_and_the_persons_word_is_done(
    bench: Callable[[PlainAccount], Workbench], qtbot: QtBot
) -> None:
    account = scenes.closed()
    window = bench(account)
    window.show_ticket("p101")
    bubble = window.ticket_page.timeline.rows[-1]
    buttons(bubble)["Decide…"].click()
    dialog = only_dialog(window)
    dialog.choose(WayOn.REOPEN_AND_SEND)
    dialog.go_on.click()
    assert ("reopen_and_send", ("c1",)) in account.performed
    assert window.ticket_page.deciding.dialogs == ()


def test_the_outbox_leads_there_and_discarding_asks_once_more(bench: Callable[[PlainAccount], Workbench]) -> None:
    account = scenes.closed()
    window = bench(account)
    window.go(Page.OUTBOX)
    [item] = window.outbox.items
    assert item.retry.isHidden()
    assert item.edit.isHidden()
    item.decide.click()
    dialog = only_dialog(window)
    dialog.choose(WayOn.DISCARD)
    dialog.go_on.click()
    assert "discard" not in [name for name, _ in account.performed]
    box = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible())
    box.close()
    assert "discard" not in [name for name, _ in account.performed]


def test_a_notice_leads_there_also_where_the_ticket_is_gone(bench: Callable[[PlainAccount], Workbench]) -> None:
    window = bench(scenes.gone())
    window.show_told("p101")
    assert window.ticket_page.empty.title == "This ticket is no longer here"
    assert only_dialog(window).offered[0] is WayOn.NEW_TICKET


def test_who_closes_all_the_same_has_seen_what_the_dialog_showed(bench: Callable[[PlainAccount], Workbench]) -> None:
    account = scenes.unseen()
    window = bench(account)
    window.show_told("p101")
    dialog = only_dialog(window)
    dialog.choose(WayOn.SEND_MINE)
    dialog.go_on.click()
    assert ("send_mine", ("c1", ("m1",))) in account.performed


def test_an_edit_that_gives_way_becomes_words(bench: Callable[[PlainAccount], Workbench]) -> None:
    account = scenes.edited()
    window = bench(account)
    window.show_told("p101")
    dialog = only_dialog(window)
    dialog.choose(WayOn.KEEP_THEIRS)
    dialog.go_on.click()
    _, (_, words) = next(one for one in account.performed if one[0] == "keep_theirs")
    assert words == (
        "Subject: Pump P-101 stops five minutes after each start, display says E-217\n"
        "Machine state: Stopped\nPeople to notify: M. Bianchi, turno2@rossi.example"
    )


def test_what_was_being_written_to_a_ticket_that_vanished_is_offered(
    bench: Callable[[PlainAccount], Workbench], qtbot: QtBot
) -> None:
    account = scenes.gone()
    account.views.changes.clear()
    account.views.tickets["p101"] = scenes.at_helpdesk()
    window = bench(account)
    window.show_ticket("p101")
    window.ticket_page.composer.edit.setPlainText("The fan does not")
    account.views.tickets.clear()
    account.views.drafts["p101"] = ReplyDraft("p101", "The fan does not")
    account.cache_changed.emit(frozenset())
    assert window.ticket_page.empty.title == "This ticket is no longer here"
    buttons(window.ticket_page.empty)["New ticket with what you wrote"].click()
    assert ("rescue_draft", ("p101",)) in account.performed


# -- taking back while typing ------------------------------------------------------------------------------------------------------


class Undoing:
    """An account whose undo takes its time."""

    def __init__(self, window: Workbench, account: PlainAccount, qtbot: QtBot) -> None:
        self.window, self.account = window, account
        self.then: list[Callable[[object], None]] = []
        account.perform = self.perform  # type: ignore[method-assign]

    def perform(self, action, *arguments, then=None, failed=None) -> None:
        self.account.performed.append((action.__name__, arguments))
        if action.__name__ == "undo":
            self.then.append(then)
        elif then is not None:
            then(None)

    @property
    def saved(self) -> list[ReplyDraft]:
        return [arguments[0] for name, arguments in self.account.performed if name == "save_draft"]  # type: ignore[misc]


@pytest.fixture
def undoing(bench: Callable[[PlainAccount], Workbench], qtbot: QtBot) -> Undoing:
    account = PlainAccount()
    window = bench(account)
    undoing = Undoing(window, account, qtbot)
    window.show_ticket("p101")
    return undoing


def test_what_is_typed_while_a_reply_is_taken_back_is_joined_to_it(undoing: Undoing) -> None:
    page = undoing.window.ticket_page
    page.composer.edit.setPlainText("And one")
    page._take_back("q1", is_undo=True)
    page.composer.edit.setPlainText("And one thing more.")
    page.composer.flush()
    assert [one.text for one in undoing.saved] == ["And one"], "nothing is saved over what is coming back"
    undoing.then[0](ReplyDraft("p101", "Serial DR-88213.\n\nAnd one"))
    assert page.composer.text == "Serial DR-88213.\n\nAnd one thing more."
    assert undoing.saved[-1].text == "Serial DR-88213.\n\nAnd one thing more."


def test_what_comes_back_after_the_person_went_on_is_joined_as_well(undoing: Undoing) -> None:
    page = undoing.window.ticket_page
    page._take_back("q1", is_undo=True)
    page.composer.edit.setPlainText("Wait.")
    undoing.window.show_ticket("inv")
    undoing.then[0](ReplyDraft("p101", "Serial DR-88213."))
    assert page.composer.text == ""
    assert undoing.saved[-1] == ReplyDraft("p101", "Serial DR-88213.\n\nWait.")
    undoing.window.show_ticket("p101")


def test_without_typing_the_text_simply_comes_back(undoing: Undoing) -> None:
    page = undoing.window.ticket_page
    page._take_back("q1", is_undo=True)
    undoing.account.views.drafts["p101"] = ReplyDraft("p101", "Serial DR-88213.")
    undoing.then[0](ReplyDraft("p101", "Serial DR-88213."))
    assert page.composer.text == "Serial DR-88213."
    assert undoing.saved == []


def test_a_new_ticket_that_comes_back_goes_on_in_the_wizard(undoing: Undoing, qtbot: QtBot) -> None:
    page = undoing.window.ticket_page
    page.composer.edit.setPlainText("Wait.")
    page._take_back("first", is_undo=True)
    with qtbot.waitSignal(page.edit_ticket_requested) as asked:
        undoing.then[0](TicketDraft("p101"))
    assert asked.args == [TicketDraft("p101")]
    assert page.composer.text == "Wait."


def test_a_reply_behind_a_question_says_so_in_the_outbox(bench: Callable[[PlainAccount], Workbench]) -> None:
    account = scenes.closed()
    behind = replace(
        account.views.changes[0], id="c2", deed=AddMessage("Later."), state=ChangeState.QUEUED, problem=None
    )
    account.views.changes.append(behind)
    account.views.tickets["p101"] = replace(
        account.views.tickets["p101"],
        entries=(*account.views.tickets["p101"].entries, Entry("c2", LUCA, "Later.", now(), change=behind, mine=True)),
    )
    window = bench(account)
    window.go(Page.OUTBOX)
    first, second = window.outbox.items
    assert "needs you" in first.accessibleName()
    assert "waits behind" in second.accessibleName()
    assert second.retry.isHidden()
