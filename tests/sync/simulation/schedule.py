"""One schedule: everything that happens in one small world, drawn from one number.

A world has two or three devices of one person, often one of a person of another company, a server in one of its two forms, and bad luck
of a strength of its own. After 15 to 40 steps the bad luck ends, everybody comes to rest, and what must hold is checked; much of it is
checked after every step as well.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from desktop import errors
from desktop.actions import removals
from desktop.sync import pull
from desktop.sync.outcome import Outcome
from tests.sync.simulation import invariants
from tests.sync.simulation.chance import Chance, DeviceClock, WorldClock
from tests.sync.simulation.device import ANNA, BRUNO, HELPDESK, Device, Owner, read_copy
from tests.sync.simulation.disk import Disks, Killed
from tests.sync.simulation.invariants import Broken, Listening, Patience, read_cursor, read_ids
from tests.sync.simulation.ledger import SETTLED, RawChange
from tests.sync.simulation.line import IN_FLIGHT, LOOK_UP_LAG, Fault, Line, Request
from tests.sync.simulation.person import Hand
from tests.sync.simulation.post import Post
from tests.sync.simulation.server import Company, Server
from tests.sync.simulation.staff import Staff

MOST_RUNS = 60
"""Runs of one device until it is at rest, once the bad luck is over."""

MOST_REQUESTS = 400
"""Requests of one device until it is at rest."""

READS = (Request.CATALOGUE, Request.SNAPSHOT, Request.CHANGES, Request.DIGEST)

READING_FAULTS: dict[Fault, float] = {
    Fault.LOST_BEFORE: 4,
    Fault.LOST_AFTER: 2,
    Fault.TRUNCATED: 2,
    Fault.BUSY: 2,
    Fault.BUSY_WITHOUT_TIME: 1,
    Fault.BROKEN_BEFORE: 2,
    Fault.EXPIRED: 1,
    Fault.SLOW: 1,
}

FAULTS: dict[Request, dict[Fault, float]] = {
    **dict.fromkeys(READS, READING_FAULTS),
    Request.SEND: {
        Fault.LOST_BEFORE: 3,
        Fault.LOST_ON_THE_WAY: 2,
        Fault.LOST_AFTER: 4,
        Fault.TRUNCATED: 2,
        Fault.LATE: 3,
        Fault.TWICE: 2,
        Fault.BUSY: 2,
        Fault.BUSY_WITHOUT_TIME: 1,
        Fault.BROKEN_BEFORE: 2,
        Fault.BROKEN_AFTER: 2,
        Fault.EXPIRED: 1,
        Fault.GONE: 1,
        Fault.PARENT_UNKNOWN: 1,
        Fault.INVALID: 1,
        Fault.TOO_LARGE: 1,
        Fault.FILES_LOST: 1,
        Fault.SLOW: 1,
    },
    Request.UPLOAD: {
        Fault.LOST_BEFORE: 3,
        Fault.LOST_ON_THE_WAY: 2,
        Fault.LOST_AFTER: 3,
        Fault.TRUNCATED: 2,
        Fault.BUSY: 1,
        Fault.BROKEN_BEFORE: 1,
        Fault.BROKEN_AFTER: 1,
        Fault.EXPIRED: 1,
        Fault.TOO_LARGE: 0.5,
        Fault.FILES_LOST: 1,
        Fault.SLOW: 1,
    },
    Request.LOOK_UP: {
        Fault.LOST_BEFORE: 3,
        Fault.LOST_AFTER: 2,
        Fault.BUSY: 1,
        Fault.BROKEN_BEFORE: 1,
        Fault.EXPIRED: 1,
    },
}


LIKELIHOOD = {Request.SEND: 2.0, Request.UPLOAD: 1.0, Request.LOOK_UP: 1.0}
"""How much of the world's bad luck meets each kind of request: what could lose or double something most of all."""

READING_LIKELIHOOD = 0.5


