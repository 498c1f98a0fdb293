"""A scanner that types: keys faster than anybody's, ended by Return, wherever the keyboard is on a page.

A keyboard wedge is a keyboard to the system. What tells it from a person is its speed. While a page listens, the key presses of whatever
has the focus in its window are watched; nothing is held back, so that typing is never delayed. When Return ends a fast run of keys, the
run was a code: it is told of, and that Return presses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

FASTEST_HAND: Final = 0.045
"""Seconds between two keys of somebody who types very fast; scanners take 1 to 20 ms. A slow USB hub may hold one key back: the mean
of a run counts, and no single gap may be longer than `LONGEST_GAP`."""

LONGEST_GAP: Final = 0.15

SHORTEST: Final = 4
"""Signs of the shortest code."""

_EDITORS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ScannerWedge(QObject):
    """Listens for `page` while it is visible."""

    scanned = Signal(str)
    """The code that was scanned, without its Return."""

    def __init__(
        self, page: QWidget, clock: Callable[[], float] = monotonic, *, besides: Sequence[QWidget] = ()
    ) -> None:
        """`clock` in seconds. `besides` are editors of the page in which a code is a text like any other."""
        super().__init__(page)
        self._page = page
        self._besides = tuple(besides)
        self._clock = clock
        self._run = ""
        self._began = self._last = 0.0
        self._watched: QWidget | None = None
        page.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the keys of whatever has the focus; take the Return that ends a code."""
        kind = event.type()
        if watched is self._page and kind in (QEvent.Type.Show, QEvent.Type.Hide):
            self._follow(None, QApplication.focusWidget() if kind == QEvent.Type.Show else None)
        elif watched is self._watched and isinstance(event, QKeyEvent):
            if kind == QEvent.Type.ShortcutOverride and self._is_running(event):
                # In the middle of a code "/" is a sign, and not the way to the search.
                event.accept()
            elif kind == QEvent.Type.KeyPress:
                return self._took(event)
        return super().eventFilter(watched, event)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and self._watched is not self._page and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        if now is None or not self._page.isVisible() or now.window() is not self._page.window():
            return
        inside = now is self._page or self._page.isAncestorOf(now)
        if now not in self._besides and (inside or not isinstance(now, _EDITORS)):
            self._watched = now
            now.installEventFilter(self)

    def _is_running(self, event: QKeyEvent) -> bool:
        return bool(self._run) and _is_sign(event) and self._clock() - self._last <= FASTEST_HAND

    def _took(self, event: QKeyEvent) -> bool:
        at = self._clock()
        if self._run and at - self._last > LONGEST_GAP:
            self._run = ""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            code, signs = self._run.strip(), len(self._run)
            self._run = ""
            if len(code) >= SHORTEST and (at - self._began) / signs <= FASTEST_HAND:
                self.scanned.emit(code)
                return True
            return False
        if not _is_sign(event):
            # Shift and its like come between the signs of a code; anything else ends it.
            if event.text() or event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backspace):
                self._run = ""
            return False
        if not self._run:
            self._began = at
        self._run += event.text()
        self._last = at
        return False


def _is_sign(event: QKeyEvent) -> bool:
    """Whether the key writes something; GS (the separator of GS1 codes) counts."""
    text = event.text()
    return bool(text) and not event.modifiers() & _COMMANDS and (text.isprintable() or text == "\x1d")
