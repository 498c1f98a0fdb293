"""Taking a file into the store when it is attached, so that its original may be moved, changed or deleted at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

from desktop.actions.desk import Desk
from desktop.domain.change import FrozenFile

LONGEST_NAME = 180
"""Bytes in UTF-8: file systems stop at 255, and servers put something in front."""

_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"COM{n}" for n in range(1, 10)), *(f"LPT{n}" for n in range(1, 10))}


def attach_file(
    desk: Desk, path: Path, name: str | None = None, progress: Callable[[int], None] | None = None
) -> FrozenFile:
    """Copy, flush and hash a file; `progress` gets the bytes copied. Touches no database, so it may run beside the writer.

    Raises FileUnreadable, DiskFull, StorageError.
    """
    frozen = desk.files.freeze(path, progress)
    return FrozenFile(desk.new_id(), frozen.sha256, clean_name(name or path.name), frozen.size, frozen.mime)


def attach_bytes(desk: Desk, data: bytes, name: str) -> FrozenFile:
    """Keep bytes that have no file, such as a pasted screenshot. Raises DiskFull, StorageError."""
    frozen = desk.files.freeze_bytes(data, name)
    return FrozenFile(desk.new_id(), frozen.sha256, clean_name(name), frozen.size, frozen.mime)


def clean_name(name: str) -> str:
    """A name that is a name only: no path, no control or direction signs, nothing a system reserves; any script is kept."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/")).rsplit("/", 1)[-1]
    kept = "".join(
        "_" if sign in '<>:"|?*' else sign
        for sign in last
        if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    stem, dot, suffix = kept.strip(". ").rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    if stem.upper() in _RESERVED or not stem.strip():
        stem = f"_{stem.strip()}"
    room = LONGEST_NAME - len(suffix.encode()) - 1
    stem = stem.encode()[: max(room, 20)].decode(errors="ignore")
    return f"{stem}.{suffix}" if suffix else stem
