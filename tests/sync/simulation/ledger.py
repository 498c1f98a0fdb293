"""What a person did on a device and was told, in a book of its own: the truth that the invariants compare everything with.

Nothing of the engine, its domain or its storage is used here but plain texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Kind(StrEnum):
    """What was wished for."""

    OPEN = "open"
    REPLY = "reply"
    CLOSE = "close"
    REOPEN = "reopen"
    EDIT = "edit"


@dataclass(frozen=True)
class Paper:
    """A file as the person gave it."""

    id: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Wish:
    """Something that was sent. `order` grows with every "send" of one device."""

    id: str
    ticket_id: str
    kind: Kind
    texts: tuple[str, ...]
    papers: tuple[Paper, ...]
    order: int


@dataclass(frozen=True)
class Sheet:
    """A draft: a ticket's subject and description, or a reply's text, and its files."""

    texts: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True)
class RawChange:
    """A row of the outbox, read without the engine."""

    id: str
    ticket_id: str
    kind: Kind
    state: str
    texts: tuple[str, ...]
    papers: tuple[Paper, ...]
    problem: str
    settled_at: int


@dataclass(frozen=True)
class Raw:
    """An outbox file as it stands on the disk: changes by id, drafts by key (a ticket's id, or `reply:` and it)."""

    changes: dict[str, RawChange]
    drafts: dict[str, Sheet]


SETTLED = ("sent", "confirmed", "ended")

Entry = Callable[["Ledger", "Raw"], str]
Evidence = Callable[[Raw], bool]


@dataclass
class Ledger:
    """One device's book."""

    wishes: dict[str, Wish] = field(default_factory=dict)
    drafts: dict[str, Sheet] = field(default_factory=dict)
    ended: dict[str, Wish] = field(default_factory=dict)
    taken_back: dict[str, Wish] = field(default_factory=dict)
    open_question: tuple[Entry, Evidence] | None = None
    """An act that was interrupted: whether it was done shows on the disk. What the entry returns is what is wrong with it."""
    orders: int = 0
    sent: set[str] = field(default_factory=set)
    """Ids of everything that was ever sent."""
    now: Callable[[], int] = lambda: 0
    ended_at: dict[str, int] = field(default_factory=dict)
    brought_back: set[str] = field(default_factory=set)
    """Ids of what the person brought back from e-mail: it goes when they say so, whatever they mailed after it in between."""
    copied: tuple[set[str], set[str]] = (set(), set())
    """Ids of wishes and keys of drafts that are in the newest copy of the outbox."""

    # Entries

    def send(self, wish: Wish, draft_key: str = "") -> str:
        self.wishes[wish.id] = wish
        self.sent.add(wish.id)
        self.taken_back.pop(wish.id, None)
        self.drafts.pop(draft_key, None)
        return ""

    def keep_draft(self, key: str, sheet: Sheet) -> str:
        self.drafts[key] = sheet
        return ""

    def rearrange(self, raw: Raw, ticket_id: str) -> str:
        """The person let the program put what waited for one ticket elsewhere: into a draft, another form, another ticket.

        Whatever stands on the disk now is entered; returns what is wrong with it, which is any word or file that stands nowhere.
        """
        mine = {one.id: one for one in self.of_ticket(ticket_id)}
        rows = {id: row for id, row in raw.changes.items() if id not in self.ended}
        gone = [wish for wish in self.wishes.values() if wish.id not in rows]
        if any(one.id not in mine for one in gone):
            return f"what belongs to another ticket is gone: {gone}"
        touched = [one for one in gone if one.kind is not Kind.EDIT]
        for id, wish in mine.items():
            if id in rows and (rows[id].kind, rows[id].texts) != (wish.kind, wish.texts) and wish.kind is not Kind.EDIT:
                touched.append(wish)
        words = [text for wish in touched for text in wish.texts if text]
        hashes = {paper.sha256 for wish in touched for paper in wish.papers}
        standing = [text for sheet in raw.drafts.values() for text in sheet.texts]
        standing += [text for row in rows.values() for text in row.texts]
        papers = [paper for sheet in raw.drafts.values() for paper in sheet.papers]
        papers += [paper for row in rows.values() for paper in row.papers]
        for key, sheet in self.drafts.items():
            if raw.drafts.get(key) != sheet:
                words += [text for text in sheet.texts if text]
                hashes |= {paper.sha256 for paper in sheet.papers}
        nowhere = [word for word in words if not any(word in text for text in standing)]
        if nowhere or hashes - {paper.sha256 for paper in papers}:
            return f"typed and lost: {nowhere} {hashes}"
        for wish in gone:
            self.taken_back[wish.id] = self.wishes.pop(wish.id)
        for row in rows.values():
            if row.id not in self.wishes or (row.id in mine and row.state not in SETTLED):
                self.wishes[row.id] = Wish(row.id, row.ticket_id, row.kind, row.texts, row.papers, self.next_order())
                self.sent.add(row.id)
        self.drafts = dict(raw.drafts)
        return ""

    def follow(self, raw: Raw, stands_as: Mapping[str, str]) -> None:
        """A ticket that went by mail stands under another id at the server: what hangs on it, and what is written for it, goes along."""
        for id, wish in list(self.wishes.items()):
            row = raw.changes.get(id)
            if row is None or row.ticket_id == wish.ticket_id:
                continue
            if row.ticket_id == stands_as.get(wish.ticket_id) or wish.ticket_id == stands_as.get(row.ticket_id):
                self.wishes[id] = replace(wish, ticket_id=row.ticket_id)
        for ticket_id, there in stands_as.items():
            key, moved = f"reply:{ticket_id}", f"reply:{there}"
            if key != moved and key in self.drafts and key not in raw.drafts and moved in raw.drafts:
                sheet, present = self.drafts.pop(key), self.drafts.get(moved, Sheet(("",)))
                text = "\n\n".join(part for part in (*sheet.texts, *present.texts) if part)
                self.drafts[moved] = Sheet((text,), (*sheet.papers, *present.papers))

    def discard(self, wish: Wish) -> str:
        """The person ended it; what hangs on a ticket that never was goes with it."""
        ended = [wish]
        if wish.kind is Kind.OPEN:
            ended += [one for one in self.wishes.values() if one.ticket_id == wish.ticket_id and one is not wish]
        for one in ended:
            self.ended[one.id] = self.wishes.pop(one.id)
            self.ended_at[one.id] = self.now()
        return ""

    def knows(self, id: str) -> bool:
        """Whether this was ever sent here."""
        return id in self.sent

    def forget(self, id: str) -> None:
        """What was sent a month ago is remembered by nobody."""
        self.wishes.pop(id, None)
        self.ended.pop(id, None)

    def note_copy(self, raw: Raw) -> None:
        """A copy of the outbox was made."""
        self.copied = set(raw.changes), set(raw.drafts)

    def come_back(self, raw: Raw, *, may_miss: bool) -> str:
        """The outbox was restored. What the last copy had must be there; what is missing beyond that must have been told as such."""
        wishes, drafts = self.copied
        missing = [wish for wish in self.wishes.values() if wish.id not in raw.changes]
        unwritten = [key for key, sheet in self.drafts.items() if raw.drafts.get(key) != sheet]
        though_copied: list[object] = [wish for wish in missing if wish.id in wishes]
        though_copied += [key for key in unwritten if key in drafts and key not in raw.drafts]
        if though_copied:
            return f"not brought back, though it was in the copy: {though_copied}"
        if (missing or unwritten) and not may_miss:
            return f"lost without a word: {missing} {unwritten}"
        for wish in missing:
            del self.wishes[wish.id]
        for row in raw.changes.values():
            has_ended = row.id in self.ended or row.id in self.taken_back
            if has_ended and row.state not in (*SETTLED, "needs-attention", "conflict", "mailed"):
                return f"brought back and about to be sent, though the person had ended it: {row}"
            if row.id not in self.wishes and row.id not in self.ended:
                # Taken back since the copy was made: the person is asked whether it goes.
                self.taken_back.pop(row.id, None)
                self.wishes[row.id] = Wish(row.id, row.ticket_id, row.kind, row.texts, row.papers, self.next_order())
                self.sent.add(row.id)
            elif row.id in self.ended and row.state not in SETTLED:
                self.wishes[row.id] = self.ended.pop(row.id)
        self.drafts = dict(raw.drafts)
        return ""

    def next_order(self) -> int:
        self.orders += 1
        return self.orders

    # Reading

    def of_ticket(self, ticket_id: str) -> list[Wish]:
        """In the order in which they go: a ticket before everything about it, whenever it was sent last."""
        found = [one for one in self.wishes.values() if one.ticket_id == ticket_id]
        return sorted(found, key=rank)

    def is_as_before(self, raw: Raw) -> bool:
        """Whether nothing was moved."""
        rows = {id: row for id, row in raw.changes.items() if id not in self.ended}
        same = all(
            id in rows and (rows[id].kind, rows[id].texts) == (one.kind, one.texts) for id, one in self.wishes.items()
        )
        return same and set(rows) == set(self.wishes) and raw.drafts == self.drafts

    def files(self) -> set[str]:
        """Hashes of all files in drafts."""
        return {paper.sha256 for sheet in self.drafts.values() for paper in sheet.papers}

    def settle_question(self, raw: Raw) -> tuple[str, str]:
        """What became of an interrupted act; returns a word for the log, and what is wrong with it."""
        if self.open_question is None:
            return "", ""
        entry, evidence = self.open_question
        self.open_question = None
        if not evidence(raw):
            return "not done", ""
        return "done", entry(self, raw)


def rank(wish: Wish) -> int:
    return -1 if wish.kind is Kind.OPEN else wish.order


def in_order(wishes: Iterable[Wish]) -> bool:
    ranks = [rank(wish) for wish in wishes]
    return ranks == sorted(ranks)
