"""Letters by SMTP: after their files, beside everybody's work, again after a failure, and never instead of the file."""

import asyncio
import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from desktop.sandbox.courier import Courier, mark_due
from desktop.sandbox.helpdesk import Setup
from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import ANNA
from tests.sandbox.conftest import People
from tests.sandbox.mail_fixtures import StartMail, start_mail
from tests.sandbox.mail_portal import a_mail, a_mail_portal, deliver, letters, wait_for

__all__ = ["start_mail"]


class PostOffice:
    """A mail server that keeps what it gets; `answers` are given one after the other to the first mails."""

    def __init__(self, *answers: str) -> None:
        self.taken: queue.Queue[tuple[str, list[str], EmailMessage]] = queue.Queue()
        self.tried = 0
        self._answers = list(answers)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.tried += 1
        if self._answers and (answer := self._answers.pop(0)) != "250":
            return answer
        assert envelope.original_content is not None
        read = message_from_bytes(envelope.original_content, EmailMessage, policy=default)
        self.taken.put((envelope.mail_from or "", list(envelope.rcpt_tos), read))
        return "250 OK"

    def next(self) -> tuple[str, list[str], EmailMessage]:
        return self.taken.get(timeout=30)


@pytest.fixture
def office() -> Iterator[tuple[PostOffice, str]]:
    with open_office(PostOffice()) as found:
        yield found


@contextmanager
def open_office(office: PostOffice, *, utf8: bool = True) -> Iterator[tuple[PostOffice, str]]:
    """Lets the post office listen; where, as `host:port`."""
    loop = asyncio.new_event_loop()
    listener = socket.create_server(("127.0.0.1", 0))
    opening = loop.create_server(
        lambda: SMTP(office, enable_SMTPUTF8=utf8, hostname="office", loop=loop), sock=listener
    )
    server = loop.run_until_complete(opening)
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield office, f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def a_letter(folder: Path, to: str = ANNA, name: str = "one") -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}.eml"
    file.write_bytes(f"To: {to}\r\nSubject: {name}\r\n\r\ntext\r\n".encode())
    mark_due(file, to)
    return file


def test_letters_go_out_and_stay_as_files(start_mail: StartMail, people: People, office: tuple[PostOffice, str]):
    post = start_mail(smtp_out=office[1])
    people(ANNA, post.url).open_ticket(subject="Rete è giù 🙂")
    path, to, letter = office[0].next()
    (file,) = letters(post)
    assert (path, to) == ("<>", [ANNA])  # nobody answers an empty return path
    assert letter["Subject"] == file["Subject"]
    assert letter["Subject"].endswith("Rete è giù 🙂")
    assert letter.get_content() == file.get_content()
    wait_for(lambda: not list((post.data / "mail").glob("*.due")))


def test_joining_letters_go_through_the_same_door(
    start_mail: StartMail, people: People, office: tuple[PostOffice, str]
):
    post = start_mail(smtp_out=office[1])
    people(None, post.url).call("POST", "/v1/password-resets", json={"email": ANNA})
    _, to, letter = office[0].next()
    assert (to, letter["Subject"], letter["Auto-Submitted"]) == ([ANNA], "Una nuova password", "auto-generated")


def test_two_helpdesks_that_write_to_each_other_come_to_rest(start_mail: StartMail, people: People):
    """The letters of one go into the other, whose letters go back: whatever is refused, nobody answers it."""
    first = start_mail()
    assert first.smtp_address is not None
    host, port = first.smtp_address
    second = start_mail(folder="second", smtp_out=f"{host}:{port}")
    people(ANNA, second.url).open_ticket(contacts=[{"name": "loop", "email": "info@valmec.example"}])
    wait_for(lambda: not list((second.data / "mail").glob("*.due")))
    assert len(letters(second)) == 2
    assert letters(first) == []


def test_what_fails_for_now_is_tried_again(tmp_path: Path):
    office = PostOffice("451 later", "421 busy", "250")
    with open_office(office) as (_, where):
        file = a_letter(tmp_path / "mail")
        courier = Courier("127.0.0.1", int(where.rpartition(":")[2]), tmp_path / "mail", pauses=(0.01, 0.01, 0.01))
        assert office.next()[2]["Subject"] == "one"
        courier.close()
    assert office.tried == 3
    assert (file.exists(), file.with_suffix(".due").exists()) == (True, False)


