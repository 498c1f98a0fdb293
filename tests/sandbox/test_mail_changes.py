"""Mails that carry the id of a client's change: done once, whichever way came first, on a helpdesk that knows of such ids; and on one that
does not, an ordinary mail."""

import threading

import pytest

from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import ANNA, PAOLA, Caller, a_message, a_ticket, an_id, problem
from tests.sandbox.conftest import People
from tests.sandbox.mail_fixtures import StartMail, post, start_mail
from tests.sandbox.mail_portal import JAMES, OFFICE, a_mail, deliver, letters, replies, ticket_of

__all__ = ["post", "start_mail"]


def marked(text: str, identity: str) -> str:
    return f"{text}\n\n[sportello-change: {identity}]\n"


def fate(caller: Caller, identity: str) -> dict:
    return caller.get(f"/v1/by-client-id/{identity}").json()


@pytest.mark.parametrize("said_by", ["header", "marker", "both"])
def test_a_ticket_by_mail_has_the_id_of_the_change_and_a_text_without_the_mark(
    post: RunningSandbox, people: People, said_by: str
):
    identity = an_id()
    text = "Non stampa." if said_by == "header" else marked("Non stampa.", identity)
    headers = {} if said_by == "marker" else {"Sportello_Change": identity}
    assert deliver(post, a_mail(text, Subject="Stampante", **headers))[0] == 250
    anna = people(ANNA, post.url)
    ticket = ticket_of(anna, "Stampante")
    assert (ticket["id"], ticket["description"]) == (identity, "Non stampa.")
    assert fate(anna, identity) == {
        "state": "done",
        "reference": {"type": "ticket", "id": identity, "number": ticket["number"]},
        "problem": None,
    }


def test_a_reply_by_mail_has_the_id_of_the_change(post: RunningSandbox, people: People):
    anna, identity = people(ANNA, post.url), an_id()
    ticket = anna.open_ticket()
    deliver(
        post, a_mail(marked("Ecco.", identity), Subject=f"[#{ticket['number']}] Fattura", Sportello_Change=identity)
    )
    (message,) = [one for one in anna.messages(ticket) if one["kind"] == "reply"]
    assert (message["id"], message["text"]) == (identity, "Ecco.")
    assert fate(anna, identity)["reference"] == {"type": "message", "id": identity}


def test_the_change_sent_after_its_mail_is_answered_as_done_whatever_it_contains(post: RunningSandbox, people: People):
    anna, opening, adding = people(ANNA, post.url), an_id(), an_id()
    deliver(post, a_mail(marked("Per mail", opening), Subject="Per mail", Sportello_Change=opening))
    put = anna.put(f"/v1/tickets/{opening}", a_ticket(subject="Per HTTP"))
    assert (put.status_code, put.headers["Idempotency-Replayed"], put.json()["subject"]) == (200, "true", "Per mail")
    number = put.json()["number"]
    deliver(post, a_mail(marked("Ancora per mail", adding), Subject=f"[#{number}]", Sportello_Change=adding))
    put = anna.put(f"/v1/tickets/{opening}/messages/{adding}", a_message(text="Ancora per HTTP"))
    assert (put.status_code, put.headers["Idempotency-Replayed"]) == (200, "true")
    assert put.json()["text"] == "Ancora per mail"
    assert anna.put(f"/v1/tickets/{opening}", {"not": "even valid"}).status_code == 200
    assert replies(anna, {"id": opening}) == ["Ancora per mail"]
    assert len([one for one in anna.all_of("ticket") if one["id"] == opening]) == 1


def test_the_mail_after_its_change_changes_nothing(post: RunningSandbox, people: People):
    anna, identity, adding = people(ANNA, post.url), an_id(), an_id()
    assert anna.put(f"/v1/tickets/{identity}", a_ticket(subject="Per HTTP")).status_code == 201
    before = anna.snapshot()
    assert deliver(post, a_mail(marked("Per mail", identity), Subject="Per mail", Sportello_Change=identity))[0] == 250
    assert anna.put(f"/v1/tickets/{identity}/messages/{adding}", a_message()).status_code == 201
    number = anna.ticket({"id": identity})["number"]
    assert deliver(post, a_mail(marked("Per mail", adding), Subject=f"[#{number}]", Sportello_Change=adding))[0] == 250
    after = [item["id"] for item in anna.snapshot()[0]]
    assert sorted(after) == sorted([*(item["id"] for item in before[0]), adding])


