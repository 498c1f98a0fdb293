"""On a connection that is paid by the byte large files wait, texts go, and the person is told and asked: real window, session and helpdesk.

Only what Qt says about this computer's network is scripted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.actions.open_ticket import open_ticket
from desktop.actions.sign_in import SignedIn
from desktop.domain.change import FrozenFile
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import TicketDraft
from desktop.runtime.account_session import AccountSession
from desktop.runtime.link_state import LinkKind
from desktop.settings import Settings
from desktop.stamps import new_id
from desktop.ui.controls import ElidedText
from desktop.ui.outbox_item import OutboxItem
from desktop.ui.side_bar import Page
from desktop.ui.workbench import Workbench
from tests.live_helpdesk import a_session, account, helpdesk
from tests.runtime.scripted_network import ScriptedNetwork

__all__ = ["account", "helpdesk"]

LARGE = 1_500_000
SMALL = 200_000
PATIENCE = 20_000


@pytest.fixture
def network() -> ScriptedNetwork:
    return ScriptedNetwork(metered=True)


@pytest.fixture
def session(qtbot: QtBot, account: SignedIn, network: ScriptedNetwork) -> Iterator[AccountSession]:
    with a_session(account, network=lambda: network) as session:
        with qtbot.waitSignal(session.opened, timeout=PATIENCE):
            session.open()
        qtbot.waitUntil(lambda: session.link.kind is LinkKind.ONLINE, timeout=PATIENCE)
        yield session


@pytest.fixture
def window(qtbot: QtBot, session: AccountSession, tmp_path: Path) -> Iterator[Workbench]:
    bench = Workbench(session, Settings(tmp_path / "settings.json"))
    bench.resize(1440, 900)
    bench.show()
    yield bench
    bench.shut()
    bench.deleteLater()


def a_ticket_with(qtbot: QtBot, session: AccountSession, size: int) -> str:
    """Open a ticket with a file of this size; its id."""
    files: list[FrozenFile] = []
    content = hashlib.sha256(str(size).encode()).digest() * (size // 32 + 1)
    session.attachments.attach(content[:size], f"foto {size}.jpg", files.append, lambda error: pytest.fail(str(error)))
    qtbot.waitUntil(lambda: bool(files), timeout=PATIENCE)
    subject = f"Con {size} byte" if size else "Solo testo"
    draft = TicketDraft(id=new_id(), request_type="question", subject=subject, description="Così.", files=tuple(files))
    session.perform(open_ticket, draft)
    qtbot.waitUntil(lambda: session.views.change(draft.id) is not None, timeout=PATIENCE)
    return draft.id


def is_sent(session: AccountSession, id: str) -> bool:
    change = session.views.change(id)
    return change is not None and change.state.is_settled


def until_held(qtbot: QtBot, session: AccountSession, count: int = 1) -> None:
    qtbot.waitUntil(lambda: session.link.held == count, timeout=PATIENCE)


def test_large_files_wait_and_everything_else_goes(qtbot: QtBot, session: AccountSession, window: Workbench) -> None:
    large = a_ticket_with(qtbot, session, LARGE)
    small = a_ticket_with(qtbot, session, SMALL)
    qtbot.waitUntil(lambda: is_sent(session, small), timeout=PATIENCE)
    until_held(qtbot, session)
    waiting = session.views.change(large)
    assert waiting is not None
    assert waiting.state is ChangeState.QUEUED
    assert waiting.bytes_sent == 0
    assert "Online" in window.strip.words
    assert "1 item(s) with large files" in window.strip.words or "1 item with large files waits" in window.strip.words
    assert "in a moment" not in window.strip.words


def item_of(window: Workbench, subject: str) -> OutboxItem:
    return next(one for one in window.outbox.items if subject in one.accessibleName())


def test_the_outbox_says_why_it_waits_and_one_press_sends_it_anyway(
    qtbot: QtBot, session: AccountSession, window: Workbench
) -> None:
    first = a_ticket_with(qtbot, session, LARGE)
    second = a_ticket_with(qtbot, session, LARGE + 1)
    until_held(qtbot, session, 2)
    window.go(Page.OUTBOX)
    qtbot.waitUntil(lambda: len(window.outbox.items) == 2)
    item = item_of(window, f"Con {LARGE} byte")
    assert "metered" in item.accessibleName()
    assert item.anyway.isVisible()
    assert not item.retry.isVisible()
    qtbot.mouseClick(item.anyway, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: is_sent(session, first), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not item.anyway.isVisible())
    assert not is_sent(session, second), "the other one was not asked for"
    assert session.link.held == 1


def test_the_strip_sends_all_that_waits(qtbot: QtBot, session: AccountSession, window: Workbench) -> None:
    ids = [a_ticket_with(qtbot, session, LARGE), a_ticket_with(qtbot, session, LARGE + 1)]
    until_held(qtbot, session, 2)
    button = window.strip._button
    assert button.text() == "Send anyway"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: all(is_sent(session, id) for id in ids), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not button.isVisible())
    assert session.link.held == 0


def test_it_goes_on_by_itself_when_the_line_is_another_one(
    qtbot: QtBot, session: AccountSession, network: ScriptedNetwork, window: Workbench
) -> None:
    id = a_ticket_with(qtbot, session, LARGE)
    until_held(qtbot, session)
    network.set_metered(False)
    qtbot.waitUntil(lambda: is_sent(session, id), timeout=PATIENCE)
    assert session.link.held == 0
    network.set_metered(True)
    again = a_ticket_with(qtbot, session, LARGE + 2)
    until_held(qtbot, session)
    assert not is_sent(session, again)


def test_whoever_switches_the_setting_off_waits_for_nothing(
    qtbot: QtBot, session: AccountSession, window: Workbench
) -> None:
    id = a_ticket_with(qtbot, session, LARGE)
    until_held(qtbot, session)
    session.set_spare_metered(False)
    qtbot.waitUntil(lambda: is_sent(session, id), timeout=PATIENCE)


def test_the_conversation_says_so_too(qtbot: QtBot, session: AccountSession, window: Workbench) -> None:
    id = a_ticket_with(qtbot, session, LARGE)
    until_held(qtbot, session)
    window.show_ticket(id)

    def words() -> str:
        return " ".join(one.text for one in window.ticket_page.findChildren(ElidedText) if one.isVisible())

    qtbot.waitUntil(lambda: "metered" in words(), timeout=PATIENCE)
    assert "in a moment" not in words()
