"""Entities of the open API → values of the domain, by the page.

Strict in what matters (ids, hashes, sizes, times), tolerant where a newer server may be ahead: unknown fields and types are passed
over, unknown values of lists are kept. An entity that breaks the API is a ServerBroken that names its type and id. Pages are read in one
pass: their outer form first, each `data` once, by its type.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Raw, Struct

from desktop.connectors.sportello.forms import BROKEN, Count, Id, decoded, line, why
from desktop.domain.announcement import Announcement, Offering, Service
from desktop.domain.batch import Batch, Entity, EntityType, Removal, SnapshotPage
from desktop.domain.catalogue import StatusKind
from desktop.domain.digest import BucketDigest, BucketPage, Digest
from desktop.domain.instant import Instant
from desktop.domain.machine import Machine
from desktop.domain.ticket import Attachment, Author, Contact, Event, Message, MessageKind, Side, Ticket
from desktop.errors import ServerBroken

Moment = Annotated[datetime, Meta(tz=True)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-fA-F]{64}\Z")]
KindOf = Callable[[str], StatusKind]
"""What a status means to the person, by the catalogue."""

_Wire = TypeVar("_Wire")


class _Author(Struct, gc=False):
    id: str
    name: str
    side: str = Side.CUSTOMER.value


class _ContactRef(Struct, gc=False):
    name: str
    email: str
    id: str | None = None


class _Ticket(Struct, gc=False):
    id: Id
    number: str
    subject: str
    description: str
    request_type: str
    status: str
    author: _Author
    created_at: Moment
    updated_at: Moment
    version: Count
    category: str | None = None
    machine_id: str | None = None
    machine_unlisted: str | None = None
    machine_state: str | None = None
    priority: str | None = None
    company_id: str | None = None
    assignee_id: str | None = None
    contacts: list[_ContactRef] = []


class _Event(Struct, gc=False):
    name: str
    before: str | None = msgspec.field(name="from", default=None)
    after: str | None = msgspec.field(name="to", default=None)


class _Message(Struct, gc=False):
    id: Id
    ticket_id: Id
    author: _Author
    created_at: Moment
    text: str = ""
    kind: str = MessageKind.REPLY.value
    html: str | None = None
    event: _Event | None = None


class _Attachment(Struct, gc=False):
    id: Id
    ticket_id: Id
    sha256: Sha256
    name: str
    size: Count
    mime: str
    created_at: Moment
    message_id: str | None = None


class _Machine(Struct, gc=False):
    id: Id
    name: str
    serial: str = ""
    model: str = ""
    site: str | None = None
    manufacturer: str | None = None
    line: str | None = None
    state: str | None = None
    installed_on: str | None = None
    company_id: str | None = None


class _Announcement(Struct, gc=False):
    id: Id
    title: str
    text: str
    kind: str
    published_at: Moment
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    machine_ids: list[str] = []


class _Service(Struct, gc=False):
    id: Id
    name: str
    description: str | None = None
    active_since: str | None = None
    active_until: str | None = None
    company_id: str | None = None


class _Offering(Struct, gc=False):
    id: Id
    name: str
    description: str | None = None
    request_type: str | None = None


class _Contact(Struct, gc=False):
    id: Id
    name: str
    email: str


class _Person(Struct, gc=False):
    id: Id
    name: str
    side: str = Side.SUPPORT.value


def _instant(moment: datetime) -> Instant:
    return round(moment.timestamp() * 1000)


def _author(wire: _Author | _Person) -> Author:
    # Who is not a customer speaks for the helpdesk, whatever a newer server calls it.
    return Author(wire.id, line(wire.name), Side.CUSTOMER if wire.side == "customer" else Side.SUPPORT)


def _ticket(wire: _Ticket, kind_of: KindOf) -> Ticket:
    return Ticket(
        id=wire.id,
        number=line(wire.number),
        subject=line(wire.subject),
        description=wire.description,
        request_type=wire.request_type,
        status=wire.status,
        kind=kind_of(wire.status),
        author=_author(wire.author),
        created_at=_instant(wire.created_at),
        updated_at=_instant(wire.updated_at),
        version=wire.version,
        category=wire.category or "",
        machine_id=wire.machine_id or "",
        machine_state=wire.machine_state or "",
        priority=wire.priority or "",
        company_id=wire.company_id or "",
        assignee_id=wire.assignee_id or "",
        contacts=tuple([Contact(one.id or "", line(one.name), line(one.email)) for one in wire.contacts]),
        machine_unlisted=line(wire.machine_unlisted or ""),
    )


def _message(wire: _Message, _: KindOf) -> Message:
    event = wire.event
    known = MessageKind.EVENT if wire.kind == "event" else MessageKind.REPLY
    return Message(
        id=wire.id,
        ticket_id=wire.ticket_id,
        author=_author(wire.author),
        text=wire.text,
        created_at=_instant(wire.created_at),
        kind=known,
        html=wire.html or "",
        event=Event(event.name, event.before or "", event.after or "") if event else None,
    )


def _attachment(wire: _Attachment, _: KindOf) -> Attachment:
    return Attachment(
        id=wire.id,
        ticket_id=wire.ticket_id,
        sha256=wire.sha256.lower(),
        name=line(wire.name),
        size=wire.size,
        mime=line(wire.mime),
        message_id=wire.message_id or "",
        created_at=_instant(wire.created_at),
    )


def _machine(wire: _Machine, _: KindOf) -> Machine:
    return Machine(
        id=wire.id,
        name=line(wire.name),
        serial=line(wire.serial),
        model=line(wire.model),
        manufacturer=line(wire.manufacturer or ""),
        site=line(wire.site or ""),
        line=line(wire.line or ""),
        state=wire.state or "",
        installed_on=wire.installed_on or "",
        company_id=wire.company_id or "",
    )


def _announcement(wire: _Announcement, _: KindOf) -> Announcement:
    return Announcement(
        id=wire.id,
        title=line(wire.title),
        text=wire.text,
        kind=wire.kind,
        published_at=_instant(wire.published_at),
        starts_at=None if wire.starts_at is None else _instant(wire.starts_at),
        ends_at=None if wire.ends_at is None else _instant(wire.ends_at),
        machine_ids=tuple(wire.machine_ids),
    )


def _service(wire: _Service, _: KindOf) -> Service:
    return Service(
        wire.id,
        line(wire.name),
        wire.description or "",
        wire.active_since or "",
        wire.active_until or "",
        wire.company_id or "",
    )


def _offering(wire: _Offering, _: KindOf) -> Offering:
    return Offering(wire.id, line(wire.name), wire.description or "", wire.request_type or "")


def _contact(wire: _Contact, _: KindOf) -> Contact:
    return Contact(wire.id, line(wire.name), line(wire.email))


def _person(wire: _Person, _: KindOf) -> Author:
    return _author(wire)


def _reader(form: type[_Wire], convert: Callable[[_Wire, KindOf], Entity]) -> Callable[[Raw | bytes, KindOf], Entity]:
    decode = msgspec.json.Decoder(form).decode
    return lambda data, kind_of: convert(decode(data), kind_of)


_READERS: Mapping[str, Callable[[Raw | bytes, KindOf], Entity]] = {
    EntityType.TICKET.value: _reader(_Ticket, _ticket),
    EntityType.MESSAGE.value: _reader(_Message, _message),
    EntityType.ATTACHMENT.value: _reader(_Attachment, _attachment),
    EntityType.MACHINE.value: _reader(_Machine, _machine),
    EntityType.ANNOUNCEMENT.value: _reader(_Announcement, _announcement),
    EntityType.SERVICE.value: _reader(_Service, _service),
    EntityType.OFFERING.value: _reader(_Offering, _offering),
    EntityType.CONTACT.value: _reader(_Contact, _contact),
    EntityType.PERSON.value: _reader(_Person, _person),
}


def read_entity(type: str, id: str, data: Raw | bytes, kind_of: KindOf) -> Entity | None:
    """One entity; None for a type that we don't know. Raises ServerBroken, with type and id, when it breaks the API."""
    read = _READERS.get(type)
    if read is None:
        return None
    try:
        entity = read(data, kind_of)
    except BROKEN as error:
        raise ServerBroken(f"{type} {id}: {why(error)}") from error
    if entity.id != id:
        raise ServerBroken(f"{type} {id}: its data is about {entity.id[:80]!r}")
    return entity


