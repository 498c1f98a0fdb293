"""Opening the outbox, and mending it where the disk broke it.

The broken file is never deleted: it is kept aside under a dated name. What can be read of it wins; what can't is filled up from the
newest sound copy (`storage.backup`). A change that comes from the copy alone may have been sent, ended or taken back since: it waits for
the person's word (problem `restored`).

The mended outbox is made whole under a name of its own before anything is moved. From then on the next start finishes what was
interrupted, so that a power cut at any moment leaves either the broken outbox or the mended one.
"""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop import errors
from desktop.domain.change import Change, FrozenFile, Problem
from desktop.domain.change_state import ChangeEvent, Effect, step
from desktop.domain.instant import Instant
from desktop.storage.backup import Backups, stamp, time_of
from desktop.storage.database import SIDES, Database, Value, remove
from desktop.storage.durable import disk_words, flush_folder, place
from desktop.storage.facts import Facts
from desktop.storage.migrate import Schema, migrate, migrations
from desktop.storage.outbox import Outbox
from desktop.storage.presence import Presence
from desktop.storage.restored import FACT, Restored, save_restored
from desktop.storage.salvage import KEYS, Key, Reading, salvage

log = logging.getLogger("sportello.restore")

PROBLEM = "restored"
"""The code of what came back from a copy and waits for the person."""

_MENDED = re.compile(r"\.mended-(\d{8}T\d{9}Z)$")

Readings = dict[str, Reading]


@dataclass(frozen=True, slots=True)
class _Copy:
    """The sound copy that helps: where it lies, when it was made, what stands in it."""

    path: Path
    at: Instant
    content: Readings


def open_outbox(path: Path, key: bytes, presence: Presence, now: Instant) -> Database:
    """The outbox at the present schema, created where there never was one, mended where it is broken.

    `presence` is held shared when this returns. Raises WrongKey, StorageNewer, StorageBusy, DiskFull, FolderReadOnly, DiskBroken, and
    StorageDamaged where neither file nor copies say whose account it is.
    """
    presence.share()
    _finish_mending(path, presence)
    backups = Backups(path.parent, key)
    try:
        return _open_sound(path, key, backups)
    except (errors.StorageDamaged, errors.WrongKey) as damage:
        log.warning("the outbox is broken: %s", damage)
        _mend(path, key, backups, damage, presence, now)
    return _open_sound(path, key, backups)


def _open_sound(path: Path, key: bytes, backups: Backups) -> Database:
    newest = _newest_schema()
    if not path.exists() and backups.copies():
        raise errors.StorageDamaged("the file is gone", str(path))
    database = Database(path, key)
    try:
        if database.number("PRAGMA user_version") <= newest:
            _check(database, backups)
        migrate(database, Schema.OUTBOX)
    except BaseException:
        database.leave()
        raise
    return database


def _check(database: Database, backups: Backups) -> None:
    """Raises StorageDamaged where the file, as far as it goes, can't be what was written last."""
    if not database.is_sound():
        raise errors.StorageDamaged("pages are broken", str(database.path))
    copied = backups.highest_sequence()
    if copied is None:
        return
    if database.number("PRAGMA user_version") == 0:
        raise errors.StorageDamaged("the file is empty", str(database.path))
    if database.number("SELECT seq FROM sqlite_sequence WHERE name = 'change'") < copied:
        raise errors.StorageDamaged("the file is older than its own copy", str(database.path))


def _newest_schema() -> int:
    return migrations(Schema.OUTBOX)[-1][0]


# Mending


def _mend(
    path: Path, key: bytes, backups: Backups, damage: errors.StorageError, presence: Presence, now: Instant
) -> None:
    copy = _best_copy(backups, path, key)
    if copy is None and isinstance(damage, errors.WrongKey):
        # Nothing here opens with this key: then it is the key that is wrong, and nothing is touched.
        raise damage
    try:
        presence.alone()
        _clear(path)
        found = _salvage(path, key, copy)
        if "identity" not in _identities(found, copy):
            raise damage
        part = path.with_name(f"{path.name}.mending")
        _build(part, path, key, found, copy, now)
        with disk_words(path):
            place(part, path.with_name(f"{path.name}.mended-{stamp(now)}"))
        _swap(path)
    finally:
        presence.share()


def _clear(path: Path) -> None:
    """What an earlier attempt left half done."""
    remove(path.with_name(f"{path.name}.mending"))
    with disk_words(path):
        for leftover in path.parent.glob("salvage-*"):
            shutil.rmtree(leftover)


def _identities(found: Readings, copy: _Copy | None) -> set[str]:
    known = [found, copy.content] if copy else [found]
    return {str(row["key"]) for one in known for row in one["fact"].rows.values()}


