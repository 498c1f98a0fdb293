"""Which open tickets resemble the one being written.

Deliberately simple and explainable: the same machine, or enough words of the subject in common. What the ticket is about (request type,
category) only says which of several comes first: two invoices are not the same problem because both are invoices.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.catalogue import StatusKind
from desktop.domain.folding import words
from desktop.domain.listing import TicketRow

SHORTEST_WORD = 4
"""Shorter words ("not", "per", "και") say nothing about what a ticket is about."""

MOST = 3
"""How many are shown beside the draft."""

ENOUGH = 0.5
"""The share of the subject's words that have to be in another's for the two to resemble each other."""

ENOUGH_OF_ONE_KIND = 0.4
"""The same, where both are of one request type and category."""

_SAME_MACHINE = 0.5
_SAME_TYPE = 0.15
_SAME_CATEGORY = 0.1


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is known of the ticket being written; what is not, is empty."""

    subject: str = ""
    machine_id: str = ""
    request_type: str = ""
    category: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing to go by: what it is about alone makes nothing similar."""
        return not (self.subject.strip() or self.machine_id)


def resembling(wanted: Likeness, candidates: Iterable[TicketRow]) -> tuple[TicketRow, ...]:
    """The open tickets most like the wanted one, best first, the latest of equals, at most MOST."""
    long_words = _long(wanted.subject)
    scored: list[tuple[float, int, TicketRow]] = []
    for row in candidates:
        if row.kind is StatusKind.CLOSED:
            continue
        common = len(long_words & _long(row.subject)) / len(long_words) if long_words else 0.0
        same_machine = bool(wanted.machine_id) and row.machine_id == wanted.machine_id
        same_type = bool(wanted.request_type) and row.request_type == wanted.request_type
        same_category = same_type and bool(wanted.category) and row.category == wanted.category
        if same_machine or common >= (ENOUGH_OF_ONE_KIND if same_category else ENOUGH):
            weight = _SAME_MACHINE * same_machine + _SAME_TYPE * same_type + _SAME_CATEGORY * same_category
            scored.append((common + weight, row.last_at, row))
    scored.sort(key=lambda one: (one[0], one[1]), reverse=True)
    return tuple(row for _, _, row in scored[:MOST])


def _long(text: str) -> set[str]:
    return {word for word in words(text) if len(word) >= SHORTEST_WORD}
