"""Why an account is not open although nobody signed out of it."""

from __future__ import annotations

from enum import Enum, auto


class Waiting(Enum):
    """What it waits for."""

    LOCKED = auto()
    """Its key needs the person."""

    NOT_OPENED = auto()
    """Its files could not be opened; choosing it tells why."""
