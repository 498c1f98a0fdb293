"""What a person did against what the server has: field by field, three ways, before anything is asked of the person.

Pure. Nothing typed is ever lost here: every verdict carries the person's own text on, or leaves the change as it is for them to decide.

What counts as seen: the messages of others that stood in front of the person when they pressed the button (`SetStatus.seen`), nothing
less. The ticket's version says that something moved, not that somebody spoke.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.catalogue import StatusKind
from desktop.domain.change import (
    AddMessage,
    Change,
    Deed,
    EditTicket,
    OpenTicket,
    Problem,
    SetStatus,
    StatusTarget,
    TicketFields,
)
from desktop.domain.ticket import Contact, Message, MessageKind, Ticket

UNSEEN_MESSAGE = "unseen-message"
"""Closing over something that the person has not read."""

EDITED_MEANWHILE = "edited-meanwhile"
"""Somebody else gave the same field another value; `Problem.pointers` names the fields (`/subject`)."""

TICKET_CLOSED = "ticket-closed"
TICKET_MERGED = "ticket-merged"

CHANGED_MEANWHILE = "conflict"
"""The server's state speaks against the change, and neither it nor we know more."""


@dataclass(frozen=True, slots=True)
class Send:
    """It can go as it is."""

    change: Change


@dataclass(frozen=True, slots=True)
class NothingToDo:
    """The server is where the person wanted it, and nothing they typed is left over."""


@dataclass(frozen=True, slots=True)
class Rebase:
    """This goes instead: the same wish, joined with what the server has."""

    deed: Deed


@dataclass(frozen=True, slots=True)
class Ask:
    """Only the person can decide."""

    problem: Problem


Verdict = Send | NothingToDo | Rebase | Ask


@dataclass(frozen=True, slots=True)
class Merge:
    """An edit joined with the server's ticket. `fields` is what is to stand there, `contested` names what both sides changed."""

    fields: TicketFields
    contested: tuple[str, ...] = ()


def before_sending(change: Change, ticket: Ticket | None, messages: Sequence[Message], me_id: str) -> Verdict:
    """Whether a change may leave, by what the cache knows of its ticket (None: nothing).

    The cache may be behind. It is good for a question and for joining, never for calling something done: that the server alone says.
    """
    deed = change.deed
    # An answer was lost. What goes now must be what went then, byte for byte, or the server could not know it again.
    if change.state.may_be_on_server or change.doubt_at:
        return Send(change)
    # A ticket that only we know has nothing to speak against it.
    if ticket is None:
        return Send(change)
    match deed:
        # Nothing exists yet that could be in the way.
        case OpenTicket():
            return Send(change)
        # Replies never conflict: two people may always both speak.
        case AddMessage():
            return Send(change)
        # Who closes should know what was said. A ticket that is closed already is not closed over anything.
        case SetStatus(target=StatusTarget.CLOSED) if ticket.kind is not StatusKind.CLOSED:
            return Ask(Problem(UNSEEN_MESSAGE)) if unseen(deed, messages, me_id) else Send(change)
        # Reopening hides nothing from anybody; a status that is reached already costs the server nothing, and its text stands as a message.
        case SetStatus():
            return Send(change)
        case EditTicket():
            merge = merged(deed, ticket)
            if merge.contested:
                return Ask(_contested(merge))
            rebased = _rebased(merge, ticket)
            return Send(change) if rebased == deed else Rebase(rebased)


def on_conflict(
    change: Change,
    current: Ticket | None,
    messages: Sequence[Message],
    me_id: str,
    problem: Problem | None = None,
) -> Verdict:
    """What follows when the server refused a change because of `current`, its present ticket (None: it did not say).

    `problem` is the refusal itself. The refusal is certain: nothing of the change is on the server, so that something else may go under
    its id. Never `Send`: what was refused is not sent again as it was.
    """
    deed = change.deed
    refusal = problem or Problem(CHANGED_MEANWHILE)
    # Closed is closed, whoever did it and why: who wanted no more than that has it.
    if _is_closed_already(deed, current):
        return NothingToDo()
    # A ticket that goes on in another one takes nothing at all.
    if current is None or refusal.code == TICKET_MERGED:
        return Ask(refusal)
    match deed:
        # Its id is free: whatever speaks against a new ticket is for the person to read.
        case OpenTicket():
            return Ask(refusal)
        # A reply has no conflict but a closed door; then the text waits for the person to choose another way.
        case AddMessage():
            return Ask(replace(refusal, code=TICKET_CLOSED) if current.kind is StatusKind.CLOSED else refusal)
        case SetStatus():
            return _on_status_conflict(deed, current, messages, me_id, refusal)
        case EditTicket():
            return _on_edit_conflict(deed, current, refusal)


def _is_closed_already(deed: Deed, current: Ticket | None) -> bool:
    if not isinstance(deed, SetStatus) or deed.target is not StatusTarget.CLOSED or deed.text.strip() or deed.files:
        return False
    return current is not None and current.kind is StatusKind.CLOSED


