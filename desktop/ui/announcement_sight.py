"""Notices which announcements the person really had before their eyes: in sight for a moment, in a window that is in front."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.ui.announcement_card import AnnouncementCard

A_MOMENT = 1500
"""Milliseconds that an announcement has to be in sight to count as read."""

LOOK_EVERY = 250

ENOUGH = 0.6
"""The share of a card that has to be in sight, or of the view that it has to fill: a long one never fits whole."""


class AnnouncementSight(QObject):
    """Looks while there is something unread in sight, and not otherwise."""

    seen = Signal(object)
    """Ids (tuple of str) of announcements that were in sight for a moment."""

    def __init__(
        self,
        area: QScrollArea,
        cards: Callable[[], Iterable[AnnouncementCard]],
        *,
        moment: int = A_MOMENT,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._area = area
        self._cards = cards
        self._needed = max(1, moment // LOOK_EVERY)
        self._looked: dict[str, int] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        area.verticalScrollBar().valueChanged.connect(self.wake)
        area.verticalScrollBar().rangeChanged.connect(self.wake)
        area.viewport().installEventFilter(self)

    def wake(self, *_: object) -> None:
        """Something else may be in sight."""
        if not self._timer.isActive() and self._area.isVisible():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shown, resized, brought to the front: look again."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.WindowActivate):
            self.wake()
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        window = self._area.window()
        in_front = self._area.isVisible() and window.isActiveWindow() and not window.isMinimized()
        unread = [card for card in self._cards() if not card.is_read and in_front and self._in_sight(card)]
        self._looked = {card.announcement.id: self._looked.get(card.announcement.id, 0) + 1 for card in unread}
        seen = tuple(id for id, times in self._looked.items() if times >= self._needed)
        if seen:
            self.seen.emit(seen)
        if not unread:
            # Scrolling, resizing and coming to the front wake it: no clock ticks for nothing.
            self._timer.stop()

    def _in_sight(self, card: QWidget) -> bool:
        visible = card.visibleRegion().boundingRect().height()
        return visible >= ENOUGH * card.height() or visible >= ENOUGH * self._area.viewport().height()