def _best_copy(backups: Backups, path: Path, key: bytes) -> _Copy | None:
    """The newest sound copy; where there is none, one that was made before a migration."""
    newest = _newest_schema()
    for copy in backups.sound(newest):
        return _Copy(copy, time_of(copy), _content(copy, key))
    for copy in sorted(path.parent.glob(f"{path.name}.before-*"), reverse=True):
        if re.search(r"\.before-\d{4}$", copy.name) and backups.is_sound(copy, newest):
            return _Copy(copy, int(copy.stat().st_mtime * 1000), _content(copy, key))
    return None


def _content(copy: Path, key: bytes) -> Readings:
    database = Database(copy, key, read_only=True)
    try:
        content = {}
        for table, columns in KEYS.items():
            names = [str(row[1]) for row in database.rows(f"PRAGMA table_info({table})")]
            reading = Reading(whole=True)
            for row in database.rows(f"SELECT {', '.join(names)} FROM {table}"):
                named = dict(zip(names, row, strict=True))
                reading.rows[tuple(named[name] for name in columns)] = named
            content[table] = reading
        return content
    finally:
        database.close()


def _salvage(path: Path, key: bytes, copy: _Copy | None) -> Readings:
    nothing = {table: Reading() for table in KEYS}
    if not path.exists() or path.stat().st_size == 0:
        return nothing
    hints: dict[str, Iterable[Key]] = (
        {table: reading.rows.keys() for table, reading in copy.content.items()} if copy else {}
    )
    found = salvage(path, key, copy.path if copy else None, hints, path.parent)
    if copy is not None and all(reading.whole for reading in found.values()) and _is_older(found, copy):
        # Not broken, but put back to an earlier state, or without what its log held: the copy knows better in everything.
        return nothing
    return found


def _is_older(found: Readings, copy: _Copy) -> bool:
    known = found["change"]
    return any(not known.knows(key) for key in copy.content["change"].rows)


# Building


def _build(part: Path, path: Path, key: bytes, found: Readings, copy: _Copy | None, now: Instant) -> None:
    database = Database(part, key)
    try:
        migrate(database, Schema.OUTBOX)
        with database.transaction():
            given_out = Backups(path.parent, key).highest_sequence() or 0
            report = _Builder(database, found, copy.content if copy else {}, given_out).build()
            since, until = _missing_time(path, found, copy, now)
            save_restored(
                Facts(database),
                Restored(
                    at=now,
                    backup_at=copy.at if copy else 0,
                    salvaged=report.salvaged,
                    filled=report.filled,
                    asking=report.asking,
                    missing_from=since,
                    missing_until=until,
                    kept_as=f"{path.name}.broken-{stamp(now)}" if path.exists() else "",
                ),
            )
        database.into_one_file()
    finally:
        database.close()


def _missing_time(path: Path, found: Readings, copy: _Copy | None, now: Instant) -> tuple[Instant, Instant]:
    """Between which instants something a person wrote may be gone; zeros when nothing is.

    Whether anything was written after the copy is asked of the file system alone, whose two times come from one clock: the copy's own time
    may be another's, that was set since.
    """
    if found["change"].whole and found["draft"].whole:
        return 0, 0
    since = copy.at if copy else 0
    written = _last_written(path)
    if copy is not None and written is not None and written <= int(copy.path.stat().st_mtime * 1000):
        return 0, 0
    # Nobody knows when a file was written that is gone.
    until = written or now
    return since, until if until > since else max(now, since + 1)


def _last_written(path: Path) -> Instant | None:
    """When the broken file was written last, as far as it tells."""
    times = [int(side.stat().st_mtime * 1000) for side in (path, path.with_name(f"{path.name}-wal")) if side.exists()]
    return max(times, default=None)


@dataclass(slots=True)
class _Figures:
    salvaged: int = 0
    filled: int = 0
    asking: int = 0


