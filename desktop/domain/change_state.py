"""The life of a change, as one table.

`step` is pure: it says which state follows on an event and what must be done about it; who does it, with which clock, disk and
network, is the engine's business. A change is never thrown away by this table: only the person ends one.

::

    draft ⇄ queued ──▶ uploading ──▶ dispatched ──▶ sent ──▶ confirmed
             ▲  ▲___________|            │  │         ▲          │
             │ try later, sign in        │  │         │          │ a restored server has lost it
             ├───────────────────────────┤  │         │          └─▶ queued
             │                           │  └─▶ needs attention / conflict ──▶ (person) queued, draft or ended
             │ not there                 └─▶ uncertain ──▶ (asked again) sent / queued / …
             └──────────────────────────────────┘

    queued / needs attention ──▶ mailed ──▶ confirmed, when the feed shows it; or (person) queued / needs attention

What was handed to e-mail is nobody's to send: the engine leaves it alone until the feed shows it, or the person says that it did not go.
A draft lies in a table of its own until it is sent. *Blocked* is never stored: it is what `standing` says of a change behind one that needs
the person, and ends with that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class ChangeState(StrEnum):
    """Where a change is."""

    DRAFT = "draft"
    QUEUED = "queued"
    UPLOADING = "uploading"
    DISPATCHED = "dispatched"
    UNCERTAIN = "uncertain"
    SENT = "sent"
    CONFIRMED = "confirmed"
    NEEDS_ATTENTION = "needs-attention"
    CONFLICT = "conflict"
    BLOCKED = "blocked"
    MAILED = "mailed"
    ENDED = "ended"

    @property
    def is_settled(self) -> bool:
        """Nothing is left to do: the server has it, or the person ended it."""
        return self in _SETTLED

    @property
    def needs_person(self) -> bool:
        """Only the person can make it go on."""
        return self in (ChangeState.NEEDS_ATTENTION, ChangeState.CONFLICT)

    @property
    def stands_still(self) -> bool:
        """Nothing that the engine sends makes it go on: it waits for the person, or for a mail to arrive."""
        return self.needs_person or self is ChangeState.MAILED

    @property
    def may_be_on_server(self) -> bool:
        """A request, or a mail, may have had its effect without our knowing: such a change can't simply be taken back."""
        return self in (ChangeState.DISPATCHED, ChangeState.UNCERTAIN, ChangeState.MAILED)


_SETTLED = frozenset({ChangeState.SENT, ChangeState.CONFIRMED, ChangeState.ENDED})


class ChangeEvent(StrEnum):
    """What can happen to a change."""

    SEND_PRESSED = "send-pressed"
    TAKEN_BACK = "taken-back"
    UPLOAD_STARTED = "upload-started"
    DISPATCHED = "dispatched"
    ACCEPTED = "accepted"
    ALREADY_THERE = "already-there"
    GONE = "gone"
    CONFLICT = "conflict"
    INVALID = "invalid"
    SIGN_IN_NEEDED = "sign-in-needed"
    TRY_LATER = "try-later"
    UNCERTAIN = "uncertain"
    FILES_MISSING = "files-missing"
    NOT_THERE = "not-there"
    UNKNOWN = "unknown"
    REBASED = "rebased"
    SEEN_IN_FEED = "seen-in-feed"
    PROGRAM_STARTED = "program-started"
    RETRY_ASKED = "retry-asked"
    DISCARDED = "discarded"
    RESTORED = "restored"
    SERVER_FORGOT = "server-forgot"
    HANDED_TO_MAIL = "handed-to-mail"
    MAIL_DID_NOT_GO = "mail-did-not-go"
    OVER_THE_LINE = "over-the-line"


class Effect(StrEnum):
    """What a transition asks of the engine."""

    BACK_OFF = "back-off"
    FORGET_BACK_OFF = "forget-back-off"
    FORGET_UPLOADS = "forget-uploads"
    TELL_PERSON = "tell-person"
    STOP_ACCOUNT = "stop-account"


