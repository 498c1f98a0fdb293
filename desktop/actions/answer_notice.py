"""Answering a ticket from a notice on the desktop: beside whatever is being written to it in the window, which stays as it is."""

from __future__ import annotations

from dataclasses import replace

from desktop.actions.desk import Desk
from desktop.actions.reply import reply
from desktop.domain.change import Change
from desktop.domain.draft import ReplyDraft


def answer_notice(desk: Desk, ticket_id: str, text: str) -> Change:
    """Queue the answer as a reply, with undo as usual. A draft of a reply to the same ticket is kept. Raises NotSendable, StorageError."""
    with desk.outbox_database.transaction():
        kept = desk.drafts.reply(ticket_id)
        change = reply(desk, ReplyDraft(ticket_id, text))
        if kept is not None:
            desk.drafts.save(kept)
    desk.tickets.mark_read(ticket_id)
    return change


def keep_answer(desk: Desk, ticket_id: str, text: str) -> ReplyDraft:
    """Put the answer before the draft of a reply to the ticket, to be sent by hand; returns the draft. Raises StorageError."""
    present = desk.drafts.reply(ticket_id) or ReplyDraft(ticket_id)
    joined = "\n\n".join(part for part in (text.strip(), present.text) if part)
    draft = replace(present, text=joined, updated_at=desk.now())
    desk.drafts.save(draft)
    return draft
