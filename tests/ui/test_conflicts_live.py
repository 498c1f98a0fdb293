"""Conflicts through the real window: an open account, a real helpdesk over real HTTP, and the staff on the other side of the counter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.actions.sign_in import SignedIn
from desktop.domain.change import AddMessage, Change, OpenTicket
from desktop.domain.change_state import ChangeState
from desktop.domain.way_on import WayOn
from desktop.runtime.account_session import AccountSession
from desktop.runtime.link_state import LinkKind
from desktop.sandbox.server import RunningSandbox
from desktop.settings import Settings
from desktop.stamps import new_id, now
from desktop.ui.conflict_dialog import ConflictDialog
from desktop.ui.edit_details_dialog import EditDetailsDialog
from desktop.ui.workbench import Workbench
from tests.live_helpdesk import a_session, account, helpdesk

__all__ = ["account", "helpdesk"]
PATIENCE = 20_000
LATER = 2_000
"""Milliseconds in which the staff is quicker than what the person pressed."""


@pytest.fixture
def session(account: SignedIn, qtbot: QtBot) -> Iterator[AccountSession]:
    with a_session(account, undo_time=LATER) as session:
        with qtbot.waitSignal(session.opened, timeout=PATIENCE):
            session.open()
        qtbot.waitUntil(lambda: session.link.kind is LinkKind.ONLINE, timeout=PATIENCE)
        yield session


@pytest.fixture
def ticket(session: AccountSession, qtbot: QtBot) -> str:
    """A question that the helpdesk has."""
    id = new_id()
    deed = OpenTicket("Pump stops", "After five minutes.", "question")
    session.perform(lambda desk: desk.outbox.add(Change(id, id, deed, now())))
    qtbot.waitUntil(lambda: session.views.ticket_at_helpdesk(id) is not None, timeout=PATIENCE)
    return id


@pytest.fixture
def window(session: AccountSession, ticket: str, tmp_path: Path, qtbot: QtBot) -> Iterator[Workbench]:
    window = Workbench(session, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_ticket(ticket)
    yield window
    for dialog in window.ticket_page.deciding.dialogs:
        dialog.reject()
    window.shut()


def decide(window: Workbench, qtbot: QtBot, way: WayOn) -> ConflictDialog:
    """Press what the bubble offers, and go that way."""
    page = window.ticket_page

    def offered() -> QPushButton | None:
        buttons = [one for row in page.timeline.rows for one in row.findChildren(QPushButton)]
        return next((one for one in buttons if one.text() == "Decide…" and one.isVisible()), None)

    qtbot.waitUntil(lambda: offered() is not None, timeout=PATIENCE)
    button = offered()
    assert button is not None
    button.click()
    [dialog] = page.deciding.dialogs
    dialog.choose(way)
    dialog.go_on.click()
    return dialog


def test_closing_over_an_answer_asks_and_the_last_word_comes_back(
    window: Workbench, session: AccountSession, helpdesk: RunningSandbox, ticket: str, qtbot: QtBot
) -> None:
    page = window.ticket_page
    page.composer.edit.setPlainText("It runs again.")
    page.composer.status_button.click()
    qtbot.waitUntil(lambda: page.composer.text == "", timeout=PATIENCE)
    helpdesk.counter.answer(ticket, "Don't start it yet!", "waiting")
    decide(window, qtbot, WayOn.KEEP_THEIRS)
    qtbot.waitUntil(lambda: page.composer.text == "It runs again.", timeout=PATIENCE)
    shown = page.shown
    assert shown is not None
    assert not shown.is_closed
    qtbot.waitUntil(lambda: session.views.reply_draft(ticket) is not None, timeout=PATIENCE)


def test_a_reply_to_a_ticket_that_was_closed_meanwhile_reopens_it(
    window: Workbench, session: AccountSession, helpdesk: RunningSandbox, ticket: str, qtbot: QtBot
) -> None:
    page = window.ticket_page
    page.composer.edit.setPlainText("It stopped again.")
    page.composer.send_button.click()
    qtbot.waitUntil(lambda: page.composer.text == "", timeout=PATIENCE)
    helpdesk.counter.set_status(ticket, "closed")
    decide(window, qtbot, WayOn.REOPEN_AND_SEND)

    def is_there() -> bool:
        view = session.views.ticket_at_helpdesk(ticket)
        said = [one.text for one in view.entries] if view is not None else []
        return view is not None and not view.is_closed and "It stopped again." in said

    qtbot.waitUntil(is_there, timeout=PATIENCE)


def test_details_are_edited_at_once_and_arrive(
    window: Workbench, session: AccountSession, helpdesk: RunningSandbox, ticket: str, qtbot: QtBot
) -> None:
    page = window.ticket_page
    page.header.edit.click()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, EditDetailsDialog))
    dialog.subject.setText("Pump P-101 stops")
    dialog.save.click()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.subject == "Pump P-101 stops", timeout=PATIENCE)
    before = session.views.ticket_at_helpdesk(ticket)
    assert before is not None
    assert before.subject == "Pump stops", "pending on the screen, not yet at the helpdesk"
    qtbot.waitUntil(
        lambda: getattr(session.views.ticket_at_helpdesk(ticket), "subject", "") == "Pump P-101 stops",
        timeout=PATIENCE,
    )
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.changes == (), timeout=PATIENCE)


def test_a_ticket_that_was_merged_leads_to_the_other_one_with_the_text(
    window: Workbench, session: AccountSession, helpdesk: RunningSandbox, ticket: str, qtbot: QtBot
) -> None:
    other = new_id()
    deed = OpenTicket("Pumps overheat", "All of them.", "question")
    session.perform(lambda desk: desk.outbox.add(Change(other, other, deed, now())))
    qtbot.waitUntil(lambda: session.views.ticket_at_helpdesk(other) is not None, timeout=PATIENCE)
    page = window.ticket_page
    page.composer.edit.setPlainText("Serial DR-88213.")
    page.composer.send_button.click()
    qtbot.waitUntil(lambda: page.composer.text == "", timeout=PATIENCE)
    helpdesk.counter.merge(ticket, other)
    decide(window, qtbot, WayOn.CONTINUE_THERE)
    qtbot.waitUntil(lambda: page.ticket_id == other, timeout=PATIENCE)

    def has_arrived() -> bool:
        view = session.views.ticket_at_helpdesk(other)
        return view is not None and view.entries[-1].text == "Serial DR-88213."

    qtbot.waitUntil(has_arrived, timeout=PATIENCE)

    def waiting() -> list[Change]:
        changes = session.views.outbox()
        return [one for one in changes if isinstance(one.deed, AddMessage) and not one.state.is_settled]

    qtbot.waitUntil(lambda: waiting() == [], timeout=PATIENCE)


def test_what_was_written_to_a_ticket_that_is_gone_becomes_a_ticket_to_be_written(
    window: Workbench, session: AccountSession, helpdesk: RunningSandbox, ticket: str, qtbot: QtBot
) -> None:
    page = window.ticket_page
    page.composer.edit.setPlainText("Serial DR-88213.")
    page.composer.send_button.click()
    qtbot.waitUntil(lambda: page.composer.text == "", timeout=PATIENCE)
    helpdesk.counter.delete("ticket", ticket)
    qtbot.waitUntil(
        lambda: any(one.state is ChangeState.NEEDS_ATTENTION for one in session.views.outbox()), timeout=PATIENCE
    )
    qtbot.waitUntil(lambda: page.shown is None, timeout=PATIENCE)
    window.show_told(ticket)
    [dialog] = page.deciding.dialogs
    dialog.choose(WayOn.NEW_TICKET)
    with qtbot.waitSignal(window.edit_ticket_requested, timeout=PATIENCE) as asked:
        dialog.go_on.click()
    assert asked.args is not None
    assert asked.args[0].description == "Serial DR-88213."
    qtbot.waitUntil(lambda: len(session.views.ticket_drafts()) == 1, timeout=PATIENCE)