@dataclass(frozen=True, slots=True)
class Step:
    """Outcome of `step`."""

    state: ChangeState
    effects: frozenset[Effect] = frozenset()


class NotAllowed(ValueError):
    """The event cannot happen in that state: a bug of the caller."""


_S = ChangeState
_E = ChangeEvent
_WAITING = (_S.QUEUED, _S.UPLOADING, _S.UNCERTAIN)
_OPEN = (*_WAITING, _S.DISPATCHED, _S.NEEDS_ATTENTION, _S.CONFLICT)
_SURELY_HERE = (_S.QUEUED, _S.UPLOADING, _S.NEEDS_ATTENTION)
"""Nothing of it left, but perhaps some bytes of its files, which alone do nothing."""


def _table() -> dict[tuple[ChangeState, ChangeEvent], Step]:
    table: dict[tuple[ChangeState, ChangeEvent], Step] = {}

    def on(states: tuple[ChangeState, ...], event: ChangeEvent, to: ChangeState | None, *effects: Effect) -> None:
        for state in states:
            table[state, event] = Step(to or state, frozenset(effects))

    sending = (_S.UPLOADING, _S.DISPATCHED, _S.UNCERTAIN)
    on((_S.DRAFT,), _E.SEND_PRESSED, _S.QUEUED)
    on((_S.QUEUED, _S.UPLOADING, _S.NEEDS_ATTENTION, _S.CONFLICT), _E.TAKEN_BACK, _S.DRAFT)
    on((_S.QUEUED, _S.UPLOADING), _E.UPLOAD_STARTED, _S.UPLOADING)
    on((_S.UNCERTAIN,), _E.UPLOAD_STARTED, None)
    on((_S.QUEUED, _S.UPLOADING), _E.DISPATCHED, _S.DISPATCHED)
    # What an earlier attempt may have done is not undone by a later one that surely did nothing: the doubt stays until an answer ends it.
    on((_S.UNCERTAIN,), _E.DISPATCHED, None)
    on(sending, _E.ACCEPTED, _S.SENT, Effect.FORGET_BACK_OFF)
    on(sending, _E.ALREADY_THERE, _S.SENT, Effect.FORGET_BACK_OFF)
    on(sending, _E.GONE, _S.NEEDS_ATTENTION, Effect.TELL_PERSON)
    on(sending, _E.CONFLICT, _S.CONFLICT, Effect.TELL_PERSON)
    on(sending, _E.INVALID, _S.NEEDS_ATTENTION, Effect.TELL_PERSON)
    # The session ended before the server looked at the content, and that is answered with certainty: back to where it waits.
    on((_S.DISPATCHED,), _E.SIGN_IN_NEEDED, _S.QUEUED, Effect.STOP_ACCOUNT)
    on((_S.UPLOADING, _S.UNCERTAIN), _E.SIGN_IN_NEEDED, None, Effect.STOP_ACCOUNT)
    on((_S.DISPATCHED,), _E.TRY_LATER, _S.QUEUED, Effect.BACK_OFF)
    on((_S.UPLOADING, _S.UNCERTAIN), _E.TRY_LATER, None, Effect.BACK_OFF)
    on((_S.DISPATCHED, _S.UNCERTAIN), _E.UNCERTAIN, _S.UNCERTAIN, Effect.BACK_OFF)
    # A lost answer while uploading is harmless: the server's offset is asked for before the next byte.
    on((_S.UPLOADING,), _E.UNCERTAIN, _S.UPLOADING, Effect.BACK_OFF)
    on(sending, _E.FILES_MISSING, _S.QUEUED, Effect.FORGET_UPLOADS, Effect.BACK_OFF)
    # Asked often and late enough, the server does not have it: only now may it leave once more where that would double it.
    on((_S.UNCERTAIN,), _E.NOT_THERE, _S.QUEUED, Effect.FORGET_BACK_OFF, Effect.FORGET_UPLOADS)
    # One that knows ids says that it does not have it: the doubt ends and the person may act again, but its patience goes on.
    on((_S.UNCERTAIN,), _E.UNKNOWN, _S.QUEUED, Effect.BACK_OFF)
    # The server's state and ours were joined into one that contradicts neither: that is what goes now.
    on((_S.QUEUED, _S.UPLOADING, _S.DISPATCHED), _E.REBASED, _S.QUEUED)
    on((_S.UNCERTAIN,), _E.REBASED, None)
    # The server's state asks a question before anything has left.
    on((_S.QUEUED,), _E.CONFLICT, _S.CONFLICT, Effect.TELL_PERSON)
    # Whatever we believed: what stands in the feed is on the server.
    on((*_OPEN, _S.MAILED, _S.SENT, _S.CONFIRMED), _E.SEEN_IN_FEED, _S.CONFIRMED, Effect.FORGET_BACK_OFF)
    on((_S.DISPATCHED,), _E.PROGRAM_STARTED, _S.UNCERTAIN)
    on((_S.DRAFT, *_WAITING, _S.NEEDS_ATTENTION, _S.CONFLICT, _S.MAILED, *_SETTLED), _E.PROGRAM_STARTED, None)
    on((_S.NEEDS_ATTENTION, _S.CONFLICT), _E.RETRY_ASKED, _S.QUEUED, Effect.FORGET_BACK_OFF, Effect.FORGET_UPLOADS)
    on(_WAITING, _E.RETRY_ASKED, None, Effect.FORGET_BACK_OFF)
    on((_S.QUEUED, _S.UPLOADING, _S.NEEDS_ATTENTION, _S.CONFLICT), _E.DISCARDED, _S.ENDED)
    # Brought back from a copy of the outbox: what became of it since is not known here, so the person says whether it goes.
    on(_OPEN, _E.RESTORED, _S.NEEDS_ATTENTION, Effect.FORGET_UPLOADS, Effect.TELL_PERSON)
    on((_S.MAILED,), _E.RESTORED, None)
    # Only what surely did not leave: the same thing must not go both ways. What the person says of the mail leads back, and nothing else.
    on(_SURELY_HERE, _E.HANDED_TO_MAIL, _S.MAILED, Effect.FORGET_BACK_OFF)
    on((_S.MAILED,), _E.MAIL_DID_NOT_GO, _S.NEEDS_ATTENTION)
    on((_S.MAILED,), _E.OVER_THE_LINE, _S.QUEUED, Effect.FORGET_BACK_OFF)
    on((_S.SENT, _S.CONFIRMED), _E.SERVER_FORGOT, _S.QUEUED, Effect.FORGET_BACK_OFF, Effect.FORGET_UPLOADS)
    return table


