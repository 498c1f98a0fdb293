"""Automatic letters: to a ticket's author and the contacts to notify when it is opened, when somebody of the staff replies, when its state
changes; and to those whose mail was not taken.

What a letter is about is noted in the transaction of the change itself, however it came (HTTP, mail, the staff), and the letter is
written afterwards: no change is told that did not happen, none that happened goes untold, and nobody waits for a letter. One change is one
letter to each person, in that person's language.
"""

import json
import logging
import secrets
import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypedDict

from desktop.sandbox.clock import moment
from desktop.sandbox.database import Database, Entity, Transaction, compact, find
from desktop.sandbox.letterbox import Letterbox, Thread
from desktop.sandbox.letters import REASONS, Reason
from desktop.sandbox.people import person_by_id
from desktop.sandbox.pokes import Bell, Listener
from desktop.sandbox.portal import LetterName, Portal, table

log = logging.getLogger(__name__)

_PAUSE_AFTER_FAILURE = 5.0


class _AboutTicket(TypedDict):
    """What one change did to one ticket."""

    ticket: str
    opened: bool
    replies: list[str]
    before: str | None
    after: str | None
    sender: str
    message_id: str


class _AboutRefusal(TypedDict):
    """Whose mail was not taken, and why."""

    to: str
    language: str
    reason: str
    details: dict[str, str]
    subject: str
    message_id: str


@dataclass(frozen=True)
class _Reader:
    """Somebody who gets a letter about a ticket."""

    id: str | None
    name: str
    email: str
    language: str


@dataclass(frozen=True)
class _Composed:
    """A letter to be posted."""

    to: str
    name: LetterName
    language: str
    words: Mapping[str, str]
    thread: Thread
    message_id: str | None


class TicketLetters:
    """The automatic letters of one helpdesk; `work` until the helpdesk closes."""

    def __init__(self, portal: Portal, database: Database, letterbox: Letterbox, bell: Bell) -> None:
        self._portal = portal
        self._database = database
        self._letterbox = letterbox
        self._bell = bell
        self._listener: Listener | None = None

    # ---------------------------------------------------------------- noting

    def note(self, transaction: Transaction) -> None:
        """Notes what this transaction did to tickets, as a part of it; for `Database.before_commit`."""
        if transaction.cause is not None and transaction.cause.by_program:
            return
        noted: dict[str, _AboutTicket] = {}
        for entity in transaction.written:
            if entity.version != 1 or entity.type not in ("ticket", "message"):
                continue
            fields = entity.fields()
            ticket = entity.id if entity.type == "ticket" else str(fields["ticket_id"])
            about = noted.setdefault(ticket, _nothing(ticket, transaction))
            if entity.type == "ticket":
                about["opened"] = True
            elif fields["kind"] == "reply":
                if table(fields["author"])["side"] == "support":
                    about["replies"].append(entity.id)
            else:
                event = table(fields["event"])
                if event["name"] == "status":
                    about["before"] = about["before"] or str(event["from"])
                    about["after"] = str(event["to"])
        for about in noted.values():
            if about["opened"] or about["replies"] or about["after"] != about["before"]:
                _put(transaction, compact(about))

    def refuse(
        self,
        transaction: Transaction,
        to: str,
        language: str,
        reason: Reason,
        details: Mapping[str, str],
        subject: str,
        message_id: str,
    ) -> None:
        """Notes that somebody is to be told that their mail was not taken."""
        about: _AboutRefusal = {
            "to": to,
            "language": language,
            "reason": str(reason),
            "details": dict(details),
            "subject": subject,
            "message_id": message_id,
        }
        _put(transaction, compact(about))

    # ---------------------------------------------------------------- writing

    async def work(self) -> None:
        """Writes what is due, and waits for more; in the end what was noted last."""
        self._listener = self._bell.listen(lambda _audience: True)
        try:
            while not self._bell.closed:
                written = await self._try_to_write()
                await self._listener.wait(3600 if written else _PAUSE_AFTER_FAILURE)
        finally:
            self._bell.leave(self._listener)
            self._listener = None
        await self._try_to_write()

    async def _try_to_write(self) -> bool:
        """Whether everything that was due is written. A disk that takes nothing keeps letters waiting, and nothing else."""
        try:
            await self.write_due()
        except OSError as fault:
            log.error("letters wait, their folder can't be written: %s", fault)
            return False
        return True

    def wake(self) -> None:
        """There is something to write that the log does not show. From the event loop."""
        if self._listener is not None:
            self._listener.end()

    async def write_due(self) -> None:
        """Writes all letters that are due."""
        while True:
            found = await self._database.read(self._next)
            if found is None:
                return
            identity, token, at, composed = found
            await self._database.in_reader(lambda: self._post(token, at, composed))  # noqa: B023 - awaited here
            await self._database.write(lambda transaction: _forget(transaction, identity))  # noqa: B023 - awaited here

    def _next(self, connection: sqlite3.Connection) -> tuple[int, str, str, list[_Composed]] | None:
        row = connection.execute("SELECT id, token, at, about FROM due_letters ORDER BY id LIMIT 1").fetchone()
        if row is None:
            return None
        identity, token, at, about = row
        told = json.loads(about)
        composed = [self._refusal(told)] if "reason" in told else list(self._about_ticket(connection, told))
        return identity, token, at, composed

    def _post(self, token: str, at: str, composed: list[_Composed]) -> None:
        when = moment(at)
        for index, letter in enumerate(composed):
            self._letterbox.post(
                when,
                letter.to,
                letter.name,
                letter.language,
                letter.words,
                thread=letter.thread,
                file_name=f"{when:%Y%m%dT%H%M%S}-{token}-{index}",
                message_id=letter.message_id,
            )

    # ---------------------------------------------------------------- composing

    def _refusal(self, about: _AboutRefusal) -> _Composed:
        said = REASONS[Reason(about["reason"])]
        reason = said.get(about["language"], said["en"]).format_map({"address": about["to"], **about["details"]})
        words = {"reason": reason, "subject": about["subject"], "address": about["to"]}
        message_id = about["message_id"]
        thread = Thread(message_id, (), to_a_mail=True)
        return _Composed(about["to"], LetterName.REFUSED, about["language"], words, thread, None)

    def _about_ticket(self, connection: sqlite3.Connection, about: _AboutTicket) -> Iterator[_Composed]:
        ticket = find(connection, "ticket", about["ticket"])
        if ticket is None:
            return
        fields = ticket.fields()
        replies = [entity for one in about["replies"] if (entity := find(connection, "message", one)) is not None]
        writers = {str(table(reply.fields()["author"])["id"]) for reply in replies}
        name = LetterName.OPENED if about["opened"] else LetterName.REPLY if replies else LetterName.STATUS
        text = "\n\n".join(_said(connection, ticket, reply) for reply in replies)
        who = ", ".join(dict.fromkeys(str(table(reply.fields()["author"])["name"]) for reply in replies))
        for reader in self._readers(connection, fields):
            if reader.id in writers and name is LetterName.REPLY:
                continue
            words = {
                "name": reader.name,
                "number": str(fields["number"]),
                "subject": str(fields["subject"]),
                "status": self._status(about["after"] or str(fields["status"]), reader.language),
                "before": self._status(about["before"] or str(fields["status"]), reader.language),
                "who": who,
                "text": text if name is LetterName.REPLY else str(fields["description"]),
            }
            first = self._letterbox.ticket_message_id(ticket.id, reader.email)
            thread = _thread(connection, ticket.id, reader, about, first)
            yield _Composed(reader.email, name, reader.language, words, thread, first if about["opened"] else None)

    def _status(self, identity: str, language: str) -> str:
        for choice in self._portal.statuses:
            if choice.id == identity:
                return choice.name.get(language, choice.name["en"])
        return identity

    def _readers(self, connection: sqlite3.Connection, ticket: Mapping[str, object]) -> Iterator[_Reader]:
        """The author, then the contacts to notify; nobody twice, and never the helpdesk itself."""
        author = _author(connection, str(table(ticket["author"])["id"]))
        language = self._portal.languages[0] if author is None else author.language
        contacts = ticket["contacts"]
        assert isinstance(contacts, list)
        seen = {self._letterbox.sender.casefold()}
        for reader in [author, *(_contact(connection, table(contact), language) for contact in contacts)]:
            if reader is not None and reader.email.casefold() not in seen:
                seen.add(reader.email.casefold())
                yield reader


