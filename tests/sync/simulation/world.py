"""One small world: devices and their owners, a server and its staff, a line between them, and what must hold at any moment."""

from __future__ import annotations

from collections.abc import Callable

from desktop.sync.outcome import Outcome
from tests.sync.simulation import invariants
from tests.sync.simulation.bad_luck import FAULTS, LIKELIHOOD, READING_LIKELIHOOD, READS
from tests.sync.simulation.chance import Chance, DeviceClock, WorldClock
from tests.sync.simulation.chronicle import Figures, Log
from tests.sync.simulation.device import ANNA, BRUNO, HELPDESK, Device, Owner
from tests.sync.simulation.disk import Killed
from tests.sync.simulation.ending import Ending
from tests.sync.simulation.invariants import Broken, Patience, read_cursor, read_ids
from tests.sync.simulation.ledger import SETTLED
from tests.sync.simulation.line import IN_FLIGHT, LOOK_UP_LAG, Fault, Line, Request
from tests.sync.simulation.person import Hand
from tests.sync.simulation.post import Post
from tests.sync.simulation.server import Server
from tests.sync.simulation.shape import Shape
from tests.sync.simulation.staff import Staff
from tests.sync.simulation.steps import Steps


class World:
    """See `schedule`. It is what lines ask; its steps and its end stand apart."""

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
        self.steps = Steps(self)
        self.ending = Ending(self)
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
            self.steps.person_acts(device)
        elif what == "staff":
            self.steps.staff_acts()
        else:
            busy = [one for one, _ in self._under_way]
            others = [one for one in self.devices if one not in busy and one.is_open]
            if others:
                self.run(self.chance.one_of(others))

    # The whole story

    def go(self) -> None:
        """The whole schedule; raises Broken."""
        for company in self.server.companies.values():
            self.staff.populate(company, self.chance.between(*self.shape.tickets))
        for device in self.devices:
            self.start(device)
        for _ in range(self.chance.between(*self.shape.steps)):
            self.steps.step()
        self.ending.come()

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
            self.guarded(device, lambda: outcome.append(device.run()))
        finally:
            self._under_way.pop()
            self.patience.run_ends(device.name, kept=bool(outcome) and device.disk.failed == refused)
        if not outcome:
            return None
        trouble = outcome[0].trouble
        is_broken = bool(device.process and device.process.broken)
        self.guarded(device, device.mend)
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

    def guarded(self, device: Device, work: Callable[[], object]) -> None:
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
