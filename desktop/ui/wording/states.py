"""States in words, with the shape and tone that go with them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.domain import projection
from desktop.domain.catalogue import Catalogue, StatusKind
from desktop.domain.change import AddMessage, Change, EditTicket, OpenTicket, SetStatus, StatusTarget
from desktop.domain.change_state import ChangeState
from desktop.domain.instant import Instant
from desktop.domain.listing import Folder, Order, TicketRow
from desktop.domain.projection import Entry, TicketView, pressing_state
from desktop.ui.glyphs import Glyph
from desktop.ui.theme import Tone
from desktop.ui.wording.amounts import bytes_left, percent
from desktop.ui.wording.details import edit_in_words, edited_sentence
from desktop.ui.wording.problems import problem_sentence
from desktop.ui.wording.times import relative_time

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Look:
    """A state as shape, colour and word: never one of them alone."""

    glyph: Glyph
    tone: Tone
    words: str


@dataclass(frozen=True, slots=True)
class ChangeLook:
    """A change's state: its look, a sentence that explains it, and whether the person is needed."""

    look: Look
    sentence: str
    needs_person: bool


def status_look(kind: StatusKind) -> Look:
    """What a ticket's status looks like."""
    match kind:
        case StatusKind.NEW:
            return Look(Glyph.NEW, Tone.OPEN, translate("States", "New"))
        case StatusKind.OPEN:
            return Look(Glyph.OPEN, Tone.OPEN, translate("States", "Open"))
        case StatusKind.WAITING:
            return Look(Glyph.WAITING, Tone.WAITING, translate("States", "Waiting for you"))
        case StatusKind.ANSWERED:
            return Look(Glyph.ANSWERED, Tone.ANSWERED, translate("States", "Answered"))
        case StatusKind.CLOSED:
            return Look(Glyph.CLOSED, Tone.DIM, translate("States", "Closed"))


def row_look(row: TicketRow) -> Look:
    """What a row of the list looks like: what needs the person first, then what is not sent, then the status."""
    state = row.state
    if state is not None and state.needs_person:
        return Look(Glyph.NEEDS_YOU, Tone.NEEDS_YOU, translate("States", "Needs you"))
    if state is not None and not row.number:
        return _unsent_look(state)
    return status_look(row.kind)


def ticket_look(view: TicketView) -> Look:
    """What the head of a ticket looks like: while it exists only here, what becomes of it says more than "New"."""
    state = pressing_state(view.changes)
    if view.number or state is None:
        return status_look(view.kind)
    if state.needs_person:
        return Look(Glyph.NEEDS_YOU, Tone.NEEDS_YOU, translate("States", "Needs you"))
    return _unsent_look(state)


def _unsent_look(state: ChangeState) -> Look:
    match state:
        case ChangeState.UPLOADING | ChangeState.DISPATCHED:
            words = translate("States", "Sending")
        case ChangeState.UNCERTAIN:
            words = translate("States", "Checking")
        case ChangeState.MAILED:
            words = translate("States", "By e-mail")
        case _:
            words = translate("States", "Queued")
    return Look(Glyph.QUEUED, Tone.DIM, words)


def change_look(change: Change, now: Instant, *, online: bool = True, held: bool = False) -> ChangeLook:
    """The state of something the person did, in words: queued, sending 40 %, checking, sent, needs you.

    `held`: its large files wait for a connection that is not metered.
    """
    if held and online and change.state in (ChangeState.QUEUED, ChangeState.UPLOADING):
        return _held_look(change)
    match change.state:
        case ChangeState.NEEDS_ATTENTION | ChangeState.CONFLICT:
            look = Look(Glyph.NEEDS_YOU, Tone.NEEDS_YOU, translate("States", "needs you"))
            return ChangeLook(look, problem_sentence(change), needs_person=True)
        case ChangeState.UPLOADING:
            done, total = change.bytes_sent, change.bytes_total
            word = translate("States", "sending {percent}") if online else translate("States", "waiting, {percent}")
            look = Look(Glyph.QUEUED, Tone.DIM, word.format(percent=percent(done, total)))
            return ChangeLook(look, bytes_left(done, total), needs_person=False)
        case ChangeState.DISPATCHED:
            return ChangeLook(Look(Glyph.QUEUED, Tone.DIM, translate("States", "sending")), "", needs_person=False)
        case ChangeState.UNCERTAIN:
            look = Look(Glyph.QUEUED, Tone.DIM, translate("States", "checking"))
            sentence = translate("States", "The answer got lost; asking whether it arrived before sending again")
            return ChangeLook(look, sentence, needs_person=False)
        case ChangeState.MAILED:
            look = Look(Glyph.QUEUED, Tone.DIM, translate("States", "by e-mail"))
            sentence = translate("States", "handed to e-mail, waiting for the helpdesk to show it")
            return ChangeLook(look, problem_sentence(change) or sentence, needs_person=False)
        case ChangeState.SENT | ChangeState.CONFIRMED:
            look = Look(Glyph.ANSWERED, Tone.ANSWERED, translate("States", "sent"))
            sentence = relative_time(change.settled_at, now) if change.settled_at else ""
            return ChangeLook(look, sentence, needs_person=False)
        case ChangeState.ENDED:
            return ChangeLook(Look(Glyph.CLOSED, Tone.DIM, translate("States", "discarded")), "", needs_person=False)
        case ChangeState.BLOCKED:
            look = Look(Glyph.QUEUED, Tone.DIM, translate("States", "waiting"))
            sentence = translate("States", "waits behind something earlier in this ticket")
            return ChangeLook(look, sentence, needs_person=False)
        case ChangeState.QUEUED | ChangeState.DRAFT:
            look = Look(Glyph.QUEUED, Tone.DIM, translate("States", "queued"))
            return ChangeLook(look, _queued_sentence(change, online=online), needs_person=False)


