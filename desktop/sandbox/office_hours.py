"""When people write: on working days and in the day, so that seeded conversations look like those of offices and workshops.

Times are UTC, as everywhere in the sandbox: six to sixteen is a working day in Italy and Greece, summer and winter. What falls outside is
moved; of two moments in one night, the earlier one stays the earlier one.
"""

from datetime import datetime, timedelta

_OPENS, _CLOSES = 6, 16
_RUSH = timedelta(minutes=90)
"""How long it takes in the morning to write what came to mind overnight."""


def next_in_office(at: datetime) -> datetime:
    """This moment, or one soon after the office opens again."""
    span = _closed_span(at)
    if span is None:
        return at
    closed, opens = span
    return opens + (at - closed) / (opens - closed) * _RUSH


def last_in_office(at: datetime) -> datetime:
    """This moment, or one shortly before the office closed."""
    span = _closed_span(at)
    if span is None:
        return at
    closed, opens = span
    return closed - (opens - at) / (opens - closed) * _RUSH


def _closed_span(at: datetime) -> tuple[datetime, datetime] | None:
    """From when to when nobody is there around this moment; None when somebody is."""
    if _works(at) and _OPENS <= at.hour < _CLOSES:
        return None
    closed, opens = (at.replace(hour=hour, minute=0, second=0, microsecond=0) for hour in (_CLOSES, _OPENS))
    while closed > at or not _works(closed):
        closed -= timedelta(days=1)
    while opens <= at or not _works(opens):
        opens += timedelta(days=1)
    return closed, opens


def _works(at: datetime) -> bool:
    return at.weekday() < 5