class _Builder:
    """Puts together what was salvaged and what the copy has."""

    def __init__(self, database: Database, found: Readings, copied: Readings, given_out: int) -> None:
        """`given_out` is the highest number that a change had when the copy was made, be that one taken out or not."""
        self._database = database
        self._given_out = given_out
        self._outbox = Outbox(database)
        self._found = found
        self._copied = copied
        self._figures = _Figures()
        self._columns = {table: {str(row[1]) for row in database.rows(f"PRAGMA table_info({table})")} for table in KEYS}

    def build(self) -> _Figures:
        for row in self._rows(self._found, "change"):
            if self._add_change(row, self._found):
                self._figures.salvaged += 1
        for row in self._missing("change"):
            self._fill_change(row)
        self._number_on()
        self._drafts()
        for row in (*self._rows(self._found, "fact"), *self._missing("fact")):
            if row["key"] != FACT:
                self._insert("fact", row)
        return self._figures

    @staticmethod
    def _rows(readings: Readings, table: str) -> list[dict[str, Value]]:
        return list(readings[table].rows.values()) if table in readings else []

    def _missing(self, table: str) -> list[dict[str, Value]]:
        """What the copy has, and of what the broken file neither says that it is there nor that it was taken out."""
        known = self._found[table]
        rows = self._copied[table].rows if table in self._copied else {}
        return [row for key, row in rows.items() if key not in known.rows and not known.knows(key)]

    def _insert(self, table: str, row: dict[str, Value]) -> bool:
        known = {name: value for name, value in row.items() if name in self._columns[table]}
        sql = f"INSERT OR IGNORE INTO {table} ({', '.join(known)}) VALUES ({', '.join('?' * len(known))})"
        return self._database.run(sql, tuple(known.values())) == 1

    def _add_change(self, row: dict[str, Value], readings: Readings) -> Change | None:
        """The row and its uploads; None when it is there already, or does not say what it wants."""
        if not self._insert("change", row):
            return None
        id = str(row["id"])
        for upload in self._rows(readings, "upload"):
            if upload["change_id"] == id:
                self._insert("upload", upload)
        try:
            change = self._outbox.get(id)
        except errors.StorageDamaged as error:
            log.warning("not readable in its meaning: %s", error)
            self._outbox.remove(id)
            return None
        if change is not None:
            self._complete(change)
        return change

    def _complete(self, change: Change) -> None:
        """What is written says which files go along: rows about them that could not be read begin anew."""
        present = {upload.file.id for upload in change.uploads}
        for position, file in enumerate(change.files):
            if file.id not in present:
                self._insert("upload", _upload_row(change.id, position, file))

    def _fill_change(self, row: dict[str, Value]) -> None:
        change = self._add_change(row, self._copied)
        if change is None:
            return
        self._figures.filled += 1
        if change.state.is_settled:
            return
        after = step(change.state, ChangeEvent.RESTORED)
        self._outbox.update(change.id, after.state, problem=Problem(PROBLEM) if after.state.needs_person else None)
        if Effect.FORGET_UPLOADS in after.effects:
            self._outbox.forget_uploads(change.id)
        # What went by e-mail goes on waiting to be seen: nothing of it is sent by itself.
        self._figures.asking += int(after.state.needs_person)

    def _number_on(self) -> None:
        """New changes get numbers that none had before, also none of those that were taken out."""
        known = (number for key in self._all_keys("change") if isinstance(number := key[0], int))
        highest = max((self._given_out, *known))
        if (
            highest
            and self._database.run("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'change'", (highest,))
            == 0
        ):
            self._database.run("INSERT INTO sqlite_sequence (name, seq) VALUES ('change', ?)", (highest,))

    def _all_keys(self, table: str) -> list[Key]:
        return [key for readings in (self._found, self._copied) if table in readings for key in readings[table].rows]

    def _drafts(self) -> None:
        for row in self._rows(self._found, "draft"):
            self._figures.salvaged += int(self._insert("draft", row))
        sent = {str(id) for (id,) in self._database.rows("SELECT id FROM change")}
        for row in self._missing("draft"):
            # A draft's id becomes its ticket's: this one was sent after the copy was made.
            if row["id"] not in sent:
                self._figures.filled += int(self._insert("draft", row))


def _upload_row(change_id: str, position: int, file: FrozenFile) -> dict[str, Value]:
    return {
        "change_id": change_id,
        "position": position,
        "file_id": file.id,
        "sha256": file.sha256,
        "name": file.name,
        "size": file.size,
        "mime": file.mime,
    }


# Putting in place


def _finish_mending(path: Path, presence: Presence) -> None:
    """A mended outbox that was not put in place before the program ended is put there now."""
    if any(_MENDED.search(one.name) for one in path.parent.glob(f"{path.name}.mended-*")):
        try:
            presence.alone()
            _swap(path)
        finally:
            presence.share()


def _swap(path: Path) -> None:
    """The broken files aside, the mended one in their place. Every step may be the last before a power cut, and may be done again."""
    mended = max(one for one in path.parent.glob(f"{path.name}.mended-*") if _MENDED.search(one.name))
    found = _MENDED.search(mended.name)
    aside = path.with_name(f"{path.name}.broken-{found[1] if found else ''}")
    with disk_words(path):
        # The log first: beside the mended file it would be taken for its own.
        for side in reversed(SIDES):
            part = path.with_name(path.name + side)
            if part.exists():
                part.replace(aside.with_name(aside.name + side))
                flush_folder(path.parent)
        mended.replace(path)
        flush_folder(path.parent)
