"""The same with the real window: typed, dropped, sent and replied by mouse and keys, and killed in the middle of it."""

import collections
import hashlib
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from stage.client import Client
from stage.processes import Trouble
from stage.sandbox import Sandbox
from stage.signed_in import SignedInProfile, sign_in_new
from stage.witness import Witness

from tests.kill import found
from tests.kill.campaign import ODD, SEED, WINDOW_KILLS
from tests.kill.diary import Diary, File, Promise
from tests.kill.fault_proxy import FaultProxy
from tests.kill.weather import CALM

SCENES = ("composing", "sending", "uploading", "replying", "attaching")
SAVED_AFTER_S = 1.0
"""What was typed this long ago is kept, whatever happens."""

WIZARD = "openTicketWizard"


class WindowPerson:
    """Somebody at the real window."""

    def __init__(self, profile: SignedInProfile, folder: Path, chance: random.Random) -> None:
        self.diary = Diary()
        self.chance = chance
        self._profile = profile
        self._folder = folder
        self._words = 0
        self._client: Client | None = None
        self._typed: tuple[str, str] = ("", "")
        """Subject and description of the ticket being written."""
        self._safe = ""
        """What of the description was typed long enough ago to be kept."""
        self._dropped: list[File] = []

    @property
    def window(self) -> Client:
        assert self._client is not None
        return self._client

    def start(self) -> None:
        """Start the program; what was typed is offered, what was sent is there."""
        log = self._folder / "client.log"
        self._client = Client(self._profile.folder, log, "--undo-seconds", "0", variables=self._profile.variables)
        self.window.wait(row="#", seconds=20)
        changes = self.window.told()["changes"]
        offered = False
        if self._typed[0]:
            subject, sent = self._typed[0], [change for change in changes if change["text"] == self._typed[0]]
            if sent:
                assert not self.is_offered(subject), f"“{subject}” was sent, and is offered as a draft too"
            else:
                self.window.wait(text=f"You were writing “{subject}”")
                offered = True
        self.diary.compare_after_restart([], changes)
        if not offered:
            self._forget()

    def is_offered(self, subject: str) -> bool:
        try:
            self.window.wait(text=f"You were writing “{subject}”", seconds=0.5)
        except Trouble:
            return False
        return True

    def kill(self) -> None:
        self.window.kill()
        self._client = None

    def leave(self) -> None:
        if self._client is not None:
            self._client.kill()

    # The work

    def writes(self) -> None:
        """Go on with what is offered, or begin anew; write something more."""
        window = self.window
        if self._typed[0]:
            window.click("Continue", within="draftOffer")
            # The very last words may have been typed too late.
            kept = window.wait(text=self._safe, within=WIZARD)
            self._typed = (self._typed[0], kept)
        else:
            window.press("Ctrl+N")
            window.wait(text="What is your ticket about?")
            window.click("General question", within=WIZARD)
            window.wait(ready="Description", within=WIZARD)
            window.click("Subject", within=WIZARD)
            subject = f"Domanda {self._word()} – ερώτηση"
            window.type(subject)
            self._typed = (subject, "")
        window.click("Description", within=WIZARD)
        window.press("Ctrl+End")
        more = f"Così {self._word()}, ακόμα."
        window.type(more)
        self._typed = (self._typed[0], self._typed[1] + more)

    def rests(self) -> None:
        """What stands there now has been there for a second."""
        self._safe = self._typed[1]

    def drops(self, length: int) -> File:
        """Drop a file into the wizard; it is attached when its tile no longer says that it is being copied."""
        file = self._folder / f"misura {self._word()} – ήχος.mp4"
        content = self.chance.randbytes(length)
        file.write_bytes(content)
        self.window.drop([file], "Choose files to attach", within=WIZARD)
        return {"name": file.name, "size": length, "sha256": hashlib.sha256(content).hexdigest()}

    def attaches(self, length: int) -> None:
        """Drop a file and wait until it is safe in the store."""
        file = self.drops(length)
        self.window.wait(text=file["name"], gone="copying…", within=WIZARD)
        self._dropped.append(file)

    def sends(self) -> None:
        """Press Send, without looking what becomes of it."""
        window = self.window
        window.press("Ctrl+Return")
        window.wait(text="This is what will be sent")
        subject, description = self._typed
        self.diary.doubtful.append(Promise("", "", subject, description, tuple(self._dropped)))
        window.click("Send", within=WIZARD)

    def sees_it_sent(self) -> None:
        """The ticket stands in the list: that is the acknowledgement."""
        self.window.wait(row=self._typed[0])
        (change,) = [one for one in self.window.told()["changes"] if one["text"] == self._typed[0]]
        subject, description = self._typed
        self.diary.acknowledge(Promise(change["id"], change["id"], subject, description, tuple(self._dropped)))
        self.diary.doubtful.clear()
        self._forget()

    def replies(self) -> None:
        """Reply to the ticket sent last, and see it in the conversation."""
        window = self.window
        ticket = [promise for promise in self.diary.sent.values() if promise.is_ticket][-1]
        window.click("Open")
        window.wait(row=ticket.text)
        window.click(ticket.text, within="Tickets")
        window.wait(text=ticket.body.split(",")[0], within="Conversation")
        window.press("Ctrl+R")
        text = f"Risposta {self._word()} – απάντηση"
        window.type(text)
        window.press("Ctrl+Return")
        window.wait(text=text, within="Conversation")
        (change,) = [one for one in window.told()["changes"] if one["text"] == text]
        self.diary.acknowledge(Promise(change["id"], ticket.id, text))

    def _forget(self) -> None:
        self._typed, self._safe, self._dropped = ("", ""), "", []

    def _word(self) -> str:
        self._words += 1
        return f"n. {self._words}"


