"""The connector of the open API: the contract's methods, each a call or two of the API and what its answer means.

Sending is idempotent by the change's id: whatever is lost on the way, the same change may be sent again.
"""

from __future__ import annotations

import platform
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from desktop.connectors.contract import Capabilities, CatalogueAnswer, Doors, TokenStore, UploadProgress
from desktop.connectors.sportello import bodies, documents, wire
from desktop.connectors.sportello.answers import (
    check,
    expect_json,
    problem_of,
    receipt_of,
    receipt_of_error,
    receipt_of_status,
)
from desktop.connectors.sportello.api import Api
from desktop.connectors.sportello.doors import SportelloDoors, sendable
from desktop.connectors.sportello.downloads import download
from desktop.connectors.sportello.events import pokes
from desktop.connectors.sportello.session import Session
from desktop.connectors.sportello.uploads import upload_file
from desktop.connectors.transport import Answer, Transport
from desktop.domain.account import Feature, Helpdesk, Person
from desktop.domain.batch import Batch, Entity, EntityType, SnapshotPage
from desktop.domain.catalogue import Catalogue, StatusKind
from desktop.domain.change import AddMessage, Change, EditTicket, OpenTicket, Problem, SetStatus, StatusTarget, Upload
from desktop.domain.conflict import stands
from desktop.domain.digest import BucketPage, Digest
from desktop.domain.receipt import Accepted, Conflicting, Invalid, Receipt, Uncertain
from desktop.domain.receipt import SignInNeeded as SignInReceipt
from desktop.domain.ticket import Ticket
from desktop.errors import NetworkError, ServerBroken, SignInNeeded, WorldError
from desktop.identity import APP_NAME

PAGE = 500
"""Entities of a page of changes; a server may allow fewer."""


