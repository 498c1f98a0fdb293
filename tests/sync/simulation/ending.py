"""The end of a world's schedule: no more bad luck, and everybody comes to rest within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop import errors
from desktop.actions import removals
from desktop.sync.outcome import Outcome
from tests.sync.simulation import invariants
from tests.sync.simulation.device import Device
from tests.sync.simulation.invariants import Broken, read_cursor
from tests.sync.simulation.ledger import RawChange
from tests.sync.simulation.line import LOOK_UP_LAG

if TYPE_CHECKING:
    from tests.sync.simulation.world import World

MOST_RUNS = 60
"""Runs of one device until it is at rest, once the bad luck is over."""

MOST_REQUESTS = 400
"""Requests of one device until it is at rest."""


class Ending:
    """How one world comes to its end."""

    def __init__(self, world: World) -> None:
        self.world = world

    def come(self) -> None:
        """No more bad luck: everybody comes to rest, answers what is asked of them, and then everything must be where it belongs."""
        self.world.log("the weather clears up")
        self.world.bad_luck = self.world.bustle = 0.0
        self.world.clock.go_on(max(self.world.server.latest - self.world.clock.at, 0) + LOOK_UP_LAG)
        self.world.server.go_on()
        for device in [one for one in self.world.devices if one.is_second and self.world.chance.happens(0.7)]:
            device.stop()
            self.world.devices.remove(device)
        for _ in range(6):
            self.rest()
            self._answer_about_vanished()
            asked = [
                (device, row) for device in self.world.devices if not device.is_second for row in self._asking(device)
            ]
            if not asked:
                break
            for device, row in asked:
                if row.id in device.ledger.wishes and row.state == "mailed":
                    self.world.post.bring_back(device, device.raw().changes[row.id])
                elif row.id in device.ledger.wishes:
                    self.world.hand.answer(device, device.raw().changes[row.id])
        else:
            for device in self.world.devices:
                for row in self._asking(device):
                    self.world.hand.discard(device, row)
            self.rest()
        self._answer_about_vanished(let_go=True)
        for device in self.world.devices:
            if device.acted:
                self._must_run(device)
        for device in self.world.devices:
            self.world.check_at_rest(device)

    def _answer_about_vanished(self, *, let_go: bool = False) -> None:
        """Many tickets vanished at once, and the person is asked whether they may go."""
        for device in self.world.devices:
            if not device.is_open or not device.desk.cursors.load().held:
                continue
            device.acted = True
            if let_go or self.world.chance.happens(0.5):
                self.world.log(f"{device.name} lets go what vanished")
                removals.let_go(device.desk)
            else:
                self.world.log(f"{device.name} asks the server again")
                removals.ask_again(device.desk)

    def _asking(self, device: Device) -> list[RawChange]:
        """What waits for the person's word: also a mail that they know did not go."""
        rows = device.raw().changes.values()
        return [
            row
            for row in rows
            if row.state in ("needs-attention", "conflict")
            or (row.state == "mailed" and row.id not in self.world.post.away)
        ]

    def rest(self) -> None:
        """Run every device until nothing waits for the clock; bounded."""
        for device in self.world.devices:
            self.world.start(device)
            device.line.sign_in("anna", "password-canary-4711")
        before = {device.name: device.line.requests for device in self.world.devices}
        outcomes: dict[str, Outcome] = {}
        idle = False
        for _ in range(MOST_RUNS):
            for device in self.world.devices:
                if idle or not self._is_still(device, outcomes.get(device.name)):
                    outcomes[device.name] = self._must_run(device)
            waits = [
                max(outcomes[device.name].next_attempt or 0, outcomes[device.name].hold_until) - device.clock()
                for device in self.world.devices
                if _waits(outcomes[device.name], device.clock())
            ]
            idle = self._nobody_sends(outcomes)
            still = all(self._is_still(device, outcomes[device.name]) for device in self.world.devices)
            if not waits and not idle and still:
                waiting = self._waiting()
                for device in [one for one in self.world.devices if waiting[one.name]]:
                    # The next poll: what waits without a time goes with it.
                    outcomes[device.name] = self._must_run(device)
                if waiting == self._waiting():
                    break
            self.world.clock.go_on(max(min(waits, default=60_000 if idle else 0), 1_000))
            self.world.server.go_on()
        else:
            raise Broken(6, f"not at rest after {MOST_RUNS} runs: {outcomes}")
        for device in self.world.devices:
            asked = device.line.requests - before[device.name]
            if asked > MOST_REQUESTS:
                raise Broken(6, f"{device.name} needed {asked} requests to come to rest")
            self.world.check(device)
            invariants.check_nothing_blocks(device.ledger, device.raw())

    def _waiting(self) -> dict[str, list[tuple[str, str]]]:
        """Per device: what is neither confirmed nor ended nor asks, by id and state."""
        idle_states = ("confirmed", "ended", "needs-attention", "conflict", "mailed")
        return {
            device.name: [(row.id, row.state) for row in device.raw().changes.values() if row.state not in idle_states]
            for device in self.world.devices
        }

    def _is_still(self, device: Device, last: Outcome | None) -> bool:
        """Whether another run has nothing to do: the last one went well, and the server has no news since."""
        if last is None or last.trouble is not None or last.sent or device.acted or _waits(last, device.clock()):
            return False
        if device.desk.cursors.load().sweep_asked:
            return False
        company = self.world.server.companies[device.company_name]
        return last.elsewhere or device.from_cache(read_cursor) == self.world.server.cursor(company, len(company.log))

    def _nobody_sends(self, outcomes: dict[str, Outcome]) -> bool:
        """Whether all processes of an account say that another one sends: one that died may still have the lease, for a while."""
        folders = {device.folder for device in self.world.devices}
        talking = {device.folder for device in self.world.devices if not outcomes[device.name].elsewhere}
        return folders != talking

    def _must_run(self, device: Device) -> Outcome:
        outcome = self.world.run(device)
        if outcome is not None and isinstance(outcome.trouble, errors.StorageDamaged):
            outcome = self.world.run(device)
        assert outcome is not None
        if isinstance(outcome.trouble, errors.WorldError) and not isinstance(outcome.trouble, errors.ServerBusy):
            raise Broken(6, f"{device.name} has trouble in fine weather: {outcome.trouble!r}")
        return outcome


def _waits(outcome: Outcome, now: int) -> bool:
    return outcome.next_attempt is not None or outcome.hold_until > now
