"""The disk fails at every write and every flush, one after the other, once as EIO and once as full.

Whatever fails is told in our words; what was told as done is there; the same step can be done again at once and after a restart.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop import errors
from desktop.storage.backup import Backups
from desktop.storage.database import Database
from desktop.storage.migrate import Schema, migrations
from desktop.storage.outbox import Outbox
from tests.builders import an_answer
from tests.storage.disk_scenarios import (
    BATCHES,
    KEY,
    LATER,
    Step,
    cache_states,
    content,
    make_account,
    rows_and_cursor,
    take,
    the_cache,
    the_outbox,
    work_of_a_morning,
)
from tests.storage.fault_vfs import Disk, Fault

TOLD = (errors.DiskFull, errors.DiskBroken)


class Start:
    """A folder to begin from, as often as wanted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept = folder.with_name("kept")
        shutil.copytree(folder, self._kept)

    def again(self) -> Path:
        shutil.rmtree(self.folder)
        shutil.copytree(self._kept, self.folder)
        return self.folder


@pytest.fixture
def start(tmp_path: Path) -> Start:
    make_account(tmp_path / "account")
    return Start(tmp_path / "account")


def states_of(start: Start, steps: list[Step]) -> tuple[list[str], int]:
    """What stands there before and after each step, and how many orders to the disk all of it takes."""
    disk = Disk(start.again())
    with disk.mounted(), the_outbox(disk.folder) as database:
        states = [content(database)]
        disk.orders = 0
        for step in steps:
            step(database)
            states.append(content(database))
        return states, disk.orders


@pytest.mark.parametrize("fault", Fault)
def test_whatever_fails_in_the_outbox_is_told_and_can_be_done_again_at_once(start: Start, fault: Fault) -> None:
    steps = work_of_a_morning()
    states, orders = states_of(start, steps)
    failed = 0
    for at in range(orders):
        disk = Disk(start.again())
        with disk.mounted(), the_outbox(disk.folder) as database:
            disk.fail(at, fault)
            for number, step in enumerate(steps):
                try:
                    step(database)
                except TOLD:
                    failed += 1
                    assert content(database) == states[number], f"order {at}: nothing of a failed step is seen"
                    step(database)
                assert content(database) == states[number + 1], f"order {at}"
        with the_outbox(disk.folder) as database:
            assert content(database) == states[-1], f"order {at}"
    # A flush or a clearing up that fails after the commit is no failed step.
    assert failed > orders * 0.6


@pytest.mark.parametrize("fault", Fault)
def test_a_disk_that_goes_on_failing_takes_nothing_that_was_acknowledged(start: Start, fault: Fault) -> None:
    steps = work_of_a_morning()
    states, orders = states_of(start, steps)
    for at in range(0, orders, 2):
        disk = Disk(start.again())
        done = 0
        with disk.mounted():
            with the_outbox(disk.folder) as database:
                disk.fail(at, fault, lasting=True)
                for step in steps:
                    try:
                        step(database)
                    except TOLD:
                        break
                    done += 1
            disk.mend()
        with the_outbox(disk.folder) as database:
            # A commit whose flush failed may have reached the disk nevertheless: it was not acknowledged, and is no loss either.
            assert content(database) in states[done : done + 2], f"order {at}"
            for step in steps[states.index(content(database), done) :]:
                step(database)
            assert content(database) == states[-1], f"order {at}"


@pytest.mark.parametrize("fault", Fault)
def test_the_cursor_of_the_cache_is_never_ahead_of_its_rows_on_a_failing_disk(tmp_path: Path, fault: Fault) -> None:
    folder, states = tmp_path / "account", cache_states()
    folder.mkdir()
    disk = Disk(folder)
    with disk.mounted():
        the_cache(folder).close()
        start = Start(folder)
        cache = the_cache(folder)
        disk.orders = 0
        for batch in BATCHES[:5]:
            take(cache, batch)
        orders = disk.orders
        cache.close()
    for at in range(orders):
        disk = Disk(start.again())
        with disk.mounted():
            cache = the_cache(disk.folder)
            disk.fail(at, fault)
            for number, batch in enumerate(BATCHES[:5]):
                try:
                    take(cache, batch)
                except TOLD:
                    assert rows_and_cursor(cache) == states[number]
                    take(cache, batch)
                assert rows_and_cursor(cache) == states[number + 1]
            cache.close()
        cache = the_cache(disk.folder)
        assert rows_and_cursor(cache) == states[5], f"order {at}"
        assert cache.is_sound()
        cache.close()