TABLE = _table()
"""Every transition that exists; what is not here cannot happen."""


def step(state: ChangeState, event: ChangeEvent) -> Step:
    """What follows on `event` in `state`; raises NotAllowed where nothing can."""
    try:
        return TABLE[state, event]
    except KeyError:
        raise NotAllowed(f"{event} in {state}") from None


class Waiting(Protocol):
    """What `standing` asks of a change."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def ticket_id(self) -> str:
        """The ticket it belongs to."""
        ...

    @property
    def state(self) -> ChangeState:
        """As stored."""
        ...


def standing(changes: Iterable[Waiting]) -> dict[str, ChangeState]:
    """The state of each change as it is shown, by id. `changes` come in the order they were made.

    One that could go but stands behind one of its own ticket that needs the person, or is on its way by e-mail, is blocked. A new ticket
    (its id is the ticket's) stands behind nothing, also where it was taken back and sent again after its own replies.
    """
    known = list(changes)
    held = {change.ticket_id for change in known if change.id == change.ticket_id and change.state.stands_still}
    shown: dict[str, ChangeState] = {}
    for change in known:
        is_behind = change.ticket_id in held and change.id != change.ticket_id and change.state in _WAITING
        shown[change.id] = ChangeState.BLOCKED if is_behind else change.state
        if change.state.stands_still:
            held.add(change.ticket_id)
    return shown
