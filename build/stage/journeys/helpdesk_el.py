"""Somebody new at a Greek firm for IT support: registers, forgets user name and password at once, opens the first ticket without a network.

Everything in Greek: what the window says is compared with the program's English texts, and none of them may be in sight.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from stage.journey import MAIN, WIZARD, Journey, Step, must_equal
from stage.pictures import Pictures
from stage.post import link_in, text_of, word_alone
from stage.witness import Witness

NAME = "Ειρήνη Δημητρίου"
EMAIL = "eirini.dimitriou@aigialos.example"
USER_NAME = "eirini"
PASSWORD = "ο γλάρος πετά χαμηλά 42"
COMPANY = "Ξενοδοχείο Αιγιαλός"

SUBJECT = "Δεν ανοίγει το πρόγραμμα κρατήσεων στη ρεσεψιόν"
DESCRIPTION = (
    "Από σήμερα το πρωί το πρόγραμμα κρατήσεων δεν ανοίγει στον υπολογιστή της ρεσεψιόν.\n"
    "Εμφανίζεται «Δεν υπάρχει σύνδεση με τη βάση δεδομένων» και κλείνει. Από το γραφείο ανοίγει κανονικά."
)
REPLY = "Μόλις έκανα επανεκκίνηση, το ίδιο. Ο υπολογιστής λέγεται REC-02."
ANSWER = "Καλημέρα σας, ο server της βάσης είχε σταματήσει. Τον ξεκινήσαμε ξανά· δοκιμάστε τώρα."
STILL_WRONG = "Άνοιξε δύο φορές και μετά πάλι το ίδιο μήνυμα, από τις έξι το απόγευμα."

NOT_ACTIVE = (
    "This account is not active yet. Open the link in the e-mail that the helpdesk sent you, then sign in. No e-mail? Look "
    "among the junk mail, or ask the helpdesk."
)

PRIORITIES = (
    ("Χαμηλή", "Ερώτηση ή παρατήρηση"),
    ("Κανονική", "Οδηγίες χρήσης, ρυθμίσεις, νέες συσκευές"),
    ("Υψηλή", "Μια λειτουργία του συστήματος ή του δικτύου"),
    ("Επείγουσα", "Ένα κεντρικό σύστημα, ο server"),
    ("Κρίσιμη", "Βασικοί πόροι δεν είναι προσβάσιμοι"),
)
"""Each with what its guidance begins with."""


class HelpdeskElJourney(Journey):
    """In Greek, at a Greek firm."""

    portal: ClassVar[str] = "helpdesk-el"
    language: ClassVar[str] = "el"
    staff: ClassVar[str] = "nikos"

    def __init__(self, folder: Path, pictures: Pictures | None = None) -> None:
        super().__init__(folder, pictures)
        self._password = PASSWORD

    def plan(self) -> Sequence[Step]:
        """From the registration to the reopened ticket."""
        return [
            Step("a helpdesk starts", self.start_helpdesk),
            Step("at the door", self._come_to_the_door),
            Step(
                "registering",
                self._register,
                ("register an account", "first contact: the helpdesk says who it is and which ways in it has"),
            ),
            Step("too early: the link in the mail comes first", self._sign_in_too_early),
            Step(
                "the link is opened",
                self._activate,
                ("activation link by mail, and a clear message that it must be used first",),
            ),
            Step("the user name is forgotten", self._forget_user_name, ("forgotten user name by e-mail",)),
            Step("so is the password", self._forget_password, ("forgotten password by e-mail",)),
            Step("signing in with both from the mail", self._sign_in),
            Step("the network is gone", self.go_offline),
            Step("a new request: what about", self._choose_type),
            Step(
                "… how urgent, with guidance",
                self._choose_priority,
                ("priority with guidance: low, normal, high, urgent, critical",),
            ),
            Step("… what happens", self._describe),
            Step("… review and send", self._send),
            Step("a reply to what is not sent yet", self._reply),
            Step("the power fails, the program starts again", self._crash),
            Step(
                "the network is back: number, and once on the server",
                self._come_online,
                ("submit a request", "reads and writes without a network; it is sent once when the network is back"),
            ),
            Step("the staff answers", self._hear_answer),
            Step("the staff closes it", self._be_closed),
            Step(
                "reopening it with further details",
                self._reopen,
                ("a closed ticket is reopened with further details", "all in Greek"),
            ),
            Step("the program ends", self.quit),
        ]

    def witness(self, user: str = "", password: str = "") -> Witness:
        """The newcomer, a second time."""
        return super().witness(user or USER_NAME, password or self._password)

    # At the door

    def _come_to_the_door(self) -> None:
        self.find_helpdesk()
        self.take("door", all_ways=True)

    def _register(self) -> None:
        window, say = self.window, self.say
        window.click(say("Create an account"))
        window.wait(ready=say("First and last name"))
        for field, typed in (
            (say("First and last name"), NAME),
            (say("E-mail address"), EMAIL),
            (say("User name", context="Joining"), USER_NAME),
            (say("Company", context="Joining"), COMPANY),
            (say("Password", context="Joining"), PASSWORD),
            (say("The same once more", context="Joining"), PASSWORD),
        ):
            window.click(field)
            window.type(typed)
        self.take("register", all_ways=True)
        self.check_language()
        window.press("Return")
        window.wait(text=EMAIL, seconds=20)
        window.wait(text=say("One more step: the link in the e-mail"))
        self.take("registered")
        self.check_language()

    def _sign_in_too_early(self) -> None:
        window = self.window
        window.click(self.say("Sign in", context="Joining"))
        window.wait(ready=self.say("Password", context="SignInPage"))
        self.enter(USER_NAME, PASSWORD)
        self.choose_passphrase()
        window.wait(text=self.say(NOT_ACTIVE)[:40])
        self.take("not-activated")

    def _activate(self) -> None:
        letter = self.letter(EMAIL, "http")
        with urllib.request.urlopen(link_in(letter), timeout=20) as answer:
            must_equal("the link's answer", 200, answer.status)

    def _forget_user_name(self) -> None:
        window = self.window
        window.click(self.say("Forgot your user name?"))
        self._ask_by_mail("user-name")
        must_equal("the user name in the letter", True, USER_NAME in text_of(self.letter(EMAIL, "Το όνομα χρήστη σας")))

    def _forget_password(self) -> None:
        window = self.window
        window.click(self.say("Forgot your password?"))
        self._ask_by_mail("password")
        self._password = word_alone(self.letter(EMAIL, "Ο νέος κωδικός σας"))

    def _ask_by_mail(self, picture: str) -> None:
        window = self.window
        window.wait(ready=self.say("E-mail address"))
        window.click(self.say("E-mail address"))
        window.press("Ctrl+A")
        window.type(EMAIL)
        window.press("Return")
        window.wait(text=self.say("Look at your e-mail"), seconds=20)
        self.take(f"forgotten-{picture}")
        self.check_language()
        window.click(self.say("Sign in", context="Joining"))
        window.wait(ready=self.say("Password", context="SignInPage"))

    def _sign_in(self) -> None:
        self.sign_in(USER_NAME, self._password)
        self.take("empty", all_ways=True)
        self.check_language()

    # Without a network

    def _choose_type(self) -> None:
        window = self.window
        window.press("Ctrl+N")
        window.wait(text=self.say("What is your ticket about?"))
        self.take("wizard-about", WIZARD)
        window.click("Βλάβη ή πρόβλημα", within=WIZARD)
        window.wait(ready=self.say("Subject"), within=WIZARD)

    def _choose_priority(self) -> None:
        window = self.window
        window.wait(text=self.say("How urgent is it?"), within=WIZARD)
        for name, guidance in PRIORITIES:
            window.wait(ready=name, within=WIZARD)
            window.wait(text=guidance, within=WIZARD)
        self.take("wizard-priority", WIZARD, all_ways=True)
        self.check_language()
        window.click("Υψηλή", within=WIZARD)
        window.wait(text=self.say("Priority: {name}", name="Υψηλή"), within=WIZARD)

    def _describe(self) -> None:
        window = self.window
        window.click(self.say("Subject"), within=WIZARD)
        window.type(SUBJECT)
        window.click(self.say("Description", context="DetailsPage"), within=WIZARD)
        window.press("Ctrl+A")
        window.type(DESCRIPTION)
        window.wait(text=self.say("Saved as a draft a moment ago. Works offline."), within=WIZARD)
        self.check_language()

    def _send(self) -> None:
        window = self.window
        window.press("Ctrl+Return")
        window.wait(text=self.say("This is what will be sent"))
        self.take("wizard-review", WIZARD)
        self.check_language()
        window.click(self.say("Send", context="Footer"), within=WIZARD)
        window.wait(row=SUBJECT, unsent=1)

    def _reply(self) -> None:
        window = self.window
        window.press("Ctrl+R")
        window.type(REPLY)
        window.press("Ctrl+Return")
        window.wait(text="REC-02", within=self.say("Conversation"), unsent=2)
        self.take("waiting", all_ways=True)
        self.check_language()

    def _crash(self) -> None:
        self.crash()
        self.go_to("Open")
        self.window.wait(row=SUBJECT, unsent=2)

    # With it

    def _come_online(self) -> None:
        self.go_online()
        stored = self.witness().ticket(SUBJECT)
        must_equal("the description", DESCRIPTION, stored.description)
        must_equal("the priority", "high", stored.fields["priority"])
        must_equal("the replies", [REPLY], [one.text for one in stored.replies if one.side == "customer"])
        self.window.wait(row=SUBJECT, shows=f"#{stored.number}")

    def _hear_answer(self) -> None:
        self.hear_staff(SUBJECT, ANSWER)
        self.take("answered", all_ways=True)
        self.check_language()

    def _be_closed(self) -> None:
        self.be_closed(SUBJECT)
        self.take("closed")
        self.check_language()

    def _reopen(self) -> None:
        window = self.window
        window.click(self.say("Reopen…"))
        window.type(STILL_WRONG)
        self.take("reopening")
        self.check_language()
        window.press("Ctrl+Return")
        window.wait(text="από τις έξι το απόγευμα", within=self.say("Conversation"))
        window.wait(unsent=0, seconds=30)
        stored = self.witness().ticket(SUBJECT)
        must_equal("its status", "open", self.witness().kind(stored.status))
        must_equal("the details", True, any(STILL_WRONG in one.text for one in stored.replies))
        self.take("reopened", MAIN)


JOURNEY = HelpdeskElJourney