def _held_look(change: Change) -> ChangeLook:
    done, total = change.bytes_sent, change.bytes_total
    word = translate("States", "waiting, {percent}") if done else translate("States", "waiting")
    sentence = translate("States", "This connection is metered: large files wait for another one")
    return ChangeLook(
        Look(Glyph.QUEUED, Tone.DIM, word.format(percent=percent(done, total))), sentence, needs_person=False
    )


def _queued_sentence(change: Change, *, online: bool) -> str:
    if not online:
        return translate("States", "will be sent when the helpdesk can be reached")
    if change.attempts:
        return translate("States", "will be tried again by itself")
    return translate("States", "will be sent in a moment")


def deed_name(change: Change) -> str:
    """What kind of thing the person did."""
    match change.deed:
        case OpenTicket():
            return translate("States", "New ticket")
        case AddMessage():
            return translate("States", "Reply")
        case SetStatus(target=StatusTarget.CLOSED):
            return translate("States", "Close ticket")
        case SetStatus():
            return translate("States", "Reopen ticket")
        case EditTicket():
            return translate("States", "Edit details")


def folder_name(folder: Folder) -> str:
    """A standing list's name."""
    match folder:
        case Folder.WAITING:
            return translate("States", "Waiting for me")
        case Folder.OPEN:
            return translate("States", "Open", "a list of tickets: plural")
        case Folder.CLOSED:
            return translate("States", "Closed", "a list of tickets: plural")
        case Folder.MINE:
            return translate("States", "All my tickets")
        case Folder.COMPANY:
            return translate("States", "Whole company")


def order_name(order: Order) -> str:
    """What a list is sorted by."""
    match order:
        case Order.ACTIVITY:
            return translate("States", "Latest activity")
        case Order.CREATED:
            return translate("States", "Newest ticket")
        case Order.NUMBER:
            return translate("States", "Highest number")
        case Order.SUBJECT:
            return translate("States", "Subject, A to Z")
        case Order.PRIORITY:
            return translate("States", "Most urgent")


def status_name(status: str, catalogue: Catalogue, language: str) -> str:
    """A status in the server's own words, else in ours, else as it is."""
    known = catalogue.status(status)
    if known is not None and (said := known.name.say(language)):
        return said
    try:
        return status_look(StatusKind(status)).words
    except ValueError:
        return status


def event_sentence(entry: Entry, catalogue: Catalogue, language: str) -> str:
    """One line about something that happened to a ticket."""
    who = entry.author.name or translate("States", "Support")
    before = status_name(entry.event_before, catalogue, language)
    after = status_name(entry.event_after, catalogue, language)
    mine = entry.mine
    match entry.event_name:
        case "status" if before and after and mine:
            said = translate("States", "You changed the status from “{before}” to “{after}”")
        case "status" if before and after:
            said = translate("States", "{who} changed the status from “{before}” to “{after}”")
        case "status" if after and mine:
            said = translate("States", "You changed the status to “{after}”")
        case "status" if after:
            said = translate("States", "{who} changed the status to “{after}”")
        case "assigned" | "assignee":
            after = entry.event_after
            said = _assigned(after, mine=mine, oneself=bool(after) and after == entry.author.name)
        case projection.DETAILS_EDITED if entry.change is not None and isinstance(entry.change.deed, EditTicket):
            after = edit_in_words(entry.change.deed.after, catalogue, language).replace("\n", " · ")
            said = translate("States", "You changed the details: {after}")
        case "subject" | "priority" | "category" | "contacts":
            return edited_sentence(entry, catalogue, language)
        case "merged-into" if entry.event_after:
            after = entry.event_after
            said = translate("States", "This ticket goes on in {after}")
        case "machine-state":
            known = catalogue.machine_state(entry.event_after)
            after = known.name.say(language) if known else entry.event_after
            said = (
                translate("States", "You set the machine state to “{after}”")
                if mine
                else translate("States", "{who} set the machine state to “{after}”")
            )
        case _:
            return entry.text or entry.event_name
    return said.format(before=before, after=after, who=who)


def _assigned(after: str, *, mine: bool, oneself: bool) -> str:
    if not after:
        return translate("States", "Assigned by you") if mine else translate("States", "Assigned by {who}")
    if oneself:
        return translate("States", "{who} takes care of it")
    if mine:
        return translate("States", "You assigned it to {after}")
    return translate("States", "{who} assigned it to {after}")
