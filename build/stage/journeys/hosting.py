"""A customer of the hosting provider, where everybody waits for their turn: nothing to hurry by, and the window says so.

Reads what is open and what was answered, looks at the announcements, loses the network, is asked for details, is warned twice that a second
word does not speed things up, sends once the network is back, and reopens an old ticket with what is wrong again.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from stage.journey import WIZARD, Journey, Step, must_equal
from stage.pictures import Pictures
from stage.processes import Trouble
from stage.specimens import make

DETAILS = (
    "Dominio o server interessato: ristorantelaquercia.example\n"
    "Che cosa succede e che cosa vi aspettavate: il modulo prenotazioni risponde 500, prima inviava la mail\n"
    "Messaggio di errore, copiato per intero: HTTP ERROR 500\n"
    "Da quando (data e ora): stamattina, dopo le 9:20\n"
)
SUBJECT = "Errore 500 sul modulo prenotazioni di ristorantelaquercia.example"
MORE = "Aggiungo: succede anche dal telefono, con la rete mobile."
AGAIN = "È successo di nuovo stanotte, alle 2:40: stesso messaggio di prima."


class HostingJourney(Journey):
    """In Italian, at an Italian provider."""

    portal: ClassVar[str] = "hosting"
    language: ClassVar[str] = "it"

    def __init__(self, folder: Path, pictures: Pictures | None = None) -> None:
        super().__init__(folder, pictures)
        self._unanswered = ""

    def plan(self) -> Sequence[Step]:
        """From the first contact to the reopened ticket."""
        return [
            Step("a helpdesk starts", self.start_helpdesk),
            Step(
                "at the door",
                self._come_to_the_door,
                ("first contact: the helpdesk says who it is and which ways in it has",),
            ),
            Step("signing in", self.sign_in),
            Step("what is open", self._see_open, ("open tickets, waiting for an answer",)),
            Step(
                "what is closed, with every answer",
                self._see_closed,
                ("closed tickets with all answers, kept as history",),
            ),
            Step(
                "announcements of three kinds",
                self._see_announcements,
                ("announcements: news, extraordinary maintenance, infrastructure work",),
            ),
            Step("the network is gone", self.go_offline),
            Step(
                "a new ticket: three categories",
                self._choose_category,
                ("new ticket with a category: technical, administrative, commercial",),
            ),
            Step(
                "… as much detail as possible",
                self._see_details_asked,
                ("asked for as much detail as possible for technical ones",),
            ),
            Step(
                "… in order of arrival, without a priority",
                self._see_order,
                ("answered strictly in order of arrival, no priority to set: the client says so",),
            ),
            Step(
                "… the same problem a second time",
                self._repeat_problem,
                ("warns that opening a second one for the same problem does not speed it up",),
            ),
            Step("… a problem of its own, with a picture", self._describe),
            Step("… review and send", self._send),
            Step(
                "adding to a ticket that nobody answered yet",
                self._add_to_unanswered,
                ("warns that adding to an unanswered ticket does not speed it up",),
            ),
            Step("the power fails, the program starts again", self._crash),
            Step(
                "the network is back",
                self._come_online,
                ("reads and writes without a network; it is sent once when the network is back",),
            ),
            Step(
                "an old ticket is reopened",
                self._reopen,
                ("reopen with further details", "a closed ticket is reopened with further details"),
            ),
            Step("the program ends", self.quit),
        ]

    def _come_to_the_door(self) -> None:
        self.find_helpdesk()
        self.window.wait(text="Terramare Hosting")
        self.window.wait(ready=self.say("Create an account"))
        self.window.wait(ready=self.say("Forgot your password?"))
        self.take("door", all_ways=True)
        self.check_language()

    # Reading

    def _see_open(self) -> None:
        window = self.window
        self.go_to("Open")
        waiting = self.newest("new")
        self._unanswered = waiting.subject
        window.wait(row=waiting.subject, shows=self.say("New", context="States"))
        window.click(waiting.subject, within=self.say("Tickets"))
        self.take("open", all_ways=True)
        self.check_language()

    def _see_closed(self) -> None:
        window = self.window
        closed = self.newest("closed", replies=3)
        self.go_to("Closed")
        window.wait(row=closed.subject)
        window.click(closed.subject, within=self.say("Tickets"))
        for reply in closed.replies:
            window.wait(text=reply.text.strip().splitlines()[0][:60], within=self.say("Conversation"))
        self.take("history", all_ways=True)

    def _see_announcements(self) -> None:
        window = self.window
        window.click(self.say("Announcements"))
        window.wait(text=self.say("In force"))
        for kind in ("News", "Maintenance", "Infrastructure work"):
            window.wait(text=self.say(kind))
        self.take("announcements", all_ways=True)
        self.check_language()

    # Writing without a network

    def _choose_category(self) -> None:
        window = self.window
        window.press("Ctrl+N")
        # There is one kind of request only, so that nobody asks which.
        window.wait(ready=self.say("Subject"), within=WIZARD)
        for category, asked in (
            ("Amministrativa", "Numero della fattura o dell'ordine:"),
            ("Commerciale", "Che cosa vorreste realizzare:"),
            ("Tecnica", "Dominio o server interessato:"),
        ):
            window.choose(category, self.say("Category"), within=WIZARD)
            window.wait(text=asked, within=WIZARD)

    def _see_details_asked(self) -> None:
        window = self.window
        window.wait(text="Che cosa succede e che cosa vi aspettavate:", within=WIZARD)
        window.wait(
            text=self.say("Be as detailed as you can: every answer below saves a question. Pictures help."),
            within=WIZARD,
        )
        self.take("wizard-details", WIZARD, all_ways=True)
        self.check_language()

    def _see_order(self) -> None:
        self.window.wait(text=self.say("Answered in order of arrival"), within=WIZARD)
        texts = [text for one in self.window.look()["windows"] if one["name"] == WIZARD for text in one["texts"]]
        urgent = self.say("How urgent is it?")
        if any(urgent in text for text in texts):
            raise Trouble("a priority is asked for where there is none")

    def _repeat_problem(self) -> None:
        window = self.window
        window.click(self.say("Subject"), within=WIZARD)
        window.type(self._unanswered)
        window.wait(
            text=self.say(
                "A second ticket for the same problem is not answered sooner: this helpdesk goes by order of arrival."
            ),
            within=WIZARD,
        )
        self.take("wizard-second", WIZARD, all_ways=True)
        self.check_language()

    def _describe(self) -> None:
        window = self.window
        window.click(self.say("Subject"), within=WIZARD)
        window.press("Ctrl+A")
        window.type(SUBJECT)
        window.click(self.say("Description", context="DetailsPage"), within=WIZARD)
        window.press("Ctrl+A")
        window.type(DETAILS)
        photo = make(self.folder / "camera", self.sizes.photo, self.sizes.video).photo
        window.drop([photo], self.say("Choose files to attach"), within=WIZARD)
        window.wait(text=photo.name, within=WIZARD)
        window.wait(text=self.say("Saved as a draft a moment ago. Works offline."), within=WIZARD, seconds=20)

    def _send(self) -> None:
        window = self.window
        window.press("Ctrl+Return")
        window.wait(text=self.say("This is what will be sent"))
        self.take("wizard-review", WIZARD)
        self.check_language()
        window.click(self.say("Send", context="Footer"), within=WIZARD)
        window.wait(row=SUBJECT, unsent=1)

    def _add_to_unanswered(self) -> None:
        window = self.window
        self.go_to("Open")
        window.wait(row=self._unanswered)
        window.click(self._unanswered, within=self.say("Tickets"))
        window.press("Ctrl+R")
        window.wait(
            text=self.say("Tickets are answered strictly in order of arrival; adding to one does not make it quicker.")
        )
        window.type(MORE)
        self.take("adding", all_ways=True)
        self.check_language()
        window.press("Ctrl+Return")
        window.wait(text=MORE, within=self.say("Conversation"), unsent=2)

    def _crash(self) -> None:
        self.crash()
        self.window.wait(unsent=2)

    # With it

    def _come_online(self) -> None:
        self.go_online()
        witness = self.witness()
        stored = witness.ticket(SUBJECT)
        must_equal("the category", "technical", stored.fields["category"])
        must_equal("a priority", None, stored.fields["priority"])
        must_equal("the description", DETAILS.strip(), stored.description.strip())
        must_equal("its files", 1, len(stored.files))
        said = [one.text for one in self.newest_called(self._unanswered).replies if one.side == "customer"]
        must_equal("what was added", [MORE], said)

    def _reopen(self) -> None:
        window = self.window
        closed = self.newest("closed", replies=3)
        self.go_to("Closed")
        window.wait(row=closed.subject)
        window.click(closed.subject, within=self.say("Tickets"))
        window.click(self.say("Reopen…"))
        window.type(AGAIN)
        self.take("reopening")
        self.check_language()
        window.press("Ctrl+Return")
        window.wait(text=AGAIN, within=self.say("Conversation"))
        window.wait(unsent=0, seconds=30)
        reopened = next(one for one in self.witness().tickets() if one.id == closed.id)
        must_equal("its status", "open", self.witness().kind(reopened.status))
        must_equal("the details", True, any(AGAIN in one.text for one in reopened.replies))
        self.take("reopened", all_ways=True)


JOURNEY = HostingJourney
