"""What was written for a new ticket goes to one that is open already."""

from __future__ import annotations

from desktop.actions.desk import Desk
from desktop.actions.sendable import NotSendable
from desktop.domain.change import AddMessage, Change
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.rules import check_reply
from desktop.domain.template import is_only_headings, is_untouched


def reply_from(draft: TicketDraft, ticket_id: str) -> ReplyDraft:
    """The draft as a reply to an open ticket, files and all.

    The subject leads and the people to notify end it, because nothing else says them in a reply. A template in which nothing was filled in
    is left out.
    """
    empty = is_untouched(draft.description, draft.template) or is_only_headings(draft.description, draft.template)
    contacts = ", ".join(f"{one.name} <{one.email}>" if one.name else one.email for one in draft.contacts)
    parts = (
        draft.subject.strip(),
        "" if draft.machine_id else draft.machine_unlisted.strip(),
        "" if empty else draft.description.strip(),
        f"Cc: {contacts}" if contacts else "",
    )
    return ReplyDraft(ticket_id, "\n\n".join(part for part in parts if part), draft.files)


def add_to_ticket(desk: Desk, draft: TicketDraft, ticket_id: str) -> Change | None:
    """Queue what was written as a reply to an open ticket, and only then forget the draft, in one durable transaction.

    None when nothing was written: then there is nothing to send, and nothing to keep. A reply that was being written to that ticket stays
    where it is. Raises NotSendable; nothing has changed then.
    """
    said = reply_from(draft, ticket_id)
    if said.is_empty:
        desk.drafts.delete(draft)
        return None
    violations = check_reply(said, desk.helpdesk())
    if violations:
        raise NotSendable(violations)
    now = desk.now()
    change = Change(
        id=desk.new_id(),
        ticket_id=desk.outbox.where(ticket_id),
        deed=AddMessage(text=said.text, files=said.files),
        made_at=now,
        not_before=now + desk.undo_time,
    )
    with desk.outbox_database.transaction():
        desk.outbox.add(change)
        desk.drafts.delete(draft)
    return change
