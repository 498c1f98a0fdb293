"""Sending the ticket that the wizard (or the command line) put together."""

from __future__ import annotations

from desktop.actions.desk import Desk
from desktop.actions.sendable import NotSendable
from desktop.domain.change import Change, OpenTicket
from desktop.domain.draft import TicketDraft
from desktop.domain.rules import check_ticket, needs_machine_state


def open_ticket(desk: Desk, draft: TicketDraft) -> Change:
    """Queue the ticket, and forget its draft, in one durable transaction. Raises NotSendable.

    The draft's id becomes the ticket's id: sending the same draft twice (a double click) queues it once.
    """
    catalogue, helpdesk = desk.catalogue.catalogue(), desk.helpdesk()
    already = desk.outbox.get(draft.id)
    if already is not None:
        return already
    violations = check_ticket(draft, catalogue, helpdesk)
    if violations:
        raise NotSendable(violations)
    now = desk.now()
    change = Change(
        id=draft.id,
        ticket_id=draft.id,
        deed=OpenTicket(
            subject=draft.subject.strip(),
            description=draft.description.strip(),
            request_type=draft.request_type,
            category=draft.category,
            machine_id=draft.machine_id,
            machine_unlisted="" if draft.machine_id else draft.machine_unlisted.strip(),
            machine_state=draft.machine_state if needs_machine_state(draft, catalogue, helpdesk) else "",
            priority=draft.priority,
            contacts=draft.contacts,
            files=draft.files,
        ),
        made_at=now,
        not_before=now + desk.undo_time,
    )
    with desk.outbox_database.transaction():
        desk.outbox.add(change)
        desk.drafts.delete(draft)
    return change
