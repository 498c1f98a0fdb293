"""What a person is still writing, kept beside the outbox with the same durability."""

from __future__ import annotations

import msgspec

from desktop.domain.draft import Draft, ReplyDraft, TicketDraft
from desktop.storage.database import Database


class Drafts:
    """Reads and writes drafts; a reply's draft is kept under its ticket's id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, draft: Draft) -> None:
        """Keep the draft as it is now; an empty one is forgotten."""
        if draft.is_empty:
            self.delete(draft)
            return
        self._database.run(
            "INSERT OR REPLACE INTO draft (id, kind, content, updated_at) VALUES (?, ?, ?, ?)",
            (_id(draft), _kind(draft), msgspec.json.encode(draft).decode(), draft.updated_at),
        )

    def delete(self, draft: Draft) -> None:
        """Forget a draft."""
        self._database.run("DELETE FROM draft WHERE id = ?", (_id(draft),))

    def tickets(self) -> list[TicketDraft]:
        """All tickets being written, newest first."""
        rows = self._database.rows("SELECT content FROM draft WHERE kind = 'ticket' ORDER BY updated_at DESC")
        return [msgspec.json.decode(str(content), type=TicketDraft) for (content,) in rows]

    def replies(self) -> list[ReplyDraft]:
        """All replies being written, newest first."""
        rows = self._database.rows("SELECT content FROM draft WHERE kind = 'reply' ORDER BY updated_at DESC")
        return [msgspec.json.decode(str(content), type=ReplyDraft) for (content,) in rows]

    def reply(self, ticket_id: str) -> ReplyDraft | None:
        """The reply being written to a ticket."""
        content = self._database.value("SELECT content FROM draft WHERE id = ?", (f"reply:{ticket_id}",))
        return msgspec.json.decode(str(content), type=ReplyDraft) if content else None

    def move_reply(self, ticket_id: str, to: str) -> None:
        """The reply being written to a ticket is one to the ticket `to`; what is being written there already comes after it."""
        draft = self.reply(ticket_id)
        if draft is None:
            return
        there = self.reply(to) or ReplyDraft(to)
        text = "\n\n".join(part for part in (draft.text, there.text) if part)
        self.save(ReplyDraft(to, text, (*draft.files, *there.files), draft.updated_at))
        self.delete(draft)

    def files_in_use(self) -> set[str]:
        """Hashes of all files that a draft names."""
        found: set[str] = set()
        for kind, content in self._database.rows("SELECT kind, content FROM draft"):
            shape: type[TicketDraft] | type[ReplyDraft] = TicketDraft if kind == "ticket" else ReplyDraft
            found.update(file.sha256 for file in msgspec.json.decode(str(content), type=shape).files)
        return found


def _id(draft: Draft) -> str:
    return draft.id if isinstance(draft, TicketDraft) else f"reply:{draft.ticket_id}"


def _kind(draft: Draft) -> str:
    return "ticket" if isinstance(draft, TicketDraft) else "reply"
