"""One helpdesk behind a bad line, one profile, and somebody who goes on working while the program is killed: the frame of the kill tests.

Everything that is drawn (scenes, moments, weather, fates) comes from one seed. Real processes are never quite repeatable, so that a seed
which failed leads to the same work under the same faults, and often, not always, to the same end.
"""

from __future__ import annotations

import collections
import os
import random
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
from stage.sandbox import Sandbox
from stage.signed_in import sign_in_new
from stage.witness import Happened, StoredTicket, Witness

from tests.kill import found
from tests.kill.fault_proxy import FaultProxy
from tests.kill.person import Person
from tests.kill.script import Script
from tests.kill.weather import CALM, Fault, Weather

KILLS = int(os.environ.get("SPORTELLO_KILLS", "100"))
WINDOW_KILLS = int(os.environ.get("SPORTELLO_WINDOW_KILLS", str(min(10, KILLS))))
SEED = int(os.environ.get("SPORTELLO_KILL_SEED", "0")) or random.SystemRandom().getrandbits(32)

SHARD = 45
"""Kills of one profile at most: then a fresh one, so that looking through everything after each kill stays short."""

ACCESS_SECONDS = 8
"""Lifetime of an access token: some kills fall into its renewal."""

_LOSSES: Mapping[Fault, float] = {
    Fault.DROPPED: 0.03,
    Fault.HALF_SENT: 0.03,
    Fault.LOST_AFTER: 0.08,
    Fault.CUT_INSIDE: 0.03,
    Fault.TRUNCATED: 0.03,
    Fault.LATE: 0.06,
}
_ODDITIES: Mapping[Fault, float] = {
    Fault.DELAYED: 0.06,
    Fault.TRICKLED: 0.04,
    Fault.DOUBLED: 0.10,
    Fault.REPEATED: 0.08,
    Fault.HELD: 0.05,
}
_ANSWERS: Mapping[Fault, float] = {Fault.BUSY: 0.03, Fault.PAGE_BEFORE: 0.03, Fault.PAGE_AFTER: 0.05}

SLOW = Weather(bytes_per_second=15e6, latency=0.3)
ODD = Weather(_ODDITIES, slowest=0.6, bytes_per_second=15e6, latency=0.1)
FOUL = Weather({**_ODDITIES, **_LOSSES, **_ANSWERS}, slowest=0.6, bytes_per_second=15e6, latency=0.1)
WEATHERS = (SLOW, ODD, FOUL, FOUL)


