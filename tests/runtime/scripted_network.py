"""This computer's network as a test says it is: what stands at Qt's boundary instead of the system's own information."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ScriptedNetwork(QObject):
    """A `runtime.reachability.NetworkSense`."""

    came_back = Signal()
    went_away = Signal()
    metered_changed = Signal(bool)

    def __init__(self, *, metered: bool = False) -> None:
        super().__init__()
        self.has_network = True
        self.is_metered = metered

    def set_metered(self, metered: bool) -> None:
        """Another connection is in use."""
        self.is_metered = metered
        self.metered_changed.emit(metered)

    def close(self) -> None:
        """Nothing runs here."""
