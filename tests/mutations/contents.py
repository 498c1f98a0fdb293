"""Bugs of contents: bytes and texts as they were written, nothing without what it hangs on (invariants 4 and 5)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from desktop.actions.attach import clean_name
from desktop.domain.change import AddMessage, Change, OpenTicket
from desktop.storage import removals
from desktop.storage.files import FileStore
from desktop.storage.outbox import Outbox
from desktop.sync import schedule
from tests.mutations.switch import PLAIN, Patch, everywhere, mutation, owner_of
from tests.sync.simulation.line import Fault

# 4: bytes and texts


@mutation("texts are normalised on their way into the outbox", 4)
def _(patch: Patch) -> None:
    add = Outbox.add

    def normal(outbox: Outbox, change: Change) -> None:
        deed = change.deed
        if isinstance(deed, AddMessage):
            deed = replace(deed, text=unicodedata.normalize("NFKC", deed.text))
        elif isinstance(deed, OpenTicket):
            deed = replace(deed, subject=unicodedata.normalize("NFKC", deed.subject))
        add(outbox, replace(change, deed=deed))

    patch.setattr(Outbox, "add", normal)


@mutation("names of files lose their letters", 4)
def _(patch: Patch) -> None:
    everywhere(patch, clean_name, lambda name: clean_name(name).encode("ascii", "replace").decode())


@mutation("only the beginning of a file is kept", 4)
def _(patch: Patch) -> None:
    store = FileStore._store

    def short(files: FileStore, pieces: Iterator[bytes], *others: object) -> object:
        return store(files, (piece[:100] for piece in pieces), *others)  # type: ignore[arg-type]

    patch.setattr(FileStore, "_store", short)


@mutation("the bytes in the store are not those that were hashed", 4)
def _(patch: Patch) -> None:
    place = FileStore._place

    def spoilt(files: FileStore, temporary: Path, sha256: str) -> None:
        content = bytearray(temporary.read_bytes())
        content[-1] ^= 1
        temporary.write_bytes(content)
        place(files, temporary, sha256)

    patch.setattr(FileStore, "_place", spoilt)


# 5: no orphans


@mutation(
    "own files stand in the cache without what they hang on",
    5,
    7,
    shape=replace(PLAIN, tickets=(0, 1), faults=(0.3,), only_faults=(Fault.LOST_AFTER,), kills=False),
    more={"scope": 10, "wipe": 10, "person": 20, "run": 30},
    seeds=1500,
)
def _(patch: Patch) -> None:
    patch.setattr(owner_of("_has_place_for_files"), "_has_place_for_files", lambda settling, change: True)


@mutation("a reply goes before its ticket", 5, more={"person": 25})
def _(patch: Patch) -> None:
    right = schedule._first_of_each_ticket

    def wrong(changes: Iterable[Change]) -> list[Change]:
        known = list(changes)
        return right(sorted(known, key=lambda one: not isinstance(one.deed, AddMessage)))

    def by_kind(changes: Iterable[Change]) -> list[Change]:
        first: dict[str, Change] = {}
        for change in wrong(changes) + list(changes):
            if change.ticket_id not in first or isinstance(change.deed, AddMessage):
                first[change.ticket_id] = change
        return list(first.values())

    everywhere(patch, right, by_kind)


@mutation("a ticket goes and leaves its messages behind", 5, 7, more={"staff": 15})
def _(patch: Patch) -> None:
    everywhere(patch, removals.PARTS, ())