@dataclass(frozen=True)
class Shape:
    """What a schedule may be made of; None leaves it to chance. Tests of single dangers narrow it down."""

    idempotent: bool | None = None
    reply_to_closed: bool | None = None
    devices: int | None = None
    second: bool | None = None
    """Whether a second process runs on the first device."""
    other_account: bool | None = None
    few: int | None = None
    """How many tickets may vanish at once without a question."""
    tickets: tuple[int, int] = (0, 5)
    steps: tuple[int, int] = (15, 40)
    faults: tuple[float, ...] = (0.0, 0.1, 0.2, 0.35)
    only_faults: tuple[Fault, ...] = ()
    only_steps: tuple[str, ...] = ()
    more: tuple[tuple[str, float], ...] = ()
    """Steps with another weight than usual."""
    kills: bool = True
    bystanders: bool = True
    mail: bool = False
    """Whether the person also sends by e-mail; the step for it is "mail"."""


@dataclass
class Figures:
    """What a schedule was made of."""

    requests: int = 0
    runs: int = 0
    kills: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)

    def add(self, other: Figures) -> None:
        self.requests += other.requests
        self.runs += other.runs
        self.kills += other.kills
        self.steps += other.steps
        self.faults += other.faults
        self.states += other.states

    def told(self, schedules: int, seconds: float) -> str:
        """Figures for a reader."""

        def list_of(counter: Counter[str]) -> str:
            return ", ".join(f"{count} {name}" for name, count in counter.most_common())

        return (
            f"{schedules} schedules in {seconds:.0f} s, {schedules / max(seconds, 0.001):.1f} a second: {self.requests} requests, "
            f"{self.runs} runs, {self.kills} kills\n  faults: {list_of(self.faults)}\n  steps: {list_of(self.steps)}\n"
            f"  states seen: {list_of(self.states)}"
        )


class Log:
    """Line by line, what happened."""

    def __init__(self, now: Callable[[], int]) -> None:
        self.lines: list[str] = []
        self._now = now
        self._start = now()

    def __call__(self, line: str) -> None:
        self.lines.append(f"{(self._now() - self._start) / 1000:10.3f}  {line}")

    def digest(self) -> str:
        return hashlib.sha256("\n".join(self.lines).encode()).hexdigest()


