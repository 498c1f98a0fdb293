"""An edit whose answer was lost is done once, also where somebody took it back before it could be sent again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

import pytest

from desktop.actions.edit_ticket import edit_ticket
from desktop.actions.open_ticket import open_ticket
from desktop.connectors.proxy import Proxy, ProxyMode
from desktop.connectors.sportello.connector import SportelloConnector
from desktop.connectors.transport import Transport, TransportOptions
from desktop.domain.account import Helpdesk
from desktop.domain.change import Change, TicketFields
from desktop.domain.change_state import ChangeState
from desktop.domain.conflict import fields_of
from desktop.sandbox.server import RunningSandbox
from desktop.sync.engine import Engine
from desktop.sync.stores import write_here
from tests.builders import OpenAccount, a_ticket, a_ticket_draft
from tests.kill.fault_proxy import FaultProxy
from tests.kill.weather import CALM, Fault, Weather
from tests.sandbox.caller import LUCA, Caller
from tests.sync.devices import Heard, a_device
from tests.sync.model_server import Fault as ModelFault
from tests.sync.model_server import ModelServer

HOUR = 3_600_000


def edit(account: OpenAccount, ticket_id: str, subject: str) -> Change:
    """The person gives the ticket, as it is here, another subject."""
    ticket = account.desk.tickets.ticket(ticket_id)
    assert ticket is not None
    change = edit_ticket(account.desk, ticket_id, TicketFields(subject=subject), fields_of(ticket), ticket.version)
    assert change is not None
    return change


def state_of(account: OpenAccount, change: Change) -> ChangeState:
    kept = account.side.views.change(change.id)
    assert kept is not None
    return kept.state


@dataclass
class Leaving(Heard):
    """Turns the line bad in the moment in which a change leaves."""

    line: FaultProxy | None = None
    weather: Weather = CALM

    def outbox_moved(self) -> None:
        if self.line is not None:
            self.line.weather = self.weather


@dataclass
class RealWorld:
    """A real helpdesk behind a line that can be made bad, a real engine on this side, and Luca of the staff."""

    account: OpenAccount
    engine: Engine
    line: FaultProxy
    luca: Caller
    heard: Leaving

    def sync(self) -> None:
        self.engine.run_once(Event())

    def subjects(self, ticket_id: str) -> list[str]:
        """Everything the ticket was called since it was opened, as its conversation tells it."""
        events = [one["event"] for one in self.luca.messages({"id": ticket_id}) if one["event"] is not None]
        return [str(event["to"]) for event in events if event["name"] == "subject"]


@contextmanager
def a_real_world(folder: Path) -> Iterator[RealWorld]:
    with ExitStack() as stack:
        sandbox = stack.enter_context(RunningSandbox(folder / "helpdesk"))
        line = stack.enter_context(FaultProxy(sandbox.url, 1))
        luca = stack.enter_context(Caller(sandbox.url)).sign_in(LUCA)
        options = TransportOptions(client_id="device", proxy=Proxy(ProxyMode.NONE))
        transport = stack.enter_context(Transport(line.address, options))
        account = stack.enter_context(a_device(folder / "device", ModelServer())).account
        helpdesk = Helpdesk(line.address, "sportello", "Valmec")
        connector = SportelloConnector(helpdesk, transport, account.workspace.tokens(write_here))
        connector.sign_in("anna@rossi.example", "sportello")
        heard = Leaving(line=line)
        yield RealWorld(account, account.workspace.engine(connector, heard, write_here), line, luca, heard)


def test_an_edit_whose_answer_was_lost_and_that_the_staff_took_back_is_not_done_again(tmp_path: Path) -> None:
    with a_real_world(tmp_path) as world:
        draft = a_ticket_draft(
            subject="Fan", request_type="question", machine_id="", machine_state="", contacts=(), files=()
        )
        opened = open_ticket(world.account.desk, draft)
        world.sync()
        change = edit(world.account, opened.id, "Pump")
        world.heard.weather = Weather({Fault.LOST_AFTER: 1.0})
        world.sync()
        assert world.subjects(opened.id) == ["Pump"]
        assert state_of(world.account, change) is ChangeState.UNCERTAIN
        here = f"/v1/tickets/{opened.id}"
        back = world.luca.call("PATCH", here, json={"subject": "Fan"}, headers={"If-Match": "*"})
        assert back.status_code == 200
        world.heard.weather = world.line.weather = CALM
        world.account.clock.go_on(HOUR)
        world.sync()
        world.sync()
        assert state_of(world.account, change) is ChangeState.CONFIRMED
        assert world.subjects(opened.id) == ["Pump", "Fan"]
        view = world.account.side.views.ticket(opened.id)
        assert view is not None
        assert view.subject == "Fan"


def test_an_edit_the_server_did_is_replayed_and_one_it_refused_is_joined_under_the_same_id(tmp_path: Path) -> None:
    server = ModelServer()
    ticket = a_ticket(subject="Fan", priority="normal")
    server.put(ticket)
    faults: list[ModelFault] = []
    news: list[dict[str, str]] = []

    def at_the_wire(asked: str) -> ModelFault | None:
        """Somebody else's change comes in just before the request does."""
        if asked == "send" and news:
            now = server.tickets[ticket.id]
            server.put(replace(now, version=now.version + 1, **news.pop()))  # type: ignore[arg-type]
        return faults.pop() if asked == "send" and faults else None

    with a_device(tmp_path, server, at_the_wire) as device:
        device.sync()
        taken_back = edit(device.account, ticket.id, "Pump")
        faults.append(ModelFault.LOST_AFTER)
        device.sync()
        assert server.tickets[ticket.id].subject == "Pump"
        news.append({"subject": "Fan"})
        device.settle_down()
        assert server.tickets[ticket.id].subject == "Fan"
        device.sync()
        joined = edit(device.account, ticket.id, "Conveyor")
        news.append({"priority": "high"})
        device.settle_down()
        now = server.tickets[ticket.id]
        assert (now.subject, now.priority) == ("Conveyor", "high")
        assert server.effects == {taken_back.id: 1, joined.id: 1}
        assert device.connector.sent_ids.count(joined.id) == 2


@pytest.mark.parametrize("fault", [ModelFault.BROKEN, ModelFault.BUSY, ModelFault.LOST_BEFORE])
def test_an_edit_that_never_arrived_goes_again(tmp_path: Path, fault: ModelFault) -> None:
    server = ModelServer()
    ticket = a_ticket(subject="Fan")
    server.put(ticket)
    faults = [fault]
    with a_device(tmp_path, server, lambda asked: faults.pop() if asked == "send" and faults else None) as device:
        device.sync()
        change = edit(device.account, ticket.id, "Pump")
        device.settle_down()
        assert server.effects == {change.id: 1}
        assert server.tickets[ticket.id].subject == "Pump"
