"""Whether this computer has any network at all, and the moments at which trying again is worth while.

Only a hint: the truth about the helpdesk is what the helpdesk answers. A computer that slept is noticed by the wall clock having gone
further than the timer.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QNetworkInformation

PULSE_SECONDS = 30
SLEPT_SECONDS = 45
"""A pulse that comes this much late means that the computer slept."""


class Reachability(QObject):
    """Emits `came_back` when the network returned or the computer woke, `went_away` when the last network is gone."""

    came_back = Signal()
    went_away = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._information: QNetworkInformation | None = None
        if QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            self._information = QNetworkInformation.instance()
            self._information.reachabilityChanged.connect(self._changed)
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

    def close(self) -> None:
        """Stop the pulse."""
        self._pulse.stop()
        if self._information is not None:
            self._information.reachabilityChanged.disconnect(self._changed)

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
