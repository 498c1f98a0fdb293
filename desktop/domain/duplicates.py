"""Which open tickets resemble the one being written.

Deliberately simple and explainable: the same machine, or enough words of the subject in common.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.catalogue import StatusKind
from desktop.domain.folding import words
from desktop.domain.listing import TicketRow

SHORTEST_WORD = 4
"""Shorter words ("not", "per", "και") say nothing about what a ticket is about."""

MOST = 3
"""How many are shown beside the draft."""


def resembling(subject: str, machine_id: str, candidates: Iterable[TicketRow]) -> tuple[TicketRow, ...]:
    """The open tickets most like a draft with this subject and machine, best first, at most MOST."""
    wanted = {word for word in words(subject) if len(word) >= SHORTEST_WORD}
    scored: list[tuple[float, int, TicketRow]] = []
    for row in candidates:
        if row.kind is StatusKind.CLOSED:
            continue
        has = {word for word in words(row.subject) if len(word) >= SHORTEST_WORD}
        common = len(wanted & has) / len(wanted) if wanted else 0.0
        same_machine = bool(machine_id) and row.machine_id == machine_id
        if same_machine or common >= 0.5:
            scored.append((common + (0.5 if same_machine else 0.0), row.last_at, row))
    scored.sort(key=lambda one: (one[0], one[1]), reverse=True)
    return tuple(row for _, _, row in scored[:MOST])
