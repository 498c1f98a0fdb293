"""The shapes of `--json`: every key is always there, times are RFC 3339 in UTC or null, texts without a value are empty.

Keys are only ever added; a key keeps its meaning and type.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.cli import words
from desktop.cli.failure import Failure
from desktop.domain.change import Change, FrozenFile, OpenTicket
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.instant import Instant, to_rfc3339
from desktop.domain.listing import TicketRow
from desktop.domain.projection import Entry, TicketView
from desktop.domain.ticket import Attachment, Contact
from desktop.storage.accounts import Account


def time_of(instant: Instant) -> str | None:
    """RFC 3339, null for never."""
    return to_rfc3339(instant) if instant else None


@dataclass(frozen=True, slots=True)
class RowShape:
    """A ticket of a list. `pending` is the state of what the person did and is not sent yet, empty without any."""

    id: str
    number: str
    subject: str
    status: str
    kind: str
    request_type: str
    machine_id: str
    machine: str
    last_at: str | None
    last_author: str
    last_side: str
    last_text: str
    mine: bool
    unread: bool
    pending: str
    problem: str


def row_shape(row: TicketRow) -> RowShape:
    """A list's row."""
    return RowShape(
        row.id,
        row.number,
        row.subject,
        row.status,
        row.kind.value,
        row.request_type,
        row.machine_id,
        row.machine_name,
        time_of(row.last_at),
        row.last_author,
        row.last_side.value,
        row.last_text,
        row.mine,
        row.unread,
        row.state.value if row.state else "",
        row.problem_code,
    )


@dataclass(frozen=True, slots=True)
class FileShape:
    """An attachment; `bytes` is its size."""

    id: str
    name: str
    bytes: int
    mime: str
    sha256: str


def file_shape(file: Attachment | FrozenFile) -> FileShape:
    """An attachment, on the server or here."""
    return FileShape(file.id, file.name, file.size, file.mime, file.sha256)


@dataclass(frozen=True, slots=True)
class EntryShape:
    """One entry of the conversation. `kind` is description, reply or event; `pending` as in RowShape."""

    id: str
    kind: str
    author: str
    side: str
    at: str | None
    text: str
    event: str
    before: str
    after: str
    mine: bool
    unread: bool
    pending: str
    attachments: tuple[FileShape, ...]


def entry_shape(entry: Entry, text: str) -> EntryShape:
    """An entry; `text` is its text, or what its HTML says."""
    return EntryShape(
        entry.id,
        "description" if entry.is_description else entry.kind.value,
        entry.author.name,
        entry.author.side.value,
        time_of(entry.at),
        text,
        entry.event_name,
        entry.event_before,
        entry.event_after,
        entry.mine,
        entry.unread,
        entry.change.state.value if entry.change else "",
        tuple(file_shape(file) for file in entry.attachments),
    )


@dataclass(frozen=True, slots=True)
class ProblemShape:
    """Why something waits or needs somebody."""

    code: str
    detail: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ChangeShape:
    """One line of the outbox. `kind` is open, reply, close, reopen or edit; `not_before` the earliest time of the next attempt."""

    id: str
    ticket_id: str
    number: str
    kind: str
    state: str
    subject: str
    text: str
    made_at: str | None
    not_before: str | None
    attempts: int
    problem: ProblemShape | None
    files: tuple[FileShape, ...]
    bytes_total: int
    bytes_sent: int
    settled_at: str | None


def change_shape(change: Change, state: ChangeState | None = None) -> ChangeShape:
    """A change; `state` is its state as shown, where that is known to differ (blocked)."""
    deed, problem = change.deed, change.problem
    return ChangeShape(
        id=change.id,
        ticket_id=change.ticket_id,
        number=change.number,
        kind=words.kind_of(change),
        state=(state or change.state).value,
        subject=deed.subject if isinstance(deed, OpenTicket) else "",
        text=deed.description if isinstance(deed, OpenTicket) else deed.text,
        made_at=time_of(change.made_at),
        not_before=time_of(change.not_before),
        attempts=change.attempts,
        problem=ProblemShape(problem.code, problem.detail, words.reason(problem)) if problem else None,
        files=tuple(file_shape(file) for file in change.files),
        bytes_total=change.bytes_total,
        bytes_sent=change.bytes_sent,
        settled_at=time_of(change.settled_at),
    )


@dataclass(frozen=True, slots=True)
class ContactShape:
    """A person to notify."""

    id: str
    name: str
    email: str


def contact_shape(contact: Contact) -> ContactShape:
    """A contact."""
    return ContactShape(contact.id, contact.name, contact.email)


@dataclass(frozen=True, slots=True)
class TicketShape:
    """A ticket with its conversation and what is not sent yet."""

    id: str
    number: str
    subject: str
    status: str
    kind: str
    request_type: str
    category: str
    machine_id: str
    machine_state: str
    priority: str
    contacts: tuple[ContactShape, ...]
    created_at: str | None
    version: int
    entries: tuple[EntryShape, ...]
    changes: tuple[ChangeShape, ...]
    machine_unlisted: str


def ticket_shape(view: TicketView, entries: tuple[EntryShape, ...]) -> TicketShape:
    """A ticket."""
    return TicketShape(
        view.id,
        view.number,
        view.subject,
        view.status,
        view.kind.value,
        view.request_type,
        view.category,
        view.machine_id,
        view.machine_state,
        view.priority,
        tuple(contact_shape(one) for one in view.contacts),
        time_of(view.created_at),
        view.version,
        entries,
        tuple(change_shape(change) for change in view.changes),
        view.machine_unlisted,
    )


@dataclass(frozen=True, slots=True)
class DraftShape:
    """Something being written; `kind` is ticket or reply. `ticket_id` is the ticket that it is, or belongs to."""

    kind: str
    ticket_id: str
    subject: str
    text: str
    request_type: str
    machine_id: str
    files: tuple[FileShape, ...]
    updated_at: str | None


def draft_shape(draft: TicketDraft | ReplyDraft) -> DraftShape:
    """A draft."""
    files, updated = tuple(file_shape(file) for file in draft.files), time_of(draft.updated_at)
    if isinstance(draft, TicketDraft):
        return DraftShape(
            "ticket", draft.id, draft.subject, draft.description, draft.request_type, draft.machine_id, files, updated
        )
    return DraftShape("reply", draft.ticket_id, "", draft.text, "", "", files, updated)


@dataclass(frozen=True, slots=True)
class AccountShape:
    """An account. `name` is what `--account` takes; `unsent` is what was left unsent when it was last left."""

    name: str
    login: str
    address: str
    helpdesk: str
    lock: str
    signed_out: bool
    unsent: int


def account_shape(account: Account) -> AccountShape:
    """An account."""
    return AccountShape(
        account.folder.name,
        account.login,
        account.address,
        account.helpdesk_name,
        str(account.lock.kind),
        account.signed_out,
        account.unsent,
    )


@dataclass(frozen=True, slots=True)
class FaultShape:
    """One field at fault; `subject` names the file or address where there are several."""

    field: str
    fault: str
    subject: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ErrorShape:
    """Why nothing was done, or why what was queued is not sent. `code` is the exit code's name."""

    code: str
    exit: int
    sentence: str
    remedy: str
    fields: tuple[FaultShape, ...] = ()


def error_shape(failure: Failure) -> ErrorShape:
    """A failure."""
    faults = tuple(FaultShape(one.field, one.fault, one.subject, one.sentence) for one in failure.faults)
    return ErrorShape(failure.code.slug, int(failure.code), failure.sentence, failure.remedy, faults)
