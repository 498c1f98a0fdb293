"""Signing in and staying so: argon2 passwords, short signed access tokens, rotating refresh tokens.

A session (family of tokens) lives in the database and survives a restart. An access token is signed, so that an expired one can be
told from an invalid one without keeping every token. A refresh token is good once; the one before stays good for 60 seconds, because
an answer can get lost; used later than that, somebody else has it and the whole family ends.
"""

import base64
import hashlib
import hmac
import json
import secrets
import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
import threading
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from desktop.sandbox.clock import moment, stamp
from desktop.sandbox.database import Database, Transaction, compact
from desktop.sandbox.people import Person, person_by_id
from desktop.sandbox.problems import Code, Problem

REFRESH_DAYS = 60
GRACE_SECONDS = 60
FAILURES_ALLOWED = 10
FAILURES_WINDOW = timedelta(minutes=1)

# Cheap on purpose (some milliseconds): this server guards sample data, and seeding and tests sign in hundreds of times.
_hasher = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """An argon2id hash, salted."""
    return _hasher.hash(password)


def password_fits(stored: str, password: str) -> bool:
    """Whether the password is the one behind the hash."""
    try:
        return _hasher.verify(stored, password)
    except VerificationError:
        return False


# Verified when nobody has the login, so that the time tells no one which logins exist.
_NOBODY = hash_password(secrets.token_hex(16))


@dataclass(frozen=True)
class SignedIn:
    """A valid access token: whose it is and until when."""

    person: Person
    session_id: str
    expires_at: datetime


class Attempts:
    """Failed sign-ins per login of the last minute; forgets them with the process."""

    def __init__(self) -> None:
        self._failures: defaultdict[str, deque[datetime]] = defaultdict(deque)
        self._lock = threading.Lock()

    def check(self, login: str, now: datetime) -> None:
        """Raises Problem 429 when this login failed too often."""
        with self._lock:
            recent = self._recent(login, now)
            if len(recent) >= FAILURES_ALLOWED:
                seconds = int((recent[0] + FAILURES_WINDOW - now).total_seconds()) + 1
                detail = f"Too many failed sign-ins; try again in {seconds} seconds."
                raise Problem(429, Code.TOO_MANY_REQUESTS, detail, headers={"Retry-After": str(seconds)})

    def failed(self, login: str, now: datetime) -> None:
        """Notes a failure."""
        with self._lock:
            self._recent(login, now).append(now)

    def _recent(self, login: str, now: datetime) -> deque[datetime]:
        if len(self._failures) > 10_000:  # somebody tries names; the oldest memories go
            self._failures.clear()
        recent = self._failures[login.casefold()]
        while recent and recent[0] <= now - FAILURES_WINDOW:
            recent.popleft()
        return recent


