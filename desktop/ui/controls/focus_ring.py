"""A ring around an area that has the keyboard: who walks by keys sees where they are.

An area (a conversation, a page of cards) looks the same with the focus as without it, unlike a field or a button. The ring appears when the
focus came by a key or from the program, not by a click: who clicks knows where.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.ui.theme import restyle

BY_KEYS = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)
"""Reasons for which the focus is to be seen."""

_KEPT = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})
"""Somebody looked into another window or a menu: nothing changes here."""


class FocusRing(QObject):
    """Puts the ring around `area`, in the style sheet's own words; the room for it is always there, so that nothing moves."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        area.setProperty("ring", "off")
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focus."""
        if isinstance(event, QFocusEvent) and event.reason() not in _KEPT:
            came = event.type() == QEvent.Type.FocusIn and event.reason() in BY_KEYS
            ring = "on" if came else "off"
            if self._area.property("ring") != ring:
                self._area.setProperty("ring", ring)
                restyle(self._area)
        return super().eventFilter(watched, event)
