"""Getting in without being signed in: registering, asking for access, and what was forgotten.

Nothing here tells a stranger which addresses are known: the answer is the same, and what differs goes out by mail. A registered person
gets a company of their own, whatever name they give it: naming a customer must not open that customer's tickets.
"""

import hashlib
import secrets
import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
from dataclasses import dataclass
from datetime import timedelta

from desktop.sandbox.clock import stamp
from desktop.sandbox.database import Database, Transaction
from desktop.sandbox.identifiers import uuid7
from desktop.sandbox.letters import ACCESS_REQUEST, ACTIVATION, ALREADY_KNOWN, NEW_PASSWORD, USER_NAME, Letterbox
from desktop.sandbox.portal import Portal
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


class Joining:
    """The ways in of one helpdesk."""

    def __init__(self, database: Database, letterbox: Letterbox, portal: Portal) -> None:
        self._database = database
        self._letterbox = letterbox
        self._portal = portal

    async def register(self, sent: Registration, base: str) -> None:
        """A new account that waits for its activation, or a letter that there is one. Raises Problem 422 for a taken user name."""
        token = secrets.token_urlsafe(24)
        language = sent.language if sent.language in self._portal.languages else self._portal.languages[0]
        link = f"{base}/v1/registrations/{token}"
        # outside of the transaction: it takes some milliseconds of computing
        password_hash = hash_password(sent.password)

        def begin(transaction: Transaction) -> None:
            known = _by_address(transaction.connection, sent.email)
            if known is None:
                known = self._newcomer(transaction, sent, language, password_hash)
            words = {"name": known.name, "user_name": known.user_name, "link": link}
            if not known.activated:
                expires = stamp(transaction.now + timedelta(days=LINK_DAYS))
                row = (_hash(token), known.id, "activation", expires)
                transaction.connection.execute("INSERT INTO mail_tokens VALUES (?, ?, ?, ?)", row)
            letter = ALREADY_KNOWN if known.activated else ACTIVATION
            self._letterbox.post(transaction.now, sent.email, letter, known.language, words)

        await self._database.write(begin)

    def _newcomer(self, transaction: Transaction, sent: Registration, language: str, password_hash: str) -> _Addressee:
        connection, user_name = transaction.connection, sent.user_name.casefold()
        if connection.execute("SELECT 1 FROM people WHERE user_name = ?", (user_name,)).fetchone() is not None:
            raise invalid("/user_name", "This user name is taken.")
        company, identity = uuid7(transaction.now), uuid7(transaction.now)
        connection.execute("INSERT INTO companies VALUES (?, ?)", (company, (sent.company or "").strip() or sent.name))
        connection.execute(
            "INSERT INTO people VALUES (?, ?, ?, ?, ?, 'customer', ?, ?, 0)",
            (identity, sent.name, sent.email.casefold(), user_name, language, company, password_hash),
        )
        return _Addressee(identity, sent.name, user_name, language, False)

    async def activate(self, token: str) -> None:
        """Opens the account that the link belongs to; again is fine, programs look at links before people do. Raises Problem 404."""

        def open_account(transaction: Transaction) -> bool:
            connection = transaction.connection
            row = connection.execute(
                "SELECT p.id, p.name, p.company_id, p.activated FROM mail_tokens m JOIN people p ON p.id = m.person_id"
                " WHERE m.hash = ? AND m.purpose = 'activation' AND m.expires_at > ?",
                (_hash(token), transaction.now_text),
            ).fetchone()
            if row is None:
                return False
            identity, name, company, activated = row
            if not activated:
                connection.execute("UPDATE people SET activated = 1 WHERE id = ?", (identity,))
                shown = {"id": identity, "name": name, "side": "customer", "company_id": company}
                transaction.put("person", identity, company, 1, shown)
            return True

        if not await self._database.write(open_account):
            raise not_found()

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
            self._letterbox.post(transaction.now, address, NEW_PASSWORD, known.language, words)

        await self._database.write(send)

    async def remind_user_name(self, address: str) -> None:
        """The user name, by mail."""

        def send(transaction: Transaction) -> None:
            known = _by_address(transaction.connection, address)
            if known is not None:
                words = {"name": known.name, "user_name": known.user_name}
                self._letterbox.post(transaction.now, address, USER_NAME, known.language, words)

        await self._database.write(send)

    async def ask_for_access(self, sent: AccessRequest) -> None:
        """A letter to the helpdesk, where people decide."""
        words = {"company": sent.company, "contact": sent.contact, "address": sent.email, "text": sent.text or ""}

        def send(transaction: Transaction) -> None:
            language = self._portal.languages[0]
            self._letterbox.post(transaction.now, self._letterbox.sender, ACCESS_REQUEST, language, words)

        await self._database.write(send)


def _by_address(connection: sqlite3.Connection, address: str) -> _Addressee | None:
    row = connection.execute(
        "SELECT id, name, user_name, language, activated FROM people WHERE email = ?", (address.casefold(),)
    ).fetchone()
    return None if row is None else _Addressee(row[0], row[1], row[2], row[3], bool(row[4]))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