def play(scene: str, person: WindowPerson) -> tuple[float, float]:
    """Begin something; returns between how many and how many seconds later the kill falls."""
    match scene:
        case "composing":
            person.writes()
            person.rests()
            return SAVED_AFTER_S, SAVED_AFTER_S + 0.3
        case "sending":
            person.writes()
            person.sends()
            return 0.0, 0.3
        case "uploading":
            person.writes()
            person.attaches(9_000_000)
            person.sends()
            person.sees_it_sent()
            return 0.0, 1.0
        case "replying":
            person.replies()
            return 0.0, 0.5
        case _:
            person.writes()
            person.window.wait(text="Saved as a draft", within=WIZARD)
            person.rests()
            person.drops(20_000_000)
            return 0.0, 0.06


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_window_killed_in_the_middle_of_work_loses_doubles_and_changes_nothing(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    print(f"\nSPORTELLO_KILL_SEED={SEED}")
    chance = random.Random(SEED)
    sandbox = Sandbox(tmp_path / "helpdesk")
    sandbox.start()
    line = FaultProxy(sandbox.address, SEED)
    profile = sign_in_new(tmp_path / "profile", line.address, sandbox.user, sandbox.password)
    person = WindowPerson(profile, tmp_path, chance)
    try:
        witness = Witness(sandbox.address, sandbox.user, sandbox.password)
        before = witness.tickets()
        # Slow, and with everything doubled, late or out of order that needs no second attempt: the person waits for what they see.
        line.weather = ODD
        histogram: collections.Counter[str] = collections.Counter()
        for number in range(WINDOW_KILLS):
            started = time.time()
            person.start()
            earliest, latest = play(SCENES[number % len(SCENES)], person)
            time.sleep(chance.uniform(earliest, latest))  # the moment of the kill is what this is about
            person.kill()
            histogram.update(found.states(profile.account, profile.key, tmp_path / "scratch", started))
        assert len(histogram) >= min(3, WINDOW_KILLS)
        line.weather = CALM
        person.start()
        person.window.wait(unsent=0, seconds=60)
        assert line.overlaps == [], "two at a time wrote to one ticket"
        person.diary.compare_with(witness, before)
        person.window.quit()
        found.assert_sound(profile.account, profile.key)
        states = "\n".join(f"{times:5} × {state}" for state, times in histogram.most_common())
        record_property(
            "told",
            f"SPORTELLO_KILL_SEED={SEED}, {WINDOW_KILLS} kills, {sum(line.requests.values())} requests to the helpdesk; "
            f"{len(person.diary.sent)} tickets and replies\n{states}\non the line:\n{line.histogram()}",
        )
    finally:
        person.leave()
        line.close()
        sandbox.stop()
