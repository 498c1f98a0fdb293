"""JSON of the open API ↔ values of the domain.

Strict in what matters (ids, hashes, sizes, times), tolerant where a newer server may be ahead: unknown fields and types are passed
over, unknown values of lists are kept. An entity that breaks the API is a ServerBroken that names its type and id. Pages are read in one
pass: their outer form first, each `data` once, by its type. Every text of any script goes through unchanged; half characters (lone
surrogates) can't be written as UTF-8 and raise Unsendable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Raw, Struct

from desktop.domain.account import Helpdesk, Limits, Person, Role, Tokens
from desktop.domain.announcement import Announcement, Offering, Service
from desktop.domain.batch import Batch, Entity, EntityType, Removal, SnapshotPage
from desktop.domain.catalogue import (
    Catalogue,
    Choice,
    MachineNeed,
    MachineState,
    Priority,
    RequestType,
    Status,
    StatusKind,
    Words,
)
from desktop.domain.change import AddMessage, FrozenFile, OpenTicket, Problem, SetStatus, StatusTarget
from desktop.domain.instant import Instant, to_rfc3339
from desktop.domain.machine import Machine
from desktop.domain.ticket import Attachment, Author, Contact, Event, Message, MessageKind, Side, Ticket
from desktop.errors import ServerBroken

KIND = "sportello"
PROTOCOL = "helpdesk-sync"
VERSION = 1

Id = Annotated[str, Meta(min_length=1, max_length=200)]
Moment = Annotated[datetime, Meta(tz=True)]
Count = Annotated[int, Meta(ge=0, le=2**53)]
Sha256 = Annotated[str, Meta(pattern="^[0-9a-fA-F]{64}$")]

_LINE = 1_000
"""Characters of a one-line text that are kept; a server that sends longer ones is not worth stopping for."""

_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_Wire = TypeVar("_Wire")
KindOf = Callable[[str], StatusKind]


class Unsendable(ValueError):
    """A text that has no form in UTF-8: half of a surrogate pair."""


# -- entities -----------------------------------------------------------------------------------------------------------------


class _Author(Struct):
    id: str
    name: str
    side: str = Side.CUSTOMER.value


class _ContactRef(Struct):
    name: str
    email: str
    id: str | None = None


class _Ticket(Struct):
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
    machine_state: str | None = None
    priority: str | None = None
    company_id: str | None = None
    assignee_id: str | None = None
    contacts: list[_ContactRef] = []


class _Event(Struct):
    name: str
    before: str | None = msgspec.field(name="from", default=None)
    after: str | None = msgspec.field(name="to", default=None)


class _Message(Struct):
    id: Id
    ticket_id: Id
    author: _Author
    created_at: Moment
    text: str = ""
    kind: str = MessageKind.REPLY.value
    html: str | None = None
    event: _Event | None = None


class _Attachment(Struct):
    id: Id
    ticket_id: Id
    sha256: Sha256
    name: str
    size: Count
    mime: str
    created_at: Moment
    message_id: str | None = None


class _Machine(Struct):
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


class _Announcement(Struct):
    id: Id
    title: str
    text: str
    kind: str
    published_at: Moment
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    machine_ids: list[str] = []


class _Service(Struct):
    id: Id
    name: str
    description: str | None = None
    active_since: str | None = None
    active_until: str | None = None
    company_id: str | None = None


class _Offering(Struct):
    id: Id
    name: str
    description: str | None = None
    request_type: str | None = None


class _Contact(Struct):
    id: Id
    name: str
    email: str


class _Person(Struct):
    id: Id
    name: str
    side: str = Side.SUPPORT.value


def _instant(moment: datetime) -> Instant:
    return round(moment.timestamp() * 1000)


def _line(text: str) -> str:
    return text if len(text) <= _LINE else text[:_LINE]


def _author(wire: _Author | _Person) -> Author:
    # Who is not a customer speaks for the helpdesk, whatever a newer server calls it.
    return Author(wire.id, _line(wire.name), Side.CUSTOMER if wire.side == "customer" else Side.SUPPORT)


def _ticket(wire: _Ticket, kind_of: KindOf) -> Ticket:
    return Ticket(
        id=wire.id,
        number=_line(wire.number),
        subject=_line(wire.subject),
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
        contacts=tuple([Contact(one.id or "", _line(one.name), _line(one.email)) for one in wire.contacts]),
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
        name=_line(wire.name),
        size=wire.size,
        mime=_line(wire.mime),
        message_id=wire.message_id or "",
        created_at=_instant(wire.created_at),
    )


def _machine(wire: _Machine, _: KindOf) -> Machine:
    return Machine(
        id=wire.id,
        name=_line(wire.name),
        serial=_line(wire.serial),
        model=_line(wire.model),
        manufacturer=_line(wire.manufacturer or ""),
        site=_line(wire.site or ""),
        line=_line(wire.line or ""),
        state=wire.state or "",
        installed_on=wire.installed_on or "",
        company_id=wire.company_id or "",
    )


def _announcement(wire: _Announcement, _: KindOf) -> Announcement:
    return Announcement(
        id=wire.id,
        title=_line(wire.title),
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
        _line(wire.name),
        wire.description or "",
        wire.active_since or "",
        wire.active_until or "",
        wire.company_id or "",
    )


def _offering(wire: _Offering, _: KindOf) -> Offering:
    return Offering(wire.id, _line(wire.name), wire.description or "", wire.request_type or "")


def _contact(wire: _Contact, _: KindOf) -> Contact:
    return Contact(wire.id, _line(wire.name), _line(wire.email))


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
    except _BROKEN as error:
        raise ServerBroken(f"{type} {id}: {_why(error)}") from error
    if entity.id != id:
        raise ServerBroken(f"{type} {id}: its data is about {entity.id[:80]!r}")
    return entity


def _why(error: Exception) -> str:
    return str(error)[:300] or type(error).__name__


# -- pages --------------------------------------------------------------------------------------------------------------------


class _Item(Struct):
    type: str
    id: Id
    data: Raw


class _Snapshot(Struct):
    resume_cursor: str
    items: list[_Item]
    next_page: str | None = None
    total: Count | None = None


class _Change(Struct):
    type: str
    id: Id
    op: str
    data: Raw = Raw(b"null")


class _Changes(Struct):
    changes: list[_Change]
    next_cursor: str
    has_more: bool
    epoch: str = ""


_snapshot = msgspec.json.Decoder(_Snapshot)
_changes = msgspec.json.Decoder(_Changes)


def read_snapshot(body: bytes, kind_of: KindOf) -> SnapshotPage:
    """A page of `/v1/snapshot`; raises ServerBroken."""
    page = _decoded(_snapshot, body, "snapshot")
    found = [read_entity(item.type, item.id, item.data, kind_of) for item in page.items]
    return SnapshotPage(
        items=tuple([entity for entity in found if entity is not None]),
        resume_cursor=page.resume_cursor,
        next_page=page.next_page or "",
        total=page.total or 0,
    )


def read_changes(body: bytes, kind_of: KindOf) -> Batch:
    """A page of `/v1/changes`; raises ServerBroken, also for an operation that we don't know: passing over it would lose it for ever."""
    page = _decoded(_changes, body, "changes")
    upserts: list[Entity] = []
    removals: list[Removal] = []
    for change in page.changes:
        if change.type not in _READERS:
            continue
        if change.op == "upsert":
            entity = read_entity(change.type, change.id, change.data, kind_of)
            if entity is not None:
                upserts.append(entity)
        elif change.op in ("delete", "hidden"):
            removals.append(Removal(EntityType(change.type), change.id))
        else:
            raise ServerBroken(f"{change.type} {change.id}: unknown operation {change.op[:40]!r}")
    return Batch(tuple(upserts), tuple(removals), page.next_cursor, page.has_more, page.epoch)


