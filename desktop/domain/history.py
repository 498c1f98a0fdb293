"""What happened to a ticket and when: its opening, and every event of its conversation, without what was said."""

from __future__ import annotations

from desktop.domain.projection import Entry, TicketView
from desktop.domain.ticket import MessageKind


def history(view: TicketView) -> tuple[Entry, ...]:
    """The opening first, then what happened in the order of the conversation; what is not sent yet comes last."""
    return tuple(one for one in view.entries if one.is_description or one.kind is MessageKind.EVENT)
