"""Whether this computer has any network at all, whether that is paid by the byte, and the moments at which trying again is worth while.

Only a hint: the truth about the helpdesk is what the helpdesk answers. A computer that slept is noticed by the wall clock having gone
further than the timer.
"""

from __future__ import annotations

import time
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QNetworkInformation

PULSE_SECONDS = 30
SLEPT_SECONDS = 45
"""A pulse that comes this much late means that the computer slept."""


class NetworkSense(Protocol):
    """What the sync driver wants to know of this computer's network. The signals are Qt signals, without and with a bool."""

    came_back: Any
    went_away: Any
    metered_changed: Any

    @property
    def has_network(self) -> bool:
        """False only when the system says for certain that there is none."""
        ...

    @property
    def is_metered(self) -> bool:
        """True only when the system says that the connection is paid by the byte."""
        ...

    def close(self) -> None:
        """Look no more."""
        ...


class Reachability(QObject):
    """Emits `came_back` when the network returned or the computer woke, `went_away` when the last network is gone.

    `metered_changed(bool)` tells that the connection in use is now (or no longer) one that is paid by the byte.
    """

    came_back = Signal()
    went_away = Signal()
    metered_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._information: QNetworkInformation | None = None
        feature = QNetworkInformation.Feature
        # One backend is loaded per process: the one that knows most, else any that knows whether there is a network.
        if any(
            QNetworkInformation.loadBackendByFeatures(wanted)
            for wanted in (feature.Reachability | feature.Metered, feature.Reachability)
        ):
            self._information = QNetworkInformation.instance()
            self._information.reachabilityChanged.connect(self._changed)
            self._information.isMeteredChanged.connect(self.metered_changed)
        self._last_pulse = time.time()
        self._pulse = QTimer(self)
        self._pulse.setInterval(PULSE_SECONDS * 1000)
        self._pulse.timeout.connect(self._beat)
        self._pulse.start()

    @property
    def has_network(self) -> bool:
        """False only when the system says for certain that there is none."""
        information = self._information
        return information is None or information.reachability() is not QNetworkInformation.Reachability.Disconnected

    @property
    def is_metered(self) -> bool:
        """True only when the system says that the connection is paid by the byte; a backend that can't tell says no."""
        return self._information is not None and self._information.isMetered()

    def close(self) -> None:
        """Stop the pulse."""
        self._pulse.stop()
        if self._information is not None:
            self._information.reachabilityChanged.disconnect(self._changed)
            self._information.isMeteredChanged.disconnect(self.metered_changed)

    def _changed(self, reachability: QNetworkInformation.Reachability) -> None:
        if reachability is QNetworkInformation.Reachability.Disconnected:
            self.went_away.emit()
        else:
            self.came_back.emit()

    def _beat(self) -> None:
        now = time.time()
        if now - self._last_pulse > PULSE_SECONDS + SLEPT_SECONDS:
            self.came_back.emit()
        self._last_pulse = now