def test_a_second_mail_with_the_id_changes_nothing_also_from_another_address(post: RunningSandbox, people: People):
    identity = an_id()
    for sender in (ANNA, ANNA, JAMES, OFFICE, PAOLA):
        mail = a_mail(marked("Una volta", identity), From=sender, Subject="Una volta", Sportello_Change=identity)
        assert deliver(post, mail)[0] == 250
    assert ticket_of(people(ANNA, post.url), "Una volta")["author"]["name"] == "Anna Rossi"
    assert people(PAOLA, post.url).all_of("ticket") == []


def test_a_mail_from_another_address_of_the_company_counts_for_who_may_see_it(post: RunningSandbox, people: People):
    """Mail programs write from the address that they know, which need not be the account's."""
    identity = an_id()
    deliver(
        post, a_mail(marked("Dal mio programma", identity), From=OFFICE, Subject="Ufficio", Sportello_Change=identity)
    )
    anna, paola = people(ANNA, post.url), people(PAOLA, post.url)
    assert fate(anna, identity)["state"] == "done"
    put = anna.put(f"/v1/tickets/{identity}", a_ticket())
    assert (put.status_code, put.json()["subject"]) == (200, "Ufficio")
    assert fate(paola, identity)["state"] == "unknown"
    problem(paola.put(f"/v1/tickets/{identity}", a_ticket()), 409, "id-reused")


def test_what_came_by_mail_is_answered_as_gone_when_it_was_deleted_since(post: RunningSandbox, people: People):
    identity = an_id()
    deliver(post, a_mail(Subject="Poi cancellato", Sportello_Change=identity))
    post.counter.delete("ticket", identity)
    put = people(ANNA, post.url).put(f"/v1/tickets/{identity}", a_ticket())
    assert (put.status_code, put.headers["Entity-Gone"]) == (200, "true")
    assert deliver(post, a_mail(Subject="Poi cancellato", Sportello_Change=identity))[0] == 250
    assert people(ANNA, post.url).get(f"/v1/tickets/{identity}").status_code == 404


def test_an_id_that_made_a_message_is_no_ticket(post: RunningSandbox, people: People):
    anna, identity = people(ANNA, post.url), an_id()
    ticket = anna.open_ticket()
    deliver(post, a_mail("Ecco.", Subject=f"[#{ticket['number']}]", Sportello_Change=identity))
    problem(anna.put(f"/v1/tickets/{identity}", a_ticket()), 409, "id-reused")
    problem(anna.put(f"/v1/tickets/{ticket['id']}/actions/{identity}", {"action": "close"}), 409, "id-reused")


def test_a_change_that_was_refused_by_mail_is_known_as_such_and_can_be_sent_again(post: RunningSandbox, people: People):
    anna, identity = people(ANNA, post.url), an_id()
    mail = a_mail(Subject="Troppo", Sportello_Change=identity)
    mail.add_attachment(b"MZ", maintype="application", subtype="x-dosexec", filename="x.exe")
    deliver(post, mail)
    assert fate(anna, identity)["state"] == "rejected"
    assert anna.put(f"/v1/tickets/{identity}", a_ticket(subject="Ora sì")).status_code == 201
    assert fate(anna, identity)["state"] == "done"


def test_a_change_that_was_refused_before_is_taken_by_mail(post: RunningSandbox, people: People):
    anna, identity = people(ANNA, post.url), an_id()
    problem(anna.put(f"/v1/tickets/{identity}", a_ticket(request_type="nothing")), 422, "invalid")
    deliver(post, a_mail(Subject="Per mail", Sportello_Change=identity))
    assert fate(anna, identity)["state"] == "done"


def test_mail_and_change_at_the_same_time_have_one_effect(post: RunningSandbox, people: People):
    anna = people(ANNA, post.url)
    for round_ in range(6):
        identity = an_id()
        mail = a_mail(Subject=f"Insieme {round_}", Sportello_Change=identity)
        sending = threading.Thread(target=deliver, args=(post, mail))
        sending.start()
        put = anna.put(f"/v1/tickets/{identity}", a_ticket(subject=f"Insieme {round_}"))
        sending.join()
        assert put.status_code in (200, 201)
        ticket_of(anna, f"Insieme {round_}")


