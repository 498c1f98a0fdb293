"""Bugs of sending by e-mail (invariants 1, 2, 3, 5 and 8)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from desktop.domain import mail_marker
from desktop.domain.change import Change
from desktop.domain.change_state import TABLE
from desktop.domain.ticket import Message, Ticket
from desktop.storage.outbox import Outbox
from desktop.sync import reoffer, schedule
from desktop.sync.confirming import Confirming, is_here
from desktop.sync.reoffer import Reoffer
from tests.mutations.switch import ONCE, E, Patch, S, everywhere, mutation

MAIL = replace(ONCE, mail=True, faults=(0.1,))
MAILS = {"mail": 25.0, "run": 20.0, "person": 20.0}


@mutation("the engine sends what was handed to e-mail", 2, shape=MAIL, more=MAILS)
def _(patch: Patch) -> None:
    patch.setattr(S, "stands_still", property(lambda state: state.needs_person))
    for event in (E.DISPATCHED, E.UPLOAD_STARTED):
        patch.setitem(TABLE, (S.MAILED, event), TABLE[S.QUEUED, event])


@mutation("words of somebody else that end in the mark count as the mail", 8, shape=MAIL, more=MAILS | {"staff": 15})
def _(patch: Patch) -> None:
    def careless(confirming: Confirming, entity: Ticket | Message) -> str:
        return mail_marker.marker_of(entity.description if isinstance(entity, Ticket) else entity.text)

    patch.setattr(Confirming, "_mark_of", careless)


@mutation("a quoted mark counts as the mail", 8, shape=MAIL, more=MAILS | {"staff": 15})
def _(patch: Patch) -> None:
    def anywhere(text: str) -> str:
        found = re.search(r"\[sportello-change: ([0-9a-f-]+)\]", text)
        return found[1] if found else ""

    everywhere(patch, mail_marker.marker_of, anywhere)


@mutation("what follows a ticket does not wait for its mail", 3, 5, shape=MAIL, more=MAILS | {"person": 30})
def _(patch: Patch) -> None:
    right = schedule._first_of_each_ticket

    def wrong(changes: Iterable[Change]) -> list[Change]:
        return right(one for one in changes if one.state is not S.MAILED)

    everywhere(patch, right, wrong)


@mutation(
    "what waits for a ticket stays behind when its mail is known again", 1, 5, shape=MAIL, more=MAILS | {"person": 30}
)
def _(patch: Patch) -> None:
    patch.setattr(Outbox, "move_ticket", lambda outbox, ticket_id, to: None)


@mutation(
    "what a restored helpdesk took by mail, under an id of its own, is taken for forgotten by everybody",
    2,
    shape=replace(MAIL, devices=2),
    more=MAILS | {"epoch": 8.0, "scope": 3.0},
)
def _(patch: Patch) -> None:
    patch.setattr(reoffer, "is_here", lambda change, tickets: is_here(replace(change, stands_as=""), tickets))
    patch.setattr(Reoffer, "_ask_about_mail", lambda self, change: None)
