"""Finding a machine by what a person types or a scanner reads. No Qt in here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.folding import fold
from desktop.domain.listing import MachineRow
from desktop.domain.machine import Machine
from desktop.domain.serial_code import bare, machine_of


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
            if all(word in text or (bare(word) and bare(word) in text) for word in wanted):
                by_site.setdefault(row.machine.site, []).append(row)
        return (*groups, *(MachineGroup(site, tuple(rows)) for site, rows in by_site.items()))

    def scanned(self, text: str) -> Machine | None:
        """The one machine whose serial was typed or scanned, alone or inside something longer such as an address."""
        return machine_of(text, [row.machine for row in self._rows])


def _haystack(machine: Machine) -> str:
    parts = (machine.name, machine.serial, machine.model, machine.manufacturer, machine.site, machine.line)
    return fold("\n".join(part for part in parts if part)) + "\n" + bare(machine.serial)