class World:
    """See the module."""

    def __init__(self, seed: int, shape: Shape) -> None:
        chance = self.chance = Chance(seed)
        self.shape = shape
        self.clock = WorldClock()
        self.log = Log(lambda: self.clock.at)
        self.figures = Figures()
        self.patience = Patience()
        idempotent = self._drawn(shape.idempotent, 0.7)
        self.server = Server(
            lambda: self.clock.at,
            idempotent=idempotent,
            reply_to_closed=self._drawn(shape.reply_to_closed, 0.7),
            lag=0 if idempotent else chance.between(0, LOOK_UP_LAG),
            honours_mail=chance.happens(0.5) if shape.mail else True,
        )
        self.post = Post(chance, self.server, self.log)
        self.bad_luck = chance.one_of(shape.faults)
        self.bustle = chance.one_of((0.0, 0.05, 0.15)) if shape.bystanders else 0.0
        self.staff = Staff(self.server, chance, self.log)
        self.hand = Hand(
            chance, self.log, lambda device, what: self.patience.ended(device.name, what), idempotent=idempotent
        )
        self.hand.away = self.post.away
        self.devices = [self._device(f"anna-{n}", ANNA) for n in range(shape.devices or chance.between(2, 3))]
        if self._drawn(shape.other_account, 0.5):
            self.devices.append(self._device("bruno", BRUNO))
        if self._drawn(shape.second, 0.25):
            self.devices.append(self._device("anna-0-second", ANNA, self.devices[0]))
        self.few = shape.few or chance.one_of((2, 4, 50))
        self._under_way: list[tuple[Device, Request | None]] = []
        self._swept: set[str] = set()
        self.log(
            f"{len(self.devices)} devices, {'idempotent' if idempotent else 'plain'} server, faults {self.bad_luck}"
        )

    def _drawn(self, told: bool | None, probability: float) -> bool:
        drawn = self.chance.happens(probability)
        return drawn if told is None else told

    def _device(self, name: str, owner: Owner, beside: Device | None = None) -> Device:
        return Device(
            name,
            owner,
            beside.clock if beside else DeviceClock(self.clock),
            lambda device: Line(self, name, owner.company, owner.author, HELPDESK, owner.person),
            chance=self.chance.share,
            ticks=lambda: self.clock.at / 1000,
            new_id=self.chance.new_id,
            log=self.log,
            forgotten=self.patience.forget,
            beside=beside,
        )

    # What lines ask

    def request(self, line: Line, request: Request, key: str) -> Fault | None:
        device = self._device_of(line)
        self.figures.requests += 1
        self.clock.go_on(self.chance.between(20, 400))
        self._judge_request(device, request, key)
        self._under_way[-1] = (device, request)
        self._bystanders(device)
        self._under_way[-1] = (device, None)
        self.server.go_on()
        if request is Request.SNAPSHOT:
            self._swept.add(device.name)
        fault = self._fault(request)
        if fault is not None:
            self.figures.faults[f"{request} {fault}"] += 1
            self.log(f"{device.name} {request} {key} meets {fault}")
        if fault is Fault.SLOW:
            self.clock.go_on(self.chance.between(1_000, 30_000))
        return fault

    def _device_of(self, line: Line) -> Device:
        return next(device for device in self.devices if device.line is line)

    def _fault(self, request: Request) -> Fault | None:
        if not self.chance.happens(self.bad_luck * LIKELIHOOD.get(request, READING_LIKELIHOOD)):
            return None
        weights = FAULTS[request]
        if self.shape.only_faults:
            weights = {fault: weight for fault, weight in weights.items() if fault in self.shape.only_faults}
        return self.chance.weighed(weights) if weights else None

    def _judge_request(self, device: Device, request: Request, key: str) -> None:
        """9 and 10, as the request arrives."""
        if request in (Request.SEND, Request.UPLOAD):
            for other, asks in self._under_way[:-1]:
                if other.folder == device.folder and asks in (Request.SEND, Request.UPLOAD):
                    raise Broken(9, f"{device.name} and {other.name} both send for one account")
        now, jumps = device.clock(), device.clock.jumps_back
        for what in ("", key):
            self.patience.check(device.name, what, now, jumps)

    def answered(self, line: Line, request: Request, key: str, answer: str) -> None:
        device = self._device_of(line)
        self.log(f"{device.name} {request} {key} → {answer}")
        if request in (Request.SEND, Request.LOOK_UP):
            if answer in (
                "Uncertain http-500",
                "Uncertain http-502",
                "Uncertain server-broken",
                "TryLater server-busy",
            ):
                self.patience.failed(device.name, key, device.clock(), device.clock.jumps_back)
            elif answer.startswith("Accepted"):
                self.patience.ended(device.name, key)

    def delay(self) -> int:
        return self.chance.between(500, 600_000 if self.server.idempotent else IN_FLIGHT - 1)

    def wait(self, line: Line, request: Request, key: str) -> int:
        device, seconds = self._device_of(line), self.chance.one_of((1, 7, 120, 3600))
        now = device.clock()
        self.patience.tell(
            device.name, "" if request in READS else key, now, now + seconds * 1000, device.clock.jumps_back
        )
        return seconds

    def _bystanders(self, device: Device) -> None:
        """While a request is under way, others act: the same person, other devices, the staff."""
        if len(self._under_way) > 1 or not self.chance.happens(self.bustle):
            return
        what = self.chance.weighed({"person": 3, "staff": 3, "other": 1})
        if what == "person":
            self._person_acts(device)
        elif what == "staff":
            self._staff_acts()
        else:
            busy = [one for one, _ in self._under_way]
            others = [one for one in self.devices if one not in busy and one.is_open]
            if others:
                self.run(self.chance.one_of(others))

    # Steps

    def go(self) -> None:
        """The whole schedule; raises Broken."""
        for company in self.server.companies.values():
            self.staff.populate(company, self.chance.between(*self.shape.tickets))
        for device in self.devices:
            self.start(device)
        for _ in range(self.chance.between(*self.shape.steps)):
            self.step()
        self.come_to_an_end()

    def step(self) -> None:
        self.clock.go_on(self.chance.weighed({200: 4, 3_000: 4, 15_000: 3, 120_000: 2, 3_600_000: 1}))
        self.server.go_on()
        steps = STEPS | dict(self.shape.more)
        if self.shape.only_steps:
            steps = {step: weight for step, weight in steps.items() if step in self.shape.only_steps}
        name = self.chance.weighed(steps)
        self.figures.steps[name] += 1
        device = self.chance.one_of(self.devices)
        if not device.is_open and name != "outage":
            self.start(device)
        getattr(self, f"_step_{name.replace('-', '_')}")(device)
        self.check(device)

    def _step_person(self, device: Device) -> None:
        self._guarded(device, lambda: self._person_acts(device))

    def _person_acts(self, device: Device) -> None:
        hand = self.hand
        act = self.chance.weighed(
            {
                hand.open: 5.0,
                hand.reply: 5.0,
                hand.close: 1.5,
                hand.reopen: 1.5,
                hand.edit: 1.5,
                hand.edit_again: 0.5,
                hand.draft: 2.0,
                hand.undo: 2.0,
                hand.retry: 1.0,
                hand.discard: 0.7,
                hand.read: 0.5,
            }
        )
        try:
            act(device)
        except errors.StorageDamaged:
            device.mend()

    def _step_staff(self, device: Device) -> None:
        self._staff_acts()

    def _staff_acts(self) -> None:
        staff = self.staff
        company = self.chance.one_of(list(self.server.companies.values()))
        act = self.chance.weighed(
            {
                staff.answer: 5.0,
                staff.set_status: 3.0,
                staff.retitle: 1.0,
                staff.open: 2.0,
                staff.note: 1.0,
                staff.delete: 0.7,
                staff.hide: 0.7,
                staff.merge: 0.5,
                self._move: 0.4,
            }
        )
        act(company)

    def _move(self, company: Company) -> None:
        self.staff.move(company, next(one for one in self.server.companies.values() if one is not company))

    def _step_mail(self, device: Device) -> None:
        act = self.post.mail if self.chance.happens(0.75) else self.post.bring_back
        if self.shape.kills and self.chance.happens(0.2):
            device.disk.kill_in(self.chance.between(1, 6))
        self._guarded(device, lambda: act(device))
        device.disk.kill_at = None

    def _step_run(self, device: Device) -> None:
        self.run(device)

    def _step_sign_in(self, device: Device) -> None:
        device.line.sign_in("anna", "password-canary-4711")

    def _step_restart(self, device: Device) -> None:
        device.stop()
        self.start(device)

    def _step_kill_run(self, device: Device) -> None:
        """The process is killed at one of the next durable writes of a run."""
        if self.shape.kills:
            device.disk.kill_in(self.chance.between(1, 24))
        self.run(device)
        device.disk.kill_at = None

    def _step_kill_act(self, device: Device) -> None:
        if self.shape.kills:
            device.disk.kill_in(self.chance.between(1, 8))
        self._guarded(device, lambda: self._person_acts(device))
        device.disk.kill_at = None

    def _step_disk_full(self, device: Device) -> None:
        """The next writes find no room; the person and the engine both meet it."""
        device.disk.fail_writes = self.chance.between(1, 3)
        if self.chance.happens(0.5):
            self._guarded(device, lambda: self._person_acts(device))
        self.run(device)
        device.disk.fail_writes = 0

    def _step_jump(self, device: Device) -> None:
        """The device's clock is put forward or back."""
        jump = self.chance.one_of(
            (-86_400_000, -3_600_000, -30_000, 30_000, 3_600_000, 86_400_000, 8 * 86_400_000, 400 * 86_400_000)
        )
        if not self.server.idempotent and jump > 0 and self._in_doubt(device):
            return  # A plain server's bounds are times; across a restart they are measured by this very clock.
        self.log(f"{device.name} clock jumps by {jump // 1000} s")
        device.clock.jump(jump)

    def _in_doubt(self, device: Device) -> bool:
        return any(row.state in ("uncertain", "dispatched") for row in device.raw().changes.values())

    def _step_files_lost(self, device: Device) -> None:
        self.log("server tidies its files")
        self.server.lose_files(self.server.companies[device.company_name])

    def _step_cursor_expired(self, device: Device) -> None:
        self.log("server forgets old news")
        self.server.expire_cursors(self.server.companies[device.company_name])

    def _step_scope(self, device: Device) -> None:
        self.log("what the person may see changes")
        self.server.companies[device.company_name].scope += 1

    def _step_back_up(self, device: Device) -> None:
        self.log("server is backed up")
        self.server.back_up()

    def _step_restore(self, device: Device) -> None:
        if self.server.restore():
            self.log("server is restored from its backup")

    def _step_wipe(self, device: Device) -> None:
        """A server that shows much less than it should: of the tickets, few are left."""
        company = self.server.companies[device.company_name]
        self.log("server shows nearly nothing")
        for id in list(company.tickets)[1:]:
            self.server.take_away(company, id)

    def _step_tidy(self, device: Device) -> None:
        """What a session does every hour: forget what is old, copy the outbox."""
        workspace = device.process.workspace  # type: ignore[union-attr]
        for row in device.raw().changes.values():
            if row.state in SETTLED and row.settled_at < device.clock() - invariants.KEPT:
                device.ledger.forget(row.id)
        workspace.outbox.purge(device.clock())
        self._guarded(device, workspace.back_up)
        if device.is_open and (newest := max((device.folder / "backups").glob("outbox-*.db"), default=None)):
            device.ledger.note_copy(read_copy(newest))

    def _step_cache_broken(self, device: Device) -> None:
        """The disk scrambles the cache while nobody looks."""
        if any(one.folder == device.folder and one is not device and one.is_open for one in self.devices):
            return
        device.stop()
        self._break(device, device.account.cache)
        self.start(device)

    def _step_outbox_broken(self, device: Device) -> None:
        """The disk scrambles the outbox. Copies of it there are: one is made with the first tidying."""
        if any(one.folder == device.folder and one is not device and one.is_open for one in self.devices):
            return
        if not list((device.folder / "backups").glob("outbox-*.db")):
            self._step_tidy(device)
        if not list((device.folder / "backups").glob("outbox-*.db")):
            return
        device.stop()
        self._break(device, device.account.outbox)
        self.start(device)

    def _break(self, device: Device, path: Path) -> None:
        content = bytearray(path.read_bytes())
        how = self.chance.one_of(("page", "head", "short", "gone"))
        self.log(f"{device.name} {path.name} broken: {how}")
        if how == "gone":
            path.unlink()
            return
        at = 4096 * self.chance.between(1, len(content) // 4096 - 1) if how == "page" else 0
        content[at : at + 512] = bytes(512)
        path.write_bytes(content[: len(content) // 2] if how == "short" else content)

    def _step_epoch(self, device: Device) -> None:
        self.log("server begins a new epoch with all it has")
        self.server.epoch += 1

    # Devices

    def start(self, device: Device) -> None:
        while not device.is_open:
            try:
                device.start()
            except Killed:
                self.figures.kills += 1
                device.die()
        assert device.process is not None
        invariants.check_sound(device.process.workspace._outbox_database, "the outbox")

    def run(self, device: Device) -> Outcome | None:
        """One run of a device's engine; None when it was killed."""
        self.figures.runs += 1
        outcome: list[Outcome] = []
        self._under_way.append((device, None))
        before, scope = self._tickets_of(device), self._scope_of(device)
        refused = device.disk.failed
        try:
            self._guarded(device, lambda: outcome.append(device.run()))
        finally:
            self._under_way.pop()
            self.patience.run_ends(device.name, kept=bool(outcome) and device.disk.failed == refused)
        if not outcome:
            return None
        trouble = outcome[0].trouble
        is_broken = bool(device.process and device.process.broken)
        self._guarded(device, device.mend)
        if not is_broken and scope and scope == self._scope_of(device):
            invariants.check_brake(before, self._tickets_of(device), self.few, device.name)
        device.acted = False
        word = type(trouble).__name__ if trouble else "elsewhere" if outcome[0].elsewhere else "well"
        self.log(f"{device.name} ran: {word}")
        return outcome[0]

    def _tickets_of(self, device: Device) -> set[str]:
        return device.from_cache(read_ids) if device.is_open else set()

    def _scope_of(self, device: Device) -> str:
        """Under which rule of what this person may see the cache stands; empty while it is not whole."""
        cursor = device.from_cache(read_cursor) if device.is_open else ""
        return cursor.split(":")[1] if cursor else ""

    def _guarded(self, device: Device, work: Callable[[], object]) -> None:
        """Do something on a device that may be killed by it; then it starts again."""
        depth = len(self._under_way)
        try:
            work()
        except Killed:
            if not device.disk.is_dead:
                raise
            self.figures.kills += 1
            del self._under_way[depth:]
            device.die()
            self.start(device)

    # The end

    def come_to_an_end(self) -> None:
        """No more bad luck: everybody comes to rest, answers what is asked of them, and then everything must be where it belongs."""
        self.log("the weather clears up")
        self.bad_luck = self.bustle = 0.0
        self.clock.go_on(max(self.server.latest - self.clock.at, 0) + LOOK_UP_LAG)
        self.server.go_on()
        for device in [one for one in self.devices if one.is_second and self.chance.happens(0.7)]:
            device.stop()
            self.devices.remove(device)
        for _ in range(6):
            self.rest()
            self._answer_about_vanished()
            asked = [(device, row) for device in self.devices if not device.is_second for row in self._asking(device)]
            if not asked:
                break
            for device, row in asked:
                if row.id in device.ledger.wishes and row.state == "mailed":
                    self.post.bring_back(device, device.raw().changes[row.id])
                elif row.id in device.ledger.wishes:
                    self.hand.answer(device, device.raw().changes[row.id])
        else:
            for device in self.devices:
                for row in self._asking(device):
                    self.hand.discard(device, row)
            self.rest()
        self._answer_about_vanished(let_go=True)
        for device in self.devices:
            if device.acted:
                self._must_run(device)
        for device in self.devices:
            self.check_at_rest(device)

    def _answer_about_vanished(self, *, let_go: bool = False) -> None:
        """Many tickets vanished at once, and the person is asked whether they may go."""
        for device in self.devices:
            if not device.is_open or not device.desk.cursors.load().held:
                continue
            device.acted = True
            if let_go or self.chance.happens(0.5):
                self.log(f"{device.name} lets go what vanished")
                removals.let_go(device.desk)
            else:
                self.log(f"{device.name} asks the server again")
                removals.ask_again(device.desk)

    def _asking(self, device: Device) -> list[RawChange]:
        """What waits for the person's word: also a mail that they know did not go."""
        rows = device.raw().changes.values()
        return [
            row
            for row in rows
            if row.state in ("needs-attention", "conflict") or (row.state == "mailed" and row.id not in self.post.away)
        ]

    def rest(self) -> None:
        """Run every device until nothing waits for the clock; bounded."""
        for device in self.devices:
            self.start(device)
            device.line.sign_in("anna", "password-canary-4711")
        before = {device.name: device.line.requests for device in self.devices}
        outcomes: dict[str, Outcome] = {}
        idle = False
        for _ in range(MOST_RUNS):
            for device in self.devices:
                if idle or not self._is_still(device, outcomes.get(device.name)):
                    outcomes[device.name] = self._must_run(device)
            waits = [
                max(outcomes[device.name].next_attempt or 0, outcomes[device.name].hold_until) - device.clock()
                for device in self.devices
                if _waits(outcomes[device.name], device.clock())
            ]
            idle = self._nobody_sends(outcomes)
            still = all(self._is_still(device, outcomes[device.name]) for device in self.devices)
            if not waits and not idle and still:
                waiting = self._waiting()
                for device in [one for one in self.devices if waiting[one.name]]:
                    # The next poll: what waits without a time goes with it.
                    outcomes[device.name] = self._must_run(device)
                if waiting == self._waiting():
                    break
            self.clock.go_on(max(min(waits, default=60_000 if idle else 0), 1_000))
            self.server.go_on()
        else:
            raise Broken(6, f"not at rest after {MOST_RUNS} runs: {outcomes}")
        for device in self.devices:
            asked = device.line.requests - before[device.name]
            if asked > MOST_REQUESTS:
                raise Broken(6, f"{device.name} needed {asked} requests to come to rest")
            self.check(device)
            invariants.check_nothing_blocks(device.ledger, device.raw())

    def _waiting(self) -> dict[str, list[tuple[str, str]]]:
        """Per device: what is neither confirmed nor ended nor asks, by id and state."""
        idle_states = ("confirmed", "ended", "needs-attention", "conflict", "mailed")
        return {
            device.name: [(row.id, row.state) for row in device.raw().changes.values() if row.state not in idle_states]
            for device in self.devices
        }

    def _is_still(self, device: Device, last: Outcome | None) -> bool:
        """Whether another run has nothing to do: the last one went well, and the server has no news since."""
        if last is None or last.trouble is not None or last.sent or device.acted or _waits(last, device.clock()):
            return False
        if device.desk.cursors.load().sweep_asked:
            return False
        company = self.server.companies[device.company_name]
        return last.elsewhere or device.from_cache(read_cursor) == self.server.cursor(company, len(company.log))

    def _nobody_sends(self, outcomes: dict[str, Outcome]) -> bool:
        """Whether all processes of an account say that another one sends: one that died may still have the lease, for a while."""
        folders = {device.folder for device in self.devices}
        talking = {device.folder for device in self.devices if not outcomes[device.name].elsewhere}
        return folders != talking

    def _must_run(self, device: Device) -> Outcome:
        outcome = self.run(device)
        if outcome is not None and isinstance(outcome.trouble, errors.StorageDamaged):
            outcome = self.run(device)
        assert outcome is not None
        if isinstance(outcome.trouble, errors.WorldError) and not isinstance(outcome.trouble, errors.ServerBusy):
            raise Broken(6, f"{device.name} has trouble in fine weather: {outcome.trouble!r}")
        return outcome

    # Judging

    def check(self, device: Device) -> None:
        """What holds at any moment."""
        if not device.is_open:
            return
        raw = device.raw()
        self.figures.states.update(row.state for row in raw.changes.values())
        company = self.server.companies[device.company_name]
        because = 7 if device.name in self._swept else 1
        self._swept.discard(device.name)
        invariants.check_outbox(device.ledger, raw, self.server, device.clock(), because=because)
        invariants.check_accounts([device], self.server)
        invariants.check_effects(self.server)
        invariants.check_arrivals(device.ledger, self.server, company, device.name)
        invariants.check_cursor(device.cached(), self.server, company)
        for ticket_id, number in device.accepted:
            if number not in self.server.memory.numbers.get(ticket_id, set()):
                raise Broken(8, f"the person was told number {number!r} for {ticket_id}")
        device.accepted.clear()

    def check_at_rest(self, device: Device) -> None:
        """What holds in the end."""
        company, raw = self.server.companies[device.company_name], device.raw()
        self.check(device)
        invariants.check_files(device.ledger, raw, device.account.files, because=1)
        invariants.check_arrived(device.ledger, raw, self.server, company, clock_now=device.clock())
        invariants.check_mirror(device.cached(), company)
        invariants.check_nobody_else((one.ledger for one in self.devices), self.server)
        waiting = [row for row in raw.changes.values() if row.state not in SETTLED]
        self.log(f"{device.name} is at rest, {len(raw.changes)} changes, {len(waiting)} wait, {len(raw.drafts)} drafts")


def _waits(outcome: Outcome, now: int) -> bool:
    return outcome.next_attempt is not None or outcome.hold_until > now


STEPS: dict[str, float] = {
    "person": 12,
    "staff": 6,
    "run": 12,
    "sign-in": 2,
    "restart": 1.5,
    "kill-run": 4,
    "kill-act": 1.5,
    "disk-full": 1.5,
    "jump": 1,
    "files-lost": 0.5,
    "cursor-expired": 0.7,
    "scope": 0.5,
    "epoch": 0.5,
    "back-up": 0.7,
    "restore": 0.7,
    "wipe": 0.3,
    "cache-broken": 0.7,
    "outbox-broken": 0.5,
    "tidy": 0.7,
}


@dataclass(frozen=True)
class Result:
    """What one seed came to."""

    seed: int
    digest: str
    figures: Figures
    log: tuple[str, ...]
    failure: BaseException | None = None

    @property
    def told(self) -> str:
        """The failure with the log before it."""
        return "\n".join((*self.log, f"seed {self.seed}: {type(self.failure).__name__}: {self.failure}"))


_DISKS = Disks()


def run_seed(seed: int, shape: Shape | None = None) -> Result:
    """Live through one world drawn from a seed."""
    return live(World(seed, shape or Shape()), World.go, seed)


W = TypeVar("W", bound=World)


def live(world: W, story: Callable[[W], None], seed: int = 0) -> Result:
    """Let a story happen in a world. What is not an invariant's failure is a mistake of ours, and a failure all the same."""
    ears = Listening()
    logger = logging.getLogger("sportello")
    level, propagates, few = logger.level, logger.propagate, pull.FEW
    logger.addHandler(ears)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    pull.FEW = world.few
    failure: BaseException | None = None
    try:
        with _DISKS.mounted([device.disk for device in world.devices]):
            try:
                story(world)
            except (Exception, Killed) as error:  # noqa: BLE001 - reported with the seed and its log
                failure = error
            finally:
                for device in world.devices:
                    device.abandon()
    finally:
        pull.FEW = few
        logger.removeHandler(ears)
        logger.setLevel(level)
        logger.propagate = propagates
    return Result(seed, world.log.digest(), world.figures, tuple(world.log.lines), failure)
