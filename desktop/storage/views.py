"""What screens read: the cache with the outbox laid over it.

One instance per thread, each over read-only connections of its own. Every answer is short and indexed; the whole order of a list of
100,000 tickets is the longest, which is why screens ask for it on the reader lane.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from desktop.domain import projection
from desktop.domain.announcement import AnnouncementRow, Offering, Service
from desktop.domain.catalogue import Catalogue, StatusKind
from desktop.domain.change import Change, OpenTicket
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.duplicates import Likeness
from desktop.domain.folding import words
from desktop.domain.instant import Instant
from desktop.domain.listing import KINDS, Counts, Folder, Listing, MachineRow, Order, TicketRow
from desktop.domain.machine import Machine
from desktop.domain.projection import TicketView
from desktop.domain.recurrence import YEAR, Occurrence
from desktop.domain.ticket import Author, Contact, Side, Ticket
from desktop.storage.announcements_read import AnnouncementsRead
from desktop.storage.away import AwayReader
from desktop.storage.catalogue import CatalogueStore
from desktop.storage.cursors import Cursors, PullState
from desktop.storage.database import Database, Row
from desktop.storage.drafts import Drafts
from desktop.storage.outbox import Outbox
from desktop.storage.search import SearchIndex
from desktop.storage.similar import similar_tickets
from desktop.storage.ticket_order import FOLDER_CONDITIONS, TicketOrder, sorted_rows
from desktop.storage.tickets import MACHINE_COLUMNS, TicketStore

_ROW_COLUMNS = (
    "t.id, t.number, t.subject, t.kind, t.status, t.request_type, t.machine_id, coalesce(m.name, t.machine_unlisted), "
    "t.last_at, t.last_author, t.last_side, t.last_text, t.mine, t.unread, t.category, t.priority, t.created_at, t.author_name"
)
_IDS_AT_ONCE = 500


class Views:
    """The reading side of one account."""

    def __init__(self, cache: Database, outbox: Database, me: Callable[[], Author], now: Callable[[], Instant]) -> None:
        self._cache = cache
        self._tickets = TicketStore(cache)
        self._small = CatalogueStore(cache)
        self._search = SearchIndex(cache)
        self._order = TicketOrder(cache)
        self._cursors = Cursors(cache)
        self._outbox = Outbox(outbox)
        self._drafts = Drafts(outbox)
        self._announcements_read = AnnouncementsRead(cache, outbox)
        self._me = me
        self._now = now
        self.away = AwayReader(cache, outbox, me)

    # Lists

    def ticket_ids(self, listing: Listing) -> list[str]:
        """The ids of a list in its order; what is only here, or has something pending, stands on top."""
        changes = _by_ticket(self._outbox.unsettled())
        catalogue = self._small.catalogue() if listing.order is Order.PRIORITY else Catalogue()
        if listing.text.strip():
            ids = self._order.of_found(self._search.find(listing.text), listing, catalogue)
        else:
            ids = self._order.of_folder(listing, catalogue)
        if not changes:
            return ids
        shown = self._pending_rows(changes)
        top = {id: row for id, row in shown.items() if self._belongs(row, listing, changes[id])}
        return [row.id for row in sorted_rows(top, listing, catalogue)] + [id for id in ids if id not in shown]

    def _pending_rows(self, changes: dict[str, list[Change]]) -> dict[str, TicketRow]:
        rows = self._cached_rows(changes)
        shown = {}
        for ticket_id, pending in changes.items():
            row = rows.get(ticket_id)
            if row is not None:
                shown[ticket_id] = projection.project_row(row, pending)
            elif opening := next((one for one in pending if isinstance(one.deed, OpenTicket)), None):
                others = [one for one in pending if one is not opening]
                shown[ticket_id] = projection.row_of_new_ticket(opening, self._machine_name(opening.deed), others)
        return shown

    def _machine_name(self, deed: object) -> str:
        machine = self._tickets.machine(deed.machine_id) if isinstance(deed, OpenTicket) and deed.machine_id else None
        return machine.name if machine else ""

    def _belongs(self, row: TicketRow, listing: Listing, changes: Sequence[Change]) -> bool:
        if listing.text.strip():
            if not self._matches(row, listing.text, changes):
                return False
        elif row.kind not in KINDS[listing.folder] or not (row.mine or listing.folder is Folder.COMPANY):
            return False
        return (
            (not listing.machine_id or row.machine_id == listing.machine_id)
            and (not listing.request_type or row.request_type == listing.request_type)
            and (not listing.category or row.category == listing.category)
            and (not listing.unread_only or row.unread)
        )

    def _matches(self, row: TicketRow, text: str, changes: Sequence[Change]) -> bool:
        """Whether a ticket with pending changes answers a search: in what is pending, or in what the index knows of it."""
        parts = [row.subject, row.number, row.machine_name]
        for change in changes:
            deed = change.deed
            parts += [file.name for file in change.files]
            parts.append(deed.description if isinstance(deed, OpenTicket) else deed.text)
        here = words("\n".join(parts))
        missing = [word for word in words(text) if not any(one.startswith(word) for one in here)]
        if not missing:
            return True
        position = self._cache.value("SELECT position FROM ticket WHERE id = ?", (row.id,))
        return position is not None and position in self._search.find(text)

    def rows(self, ids: Sequence[str]) -> dict[str, TicketRow]:
        """The rows of these tickets; unknown ids are left out."""
        # The outbox first: an answer goes into the cache before it leaves the outbox, so that nothing is missed on its way.
        pending = _by_ticket(self._outbox.unsettled(), set(ids))
        rows = self._cached_rows(ids)
        rows.update(self._pending_rows(pending))
        return rows

    def _cached_rows(self, ids: Iterable[str]) -> dict[str, TicketRow]:
        wanted = list(ids)
        found: dict[str, TicketRow] = {}
        for start in range(0, len(wanted), _IDS_AT_ONCE):
            part = wanted[start : start + _IDS_AT_ONCE]
            marks = ",".join("?" * len(part))
            for row in self._cache.rows(
                f"SELECT {_ROW_COLUMNS} FROM ticket t LEFT JOIN machine m ON m.id = t.machine_id WHERE t.id IN ({marks})",
                part,
            ):
                found[str(row[0])] = _row(row)
        return found

    def counts(self) -> Counts:
        """The figures of the side bar, with what is pending taken into account."""
        number = self._cache.number
        count = {
            folder: number(f"SELECT count(*) FROM ticket WHERE {where}")
            for folder, where in FOLDER_CONDITIONS.items()
            if folder is not Folder.MINE
        }
        pending = self._outbox.unsettled()
        changes = _by_ticket(pending)
        cached = self._cached_rows(changes)
        for ticket_id, row in self._pending_rows(changes).items():
            before = cached.get(ticket_id)
            for folder in count:
                was = before is not None and self._belongs(before, Listing(folder), ())
                count[folder] += int(self._belongs(row, Listing(folder), ())) - int(was)
        return Counts(
            waiting=count[Folder.WAITING],
            open=count[Folder.OPEN],
            closed=count[Folder.CLOSED],
            company=count[Folder.COMPANY],
            unread=number("SELECT count(*) FROM ticket WHERE unread = 1"),
            machines=number("SELECT count(*) FROM machine"),
            outbox=len(pending),
            needs_person=sum(change.state.needs_person for change in pending),
            unread_announcements=sum(not one.read for one in self.announcements()),
        )

    def similar(self, wanted: Likeness, stop: Callable[[], bool] = lambda: False) -> tuple[TicketRow, ...]:
        """Open tickets that resemble one being written; empty once `stop` says that nobody waits for them any more."""
        return similar_tickets(
            self._cache,
            wanted,
            lambda ids: self.rows(list(ids)),
            lambda: self._pending_rows(_by_ticket(self._outbox.unsettled())),
            stop,
        )

    # One ticket

    def ticket(self, id: str) -> TicketView | None:
        """The ticket as the person sees it; None when nobody knows it. One that went by e-mail may have another id now."""
        id = self._outbox.where(id)
        changes = self._outbox.of_ticket(id)  # before the cache, as in `rows`
        with self._cache.snapshot():
            ticket: Ticket | None = self._tickets.ticket(id)
            messages = self._tickets.messages(id) if ticket else []
            attachments = self._tickets.attachments(id) if ticket else []
            seen_at = self._tickets.seen_at(id) if ticket else None
        return projection.project_ticket(ticket, messages, attachments, changes, self._me(), seen_at)

    def ticket_at_helpdesk(self, id: str) -> TicketView | None:
        """One ticket as the helpdesk has it, without anything pending; None when it has none, or not for this person."""
        with self._cache.snapshot():
            ticket: Ticket | None = self._tickets.ticket(id)
            messages = self._tickets.messages(id) if ticket else []
            attachments = self._tickets.attachments(id) if ticket else []
        return projection.project_ticket(ticket, messages, attachments, (), self._me())

    def id_of_number(self, number: str) -> str | None:
        """The id of the ticket with this number."""
        value = self._cache.value("SELECT id FROM ticket WHERE number = ?", (number.lstrip("#"),))
        return str(value) if value is not None else None

    # Machines and the rest

    def machines(self) -> list[MachineRow]:
        """All machines by site, line and name, with the figures of their tickets."""
        figures = {
            str(id): (total, open_ones, last)
            for id, total, open_ones, last in cast(
                "list[tuple[str, int, int, int]]",
                self._cache.rows(
                    "SELECT machine_id, count(*), sum(kind <> 'closed'), max(last_at) FROM ticket GROUP BY machine_id"
                ),
            )
        }
        rows = self._cache.rows(f"SELECT {MACHINE_COLUMNS} FROM machine ORDER BY site, line, name")
        machines = [Machine(*cast("tuple[str, ...]", row)) for row in rows]
        return [MachineRow(machine, *figures.get(machine.id, (0, 0, 0))) for machine in machines]

    def machine(self, id: str) -> Machine | None:
        """One machine."""
        return self._tickets.machine(id)

    def occurrences(self, machine_id: str) -> list[Occurrence]:
        """The tickets about a machine that were opened within a `YEAR`, also those that are only here; `happened_again` counts them."""
        rows = self._cache.rows(
            "SELECT id, created_at, request_type, machine_state FROM ticket WHERE machine_id = ? AND created_at >= ?",
            (machine_id, self._now() - YEAR),
        )
        found = [Occurrence(*cast("tuple[str, int, str, str]", row)) for row in rows]
        known = {one.ticket_id for one in found}
        for change in self._outbox.unsettled():
            deed = change.deed
            if isinstance(deed, OpenTicket) and deed.machine_id == machine_id and change.id not in known:
                found.append(Occurrence(change.id, change.made_at, deed.request_type, deed.machine_state))
        return found

    def recent_machines(self, limit: int = 5) -> list[Machine]:
        """The machines the person wrote about last."""
        rows = self._cache.rows(
            "SELECT machine_id FROM (SELECT machine_id, last_at FROM ticket WHERE mine = 1 AND machine_id <> '' "
            "ORDER BY last_at DESC LIMIT 200) GROUP BY machine_id ORDER BY max(last_at) DESC LIMIT ?",
            (limit,),
        )
        return [machine for (id,) in rows if (machine := self._tickets.machine(str(id)))]

    def catalogue(self) -> Catalogue:
        """The server's catalogue as last pulled."""
        return self._small.catalogue()

    def contacts(self) -> list[Contact]:
        """The company's contacts."""
        return self._small.contacts()

    def announcements(self) -> list[AnnouncementRow]:
        """All announcements, newest first, each with whether the person has read it."""
        read = self._announcements_read.editions()
        return [AnnouncementRow(one, one.edition in read) for one in self._small.announcements()]

    def services(self) -> list[Service]:
        """The company's active services."""
        return self._small.services()

    def offerings(self) -> list[Offering]:
        """What else can be had."""
        return self._small.offerings()

    def pull_state(self) -> PullState:
        """How far the pull has come."""
        return self._cursors.load()

    # The person's own work

    def outbox(self) -> list[Change]:
        """Everything on its way, and what was sent within a day."""
        return self._outbox.shown(self._now())

    def change(self, id: str) -> Change | None:
        """One change."""
        return self._outbox.get(id)

    def ticket_drafts(self) -> list[TicketDraft]:
        """Tickets being written, newest first."""
        return self._drafts.tickets()

    def reply_draft(self, ticket_id: str) -> ReplyDraft | None:
        """The reply being written to a ticket."""
        return self._drafts.reply(ticket_id)


def _by_ticket(changes: Iterable[Change], only: set[str] | None = None) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        if only is None or change.ticket_id in only:
            found.setdefault(change.ticket_id, []).append(change)
    return found


def _row(row: Row) -> TicketRow:
    text = cast("tuple[str, ...]", row)
    return TicketRow(
        id=text[0],
        number=text[1],
        subject=text[2],
        kind=StatusKind(text[3]),
        status=text[4],
        request_type=text[5],
        machine_id=text[6],
        machine_name=text[7],
        last_at=cast("int", row[8]),
        last_author=text[9],
        last_side=Side(text[10]),
        last_text=projection.first_line(text[11]),
        mine=bool(row[12]),
        unread=bool(row[13]),
        category=text[14],
        priority=text[15],
        created_at=cast("int", row[16]),
        author=text[17],
    )
