"""What of a pull is news to the person."""

from __future__ import annotations

from desktop.domain.notice import Notice, NoticeKind
from desktop.domain.projection import first_line
from desktop.domain.ticket import Side
from desktop.storage.tickets import Applied, TicketStore


def news_of(applied: Applied, tickets: TicketStore) -> list[Notice]:
    """A notice for each reply of the support, each status that it changed and each new announcement. `tickets` has them all already."""
    notices = []
    for message in applied.new_replies:
        ticket = tickets.ticket(message.ticket_id)
        if ticket is not None and message.author.side is Side.SUPPORT:
            text = first_line(message.text)
            notices.append(
                Notice(
                    NoticeKind.REPLY,
                    ticket.id,
                    ticket.number,
                    ticket.subject,
                    message.author.name,
                    text,
                    ticket.status,
                    at=message.created_at,
                )
            )
    for ticket, _before in applied.status_changes:
        notices.append(
            Notice(
                NoticeKind.STATUS,
                ticket.id,
                ticket.number,
                ticket.subject,
                status=ticket.status,
                at=ticket.updated_at,
            )
        )
    notices += [
        Notice(
            NoticeKind.ANNOUNCEMENT,
            subject=one.title,
            text=first_line(one.text),
            announcement_id=one.id,
            at=one.published_at,
        )
        for one in applied.new_announcements
    ]
    return notices
