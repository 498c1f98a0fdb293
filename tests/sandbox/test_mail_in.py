"""Mail that opens tickets and goes on with them, through real SMTP."""

import smtplib
import socket
import threading
from email.message import EmailMessage

import pytest

from desktop.sandbox.portal import PortalError
from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import ANNA, LUCA, PAOLA, sha256
from tests.sandbox.conftest import People
from tests.sandbox.mail_fixtures import StartMail, post, start_mail
from tests.sandbox.mail_portal import (
    HELPDESK,
    JAMES,
    OFFICE,
    SOFIA,
    a_mail,
    deliver,
    letters,
    replies,
    ticket_of,
    wait_for,
)

__all__ = ["post", "start_mail"]


def test_subject_body_and_files_become_a_ticket_of_the_person(post: RunningSandbox, people: People):
    mail = a_mail("Buongiorno,\n\nnon stampa più.\n", Subject="Stampante ferma", Date="Mon, 02 Mar 2026 08:15:00 +0100")
    mail.add_attachment(b"\x89PNG one", maintype="image", subtype="png", filename="schermata è.png")
    mail.add_attachment(b"%PDF two", maintype="application", subtype="pdf", filename="rapporto.pdf")
    assert deliver(post, mail)[0] == 250
    anna = people(ANNA, post.url)
    ticket = ticket_of(anna, "Stampante ferma")
    assert ticket["description"] == "Buongiorno,\n\nnon stampa più."
    assert (ticket["author"]["name"], ticket["status"], ticket["request_type"]) == ("Anna Rossi", "new", "question")
    files = {file["name"]: file for file in anna.all_of("attachment") if file["ticket_id"] == ticket["id"]}
    assert set(files) == {"schermata è.png", "rapporto.pdf"}
    for name, content in (("schermata è.png", b"\x89PNG one"), ("rapporto.pdf", b"%PDF two")):
        assert files[name]["sha256"] == sha256(content)
        assert anna.get(f"/v1/blobs/{sha256(content)}").content == content
    assert all(file["message_id"] is None for file in files.values())


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        (SOFIA, "Το σέρβερ δεν απαντά 😱", "Καλημέρα,\nαπό το πρωί τίποτα. 🖨️🔥"),
        (JAMES, "プリンター", "印刷できません。مرحبا שלום"),
    ],
)
@pytest.mark.parametrize("way", ["utf8", "encoded"])
def test_any_script_arrives_as_it_was_written(
    post: RunningSandbox, people: People, sender: str, subject: str, text: str, way: str
):
    mail = a_mail(text, From=sender, Subject=subject)
    raw = mail.as_bytes() if way == "utf8" else mail.as_bytes(policy=mail.policy.clone(utf8=False, cte_type="7bit"))
    assert deliver(post, raw, path=sender)[0] == 250
    assert ticket_of(people(sender, post.url), subject)["description"] == text


def test_the_door_speaks_of_size_eight_bits_and_any_script(post: RunningSandbox):
    assert post.smtp_address is not None
    with smtplib.SMTP(*post.smtp_address) as door:
        door.ehlo()
        assert {"8bitmime", "smtputf8"} <= door.esmtp_features.keys()
        assert 200_000 < int(door.esmtp_features["size"]) < 2_000_000
        door.command_encoding = "utf-8"
        assert door.mail("δοκιμή@παράδειγμα.example", ["SMTPUTF8", "BODY=8BITMIME"])[0] == 250
        door.rset()
        assert door.mail(ANNA)[0] == 250
        code, answer = door.rcpt("somebody@elsewhere.example")
        assert (code, b"aiuto@valmec.example" in answer) == (550, True)
        assert door.rcpt("AIUTO@Valmec.example")[0] == 250


