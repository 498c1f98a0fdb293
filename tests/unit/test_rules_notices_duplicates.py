"""What can be sent, what is told, and what resembles what."""

from __future__ import annotations

import pytest

from desktop.domain.account import Feature, Limits
from desktop.domain.catalogue import StatusKind
from desktop.domain.draft import TicketDraft
from desktop.domain.duplicates import Likeness, resembling
from desktop.domain.notice import DIGEST_ABOVE, Notice, NoticeKind, digest
from desktop.domain.projection import Entry, TicketView
from desktop.domain.queue_order import waits_in_turn
from desktop.domain.rules import Fault, check_file, check_files, check_reply, check_ticket, looks_like_address
from desktop.domain.ticket import Author, Contact, MessageKind
from tests.builders import ANNA, LUCA, a_catalogue, a_file, a_helpdesk, a_reply, a_row, a_ticket_draft


def test_a_complete_ticket_may_go() -> None:
    assert check_ticket(a_ticket_draft(), a_catalogue(), a_helpdesk()) == ()


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"request_type": ""}, Fault.REQUEST_TYPE_MISSING),
        ({"machine_id": ""}, Fault.MACHINE_MISSING),
        ({"machine_id": "", "machine_unlisted": "x" * 201}, Fault.MACHINE_TOO_LONG),
        ({"subject": "  "}, Fault.SUBJECT_MISSING),
        ({"subject": "x" * 201}, Fault.SUBJECT_TOO_LONG),
        ({"machine_state": ""}, Fault.MACHINE_STATE_MISSING),
        (
            {"description": " What I did:\nWhat happened:\n", "template": "What I did:\nWhat happened:"},
            Fault.DESCRIPTION_MISSING,
        ),
        ({"description": "é" * 600_000}, Fault.TEXT_TOO_LONG),
        ({"contacts": (Contact("", "Marco", "marco"),)}, Fault.CONTACT_ADDRESS),
    ],
)
def test_each_thing_missing_is_named(parts: dict[str, object], fault: Fault) -> None:
    violations = check_ticket(a_ticket_draft(**parts), a_catalogue(), a_helpdesk())
    assert [one.fault for one in violations] == [fault]


def test_a_machine_that_is_not_in_the_list_is_enough() -> None:
    draft = a_ticket_draft(machine_id="", machine_unlisted="The old press in hall 3")
    assert check_ticket(draft, a_catalogue(), a_helpdesk()) == ()


def test_a_request_type_without_machine_asks_for_none() -> None:
    draft = a_ticket_draft(request_type="question", machine_id="", machine_state="")
    assert check_ticket(draft, a_catalogue(), a_helpdesk()) == ()


def test_files_are_judged_by_size_type_and_number() -> None:
    limits = Limits(max_upload_bytes=100, max_attachments=2, allowed_types=("image/*", "application/pdf"))
    assert check_file(a_file(size=100), limits) is None
    assert check_file(a_file(size=100, mime="application/pdf"), limits) is None
    faults = [
        check_file(a_file(**parts), limits) for parts in ({"size": 101}, {"size": 0}, {"size": 1, "mime": "text/plain"})
    ]
    assert [one.fault for one in faults if one] == [Fault.FILE_TOO_LARGE, Fault.FILE_EMPTY, Fault.FILE_TYPE]
    assert [one.fault for one in check_files([a_file(size=1)] * 3, limits)] == [Fault.TOO_MANY_FILES]


def test_an_empty_reply_is_no_reply_but_a_file_alone_is() -> None:
    assert [one.fault for one in check_reply(a_reply("t", "  "), a_helpdesk())] == [Fault.TEXT_MISSING]
    assert check_reply(a_reply("t", "", files=(a_file(),)), a_helpdesk()) == ()


@pytest.mark.parametrize(
    ("text", "is_one"), [("a@b.it", True), ("α@β.ελ", True), ("a b@c.it", False), ("a@b", False), ("@b.it", False)]
)
def test_addresses_are_judged_generously(text: str, is_one: bool) -> None:
    assert looks_like_address(text) is is_one


