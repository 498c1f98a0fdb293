"""What happened while the person was away: when that is offered, and the page that tells it. For one account.

Away is who does not have the account before their eyes: the window hidden, behind others, or with another account in it. The mark they left
is kept durably; who comes back after long, or in quiet hours, or starts the program, is offered what came meanwhile, in a quiet line, as
soon as there is something. The figures follow until the first answer of the helpdesk after coming back; the page follows while it is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.away import LONG, Away, AwayMark
from desktop.domain.instant import Instant
from desktop.errors import WorldError
from desktop.runtime.account_session import AccountSession
from desktop.settings import Settings
from desktop.ui.quiet import is_quiet
from desktop.ui.wording import now_instant

if TYPE_CHECKING:
    from desktop.storage.views import Views


class WhileAway(QObject):
    """Call `came` and `went`; it reads on the reader lane and tells what it found."""

    offered = Signal(object)
    """An `Away` worth a line; None takes the line back."""

    found = Signal(object)
    """The `Away` of the period that the page shows, whenever it was read."""

    def __init__(
        self,
        session: AccountSession,
        kept: Settings,
        now: Callable[[], Instant] = now_instant,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = kept
        self._now = now
        self._mark: AwayMark | None = None
        """The mark that was left last; None until it was read."""

        self._period: AwayMark | None = None
        self._is_here = False
        self._was_here = False
        self._came_at: Instant = 0
        self._offering = False
        self._line_stands = False
        self._reading = False
        self._once_more = False
        self.is_shown: Callable[[], bool] = lambda: False
        """Whether the page is before the person's eyes."""

        session.opened.connect(self._opened)
        session.cache_changed.connect(self._moved)
        session.outbox_changed.connect(self._moved)

    # Coming and going

    def came(self) -> None:
        """The person has the account before their eyes."""
        if self._is_here:
            return
        self._is_here = True
        if self._mark is not None:
            self._come_back(self._mark)

    def went(self) -> None:
        """They no longer have."""
        if not self._is_here:
            return
        self._is_here = False
        if self._mark is not None:
            self._leave_mark()

    def _opened(self) -> None:
        def known(mark: AwayMark | None) -> None:
            self._mark = mark
            if mark is None:
                # The first visit: nothing was missed.
                self._leave_mark()
                self._was_here = True
            if self._is_here and mark is not None:
                self._come_back(mark)

        self._session.read(_mark, known)

    def _come_back(self, mark: AwayMark) -> None:
        now = self._now()
        is_first, self._was_here = not self._was_here, True
        quiet = is_quiet(self._settings, now) or is_quiet(self._settings, mark.left_at)
        if is_first or quiet or now - mark.left_at >= LONG:
            # What stands there and was not looked at goes on from where it began.
            if not (self._line_stands and self._period is not None):
                self._period = mark
            self._came_at, self._offering = now, True
            self._ask()
        self._leave_mark()

    def _leave_mark(self) -> None:
        from desktop.actions.away import note_away

        session = self._session
        if not session.is_open:
            return
        now = self._now()
        needing = tuple(one.id for one in session.views.outbox() if one.state.needs_person)
        self._mark = AwayMark(now, min(now, session.link.data_at or now), needing)
        session.note(note_away, self._mark)

    # Telling

    def show(self, since: Instant = 0) -> None:
        """Read for the page; it goes back at least to `since`."""
        period = self._period or self._mark
        if period is not None:
            self._period = period.not_after(since)
            self.line_is_read()
            self._ask()

    def line_is_read(self) -> None:
        """The person has seen the line, or does not want it."""
        self._offering = False
        if self._line_stands:
            self._line_stands = False
            self.offered.emit(None)

    def _moved(self, *_: object) -> None:
        if self._offering or self.is_shown():
            self._ask()

    def _ask(self) -> None:
        period = self._period
        if period is None or not self._session.is_open:
            return
        self._once_more = self._reading
        if self._reading:
            return
        self._reading = True
        data_at = self._session.link.data_at

        def question(views: Views) -> Away | None:
            try:
                return views.away.since(period)
            except WorldError:
                return None  # what stands there stays; the strip says what is wrong with the disk

        self._session.read(question, lambda away: self._answered(away, data_at))

    def _answered(self, away: Away | None, data_at: Instant | None) -> None:
        self._reading = False
        if away is not None and away.since == self._period:
            self.found.emit(away)
            if self._offering and away.parts:
                self._line_stands = True
                self.offered.emit(away)
            if data_at is not None and data_at >= self._came_at:
                # What comes from now on comes while they are here.
                self._offering = False
        if self._once_more:
            self._once_more = False
            self._ask()


def _mark(views: Views) -> AwayMark | None:
    try:
        return views.away.mark()
    except WorldError:
        return None  # as on the first visit
