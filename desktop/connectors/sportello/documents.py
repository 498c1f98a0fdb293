"""The other documents of the open API → values of the domain: discovery, sessions, the person, the catalogue, problems."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta, Raw, Struct

from desktop.connectors.sportello.forms import BROKEN, Count, Id, decoded, line
from desktop.domain.account import Helpdesk, Limits, Person, Role, Tokens
from desktop.domain.catalogue import (
    Catalogue,
    Category,
    MachineNeed,
    MachineState,
    Priority,
    RequestType,
    Status,
    StatusKind,
    Words,
)
from desktop.domain.change import Problem
from desktop.errors import ServerBroken

KIND = "sportello"
PROTOCOL = "helpdesk-sync"
VERSION = 1

_Texts = dict[str, str]


class _Category(Struct):
    id: Id
    name: _Texts
    description: _Texts | None = None
    template: _Texts | None = None


class _RequestType(Struct):
    id: Id
    name: _Texts
    description: _Texts | None = None
    machine: str = MachineNeed.OPTIONAL.value
    template: _Texts | None = None
    categories: list[_Category] = []
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
    wire = decoded(_catalogue, body, "catalogue")
    return Catalogue(
        request_types=tuple(
            RequestType(
                id=one.id,
                name=Words(one.name),
                description=Words(one.description or {}),
                machine=_NEEDS.get(one.machine, MachineNeed.OPTIONAL),
                template=Words(one.template or {}),
                categories=tuple(
                    Category(
                        category.id,
                        Words(category.name),
                        Words(category.description or {}),
                        Words(category.template or {}),
                    )
                    for category in one.categories
                ),
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
    wire = decoded(_discovery, body, "discovery")
    if wire.protocol != PROTOCOL or wire.version != VERSION:
        raise ServerBroken(f"discovery: {wire.protocol[:40]!r}, version {wire.version}")
    limits = wire.limits
    return Helpdesk(
        address=address,
        kind=KIND,
        name=line(wire.name),
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

    def __repr__(self) -> str:
        return "_Session(…)"


_session = msgspec.json.Decoder(_Session)


def read_tokens(body: bytes) -> Tokens:
    """The answer of `/v1/sessions`; raises ServerBroken (whose detail never quotes a token)."""
    wire = decoded(_session, body, "session")
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
    wire = decoded(_me, body, "me")
    company = wire.company or _Company()
    return Person(
        id=wire.id,
        name=line(wire.name),
        email=wire.email,
        user_name=wire.user_name or "",
        language=wire.language or "en",
        role=Role.TECHNICIAN if wire.role == "technician" else Role.CUSTOMER,
        company_id=company.id,
        company_name=company.name,
        rights=frozenset(wire.rights),
        scope=wire.scope or "",
    )


class _FieldError(Struct):
    pointer: str = ""
    detail: str = ""


class _MergedInto(Struct):
    id: str
    number: str = ""


class ProblemDocument(Struct):
    """RFC 9457, with the members of the open API.

    `current` is the state that speaks against a change, `merged_into` the ticket in which one goes on that takes nothing any more.
    """

    code: Annotated[str, Meta(min_length=1, max_length=100)]
    title: str = ""
    detail: str = ""
    status: int = 0
    errors: list[_FieldError] = []
    current: Raw = Raw(b"")
    merged_into: _MergedInto | None = None

    @property
    def has_current(self) -> bool:
        """Whether the problem carries a state."""
        return bytes(self.current) not in (b"", b"null")

    def as_problem(self) -> Problem:
        """As the domain keeps it."""
        pointers = tuple((one.pointer, one.detail) for one in self.errors[:50])
        merged_into = self.merged_into.id if self.merged_into else ""
        return Problem(self.code, line(self.detail or self.title), pointers, merged_into)


class _Reference(Struct):
    type: str
    id: str
    number: str | None = None


class Fate(Struct):
    """`/v1/by-client-id`: what became of a change."""

    state: str
    reference: _Reference | None = None
    problem: ProblemDocument | None = None


class _BareProblem(Struct):
    code: Annotated[str, Meta(min_length=1, max_length=100)]


_problem = msgspec.json.Decoder(ProblemDocument)
_bare_problem = msgspec.json.Decoder(_BareProblem)
_fate = msgspec.json.Decoder(Fate)


def read_problem(body: bytes) -> ProblemDocument | None:
    """The problem in an answer, None when it is none of the open API's."""
    try:
        return _problem.decode(body)
    except msgspec.ValidationError:
        pass  # its details are not as they should be; its code still decides what happens next
    except BROKEN:
        return None
    try:
        bare = _bare_problem.decode(body)
    except BROKEN:
        return None
    return ProblemDocument(bare.code)


def read_fate(body: bytes) -> Fate:
    """The answer of `/v1/by-client-id`; raises ServerBroken."""
    return decoded(_fate, body, "by-client-id")


class _Identified(Struct):
    id: str


_identified = msgspec.json.Decoder(_Identified)


def id_in(body: bytes) -> str:
    """The id of the entity in an answer, empty when there is none."""
    try:
        return _identified.decode(body).id
    except BROKEN:
        return ""
