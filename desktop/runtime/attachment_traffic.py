"""Attachments on their way in and out of the account's store, on two lanes of their own: big files keep nothing else waiting.

`files` copies and hashes what is attached, `download` fetches what others attached. Where only the room is lacking, downloads make some.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from desktop import errors
from desktop.actions.attach import attach_bytes, attach_file
from desktop.connectors.contract import Connector
from desktop.domain.change import FrozenFile
from desktop.domain.ticket import Attachment
from desktop.runtime.disk_care import DiskCare
from desktop.runtime.lane import Lane, tell_failure
from desktop.workspace import Workspace


class AttachmentTraffic(QObject):
    """Made with the session; there is nothing to do for it before `opened`, nothing to download before `connected`."""

    def __init__(self, care: DiskCare, parent: QObject) -> None:
        super().__init__(parent)
        self._care = care
        self._files = Lane("files", self)
        self._download = Lane("download", self)
        self._workspace: Workspace | None = None
        self._connector: Connector | None = None

    def opened(self, workspace: Workspace) -> None:
        """Files may be attached from now on."""
        self._workspace = workspace

    def connected(self, connector: Connector) -> None:
        """Files may be downloaded from now on."""
        self._connector = connector

    def close(self) -> None:
        """End what is under way."""
        self._download.close()
        self._files.close()

    def forget(self) -> None:
        """The account is closed."""
        self._workspace = self._connector = None

    def attach(
        self,
        source: Path | bytes,
        name: str,
        then: Callable[[FrozenFile], None],
        failed: Callable[[errors.WorldError], None],
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Take a file (or pasted bytes) into the store, without keeping writing waiting. `progress` is called on the lane."""
        workspace = self._workspace
        if workspace is None:
            return

        def work() -> FrozenFile:
            if isinstance(source, bytes):
                return attach_bytes(workspace.desk, source, name)
            return attach_file(workspace.desk, source, name, progress)

        self._files.submit(
            work, then, partial(self._room_first, partial(self._files.submit, work, then, failed), failed)
        )

    def fetch(
        self,
        attachment: Attachment,
        then: Callable[[Path], None],
        failed: Callable[[errors.WorldError], None],
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """The attachment's bytes as a local file: at once if they are here, else after a download."""
        here = self.local_file(attachment.sha256)
        if here is not None:
            then(here)
            return
        workspace, connector = self._workspace, self._connector
        if workspace is None or connector is None:
            failed(errors.Unreachable(reached_server=False))
            return

        def work() -> Path:
            connector.download(
                attachment.sha256,
                attachment.size,
                workspace.files.incoming(attachment.sha256),
                progress or (lambda _: None),
            )
            return workspace.files.accept(attachment.sha256)

        again = partial(self._download.submit, work, then, failed)
        self._download.submit(work, then, partial(self._room_first, again, failed))

    def local_file(self, sha256: str) -> Path | None:
        """Where these bytes lie on this computer; None when they are not here."""
        return self._workspace.files.path(sha256) if self._workspace is not None else None

    def _room_first(
        self, again: Callable[[], None], failed: Callable[[errors.WorldError], None], error: errors.WorldError
    ) -> None:
        """Where only the room is lacking, try once more when downloads have made some."""
        if isinstance(error, errors.DiskFull):
            self._care.make_room(again, partial(tell_failure, error, failed))
        else:
            tell_failure(error, failed)
