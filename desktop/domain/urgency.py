"""Helping to choose a priority: three plain questions, and what follows from the answers or from the machine's state.

Nothing here knows a helpdesk's words: its priorities are taken by rank. A suggestion is only that; what a person chose by hand stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from desktop.domain.catalogue import MachineState, Priority


class Work(StrEnum):
    """Can you go on working?"""

    ASKING = "asking"
    """Nothing hinders: it is a question."""

    HINDERED = "hindered"
    STOPPED = "stopped"


class Reach(StrEnum):
    """How many people are affected?"""

    ONE = "one"
    SOME = "some"
    ALL = "all"


class Central(StrEnum):
    """Does it concern a central system: a server, the web, e-mail, the network of everybody?"""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


class Impact(IntEnum):
    """What the answers come to, as a ladder of five; `ui` has the reasons in words."""

    QUESTION = 0
    HINDRANCE = 1
    STOP = 2
    """A function stops somebody working, or hinders many."""

    OUTAGE = 3
    """A central system is down for some, or several can't work without anybody knowing why."""

    STANDSTILL = 4
    """Nobody can work."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered so far; None where nothing was."""

    work: Work | None = None
    reach: Reach | None = None
    central: Central | None = None

    @property
    def are_complete(self) -> bool:
        """Whether something follows from them. With a mere question the others need no answer."""
        return self.work is Work.ASKING or None not in (self.work, self.reach, self.central)


NOTHING_ANSWERED = Answers()
"""Before the first answer."""


def impact_of(answers: Answers) -> Impact | None:
    """How bad it is; None while an answer is missing that matters."""
    if not answers.are_complete:
        return None
    if answers.work is Work.ASKING:
        return Impact.QUESTION
    many, all_of_them = answers.reach is not Reach.ONE, answers.reach is Reach.ALL
    if answers.work is Work.HINDERED:
        return Impact.STOP if all_of_them or (many and answers.central is Central.YES) else Impact.HINDRANCE
    if all_of_them:
        return Impact.STANDSTILL
    return Impact.OUTAGE if many and answers.central is not Central.NO else Impact.STOP


_STEPS: dict[int, tuple[int, ...]] = {
    2: (0, 0, 1, 1, 1),
    3: (0, 1, 2, 2, 2),
    4: (0, 1, 2, 3, 3),
    5: (0, 1, 2, 3, 4),
}
"""For so many priorities: the place, from the lowest rank, of each `Impact`. With three, the topmost is for whoever can't work; with
four, low, normal and high are as with five, and what is worse shares the topmost."""


def priority_for(impact: Impact, priorities: Sequence[Priority]) -> Priority | None:
    """The priority for this impact, by rank; None where there is nothing to choose between."""
    ranked = sorted(priorities, key=lambda one: one.rank)
    if len(ranked) < 2:
        return None
    steps = _STEPS.get(len(ranked))
    if steps is None:
        # More than five: the ladder is laid over all of them.
        return ranked[round(impact * (len(ranked) - 1) / Impact.STANDSTILL)]
    return ranked[steps[impact]]


def suggest_priority(
    state: MachineState, states: Sequence[MachineState], priorities: Sequence[Priority]
) -> Priority | None:
    """The priority for a machine in this state; None without priorities, or where the states say nothing about
    severity.

    The states' severities are laid over the ranks between the second lowest and, of five or more, the second highest:
    one machine, however badly off, is not yet the whole company standing still, which is what the topmost of a long
    list is for. Of three or fewer priorities all are used.
    """
    ranked = sorted(priorities, key=lambda one: one.rank)
    worst = max((one.severity for one in states), default=0)
    if not ranked or worst <= 0:
        return None
    lowest = 1 if len(ranked) >= 4 else 0
    highest = len(ranked) - (2 if len(ranked) >= 5 else 1)
    share = min(max(state.severity, 0), worst) / worst
    return ranked[lowest + int(share * (highest - lowest) + 0.5)]
