"""Noting that the person had the account before their eyes: what comes after that is what they missed."""

from __future__ import annotations

from desktop.actions.desk import Desk
from desktop.domain.away import AwayMark
from desktop.storage.away import save_mark
from desktop.storage.facts import Facts


def note_away(desk: Desk, mark: AwayMark) -> None:
    """Keep the mark durably. Raises StorageError."""
    save_mark(Facts(desk.outbox_database), mark)