def _decoded(decoder: msgspec.json.Decoder[_Wire], body: bytes, what: str) -> _Wire:
    try:
        return decoder.decode(body)
    except _BROKEN as error:
        raise ServerBroken(f"{what}: {_why(error)}") from error


# -- catalogue ----------------------------------------------------------------------------------------------------------------

_Texts = dict[str, str]


class _Choice(Struct):
    id: Id
    name: _Texts


class _RequestType(Struct):
    id: Id
    name: _Texts
    description: _Texts | None = None
    machine: str = MachineNeed.OPTIONAL.value
    template: _Texts | None = None
    categories: list[_Choice] = []
    icon: str | None = None


class _MachineState(Struct):
    id: Id
    name: _Texts
    severity: int = 0


class _Priority(Struct):
    id: Id
    name: _Texts
    guidance: _Texts | None = None
    rank: int = 0


class _Status(Struct):
    id: Id
    name: _Texts
    kind: str
    final: bool = False


class _Catalogue(Struct):
    request_types: list[_RequestType] = []
    machine_states: list[_MachineState] = []
    priorities: list[_Priority] = []
    statuses: list[_Status] = []


_catalogue = msgspec.json.Decoder(_Catalogue)
_KINDS = {kind.value: kind for kind in StatusKind}
_NEEDS = {need.value: need for need in MachineNeed}


