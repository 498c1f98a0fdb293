"""What happens in a world, step by step: to people and staff, to processes and disks, to clocks and the server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop import errors
from tests.sync.simulation import invariants
from tests.sync.simulation.device import Device, read_copy
from tests.sync.simulation.ledger import SETTLED
from tests.sync.simulation.server import Company

if TYPE_CHECKING:
    from tests.sync.simulation.world import World

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
"""Kinds of steps, each with its weight; `Steps` has a method for each."""


class Steps:
    """The steps of one world."""

    def __init__(self, world: World) -> None:
        self.world = world

    def step(self) -> None:
        """Whatever comes next."""
        self.world.clock.go_on(self.world.chance.weighed({200: 4, 3_000: 4, 15_000: 3, 120_000: 2, 3_600_000: 1}))
        self.world.server.go_on()
        steps = STEPS | dict(self.world.shape.more)
        if self.world.shape.only_steps:
            steps = {step: weight for step, weight in steps.items() if step in self.world.shape.only_steps}
        name = self.world.chance.weighed(steps)
        self.world.figures.steps[name] += 1
        device = self.world.chance.one_of(self.world.devices)
        if not device.is_open and name != "outage":
            self.world.start(device)
        getattr(self, f"_step_{name.replace('-', '_')}")(device)
        self.world.check(device)

    def _step_person(self, device: Device) -> None:
        self.world.guarded(device, lambda: self.person_acts(device))

    def person_acts(self, device: Device) -> None:
        hand = self.world.hand
        act = self.world.chance.weighed(
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
        self.staff_acts()

    def staff_acts(self) -> None:
        staff = self.world.staff
        company = self.world.chance.one_of(list(self.world.server.companies.values()))
        act = self.world.chance.weighed(
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
        self.world.staff.move(company, next(one for one in self.world.server.companies.values() if one is not company))

    def _step_mail(self, device: Device) -> None:
        act = self.world.post.mail if self.world.chance.happens(0.75) else self.world.post.bring_back
        if self.world.shape.kills and self.world.chance.happens(0.2):
            device.disk.kill_in(self.world.chance.between(1, 6))
        self.world.guarded(device, lambda: act(device))
        device.disk.kill_at = None

    def _step_run(self, device: Device) -> None:
        self.world.run(device)

    def _step_sign_in(self, device: Device) -> None:
        device.line.sign_in("anna", "password-canary-4711")

    def _step_restart(self, device: Device) -> None:
        device.stop()
        self.world.start(device)

    def _step_kill_run(self, device: Device) -> None:
        """The process is killed at one of the next durable writes of a run."""
        if self.world.shape.kills:
            device.disk.kill_in(self.world.chance.between(1, 24))
        self.world.run(device)
        device.disk.kill_at = None

    def _step_kill_act(self, device: Device) -> None:
        if self.world.shape.kills:
            device.disk.kill_in(self.world.chance.between(1, 8))
        self.world.guarded(device, lambda: self.person_acts(device))
        device.disk.kill_at = None

    def _step_disk_full(self, device: Device) -> None:
        """The next writes find no room; the person and the engine both meet it."""
        device.disk.fail_writes = self.world.chance.between(1, 3)
        if self.world.chance.happens(0.5):
            self.world.guarded(device, lambda: self.person_acts(device))
        self.world.run(device)
        device.disk.fail_writes = 0

    def _step_jump(self, device: Device) -> None:
        """The device's clock is put forward or back."""
        jump = self.world.chance.one_of(
            (-86_400_000, -3_600_000, -30_000, 30_000, 3_600_000, 86_400_000, 8 * 86_400_000, 400 * 86_400_000)
        )
        if not self.world.server.idempotent and jump > 0 and self._in_doubt(device):
            return  # A plain server's bounds are times; across a restart they are measured by this very clock.
        self.world.log(f"{device.name} clock jumps by {jump // 1000} s")
        device.clock.jump(jump)

    def _in_doubt(self, device: Device) -> bool:
        return any(row.state in ("uncertain", "dispatched") for row in device.raw().changes.values())

    def _step_files_lost(self, device: Device) -> None:
        self.world.log("server tidies its files")
        self.world.server.lose_files(self.world.server.companies[device.company_name])

    def _step_cursor_expired(self, device: Device) -> None:
        self.world.log("server forgets old news")
        self.world.server.expire_cursors(self.world.server.companies[device.company_name])

    def _step_scope(self, device: Device) -> None:
        self.world.log("what the person may see changes")
        self.world.server.companies[device.company_name].scope += 1

    def _step_back_up(self, device: Device) -> None:
        self.world.log("server is backed up")
        self.world.server.back_up()

    def _step_restore(self, device: Device) -> None:
        if self.world.server.restore():
            self.world.log("server is restored from its backup")

    def _step_wipe(self, device: Device) -> None:
        """A server that shows much less than it should: of the tickets, few are left."""
        company = self.world.server.companies[device.company_name]
        self.world.log("server shows nearly nothing")
        for id in list(company.tickets)[1:]:
            self.world.server.take_away(company, id)

    def _step_tidy(self, device: Device) -> None:
        """What a session does every hour: forget what is old, copy the outbox."""
        workspace = device.process.workspace  # type: ignore[union-attr]
        for row in device.raw().changes.values():
            if row.state in SETTLED and row.settled_at < device.clock() - invariants.KEPT:
                device.ledger.forget(row.id)
        workspace.outbox.purge(device.clock())
        self.world.guarded(device, workspace.back_up)
        if device.is_open and (newest := max((device.folder / "backups").glob("outbox-*.db"), default=None)):
            device.ledger.note_copy(read_copy(newest))

    def _step_cache_broken(self, device: Device) -> None:
        """The disk scrambles the cache while nobody looks."""
        if any(one.folder == device.folder and one is not device and one.is_open for one in self.world.devices):
            return
        device.stop()
        self._break(device, device.account.cache)
        self.world.start(device)

    def _step_outbox_broken(self, device: Device) -> None:
        """The disk scrambles the outbox. Copies of it there are: one is made with the first tidying."""
        if any(one.folder == device.folder and one is not device and one.is_open for one in self.world.devices):
            return
        if not list((device.folder / "backups").glob("outbox-*.db")):
            self._step_tidy(device)
        if not list((device.folder / "backups").glob("outbox-*.db")):
            return
        device.stop()
        self._break(device, device.account.outbox)
        self.world.start(device)

    def _break(self, device: Device, path: Path) -> None:
        content = bytearray(path.read_bytes())
        how = self.world.chance.one_of(("page", "head", "short", "gone"))
        self.world.log(f"{device.name} {path.name} broken: {how}")
        if how == "gone":
            path.unlink()
            return
        at = 4096 * self.world.chance.between(1, len(content) // 4096 - 1) if how == "page" else 0
        content[at : at + 512] = bytes(512)
        path.write_bytes(content[: len(content) // 2] if how == "short" else content)

    def _step_epoch(self, device: Device) -> None:
        self.world.log("server begins a new epoch with all it has")
        self.world.server.epoch += 1
