"""Which of the tickets found by a text are most likely meant: by how they match, then the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from desktop.domain.folding import words
from desktop.domain.listing import TicketRow


class Match(IntEnum):
    """How a ticket matches a text; less is better."""

    NUMBER = 0
    """It is the number."""

    NUMBER_BEGINS = 1
    SUBJECT_BEGINS = 2
    """The subject begins with the words, the last of which may be typed in part."""

    SUBJECT = 3
    """Each word begins one of the subject's."""

    MACHINE = 4
    """Each word begins one of the machine's name or the subject."""

    ELSEWHERE = 5
    """Found in what was written, or in the name of an attachment."""


def match_of(row: TicketRow, text: str) -> Match:
    """How this ticket, found by `text`, matches it."""
    typed = text.strip().removeprefix("#")
    if row.number and typed:
        if row.number.casefold() == typed.casefold():
            return Match.NUMBER
        if row.number.casefold().startswith(typed.casefold()):
            return Match.NUMBER_BEGINS
    wanted, subject = words(typed), words(row.subject)
    if not wanted:
        return Match.ELSEWHERE
    head = subject[: len(wanted)]
    if len(head) == len(wanted) and head[:-1] == wanted[:-1] and head[-1].startswith(wanted[-1]):
        return Match.SUBJECT_BEGINS
    if _each_begins_one(wanted, subject):
        return Match.SUBJECT
    if _each_begins_one(wanted, (*subject, *words(row.machine_name))):
        return Match.MACHINE
    return Match.ELSEWHERE


def best_first(rows: Iterable[TicketRow], text: str) -> list[TicketRow]:
    """The tickets found by `text`, best matches first, and newest first among equals."""
    return sorted(rows, key=lambda row: (match_of(row, text), -row.last_at))


def _each_begins_one(wanted: Iterable[str], of: tuple[str, ...]) -> bool:
    return all(any(word.startswith(one) for word in of) for one in wanted)
