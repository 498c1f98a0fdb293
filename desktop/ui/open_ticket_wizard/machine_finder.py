"""Finding a machine by what a person types or a scanner reads. No Qt in here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.folding import fold
from desktop.domain.listing import MachineRow
from desktop.domain.machine import Machine

_NOT_WORD: Final = re.compile(r"[\W_]+")
_SHORTEST_SERIAL: Final = 4
"""A shorter serial inside a longer scanned text says nothing."""


@dataclass(frozen=True, slots=True)
class MachineGroup:
    """Machines under one heading. `site` is empty for machines without one; `recent` marks the group on top."""

    site: str
    rows: tuple[MachineRow, ...]
    recent: bool = False


class MachineFinder:
    """All machines of the company, ready to be searched at every keystroke."""

    def __init__(self, rows: Sequence[MachineRow] = (), recent: Sequence[Machine] = ()) -> None:
        self._rows = tuple(
            sorted(rows, key=lambda row: (not row.machine.site, fold(row.machine.site), fold(row.machine.name)))
        )
        self._texts = [_haystack(row.machine) for row in self._rows]
        known = {row.machine.id: row for row in rows}
        self._recent = tuple(known.get(machine.id, MachineRow(machine)) for machine in recent)

    def __len__(self) -> int:
        return len(self._rows)

    def machine(self, id: str) -> Machine | None:
        """The machine with this id."""
        return next((row.machine for row in self._rows if row.machine.id == id), None)

    def find(self, query: str) -> tuple[MachineGroup, ...]:
        """Machines that have every word of `query` somewhere; all of them, recent ones on top, for an empty one."""
        wanted = fold(query).split()
        groups = [] if wanted or not self._recent else [MachineGroup("", self._recent, recent=True)]
        by_site: dict[str, list[MachineRow]] = {}
        for row, text in zip(self._rows, self._texts, strict=True):
            if all(word in text or (_bare(word) and _bare(word) in text) for word in wanted):
                by_site.setdefault(row.machine.site, []).append(row)
        return (*groups, *(MachineGroup(site, tuple(rows)) for site, rows in by_site.items()))

    def scanned(self, text: str) -> Machine | None:
        """The one machine whose serial was typed or scanned, alone or inside something longer such as an address.

        A scanner types the code and presses Return; what stands on a plate is often more than the bare serial.
        """
        code = _bare(fold(text))
        if not code:
            return None
        exact = [row.machine for row in self._rows if _bare(fold(row.machine.serial)) == code]
        if exact:
            return exact[0] if len(exact) == 1 else None
        parts = {_bare(part) for part in re.split(r"[\s/?=&#:;,]+", fold(text))}
        inside = [
            row.machine
            for row in self._rows
            if len(serial := _bare(fold(row.machine.serial))) >= _SHORTEST_SERIAL and serial in parts
        ]
        return inside[0] if len(inside) == 1 else None


def _haystack(machine: Machine) -> str:
    parts = (machine.name, machine.serial, machine.model, machine.manufacturer, machine.site, machine.line)
    return fold("\n".join(part for part in parts if part)) + "\n" + _bare(fold(machine.serial))


def _bare(text: str) -> str:
    """Letters and digits only: "DR-88213" and "dr 88213" are the same serial."""
    return _NOT_WORD.sub("", text)
