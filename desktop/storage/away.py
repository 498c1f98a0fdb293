"""What happened since the person last had the account before their eyes, read out of what is kept anyway.

No table of its own: replies and statuses are found by their place in time (`position` is the creation time, and the primary key), what was
sent by the index of what is settled. Nothing here walks through all tickets or messages, however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

import msgspec

from desktop.domain.announcement import Announcement
from desktop.domain.away import Away, AwayEvent, AwayMark, AwayTicket
from desktop.domain.change import OpenTicket
from desktop.domain.instant import MINUTE, Instant
from desktop.domain.notice import NoticeKind
from desktop.domain.projection import first_line
from desktop.domain.ticket import Author
from desktop.storage.catalogue import CatalogueStore
from desktop.storage.database import Database
from desktop.storage.facts import Facts
from desktop.storage.outbox import Outbox

FACT = "away-mark"

CLOCKS_APART: Instant = 10 * MINUTE
"""A reply that is a little older than the mark is told all the same while it is unread: the helpdesk's clock may be behind ours."""

MOST = 2000
"""Replies and statuses that are read at most, the newest."""

# Word for word the condition of the index `change_settled`, so that SQLite sees that it may use it.
SENT_SINCE = (
    "SELECT id, state, settled_at FROM change WHERE state IN ('sent', 'confirmed', 'ended') AND settled_at > ? "
    "AND kind = 'open-ticket' ORDER BY settled_at DESC LIMIT ?"
)

SAID_SINCE = (
    "SELECT m.ticket_id, m.kind, m.author_name, substr(m.text, 1, 480), m.event_after, m.created_at, t.number, t.subject, t.unread "
    "FROM message m CROSS JOIN ticket t ON t.id = m.ticket_id "
    "WHERE m.position >= ? AND m.author_id <> ? AND (m.kind = 'reply' AND m.author_side = 'support' "
    "OR m.kind = 'event' AND m.event_name = 'status') AND (m.created_at > ? OR m.kind = 'reply' AND t.unread = 1) "
    "ORDER BY m.position DESC LIMIT ?"
)


def load_mark(facts: Facts) -> AwayMark | None:
    """The mark the person left; None on the first visit."""
    text = facts.get(FACT)
    return msgspec.json.decode(text, type=AwayMark) if text else None


def save_mark(facts: Facts, mark: AwayMark) -> None:
    """Keep it durably."""
    facts.set(FACT, msgspec.json.encode(mark).decode())


class AwayReader:
    """Part of one account's reading side; belongs to its thread."""

    def __init__(self, cache: Database, outbox: Database, me: Callable[[], Author]) -> None:
        self._cache = cache
        self._outbox = outbox
        self._small = CatalogueStore(cache)
        self._changes = Outbox(outbox)
        self._facts = Facts(outbox)
        self._me = me

    def mark(self) -> AwayMark | None:
        """The mark the person left; None on the first visit."""
        return load_mark(self._facts)

    def since(self, mark: AwayMark) -> Away:
        """What happened since the mark, and whatever needs the person now."""
        found: dict[str, _Found] = {}
        # The outbox first: an answer goes into the cache before it leaves the outbox, so that nothing is missed on its way.
        own = [*self._needing(), *self._accepted(mark)]
        said = 0
        for ticket_id, event, number, subject, unread in self._said(mark):
            said += 1
            one = found.setdefault(ticket_id, _Found(number, subject, unread))
            if event.kind is not NoticeKind.STATUS or not one.has(NoticeKind.STATUS):
                one.events.append(event)  # of several statuses the last one is what counts
        for ticket_id, event, number, subject in own:
            known = found.get(ticket_id)
            if known is None:
                row = self._cache.one("SELECT number, subject, unread FROM ticket WHERE id = ?", (ticket_id,))
                known = _Found(str(row[0]), str(row[1]), bool(row[2])) if row else _Found(number, subject, unread=False)
                found[ticket_id] = known
            known.number = known.number or number
            known.events.append(event)
        return Away(mark, _in_order(found), tuple(self._announced(mark)), cut_short=said >= MOST)

    def _said(self, mark: AwayMark) -> Iterator[tuple[str, AwayEvent, str, str, bool]]:
        since = mark.data_at
        arguments = (max(since - CLOCKS_APART, 0) * 1024, self._me().id, since, MOST)
        for row in self._cache.rows(SAID_SINCE, arguments):
            ticket_id, kind, who, text, status, at, number, subject, unread = cast(
                "tuple[str, str, str, str, str, int, str, str, int]", row
            )
            if kind == "reply":
                event = AwayEvent(NoticeKind.REPLY, at, who=who, text=first_line(text))
            else:
                event = AwayEvent(NoticeKind.STATUS, at, status=status)
            yield ticket_id, event, number, subject, bool(unread)

    def _accepted(self, mark: AwayMark) -> Iterator[tuple[str, AwayEvent, str, str]]:
        for id, state, at in self._outbox.rows(SENT_SINCE, (mark.left_at, MOST)):
            change = self._changes.get(str(id)) if state != "ended" else None
            if change is not None and isinstance(change.deed, OpenTicket):
                event = AwayEvent(NoticeKind.ACCEPTED, cast("int", at))
                yield change.ticket_id, event, change.number, change.deed.subject

    def _needing(self) -> Iterator[tuple[str, AwayEvent, str, str]]:
        for change in self._changes.unsettled():
            if change.state.needs_person:
                subject = change.deed.subject if isinstance(change.deed, OpenTicket) else ""
                event = AwayEvent(NoticeKind.NEEDS_YOU, change.made_at, change=change)
                yield change.ticket_id, event, change.number, subject

    def _announced(self, mark: AwayMark) -> list[Announcement]:
        return [one for one in self._small.announcements() if one.published_at > mark.data_at]


class _Found:
    def __init__(self, number: str, subject: str, unread: bool) -> None:
        self.number, self.subject, self.unread = number, subject, unread
        self.events: list[AwayEvent] = []

    def has(self, kind: NoticeKind) -> bool:
        return any(event.kind is kind for event in self.events)


def _in_order(found: dict[str, _Found]) -> tuple[AwayTicket, ...]:
    tickets = [
        AwayTicket(id, one.number, one.subject, tuple(sorted(one.events, key=_newest_first)), one.unread)
        for id, one in found.items()
    ]
    return tuple(sorted(tickets, key=lambda one: (not one.needs_person, -one.at)))


def _newest_first(event: AwayEvent) -> tuple[bool, int]:
    return event.kind is not NoticeKind.NEEDS_YOU, -event.at
