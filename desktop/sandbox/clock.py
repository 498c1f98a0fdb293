"""Time as the sandbox tells it: one injectable clock, and the one way a time is written on the wire.

Clocks order nothing here (the feed's position does); they expire sessions and uploads and stand in what people read.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]

# RFC 3339, section 5.6; "24:00" and leap seconds are left out because no clock of a person shows them.
_RFC3339 = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"
)


def utc_now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """A moment as RFC 3339 in UTC with milliseconds, the one form on the wire."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def moment(text: str) -> datetime:
    """What `stamp` wrote, or any RFC 3339 time with an offset.

    Raises ValueError for anything else, also for a moment that has no year in UTC (0001-01-01 in Rome).
    """
    if _RFC3339.fullmatch(text) is None:
        raise ValueError("not a time as RFC 3339 writes it, such as 2026-11-16T09:12:00.000Z")
    shortened = re.sub(r"(\.\d{6})\d+", r"\1", text.upper())
    try:
        return datetime.fromisoformat(shortened).astimezone(UTC)
    except OverflowError as beyond:
        raise ValueError("outside the years 1 to 9999") from beyond
