"""Closing and reopening a ticket."""

from __future__ import annotations

from desktop.actions.desk import Desk
from desktop.domain.change import Change, SetStatus, StatusTarget


def close_ticket(
    desk: Desk, ticket_id: str, text: str = "", seen_version: int = 0, seen: tuple[str, ...] | None = None
) -> Change:
    """Queue closing the ticket, with an optional last word.

    `seen_version` is the ticket as the person saw it, `seen` the messages of others that stood there (`TicketView.seen`): should there be
    another one by then, the person is asked. Without it nobody looked, and the ticket is closed whatever was said.
    """
    return _set_status(desk, ticket_id, StatusTarget.CLOSED, text, seen_version, seen)


def reopen_ticket(desk: Desk, ticket_id: str, text: str = "", seen_version: int = 0) -> Change:
    """Queue reopening the ticket, with an optional reason."""
    return _set_status(desk, ticket_id, StatusTarget.OPEN, text, seen_version, None)


def _set_status(
    desk: Desk, ticket_id: str, target: StatusTarget, text: str, seen_version: int, seen: tuple[str, ...] | None
) -> Change:
    now = desk.now()
    change = Change(
        id=desk.new_id(),
        ticket_id=desk.outbox.where(ticket_id),
        deed=SetStatus(target, text.strip(), seen_version, seen=seen),
        made_at=now,
        not_before=now + desk.undo_time,
    )
    desk.outbox.add(change)
    return change
