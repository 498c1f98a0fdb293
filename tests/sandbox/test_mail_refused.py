"""Mail that is not taken: its sender hears why, no program is ever answered, and nothing is left behind."""

import smtplib

import pytest

from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import ANNA, LUCA, Caller, MovableClock
from tests.sandbox.conftest import People
from tests.sandbox.mail_fixtures import StartMail, post, start_mail
from tests.sandbox.mail_portal import HELPDESK, KEPT_INFORMED, SOFIA, a_mail, deliver, letters, ticket_of

__all__ = ["post", "start_mail"]

STRANGER = "nessuno@altrove.example"


def all_tickets(post: RunningSandbox, people: People) -> list[str]:
    return [ticket["subject"] for ticket in people(LUCA, post.url).all_of("ticket")]


@pytest.mark.parametrize("sender", [STRANGER, KEPT_INFORMED])
def test_who_is_not_enabled_gets_a_letter_and_no_ticket(post: RunningSandbox, people: People, sender: str):
    before = all_tickets(post, people)
    mail = a_mail("Aiuto, la macchina non va.", From=sender, Subject="Vorrei un preventivo")
    assert deliver(post, mail)[0] == 250
    (letter,) = letters(post)
    assert (letter["To"], letter["Subject"]) == (sender, "Non accettata: Vorrei un preventivo")
    assert f"L'indirizzo {sender} non è abilitato" in letter.get_content()
    assert (letter["In-Reply-To"], letter["Auto-Submitted"]) == (mail["Message-ID"], "auto-replied")
    assert letter["From"].addresses[0].addr_spec == HELPDESK
    assert all_tickets(post, people) == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Καλημέρα, ο υπολογιστής δεν ανοίγει.", "δεν έχει δικαίωμα"),
        ("The machine is not with us, please help", "not enabled"),
    ],
)
def test_a_stranger_is_answered_in_the_language_of_the_mail(post: RunningSandbox, text: str, words: str):
    deliver(post, a_mail(text, From=STRANGER, Subject="?"))
    assert words in letters(post)[0].get_content()


def test_an_account_that_is_not_activated_may_not_write_yet(post: RunningSandbox, people: People):
    with Caller(post.url) as caller:
        asked = {"name": "Ugo", "email": "ugo@nuova.example", "user_name": "ugo", "password": "una-lunga-davvero"}
        assert caller.call("POST", "/v1/registrations", json=asked).status_code == 202
    deliver(post, a_mail(From="ugo@nuova.example", Subject="Posso?"))
    assert "non è ancora attivo" in letters(post, "ugo@nuova.example")[-1].get_content()
    assert "Posso?" not in all_tickets(post, people)


def test_an_address_is_answered_once_an_hour_and_refused_at_the_door_until_then(
    start_mail: StartMail, clock: MovableClock
):
    post = start_mail(clock=clock)
    codes = [deliver(post, a_mail(From=STRANGER))[0] for _ in range(3)]
    assert (codes, len(letters(post, STRANGER))) == ([250, 550, 550], 1)
    assert deliver(post, a_mail(From="altro@altrove.example"))[0] == 250
    clock.advance(minutes=59)
    assert deliver(post, a_mail(From=STRANGER.upper()))[0] == 550
    clock.advance(minutes=2)
    assert deliver(post, a_mail(From=STRANGER))[0] == 250
    assert len(letters(post, STRANGER)) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-generated"},
        {"Auto-Submitted": "AUTO-REPLIED (vacation)"},
        {"Auto-Submitted": "auto-notified; owner=x"},
        {"Precedence": "bulk"},
        {"Precedence": "List"},
        {"List-Id": "<news.altrove.example>"},
        {"From": "MAILER-DAEMON@altrove.example"},
        {"From": "Postmaster <postmaster@altrove.example>"},
        {"X-Autoreply": "yes"},
    ],
    ids=str,
)
def test_programs_are_never_answered(post: RunningSandbox, headers: dict[str, str]):
    deliver(post, a_mail(**({"From": STRANGER} | headers)), path=STRANGER)
    assert letters(post) == []


@pytest.mark.parametrize("path", ["<>", "mailer-daemon@altrove.example"])
def test_nothing_goes_to_an_empty_return_path(post: RunningSandbox, people: People, path: str):
    before = all_tickets(post, people)
    assert deliver(post, a_mail(From=STRANGER), path=path)[0] == 250
    assert deliver(post, a_mail(Subject="Non consegnato"), path=path)[0] == 250
    assert (letters(post), all_tickets(post, people)) == ([], before)


