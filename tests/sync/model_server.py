"""A model of a helpdesk at the wire: what a server would keep and answer, in memory, with faults on order.

The engine under test is the real one, over real SQLite files; only the line and the server are modelled. A fault is asked for before each
request: a request may be lost on its way, its answer may be lost on the way back, or the server may answer something else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from desktop import errors
from desktop.connectors.contract import Capabilities, CatalogueAnswer
from desktop.domain.account import Helpdesk, Person
from desktop.domain.batch import Batch, Entity, Removal, SnapshotPage
from desktop.domain.catalogue import StatusKind
from desktop.domain.change import AddMessage, Change, EditTicket, OpenTicket, Problem, SetStatus, StatusTarget, Upload
from desktop.domain.digest import BucketPage, Digest, DigestBuilder, TicketLines, bucket_of
from desktop.domain.receipt import (
    Accepted,
    Conflicting,
    FilesMissing,
    Gone,
    Invalid,
    Receipt,
    SignInNeeded,
    TryLater,
    Uncertain,
)
from desktop.domain.ticket import Attachment, Message, Ticket
from tests.builders import ANNA, a_catalogue, a_helpdesk, a_person

CHUNK = 400
PAGE = 30


class Fault(StrEnum):
    LOST_BEFORE = "lost-before"
    LOST_AFTER = "lost-after"
    BUSY = "busy"
    EXPIRED = "expired"
    BROKEN = "broken"
    CONFLICT = "conflict"
    INVALID = "invalid"
    GONE = "gone"
    FILES_LOST = "files-lost"


FaultPlan = Callable[[str], Fault | None]


def no_faults(_request: str) -> Fault | None:
    return None


@dataclass
class ModelServer:
    """What the server has. `effects` counts what each change id did: never more than once."""

    tickets: dict[str, Ticket] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    uploads: dict[str, bytearray] = field(default_factory=dict)
    effects: dict[str, int] = field(default_factory=dict)
    log: list[tuple[Entity | None, Removal | None]] = field(default_factory=list)
    epoch: int = 1
    requests: int = 0
    refusal: str = "epoch-changed"
    """What a cursor of another epoch is told."""

    def put(self, *entities: Entity) -> None:
        for entity in entities:
            match entity:
                case Ticket():
                    self.tickets[entity.id] = entity
                case Message():
                    self.messages[entity.id] = entity
                case Attachment():
                    self.attachments[entity.id] = entity
                case _:
                    pass
            self.log.append((entity, None))

    def remove(self, removal: Removal) -> None:
        self.tickets.pop(removal.id, None)
        self.log.append((None, removal))

    def everything(self) -> list[Entity]:
        latest: dict[str, Entity] = {}
        for entity, removal in self.log:
            if removal is not None:
                latest.pop(removal.id, None)
            elif entity is not None:
                latest.pop(entity.id, None)
                latest[entity.id] = entity
        return list(latest.values())

    def lines(self) -> list[TicketLines]:
        """What the digest is made of."""
        every = self.everything()

        def parts(kind: type[Message] | type[Attachment], ticket_id: str) -> list[str]:
            return sorted(one.id for one in every if isinstance(one, kind) and one.ticket_id == ticket_id)

        tickets = sorted((one for one in every if isinstance(one, Ticket)), key=lambda one: one.id)
        return [TicketLines(t.id, t.version, parts(Message, t.id), parts(Attachment, t.id)) for t in tickets]

    def take(self, change: Change) -> tuple[Entity, ...]:
        """Carry a change out, once."""
        self.effects[change.id] = self.effects.get(change.id, 0) + 1
        made: list[Entity]
        match change.deed:
            case OpenTicket() as deed:
                ticket = Ticket(
                    id=change.id,
                    number=str(10_000 + len(self.tickets)),
                    subject=deed.subject,
                    description=deed.description,
                    request_type=deed.request_type,
                    status="new",
                    kind=StatusKind.NEW,
                    author=ANNA,
                    created_at=change.made_at,
                    updated_at=change.made_at,
                    machine_id=deed.machine_id,
                    contacts=deed.contacts,
                )
                made = [ticket]
            case AddMessage(text=text):
                made = [Message(change.id, change.ticket_id, ANNA, text, change.made_at)]
            case SetStatus(target=target):
                kind = StatusKind.CLOSED if target is StatusTarget.CLOSED else StatusKind.OPEN
                before = self.tickets[change.ticket_id]
                made = [replace(before, status=kind.value, kind=kind, version=before.version + 1)]
            case EditTicket(after=after):
                before = self.tickets[change.ticket_id]
                names = ("subject", "priority", "category", "machine_state", "contacts")
                said = {name: getattr(after, name) for name in names if getattr(after, name) is not None}
                made = [replace(before, version=before.version + 1, **said)]
        message_id = "" if isinstance(change.deed, OpenTicket) else change.id
        made += [Attachment(f.id, change.ticket_id, f.sha256, f.name, f.size, f.mime, message_id) for f in change.files]
        self.put(*made)
        return tuple(one for one in made if not isinstance(one, Attachment))


class ModelConnector:
    """One device's line to the model server."""

    capabilities = Capabilities(pokes=False, digest=True)

    def __init__(self, server: ModelServer, faults: FaultPlan = no_faults, *, signed_in: bool = True) -> None:
        self.server = server
        self.faults = faults
        self.signed_in = signed_in
        self.helpdesk: Helpdesk = a_helpdesk()
        self.sent_ids: list[str] = []
        self.uploaded_bytes = 0

    # The session

    def sign_in(self, login: str, password: str) -> None:
        if password != "sportello":
            raise errors.BadCredentials
        self.signed_in = True

    def sign_out(self) -> None:
        self.signed_in = False

    def me(self) -> Person:
        return a_person()

    def catalogue(self, tag: str = "") -> CatalogueAnswer | None:
        self._reading("catalogue")
        return None if tag == "1" else CatalogueAnswer(a_catalogue(), "1")

    def close(self) -> None:
        pass

    def pokes(self, cursor: str) -> Iterator[None]:
        return iter(())

    # Reading

    def _reading(self, request: str) -> None:
        self.server.requests += 1
        match self.faults(request):
            case None:
                if not self.signed_in:
                    raise errors.SignInNeeded
            case Fault.BUSY:
                raise errors.ServerBusy(retry_after=7.0)
            case Fault.EXPIRED:
                self.signed_in = False
                raise errors.SignInNeeded
            case Fault.LOST_BEFORE | Fault.LOST_AFTER:
                raise errors.Unreachable
            case _:
                raise errors.ServerBroken

    def snapshot(self, page: str = "") -> SnapshotPage:
        self._reading("snapshot")
        cursor, start = page.split("/") if page else (self._cursor(len(self.server.log)), "0")
        if page and not cursor.startswith(f"{self.server.epoch}:"):
            raise errors.CursorLost(self.server.refusal)
        items = self.server.everything()
        end = int(start) + PAGE
        following = f"{cursor}/{end}" if end < len(items) else ""
        return SnapshotPage(tuple(items[int(start) : end]), cursor, following, len(items))

    def changes(self, cursor: str, wait: int = 0) -> Batch:
        self._reading("changes")
        epoch, position = cursor.split(":")
        if int(epoch) != self.server.epoch:
            raise errors.CursorLost(self.server.refusal)
        if int(position) > len(self.server.log):
            raise errors.CursorLost("epoch-changed")
        new = self.server.log[int(position) : int(position) + PAGE]
        end = int(position) + len(new)
        return Batch(
            tuple(entity for entity, _ in new if entity is not None),
            tuple(removal for _, removal in new if removal is not None),
            self._cursor(end),
            end < len(self.server.log),
        )

    def _cursor(self, position: int) -> str:
        return f"{self.server.epoch}:{position}"

    def digest(self) -> Digest:
        self._reading("digest")
        builder = DigestBuilder()
        for ticket in self.server.lines():
            builder.add(ticket)
        return Digest(self._cursor(len(self.server.log)), builder.buckets())

    def digest_bucket(self, bucket: str) -> BucketPage:
        self._reading("digest-bucket")
        wanted = {ticket.id for ticket in self.server.lines() if bucket_of(ticket.id) == bucket}
        items = [one for one in self.server.everything() if _ticket_of(one) in wanted]
        return BucketPage(self._cursor(len(self.server.log)), tuple(items))

    def download(self, sha256: str, size: int, into: Path, progress: Callable[[int], None]) -> None:
        self._reading("download")
        into.write_bytes(self.server.blobs[sha256])

    # Writing

    def send(self, change: Change) -> Receipt:
        self.server.requests += 1
        self.sent_ids.append(change.id)
        fault = self.faults("send")
        early = _early_answer(fault)
        if early is not None:
            return early
        if fault is Fault.EXPIRED or not self.signed_in:
            self.signed_in = False
            return SignInNeeded()
        if fault is Fault.FILES_LOST:
            self.server.blobs.clear()
        answer = self._carry_out(change)
        if fault is Fault.LOST_AFTER:
            return Uncertain(Problem("unreachable", "the answer was lost"))
        return answer

    def _carry_out(self, change: Change) -> Receipt:
        server = self.server
        if change.id in server.effects:
            if change.id in server.tickets:
                return Accepted((server.tickets[change.id],), server.tickets[change.id].number, replayed=True)
            return Accepted((), replayed=True)
        if not isinstance(change.deed, OpenTicket) and change.ticket_id not in server.tickets:
            return Gone(Problem("parent-unknown"))
        if isinstance(change.deed, EditTicket):
            ticket = server.tickets[change.ticket_id]
            if ticket.version != change.deed.base_version:
                return Conflicting(Problem("precondition-not-met"), (ticket,))
        if any(file.sha256 not in server.blobs for file in change.files):
            return FilesMissing(Problem("blob-unknown"))
        made = server.take(change)
        number = made[0].number if isinstance(made[0], Ticket) else ""
        return Accepted(made, number)

    def look_up(self, change: Change) -> Receipt | None:
        return Accepted(replayed=True) if change.id in self.server.effects else None

    def upload(self, upload: Upload, source: Path, progress: Callable[[Upload], None]) -> Receipt:
        content = source.read_bytes()
        if not upload.url or upload.url not in self.server.uploads:
            upload = replace(upload, url=f"u{len(self.server.uploads)}", offset=0)
            self.server.uploads[upload.url] = bytearray()
            progress(upload)
        received = self.server.uploads[upload.url]
        while len(received) < len(content):
            self.server.requests += 1
            fault = self.faults("upload")
            early = _early_answer(fault)
            if early is not None:
                return early
            if fault is Fault.EXPIRED or not self.signed_in:
                self.signed_in = False
                return SignInNeeded()
            piece = content[len(received) : len(received) + CHUNK]
            received += piece
            self.uploaded_bytes += len(piece)
            if fault is Fault.LOST_AFTER:
                return Uncertain(Problem("unreachable"))
            progress(replace(upload, offset=len(received)))
        self.server.blobs[hashlib.sha256(received).hexdigest()] = bytes(received)
        return Accepted()


def _ticket_of(entity: Entity) -> str:
    match entity:
        case Ticket(id=id):
            return id
        case Message(ticket_id=id) | Attachment(ticket_id=id):
            return id
        case _:
            return ""


def _early_answer(fault: Fault | None) -> Receipt | None:
    """Answers that say for certain that nothing happened on the server."""
    match fault:
        case Fault.LOST_BEFORE:
            return TryLater(Problem("unreachable"))
        case Fault.BUSY:
            return TryLater(Problem("busy"), retry_after=120.0)
        case Fault.BROKEN:
            return Uncertain(Problem("server-error"))
        case Fault.CONFLICT:
            return Conflicting(Problem("precondition-not-met"))
        case Fault.INVALID:
            return Invalid(Problem("invalid", "The subject is too long."))
        case Fault.GONE:
            return Gone(Problem("not-found"))
        case _:
            return None
