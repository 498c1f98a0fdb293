"""Letters on the disk: whole or not there, for a mail program to open, for a mail server to be given, or where the person wants one.

What a mail program opened has to stay for a while: some read a file only when the message is sent. After a week it goes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from desktop import errors
from desktop.actions.attach import clean_name
from desktop.connectors.email import Letter, Locate, written
from desktop.domain.change import FrozenFile
from desktop.storage.durable import disk_words, place

KEPT_SECONDS = 7 * 24 * 3600.0
"""How long what was given to a mail program stays."""

_PIECE = 256 * 1024
_LONGEST_NAME = 60


def save_letter(letter: Letter, target: Path, locate: Locate, *, for_editing: bool) -> int:
    """Write the letter into a file, in the place of whatever is there; returns its size in bytes.

    Raises FileUnreadable for a file that should go along, DiskFull, StorageError.
    """
    with disk_words(target.parent):
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".sportello-", suffix=".part")
        part = Path(name)
        size = 0
        try:
            with os.fdopen(handle, "wb") as stream:
                for piece in written(letter, locate, for_editing=for_editing):
                    stream.write(piece)
                    size += len(piece)
            place(part, target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    return size


def own_folder(folder: Path, letter: Letter) -> Path:
    """A folder of the letter's own below `folder`, empty; what lies there for longer than a week is removed. Raises StorageError."""
    with disk_words(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        oldest = time.time() - KEPT_SECONDS
        for old in folder.iterdir():
            if old.stat().st_mtime < oldest:
                shutil.rmtree(old, ignore_errors=True)
        return Path(tempfile.mkdtemp(dir=folder, prefix=f"{letter.change_id}-"))


def file_name(letter: Letter) -> str:
    """What the letter is called as a file."""
    stem = clean_name(letter.subject.replace("/", "-").replace("\\", "-").replace(".", " "))[:_LONGEST_NAME].strip()
    return f"{stem or 'Sportello'}.eml"


def attachments_in(folder: Path, files: tuple[FrozenFile, ...], locate: Locate) -> list[Path]:
    """Copies of the files under their own names. Raises FileUnreadable, DiskFull, StorageError."""
    copies = []
    for number, file in enumerate(files):
        source = locate(file.sha256)
        if source is None:
            raise errors.FileUnreadable(file.name, "it is no longer on this computer")
        with disk_words(folder):
            place_of_its_own = folder / str(number)
            place_of_its_own.mkdir(mode=0o700)
            copies.append(Path(shutil.copyfile(source, place_of_its_own / clean_name(file.name))))
    return copies


def pieces_of(path: Path) -> Iterator[bytes]:
    """The bytes of a letter's file. Raises StorageError."""
    with disk_words(path), path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece
