"""One account as it is read: by one thread, beside whoever writes it.

A part that turns out to be broken reads as an empty one until it is mended; whoever reads goes on.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.instant import Instant
from desktop.domain.ticket import Author
from desktop.storage.accounts import Account, Part
from desktop.storage.database import Database
from desktop.storage.migrate import Schema, migrate
from desktop.storage.views import Views


class ReadingSide:
    """Views over read-only connections of their own. Belongs to one thread."""

    def __init__(self, account: Account, key: bytes, me: Callable[[], Author], clock: Callable[[], Instant]) -> None:
        self._cache = Database(account.cache, key, read_only=True)
        try:
            self._outbox = Database(account.outbox, key, read_only=True)
        except BaseException:
            self._cache.close()
            raise
        self.views = Views(self._cache, self._outbox, me, clock)

    def on_damage(self, told: Callable[[Part], None]) -> None:
        """`told` hears on this thread which part is broken. A broken part reads as an empty one from then on, until `reopen`."""

        def damaged(part: Part) -> bool:
            self.let_go(part)
            told(part)
            return True

        self._cache.on_damage(lambda _: damaged(Part.CACHE))
        self._outbox.on_damage(lambda _: damaged(Part.OUTBOX))

    def in_place(self, part: Part) -> bool:
        """Whether the file that is read still lies at its path."""
        return (self._cache if part is Part.CACHE else self._outbox).in_place

    def let_go(self, part: Part) -> None:
        """Hold the file open no longer: it is about to be put in place anew. It reads as an empty one meanwhile."""
        database, schema = (self._cache, Schema.CACHE) if part is Part.CACHE else (self._outbox, Schema.OUTBOX)
        database.stand_in()
        migrate(database, schema)

    def reopen(self, part: Part) -> None:
        """Go on with the file that lies there now; the views stay the same ones. Raises the storage errors."""
        (self._cache if part is Part.CACHE else self._outbox).reopen()

    def close(self) -> None:
        """Close the connections."""
        self._cache.close()
        self._outbox.close()
