"""A power cut at any moment costs nothing that was told as done; the same harness shows that it would cost something done carelessly."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from desktop.domain.change import AddMessage
from desktop.storage.backup import Backups
from desktop.storage.database import Database, Durability
from desktop.storage.facts import Facts
from desktop.storage.migrate import Schema, migrations
from desktop.storage.outbox import Outbox
from desktop.storage.restored import load_restored
from desktop.storage.salvage import PAGE
from tests.builders import an_answer
from tests.storage.disk_scenarios import (
    BATCHES,
    KEY,
    LATER,
    cache_states,
    content,
    make_account,
    rows_and_cursor,
    take,
    the_cache,
    the_outbox,
    work_of_a_morning,
)
from tests.storage.fault_vfs import Disk, after_power_cut, files_below

CUTS_OF_WORK = 250
CUTS_OF_CACHE = 120
CUTS_OF_COPYING = 80
CUTS_OF_MENDING = 120
CUTS_OF_MIGRATION = 60


def moments(disk: Disk, cuts: int, seed: int) -> Iterable[tuple[int, int]]:
    """Where in the diary the power fails, and the seed of what is left then."""
    chance = random.Random(seed)
    return [(chance.randrange(len(disk.diary) + 1), chance.randrange(2**31)) for _ in range(cuts)]


def test_an_acknowledged_change_of_the_outbox_survives_every_power_cut(tmp_path: Path) -> None:
    steps = work_of_a_morning()
    folder = tmp_path / "account"
    make_account(folder)
    before = files_below(folder)
    disk = Disk(folder)
    with disk.mounted(), the_outbox(folder) as database:
        states = [content(database)]
        for step in steps:
            step(database)
            disk.tell(step)
            states.append(content(database))
    for at, seed in moments(disk, CUTS_OF_WORK, 1):
        left = tmp_path / f"left-{at}-{seed}"
        told = after_power_cut(disk, before, at, seed, left)
        with the_outbox(left) as database:
            # What was told as done is there; what was under way is there or not.
            assert content(database) in states[len(told) : len(told) + 2], f"cut {at}, seed {seed}"
            assert not list(left.glob("*.broken-*")), f"nothing had to be mended: cut {at}, seed {seed}"
            done = max(number for number, state in enumerate(states[: len(told) + 2]) if state == content(database))
            for step in steps[done:]:
                step(database)
            assert content(database) == states[-1]


def test_the_harness_can_fail_a_careless_outbox_loses_acknowledged_changes(tmp_path: Path) -> None:
    folder = tmp_path / "account"
    make_account(folder)
    before = files_below(folder)
    disk = Disk(folder)
    with disk.mounted():
        database = Database(folder / "outbox.db", KEY, durability=Durability.NORMAL)
        outbox = Outbox(database)
        for number in range(12):
            change = an_answer("t-1", f"text {number}")
            outbox.add(change)
            disk.tell(change.id)
        database.close()
    lost = 0
    for at, seed in moments(disk, 100, 2):
        left = tmp_path / f"left-{at}-{seed}"
        told = after_power_cut(disk, before, at, seed, left)
        with the_outbox(left) as database:
            lost += not set(told) <= {row[0] for row in database.rows("SELECT id FROM change")}
    assert lost > 10


def test_the_cursor_of_the_cache_is_never_ahead_of_its_rows(tmp_path: Path) -> None:
    folder = tmp_path / "account"
    folder.mkdir()
    disk = Disk(folder)
    with disk.mounted():
        cache = the_cache(folder)
        for batch in BATCHES:
            take(cache, batch)
            disk.tell(batch.cursor)
        cache.close()
    states = cache_states()
    behind = 0
    for at, seed in moments(disk, CUTS_OF_CACHE, 3):
        left = tmp_path / f"left-{at}-{seed}"
        left.mkdir()
        told = after_power_cut(disk, {}, at, seed, left)
        cache = the_cache(left)
        try:
            assert cache.is_sound(), f"cut {at}, seed {seed}"
            found = rows_and_cursor(cache)
            assert found in states[: len(told) + 2], f"cut {at}, seed {seed}"
            behind += states.index(found) < len(told)
            for batch in BATCHES[states.index(found) :]:
                take(cache, batch)
            assert rows_and_cursor(cache) == states[-1]
        finally:
            cache.close()
    # NORMAL may lose the latest pages, and the cursor with them: that is what it is allowed to do.
    assert behind


def test_a_copy_is_whole_or_not_there_and_the_outbox_does_not_mind(tmp_path: Path) -> None:
    folder = tmp_path / "account"
    make_account(folder)
    before = files_below(folder)
    disk = Disk(folder)
    with disk.mounted(), the_outbox(folder) as database:
        here = content(database)
        for number in range(9):
            Backups(folder, KEY).make(database, LATER + number)
            disk.tell(number)
    newest = migrations(Schema.OUTBOX)[-1][0]
    for at, seed in moments(disk, CUTS_OF_COPYING, 4):
        left = tmp_path / f"left-{at}-{seed}"
        told = after_power_cut(disk, before, at, seed, left)
        backups = Backups(left, KEY)
        assert list(backups.sound(newest)) == backups.copies()
        assert len(backups.copies()) >= min(7, 1 + len(told)), f"cut {at}, seed {seed}"
        with the_outbox(left) as database:
            assert content(database) == here
            backups.make(database, LATER + 100)
            assert len(backups.copies()) <= 7


@pytest.mark.parametrize(
    "damage", ["a page inside", "a page inside, and a log beside", "the first page", "the file is gone"]
)
def test_mending_may_be_cut_off_at_any_point_and_ends_the_same(tmp_path: Path, damage: str) -> None:
    before, broken = a_broken_account(tmp_path / "account", damage)
    folder = tmp_path / "broken"
    lay_out(before, folder)
    before = files_below(folder)
    disk = Disk(folder)
    with disk.mounted(), the_outbox(folder, LATER) as database:
        mended = content(database)
        texts = [change.deed.text for change in Outbox(database).unsettled() if isinstance(change.deed, AddMessage)]
    if "log" in damage:
        # The log has every page that was changed last.
        assert sum(text.startswith("after the copy") for text in texts) == 20
    for at, seed in moments(disk, CUTS_OF_MENDING // 4, 5):
        left = tmp_path / f"left-{at}-{seed}"
        after_power_cut(disk, before, at, seed, left)
        with the_outbox(left, LATER + 1) as database:
            assert content(database) == mended, f"cut {at}, seed {seed}"
            assert load_restored(Facts(database)) is not None
        if "log" in damage:
            [log] = left.glob("outbox.db.broken-*Z-wal")
            assert log.read_bytes() == before[str(folder / "outbox.db-wal")], "the log went aside with its file"
        if damage != "the file is gone":
            assert [one.read_bytes() for one in left.glob("outbox.db.broken-*Z")] == [broken]
        assert not list(left.glob("outbox.db.mended-*"))


def a_broken_account(folder: Path, damage: str) -> tuple[dict[str, bytes], bytes]:
    """Its files (by their place below the folder) as a power cut and a bad disk left them; the broken outbox among them."""
    make_account(folder)
    with the_outbox(folder) as database:
        database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        for number in range(20):
            Outbox(database).add(an_answer("t-1", f"after the copy {number} " * 30))
        if "log" not in damage:
            database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        files = {str(Path(path).relative_to(folder)): data for path, data in files_below(folder).items()}
    broken = bytearray(files.pop("outbox.db"))
    if damage != "the file is gone":
        for page in {"the first page": [0], "a page inside": [len(broken) // PAGE - 2]}.get(
            damage, range(1, len(broken) // PAGE)
        ):
            broken[page * PAGE + 55] ^= 1
        files["outbox.db"] = bytes(broken)
    return files, bytes(broken)


def lay_out(files: dict[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def test_a_migration_may_be_cut_off_at_any_point(tmp_path: Path) -> None:
    folder = tmp_path / "account"
    folder.mkdir()
    database = Database(folder / "outbox.db", KEY)
    first = migrations(Schema.OUTBOX)[0]
    with database.transaction():
        database.script(first[2])
        database.run("INSERT INTO migration (number, name) VALUES (?, ?)", first[:2])
        database.script("PRAGMA user_version = 1")
        database.run(
            "INSERT INTO change (id, ticket_id, kind, deed, made_at, state, not_before) "
            """VALUES ('c-1', 't-1', 'add-message', '{"text":"an old one"}', 1, 'queued', 1)"""
        )
        database.run("INSERT INTO fact VALUES ('identity', '{}')")
    database.close()
    before = files_below(folder)
    disk = Disk(folder)
    with disk.mounted(), the_outbox(folder):
        pass
    for at, seed in moments(disk, CUTS_OF_MIGRATION, 6):
        left = tmp_path / f"left-{at}-{seed}"
        after_power_cut(disk, before, at, seed, left)
        with the_outbox(left) as database:
            assert [one.id for one in Outbox(database).unsettled()] == ["c-1"], f"cut {at}, seed {seed}"
            assert database.is_sound()
