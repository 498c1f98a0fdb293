"""What happens on the server's side of the world: the staff at work, colleagues, and the machinery under the server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.catalogue import StatusKind
from desktop.domain.ticket import Author, Event, Message, MessageKind, Side, Ticket
from tests.sync.simulation.chance import Chance
from tests.sync.simulation.server import LUCA, Company, Server

MARCO = Author("p-marco", "Marco Bianchi", Side.CUSTOMER)

KINDS = (StatusKind.OPEN, StatusKind.WAITING, StatusKind.ANSWERED, StatusKind.CLOSED)


@dataclass
class Staff:
    """Everybody who is not on one of the devices."""

    server: Server
    chance: Chance
    log: Callable[[str], None]

    def populate(self, company: Company, tickets: int) -> None:
        for _ in range(tickets):
            self._ticket(company, MARCO)
            if self.chance.happens(0.5):
                self.answer(company)

    def answer(self, company: Company) -> None:
        ticket = self._any(company)
        if ticket is None:
            return
        self.log(f"staff answers {ticket.id}")
        message = Message(
            self.server.own_id("m"), ticket.id, LUCA, f"Please try {self.chance.new_id()[-6:]}.", self.server.now()
        )
        ticket = self.server.touch(company, ticket)
        self.server.put(company, message)
        if ticket.kind is not StatusKind.CLOSED and self.chance.happens(0.6):
            self.server.set_kind(company, ticket, StatusKind.ANSWERED, LUCA)

    def set_status(self, company: Company) -> None:
        ticket = self._any(company)
        if ticket is not None:
            kind = self.chance.one_of(KINDS)
            self.log(f"staff sets {ticket.id} to {kind}")
            self.server.set_kind(company, ticket, kind, LUCA)

    def retitle(self, company: Company) -> None:
        ticket = self._any(company)
        if ticket is not None:
            self.log(f"staff renames {ticket.id}")
            self.server.touch(company, ticket, subject=f"Renamed {self.chance.new_id()[-6:]}")

    def open(self, company: Company) -> None:
        """A colleague opens a ticket elsewhere."""
        ticket = self._ticket(company, MARCO)
        self.log(f"colleague opens {ticket.id}")

    def delete(self, company: Company) -> None:
        ticket = self._any(company)
        if ticket is not None:
            self.log(f"staff deletes {ticket.id}")
            self.server.take_away(company, ticket.id)

    def hide(self, company: Company) -> None:
        """Gone for the customer, and after a while there again, with all that hangs on it."""
        ticket = self._any(company)
        if ticket is None:
            return
        self.log(f"staff hides {ticket.id}")
        hidden = self.server.take_away(company, ticket.id)
        epoch, name = self.server.epoch, company.name

        def show_again() -> None:
            now = self.server.companies[name]
            if self.server.epoch == epoch and ticket.id not in now.tickets:
                self.log(f"staff shows {ticket.id} again")
                self.server.put(now, *hidden)

        if self.chance.happens(0.5):
            self.server.later(self.chance.between(1_000, 60_000), show_again)

    def merge(self, company: Company) -> None:
        """One ticket goes on in another; the first one is closed and takes nothing any more."""
        ticket = self._any(company)
        others = [id for id in company.tickets if id not in company.merged and ticket is not None and id != ticket.id]
        if ticket is None or not others or ticket.id in company.merged or ticket.id in company.merged.values():
            return
        into = self.chance.one_of(others)
        self.log(f"staff merges {ticket.id} into {into}")
        company.merged[ticket.id] = into
        self.server.set_kind(company, ticket, StatusKind.CLOSED, LUCA)

    def move(self, company: Company, other: Company) -> None:
        """The ticket belongs to another company from now on."""
        ticket = self._any(company)
        if ticket is not None:
            self.log(f"staff moves {ticket.id} to {other.name}")
            moved = self.server.take_away(company, ticket.id)
            for attachment in [one for one in moved if hasattr(one, "sha256")]:
                other.blobs[attachment.sha256] = company.blobs[attachment.sha256]
            self.server.put(other, *moved)

    def note(self, company: Company) -> None:
        ticket = self._any(company)
        if ticket is not None:
            event = Event("assignee", "", "Luca")
            self.server.touch(company, ticket)
            self.server.put(
                company,
                Message(
                    self.server.own_id("e"), ticket.id, LUCA, "", self.server.now(), MessageKind.EVENT, event=event
                ),
            )

    def _ticket(self, company: Company, author: Author) -> Ticket:
        now = self.server.now()
        ticket = Ticket(
            id=self.server.own_id("t"),
            number=self.server.new_number(),
            subject=f"Conveyor squeaks {self.chance.new_id()[-6:]}",
            description="Since yesterday.",
            request_type="question",
            status="new",
            kind=StatusKind.NEW,
            author=author,
            created_at=now,
            updated_at=now,
            company_id=company.name,
        )
        self.server.put(company, ticket)
        return ticket

    def _any(self, company: Company) -> Ticket | None:
        return self.chance.one_of(list(company.tickets.values())) if company.tickets else None