class _Item(Struct, gc=False):
    type: str
    id: Id
    data: Raw


class _Snapshot(Struct):
    resume_cursor: str
    items: list[_Item]
    next_page: str | None = None
    total: Count | None = None


class _Change(Struct, gc=False):
    type: str
    id: Id
    op: str
    data: Raw = Raw(b"null")


class _Changes(Struct):
    changes: list[_Change]
    next_cursor: str
    has_more: bool
    epoch: str = ""


class _BucketDigest(Struct, gc=False):
    bucket: str
    count: Count
    hash: str


class _Digest(Struct):
    cursor: str
    buckets: list[_BucketDigest]


class _Bucket(Struct):
    cursor: str
    items: list[_Item]


_digest = msgspec.json.Decoder(_Digest)
_bucket = msgspec.json.Decoder(_Bucket)
_snapshot = msgspec.json.Decoder(_Snapshot)
_changes = msgspec.json.Decoder(_Changes)


def read_snapshot(body: bytes, kind_of: KindOf) -> SnapshotPage:
    """A page of `/v1/snapshot`; raises ServerBroken."""
    page = decoded(_snapshot, body, "snapshot")
    found = [read_entity(item.type, item.id, item.data, kind_of) for item in page.items]
    return SnapshotPage(
        items=tuple([entity for entity in found if entity is not None]),
        resume_cursor=page.resume_cursor,
        next_page=page.next_page or "",
        total=page.total or 0,
    )


