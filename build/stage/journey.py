"""A walk through the real window at the side of a real helpdesk, step by step.

A journey says what it does (`plan`) and what each step shows of what the portal promises; here is what all of them need: the helpdesk and
the program as processes of their own, a line between them that can be cut, and the window's words in the journey's language. Every step
prints a line; the first that fails ends the journey with a sentence.
"""

from __future__ import annotations

import contextlib
import json
import random
import secrets
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import ClassVar

from desktop.paths import Profile
from desktop.settings import LANGUAGE, Settings
from stage.client import Client
from stage.pictures import DESK, NO_PICTURES, Pictures
from stage.post import PostOffice, text_of
from stage.processes import Trouble
from stage.sandbox import Sandbox
from stage.slow_line import SlowLine
from stage.specimens import PHOTO_BYTES, VIDEO_BYTES
from stage.speech import Speech
from stage.witness import StoredTicket, Technician, Witness

PASSPHRASE_VARIABLE = "SPORTELLO_PASSPHRASE"
WIZARD = "openTicketWizard"
MAIN = "mainWindow"
STAFF_PASSWORD = "sportello"
PATIENCE = 40.0


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `keeps` are the promises of the portal that are shown once it went well."""

    title: str
    walk: Callable[[], None]
    keeps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large photos and videos are, in bytes."""

    photo: int = PHOTO_BYTES
    video: int = VIDEO_BYTES