def test_an_untouched_template_makes_no_draft() -> None:
    assert TicketDraft("d", description="What I did:", template="What I did:").is_empty
    assert not TicketDraft("d", description="What I did: x", template="What I did:").is_empty


def reply_notice(ticket: str) -> Notice:
    return Notice(NoticeKind.REPLY, ticket)


def test_many_notices_become_one_but_what_needs_the_person_is_told_by_itself() -> None:
    many = [reply_notice(str(n)) for n in range(DIGEST_ABOVE + 1)]
    pressing = Notice(NoticeKind.NEEDS_YOU, "x")
    told = digest([*many, pressing])
    parts = ((NoticeKind.REPLY, len(many)),)
    assert told == (pressing, Notice(NoticeKind.DIGEST, count=len(many), parts=parts))
    assert digest(many[:DIGEST_ABOVE]) == tuple(many[:DIGEST_ABOVE])


def test_a_digest_says_what_of_what_and_since_when() -> None:
    many = [
        *(Notice(NoticeKind.REPLY, str(n), at=1000 + n) for n in range(3)),
        Notice(NoticeKind.STATUS, "0", at=5),
        Notice(NoticeKind.ANNOUNCEMENT, announcement_id="a", at=900),
        Notice(NoticeKind.ACCEPTED, "9"),
    ]
    (told,) = digest(many)
    assert told.parts == ((NoticeKind.ACCEPTED, 1), (NoticeKind.REPLY, 3), (NoticeKind.ANNOUNCEMENT, 1))
    assert (told.count, told.at) == (5, 900)


def test_a_reply_and_its_status_change_speak_once() -> None:
    assert digest([Notice(NoticeKind.STATUS, "t"), reply_notice("t")]) == (reply_notice("t"),)


def test_the_same_machine_or_half_the_words_make_tickets_alike() -> None:
    same_words = a_row(subject="Η αντλία σταματά", machine_id="other")
    closed = a_row(subject="αντλια", kind=StatusKind.CLOSED)
    found = resembling(
        Likeness("ΑΝΤΛΊΑ θόρυβος", "m-7"), [same_words, closed, a_row(subject="Invoice", machine_id="m-8")]
    )
    assert found == (same_words,)
    at_machine = a_row(machine_id="m-7", subject="Other")
    assert resembling(Likeness("", "m-7"), [at_machine]) == (at_machine,)


def test_only_a_ticket_that_waits_for_its_turn_is_not_sped_up_by_adding() -> None:
    def view(*authors: Author, kind: StatusKind = StatusKind.OPEN) -> TicketView:
        entries = [Entry(str(at), one, "text", at, is_description=at == 0) for at, one in enumerate(authors)]
        entries.append(Entry("event", LUCA, "", 99, kind=MessageKind.EVENT, event_name="status"))
        return TicketView("t", "1", "S", kind, kind.value, "fault", "", "", "", "", (), 0, 1, tuple(entries))

    in_turn, others = a_helpdesk(features=frozenset({Feature.QUEUE_ORDER.value})), a_helpdesk()
    assert waits_in_turn(view(ANNA), in_turn)
    assert waits_in_turn(view(ANNA, LUCA, ANNA), in_turn)
    assert not waits_in_turn(view(ANNA, LUCA), in_turn)
    assert not waits_in_turn(view(ANNA, kind=StatusKind.WAITING), in_turn)
    assert not waits_in_turn(view(ANNA, kind=StatusKind.CLOSED), in_turn)
    assert not waits_in_turn(view(ANNA), others)


def test_what_it_is_about_only_says_which_of_several_comes_first() -> None:
    same = a_row(subject="Printer jams", request_type="it", category="print", last_at=1)
    other = a_row(subject="Printer jams", request_type="sales", last_at=9)
    unlike = a_row(subject="Mail is slow", request_type="it", category="print")
    wanted = Likeness("The printer jams daily", "", "it", "print")
    assert resembling(wanted, [other, unlike, same]) == (same, other)
    # Less in common is enough where both are of one request type and category.
    fewer = Likeness("The printer jams daily since Monday", "", "it", "print")
    assert resembling(fewer, [other, same]) == (same,)
