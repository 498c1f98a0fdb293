"""What is stamped on everything new: the moment, and an id that nothing else has."""

from __future__ import annotations

import time

import uuid_utils

from desktop.domain.instant import Instant


def now() -> Instant:
    """The wall clock."""
    return time.time_ns() // 1_000_000


def new_id() -> str:
    """A UUIDv7 (RFC 9562): ids that sort by the time they were made."""
    return str(uuid_utils.uuid7())
