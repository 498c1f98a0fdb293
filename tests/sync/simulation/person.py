"""What a person does on a device, drawn by chance; every act goes through the real actions and, by its own account, into the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from desktop import errors
from desktop.actions import settle
from desktop.actions.attach import attach_bytes
from desktop.actions.change_status import close_ticket, reopen_ticket
from desktop.actions.desk import Desk
from desktop.actions.drafts import save_draft
from desktop.actions.edit_ticket import edit_again, edit_ticket
from desktop.actions.mark_read import mark_read
from desktop.actions.open_ticket import open_ticket
from desktop.actions.reply import reply
from desktop.domain.change import FrozenFile, TicketFields
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.ticket import Contact
from desktop.domain.way_on import WayOn, ways_on
from tests.sync.simulation.chance import Chance
from tests.sync.simulation.device import Device
from tests.sync.simulation.invariants import read_ids
from tests.sync.simulation.ledger import SETTLED, Kind, Paper, Raw, RawChange, Sheet, Wish

WORDS = ("Pressa ferma", "Ἡ πρέσα σταμάτησε", "لا يعمل", "泵停了 🛠", "E-217 \u202e reversed", "a\tb", "Ångström ﬁ")
NAMES = ("photo.jpg", "θόρυβος.mp4", "piastra P-101 «a».pdf", "写真.png", "log.txt")

Log = Callable[[str], None]


def _nothing_new(_ledger: object, _raw: Raw) -> str:
    return ""


def _with_id(desk: Desk, id: str) -> Desk:
    """The desk, when the next thing is to have this id."""
    return replace(desk, new_id=lambda: id)


@dataclass
class Hand:
    """The person's hand on one device."""

    chance: Chance
    log: Log
    patience: Callable[[Device, str], None]
    """Called when the person asks for another attempt: what was to be waited for is no longer."""
    idempotent: bool
    away: Collection[str] = ()
    """What is on its way by mail: nobody throws that away, or sends it once more."""
    _frozen: dict[str, FrozenFile] = field(default_factory=dict)
    """Per paper: what the program made of it."""

    # Writing

    def draft(self, device: Device) -> None:
        """Write something and leave it."""
        if self.chance.happens(0.5) or not self._tickets(device):
            id = self.chance.new_id()
            sheet = self._sheet(device)
            if sheet is not None:
                self._keep(device, id, sheet, self._ticket_draft(id, sheet))
        else:
            ticket_id = self.chance.one_of(self._tickets(device))
            sheet = self._sheet(device, texts=1)
            if sheet is not None:
                self._keep(device, f"reply:{ticket_id}", sheet, self._reply_draft(ticket_id, sheet))

    def _keep(self, device: Device, key: str, sheet: Sheet, draft: TicketDraft | ReplyDraft) -> None:
        self.log(f"{device.name} drafts {key}")
        device.act(
            lambda ledger, _: ledger.keep_draft(key, sheet),
            lambda raw: raw.drafts.get(key) == sheet,
            lambda desk: save_draft(desk, draft),
        )

    def open(self, device: Device) -> None:
        """Send a new ticket, or one that was being written."""
        waiting = [key for key in device.ledger.drafts if not key.startswith("reply:")]
        if waiting and self.chance.happens(0.6):
            id = self.chance.one_of(waiting)
            sheet = device.ledger.drafts[id]
        else:
            id = self.chance.new_id()
            written = self._sheet(device)
            if written is None:
                return
            sheet = written
            if self.chance.happens(0.3):
                self._keep(device, id, sheet, self._ticket_draft(id, sheet))
        self.send_ticket(device, id, sheet)

    def send_ticket(self, device: Device, id: str, sheet: Sheet) -> None:
        subject, description = sheet.texts
        sheet = Sheet((subject or "Again", description or "As said."), sheet.papers)
        wish = Wish(id, id, Kind.OPEN, sheet.texts, sheet.papers, device.ledger.next_order())
        self.log(f"{device.name} opens {id} with {len(sheet.papers)} files")
        self._fresh(device, id, sheet.papers)
        device.act(
            lambda ledger, _: ledger.send(wish, id),
            lambda raw: id in raw.changes,
            lambda desk: open_ticket(desk, self._ticket_draft(id, sheet)),
        )
        if device.is_open and id in device.ledger.wishes and self.chance.happens(0.2):
            # The window saves what it shows a moment too late.
            device.act(
                lambda _ledger, _raw: "",
                lambda _raw: True,
                lambda desk: save_draft(desk, self._ticket_draft(id, sheet)),
            )

    def reply(self, device: Device, ticket_id: str = "") -> None:
        """Reply to a ticket of the server or to one of our own that waits."""
        tickets = self._tickets(device)
        if not tickets:
            return
        ticket_id = ticket_id or self.chance.one_of(tickets)
        key = f"reply:{ticket_id}"
        sheet = device.ledger.drafts.get(key)
        if sheet is None:
            sheet = self._sheet(device, texts=1)
            if sheet is None:
                return
        draft = self._reply_draft(ticket_id, sheet)
        id = self.chance.new_id()
        wish = Wish(id, ticket_id, Kind.REPLY, (draft.text.strip(),), sheet.papers, device.ledger.next_order())
        self.log(f"{device.name} replies {id} to {ticket_id} with {len(sheet.papers)} files")
        self._fresh(device, id, sheet.papers)
        device.act(
            lambda ledger, _: ledger.send(wish, key),
            lambda raw: id in raw.changes,
            lambda desk: reply(_with_id(desk, id), draft),
        )

    def close(self, device: Device) -> None:
        self._set_status(device, Kind.CLOSE)

    def reopen(self, device: Device) -> None:
        self._set_status(device, Kind.REOPEN)

    def _set_status(self, device: Device, kind: Kind) -> None:
        tickets = self._tickets(device)
        if not tickets:
            return
        ticket_id = self.chance.one_of(tickets)
        text = self._text() if self.chance.happens(0.4) else ""
        id = self.chance.new_id()
        wish = Wish(id, ticket_id, kind, (text,), (), device.ledger.next_order())
        self.log(f"{device.name} wants {kind} {id} of {ticket_id}")
        seen = self._seen(device, ticket_id) if self.chance.happens(0.5) else None

        def deed(desk: object) -> None:
            if kind is Kind.CLOSE:
                close_ticket(_with_id(device.desk, id), ticket_id, text, 0, seen)
            else:
                reopen_ticket(_with_id(device.desk, id), ticket_id, text)

        device.act(lambda ledger, _: ledger.send(wish), lambda raw: id in raw.changes, deed)

    def _seen(self, device: Device, ticket_id: str) -> tuple[str, ...]:
        me = device.owner.author.id
        return tuple(one.id for one in device.desk.tickets.messages(ticket_id) if one.author.id != me)

    def edit(self, device: Device) -> None:
        """Give a ticket another subject."""
        known = sorted(device.from_cache(read_ids))
        ticket = device.desk.tickets.ticket(self.chance.one_of(known)) if known else None
        if ticket is None:
            return
        id, subject = self.chance.new_id(), self._text()
        wish = Wish(id, ticket.id, Kind.EDIT, (subject,), (), device.ledger.next_order())
        self.log(f"{device.name} edits {ticket.id} by {id}")
        after, before = TicketFields(subject=subject), TicketFields(subject=ticket.subject)
        device.act(
            lambda ledger, _: ledger.send(wish),
            lambda raw: id in raw.changes,
            lambda desk: edit_ticket(_with_id(desk, id), ticket.id, after, before, ticket.version),
        )

    def edit_again(self, device: Device) -> None:
        """Change one's mind about an edit that waits, or asks."""
        edits = [row for row in device.raw().changes.values() if row.kind is Kind.EDIT and row.state not in SETTLED]
        if not edits:
            return
        row, subject, id = self.chance.one_of(edits), self._text(), self.chance.new_id()
        self.log(f"{device.name} edits {row.id} again")
        after = TicketFields(subject=subject)
        self._rearrange(device, row, lambda desk: edit_again(_with_id(desk, id), row.id, after))

    def read(self, device: Device) -> None:
        tickets = self._tickets(device)
        if tickets:
            try:
                mark_read(device.desk, self.chance.one_of(tickets))
            except errors.StorageError as error:
                self.log(f"{device.name}: {type(error).__name__}")

    # Changing one's mind

    def undo(self, device: Device, row: RawChange | None = None) -> None:
        row = row or self._unsettled(device)
        if row is None:
            return
        id = row.id
        self.log(f"{device.name} takes back {id}")
        self._rearrange(device, row, lambda desk: settle.undo(desk, id))

    def _rearrange(self, device: Device, row: RawChange, deed: Callable[[Desk], object]) -> None:
        """Something that puts what waits for this ticket elsewhere."""
        device.act(
            lambda ledger, raw: ledger.rearrange(raw, row.ticket_id),
            lambda raw: not device.ledger.is_as_before(raw),
            deed,
        )
        for id in [one.id for one in device.ledger.of_ticket(row.ticket_id)]:
            self._fresh(device, id, device.ledger.wishes[id].papers)
        for sheet in device.ledger.drafts.values():
            self._fresh(device, "", sheet.papers)

    def retry(self, device: Device, row: RawChange | None = None) -> None:
        row = row or self._unsettled(device)
        if row is None or (row.problem == "restored" and not self.idempotent):
            return  # Nobody knows whether a plain server has what came from a copy: sent anyway, it may be there twice.
        self.log(f"{device.name} tries {row.id} again")
        device.acted = True
        try:
            settle.retry(device.desk, row.id)
        except errors.StorageError as error:
            self.log(f"{device.name}: {type(error).__name__}")
            return
        self._fresh(device, row.id, device.ledger.wishes[row.id].papers)

    def discard(self, device: Device, row: RawChange | None = None) -> None:
        row = row or self._unsettled(device)
        if row is None:
            return
        id, wish = row.id, device.ledger.wishes[row.id]
        self.log(f"{device.name} throws {id} away")

        def evidence(raw: Raw) -> bool:
            return raw.changes[id].state == "ended"

        device.act(lambda ledger, _: ledger.discard(wish), evidence, lambda desk: settle.discard(desk, id))

    def answer(self, device: Device, row: RawChange) -> None:
        """Do something about a change that asks: what the screens offer, or the plain ways."""
        change = device.desk.outbox.get(row.id)
        assert change is not None
        if row.problem == "restored" and row.id in self.away:
            return
        if row.problem == "restored" and not self.idempotent:
            # Nobody knows whether a plain server has it: whoever sends it again anyway may have it twice.
            self.discard(device, row)
            return
        here = device.desk.tickets.ticket(row.ticket_id) is not None
        offered = ways_on(change, ticket_is_here=here, may_reopen=self.chance.happens(0.8))
        if not offered or self.chance.happens(0.2):
            self.chance.weighed({self.retry: 5.0, self.undo: 2.0, self.discard: 1.0})(device, row)
            return
        way = self.chance.one_of(offered)
        self.log(f"{device.name} decides {way} for {row.id}")
        id, problem = row.id, change.problem
        match way:
            case WayOn.SEND_MINE:
                seen = self._seen(device, row.ticket_id)
                device.act(_nothing_new, lambda raw: True, lambda desk: settle.send_mine(desk, id, seen))
                self._fresh(device, id, row.papers)
            case WayOn.KEEP_THEIRS:
                said = f"Subject: {row.texts[0]}" if row.kind is Kind.EDIT else ""
                self._rearrange(device, row, lambda desk: settle.keep_theirs(desk, id, said))
            case WayOn.REOPEN_AND_SEND:
                self._rearrange(device, row, lambda desk: settle.reopen_and_send(desk, id))
            case WayOn.CONTINUE_THERE:
                there = problem.merged_into if problem else ""
                self._rearrange(device, row, lambda desk: settle.continue_there(desk, id, there))
            case WayOn.NEW_TICKET:
                self._rearrange(device, row, lambda desk: settle.as_new_ticket(desk, id, "This goes on."))
            case WayOn.TAKE_BACK:
                self.undo(device, row)
            case WayOn.DISCARD:
                self.discard(device, row)

    def _fresh(self, device: Device, id: str, papers: tuple[Paper, ...]) -> None:
        """The person's own word: what this change was to wait for counts no more."""
        for what in (id, *(paper.sha256[:8] for paper in papers)):
            self.patience(device, what)

    # Material

    def _unsettled(self, device: Device) -> RawChange | None:
        rows = [row for row in device.raw().changes.values() if row.state not in SETTLED and row.id not in self.away]
        return self.chance.one_of(rows) if rows else None

    def _tickets(self, device: Device) -> list[str]:
        """What the person sees in their lists: the cached tickets and their own that wait."""
        own = [wish.id for wish in device.ledger.wishes.values() if wish.kind is Kind.OPEN]
        known = sorted(device.from_cache(read_ids))
        raw = device.raw()
        waiting = [id for id in own if id not in known and raw.changes[id].state not in SETTLED]
        return known + waiting

    def _text(self) -> str:
        return f"{self.chance.one_of(WORDS)} {self.chance.new_id()[-6:]}"

    def _sheet(self, device: Device, texts: int = 2) -> Sheet | None:
        count = self.chance.weighed({0: 6.0, 1: 2.0, 2: 1.0})
        papers = [self._paper(device) for _ in range(count)]
        found = tuple(one for one in papers if one is not None)
        return Sheet(tuple(self._text() for _ in range(texts)), found) if len(found) == count else None

    def _paper(self, device: Device) -> Paper | None:
        """Attach a file; None when the disk did not take it."""
        content = self.chance.new_id().encode() * self.chance.between(1, 32)
        name, id = self.chance.one_of(NAMES), self.chance.new_id()
        try:
            self._frozen[id] = attach_bytes(_with_id(device.desk, id), content, name)
        except errors.StorageError as error:
            self.log(f"{device.name} could not attach: {type(error).__name__}")
            return None
        return Paper(id, name, hashlib.sha256(content).hexdigest(), len(content))

    def _files(self, sheet: Sheet) -> tuple[FrozenFile, ...]:
        return tuple(self._frozen.get(paper.id) or _as_kept(paper) for paper in sheet.papers)

    def _ticket_draft(self, id: str, sheet: Sheet) -> TicketDraft:
        return TicketDraft(
            id=id,
            request_type="question",
            subject=sheet.texts[0],
            description=sheet.texts[1],
            contacts=(Contact("", "Marco Bianchi", "marco@rossi.example"),),
            files=self._files(sheet),
        )

    def _reply_draft(self, ticket_id: str, sheet: Sheet) -> ReplyDraft:
        return ReplyDraft(ticket_id, sheet.texts[0], self._files(sheet))


MIME = {"jpg": "image/jpeg", "mp4": "video/mp4", "pdf": "application/pdf", "png": "image/png", "txt": "text/plain"}


def _as_kept(paper: Paper) -> FrozenFile:
    """A file of a draft that the program gave another id."""
    return FrozenFile(paper.id, paper.sha256, paper.name, paper.size, MIME[paper.name.rpartition(".")[2]])