def _nothing(ticket: str, transaction: Transaction) -> _AboutTicket:
    cause = transaction.cause
    return {
        "ticket": ticket,
        "opened": False,
        "replies": [],
        "before": None,
        "after": None,
        "sender": "" if cause is None else cause.sender,
        "message_id": "" if cause is None else cause.message_id,
    }


def _put(transaction: Transaction, about: str) -> None:
    transaction.connection.execute(
        "INSERT INTO due_letters (token, at, about) VALUES (?, ?, ?)",
        (secrets.token_hex(6), transaction.now_text, about),
    )


def _forget(transaction: Transaction, identity: int) -> None:
    transaction.connection.execute("DELETE FROM due_letters WHERE id = ?", (identity,))


def _author(connection: sqlite3.Connection, identity: str) -> _Reader | None:
    person = person_by_id(connection, identity)
    if person is not None:
        return _Reader(person.id, person.name, person.email, person.language)
    row = connection.execute("SELECT name, email, language FROM writers WHERE id = ?", (identity,)).fetchone()
    return None if row is None else _Reader(identity, row[0], row[1], row[2])


def _contact(connection: sqlite3.Connection, contact: Mapping[str, object], language: str) -> _Reader:
    """A contact speaks its own language where it has an account, else the author's."""
    email = str(contact["email"])
    row = connection.execute("SELECT id, name, language FROM people WHERE email = ?", (email.casefold(),)).fetchone()
    if row is not None:
        return _Reader(row[0], row[1], email, row[2])
    return _Reader(None, str(contact["name"]) or email, email, language)


def _said(connection: sqlite3.Connection, ticket: Entity, reply: Entity) -> str:
    """What a reply says, with the names of its files."""
    rows = connection.execute("SELECT attachment_id FROM blob_uses WHERE ticket_id = ?", (ticket.id,)).fetchall()
    files = [find(connection, "attachment", identity) for (identity,) in rows]
    names = [
        str(file.fields()["name"]) for file in files if file is not None and file.fields()["message_id"] == reply.id
    ]
    return "\n".join([str(reply.fields()["text"]), *(f"[{name}]" for name in names)]).strip("\n")


def _thread(connection: sqlite3.Connection, ticket_id: str, reader: _Reader, about: _AboutTicket, first: str) -> Thread:
    """A letter answers the mail that caused it, else the last one of this person about the ticket, else the first letter about it."""
    mails = [
        str(message_id)
        for (message_id,) in connection.execute(
            "SELECT message_id FROM mails WHERE ticket_id = ? AND sender = ? AND message_id <> '' ORDER BY at",
            (ticket_id, reader.email.casefold()),
        )
    ]
    caused = about["message_id"] if about["sender"] == reader.email.casefold() else ""
    earlier = ([] if about["opened"] else [first]) + mails[:1]
    answers = caused or (mails[-1] if mails else "" if about["opened"] else first)
    return Thread(answers, tuple(earlier), to_a_mail=bool(caused))
