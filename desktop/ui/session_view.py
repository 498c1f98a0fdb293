"""What the window needs from an account, as one interface.

The account session of the runtime is one; the gallery and the tests hand in others. Everything here is called on the GUI thread;
questions and actions answer there as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from desktop.domain.account import Helpdesk, Person
from desktop.domain.announcement import AnnouncementRow, Offering, Service
from desktop.domain.catalogue import Catalogue
from desktop.domain.change import Change, FrozenFile
from desktop.domain.draft import ReplyDraft
from desktop.domain.listing import Counts, Listing, MachineRow, TicketRow
from desktop.domain.machine import Machine
from desktop.domain.projection import TicketView
from desktop.domain.recurrence import Occurrence
from desktop.domain.ticket import Attachment, Contact
from desktop.errors import WorldError
from desktop.ui.wording.link import Link

T = TypeVar("T")


class ViewsLike(Protocol):
    """Short reads: the cache with the outbox laid over it (`storage.views.Views`)."""

    def ticket_ids(self, listing: Listing) -> list[str]:
        """The ids of a list in its order; may take a while, so only through `SessionView.read`."""
        ...

    def rows(self, ids: Sequence[str]) -> dict[str, TicketRow]:
        """The rows of these tickets; unknown ids are left out."""
        ...

    def ticket(self, id: str) -> TicketView | None:
        """One ticket."""
        ...

    def ticket_at_helpdesk(self, id: str) -> TicketView | None:
        """One ticket without anything pending; None when the helpdesk has none."""
        ...

    def contacts(self) -> list[Contact]:
        """The company's contacts."""
        ...

    def id_of_number(self, number: str) -> str | None:
        """The id of the ticket with this number."""
        ...

    def counts(self) -> Counts:
        """Figures of the side bar."""
        ...

    def machines(self) -> list[MachineRow]:
        """All machines with the figures of their tickets."""
        ...

    def machine(self, id: str) -> Machine | None:
        """One machine."""
        ...

    def announcements(self) -> list[AnnouncementRow]:
        """All announcements, newest first, read and unread."""
        ...

    def occurrences(self, machine_id: str) -> list[Occurrence]:
        """The tickets about a machine within a year, for `domain.recurrence.happened_again`."""
        ...

    def services(self) -> list[Service]:
        """Active services."""
        ...

    def offerings(self) -> list[Offering]:
        """What else can be had."""
        ...

    def outbox(self) -> list[Change]:
        """Everything on its way, and what was sent lately."""
        ...

    def change(self, id: str) -> Change | None:
        """One change."""
        ...

    def reply_draft(self, ticket_id: str) -> ReplyDraft | None:
        """The reply being written to a ticket."""
        ...


class AttachmentsView(Protocol):
    """Files on their way in and out of the account."""

    def attach(
        self, source: Path | bytes, name: str, then: Callable[[FrozenFile], None], failed: Callable[[WorldError], None]
    ) -> None:
        """Take a file, or bytes that have none, into the store."""
        ...

    def fetch(
        self,
        attachment: Attachment,
        then: Callable[[Path], None],
        failed: Callable[[WorldError], None],
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Bring an attachment's bytes here. `progress` gets the bytes on disk, on another thread; a WorldError that it raises ends it."""
        ...

    def local_file(self, sha256: str) -> Path | None:
        """Where the bytes are, if they are here already."""
        ...


class SessionView(Protocol):
    """One account, as the window sees it.

    The signals are Qt signals: `opened()`, `failed(WorldError)`, `cache_changed(frozenset of topics)`, `outbox_changed()`,
    `link_changed(LinkState)`, `sync_progress(SyncProgress | None)`. They are typed loosely because a Protocol can't describe a
    Qt signal.
    """

    opened: Any
    failed: Any
    cache_changed: Any
    outbox_changed: Any
    link_changed: Any
    sync_progress: Any

    @property
    def is_open(self) -> bool:
        """Whether `views`, `helpdesk` and `person` may be asked."""
        ...

    @property
    def link(self) -> Link:
        """How the line is now."""
        ...

    @property
    def views(self) -> ViewsLike:
        """Readable once `opened` was emitted."""
        ...

    @property
    def helpdesk(self) -> Helpdesk:
        """The server."""
        ...

    @property
    def person(self) -> Person:
        """Who is signed in."""
        ...

    @property
    def catalogue(self) -> Catalogue:
        """What there is to choose from."""
        ...

    @property
    def attachments(self) -> AttachmentsView:
        """Files in and out."""
        ...

    @property
    def mail_folder(self) -> Path:
        """Where letters that a mail program opens are put."""
        ...

    def perform(
        self,
        action: Callable[..., T],
        *arguments: object,
        then: Callable[[T], None] | None = None,
        failed: Callable[[WorldError], None] | None = None,
    ) -> None:
        """Run `action(desk, *arguments)` on the writer lane."""
        ...

    def read(self, question: Callable[[Any], T], then: Callable[[T], None]) -> None:
        """Run `question(views)` on the reader lane."""
        ...

    def sync_now(self) -> None:
        """Push and pull at once."""
        ...

    def waits_for_line(self, change: Change) -> bool:
        """Whether the change's large files wait for a connection that is not metered."""
        ...

    def send_anyway(self, change_id: str = "") -> None:
        """Send them all the same, those of all changes without an id; it holds until the connection is another one."""
        ...