def read_catalogue(body: bytes) -> Catalogue:
    """`/v1/catalogue`; raises ServerBroken. A kind of status that we don't know counts as open."""
    wire = _decoded(_catalogue, body, "catalogue")
    return Catalogue(
        request_types=tuple(
            RequestType(
                id=one.id,
                name=Words(one.name),
                description=Words(one.description or {}),
                machine=_NEEDS.get(one.machine, MachineNeed.OPTIONAL),
                template=Words(one.template or {}),
                categories=tuple(Choice(category.id, Words(category.name)) for category in one.categories),
                icon=one.icon or "",
            )
            for one in wire.request_types
        ),
        machine_states=tuple(MachineState(one.id, Words(one.name), one.severity) for one in wire.machine_states),
        priorities=tuple(
            Priority(one.id, Words(one.name), Words(one.guidance or {}), one.rank) for one in wire.priorities
        ),
        statuses=tuple(
            Status(one.id, Words(one.name), _KINDS.get(one.kind, StatusKind.OPEN), one.final) for one in wire.statuses
        ),
    )


# -- discovery, session, person -----------------------------------------------------------------------------------------------


class _Limits(Struct):
    max_upload_bytes: Count = Limits().max_upload_bytes
    max_body_bytes: Count = Limits().max_body_bytes
    max_page_items: Annotated[int, Meta(ge=1)] = Limits().max_page_items
    max_attachments_per_ticket: Count = Limits().max_attachments
    allowed_types: list[str] = []


class _Email(Struct):
    address: str
    subject_pattern: str = ""


class _Discovery(Struct):
    protocol: str
    version: int
    name: str
    api: str
    languages: list[str] = msgspec.field(default_factory=lambda: ["en"])
    features: list[str] = []
    limits: _Limits = msgspec.field(default_factory=_Limits)
    epoch: str = ""
    email: _Email | None = None


_discovery = msgspec.json.Decoder(_Discovery)


def read_discovery(body: bytes, address: str) -> Helpdesk:
    """The discovery document of the helpdesk at `address`; raises ServerBroken when it is none, or of another version."""
    wire = _decoded(_discovery, body, "discovery")
    if wire.protocol != PROTOCOL or wire.version != VERSION:
        raise ServerBroken(f"discovery: {wire.protocol[:40]!r}, version {wire.version}")
    limits = wire.limits
    return Helpdesk(
        address=address,
        kind=KIND,
        name=_line(wire.name),
        api=wire.api.rstrip("/"),
        languages=tuple(wire.languages),
        features=frozenset(wire.features),
        limits=Limits(
            max_upload_bytes=limits.max_upload_bytes,
            max_body_bytes=limits.max_body_bytes,
            max_page_items=limits.max_page_items,
            max_attachments=limits.max_attachments_per_ticket,
            allowed_types=tuple(limits.allowed_types),
        ),
        epoch=wire.epoch,
        email_address=wire.email.address if wire.email else "",
        email_subject_pattern=wire.email.subject_pattern if wire.email else "",
    )


class _Session(Struct):
    access_token: Annotated[str, Meta(min_length=1)]
    refresh_token: Annotated[str, Meta(min_length=1)]


_session = msgspec.json.Decoder(_Session)


def read_tokens(body: bytes) -> Tokens:
    """The answer of `/v1/sessions`; raises ServerBroken (whose detail never quotes a token)."""
    wire = _decoded(_session, body, "session")
    return Tokens(wire.access_token, wire.refresh_token)


class _Company(Struct):
    id: str = ""
    name: str = ""


class _Me(Struct):
    id: Id
    name: str
    email: str
    user_name: str | None = None
    language: str | None = None
    role: str = Role.CUSTOMER.value
    company: _Company | None = None
    rights: list[str] = []
    scope: str | None = None


_me = msgspec.json.Decoder(_Me)


