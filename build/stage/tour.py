"""The tour: the real window, walked by a person who loses the network and the power in the middle of everything.

It signs in, reads, goes offline, opens a ticket with a photo, a video and a PDF, replies to it while it is still unsent, is killed, starts
again, comes back online, gets the number and the answer; and in the end a witness compares what the server has with what was sent,
byte by byte. Every step prints a line; the first that fails ends the tour with a sentence.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import random
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stage.client import Client
from stage.pictures import DESK, Pictures
from stage.processes import Trouble
from stage.sandbox import Sandbox
from stage.slow_line import SlowLine
from stage.specimens import PHOTO_BYTES, VIDEO_BYTES, Specimens, make
from stage.witness import StoredFile, StoredTicket, Witness

SUBJECT = "La pompa perde pressione – θόρυβος στην αντλία"
DESCRIPTION = (
    "Da stamattina la pressione cala e si sente un rumore: così non si può lavorare.\n"
    "Η πίεση πέφτει μετά την προθέρμανση, ακούγεται θόρυβος.\n"
    "Foto, video e relazione in allegato; più tardi misuro ancora. Perché succede?"
)
REPLY = "Aggiungo: a 74 °C si ferma del tutto. Η αντλία σταματά στους 74 °C."
CONTACT = "turno.notte@rossi.example"

STAFF_SECONDS = 2.0
UPLOAD_SECONDS = 2.0
PASSPHRASE_VARIABLE = "SPORTELLO_PASSPHRASE"
WIZARD = "openTicketWizard"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the attachments are, in bytes."""

    photo: int = PHOTO_BYTES
    video: int = VIDEO_BYTES


