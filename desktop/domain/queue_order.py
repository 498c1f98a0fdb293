"""Helpdesks that answer strictly in order of arrival, where writing more does not make an answer come sooner."""

from __future__ import annotations

from desktop.domain.account import Feature, Helpdesk
from desktop.domain.catalogue import StatusKind
from desktop.domain.projection import TicketView
from desktop.domain.ticket import MessageKind, Side


def waits_in_turn(view: TicketView, helpdesk: Helpdesk) -> bool:
    """Whether a ticket waits for its turn: the helpdesk goes by order of arrival, and the last word is not the helpdesk's.

    Whoever adds to such a ticket is to know that it does not speed it up; an answer to a question of the helpdesk is another matter.
    """
    if not helpdesk.has(Feature.QUEUE_ORDER) or view.kind not in (StatusKind.NEW, StatusKind.OPEN):
        return False
    said = [one for one in view.entries if one.is_description or one.kind is MessageKind.REPLY]
    return not said or said[-1].author.side is Side.CUSTOMER