def _on_status_conflict(
    deed: SetStatus, current: Ticket, messages: Sequence[Message], me_id: str, refusal: Problem
) -> Verdict:
    reached = (current.kind is StatusKind.CLOSED) == (deed.target is StatusTarget.CLOSED)
    # Somebody was quicker and wanted the same.
    if reached and not deed.text.strip() and not deed.files:
        return NothingToDo()
    # The same, but a last word came along. Nothing is closed over any more, so what was seen does not matter …
    if reached and deed.seen is not None:
        return Rebase(replace(deed, seen=None))
    # … and where even that is refused, the word stands as a message.
    if reached:
        return Rebase(AddMessage(deed.text, deed.files))
    # The server has a message that was not seen, or it has come here since.
    closing = deed.target is StatusTarget.CLOSED
    if closing and deed.seen is not None and (refusal.code == "precondition-not-met" or unseen(deed, messages, me_id)):
        return Ask(Problem(UNSEEN_MESSAGE))
    return Ask(refusal)


def _on_edit_conflict(deed: EditTicket, current: Ticket, refusal: Problem) -> Verdict:
    # Somebody entered the very same.
    if stands(deed.after, current):
        return NothingToDo()
    # A closed ticket is not edited; joining would only be refused again.
    if refusal.code == TICKET_CLOSED:
        return Ask(refusal)
    merge = merged(deed, current)
    # Both sides changed the same field to different values: this is what a person is for.
    if merge.contested:
        return Ask(_contested(merge))
    rebased = _rebased(merge, current)
    # Refused, although nothing moved: the reason lies elsewhere, and trying again would go round for ever.
    if rebased == deed:
        return Ask(refusal)
    return Rebase(rebased)


def unseen(deed: SetStatus, messages: Sequence[Message], me_id: str) -> tuple[Message, ...]:
    """What others said that the person had not in front of them; nothing where nobody looked."""
    if deed.seen is None:
        return ()
    seen = frozenset(deed.seen)
    return tuple(one for one in messages if is_of_others(one, me_id) and one.id not in seen)


def is_of_others(message: Message, me_id: str) -> bool:
    """Whether somebody else said this. What merely happened to the ticket is no message to answer."""
    return message.kind is MessageKind.REPLY and message.author.id != me_id


def fields_of(ticket: Ticket) -> TicketFields:
    """All the fields that can be edited, as the server has them."""
    return TicketFields(ticket.subject, ticket.priority, ticket.category, ticket.machine_state, ticket.contacts)


def stands(wanted: TicketFields, ticket: Ticket) -> bool:
    """Whether the ticket has all the values that are wanted."""
    here = fields_of(ticket)
    return all(_is_wanted(name, wanted, here) for name in _TEXTS) and (
        wanted.contacts is None or _keys(wanted.contacts) == _keys(here.contacts or ())
    )


def merged(deed: EditTicket, ticket: Ticket) -> Merge:
    """The edit joined with the ticket, field by field: what they saw, what they want, what the server has."""
    theirs = fields_of(ticket)
    contested = tuple(name for name in _TEXTS if _is_contested(name, deed, theirs))
    fields = deed.after
    if fields.contacts is not None:
        # People to notify are a set: what either side added or took away stands, so they never contradict each other.
        joined = joined_contacts(deed.before.contacts or (), fields.contacts, theirs.contacts or ())
        fields = replace(fields, contacts=joined)
    return Merge(fields, contested)


def joined_contacts(
    base: tuple[Contact, ...], mine: tuple[Contact, ...], theirs: tuple[Contact, ...]
) -> tuple[Contact, ...]:
    """Theirs, without what I took away, with what I added. A person is known by the address."""
    removed = _keys(base) - _keys(mine)
    kept = [one for one in theirs if _key(one) not in removed]
    added = [one for one in mine if _key(one) not in _keys(base) and _key(one) not in _keys(kept)]
    return (*kept, *added)


_TEXTS = ("subject", "priority", "category", "machine_state")


def _text(fields: TicketFields, name: str) -> str | None:
    match name:
        case "subject":
            return None if fields.subject is None else fields.subject.strip()
        case "priority":
            return fields.priority
        case "category":
            return fields.category
        case _:
            return fields.machine_state


def _is_contested(name: str, deed: EditTicket, theirs: TicketFields) -> bool:
    mine, base, here = _text(deed.after, name), _text(deed.before, name) or "", _text(theirs, name) or ""
    # Left alone by me: whatever they did stands.
    if mine is None:
        return False
    # Left alone by them: mine stands.
    if here == base:
        return False
    # Both changed it, and to the same.
    return mine != here


def _is_wanted(name: str, wanted: TicketFields, here: TicketFields) -> bool:
    mine = _text(wanted, name)
    return mine is None or mine == (_text(here, name) or "")


def _rebased(merge: Merge, ticket: Ticket) -> EditTicket:
    """The same edit, as if the person had looked at the present ticket."""
    theirs, after = fields_of(ticket), merge.fields
    before = TicketFields(
        subject=None if after.subject is None else theirs.subject,
        priority=None if after.priority is None else theirs.priority,
        category=None if after.category is None else theirs.category,
        machine_state=None if after.machine_state is None else theirs.machine_state,
        contacts=None if after.contacts is None else theirs.contacts,
    )
    return EditTicket(after, before, ticket.version)


def insisted(deed: EditTicket, ticket: Ticket) -> EditTicket:
    """The person's own values, once they have seen the server's: nothing of theirs gives way."""
    return _rebased(merged(deed, ticket), ticket)


def _contested(merge: Merge) -> Problem:
    return Problem(EDITED_MEANWHILE, pointers=tuple((f"/{name}", "") for name in merge.contested))


def _key(contact: Contact) -> str:
    return contact.email.strip().casefold()


def _keys(contacts: Sequence[Contact]) -> frozenset[str]:
    return frozenset(_key(one) for one in contacts)