def test_a_mark_that_is_quoted_or_no_id_of_a_change_is_text(post: RunningSandbox, people: People):
    anna, identity = people(ANNA, post.url), an_id()
    ticket = anna.open_ticket()
    for subject, text, headers in (
        ("Citato", f"Vedi sotto:\n> [sportello-change: {ticket['id']}]\nnon va", {}),
        ("Non un id", "[sportello-change: 00000000-0000-4000-8000-000000000000]", {}),
        ("Altro", "testo", {"Sportello_Change": "no-uuid"}),
        ("Nel mezzo", f"vedi [sportello-change: {identity}] qui", {}),
    ):
        deliver(post, a_mail(text, Subject=subject, **headers))
        assert ticket_of(anna, subject)["description"] == text


def test_words_that_a_program_put_under_the_mark_stay(post: RunningSandbox, people: People):
    identity = an_id()
    deliver(post, a_mail(marked("Testo", identity) + "\n-- \nAzienda S.r.l. - riservato", Subject="Con firma"))
    ticket = ticket_of(people(ANNA, post.url), "Con firma")
    assert ticket["id"] == identity
    assert ticket["description"].startswith("Testo")
    assert "riservato" in ticket["description"]
    assert "sportello-change" not in ticket["description"]


def test_a_helpdesk_that_knows_nothing_of_ids_makes_its_own_and_leaves_the_mark(start_mail: StartMail, people: People):
    post = start_mail(honours_mail_ids=False)
    anna, identity, adding = people(ANNA, post.url), an_id(), an_id()
    deliver(post, a_mail(marked("Non stampa.", identity), Subject="Stampante", Sportello_Change=identity))
    ticket = ticket_of(anna, "Stampante")
    assert ticket["id"] != identity
    assert ticket["description"] == f"Non stampa.\n\n[sportello-change: {identity}]"
    assert fate(anna, identity)["state"] == "unknown"
    reply = a_mail(marked("Ecco.", adding), Subject=f"[#{ticket['number']}]", Sportello_Change=adding)
    deliver(post, reply)
    assert replies(anna, ticket) == [f"Ecco.\n\n[sportello-change: {adding}]"]
    assert anna.put(f"/v1/tickets/{identity}", a_ticket()).status_code == 201
    assert letters(post, ANNA)


OWN_WORDS = """Ecco la sequenza:
--
Da: Mario Bianchi
Inviato: lunedì
Oggetto: errore
On 3 May 2026 Luca Ferri wrote:
> riavvii
--\x20
fine"""


@pytest.mark.parametrize("below", ["", "\n-- \nAnna Rossi\nAcme S.r.l.\n"], ids=["", "signed by the program"])
def test_all_that_stands_above_the_mark_is_the_persons_own(post: RunningSandbox, people: People, below: str):
    """A client writes no history: what looks like one in a reply of its own was typed, or pasted, by the person."""
    anna, identity = people(ANNA, post.url), an_id()
    ticket = anna.open_ticket()
    for words in (OWN_WORDS, "Un errore:\n--\nE-217", "> riavvii\nOn Monday Luca wrote:\n> citato"):
        identity = an_id()
        mail = a_mail(marked(words, identity) + below, Subject=f"[#{ticket['number']}]", Sportello_Change=identity)
        assert deliver(post, mail)[0] == 250
        (text,) = [one["text"] for one in anna.messages(ticket) if one["id"] == identity]
        assert text == words


def test_who_writes_on_from_the_mail_that_they_sent_is_heard(post: RunningSandbox, people: People):
    """Some programs put the earlier mail under the new one without quoting it: its mark is not that of the new one."""
    anna, identity = people(ANNA, post.url), an_id()
    first = a_mail(marked("Non stampa.", identity), Subject="Stampante", Sportello_Change=identity)
    assert deliver(post, first)[0] == 250
    ticket = ticket_of(anna, "Stampante")
    text = marked(
        "E adesso fuma.\n\n________________________________\nDa: Anna Rossi\nInviato: oggi\nA: Assistenza\n\nNon stampa.",
        identity,
    )
    for reference in ("In_Reply_To", "References"):
        again = a_mail(text, Subject=f"R: [#{ticket['number']}] Stampante", **{reference: str(first["Message-ID"])})
        assert deliver(post, again)[0] == 250
    assert replies(anna, ticket) == ["E adesso fuma.", "E adesso fuma."]
