"""How much room downloaded attachments may take, and how much they take: asked and changed while the account is open."""

from __future__ import annotations

import logging
from collections.abc import Callable

from desktop.runtime.lane import Lane
from desktop.workspace import Workspace

log = logging.getLogger("sportello.session")


class DownloadRoom:
    """Counts on the writer lane, where downloads are let go as well."""

    def __init__(self, writer: Lane, at_most: int) -> None:
        self._writer = writer
        self._at_most = at_most
        self._workspace: Workspace | None = None

    @property
    def at_most(self) -> int:
        """Bytes that may be kept."""
        return self._at_most

    def opened(self, workspace: Workspace) -> None:
        """There is something to count."""
        self._workspace = workspace

    def forget(self) -> None:
        """The account is closed."""
        self._workspace = None

    def keep(self, at_most: int) -> None:
        """Keep so many bytes from now on; what is too much, the longest unused first, goes at once."""
        self._at_most = at_most
        workspace = self._workspace
        if workspace is None:
            return

        def work() -> int:
            workspace.downloads_kept = at_most
            return workspace.evict_downloads()

        self._writer.submit(work, None, lambda error: log.warning("downloads stay for now: %s", error))

    def measure(self, then: Callable[[int], None]) -> None:
        """How many bytes of downloaded attachments are here now."""
        if self._workspace is not None:
            self._writer.submit(
                self._workspace.downloads_size, then, lambda error: log.warning("not measured: %s", error)
            )
