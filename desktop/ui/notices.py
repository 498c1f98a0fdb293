"""What becomes of the news that syncs bring: told in words, a few at once, and not when the person wants quiet.

What is withheld while it is quiet is told as one digest when that ends. A click leads to what was told; an answer typed into a notice goes
to whoever has the account.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import settings
from desktop.domain.instant import MINUTE, Instant
from desktop.domain.notice import Notice, NoticeKind, digest, once_each, summed_up
from desktop.runtime.notifier import NativeNotice, Notifier
from desktop.settings import Settings
from desktop.ui.notice_target import NoticeTarget, TargetKind
from desktop.ui.quiet import is_quiet, quiet_until
from desktop.ui.wording import now_instant
from desktop.ui.wording.news import news_counts

_LONGEST = 200
"""Characters of a body; what is longer no desktop shows."""

_LONGEST_WAIT = 10 * MINUTE
"""How long a timer is trusted: it stands still while the computer sleeps, and clocks are put forward and back."""

_URGENT = frozenset({NoticeKind.NEEDS_YOU, NoticeKind.DISK_FULL})


class NoticeSource(Protocol):
    """What is asked of an account about its notices."""

    @property
    def key(self) -> str:
        """The name of the account's folder."""
        ...

    @property
    def name(self) -> str:
        """What its helpdesk is called."""
        ...

    def sees(self, ticket_id: str) -> bool:
        """Whether the person looks at this ticket right now: nobody is told what they see."""
        ...

    def is_read(self, ticket_id: str) -> bool:
        """Whether the person has read the ticket since the notice came."""
        ...

    def status_words(self, status: str) -> str:
        """A status in words."""
        ...


@dataclass(frozen=True, slots=True)
class _Withheld:
    source: NoticeSource
    notice: Notice


