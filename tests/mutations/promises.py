"""Bugs of what the person is told: "sent" that is not true, something typed that is lost (invariant 8)."""

from __future__ import annotations

from desktop.actions import settle
from desktop.actions.desk import Desk
from desktop.actions.open_ticket import open_ticket
from desktop.domain.change import Change
from desktop.domain.change_state import TABLE, Step
from desktop.domain.draft import Draft, TicketDraft
from tests.mutations.switch import E, Patch, S, mutation
from tests.sync.simulation import person


@mutation("a change whose answer was lost counts as sent", 8)
def _(patch: Patch) -> None:
    patch.setitem(TABLE, (S.DISPATCHED, E.UNCERTAIN), Step(S.SENT))


@mutation("a change that was not sent for lack of a line counts as sent", 8)
def _(patch: Patch) -> None:
    patch.setitem(TABLE, (S.DISPATCHED, E.TRY_LATER), Step(S.SENT))


@mutation("what is taken back is thrown away", 8, more={"person": 20})
def _(patch: Patch) -> None:
    patch.setattr(settle, "_draft_of", lambda desk, change: None)


@mutation("a draft is deleted before its ticket is queued", 1, 8, more={"kill-act": 25})
def _(patch: Patch) -> None:
    right = open_ticket

    def wrong(desk: Desk, draft: TicketDraft) -> Change:
        desk.drafts.delete(draft)
        return right(desk, draft)

    patch.setattr(person, "open_ticket", wrong)


@mutation("a draft that is saved late comes back though it was sent", 8, more={"person": 20})
def _(patch: Patch) -> None:
    def save(desk: Desk, draft: Draft) -> None:
        desk.drafts.save(draft)

    patch.setattr(person, "save_draft", save)