def test_a_contact_without_an_account_may_write_where_the_portal_says_so(post: RunningSandbox, people: People):
    assert deliver(post, a_mail(From=f"Officina <{OFFICE}>", Subject="Dall'officina"))[0] == 250
    ticket = ticket_of(people(ANNA, post.url), "Dall'officina")
    assert ticket["author"]["name"] == "Officina Rossi"
    (letter,) = letters(post, OFFICE)
    assert f"[#{ticket['number']}]" in letter["Subject"]


def test_the_number_in_the_subject_goes_on_with_the_ticket(post: RunningSandbox, people: People):
    anna = people(ANNA, post.url)
    ticket = anna.open_ticket(subject="Fattura")
    number = ticket["number"]
    for index, subject in enumerate(
        (f"Re: [#{number}] Fattura", f"R: [#{number}] Fattura", f"Απ: [#{number}]", f"RE: Fwd: [# {number} ] x")
    ):
        assert deliver(post, a_mail(f"Altro {index}", Subject=subject))[0] == 250
    assert replies(anna, ticket) == [f"Altro {index}" for index in range(4)]
    assert [one["subject"] for one in anna.all_of("ticket")].count("Fattura") == 1


def test_a_pattern_of_another_form_is_understood_too(start_mail: StartMail, people: People):
    post = start_mail(('"[#{number}]"', '"Ticket#{number} –"'))
    anna = people(ANNA, post.url)
    ticket = anna.open_ticket(subject="Fattura")
    assert deliver(post, a_mail("Ancora", Subject=f"AW: Ticket#{ticket['number']} – Fattura"))[0] == 250
    assert replies(anna, ticket) == ["Ancora"]
    assert letters(post, ANNA)[0]["Subject"].startswith(f"Ticket#{ticket['number']} –")


def test_a_reply_to_a_ticket_that_waits_makes_it_open_again(post: RunningSandbox, people: People):
    anna = people(ANNA, post.url)
    ticket = anna.open_ticket()
    post.counter.answer(ticket["id"], "Quale fattura?", "waiting")
    deliver(post, a_mail("Quella di maggio", Subject=f"Re: [#{ticket['number']}]"))
    assert anna.ticket(ticket)["status"] == "open"


def test_a_reply_to_a_closed_ticket_reopens_it_where_the_portal_allows_that(post: RunningSandbox, people: People):
    anna = people(ANNA, post.url)
    ticket = anna.open_ticket()
    post.counter.set_status(ticket["id"], "closed")
    assert deliver(post, a_mail("Di nuovo", Subject=f"Re: [#{ticket['number']}]"))[0] == 250
    assert anna.ticket(ticket)["status"] == "open"


def test_a_reply_to_a_closed_ticket_is_refused_with_its_number_where_not(start_mail: StartMail, people: People):
    post = start_mail(("reply_to_closed = true", "reply_to_closed = false"))
    anna = people(ANNA, post.url)
    ticket = anna.open_ticket()
    post.counter.set_status(ticket["id"], "closed")
    before = len(anna.all_of("ticket"))
    deliver(post, a_mail("Di nuovo", Subject=f"Re: [#{ticket['number']}]"))
    assert f"ticket {ticket['number']} è chiuso" in letters(post, ANNA)[-1].get_content()
    assert (anna.ticket(ticket)["status"], replies(anna, ticket)) == ("closed", [])
    assert len(anna.all_of("ticket")) == before


def test_a_mail_about_a_merged_ticket_goes_on_where_that_one_goes_on(post: RunningSandbox, people: People):
    anna = people(ANNA, post.url)
    gone, other = anna.open_ticket(subject="Uno"), anna.open_ticket(subject="Due")
    post.counter.merge(gone["id"], other["id"])
    deliver(post, a_mail("Ancora", Subject=f"Re: [#{gone['number']}] Uno"))
    assert replies(anna, other) == ["Ancora"]


