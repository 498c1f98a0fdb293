"""The shapes of the open API: what is taken (checked strictly) and what is answered (for the OpenAPI document only).

Answers are built as JSON by the modules that know them and are not validated again on their way out: a snapshot of 100,000
tickets would spend its time there. Unknown fields are ignored in whatever is taken.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from desktop.sandbox.clock import moment
from desktop.sandbox.digest import BUCKET_PATTERN
from desktop.sandbox.identifiers import SHA256_PATTERN, UUID7_PATTERN


def _writable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("contains the character NUL")
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text


def _time(text: str) -> str:
    moment(text)
    return text


Text = Annotated[str, AfterValidator(_writable)]
Line = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_writable), AfterValidator(_not_blank)]
LongText = Annotated[str, Field(max_length=200_000), AfterValidator(_writable)]
Key = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_writable)]
ChangeId = Annotated[str, Field(pattern=UUID7_PATTERN)]
Sha256 = Annotated[str, Field(pattern=SHA256_PATTERN)]
Time = Annotated[str, Field(json_schema_extra={"format": "date-time"}), AfterValidator(_time)]
Email = Annotated[str, Field(max_length=254, pattern=r"^[^@\s<>,;:\"\x00]+@[^@\s<>,;:\"\x00]+$")]


class Taken(BaseModel):
    """What a client sends."""

    model_config = ConfigDict(extra="ignore", strict=True)


class SignIn(Taken):
    """`login` is the e-mail address or the user name."""

    login: Annotated[str, Field(min_length=1, max_length=254), AfterValidator(_writable)]
    password: Annotated[str, Field(min_length=1, max_length=1000)]
    device: Annotated[str, Field(max_length=200), AfterValidator(_writable)] = ""


class Refresh(Taken):
    """The last refresh token received."""

    refresh_token: Annotated[str, Field(min_length=1, max_length=200)]


class MeEdit(Taken):
    """What people may change about themselves."""

    language: Annotated[str, Field(min_length=2, max_length=10)]


class NewPassword(Taken):
    """Changing the password needs the present one."""

    current: Annotated[str, Field(min_length=1, max_length=1000)]
    new: Annotated[str, Field(min_length=8, max_length=1000), AfterValidator(_writable)]


class ContactIn(Taken):
    """Somebody to keep informed; `id` when it is one of the company's contacts."""

    id: Key | None = None
    name: Annotated[str, Field(max_length=200), AfterValidator(_writable)]
    email: Email


class AttachmentIn(Taken):
    """A file whose bytes were uploaded before."""

    id: ChangeId
    sha256: Sha256
    name: Annotated[str, Field(min_length=1, max_length=255), AfterValidator(_writable), AfterValidator(_not_blank)]
    size: Annotated[int, Field(ge=0)]
    mime: Annotated[str, Field(min_length=3, max_length=127, pattern=r"^[!-.0-~]+/[!-.0-~]+$")]


class TicketIn(Taken):
    """A new ticket; `machine_unlisted` is what the person says of a machine that is not in the list, in place of `machine_id`."""

    subject: Line
    description: LongText
    request_type: Key
    category: Key | None = None
    machine_id: Key | None = None
    machine_unlisted: Line | None = None
    machine_state: Key | None = None
    priority: Key | None = None
    contacts: Annotated[list[ContactIn], Field(max_length=50)] = []
    attachments: list[AttachmentIn] = []
    created_at: Time


class TicketEdit(Taken):
    """Only the fields that are there change; null takes a value away where that is possible."""

    subject: Line | None = None
    priority: Key | None = None
    category: Key | None = None
    machine_state: Key | None = None
    contacts: Annotated[list[ContactIn], Field(max_length=50)] | None = None


class MessageIn(Taken):
    """A reply."""

    text: LongText
    attachments: list[AttachmentIn] = []
    created_at: Time


class ActionName(StrEnum):
    """What can be done to a ticket besides replying."""

    CLOSE = "close"
    REOPEN = "reopen"
    ASSIGN = "assign"
    SET_MACHINE_STATE = "set-machine-state"
    WORK_LOG = "work-log"
    EDIT = "edit"


class Expect(Taken):
    """What the person saw when deciding; the action is refused when the ticket is no longer so."""

    status: Key | None = None
    version: Annotated[int, Field(ge=1)] | None = None
    seen: Annotated[list[Key], Field(max_length=10_000)] | None = None


class ActionIn(Taken):
    """An action; `value` is a person's id (assign, null for nobody) or a machine state's id, `minutes` belongs to the work log.

    `fields` belong to `edit`, which must say in `expect.version` what it is an edit of.
    """

    # strict validation would want an ActionName; on the wire it is a text
    action: Annotated[ActionName, Field(strict=False)]
    expect: Expect | None = None
    value: Key | None = None
    text: LongText | None = None
    minutes: Annotated[int, Field(ge=1, le=100_000)] | None = None
    fields: TicketEdit | None = None
    created_at: Time


class Registration(Taken):
    """A person who wants an account."""

    name: Line
    email: Email
    user_name: Annotated[str, Field(min_length=3, max_length=60, pattern=r"^[^@\s\x00]+$")]
    password: Annotated[str, Field(min_length=8, max_length=1000), AfterValidator(_writable)]
    company: Annotated[str, Field(max_length=200), AfterValidator(_writable)] | None = None
    language: Annotated[str, Field(min_length=2, max_length=10)] | None = None


class AccessRequest(Taken):
    """A company that wants credentials."""

    company: Line
    contact: Line
    email: Email
    text: LongText | None = None


class Address(Taken):
    """The e-mail address of somebody who forgot something."""

    email: Email


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
