"""What may go by e-mail instead of over the line, and why something else may not.

Only what surely did not leave: the same thing must never go both ways. A reply needs the number by which the helpdesk finds its ticket;
what is no message (an edit, a change of status without a word) has no form as a mail.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from desktop.domain.account import Feature, Helpdesk, Person
from desktop.domain.change import Change, EditTicket, OpenTicket, SetStatus, StatusTarget
from desktop.domain.change_state import TABLE, ChangeEvent, ChangeState
from desktop.domain.way_on import can_decide

MOST_BYTES = 18 * 1024 * 1024
"""Bytes of all files of a mail. As Base64 they come to 25 MB, which most mail servers take."""

MAIL_FORGOTTEN = "mail-forgotten"
"""A restored helpdesk no longer has what came by e-mail; it may read it from its mailbox again."""

MAIL_DID_NOT_GO = "mail-did-not-go"
"""The person said so."""

MAIL_PERHAPS = "mail-perhaps"
"""The mail server's answer got lost after the whole message had left."""


_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"-][^\s@<>()\[\]\\,;:\"]*@[^\s@<>()\[\]\\,;:\"-][^\s@<>()\[\]\\,;:\"]*")
"""An address as helpdesks and people have them; none of the rarities (quoted, in brackets) that could mean more than an address to a
program it is handed to."""


def can_be_written_to(address: str) -> bool:
    """Whether this is an address, and nothing else besides."""
    return _ADDRESS.fullmatch(address) is not None and address.isprintable()


class Obstacle(StrEnum):
    """Why a change can't go by e-mail."""

    NOT_OFFERED = "not-offered"
    """The helpdesk takes no e-mail, or does not say where."""
    NO_ADDRESS = "no-address"
    """Nobody knows the person's own address."""
    NOT_WAITING = "not-waiting"
    """It is on its way, may have arrived, or is settled."""
    TO_DECIDE = "to-decide"
    """The helpdesk's state speaks against it."""
    MAY_HAVE_GONE = "may-have-gone"
    """It came from a copy of the outbox: nobody knows what became of it."""
    NOT_IN_TURN = "not-in-turn"
    """Something earlier of its ticket goes first."""
    NO_NUMBER = "no-number"
    """Its ticket has no number yet."""
    EDIT = "edit"
    NO_WORDS = "no-words"
    """A change of status without a word."""
    TOO_LARGE = "too-large"


def obstacle(
    change: Change, earlier: Sequence[Change], number: str, helpdesk: Helpdesk, person: Person
) -> Obstacle | None:
    """What keeps a change from going by e-mail; None when it may.

    `earlier` are the unsettled changes of its ticket that were made before it, `number` is that of its ticket.
    """
    if not helpdesk.has(Feature.EMAIL) or not can_be_written_to(helpdesk.email_address):
        return Obstacle.NOT_OFFERED
    if not can_be_written_to(person.email):
        return Obstacle.NO_ADDRESS
    return _of_state(change, earlier) or _of_content(change, number)


def _of_state(change: Change, earlier: Sequence[Change]) -> Obstacle | None:
    # "Blocked" is shown, never stored: what is in its way says whether it may go.
    waits = change.state is ChangeState.BLOCKED or (change.state, ChangeEvent.HANDED_TO_MAIL) in TABLE
    if not waits:
        return Obstacle.NOT_WAITING
    if can_decide(change):
        return Obstacle.TO_DECIDE
    if change.problem is not None and change.problem.code in ("restored", MAIL_FORGOTTEN):
        return Obstacle.MAY_HAVE_GONE
    if any(one.state is not ChangeState.MAILED for one in earlier) and not isinstance(change.deed, OpenTicket):
        return Obstacle.NOT_IN_TURN
    return None


def _of_content(change: Change, number: str) -> Obstacle | None:
    match change.deed:
        case EditTicket():
            return Obstacle.EDIT
        case SetStatus(text=text) if not text.strip():
            return Obstacle.NO_WORDS
        case OpenTicket():
            pass
        case _ if not number:
            return Obstacle.NO_NUMBER
    return Obstacle.TOO_LARGE if change.bytes_total > MOST_BYTES else None


def asks_to_close(change: Change) -> bool:
    """Whether the message has to say what a closing would do by itself."""
    return isinstance(change.deed, SetStatus) and change.deed.target is StatusTarget.CLOSED
