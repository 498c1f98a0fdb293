"""The ticket as the person sees it: the server's state with the pending changes laid over.

Nothing here is stored. The cache stays what the server said, the outbox what the person did; both are joined at every look.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.domain.catalogue import StatusKind
from desktop.domain.change import AddMessage, Change, EditTicket, FrozenFile, OpenTicket, SetStatus, StatusTarget
from desktop.domain.change_state import ChangeState, standing
from desktop.domain.instant import Instant
from desktop.domain.listing import TicketRow
from desktop.domain.mail_marker import preview_without_marker, without_marker
from desktop.domain.ticket import Attachment, Author, Contact, Message, MessageKind, Side, Ticket

DETAILS_EDITED = "details"
"""`Entry.event_name` of a pending edit: one entry for all its fields; the server tells of each by its own name."""

_PRESSING = (
    ChangeState.NEEDS_ATTENTION,
    ChangeState.CONFLICT,
    ChangeState.UPLOADING,
    ChangeState.DISPATCHED,
    ChangeState.UNCERTAIN,
    ChangeState.MAILED,
    ChangeState.QUEUED,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the conversation. `change` is set while it is not on the server yet; its state is the one to be shown (`standing`)."""

    id: str
    author: Author
    text: str
    at: Instant
    kind: MessageKind = MessageKind.REPLY
    html: str = ""
    event_name: str = ""
    event_before: str = ""
    event_after: str = ""
    attachments: tuple[Attachment, ...] = ()
    change: Change | None = None
    is_description: bool = False
    mine: bool = False
    unread: bool = False


@dataclass(frozen=True, slots=True)
class TicketView:
    """One ticket as a page shows it. `number` is empty while the ticket exists only here.

    `machine_unlisted` is a machine that is not in the list, in the person's words; empty where there is a `machine_id`, or no machine.
    """

    id: str
    number: str
    subject: str
    kind: StatusKind
    status: str
    request_type: str
    category: str
    machine_id: str
    machine_state: str
    priority: str
    contacts: tuple[Contact, ...]
    created_at: Instant
    version: int
    entries: tuple[Entry, ...]
    changes: tuple[Change, ...] = ()
    machine_unlisted: str = ""

    @property
    def is_closed(self) -> bool:
        """Closed for the person, be it only here so far."""
        return self.kind is StatusKind.CLOSED

    @property
    def seen(self) -> tuple[str, ...]:
        """Ids of the messages of others that stand here: what somebody who looks at this has seen (`SetStatus.seen`)."""
        return tuple(
            one.id
            for one in self.entries
            if one.kind is MessageKind.REPLY and not one.mine and not one.is_description and one.change is None
        )


def is_pending(change: Change) -> bool:
    """Whether the change still has to be laid over the server's state."""
    return not change.state.is_settled


