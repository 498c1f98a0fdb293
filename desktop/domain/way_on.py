"""How it can go on with a change that the helpdesk's state speaks against: what is offered for which problem.

Every problem has a way on that keeps the text, and none that loses it but by the person's explicit order.
"""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.change import AddMessage, Change, EditTicket, OpenTicket, SetStatus
from desktop.domain.conflict import CHANGED_MEANWHILE, EDITED_MEANWHILE, TICKET_CLOSED, TICKET_MERGED, UNSEEN_MESSAGE

TICKET_GONE = frozenset({"parent-unknown", "not-found", "gone"})
"""The helpdesk has no such ticket, or not for us."""

_STATES_DIFFER = frozenset(
    {EDITED_MEANWHILE, UNSEEN_MESSAGE, CHANGED_MEANWHILE, "precondition-not-met", "precondition-failed"}
)


class WayOn(StrEnum):
    """What the person can decide."""

    SEND_MINE = "send-mine"
    KEEP_THEIRS = "keep-theirs"
    REOPEN_AND_SEND = "reopen-and-send"
    CONTINUE_THERE = "continue-there"
    NEW_TICKET = "new-ticket"
    TAKE_BACK = "take-back"
    DISCARD = "discard"


def ways_on(change: Change, *, ticket_is_here: bool, may_reopen: bool) -> tuple[WayOn, ...]:
    """The ways out of a change's problem, the likeliest first; none where there is nothing to decide but how to mend the change itself.

    `ticket_is_here` says whether we still have the ticket, `may_reopen` whether the helpdesk lets this person reopen it.
    """
    problem, deed = change.problem, change.deed
    if problem is None or not change.state.needs_person or isinstance(deed, OpenTicket):
        return ()
    has_content = bool(deed.text.strip() or deed.files)
    elsewhere = (WayOn.NEW_TICKET,) if has_content else ()
    if problem.code in _STATES_DIFFER:
        return (WayOn.SEND_MINE, WayOn.KEEP_THEIRS)
    if problem.code == TICKET_CLOSED:
        first = (WayOn.REOPEN_AND_SEND,) if may_reopen else ()
        # An edit is about this ticket and no other.
        if isinstance(deed, EditTicket):
            return (*first, WayOn.KEEP_THEIRS, WayOn.DISCARD)
        return (*first, *elsewhere, WayOn.TAKE_BACK, WayOn.DISCARD)
    if problem.code == TICKET_MERGED:
        moves = has_content and bool(problem.merged_into) and isinstance(deed, AddMessage | SetStatus)
        there = (WayOn.CONTINUE_THERE,) if moves else ()
        back = (WayOn.TAKE_BACK,) if has_content and ticket_is_here and not isinstance(deed, EditTicket) else ()
        return (*there, *elsewhere, *back, WayOn.DISCARD)
    if problem.code in TICKET_GONE:
        return (*elsewhere, WayOn.DISCARD)
    return ()


def can_decide(change: Change) -> bool:
    """Whether there is something to decide about a change, besides mending it."""
    return bool(ways_on(change, ticket_is_here=True, may_reopen=True))
