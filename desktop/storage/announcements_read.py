"""Which announcements the person has read.

The cache knows all of it; the outbox's file keeps the latest as well, since a cache may be pulled again at any time: what comes back then
would be unread otherwise, and nobody reads the same news twice.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from desktop.storage.database import Database
from desktop.storage.facts import Facts

KEPT = 300
"""Editions beside the outbox. Older ones are no longer fresh when a cache is pulled again, and count as read by that."""

_KEY = "announcements-read"


class AnnouncementsRead:
    """Reads and writes the editions (`Announcement.edition`) that were read."""

    def __init__(self, cache: Database, outbox: Database) -> None:
        self._cache = cache
        self._facts = Facts(outbox)

    def editions(self) -> frozenset[str]:
        """All that were read."""
        here = {str(edition) for (edition,) in self._cache.rows("SELECT edition FROM announcement_read")}
        return frozenset(here.union(self._kept()))

    def mark(self, editions: Iterable[str]) -> bool:
        """These have been read; returns whether that was news. Each file has its own transaction: one without the other is put right by
        the next mark."""
        known = self.editions()
        fresh = [one for one in dict.fromkeys(editions) if one not in known]
        if not fresh:
            return False
        self._facts.set(_KEY, msgspec.json.encode((self._kept() + fresh)[-KEPT:]).decode())
        mark_read(self._cache, fresh)
        return True

    def _kept(self) -> list[str]:
        text = self._facts.get(_KEY)
        return msgspec.json.decode(text, type=list[str]) if text else []


def mark_read(cache: Database, editions: Iterable[str]) -> None:
    """In the cache alone: for what counts as read without anybody having read it."""
    with cache.transaction():
        cache.run_many("INSERT OR IGNORE INTO announcement_read (edition) VALUES (?)", [(one,) for one in editions])
