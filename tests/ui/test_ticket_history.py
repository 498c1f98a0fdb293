"""What happened to a ticket stands in a table: what, who, when, the unsent too; a line leads to its place in the conversation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.change import Change, EditTicket, SetStatus, StatusTarget, TicketFields
from desktop.domain.instant import MINUTE
from desktop.domain.projection import Entry
from desktop.domain.ticket import MessageKind
from desktop.settings import Settings
from desktop.ui.timeline import BATCH
from desktop.ui.workbench import Workbench
from tests.ui.window_account import ANNA, LUCA, PlainAccount, PlainViews, now, plausible_ticket


def an_event(id: str, name: str, before: str, after: str, **more: object) -> Entry:
    entry = Entry(id, LUCA, "", now() - MINUTE, MessageKind.EVENT, "", name, before, after)
    return replace(entry, **more)  # type: ignore[arg-type]


def eventful() -> PlainViews:
    ticket = plausible_ticket()
    closing = Change("c", "p101", SetStatus(StatusTarget.CLOSED), now())
    edit = Change("e", "p101", EditTicket(TicketFields(priority="high"), TicketFields(priority=""), 3), now())
    more = (
        an_event("a1", "assignee", "", "Luca"),
        an_event("a2", "priority", "", "high"),
        an_event("a3", "machine-state", "ok", "down", author=ANNA, mine=True),
        an_event("a4", "subject", "Pump", "Pump P-101", author=ANNA, mine=True),
        an_event("a5", "priority", "high", ""),
        an_event("e", "details", "", "", author=ANNA, mine=True, change=edit),
        an_event("c", "status", "answered", "closed", author=ANNA, mine=True, change=closing),
    )
    talk = tuple(Entry(f"t{n}", LUCA, f"Said {n}", now() - MINUTE) for n in range(2 * BATCH))
    read = replace(ticket.entries[2], unread=False)
    entries = (*ticket.entries[:2], read, *talk, *more)
    return PlainViews(tickets={"p101": replace(ticket, entries=entries)})


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Workbench]:
    window = Workbench(PlainAccount(eventful()), Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_ticket("p101")
    yield window
    window.shut()


def test_every_event_is_a_line_and_nothing_that_was_said(window: Workbench) -> None:
    page = window.ticket_page
    assert page.history.isHidden()
    page.header.history.click()
    lines = page.history.lines
    assert [(what, who) for what, who, _ in lines] == [
        ("Opened", "You"),
        ("Status: New → Open", "Luca"),
        ("In charge: Luca", "Luca"),
        ("Priority: High", "Luca"),
        ("Machine state: Running → Stopped", "You"),
        ("Subject: Pump → Pump P-101", "You"),
        ("Priority: High → none", "Luca"),
        ("Priority: High", "You"),
        ("Status: Answered → Closed", "You"),
    ]
    assert [("not sent yet" in when) for *_, when in lines] == [
        True,
        False,
        False,
        False,
        False,
        False,
        False,
        True,
        True,
    ]


def test_a_line_leads_to_its_place_also_far_up(window: Workbench, qtbot: QtBot) -> None:
    page = window.ticket_page
    qtbot.keySequence(window.ticket_list.view, "Ctrl+H")
    table = page.history.table
    assert table.hasFocus()
    assert page.timeline.built < len(page.shown.entries)  # type: ignore[union-attr]
    table.setCurrentItem(table.topLevelItem(1))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    row = next(row for row in page.timeline.rows if row.entry is not None and row.entry.id == "e1")
    top = row.mapTo(page.timeline.viewport(), row.rect().topLeft()).y()
    assert 0 <= top < page.timeline.viewport().height()
    assert page.timeline.hasFocus()


def test_escape_puts_it_away(window: Workbench, qtbot: QtBot) -> None:
    page = window.ticket_page
    page.header.history.click()
    qtbot.keySequence(page.history.table, "Escape")
    assert page.history.isHidden()
    assert not page.header.history.isChecked()


def test_it_follows_what_happens(window: Workbench) -> None:
    page = window.ticket_page
    page.header.history.click()
    before = len(page.history.lines)
    account = page._session
    shown = account.views.tickets["p101"]  # type: ignore[attr-defined]
    account.views.tickets["p101"] = replace(  # type: ignore[attr-defined]
        shown, entries=(*shown.entries, an_event("new", "status", "closed", "open"))
    )
    account.cache_changed.emit(frozenset())
    assert len(page.history.lines) == before + 1
    assert page.history.lines[-1][0] == "Status: Closed → Open"
