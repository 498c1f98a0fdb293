"""A change as a mail: what Python's own parser reads out of it is what the person wrote."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop import errors
from desktop.connectors.email import Letter, compose, written
from desktop.domain.account import Feature
from desktop.domain.change import (
    AddMessage,
    Change,
    EditTicket,
    FrozenFile,
    OpenTicket,
    SetStatus,
    StatusTarget,
    TicketFields,
)
from desktop.domain.mail_marker import marker_line, marker_of, preview_without_marker, without_marker
from desktop.domain.mailing import Obstacle, can_be_written_to, obstacle
from desktop.domain.ticket import Contact
from desktop.sandbox.mail_charset import decode_words
from desktop.sandbox.mail_reading import mailboxes, read_mail
from tests.builders import NOON, a_catalogue, a_helpdesk, a_person

ID = "01934f2a-0000-7000-8000-00000000002a"
HELPDESK = a_helpdesk(
    features=a_helpdesk().features | {Feature.EMAIL.value},
    email_address="desk@verdi.example",
    email_subject_pattern="[#{number}]",
    languages=("it", "en"),
)
PERSON = a_person(name="Ἄννα Rossi, «QA»", email="anna@rossi.example")
OPENING = OpenTicket(
    "Pressa ferma — Ἡ πρέσα σταμάτησε 泵停了 🛠",
    "Da stamattina.\n\n  rientro con spazi  \nFrom here on.\n.\n..due punti\n" + "x" * 3000,
    "fault",
    machine_state="faulty",
    priority="high",
    contacts=(Contact("c", "Marco Bianchi", "marco@rossi.example"), Contact("", "", "officina@rossi.example")),
)


def a_change(deed: OpenTicket | AddMessage | SetStatus | EditTicket = OPENING, id: str = ID) -> Change:
    return Change(id, id if isinstance(deed, OpenTicket) else "t-1", deed, NOON + 123)


def a_letter(deed: OpenTicket | AddMessage | SetStatus = OPENING, **parts: object) -> Letter:
    helpdesk = parts.pop("helpdesk", HELPDESK)
    person = parts.pop("person", PERSON)
    return compose(a_change(deed), helpdesk=helpdesk, person=person, catalogue=a_catalogue(), **parts)  # type: ignore[arg-type]


def nothing(_sha256: str) -> Path | None:
    return None


def read(letter: Letter, locate: Callable[[str], Path | None] = nothing, **how: bool) -> EmailMessage:
    raw = b"".join(written(letter, locate, **how))
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    for part in message.walk():
        assert not part.defects
    return message


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def a_file(folder: Path, name: str, content: bytes, mime: str = "image/jpeg") -> tuple[FrozenFile, Path]:
    sha256 = hashlib.sha256(content).hexdigest()
    path = folder / sha256
    path.write_bytes(content)
    return FrozenFile(f"f-{name}", sha256, name, len(content), mime), path


def test_a_new_ticket_is_its_subject_its_description_and_its_fields_in_the_portals_language() -> None:
    message = read(a_letter(machine="Pompa P-101"))
    assert message["Subject"] == OPENING.subject
    assert message["From"].addresses[0].display_name == PERSON.name
    assert message["From"].addresses[0].addr_spec == "anna@rossi.example"
    assert message["To"] == "desk@verdi.example"
    assert message["Sportello-Change"] == ID
    assert message["Message-ID"] == f"<{ID}.sportello@rossi.example>"
    assert message["Date"].datetime.timestamp() == NOON // 1000
    assert message["Content-Language"] == "it"
    assert message["X-Unsent"] is None
    text = text_of(message)
    assert text.startswith(OPENING.description)
    assert text == (
        f"{OPENING.description}\n\nTipo di richiesta: Guasto\nMacchina: Pompa P-101\n"
        "Stato della macchina: Running with faults\nPriorità: High\n"
        "Da avvisare: Marco Bianchi <marco@rossi.example>, officina@rossi.example\n\n"
        f"[sportello-change: {ID}]\n"
    )
    assert marker_of(text) == ID


def test_every_line_fits_every_mail_server_and_ends_as_it_must(tmp_path: Path) -> None:
    file, path = a_file(tmp_path, "θόρυβος.mp4", bytes(range(256)) * 700, "video/mp4")
    raw = b"".join(written(replace(a_letter(), files=(file,)), lambda _: path))
    assert raw.isascii()
    lines = raw.split(b"\r\n")
    assert max(len(line) for line in lines) <= 78
    assert all(b"\n" not in line and b"\r" not in line for line in lines)


def test_the_same_change_is_the_same_message_whenever_it_is_written(tmp_path: Path) -> None:
    file, path = a_file(tmp_path, "a.jpg", b"abc")
    letter = replace(a_letter(), files=(file,))
    assert b"".join(written(letter, lambda _: path)) == b"".join(written(letter, lambda _: path))


def test_a_reply_bears_the_number_by_the_helpdesks_pattern() -> None:
    deed = AddMessage("La ventola non gira.")
    message = read(a_letter(deed, number="10234", ticket_subject="Pump P-101"))
    assert message["Subject"] == "[#10234] Pump P-101"
    assert text_of(message) == f"La ventola non gira.\n\n{marker_line(ID)}\n"
    other = replace(HELPDESK, email_subject_pattern="Ticket#{number}:")
    assert read(a_letter(deed, helpdesk=other, number="7", ticket_subject="P"))["Subject"] == "Ticket#7: P"
    silent = replace(HELPDESK, email_subject_pattern="")
    assert read(a_letter(deed, helpdesk=silent, number="7", ticket_subject="P"))["Subject"] == "[#7] P"


def test_no_subject_leads_to_somebody_elses_ticket() -> None:
    opening = replace(OPENING, subject="As in [#10111] and [# 10112 ]: again")
    assert read(a_letter(opening))["Subject"] == "As in 10111 and 10112: again"
    reply = a_letter(AddMessage("x"), number="10234", ticket_subject="Re: [#10111] Pump")
    assert read(reply)["Subject"] == "[#10234] Re: 10111 Pump"


@pytest.mark.parametrize(
    ("pattern", "typed"),
    [
        ("[#{number}]", "[#[#10111]]"),
        ("[#{number}]", "[#\u200b10111]"),
        ("[#{number}]", "[\u00a0#10111\u2060]"),
        ("[#{number}]", "[#2024-10111]"),
        ("Ticket #{number}:", "ticket#10111 : again"),
        ("Ticket #{number}:", "Ticket  #10111: again"),
        ("#{number}", "##10111"),
    ],
)
def test_no_disguise_of_a_number_leads_there_either(pattern: str, typed: str) -> None:
    helpdesk = replace(HELPDESK, email_subject_pattern=pattern)
    before, after = (r"\s*".join(map(re.escape, part.split())) for part in pattern.split("{number}"))
    # As lenient as the sandbox, and a little more.
    found = re.compile(rf"{before}\s*([\w-]*\d)\s*{after}", re.IGNORECASE)
    said = str(read(a_letter(replace(OPENING, subject=f"Pump {typed}"), helpdesk=helpdesk))["Subject"])
    assert found.search(said) is None
    assert "10111" in said
    reply = str(
        read(a_letter(AddMessage("x"), helpdesk=helpdesk, number="10234", ticket_subject=f"Pump {typed}"))["Subject"]
    )
    assert found.findall(reply) == ["10234"]


@given(st.text(st.sampled_from("[]# 7\u200b"), max_size=30))
@example("[ #77]\u200b7 ")
def test_whatever_brackets_were_typed_a_subject_names_no_ticket(subject: str) -> None:
    said = str(read(a_letter(replace(OPENING, subject=subject)))["Subject"])
    assert re.search(r"\[\s*#\s*\w+\s*\]", said) is None


def test_a_change_of_status_with_a_word_asks_for_it_in_words() -> None:
    closing = read(a_letter(SetStatus(StatusTarget.CLOSED, "Funziona."), number="1", ticket_subject="P"))
    assert text_of(closing).startswith("Funziona.\n\nQuesto ticket si può chiudere.\n\n[sportello")
    greek = replace(HELPDESK, languages=("el",))
    reopening = read(a_letter(SetStatus(StatusTarget.OPEN, "Πάλι."), helpdesk=greek, number="1", ticket_subject="P"))
    assert text_of(reopening).startswith("Πάλι.\n\nΠαρακαλώ ανοίξτε ξανά")


def test_files_arrive_byte_for_byte_with_names_in_any_script(tmp_path: Path) -> None:
    names = ["plate P-101.jpg", "θόρυβος αντλίας «τέλος».mp4", "写真.png", 'a"b\\c.txt', "very " * 30 + "long.pdf"]
    contents = {name: (name.encode() * 5000)[: 200_000 + at] for at, name in enumerate(names)}
    kept = {}
    files = []
    for name, content in contents.items():
        file, kept[file.sha256] = a_file(tmp_path, name, content, "message/rfc822" if "txt" in name else "image/png")
        files.append(file)
    message = read(replace(a_letter(), files=tuple(files)), kept.get)
    assert marker_of(text_of(message)) == ID
    found = {part.get_filename(): part for part in message.iter_attachments()}
    assert {name: part.get_payload(decode=True) for name, part in found.items()} == contents
    assert {part.get_content_type() for part in found.values()} == {"image/png", "application/octet-stream"}


def test_a_mail_program_may_finish_it() -> None:
    message = read(a_letter(), for_editing=True)
    assert message["X-Unsent"] == "1"
    assert message["X-Uniform-Type-Identifier"] == "com.apple.mail-draft"


def test_a_file_that_is_gone_or_shorter_than_it_was_is_told_of(tmp_path: Path) -> None:
    file, path = a_file(tmp_path, "a.jpg", b"abcdef")
    letter = replace(a_letter(), files=(file,))
    with pytest.raises(errors.FileUnreadable, match=r"a\.jpg"):
        b"".join(written(letter, nothing))
    path.write_bytes(b"abc")
    with pytest.raises(errors.FileUnreadable, match=r"a\.jpg"):
        b"".join(written(letter, lambda _: path))


def test_letters_beyond_ascii_in_addresses_ask_for_a_server_that_takes_them_but_not_in_domains() -> None:
    plain = a_letter(person=replace(PERSON, email="anna@ρόσσι.example"))
    assert not plain.needs_utf8
    assert read(plain)["From"].addresses[0].domain == f"{'ρόσσι'.encode('idna').decode()}.example"
    letter = a_letter(person=replace(PERSON, email="ἄννα@rossi.example"))
    assert letter.needs_utf8
    raw = b"".join(written(letter, nothing))
    assert "ἄννα@rossi.example".encode() in raw


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
    st.text(st.characters(), min_size=1, max_size=120),
    st.text(max_size=40),
)
def test_whatever_was_typed_the_message_is_sound_and_the_mark_is_its_last_line(
    text: str, subject: str, name: str
) -> None:
    letter = a_letter(AddMessage(text), person=replace(PERSON, name=name), number="10234", ticket_subject=subject)
    message = read(letter)
    assert [key for key in message if key in ("Subject", "From", "To", "Bcc")] == ["From", "To", "Subject"]
    arrived = text_of(message)
    assert marker_of(arrived) == ID
    wanted = text.replace("\r\n", "\n").replace("\r", "\n").rstrip()
    assert without_marker(arrived) == wanted or without_marker(arrived).split() == wanted.split()
    assert str(message["Subject"]).startswith("[#10234]")


WORDS = """Pompa pressa è à città «ferma» Αντλία δεν λειτουργεί 泵停了 🛠 3 -- , ; : = =? =?utf-8?q?x?= ?= _ (a) "b" \\ #12 é x@y <z> %41 ''
Überlaufsicherungsventilsteuerungsbaugruppenbezeichnungsschildhalterungsschraube"""
SCRIPTS = st.sampled_from(WORDS.split())


def shown(message: EmailMessage, name: str) -> str:
    """A header as a reader of RFC 2047 has it, whose blanks Python's own parser sometimes changes."""
    raw = next(str(value) for key, value in message.raw_items() if key == name)
    return decode_words(raw.replace("\r\n", ""))


