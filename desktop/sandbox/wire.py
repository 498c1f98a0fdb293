"""The shapes that the open API takes, checked strictly; fields it does not know are ignored. What it answers: `wire_answers`."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from desktop.sandbox.clock import moment
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
