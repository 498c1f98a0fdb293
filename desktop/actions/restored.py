"""Noting that the person has read what was told about a restored outbox."""

from __future__ import annotations

from desktop.actions.desk import Desk
from desktop.storage.facts import Facts
from desktop.storage.restored import note_read


def read_restored(desk: Desk) -> None:
    """It is not shown again; the report itself stays."""
    note_read(Facts(desk.outbox_database))
