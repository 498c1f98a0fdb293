"""The server's answer to a change, as a closed set of classes.

Every answer of every server, and every way of not getting one, is one of these (assurance: "every answer has a class").
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.batch import Entity
from desktop.domain.change import Problem
from desktop.domain.change_state import ChangeEvent


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server has it, durably. `entities` are what it answered with; `replayed` says that it had it before."""

    entities: tuple[Entity, ...] = ()
    number: str = ""
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """What the change is about no longer exists, or not for us."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Conflicting:
    """The server's state speaks against it; `entities` is that state."""

    problem: Problem
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Invalid:
    """The server understood and will never take it as it is. Any unknown 4xx too: never dropped, the person is asked."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class SignInNeeded:
    """The session ended; nothing happened on the server."""


@dataclass(frozen=True, slots=True)
class TryLater:
    """Certainly no effect; again later. `retry_after` in seconds where the server said so."""

    problem: Problem
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Nobody knows whether it had an effect: the answer was lost."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class FilesMissing:
    """The server no longer has bytes that it had: they must be uploaded anew, which is safe."""

    problem: Problem


Receipt = Accepted | Gone | Conflicting | Invalid | SignInNeeded | TryLater | Uncertain | FilesMissing


def event_of(receipt: Receipt) -> ChangeEvent:
    """The event of the change's life that this receipt is."""
    match receipt:
        case Accepted(replayed=True):
            return ChangeEvent.ALREADY_THERE
        case Accepted():
            return ChangeEvent.ACCEPTED
        case Gone():
            return ChangeEvent.GONE
        case Conflicting():
            return ChangeEvent.CONFLICT
        case Invalid():
            return ChangeEvent.INVALID
        case SignInNeeded():
            return ChangeEvent.SIGN_IN_NEEDED
        case TryLater():
            return ChangeEvent.TRY_LATER
        case Uncertain():
            return ChangeEvent.UNCERTAIN
        case FilesMissing():
            return ChangeEvent.FILES_MISSING
