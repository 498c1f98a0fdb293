"""Editing a ticket's details in real widgets over plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.account import Feature
from desktop.domain.catalogue import StatusKind
from desktop.domain.change import EditTicket, TicketFields
from desktop.domain.rules import TicketField
from desktop.domain.ticket import Contact
from desktop.settings import Settings
from desktop.ui.bubble import Deal
from desktop.ui.edit_details_dialog import EditDetailsDialog
from desktop.ui.workbench import Workbench
from tests.ui import conflict_scenes as scenes
from tests.ui.window_account import PlainAccount, a_change, plausible_ticket

RIGHTS = frozenset({"open", "reply", "edit", "close", "reopen"})


@pytest.fixture
def account() -> PlainAccount:
    account = PlainAccount()
    account.person = replace(account.person, rights=RIGHTS)
    return account


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot, account: PlainAccount) -> Iterator[Callable[[], Workbench]]:
    made: list[Workbench] = []

    def begin() -> Workbench:
        window = Workbench(account, Settings(tmp_path / "settings.json"))
        qtbot.addWidget(window)
        window.resize(1200, 800)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.show_ticket("p101")
        made.append(window)
        return window

    yield begin
    for window in made:
        for dialog in dialogs():
            dialog.reject()
        window.shut()


def dialogs() -> list[EditDetailsDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, EditDetailsDialog) and one.isVisible()]


def only_dialog() -> EditDetailsDialog:
    [dialog] = dialogs()
    return dialog


def edits(account: PlainAccount, name: str = "edit_ticket") -> list[tuple[object, ...]]:
    return [arguments for asked, arguments in account.performed if asked == name]


def test_the_keyboard_leads_there_and_saves_what_changed(
    bench: Callable[[], Workbench], account: PlainAccount, qtbot: QtBot
) -> None:
    window = bench()
    window.ticket_page.composer.edit.setFocus()
    qtbot.keySequence(window.ticket_page.composer.edit, "Ctrl+E")
    dialog = only_dialog()
    assert dialog.focusWidget() is dialog.subject
    qtbot.keyClicks(dialog.subject, "Fan of pump P-101")
    dialog.machine_state.segments.chosen.emit("down")
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keySequence(dialog.subject, "Ctrl+Return")
    [(ticket_id, after, before, version)] = edits(account)
    assert (ticket_id, version) == ("p101", 3)
    assert isinstance(after, TicketFields)
    assert isinstance(before, TicketFields)
    assert (after.subject, before.subject) == ("Fan of pump P-101", "Pump P-101 stops after warm-up")
    assert (after.machine_state, before.machine_state) == ("down", "faulty")
    assert after.contacts == before.contacts == plausible_ticket().contacts
    assert dialogs() == []


def test_only_what_the_helpdesk_lets_this_person_edit_is_there(
    bench: Callable[[], Workbench], account: PlainAccount
) -> None:
    features = account.helpdesk.features - {Feature.PRIORITIES.value, Feature.CONTACTS.value}
    account.helpdesk = replace(account.helpdesk, features=features)
    window = bench()
    window.ticket_page.header.edit.click()
    assert only_dialog().offered == (TicketField.SUBJECT, TicketField.MACHINE_STATE)


@pytest.mark.parametrize("why", ["no right", "closed"])
def test_where_nothing_may_be_edited_nothing_offers_it(
    bench: Callable[[], Workbench], account: PlainAccount, qtbot: QtBot, why: str
) -> None:
    if why == "closed":
        account.views.tickets["p101"] = replace(plausible_ticket(), kind=StatusKind.CLOSED)
    else:
        account.person = replace(account.person, rights=frozenset({"reply"}))
    window = bench()
    assert window.ticket_page.header.edit.isHidden()
    qtbot.keySequence(window.ticket_page.composer, "Ctrl+E")
    assert dialogs() == []


def test_what_can_not_be_sent_is_explained_at_its_field(
    bench: Callable[[], Workbench], account: PlainAccount, qtbot: QtBot
) -> None:
    window = bench()
    window.ticket_page.edit_details()
    dialog = only_dialog()
    dialog.subject.clear()
    qtbot.keyClicks(dialog.contacts.entry, "nobody")
    dialog.save.click()
    assert dialog.box(TicketField.SUBJECT).fault
    assert "nobody" in dialog.box(TicketField.CONTACTS).fault
    assert dialog.focusWidget() is dialog.subject
    assert edits(account) == []


def test_what_the_person_has_not_touched_follows_the_helpdesk_and_the_rest_stays_theirs(
    bench: Callable[[], Workbench], account: PlainAccount, qtbot: QtBot
) -> None:
    window = bench()
    window.ticket_page.edit_details()
    dialog = only_dialog()
    dialog.subject.setText("Mine")
    qtbot.keyClicks(dialog.contacts.entry, "tur")
    fresh = replace(plausible_ticket(), subject="Theirs", machine_state="down", version=8)
    account.views.tickets["p101"] = fresh
    account.cache_changed.emit(frozenset())
    assert dialog.subject.text() == "Mine"
    assert dialog.machine_state.value == "down"
    assert dialog.contacts.entry.text() == "tur", "what is half typed is left alone"
    qtbot.keyClicks(dialog.contacts.entry, "no@rossi.example")
    dialog.save.click()
    [(_, after, before, version)] = edits(account)
    assert isinstance(after, TicketFields)
    assert isinstance(before, TicketFields)
    assert (after.subject, before.subject, version) == ("Mine", "Theirs", 8)
    assert after.contacts is not None
    assert after.contacts[-1] == Contact("", "", "turno@rossi.example")


def test_a_value_that_we_do_not_know_is_not_taken_away_by_looking_at_it(
    bench: Callable[[], Workbench], account: PlainAccount
) -> None:
    account.views.tickets["p101"] = replace(plausible_ticket(), priority="apocalyptic", machine_state="melting")
    window = bench()
    window.ticket_page.edit_details()
    dialog = only_dialog()
    assert (dialog.values.priority, dialog.values.machine_state) == ("apocalyptic", "melting")


def test_an_edit_that_waits_is_edited_itself(bench: Callable[[], Workbench], account: PlainAccount) -> None:
    scene = scenes.edited()
    account.views = scene.views
    window = bench()
    window.ticket_page._deal(Deal.EDIT.value, "c1")
    only_dialog().subject.setText("Fan and pump")
    only_dialog().save.click()
    [(change_id, after)] = edits(account, "edit_again")
    assert change_id == "c1"
    assert isinstance(after, TicketFields)
    assert after.subject == "Fan and pump"


def test_an_edit_that_is_undone_can_be_gone_on_with(bench: Callable[[], Workbench], account: PlainAccount) -> None:
    deed = EditTicket(TicketFields(subject="Fan"), TicketFields(subject="Pump P-101 stops after warm-up"), 3)
    account.views.changes.append(replace(a_change("e1", "p101", ""), deed=deed))
    window = bench()
    window.ticket_page._deal(Deal.UNDO.value, "e1")
    assert ("undo", ("e1",)) in account.performed
    assert only_dialog().subject.text() == "Fan"


def test_escape_changes_nothing(bench: Callable[[], Workbench], account: PlainAccount, qtbot: QtBot) -> None:
    window = bench()
    window.ticket_page.edit_details()
    dialog = only_dialog()
    dialog.subject.setText("Mine")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialogs() == []
    assert edits(account) == []
