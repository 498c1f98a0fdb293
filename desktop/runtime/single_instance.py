"""One window per profile: a second start brings the first one to the front and ends.

The local socket belongs to the profile, so that two profiles run side by side: it lies in its folder, or (where there are no such files, or
the folder's name is too long for one) is named after it. A socket left over by a crash is noticed (nobody answers) and replaced. Two
starts at the same moment are told apart by a lock file, which a crash releases too: else each would replace the other's socket.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.identity import FOLDER_NAME

ANSWER_MILLISECONDS = 500

BEGINNING_MILLISECONDS = 2_000
"""Between taking the lock and listening pass a few; who does not answer by then never will, and nobody is locked out by that."""

LONGEST_SOCKET_PATH = 100
"""Bytes: systems stop between 104 and 108."""


class SingleInstance(QObject):
    """Emits `called` when another start of the same profile asks the window to the front."""

    called = Signal()

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = socket_name(profile)
        self._lock = QLockFile(str(profile / "window.lock"))
        self._lock.setStaleLockTime(0)  # a program that runs for weeks is none that crashed
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Become the one; False when another program of this profile runs already (it has been called to the front)."""
        if self._call():
            return False
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            # Another start is a moment ahead: it will answer as soon as it listens.
            deadline = QDeadlineTimer(BEGINNING_MILLISECONDS)
            while not deadline.hasExpired():
                if self._call():
                    return False
                QThread.msleep(20)
        QLocalServer.removeServer(self._name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._heard)
        if not server.listen(self._name):
            # Without a socket two windows are possible; the outbox is guarded by its own transactions.
            server.deleteLater()
            return True
        self._server = server
        return True

    def _call(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        answered = socket.waitForConnected(ANSWER_MILLISECONDS)
        socket.disconnectFromServer()
        return answered

    def close(self) -> None:
        """Give the name free."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _heard(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.called.emit()


def socket_name(profile: Path) -> str:
    """Where the windows of a profile meet."""
    inside = profile / "window.socket"
    if os.name != "nt" and len(os.fsencode(inside)) <= LONGEST_SOCKET_PATH:
        return str(inside)
    return f"{FOLDER_NAME}-{hashlib.sha256(str(profile).encode()).hexdigest()[:16]}"
