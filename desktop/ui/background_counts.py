"""The figures of an account that has no workbench yet: its part of the tray's badge and of the menu of accounts.

A workbench reads them for itself; from then on nothing is read here.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.domain.listing import Counts
from desktop.errors import WorldError
from desktop.runtime.account_session import AccountSession
from desktop.storage.views import Views


class BackgroundCounts(QObject):
    """Emits `counted` with fresh `Counts` whenever something of the account moved; one question at a time, on the reader lane."""

    counted = Signal(object)

    def __init__(self, session: AccountSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stopped = False
        self._counting = False
        self._once_more = False
        session.opened.connect(self._count)
        session.cache_changed.connect(self._count)
        session.outbox_changed.connect(self._count)

    def stop(self) -> None:
        """Somebody else counts from now on."""
        self._stopped = True

    def _count(self, *_: object) -> None:
        if self._stopped or not self._session.is_open:
            return
        self._once_more = self._counting
        if not self._counting:
            self._counting = True
            self._session.read(_counts, self._answered)

    def _answered(self, counts: Counts | None) -> None:
        self._counting = False
        if self._stopped:
            return
        if counts is not None:
            self.counted.emit(counts)
        if self._once_more:
            self._once_more = False
            self._count()


def _counts(views: Views) -> Counts | None:
    try:
        return views.counts()
    except WorldError:
        return None  # the old figures stay; what is wrong with the disk is told where the account is looked at
