"""Tickets, their messages and attachments, as the server has them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.catalogue import StatusKind
from desktop.domain.instant import Instant


class Side(StrEnum):
    """On which side of the desk somebody sits."""

    CUSTOMER = "customer"
    SUPPORT = "support"


class MessageKind(StrEnum):
    """A message is something said, or something that happened."""

    REPLY = "reply"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote something."""

    id: str
    name: str
    side: Side = Side.CUSTOMER


@dataclass(frozen=True, slots=True)
class Contact:
    """A person to notify. `id` is empty for somebody typed in by hand."""

    id: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket. Ids refer to the catalogue and to machines; an empty text means "none".

    `machine_unlisted` is a machine that is not in the list, in the person's words; it stands in place of `machine_id`.
    """

    id: str
    number: str
    subject: str
    description: str
    request_type: str
    status: str
    kind: StatusKind
    author: Author
    created_at: Instant
    updated_at: Instant
    version: int = 1
    category: str = ""
    machine_id: str = ""
    machine_state: str = ""
    priority: str = ""
    company_id: str = ""
    assignee_id: str = ""
    contacts: tuple[Contact, ...] = ()
    machine_unlisted: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a ticket, for example its status going from one to another."""

    name: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of the conversation. `html` is kept only where a server has nothing else."""

    id: str
    ticket_id: str
    author: Author
    text: str
    created_at: Instant
    kind: MessageKind = MessageKind.REPLY
    html: str = ""
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a ticket; without `message_id` it belongs to the description. `sha256` in hex, `size` in bytes."""

    id: str
    ticket_id: str
    sha256: str
    name: str
    size: int
    mime: str
    message_id: str = ""
    created_at: Instant = 0