@settings(max_examples=300)
@given(st.lists(SCRIPTS, min_size=1, max_size=30).map(" ".join), st.lists(SCRIPTS, max_size=2).map(" ".join))
def test_subjects_names_and_file_names_of_mixed_scripts_arrive_sign_by_sign(words: str, name: str) -> None:
    file = FrozenFile("f", hashlib.sha256(b"x").hexdigest(), f"{words}.png", 1, "image/png")
    letter = replace(a_letter(), subject=words, sender_name=name, files=(file,))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(b"x")
        raw = b"".join(written(letter, lambda _: path))
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert shown(message, "Subject") == words
    assert str(message["Subject"]) == words
    # Python's parser leaves a blank between two encoded words of a name, which RFC 2047 (6.2) has left out.
    [author] = mailboxes(next(str(value) for key, value in message.raw_items() if key == "From")) or []
    assert (author.name, author.address) == (name, "anna@rossi.example")
    [attached] = message.iter_attachments()
    assert attached.get_filename() == file.name
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    ours = read_mail(raw, "anna@rossi.example")
    assert ours.subject == words
    assert ours.sender is not None
    assert ours.sender.name == name
    kept = file.name.rpartition("\\")[2].strip()
    assert [one.name for one in ours.files] == [kept if len(kept) <= 200 else f"{kept[:196]}.png"]


