"""Room put by for the moment when the disk is full: a file that is given up so that what a person has just written can still be saved.

It is filled with bytes that can't be compressed, or file systems that do so would hold nothing in reserve.
"""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

from desktop import errors
from desktop.storage.durable import disk_words, place

log = logging.getLogger("sportello.reserve")

SIZE = 4 * 1024 * 1024
"""Bytes: thousands of drafts, or one with all its journal."""

_ROOM = 8 * SIZE
"""Bytes that must be free before the reserve is put by again: not the last ones."""


class Reserve:
    """One account's reserve file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def is_there(self) -> bool:
        """Whether there is something to spend."""
        try:
            return self._path.stat().st_size >= SIZE
        except OSError:
            return False

    def renew(self) -> bool:
        """Put the reserve by, if there is room again; whether it is there now. A disk that refuses is no error here."""
        if self.is_there:
            return True
        part = self._path.with_name(f"{self._path.name}.part")
        try:
            with disk_words(self._path):
                if shutil.disk_usage(self._path.parent).free < _ROOM:
                    return False
                part.write_bytes(os.urandom(SIZE))
                place(part, self._path)
        except errors.StorageError as error:
            log.info("no reserve: %s %s", type(error).__name__, error)
            part.unlink(missing_ok=True)
            return False
        return True

    def spend(self) -> bool:
        """Give it up; False when there was none."""
        if not self.is_there:
            return False
        try:
            self._path.unlink()
        except OSError as error:
            log.warning("the reserve can't be spent: %s", error)
            return False
        log.warning("the disk is full: the reserve was spent")
        return True
