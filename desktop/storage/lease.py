"""Who talks to the server: one process per account, by a lease in the outbox itself.

The lease is taken and renewed with compare-and-set on its beat, inside the transaction that it guards: whoever lost it can no longer
commit an intent to send. It ends by the clock, so that a process which hangs does not stop all sending; a lock file, which the system
releases when a process dies, shows that its holder is gone, so that after a crash nobody has to wait for the clock.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop.domain.instant import MINUTE, Instant
from desktop.errors import SendsElsewhere
from desktop.storage.database import Database

if TYPE_CHECKING:
    from filelock import BaseFileLock

NAME = "dispatcher"

LENGTH: Instant = 3 * MINUTE
"""Longer than the longest single request (60 s and its renewal of the session), so that nobody takes over while one is under way."""

RENEW_WITHIN: Instant = 2 * MINUTE
"""A lease that lasts no longer than this is renewed at the next opportunity."""


class LifeSign(Protocol):
    """Shows other processes that this one lives."""

    def hold(self) -> bool:
        """Whether the sign is ours (now or already); False while another process that lives has it."""
        ...

    def let_go(self) -> None:
        """Give it back."""
        ...


class LockFile:
    """A life sign that the system takes away when the process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock: BaseFileLock | None = None

    def hold(self) -> bool:
        """See LifeSign. A file system that knows no locks shows nobody as alive: then the clock alone decides."""
        from filelock import FileLock, Timeout  # 70 ms: loaded when the first sync needs it

        if self._lock is None:
            self._lock = FileLock(self._path, timeout=0, mode=0o600, thread_local=False)
        if self._lock.is_locked:
            return True
        try:
            self._lock.acquire()
        except (Timeout, OSError, NotImplementedError):
            return False
        return True

    def let_go(self) -> None:
        """See LifeSign."""
        if self._lock is not None:
            self._lock.release(force=True)


class Lease:
    """One process's claim to one account. Used on the thread that writes."""

    def __init__(self, database: Database, holder: str, sign: LifeSign, now: Callable[[], Instant]) -> None:
        """`holder` is a name that no other process has."""
        self._database = database
        self._holder = f"{platform.node()}/{holder}"
        self._sign = sign
        self._now = now

    def take(self) -> bool:
        """Become (or stay) the one who sends; False while another process is."""
        signed = self._sign.hold()
        with self._database.transaction():
            row = self._database.one("SELECT holder, signed, until, beat FROM lease WHERE name = ?", (NAME,))
            if row is None:
                return self._put(0, signed)
            holder, was_signed, until, beat = str(row[0]), bool(row[1]), _number(row[2]), _number(row[3])
            now = self._now()
            if holder == self._holder:
                fresh = now < until - RENEW_WITHIN <= now + LENGTH
                return fresh or self._put(beat, signed)
            # A time further off than a lease is long was written by a clock that has been put back since.
            lasts = now < until <= now + LENGTH
            # Only where both can see it does a life sign that we hold say anything about one who held it.
            died = signed and was_signed and _host_of(holder) == _host_of(self._holder)
            return (died or not lasts) and self._put(beat, signed)

    def assure(self) -> None:
        """Inside a transaction that only the one who sends may commit: renews, and raises SendsElsewhere when somebody else is."""
        if not self.take():
            raise SendsElsewhere

    def release(self) -> None:
        """Let another process send at once."""
        try:
            self._database.run("DELETE FROM lease WHERE name = ? AND holder = ?", (NAME, self._holder))
        finally:
            # Also where the disk refuses the row: without the sign nobody has to wait for the clock.
            self._sign.let_go()

    def _put(self, beat: int, signed: bool) -> bool:
        """Compare and set: True when nobody else moved the lease since its `beat` was read."""
        taken = self._database.run(
            "INSERT INTO lease (name, holder, signed, until, beat) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE "
            "SET holder = excluded.holder, signed = excluded.signed, until = excluded.until, beat = excluded.beat WHERE beat = ?",
            (NAME, self._holder, int(signed), self._now() + LENGTH, beat + 1, beat),
        )
        return taken == 1


def _host_of(holder: str) -> str:
    return holder.rpartition("/")[0]


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
