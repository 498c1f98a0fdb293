"""What a server offers to choose from: request types, machine states, priorities, statuses.

Words come in the server's languages; `Words.say` picks the one a person reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class StatusKind(StrEnum):
    """What a server's status means to the person."""

    NEW = "new"
    OPEN = "open"
    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"


class MachineNeed(StrEnum):
    """Whether a request type is about a machine."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in several languages, keyed by language code ("it", "en")."""

    by_language: Mapping[str, str] = field(default_factory=dict)

    def say(self, language: str) -> str:
        """The text in `language` ("it_IT" also finds "it"), else in English, else in any language, else empty."""
        texts = self.by_language
        for code in (language, language.replace("-", "_").partition("_")[0], "en"):
            if code in texts:
                return texts[code]
        return next(iter(texts.values()), "")


@dataclass(frozen=True, slots=True)
class Category:
    """One way to narrow down a request type. A `template` of its own stands before the request type's."""

    id: str
    name: Words
    description: Words = Words()
    template: Words = Words()


@dataclass(frozen=True, slots=True)
class RequestType:
    """What a ticket can be about. `template` is the description's starting text."""

    id: str
    name: Words
    description: Words = Words()
    machine: MachineNeed = MachineNeed.OPTIONAL
    template: Words = Words()
    categories: tuple[Category, ...] = ()
    icon: str = ""


@dataclass(frozen=True, slots=True)
class MachineState:
    """How a machine is. `severity` 0 is well; higher is worse."""

    id: str
    name: Words
    severity: int = 0


@dataclass(frozen=True, slots=True)
class Priority:
    """How urgent, with the guidance that helps to choose. Higher `rank` is more urgent."""

    id: str
    name: Words
    guidance: Words = Words()
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """A server's status of a ticket, and what it means to the person."""

    id: str
    name: Words
    kind: StatusKind
    final: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of it. Look-ups of unknown ids answer None: a server may be ahead of what we pulled."""

    request_types: tuple[RequestType, ...] = ()
    machine_states: tuple[MachineState, ...] = ()
    priorities: tuple[Priority, ...] = ()
    statuses: tuple[Status, ...] = ()

    def request_type(self, id: str) -> RequestType | None:
        """The request type with this id."""
        return next((one for one in self.request_types if one.id == id), None)

    def category(self, request_type: str, id: str) -> Category | None:
        """The category with this id among those of a request type; another type may have one of the same id."""
        known = self.request_type(request_type)
        return next((one for one in known.categories if one.id == id), None) if known else None

    def machine_state(self, id: str) -> MachineState | None:
        """The machine state with this id."""
        return next((one for one in self.machine_states if one.id == id), None)

    def priority(self, id: str) -> Priority | None:
        """The priority with this id."""
        return next((one for one in self.priorities if one.id == id), None)

    def status(self, id: str) -> Status | None:
        """The status with this id."""
        return next((one for one in self.statuses if one.id == id), None)

    def kind_of(self, status: str) -> StatusKind:
        """What a status means; an unknown one counts as open, so that its ticket stays in sight."""
        known = self.status(status)
        return known.kind if known else StatusKind.OPEN