@pytest.mark.parametrize("fault", Fault)
def test_a_copy_that_fails_leaves_the_older_ones_and_no_half_one(start: Start, fault: Fault) -> None:
    newest = migrations(Schema.OUTBOX)[-1][0]
    at, failed = 0, True
    while failed:
        disk = Disk(start.again())
        with disk.mounted(), the_outbox(disk.folder) as database:
            backups = Backups(disk.folder, KEY)
            older, here = backups.copies(), content(database)
            disk.fail(at, fault)
            try:
                backups.make(database, LATER)
            except TOLD:
                # The folder's flush is the last of it: the copy may be there, but nobody relies on it yet.
                assert set(older) <= set(backups.copies())
            else:
                assert len(backups.copies()) == len(older) + 1
            assert list(backups.sound(newest)) == backups.copies(), f"order {at}"
            assert content(database) == here
            failed = disk.has_failed
            disk.mend()
            backups.make(database, LATER + 1)
            assert not list((disk.folder / "backups").glob("*.part*"))
        at += 1
    assert at > 10


@pytest.mark.parametrize("fault", Fault)
def test_mending_that_fails_changes_nothing_and_succeeds_later(start: Start, fault: Fault) -> None:
    with the_outbox(start.again()) as database:
        for number in range(20):
            Outbox(database).add(an_answer("t-1", f"after the copy {number} " * 30))
    path = start.folder / "outbox.db"
    broken = bytearray(path.read_bytes())
    broken[len(broken) - 4096 * 2 + 55] ^= 1
    path.write_bytes(broken)
    broken_start = Start(_renamed(start.folder))
    with the_outbox(broken_start.again(), LATER) as database:
        mended = content(database)
    at, failed = 0, True
    while failed:
        disk = Disk(broken_start.again())
        with disk.mounted():
            disk.fail(at, fault)
            try:
                with the_outbox(disk.folder, LATER) as database:
                    assert content(database) == mended
            except TOLD:
                pass
            failed = disk.has_failed
            disk.mend()
            with the_outbox(disk.folder, LATER) as database:
                assert content(database) == mended, f"order {at}"
        assert [one.read_bytes() for one in disk.folder.glob("outbox.db.broken-*Z")] == [bytes(broken)], f"order {at}"
        at += 1
    assert at > 10


def _renamed(folder: Path) -> Path:
    other = folder.with_name("broken") / folder.name
    other.parent.mkdir()
    folder.rename(other)
    return other


@pytest.mark.parametrize("fault", Fault)
def test_a_migration_that_fails_leaves_the_old_schema_and_succeeds_later(tmp_path: Path, fault: Fault) -> None:
    folder = tmp_path / "account"
    an_outbox_of_the_first_version(folder)
    start = Start(folder)
    at, failed = 0, True
    while failed:
        disk = Disk(start.again())
        with disk.mounted():
            disk.fail(at, fault)
            try:
                with the_outbox(disk.folder):
                    pass
            except TOLD:
                pass
            failed = disk.has_failed
            disk.mend()
            with the_outbox(disk.folder) as database:
                assert [one.id for one in Outbox(database).unsettled()] == ["c-1"], f"order {at}"
                assert database.is_sound()
        at += 1
    assert at > 10


def an_outbox_of_the_first_version(folder: Path) -> None:
    folder.mkdir()
    database = Database(folder / "outbox.db", KEY)
    number, name, sql = migrations(Schema.OUTBOX)[0]
    with database.transaction():
        database.script(sql)
        database.run("INSERT INTO migration (number, name) VALUES (?, ?)", (number, name))
        database.script(f"PRAGMA user_version = {number}")
        database.run(
            "INSERT INTO change (id, ticket_id, kind, deed, made_at, state, not_before) "
            """VALUES ('c-1', 't-1', 'add-message', '{"text":"an old one"}', 1, 'queued', 1)"""
        )
        database.run("INSERT INTO fact VALUES ('identity', '{}')")
    database.close()
