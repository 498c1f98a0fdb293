"""Handing a change to e-mail, and bringing it back.

The outbox says that a change was handed over before the message leaves this program in any way: a crash in between leaves something that
the person is shown as "handed to e-mail", and never something that goes both ways.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.actions.desk import Desk
from desktop.connectors.email import Letter, compose
from desktop.domain.account import Person
from desktop.domain.change import Change, OpenTicket, Problem
from desktop.domain.change_state import ChangeEvent, ChangeState, NotAllowed, step
from desktop.domain.instant import Instant
from desktop.domain.mailing import MAIL_DID_NOT_GO, MAIL_PERHAPS, Obstacle, obstacle


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A change as it was before it was handed to e-mail, the letter that is to be written of it, and when that was."""

    before: Change
    letter: Letter
    at: Instant


def letter_for(desk: Desk, change_id: str, person: Person) -> Letter | Obstacle:
    """What would go by e-mail, or what keeps it from going. Changes nothing."""
    change = desk.outbox.get(change_id)
    if change is None:
        return Obstacle.NOT_WAITING
    ticket = desk.tickets.ticket(change.ticket_id)
    number = ticket.number if ticket is not None else ""
    hindered = obstacle(change, _earlier_than(desk, change), number, desk.helpdesk(), person)
    if hindered is not None:
        return hindered
    machine_id = change.deed.machine_id if isinstance(change.deed, OpenTicket) else ""
    machine = desk.tickets.machine(machine_id) if machine_id else None
    return compose(
        change,
        helpdesk=desk.helpdesk(),
        person=person,
        catalogue=desk.catalogue.catalogue(),
        machine=machine.name if machine is not None else "",
        number=number,
        ticket_subject=ticket.subject if ticket is not None else "",
    )


def hand_to_mail(desk: Desk, change_id: str, person: Person) -> HandedOver | Obstacle:
    """Let a change wait to be seen in the feed: nothing else sends it from now on. What keeps it from going is said instead."""
    change, letter = desk.outbox.get(change_id), letter_for(desk, change_id, person)
    if change is None or isinstance(letter, Obstacle):
        return letter if isinstance(letter, Obstacle) else Obstacle.NOT_WAITING
    after, now = step(change.state, ChangeEvent.HANDED_TO_MAIL), desk.now()
    with desk.outbox_database.transaction():
        desk.outbox.update(change_id, after.state, not_before=now, attempts=0)
        if not change.mailed_at:
            desk.outbox.note_mailed(change_id, now)
    return HandedOver(change, letter, now)


def mail_was_not_made(desk: Desk, handed: HandedOver) -> bool:
    """The message surely did not leave this program: everything is as it was before; False when something else happened meanwhile."""
    before = handed.before
    present = desk.outbox.get(before.id)
    if present is None or present.not_before != handed.at:
        # The person brought it back, and handed it over once more: this was about the time before.
        return False
    with desk.outbox_database.transaction():
        if not _bring_back(desk, before.id, asks=before.state.needs_person, problem=before.problem):
            return False
        if not before.mailed_at:
            desk.outbox.note_mailed(before.id, 0)
    return True


def mail_may_have_gone(desk: Desk, change_id: str) -> bool:
    """The mail server's last answer was lost: it stays with e-mail, and says so."""
    change = desk.outbox.get(change_id)
    if change is None or change.state is not ChangeState.MAILED:
        return False
    desk.outbox.update(change_id, change.state, problem=Problem(MAIL_PERHAPS))
    return True


def mail_did_not_go(desk: Desk, change_id: str) -> bool:
    """The person says that the mail was not sent: the change is in their hands again; False when the helpdesk has shown it meanwhile."""
    return _bring_back(desk, change_id, asks=True, problem=Problem(MAIL_DID_NOT_GO))


def send_over_the_line(desk: Desk, change_id: str) -> bool:
    """It goes over the line instead, after the news are fetched and the helpdesk was asked for it; False when it is there already."""
    return _bring_back(desk, change_id, asks=False, problem=None)


def _bring_back(desk: Desk, change_id: str, *, asks: bool, problem: Problem | None) -> bool:
    change = desk.outbox.get(change_id)
    if change is None:
        return False
    try:
        after = step(change.state, ChangeEvent.MAIL_DID_NOT_GO if asks else ChangeEvent.OVER_THE_LINE)
    except NotAllowed:
        return False
    desk.outbox.update(change_id, after.state, not_before=desk.now(), attempts=0, problem=problem)
    return True


def _earlier_than(desk: Desk, change: Change) -> list[Change]:
    """What waits before it in its ticket."""
    waiting = desk.outbox.of_ticket(change.ticket_id)
    place = next((at for at, one in enumerate(waiting) if one.id == change.id), len(waiting))
    return waiting[:place]
