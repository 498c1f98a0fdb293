"""What the wizard needs from below, as one small interface.

The wizard shows and asks; reading, keeping, copying and sending happen behind this door, off the GUI thread. All
answers come back on the GUI thread through the callables handed in; each call is answered exactly once, by `then` or
by `failed`, but for a question that was overtaken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.domain.announcement import Announcement
from desktop.domain.change import FrozenFile
from desktop.domain.draft import TicketDraft
from desktop.domain.duplicates import Likeness
from desktop.domain.listing import MachineRow, TicketRow
from desktop.domain.machine import Machine
from desktop.domain.recurrence import Occurrence
from desktop.domain.ticket import Contact
from desktop.errors import SportelloError

Failed = Callable[[SportelloError], None]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What there is to choose from, as it is on this computer. `recent` are the machines last written about."""

    machines: tuple[MachineRow, ...] = ()
    recent: tuple[Machine, ...] = ()
    contacts: tuple[Contact, ...] = ()
    announcements: tuple[Announcement, ...] = ()


class WizardDesk(Protocol):
    """The wizard's door to everything below."""

    def look_around(self, then: Callable[[Surroundings], None]) -> None:
        """Read what there is to choose from."""

    def similar(self, wanted: Likeness, then: Callable[[tuple[TicketRow, ...]], None]) -> None:
        """Open tickets that resemble this one. A question asked later, or `stop_similar`, ends this one without an answer."""

    def stop_similar(self) -> None:
        """Nobody waits for similar tickets any more."""

    def occurrences(self, machine_id: str, then: Callable[[Sequence[Occurrence]], None]) -> None:
        """The tickets about a machine within the last year."""

    def save(self, draft: TicketDraft, then: Callable[[], None], failed: Failed) -> None:
        """Keep the draft durably; an empty one is forgotten. Saves arrive in the order of the calls."""

    def send(self, draft: TicketDraft, then: Callable[[], None], failed: Failed) -> None:
        """Put the ticket into the outbox and forget its draft, durably, as one step."""

    def add_to_ticket(self, draft: TicketDraft, ticket_id: str, then: Callable[[], None], failed: Failed) -> None:
        """Queue what was written as a reply to an open ticket; only then is the draft forgotten."""

    def attach(self, source: Path | bytes, name: str, then: Callable[[FrozenFile], None], failed: Failed) -> None:
        """Take a file, or bytes without one, into the store."""

    def local_file(self, sha256: str) -> Path | None:
        """Where the bytes with this hash lie, if they are here."""
