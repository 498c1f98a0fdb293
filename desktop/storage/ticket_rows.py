"""Tickets and messages as rows of the cache: their columns, what is bound for them, and back."""

from __future__ import annotations

from typing import cast

import msgspec

from desktop.domain.catalogue import StatusKind
from desktop.domain.projection import first_line
from desktop.domain.ticket import Author, Contact, Event, Message, MessageKind, Side, Ticket
from desktop.storage.database import Row

TICKET_COLUMNS = (
    "id, number, subject, description, request_type, status, kind, author_id, author_name, author_side, created_at, updated_at, "
    "version, category, machine_id, machine_state, priority, company_id, assignee_id, contacts, "
    "machine_unlisted"
)
MESSAGE_COLUMNS = "id, ticket_id, author_id, author_name, author_side, text, created_at, kind, html, event_name, event_before, event_after"


def ticket_values(ticket: Ticket, me: str, generation: int) -> dict[str, object]:
    """What is bound for a ticket in the statements of `tickets`; `me` is the person's own id."""
    return {
        "base": ticket.created_at * 1024,
        "id": ticket.id,
        "number": ticket.number,
        "subject": ticket.subject,
        "description": ticket.description,
        "request_type": ticket.request_type,
        "status": ticket.status,
        "kind": ticket.kind.value,
        "author_id": ticket.author.id,
        "author_name": ticket.author.name,
        "author_side": ticket.author.side.value,
        "created_at": ticket.created_at,
        "updated_at": ticket.updated_at,
        "version": ticket.version,
        "category": ticket.category,
        "machine_id": ticket.machine_id,
        "machine_state": ticket.machine_state,
        "priority": ticket.priority,
        "company_id": ticket.company_id,
        "assignee_id": ticket.assignee_id,
        "contacts": msgspec.json.encode(ticket.contacts).decode(),
        "machine_unlisted": ticket.machine_unlisted,
        "mine": int(ticket.author.id == me),
        "generation": generation,
        "preview": first_line(ticket.description),
    }


def message_values(message: Message, generation: int) -> dict[str, object]:
    """What is bound for a message in the statements of `tickets`."""
    event = message.event
    return {
        "base": message.created_at * 1024,
        "id": message.id,
        "ticket_id": message.ticket_id,
        "author_id": message.author.id,
        "author_name": message.author.name,
        "author_side": message.author.side.value,
        "text": message.text,
        "created_at": message.created_at,
        "kind": message.kind.value,
        "html": message.html,
        "event_name": event.name if event else "",
        "event_before": event.before if event else "",
        "event_after": event.after if event else "",
        "generation": generation,
    }


def ticket_of(row: Row) -> Ticket:
    """The ticket of a row of `TICKET_COLUMNS`."""
    text = cast("tuple[str, ...]", row)
    numbers = cast("tuple[int, ...]", row)
    return Ticket(
        id=text[0],
        number=text[1],
        subject=text[2],
        description=text[3],
        request_type=text[4],
        status=text[5],
        kind=StatusKind(text[6]),
        author=Author(text[7], text[8], Side(text[9])),
        created_at=numbers[10],
        updated_at=numbers[11],
        version=numbers[12],
        category=text[13],
        machine_id=text[14],
        machine_state=text[15],
        priority=text[16],
        company_id=text[17],
        assignee_id=text[18],
        contacts=msgspec.json.decode(text[19], type=tuple[Contact, ...]),
        machine_unlisted=text[20],
    )


def message_of(row: Row) -> Message:
    """The message of a row of `MESSAGE_COLUMNS`."""
    text = cast("tuple[str, ...]", row)
    return Message(
        id=text[0],
        ticket_id=text[1],
        author=Author(text[2], text[3], Side(text[4])),
        text=text[5],
        created_at=cast("int", row[6]),
        kind=MessageKind(text[7]),
        html=text[8],
        event=Event(text[9], text[10], text[11]) if text[9] else None,
    )
