"""What becomes of a mail that came in: a new ticket, one more message of a ticket, or a letter that says why neither.

Promises: whoever gets a 250 can forget the mail, for what came of it is on disk, attachments included. The same mail again does nothing
again, and neither does a mail with the id of a client's change that was done already, nor such a change after its mail. What is not taken
leaves no trace but a letter to the one who wrote it, at most one an hour; where no letter may be sent, the mail is refused at the door, so
that nothing ever vanishes in silence. Programs are never answered (RFC 3834). Like every helpdesk that reads mail, this one believes the
address a mail says it is from; a real one has its mail server check that first.
"""

import logging
import re
import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic import ValidationError

from desktop.sandbox.catalogue import UPLOAD_HOURS
from desktop.sandbox.client_ids import MAILED, Change, perform
from desktop.sandbox.clock import stamp
from desktop.sandbox.database import Entity, FromMail, Transaction, id_is_taken
from desktop.sandbox.identifiers import uuid7
from desktop.sandbox.letters import NO_SUBJECT, Reason
from desktop.sandbox.mail_parts import HeadersTooLong, TooManyParts
from desktop.sandbox.mail_plain import only_news, without_history
from desktop.sandbox.mail_reading import File, Mail, mailboxes, plausible, read_mail, read_sender
from desktop.sandbox.people import Person
from desktop.sandbox.problems import Code, Problem, invalid
from desktop.sandbox.staff import Task, language_of, note_change
from desktop.sandbox.ticket_letters import TicketLetters
from desktop.sandbox.wire import MessageIn, TicketIn
from desktop.sandbox.writers import Writer, enabled_writer, note_writer, ticket_by_number

if TYPE_CHECKING:
    from desktop.sandbox.helpdesk import Helpdesk

log = logging.getLogger(__name__)

LONGEST_TEXT = 200_000
LONGEST_SUBJECT = 200
REFUSAL_PAUSE = timedelta(hours=1)

TAKEN = "250 2.0.0 Taken"
NOTHING_TO_DO = "250 2.0.0 Taken; there is nothing to do about it"
ANSWERED = "250 2.0.0 Not taken; a letter says why"


class Refused(Exception):
    """This mail is not taken, for this reason; `details` fill the reason's words."""

    def __init__(self, reason: Reason, **details: str) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.details: Mapping[str, str] = details

    def problem(self) -> Problem:
        """The refusal as an answer of the API, for whoever asks what became of the id in the mail."""
        told = ", ".join(f"{name} {value}" for name, value in self.details.items())
        return Problem(
            422, Code.INVALID, f"The mail was not taken: {self.reason} ({told})" if told else str(self.reason)
        )


@dataclass(frozen=True)
class _Read:
    """A mail with what the helpdesk knows about it before anything is written."""

    mail: Mail
    writer: Writer
    ticket: Entity | None
    """The ticket that the mail's subject names, where its writer may see it."""

    @property
    def person(self) -> Person:
        return self.writer.person


