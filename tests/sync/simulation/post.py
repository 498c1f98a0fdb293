"""The person's mail in the simulation: what they hand to e-mail, what of it they really send, and what they say of the rest.

A mail takes its time and arrives once, in the order in which the mails of a device were sent. A person says "it did not go" only of what
they never sent, or of what the server sent back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.actions.desk import Desk
from desktop.actions.send_by_email import (
    HandedOver,
    hand_to_mail,
    mail_did_not_go,
    mail_was_not_made,
    send_over_the_line,
)
from desktop.domain.change import Change
from desktop.domain.ticket import Message
from tests.sync.simulation.chance import Chance
from tests.sync.simulation.ledger import Kind, Raw, RawChange
from tests.sync.simulation.server import LUCA, Server

if TYPE_CHECKING:
    from tests.sync.simulation.device import Device

LONGEST = 3_600_000
"""Milliseconds that a mail takes at most."""


def _nothing_new(_ledger: object, _raw: Raw) -> str:
    return ""


@dataclass
class Post:
    """See the module. `away` has the ids of all changes whose mail was sent, and not sent back."""

    chance: Chance
    server: Server
    log: Callable[[str], None]
    away: set[str] = field(default_factory=set)
    _arrives: dict[str, int] = field(default_factory=dict)

    def mail(self, device: Device) -> None:
        """Hand something that waits to e-mail, and send it; or forget to, or crash before."""
        rows = [row for row in device.raw().changes.values() if _may_go(row)]
        if not rows:
            return
        row = self.chance.one_of(rows)
        handed: list[HandedOver] = []

        def deed(desk: Desk) -> None:
            answer = hand_to_mail(desk, row.id, device.owner.person)
            self.log(
                f"{device.name} hands {row.id} to e-mail: {answer if not isinstance(answer, HandedOver) else 'yes'}"
            )
            if isinstance(answer, HandedOver):
                handed.append(answer)

        device.act(_nothing_new, lambda raw: raw.changes[row.id].state == "mailed", deed)
        if not handed or device.raw().changes[row.id].state != "mailed":
            return
        if self.chance.happens(0.3):
            self._quote(device, row.id)
        fate = self.chance.weighed({"sent": 6.0, "forgotten": 1.5, "not made": 1.0})
        self.log(f"{device.name}'s mail {row.id}: {fate}")
        if fate == "sent":
            self._send(device, handed[0].before)
        elif fate == "not made":
            device.act(_nothing_new, lambda raw: True, lambda desk: mail_was_not_made(desk, handed[0]))

    def _send(self, device: Device, change: Change) -> None:
        self.away.add(change.id)
        company, author, name = device.company_name, device.owner.author, device.name
        arrives = max(self._arrives.get(name, 0), self.server.now()) + self.chance.between(1, LONGEST)
        self._arrives[name] = arrives

        def arrive() -> None:
            taken = self.server.receive_mail(self.server.companies[company], change, author, name)
            self.log(f"mail {change.id} arrives: {'taken' if taken else 'nothing to do'}")
            if not taken and change.id not in self.server.memory.effects:
                self.away.discard(change.id)

        self.server.later(arrives - self.server.now(), arrive)

    def _quote(self, device: Device, id: str) -> None:
        """The mark gets into words of somebody else, or of the person about it: neither is the mail."""
        company = self.server.companies[device.company_name]
        if not company.tickets:
            return
        ticket = self.chance.one_of(list(company.tickets.values()))
        mark = f"[sportello-change: {id}]"
        author, text = self.chance.one_of(
            ((LUCA, f"You wrote this.\n{mark}"), (device.owner.author, f"I sent this:\n> {mark}"))
        )
        self.log(f"{author.name} quotes the mark of {id} in {ticket.id}")
        said = Message(self.server.own_id("m"), ticket.id, author, text, self.server.now())
        self.server.touch(company, ticket)
        self.server.put(company, said)

    def bring_back(self, device: Device, row: RawChange | None = None) -> None:
        """Say of a mail that it did not go."""
        rows = [one for one in device.raw().changes.values() if one.state == "mailed" and one.id not in self.away]
        if row is None and rows:
            row = self.chance.one_of(rows)
        if row is None:
            return
        id, over_the_line = row.id, self.chance.happens(0.5)
        self.log(f"{device.name} brings {id} back from e-mail")
        action = send_over_the_line if over_the_line else mail_did_not_go
        device.ledger.brought_back.add(id)
        device.act(_nothing_new, lambda raw: True, lambda desk: action(desk, id))


def _may_go(row: RawChange) -> bool:
    waits = row.state in ("queued", "uploading", "needs-attention")
    return waits and row.kind in (Kind.OPEN, Kind.REPLY) and not row.papers
