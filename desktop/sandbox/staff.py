"""The simulated staff: answers what customers write, after a while, like somebody at a service desk would.

It only ever acts on what a customer did while it was on duty: seeded tickets stay as they are until a customer acts on them. What is
to be done stands in the database, so that a restart forgets nothing. Its words stand in the portal's file.
"""

from __future__ import annotations

import random
import re
import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.sandbox.clock import moment, stamp
from desktop.sandbox.database import Entity, Transaction, find
from desktop.sandbox.identifiers import uuid7
from desktop.sandbox.people import Person, person_by_id
from desktop.sandbox.portal import Table, table, tables, texts
from desktop.sandbox.tickets import put_event, put_message

if TYPE_CHECKING:
    from desktop.sandbox.helpdesk import Helpdesk, Setup


class Task(StrEnum):
    """What the staff has to do about a ticket."""

    TAKE = "take"
    ANSWER = "answer"
    GO_ON = "go-on"
    REOPENED = "reopened"


# Not every reply is answered: some only say thank you.
_ANSWERED_REPLIES = 0.8
_ITALIAN = frozenset(
    [
        "il",
        "lo",
        "la",
        "gli",
        "le",
        "un",
        "una",
        "di",
        "del",
        "della",
        "che",
        "non",
        "per",
        "con",
        "si",
        "è",
        "sono",
        "da",
        "alla",
        "macchina",
        "ferma",
        "serve",
        "grazie",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "is",
        "are",
        "not",
        "for",
        "with",
        "it",
        "to",
        "and",
        "from",
        "our",
        "machine",
        "we",
        "please",
        "thanks",
        "stopped",
    ]
)


def note_change(transaction: Transaction, setup: Setup, person: Person, ticket_id: str, task: Task) -> None:
    """Puts what a customer did on the staff's list, where a staff is simulated."""
    if setup.staff and not person.is_staff:
        _schedule(transaction, ticket_id, task, setup.staff_seconds)


def _schedule(transaction: Transaction, ticket_id: str, task: Task, seconds: float) -> None:
    due = stamp(transaction.now + timedelta(seconds=seconds))
    transaction.connection.execute(
        "INSERT INTO staff_jobs (ticket_id, due_at, task) VALUES (?, ?, ?)", (ticket_id, due, task)
    )


def language_of(text: str, otherwise: str) -> str:
    """The language of a short text: Greek by its letters, Italian and English by their little words."""
    letters = [letter for letter in text if letter.isalpha()]
    if sum("\u0370" <= letter <= "\u03ff" or "\u1f00" <= letter <= "\u1fff" for letter in letters) * 2 > len(letters):
        return "el"
    words = re.findall(r"\w+", text.lower())
    italian, english = sum(word in _ITALIAN for word in words), sum(word in _ENGLISH for word in words)
    return otherwise if italian == english else "it" if italian > english else "en"


class Staff:
    """The staff of one helpdesk; `work` until the helpdesk closes."""

    def __init__(self, helpdesk: Helpdesk, chance: random.Random) -> None:
        self._helpdesk = helpdesk
        self._chance = chance
        self._words = table(helpdesk.portal.plot.get("staff", {}))

    async def work(self) -> None:
        """Does what is due, and waits for more."""
        bell, database = self._helpdesk.bell, self._helpdesk.database
        listener = bell.listen(lambda _audience: True)
        try:
            while not bell.closed:
                due_at = await database.read(_next_due)
                left = 3600.0 if due_at is None else (moment(due_at) - database.clock()).total_seconds()
                if left > 0:
                    await listener.wait(left)
                else:
                    await database.write(self._do_next)
        finally:
            bell.leave(listener)

    def _do_next(self, transaction: Transaction) -> None:
        row = transaction.connection.execute(
            "DELETE FROM staff_jobs WHERE id = (SELECT id FROM staff_jobs ORDER BY due_at, id LIMIT 1) RETURNING ticket_id, task"
        ).fetchone()
        ticket = None if row is None else find(transaction.connection, "ticket", row[0])
        if ticket is None or self._helpdesk.portal.kind_of(str(ticket.fields()["status"])) == "closed":
            return
        task, language = Task(row[1]), self._language(transaction, ticket)
        who = self._who(transaction, ticket, language)
        if who is None:
            return
        if task is Task.TAKE:
            self._take(transaction, ticket, who)
        elif task is not Task.GO_ON or self._chance.random() < _ANSWERED_REPLIES:
            self._answer(transaction, ticket, who, task, language)

    def _take(self, transaction: Transaction, ticket: Entity, who: Person) -> None:
        """Somebody takes the ticket, and is going to answer."""
        conversation = self._helpdesk.conversation
        ticket = conversation.change(transaction, ticket, {"assignee_id": who.id})
        put_event(transaction, who.author, ticket, {"name": "assignee", "from": None, "to": who.name})
        conversation.set_status(transaction, who.author, ticket, self._helpdesk.portal.status_of("open"))
        _schedule(transaction, ticket.id, Task.ANSWER, self._helpdesk.setup.staff_seconds)

    def _answer(self, transaction: Transaction, ticket: Entity, who: Person, task: Task, language: str) -> None:
        words = self._said(task, language, ticket.fields())
        if words is None:
            return
        author = table(ticket.fields()["author"])
        text = self._chance.choice(texts(words["texts"])).format_map({"author": str(author["name"]).split()[0]})
        conversation = self._helpdesk.conversation
        ticket = conversation.change(transaction, ticket, {})
        put_message(transaction, who.author, ticket, uuid7(transaction.now), text, transaction.now_text)
        status = self._helpdesk.portal.status_of(str(words["status"]))
        conversation.set_status(transaction, who.author, ticket, status)

    def _said(self, task: Task, language: str, ticket: Table) -> Table | None:
        """The words that fit best: the task's, in the language or in English, for the request type and category or any."""
        key = {Task.ANSWER: "first", Task.REOPENED: "reopened"}.get(task, "next")
        known = tables(self._words.get(key, []))
        fitting = [entry for entry in known if entry["language"] == language] or [
            e for e in known if e["language"] == "en"
        ]
        narrowing = ("request_type", "category")
        exact = [entry for entry in fitting if all(entry.get(key, ticket[key]) == ticket[key] for key in narrowing)]
        return max(exact, key=lambda entry: sum(key in entry for key in narrowing), default=next(iter(fitting), None))

    def _language(self, transaction: Transaction, ticket: Entity) -> str:
        fields = ticket.fields()
        author = person_by_id(transaction.connection, str(table(fields["author"])["id"]))
        return language_of(f"{fields['subject']} {fields['description']}", "en" if author is None else author.language)

    def _who(self, transaction: Transaction, ticket: Entity, language: str) -> Person | None:
        """Whose ticket it is; else somebody of the staff, who speaks the language if anybody does."""
        assignee = ticket.fields()["assignee_id"]
        if assignee is not None:
            return person_by_id(transaction.connection, str(assignee))
        rows = transaction.connection.execute(
            "SELECT id, language FROM people WHERE role = 'technician' ORDER BY id"
        ).fetchall()
        speakers = [identity for identity, speaks in rows if speaks == language] or [identity for identity, _ in rows]
        return person_by_id(transaction.connection, self._chance.choice(speakers)) if speakers else None


def _next_due(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT min(due_at) FROM staff_jobs").fetchone()
    return None if row is None else row[0]
