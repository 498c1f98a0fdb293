"""Bringing a database to the present schema: numbered SQL files, forward only, each with its record in one transaction.

A database written by a newer Sportello is refused with a sentence rather than guessed at. Before an existing outbox is changed,
a copy is put aside, whole or not at all; the cache can be pulled again.
"""

from __future__ import annotations

from enum import StrEnum
from importlib import resources

from desktop import errors
from desktop.storage.database import Database


class Schema(StrEnum):
    """The two databases of an account."""

    CACHE = "cache"
    OUTBOX = "outbox"


def migrations(schema: Schema) -> list[tuple[int, str, str]]:
    """All migrations of a schema as (number, name, SQL), in order."""
    folder = resources.files("desktop.storage") / "migrations" / schema.value
    found = []
    for file in folder.iterdir():
        number, dash, name = file.name.removesuffix(".sql").partition("-")
        if dash and number.isdigit() and file.name.endswith(".sql"):
            found.append((int(number), name, file.read_text(encoding="utf-8")))
    return sorted(found)


def migrate(database: Database, schema: Schema) -> int:
    """Apply what is missing; returns the schema's version. Raises StorageNewer."""
    steps = migrations(schema)
    newest = steps[-1][0]
    present = database.number("PRAGMA user_version")
    if present > newest:
        raise errors.StorageNewer(
            f"{schema} is of version {present}, this Sportello knows {newest}", str(database.path)
        )
    if schema is Schema.OUTBOX and 0 < present < newest:
        aside = database.path.with_name(f"{database.path.name}.before-{newest:04d}")
        if not aside.exists():
            database.copy_to(aside)
    for number, name, sql in steps:
        if number <= present:
            continue
        with database.transaction():
            database.script(sql)
            database.run("INSERT INTO migration (number, name) VALUES (?, ?)", (number, name))
            database.script(f"PRAGMA user_version = {number:d}")
    return newest
