"""Which changes may go now.

Within a ticket the order in which the person worked is kept: only the first unsettled change of each ticket can go, and one that
needs the person, or is on its way by e-mail, blocks its own ticket and no other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from desktop.domain.change import Change, OpenTicket
from desktop.domain.change_state import ChangeState
from desktop.domain.instant import DAY, MINUTE, Instant

LONGEST_WAIT = DAY
"""Nobody asks for more patience than this (connectors.retry_after): a later time was written by a clock that has been put back since."""

CLOCK_SLACK = MINUTE
"""Clocks are corrected by seconds all the time; a change made later than this from now was made under another clock."""


def sendable(
    changes: Iterable[Change], now: Instant, being_written: Collection[str] = (), quarantine: Instant = 0
) -> list[Change]:
    """The changes whose turn it is: what was tried least first, so that one which is always put off holds up no other; among equals texts
    before what brings files, each in the order they were made.

    `changes` are unsettled, in the order they were made. `being_written` are ids of tickets that were taken back into a draft: what hangs
    on them waits. With a `quarantine` (a server that would do the same thing twice) a doubtful change waits that long, and while a new
    ticket is in doubt no other one leaves.
    """
    heads = _first_of_each_ticket(changes)
    is_creation_in_doubt = bool(quarantine) and any(_is_creation(one) and _is_doubtful(one) for one in heads)
    due = []
    for change in heads:
        if change.state.stands_still or _ready_at(change, now, quarantine) is not None:
            continue
        if change.ticket_id in being_written and not _is_creation(change):
            continue
        if is_creation_in_doubt and _is_creation(change) and not _is_doubtful(change):
            continue
        due.append(change)
    return sorted(due, key=lambda one: (one.attempts, bool(one.files)))


def next_attempt(changes: Iterable[Change], now: Instant, quarantine: Instant = 0) -> Instant | None:
    """When the next change's waiting time is over; None when nothing waits for the clock."""
    times = [_ready_at(one, now, quarantine) for one in _first_of_each_ticket(changes) if not one.state.stands_still]
    return min((time for time in times if time is not None), default=None)


def _ready_at(change: Change, now: Instant, quarantine: Instant) -> Instant | None:
    """When its time comes; None when it has come. By a clock that may have been put back: then nothing waits until the old time is
    reached again."""
    times = []
    if now < change.not_before <= now + LONGEST_WAIT and not _is_of_another_clock(change, now):
        times.append(change.not_before)
    if quarantine and _is_doubtful(change) and now < change.doubt_at + quarantine:
        # Patience that nobody may cut short, not even the person: too early a second attempt would be a second ticket.
        times.append(change.doubt_at + quarantine)
    return max(times, default=None)


def _is_of_another_clock(change: Change, now: Instant) -> bool:
    return change.attempts == 0 and change.made_at > now + CLOCK_SLACK


def _is_doubtful(change: Change) -> bool:
    return change.state is ChangeState.UNCERTAIN


def _is_creation(change: Change) -> bool:
    return isinstance(change.deed, OpenTicket)


def _first_of_each_ticket(changes: Iterable[Change]) -> list[Change]:
    first: dict[str, Change] = {}
    for change in changes:
        # A ticket that was taken back and sent again stands behind its own replies in the outbox, but goes before them.
        if change.ticket_id not in first or isinstance(change.deed, OpenTicket):
            first[change.ticket_id] = change
    return list(first.values())
