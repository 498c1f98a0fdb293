"""Which changes may go now.

Within a ticket the order in which the person worked is kept: only the first unsettled change of each ticket can go, and one that
needs the person blocks its own ticket and no other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from desktop.domain.change import Change, OpenTicket
from desktop.domain.instant import DAY, MINUTE, Instant

LONGEST_WAIT = DAY
"""Nobody asks for more patience than this (connectors.retry_after): a later time was written by a clock that has been put back since."""

CLOCK_SLACK = MINUTE
"""Clocks are corrected by seconds all the time; a change made later than this from now was made under another clock."""


def sendable(changes: Iterable[Change], now: Instant, being_written: Collection[str] = ()) -> list[Change]:
    """The changes whose turn it is, oldest first. `changes` are unsettled, in the order they were made.

    `being_written` are ids of tickets that were taken back into a draft: what hangs on them waits.
    """
    due = []
    for change in _first_of_each_ticket(changes):
        if change.state.needs_person or _waits(change, now):
            continue
        if change.ticket_id in being_written and not isinstance(change.deed, OpenTicket):
            continue
        due.append(change)
    return due


def next_attempt(changes: Iterable[Change], now: Instant) -> Instant | None:
    """When the next change's waiting time is over; None when nothing waits for the clock."""
    times = [
        one.not_before for one in _first_of_each_ticket(changes) if not one.state.needs_person and _waits(one, now)
    ]
    return min(times, default=None)


def _waits(change: Change, now: Instant) -> bool:
    """Whether its time is still to come, by a clock that may have been put back: then nothing waits until the old time is reached again."""
    if change.attempts == 0 and change.made_at > now + CLOCK_SLACK:
        return False
    return now < change.not_before <= now + LONGEST_WAIT


def _first_of_each_ticket(changes: Iterable[Change]) -> list[Change]:
    first: dict[str, Change] = {}
    for change in changes:
        # A ticket that was taken back and sent again stands behind its own replies in the outbox, but goes before them.
        if change.ticket_id not in first or isinstance(change.deed, OpenTicket):
            first[change.ticket_id] = change
    return list(first.values())
