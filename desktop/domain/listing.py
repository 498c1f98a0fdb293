"""Which tickets a person wants to see, and in what order, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.catalogue import StatusKind
from desktop.domain.change_state import ChangeState
from desktop.domain.instant import Instant
from desktop.domain.machine import Machine
from desktop.domain.ticket import Side


class Folder(StrEnum):
    """The standing lists of the side bar."""

    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"
    MINE = "mine"
    COMPANY = "company"


class Order(StrEnum):
    """What stands on top: the latest, the highest number, the first of the alphabet, the most urgent."""

    ACTIVITY = "activity"
    CREATED = "created"
    NUMBER = "number"
    SUBJECT = "subject"
    PRIORITY = "priority"


@dataclass(frozen=True, slots=True)
class Listing:
    """A question to the cache. Every part narrows; `text` searches everything, whatever the folder.

    `category` belongs to a `request_type`: its id says nothing without it. `backwards` turns the order round. What was found stands
    with the newest on top, unless another order than by activity was asked for.
    """

    folder: Folder = Folder.OPEN
    order: Order = Order.ACTIVITY
    text: str = ""
    machine_id: str = ""
    request_type: str = ""
    unread_only: bool = False
    category: str = ""
    backwards: bool = False


KINDS: dict[Folder, frozenset[StatusKind]] = {
    Folder.WAITING: frozenset({StatusKind.WAITING, StatusKind.ANSWERED}),
    Folder.OPEN: frozenset({StatusKind.NEW, StatusKind.OPEN, StatusKind.WAITING, StatusKind.ANSWERED}),
    Folder.CLOSED: frozenset({StatusKind.CLOSED}),
    Folder.MINE: frozenset(StatusKind),
    Folder.COMPANY: frozenset(StatusKind),
}
"""Which kinds of status a folder shows. All but `company` show only the person's own tickets."""


@dataclass(frozen=True, slots=True)
class TicketRow:
    """What one row of a list shows. `number` is empty while the ticket exists only here.

    `machine_name` is what the machine is called, be it in the helpdesk's list or not. `author` is who opened it, empty for what exists only
    here. `state` is the state of the most pressing change on the ticket, None when there is none.
    """

    id: str
    number: str
    subject: str
    kind: StatusKind
    status: str
    request_type: str
    machine_id: str
    machine_name: str
    last_at: Instant
    last_author: str
    last_side: Side
    last_text: str
    mine: bool = True
    unread: bool = False
    state: ChangeState | None = None
    problem_code: str = ""
    category: str = ""
    priority: str = ""
    created_at: Instant = 0
    author: str = ""


@dataclass(frozen=True, slots=True)
class MachineRow:
    """A machine with what its tickets say: how many in all, how many of them open, and when the last one moved (0: never)."""

    machine: Machine
    tickets: int = 0
    open_tickets: int = 0
    last_at: Instant = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of the side bar."""

    waiting: int = 0
    open: int = 0
    closed: int = 0
    company: int = 0
    unread: int = 0
    machines: int = 0
    outbox: int = 0
    needs_person: int = 0
    unread_announcements: int = 0
