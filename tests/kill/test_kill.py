"""The program is killed at random moments behind a bad line, started again and goes on; in the end the server has everything once."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.kill.campaign import WEATHERS, Campaign, moment, shards
from tests.kill.diary import Deed
from tests.kill.person import Person
from tests.kill.weather import CALM

SCENES = ("syncing", "composing", "attaching", "sending", "uploading", "replying", "resting")
TURNING = ("turning", "turning", "sending", "replying", "uploading", "attaching", "resting")
WITH_OTHERS = ("script", "script", "script", "script", "window and script", "window and script", "two windows")


SOLITARY = ("syncing", "composing", "attaching", "sending", "uploading", "replying")
"""What two programs can do at the same time without one closing what the other replies to."""


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
            person.attaches(chance.choice((5_000_000, 9_000_000)), 200_000)
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
        case "turning":
            person.sends()
            person.until_written()
            for _ in range(chance.randrange(1, 4)):
                person.turns()
                person.replies()
            return 0.6
        case _:
            return 1.2


def one(campaign: Campaign, scene: str) -> None:
    """One program is killed."""
    person, line = campaign.person, campaign.line
    started = time.time()
    if scene == "resting":
        # What has piled up goes through, so that the next kills meet a program that is up to date.
        line.weather = CALM
        person.start()
        person.until_sent()
        line.weather, scene = campaign.chance.choice(WEATHERS), "sending"
    else:
        person.start()
    line.writing.clear()
    seconds = play(scene, person)
    if scene in ("sending", "replying", "turning"):
        # What is queued before it may take long to go up: then the kill falls into that.
        line.writing.wait(1.0)
    moment(campaign.chance, seconds)
    person.kill()
    campaign.found(started, "program")


def a_script(campaign: Campaign, deeds: Sequence[Deed | None]) -> None:
    """A command of a script is killed, and said again where it has an id; nothing else runs."""
    script, chance = campaign.script, campaign.chance
    started = time.time()
    script.begins(chance.choice(deeds))
    # Much of a command is Python's own start.
    moment(chance, 1.5, least=0.3)
    killed = script.kill()
    campaign.found(started, *killed)
    if killed and script.repeats():
        script.ends()


def a_script_beside(campaign: Campaign, deeds: Sequence[Deed | None]) -> None:
    """A command runs while the person's program does, of which one sends; either is killed first."""
    person, script, chance = campaign.person, campaign.script, campaign.chance
    started = time.time()
    person.start()
    play(chance.choice(SOLITARY), person)
    script.begins(chance.choice(deeds))
    # Much of a command is Python's own start.
    moment(chance, 1.5, least=0.3)
    if chance.random() < 0.5:
        killed = script.kill()
        moment(chance, 0.6)
        person.kill()
    else:
        person.kill()
        moment(chance, 0.6)
        killed = script.kill()
    campaign.found(started, "program", *killed)


def two_at_once(campaign: Campaign) -> None:
    """Two programs on one profile, of which one sends; either is killed first, and the other goes on for a while."""
    person, other, chance = campaign.person, campaign.other, campaign.chance
    started = time.time()
    person.start()
    other.start()
    play(chance.choice(SOLITARY), person)
    play(chance.choice(SOLITARY), other)
    moment(chance, 0.6)
    first, second = chance.sample((person, other), 2)
    first.kill()
    moment(chance, 1.0)
    second.kill()
    campaign.found(started, "program", "program")


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("shard", range(len(shards())))
def test_killed_at_random_moments_nothing_is_lost_doubled_or_changed(
    shard: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    # Where a staff answers, tickets are left to it; where nobody does, the person closes and reopens them.
    staffed = shard % 2 == 0
    scenes = SCENES if staffed else TURNING
    deeds = (Deed.OPEN, Deed.REPLY, None) if staffed else (*Deed, None)
    with Campaign(tmp_path, shard, staff_seconds=0.5 if staffed else None) as campaign:
        chance, line = campaign.chance, campaign.line
        upcoming: list[str] = []
        while campaign.kills < shards()[shard]:
            if not upcoming:
                upcoming = chance.sample((*scenes, *WITH_OTHERS), len(scenes) + len(WITH_OTHERS))
            scene = upcoming.pop()
            line.weather = chance.choice(WEATHERS)
            match scene:
                case "script":
                    a_script(campaign, deeds)
                case "window and script":
                    a_script_beside(campaign, deeds)
                case "two windows":
                    two_at_once(campaign)
                case _:
                    one(campaign, scene)
        assert len(campaign.states) >= min(4, campaign.kills // 5)
        campaign.ends_well()
        record_property("told", campaign.told())
