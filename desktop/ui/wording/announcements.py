"""Announcements in words: what they are, when they hold, where services stand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, Qt

from desktop.domain.announcement import Announcement, AnnouncementKind, Phase, Service, Standing
from desktop.domain.instant import Instant
from desktop.ui.glyphs import Glyph
from desktop.ui.icons import Icon
from desktop.ui.theme import Tone
from desktop.ui.wording.states import Look
from desktop.ui.wording.times import calendar_date, day_and_time, relative_time, span_of_time

translate = QCoreApplication.translate


def kind_words(kind: AnnouncementKind) -> str:
    """What an announcement is."""
    match kind:
        case AnnouncementKind.NEWS:
            return translate("Announcements", "News")
        case AnnouncementKind.MAINTENANCE:
            return translate("Announcements", "Maintenance")
        case AnnouncementKind.WORKS:
            return translate("Announcements", "Infrastructure work")


def kind_symbol(kind: AnnouncementKind) -> Icon:
    """Its shape."""
    return {
        AnnouncementKind.NEWS: Icon.NEWS,
        AnnouncementKind.MAINTENANCE: Icon.WRENCH,
        AnnouncementKind.WORKS: Icon.WORKS,
    }[kind]


def phase_words(phase: Phase) -> str:
    """Where it stands in its time, as a heading."""
    match phase:
        case Phase.IN_FORCE:
            return translate("Announcements", "In force")
        case Phase.UPCOMING:
            return translate("Announcements", "Coming up")
        case Phase.PAST:
            return translate("Announcements", "Past")


def phase_inside(phase: Phase) -> str:
    """The same within a sentence, after what it is: "Maintenance, in force"."""
    match phase:
        case Phase.IN_FORCE:
            return translate("Announcements", "in force")
        case Phase.UPCOMING:
            return translate("Announcements", "coming up")
        case Phase.PAST:
            return translate("Announcements", "past")


def window_words(one: Announcement, now: Instant) -> str:
    """From when to when it holds; empty for one without a window."""
    if one.starts_at is not None and one.ends_at is not None:
        return span_of_time(one.starts_at, one.ends_at, now)
    if one.ends_at is not None:
        return translate("Announcements", "until {end}").format(end=day_and_time(one.ends_at, now))
    if one.starts_at is not None:
        return translate("Announcements", "from {start}").format(start=day_and_time(one.starts_at, now))
    return ""


def published_words(one: Announcement, now: Instant) -> str:
    """Since when it can be read."""
    return translate("Announcements", "published {time}").format(time=relative_time(one.published_at, now))


def today() -> str:
    """This day as the wire has it (YYYY-MM-DD)."""
    return QDate.currentDate().toString(Qt.DateFormat.ISODate)


def service_look(one: Service, on: str) -> Look:
    """Whether a service is active on this day, and from or until when, as one writes dates here."""
    since, until = calendar_date(one.active_since[:10]), calendar_date(one.active_until[:10])
    match one.standing(on):
        case Standing.STARTING:
            words = translate("Announcements", "Starts on {date}").format(date=since)
            return Look(Glyph.NEW, Tone.OPEN, words)
        case Standing.ENDED:
            words = translate("Announcements", "Ended on {date}").format(date=until)
            return Look(Glyph.CLOSED, Tone.DIM, words)
        case Standing.ACTIVE:
            if since and until:
                words = translate("Announcements", "Active from {since} until {until}").format(since=since, until=until)
            elif until:
                words = translate("Announcements", "Active until {date}").format(date=until)
            elif since:
                words = translate("Announcements", "Active since {date}").format(date=since)
            else:
                words = translate("Announcements", "Active")
            return Look(Glyph.ANSWERED, Tone.ANSWERED, words)
