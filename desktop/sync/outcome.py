"""What a run of the engine tells: as it goes along, and at its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from desktop.domain.batch import EntityType
from desktop.domain.instant import Instant
from desktop.domain.notice import Notice
from desktop.errors import WorldError


class Topic(StrEnum):
    """What on the screens may have to be read again."""

    TICKETS = "tickets"
    MACHINES = "machines"
    CATALOGUE = "catalogue"
    ANNOUNCEMENTS = "announcements"
    SERVICES = "services"
    CONTACTS = "contacts"


TOPIC_OF = {
    EntityType.TICKET: Topic.TICKETS,
    EntityType.MESSAGE: Topic.TICKETS,
    EntityType.ATTACHMENT: Topic.TICKETS,
    EntityType.MACHINE: Topic.MACHINES,
    EntityType.ANNOUNCEMENT: Topic.ANNOUNCEMENTS,
    EntityType.SERVICE: Topic.SERVICES,
    EntityType.OFFERING: Topic.SERVICES,
    EntityType.CONTACT: Topic.CONTACTS,
    EntityType.PERSON: Topic.CONTACTS,
}


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """How far a sweep is: items done of `total` (0: unknown), and the seconds it will still take (None: unknown)."""

    done: int
    total: int
    seconds_left: float | None


class Listener(Protocol):
    """Who wants to know, as the run goes along. Called on the network lane."""

    def changed(self, topics: frozenset[Topic], ticket_ids: frozenset[str]) -> None:
        """The cache has new rows."""
        ...

    def outbox_moved(self) -> None:
        """A change or one of its uploads went on."""
        ...

    def progress(self, progress: SyncProgress | None) -> None:
        """A sweep went on; None when it is over."""
        ...

    def told(self, notices: tuple[Notice, ...]) -> None:
        """Something happened that deserves telling."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a run.

    `trouble` is what stopped it, None when everything went through. `next_attempt` is when a change's waiting time ends,
    `hold_until` until when the server asked to be left alone. `elsewhere`: another process does the sending, nothing was done here.
    `uploading` is how many files still go up. `vanished` tickets are no longer on the server and wait for the person's word.
    """

    trouble: WorldError | None = None
    sent: int = 0
    received: int = 0
    next_attempt: Instant | None = None
    hold_until: Instant = 0
    topics: frozenset[Topic] = field(default_factory=frozenset)
    elsewhere: bool = False
    uploading: int = 0
    vanished: int = 0