def test_a_number_stays_readable_to_programs_that_decode_nothing() -> None:
    raw = b"".join(written(a_letter(AddMessage("x"), number="10234", ticket_subject="È ferma la città"), nothing))
    assert b"\r\nSubject: [#10234] =?utf-8?b?" in raw


def test_a_language_that_would_begin_another_header_is_left_out() -> None:
    hostile = replace(HELPDESK, languages=("it\r\nBcc: eve@example.test",))
    message = read(a_letter(helpdesk=hostile))
    assert (message["Bcc"], message["Content-Language"]) == (None, None)


def test_an_edit_has_no_form_as_a_mail() -> None:
    edit = EditTicket(TicketFields(subject="b"), TicketFields(subject="a"), 1)
    with pytest.raises(ValueError, match="no message"):
        compose(a_change(edit), helpdesk=HELPDESK, person=PERSON, catalogue=a_catalogue(), number="1")


def test_the_mark_is_taken_off_texts_and_off_their_beginnings() -> None:
    text = f"Da stamattina.\n\n{marker_line(ID)}\n\n"
    assert without_marker(text) == "Da stamattina."
    assert without_marker("> " + marker_line(ID)) == "> " + marker_line(ID)
    for length in range(len("Da stamattina.\n\n[sportello-change:"), len(text)):
        assert preview_without_marker(text[:length]) == "Da stamattina."


