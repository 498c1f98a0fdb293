"""The shapes that the open API answers with, for the OpenAPI document only. What it takes: `wire`.

Answers are built as JSON by the modules that know them and are not validated again on their way out: a snapshot of 100,000
tickets would spend its time there.
"""

from typing import Literal

from pydantic import BaseModel, Field

from desktop.sandbox.digest import BUCKET_PATTERN

Words = dict[str, str]


class Limits(BaseModel):
    """What fits; to be known before a person picks a file."""

    max_upload_bytes: int
    max_body_bytes: int
    max_page_items: int
    max_attachments_per_ticket: int
    allowed_types: list[str]


class Retention(BaseModel):
    """How long things are kept for a client that was away."""

    tombstone_days: int
    upload_hours: int


class EmailDoor(BaseModel):
    """How tickets come in by e-mail."""

    address: str
    subject_pattern: str


class Discovery(BaseModel):
    """What kind of server this is and what it offers."""

    protocol: Literal["helpdesk-sync"]
    version: Literal[1]
    name: str
    logo: str | None
    languages: list[str]
    api: str
    auth: list[str]
    features: list[str]
    limits: Limits
    retention: Retention
    epoch: str
    email: EmailDoor | None


class Tokens(BaseModel):
    """A session's tokens; lifetimes in seconds."""

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int
    refresh_token: str
    refresh_expires_in: int


class Company(BaseModel):
    """A customer, or the organisation behind the helpdesk."""

    id: str
    name: str


class Me(BaseModel):
    """The signed-in person."""

    id: str
    name: str
    email: str
    user_name: str
    language: str
    role: Literal["customer", "technician"]
    company: Company
    rights: list[str]
    scope: str


class CategoryOut(BaseModel):
    """A category of a request type; without a template of its own, the request type's is meant."""

    id: str
    name: Words
    description: Words | None = None
    template: Words | None = None


class RequestTypeOut(BaseModel):
    """What a ticket can be about."""

    id: str
    name: Words
    description: Words
    machine: Literal["required", "optional", "none"]
    template: Words
    categories: list[CategoryOut]
    icon: str


class MachineStateOut(BaseModel):
    """How a machine can be; 0 is well, more is worse."""

    id: str
    name: Words
    severity: int


class PriorityOut(BaseModel):
    """How urgent a ticket can be, with what to choose it by."""

    id: str
    name: Words
    guidance: Words
    rank: int


class StatusOut(BaseModel):
    """A status and what a client understands it to be."""

    id: str
    name: Words
    kind: Literal["new", "open", "waiting", "answered", "closed"]
    final: bool


class CatalogueOut(BaseModel):
    """The words and choices of this portal."""

    request_types: list[RequestTypeOut]
    machine_states: list[MachineStateOut]
    priorities: list[PriorityOut]
    statuses: list[StatusOut]
    rights: dict[str, list[str]]


class Author(BaseModel):
    """Who wrote."""

    id: str
    name: str
    side: Literal["customer", "support"]


class ContactRef(BaseModel):
    """Somebody who is kept informed."""

    id: str | None = None
    name: str
    email: str


class TicketOut(BaseModel):
    """A ticket as it is now."""

    id: str
    number: str
    subject: str
    description: str
    request_type: str
    category: str | None
    machine_id: str | None
    machine_unlisted: str | None = None
    machine_state: str | None
    priority: str | None
    status: str
    author: Author
    company_id: str
    assignee_id: str | None
    contacts: list[ContactRef]
    created_at: str
    updated_at: str
    version: int
    merged_into: str | None = None


class Event(BaseModel):
    """What happened, for messages of the kind `event`."""

    name: str
    # `from` is a Python keyword; the wire has it all the same
    before: str | None = Field(None, alias="from")
    to: str | None = None
    minutes: int | None = None


class MessageOut(BaseModel):
    """One entry of the conversation."""

    id: str
    ticket_id: str
    author: Author
    kind: Literal["reply", "event"]
    text: str
    html: str | None = None
    event: Event | None = None
    created_at: str


class ItemOut(BaseModel):
    """One entity in a snapshot."""

    type: str
    id: str
    version: int
    data: dict[str, object]


class SnapshotOut(BaseModel):
    """One page of everything."""

    resume_cursor: str
    total: int
    items: list[ItemOut]
    next_page: str | None


class ChangeOut(BaseModel):
    """One entity's latest change; `data` is null unless `op` is upsert."""

    type: str
    id: str
    op: Literal["upsert", "delete", "hidden"]
    version: int
    data: dict[str, object] | None


class ChangesOut(BaseModel):
    """What changed after a cursor."""

    changes: list[ChangeOut]
    next_cursor: str
    has_more: bool
    epoch: str


class BucketDigestOut(BaseModel):
    """What one bucket holds, in short."""

    bucket: str = Field(pattern=BUCKET_PATTERN)
    count: int
    hash: str


class DigestOut(BaseModel):
    """What this person sees of tickets, in short: the buckets that hold something, in order."""

    cursor: str
    buckets: list[BucketDigestOut]


class BucketOut(BaseModel):
    """One bucket, whole."""

    cursor: str
    bucket: str = Field(pattern=BUCKET_PATTERN)
    items: list[ItemOut]


class Reference(BaseModel):
    """What a change became."""

    type: str
    id: str
    number: str | None = None


class FieldErrorOut(BaseModel):
    """A field at fault."""

    pointer: str
    detail: str


class MergedInto(BaseModel):
    """The ticket in which another one goes on."""

    id: str
    number: str


class ProblemOut(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    retryable: bool
    request_id: str
    errors: list[FieldErrorOut] | None = None
    current: TicketOut | None = None
    merged_into: MergedInto | None = None


class ByClientIdOut(BaseModel):
    """What became of a change."""

    state: Literal["unknown", "processing", "done", "rejected"]
    reference: Reference | None
    problem: ProblemOut | None


class ActivatedOut(BaseModel):
    """The account can be used now."""

    activated: Literal[True]
