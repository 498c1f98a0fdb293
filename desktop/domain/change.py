"""What a person did, waiting to be sent.

A change's id is a UUIDv7 made when the person presses the button; it goes along on every attempt, so that the server can tell a
repetition from a second wish. For a new ticket or message the id of the change is the id of the thing itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.domain.change_state import ChangeState
from desktop.domain.instant import Instant
from desktop.domain.ticket import Contact


@dataclass(frozen=True, slots=True)
class FrozenFile:
    """A file whose bytes lie in our store under their `sha256` (hex); `size` in bytes. `id` becomes the attachment's id."""

    id: str
    sha256: str
    name: str
    size: int
    mime: str


class StatusTarget(StrEnum):
    """Where a person can bring a ticket."""

    CLOSED = "closed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """A new ticket. Empty texts mean "none".

    `machine_unlisted` is what the person wrote about a machine that is not in the list; it stands in place of `machine_id`.
    """

    subject: str
    description: str
    request_type: str
    category: str = ""
    machine_id: str = ""
    machine_state: str = ""
    priority: str = ""
    contacts: tuple[Contact, ...] = ()
    files: tuple[FrozenFile, ...] = ()
    machine_unlisted: str = ""


@dataclass(frozen=True, slots=True)
class AddMessage:
    """A reply."""

    text: str
    files: tuple[FrozenFile, ...] = ()


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Close or reopen, with an optional last word.

    `seen_version` is the ticket's version that the person looked at. `seen` has the ids of the messages of others that stood in front of
    them; None when nobody looked (a script). The version alone does not say what was seen: the server's answer to a change of our own
    moves it on before the messages in between are here, and messages are ordered by their writers' clocks, so the last one proves nothing.
    """

    target: StatusTarget
    text: str = ""
    seen_version: int = 0
    files: tuple[FrozenFile, ...] = ()
    seen: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class TicketFields:
    """Some of a ticket's fields; None says nothing about a field, empty means that it has no value."""

    subject: str | None = None
    priority: str | None = None
    category: str | None = None
    machine_state: str | None = None
    contacts: tuple[Contact, ...] | None = None


@dataclass(frozen=True, slots=True)
class EditTicket:
    """Other values for some fields of a ticket.

    `before` has what the person saw in those same fields, `base_version` is the ticket's version that they saw.
    """

    after: TicketFields
    before: TicketFields
    base_version: int

    @property
    def files(self) -> tuple[FrozenFile, ...]:
        """Nothing goes along."""
        return ()

    @property
    def text(self) -> str:
        """What was typed: the other subject, if there is one."""
        return self.after.subject or ""


Deed = OpenTicket | AddMessage | SetStatus | EditTicket


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a change waits or needs the person. `code` is the server's or ours; `detail` is the server's own sentence, if any.

    `merged_into` is the id of the ticket in which this one goes on, where the server said so.
    """

    code: str
    detail: str = ""
    pointers: tuple[tuple[str, str], ...] = ()
    merged_into: str = ""


ID_TAKEN = "id-reused"
"""The problem's code when the server has something else under the change's id (open API, promise 1)."""


@dataclass(frozen=True, slots=True)
class Upload:
    """How far one file of a change is. `offset` in bytes, as last heard from the server.

    `url` is empty until the server gave one; it may be a secret in itself, and is not shown.
    """

    file: FrozenFile
    url: str = field(default="", repr=False)
    offset: int = 0
    done: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the outbox.

    `ticket_id` is the ticket it belongs to (its own id for a new ticket); `not_before` is the earliest time of the next attempt.
    `doubt_at` is since when nobody knows whether an attempt had an effect (0: no doubt), `negative_looks` how often the server was asked
    since and did not know the change. `mailed_at` is when it was first handed to e-mail (0: never). `stands_as` is the id under which the
    helpdesk has what went by e-mail (empty: not known to have it); the `ticket_id` of a new ticket is from then on that of the ticket in
    which it stands: that same one, or another one where it became a message.
    """

    id: str
    ticket_id: str
    deed: Deed
    made_at: Instant
    state: ChangeState = ChangeState.QUEUED
    not_before: Instant = 0
    attempts: int = 0
    problem: Problem | None = None
    uploads: tuple[Upload, ...] = ()
    number: str = ""
    settled_at: Instant = 0
    doubt_at: Instant = 0
    negative_looks: int = 0
    mailed_at: Instant = 0
    stands_as: str = ""

    @property
    def files(self) -> tuple[FrozenFile, ...]:
        """The files that go along."""
        return self.deed.files

    @property
    def bytes_total(self) -> int:
        """Size of all its files."""
        return sum(file.size for file in self.files)

    @property
    def bytes_sent(self) -> int:
        """How much of them the server has confirmed."""
        return sum(upload.file.size if upload.done else upload.offset for upload in self.uploads)
