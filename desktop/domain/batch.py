"""What a pull brings: entities that came or changed, and those that went."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.announcement import Announcement, Offering, Service
from desktop.domain.machine import Machine
from desktop.domain.ticket import Attachment, Author, Contact, Message, Ticket

Entity = Ticket | Message | Attachment | Machine | Announcement | Service | Offering | Contact | Author
"""Everything a server can send; `Author` stands for the wire's `person`."""


class EntityType(StrEnum):
    """The wire's names of the entities."""

    TICKET = "ticket"
    MESSAGE = "message"
    ATTACHMENT = "attachment"
    MACHINE = "machine"
    ANNOUNCEMENT = "announcement"
    SERVICE = "service"
    OFFERING = "offering"
    CONTACT = "contact"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Removal:
    """An entity that was deleted, or that we may no longer see."""

    type: EntityType
    id: str


@dataclass(frozen=True, slots=True)
class Batch:
    """One page of a pull. `cursor` is where the next one starts; it is stored in the same transaction as the rows."""

    upserts: tuple[Entity, ...] = ()
    removals: tuple[Removal, ...] = ()
    cursor: str = ""
    has_more: bool = False
    epoch: str = ""


@dataclass(frozen=True, slots=True)
class SnapshotPage:
    """One page of the first pull. `total` counts all items, 0 when the server does not know."""

    items: tuple[Entity, ...]
    resume_cursor: str
    next_page: str = ""
    total: int = 0
