"""Plausible values for tests: every argument that does not matter has a default."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.account_identity import Identity, establish_identity
from desktop.actions.desk import Desk
from desktop.domain.account import Feature, Helpdesk, Limits, Person, Tokens
from desktop.domain.catalogue import (
    Catalogue,
    MachineNeed,
    MachineState,
    Priority,
    RequestType,
    Status,
    StatusKind,
    Words,
)
from desktop.domain.change import AddMessage, Change, FrozenFile, OpenTicket
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.listing import TicketRow
from desktop.domain.machine import Machine
from desktop.domain.ticket import Attachment, Author, Contact, Message, Side, Ticket
from desktop.reading_side import ReadingSide
from desktop.storage.accounts import Account, Lock
from desktop.workspace import Workspace

NOON = 1_763_985_600_000
"""An instant: 2025-11-24 12:00 UTC."""

ANNA = Author("p-anna", "Anna Rossi", Side.CUSTOMER)
MARCO = Author("p-marco", "Marco Bianchi", Side.CUSTOMER)
LUCA = Author("p-luca", "Luca", Side.SUPPORT)

_numbers = itertools.count(1)


def an_id(prefix: str = "") -> str:
    """An id like those of a real server; unique in the run of the tests."""
    return f"{prefix}01934f2a-0000-7000-8000-{next(_numbers):012x}"


def words(english: str, italian: str = "") -> Words:
    return Words({"en": english, **({"it": italian} if italian else {})})


def a_catalogue() -> Catalogue:
    return Catalogue(
        request_types=(
            RequestType(
                "fault",
                words("Technical fault", "Guasto"),
                words("A machine does not do what it should."),
                MachineNeed.REQUIRED,
                words("What I did:\nWhat happened:\n"),
            ),
            RequestType("parts", words("Spare parts"), words("Offers and orders."), MachineNeed.OPTIONAL),
            RequestType("question", words("Question"), words("Anything else."), MachineNeed.NONE),
        ),
        machine_states=(
            MachineState("running", words("Running"), 0),
            MachineState("faulty", words("Running with faults"), 1),
            MachineState("stopped", words("Stopped"), 2),
        ),
        priorities=(
            Priority("normal", words("Normal"), words("How-to."), 1),
            Priority("high", words("High"), words("Stops you."), 2),
        ),
        statuses=tuple(
            Status(kind.value, words(kind.value.title()), kind, kind is StatusKind.CLOSED) for kind in StatusKind
        ),
    )


def a_helpdesk(**parts: Any) -> Helpdesk:
    defaults: dict[str, Any] = {
        "address": "http://127.0.0.1:8000",
        "kind": "sportello",
        "name": "Macchine Verdi",
        "features": frozenset(
            {
                Feature.MACHINES.value,
                Feature.MACHINE_STATES.value,
                Feature.CONTACTS.value,
                Feature.COMPANY_TICKETS.value,
                Feature.REOPEN.value,
            }
        ),
        "limits": Limits(max_upload_bytes=1_000_000, max_attachments=5),
    }
    return Helpdesk(**(defaults | parts))


def a_person(**parts: Any) -> Person:
    defaults: dict[str, Any] = {
        "id": ANNA.id,
        "name": ANNA.name,
        "email": "anna@rossi.example",
        "company_id": "c-rossi",
    }
    return Person(**(defaults | parts))


def a_machine(**parts: Any) -> Machine:
    defaults: dict[str, Any] = {
        "id": an_id("m-"),
        "name": "Pump P-101",
        "serial": "SN-4471",
        "site": "Torino",
        "line": "Press line 2",
    }
    return Machine(**(defaults | parts))


def a_ticket(**parts: Any) -> Ticket:
    number = str(10_000 + next(_numbers))
    kind = parts.get("kind", StatusKind.OPEN)
    defaults: dict[str, Any] = {
        "id": an_id(),
        "number": number,
        "subject": f"Pump stops after warm-up ({number})",
        "description": "Since this morning the pump stops.",
        "request_type": "fault",
        "status": kind.value,
        "kind": kind,
        "author": ANNA,
        "created_at": NOON + int(number) * 1000,
        "updated_at": NOON + int(number) * 1000,
        "company_id": "c-rossi",
    }
    return Ticket(**(defaults | parts))


def a_message(ticket_id: str, **parts: Any) -> Message:
    defaults: dict[str, Any] = {
        "id": an_id(),
        "ticket_id": ticket_id,
        "author": LUCA,
        "text": "Please send the serial number.",
        "created_at": NOON + 100_000_000 + next(_numbers) * 1000,
    }
    return Message(**(defaults | parts))


def an_attachment(ticket_id: str, **parts: Any) -> Attachment:
    defaults: dict[str, Any] = {
        "id": an_id(),
        "ticket_id": ticket_id,
        "sha256": "ab" * 32,
        "name": "piastra P-101.jpg",
        "size": 3_100_000,
        "mime": "image/jpeg",
    }
    return Attachment(**(defaults | parts))


def a_file(**parts: Any) -> FrozenFile:
    defaults: dict[str, Any] = {
        "id": an_id(),
        "sha256": "cd" * 32,
        "name": "photo.jpg",
        "size": 1000,
        "mime": "image/jpeg",
    }
    return FrozenFile(**(defaults | parts))


def a_ticket_draft(**parts: Any) -> TicketDraft:
    defaults: dict[str, Any] = {
        "id": an_id(),
        "request_type": "fault",
        "machine_id": "m-1",
        "machine_state": "faulty",
        "subject": "Pump P-101 stops",
        "description": "It stops after five minutes, E-217.",
        "contacts": (Contact("", "Marco Bianchi", "marco@rossi.example"),),
    }
    return TicketDraft(**(defaults | parts))


def a_reply(ticket_id: str, text: str = "Serial DR-88213.", **parts: Any) -> ReplyDraft:
    return ReplyDraft(ticket_id=ticket_id, text=text, **parts)


def an_opening(**parts: Any) -> Change:
    id = parts.pop("id", an_id())
    deed = OpenTicket(
        subject="Conveyor squeaks", description="Since yesterday.", request_type="fault", machine_id="m-1"
    )
    return Change(**({"id": id, "ticket_id": id, "deed": deed, "made_at": NOON} | parts))


def an_answer(ticket_id: str, text: str = "The fan does not run.", **parts: Any) -> Change:
    return Change(**({"id": an_id(), "ticket_id": ticket_id, "deed": AddMessage(text), "made_at": NOON + 1} | parts))


def a_row(**parts: Any) -> TicketRow:
    defaults: dict[str, Any] = {
        "id": an_id(),
        "number": "10234",
        "subject": "Pump P-101 stops after warm-up",
        "kind": StatusKind.OPEN,
        "status": "open",
        "request_type": "fault",
        "machine_id": "m-1",
        "machine_name": "Pump P-101",
        "last_at": NOON,
        "last_author": "Luca",
        "last_side": Side.SUPPORT,
        "last_text": "Please send the serial number.",
    }
    return TicketRow(**(defaults | parts))


@dataclass
class SetClock:
    """A clock that goes on only when told."""

    at: int = NOON + 1_000_000_000

    def __call__(self) -> int:
        return self.at

    def go_on(self, milliseconds: int) -> None:
        self.at += milliseconds


@dataclass
class OpenAccount:
    """An account on disk with everything around it, for tests below the window."""

    workspace: Workspace
    side: ReadingSide
    clock: SetClock
    key: bytes = field(repr=False, default=b"")

    @property
    def desk(self) -> Desk:
        return self.workspace.desk

    def cache(self, *entities: Any, first: bool = False) -> None:
        """Let the server's answers stand in the cache."""
        stores = self.workspace.stores(lambda work: work())
        with stores.cache.transaction():
            stores.tickets.apply(entities, me=ANNA.id, generation=1, first=first)
        while stores.search.index_some():
            pass


@contextmanager
def an_open_account(
    folder: Path, *, undo_time: int = 0, clock: SetClock | None = None, **parts: Any
) -> Iterator[OpenAccount]:
    """A signed-in account below `folder`, opened (again)."""
    key = b"k" * 32
    account = Account(folder / "account", "http://127.0.0.1:8000", "anna@rossi.example", "Macchine Verdi", Lock("none"))
    account.folder.mkdir(parents=True, exist_ok=True)
    helpdesk = parts.get("helpdesk", a_helpdesk())
    if not account.outbox.exists():
        establish_identity(
            account, key, Identity(helpdesk, parts.get("person", a_person()), "client-1"), Tokens("access", "refresh")
        )
    clock = clock or SetClock()
    workspace = Workspace(account, key, undo_time=undo_time, clock=clock)
    workspace.desk.catalogue.save_catalogue(parts.get("catalogue", a_catalogue()), "tag")
    side = workspace.views()
    try:
        yield OpenAccount(workspace, side, clock, key)
    finally:
        side.close()
        workspace.close()