class Notices(QObject):
    """Turns `Notice`s into native ones."""

    chosen = Signal(object)
    """The `NoticeTarget` of a notice that was clicked."""

    replied = Signal(object, str)
    """The `NoticeTarget` of a notice and what was answered in it."""

    told = Signal(object)
    """Each `NativeNotice` that is shown, also where the desktop has no place for it."""

    def __init__(
        self,
        notifier: Notifier,
        kept: Settings,
        *,
        several: Callable[[], bool] = lambda: False,
        now: Callable[[], Instant] = now_instant,
        parent: QObject | None = None,
    ) -> None:
        """`several`: whether more than one account is open, so that each notice has to say whose it is."""
        super().__init__(parent)
        self._notifier = notifier
        self._settings = kept
        self._several = several
        self._now = now
        self._withheld: list[_Withheld] = []
        self._quiet_ends = QTimer(self)
        self._quiet_ends.setSingleShot(True)
        self._quiet_ends.timeout.connect(self.look_at_the_clock)
        notifier.opened.connect(self._opened)
        notifier.replied.connect(self._replied)
        kept.watch(self._setting_changed)

    def tell(self, source: NoticeSource, notices: Sequence[Notice]) -> None:
        """Show what deserves it of these, or put it by until it is quiet no longer."""
        self.look_at_the_clock()
        if not self._settings.get(settings.NOTICES):
            return
        unseen = [one for one in notices if not (one.ticket_id and source.sees(one.ticket_id))]
        if is_quiet(self._settings, self._now()):
            self._withheld += [_Withheld(source, one) for one in unseen]
            self._wait()
            return
        for one in digest(unseen):
            self._show(self.words(source, one))

    def forget(self, source: NoticeSource) -> None:
        """The account is closed: nothing of it is told any more."""
        self._withheld = [one for one in self._withheld if one.source is not source]

    @property
    def withheld(self) -> int:
        """How much is put by."""
        return len(self._withheld)

    def close(self) -> None:
        """Nothing is told any more."""
        self._withheld.clear()
        self._quiet_ends.stop()

    # Quiet

    def look_at_the_clock(self) -> None:
        """Tell what was put by, if it is quiet no longer. Harmless at any time; the timer may be late after a sleep."""
        if not self._withheld:
            return
        if is_quiet(self._settings, self._now()):
            self._wait()
            return
        self._quiet_ends.stop()
        withheld, self._withheld = self._withheld, []
        if self._settings.get(settings.NOTICES):
            self._tell_withheld([one for one in withheld if not _is_over(one)])

    def _wait(self) -> None:
        now = self._now()
        self._quiet_ends.start(max(1, min(quiet_until(self._settings, now) - now, _LONGEST_WAIT)))

    def _tell_withheld(self, withheld: Sequence[_Withheld]) -> None:
        by_source: dict[str, tuple[NoticeSource, list[Notice]]] = {}
        for one in withheld:
            by_source.setdefault(one.source.key, (one.source, []))[1].append(one.notice)
        sums = [(source, once_each(notices)) for source, notices in by_source.values()]
        count = sum(len(notices) for _, notices in sums)
        if count == 1:
            # One thing is told as what it is.
            [(source, (notice,))] = sums
            self._show(self.words(source, notice))
        elif count:
            # The click leads to the account with the most news; its page names the others.
            most, of_most = max(sums, key=lambda one: len(one[1]))
            lines = []
            for source, notices in sums:
                said = news_counts.sentence(summed_up(notices).parts)
                lines.append(_of_helpdesk(source.name, said) if self._several() else said)
            self._show(
                NativeNotice(
                    title=_plain(news_counts.while_quiet(count)),
                    body=_plain("\n".join(lines)),
                    key=_target(most, summed_up(of_most)).key,
                    open_words=self.tr("Open"),
                )
            )

    def _setting_changed(self, key: str) -> None:
        quiet = (
            settings.PAUSED_UNTIL,
            settings.QUIET_HOURS,
            settings.QUIET_FROM,
            settings.QUIET_UNTIL,
            settings.NOTICES,
        )
        if key in {one.key for one in quiet}:
            # The setting itself is still being told of.
            QTimer.singleShot(0, self, self.look_at_the_clock)

    # The desktop

    def _show(self, native: NativeNotice) -> None:
        self._notifier.show(native)
        self.told.emit(native)

    def _opened(self, key: str) -> None:
        target = NoticeTarget.read(key)
        if target is not None:
            self.chosen.emit(target)

    def _replied(self, key: str, text: str) -> None:
        target = NoticeTarget.read(key)
        if target is not None:
            self.replied.emit(target, text)

    # Words

    def words(self, source: NoticeSource, one: Notice) -> NativeNotice:
        """A notice as a person reads it."""
        title, body = self._title_and_body(source, one)
        may_answer = one.kind is NoticeKind.REPLY
        return NativeNotice(
            title=_plain(_of_helpdesk(source.name, title) if self._several() else title),
            body=_plain(body),
            key=_target(source, one).key,
            urgent=one.kind in _URGENT,
            open_words=self.tr("Open"),
            reply_words=self.tr("Reply") if may_answer else "",
        )

    def _title_and_body(self, source: NoticeSource, one: Notice) -> tuple[str, str]:
        number = f"#{one.number}" if one.number else ""
        named = f"{number} {one.subject}".strip()
        match one.kind:
            case NoticeKind.ACCEPTED:
                title = self.tr("The helpdesk has your ticket: {number}").format(number=number or one.subject)
                return title, one.subject
            case NoticeKind.REPLY:
                who = one.who or self.tr("The helpdesk")
                title = self.tr("{who} answered {number}").format(who=who, number=number or one.subject)
                return title, f"{one.subject}\n{one.text}" if one.text else one.subject
            case NoticeKind.STATUS:
                status = source.status_words(one.status)
                title = self.tr("{number} is now: {status}").format(number=number or one.subject, status=status)
                return title, one.subject
            case NoticeKind.ANNOUNCEMENT:
                return one.subject or self.tr("News from the helpdesk"), one.text
            case NoticeKind.NEEDS_YOU:
                body = "\n".join(part for part in (named, one.text or self.tr("It was not sent yet.")) if part)
                return self.tr("Something needs you"), body
            case NoticeKind.RESTORED:
                return self.tr("The helpdesk was restored from a backup"), news_counts.going_out_again(one.count)
            case NoticeKind.DISK_FULL:
                body = self.tr(
                    "What you wrote last is safe. Make some room on this computer, so that more can be saved."
                )
                return self.tr("The disk is full"), body
            case NoticeKind.DIGEST:
                said = news_counts.sentence(one.parts) or self.tr("Open Sportello to read them.")
                return news_counts.at_once(one.count), said


def _target(source: NoticeSource, one: Notice) -> NoticeTarget:
    if one.kind is NoticeKind.DIGEST:
        return NoticeTarget(source.key, TargetKind.AWAY, since=one.at)
    if one.announcement_id:
        return NoticeTarget(source.key, TargetKind.ANNOUNCEMENT, one.announcement_id)
    if one.ticket_id:
        return NoticeTarget(source.key, TargetKind.TICKET, one.ticket_id)
    return NoticeTarget(source.key)


def _is_over(one: _Withheld) -> bool:
    """Whether the person has read meanwhile what would be told."""
    return one.notice.kind is NoticeKind.REPLY and one.source.is_read(one.notice.ticket_id)


def _of_helpdesk(name: str, said: str) -> str:
    return f"{name}: {said}" if name else said


def _plain(text: str) -> str:
    """Without control signs and no longer than a desktop shows."""
    clean = "".join(sign for sign in text if sign == "\n" or sign.isprintable())
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1].rstrip() + "…"
