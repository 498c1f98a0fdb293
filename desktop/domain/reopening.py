"""Reopening with details, and going on in a new ticket where a helpdesk does not reopen.

A reopening says its reason itself; files only travel with a message, which follows at once. Both are made at one instant, and that is how
they are known to belong together: they are taken back together or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.change import AddMessage, Change, SetStatus, StatusTarget
from desktop.domain.draft import TicketDraft
from desktop.domain.ticket import Ticket


def made_together(change: Change, changes: Iterable[Change]) -> tuple[Change, ...]:
    """`change` with what was made in one go with it, in the order of `changes`; just `change` where it stands by itself."""
    group = [one for one in changes if one.ticket_id == change.ticket_id and one.made_at == change.made_at]
    opens = [one for one in group if isinstance(one.deed, SetStatus) and one.deed.target is StatusTarget.OPEN]
    files = [one for one in group if isinstance(one.deed, AddMessage) and one.files and not one.deed.text]
    pair = (*opens, *files)
    if len(opens) != 1 or len(files) != 1 or change.id not in {one.id for one in pair}:
        return (change,)
    return pair


def ticket_like(ticket: Ticket, id: str) -> TicketDraft:
    """A ticket to be written about the same thing: what is known of the old one is filled in, and nothing is said yet."""
    return TicketDraft(
        id=id,
        step="details",
        request_type=ticket.request_type,
        category=ticket.category,
        machine_id=ticket.machine_id,
        machine_skipped=not (ticket.machine_id or ticket.machine_unlisted),
        machine_unlisted=ticket.machine_unlisted,
        subject=ticket.subject,
        machine_state=ticket.machine_state,
        priority=ticket.priority,
        contacts=ticket.contacts,
    )