class Journey:
    """One walk. `run` it once."""

    portal: ClassVar[str]
    language: ClassVar[str] = "en"
    """The window's language."""

    mail: ClassVar[bool] = False
    """Whether the helpdesk takes letters in and sends them out by SMTP, to `post_office`."""

    staff: ClassVar[str] = ""
    """User name of somebody of the helpdesk's staff, who answers and closes when the journey wants it; nobody does by themselves."""

    def __init__(self, folder: Path, pictures: Pictures | None = None) -> None:
        """`folder` is for everything that is thrown away afterwards; without `pictures` none are taken."""
        self.folder = folder
        self.pictures = pictures or NO_PICTURES
        self.speech = Speech(self.language)
        self.say = self.speech.say
        self.post_office = PostOffice()
        self.sandbox: Sandbox
        self.kept: list[str] = []
        self.sizes = Sizes()
        self._line: SlowLine | None = None
        self._client: Client | None = None
        self._passphrase = secrets.token_urlsafe(24)
        self._passphrase_chosen = False
        self._screen = folder / "screen.json"
        self._steps = 0

    def plan(self) -> Sequence[Step]:
        """What is done, in order."""
        raise NotImplementedError

    def run(self) -> list[str]:
        """Walk; the promises that were kept. Raises Trouble at the first thing that is not as it must be."""
        began = time.monotonic()
        try:
            for step in self.plan():
                with self._told(step.title):
                    step.walk()
                self.kept += step.keeps
        finally:
            self.end()
        said = f"{self.pictures.count} pictures in {self.pictures.folder}" if self.pictures.count else "no pictures"
        print(f"{self.portal}: all well after {time.monotonic() - began:.1f} s; {said}", flush=True)
        return self.kept

    def end(self) -> None:
        """Leave nothing running."""
        if self._client is not None:
            self._client.end()
            self._client = None
        self.cut_line()
        if hasattr(self, "sandbox"):
            self.sandbox.stop()
        self.post_office.close()

    @contextlib.contextmanager
    def _told(self, title: str) -> Iterator[None]:
        self._steps += 1
        began = time.monotonic()
        try:
            yield
        except Trouble as trouble:
            print(f"{self._steps:3}. FAILED {title}", flush=True)
            with contextlib.suppress(Trouble):
                if self._client is not None:
                    self.pictures.take(self._client, "failed", window="")
                    print(f"     outbox: {self.window.told()['changes']}", flush=True)
                    print("     in sight: " + " | ".join(text[:80] for text in self._in_sight()[:60]), flush=True)
            raise Trouble(f"{title}: {trouble}") from trouble
        print(f"{self._steps:3}. {time.monotonic() - began:5.1f} s  {title}", flush=True)

    def _in_sight(self) -> list[str]:
        return [text for one in self.window.look()["windows"] for text in one["texts"]][:120]

    # The helpdesk and the way to it

    def start_helpdesk(self) -> None:
        """The portal, and a line to it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.mail:
            self.post_office.start()
        self.sandbox = Sandbox(
            self.folder / "helpdesk",
            portal=self.portal,
            takes_mail=self.mail,
            smtp_out=self.post_office.address,
        )
        self.sandbox.start()
        self.lay_line(0)

    @property
    def address(self) -> str:
        """Where the program finds the helpdesk."""
        if self._line is None:
            raise Trouble("no line was laid")
        return self._line.address

    def lay_line(self, port: int) -> SlowLine:
        """A line to the helpdesk, at this port of ours (0: any)."""
        self._line = SlowLine(self.sandbox.address, random.Random(0), port=port)
        return self._line

    def cut_line(self) -> None:
        """Nothing comes through any more. Harmless when nothing does."""
        if self._line is not None:
            self._line.close()

    def go_offline(self) -> None:
        """The network is gone: the window says so and works on."""
        self.cut_line()
        self.window.press("F5")
        self.window.wait(link="unreachable", seconds=20)

    def go_online(self, *, unsent: int = 0) -> None:
        """It is back; waits until everything is sent (or `unsent` changes are left)."""
        port = int(self.address.rpartition(":")[2])
        self.lay_line(port)
        self.window.press("F5")
        self.window.wait(link="online", unsent=unsent, seconds=40)

    def letter(self, to: str, words: str) -> EmailMessage:
        """A letter of the helpdesk to somebody with these words: as it came by SMTP, else as it was written. Raises Trouble."""
        if self.mail:
            return self.post_office.letter(to, words)
        return self.sandbox.await_letter(to, lambda letter: words in f"{letter['Subject']}\n{text_of(letter)}")

    def mail_server(self) -> tuple[str, int]:
        """Where the helpdesk takes mail. Raises Trouble where it takes none."""
        if self.sandbox.smtp is None:
            raise Trouble("the helpdesk takes no mail")
        return self.sandbox.smtp

    def witness(self, user: str = "", password: str = "") -> Witness:
        """Somebody who looks at what really stands on the server."""
        return Witness(self.sandbox.address, user or self.sandbox.user, password or self.sandbox.password)

    def newest(self, kind: str, *, replies: int = 0, mine: bool = True) -> StoredTicket:
        """The ticket of this kind of status ("": any) that moved last, with so many replies or more. Raises Trouble where there is none."""
        witness = self.witness()
        fitting = [
            one
            for one in witness.tickets()
            if kind in ("", witness.kind(one.status))
            and len(one.replies) >= replies
            and (not mine or one.fields["author"]["name"] == witness.name)
        ]
        if not fitting:
            raise Trouble(f"the helpdesk has no ticket that is {kind} and has {replies} replies")
        return max(fitting, key=lambda one: str(one.fields["updated_at"]))

    def newest_called(self, subject: str) -> StoredTicket:
        """The ticket with this subject that moved last. Raises Trouble where there is none."""
        fitting = [one for one in self.witness().tickets() if one.subject == subject]
        if not fitting:
            raise Trouble(f"the helpdesk has no ticket “{subject}”")
        return max(fitting, key=lambda one: str(one.fields["updated_at"]))

    def hear_staff(self, subject: str, text: str) -> None:
        """The staff answers a ticket while the person looks at something else: a notice says so, and the words stand in the ticket."""
        self.window.click(self.say("Outbox"))
        Technician(self.sandbox.address, self.staff, STAFF_PASSWORD).answer(self.witness().ticket(subject), text)
        self.window.wait(notice=text[:60], seconds=PATIENCE)
        self.go_to("Open")
        self.window.wait(row=subject)
        self.window.click(subject, within=self.say("Tickets"))
        self.window.wait(text=text[:60], within=self.say("Conversation"), seconds=20)

    def be_closed(self, subject: str) -> None:
        """The staff closes a ticket that is open in the window. Raises Trouble."""
        Technician(self.sandbox.address, self.staff, STAFF_PASSWORD).close(self.witness().ticket(subject))
        self.window.wait(ready=self.say("Reopen…"), seconds=PATIENCE)

    # The program

    def go_to(self, folder: str) -> None:
        """Click a list of tickets in the side bar: "Open", "Closed", "Waiting for me" …"""
        self.window.click(self.say(folder, context="States", note="a list of tickets: plural"))

    def start_client(self) -> Client:
        """The program in the journey's language, on its profile; the second time it opens its account by itself."""
        folder = self.folder / "profile"
        variables = {PASSPHRASE_VARIABLE: self._passphrase} if folder.exists() else {}
        profile = Profile.at(folder)
        profile.make()
        Settings(profile.settings_file).set(LANGUAGE, self.language)
        variables["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
        # A path with a colon can't be named in this variable: there the screen is as small as Qt makes it.
        if sys.platform != "win32":
            variables["QT_QPA_PLATFORM"] = f"offscreen:configfile={self._make_screen()}"
        self._client = Client(folder, self.folder / "client.log", variables=variables)
        return self._client

    def _make_screen(self) -> Path:
        screen = {"name": "desk", "x": 0, "y": 0, "width": 1920, "height": 1200, "dpr": 1}
        screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
        self._screen.write_text(json.dumps({"synchronousWindowSystemEvents": False, "screens": [screen]}))
        return self._screen

    @property
    def window(self) -> Client:
        """The running program."""
        if self._client is None:
            raise Trouble("the program does not run")
        return self._client

    def take(self, screen: str, window: str = MAIN, *, all_ways: bool = False) -> None:
        """A picture, where pictures are wanted."""
        self.pictures.take(self.window, screen, window=window, all_ways=all_ways)

    def check_language(self) -> None:
        """Nothing in sight is said in English that has another word. Raises Trouble."""
        foreign = self.speech.foreign(text for one in self.window.look()["windows"] for text in one["texts"])
        if foreign:
            raise Trouble(f"in sight, and not in the language {self.language}: {foreign}")

    def find_helpdesk(self) -> None:
        """Start the program for the first time and type the helpdesk's address: its door is open then."""
        window = self.start_client()
        window.wait(ready=self.say("Continue"))
        window.resize(*DESK, MAIN)
        window.type(self.address)
        window.press("Return")
        window.wait(ready=self.say("Password"))

    def sign_in(self, user: str = "", password: str = "") -> None:
        """Sign in at the door; waits for the first sync."""
        self.enter(user or self.sandbox.user, password or self.sandbox.password)
        self.choose_passphrase()
        self.window.wait(link="online", seconds=30)
        self.window.resize(*DESK)

    def choose_passphrase(self) -> None:
        """A passphrase for the files, asked once: there is no keyring here, and a journey leaves nothing in anybody's."""
        if self._passphrase_chosen:
            return
        window = self.window
        window.wait(text=self.say("Choose a passphrase"))
        window.type(self._passphrase)
        window.press("Tab")
        window.type(self._passphrase)
        window.press("Return")
        self._passphrase_chosen = True

    def enter(self, user: str, password: str) -> None:
        """Type who one is at the door, and go in."""
        window = self.window
        # The name of the second field is not the same where a portal knows addresses only: it is the one above the password.
        window.click(self.say("Password"))
        window.press("Shift+Tab")
        window.press("Ctrl+A")
        window.type(user)
        window.click(self.say("Password"))
        window.press("Ctrl+A")
        window.type(password)
        window.press("Return")

    def crash(self) -> None:
        """The power fails, and the program starts again."""
        self.window.kill()
        self.start_client()
        self.window.wait(ready=self.say("New ticket"), seconds=30)
        self.window.resize(*DESK)

    def quit(self) -> None:
        """The program ends as its menu would."""
        self.window.quit()
        self._client = None


def must_equal(what: str, wanted: object, found: object) -> None:
    """Raises Trouble where what was found is not what was wanted."""
    if wanted != found:
        raise Trouble(f"{what}: wanted {wanted!r}, found {found!r}")