def test_the_number_of_another_companys_ticket_opens_nothing_of_it(post: RunningSandbox, people: People):
    anna, paola = people(ANNA, post.url), people(PAOLA, post.url)
    ticket = anna.open_ticket(subject="Segreto")
    deliver(post, a_mail("Che cosa c'è qui?", From=PAOLA, Subject=f"Re: [#{ticket['number']}] Segreto"))
    deliver(post, a_mail("E qui?", From=PAOLA, Subject="Re: [#99999999] niente"))
    assert replies(anna, ticket) == []
    # both are tickets of Paola's own: nothing tells a number that is not hers from one that does not exist
    assert sorted(one["description"] for one in paola.all_of("ticket")) == ["Che cosa c'è qui?", "E qui?"]
    assert not any(
        "Segreto" in one["subject"] and one["company_id"] != ticket["company_id"] for one in anna.all_of("ticket")
    )


def test_a_colleague_goes_on_with_a_ticket_of_the_company(post: RunningSandbox, people: People):
    anna = people(ANNA, post.url)
    ticket = anna.open_ticket()
    deliver(post, a_mail("Me too", From=JAMES, Subject=f"[#{ticket['number']}]"))
    (message,) = [one for one in anna.messages(ticket) if one["kind"] == "reply"]
    assert message["author"]["name"] == "James Carter"


def test_where_tickets_are_a_persons_own_colleagues_do_not_get_in_by_mail(start_mail: StartMail, people: People):
    post = start_mail(('"company-tickets", ', ""))
    anna = people(ANNA, post.url)
    ticket = anna.open_ticket()
    deliver(post, a_mail("Me too", From=JAMES, Subject=f"[#{ticket['number']}]"))
    assert replies(anna, ticket) == []


def test_the_staff_answers_by_mail(post: RunningSandbox, people: People):
    anna = people(ANNA, post.url)
    ticket = anna.open_ticket()
    deliver(post, a_mail("Ecco la fattura.", From=LUCA, Subject=f"Re: [#{ticket['number']}]"))
    assert anna.ticket(ticket)["status"] == "answered"
    assert "Ecco la fattura." in letters(post, ANNA)[-1].get_content()


def test_the_same_mail_twice_is_one_ticket_and_one_message(post: RunningSandbox, people: People):
    anna = people(ANNA, post.url)
    first = a_mail("Una volta", Subject="Una volta")
    assert [deliver(post, first)[0] for _ in range(3)] == [250, 250, 250]
    ticket = ticket_of(anna, "Una volta")
    again = a_mail("Ancora", Subject=f"[#{ticket['number']}]")
    assert [deliver(post, again)[0] for _ in range(2)] == [250, 250]
    assert replies(anna, ticket) == ["Ancora"]
    assert len([one for one in letters(post, ANNA) if "Ticket aperto" in one["Subject"]]) == 1
    # somebody else may use the same Message-ID
    deliver(post, a_mail("Un altro", From=JAMES, Subject="Un altro", Message_ID=first["Message-ID"]))
    assert ticket_of(anna, "Un altro")


def test_the_same_mail_without_a_message_id_is_known_again_by_what_it_says(post: RunningSandbox, people: People):
    mail = a_mail("Una volta", Subject="Senza nome", Date="Mon, 02 Mar 2026 08:15:00 +0100")
    del mail["Message-ID"]
    raw = mail.as_bytes()
    deliver(post, raw, path=ANNA)
    deliver(post, b"Received: from elsewhere\r\n" + raw, path=ANNA)
    deliver(post, raw.replace(b"08:15", b"08:16"), path=ANNA)
    subjects = [ticket["subject"] for ticket in people(ANNA, post.url).all_of("ticket")]
    assert subjects.count("Senza nome") == 2


