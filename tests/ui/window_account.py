"""An account with plausible tickets for looking at the window and for tests of single widgets: plain values behind the window's door.

It answers as an open account does (reads and actions on the spot, or held back with `hold`), and keeps no state but these values.
Journeys use the real session.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QDateTime, QObject, Signal

from desktop.domain.account import Feature, Helpdesk, Person
from desktop.domain.announcement import Announcement, AnnouncementRow, Offering, Service
from desktop.domain.catalogue import (
    Catalogue,
    Category,
    MachineState,
    Priority,
    RequestType,
    Status,
    StatusKind,
    Words,
)
from desktop.domain.change import AddMessage, Change, FrozenFile, OpenTicket, Problem, Upload
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft
from desktop.domain.folding import fold
from desktop.domain.instant import DAY, HOUR, MINUTE, Instant
from desktop.domain.listing import KINDS, Counts, Listing, MachineRow, TicketRow
from desktop.domain.machine import Machine
from desktop.domain.projection import Entry, TicketView
from desktop.domain.recurrence import Occurrence
from desktop.domain.ticket import Attachment, Author, Contact, MessageKind, Side
from desktop.errors import Unreachable
from desktop.runtime.link_state import LinkKind, LinkState

ANNA = Author("anna", "Anna Rossi")
LUCA = Author("luca", "Luca", Side.SUPPORT)


def now() -> Instant:
    """The present moment."""
    return QDateTime.currentMSecsSinceEpoch()


def words(text: str) -> Words:
    """A text in English."""
    return Words({"en": text})


CATALOGUE = Catalogue(
    request_types=(
        RequestType("fault", words("Technical fault")),
        RequestType("admin", words("Administrative"), categories=(Category("invoice", words("Invoice")),)),
        RequestType("sales", words("Commercial")),
        RequestType("network", words("Network")),
    ),
    machine_states=(
        MachineState("ok", words("Running"), 0),
        MachineState("faulty", words("Running with faults"), 1),
        MachineState("down", words("Stopped"), 2),
    ),
    priorities=(Priority("high", words("High"), words("A function of your system stops you working."), 3),),
    statuses=(
        Status("new", words("New"), StatusKind.NEW),
        Status("open", words("Open"), StatusKind.OPEN),
        Status("waiting", words("Waiting"), StatusKind.WAITING),
        Status("answered", words("Answered"), StatusKind.ANSWERED),
        Status("closed", words("Closed"), StatusKind.CLOSED, final=True),
    ),
)

HELPDESK = Helpdesk(
    "https://desk.example",
    "sportello",
    "Meccanica Rossi",
    features=frozenset(one.value for one in Feature if one is not Feature.QUEUE_ORDER),
)
PERSON = Person("anna", "Anna Rossi", "anna@rossi.example", company_name="Meccanica Rossi")


def a_row(id: str, number: str, subject: str, kind: StatusKind = StatusKind.OPEN, **more: object) -> TicketRow:
    """A row of the list with sensible parts."""
    row = TicketRow(
        id=id,
        number=number,
        subject=subject,
        kind=kind,
        status=kind.value,
        request_type="fault",
        machine_id="",
        machine_name="",
        last_at=now() - HOUR,
        last_author="Luca",
        last_side=Side.SUPPORT,
        last_text="please send the serial number",
    )
    return replace(row, **more)  # type: ignore[arg-type]


def plausible_rows() -> list[TicketRow]:
    """The tickets of the pictures."""
    at = now()
    a = a_row
    return [
        a(
            "p101",
            "10234",
            "Pump P-101 stops after warm-up",
            StatusKind.ANSWERED,
            machine_id="p101",
            machine_name="Press line 2",
            last_at=at - 2 * MINUTE - 10_000,
            unread=True,
            last_text="please send the serial number and a photo of the drive",
        ),
        a(
            "conv",
            "",
            "Conveyor 4 squeaks on start",
            StatusKind.NEW,
            machine_id="c4",
            machine_name="Conveyor 4",
            last_at=at - 20_000,
            last_author="",
            last_side=Side.CUSTOMER,
            last_text="since yesterday evening, video attached",
            state=ChangeState.QUEUED,
        ),
        a(
            "greek",
            "10231",
            "Η πρέσα σταματά με σφάλμα E-217",
            StatusKind.WAITING,
            machine_name="Press 7",
            unread=True,
            last_at=at - HOUR - MINUTE,
            last_text="μπορείτε να κάνετε επανεκκίνηση του PLC;",
        ),
        a(
            "inv",
            "10229",
            "Invoice 2026/114 missing",
            StatusKind.OPEN,
            request_type="admin",
            category="invoice",
            last_at=at - DAY,
            last_author="",
            last_side=Side.CUSTOMER,
            last_text="the PDF in the portal is empty",
        ),
        a(
            "robot",
            "10221",
            "Cella robotizzata: perdita d’olio sotto il giunto 3",
            StatusKind.OPEN,
            machine_name="Robot cell A",
            last_at=at - 3 * DAY,
            last_text="il tecnico arriva venerdì alle 9",
        ),
        a(
            "spindle",
            "10198",
            "New spindle for MX-20: quote",
            StatusKind.CLOSED,
            request_type="sales",
            last_at=at - 8 * DAY,
            last_text="order confirmed, delivery in week 48",
        ),
        a(
            "photo",
            "",
            "Photo upload from tablet too large",
            StatusKind.NEW,
            machine_name="Tablet 3",
            last_at=at - 10 * DAY,
            last_author="",
            last_side=Side.CUSTOMER,
            last_text="see attachment",
            state=ChangeState.NEEDS_ATTENTION,
            problem_code="too-large",
        ),
        a(
            "vpn",
            "10187",
            "VPN to line 2 drops every night",
            StatusKind.CLOSED,
            request_type="network",
            last_at=at - 11 * DAY,
            last_text="firmware 4.2 installed, closed after a week without incidents",
        ),
    ]


def a_file(name: str, size: int, mime: str) -> FrozenFile:
    """A frozen file."""
    return FrozenFile(f"file-{name}", f"sha-{name}", name, size, mime)


def a_change(id: str, ticket_id: str, text: str, state: ChangeState = ChangeState.QUEUED, **more: object) -> Change:
    """A reply in the outbox."""
    return replace(Change(id, ticket_id, AddMessage(text), now() - MINUTE, state), **more)  # type: ignore[arg-type]


def plausible_ticket() -> TicketView:
    """The ticket of the pictures, with everything that can stand in a conversation."""
    at = now()
    photo, video = (
        a_file("plate P-101.jpg", 3_100_000, "image/jpeg"),
        a_file("θόρυβος αντλίας.mp4", 37_000_000, "video/mp4"),
    )
    first = Change(
        "first",
        "p101",
        OpenTicket("", "", "fault", files=(photo, video)),
        at - 6 * HOUR,
        ChangeState.UPLOADING,
        uploads=(Upload(photo, done=True), Upload(video, offset=23_000_000)),
    )
    files = tuple(
        Attachment(one.id, "p101", one.sha256, one.name, one.size, one.mime, created_at=at) for one in (photo, video)
    )
    description = Entry(
        "p101",
        ANNA,
        "Since this morning the pump stops about five minutes after start. The display shows E-217, temperature 84 °C. "
        "Restarting helps for five minutes.",
        at - 30 * HOUR,
        attachments=files,
        change=first,
        is_description=True,
        mine=True,
    )
    event = Entry(
        "e1", LUCA, "", at - 5 * HOUR, MessageKind.EVENT, event_name="status", event_before="new", event_after="open"
    )
    answer = Entry(
        "m1",
        LUCA,
        "Thank you, the photo is very clear. Please send the serial number of the drive (white label, left side) and tell us "
        "whether the fan runs. The manual is at https://docs.example/drives/dr-88.",
        at - 2 * MINUTE - 5000,
        unread=True,
    )
    queued = a_change("q1", "p101", "Serial DR-88213. The fan does not run.")
    reply = Entry("q1", ANNA, "Serial DR-88213. The fan does not run.", at - 20_000, change=queued, mine=True)
    return TicketView(
        id="p101",
        number="10234",
        subject="Pump P-101 stops after warm-up",
        kind=StatusKind.ANSWERED,
        status="answered",
        request_type="fault",
        category="",
        machine_id="p101",
        machine_state="faulty",
        priority="high",
        contacts=(Contact("b", "M. Bianchi", "bianchi@rossi.example"), Contact("", "", "officina@rossi.example")),
        created_at=at - 30 * HOUR,
        version=3,
        entries=(description, event, answer, reply),
        changes=(first, queued),
    )


def plausible_machines() -> list[MachineRow]:
    """A few machines in every state."""
    return [
        MachineRow(
            Machine(
                "p101",
                "Pump P-101",
                "DR-88213",
                "DR-88",
                "Idropress",
                "Bologna",
                "Press line 2",
                "faulty",
                "2019-04-02",
            ),
            12,
            2,
            now(),
        ),
        MachineRow(Machine("c4", "Conveyor 4", "CV-4431", "C-200", "Nastri", "Bologna", "Packing", "ok"), 3, 1, now()),
        MachineRow(Machine("p7", "Πρέσα 7", "PR-7", "X-7", "Presse", "Αθήνα", "", "down"), 1, 1, now()),
        MachineRow(Machine("mx", "MX-20", "MX20-991", "MX-20", "Fresatrici", "Modena", "Milling", ""), 0, 0, 0),
    ]


def plausible_outbox() -> list[Change]:
    """Something in every state that a person meets."""
    video = a_file("video.mp4", 64_000_000, "video/mp4")
    return [
        Change(
            "conv",
            "conv",
            OpenTicket("Conveyor 4 squeaks on start", "since yesterday evening, video attached", "fault"),
            now() - 20_000,
            not_before=now() + 8000,
        ),
        Change(
            "photo",
            "photo",
            OpenTicket("Photo upload from tablet too large", "see attachment", "fault", files=(video,)),
            now() - 10 * DAY,
            ChangeState.NEEDS_ATTENTION,
            problem=Problem("too-large", "This video has 64 MB, 20 MB are allowed."),
        ),
        Change(
            "up",
            "p101",
            AddMessage("And the video.", (video,)),
            now() - HOUR,
            ChangeState.UPLOADING,
            uploads=(Upload(video, offset=25_600_000),),
        ),
        Change(
            "sent",
            "inv",
            AddMessage("the PDF in the portal is empty"),
            now() - DAY,
            ChangeState.SENT,
            settled_at=now() - 20 * HOUR,
        ),
    ]


@dataclass
class PlainViews:
    """Short reads over plain values."""

    listed: list[TicketRow] = field(default_factory=plausible_rows)
    tickets: dict[str, TicketView] = field(default_factory=lambda: {"p101": plausible_ticket()})
    known_machines: list[MachineRow] = field(default_factory=plausible_machines)
    changes: list[Change] = field(default_factory=plausible_outbox)
    drafts: dict[str, ReplyDraft] = field(default_factory=dict)
    at_helpdesk: dict[str, TicketView] = field(default_factory=dict)
    rows_read: list[int] = field(default_factory=list)

    def ticket_ids(self, listing: Listing) -> list[str]:
        """The ids that fit."""
        wanted = fold(listing.text)
        return [
            row.id
            for row in self.listed
            if (row.kind in KINDS[listing.folder] or row.state is not None or bool(wanted))
            and wanted in fold(f"{row.subject} {row.number} {row.last_text} {row.machine_name}")
            and (not listing.unread_only or row.unread)
            and (not listing.machine_id or row.machine_id == listing.machine_id)
            and (not listing.request_type or row.request_type == listing.request_type)
            and (not listing.category or row.category == listing.category)
        ]

    def rows(self, ids: Sequence[str]) -> dict[str, TicketRow]:
        """Rows by id."""
        self.rows_read.append(len(ids))
        wanted = set(ids)
        return {row.id: row for row in self.listed if row.id in wanted}

    def ticket(self, id: str) -> TicketView | None:
        """A ticket; the others are made of their row."""
        if id in self.tickets:
            return self.tickets[id]
        row = next((one for one in self.listed if one.id == id), None)
        if row is None:
            return None
        author = LUCA if row.last_side is Side.SUPPORT else ANNA
        entry = Entry(row.id, author, row.last_text, row.last_at, mine=author is ANNA, is_description=True)
        return TicketView(
            row.id,
            row.number,
            row.subject,
            row.kind,
            row.status,
            row.request_type,
            "",
            row.machine_id,
            "",
            "",
            (),
            row.last_at,
            1,
            (entry,),
        )

    def ticket_at_helpdesk(self, id: str) -> TicketView | None:
        """The ticket without what is pending."""
        view = self.at_helpdesk.get(id) or self.ticket(id)
        if view is None or not view.number:
            return None
        entries = tuple(one for one in view.entries if one.change is None or one.is_description)
        return replace(view, entries=entries, changes=())

    def contacts(self) -> list[Contact]:
        """One."""
        return [Contact("b", "M. Bianchi", "bianchi@rossi.example")]

    def id_of_number(self, number: str) -> str | None:
        """By number."""
        return next((row.id for row in self.listed if row.number == number), None)

    def counts(self) -> Counts:
        """As in the pictures."""
        return Counts(
            waiting=3,
            open=12,
            closed=40,
            company=31,
            unread=2,
            machines=25,
            outbox=2,
            needs_person=1,
            unread_announcements=1,
        )

    def machines(self) -> list[MachineRow]:
        """All machines."""
        return self.known_machines

    def machine(self, id: str) -> Machine | None:
        """One machine."""
        return next((row.machine for row in self.known_machines if row.machine.id == id), None)

    def announcements(self) -> list[AnnouncementRow]:
        """Two, one of them long and not read yet."""
        first, second = [
            Announcement(
                "n1",
                "Fan recall for drives DR-88",
                "Drives of series DR-88 bought before June: the fan is exchanged free of charge. "
                "Details: https://docs.example/recall.",
                "news",
                now() - DAY,
                machine_ids=("p101",),
            ),
            Announcement(
                "n2",
                "Maintenance of the portal",
                "On Sunday the portal is not reachable. Sportello goes on working.",
                "maintenance",
                now() - 3 * DAY,
                starts_at=now() + DAY,
                ends_at=now() + DAY + 2 * HOUR,
            ),
        ]
        return [AnnouncementRow(first), AnnouncementRow(second, read=True)]

    def occurrences(self, machine_id: str) -> list[Occurrence]:
        """Three with the pump."""
        if machine_id != "p101":
            return []
        return [Occurrence(f"o{at}", now() - at * 40 * DAY, "fault", "faulty") for at in range(1, 4)]

    def services(self) -> list[Service]:
        """One."""
        return [
            Service("s1", "Managed network", "Monitoring and updates of the plant network.", active_since="2024-01-01")
        ]

    def offerings(self) -> list[Offering]:
        """One."""
        return [Offering("o1", "Backup for machine controls", "Daily copies of PLC programs.")]

    def outbox(self) -> list[Change]:
        """All changes."""
        return self.changes

    def change(self, id: str) -> Change | None:
        """One change."""
        pending = [one for view in self.tickets.values() for one in view.changes]
        return next((one for one in (*self.changes, *pending) if one.id == id), None)

    def reply_draft(self, ticket_id: str) -> ReplyDraft | None:
        """A draft."""
        return self.drafts.get(ticket_id)


class PlainAccount(QObject):
    """A SessionView over PlainViews. `hold` keeps answers back until `release`; `performed` lists what was asked for."""

    opened = Signal()
    failed = Signal(object)
    cache_changed = Signal(object)
    outbox_changed = Signal()
    link_changed = Signal(object)
    sync_progress = Signal(object)

    def __init__(self, views: PlainViews | None = None, *, is_open: bool = True, helpdesk: Helpdesk = HELPDESK) -> None:
        super().__init__()
        self.views = views or PlainViews()
        self.is_open = is_open
        self.helpdesk = helpdesk
        self.person = PERSON
        self.catalogue = CATALOGUE
        self.link = LinkState(LinkKind.NO_NETWORK, since=now() - HOUR, data_at=now() - HOUR - 2 * MINUTE, waiting=2)
        self.performed: list[tuple[str, tuple[object, ...]]] = []
        self.questions = 0
        self.hold = False
        self._held: list[Callable[[], None]] = []
        self.local: dict[str, Path] = {}
        self.held: set[str] = set()
        self.unreachable = False

    def open(self) -> None:
        """Become open."""
        self.is_open = True
        self.opened.emit()

    def release(self) -> None:
        """Give the answers that were kept back, in order."""
        held, self._held = self._held, []
        for answer in held:
            answer()

    def read(self, question, then) -> None:
        """Answer a question about the views."""
        self.questions += 1
        self._answer(lambda: then(question(self.views)))

    def perform(self, action, *arguments, then=None, failed=None) -> None:
        """Note what was asked for, and answer that it is done."""
        self.performed.append((action.__name__, arguments))
        if then is not None:
            self._answer(lambda: then(None))

    @property
    def attachments(self) -> PlainAccount:
        """It takes files in and out by itself."""
        return self

    def attach(self, source, name, then, failed) -> None:
        """Take a file in."""
        data = source if isinstance(source, bytes) else source.read_bytes()
        self._answer(lambda: then(a_file(name, len(data), "image/png")))

    def fetch(self, attachment, then, failed, progress=None) -> None:
        """Only what is here can be had."""
        path = self.local.get(attachment.sha256)
        if path is not None:
            then(path)
        elif self.unreachable:
            failed(Unreachable(reached_server=False))

    def local_file(self, sha256: str) -> Path | None:
        """What is here."""
        return self.local.get(sha256)

    def sync_now(self) -> None:
        """Note it."""
        self.performed.append(("sync_now", ()))

    def waits_for_line(self, change: Change) -> bool:
        """Those of `held`."""
        return change.id in self.held

    def send_anyway(self, change_id: str = "") -> None:
        """Note it."""
        self.performed.append(("send_anyway", (change_id,)))

    def _answer(self, answer: Callable[[], None]) -> None:
        if self.hold:
            self._held.append(answer)
        else:
            answer()
