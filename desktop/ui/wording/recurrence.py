"""Trouble that has happened again, in words: counted on the machine's page, said as "third time" while somebody writes."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QLocale, QObject

from desktop.domain.instant import Instant
from desktop.domain.recurrence import Recurrence
from desktop.ui.wording.times import calendar_date


class RecurrenceWords(QObject):
    """In a class because plural forms are seen only in `self.tr`."""

    def counted(self, found: Recurrence) -> str:
        """For the machine's page; empty when there was no trouble."""
        if not found.count:
            return ""
        last = _date(found.last_at)
        if found.count == 1:
            return self.tr("Trouble once in the last 12 months, on {date}").format(date=last)
        counted = self.tr("Happened again: trouble %n time(s) in the last 12 months", "", found.count)
        return self.tr("{counted}, the last on {date}").format(counted=counted, date=last)

    def this_time(self, before: Recurrence, now: Instant) -> str:
        """For somebody who writes about the machine: which time this is; empty for the first."""
        if not before.count:
            return ""
        # "Since March" would want another form of the month in some languages.
        first = month_words(before.first_at, now)
        sentences = {
            1: self.tr("Second time (first: {month})"),
            2: self.tr("Third time (first: {month})"),
            3: self.tr("Fourth time (first: {month})"),
            4: self.tr("Fifth time (first: {month})"),
        }
        sentence = sentences.get(before.count) or self.tr("Time number {number} (first: {month})")
        return sentence.format(month=first, number=before.count + 1)

    def advice(self, before: Recurrence) -> str:
        """What to make of it."""
        return self.tr("The last time was on {date}. Say in the description what was done then, if you know.").format(
            date=_date(before.last_at)
        )


def month_words(at: Instant, now: Instant) -> str:
    """ "March", with the year where it is another one."""
    day, today = QDateTime.fromMSecsSinceEpoch(at).date(), QDateTime.fromMSecsSinceEpoch(now).date()
    name = QLocale().standaloneMonthName(day.month(), QLocale.FormatType.LongFormat)
    return name if day.year() == today.year() else f"{name} {day.year()}"


def _date(at: Instant) -> str:
    day: QDate = QDateTime.fromMSecsSinceEpoch(at).date()
    return calendar_date(f"{day.year():04}-{day.month():02}-{day.day():02}")


recurrence_words = RecurrenceWords()
"""The one instance; its texts follow the language in force."""