class Tour:
    """One walk. `run` it once."""

    def __init__(self, folder: Path, pictures: Path, sizes: Sizes = Sizes()) -> None:
        """`folder` is for everything that is thrown away afterwards."""
        self._folder = folder
        self._sizes = sizes
        self._pictures = Pictures(pictures)
        self._sandbox = Sandbox(folder / "helpdesk", staff_seconds=STAFF_SECONDS)
        self._line: SlowLine | None = None
        self._client: Client | None = None
        self._passphrase = secrets.token_urlsafe(24)
        self._specimens: Specimens | None = None
        self._number = ""
        self._screen = folder / "screen.json"
        self._steps = 0

    def run(self) -> None:
        """Walk. Raises Trouble at the first thing that is not as it must be."""
        began = time.monotonic()
        try:
            for title, step in self._plan():
                with self._told(title):
                    step()
        finally:
            self.end()
        said = f"{self._pictures.count} pictures in {self._pictures.folder}"
        print(f"tour: all well after {time.monotonic() - began:.1f} s; {said}", flush=True)

    def end(self) -> None:
        """Leave nothing running."""
        if self._client is not None:
            self._client.end()
            self._client = None
        self._cut_line()
        self._sandbox.stop()

    def _plan(self) -> list[tuple[str, Callable[[], None]]]:
        return [
            ("a helpdesk starts", self._start_helpdesk),
            ("three files are made: photo with EXIF, video, PDF", self._make_files),
            ("signing in", self._sign_in),
            ("first sync", self._sync_first),
            ("reading a ticket", self._read),
            ("searching", self._search),
            ("machines, announcements, services, commands, preferences", self._look_around),
            ("the helpdesk goes away", self._go_offline),
            ("a new ticket: what about", self._choose_type),
            ("… which machine", self._choose_machine),
            ("… what happens, with three files and a contact", self._describe),
            ("… review and send", self._send),
            ("a reply to the ticket that is not sent yet", self._reply),
            ("the outbox", self._see_outbox),
            ("the power fails (kill -9), the program starts again", self._crash),
            ("the helpdesk is back: upload, number", self._go_online),
            ("the staff's answer comes as a notice", self._hear_answer),
            ("what the server has is what was sent, byte by byte", self._compare),
            ("the program ends", self._quit),
        ]

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
                    self._pictures.take(self._client, "failed", window="")
            raise Trouble(f"{title}: {trouble}") from trouble
        print(f"{self._steps:3}. {time.monotonic() - began:5.1f} s  {title}", flush=True)

    # Before the window

    def _start_helpdesk(self) -> None:
        self._sandbox.start()
        self._lay_line(0)

    def _lay_line(self, port: int) -> None:
        """A line on which the video takes some seconds, so that one sees it go."""
        self._line = SlowLine(self._sandbox.address, random.Random(0), port=port)
        self._line.bytes_per_second = self._sizes.video / UPLOAD_SECONDS

    def _cut_line(self) -> None:
        if self._line is not None:
            self._line.close()

    def _make_files(self) -> None:
        self._specimens = make(self._folder / "camera", self._sizes.photo, self._sizes.video)
        screen = {"name": "desk", "x": 0, "y": 0, "width": 1920, "height": 1200, "dpr": 1}
        screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
        self._screen.write_text(json.dumps({"synchronousWindowSystemEvents": False, "screens": [screen]}))

    def _start_client(self) -> Client:
        variables = {PASSPHRASE_VARIABLE: self._passphrase} if (self._folder / "profile").exists() else {}
        variables["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
        # A path with a colon can't be named in this variable: there the screen is as small as Qt makes it.
        if sys.platform != "win32":
            variables["QT_QPA_PLATFORM"] = f"offscreen:configfile={self._screen}"
        self._client = Client(self._folder / "profile", self._folder / "client.log", variables=variables)
        return self._client

    @property
    def _window(self) -> Client:
        if self._client is None:
            raise Trouble("the program does not run")
        return self._client

    def _sign_in(self) -> None:
        window, sandbox, line = self._start_client(), self._sandbox, self._line
        assert line is not None
        window.wait(ready="Continue")
        window.resize(*DESK, "mainWindow")
        self._pictures.take(window, "address", window="mainWindow", all_ways=True)
        window.type(line.address)
        window.press("Return")
        window.wait(ready="Password")
        window.type(sandbox.user)
        window.press("Tab")
        window.type(sandbox.password)
        self._pictures.take(window, "sign-in", window="mainWindow", all_ways=True)
        window.press("Return")
        # There is no keyring here, and there must not be: a tour leaves nothing in anybody's.
        window.wait(text="Choose a passphrase")
        window.type(self._passphrase)
        window.press("Tab")
        window.type(self._passphrase)
        self._pictures.take(window, "passphrase", window="Passphrase")
        window.press("Return")

    # Online

    def _sync_first(self) -> None:
        window = self._window
        window.wait(link="online", seconds=20)
        window.resize(*DESK)
        window.wait(row="#")
        self._pictures.take(window, "main", all_ways=True)

    def _read(self) -> None:
        window = self._window
        window.press("Ctrl+2")
        window.wait(row="Nastro 11")
        window.click("Nastro 11", within="Tickets")
        window.wait(text="6208-2RS", within="Conversation")
        self._pictures.take(window, "ticket", all_ways=True)

    def _search(self) -> None:
        window = self._window
        window.press("Ctrl+F")
        window.type("CUSCINETTO")
        window.wait(row="MX-20", gone="Accesso al portale", within="Tickets")
        self._pictures.take(window, "search")
        window.press("Escape", times=2)

    def _look_around(self) -> None:
        window = self._window
        window.click("Machines")
        window.wait(row="Nastro 11")
        window.click("Nastro 11", within="Machines")
        window.wait(gone="No machine chosen")
        self._pictures.take(window, "machines", all_ways=True)
        window.click("Announcements")
        self._pictures.take(window, "announcements")
        window.click("Services")
        self._pictures.take(window, "services")
        window.press("Ctrl+K")
        window.type("nastro")
        window.wait(row="Nastro 11", within="What fits")
        self._pictures.take(window, "commands")
        window.press("Escape")
        window.press("Ctrl+,")
        window.wait(text="Appearance")
        self._pictures.take(window, "preferences", window="preferences", all_ways=True)
        window.press("Escape")

    # Offline

    def _go_offline(self) -> None:
        self._cut_line()
        self._sandbox.stop()
        self._window.press("F5")
        self._window.wait(link="unreachable")
        self._window.click("Open")
        self._window.wait(row="Nastro 11")
        self._pictures.take(self._window, "offline", all_ways=True)

    def _choose_type(self) -> None:
        window = self._window
        window.press("Ctrl+N")
        window.wait(text="What is your ticket about?")
        self._pictures.take(window, "wizard-about", window=WIZARD, all_ways=True)
        window.click("Fault", within=WIZARD)

    def _choose_machine(self) -> None:
        window = self._window
        window.wait(text="Which machine is it about?")
        window.wait(row="Pompa P-101", within=WIZARD)
        self._pictures.take(window, "wizard-machine", window=WIZARD, all_ways=True)
        window.type("p-101")
        window.press("Return")

    def _describe(self) -> None:
        window, specimens = self._window, self._specimens
        assert specimens is not None
        window.wait(text="How is the machine?")
        window.click("Subject", within=WIZARD)
        window.type(SUBJECT)
        window.click("Running with faults", within=WIZARD)
        window.click("Description", within=WIZARD)
        window.press("Ctrl+A")
        window.type(DESCRIPTION)
        window.drop(list(specimens.all), "Choose files to attach", within=WIZARD)
        for file in specimens.all:
            window.wait(text=file.name, within=WIZARD)
        window.wait(gone="copying…", seconds=20)
        window.click("Add somebody by name or e-mail address", within=WIZARD)
        window.type(CONTACT + ",")
        window.wait(text="Saved as a draft")
        self._pictures.take(window, "wizard-details", window=WIZARD, all_ways=True)

    def _send(self) -> None:
        window = self._window
        window.press("Ctrl+Return")
        window.wait(text="This is what will be sent")
        self._pictures.take(window, "wizard-review", window=WIZARD, all_ways=True)
        window.click("Send", within=WIZARD)
        window.wait(row=SUBJECT, text="Da stamattina la pressione", within="mainWindow", unsent=1)
        self._pictures.take(window, "sent-offline", all_ways=True)

    def _reply(self) -> None:
        window = self._window
        window.press("Ctrl+R")
        window.type(REPLY)
        window.press("Ctrl+Return")
        window.wait(text="74 °C si ferma", within="Conversation", unsent=2)
        self._pictures.take(window, "reply-offline")

    def _see_outbox(self) -> None:
        window = self._window
        window.click("Outbox")
        window.wait(text="Reply")
        self._pictures.take(window, "outbox", all_ways=True)

    def _crash(self) -> None:
        self._window.kill()
        window = self._start_client()
        window.wait(unsent=2)
        window.resize(*DESK)
        window.press("Ctrl+2")
        window.wait(row=SUBJECT, unsent=2)
        window.click(SUBJECT, within="Tickets")
        window.wait(text="74 °C si ferma", within="Conversation", link="unreachable")
        self._pictures.take(window, "after-the-crash")

    # Online again

    def _go_online(self) -> None:
        assert self._line is not None
        self._sandbox.start()
        self._lay_line(self._line.port)
        window = self._window
        window.click("Outbox")
        window.press("F5")
        window.wait(text="sending", gone="sending 0", seconds=20)
        self._pictures.take(window, "sending")
        window.wait(unsent=0, seconds=30)
        window.wait(text="Up to date")
        self._pictures.take(window, "outbox-sent", all_ways=True)
        window.click("Open")
        words = window.wait(row=SUBJECT, shows="#")
        self._number = words[words.index("#") + 1 :].split()[0].strip(" ,.·")

    def _hear_answer(self) -> None:
        window = self._window
        window.click("Announcements")
        told = window.wait(notice=f"answered #{self._number}", seconds=30)
        print(f"     {told.splitlines()[0]}", flush=True)
        window.click("Waiting for me")
        window.wait(row=SUBJECT)
        self._pictures.take(window, "answered-list")
        window.click(SUBJECT, within="Tickets")
        self._pictures.take(window, "answered", all_ways=True)

    # The truth

    def _compare(self) -> None:
        sandbox, specimens = self._sandbox, self._specimens
        assert specimens is not None
        witness = Witness(sandbox.address, sandbox.user, sandbox.password)
        stored = witness.ticket(SUBJECT)
        _must_equal("the number", self._number, stored.number)
        _must_equal("the description", DESCRIPTION, stored.description)
        _must_equal("the machine's state", "faulty", stored.fields["machine_state"])
        _must_equal("the contact", [CONTACT], [contact["email"] for contact in stored.fields["contacts"]])
        _must_equal("the replies", [REPLY], [reply.text for reply in stored.replies if reply.side == "customer"])
        _must_equal(
            "the names", sorted(file.name for file in specimens.all), sorted(file.name for file in stored.files)
        )
        for file in specimens.all:
            self._compare_file(file, stored, witness)

    def _compare_file(self, sent: Path, ticket: StoredTicket, witness: Witness) -> None:
        stored: StoredFile = next(one for one in ticket.files if one.name == sent.name)
        content = sent.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        _must_equal(f"the bytes of {sent.name}", (digest, len(content)), witness.digest(stored))
        print(f"     {digest[:16]}…  {len(content):>10,} bytes  {sent.name}", flush=True)

    def _quit(self) -> None:
        self._window.quit()
        self._client = None


def _must_equal(what: str, sent: object, stored: object) -> None:
    if sent != stored:
        raise Trouble(f"{what}: sent {sent!r}, the server has {stored!r}")
