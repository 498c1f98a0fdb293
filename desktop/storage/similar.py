"""Open tickets that resemble one being written: looked up while somebody types, hence in short steps that can be left off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from desktop.domain.duplicates import SHORTEST_WORD, Likeness, resembling
from desktop.domain.folding import words
from desktop.domain.listing import TicketRow
from desktop.storage.database import Database

_OF_MACHINE = 50
"""Open tickets of one machine that are looked at, the latest ones."""

_FOUND = 400
"""Tickets with one of the subject's words that are looked at, the latest ones."""

_WORDS = 12
"""Words of the subject that are looked for."""


def similar_tickets(
    cache: Database,
    wanted: Likeness,
    rows: Callable[[Iterable[str]], Mapping[str, TicketRow]],
    pending: Callable[[], Mapping[str, TicketRow]],
    stop: Callable[[], bool],
) -> tuple[TicketRow, ...]:
    """What resembles `wanted`, best first, the person's own unsent tickets among it.

    `rows` reads rows by id, `pending` those with something unsent. `stop` is asked between the steps: once it says so, nobody waits for
    the answer any more, and it is empty.
    """
    found: list[str] = []
    if wanted.machine_id and not stop():
        found += [
            str(id)
            for (id,) in cache.rows(
                "SELECT id FROM ticket WHERE machine_id = ? AND kind <> 'closed' ORDER BY last_at DESC LIMIT ?",
                (wanted.machine_id, _OF_MACHINE),
            )
        ]
    long_words = [word for word in words(wanted.subject) if len(word) >= SHORTEST_WORD]
    for word in long_words[:_WORDS]:
        # Word by word: one question for all of them can't be left off, and a common word would push the rare ones out.
        if stop():
            return ()
        found += [
            str(id)
            for (id,) in cache.rows(
                "SELECT id FROM ticket WHERE kind <> 'closed' AND position IN "
                "(SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?)",
                (f'"{word}"*', _FOUND),
            )
        ]
    if stop():
        return ()
    candidates = dict(rows(dict.fromkeys(found)))
    if stop():
        return ()
    candidates.update(pending())
    return resembling(wanted, candidates.values())