class Sessions:
    """Sessions of one helpdesk. Methods with `await` are for the event loop; no secret is ever stored in the clear."""

    def __init__(self, database: Database, secret: str, access_seconds: int) -> None:
        self._database = database
        self._secret = bytes.fromhex(secret)
        self._access = timedelta(seconds=access_seconds)
        self._attempts = Attempts()

    async def sign_in(self, login: str, password: str, device: str) -> dict[str, object]:
        """New tokens. Raises Problem 401 `bad-credentials`, 403 `not-activated`, 429."""
        now = self._database.clock()
        self._attempts.check(login, now)

        found = await self._database.read(lambda connection: _check(connection, login, password, stamp(now)))
        if found is None:
            self._attempts.failed(login, now)
            raise Problem(401, Code.BAD_CREDENTIALS, "There is no such login with this password.")
        if not found.activated:
            raise Problem(403, Code.NOT_ACTIVATED, "Use the link in the mail you were sent first.")

        def begin(transaction: Transaction) -> dict[str, object]:
            session_id = secrets.token_hex(16)
            if found.by_mailed is not None:
                _take_mailed_password(transaction, found.person_id, found.by_mailed)
            row = (session_id, found.person_id, device, transaction.now_text)
            transaction.connection.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, NULL)", row)
            return self._tokens(transaction, session_id)

        return await self._database.write(begin)

    async def refresh(self, refresh_token: str) -> dict[str, object]:
        """New tokens for the last refresh token. Raises Problem 401 `session-expired`."""

        def rotate(transaction: Transaction) -> dict[str, object] | None:
            row = transaction.connection.execute(
                "SELECT r.session_id, r.expires_at, r.rotated_at FROM refresh_tokens r JOIN sessions s ON s.id = r.session_id"
                " WHERE r.hash = ? AND s.ended_at IS NULL",
                (_hash(refresh_token),),
            ).fetchone()
            if row is None or row[1] <= transaction.now_text:
                return None
            session_id, _, rotated_at = row
            if rotated_at is None:
                transaction.connection.execute(
                    "UPDATE refresh_tokens SET rotated_at = ? WHERE hash = ?",
                    (transaction.now_text, _hash(refresh_token)),
                )
            elif moment(rotated_at) + timedelta(seconds=GRACE_SECONDS) < transaction.now:
                end_session(transaction, session_id)
                return None
            return self._tokens(transaction, session_id)

        tokens = await self._database.write(rotate)
        if tokens is None:
            raise Problem(401, Code.SESSION_EXPIRED, "Sign in again.", headers=_CHALLENGE)
        return tokens

    def _tokens(self, transaction: Transaction, session_id: str) -> dict[str, object]:
        refresh_token = secrets.token_urlsafe(32)
        lifetime = timedelta(days=REFRESH_DAYS)
        transaction.connection.execute(
            "DELETE FROM refresh_tokens WHERE session_id = ? AND expires_at <= ?", (session_id, transaction.now_text)
        )
        transaction.connection.execute(
            "INSERT INTO refresh_tokens VALUES (?, ?, ?, NULL)",
            (_hash(refresh_token), session_id, stamp(transaction.now + lifetime)),
        )
        expires = int((transaction.now + self._access).timestamp() * 1000)
        content = _written(compact([session_id, expires]).encode())
        return {
            "access_token": f"{content}.{self._mac(content)}",
            "token_type": "Bearer",
            "expires_in": int(self._access.total_seconds()),
            "refresh_token": refresh_token,
            "refresh_expires_in": int(lifetime.total_seconds()),
        }

    def _mac(self, content: str) -> str:
        return _written(hmac.new(self._secret, b"access " + content.encode(), hashlib.sha256).digest()[:20])

    async def who(self, access_token: str) -> SignedIn:
        """Whose token this is. Raises Problem 401 `token-expired` or `token-invalid`."""
        content, _, mac = access_token.partition(".")
        if not access_token.isascii() or not hmac.compare_digest(mac, self._mac(content)):
            raise token_invalid()
        session_id, expires = json.loads(base64.urlsafe_b64decode(content + "=" * (-len(content) % 4)))
        now = self._database.clock()
        if expires <= now.timestamp() * 1000:
            raise Problem(401, Code.TOKEN_EXPIRED, "Refresh the session and try again.", headers=_CHALLENGE)
        person = await self._database.read(lambda connection: _holder(connection, session_id))
        if person is None:
            raise token_invalid()
        return SignedIn(person, session_id, now + timedelta(milliseconds=expires - now.timestamp() * 1000))

    async def sign_out(self, session_id: str) -> None:
        """Ends the session: neither its access token nor its refresh token is good any more."""
        await self._database.write(lambda transaction: end_session(transaction, session_id))


@dataclass(frozen=True)
class _Found:
    """Whose login and password these are; `by_mailed` is the hash of the mailed password, where that one was used."""

    person_id: str
    activated: bool
    by_mailed: str | None


def _check(connection: sqlite3.Connection, login: str, password: str, now: str) -> _Found | None:
    row = connection.execute(
        "SELECT id, password_hash, activated FROM people WHERE email = ?1 OR user_name = ?1",
        (login.strip().casefold(),),
    ).fetchone()
    if row is None:
        password_fits(_NOBODY, password)
        return None
    if password_fits(row[1], password):
        return _Found(row[0], bool(row[2]), None)
    mailed = connection.execute(
        "SELECT hash FROM mail_tokens WHERE person_id = ? AND purpose = 'password' AND expires_at > ?", (row[0], now)
    ).fetchone()
    return (
        _Found(row[0], bool(row[2]), mailed[0]) if mailed is not None and password_fits(mailed[0], password) else None
    )


def _take_mailed_password(transaction: Transaction, person_id: str, password_hash: str) -> None:
    """The password that came by mail is the password now; whoever was signed in with the old one is not any more."""
    connection = transaction.connection
    connection.execute("UPDATE people SET password_hash = ? WHERE id = ?", (password_hash, person_id))
    connection.execute("DELETE FROM mail_tokens WHERE person_id = ? AND purpose = 'password'", (person_id,))
    for (session_id,) in connection.execute(
        "SELECT id FROM sessions WHERE person_id = ? AND ended_at IS NULL", (person_id,)
    ).fetchall():
        end_session(transaction, session_id)


_CHALLENGE = {"WWW-Authenticate": "Bearer"}


def token_invalid() -> Problem:
    """401 for requests without a valid access token."""
    return Problem(401, Code.TOKEN_INVALID, "Sign in first.", headers=_CHALLENGE)


def end_session(transaction: Transaction, session_id: str) -> None:
    """Ends the whole family of tokens; its refresh tokens are kept no longer."""
    connection = transaction.connection
    connection.execute("UPDATE sessions SET ended_at = ? WHERE id = ?", (transaction.now_text, session_id))
    connection.execute("DELETE FROM refresh_tokens WHERE session_id = ?", (session_id,))


def _holder(connection: sqlite3.Connection, session_id: str) -> Person | None:
    row = connection.execute(
        "SELECT person_id FROM sessions WHERE id = ? AND ended_at IS NULL", (session_id,)
    ).fetchone()
    return None if row is None else person_by_id(connection, row[0])


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _written(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
