"""The search index: one document per ticket, folded in Python, newest first by rowid.

A ticket's document holds its number, subject, description, machine, messages and attachment names. Whatever changes a ticket only
notes it as unindexed; `index_some` catches up in short transactions. So a first sync of 100,000 tickets and a single reply go the same
way, and a reader is never kept waiting for more than a moment.
"""

from __future__ import annotations

from desktop.domain.folding import fold, words
from desktop.storage.database import Database

BATCH = 200
"""Tickets indexed in one transaction: short enough that nobody notices."""

MOST_RESULTS = 2_000
"""Results of one search; nobody scrolls further, they type another letter."""

LONGEST_DOCUMENT = 100_000
"""Characters of a conversation that are indexed; the newest messages first."""


class SearchIndex:
    """Writes and asks the index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def index_some(self, limit: int = BATCH) -> int:
        """Index up to `limit` tickets that changed, newest first; returns how many, 0 when all is done."""
        database = self._database
        with database.transaction():
            positions = [
                row[0]
                for row in database.rows("SELECT position FROM unindexed ORDER BY position DESC LIMIT ?", (limit,))
            ]
            documents = []
            for position in positions:
                document = self._document(position)
                if document:
                    documents.append((position, document))
            database.run_many("DELETE FROM search WHERE rowid = ?", ((position,) for position in positions))
            database.run_many("INSERT INTO search (rowid, words) VALUES (?, ?)", documents)
            database.run_many("DELETE FROM unindexed WHERE position = ?", ((position,) for position in positions))
        return len(positions)

    def _document(self, position: object) -> str:
        database = self._database
        ticket = database.one(
            "SELECT t.id, t.number, t.subject, t.description, t.author_name, t.machine_unlisted, m.name, m.serial, m.model, m.site, "
            "m.line FROM ticket t LEFT JOIN machine m ON m.id = t.machine_id WHERE t.position = ?",
            (position,),
        )
        if ticket is None:
            return ""
        messages = database.rows(
            "SELECT text, author_name FROM message WHERE ticket_id = ? AND kind = 'reply' ORDER BY created_at DESC",
            (ticket[0],),
        )
        names = database.rows("SELECT name FROM attachment WHERE ticket_id = ?", (ticket[0],))
        parts = [str(part) for part in ticket[1:] if part]
        parts += [str(name) for (name,) in names]
        parts += [str(part) for row in messages for part in row]
        return fold("\n".join(parts)[:LONGEST_DOCUMENT])

    def find(self, text: str) -> list[int]:
        """Positions of the tickets in which every word of `text` begins some word, newest first, at most MOST_RESULTS."""
        query = match_expression(text)
        if not query:
            return []
        rows = self._database.rows(
            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?", (query, MOST_RESULTS)
        )
        return [position for (position,) in rows if isinstance(position, int)]


def match_expression(text: str) -> str:
    """The FTS5 expression for what a person typed: all words, each as a prefix; nothing a person types is syntax."""
    return " ".join(f'"{word}"*' for word in words(text))
