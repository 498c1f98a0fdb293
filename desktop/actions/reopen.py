"""What a person does about a closed ticket with which something is still wrong: reopen it with details, or go on in a new one."""

from __future__ import annotations

from dataclasses import replace

from desktop.actions.desk import Desk
from desktop.actions.sendable import NotSendable
from desktop.domain.change import AddMessage, Change, SetStatus, StatusTarget
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.reopening import ticket_like
from desktop.domain.rules import check_reopening


def reopen_with(desk: Desk, draft: ReplyDraft, seen_version: int = 0) -> Change:
    """Queue reopening the ticket with what is still wrong, and forget the draft, in one durable transaction. Raises NotSendable.

    The text goes with the reopening itself. Files follow as a message right behind it, for the reopening carries none (open API,
    `actions`): made at the same instant, so that both are taken back together (`domain.reopening`), and in this order, for a closed
    ticket takes no message. Returns the reopening.
    """
    violations = check_reopening(draft, desk.helpdesk())
    if violations:
        raise NotSendable(violations)
    now = desk.now()
    changes = [_change(desk, draft.ticket_id, SetStatus(StatusTarget.OPEN, draft.text.strip(), seen_version), now)]
    if draft.files:
        changes.append(_change(desk, draft.ticket_id, AddMessage("", draft.files), now))
    with desk.outbox_database.transaction():
        for change in changes:
            desk.outbox.add(change)
        desk.drafts.delete(draft)
    return changes[0]


def follow_up(desk: Desk, ticket_id: str, preface: str) -> TicketDraft | None:
    """A ticket to be written that goes on from a closed one; None when nobody knows that one.

    `preface` refers to it ("This goes on from ticket #10234."). What was being written to the old ticket goes along.
    """
    ticket = desk.tickets.ticket(ticket_id)
    if ticket is None:
        return None
    present = desk.drafts.reply(ticket_id) or ReplyDraft(ticket_id)
    draft = replace(
        ticket_like(ticket, desk.new_id()),
        description="\n\n".join(part for part in (preface, present.text) if part),
        # An id belongs to one place: the same bytes get another one.
        files=tuple(replace(file, id=desk.new_id()) for file in present.files),
        updated_at=desk.now(),
    )
    with desk.outbox_database.transaction():
        desk.drafts.delete(present)
        desk.drafts.save(draft)
    return draft


def _change(desk: Desk, ticket_id: str, deed: SetStatus | AddMessage, now: int) -> Change:
    return Change(id=desk.new_id(), ticket_id=ticket_id, deed=deed, made_at=now, not_before=now + desk.undo_time)