def test_what_was_taken_is_there_after_a_restart_and_not_made_again(start_mail: StartMail, people: People):
    mail = a_mail("Una volta", Subject="Prima")
    mail.add_attachment(b"content", maintype="image", subtype="png", filename="a.png")
    with start_mail() as first:
        assert deliver(first, mail)[0] == 250
    again = start_mail()
    deliver(again, mail)
    anna = people(ANNA, again.url)
    ticket_of(anna, "Prima")
    assert anna.get(f"/v1/blobs/{sha256(b'content')}").content == b"content"
    assert len([letter for letter in letters(again, ANNA) if "Prima" in letter["Subject"]]) == 1


def test_html_alone_becomes_text(post: RunningSandbox, people: People):
    mail = a_mail(Subject="Pagina")
    mail.set_content(
        "<html><head><title>no</title><style>p{}</style></head><body><p>Buongiorno,</p><p>non&nbsp;va &egrave; <b>fermo</b>.</p>"
        "<ul><li>uno</li><li>due</li></ul><a href='https://example.test/x'>qui</a><script>alert(1)</script></body></html>",
        subtype="html",
    )
    deliver(post, mail)
    text = ticket_of(people(ANNA, post.url), "Pagina")["description"]
    assert text == "Buongiorno,\n\nnon va è fermo.\n\n- uno\n- due\n\nqui <https://example.test/x>"


def test_plain_text_is_preferred_and_a_picture_in_the_html_is_kept(post: RunningSandbox, people: People):
    mail = a_mail("Testo semplice", Subject="Due forme")
    mail.add_alternative("<p>Testo <img src='cid:x'></p>", subtype="html")
    html = mail.get_body(("html",))
    assert isinstance(html, EmailMessage)
    html.add_related(b"pixels", maintype="image", subtype="png", cid="<x>")
    deliver(post, mail)
    anna = people(ANNA, post.url)
    ticket = ticket_of(anna, "Due forme")
    assert ticket["description"] == "Testo semplice"
    assert [file["mime"] for file in anna.all_of("attachment") if file["ticket_id"] == ticket["id"]] == ["image/png"]


def test_history_is_left_out_of_replies_and_kept_in_new_tickets(post: RunningSandbox, people: People):
    anna = people(ANNA, post.url)
    ticket = anna.open_ticket()
    text = "Va bene così.\n\nIl giorno lun 2 mar 2026 alle 09:00 Valmec <aiuto@valmec.example> ha scritto:\n> Provate\n> ora.\n"
    deliver(post, a_mail(text, Subject=f"Re: [#{ticket['number']}]"))
    deliver(post, a_mail(text, Subject="Inoltro"))
    assert replies(anna, ticket) == ["Va bene così."]
    assert ticket_of(anna, "Inoltro")["description"] == text.strip()


def test_a_reply_of_ten_megabytes_of_history_is_its_few_words(start_mail: StartMail, people: People):
    post = start_mail(("max_upload_bytes = 200000", "max_upload_bytes = 20000000"))
    anna = people(ANNA, post.url)
    ticket = anna.open_ticket()
    history = "> una riga di storia\r\n" * 480_000
    raw = f"From: {ANNA}\r\nSubject: [#{ticket['number']}]\r\n\r\nGrazie!\r\n\r\nOn Monday Valmec wrote:\r\n{history}".encode()
    assert len(raw) > 10_000_000
    assert deliver(post, raw, path=ANNA)[0] == 250
    assert replies(anna, ticket) == ["Grazie!"]


def test_a_subject_that_is_missing_or_too_long_loses_nothing(post: RunningSandbox, people: People):
    anna = people(ANNA, post.url)
    deliver(post, a_mail("Prima riga\nSeconda", Subject=""))
    assert ticket_of(anna, "Prima riga")["description"] == "Prima riga\nSeconda"
    long = "molto " * 60
    deliver(post, a_mail("Testo", Subject=long))
    (found,) = [one for one in anna.all_of("ticket") if one["subject"].startswith("molto")]
    assert len(found["subject"]) <= 200
    assert found["description"] == f"{long.strip()}\n\nTesto"


