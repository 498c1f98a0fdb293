"""Getting in without being signed in: registering, asking for access, and what was forgotten.

Nothing here tells a stranger which addresses are known: the answer is the same, and what differs goes out by mail. A registered person
gets a company of their own, whatever name they give it: naming a customer must not open that customer's tickets. Until an account is
activated anybody may ask for it again under the same address: each link opens the account as it was asked for in that registration, with
that password, so that nobody can get into an account by having asked first.
"""

import hashlib
import secrets
import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from desktop.sandbox.clock import stamp
from desktop.sandbox.database import Database, Transaction
from desktop.sandbox.identifiers import uuid7
from desktop.sandbox.letterbox import Letterbox
from desktop.sandbox.portal import LetterName, Portal
from desktop.sandbox.problems import invalid, not_found
from desktop.sandbox.sessions import hash_password
from desktop.sandbox.wire import AccessRequest, Registration

LINK_DAYS = 7
PASSWORD_HOURS = 24


@dataclass(frozen=True)
class _Addressee:
    id: str
    name: str
    user_name: str
    language: str
    activated: bool


@dataclass(frozen=True)
class _Asked:
    """What was said in one registration."""

    name: str
    user_name: str
    company: str
    language: str
    password_hash: str


class Joining:
    """The ways in of one helpdesk."""

    def __init__(self, database: Database, letterbox: Letterbox, portal: Portal) -> None:
        self._database = database
        self._letterbox = letterbox
        self._portal = portal

    async def register(self, sent: Registration, base: str) -> None:
        """A new account that waits for its activation, or a letter that there is one. Raises Problem 422 for a taken user name."""
        token = secrets.token_urlsafe(24)
        link = f"{base}/v1/registrations/{token}"
        language = self.language(sent.language)
        # outside of the transaction: it takes some milliseconds of computing
        password_hash = hash_password(sent.password)

        def begin(transaction: Transaction) -> None:
            known = _by_address(transaction.connection, sent.email)
            user_name = sent.user_name.casefold()
            _refuse_taken(transaction.connection, user_name, known)
            if known is not None and known.activated:
                words = {"name": known.name, "user_name": known.user_name}
                self._post(transaction, sent.email, LetterName.ALREADY_KNOWN, known.language, words)
                return
            asked = _Asked(sent.name, user_name, (sent.company or "").strip() or sent.name, language, password_hash)
            identity = _newcomer(transaction, sent.email, asked) if known is None else known.id
            expires = stamp(transaction.now + timedelta(days=LINK_DAYS))
            row = (_hash(token), identity, "activation", expires)
            transaction.connection.execute("INSERT INTO mail_tokens VALUES (?, ?, ?, ?)", row)
            transaction.connection.execute(
                "INSERT INTO registrations VALUES (?, ?, ?, ?, ?, ?)",
                (_hash(token), asked.name, asked.user_name, asked.company, asked.language, asked.password_hash),
            )
            if known is not None:  # who asks again means what they say now, as far as signing in before the link goes
                _take_on(transaction.connection, identity, asked)
            words = {"name": sent.name, "user_name": user_name, "link": link}
            self._post(transaction, sent.email, LetterName.ACTIVATION, language, words)

        await self._database.write(begin)

    async def activate(self, token: str) -> str:
        """Opens the account that the link belongs to; the person's language. Again is fine, programs look at links before people do.

        Raises Problem 404.
        """

        def open_account(transaction: Transaction) -> str | None:
            connection = transaction.connection
            row = connection.execute(
                "SELECT p.id, p.company_id, p.activated, p.language FROM mail_tokens m JOIN people p ON p.id = m.person_id"
                " WHERE m.hash = ? AND m.purpose = 'activation' AND m.expires_at > ?",
                (_hash(token), transaction.now_text),
            ).fetchone()
            if row is None:
                return None
            identity, company, activated, language = row
            if activated:
                return str(language)
            asked = _asked_with(connection, _hash(token))
            if asked is not None:
                _take_on(connection, identity, asked)
                language = asked.language
            connection.execute("UPDATE people SET activated = 1 WHERE id = ?", (identity,))
            (name,) = connection.execute("SELECT name FROM people WHERE id = ?", (identity,)).fetchone()
            shown = {"id": identity, "name": name, "side": "customer", "company_id": company}
            transaction.put("person", identity, company, 1, shown)
            return str(language)

        language = await self._database.write(open_account)
        if language is None:
            raise not_found()
        return language

    def language(self, wanted: str | None) -> str:
        """This language where the portal speaks it, else the portal's first."""
        return wanted if wanted in self._portal.languages else self._portal.languages[0]

    def _post(
        self,
        transaction: Transaction,
        to: str,
        name: LetterName,
        language: str,
        words: Mapping[str, str],
        reply_to: str | None = None,
    ) -> None:
        self._letterbox.post(transaction.now, to, name, language, words, reply_to=reply_to)

    async def reset_password(self, address: str) -> None:
        """A password that is good for a day, by mail; the old one stays good until the new one is used."""
        password = secrets.token_urlsafe(9)
        password_hash = hash_password(password)

        def send(transaction: Transaction) -> None:
            known = _by_address(transaction.connection, address)
            if known is None or not known.activated:
                return
            expires = stamp(transaction.now + timedelta(hours=PASSWORD_HOURS))
            connection = transaction.connection
            connection.execute("DELETE FROM mail_tokens WHERE person_id = ? AND purpose = 'password'", (known.id,))
            connection.execute(
                "INSERT INTO mail_tokens VALUES (?, ?, 'password', ?)", (password_hash, known.id, expires)
            )
            words = {"name": known.name, "password": password}
            self._post(transaction, address, LetterName.NEW_PASSWORD, known.language, words)

        await self._database.write(send)

    async def remind_user_name(self, address: str) -> None:
        """The user name, by mail."""

        def send(transaction: Transaction) -> None:
            known = _by_address(transaction.connection, address)
            if known is not None:
                words = {"name": known.name, "user_name": known.user_name}
                self._post(transaction, address, LetterName.USER_NAME, known.language, words)

        await self._database.write(send)

    async def ask_for_access(self, sent: AccessRequest) -> None:
        """A letter to the helpdesk, where people decide."""
        words = {"company": sent.company, "contact": sent.contact, "address": sent.email, "text": sent.text or ""}

        def send(transaction: Transaction) -> None:
            to, language = self._letterbox.sender, self._portal.languages[0]
            self._post(transaction, to, LetterName.ACCESS_REQUEST, language, words, reply_to=sent.email)

        await self._database.write(send)


