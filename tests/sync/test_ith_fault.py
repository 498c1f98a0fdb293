"""The i-th fault: every request and every durable write of a scenario fails once, each in every way it can, and then everything arrives.

A request is lost before or after its effect, or nobody knows; a write is refused, or its process is killed, just before it or just after.
The scenarios are played in the simulation's world, whose invariants are checked at the end of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from desktop.domain.catalogue import StatusKind
from tests.sync.simulation.device import Device, tidy_room
from tests.sync.simulation.ledger import Paper, Sheet
from tests.sync.simulation.line import Fault, Request
from tests.sync.simulation.schedule import live
from tests.sync.simulation.shape import Shape
from tests.sync.simulation.world import World

CALM = Shape(
    idempotent=True, reply_to_closed=True, devices=1, second=False, other_account=False, faults=(0.0,), bystanders=False
)
PLAIN = Shape(
    idempotent=False,
    reply_to_closed=True,
    devices=1,
    second=False,
    other_account=False,
    faults=(0.0,),
    bystanders=False,
)

WAYS = (Fault.LOST_BEFORE, Fault.LOST_ON_THE_WAY, Fault.LOST_AFTER, Fault.TRUNCATED)


@dataclass(frozen=True)
class Hit:
    """Where the one fault strikes: the n-th request, or the n-th point of the disk (before or after a write)."""

    request: int = 0
    way: Fault = Fault.LOST_BEFORE
    failing_write: int = 0
    killing_write: int = 0


class Stage(World):
    """A world in which nothing is left to chance, with one fault."""

    def __init__(self, shape: Shape, hit: Hit) -> None:
        super().__init__(1, shape)
        self.hit = hit
        self.asked = 0
        self.device.disk.begin()

    @property
    def device(self) -> Device:
        return self.devices[0]

    def _fault(self, request: Request) -> Fault | None:
        self.asked += 1
        return self.hit.way if self.asked == self.hit.request else None

    def begin(self, *, tickets: int = 3, synced: bool = True) -> None:
        """Everything is there, and in order; from here on it counts."""
        company = self.server.companies["c-rossi"]
        for _ in range(tickets):
            self.staff._ticket(company, self.device.owner.author)
        self.start(self.device)
        hit, self.hit = self.hit, Hit()
        if synced:
            self.run(self.device)
        self.hit, self.asked = hit, 0
        disk = self.device.disk
        disk.points = 0
        disk.fail_at = hit.failing_write or None
        disk.kill_at = hit.killing_write or None

    def wish(self, act: Callable[[Device], None]) -> str:
        """The person does something, and once more if the disk refused or the program died; the new change's id."""
        before = set(self.device.ledger.sent)
        for _ in range(3):
            self.guarded(self.device, lambda: act(self.device))
            new = self.device.ledger.sent - before
            if new:
                return next(iter(new))
        raise AssertionError("it could not be sent")

    def opens(self, files: int = 0) -> str:
        id = self.chance.new_id()

        def act(device: Device) -> None:
            papers: list[Paper] = []
            while len(papers) < files:
                paper = self.hand._paper(device)
                papers += [paper] if paper else []
            self.hand.send_ticket(device, id, Sheet(("Pressa ferma", "Ἡ πρέσα"), tuple(papers)))

        return self.wish(act)

    def runs(self, times: int = 1) -> None:
        for _ in range(times):
            self.clock.go_on(20_000)
            self.run(self.device)


Story = Callable[[Stage], None]


def a_ticket_with_files(stage: Stage) -> None:
    stage.begin()
    stage.opens(files=2)
    stage.runs(2)


def replies_to_a_ticket_that_is_not_sent_yet(stage: Stage) -> None:
    stage.begin()
    ticket = stage.opens(files=1)
    for _ in range(3):
        stage.wish(lambda device: stage.hand.reply(device, ticket))
    stage.runs(2)


def closing_and_reopening(stage: Stage) -> None:
    stage.begin(tickets=1)
    stage.wish(stage.hand.close)
    stage.wish(stage.hand.reopen)
    stage.runs(2)


def editing(stage: Stage) -> None:
    stage.begin(tickets=1)
    stage.wish(stage.hand.edit)
    company = stage.server.companies["c-rossi"]
    stage.staff.note(company)
    stage.runs(2)


