"""What a ticket is about, in the list's rows and in the ticket's head: nothing that is the same on every ticket of a helpdesk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.catalogue import Catalogue, Category, RequestType
from desktop.domain.listing import Folder
from desktop.settings import Settings
from desktop.ui.ticket_header import TicketHeader
from desktop.ui.ticket_list import TicketList
from tests.ui.window_account import (
    CATALOGUE,
    PlainAccount,
    PlainViews,
    a_row,
    plausible_machines,
    plausible_ticket,
    words,
)

TECHNICAL, INVOICES = Category("technical", words("Technical")), Category("invoices", words("Invoices"))
ONE_TYPE = replace(CATALOGUE, request_types=(RequestType("help", words("Help"), categories=(TECHNICAL, INVOICES)),))
TWO_TYPES = replace(
    CATALOGUE,
    request_types=(
        RequestType("help", words("Help"), categories=(TECHNICAL,)),
        RequestType("offer", words("Offer"), categories=(Category("technical", words("Made to measure")),)),
    ),
)


def row_says(catalogue: Catalogue, tmp_path: Path, qtbot: QtBot, **ticket: str) -> str:
    account = PlainAccount(PlainViews([a_row("1", "10159", "No site", **ticket)]))
    account.catalogue = catalogue
    tickets = TicketList(account, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(tickets)
    tickets.show_folder(Folder.OPEN)
    qtbot.waitUntil(lambda: tickets.model.ids == ["1"])
    said = tickets.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    return str(next(part for part in said.split(". ") if part.startswith("#")))


def head_says(catalogue: Catalogue, qtbot: QtBot, *, machine: bool = False, **ticket: str) -> dict[str, str]:
    header = TicketHeader()
    qtbot.addWidget(header)
    view = replace(plausible_ticket(), priority="", contacts=(), machine_state="", **ticket)
    header.show_ticket(view, plausible_machines()[0].machine if machine else None, catalogue, "en")
    return {caption: value for caption, value, _ in header.facts if caption not in ("Ticket", "Machine")}


@pytest.mark.parametrize(
    ("catalogue", "type", "category", "row", "head"),
    [
        (ONE_TYPE, "help", "technical", "Technical", {"Category": "Technical"}),
        (ONE_TYPE, "help", "", "Help", {"Type": "Help"}),
        (ONE_TYPE, "help", "of-tomorrow", "Help", {"Type": "Help"}),
        (TWO_TYPES, "help", "technical", "Help", {"Type": "Help", "Category": "Technical"}),
        (TWO_TYPES, "offer", "technical", "Offer", {"Type": "Offer", "Category": "Made to measure"}),
        (TWO_TYPES, "offer", "", "Offer", {"Type": "Offer"}),
        (TWO_TYPES, "of-tomorrow", "technical", "", {}),
    ],
)
def test_a_ticket_is_named_by_what_tells_it_from_others(
    tmp_path: Path,
    qtbot: QtBot,
    catalogue: Catalogue,
    type: str,
    category: str,
    row: str,
    head: dict[str, str],
) -> None:
    said = row_says(catalogue, tmp_path, qtbot, request_type=type, category=category)
    assert said == (f"#10159 · {row}" if row else "#10159")
    assert head_says(catalogue, qtbot, request_type=type, category=category) == head


def test_a_machine_stands_for_the_type_and_never_for_the_category(qtbot: QtBot) -> None:
    plain = head_says(TWO_TYPES, qtbot, machine=True, request_type="help", category="")
    assert plain == {}
    of_two = head_says(TWO_TYPES, qtbot, machine=True, request_type="help", category="technical")
    assert of_two == {"Type": "Help", "Category": "Technical"}
    of_one = head_says(ONE_TYPE, qtbot, machine=True, request_type="help", category="technical")
    assert of_one == {"Category": "Technical"}
