"""A customer of the machine builder, who loses the network and the power in the middle of everything.

Asks for credentials, signs in, reads, goes offline, opens a ticket with a photo, a video and a PDF, replies to it while it is still unsent,
is killed, starts again, comes back online, gets the number and the answer; and in the end a witness compares what the server has with what
was sent, byte by byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from stage.journey import WIZARD, Journey, Step, must_equal
from stage.pictures import DESK, Pictures
from stage.processes import Trouble
from stage.slow_line import SlowLine
from stage.specimens import Specimens, make
from stage.witness import StoredFile, StoredTicket, Witness

SUBJECT = "La pompa perde pressione – θόρυβος στην αντλία"
DESCRIPTION = (
    "Da stamattina la pressione cala e si sente un rumore: così non si può lavorare.\n"
    "Η πίεση πέφτει μετά την προθέρμανση, ακούγεται θόρυβος.\n"
    "Foto, video e relazione in allegato; più tardi misuro ancora. Perché succede?"
)
REPLY = "Aggiungo: a 74 °C si ferma del tutto. Η αντλία σταματά στους 74 °C."
ANSWER = "Buongiorno, dalla foto sembra il cuscinetto lato motore. Domani alle 8 passa un tecnico con il ricambio."
STILL_WRONG = "Con il nuovo cuscinetto ha tenuto due ore, poi di nuovo: πάλι το ίδιο. Foto in allegato."
NEWCOMER = ("Lavorazioni Verdi S.n.c.", "Sara Verdi", "sara@lavorazioniverdi.example")
CONTACT = "turno.notte@rossi.example"
UPLOAD_SECONDS = 2.0


class MachineBuilderJourney(Journey):
    """In English, at an Italian machine builder."""

    portal: ClassVar[str] = "machine-builder"
    staff: ClassVar[str] = "luca"

    def __init__(self, folder: Path, pictures: Pictures | None = None) -> None:
        super().__init__(folder, pictures)
        self._specimens: Specimens | None = None
        self._number = ""

    def plan(self) -> Sequence[Step]:
        """From the first contact to the reopened ticket."""
        return [
            Step("a helpdesk starts", self.start_helpdesk),
            Step("three files are made: photo with EXIF, video, PDF", self._make_files),
            Step(
                "at the door",
                self._come_to_the_door,
                ("first contact: the helpdesk says who it is and which ways in it has",),
            ),
            Step("somebody new asks for credentials", self._ask_access, ("ask for credentials",)),
            Step("signing in", self._sign_in, ("sign in",)),
            Step("first sync", self._sync_first, ("all requests with open/closed state",)),
            Step("reading a ticket", self._read),
            Step("searching", self._search),
            Step("machines, announcements, services, commands, preferences", self._look_around),
            Step("the helpdesk goes away", self._go_offline),
            Step("a new ticket: what about", self._choose_type),
            Step("… which machine", self._choose_machine),
            Step("… what happens, with three files and a contact", self._describe),
            Step(
                "… review and send",
                self._send,
                (
                    "request type, then machine, then subject, machine state, description, images or videos, contacts to notify",
                    "review everything, then send",
                ),
            ),
            Step("a reply to the ticket that is not sent yet", self._reply),
            Step("the outbox", self._see_outbox),
            Step("the power fails (kill -9), the program starts again", self._crash),
            Step("the helpdesk is back: upload, number", self._go_online),
            Step("the staff's answer comes as a notice", self._hear_answer),
            Step(
                "what the server has is what was sent, byte by byte",
                self._compare,
                ("reads and writes without a network; it is sent once when the network is back",),
            ),
            Step("the staff closes it", self._close),
            Step(
                "reopening it with further details and a picture",
                self._reopen,
                ("a closed ticket is reopened with further details",),
            ),
            Step("the program ends", self.quit),
        ]

    # Before the window

    def lay_line(self, port: int) -> SlowLine:
        """A line on which the video takes some seconds, so that one sees it go."""
        line = super().lay_line(port)
        line.bytes_per_second = self.sizes.video / UPLOAD_SECONDS
        return line

    def _make_files(self) -> None:
        self._specimens = make(self.folder / "camera", self.sizes.photo, self.sizes.video)

    def _come_to_the_door(self) -> None:
        self.find_helpdesk()
        self.take("door", all_ways=True)

    def _ask_access(self) -> None:
        window = self.window
        company, contact, address = NEWCOMER
        window.click("Ask for access")
        window.wait(ready="Company")
        for field, typed in (("Company", company), ("Your name", contact), ("E-mail address", address)):
            window.click(field)
            window.type(typed)
        self.take("ask-access", all_ways=True)
        window.press("Return")
        window.wait(text="You have asked for access", seconds=20)
        self.letter("assistenza@valmec.example", contact)
        window.click("Back to sign in")
        window.wait(ready="Password")

    def _sign_in(self) -> None:
        self.sign_in()

    # Online

    def _sync_first(self) -> None:
        window = self.window
        window.wait(link="online", seconds=20)
        window.resize(*DESK)
        opened, closed = self.newest("open", mine=False), self.newest("closed")
        window.click("Whole company")
        window.wait(row=f"#{opened.number}", shows="Open")
        self.take("main", all_ways=True)
        self.go_to("Closed")
        window.wait(row=f"#{closed.number}", shows="Closed")

    def _read(self) -> None:
        window = self.window
        # which tickets stand where depends on the day: this one is known by the spare part in its conversation, and found by its number
        told = [one for one in self.witness().tickets() if any("6208-2RS" in reply.text for reply in one.replies)]
        number = f"#{told[-1].number}"
        window.press("Ctrl+F")
        window.type(number)
        window.wait(row=number, within="Tickets")
        window.click(number, within="Tickets")
        window.wait(text="6208-2RS", within="Conversation")
        window.press("Escape", times=2)
        self.take("ticket", all_ways=True)

    def _search(self) -> None:
        window = self.window
        window.press("Ctrl+F")
        window.type("CUSCINETTO")
        window.wait(row="finitura", gone="Accesso al portale", within="Tickets")
        self.take("search")
        window.press("Escape", times=2)

    def _look_around(self) -> None:
        window = self.window
        window.click("Machines")
        window.wait(row="Nastro 11")
        window.click("Nastro 11", within="Machines")
        window.wait(gone="No machine chosen")
        self.take("machines", all_ways=True)
        window.click("Announcements")
        self.take("announcements")
        window.click("Services")
        self.take("services")
        window.press("Ctrl+K")
        window.type("nastro")
        window.wait(row="Nastro 11", within="What fits")
        self.take("commands")
        window.press("Escape")
        window.press("Ctrl+,")
        window.wait(text="Appearance")
        self.take("preferences", window="preferences", all_ways=True)
        window.press("Escape")

    # Offline

    def _go_offline(self) -> None:
        self.cut_line()
        self.sandbox.stop()
        self.window.press("F5")
        self.window.wait(link="unreachable")
        self.window.click("Open")
        self.window.wait(row="#")
        self.take("offline", all_ways=True)

    def _choose_type(self) -> None:
        window = self.window
        window.press("Ctrl+N")
        window.wait(text="What is your ticket about?")
        self.take("wizard-about", window=WIZARD, all_ways=True)
        window.click("Fault", within=WIZARD)

    def _choose_machine(self) -> None:
        window = self.window
        window.wait(text="Which machine is it about?")
        window.wait(row="Pompa P-101", within=WIZARD)
        self.take("wizard-machine", window=WIZARD, all_ways=True)
        window.type("p-101")
        window.press("Return")

    def _describe(self) -> None:
        window, specimens = self.window, self._specimens
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
        self.take("wizard-details", window=WIZARD, all_ways=True)

    def _send(self) -> None:
        window = self.window
        window.press("Ctrl+Return")
        window.wait(text="This is what will be sent")
        self.take("wizard-review", window=WIZARD, all_ways=True)
        window.click("Send", within=WIZARD)
        window.wait(row=SUBJECT, text="Da stamattina la pressione", within="mainWindow", unsent=1)
        self.take("sent-offline", all_ways=True)

    def _reply(self) -> None:
        window = self.window
        window.press("Ctrl+R")
        window.type(REPLY)
        window.press("Ctrl+Return")
        window.wait(text="74 °C si ferma", within="Conversation", unsent=2)
        self.take("reply-offline")

    def _see_outbox(self) -> None:
        window = self.window
        window.click("Outbox")
        window.wait(text="Reply")
        self.take("outbox", all_ways=True)

    def _crash(self) -> None:
        self.window.kill()
        window = self.start_client()
        window.wait(unsent=2)
        window.resize(*DESK)
        window.press("Ctrl+2")
        window.wait(row=SUBJECT, unsent=2)
        window.click(SUBJECT, within="Tickets")
        window.wait(text="74 °C si ferma", within="Conversation", link="unreachable")
        self.take("after-the-crash")

    # Online again

    def _go_online(self) -> None:
        port = int(self.address.rpartition(":")[2])
        self.sandbox.start()
        self.lay_line(port)
        window = self.window
        window.click("Outbox")
        window.press("F5")
        window.wait(text="sending", gone="sending 0", seconds=20)
        self.take("sending")
        window.wait(unsent=0, seconds=30)
        window.wait(text="Up to date")
        self.take("outbox-sent", all_ways=True)
        window.click("Open")
        words = window.wait(row=SUBJECT, shows="#")
        self._number = words[words.index("#") + 1 :].split()[0].strip(" ,.·")

    def _hear_answer(self) -> None:
        window = self.window
        self.hear_staff(SUBJECT, ANSWER)
        told = window.wait(notice=f"answered #{self._number}")
        print(f"     {told.splitlines()[0]}", flush=True)
        self.take("answered", all_ways=True)

    def _close(self) -> None:
        self.be_closed(SUBJECT)
        self.take("closed")

    def _reopen(self) -> None:
        window, specimens = self.window, self._specimens
        assert specimens is not None
        window.click("Reopen…")
        window.type(STILL_WRONG)
        window.drop([specimens.photo], "What is still wrong?", within="mainWindow")
        window.wait(ready="Reopen ticket", gone="Copying…", seconds=20)
        self.take("reopening", all_ways=True)
        window.press("Ctrl+Return")
        window.wait(text=STILL_WRONG, within="Conversation")
        window.wait(unsent=0, seconds=40)
        stored = self.witness().ticket(SUBJECT)
        must_equal("the details", True, any(STILL_WRONG in one.text for one in stored.replies))
        must_equal("their picture", 1, sum(len(one.files) for one in stored.replies))
        if self.witness().kind(stored.status) == "closed":
            raise Trouble("it is closed still")
        self.take("reopened", all_ways=True)

    # The truth

    def _compare(self) -> None:
        sandbox, specimens = self.sandbox, self._specimens
        assert specimens is not None
        witness = Witness(sandbox.address, sandbox.user, sandbox.password)
        stored = witness.ticket(SUBJECT)
        must_equal("the number", self._number, stored.number)
        must_equal("the description", DESCRIPTION, stored.description)
        must_equal("the machine's state", "faulty", stored.fields["machine_state"])
        must_equal("the contact", [CONTACT], [contact["email"] for contact in stored.fields["contacts"]])
        must_equal("the replies", [REPLY], [reply.text for reply in stored.replies if reply.side == "customer"])
        must_equal("the names", sorted(file.name for file in specimens.all), sorted(file.name for file in stored.files))
        for file in specimens.all:
            self._compare_file(file, stored, witness)

    def _compare_file(self, sent: Path, ticket: StoredTicket, witness: Witness) -> None:
        stored: StoredFile = next(one for one in ticket.files if one.name == sent.name)
        content = sent.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        must_equal(f"the bytes of {sent.name}", (digest, len(content)), witness.digest(stored))
        print(f"     {digest[:16]}…  {len(content):>10,} bytes  {sent.name}", flush=True)


JOURNEY = MachineBuilderJourney