def shards() -> list[int]:
    """How many kills each shard has."""
    rest = max(0, KILLS - WINDOW_KILLS)
    number = max(2, -(-rest // SHARD))
    return [rest // number + (shard < rest % number) for shard in range(number)]


class Campaign:
    """Everything that stands while the program falls."""

    def __init__(self, folder: Path, shard: int, *, staff_seconds: float | None) -> None:
        """Start a helpdesk and sign in; with `staff_seconds` somebody there answers."""
        self.seed = SEED * 1000 + shard
        self.chance = random.Random(self.seed)
        self.killed: collections.Counter[str] = collections.Counter()
        """How many of which kind of process."""
        self.states: collections.Counter[str] = collections.Counter()
        self._folder = folder
        self._staffed = staff_seconds is not None
        self._secrets: set[str] = set()
        self._sandbox = Sandbox(folder / "helpdesk", staff_seconds=staff_seconds, access_seconds=ACCESS_SECONDS)
        self._sandbox.start()
        self.line = FaultProxy(self._sandbox.address, self.seed)
        self.profile = sign_in_new(folder / "profile", self.line.address, self._sandbox.user, self._sandbox.password)
        self.person = Person(self.profile, folder, self.chance)
        self.script = Script(self.person)
        self.other = self.person.beside("second worker")
        self._witness = Witness(self._sandbox.address, self._sandbox.user, self._sandbox.password)
        self._before = self._witness.tickets()
        self._begin = self._witness.present()

    def __enter__(self) -> Campaign:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.person.leave()
        self.other.leave()
        self.script.leave()
        self.line.close()
        self._sandbox.stop()
        if fault is not None:
            print(f"to try again: SPORTELLO_KILL_SEED={SEED} SPORTELLO_KILLS={KILLS}\n{self.told()}")

    @property
    def kills(self) -> int:
        """How many processes were killed."""
        return self.killed.total()

    def found(self, since: float, *killed: str) -> None:
        """The processes that were started at `since` (seconds of the epoch) were killed: see what they left."""
        self.killed.update(killed)
        self.states.update(found.states(self.profile.account, self.profile.key, self._folder / "scratch", since))
        # Whatever a killed process wrote must hold none of these.
        session: Any = msgspec.json.decode(found.tokens(self.profile.account, self.profile.key) or b"{}")
        self._secrets.update(str(session[part]) for part in ("access", "refresh") if part in session)

    def ends_well(self) -> None:
        """The faults stop, the program runs until it is at rest; then everything that was promised is there, once and in order."""
        self.line.weather = CALM
        self.person.start()
        self.person.until_sent()
        self.person.end()
        self._witness.sign_in()
        assert self.line.overlaps == [], "two at a time wrote to one ticket"
        diary, account, key = self.person.diary, self.profile.account, self.profile.key
        diary.compare_with(self._witness, self._before)
        diary.compare_order(found.order(account, key), self._history())
        found.assert_sound(account, key)
        self._client_knows(self._witness.tickets())
        self._secrets |= self.line.secrets | {self.profile.passphrase, self._sandbox.password, key.hex()}
        self._secrets.discard("sportello")
        assert found.secrets_in_clear(self.profile.folder, self._secrets) == []
        assert found.secrets_in_clear(self._folder / "said", self._secrets) == []

    def told(self) -> str:
        """Seed, kills, states, faults and requests, as lines."""
        requests = sum(self.line.requests.values())
        sent = self.person.diary.sent.values()
        deeds = collections.Counter(promise.deed.value for promise in sent)
        said = ", ".join(f"{times} × {status}" for status, times in sorted(self.script.ended.items()))
        lines = [
            f"SPORTELLO_KILL_SEED={SEED}: {_listed(self.killed)} killed; {_listed(deeds)} done once and in order; "
            f"{len(self.person.diary.drafts)} drafts kept",
            f"commands that ended by themselves, by exit code: {said or 'none'}",
            "found by the kills:",
            *(f"{times:5} × {state}" for state, times in self.states.most_common()),
            f"on the line ({requests} requests, {self.line.overtaken} overtaken by others):",
            self.line.histogram(),
        ]
        return "\n".join(lines)

    def _history(self) -> list[Happened]:
        happened = self._witness.since(self._begin)
        # Where somebody answers, a reply also makes a ticket open again.
        return [one for one in happened if not (self._staffed and one.words.startswith("→"))]

    def _client_knows(self, tickets: list[StoredTicket]) -> None:
        """What the program shows is what the helpdesk has: it was quiet since its last word, but for a staff that goes on."""
        mine = [ticket for ticket in tickets if ticket.id in self.person.diary.sent]
        known = found.cached(self.profile.account, self.profile.key, [ticket.id for ticket in mine])
        for ticket in mine:
            files = {file.id for file in (*ticket.files, *(one for reply in ticket.replies for one in reply.files))}
            assert known[ticket.id].attachments == files
            assert {reply.id for reply in ticket.replies if reply.side == "customer"} <= known[ticket.id].messages
            # What a staff did after the last news is none of the program's business.
            assert self._staffed or known[ticket.id].status == ticket.status


def _listed(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{number} × {name}" for name, number in sorted(numbers.items())) or "nothing"


def moment(chance: random.Random, seconds: float, *, least: float = 0.0) -> None:
    """Let the program go on for a while: the moment of the kill is what this is about."""
    time.sleep(chance.uniform(least, seconds))
