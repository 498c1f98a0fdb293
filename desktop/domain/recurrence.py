"""Whether trouble with a machine has happened again: how often in the last twelve months, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.catalogue import Catalogue, MachineNeed
from desktop.domain.instant import DAY, Instant

YEAR = 365 * DAY
"""How far back it is counted."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One ticket about the machine, as far as it matters here. `machine_state` is how the machine was said to be."""

    ticket_id: str
    at: Instant
    request_type: str
    machine_state: str = ""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often a machine had trouble within a `YEAR`: `count` tickets, the first and the last of them."""

    count: int = 0
    first_at: Instant = 0
    last_at: Instant = 0


def is_trouble(one: Occurrence, catalogue: Catalogue) -> bool:
    """Whether a ticket tells of trouble: the machine was not well, or, where nothing is said of that, its request type needs a machine.

    A question or an order about a machine is none.
    """
    if one.machine_state:
        state = catalogue.machine_state(one.machine_state)
        return state is not None and state.severity > 0
    kind = catalogue.request_type(one.request_type)
    return kind is not None and kind.machine is MachineNeed.REQUIRED


def happened_again(occurrences: Iterable[Occurrence], catalogue: Catalogue, now: Instant) -> Recurrence:
    """The trouble among `occurrences` of one machine, not older than a `YEAR`."""
    instants = sorted(one.at for one in occurrences if one.at + YEAR >= now and is_trouble(one, catalogue))
    return Recurrence(len(instants), instants[0], instants[-1]) if instants else Recurrence()
