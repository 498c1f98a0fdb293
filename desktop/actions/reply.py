"""Replying to a ticket, be it on the server or only here so far."""

from __future__ import annotations

from desktop.actions.desk import Desk
from desktop.actions.sendable import NotSendable
from desktop.domain.change import AddMessage, Change
from desktop.domain.draft import ReplyDraft
from desktop.domain.rules import check_reply


def reply(desk: Desk, draft: ReplyDraft) -> Change:
    """Queue the reply, and forget its draft, in one durable transaction. Raises NotSendable."""
    violations = check_reply(draft, desk.helpdesk())
    if violations:
        raise NotSendable(violations)
    now = desk.now()
    change = Change(
        id=desk.new_id(),
        ticket_id=desk.outbox.where(draft.ticket_id),
        deed=AddMessage(text=draft.text.strip(), files=draft.files),
        made_at=now,
        not_before=now + desk.undo_time,
    )
    with desk.outbox_database.transaction():
        desk.outbox.add(change)
        desk.drafts.delete(draft)
    return change
