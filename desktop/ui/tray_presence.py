"""Waiting for a tray.

After autostart the bar often comes later than we do (owncloud/client#949), and some desktops have none at all. Qt
asks once in a process whether there is a StatusNotifier host, at the first touch of QSystemTrayIcon, and remembers
the answer for good. So on Linux QSystemTrayIcon is not touched before the host is there, or, on X11, before it had
time to come: then there may still be an old-style tray, which Qt follows by itself.
"""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

_WATCHER: Final = "org.kde.StatusNotifierWatcher"
"""The D-Bus name of every StatusNotifier host's watcher, KDE or not."""

_GRACE: Final = 4000
"""Milliseconds given to a StatusNotifier host on X11 before the old-style tray is tried."""


class TrayPresence(QObject):
    """Emits `ready` once, when a tray icon can be made with a chance of being seen."""

    ready = Signal()

    def __init__(self, *, grace: int = _GRACE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = False
        self._watcher: QObject | None = None
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(grace)
        self._grace.timeout.connect(self._tell)

    def start(self) -> None:
        """Begin to wait; `ready` may come at once."""
        if not sys.platform.startswith("linux"):
            self._tell()
            return
        if self._host_is_there():
            self._tell()
        elif QGuiApplication.platformName() == "xcb":
            self._grace.start()
        # On Wayland there is no other kind of tray: the watcher alone tells.

    def stop(self) -> None:
        """Wait no longer."""
        self._told = True
        self._grace.stop()

    def _host_is_there(self) -> bool:
        from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher  # 70 ms

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return False
        watcher = QDBusServiceWatcher(_WATCHER, bus, QDBusServiceWatcher.WatchModeFlag.WatchForRegistration, self)
        watcher.serviceRegistered.connect(lambda _name: self._tell())
        self._watcher = watcher
        interface = bus.interface()
        return interface is not None and bool(interface.isServiceRegistered(_WATCHER).value())

    def _tell(self) -> None:
        self._grace.stop()
        if not self._told:
            self._told = True
            self.ready.emit()