@pytest.mark.parametrize(
    ("deed", "number", "wanted"),
    [
        (OPENING, "", None),
        (AddMessage("x"), "7", None),
        (AddMessage("x"), "", Obstacle.NO_NUMBER),
        (SetStatus(StatusTarget.CLOSED), "7", Obstacle.NO_WORDS),
        (SetStatus(StatusTarget.CLOSED, "done"), "7", None),
        (SetStatus(StatusTarget.OPEN, "again"), "7", None),
        (EditTicket(TicketFields(subject="b"), TicketFields(), 1), "7", Obstacle.EDIT),
        (replace(OPENING, files=(FrozenFile("f", "a", "v.mp4", 19 * 1024**2, "video/mp4"),)), "", Obstacle.TOO_LARGE),
    ],
)
def test_what_may_go_and_why_the_rest_may_not(
    deed: OpenTicket | AddMessage | SetStatus | EditTicket, number: str, wanted: Obstacle | None
) -> None:
    change = a_change(deed)
    if deed.files:
        from desktop.domain.change import Upload

        change = replace(change, uploads=tuple(Upload(file) for file in deed.files))
    assert obstacle(change, (), number, HELPDESK, PERSON) is wanted
    assert obstacle(change, (), number, a_helpdesk(), PERSON) is Obstacle.NOT_OFFERED
    assert obstacle(change, (), number, HELPDESK, replace(PERSON, email="")) is Obstacle.NO_ADDRESS


@pytest.mark.parametrize(
    "address", ["-oX@host", "a@-h", "a b@c", "a@b,c@d", "<a@b>", "a@b\n", '"a"@b', "a", "@b", "a@"]
)
def test_what_could_mean_more_than_an_address_is_none(address: str) -> None:
    assert not can_be_written_to(address)


def test_ordinary_addresses_are_addresses() -> None:
    for address in ("anna@rossi.example", "a.b+c_d-e@x.y-z.example", "ἄννα@ρόσσι.example", "o'neil@x.example"):
        assert can_be_written_to(address)
