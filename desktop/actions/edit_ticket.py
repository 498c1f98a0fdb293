"""Editing a ticket's details: subject, priority, category, machine state, contacts to notify."""

from __future__ import annotations

from desktop.actions.desk import Desk
from desktop.actions.sendable import NotSendable
from desktop.actions.settle import requeue
from desktop.domain.change import Change, EditTicket, TicketFields
from desktop.domain.change_state import TABLE, ChangeEvent
from desktop.domain.conflict import fields_of
from desktop.domain.rules import check_edit


def edit_ticket(
    desk: Desk, ticket_id: str, after: TicketFields, before: TicketFields, base_version: int
) -> Change | None:
    """Queue the edit; None when nothing differs. Raises NotSendable.

    `before` is what the person saw in the fields of `after`, `base_version` the ticket's version that it belongs to.
    """
    wanted = differing(after, before)
    if wanted == TicketFields():
        return None
    _check(wanted)
    now = desk.now()
    change = Change(
        id=desk.new_id(),
        ticket_id=ticket_id,
        deed=EditTicket(wanted, _same_fields(before, wanted), base_version),
        made_at=now,
        not_before=now + desk.undo_time,
    )
    desk.outbox.add(change)
    return change


def edit_again(desk: Desk, change_id: str, after: TicketFields) -> Change | None:
    """Let an edit that waits, or needs the person, have these values instead; None when nothing is left to change.

    An edit that left in the meantime stays as it is, and these values follow it as a second one. Raises NotSendable.
    """
    change = desk.outbox.get(change_id)
    if change is None or not isinstance(change.deed, EditTicket):
        return None
    ticket = desk.tickets.ticket(change.ticket_id)
    here = TicketFields() if ticket is None else fields_of(ticket)
    version = change.deed.base_version if ticket is None else ticket.version
    if (change.state, ChangeEvent.TAKEN_BACK) not in TABLE:
        return edit_ticket(desk, change.ticket_id, after, here, version)
    # In a conflict the person has the helpdesk's values before them; else those count that they saw when they began.
    before = here if change.state.needs_person else _over(change.deed.before, here)
    wanted = differing(after, before)
    if wanted == TicketFields():
        # Back to what the helpdesk has: there is nothing to send any more.
        desk.outbox.remove(change_id)
        return None
    _check(wanted)
    return requeue(desk, change, EditTicket(wanted, _same_fields(before, wanted), version))


def _over(first: TicketFields, second: TicketFields) -> TicketFields:
    """`first`, and where it says nothing, `second`."""
    return TicketFields(
        subject=second.subject if first.subject is None else first.subject,
        priority=second.priority if first.priority is None else first.priority,
        category=second.category if first.category is None else first.category,
        machine_state=second.machine_state if first.machine_state is None else first.machine_state,
        contacts=second.contacts if first.contacts is None else first.contacts,
    )


def differing(after: TicketFields, before: TicketFields) -> TicketFields:
    """What of `after` is another value than in `before`; subjects without the blanks around them."""
    subject = None if after.subject is None else after.subject.strip()
    return TicketFields(
        subject=None if subject == before.subject else subject,
        priority=None if after.priority == before.priority else after.priority,
        category=None if after.category == before.category else after.category,
        machine_state=None if after.machine_state == before.machine_state else after.machine_state,
        contacts=None if after.contacts == before.contacts else after.contacts,
    )


def _same_fields(before: TicketFields, wanted: TicketFields) -> TicketFields:
    return TicketFields(
        subject=None if wanted.subject is None else before.subject or "",
        priority=None if wanted.priority is None else before.priority or "",
        category=None if wanted.category is None else before.category or "",
        machine_state=None if wanted.machine_state is None else before.machine_state or "",
        contacts=None if wanted.contacts is None else before.contacts or (),
    )


def _check(wanted: TicketFields) -> None:
    violations = check_edit(wanted)
    if violations:
        raise NotSendable(violations)
