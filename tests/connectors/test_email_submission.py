"""Submission over real sockets: what arrives is what was written, and every answer is told apart; only the last one leaves a doubt."""

from __future__ import annotations

import logging
import socket
import threading
from pathlib import Path

import pytest

from desktop import errors
from desktop.connectors import email_submission
from desktop.connectors.email import Letter, written
from desktop.connectors.email_submission import Fate, MailServer, Outcome, Security, Submission
from desktop.domain.change import FrozenFile
from tests.builders import NOON
from tests.connectors.certificates import Authority
from tests.connectors.mail_server import Inbox, Script, a_mail_server, a_scripted_server

ID = "01934f2a-0000-7000-8000-00000000002a"
LETTER = Letter(
    ID, "Anna", "anna@rossi.example", "desk@verdi.example", "Pressa", ".\n..dots\nΠρέσα\n" + "y" * 2000, "it", NOON
)
HELLO = ("220 here", "250 here")
PASSWORD = "canary κωδικός 4711"


def submit(server: MailServer, letter: Letter = LETTER, password: str = "", size: int = 1000) -> Outcome:
    return Submission(server, password).run(letter, size, lambda: written(letter, lambda _: None))


def at(port: int, security: Security = Security.NONE, user: str = "") -> MailServer:
    return MailServer("127.0.0.1", port, security, user)


def test_a_message_arrives_as_it_was_written() -> None:
    inbox = Inbox()
    with a_mail_server(inbox) as port:
        assert submit(at(port)).fate is Fate.SENT
    [mail] = inbox.mails
    assert (mail.sender, mail.to) == ("anna@rossi.example", ["desk@verdi.example"])
    assert mail.content == b"".join(written(LETTER, lambda _: None))


