"""What becomes of the news a sync brings: told in words, a few at once, and not when the person wants quiet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QDateTime, QObject, QTime, Signal

from desktop import settings
from desktop.domain.instant import HOUR, Instant
from desktop.domain.notice import Notice, NoticeKind, digest
from desktop.runtime.notifier import NativeNotice, Notifier
from desktop.settings import Settings
from desktop.ui.wording import now_instant

_LONGEST = 200
"""Characters of a body; what is longer no desktop shows."""


def is_quiet(kept: Settings, at: Instant) -> bool:
    """Whether no notice is to be shown at this moment: switched off, paused, or within the quiet hours."""
    if not kept.get(settings.NOTICES) or at < kept.get(settings.PAUSED_UNTIL):
        return True
    if not kept.get(settings.QUIET_HOURS):
        return False
    start, end = kept.get(settings.QUIET_FROM), kept.get(settings.QUIET_UNTIL)
    time = QDateTime.fromMSecsSinceEpoch(at).time()
    minute = time.hour() * 60 + time.minute()
    if start <= end:
        return start <= minute < end
    return minute >= start or minute < end


def tomorrow(at: Instant) -> Instant:
    """Seven in the morning of the next day: "until tomorrow"."""
    day = QDateTime.fromMSecsSinceEpoch(at).date().addDays(1)
    return QDateTime(day, QTime(7, 0)).toMSecsSinceEpoch()


def in_an_hour(at: Instant) -> Instant:
    """An hour later."""
    return at + HOUR


class Notices(QObject):
    """Turns `Notice`s into native ones. `open_ticket` carries the ticket of a notice that was clicked; empty means
    the list."""

    open_ticket = Signal(str)

    told = Signal(object)
    """Each `NativeNotice` that is shown, also where the desktop has no place for it."""

    def __init__(
        self,
        notifier: Notifier,
        kept: Settings,
        *,
        status_words: Callable[[str], str],
        in_sight: Callable[[str], bool],
        now: Callable[[], Instant] = now_instant,
        parent: QObject | None = None,
    ) -> None:
        """`status_words` says a status in words; `in_sight` whether a ticket is being looked at: nobody is told what
        they see."""
        super().__init__(parent)
        self._notifier = notifier
        self._settings = kept
        self._status_words = status_words
        self._in_sight = in_sight
        self._now = now
        notifier.opened.connect(self.open_ticket)

    def tell(self, notices: Sequence[Notice]) -> None:
        """Show what deserves it of these."""
        if is_quiet(self._settings, self._now()):
            return
        unseen = [one for one in notices if not (one.ticket_id and self._in_sight(one.ticket_id))]
        for one in digest(unseen):
            native = self.words(one)
            self._notifier.show(native)
            self.told.emit(native)

    def words(self, one: Notice) -> NativeNotice:
        """A notice as a person reads it."""
        number = f"#{one.number}" if one.number else ""
        named = f"{number} {one.subject}".strip()
        match one.kind:
            case NoticeKind.ACCEPTED:
                title = self.tr("The helpdesk has your ticket: {number}").format(number=number or one.subject)
                body = one.subject
            case NoticeKind.REPLY:
                who = one.who or self.tr("The helpdesk")
                title = self.tr("{who} answered {number}").format(who=who, number=number or one.subject)
                body = f"{one.subject}\n{one.text}" if one.text else one.subject
            case NoticeKind.STATUS:
                status = self._status_words(one.status)
                title = self.tr("{number} is now: {status}").format(number=number or one.subject, status=status)
                body = one.subject
            case NoticeKind.ANNOUNCEMENT:
                title = one.subject or self.tr("News from the helpdesk")
                body = one.text
            case NoticeKind.NEEDS_YOU:
                title = self.tr("Something needs you")
                body = "\n".join(part for part in (named, one.text or self.tr("It was not sent yet.")) if part)
            case NoticeKind.RESTORED:
                title = self.tr("The helpdesk was restored from a backup")
                body = self.tr("%n item(s) of yours that it no longer had go(es) out again.", "", one.count)
            case NoticeKind.DISK_FULL:
                title = self.tr("The disk is full")
                body = self.tr(
                    "What you wrote last is safe. Make some room on this computer, so that more can be saved."
                )
            case NoticeKind.DIGEST:
                title = self.tr("%n news from the helpdesk", "", one.count)
                body = self.tr("Open Sportello to read them.")
        return NativeNotice(
            title=_plain(title),
            body=_plain(body),
            key=one.ticket_id,
            urgent=one.kind in (NoticeKind.NEEDS_YOU, NoticeKind.DISK_FULL),
            open_words=self.tr("Open"),
        )


def _plain(text: str) -> str:
    """Without control signs and no longer than a desktop shows."""
    clean = "".join(sign for sign in text if sign == "\n" or sign.isprintable())
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1].rstrip() + "…"
