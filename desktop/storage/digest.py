"""What the digest of the cache is made of, read in short slices in the order of the tickets' ids.

What vanished from the server and waits (storage.removals) does not count: the server does not have it either.
"""

from __future__ import annotations

from itertools import groupby
from typing import cast

from desktop.domain.digest import TicketLines
from desktop.storage.database import Database


def lines_after(cache: Database, after: str, limit: int) -> list[TicketLines]:
    """Up to `limit` tickets whose ids follow `after`, with what belongs to them; fewer only at the end."""
    tickets = cast(
        "list[tuple[str, int]]",
        cache.rows(
            "SELECT id, version FROM ticket WHERE id > ? AND generation > 0 ORDER BY id LIMIT ?", (after, limit)
        ),
    )
    if not tickets:
        return []
    messages, attachments = (_parts(cache, table, after, tickets[-1][0]) for table in ("message", "attachment"))
    return [TicketLines(id, version, messages.get(id, []), attachments.get(id, [])) for id, version in tickets]


def _parts(cache: Database, table: str, after: str, last: str) -> dict[str, list[str]]:
    rows = cast(
        "list[tuple[str, str]]",
        cache.rows(
            f"SELECT ticket_id, id FROM {table} WHERE ticket_id > ? AND ticket_id <= ? AND generation > 0 ORDER BY ticket_id, id",
            (after, last),
        ),
    )
    return {ticket_id: [id for _, id in group] for ticket_id, group in groupby(rows, lambda row: row[0])}
