"""A profile with an account whose cache holds any number of tickets, as a long-standing customer's would.

Signed in once at the sandbox, so that everything but the tickets is real; the tickets are laid into the cache through the same door as
a pull's. The sandbox is gone afterwards: what is measured is a start without a network.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from desktop.account_identity import establish
from desktop.actions.sign_in import SignedIn, sign_in
from desktop.connectors.contract import Connector, TokenStore
from desktop.connectors.discovery import connector_for, discover
from desktop.connectors.proxy import Proxy, ProxyMode
from desktop.connectors.transport import TransportOptions
from desktop.domain.account import Helpdesk
from desktop.domain.batch import Entity
from desktop.domain.catalogue import StatusKind
from desktop.domain.machine import Machine
from desktop.domain.ticket import Author, Message, Side, Ticket
from desktop.paths import Profile
from desktop.sandbox.server import RunningSandbox
from desktop.stamps import new_id, now
from desktop.storage.cursors import PullState
from desktop.sync.stores import write_here
from desktop.workspace import Workspace

PASSPHRASE = "for measuring only"
DIRECT = Proxy(ProxyMode.NONE)
BATCH = 5_000
"""Rows in one transaction: nobody reads meanwhile."""

_SUBJECTS = (
    "Pump P-101 stops after warm-up",
    "Invoice missing for March",
    "Η αντλία σταματά μετά την εκκίνηση",
    "Perdita d’olio alla pressa 2",
    "Conveyor belt drifts to the left",
    "Errore E42 sul pannello operatore",
)
_TEXT = (
    "Since this morning the machine stops after about ten minutes. The display shows a fault that the manual does not list; "
    "we switched it off and on again, checked the filter and the oil level. Photos will follow."
)


def fill(folder: Path, tickets: int) -> Profile:
    """Make the profile in `folder`. Half of the tickets wait for the person, so that they stand in the list that opens."""
    profile = Profile.at(folder)
    profile.make()
    with tempfile.TemporaryDirectory() as scratch, RunningSandbox(Path(scratch)) as helpdesk:
        options = TransportOptions(proxy=DIRECT)
        signed_in = sign_in(
            profile.accounts,
            discover(helpdesk.url, options),
            "anna@rossi.example",
            "sportello",
            passphrase=PASSPHRASE,
            connect=_connect,
            client_id=new_id(),
        )
        establish(signed_in)
        _catalogue(signed_in)
    _tickets(signed_in, tickets)
    return profile


def _connect(helpdesk: Helpdesk, tokens: TokenStore, client_id: str) -> Connector:
    return connector_for(helpdesk, tokens, client_id, DIRECT)


def _catalogue(signed_in: SignedIn) -> None:
    workspace = Workspace(signed_in.account, signed_in.key)
    connector = _connect(signed_in.helpdesk, workspace.tokens(write_here), signed_in.client_id)
    try:
        answer = connector.catalogue("")
        if answer is not None:
            workspace.stores(write_here).catalogue.save_catalogue(answer.catalogue, answer.tag)
    finally:
        connector.close()
        workspace.close()


def _tickets(signed_in: SignedIn, count: int) -> None:
    workspace = Workspace(signed_in.account, signed_in.key)
    stores = workspace.stores(write_here)
    me = Author(signed_in.person.id, signed_in.person.name, Side.CUSTOMER)
    try:
        entities = _entities(me, count)
        while batch := list(islice(entities, BATCH)):
            with stores.cache.transaction():
                stores.tickets.apply(batch, me=me.id, generation=1, first=True)
        while stores.search.index_some(BATCH):
            pass
        with stores.cache.transaction():
            stores.cursors.save(PullState(cursor="measured", pulled_at=now(), first=False))
    finally:
        workspace.close()


def _entities(me: Author, count: int) -> Iterator[Entity]:
    chance = random.Random(1)  # the same tickets in every run
    machines = [Machine(new_id(), f"P-{number}", serial=f"SN{number:06d}") for number in range(200)]
    yield from machines
    support = Author("support-1", "Giulia Bianchi", Side.SUPPORT)
    minute = 60_000
    begin = now() - count * minute
    for number in range(count):
        at = begin + number * minute
        ticket = Ticket(
            id=new_id(),
            number=f"{10_000 + number}",
            subject=f"{chance.choice(_SUBJECTS)} ({number})",
            description=_TEXT,
            request_type="fault",
            status="waiting" if number % 2 else "closed",
            kind=StatusKind.WAITING if number % 2 else StatusKind.CLOSED,
            author=me,
            created_at=at,
            updated_at=at,
            machine_id=chance.choice(machines).id,
        )
        yield ticket
        yield Message(new_id(), ticket.id, support, f"Please send the serial number. {_TEXT}", at + minute)
