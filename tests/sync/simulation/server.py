"""The helpdesk of the simulation: what a server keeps for two companies, in memory, by the promises of the open API.

In its second form (`idempotent` False) it does what it is told as often as it is told, finds what it did only after its index has
caught up, and may take up a request long after the client gave up. A restored backup takes back everything but the memory of what ever
happened, which is kept for the judges alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from desktop import errors
from desktop.domain.batch import Batch, Entity, EntityType, Removal, SnapshotPage
from desktop.domain.catalogue import StatusKind
from desktop.domain.change import (
    AddMessage,
    Change,
    EditTicket,
    FrozenFile,
    OpenTicket,
    Problem,
    SetStatus,
    StatusTarget,
    TicketFields,
)
from desktop.domain.digest import TicketLines
from desktop.domain.receipt import Accepted, Conflicting, FilesMissing, Gone, Invalid, Receipt
from desktop.domain.ticket import Attachment, Author, Event, Message, MessageKind, Side, Ticket

PAGE = 6
"""Entities of one page: few, so that a sweep has several even in a small world."""

LUCA = Author("p-luca", "Luca", Side.SUPPORT)

TYPES = {Ticket: EntityType.TICKET, Message: EntityType.MESSAGE, Attachment: EntityType.ATTACHMENT}

MAILED = "mailed"

Line = tuple[Entity | None, Removal | None]


@dataclass(frozen=True)
class Done:
    """One effect: who asked for it, and how it stood in the order of all effects."""

    change_id: str
    ticket_id: str
    device: str


@dataclass
class Upload:
    """One tus upload."""

    sha256: str
    size: int
    received: bytes = b""


@dataclass
class Company:
    """Everything one company may see; its scope changes when that does."""

    name: str
    tickets: dict[str, Ticket] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)
    """The place of each entity in the order of their making: pages of a snapshot go by it and stay put."""
    log: list[Line] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)
    """Tickets that go on in another one."""
    forgotten: int = 0
    scope: int = 1
    answered: dict[str, tuple[str, Receipt]] = field(default_factory=dict)
    """Per change id: what it said, and what it was answered; what came by mail says `MAILED`."""
    done: list[Done] = field(default_factory=list)
    found_from: dict[str, int] = field(default_factory=dict)
    """Per change id: since when the search finds it."""

    def copy(self) -> Company:
        return Company(
            self.name,
            dict(self.tickets),
            dict(self.messages),
            dict(self.attachments),
            dict(self.blobs),
            {url: replace(upload) for url, upload in self.uploads.items()},
            dict(self.made),
            list(self.log),
            dict(self.merged),
            self.forgotten,
            self.scope,
            dict(self.answered),
            list(self.done),
            dict(self.found_from),
        )

    def last_lines(self) -> dict[str, int]:
        """Per id: the latest line of the log about it."""
        found = {}
        for place, (entity, removal) in enumerate(self.log):
            found[entity.id if entity is not None else removal.id] = place  # type: ignore[union-attr]
        return found

    def everything(self) -> dict[str, Entity]:
        return {**self.tickets, **self.messages, **self.attachments}


@dataclass
class Memory:
    """What really happened, restored backups or not: only the judges read it."""

    effects: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    tickets: set[str] = field(default_factory=set)
    texts: dict[str, Change] = field(default_factory=dict)
    kinds: dict[str, set[StatusKind]] = field(default_factory=dict)
    numbers: dict[str, set[str]] = field(default_factory=dict)
    subjects: dict[str, set[str]] = field(default_factory=dict)
    taken_away: set[str] = field(default_factory=set)
    premature: list[str] = field(default_factory=list)
    stands_as: dict[str, str] = field(default_factory=dict)
    """Per change that came by mail: the id under which it stands."""
    wrong_bytes: list[str] = field(default_factory=list)
    restores: int = 0


class Server:
    """See the module. `now` is the true time."""

    def __init__(
        self,
        now: Callable[[], int],
        *,
        idempotent: bool,
        reply_to_closed: bool = True,
        lag: int = 0,
        honours_mail: bool = True,
    ) -> None:
        self.now = now
        self.idempotent = idempotent
        self.honours_mail = honours_mail
        self.reply_to_closed = reply_to_closed
        self.lag = lag
        self.companies = {name: Company(name) for name in ("c-rossi", "c-neri")}
        self.memory = Memory()
        self.epoch = 1
        self._number = 10_000
        self._own_ids = 0
        self._late: list[tuple[int, Callable[[], None]]] = []
        self._backup: dict[str, Company] | None = None

    # What anybody may do

    def put(self, company: Company, *entities: Entity) -> None:
        for entity in entities:
            match entity:
                case Ticket():
                    company.tickets[entity.id] = entity
                    self.memory.tickets.add(entity.id)
                    self.memory.kinds.setdefault(entity.id, set()).add(entity.kind)
                    self.memory.numbers.setdefault(entity.id, set()).add(entity.number)
                    self.memory.subjects.setdefault(entity.id, set()).add(entity.subject)
                case Message():
                    company.messages[entity.id] = entity
                case Attachment():
                    company.attachments[entity.id] = entity
                case _:
                    raise TypeError(entity)
            company.made.setdefault(entity.id, len(company.made))
            company.log.append((entity, None))

    def take_away(self, company: Company, ticket_id: str) -> list[Ticket | Message | Attachment]:
        """Delete, hide or move away a ticket with all that hangs on it; returns what that was."""
        gone: list[Ticket | Message | Attachment] = [company.tickets.pop(ticket_id)]
        gone += [one for one in company.messages.values() if one.ticket_id == ticket_id]
        gone += [one for one in company.attachments.values() if one.ticket_id == ticket_id]
        for entity in gone[1:]:
            company.messages.pop(entity.id, None)
            company.attachments.pop(entity.id, None)
        self.memory.taken_away.update(one.id for one in gone)
        # Everything has its own line, as in the sandbox: what belonged to the ticket first.
        for entity in reversed(gone):
            company.log.append((None, Removal(TYPES[type(entity)], entity.id)))
        return gone

    def touch(self, company: Company, ticket: Ticket, **parts: object) -> Ticket:
        """The ticket with something changed, a version on."""
        changed = replace(ticket, version=ticket.version + 1, updated_at=self.now(), **parts)  # type: ignore[arg-type]
        self.put(company, changed)
        return changed

    def set_kind(self, company: Company, ticket: Ticket, kind: StatusKind, author: Author) -> Ticket:
        if ticket.kind is kind:
            return ticket
        event = Event("status", ticket.kind.value, kind.value)
        ticket = self.touch(company, ticket, kind=kind, status=kind.value)
        said = Message(self.own_id("e"), ticket.id, author, "", self.now(), MessageKind.EVENT, event=event)
        self.put(company, said)
        return ticket

    def own_id(self, prefix: str) -> str:
        self._own_ids += 1
        return f"{prefix}-{self._own_ids}"

    def new_number(self) -> str:
        self._number += 1
        return str(self._number)

    # The staff's machinery

    def back_up(self) -> None:
        self._backup = {name: company.copy() for name, company in self.companies.items()}

    def restore(self) -> bool:
        """The backup in place of everything; a new epoch says so."""
        if self._backup is None:
            return False
        self.companies = {name: company.copy() for name, company in self._backup.items()}
        self.epoch += 1
        self.memory.restores += 1
        return True

    def expire_cursors(self, company: Company) -> None:
        company.forgotten = len(company.log)

    # Time

    def later(self, delay: int, work: Callable[[], None]) -> None:
        self._late.append((self.now() + delay, work))

    def go_on(self) -> None:
        """Take up what arrived late."""
        due = [one for one in self._late if one[0] <= self.now()]
        self._late = [one for one in self._late if one[0] > self.now()]
        for _, work in due:
            work()

    @property
    def latest(self) -> int:
        """When the last late request arrives; 0 without one."""
        return max((when for when, _ in self._late), default=0)

    # Reading

    def snapshot(self, company: Company, page: str) -> SnapshotPage:
        token, start = page.rsplit("/", 1) if page else (self.cursor(company, len(company.log)), "0")
        self._position(company, token)
        everything = company.everything()
        order = sorted((company.made[id], id) for id in everything)
        rest = [(place, id) for place, id in order if place >= int(start)]
        items = [everything[id] for _, id in rest[:PAGE]]
        following = f"{token}/{rest[PAGE][0]}" if len(rest) > PAGE else ""
        return SnapshotPage(tuple(items), token, following, len(order))

    def changes(self, company: Company, cursor: str) -> Batch:
        position = end = self._position(company, cursor)
        last = company.last_lines()
        upserts: list[Entity] = []
        removals: list[Removal] = []
        while end < len(company.log) and len(upserts) + len(removals) < PAGE:
            entity, removal = company.log[end]
            # One line per thing, its latest: as the sandbox tells it.
            if entity is not None and last[entity.id] == end:
                upserts.append(entity)
            elif removal is not None and last[removal.id] == end:
                removals.append(removal)
            end += 1
        assert end >= position
        has_more = end < len(company.log)
        return Batch(tuple(upserts), tuple(removals), self.cursor(company, end), has_more, str(self.epoch))

    def cursor(self, company: Company, position: int) -> str:
        return f"{self.epoch}:{company.scope}:{position}"

    def _position(self, company: Company, cursor: str) -> int:
        epoch, scope, position = (int(part) for part in cursor.split(":"))
        if epoch != self.epoch:
            raise errors.CursorLost("epoch-changed")
        if scope != company.scope:
            raise errors.CursorLost("scope-changed")
        if position < company.forgotten:
            raise errors.CursorLost("cursor-expired")
        return position

    def lines(self, company: Company) -> list[TicketLines]:
        """What the digest is made of."""

        def parts(found: Iterable[Message | Attachment], ticket_id: str) -> list[str]:
            return sorted(one.id for one in found if one.ticket_id == ticket_id)

        return [
            TicketLines(
                id, ticket.version, parts(company.messages.values(), id), parts(company.attachments.values(), id)
            )
            for id, ticket in sorted(company.tickets.items())
        ]

    # Writing

    def receive(self, company: Company, change: Change, author: Author, device: str) -> Receipt:
        """Carry a change out, or say why not."""
        fingerprint = _fingerprint(change)
        known = company.answered.get(change.id)
        if known is not None and self.idempotent:
            if known[0] not in (fingerprint, MAILED):
                return Invalid(Problem("id-reused", "Something else stands under this id."))
            return self._again(company, change, known[1])
        receipt = self._carry_out(company, change, author, device)
        if isinstance(receipt, Accepted):
            company.answered[change.id] = (fingerprint, receipt)
            company.done.append(Done(change.id, change.ticket_id, device))
            company.found_from.setdefault(change.id, self.now() + self.lag)
            self.memory.effects[change.id] = self.memory.effects.get(change.id, 0) + 1
            self.memory.last[change.id] = self.now()
            self.memory.texts[change.id] = change
        return receipt

    def receive_mail(self, company: Company, change: Change, author: Author, device: str) -> bool:
        """Take a ticket or message that came by mail, under its own id or, where mails have no ids, under one of the server's; whether it
        had an effect. A ticket that does not go on takes no mail."""
        honours = self.honours_mail and self.idempotent
        if honours and change.id in company.answered:
            return False
        text = change.deed.description if isinstance(change.deed, OpenTicket) else change.deed.text
        text = text if honours else f"{text}\n\n[sportello-change: {change.id}]"
        id = change.id if honours else self.own_id(change.id)
        made: Ticket | Message
        files = change.deed.files
        if isinstance(change.deed, OpenTicket):
            made = Ticket(
                id=id,
                number=self.new_number(),
                subject=change.deed.subject,
                description=text,
                request_type=change.deed.request_type,
                status="new",
                kind=StatusKind.NEW,
                author=author,
                created_at=self.now(),
                updated_at=self.now(),
                company_id=company.name,
            )
            self.put(company, made, *self._mailed_files(files, id, ""))
        else:
            ticket = company.tickets.get(change.ticket_id)
            if ticket is None or ticket.id in company.merged:
                return False
            made = Message(id, ticket.id, author, text, self.now())
            self.touch(company, ticket)
            self.put(company, made, *self._mailed_files(files, ticket.id, id))
        if honours:
            number = made.number if isinstance(made, Ticket) else ""
            company.answered[change.id] = (MAILED, Accepted((made,), number))
            company.found_from.setdefault(change.id, self.now())
        company.done.append(Done(change.id, made.id if isinstance(made, Ticket) else made.ticket_id, device))
        self.memory.effects[change.id] = self.memory.effects.get(change.id, 0) + 1
        self.memory.last[change.id] = self.now()
        self.memory.texts[change.id] = change
        self.memory.stands_as[change.id] = id
        return True

    def _mailed_files(self, files: tuple[FrozenFile, ...], ticket_id: str, message_id: str) -> list[Attachment]:
        """Under ids of the server's: a mail has none for its files."""
        return [
            Attachment(self.own_id("a"), ticket_id, f.sha256, f.name, f.size, f.mime, message_id, self.now())
            for f in files
        ]

    def _again(self, company: Company, change: Change, before: Receipt) -> Receipt:
        if not isinstance(before, Accepted):
            return before
        everything = company.everything()
        # As it is now; a thing that is gone since is said to be gone (the open API's Entity-Gone), which the connector leaves out.
        entities = tuple(everything[one.id] for one in before.entities if one.id in everything)
        return Accepted(entities, before.number, replayed=True)

    def _carry_out(self, company: Company, change: Change, author: Author, device: str) -> Receipt:
        deed = change.deed
        missing = [file for file in change.files if file.sha256 not in company.blobs]
        if missing:
            return FilesMissing(Problem("blob-unknown", missing[0].name))
        if isinstance(deed, OpenTicket):
            return self._open(company, change, deed, author)
        ticket = company.tickets.get(change.ticket_id)
        if ticket is None:
            if change.ticket_id not in self.memory.tickets:
                self.memory.premature.append(f"{change.id} by {device}")
            return Gone(Problem("parent-unknown"))
        if ticket.id in company.merged:
            return Conflicting(Problem("ticket-merged", merged_into=company.merged[ticket.id]), (ticket,))
        match deed:
            case AddMessage():
                return self._reply(company, change, deed, ticket, author)
            case SetStatus():
                if _closes_over_unseen(company, deed, ticket, author):
                    return Conflicting(Problem("precondition-not-met", "Somebody said more."), (ticket,))
                return self._set_status(company, deed, ticket, author)
            case EditTicket():
                return self._edit(company, deed, ticket)

    def _open(self, company: Company, change: Change, deed: OpenTicket, author: Author) -> Receipt:
        again = change.id in company.tickets
        ticket = Ticket(
            id=self.own_id(change.id) if again else change.id,
            number=self.new_number(),
            subject=deed.subject,
            description=deed.description,
            request_type=deed.request_type,
            status="new",
            kind=StatusKind.NEW,
            author=author,
            created_at=change.made_at,
            updated_at=self.now(),
            company_id=company.name,
            contacts=deed.contacts,
        )
        self.put(company, ticket, *self._attached(deed.files, ticket.id, "", change.made_at))
        return Accepted((ticket,), ticket.number)

    def _reply(self, company: Company, change: Change, deed: AddMessage, ticket: Ticket, author: Author) -> Receipt:
        if ticket.kind is StatusKind.CLOSED and not self.reply_to_closed:
            return Conflicting(Problem("ticket-closed", "This ticket is closed."), (ticket,))
        again = change.id in company.messages
        message = Message(self.own_id(change.id) if again else change.id, ticket.id, author, deed.text, change.made_at)
        ticket = self.touch(company, ticket)
        self.put(company, message, *self._attached(deed.files, ticket.id, message.id, change.made_at))
        if ticket.kind in (StatusKind.WAITING, StatusKind.ANSWERED, StatusKind.CLOSED):
            self.set_kind(company, ticket, StatusKind.OPEN, author)
        return Accepted((message,))

    def _set_status(self, company: Company, deed: SetStatus, ticket: Ticket, author: Author) -> Receipt:
        kind = StatusKind.CLOSED if deed.target is StatusTarget.CLOSED else StatusKind.OPEN
        if deed.text:
            ticket = self.touch(company, ticket)
            self.put(company, Message(self.own_id("m"), ticket.id, author, deed.text, self.now()))
        if (ticket.kind is StatusKind.CLOSED) != (kind is StatusKind.CLOSED):
            ticket = self.set_kind(company, ticket, kind, author)
        return Accepted((ticket,))

    def _edit(self, company: Company, deed: EditTicket, ticket: Ticket) -> Receipt:
        if ticket.kind is StatusKind.CLOSED:
            return Conflicting(Problem("ticket-closed", "A closed ticket is not edited."), (ticket,))
        if ticket.version != deed.base_version:
            return Conflicting(Problem("precondition-not-met", "Somebody changed it meanwhile."), (ticket,))
        return Accepted((self.touch(company, ticket, **fields_of(deed.after)),))

    def _attached(self, files: tuple[FrozenFile, ...], ticket_id: str, message_id: str, at: int) -> list[Attachment]:
        return [Attachment(f.id, ticket_id, f.sha256, f.name, f.size, f.mime, message_id, at) for f in files]

    # Uploads

    def begin_upload(self, company: Company, sha256: str, size: int) -> str:
        url = self.own_id("u")
        received = company.blobs.get(sha256, b"")
        company.uploads[url] = Upload(sha256, size, received)
        return url

    def upload_piece(self, company: Company, url: str, piece: bytes) -> bool:
        """Take bytes at the end; False when they came to something else than was announced."""
        upload = company.uploads[url]
        upload.received += piece
        if len(upload.received) < upload.size:
            return True
        if hashlib.sha256(upload.received).hexdigest() != upload.sha256:
            self.memory.wrong_bytes.append(upload.sha256)
            del company.uploads[url]
            return False
        company.blobs[upload.sha256] = upload.received
        return True

    def lose_files(self, company: Company) -> None:
        """Bytes that no message names yet are tidied away, half uploads too."""
        named = {one.sha256 for one in company.attachments.values()}
        company.blobs = {sha256: content for sha256, content in company.blobs.items() if sha256 in named}
        company.uploads.clear()


def fields_of(fields: TicketFields) -> dict[str, object]:
    """The fields that are said, by name."""
    names = ("subject", "priority", "category", "machine_state", "contacts")
    return {name: getattr(fields, name) for name in names if getattr(fields, name) is not None}


def _closes_over_unseen(company: Company, deed: SetStatus, ticket: Ticket, author: Author) -> bool:
    if deed.seen is None or deed.target is not StatusTarget.CLOSED or ticket.kind is StatusKind.CLOSED:
        return False
    return any(
        one.ticket_id == ticket.id
        and one.kind is MessageKind.REPLY
        and one.author.id != author.id
        and one.id not in deed.seen
        for one in company.messages.values()
    )


def _fingerprint(change: Change) -> str:
    match change.deed:
        case SetStatus(target=target, text=text):
            return f"{target} {text}"
        case EditTicket(after=after, base_version=version):
            return f"{version} {after}"
        case deed:
            return repr(deed)
