"""Points in time.

An instant is a whole number of milliseconds since 1970-01-01 UTC. Integers sort, store and compare without surprises; they become
dates only where a person reads them.
"""

from __future__ import annotations

from datetime import UTC, datetime

Instant = int
"""Milliseconds since 1970-01-01T00:00:00Z."""

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def from_rfc3339(text: str) -> Instant:
    """The instant written as RFC 3339; raises ValueError when it is not, or has no offset."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"a time without offset: {text!r}")
    return round(moment.timestamp() * 1000)


def to_rfc3339(instant: Instant) -> str:
    """The instant as RFC 3339 in UTC with milliseconds, for the wire."""
    moment = datetime.fromtimestamp(instant / 1000, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
