"""Databases are encrypted, migrate forward only, and say in our words what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import errors
from desktop.domain.listing import Folder, Listing
from desktop.storage.database import Database
from desktop.storage.migrate import Schema, migrate, migrations
from tests.builders import a_ticket, a_ticket_draft, an_open_account

KEY = b"k" * 32


@pytest.mark.parametrize("schema", Schema)
def test_the_migrated_schema_is_what_the_files_say_once_more(tmp_path: Path, schema: Schema) -> None:
    """Migrating twice changes nothing, and every step is on record."""
    path = tmp_path / "x.db"
    for _ in range(2):
        database = Database(path, KEY)
        assert migrate(database, schema) == migrations(schema)[-1][0]
        recorded = database.rows("SELECT number, name FROM migration ORDER BY number")
        database.close()
        assert recorded == [(number, name) for number, name, _ in migrations(schema)]


def test_nothing_readable_lies_on_the_disk(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        account.cache(a_ticket(subject="Hydraulic secret canary"))
        account.desk.drafts.save(a_ticket_draft(subject="Outbox secret canary"))
    for path in (tmp_path / "account").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"canary" not in content, path
            assert not content.startswith(b"SQLite format 3")


def test_the_wrong_key_is_told_as_such(tmp_path: Path) -> None:
    Database(tmp_path / "x.db", KEY).close()
    database = Database(tmp_path / "x.db", KEY)
    migrate(database, Schema.OUTBOX)
    database.close()
    with pytest.raises(errors.WrongKey):
        Database(tmp_path / "x.db", b"w" * 32)


def test_a_newer_schema_is_refused_and_left_untouched(tmp_path: Path) -> None:
    database = Database(tmp_path / "x.db", KEY)
    migrate(database, Schema.OUTBOX)
    database.script("PRAGMA user_version = 99")
    with pytest.raises(errors.StorageNewer):
        migrate(database, Schema.OUTBOX)
    assert database.number("PRAGMA user_version") == 99
    database.close()


def test_a_flipped_bit_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    database = Database(path, KEY)
    migrate(database, Schema.OUTBOX)
    database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    content = bytearray(path.read_bytes())
    content[-2000] ^= 1
    path.write_bytes(content)
    assert not is_readable(path)


def is_readable(path: Path) -> bool:
    """Whether the whole database can be read."""
    try:
        database = Database(path, KEY)
    except errors.StorageError:
        return False
    try:
        return database.is_sound()
    finally:
        database.close()


def test_a_broken_cache_is_put_aside_and_begun_anew_while_the_outbox_stays(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        account.cache(a_ticket())
        account.desk.drafts.save(draft := a_ticket_draft())
    (tmp_path / "account" / "cache.db").write_bytes(b"garbage" * 1000)
    with an_open_account(tmp_path) as account:
        assert account.side.views.ticket_ids(Listing(Folder.COMPANY)) == []
        assert account.side.views.ticket_drafts() == [draft]
    assert list((tmp_path / "account").glob("cache.db.broken-*Z"))


def test_all_or_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "x.db", KEY)
    migrate(database, Schema.OUTBOX)

    def fail_half_way() -> None:
        with database.transaction():
            database.run("INSERT INTO fact VALUES ('a', '1')")
            with database.transaction():
                database.run("INSERT INTO fact VALUES ('b', '2')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert database.rows("SELECT * FROM fact") == []
    database.close()


def test_a_full_disk_is_told_as_such_and_keeps_what_was_there(tmp_path: Path) -> None:
    database = Database(tmp_path / "x.db", KEY)
    migrate(database, Schema.OUTBOX)
    database.run("INSERT INTO fact VALUES ('kept', 'yes')")
    database.script(f"PRAGMA max_page_count = {database.number('PRAGMA page_count')}")
    with pytest.raises(errors.DiskFull), database.transaction():
        database.run("INSERT INTO fact VALUES ('big', ?)", ("x" * 1_000_000,))
    assert database.rows("SELECT key FROM fact") == [("kept",)]
    database.close()


def test_a_reading_connection_cannot_write(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account, pytest.raises(errors.StorageError):
        Database(account.workspace.account.cache, account.key, read_only=True).run("DELETE FROM ticket")
