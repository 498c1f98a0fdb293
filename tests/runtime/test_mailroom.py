"""From the outbox to the helpdesk by e-mail and back through its feed: the running session, real SMTP, the real sandbox of both kinds."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import threading
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import errors
from desktop.actions.attach import attach_bytes
from desktop.actions.letter_files import KEPT_SECONDS, file_name, own_folder
from desktop.actions.open_ticket import open_ticket
from desktop.actions.reply import reply
from desktop.actions.send_by_email import send_over_the_line
from desktop.connectors.email import Letter
from desktop.connectors.email_submission import Fate, MailServer, Outcome, Security
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft
from desktop.domain.listing import Folder, Listing
from desktop.domain.mailing import MAIL_PERHAPS, Obstacle
from desktop.runtime import mail_program
from desktop.runtime.mail_program import NoMailProgram, open_letter, started
from desktop.runtime.mailroom import Done, Errand, MailWay, password_name
from desktop.stamps import new_id
from desktop.storage.vault import kept_password
from tests.accounts.keyrings import ring
from tests.builders import NOON
from tests.connectors.mail_server import a_scripted_server
from tests.runtime.mail_desk import LOGIN, Desk, a_desk, a_draft

__all__ = ["ring"]

S = ChangeState


def tickets_called(desk: Desk, subject: str) -> list[str]:
    views = desk.session.views
    rows = views.rows(views.ticket_ids(Listing(Folder.COMPANY)))
    return [row.id for row in rows.values() if row.subject == subject]


kinds = pytest.mark.parametrize("honours", [True, False], ids=["honours ids", "plain"])


@kinds
def test_written_offline_sent_by_mail_and_known_again_there_is_exactly_one_ticket(
    qtbot: QtBot, tmp_path: Path, honours: bool
) -> None:
    with a_desk(qtbot, tmp_path, honours=honours, online=False) as desk:
        photos = []
        desk.session.perform(
            attach_bytes, b"\x89PNG\r\n\x1a\n" + bytes(90_000), "schermata φόρμα.png", then=photos.append
        )
        qtbot.waitUntil(lambda: bool(photos))
        draft = a_draft(files=tuple(photos))
        change = desk.do(open_ticket, draft)
        follower = desk.do(reply, ReplyDraft(change.id, "E il browser è Firefox."))
        assert desk.by_server(follower) is Obstacle.NOT_IN_TURN
        assert desk.by_server(change) == Done(MailWay.SERVER)
        assert desk.change(change).state is S.MAILED
        # What went by e-mail is not told as something that still goes by itself; what stands behind it is.
        qtbot.waitUntil(lambda: desk.session.link.waiting == 1)
        again = Errand(change.id, MailWay.SERVER, server=desk.server)
        assert desk.send(again) is Obstacle.NOT_WAITING
        desk.go_online()
        desk.wait_for(change, S.CONFIRMED)
        desk.wait_for(follower, S.CONFIRMED)
        kept = desk.change(change)
        assert kept.number
        assert (kept.stands_as == change.id) == honours
        assert tickets_called(desk, draft.subject) == [kept.stands_as]
        view = desk.session.views.ticket(change.id)
        assert view is not None
        assert view.number == kept.number
        description, *said = [one for one in view.entries if one.mine and not one.event_name]
        assert description.text.startswith(draft.description)
        assert "sportello-change" not in description.text
        assert "Tipo di richiesta: Errore o malfunzionamento" in description.text
        assert [one.name for one in description.attachments] == ["schermata φόρμα.png"]
        assert description.attachments[0].sha256 == photos[0].sha256
        assert [one.text for one in said] == ["E il browser è Firefox."]
        assert list(desk.session.mail_folder.iterdir()) == []


@kinds
def test_a_reply_by_mail_becomes_one_message_of_its_ticket(qtbot: QtBot, tmp_path: Path, honours: bool) -> None:
    with a_desk(qtbot, tmp_path, honours=honours) as desk:
        change = desk.do(open_ticket, a_draft())
        desk.wait_for(change, S.CONFIRMED)
        desk.go_offline()
        said = desk.do(reply, ReplyDraft(change.id, "Ancora più preciso.\n\n> citato\n."))
        assert desk.by_server(said) == Done(MailWay.SERVER)
        desk.go_online()
        desk.wait_for(said, S.CONFIRMED)
        view = desk.session.views.ticket(change.id)
        assert view is not None
        texts = [one.text for one in view.entries if one.mine and not one.is_description and not one.event_name]
        assert len(texts) == 1
        assert texts[0].startswith("Ancora più preciso.")


@kinds
def test_brought_back_after_it_arrived_it_is_found_and_not_sent_again(
    qtbot: QtBot, tmp_path: Path, honours: bool
) -> None:
    with a_desk(qtbot, tmp_path, honours=honours, online=False) as desk:
        draft = a_draft()
        change = desk.do(open_ticket, draft)
        assert desk.by_server(change) == Done(MailWay.SERVER)
        done: list[bool] = []
        desk.session.perform(send_over_the_line, change.id, then=done.append)
        qtbot.waitUntil(lambda: done == [True])
        desk.go_online()
        desk.wait_for(change, S.CONFIRMED)
        desk.session.sync_now()
        assert len(tickets_called(desk, draft.subject)) == 1


def test_what_surely_did_not_leave_waits_as_before_and_the_reason_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desk(qtbot, tmp_path, online=False) as desk:
        change = desk.do(open_ticket, a_draft())
        with a_scripted_server(["220 here", "250 here", "250 ok", "550 nobody"]) as port:
            answer = desk.by_server(change, MailServer("127.0.0.1", port, Security.NONE))
        assert isinstance(answer, Outcome)
        assert answer.fate is Fate.RECIPIENT_REFUSED
        assert (desk.change(change).state.stands_still, desk.change(change).mailed_at) == (False, 0)
        answer = desk.by_server(change, MailServer("127.0.0.1", port, Security.NONE))
        assert isinstance(answer, Outcome)
        assert answer.fate is Fate.UNREACHABLE
        desk.go_online()
        desk.wait_for(change, S.CONFIRMED)


def test_after_a_lost_last_answer_it_stays_with_the_mail_and_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desk(qtbot, tmp_path, online=False) as desk:
        change = desk.do(open_ticket, a_draft())
        with a_scripted_server(["220 here", "250 here", "250 ok", "250 ok", "354 go on", None]) as port:
            assert desk.by_server(change, MailServer("127.0.0.1", port, Security.NONE)) == Done(
                MailWay.SERVER, perhaps=True
            )
        kept = desk.change(change)
        assert kept.problem is not None
        assert (kept.state, kept.problem.code) == (S.MAILED, MAIL_PERHAPS)


def test_the_outbox_says_so_before_the_first_byte_leaves(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desk(qtbot, tmp_path, online=False) as desk:
        change = desk.do(open_ticket, a_draft())
        heard: list[bytes] = []
        with a_scripted_server(["220 here", ""], heard=heard) as port:
            server = MailServer("127.0.0.1", port, Security.NONE)
            answers = desk.begin(Errand(change.id, MailWay.SERVER, server=server), heard)
            # A crash now leaves this on the disk.
            assert desk.change(change).state is S.MAILED
            desk.room.close()
        assert answers == []
        assert desk.change(change).state is S.MAILED


def test_a_letter_that_left_has_left_whatever_becomes_of_its_file(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kept_open(_: Path, *__: object, **___: object) -> None:
        raise PermissionError("somebody looks at it")

    with a_desk(qtbot, tmp_path, online=False) as desk:
        change = desk.do(open_ticket, a_draft())
        monkeypatch.setattr(Path, "rmdir", kept_open)
        monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
        with a_scripted_server(["220 here", "250 here", "250 ok", "250 ok", "354 go on", None]) as port:
            server = MailServer("127.0.0.1", port, Security.NONE)
            assert desk.by_server(change, server) == Done(MailWay.SERVER, perhaps=True)
        kept = desk.change(change)
        assert kept.problem is not None
        assert (kept.state, kept.problem.code) == (S.MAILED, MAIL_PERHAPS)


def test_what_is_with_the_mail_server_at_this_moment_is_not_brought_back(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desk(qtbot, tmp_path, online=False) as desk:
        change = desk.do(open_ticket, a_draft())
        heard: list[bytes] = []
        with a_scripted_server(["220 here", ""], heard=heard) as port:
            errand = Errand(change.id, MailWay.SERVER, server=MailServer("127.0.0.1", port, Security.NONE))
            answers = desk.begin(errand, heard)
            assert desk.room.is_under_way(change.id)
            desk.room.stop(change.id)
            qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
        assert answers == [Outcome(Fate.CANCELLED)]
        assert not desk.room.is_under_way(change.id)
        assert not desk.change(change).state.stands_still


def test_a_letter_is_saved_where_the_person_wants_it(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desk(qtbot, tmp_path, online=False) as desk:
        change = desk.do(open_ticket, a_draft())
        target = tmp_path / "here.eml"
        assert desk.send_waiting(Errand(change.id, MailWay.FILE, target)) == Done(MailWay.FILE)
        message = message_from_bytes(target.read_bytes(), policy=policy.default)
        assert message["Sportello-Change"] == change.id
        assert message["To"] == "assistenza@pubblinova.example"
        assert message["X-Unsent"] == "1"
        other = desk.do(open_ticket, a_draft())
        answer = desk.send_waiting(Errand(other.id, MailWay.FILE, tmp_path / "no such folder" / "x.eml"))
        assert isinstance(answer, errors.StorageError)
        assert desk.change(other).state is not S.MAILED


@pytest.mark.usefixtures("ring")
def test_a_password_that_was_taken_is_kept_and_one_that_was_not_is_not(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desk(qtbot, tmp_path, online=False) as desk:
        change = desk.do(open_ticket, a_draft())
        hello = ["220 here", "250-here\r\n250 AUTH PLAIN"]
        with a_scripted_server([*hello, "535 no"]) as port:
            server = MailServer("127.0.0.1", port, Security.NONE, "laura")
            answer = desk.by_server(change, server, password="wrong-canary", keep_password=True)
        assert isinstance(answer, Outcome)
        assert answer.fate is Fate.CREDENTIALS
        assert kept_password(password_name(server)) == ""
        with a_scripted_server([*hello, "235 ok", "250 ok", "250 ok", "354 go", "250 taken"]) as port:
            server = MailServer("127.0.0.1", port, Security.NONE, "laura")
            answer = desk.by_server(change, server, password="right-canary", keep_password=True)
        assert answer == Done(MailWay.SERVER, password_kept=True)
        asked: list[str] = []
        desk.room.ask_password(server, asked.append)
        qtbot.waitUntil(lambda: asked == ["right-canary"])


# The mail program

LETTER = Letter(new_id(), "Laura", LOGIN, "desk@x.example", "[#7] Über: die/Presse.", "Text\nzwei", "it", NOON)


def nowhere(_sha256: str) -> Path | None:
    return None


def test_the_desktops_mail_program_gets_text_and_files(tmp_path: Path) -> None:
    from desktop.domain.change import FrozenFile

    content = tmp_path / "content"
    content.write_bytes(b"abc")
    file = FrozenFile("f", "ab" * 32, "piastra «a».jpg", 3, "image/jpeg")
    letter = Letter(**{name: getattr(LETTER, name) for name in LETTER.__slots__} | {"files": (file, file)})
    commands: list[list[str]] = []
    seen: list[bytes] = []

    def start(command: object) -> bool:
        commands.append([str(one) for one in command])  # type: ignore[attr-defined]
        seen.extend(Path(commands[0][at + 1]).read_bytes() for at, one in enumerate(commands[0]) if one == "--attach")
        return True

    open_letter(
        letter,
        tmp_path / "mail",
        lambda _: content,
        start=start,
        which=lambda name: f"/usr/bin/{name}",
        platform="linux",
    )
    [command] = commands
    assert command[:6] == ["/usr/bin/xdg-email", "--utf8", "--subject", letter.subject, "--body", letter.body]
    assert command[-1] == "desk@x.example"
    assert seen == [b"abc", b"abc"]
    assert [Path(one).name for one in command[7:-1:2]] == ["piastra «a».jpg"] * 2


@pytest.mark.parametrize(
    ("platform", "missing", "program"),
    [("linux", "xdg-email", "xdg-open"), ("darwin", "", "open")],
)
def test_elsewhere_the_system_opens_a_message_that_is_still_to_be_sent(
    tmp_path: Path, platform: str, missing: str, program: str
) -> None:
    commands: list[list[str]] = []

    def start(command: object) -> bool:
        commands.append([str(one) for one in command])  # type: ignore[attr-defined]
        return True

    def which(name: str) -> str | None:
        return None if name == missing else name

    open_letter(LETTER, tmp_path / "mail", nowhere, start=start, which=which, platform=platform)
    [(opened, path)] = [tuple(one) for one in commands]
    assert opened == program
    assert Path(path).name == "[#7] Über_ die-Presse.eml"
    message = message_from_bytes(Path(path).read_bytes(), policy=policy.default)
    assert message["X-Unsent"] == "1"
    assert stat.S_IMODE(Path(path).parent.stat().st_mode) == 0o700


def test_a_long_text_goes_as_a_file_for_no_command_line_takes_it(tmp_path: Path) -> None:
    commands: list[list[str]] = []
    letter = Letter(**{name: getattr(LETTER, name) for name in LETTER.__slots__} | {"text": "Ω" * 20_000})

    def start(command: object) -> bool:
        commands.append([str(one) for one in command])  # type: ignore[attr-defined]
        return True

    open_letter(letter, tmp_path / "mail", nowhere, start=start, which=lambda name: name, platform="linux")
    assert [command[0] for command in commands] == ["xdg-open"]


def test_without_any_program_nothing_stays_behind(tmp_path: Path) -> None:
    with pytest.raises(NoMailProgram):
        open_letter(LETTER, tmp_path / "mail", nowhere, which=lambda _: None, platform="linux")
    assert list((tmp_path / "mail").iterdir()) == []


def test_what_a_mail_program_was_given_goes_after_a_week(tmp_path: Path) -> None:
    old, young = own_folder(tmp_path / "mail", LETTER), own_folder(tmp_path / "mail", LETTER)
    (old / file_name(LETTER)).write_bytes(b"x")
    past = young.stat().st_mtime - KEPT_SECONDS - 60
    os.utime(old, (past, past))
    fresh = own_folder(tmp_path / "mail", LETTER)
    assert set((tmp_path / "mail").iterdir()) == {young, fresh}


@pytest.mark.skipif(sys.platform == "win32", reason="a script with a first line")
def test_a_program_that_fails_says_so_and_one_that_stays_has_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def script(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o700)
        return str(path)

    assert started([script("good", "exit 0")])
    assert not started([script("bad", "exit 3")])
    assert not started([str(tmp_path / "missing")])
    monkeypatch.setattr(mail_program, "SECONDS", 0.05)
    before = set(threading.enumerate())
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert started([script("stays", f"read line < {pipe}")])
    [waiting] = set(threading.enumerate()) - before
    pipe.write_text("go\n")
    waiting.join(10)
    assert not waiting.is_alive()
