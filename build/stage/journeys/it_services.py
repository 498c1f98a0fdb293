"""A customer of the IT firm, with and without a network, in the window and by e-mail.

Somebody new asks for credentials; Chiara has forgotten her password. She opens a ticket with a photo while the line is down, sends it by
e-mail because it can't wait, and finds it once, not twice, when the line is back. A colleague writes a letter, a stranger is turned away.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import ClassVar

from stage.journey import WIZARD, Journey, Step, must_equal
from stage.pictures import Pictures
from stage.post import post, text_of, word_alone
from stage.processes import Trouble
from stage.specimens import make

HELPDESK = "assistenza@sistemiponente.example"
COLLEAGUE = "segreteria@studioparodi.example"
STRANGE = "Toner scontatissimi: solo per oggi"
STRANGER = "offerte@grandisconti.example"
NEWCOMER = ("Officina Meccanica Traverso", "Ilaria Traverso", "ilaria@officinatraverso.example")

SUBJECT = "Lo schermo di PC-07 resta nero dopo l'accensione"
DESCRIPTION = (
    "Da stamattina PC-07 si accende, si sentono le ventole, ma lo schermo resta nero.\n"
    "Ho provato un altro cavo e un'altra presa. In allegato una foto delle spie."
)
BY_MAIL = "Il telefono in sala riunioni non prende la linea"
BY_MAIL_TEXT = "Buongiorno,\n\nda ieri il telefono della sala riunioni non prende la linea. In foto il messaggio.\n\nGrazie, la segreteria"
REPLY = "È arrivato un tecnico? Vorrei liberare la sala per le 15."
STILL_WRONG = "Si è ripresentato stamattina: schermo nero dopo il riavvio degli aggiornamenti."


class ItServicesJourney(Journey):
    """In Italian, at an Italian IT firm."""

    portal: ClassVar[str] = "it-services"
    language: ClassVar[str] = "it"
    mail: ClassVar[bool] = True

    def __init__(self, folder: Path, pictures: Pictures | None = None) -> None:
        super().__init__(folder, pictures)
        self._password = ""
        self._photo = folder / "none"

    def plan(self) -> Sequence[Step]:
        """From the first contact to the reopened ticket, and out by the menu."""
        return [
            Step("a helpdesk starts, with mail in and out", self.start_helpdesk),
            Step("a photo is made", self._make_photo),
            Step(
                "at the door",
                self._come_to_the_door,
                ("first contact: the helpdesk says who it is and which ways in it has",),
            ),
            Step(
                "somebody new asks for credentials",
                self._ask_access,
                ("ask for credentials with the company contact's name and e-mail",),
            ),
            Step("the password is forgotten", self._forget_password, ("forgotten password: a new one by mail",)),
            Step(
                "signing in with the address and the new password", self._sign_in, ("sign in with e-mail and password",)
            ),
            Step("history with status", self._see_history, ("ticket history with status",)),
            Step(
                "what is active, and what else there is",
                self._see_services,
                ("active services of the company", "service catalogue of what else is offered"),
            ),
            Step("the person's own mail server is told to the program", self._configure_mail),
            Step("the network is gone", self.go_offline),
            Step("a new ticket with a photo", self._open_ticket),
            Step("it can't wait: by e-mail", self._send_by_mail),
            Step(
                "the network is back: one ticket, not two",
                self._come_online,
                (
                    "open ticket: fill in the fields, describe, attach files such as a photo",
                    "reads and writes without a network; it is sent once when the network is back",
                ),
            ),
            Step(
                "a colleague writes a letter",
                self._write_letter,
                ("open a ticket by e-mail: subject to subject, body to description, attachments",),
            ),
            Step("a stranger writes one", self._write_as_stranger, ("tickets by e-mail only from enabled contacts",)),
            Step("closing it", self._close),
            Step(
                "reopening it with further details", self._reopen, ("a closed ticket is reopened with further details",)
            ),
            Step("out by the menu", self._sign_out, ("sign out from a menu under the user's name",)),
            Step("the program ends", self.quit),
        ]

    # At the door

    def _make_photo(self) -> None:
        self._photo = make(self.folder / "camera", self.sizes.photo, self.sizes.video).photo

    def _come_to_the_door(self) -> None:
        self.find_helpdesk()
        self.window.wait(text="Sistemi Ponente")
        self.window.wait(ready=self.say("Ask for access"))
        self.take("door", all_ways=True)
        self.check_language()

    def _ask_access(self) -> None:
        window, say = self.window, self.say
        company, contact, address = NEWCOMER
        window.click(say("Ask for access"))
        window.wait(ready=say("Company", context="Joining"))
        for field, typed in (
            (say("Company", context="Joining"), company),
            (say("Your name", context="Joining"), contact),
            (say("E-mail address"), address),
        ):
            window.click(field)
            window.type(typed)
        self.take("ask-access", all_ways=True)
        self.check_language()
        window.press("Return")
        window.wait(text=say("You have asked for access"), seconds=20)
        self.take("asked")
        self.check_language()
        letter = self.letter(HELPDESK, company)
        for known in NEWCOMER:
            if known not in text_of(letter):
                raise Trouble(f"the helpdesk's letter does not name {known}")
        window.click(say("Back to sign in"))
        window.wait(ready=say("Password", context="SignInPage"))

    def _forget_password(self) -> None:
        window = self.window
        window.click(self.say("Forgot your password?"))
        window.wait(ready=self.say("E-mail address"))
        window.click(self.say("E-mail address"))
        window.press("Ctrl+A")
        window.type(self.sandbox.user)
        window.press("Return")
        window.wait(text=self.say("Look at your e-mail"), seconds=20)
        self.take("forgotten")
        self.check_language()
        self._password = word_alone(self.letter(self.sandbox.user, "password"))
        window.click(self.say("Sign in", context="Joining"))
        window.wait(ready=self.say("Password", context="SignInPage"))

    def _sign_in(self) -> None:
        self.sign_in(self.sandbox.user, self._password)
        self.sandbox.password = self._password
        self.go_to("Open")
        self.window.wait(row="#")
        self.take("main", all_ways=True)

    # Reading

    def _see_history(self) -> None:
        window = self.window
        self.go_to("Open")
        window.wait(row=self.newest("new").subject, shows=self.say("New", context="States"))
        closed = self.newest("closed", replies=1)
        self.go_to("Closed")
        window.wait(row=closed.subject, shows=self.say("Closed", context="States"))
        window.click(closed.subject, within=self.say("Tickets"))
        window.wait(text=closed.replies[0].text.strip().splitlines()[0][:60], within=self.say("Conversation"))
        self.take("history", all_ways=True)
        self.check_language()

    def _see_services(self) -> None:
        window = self.window
        window.click(self.say("Services"))
        window.wait(text="Server gestito SRV-PARODI")
        window.wait(text=self.say("Also available"))
        self.take("services", all_ways=True)
        self.check_language()

    def _configure_mail(self) -> None:
        window = self.window
        host, port = self.mail_server()
        window.press("Ctrl+,")
        window.click(self.say("E-mail", context="EmailPage"), within="preferences")
        window.wait(ready=self.say("Mail server"))
        window.click(self.say("Mail server"))
        window.type(host)
        window.press("Tab")
        window.choose(self.say("None (only within this computer)"), self.say("Encryption"), within="preferences")
        window.click(self.say("Port"), within="preferences")
        window.press("Ctrl+A")
        window.type(str(port))
        window.press("Tab")
        self.take("preferences-mail", "preferences", all_ways=True)
        self.check_language()
        window.press("Escape")

    # Writing without a network

    def _open_ticket(self) -> None:
        window = self.window
        window.press("Ctrl+N")
        window.wait(text=self.say("What is your ticket about?"))
        self.take("wizard-about", WIZARD)
        window.click("PC e postazioni di lavoro", within=WIZARD)
        window.wait(ready=self.say("Subject"), within=WIZARD)
        window.click(self.say("Subject"), within=WIZARD)
        window.type(SUBJECT)
        window.click(self.say("Description", context="DetailsPage"), within=WIZARD)
        window.press("Ctrl+A")
        window.type(DESCRIPTION)
        window.drop([self._photo], self.say("Choose files to attach"), within=WIZARD)
        window.wait(text=self._photo.name, within=WIZARD)
        window.wait(text=self.say("Saved as a draft a moment ago. Works offline."), within=WIZARD, seconds=20)
        self.take("wizard-details", WIZARD, all_ways=True)
        self.check_language()
        window.press("Ctrl+Return")
        window.wait(text=self.say("This is what will be sent"))
        window.click(self.say("Send", context="Footer"), within=WIZARD)
        window.wait(row=SUBJECT, unsent=1)

    def _send_by_mail(self) -> None:
        window = self.window
        window.click(self.say("Outbox"))
        window.wait(ready=self.say("Send by e-mail…", context="OutboxItem"), seconds=20)
        window.click(self.say("Send by e-mail…", context="OutboxItem"))
        window.wait(text=self.say("Which way?"))
        window.click(self.say("From here"))
        self.take("by-mail", "", all_ways=False)
        self.check_language()
        window.click(self.say("Send", context="EmailDialog"), within="email")
        window.wait(gone=self.say("Which way?"), seconds=20)
        self.take("outbox-mailed", all_ways=True)
        self.check_language()
        # The helpdesk has it already, although no line leads there.
        self.letter(self.sandbox.user, SUBJECT)
        must_equal("the files of the ticket", 1, len(self.witness().ticket(SUBJECT).files))

    def _come_online(self) -> None:
        self.go_online()
        witness = self.witness()
        stored = witness.ticket(SUBJECT)
        must_equal("the description", True, stored.description.strip().startswith(DESCRIPTION))
        must_equal("its files", [self._photo.name], [file.name for file in stored.files])
        self.go_to("Open")
        self.window.wait(row=SUBJECT, shows=f"#{stored.number}")
        self.take("arrived", all_ways=True)

    # By letter

    def _write_letter(self) -> None:
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = COLLEAGUE, HELPDESK, BY_MAIL
        letter.set_content(BY_MAIL_TEXT)
        letter.add_attachment(
            self._photo.read_bytes(), maintype="image", subtype="jpeg", filename="messaggio sul telefono.jpg"
        )
        post(letter, self.mail_server())
        stored = self.witness().ticket(BY_MAIL)
        must_equal("the description", BY_MAIL_TEXT.split(), stored.description.split())
        must_equal("its files", ["messaggio sul telefono.jpg"], [file.name for file in stored.files])
        answer = self.letter(COLLEAGUE, BY_MAIL)
        if stored.number not in f"{answer['Subject']}":
            raise Trouble(f"the answer's subject has no number: {answer['Subject']}")
        window = self.window
        window.click(self.say("Whole company"))
        window.wait(row=BY_MAIL, shows=f"#{stored.number}", seconds=30)
        window.click(BY_MAIL, within=self.say("Tickets"))
        window.wait(text="non prende la linea", within=self.say("Conversation"))
        self.take("by-letter", all_ways=True)

    def _write_as_stranger(self) -> None:
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = STRANGER, HELPDESK, STRANGE
        letter.set_content("Solo per oggi.")
        post(letter, self.mail_server())
        refusal = self.letter(STRANGER, STRANGE)
        if "non" not in text_of(refusal):
            raise Trouble("the refusal refuses nothing")
        if any(one.subject == STRANGE for one in self.witness().tickets()):
            raise Trouble("a stranger has opened a ticket")

    # To the end

    def _close(self) -> None:
        window = self.window
        self.go_to("Open")
        window.wait(row=SUBJECT)
        window.click(SUBJECT, within=self.say("Tickets"))
        window.press("Ctrl+R")
        window.type(REPLY)
        window.press("Ctrl+Return")
        window.wait(text=REPLY, within=self.say("Conversation"))
        window.click(self.say("Close ticket", context="TicketAnswering"))
        window.wait(ready=self.say("Reopen…"), seconds=20)
        window.wait(unsent=0, seconds=40)
        must_equal("its status", "closed", self.witness().kind(self.witness().ticket(SUBJECT).status))

    def _reopen(self) -> None:
        window = self.window
        window.click(self.say("Reopen…"))
        window.type(STILL_WRONG)
        window.press("Ctrl+Return")
        window.wait(text=STILL_WRONG, within=self.say("Conversation"))
        window.wait(unsent=0, seconds=40)
        stored = self.witness().ticket(SUBJECT)
        must_equal("the details", True, any(STILL_WRONG in one.text for one in stored.replies))
        self.take("reopened", all_ways=True)

    def _sign_out(self) -> None:
        window = self.window
        window.click(
            self.say(
                "Account: {name}, {address}", name="Studio Parodi Commercialisti Associati", address=self.sandbox.user
            )
        )
        window.wait(text=self.say("Sign out", context="AccountMenu"))
        self.take("menu", "")
        window.click(self.say("Sign out", context="AccountMenu"))
        window.wait(ready=self.say("Password", context="SignInPage"), seconds=20)
        self.take("signed-out")
        self.check_language()


JOURNEY = ItServicesJourney
