"""Opening the cache, and beginning it anew when it is broken: everything in it can be pulled again.

A broken one is put aside under a dated name for whoever wants to know what happened to it; two are kept. Damage that was met while the
program ran is noted in a small file beside the cache, so that the next start does not trust it either.
"""

from __future__ import annotations

import logging
import re
import time
from pathlib import Path

from desktop import errors
from desktop.domain.instant import Instant
from desktop.storage.backup import stamp
from desktop.storage.database import SIDES, Database, Durability, remove
from desktop.storage.durable import disk_words
from desktop.storage.migrate import Schema, migrate

log = logging.getLogger("sportello.cache")

KEPT_ASIDE = 2

_ASIDE = re.compile(r"\.broken-\d{8}T\d{9}Z$")


def open_cache(path: Path, key: bytes) -> Database:
    """The cache at the present schema, begun anew where it is broken. Raises StorageNewer, DiskFull, StorageError."""
    if _note(path).exists():
        put_aside(path)
    try:
        return _open(path, key)
    except (errors.StorageDamaged, errors.WrongKey) as error:
        log.warning("the cache is broken and will be pulled again: %s", error)
        put_aside(path)
        return _open(path, key)


def _open(path: Path, key: bytes) -> Database:
    # NORMAL: a power cut may cost the latest pages of the cache, which the cursor in the same file then asks for again.
    database = Database(path, key, durability=Durability.NORMAL)
    try:
        migrate(database, Schema.CACHE)
    except BaseException:
        database.close()
        raise
    return database


def renew(cache: Database) -> None:
    """Begin a broken cache anew under everybody who holds it. Nobody else of this process may have it open. Raises as `open_cache`.

    One that another process has renewed meanwhile is simply opened.
    """
    replaced = not cache.in_place and cache.path.exists()
    cache.close()
    if not replaced:
        put_aside(cache.path)
    open_cache(cache.path, cache.key).close()
    cache.reopen()


def note_damage(path: Path) -> None:
    """Tell the next start that damage was met, in case this program does not get round to mending it."""
    try:
        _note(path).touch(mode=0o600)
    except OSError as error:
        log.info("the damage could not be noted: %s", error)


def put_aside(path: Path) -> None:
    """Move a broken cache out of the way and forget all but the last of its kind. Raises StorageError."""
    aside = path.with_name(f"{path.name}.broken-{stamp(_now())}")
    with disk_words(path):
        # The log first: beside a new file it would be taken for its own.
        for side in reversed(SIDES):
            part = path.with_name(path.name + side)
            if part.exists():
                part.replace(aside.with_name(aside.name + side))
        _note(path).unlink(missing_ok=True)
    for old in _put_aside_before(path)[KEPT_ASIDE:]:
        remove(old)


def forget_aside(path: Path) -> int:
    """The disk is full: give up the broken caches that were kept; returns bytes freed. Raises StorageError."""
    freed = 0
    for old in _put_aside_before(path):
        freed += old.stat().st_size
        remove(old)
    return freed


def _put_aside_before(path: Path) -> list[Path]:
    found = (one for one in path.parent.glob(f"{path.name}.broken-*") if _ASIDE.search(one.name))
    return sorted(found, reverse=True)


def files_at_server(cache: Database) -> set[str]:
    """Hashes of all attachments that the server is known to have: their bytes can be fetched again."""
    return {str(sha256) for (sha256,) in cache.rows("SELECT DISTINCT sha256 FROM attachment")}


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}.damaged")


def _now() -> Instant:
    return time.time_ns() // 1_000_000
