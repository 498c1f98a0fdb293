"""The figures of an account, read anew whenever something of it moved: one question at a time, on the reader lane."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.domain.listing import Counts
from desktop.errors import WorldError
from desktop.ui.session_view import SessionView, ViewsLike


class AccountCounts(QObject):
    """Emits `counted` with fresh `Counts`."""

    counted = Signal(object)

    def __init__(self, session: SessionView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stopped = False
        self._counting = False
        self._once_more = False
        session.opened.connect(self.count)
        session.cache_changed.connect(self.count)
        session.outbox_changed.connect(self.count)

    def count(self, *_: object) -> None:
        """Ask for the figures of now; nothing happens before the account is open."""
        if self._stopped or not self._session.is_open:
            return
        self._once_more = self._counting
        if not self._counting:
            self._counting = True
            self._session.read(_counts, self._answered)

    def stop(self) -> None:
        """Somebody else counts from now on."""
        self._stopped = True

    def _answered(self, counts: Counts | None) -> None:
        self._counting = False
        if self._stopped:
            return
        if counts is not None:
            self.counted.emit(counts)
        if self._once_more:
            self._once_more = False
            self.count()


def _counts(views: ViewsLike) -> Counts | None:
    try:
        return views.counts()
    except WorldError:
        return None  # the old figures stay; what is wrong with the disk is told where the account is looked at