def read_person(body: bytes) -> Person:
    """`/v1/me`; raises ServerBroken."""
    wire = _decoded(_me, body, "me")
    company = wire.company or _Company()
    return Person(
        id=wire.id,
        name=_line(wire.name),
        email=wire.email,
        user_name=wire.user_name or "",
        language=wire.language or "en",
        role=Role.TECHNICIAN if wire.role == "technician" else Role.CUSTOMER,
        company_id=company.id,
        company_name=company.name,
        rights=frozenset(wire.rights),
        scope=wire.scope or "",
    )


# -- problems and fates -------------------------------------------------------------------------------------------------------


class _FieldError(Struct):
    pointer: str = ""
    detail: str = ""


class ProblemDocument(Struct):
    """RFC 9457, with the members of the open API; `current` is the state that speaks against a change."""

    code: Annotated[str, Meta(min_length=1, max_length=100)]
    title: str = ""
    detail: str = ""
    status: int = 0
    errors: list[_FieldError] = []
    current: Raw | None = None

    def as_problem(self) -> Problem:
        """As the domain keeps it."""
        pointers = tuple((one.pointer, one.detail) for one in self.errors[:50])
        return Problem(self.code, _line(self.detail or self.title), pointers)


class _Reference(Struct):
    type: str
    id: str
    number: str | None = None


class Fate(Struct):
    """`/v1/by-client-id`: what became of a change."""

    state: str
    reference: _Reference | None = None
    problem: ProblemDocument | None = None


_problem = msgspec.json.Decoder(ProblemDocument)
_fate = msgspec.json.Decoder(Fate)


def read_problem(body: bytes) -> ProblemDocument | None:
    """The problem in an answer, None when it is none of the open API's."""
    try:
        return _problem.decode(body)
    except _BROKEN:
        return None


def read_fate(body: bytes) -> Fate:
    """The answer of `/v1/by-client-id`; raises ServerBroken."""
    return _decoded(_fate, body, "by-client-id")


class _Identified(Struct):
    id: str


_identified = msgspec.json.Decoder(_Identified)


def id_in(body: bytes) -> str:
    """The id of the entity in an answer, empty when there is none."""
    try:
        return _identified.decode(body).id
    except _BROKEN:
        return ""


# -- what we send -------------------------------------------------------------------------------------------------------------


def write(body: Mapping[str, object]) -> bytes:
    """A body as JSON; raises Unsendable for half characters."""
    try:
        return msgspec.json.encode(body)
    except UnicodeEncodeError as error:
        raise Unsendable(f"half of a character at place {error.start}") from None


def write_ticket(deed: OpenTicket, made_at: Instant) -> bytes:
    """The body of `PUT /v1/tickets/{id}`. Raises Unsendable."""
    body: dict[str, object] = {
        "subject": deed.subject,
        "description": deed.description,
        "request_type": deed.request_type,
        "contacts": [
            {"name": one.name, "email": one.email, **({"id": one.id} if one.id else {})} for one in deed.contacts
        ],
        "attachments": _files(deed.files),
        "created_at": to_rfc3339(made_at),
    }
    chosen = {
        "category": deed.category,
        "machine_id": deed.machine_id,
        "machine_state": deed.machine_state,
        "priority": deed.priority,
    }
    return write({**body, **{name: value for name, value in chosen.items() if value}})


def write_message(deed: AddMessage, made_at: Instant) -> bytes:
    """The body of `PUT /v1/tickets/{id}/messages/{id}`. Raises Unsendable."""
    return write({"text": deed.text, "attachments": _files(deed.files), "created_at": to_rfc3339(made_at)})


def write_status(deed: SetStatus, made_at: Instant) -> bytes:
    """The body of `PUT /v1/tickets/{id}/actions/{id}`. Raises Unsendable.

    Nothing is expected of the ticket: a reply of somebody else must not keep a person from closing it, and who closes a closed ticket
    has what they wanted.
    """
    body: dict[str, object] = {
        "action": "close" if deed.target is StatusTarget.CLOSED else "reopen",
        "created_at": to_rfc3339(made_at),
    }
    return write({**body, "text": deed.text} if deed.text else body)


def _files(files: tuple[FrozenFile, ...]) -> list[dict[str, object]]:
    return [{"id": one.id, "sha256": one.sha256, "name": one.name, "size": one.size, "mime": one.mime} for one in files]
