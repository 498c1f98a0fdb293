"""What of a pull is news to the person."""

from __future__ import annotations

from desktop.domain.notice import Notice, NoticeKind
from desktop.domain.projection import first_line
from desktop.domain.ticket import Side
from desktop.storage.tickets import Applied, TicketStore


def news_of(applied: Applied, tickets: TicketStore) -> list[Notice]:
    """A notice for each reply of the support and each status that it changed. `tickets` has them all already."""
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
                )
            )
    for ticket, _before in applied.status_changes:
        notices.append(Notice(NoticeKind.STATUS, ticket.id, ticket.number, ticket.subject, status=ticket.status))
    return notices
