"""Who has an account's files open: everybody at once as long as they are sound, one alone to put others in their place.

A lock of the operating system, which ends with the process. It concerns the files only; who talks to the server is `storage.lease`'s
business.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop import errors
from desktop.storage.durable import disk_words

if sys.platform != "win32":
    import fcntl


class Presence:
    """One process's hold on one account folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handle: int | None = None

    def share(self) -> None:
        """Be one of those who have the files open. Raises StorageBusy while somebody is replacing them, StorageError."""
        self._take(alone=False)

    def alone(self) -> None:
        """Be the only one. Raises StorageBusy when another process has the files open."""
        self._take(alone=True)

    def leave(self) -> None:
        """The files are closed; may be called twice."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _take(self, *, alone: bool) -> None:
        # Windows lets nobody move a file that another process has open: there the move itself tells.
        if sys.platform == "win32":
            return
        if self._handle is None:
            with disk_words(self._folder):
                self._handle = os.open(self._folder / "open.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise errors.StorageBusy("another process has the account open", str(self._folder)) from error
        except OSError:
            # A file system without locks: as on Windows, but nothing tells. Two processes there are the person's own risk.
            return