def test_an_absence_notice_neither_opens_nor_reopens_anything(post: RunningSandbox, people: People):
    anna = people(ANNA, post.url)
    ticket = anna.open_ticket()
    post.counter.answer(ticket["id"], "Fatto.", "answered")
    sent = len(letters(post))
    away = a_mail("Sono in ferie.", Subject=f"Re: [#{ticket['number']}]", Auto_Submitted="auto-replied")
    assert deliver(post, away)[0] == 250
    assert (anna.ticket(ticket)["status"], len(letters(post))) == ("answered", sent)


def test_a_program_of_an_enabled_contact_opens_tickets_and_is_not_answered(post: RunningSandbox, people: People):
    deliver(post, a_mail("CPU 100 %", Subject="Allarme", Auto_Submitted="auto-generated"))
    ticket = ticket_of(people(ANNA, post.url), "Allarme")
    assert letters(post) == []
    post.counter.answer(ticket["id"], "Visto.")
    assert len(letters(post, ANNA)) == 1  # what people do about it is told as ever


def test_the_letters_of_two_helpdesks_to_each_other_end_at_once(post: RunningSandbox):
    deliver(post, a_mail(From=STRANGER))
    (letter,) = letters(post)
    del letter["From"]
    letter["From"] = STRANGER
    assert deliver(post, letter.as_bytes(), path="<>")[0] == 250
    assert deliver(post, letter.as_bytes(), path=STRANGER)[0] == 250
    assert len(letters(post)) == 1


def test_mail_of_the_helpdesk_to_itself_is_not_answered(post: RunningSandbox):
    assert deliver(post, a_mail(From=HELPDESK))[0] == 550
    assert letters(post) == []


def test_a_file_that_is_too_large_is_named_with_the_limit(post: RunningSandbox, people: People):
    before = all_tickets(post, people)
    mail = a_mail(From=SOFIA, Subject="Φωτογραφία")
    mail.add_attachment(b"fits", maintype="image", subtype="png", filename="piccola.png")
    mail.add_attachment(bytes(250_000), maintype="image", subtype="png", filename="μεγάλη.png")
    assert deliver(post, mail)[0] == 250
    text = letters(post, SOFIA)[0].get_content()
    assert "«μεγάλη.png» είναι 250,0 kB" in text
    assert "200,0 kB" in text
    assert "Re:" not in letters(post, SOFIA)[0]["Subject"]
    assert all_tickets(post, people) == before


def test_a_type_that_is_not_taken_is_named(post: RunningSandbox):
    mail = a_mail()
    mail.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="installa.exe")
    deliver(post, mail)
    assert "«installa.exe»" in letters(post, ANNA)[0].get_content()


def test_more_files_than_a_ticket_may_have_are_told(post: RunningSandbox, people: People):
    ok = a_mail(Subject="Tre")
    for index in range(3):
        ok.add_attachment(b"%d" % index, maintype="image", subtype="png", filename=f"{index}.png")
    deliver(post, ok)
    anna = people(ANNA, post.url)
    ticket = ticket_of(anna, "Tre")
    more = a_mail("Ancora una", Subject=f"[#{ticket['number']}]")
    more.add_attachment(b"4", maintype="image", subtype="png", filename="4.png")
    deliver(post, more)
    assert "al massimo 3 allegati" in letters(post, ANNA)[-1].get_content()
    assert len([file for file in anna.all_of("attachment") if file["ticket_id"] == ticket["id"]]) == 3


def test_a_text_that_is_too_long_is_told_with_its_length(post: RunningSandbox):
    deliver(post, a_mail("x" * 70 + "\n" + "parola " * 40_000))
    assert "200000" in letters(post, ANNA)[0].get_content()


def test_a_mail_that_says_nothing_is_told_so(post: RunningSandbox, people: People):
    deliver(post, a_mail("", Subject=""))
    assert "né testo né allegati" in letters(post, ANNA)[0].get_content()


def test_a_mail_beyond_the_size_of_the_door_is_refused_before_and_after_its_data(post: RunningSandbox):
    assert post.smtp_address is not None
    with smtplib.SMTP(*post.smtp_address) as door:
        door.ehlo()
        assert door.mail(ANNA, ["SIZE=99999999"])[0] == 552
        door.rset()
        door.mail(ANNA)
        door.rcpt(HELPDESK)
        assert door.data(b"x" * 70 + b"\r\n" + b"parola parola parola\r\n" * 100_000)[0] == 552
        door.rset()
        door.mail(ANNA)  # and it goes on
        assert door.rcpt(HELPDESK)[0] == 250


def test_who_was_refused_and_enabled_afterwards_can_send_the_same_mail_again(start_mail: StartMail, people: People):
    mail = a_mail(From=KEPT_INFORMED, Subject="Turno")
    with start_mail() as first:
        deliver(first, mail)
    enabled = 'email = "turno@rossi.example"\n'
    again = start_mail((enabled, enabled + "writes = true\n"))
    assert deliver(again, mail)[0] == 250
    assert "Turno" in all_tickets(again, people)
