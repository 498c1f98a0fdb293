"""The order of a list of tickets, out of narrow indexes: a list of 100,000 stands within the blink of an eye.

What a list asks for beside its activity is answered by `ticket_listing`, which holds all that lists narrow and sort by, so that the wide
rows are left alone (200 to 560 ms at 100,000 tickets on a small computer, 30 to 100 ms this way). Subjects are sorted here, by the search
key that also joins accents and cases of Greek; SQLite's own folding knows nothing of it (250 ms for all 100,000).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import msgspec

from desktop.domain.catalogue import Catalogue
from desktop.domain.folding import fold
from desktop.domain.listing import Folder, Listing, Order, TicketRow
from desktop.storage.database import Database

FOLDER_CONDITIONS = {
    # Word for word the conditions of the partial indexes, so that SQLite sees that it may use them.
    Folder.WAITING: "mine = 1 AND kind IN ('waiting', 'answered')",
    Folder.OPEN: "mine = 1 AND kind <> 'closed'",
    Folder.CLOSED: "mine = 1 AND kind = 'closed'",
    Folder.MINE: "mine = 1",
    Folder.COMPANY: "TRUE",
}

_PARTIAL = frozenset({Folder.WAITING, Folder.OPEN, Folder.CLOSED})
"""Folders with an index of their own, in the order of activity."""


class TicketOrder:
    """Lists of the cache, without anything pending."""

    def __init__(self, cache: Database) -> None:
        self._cache = cache

    def of_folder(self, listing: Listing, catalogue: Catalogue) -> list[str]:
        """The ids of a folder's tickets, narrowed and in order. `catalogue` knows which priority is the more urgent."""
        return self._ids(listing, FOLDER_CONDITIONS[listing.folder], [], _index(listing), catalogue)

    def of_found(self, positions: Sequence[int], listing: Listing, catalogue: Catalogue) -> list[str]:
        """The ids of what a search found, narrowed and in order."""
        found = msgspec.json.encode(positions).decode()
        return self._ids(listing, "position IN (SELECT value FROM json_each(?))", [found], "", catalogue)

    def _ids(
        self, listing: Listing, condition: str, arguments: list[object], index: str, catalogue: Catalogue
    ) -> list[str]:
        conditions = [condition]
        for column, value in (
            ("machine_id", listing.machine_id),
            ("request_type", listing.request_type),
            ("category", listing.category),
        ):
            if value:
                conditions.append(f"{column} = ?")
                arguments.append(value)
        if listing.unread_only:
            conditions.append("unread = 1")
        where = f"FROM ticket {index} WHERE {' AND '.join(conditions)}"
        if listing.order is Order.SUBJECT:
            return self._by_subject(where, arguments, backwards=listing.backwards)
        terms, ranks = _terms(listing, catalogue)
        sql = f"SELECT id {where} ORDER BY {', '.join(terms)}"
        return [id for (id,) in cast("list[tuple[str]]", self._cache.rows(sql, [*arguments, *ranks]))]

    def _by_subject(self, where: str, arguments: Sequence[object], *, backwards: bool) -> list[str]:
        rows = cast("list[tuple[str, str]]", self._cache.rows(f"SELECT id, subject {where}", arguments))
        return [id for _, id in sorted(((fold(subject), id) for id, subject in rows), reverse=backwards)]


def sorted_rows(rows: Mapping[str, TicketRow], listing: Listing, catalogue: Catalogue) -> list[TicketRow]:
    """A few rows in the order of the listing, as the cache would have them."""
    ranks = _ranks(catalogue)
    match listing.order:
        case Order.SUBJECT:
            return sorted(rows.values(), key=lambda row: (fold(row.subject), row.id), reverse=listing.backwards)
        case Order.NUMBER:
            # What has no number yet will get the highest.
            return sorted(
                rows.values(),
                key=lambda row: (not row.number, len(row.number), row.number, row.last_at),
                reverse=not listing.backwards,
            )
        case Order.PRIORITY:
            return sorted(
                rows.values(),
                key=lambda row: (ranks.get(row.priority, -1), row.last_at),
                reverse=not listing.backwards,
            )
        case Order.CREATED:
            return sorted(rows.values(), key=lambda row: row.created_at, reverse=not listing.backwards)
        case Order.ACTIVITY:
            return sorted(rows.values(), key=lambda row: row.last_at, reverse=not listing.backwards)


def _index(listing: Listing) -> str:
    """Which index to read; empty leaves it to SQLite, which finds those of machines, of unread ones and of folders by itself."""
    narrow = bool(listing.machine_id or listing.unread_only)
    of_folder = listing.order is Order.ACTIVITY and not (listing.request_type or listing.category)
    if narrow or (of_folder and listing.folder in _PARTIAL):
        return ""
    return "INDEXED BY ticket_listing"


def _terms(listing: Listing, catalogue: Catalogue) -> tuple[list[str], list[object]]:
    """What to order by, with the values for its question marks. Every order is total: ids and positions are unique."""
    down, up = ("ASC", "DESC") if listing.backwards else ("DESC", "ASC")
    # The plus keeps SQLite from walking through the wide rows only because they lie in this order.
    position = f"+position {down}"
    activity = [f"last_at {down}", f"id {up}"]
    match listing.order:
        case Order.NUMBER:
            return [f"length(number) {down}", f"number {down}", position], []
        case Order.PRIORITY:
            ranks = _ranks(catalogue)
            if not ranks:
                return activity, []
            cases = " ".join("WHEN ? THEN ?" for _ in ranks)
            values: list[object] = [part for pair in ranks.items() for part in pair]
            return [f"CASE priority {cases} ELSE -1 END {down}", *activity], values
        case Order.CREATED:
            return [position], []
        case _ if listing.text.strip():
            return [position], []
        case _:
            return activity, []


def _ranks(catalogue: Catalogue) -> dict[str, int]:
    return {one.id: one.rank for one in catalogue.priorities}
