"""Being told to end by the system or the terminal (SIGTERM, SIGINT), at once and without waking up for it.

Python runs a signal's handler between two of its own steps, and an event loop that waits takes none: the handler would run at the next
click, or never. So the system's notice is written to a socket that the event loop watches.
"""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class EndSignals(QObject):
    """Emits `asked` on the GUI thread. Made on the main thread, and closed there before the interpreter ends."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told, telling = socket.socketpair()
        self._telling = telling
        for end in (self._told, telling):
            end.setblocking(False)
        self._before = signal.set_wakeup_fd(telling.fileno(), warn_on_full_buffer=False)
        self._handlers = {number: signal.signal(number, _noticed) for number in (signal.SIGINT, signal.SIGTERM)}
        self._notifier = QSocketNotifier(self._told.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def close(self) -> None:
        """Give the signals back to whom they belonged before."""
        self._notifier.setEnabled(False)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before)
        self._telling.close()
        self._told.close()

    def _read(self) -> None:
        if self._told.recv(64):
            self.asked.emit()


def _noticed(_number: int, _frame: object) -> None:
    """The socket has told it already; without a handler the default would end the process on the spot."""
