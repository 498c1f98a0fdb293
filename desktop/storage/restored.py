"""What is told after the outbox was restored: kept as a fact of the outbox until the person has read it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from desktop.domain.instant import Instant
from desktop.storage.facts import Facts

FACT = "restored"


@dataclass(frozen=True, slots=True)
class Restored:
    """One restoration.

    `backup_at` is when the copy was made that helped (0: none was there). `salvaged` counts changes and drafts read from the broken file,
    `filled` those taken from the copy, `asking` the changes among them that wait for the person's word. Between `missing_from` and
    `missing_until` something may be missing (both 0: nothing is). `kept_as` is the broken file's new name in the account's folder, empty
    when there was no file any more. `unnamed_files` (SHA-256) lie in the file store, are no downloads, and nothing names them.
    """

    at: Instant
    backup_at: Instant
    salvaged: int
    filled: int
    asking: int
    missing_from: Instant
    missing_until: Instant
    kept_as: str = ""
    unnamed_files: tuple[str, ...] = ()
    read: bool = False

    @property
    def may_miss(self) -> bool:
        """Whether something that was written may be gone."""
        return self.missing_until > 0


def load_restored(facts: Facts) -> Restored | None:
    """The last restoration, None when there never was one."""
    text = facts.get(FACT)
    return msgspec.json.decode(text, type=Restored) if text else None


def save_restored(facts: Facts, restored: Restored) -> None:
    """Keep the report."""
    facts.set(FACT, msgspec.json.encode(restored).decode())


def note_read(facts: Facts) -> None:
    """The person has read it: it is not shown again. The report itself stays."""
    restored = load_restored(facts)
    if restored is not None and not restored.read:
        save_restored(facts, replace(restored, read=True))
