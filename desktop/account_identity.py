"""Whose an account is: the person, the helpdesk and the session, as they are kept inside the account's encrypted outbox."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from desktop import errors
from desktop.actions.sign_in import SignedIn
from desktop.domain.account import Helpdesk, Person, Tokens
from desktop.domain.ticket import Author, Side
from desktop.stamps import now
from desktop.storage.accounts import Account, load_account, save_account
from desktop.storage.facts import Facts
from desktop.storage.presence import Presence
from desktop.storage.restore import open_outbox
from desktop.sync.stores import Writer, write_here


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is signed in where, as last heard from the server. `client_id` names this installation to the server."""

    helpdesk: Helpdesk
    person: Person
    client_id: str


class StoredTokens:
    """A TokenStore over the outbox's facts."""

    def __init__(self, facts: Facts, write: Writer) -> None:
        self._facts = facts
        self._write = write

    def load(self) -> Tokens | None:
        """The tokens, None when signed out."""
        text = self._write(lambda: self._facts.get("tokens"))
        return msgspec.json.decode(text, type=Tokens) if text else None

    def save(self, tokens: Tokens | None) -> None:
        """Keep them durably; None forgets them."""
        text = msgspec.json.encode(tokens).decode() if tokens else ""
        self._write(lambda: self._facts.set("tokens", text))


def author_of(person: Person) -> Author:
    """A person as an author of messages."""
    side = Side.CUSTOMER if person.role == "customer" else Side.SUPPORT
    return Author(person.id, person.name, side)


def load_identity(facts: Facts) -> Identity:
    """Who is signed in where. Raises StorageDamaged when the account was never completed."""
    try:
        return msgspec.json.decode(facts.get("identity") or b"null", type=Identity)
    except msgspec.MsgspecError as error:
        raise errors.StorageDamaged(f"the account does not say whose it is: {error}") from error


def save_identity(facts: Facts, identity: Identity) -> None:
    """Keep who is signed in where."""
    facts.set("identity", msgspec.json.encode(identity).decode())


def establish(signed_in: SignedIn) -> None:
    """Put a fresh session into its account's outbox; whatever lies there already stays. Raises the storage errors."""
    identity = Identity(signed_in.helpdesk, signed_in.person, signed_in.client_id)
    establish_identity(signed_in.account, signed_in.key, identity, signed_in.tokens)
    # Only now: an account whose session was never stored is one that still has to sign in.
    save_account(replace(load_account(signed_in.account.folder), signed_out=False))


def establish_identity(account: Account, key: bytes, identity: Identity, tokens: Tokens) -> None:
    """Write who is signed in where, and the session, in one durable transaction."""
    presence = Presence(account.folder)
    try:
        database = open_outbox(account.outbox, key, presence, now())
        try:
            facts = Facts(database)
            with database.transaction():
                save_identity(facts, identity)
                StoredTokens(facts, write_here).save(tokens)
                facts.set("hold-until", "")
        finally:
            database.close()
    finally:
        presence.leave()
