"""Closing and reopening a ticket."""

from __future__ import annotations

from desktop.actions.desk import Desk
from desktop.domain.change import Change, SetStatus, StatusTarget


def close_ticket(desk: Desk, ticket_id: str, text: str = "", seen_version: int = 0) -> Change:
    """Queue closing the ticket, with an optional last word; `seen_version` is the ticket as the person saw it."""
    return _set_status(desk, ticket_id, StatusTarget.CLOSED, text, seen_version)


def reopen_ticket(desk: Desk, ticket_id: str, text: str = "", seen_version: int = 0) -> Change:
    """Queue reopening the ticket, with an optional reason."""
    return _set_status(desk, ticket_id, StatusTarget.OPEN, text, seen_version)


def _set_status(desk: Desk, ticket_id: str, target: StatusTarget, text: str, seen_version: int) -> Change:
    now = desk.now()
    change = Change(
        id=desk.new_id(),
        ticket_id=ticket_id,
        deed=SetStatus(target, text.strip(), seen_version),
        made_at=now,
        not_before=now + desk.undo_time,
    )
    desk.outbox.add(change)
    return change