class Clerk:
    """Takes the mails of one helpdesk."""

    def __init__(self, helpdesk: "Helpdesk", letters: TicketLetters) -> None:
        self._helpdesk = helpdesk
        self._portal = helpdesk.portal
        self._letters = letters
        assert helpdesk.portal.email is not None
        self.address = str(helpdesk.portal.email["address"])
        before, after = str(helpdesk.portal.email["subject_pattern"]).split("{number}", 1)
        # blanks may have been folded, and case is no matter to people
        pattern = r"\s*".join(re.escape(part) for part in before.split()) + r"\s*(\d{1,18})\s*"
        self._number = re.compile(pattern + r"\s*".join(re.escape(part) for part in after.split()), re.IGNORECASE)

    async def take(self, return_path: str, raw: bytes) -> str:
        """Does what a mail asks for; the answer to the one who brought it (RFC 5321, section 4.2). Raises what the disk raises."""
        try:
            mail = await self._helpdesk.blobs.in_thread(lambda: read_mail(raw, return_path))
        except HeadersTooLong:
            return "554 5.6.0 The headers are too long"
        except TooManyParts:
            mail = read_sender(raw, return_path)
            return await self._refuse(mail, self._portal.languages[0], Refused(Reason.TOO_MANY_PARTS))
        if mail.echo:
            log.info("a mail that answers a mail by itself is left alone")
            return NOTHING_TO_DO
        language = self._language(mail)
        try:
            read = await self._helpdesk.database.read(lambda connection: self._look(connection, mail, language))
        except Refused as refusal:
            return await self._refuse(mail, language, refusal)
        if read is None:
            return NOTHING_TO_DO
        return await self._take_from(read)

    def _language(self, mail: Mail) -> str:
        guessed = language_of(f"{mail.subject} {mail.text[:2000]}", self._portal.languages[0])
        return guessed if guessed in self._portal.languages else self._portal.languages[0]

    def _look(self, connection: sqlite3.Connection, mail: Mail, language: str) -> _Read | None:
        """Whose mail this is and about which ticket; None when there is nothing to do about it. Raises Refused."""
        if mail.sender is None:
            raise Refused(Reason.SENDER_UNCLEAR)
        if self._is_done(connection, mail):
            return None
        found = enabled_writer(connection, self._portal, mail.sender.address, language)
        if isinstance(found, Reason):
            raise Refused(found)
        named = self._number.search(mail.subject)
        ticket = None if named is None else ticket_by_number(connection, found.person, named[1])
        return _Read(mail, found, ticket)

    def _is_done(self, connection: sqlite3.Connection, mail: Mail) -> bool:
        """Whether this mail was taken, or the change whose id it carries was done by whatever way."""
        assert mail.sender is not None
        key = (mail.sender.address.casefold(), mail.key)
        if connection.execute("SELECT 1 FROM mails WHERE sender = ? AND key = ?", key).fetchone() is not None:
            return True
        identity = self._change_id(mail)
        return identity is not None and (
            connection.execute("SELECT 1 FROM client_ids WHERE id = ? AND state = 'done'", (identity,)).fetchone()
            is not None
            or id_is_taken(connection, identity)
        )

    def _change_id(self, mail: Mail) -> str | None:
        return mail.change_id if self._helpdesk.setup.honours_mail_ids else None

    # ---------------------------------------------------------------- taking

    async def _take_from(self, read: _Read) -> str:
        mail, helpdesk = read.mail, self._helpdesk
        text = mail.unmarked if helpdesk.setup.honours_mail_ids else mail.text
        if read.ticket is not None and mail.above is not None and helpdesk.setup.honours_mail_ids:
            text = f"{mail.above}\n\n{only_news(mail.below)}".strip("\n")
        elif read.ticket is not None:
            text = without_history(text)
        flying = (read.person.id, self._change_id(mail) or mail.key)
        helpdesk.in_flight.add(flying)
        try:
            fault = self._misfit(read, text)
            if fault is None:
                contents = [file.content for file in mail.files]
                hashes = await helpdesk.blobs.in_thread(lambda: helpdesk.blobs.keep(contents))
            else:
                hashes = []
            refusal = await helpdesk.database.write(
                lambda transaction: self._write(transaction, read, text, hashes, fault)
            )
        finally:
            helpdesk.in_flight.discard(flying)
        if refusal is None:
            return TAKEN
        return await self._refuse(mail, read.person.language, refusal)

    def _misfit(self, read: _Read, text: str) -> Refused | None:
        """What of this mail the portal's limits leave out, if anything."""
        limits, most = self._portal.limits, self._helpdesk.max_upload_bytes
        language = read.person.language
        for file in read.mail.files:
            if len(file.content) > most:
                size, limit = _size(len(file.content), language), _size(most, language)
                return Refused(Reason.FILE_TOO_LARGE, file=file.name, size=size, limit=limit)
            if not limits.allow(file.mime):
                return Refused(Reason.FILE_TYPE, file=file.name, mime=file.mime)
        if len(text) > LONGEST_TEXT:
            return Refused(Reason.TEXT_TOO_LONG, size=str(len(text)), limit=str(LONGEST_TEXT))
        if not text.strip() and not read.mail.files and (read.ticket is not None or not read.mail.subject):
            return Refused(Reason.EMPTY)
        return None

    def _write(
        self, transaction: Transaction, read: _Read, text: str, hashes: list[str], fault: Refused | None
    ) -> Refused | None:
        """The mail's effect, once; the refusal when it has none."""
        mail, connection = read.mail, transaction.connection
        assert mail.sender is not None
        if self._is_done(connection, mail):
            return None
        sender = mail.sender.address.casefold()
        transaction.cause = FromMail(sender, mail.message_id, mail.by_program)

        def effect(inner: Transaction, identity: str) -> Entity:
            if fault is not None:
                raise fault.problem()
            note_writer(inner, read.writer)
            try:
                return self._effect(inner, read, identity, text, hashes)
            except ValidationError as misfit:
                raise invalid("", str(misfit.errors(include_url=False)[0]["msg"])) from misfit

        try:
            entity = self._perform(transaction, read, effect)
        except Problem as refusal:
            return fault or self._reason(refusal, read)
        ticket_id = entity.id if read.ticket is None else read.ticket.id
        row = (sender, mail.key, mail.message_id, ticket_id, transaction.now_text)
        connection.execute("INSERT INTO mails VALUES (?, ?, ?, ?, ?)", row)
        return None

    def _perform(self, transaction: Transaction, read: _Read, effect: Callable[[Transaction, str], Entity]) -> Entity:
        """The effect under the id of the client's change that the mail carries, noted as done or refused; else under one of its own.

        Raises Problem, with nothing else written.
        """
        declared = self._change_id(read.mail)
        if declared is None:
            with transaction.undone_on(Problem):
                return effect(transaction, uuid7(transaction.now))
        kind = "ticket" if read.ticket is None else "message"
        change = Change(declared, read.person, MAILED + kind, kind, read.mail.key)
        made = perform(transaction, change, lambda inner: effect(inner, declared))
        if isinstance(made, Problem):
            raise made
        return made.entity

    def _reason(self, refusal: Problem, read: _Read) -> Refused:
        """What the helpdesk said to a client, as it is said to somebody who wrote a mail."""
        if refusal.code is Code.TICKET_CLOSED and read.ticket is not None:
            return Refused(Reason.CLOSED, number=str(read.ticket.fields()["number"]))
        most = self._portal.limits.max_attachments_per_ticket
        if any(error.pointer == "/attachments" for error in refusal.errors):
            return Refused(Reason.TOO_MANY_FILES, limit=str(most))
        return Refused(Reason.NOT_FITTING, detail=refusal.detail)

    def _effect(self, transaction: Transaction, read: _Read, identity: str, text: str, hashes: list[str]) -> Entity:
        """A ticket or a message, as a client would have sent it. Raises Problem."""
        mail, conversation = read.mail, self._helpdesk.conversation
        sent: dict[str, object] = {
            "attachments": [
                _attachment(transaction, read.person, file, sha256)
                for file, sha256 in zip(mail.files, hashes, strict=True)
            ],
            "created_at": stamp(plausible(mail.sent_at, transaction.now)),
        }
        if read.ticket is not None:
            ticket_id = read.ticket.id
            said = MessageIn.model_validate(sent | {"text": text})
            message = conversation.reply(transaction, read.person, ticket_id, identity, said)
            note_change(transaction, self._helpdesk.setup, read.person, ticket_id, Task.GO_ON)
            return message
        subject, description = self._subject(mail, text, read.person.language)
        asked = {"subject": subject, "description": description, "request_type": self._portal.default_request_type}
        ticket = conversation.open_ticket(transaction, read.person, identity, TicketIn.model_validate(sent | asked))
        note_change(transaction, self._helpdesk.setup, read.person, ticket.id, Task.TAKE)
        return ticket

    def _subject(self, mail: Mail, text: str, language: str) -> tuple[str, str]:
        """A ticket's subject and description. A subject that is too long stands whole above the description."""
        subject = mail.subject
        if not subject:
            first = next((line.strip() for line in text.split("\n") if line.strip()), "")
            subject = first[:LONGEST_SUBJECT] or NO_SUBJECT.get(language, NO_SUBJECT["en"])
        if len(subject) <= LONGEST_SUBJECT:
            return subject, text
        return subject[: LONGEST_SUBJECT - 1].rstrip() + "…", f"{subject}\n\n{text}"[:LONGEST_TEXT]

    # ---------------------------------------------------------------- refusing

    async def _refuse(self, mail: Mail, language: str, refusal: Refused) -> str:
        """Answers by letter where that is right; else the answer at the door."""
        to = mail.return_path if mail.sender is None else mail.sender.address
        answerable = (
            not mail.by_program and mailboxes(to) not in (None, []) and to.casefold() != self.address.casefold()
        )

        def note(transaction: Transaction) -> bool:
            connection, since = transaction.connection, stamp(transaction.now - REFUSAL_PAUSE)
            connection.execute("DELETE FROM refusals WHERE at <= ?", (since,))
            told = connection.execute("SELECT 1 FROM refusals WHERE email = ?", (to.casefold(),)).fetchone()
            if told is not None:
                return False
            connection.execute("INSERT INTO refusals VALUES (?, ?)", (to.casefold(), transaction.now_text))
            subject = mail.subject or NO_SUBJECT.get(language, NO_SUBJECT["en"])
            self._letters.refuse(transaction, to, language, refusal.reason, refusal.details, subject, mail.message_id)
            return True

        if not answerable or not await self._helpdesk.database.write(note):
            return f"550 5.7.1 Not taken: {refusal.reason}"
        self._letters.wake()
        return ANSWERED


def _attachment(transaction: Transaction, person: Person, file: File, sha256: str) -> dict[str, object]:
    """Makes the bytes this person's, as an upload would have, and tells of them as a client would."""
    connection, size = transaction.connection, len(file.content)
    expires = stamp(transaction.now + timedelta(hours=UPLOAD_HOURS))
    connection.execute("INSERT OR IGNORE INTO blobs VALUES (?, ?)", (sha256, size))
    connection.execute(
        "INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)",
        (uuid7(transaction.now), person.id, sha256, size, size, file.name, file.mime, expires),
    )
    return {"id": uuid7(transaction.now), "sha256": sha256, "name": file.name, "size": size, "mime": file.mime}


def _size(count: int, language: str) -> str:
    """A number of bytes as people say it."""
    if count < 1000:
        return f"{count} B"
    shown = f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
    return shown if language == "en" else shown.replace(".", ",")