def _by_address(connection: sqlite3.Connection, address: str) -> _Addressee | None:
    row = connection.execute(
        "SELECT id, name, user_name, language, activated FROM people WHERE email = ?", (address.casefold(),)
    ).fetchone()
    return None if row is None else _Addressee(row[0], row[1], row[2], row[3], bool(row[4]))


def _refuse_taken(connection: sqlite3.Connection, user_name: str, known: _Addressee | None) -> None:
    """Raises Problem 422 when somebody else has this user name."""
    row = connection.execute("SELECT id FROM people WHERE user_name = ?", (user_name,)).fetchone()
    if row is not None and (known is None or known.activated or row[0] != known.id):
        raise invalid("/user_name", "This user name is taken.")


def _newcomer(transaction: Transaction, email: str, asked: _Asked) -> str:
    company, identity = uuid7(transaction.now), uuid7(transaction.now)
    transaction.connection.execute("INSERT INTO companies VALUES (?, ?)", (company, asked.company))
    transaction.connection.execute(
        "INSERT INTO people VALUES (?, ?, ?, ?, ?, 'customer', ?, ?, 0)",
        (identity, asked.name, email.casefold(), asked.user_name, asked.language, company, asked.password_hash),
    )
    return identity


def _take_on(connection: sqlite3.Connection, identity: str, asked: _Asked) -> None:
    """The account that is not activated yet becomes the one that was asked for; a user name that is taken meanwhile stays what it was."""
    connection.execute(
        "UPDATE people SET name = ?, language = ?, password_hash = ? WHERE id = ?",
        (asked.name, asked.language, asked.password_hash, identity),
    )
    connection.execute("UPDATE OR IGNORE people SET user_name = ? WHERE id = ?", (asked.user_name, identity))
    connection.execute(
        "UPDATE companies SET name = ? WHERE id = (SELECT company_id FROM people WHERE id = ?)",
        (asked.company, identity),
    )


def _asked_with(connection: sqlite3.Connection, token_hash: str) -> _Asked | None:
    row = connection.execute(
        "SELECT name, user_name, company, language, password_hash FROM registrations WHERE hash = ?", (token_hash,)
    ).fetchone()
    return None if row is None else _Asked(*row)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
