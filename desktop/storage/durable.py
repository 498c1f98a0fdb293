"""Files that are whole or not there: written under another name, flushed, then renamed; and the disk's refusals in our words.

A rename alone promises nothing about a power cut: the bytes go to the disk first, then the name, then the folder that holds it.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop import errors

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
FORBIDDEN = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def flush_file(path: Path) -> None:
    """The file's bytes are on the disk when this returns."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_folder(folder: Path) -> None:
    """The folder's names are on the disk when this returns."""
    if os.name == "nt":  # a folder can't be opened there, and NTFS journals names by itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def place(finished: Path, final: Path) -> None:
    """Give a finished file its name: whoever reads `final` sees the old one or the new one, whole, also after a power cut."""
    flush_file(finished)
    finished.replace(final)
    flush_folder(final.parent)


@contextmanager
def disk_words(where: Path) -> Iterator[None]:
    """What the system says about the disk, in our words: DiskFull, FolderReadOnly, DiskBroken, StorageError."""
    try:
        yield
    except OSError as error:
        raise of_system(error.errno or 0, error.strerror or str(error), where) from error


def of_system(number: int, text: str, where: Path) -> errors.StorageError:
    """The error for a number of the operating system."""
    if number in FULL:
        return errors.DiskFull(text, str(where))
    if number in FORBIDDEN:
        return errors.FolderReadOnly(text, str(where))
    if number == errno.EIO:
        return errors.DiskBroken(text, str(where))
    return errors.StorageError(text, str(where))
