"""The wizard's flow as something widgets can listen to.

`WizardFlow` is a value; this holds the current one and tells what became different. It is the only place where the
screen replaces it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.actions.wizard import WizardFlow


class LiveFlow(QObject):
    """The flow of one open wizard."""

    changed = Signal()
    """Something is different: repaint."""

    edited = Signal()
    """The draft is different: save it."""

    stepped = Signal()
    """The person is on another step, or wanted to leave one and could not."""

    def __init__(self, flow: WizardFlow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = flow

    @property
    def value(self) -> WizardFlow:
        """The flow as it is now."""
        return self._flow

    def become(self, flow: WizardFlow) -> None:
        """Put `flow` in the place of the current one and tell what is different."""
        before, self._flow = self._flow, flow
        if flow == before:
            return
        if flow.draft != before.draft:
            self.edited.emit()
        self.changed.emit()
        if flow.step is not before.step or flow.tried != before.tried:
            self.stepped.emit()