def test_the_simulated_staff_takes_up_what_came_by_mail(start_mail: StartMail):
    post = start_mail(staff=True, staff_seconds=0.0)
    deliver(post, a_mail())
    wait_for(lambda: any("Ci pensiamo noi, Anna" in letter.get_content() for letter in letters(post, ANNA)))


def test_a_mail_that_was_received_whole_is_answered_when_the_server_ends(start_mail: StartMail, people: People):
    """The client that waits for its 250 gets it, or gets nothing and sends the mail again: never a lost one, never two."""
    post = start_mail()
    answers: list[int] = []
    mails = [a_mail(f"Numero {index}", Subject=f"Numero {index}") for index in range(30)]

    def send() -> None:
        for mail in mails:
            try:
                answers.append(deliver(post, mail)[0])
            except (OSError, smtplib.SMTPException, AssertionError):
                return

    sending = threading.Thread(target=send)
    sending.start()
    wait_for(lambda: len(answers) >= 3)
    post.stop()
    sending.join()
    assert set(answers) <= {250, 421}
    taken = answers.count(250)
    again = start_mail()
    subjects = [
        one["subject"] for one in people(ANNA, again.url).all_of("ticket") if one["subject"].startswith("Numero")
    ]
    assert set(subjects) >= {f"Numero {index}" for index in range(taken)}
    for mail in mails:
        assert deliver(again, mail)[0] == 250
    subjects = [
        one["subject"] for one in people(ANNA, again.url).all_of("ticket") if one["subject"].startswith("Numero")
    ]
    assert sorted(subjects) == sorted(f"Numero {index}" for index in range(30))


def test_a_mail_that_is_being_dealt_with_at_the_end_gets_its_answer(start_mail: StartMail, people: People):
    post = start_mail()
    assert post.smtp_address is not None
    held, go_on = threading.Event(), threading.Event()

    def hold(_transaction: object) -> None:
        held.set()
        assert go_on.wait(30)

    answers: list[tuple[int, str]] = []
    holding = threading.Thread(target=post.helpdesk.database.write_now, args=(hold,))
    sending = threading.Thread(target=lambda: answers.append(deliver(post, a_mail(Subject="All'ultimo"))))
    ending = threading.Thread(target=post.stop)
    holding.start()
    assert held.wait(30)
    sending.start()
    wait_for(lambda: bool(post.helpdesk.in_flight))  # received whole, and waiting for its turn to be written
    ending.start()
    wait_for(lambda: not listens(post.smtp_address))
    go_on.set()
    for thread in (holding, sending, ending):
        thread.join()
    assert answers[0][0] == 250
    ticket_of(people(ANNA, start_mail().url), "All'ultimo")


def listens(address: tuple[str, int] | None) -> bool:
    assert address is not None
    try:
        socket.create_connection(address, timeout=5).close()
    except OSError:
        return False
    return True


def test_the_same_mail_many_times_at_once_is_one_ticket(post: RunningSandbox, people: People):
    mail = a_mail("Una volta", Subject="Insieme")
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(deliver(post, mail)[0])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [250] * 8
    ticket_of(people(ANNA, post.url), "Insieme")
    assert len(letters(post, ANNA)) == 1


def test_an_idle_connection_does_not_keep_the_server(post: RunningSandbox):
    assert post.smtp_address is not None
    with smtplib.SMTP(*post.smtp_address) as door:
        door.ehlo()
        door.mail(ANNA)
        post.stop()
        assert door.getreply()[0] == 421
        door.close()


def test_a_portal_without_mail_takes_none(start_mail: StartMail):
    with pytest.raises(PortalError, match="email"):
        start_mail(portal="machine-builder")


def test_mail_to_others_beside_the_helpdesk_is_no_business_of_it(post: RunningSandbox):
    assert deliver(post, a_mail(), to=("x@elsewhere.example",))[0] == 550
    assert deliver(post, a_mail(), to=(HELPDESK, "x@elsewhere.example"))[0] == 550
