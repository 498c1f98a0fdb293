"""Single facts of a database: one text under one key."""

from __future__ import annotations

from desktop.storage.database import Database


class Facts:
    """The `fact` table of either database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str:
        """The fact, empty when there is none."""
        return str(self._database.value("SELECT value FROM fact WHERE key = ?", (key,)) or "")

    def set(self, key: str, value: str) -> None:
        """Keep a fact; an empty one is forgotten."""
        if value:
            self._database.run("INSERT OR REPLACE INTO fact (key, value) VALUES (?, ?)", (key, value))
        else:
            self._database.run("DELETE FROM fact WHERE key = ?", (key,))
