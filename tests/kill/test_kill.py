"""The program is killed at random moments, started again and goes on; in the end the server has everything once."""

import collections
import os
import random
import time
from pathlib import Path

import pytest
from stage.sandbox import Sandbox
from stage.signed_in import sign_in_new
from stage.slow_line import SlowLine
from stage.witness import Witness

from tests.kill import found
from tests.kill.person import Person

KILLS = int(os.environ.get("SPORTELLO_KILLS", "40"))
SEED = int(os.environ.get("SPORTELLO_KILL_SEED", "0")) or random.SystemRandom().getrandbits(32)

SCENES = ("syncing", "composing", "attaching", "sending", "uploading", "replying")


def play(scene: str, person: Person) -> float:
    """Begin something; returns how many seconds it may take, in which the kill falls."""
    chance = person.chance
    match scene if person.can_write else "syncing":
        case "composing":
            person.types(saves=chance.randrange(5, 40))
            return 0.3
        case "attaching":
            person.attaches(*(chance.randrange(8_000_000, 16_000_000) for _ in range(3)))
            return 0.15
        case "sending":
            for _ in range(chance.randrange(1, 4)):
                person.sends()
            return 0.4
        case "uploading":
            person.attaches(9_000_000, 200_000)
            person.until_written()
            person.sends(files=True)
            return 1.6
        case "replying":
            person.sends()
            person.until_written()
            person.attaches(60_000)
            person.until_written()
            person.replies(files=True)
            person.replies()
            return 0.6
        case _:
            return 1.2


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_killed_at_random_moments_nothing_is_lost_doubled_or_changed(tmp_path: Path) -> None:
    print(f"\nSPORTELLO_KILL_SEED={SEED}")
    chance = random.Random(SEED)
    sandbox = Sandbox(tmp_path / "helpdesk", staff_seconds=0.5)
    sandbox.start()
    line = SlowLine(sandbox.address, random.Random(SEED))
    profile = sign_in_new(tmp_path / "profile", line.address, sandbox.user, sandbox.password)
    person = Person(profile, tmp_path, chance)
    try:
        witness = Witness(sandbox.address, sandbox.user, sandbox.password)
        before = witness.tickets()
        line.bytes_per_second, line.latency = 10_000_000.0, 0.4
        histogram: collections.Counter[str] = collections.Counter()
        scenes = list(SCENES)
        for number in range(KILLS):
            if number % len(SCENES) == 0:
                chance.shuffle(scenes)
            started = time.time()
            person.start()
            line.writing.clear()
            seconds = play(scenes[number % len(SCENES)], person)
            if scenes[number % len(SCENES)] in ("sending", "replying"):
                # What is queued before it may take long to go up: then the kill falls into that.
                line.writing.wait(1.0)
            time.sleep(chance.uniform(0, seconds))  # the moment of the kill is what this is about
            person.kill()
            histogram.update(found.states(profile.account, profile.key, tmp_path / "scratch", started))
        for state, times in histogram.most_common():
            print(f"{times:4} × {state}")
        assert len(histogram) >= 4
        line.bytes_per_second = line.latency = 0.0
        person.start()
        person.until_sent()
        person.diary.compare_with(witness, before)
        person.end()
        found.assert_sound(profile.account, profile.key)
        print(
            f"{KILLS} kills; {len(person.diary.sent)} tickets and replies sent, {len(person.diary.drafts)} drafts kept"
        )
    finally:
        person.leave()
        line.close()
        sandbox.stop()