def test_pieces_that_end_anywhere_come_together_and_dots_are_kept() -> None:
    inbox = Inbox()
    raw = b"Subject: x\r\n\r\n.\r\n..a\r\n.b\r\n" + b"c" * 900 + b"\r\n.\r\nend"
    for width in (1, 2, 3, 7, 100):
        pieces = [raw[start : start + width] for start in range(0, len(raw), width)]
        with a_mail_server(inbox) as port:
            outcome = Submission(at(port)).run(LETTER, len(raw), lambda pieces=pieces: pieces)  # type: ignore[misc]
        assert outcome.fate is Fate.SENT
        assert inbox.mails[-1].content == raw + b"\r\n"


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_over_tls_with_a_password_in_any_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: Security, caplog: pytest.LogCaptureFixture
) -> None:
    authority = Authority.make(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    context = authority.server(tmp_path)
    how = {"starttls": context} if security is Security.STARTTLS else {"tls": context, "auth_require_tls": False}
    inbox = Inbox()
    caplog.set_level(logging.DEBUG)
    with a_mail_server(inbox, login=("ἄννα", PASSWORD), **how) as port:  # type: ignore[arg-type]
        assert submit(at(port, security, "ἄννα"), password=PASSWORD).fate is Fate.SENT
        wrong = submit(at(port, security, "ἄννα"), password="wrong")
        missing = submit(at(port, security))
    assert wrong.fate is Fate.CREDENTIALS
    assert missing.fate is Fate.SIGN_IN_NEEDED
    assert len(inbox.mails) == 1
    assert PASSWORD not in caplog.text


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_certificate_that_nobody_vouches_for_is_told_as_such(tmp_path: Path, security: Security) -> None:
    context = Authority.make(tmp_path).server(tmp_path)
    how = {"starttls": context} if security is Security.STARTTLS else {"tls": context}
    inbox = Inbox()
    with a_mail_server(inbox, **how) as port:  # type: ignore[arg-type]
        assert submit(at(port, security)).fate is Fate.CERTIFICATE
    assert inbox.mails == []


def test_without_encryption_nothing_goes_to_another_computer_nor_past_a_missing_starttls() -> None:
    outcome = submit(MailServer("mail.example", 25, Security.NONE))
    assert outcome.fate is Fate.NOT_ENCRYPTED
    heard: list[bytes] = []
    with a_scripted_server([*HELLO, "221 bye"], heard=heard) as port:
        assert submit(at(port, Security.STARTTLS, "anna"), password=PASSWORD).fate is Fate.NOT_ENCRYPTED
    assert not any(b"AUTH" in line for line in heard)


def test_a_user_whom_the_server_has_no_way_of_knowing_is_told() -> None:
    with a_scripted_server([*HELLO]) as port:
        assert submit(at(port, user="anna"), password="x").fate is Fate.NO_SIGN_IN


def test_the_old_way_of_signing_in() -> None:
    heard: list[bytes] = []
    script = [
        "220 here",
        "250-here\r\n250 AUTH LOGIN",
        "334 VXNlcm5hbWU6",
        "334 UGFzc3dvcmQ6",
        "235 welcome",
        "250 ok",
        "250 ok",
    ]
    with a_scripted_server([*script, "354 go on", "250 taken"], heard=heard) as port:
        assert submit(at(port, user="anna"), password="x").fate is Fate.SENT
    assert b"YW5uYQ==\r\n" in heard


@pytest.mark.parametrize(
    ("script", "fate"),
    [
        (["554 go away"], Fate.REFUSED),
        (["421 later"], Fate.TRY_LATER),
        (["hello there"], Fate.UNREACHABLE),
        ([None], Fate.UNREACHABLE),
        ([*HELLO, "550 who are you"], Fate.SENDER_REFUSED),
        ([*HELLO, "530 sign in first"], Fate.SIGN_IN_NEEDED),
        ([*HELLO, "451 greylisted"], Fate.TRY_LATER),
        ([*HELLO, "552 too much"], Fate.TOO_LARGE),
        ([*HELLO, "250 ok", "550 nobody here"], Fate.RECIPIENT_REFUSED),
        ([*HELLO, "250 ok", "451 greylisted"], Fate.TRY_LATER),
        ([*HELLO, "250 ok", None], Fate.UNREACHABLE),
        ([*HELLO, "250 ok", "251 forwarded", "354 go on", "250 taken"], Fate.SENT),
        ([*HELLO, "250 ok", "250 ok", "554 no data from you"], Fate.REFUSED),
        ([*HELLO, "250 ok", "250 ok", "354 go on", "250 taken"], Fate.SENT),
        ([*HELLO, "250 ok", "250 ok", "354 go on", "554 looks like spam"], Fate.REFUSED),
        ([*HELLO, "250 ok", "250 ok", "354 go on", "552 too large after all"], Fate.TOO_LARGE),
        ([*HELLO, "250 ok", "250 ok", "354 go on", "451 try again"], Fate.TRY_LATER),
        ([*HELLO, "250 ok", "250 ok", "354 go on", None], Fate.PERHAPS),
        ([*HELLO, "250 ok", "250 ok", "354 go on", "what?"], Fate.PERHAPS),
        ([*HELLO, "250 ok", "250 ok", "354 go on", "354 go on"], Fate.PERHAPS),
        (["220 here", "250-here\r\n250 SIZE 500"], Fate.TOO_LARGE),
    ],
)
def test_every_answer_has_its_meaning(script: Script, fate: Fate) -> None:
    with a_scripted_server(script) as port:
        assert submit(at(port)).fate is fate


def test_only_a_lost_answer_to_the_whole_message_leaves_a_doubt() -> None:
    assert {fate for fate in Fate if fate.may_have_gone} == {Fate.SENT, Fate.PERHAPS}


def test_nobody_answers() -> None:
    with a_scripted_server(HELLO) as port:
        pass
    assert submit(at(port)).fate is Fate.UNREACHABLE


def test_a_server_that_says_nothing_any_more_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(email_submission, "PATIENCE", 0.2)
    monkeypatch.setattr(email_submission, "LAST_PATIENCE", 0.2)
    with a_scripted_server(["220 here", ""]) as port:
        assert submit(at(port)).fate is Fate.UNREACHABLE
    heard: list[bytes] = []
    with a_scripted_server([*HELLO, "250 ok", "250 ok", "354 go on", "250-and"], heard=heard) as port:
        assert submit(at(port)).fate is Fate.PERHAPS


def test_addresses_with_other_letters_need_a_server_that_takes_them() -> None:
    greek = Letter(ID, "Ἄννα", "ἄννα@rossi.example", "desk@verdi.example", "x", "y", "el", NOON)
    with a_scripted_server(HELLO) as port:
        assert submit(at(port), greek).fate is Fate.NO_UTF8
    inbox = Inbox()
    with a_mail_server(inbox, enable_SMTPUTF8=True) as port:
        assert submit(at(port), greek).fate is Fate.SENT
    [mail] = inbox.mails
    assert mail.sender == "ἄννα@rossi.example"
    assert "<ἄννα@rossi.example>\r\n" in mail.content.decode()


def test_a_file_that_turns_out_to_be_unreadable_leaves_nothing_behind() -> None:
    file = FrozenFile("f", "ab" * 32, "photo.jpg", 10, "image/jpeg")
    letter = Letter(ID, "Anna", "anna@rossi.example", "desk@verdi.example", "x", "y", "it", NOON, (file,))
    inbox = Inbox()
    with a_mail_server(inbox) as port, pytest.raises(errors.FileUnreadable):
        submit(at(port), letter)
    assert inbox.mails == []


def test_it_can_be_stopped_from_another_thread_and_says_truly_what_left() -> None:
    heard: list[bytes] = []
    results: list[Outcome] = []
    with a_scripted_server(["220 here", ""], heard=heard) as port:
        submission = Submission(at(port))
        thread = threading.Thread(
            target=lambda: results.append(submission.run(LETTER, 10, lambda: written(LETTER, lambda _: None)))
        )
        thread.start()
        while not heard:
            thread.join(0.01)
        submission.cancel()
        thread.join(10)
    assert [one.fate for one in results] == [Fate.CANCELLED]
    assert Submission(at(port)).run(LETTER, 10, lambda: []).fate is Fate.UNREACHABLE
    stopped = Submission(at(1))
    stopped.cancel()
    assert stopped.run(LETTER, 10, lambda: []).fate is Fate.CANCELLED


def test_a_server_that_is_silent_before_it_encrypts_can_be_left_at_once() -> None:
    results: list[Outcome] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        submission = Submission(at(listening.getsockname()[1], Security.TLS))
        thread = threading.Thread(target=lambda: results.append(submission.run(LETTER, 10, lambda: [])))
        thread.start()
        connection, _ = listening.accept()
        with connection:
            assert connection.recv(1)  # the beginning of the handshake
            submission.cancel()
            thread.join(10)
            assert not thread.is_alive()
    assert [one.fate for one in results] == [Fate.CANCELLED]


def test_nobody_waits_for_the_name_of_a_server_that_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, answer = threading.Event(), threading.Event()

    def never(*_: object, **__: object) -> list[object]:
        asked.set()
        answer.wait(30)
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    results: list[Outcome] = []
    submission = Submission(MailServer("mail.example", 465, Security.TLS))
    thread = threading.Thread(target=lambda: results.append(submission.run(LETTER, 10, lambda: [])))
    thread.start()
    assert asked.wait(10)
    submission.cancel()
    thread.join(10)
    stayed = thread.is_alive()
    answer.set()
    thread.join(10)
    assert not stayed
    assert [one.fate for one in results] == [Fate.CANCELLED]
