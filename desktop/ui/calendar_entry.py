"""An announcement as an entry for the person's own calendar (iCalendar, RFC 5545).

The same announcement always has the same UID, so that a calendar program replaces an entry it has already. Times are in UTC; days that are
whole days here (midnight to midnight) are written as days, which have no time zone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from urllib.parse import urlsplit

from desktop.domain.announcement import Announcement
from desktop.domain.instant import Instant
from desktop.identity import APP_NAME


def has_entry(one: Announcement) -> bool:
    """Whether there is a time to put into a calendar."""
    return one.starts_at is not None


def calendar_entry(
    one: Announcement,
    *,
    address: str,
    helpdesk: str,
    machines: Sequence[str],
    made_at: Instant,
    zone: tzinfo | None = None,
) -> bytes:
    """The entry as a file. `address` of the helpdesk makes the UID unique in the world, `machines` are names, `made_at` is now, and
    `zone` that of the person (None: this computer's).

    Raises ValueError for an announcement without a beginning.
    """
    if one.starts_at is None:
        raise ValueError("an announcement without a beginning has no place in a calendar")
    from icalendar import Calendar, Event  # some 150 ms

    start, end = _moment(one.starts_at), _moment(one.ends_at) if one.ends_at is not None else None
    event = Event()
    event.add("uid", f"announcement-{one.id}@{urlsplit(address).hostname or 'sportello'}")
    event.add("dtstamp", _moment(made_at))
    days = _whole_days(start, end, zone)
    if days is not None:
        event.add("dtstart", days[0])
        event.add("dtend", days[1])
    else:
        event.add("dtstart", start)
        if end is not None and end > start:
            event.add("dtend", end)
    event.add("summary", one.title)
    event.add("description", "\n\n".join(part for part in (one.text.strip(), ", ".join(machines), helpdesk) if part))
    event.add("transp", "TRANSPARENT")
    calendar = Calendar()
    calendar.add("prodid", f"-//{APP_NAME}//{APP_NAME}//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _moment(at: Instant) -> datetime:
    return datetime.fromtimestamp(at // 1000, UTC)


def _whole_days(start: datetime, end: datetime | None, zone: tzinfo | None) -> tuple[date, date] | None:
    """First day and the day after the last, where the window is from midnight to midnight (or to the last minute) of the person's days."""
    if end is None:
        return None
    first, last = start.astimezone(zone), end.astimezone(zone)
    if first.time() != time(0) or last <= first:
        return None
    if last.time() == time(0):
        return first.date(), last.date()
    if last.time() >= time(23, 59):
        return first.date(), last.date() + timedelta(days=1)
    return None
