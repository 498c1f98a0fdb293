"""A closed ticket through the real window and a real helpdesk over real HTTP: reopened with files, its files saved, its life in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.actions.attach import attach_bytes
from desktop.actions.desk import Desk
from desktop.actions.sign_in import SignedIn
from desktop.domain.change import Change, OpenTicket
from desktop.domain.projection import TicketView
from desktop.domain.ticket import MessageKind
from desktop.runtime.account_session import AccountSession
from desktop.runtime.link_state import LinkKind
from desktop.sandbox.server import RunningSandbox
from desktop.settings import Settings
from desktop.stamps import new_id, now
from desktop.ui.workbench import Workbench
from tests.live_helpdesk import a_session, account, helpdesk

__all__ = ["account", "helpdesk"]
PATIENCE = 20_000
LATER = 3_000
"""Milliseconds in which what was pressed can be taken back."""


@pytest.fixture
def session(account: SignedIn, qtbot: QtBot) -> Iterator[AccountSession]:
    with a_session(account, undo_time=LATER) as session:
        with qtbot.waitSignal(session.opened, timeout=PATIENCE):
            session.open()
        qtbot.waitUntil(lambda: session.link.kind is LinkKind.ONLINE, timeout=PATIENCE)
        yield session


@pytest.fixture
def ticket(session: AccountSession, helpdesk: RunningSandbox, qtbot: QtBot) -> str:
    """A closed question that the helpdesk has, with two files of one name."""
    id = new_id()

    def put(desk: Desk) -> None:
        files = tuple(attach_bytes(desk, text, "θόρυβος.txt") for text in (b"one", b"two"))
        desk.outbox.add(Change(id, id, OpenTicket("Pump stops", "After five minutes.", "question", files=files), now()))

    session.perform(put)
    qtbot.waitUntil(lambda: len(at_helpdesk(session, id)) > 0, timeout=PATIENCE)
    helpdesk.counter.set_status(id, "closed")
    qtbot.waitUntil(lambda: is_closed(session, id), timeout=PATIENCE)
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
    qtbot.waitUntil(lambda: window.ticket_page.answering.may_reopen, timeout=PATIENCE)
    yield window
    window.shut()


def at_helpdesk(session: AccountSession, id: str) -> tuple[object, ...]:
    view = session.views.ticket_at_helpdesk(id)
    return view.entries if view is not None else ()


def is_closed(session: AccountSession, id: str) -> bool:
    view = session.views.ticket_at_helpdesk(id)
    return view is not None and view.is_closed


def write(window: Workbench, qtbot: QtBot, *, with_file: bool = True) -> None:
    """Say what is still wrong, with a photo, and send it."""
    page = window.ticket_page
    page.answering.bar.reopen.click()
    page.composer.edit.setPlainText("Τρέχει ακόμα λάδι.")
    if with_file:
        image = QImage(40, 30, QImage.Format.Format_RGB32)
        image.fill(QColor("#336699"))
        page.composer.picture_asked.emit(_png(image), "φωτογραφία.png")
        qtbot.waitUntil(lambda: len(page.composer.files) == 1, timeout=PATIENCE)
    page.composer.send_button.click()
    qtbot.waitUntil(lambda: page.shown is not None and not page.shown.is_closed, timeout=PATIENCE)


def _png(image: QImage) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def said(view: TicketView) -> list[tuple[str, str, int]]:
    return [(one.event_name, one.text, len(one.attachments)) for one in view.entries[1:]]


def test_reopening_with_a_file_arrives_as_status_word_and_file_in_this_order(
    window: Workbench, session: AccountSession, ticket: str, qtbot: QtBot
) -> None:
    write(window, qtbot)
    assert is_closed(session, ticket), "pending on the screen, not yet at the helpdesk"

    def is_there() -> bool:
        view = session.views.ticket_at_helpdesk(ticket)
        return view is not None and not view.is_closed and sum(len(one.attachments) for one in view.entries) == 3

    qtbot.waitUntil(is_there, timeout=PATIENCE)
    view = session.views.ticket_at_helpdesk(ticket)
    assert view is not None
    # Told by the clocks of two computers: what was said stands where the person pressed the button, what happened where it did.
    assert sorted(said(view)[-3:]) == [("", "", 1), ("", "Τρέχει ακόμα λάδι.", 0), ("status", "", 0)]
    qtbot.waitUntil(lambda: session.views.ticket(ticket).changes == (), timeout=PATIENCE)  # type: ignore[union-attr]
    page = window.ticket_page
    page.header.history.setChecked(True)
    assert [what for what, *_ in page.history.lines][-2:] == ["Status: New → Closed", "Status: Closed → Open"]


def test_reopening_taken_back_comes_back_whole(
    window: Workbench, session: AccountSession, ticket: str, qtbot: QtBot
) -> None:
    write(window, qtbot)
    page = window.ticket_page

    def undo() -> QPushButton | None:
        buttons = [one for row in page.timeline.rows for one in row.findChildren(QPushButton)]
        return next((one for one in buttons if one.text() == "Undo" and one.isVisible()), None)

    qtbot.waitUntil(lambda: undo() is not None, timeout=PATIENCE)
    button = undo()
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: page.composer.text == "Τρέχει ακόμα λάδι.", timeout=PATIENCE)
    assert [file.name for file in page.composer.files] == ["φωτογραφία.png"]
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.is_closed, timeout=PATIENCE)
    assert page.composer.isVisible()
    assert page.composer.send_button.accessibleName() == "Reopen ticket"
    assert [one for one in session.views.outbox() if not one.state.is_settled] == []
    assert is_closed(session, ticket)


def test_without_a_network_it_is_reopened_here_and_later_there(
    window: Workbench, session: AccountSession, helpdesk: RunningSandbox, ticket: str, qtbot: QtBot
) -> None:
    helpdesk.stop()
    write(window, qtbot, with_file=False)
    page = window.ticket_page
    shown = page.shown
    assert shown is not None
    last = shown.entries[-1]
    assert (last.kind, last.text) == (MessageKind.EVENT, "Τρέχει ακόμα λάδι.")
    page.header.history.setChecked(True)
    assert "not sent yet" in page.history.lines[-1][2]
    with RunningSandbox(helpdesk.data, port=urlsplit(helpdesk.url).port or 0):
        session.sync_now()
        qtbot.waitUntil(lambda: not is_closed(session, ticket), timeout=PATIENCE)


def test_all_files_are_saved_also_those_that_have_to_be_fetched(
    window: Workbench, session: AccountSession, helpdesk: RunningSandbox, ticket: str, tmp_path: Path, qtbot: QtBot
) -> None:
    page = window.ticket_page
    files = [file for entry in page.shown.entries for file in entry.attachments]  # type: ignore[union-attr]
    assert len(files) == 2
    local = session.attachments.local_file(files[1].sha256)
    assert local is not None
    local.unlink()
    folder = tmp_path / "out"
    folder.mkdir()
    page.files.save_all_in(folder)
    qtbot.waitUntil(lambda: not page.files.is_saving, timeout=PATIENCE)
    assert page.strip.words == "Saved in “out”: 2 file(s)."
    assert {path.name for path in folder.iterdir()} == {"θόρυβος.txt", "θόρυβος (2).txt"}
    assert {path.read_bytes() for path in folder.iterdir()} == {b"one", b"two"}

    again = session.attachments.local_file(files[1].sha256)
    assert again is not None
    again.unlink()
    helpdesk.stop()
    page.files.save_all_in(folder)
    qtbot.waitUntil(lambda: not page.files.is_saving, timeout=PATIENCE)
    assert "can't be fetched now: “θόρυβος.txt”" in page.strip.words
    assert len(list(folder.iterdir())) == 3


def test_what_a_closed_ticket_was_about_goes_on_in_a_new_one_that_knows_it(
    window: Workbench, session: AccountSession, ticket: str, qtbot: QtBot
) -> None:
    page = window.ticket_page
    with qtbot.waitSignal(window.edit_ticket_requested, timeout=PATIENCE) as asked:
        page.answering.go_on_in_new()
    assert asked.args is not None
    draft = asked.args[0]
    number = page.shown.number  # type: ignore[union-attr]
    assert draft.description == f"This goes on from ticket #{number}."
    assert (draft.subject, draft.request_type) == ("Pump stops", "question")