def taking_back_and_sending_again(stage: Stage) -> None:
    stage.begin(tickets=1)
    ticket = stage.opens(files=1)
    stage.wish(lambda device: stage.hand.reply(device, ticket))
    row = stage.device.raw().changes[ticket]
    stage.guarded(stage.device, lambda: stage.hand.undo(stage.device, row))
    if ticket in stage.device.ledger.drafts:
        stage.guarded(
            stage.device, lambda: stage.hand.send_ticket(stage.device, ticket, stage.device.ledger.drafts[ticket])
        )
    stage.runs(2)


def a_sweep_in_pages(stage: Stage) -> None:
    stage.begin(tickets=20, synced=False)
    stage.runs(2)


def a_resync_with_work_waiting(stage: Stage) -> None:
    stage.begin(tickets=8)
    stage.wish(lambda device: stage.hand.reply(device, "t-1"))
    stage.staff.delete(stage.server.companies["c-rossi"])
    stage.server.companies["c-rossi"].scope += 1
    stage.runs(2)


def a_server_restored_from_its_backup(stage: Stage) -> None:
    stage.begin()
    stage.server.back_up()
    ticket = stage.opens(files=1)
    stage.wish(lambda device: stage.hand.reply(device, ticket))
    stage.runs(2)
    stage.server.restore()
    stage.runs(3)


def many_tickets_vanishing_at_once(stage: Stage) -> None:
    stage.few = 2
    stage.begin(tickets=9)
    company = stage.server.companies["c-rossi"]
    stage.wish(lambda device: stage.hand.reply(device, "t-9"))
    for id in list(company.tickets)[1:]:
        stage.server.take_away(company, id)
    stage.runs(2)
    assert company.tickets.keys() == {"t-1"}


def an_answer_in_the_meantime(stage: Stage) -> None:
    """Closing over a message that was not seen asks."""
    stage.begin(tickets=1)
    stage.wish(lambda device: stage.hand.reply(device, "t-1"))
    company = stage.server.companies["c-rossi"]
    stage.staff.answer(company)
    stage.server.set_kind(company, company.tickets["t-1"], StatusKind.WAITING, stage.device.owner.author)
    stage.wish(stage.hand.close)
    stage.runs(3)


STORIES: tuple[tuple[Story, Shape], ...] = (
    (a_ticket_with_files, CALM),
    (replies_to_a_ticket_that_is_not_sent_yet, CALM),
    (closing_and_reopening, CALM),
    (editing, CALM),
    (taking_back_and_sending_again, CALM),
    (a_sweep_in_pages, CALM),
    (a_resync_with_work_waiting, CALM),
    (a_server_restored_from_its_backup, CALM),
    (many_tickets_vanishing_at_once, CALM),
    (an_answer_in_the_meantime, CALM),
    (a_ticket_with_files, PLAIN),
    (replies_to_a_ticket_that_is_not_sent_yet, PLAIN),
    (closing_and_reopening, PLAIN),
    (a_server_restored_from_its_backup, PLAIN),
)


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    yield
    tidy_room()


def play(story: Story, shape: Shape, hit: Hit) -> tuple[int, int]:
    """The whole story with one fault; how many requests and points of the disk it has, until the weather clears up."""
    counted = (0, 0)

    def whole(stage: Stage) -> None:
        nonlocal counted
        story(stage)
        disk = stage.device.disk
        counted = stage.asked, disk.points
        stage.hit, disk.fail_at, disk.kill_at = Hit(), None, None
        stage.ending.come()

    result = live(Stage(shape, hit), whole)
    if result.failure is not None:
        print(result.told)
        raise AssertionError(f"{story.__name__} with {hit}: {result.failure}") from result.failure
    return counted


@pytest.mark.parametrize(
    ("story", "shape"),
    STORIES,
    ids=[f"{story.__name__}-{'plain' if shape is PLAIN else 'once'}" for story, shape in STORIES],
)
def test_whichever_request_or_write_fails_everything_arrives(
    story: Story, shape: Shape, record_property: Callable[[str, object], None]
) -> None:
    requests, points = play(story, shape, Hit())
    assert requests > 2
    assert points > 10
    hits = [Hit(request=at, way=way) for at in range(1, requests + 1) for way in WAYS]
    hits += [Hit(failing_write=at) for at in range(1, points + 1)]
    hits += [Hit(killing_write=at) for at in range(1, points + 1)]
    for hit in hits:
        play(story, shape, hit)
    record_property(
        "told", f"{requests} requests x {len(WAYS)} ways, {points} points of the disk x 2: {len(hits)} runs"
    )
