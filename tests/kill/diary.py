"""What the program promised to the person, and whether it was kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from stage.witness import Happened, StoredFile, StoredReply, StoredTicket, Witness

File = dict[str, Any]
"""A file: at least its `name`, `size` and `sha256`."""


class Deed(StrEnum):
    """What somebody can do to a ticket."""

    OPEN = "open"
    REPLY = "reply"
    CLOSE = "close"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Promise:
    """Something for which "send" was acknowledged.

    `text` is a ticket's subject, a reply's text or the word that went along with closing; `body` a ticket's description.
    """

    id: str
    ticket: str
    text: str
    body: str = ""
    files: tuple[File, ...] = ()
    deed: Deed = Deed.REPLY

    @property
    def is_ticket(self) -> bool:
        return self.deed is Deed.OPEN or bool(self.id and self.id == self.ticket)

    @property
    def is_status(self) -> bool:
        return self.deed in (Deed.CLOSE, Deed.REOPEN)

    def shows_as(self) -> list[str]:
        """What stands of it in the conversation, in the words of `Happened`."""
        if self.is_ticket:
            return []
        if self.is_reply:
            return [self.text]
        # The last word before the door closes, the first one after it opened.
        said = [self.text] if self.text else []
        return [*said, "→ closed"] if self.deed is Deed.CLOSE else ["→ open", *said]

    @property
    def is_reply(self) -> bool:
        return not self.is_ticket and self.deed is Deed.REPLY

    def may_be(self, change: dict[str, Any]) -> bool:
        """Whether a change of the outbox is this one, of which only that is known what it should say."""
        same_ticket = not self.ticket or self.is_ticket or change.get("ticket", self.ticket) == self.ticket
        return bool(change["text"] == self.text and change.get("deed", self.deed) == self.deed and same_ticket)


@dataclass(slots=True)
class Diary:
    """Kept by the one who plays the person, from the program's acknowledgements alone."""

    sent: dict[str, Promise] = field(default_factory=dict)
    drafts: dict[str, dict[str, Any]] = field(default_factory=dict)
    doubtful: list[Promise] = field(default_factory=list)
    """Asked for, but the program was killed before it acknowledged; a reply's id is not known then."""

    refused: list[Promise] = field(default_factory=list)
    """Asked for, and the program said that it would not be done."""

    def acknowledge(self, promise: Promise) -> None:
        self.sent[promise.id] = promise
        self.drafts.pop(promise.id, None)

    def compare_after_restart(self, drafts: Sequence[dict[str, Any]], outbox: Sequence[dict[str, Any]]) -> None:
        """Nothing that was promised is missing on this computer, nothing is there twice."""
        present = {change["id"]: change for change in outbox}
        assert len(present) == len(outbox)
        for promise in self.sent.values():
            assert promise.id in present, f"“{promise.text}” was acknowledged and is gone after the kill"
        for promise in self.doubtful:
            # It may have become durable in the moment of the kill: then it is shown as queued, which is a promise too.
            for change in outbox:
                if change["id"] not in self.sent and promise.may_be(change):
                    self.acknowledge(replace(promise, id=change["id"], ticket=promise.ticket or change["id"]))
        self.doubtful.clear()
        for promise in self.refused:
            assert not any(promise.may_be(change) for change in outbox if promise.text), (
                f"“{promise.text}” was refused, and is in the outbox"
            )
        known = {draft["id"]: draft for draft in drafts}
        for id, typed in self.drafts.items():
            assert id in known, f"what was typed as “{typed['subject']}” is gone after the kill"
            assert _is_no_older(known[id], typed), f"“{typed['subject']}” is older than what was saved"
        both = known.keys() & present.keys()
        assert not both, f"both a draft and sent: {both}"
        self.drafts = {id: draft for id, draft in known.items() if id in self.drafts or draft["subject"]}

    def compare_with(self, witness: Witness, before: Iterable[StoredTicket]) -> None:
        """Everything that was promised is on the server once, byte for byte, in order; and nothing else is."""
        tickets = witness.tickets()
        seeded = {ticket.id for ticket in before}
        seeded_replies = {reply.id for ticket in before for reply in ticket.replies}
        fresh = {ticket.id: ticket for ticket in tickets if ticket.id not in seeded}
        replies = {
            reply.id: (ticket, reply)
            for ticket in tickets
            for reply in ticket.replies
            if reply.side == "customer" and reply.id not in seeded_replies
        }
        wanted_tickets = {promise.id for promise in self.sent.values() if promise.is_ticket}
        wanted_replies = {promise.id for promise in self.sent.values() if promise.is_reply}
        # What is said on closing becomes a message under an id of the server's own.
        last_words = [promise.text for promise in self.sent.values() if promise.is_status and promise.text]
        said = {id for id, (_, reply) in replies.items() if reply.text in last_words}
        assert sorted(replies[id][1].text for id in said) == sorted(last_words)
        assert wanted_tickets - fresh.keys() == set(), "tickets that were promised are not on the server"
        unasked = [fresh[id] for id in fresh.keys() - wanted_tickets]
        assert unasked == [], "tickets are on the server that were never acknowledged"
        assert wanted_replies - replies.keys() == set(), "replies that were promised are not on the server"
        assert [replies[id][1] for id in replies.keys() - self.sent.keys() - said] == [], "replies nobody was told of"
        for promise in self.sent.values():
            if promise.is_ticket:
                _same_ticket(promise, fresh[promise.id], witness)
            elif promise.is_reply:
                ticket, reply = replies[promise.id]
                assert ticket.id == promise.ticket
                _same_reply(promise, reply, witness)
        subjects = [ticket.subject for ticket in fresh.values()]
        assert len(subjects) == len(set(subjects)), "a ticket is there twice"
        texts = [reply.text for _, reply in replies.values()]
        assert len(texts) == len(set(texts)), "a reply is there twice"

    def compare_order(self, order: Sequence[str], history: Iterable[Happened]) -> None:
        """In each ticket the server did what the person did, in their order, once, and nothing else.

        `order` has the ids of the changes as the program took them, `history` what the server did for this person, in its own order.
        """
        wanted: dict[str, list[str]] = {}
        for promise in sorted(self.sent.values(), key=lambda promise: order.index(promise.id)):
            wanted.setdefault(promise.ticket, []).extend(promise.shows_as())
        happened: dict[str, list[str]] = {}
        for one in history:
            happened.setdefault(one.ticket, []).append(one.words)
        for ticket, expected in wanted.items():
            assert happened.get(ticket, []) == expected, f"ticket {ticket}"


def _is_no_older(kept: dict[str, Any], acknowledged: dict[str, Any]) -> bool:
    # Drafts only ever get longer here, and a later save may have become durable without being acknowledged.
    return bool(
        kept["description"].startswith(acknowledged["description"])
        and kept["subject"] == acknowledged["subject"]
        and kept["files"][: len(acknowledged["files"])] == list(acknowledged["files"])
    )


def _same_ticket(promise: Promise, stored: StoredTicket, witness: Witness) -> None:
    assert (stored.subject, stored.description) == (promise.text, promise.body)
    _same_files(promise.files, stored.files, witness)


def _same_reply(promise: Promise, stored: StoredReply, witness: Witness) -> None:
    assert stored.text == promise.text
    _same_files(promise.files, stored.files, witness)


def _same_files(sent: Sequence[File], stored: Sequence[StoredFile], witness: Witness) -> None:
    described = {(one["name"], one["size"], one["sha256"]) for one in sent}
    assert described == {(one.name, one.size, one.sha256) for one in stored}
    assert len(sent) == len(stored)
    for one in stored:
        assert witness.digest(one) == (one.sha256, one.size), f"the bytes of {one.name} differ"
