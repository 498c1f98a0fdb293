"""Automatic letters about tickets: to whom, in which language, with which headers, and whatever the change came by."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.sandbox.helpdesk import Setup
from desktop.sandbox.letterbox import LONGEST_SUBJECT, Letterbox
from desktop.sandbox.mail_reading import read_mail
from desktop.sandbox.portal import LetterName, PortalError, load_portal
from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import ANNA, LUCA, MovableClock, a_ticket, an_id
from tests.sandbox.conftest import People, StartSandbox
from tests.sandbox.mail_fixtures import StartMail, post, start_mail
from tests.sandbox.mail_portal import (
    HELPDESK,
    JAMES,
    KEPT_INFORMED,
    OFFICE,
    SOFIA,
    a_mail,
    a_mail_portal,
    deliver,
    letters,
    settle,
    ticket_of,
)

__all__ = ["post", "start_mail"]


def text_of(letter: EmailMessage) -> str:
    return str(letter.get_content()).replace("\r\n", "\n")


def test_a_ticket_by_mail_is_confirmed_with_its_number_as_an_answer_to_the_mail(post: RunningSandbox, people: People):
    mail = a_mail(Subject="Stampante")
    deliver(post, mail)
    number = ticket_of(people(ANNA, post.url), "Stampante")["number"]
    (letter,) = letters(post)
    assert letter["Subject"] == f"[#{number}] Ticket aperto: Stampante"
    assert f"Il suo numero è {number}." in text_of(letter)
    assert letter["In-Reply-To"] == letter["References"] == mail["Message-ID"]
    assert letter["Auto-Submitted"] == "auto-replied"
    assert letter["From"].addresses[0].addr_spec == HELPDESK
    assert (letter["To"], letter["Content-Language"], letter["MIME-Version"]) == (ANNA, "it", "1.0")
    assert letter["Date"].datetime is not None
    assert letter["Message-ID"].endswith("@valmec.example>")


@pytest.mark.parametrize(
    ("who", "opened", "answered", "closed"),
    [
        (ANNA, "Ticket aperto: Rete", "Luca Ferri ha risposto", "Chiuso: Rete"),
        (JAMES, "Ticket opened: Rete", "Luca Ferri has answered", "Closed: Rete"),
        (SOFIA, "Άνοιξε αίτημα: Rete", "απάντηση από Luca Ferri", "Κλειστό: Rete"),
    ],
)
def test_what_happens_over_http_is_told_in_the_persons_language(
    post: RunningSandbox, people: People, who: str, opened: str, answered: str, closed: str
):
    person, luca = people(who, post.url), people(LUCA, post.url)
    ticket = person.open_ticket(subject="Rete")
    assert luca.reply(ticket, "Provate ora. 🙂").status_code == 201
    assert luca.act(ticket, "close").status_code == 201
    tag = f"[#{ticket['number']}]"
    first, second, third = letters(post)
    assert [letter["To"] for letter in (first, second, third)] == [who] * 3
    assert first["Subject"] == f"{tag} {opened}"
    assert second["Subject"] == f"{tag} Rete"
    assert answered in text_of(second)
    assert "Provate ora. 🙂" in text_of(second)
    assert third["Subject"] == f"{tag} {closed}"
    assert {letter["Auto-Submitted"] for letter in (first, second, third)} == {"auto-generated"}
    assert first["In-Reply-To"] is None
    assert second["In-Reply-To"] == third["In-Reply-To"] == first["Message-ID"]


def test_a_change_of_state_says_from_what_to_what(post: RunningSandbox, people: People):
    ticket = people(ANNA, post.url).open_ticket()
    post.counter.set_status(ticket["id"], "waiting")
    assert "Prima: Nuovo\nOra: In attesa di voi" in text_of(letters(post)[-1])


def test_a_reply_and_the_state_that_it_brings_are_one_letter(post: RunningSandbox, people: People):
    ticket = people(ANNA, post.url).open_ticket()
    post.counter.answer(ticket["id"], "Quale fattura?", "waiting")
    assert len(letters(post)) == 2
    assert "Stato: In attesa di voi" in text_of(letters(post)[-1])


def test_contacts_to_notify_hear_too_and_nobody_twice(post: RunningSandbox, people: People):
    contacts = [
        {"name": "Turno", "email": KEPT_INFORMED},
        {"name": "James", "email": JAMES.upper()},
        {"name": "Anna", "email": ANNA},
        {"name": "Loop", "email": HELPDESK},
    ]
    people(ANNA, post.url).open_ticket(contacts=contacts)
    found = {letter["To"]: letter for letter in letters(post)}
    assert set(found) == {ANNA, KEPT_INFORMED, JAMES.upper()}
    assert "Ticket aperto" in found[KEPT_INFORMED]["Subject"]
    assert "Ticket opened" in found[JAMES.upper()]["Subject"]  # who has an account has a language


def test_who_wrote_the_reply_is_not_told_of_it(post: RunningSandbox, people: People):
    luca = people(LUCA, post.url)
    ticket = luca.open_ticket(contacts=[{"name": "Anna", "email": ANNA}])
    luca.reply(ticket, "Già visto.")
    assert [letter["To"] for letter in letters(post)] == [LUCA, ANNA, ANNA]


def test_a_customers_own_words_are_not_sent_back(post: RunningSandbox, people: People):
    anna = people(ANNA, post.url)
    ticket = anna.open_ticket()
    anna.reply(ticket, "Ancora una cosa")
    assert len(letters(post)) == 1


def test_letters_about_a_ticket_by_mail_stand_in_its_thread(post: RunningSandbox, people: People):
    first, second = a_mail(Subject="Filo"), None
    deliver(post, first)
    ticket = ticket_of(people(ANNA, post.url), "Filo")
    second = a_mail("Ancora", Subject=f"Re: [#{ticket['number']}]")
    deliver(post, second)
    post.counter.answer(ticket["id"], "Fatto.")
    opened, answered = letters(post)
    assert answered["In-Reply-To"] == second["Message-ID"]
    assert {opened["Message-ID"], first["Message-ID"]} <= set(answered["References"].split())


def test_long_ids_of_mails_stay_what_they_are(post: RunningSandbox, people: People):
    """Those of common programs have seventy or eighty characters; a folded or encoded one is nobody's."""
    ids = [f"<{letter * 90}@mail.example>" for letter in "ab"]
    deliver(post, a_mail(Subject="Filo", Message_ID=ids[0]))
    number = ticket_of(people(ANNA, post.url), "Filo")["number"]
    deliver(post, a_mail("Ancora", Subject=f"[#{number}]", Message_ID=ids[1]))
    post.counter.answer(ticket_of(people(ANNA, post.url), "Filo")["id"], "Fatto.")
    settle(post)
    last = max((post.data / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns).read_bytes()
    lines = last.split(b"\r\n\r\n")[0].split(b"\r\n")
    assert f"In-Reply-To: {ids[1]}".encode() in lines
    assert {f" {ids[0]}".encode(), f" {ids[1]}".encode()} <= set(lines)


def test_a_contact_without_account_is_told_like_everybody(post: RunningSandbox, people: People):
    deliver(post, a_mail("Please help, the machine is not on", From=OFFICE, Subject="Office"))
    ticket = ticket_of(people(ANNA, post.url), "Office")
    post.counter.answer(ticket["id"], "Fatto.")
    opened, answered = letters(post, OFFICE)
    assert "Ticket opened" in opened["Subject"]
    assert "has answered" in text_of(answered)


def test_files_of_a_reply_are_named(post: RunningSandbox, people: People):
    anna, luca = people(ANNA, post.url), people(LUCA, post.url)
    ticket = anna.open_ticket()
    file = luca.upload(b"%PDF", "offerta.pdf", "application/pdf")
    assert luca.reply(ticket, "", attachments=[file]).status_code == 201
    assert "[offerta.pdf]" in text_of(letters(post)[-1])


def test_what_was_refused_is_not_told(post: RunningSandbox, people: People):
    anna, luca = people(ANNA, post.url), people(LUCA, post.url)
    assert anna.put(f"/v1/tickets/{an_id()}", {"subject": "x"}).status_code == 422
    files = [luca.upload(b"%d" % index, f"{index}.png", "image/png") for index in range(4)]
    assert anna.put(f"/v1/tickets/{an_id()}", a_ticket(attachments=files[:1])).status_code == 409
    assert letters(post) == []
    ticket = anna.open_ticket()
    # a ticket takes three: what was begun of the reply is undone
    assert luca.reply(ticket, "Ecco tutto.", attachments=files).status_code == 422
    assert luca.reply(ticket, "Ecco.", attachments=[files[0] | {"size": 7}]).status_code == 422
    assert len(letters(post)) == 1


def test_what_happened_before_a_sudden_end_is_told_after_the_restart(start_mail: StartMail, people: People):
    """The letter is noted with the change: here the server that should write it ends first."""
    with start_mail() as first:
        first.helpdesk.letters.write_due = _never  # type: ignore[method-assign]
        people(ANNA, first.url).open_ticket(subject="Prima della fine")
    again = start_mail()
    (letter,) = letters(again)
    assert letter["Subject"].endswith("Prima della fine")


async def _never() -> None:
    """As if the process had been killed."""


def test_a_portal_says_it_in_its_own_words_and_the_number_is_there_all_the_same(start_mail: StartMail, people: People):
    more = """
[letters.opened]
it = { subject = "Preso in carico", text = "Gentile {name}, pratica {number}: «{subject}». {portal}" }
"""
    post = start_mail(more=more)
    ticket = people(ANNA, post.url).open_ticket(subject="Rete {name}")
    people(JAMES, post.url).open_ticket(subject="Net")
    italian, english = letters(post, ANNA)[0], letters(post, JAMES)[0]
    assert italian["Subject"] == f"[#{ticket['number']}] Preso in carico"
    assert (
        text_of(italian).strip()
        == f"Gentile Anna Rossi, pratica {ticket['number']}: «Rete {{name}}». Valmec Assistenza"
    )
    assert "Ticket opened" in english["Subject"]


def test_words_with_braces_that_nobody_fills_are_refused_at_the_start(tmp_path: Path):
    more = '\n[letters.status]\nit = { subject = "x", text = "{unheard_of}" }\n'
    portal = a_mail_portal(tmp_path, more=more)
    with pytest.raises(PortalError, match="unheard_of"):
        RunningSandbox(tmp_path / "data", portal, setup=Setup(portal, tmp_path / "data"))


def test_a_portal_without_mail_sends_no_such_letters(start: StartSandbox, people: People):
    plain = start()
    people(ANNA, plain.url).open_ticket()
    settle(plain)
    assert not (plain.data / "mail").exists()


def test_letters_are_dated_when_it_happened(start_mail: StartMail, people: People, clock: MovableClock):
    post = start_mail(clock=clock)
    people(ANNA, post.url).open_ticket()
    assert letters(post)[0]["Date"].datetime.replace(microsecond=0) == clock.now.replace(microsecond=0)


WORDS = [
    "Guasto",
    "pressa",
    "è",
    "la",
    "città",
    "ἡ",
    "ἀντλία",
    "δὲν",
    "λειτουργεῖ",
    "泵",
    "🛠",
    "3",
    "--",
    ":",
    "=?",
    "?=",
    "=?utf-8?q?x?=",
    "(a)",
    "#12",
]


@pytest.fixture(scope="module")
def letterbox(tmp_path_factory: pytest.TempPathFactory) -> Letterbox:
    return Letterbox(tmp_path_factory.mktemp("mail"), load_portal(a_mail_portal(tmp_path_factory.mktemp("portal"))))


@settings(max_examples=200)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join))
def test_subjects_of_mixed_scripts_stand_in_letters_sign_by_sign(letterbox: Letterbox, subject: str):
    words = {"name": "A", "number": "7", "subject": subject, "status": "", "before": "", "who": "", "text": ""}
    path = letterbox.post(datetime(2026, 1, 1, tzinfo=UTC), "a@b.example", LetterName.OPENED, "el", words)
    raw = path.read_bytes()
    path.unlink()
    wanted = f"[#7] {letterbox.wording(LetterName.OPENED, 'el').subject.format_map(words)}"[:LONGEST_SUBJECT].strip()
    assert read_mail(raw, "").subject == wanted
    assert str(message_from_bytes(raw, policy=policy.default)["Subject"]).strip() == wanted
    assert max(len(line) for line in raw.partition(b"\r\n\r\n")[0].split(b"\r\n")) <= 78
    assert b"\r\nSubject: [#7] " in raw or "=?" in wanted or "?=" in wanted