def as_shown(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes with the state that each is shown in: one behind another that needs the person is blocked."""
    states = standing(changes)
    return tuple(
        change if states[change.id] is change.state else replace(change, state=states[change.id]) for change in changes
    )


def pressing_state(changes: Iterable[Change]) -> ChangeState | None:
    """The state that says most about a ticket with these changes; None without pending ones."""
    states = {change.state for change in changes if is_pending(change)}
    return next((state for state in _PRESSING if state in states), None)


def project_row(row: TicketRow, changes: Sequence[Change]) -> TicketRow:
    """A list row with this ticket's pending changes laid over it, in the order they were made."""
    pending = [change for change in changes if is_pending(change)]
    if not pending:
        return row
    for change in pending:
        match change.deed:
            case AddMessage(text=text):
                row = _said(row, text, change.made_at)
            case SetStatus(target=target, text=text):
                kind = StatusKind.CLOSED if target is StatusTarget.CLOSED else StatusKind.OPEN
                row = replace(row, kind=kind, status=kind.value)
                if text:
                    row = _said(row, text, change.made_at)
            case EditTicket(after=after):
                row = replace(
                    row,
                    subject=row.subject if after.subject is None else after.subject,
                    priority=row.priority if after.priority is None else after.priority,
                    category=row.category if after.category is None else after.category,
                )
            case OpenTicket():
                pass
    return replace(row, state=pressing_state(pending), problem_code=_problem_code(pending))


def row_of_new_ticket(change: Change, machine_name: str, others: Sequence[Change] = ()) -> TicketRow:
    """The row of a ticket that exists only here, with later changes on it laid over."""
    deed = change.deed
    if not isinstance(deed, OpenTicket):
        raise TypeError("only a new ticket makes a row of its own")
    row = TicketRow(
        id=change.id,
        number="",
        subject=deed.subject,
        kind=StatusKind.NEW,
        status=StatusKind.NEW.value,
        request_type=deed.request_type,
        machine_id=deed.machine_id,
        machine_name=machine_name or deed.machine_unlisted,
        last_at=change.made_at,
        last_author="",
        last_side=Side.CUSTOMER,
        last_text=first_line(deed.description),
        state=change.state,
        problem_code=_problem_code([change]),
        category=deed.category,
        priority=deed.priority,
        created_at=change.made_at,
    )
    return project_row(row, [change, *others])


def project_ticket(
    ticket: Ticket | None,
    messages: Sequence[Message],
    attachments: Sequence[Attachment],
    changes: Sequence[Change],
    me: Author,
    unread_since: Instant | None = None,
) -> TicketView | None:
    """The whole ticket; None when neither the server nor the outbox knows it.

    Messages come in the server's order, pending ones after them in the order they were made. A change whose message already
    stands among the server's (its receipt is on the way to us) is not shown twice.
    """
    pending = as_shown([change for change in changes if is_pending(change)])
    known = {message.id for message in messages}
    if ticket is not None:
        view = _view_of(ticket, messages, attachments, me, unread_since)
        rest = [one for one in pending if not isinstance(one.deed, OpenTicket) and one.id not in known]
    else:
        opening = next((one for one in pending if isinstance(one.deed, OpenTicket)), None)
        if opening is None:
            return None
        view = _view_of_new(opening, me)
        rest = [one for one in pending if one is not opening]
    for change in rest:
        match change.deed:
            case AddMessage(text=text):
                view = replace(view, entries=(*view.entries, _entry_of(change, text, me)))
            case SetStatus(target=target, text=text):
                kind = StatusKind.CLOSED if target is StatusTarget.CLOSED else StatusKind.OPEN
                entry = _entry_of(change, text, me)
                entry = replace(
                    entry,
                    kind=MessageKind.EVENT,
                    event_name="status",
                    event_before=view.status,
                    event_after=kind.value,
                )
                view = replace(view, kind=kind, status=kind.value, entries=(*view.entries, entry))
            case EditTicket() as deed:
                entry = replace(_entry_of(change, "", me), kind=MessageKind.EVENT, event_name=DETAILS_EDITED)
                view = replace(_edited(view, deed), entries=(*view.entries, entry))
            case OpenTicket():
                pass
    return replace(view, changes=tuple(pending))


def _edited(view: TicketView, deed: EditTicket) -> TicketView:
    after = deed.after
    return replace(
        view,
        subject=view.subject if after.subject is None else after.subject,
        priority=view.priority if after.priority is None else after.priority,
        category=view.category if after.category is None else after.category,
        machine_state=view.machine_state if after.machine_state is None else after.machine_state,
        contacts=view.contacts if after.contacts is None else after.contacts,
    )


def first_line(text: str, limit: int = 160) -> str:
    """What a list shows of a text: its beginning on one line, at most `limit` characters."""
    flat = " ".join(preview_without_marker(text[: limit * 3]).split())
    return flat[:limit]


def _said(row: TicketRow, text: str, at: Instant) -> TicketRow:
    return replace(
        row, last_text=first_line(text), last_author="", last_side=Side.CUSTOMER, last_at=max(row.last_at, at)
    )


def _problem_code(changes: Iterable[Change]) -> str:
    return next((one.problem.code for one in changes if one.problem and one.state.needs_person), "")


def _view_of(
    ticket: Ticket,
    messages: Sequence[Message],
    attachments: Sequence[Attachment],
    me: Author,
    unread_since: Instant | None,
) -> TicketView:
    of_message: dict[str, list[Attachment]] = {}
    for attachment in attachments:
        of_message.setdefault(attachment.message_id, []).append(attachment)
    description = Entry(
        id=ticket.id,
        author=ticket.author,
        text=without_marker(ticket.description),
        at=ticket.created_at,
        attachments=tuple(of_message.get("", ())),
        is_description=True,
        mine=ticket.author.id == me.id,
    )
    entries = [description]
    for message in messages:
        event = message.event
        entries.append(
            Entry(
                id=message.id,
                author=message.author,
                text=without_marker(message.text),
                at=message.created_at,
                kind=message.kind,
                html=message.html,
                event_name=event.name if event else "",
                event_before=event.before if event else "",
                event_after=event.after if event else "",
                attachments=tuple(of_message.get(message.id, ())),
                mine=message.author.id == me.id,
                unread=unread_since is not None
                and message.author.side is Side.SUPPORT
                and message.created_at > unread_since,
            )
        )
    return TicketView(
        id=ticket.id,
        number=ticket.number,
        subject=ticket.subject,
        kind=ticket.kind,
        status=ticket.status,
        request_type=ticket.request_type,
        category=ticket.category,
        machine_id=ticket.machine_id,
        machine_state=ticket.machine_state,
        priority=ticket.priority,
        contacts=ticket.contacts,
        created_at=ticket.created_at,
        version=ticket.version,
        entries=tuple(entries),
        machine_unlisted=ticket.machine_unlisted,
    )


def _view_of_new(change: Change, me: Author) -> TicketView:
    deed = change.deed
    assert isinstance(deed, OpenTicket)
    return TicketView(
        id=change.id,
        number="",
        subject=deed.subject,
        kind=StatusKind.NEW,
        status=StatusKind.NEW.value,
        request_type=deed.request_type,
        category=deed.category,
        machine_id=deed.machine_id,
        machine_state=deed.machine_state,
        priority=deed.priority,
        contacts=deed.contacts,
        created_at=change.made_at,
        version=0,
        entries=(replace(_entry_of(change, deed.description, me), is_description=True),),
        machine_unlisted=deed.machine_unlisted,
    )


def _entry_of(change: Change, text: str, me: Author) -> Entry:
    return Entry(
        id=change.id,
        author=me,
        text=text,
        at=change.made_at,
        attachments=tuple(_attachment_of(file, change) for file in change.files),
        change=change,
        mine=True,
    )


def _attachment_of(file: FrozenFile, change: Change) -> Attachment:
    return Attachment(
        id=file.id,
        ticket_id=change.ticket_id,
        sha256=file.sha256,
        name=file.name,
        size=file.size,
        mime=file.mime,
        message_id=change.id,
        created_at=change.made_at,
    )
