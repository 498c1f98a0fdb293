"""Somebody at a town hall who reports errors to the supplier of its software, in the window and by e-mail.

Chooses a password of her own, is led to tell an error in detail, writes without a network, opens one ticket by letter and goes on with it
in the same way; each opening and each change of state comes back as a notice by mail.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import ClassVar

from stage.journey import WIZARD, Journey, Step, must_equal
from stage.pictures import Pictures
from stage.post import post
from stage.processes import Trouble
from stage.specimens import make
from stage.witness import StoredTicket

HELPDESK = "assistenza@pubblinova.example"
OWN_PASSWORD = "sette ciliegi in cortile 1987"

SUBJECT = "Protocollo: «Errore 1205» nel salvare una registrazione in uscita"
DETAILS = (
    "Che cosa si voleva fare: registrare una lettera in uscita con due destinatari\n\n"
    "Sequenza delle operazioni che ha portato all'errore:\n"
    "1. Protocollo > Nuova registrazione > Uscita\n2. scelti due destinatari dalla rubrica\n3. Salva\n\n"
    "Testo dell'errore, copiato per intero: Errore 1205: risorsa bloccata da un'altra operazione\n\n"
    "Browser utilizzato e versione: Firefox 128\nDa quando succede e a quali utenti: da stamattina, a tutto l'ufficio\n"
)
MORE = "Alle 11 l'errore è comparso anche in entrata, con un solo mittente."
BY_MAIL = "Anagrafe: la stampa del certificato esce senza stemma"
BY_MAIL_TEXT = (
    "Buongiorno,\nda ieri il certificato di residenza esce senza lo stemma del Comune. Allego una prova di stampa."
)
BY_MAIL_MORE = "Succede solo dalla postazione dello sportello 2, con il nuovo driver della stampante."
ANSWER = "Buongiorno, il blocco derivava da un'operazione rimasta aperta: l'abbiamo chiusa. Può riprovare."
AGAIN = "L'errore 1205 è ricomparso dopo l'aggiornamento di stanotte, stessa sequenza di prima."


class OtrsJourney(Journey):
    """In Italian, at a supplier of public administrations."""

    portal: ClassVar[str] = "otrs"
    language: ClassVar[str] = "it"
    mail: ClassVar[bool] = True
    staff: ClassVar[str] = "chiara.fontana"

    def __init__(self, folder: Path, pictures: Pictures | None = None) -> None:
        super().__init__(folder, pictures)
        self._picture = folder / "none"

    def plan(self) -> Sequence[Step]:
        """From the door to the reopened ticket."""
        return [
            Step("a helpdesk starts, with mail in and out", self.start_helpdesk),
            Step("a picture of the screen is made", self._make_picture),
            Step(
                "at the door",
                self._come_to_the_door,
                ("first contact: the helpdesk says who it is and which ways in it has",),
            ),
            Step("signing in", self._sign_in, ("sign in",)),
            Step("another password, in the preferences", self._change_password, ("preferences: change password",)),
            Step("my tickets", self._see_mine, ("my tickets",)),
            Step("those of the whole administration", self._see_company, ("company tickets",)),
            Step("the network is gone", self.go_offline),
            Step(
                "a new ticket: what to tell",
                self._see_guidance,
                (
                    "guidance to be detailed: images, the browser used, the sequence of operations that led to the error",
                ),
            ),
            Step("… told, with a picture, and sent", self._describe),
            Step("a message to it", self._add_message),
            Step("the power fails, the program starts again", self._crash),
            Step(
                "the network is back",
                self._come_online,
                (
                    "new ticket",
                    "open one and add a message",
                    "reads and writes without a network; it is sent once when the network is back",
                ),
            ),
            Step(
                "letters: it was opened, its state changed",
                self._read_letters,
                ("automatic notices when a ticket is opened and when its state changes",),
            ),
            Step("one opened by letter", self._open_by_letter, ("open by e-mail",)),
            Step(
                "… and gone on with by letter",
                self._go_on_by_letter,
                ("continue by e-mail with the ticket number in the subject",),
            ),
            Step(
                "reopening it with further details",
                self._reopen,
                ("a closed ticket is reopened with further details",),
            ),
            Step("the program ends", self.quit),
        ]

    # At the door

    def _make_picture(self) -> None:
        self._picture = make(self.folder / "camera", self.sizes.photo, self.sizes.video).photo

    def _come_to_the_door(self) -> None:
        self.find_helpdesk()
        self.window.wait(text="Pubblinova Software")
        self.window.wait(ready=self.say("Forgot your password?"))
        self.take("door", all_ways=True)
        self.check_language()

    def _sign_in(self) -> None:
        self.sign_in()
        self.go_to("Open")
        self.window.wait(row="#")
        self.take("main", all_ways=True)

    def _change_password(self) -> None:
        window, say = self.window, self.say
        window.press("Ctrl+,")
        window.click(say("Account", context="AccountPage"), within="preferences")
        window.wait(ready=say("Change password…", context="AccountPage"), within="preferences")
        self.take("preferences-account", "preferences")
        window.click(say("Change password…", context="AccountPage"), within="preferences")
        window.wait(ready=say("Present password", context="Joining"), within="changePassword")
        for field, typed in (
            (say("Present password", context="Joining"), self.sandbox.password),
            (say("New password", context="Joining"), OWN_PASSWORD),
            (say("The same once more", context="Joining"), OWN_PASSWORD),
        ):
            window.click(field, within="changePassword")
            window.type(typed)
        self.take("change-password", "changePassword", all_ways=True)
        self.check_language()
        window.press("Return")
        window.wait(text=say("Your password was changed"), seconds=20)
        self.take("password-changed", "changePassword")
        window.press("Escape")
        window.press("Escape")
        self.sandbox.password = OWN_PASSWORD
        self.witness()

    # Reading

    def _see_mine(self) -> None:
        window = self.window
        window.click(self.say("All my tickets"))
        mine = self.newest("")
        window.wait(row=mine.subject)
        self.take("mine", all_ways=True)
        self.check_language()

    def _see_company(self) -> None:
        window = self.window
        others = self._of_a_colleague()
        window.click(self.say("Whole company"))
        window.wait(row=others.subject, shows=str(others.fields["author"]["name"]).split()[0])
        window.click(others.subject, within=self.say("Tickets"))
        window.wait(text=others.subject)
        self.take("company", all_ways=True)
        self.check_language()

    def _of_a_colleague(self) -> StoredTicket:
        witness = self.witness()
        others = [one for one in witness.tickets() if one.fields["author"]["name"] != witness.name]
        return max(others, key=lambda one: str(one.fields["updated_at"]))

    # Writing without a network

    def _see_guidance(self) -> None:
        window = self.window
        window.press("Ctrl+N")
        window.wait(text=self.say("What is your ticket about?"))
        self.take("wizard-about", WIZARD, all_ways=True)
        window.click("Errore o malfunzionamento", within=WIZARD)
        window.wait(ready=self.say("Subject"), within=WIZARD)
        for asked in (
            "Sequenza delle operazioni che ha portato all'errore:",
            "Browser utilizzato e versione:",
            "Allegate le immagini delle schermate",
        ):
            window.wait(text=asked, within=WIZARD)
        window.choose("Protocollo informatico", self.say("Category"), within=WIZARD)
        self.take("wizard-details", WIZARD, all_ways=True)
        self.check_language()

    def _describe(self) -> None:
        window = self.window
        window.click(self.say("Subject"), within=WIZARD)
        window.type(SUBJECT)
        window.click(self.say("Description", context="DetailsPage"), within=WIZARD)
        window.press("Ctrl+A")
        window.type(DETAILS)
        window.copy(picture=self._picture)
        window.press("Ctrl+V")
        window.wait(text="png", within=WIZARD)
        window.wait(text=self.say("Saved as a draft a moment ago. Works offline."), within=WIZARD, seconds=20)
        window.press("Ctrl+Return")
        window.wait(text=self.say("This is what will be sent"))
        self.take("wizard-review", WIZARD, all_ways=True)
        self.check_language()
        window.click(self.say("Send", context="Footer"), within=WIZARD)
        window.wait(row=SUBJECT, unsent=1)

    def _add_message(self) -> None:
        window = self.window
        window.press("Ctrl+R")
        window.type(MORE)
        window.press("Ctrl+Return")
        window.wait(text=MORE, within=self.say("Conversation"), unsent=2)
        self.take("waiting", all_ways=True)
        self.check_language()

    def _crash(self) -> None:
        self.crash()
        self.window.wait(unsent=2)

    # With it

    def _come_online(self) -> None:
        self.go_online()
        stored = self.witness().ticket(SUBJECT)
        must_equal("the category", "protocollo", stored.fields["category"])
        must_equal("the description", DETAILS.strip(), stored.description.strip())
        must_equal("its files", 1, len(stored.files))
        must_equal("the messages", [MORE], [one.text for one in stored.replies if one.side == "customer"])

    def _read_letters(self) -> None:
        number = self.witness().ticket(SUBJECT).number
        opened = self.letter(self.sandbox.user, "Segnalazione registrata")
        for word in (SUBJECT, f"[#{number}]"):
            if word not in str(opened["Subject"]):
                raise Trouble(f"the letter about the opening has no “{word}” in its subject: {opened['Subject']}")
        self.hear_staff(SUBJECT, ANSWER)
        self.letter(self.sandbox.user, f"[#{number}] Risposta alla segnalazione")
        self.take("answered", all_ways=True)
        self.be_closed(SUBJECT)
        self.letter(self.sandbox.user, f"[#{number}] Cambio di stato")
        self.take("closed")

    def _open_by_letter(self) -> None:
        letter = self._letter(BY_MAIL, BY_MAIL_TEXT)
        letter.add_attachment(
            self._picture.read_bytes(), maintype="image", subtype="jpeg", filename="prova di stampa.jpg"
        )
        post(letter, self.mail_server())
        stored = self.witness().ticket(BY_MAIL)
        must_equal("the description", BY_MAIL_TEXT.split(), stored.description.split())
        must_equal("its files", ["prova di stampa.jpg"], [file.name for file in stored.files])
        window = self.window
        self.go_to("Open")
        window.wait(row=BY_MAIL, shows=f"#{stored.number}", seconds=30)

    def _go_on_by_letter(self) -> None:
        window = self.window
        number = self.witness().ticket(BY_MAIL).number
        answer = self.letter(self.sandbox.user, f"[#{number}] Segnalazione registrata")
        going_on = self._letter(f"R: {answer['Subject']}", BY_MAIL_MORE)
        post(going_on, self.mail_server())
        must_equal("how many tickets", 1, sum(one.subject == BY_MAIL for one in self.witness().tickets()))
        window.click(BY_MAIL, within=self.say("Tickets"))
        window.wait(text=BY_MAIL_MORE, within=self.say("Conversation"), seconds=30)
        self.take("by-letter", all_ways=True)

    def _letter(self, subject: str, text: str) -> EmailMessage:
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = self.sandbox.user, HELPDESK, subject
        letter.set_content(text)
        return letter

    def _reopen(self) -> None:
        window = self.window
        self.go_to("Closed")
        window.wait(row=SUBJECT)
        window.click(SUBJECT, within=self.say("Tickets"))
        window.click(self.say("Reopen…"))
        window.type(AGAIN)
        self.take("reopening")
        window.press("Ctrl+Return")
        window.wait(text=AGAIN, within=self.say("Conversation"))
        window.wait(unsent=0, seconds=40)
        stored = self.witness().ticket(SUBJECT)
        must_equal("the details", True, any(AGAIN in one.text for one in stored.replies))
        if self.witness().kind(stored.status) == "closed":
            raise Trouble("it is closed still")
        self.take("reopened", all_ways=True)
        self.check_language()


JOURNEY = OtrsJourney