def read_changes(body: bytes, kind_of: KindOf) -> Batch:
    """A page of `/v1/changes`; raises ServerBroken, also for an operation that we don't know: passing over it would lose it for ever."""
    page = decoded(_changes, body, "changes")
    upserts: dict[tuple[str, str], Entity] = {}
    removals: dict[tuple[str, str], Removal] = {}
    for change in page.changes:
        if change.type not in _READERS:
            continue
        # What moves between two audiences of one person is hidden and shown on one page: the later word holds.
        key = change.type, change.id
        if change.op == "upsert":
            entity = read_entity(change.type, change.id, change.data, kind_of)
            if entity is not None:
                removals.pop(key, None)
                upserts[key] = entity
        elif change.op in ("delete", "hidden"):
            upserts.pop(key, None)
            removals[key] = Removal(EntityType(change.type), change.id)
        else:
            raise ServerBroken(f"{change.type} {change.id}: unknown operation {change.op[:40]!r}")
    return Batch(tuple(upserts.values()), tuple(removals.values()), page.next_cursor, page.has_more, page.epoch)


def read_digest(body: bytes) -> Digest:
    """The answer of `/v1/digest`; raises ServerBroken."""
    wire = decoded(_digest, body, "digest")
    return Digest(wire.cursor, {one.bucket: BucketDigest(one.count, one.hash) for one in wire.buckets})


def read_bucket(body: bytes, kind_of: KindOf) -> BucketPage:
    """The answer of `/v1/digest/{bucket}`; raises ServerBroken."""
    wire = decoded(_bucket, body, "bucket")
    found = [read_entity(item.type, item.id, item.data, kind_of) for item in wire.items]
    return BucketPage(wire.cursor, tuple([entity for entity in found if entity is not None]))
