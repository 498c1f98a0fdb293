"""One window per profile: a second start brings the first one to the front and ends, and a command line can tell it of its changes.

The local socket belongs to the profile, so that two profiles run side by side (`paths.socket_name`). Who connects says one line: `front`
asks for the window, `changed` says that the outbox has something new. Who says nothing (a program of an older version) wants the window.
A socket left over by a crash is noticed (nobody answers) and replaced. Two starts at the same moment are told apart by a lock file, which a
crash releases too: else each would replace the other's socket.
"""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, Qt, QThread, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.paths import socket_name

log = logging.getLogger("sportello.instance")

ANSWER_MILLISECONDS = 500

LISTEN_MILLISECONDS = 1_000
"""How long somebody who has connected may take to say what it is about."""

LONGEST_LINE = 64
"""Bytes: no word that is known is as long, and what sends more is none of ours."""

BEGINNING_MILLISECONDS = 2_000
"""Between taking the lock and listening pass a few; who does not answer by then never will, and nobody is locked out by that."""


class SingleInstance(QObject):
    """Emits `called` when another start of the same profile asks the window to the front, `changed` when another process wrote."""

    called = Signal()
    changed = Signal()

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = socket_name(profile)
        self._lock = QLockFile(str(profile / "window.lock"))
        self._lock.setStaleLockTime(0)  # a program that runs for weeks is none that crashed
        self._server: QLocalServer | None = None
        self._callers: set[_Caller] = set()

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
        if answered:
            socket.write(b"front\n")
            socket.waitForBytesWritten(ANSWER_MILLISECONDS)
        socket.disconnectFromServer()
        return answered

    def close(self) -> None:
        """Give the name free."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for caller in self._callers:
            caller.leave()
        self._callers.clear()
        self._lock.unlock()

    def _heard(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            self._callers.add(_Caller(socket, self))

    def obey(self, caller: _Caller, word: str) -> None:
        """Do what a caller said, and hear no more of them."""
        caller.leave()
        # Not at once: this runs in a slot of the caller, whose timer and socket go with it.
        QTimer.singleShot(0, self, lambda: self._callers.discard(caller))
        match word:
            case "front" | "":
                self.called.emit()
            case "changed":
                self.changed.emit()
            case _:
                log.info("somebody called and said something unknown")


class _Caller(QObject):
    """Somebody who has connected, until they said what they want, left, or took too long."""

    def __init__(self, socket: QLocalSocket, instance: SingleInstance) -> None:
        super().__init__()
        # Python's alone from here on, timer included: children of the server that are deleted while it goes took the program along.
        socket.setParent(None)
        self._socket = socket
        self._instance = instance
        self._patience = QTimer()
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._end)
        # Queued: a socket must not be taken down in the middle of its own signal.
        socket.readyRead.connect(self._read, Qt.ConnectionType.QueuedConnection)
        socket.disconnected.connect(self._end, Qt.ConnectionType.QueuedConnection)
        heard_already = socket.bytesAvailable() or socket.state() is not QLocalSocket.LocalSocketState.ConnectedState
        self._patience.start(0 if heard_already else LISTEN_MILLISECONDS)
        self._left = False

    @Slot()
    def _read(self) -> None:
        if self._socket.canReadLine() or self._socket.bytesAvailable() >= LONGEST_LINE:
            self._end()

    @Slot()
    def _end(self) -> None:
        if not self._left:
            said = bytes(self._socket.read(LONGEST_LINE).data())
            self._instance.obey(self, said.partition(b"\n")[0].decode("ascii", "replace").strip())

    def leave(self) -> None:
        """Hear no more."""
        self._left = True
        self._patience.stop()
        self._socket.abort()
