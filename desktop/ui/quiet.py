"""When notices are quiet: paused, or within the quiet hours of the person's own clock.

Times are those of the wall clock where the person is: on the night on which the clock is put forward or back, quiet hours begin and end at
the hour they name, and last an hour less or more.
"""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QTime

from desktop import settings
from desktop.domain.instant import HOUR, Instant
from desktop.settings import Settings

_STEP = HOUR // 4

MORNING = QTime(7, 0)
"""Until when a pause "until tomorrow" lasts."""


def is_quiet(kept: Settings, at: Instant) -> bool:
    """Whether no notice is to be shown at this moment: paused, or within the quiet hours."""
    return at < kept.get(settings.PAUSED_UNTIL) or _in_quiet_hours(kept, at)


def quiet_until(kept: Settings, at: Instant) -> Instant:
    """When it will be quiet no longer, as things are set now; `at` itself where it is not quiet."""
    moment = at
    # A pause may end within quiet hours, and the other way round.
    for _ in range(3):
        moment = max(moment, kept.get(settings.PAUSED_UNTIL))
        if not _in_quiet_hours(kept, moment):
            break
        moment = _end_of_quiet_hours(kept, moment)
    return moment


def tomorrow(at: Instant) -> Instant:
    """Seven in the morning of the next day: "until tomorrow"."""
    return QDateTime(QDateTime.fromMSecsSinceEpoch(at).date().addDays(1), MORNING).toMSecsSinceEpoch()


def in_an_hour(at: Instant) -> Instant:
    """An hour later."""
    return at + HOUR


def _in_quiet_hours(kept: Settings, at: Instant) -> bool:
    if not kept.get(settings.QUIET_HOURS):
        return False
    start, end = kept.get(settings.QUIET_FROM), kept.get(settings.QUIET_UNTIL)
    time = QDateTime.fromMSecsSinceEpoch(at).time()
    minute = time.hour() * 60 + time.minute()
    if start <= end:
        return start <= minute < end
    return minute >= start or minute < end


def _end_of_quiet_hours(kept: Settings, at: Instant) -> Instant:
    minutes = kept.get(settings.QUIET_UNTIL)
    now = QDateTime.fromMSecsSinceEpoch(at)
    end = QDateTime(now.date(), QTime(minutes // 60 % 24, minutes % 60))
    if end <= now:
        end = QDateTime(now.date().addDays(1), end.time())
    moment = end.toMSecsSinceEpoch()
    # An end that the clock leaps over, or passes twice, is what Qt makes of it: what counts is the first moment that is quiet no longer.
    while _in_quiet_hours(kept, moment):
        moment += _STEP
    while moment - _STEP > at and not _in_quiet_hours(kept, moment - _STEP):
        moment -= _STEP
    return moment
