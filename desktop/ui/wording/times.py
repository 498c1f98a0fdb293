"""Points in time as people say them: relative where it helps, exact in the tooltip, by the language in force.

`QLocale()` is the program's language; hours and days are those of this computer's time zone.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, Qt

from desktop.domain.instant import HOUR, MINUTE, Instant
from desktop.ui.wording.plurals import plurals

translate = QCoreApplication.translate


def now_instant() -> Instant:
    """Now."""
    return QDateTime.currentMSecsSinceEpoch()


def short_time(at: Instant, now: Instant) -> str:
    """For lists, as narrow as possible: "now", "2 min", "1 h", "yesterday", "Thu", "12 Nov", "12/11/24"."""
    age = now - at
    if age < MINUTE:
        return translate("Times", "now")
    if age < HOUR:
        return plurals.minutes(age // MINUTE)
    moment, today = QDateTime.fromMSecsSinceEpoch(at), QDateTime.fromMSecsSinceEpoch(now)
    days = moment.date().daysTo(today.date())
    if days == 0:
        return plurals.hours(age // HOUR)
    if days == 1:
        return translate("Times", "yesterday")
    locale = QLocale()
    if days < 7:
        return locale.dayName(moment.date().dayOfWeek(), QLocale.FormatType.ShortFormat)
    if moment.date().year() == today.date().year():
        return locale.toString(moment.date(), _day_and_month(locale))
    return locale.toString(moment.date(), QLocale.FormatType.ShortFormat)


def relative_time(at: Instant, now: Instant) -> str:
    """For a sentence or a message: "just now", "2 minutes ago", "3 hours ago", then day and time."""
    age = now - at
    if 0 <= age < MINUTE:
        return translate("Times", "just now")
    if 0 <= age < HOUR:
        return plurals.minutes_ago(age // MINUTE)
    if 0 <= age < 6 * HOUR:
        return plurals.hours_ago(age // HOUR)
    return day_and_time(at, now)


def day_and_time(at: Instant, now: Instant) -> str:
    """ "09:12" today, "Mon 09:12" within a week, else "12 Nov 09:12", with the year where it is another one."""
    moment, today = QDateTime.fromMSecsSinceEpoch(at), QDateTime.fromMSecsSinceEpoch(now)
    days = moment.date().daysTo(today.date())
    locale = QLocale()
    time = time_of_day(at)
    if days == 0:
        return time
    if 0 < days < 7:
        day = locale.dayName(moment.date().dayOfWeek(), QLocale.FormatType.ShortFormat)
    elif moment.date().year() == today.date().year():
        day = locale.toString(moment.date(), _day_and_month(locale))
    else:
        day = locale.toString(moment.date(), QLocale.FormatType.ShortFormat)
    return f"{day} {time}"


def time_of_day(at: Instant) -> str:
    """Hours and minutes."""
    return QLocale().toString(QDateTime.fromMSecsSinceEpoch(at).time(), QLocale.FormatType.ShortFormat)


def calendar_date(written: str) -> str:
    """A date as the wire has it ("2027-10-23"), as one writes it here: "23 Oct 2027"; anything else stays as it is."""
    date = QDate.fromString(written, Qt.DateFormat.ISODate)
    if not date.isValid():
        return written
    locale = QLocale()
    order = _day_and_month(locale)
    return locale.toString(date, f"{order}, yyyy" if order.startswith("M") else f"{order} yyyy")


def span_of_time(start: Instant, end: Instant, now: Instant) -> str:
    """Beginning and end; the day is said once when both are on it."""
    days = [QDateTime.fromMSecsSinceEpoch(at).date() for at in (start, end)]
    return f"{day_and_time(start, now)} – {time_of_day(end) if days[0] == days[1] else day_and_time(end, now)}"


def exact_time(at: Instant) -> str:
    """The whole truth, for tooltips: weekday, date and time."""
    moment = QDateTime.fromMSecsSinceEpoch(at)
    locale = QLocale()
    day = locale.toString(moment.date(), QLocale.FormatType.LongFormat)
    return f"{day}, {locale.toString(moment.time(), QLocale.FormatType.ShortFormat)}"


def _day_and_month(locale: QLocale) -> str:
    """ "12 Nov" or "Nov 12", as the language has it."""
    order = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return "MMM d" if order.find("M") < order.find("d") else "d MMM"
