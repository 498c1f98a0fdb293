"""Keeping what is being written."""

from __future__ import annotations

from dataclasses import replace

from desktop.actions.desk import Desk
from desktop.domain.draft import Draft, ReplyDraft, TicketDraft


def new_ticket_draft(desk: Desk) -> TicketDraft:
    """A fresh draft. Its id will be the ticket's."""
    return TicketDraft(id=desk.new_id(), updated_at=desk.now())


def save_draft(desk: Desk, draft: Draft) -> None:
    """Keep the draft durably; an empty one is forgotten. A ticket that was sent meanwhile is not brought back as a draft."""
    if isinstance(draft, TicketDraft) and desk.outbox.get(draft.id) is not None:
        return
    if isinstance(draft, ReplyDraft):
        # The ticket may have arrived by e-mail, under another id, while the person was typing.
        draft = replace(draft, ticket_id=desk.outbox.where(draft.ticket_id))
    desk.drafts.save(replace(draft, updated_at=desk.now()))


def delete_draft(desk: Desk, draft: Draft) -> None:
    """Forget a draft on the person's order."""
    desk.drafts.delete(draft)