def test_what_is_refused_for_good_is_not_tried_again_and_its_file_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    office = PostOffice("554 never")
    with open_office(office) as (_, where):
        file = a_letter(tmp_path / "mail")
        Courier("127.0.0.1", int(where.rpartition(":")[2]), tmp_path / "mail", pauses=(0.01,)).close()
    assert office.tried == 1
    assert (file.exists(), file.with_suffix(".due").exists()) == (True, False)
    assert "one.eml was refused with 554" in caplog.text


def test_after_some_attempts_it_is_given_up_and_the_file_stays(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    file = a_letter(tmp_path / "mail")
    courier = Courier("127.0.0.1", free_port(), tmp_path / "mail", pauses=(0.0, 0.0, 0.0))
    wait_for(lambda: not file.with_suffix(".due").exists())
    courier.close()
    assert file.exists()
    assert "could not be sent" in caplog.text


def test_what_was_on_its_way_at_the_end_goes_out_after_the_next_start(tmp_path: Path):
    file = a_letter(tmp_path / "mail")
    courier = Courier("127.0.0.1", free_port(), tmp_path / "mail", pauses=(60.0,))
    courier.close()
    assert file.with_suffix(".due").exists()
    office = PostOffice()
    with open_office(office) as (_, where):
        courier = Courier("127.0.0.1", int(where.rpartition(":")[2]), tmp_path / "mail")
        assert office.next()[2]["Subject"] == "one"
        courier.close()
    assert not file.with_suffix(".due").exists()


def test_letters_of_a_last_moment_are_tried_before_the_end(tmp_path: Path):
    office = PostOffice()
    with open_office(office) as (_, where):
        courier = Courier("127.0.0.1", int(where.rpartition(":")[2]), tmp_path / "mail")
        for index in range(5):
            courier.take(a_letter(tmp_path / "mail", name=str(index)))
        courier.close()
    assert office.taken.qsize() == 5


def test_addresses_of_any_script_need_a_server_that_knows_them(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    address = "σοφία@παράδειγμα.example"
    for knows in (True, False):
        office = PostOffice()
        with open_office(office, utf8=knows) as (_, where):
            file = a_letter(tmp_path / "mail", to=address)
            Courier("127.0.0.1", int(where.rpartition(":")[2]), tmp_path / "mail").close()
        assert office.taken.qsize() == (1 if knows else 0)
        assert file.exists()
    assert "takes no letters to addresses such as" in caplog.text


def test_a_mail_server_that_says_nothing_keeps_nobody_waiting(tmp_path: Path, people: People):
    portal = a_mail_portal(tmp_path)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        setup = Setup(portal, tmp_path / "data", smtp_in=0, smtp_out=f"127.0.0.1:{silent.getsockname()[1]}")
        with RunningSandbox(tmp_path / "data", portal, setup=setup) as post:
            anna = people(ANNA, post.url)
            for _ in range(3):
                anna.open_ticket()
            assert len(letters(post)) == 3
            assert len(list((post.data / "mail").glob("*.due"))) == 3
            accepted: list[socket.socket] = []
            # it hangs up on everybody from now on, so that the end need not be waited for
            thread = threading.Thread(target=_hang_up, args=(silent, accepted))
            thread.start()
        silent.shutdown(socket.SHUT_RDWR)
        thread.join()


def _hang_up(server: socket.socket, accepted: list[socket.socket]) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        connection.close()


@pytest.mark.parametrize("wrong", ["nowhere", "host:", ":25", "host:x", "host:0", "host:70000"])
def test_an_address_that_is_none_is_refused_at_the_start(tmp_path: Path, wrong: str):
    portal = a_mail_portal(tmp_path)
    with pytest.raises(ValueError, match="host:port"):
        RunningSandbox(tmp_path / "data", portal, setup=Setup(portal, tmp_path / "data", smtp_out=wrong))


def test_a_ticket_by_mail_is_answered_by_mail(start_mail: StartMail, office: tuple[PostOffice, str]):
    post = start_mail(smtp_out=office[1])
    mail = a_mail(Subject="Andata")
    deliver(post, mail)
    assert office[0].next()[2]["In-Reply-To"] == mail["Message-ID"]
