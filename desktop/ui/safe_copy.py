"""Copies of files that came from elsewhere: under names that are names and nothing else, never over something, whole or not at all.

And which of them can run: those are never opened from here, and not even saved without a word about it.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from desktop.ui.file_door import mark_foreign

RUNNABLE = frozenset(
    {
        *(
            "exe",
            "com",
            "msi",
            "msix",
            "msp",
            "bat",
            "cmd",
            "scr",
            "pif",
            "cpl",
            "ps1",
            "psm1",
            "vbs",
            "vbe",
            "js",
            "jse",
        ),
        *(
            "wsf",
            "wsh",
            "hta",
            "lnk",
            "url",
            "reg",
            "inf",
            "chm",
            "jar",
            "jnlp",
            "iso",
            "img",
            "vhd",
            "dll",
            "sys",
            "appx",
        ),
        *("sh", "run", "bin", "appimage", "deb", "rpm", "desktop", "app", "command", "dmg", "pkg", "scpt", "workflow"),
        *("py", "pyw", "pl", "rb", "docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "ppam"),
    }
)
"""Suffixes of files that are, or carry, programs."""

PIECE = 1024 * 1024
"""Bytes copied between two looks at whether it goes on."""

_MOST_ALIKE = 10_000
"""Files of one name in one folder; beyond it something else is wrong."""


class Stopped(Exception):
    """The person stopped the copying; nothing of it is left."""


def can_run(name: str) -> bool:
    """Whether a file of this name can run as a program, or carries some."""
    # Windows leaves dots and blanks at the end out of account.
    return PurePosixPath(name.rstrip(". ")).suffix.lstrip(".").casefold() in RUNNABLE


def copy_new(source: Path, folder: Path, name: str, progress: Callable[[int], None] = lambda _: None) -> Path:
    """Copy `source` into `folder` as `name`, or as "name (2)" and so on where something stands there already; returns where it lies.

    `name` may be anything a helpdesk says (`clean_name`). What is in the folder is never replaced, not even what somebody puts there at
    the same moment. `progress` gets the bytes copied, and may raise Stopped. Raises OSError, Stopped.
    """
    from desktop.actions.attach import clean_name  # pulls storage in: only when something is saved

    cleaned = clean_name(name)
    stem, suffix = PurePosixPath(cleaned).stem, PurePosixPath(cleaned).suffix
    for number in range(1, _MOST_ALIKE):
        target = folder / (cleaned if number == 1 else f"{stem} ({number}){suffix}")
        try:
            handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            continue
        try:
            with os.fdopen(handle, "wb") as into, source.open("rb") as stream:
                _copy(stream.read, into.write, progress)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        mark_foreign(target)
        return target
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), cleaned)


def _copy(read: Callable[[int], bytes], write: Callable[[bytes], int], progress: Callable[[int], None]) -> None:
    done = 0
    while piece := read(PIECE):
        write(piece)
        done += len(piece)
        progress(done)
