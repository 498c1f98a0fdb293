"""The engine's listener: carries what it says from the network lane to the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.domain.notice import Notice
from desktop.sync.outcome import SyncProgress, Topic


class EngineRelay(QObject):
    """Each call is a signal, delivered where the relay lives. See `desktop.sync.outcome.Listener`."""

    changed_signal = Signal(object, object)
    outbox_signal = Signal()
    progress_signal = Signal(object)
    told_signal = Signal(object)

    def changed(self, topics: frozenset[Topic], ticket_ids: frozenset[str]) -> None:
        """The cache has new rows."""
        self.changed_signal.emit(topics, ticket_ids)

    def outbox_moved(self) -> None:
        """A change or one of its uploads went on."""
        self.outbox_signal.emit()

    def progress(self, progress: SyncProgress | None) -> None:
        """A sweep went on, or is over."""
        self.progress_signal.emit(progress)

    def told(self, notices: tuple[Notice, ...]) -> None:
        """Something happened that deserves telling."""
        self.told_signal.emit(notices)