class SportelloConnector:
    """See `contract.Connector`. Threads may share it."""

    def __init__(self, helpdesk: Helpdesk, transport: Transport, tokens: TokenStore) -> None:
        self.helpdesk = helpdesk
        self.capabilities = Capabilities(
            idempotent=True, pokes=True, long_poll=True, digest=helpdesk.has(Feature.DIGEST)
        )
        self._transport = transport
        self._api = Api(transport, helpdesk.api)
        self._session = Session(self._api, tokens, transport.closed)
        self._lock = threading.Lock()
        self._known: CatalogueAnswer | None = None

    def sign_in(self, login: str, password: str) -> None:
        """See the contract."""
        self._session.open(login, password, f"{APP_NAME}, {platform.system() or 'unknown'}")

    def sign_out(self) -> None:
        """See the contract."""
        self._session.end()

    def me(self) -> Person:
        """See the contract."""
        return documents.read_person(expect_json(check(self._session.answer(self._api.me))))

    def change_password(self, current: str, new: str) -> None:
        """See the contract."""
        answer = check(
            sendable(lambda: self._session.answer(lambda token: self._api.change_password(token, current, new)))
        )
        if answer.status != 204:
            # Whoever wrote this, it does not say whether the password was changed.
            raise ServerBroken(f"{answer.status} instead of 204")

    def doors(self) -> Doors:
        """See the contract."""
        return SportelloDoors(self._api, lambda: None)

    def catalogue(self, tag: str = "") -> CatalogueAnswer | None:
        """See the contract. The first call always fetches: tickets can't be read without the meaning of their statuses."""
        with self._lock:
            known = self._known
        fresh = self._fetch_catalogue(known)
        return None if tag and fresh.tag == tag else fresh

    def snapshot(self, page: str = "") -> SnapshotPage:
        """See the contract; also raises CursorLost when the server no longer knows the page."""
        kind_of = self._kinds()
        answer = self._session.answer(lambda token: self._api.snapshot(token, page))
        return wire.read_snapshot(expect_json(check(answer)), kind_of)

    def changes(self, cursor: str, wait: int = 0) -> Batch:
        """See the contract."""
        kind_of = self._kinds()
        limit = min(PAGE, self.helpdesk.limits.max_page_items)
        answer = self._session.answer(lambda token: self._api.changes(token, cursor, limit, wait))
        return wire.read_changes(expect_json(check(answer)), kind_of)

    def digest(self) -> Digest:
        """See the contract."""
        return wire.read_digest(expect_json(check(self._session.answer(self._api.digest))))

    def digest_bucket(self, bucket: str) -> BucketPage:
        """See the contract."""
        kind_of = self._kinds()
        answer = self._session.answer(lambda token: self._api.digest_bucket(token, bucket))
        return wire.read_bucket(expect_json(check(answer)), kind_of)

    def pokes(self, cursor: str, standing: Callable[[], None] = lambda: None) -> Iterator[None]:
        """See the contract."""
        return pokes(self._api, self._session, cursor, standing=standing)

    def upload(self, upload: Upload, source: Path, progress: UploadProgress) -> Receipt:
        """See the contract. An error that `progress` raises ends the upload between two pieces and comes through."""
        return self._receipt(lambda: upload_file(self._api, self._session, upload, source, progress))

    def send(self, change: Change) -> Receipt:
        """See the contract."""
        try:
            call = self._call_for(change)
        except bodies.Unsendable as error:
            return Invalid(Problem("text-not-sendable", str(error)))
        if call is None:
            return Invalid(Problem("files-not-taken"))
        return self._receipt(lambda: self._judged(change, self._session.answer(call)))

    def look_up(self, change: Change) -> Receipt | None:
        """See the contract."""
        try:
            answer = self._session.answer(lambda token: self._api.fate(token, change.id))
            if answer.status == 404 and problem_of(answer) is not None:
                return None
            if not 200 <= answer.status < 300:
                return receipt_of(answer)
            fate = documents.read_fate(expect_json(answer))
        except SignInNeeded:
            return SignInReceipt()
        except NetworkError as error:
            return receipt_of_error(error)
        if fate.state == "done":
            return Accepted(number=(fate.reference.number or "") if fate.reference else "", replayed=True)
        if fate.state == "unknown":
            return None
        if fate.state == "rejected" and fate.problem is not None:
            return receipt_of_status(fate.problem.status, fate.problem)
        return Uncertain(Problem(fate.state[:100]))

    def download(self, sha256: str, size: int, into: Path, progress: Callable[[int], None]) -> None:
        """See the contract."""
        download(self._api, self._session, sha256, size, into, progress)

    def close(self) -> None:
        """See the contract."""
        self._transport.close()

    # -- inside ---------------------------------------------------------------------------------------------------------------

    def _kinds(self) -> Callable[[str], StatusKind]:
        with self._lock:
            known = self._known
        catalogue: Catalogue = (known or self._fetch_catalogue(None)).catalogue
        kinds = {status.id: status.kind for status in catalogue.statuses}
        return lambda status: kinds.get(status, StatusKind.OPEN)

    def _fetch_catalogue(self, known: CatalogueAnswer | None) -> CatalogueAnswer:
        tag = known.tag if known else ""
        answer = check(self._session.answer(lambda token: self._api.catalogue(token, tag)))
        if answer.status == 304:
            if known is None:
                raise ServerBroken("a catalogue that did not change, and nobody has it")
            return known
        fresh = CatalogueAnswer(documents.read_catalogue(expect_json(answer)), answer.headers.get("ETag", ""))
        with self._lock:
            self._known = fresh
        return fresh

    def _call_for(self, change: Change) -> Callable[[str], Answer] | None:
        """The call that sends a change; None where the API has no place for its files."""
        match change.deed:
            case OpenTicket() as deed:
                body = bodies.write_ticket(deed, change.made_at)
                return lambda token: self._api.put_ticket(token, change.id, body)
            case AddMessage() as deed:
                body = bodies.write_message(deed, change.made_at)
                return lambda token: self._api.put_message(token, change.ticket_id, change.id, body)
            case SetStatus() as deed:
                if deed.files:
                    return None
                body = bodies.write_status(deed, change.made_at)
                return lambda token: self._api.put_action(token, change.ticket_id, change.id, body)
            case EditTicket() as deed:
                body = bodies.write_edit(deed, change.made_at)
                return lambda token: self._api.put_action(token, change.ticket_id, change.id, body)

    def _receipt(self, exchange: Callable[[], Receipt]) -> Receipt:
        try:
            return exchange()
        except SignInNeeded:
            return SignInReceipt()
        except NetworkError as error:
            return receipt_of_error(error)

    def _judged(self, change: Change, answer: Answer) -> Receipt:
        if 200 <= answer.status < 300:
            return self._accepted(change, answer)
        document = problem_of(answer)
        current: Entity | None = None
        if document is not None and document.has_current:
            current = self._entity_in(EntityType.TICKET, change.ticket_id, bytes(document.current))
        receipt = receipt_of(answer, current)
        if isinstance(receipt, Conflicting) and current is not None and _is_reached(change, current):
            return Accepted((current,), replayed=True)
        if isinstance(receipt, Invalid) and isinstance(change.deed, EditTicket):
            return replace(receipt, problem=_about_fields(receipt.problem))
        return receipt

    def _accepted(self, change: Change, answer: Answer) -> Receipt:
        """A success counts only with the entity it is about: a page of somebody else with status 200 is none."""
        type = EntityType.MESSAGE if isinstance(change.deed, AddMessage) else EntityType.TICKET
        id = change.id if isinstance(change.deed, (OpenTicket, AddMessage)) else change.ticket_id
        body = expect_json(answer)
        if documents.id_in(body).lower() != id.lower():
            raise ServerBroken("a success that is about something else")
        entity = self._entity_in(type, id, body)
        number = entity.number if isinstance(entity, Ticket) else ""
        if _says(answer, "Entity-Gone"):
            # It was there, and is not any more: what the body shows must not come back here.
            entity = None
        return Accepted((entity,) if entity else (), number, replayed=_says(answer, "Idempotency-Replayed"))

    def _entity_in(self, type: EntityType, id: str, data: bytes) -> Entity | None:
        """The entity that came with an answer; None when it can't be read, for the feed brings it anyway."""
        try:
            return wire.read_entity(type.value, id, data, self._kinds())
        except WorldError:
            return None


def _says(answer: Answer, header: str) -> bool:
    return answer.headers.get(header, "").strip().lower() == "true"


_FIELDS = "/fields"


def _about_fields(problem: Problem) -> Problem:
    """An edit's problem as it is to be read: by the ticket's fields, not by their place in what was sent."""
    pointers = tuple(
        (pointer.removeprefix(_FIELDS) if pointer.startswith(_FIELDS + "/") else pointer, text)
        for pointer, text in problem.pointers
    )
    return replace(problem, pointers=pointers)


def _is_reached(change: Change, current: Entity) -> bool:
    """Whether the ticket is already where the person wanted it, with nothing of theirs to add: somebody was quicker and wanted the same."""
    deed = change.deed
    if isinstance(deed, EditTicket):
        return isinstance(current, Ticket) and stands(deed.after, current)
    if not isinstance(deed, SetStatus) or deed.text.strip() or not isinstance(current, Ticket):
        return False
    return (current.kind is StatusKind.CLOSED) == (deed.target is StatusTarget.CLOSED)
