"""Reading an open account: short reads at once on the GUI thread, longer ones on the reader lane, each over a side of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from desktop import errors
from desktop.reading_side import ReadingSide
from desktop.runtime.disk_care import DiskCare
from desktop.runtime.lane import Lane
from desktop.storage.views import Views
from desktop.workspace import Workspace

T = TypeVar("T")


class ReadingDesk:
    """Made with the session; `opened` hands it what to read."""

    def __init__(self, reader: Lane, care: DiskCare) -> None:
        self._reader = reader
        self._care = care
        self._workspace: Workspace | None = None
        self._own_side: ReadingSide | None = None
        self._lane_side: ReadingSide | None = None

    def opened(self, workspace: Workspace, side: ReadingSide) -> None:
        """There is something to read; `side` is for this thread."""
        self._workspace, self._own_side = workspace, side

    @property
    def is_open(self) -> bool:
        """Whether `views` may be used."""
        return self._own_side is not None

    @property
    def views(self) -> Views:
        """The GUI thread's own reading side: for short reads."""
        if self._own_side is None:
            raise errors.Mistake("the account is not open")
        return self._own_side.views

    def read(self, question: Callable[[Views], T], then: Callable[[T], None]) -> None:
        """Ask something that may take longer, on the reader lane."""
        workspace = self._workspace
        if workspace is None:
            return

        def work() -> T:
            if self._lane_side is None:
                self._lane_side = self._care.add_side(workspace.views())
            return question(self._lane_side.views)

        self._reader.submit(work, then)

    def close(self) -> None:
        """End what is being read, and close both sides."""
        # A question that was asked last may only now have made it.
        self._reader.submit(lambda: self._lane_side.close() if self._lane_side is not None else None)
        self._reader.close()
        if self._own_side is not None:
            self._own_side.close()
        self._workspace = self._own_side = self._lane_side = None
