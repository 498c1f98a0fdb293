"""One open account against a real helpdesk over real HTTP: everything a screen relies on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import errors
from desktop.actions.drafts import new_ticket_draft
from desktop.actions.open_ticket import open_ticket
from desktop.actions.reply import reply
from desktop.actions.sign_in import SignedIn
from desktop.domain.change import FrozenFile
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.listing import Folder, Listing
from desktop.domain.notice import Notice, NoticeKind
from desktop.runtime.account_session import AccountSession
from desktop.runtime.link_state import LinkKind
from desktop.sandbox.server import RunningSandbox
from desktop.stamps import new_id
from desktop.storage.views import Views
from desktop.sync.outcome import Topic
from tests.live_helpdesk import a_session, signed_in


def opened(qtbot: QtBot, session: AccountSession) -> AccountSession:
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open()
    return session


def online(qtbot: QtBot, session: AccountSession) -> AccountSession:
    opened(qtbot, session)
    qtbot.waitUntil(lambda: session.link.kind is LinkKind.ONLINE, timeout=20_000)
    return session


def state_of(session: AccountSession, change_id: str) -> ChangeState | None:
    change = session.views.change(change_id)
    return change.state if change else None


def a_draft(session: AccountSession, **parts: object) -> TicketDraft:
    machine = session.views.machines()[0].machine
    fields = {
        "id": new_id(),
        "request_type": "fault",
        "machine_id": machine.id,
        "machine_state": "faulty",
        "subject": "Η αντλία σταματά — così",
        "description": "Dopo cinque minuti.",
    }
    return TicketDraft(**(fields | parts))  # type: ignore[arg-type]


def test_the_list_is_usable_before_the_helpdesk_was_asked_and_full_after_the_first_sync(
    qtbot: QtBot, account: SignedIn
) -> None:
    with a_session(account) as session:
        opened(qtbot, session)
        assert session.views.ticket_ids(Listing(Folder.COMPANY)) == []
        qtbot.waitUntil(lambda: session.link.kind is LinkKind.ONLINE, timeout=20_000)
        assert len(session.views.ticket_ids(Listing(Folder.COMPANY))) > 100
        assert session.catalogue.request_type("fault") is not None
        assert session.link.data_at is not None


def test_a_ticket_with_a_file_and_its_reply_arrive_and_are_told(
    qtbot: QtBot, tmp_path: Path, account: SignedIn
) -> None:
    photo = tmp_path / "Piastra – così.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + bytes(range(256)) * 4000)
    with a_session(account) as session:
        online(qtbot, session)
        told: list[Notice] = []
        session.notices.connect(told.extend)
        files: list[FrozenFile] = []
        session.attachments.attach(photo, photo.name, files.append, lambda error: pytest.fail(str(error)))
        qtbot.waitUntil(lambda: len(files) == 1)
        draft = a_draft(session, files=tuple(files))
        session.perform(open_ticket, draft)
        session.perform(reply, ReplyDraft(draft.id, "E sale la temperatura."))
        qtbot.waitUntil(lambda: any(one.kind is NoticeKind.ACCEPTED for one in told), timeout=20_000)
        qtbot.waitUntil(lambda: session.link.waiting == 0, timeout=20_000)
        view = session.views.ticket(draft.id)
        assert view is not None
        assert view.number
        assert [entry.text for entry in view.entries] == ["Dopo cinque minuti.", "E sale la temperatura."]
        assert view.entries[0].attachments[0].name == "Piastra – così.jpg"


def test_what_somebody_else_does_comes_by_itself(
    qtbot: QtBot, helpdesk: RunningSandbox, tmp_path: Path, account: SignedIn
) -> None:
    other = signed_in(helpdesk.url, tmp_path / "other")
    with a_session(account) as session, a_session(other) as colleague:
        online(qtbot, session)
        online(qtbot, colleague)
        draft = a_draft(colleague)
        colleague.perform(open_ticket, draft)
        qtbot.waitUntil(lambda: session.views.ticket(draft.id) is not None, timeout=20_000)


def test_offline_everything_goes_on_and_is_sent_when_the_helpdesk_is_back(qtbot: QtBot, tmp_path: Path) -> None:
    data = tmp_path / "helpdesk"
    with RunningSandbox(data) as first:
        account = signed_in(first.url, tmp_path / "accounts")
        with a_session(account) as session:
            online(qtbot, session)
        port = int(first.url.rsplit(":", 1)[1])
    with a_session(account) as session:
        opened(qtbot, session)
        draft = a_draft(session)
        session.perform(open_ticket, draft)
        qtbot.waitUntil(lambda: session.link.kind is LinkKind.UNREACHABLE, timeout=20_000)
        qtbot.waitUntil(lambda: state_of(session, draft.id) is ChangeState.QUEUED, timeout=20_000)
        with RunningSandbox(data, port=port):
            session.sync_now()
            qtbot.waitUntil(lambda: session.link.waiting == 0, timeout=20_000)
            view = session.views.ticket(draft.id)
            assert view is not None
            assert view.number


def test_an_expired_session_asks_for_the_password_and_then_goes_on(qtbot: QtBot, account: SignedIn) -> None:
    with a_session(account) as session:
        online(qtbot, session)
        connector = session._connector
        assert connector is not None
        connector.sign_out()
        draft = a_draft(session)
        session.perform(open_ticket, draft)
        qtbot.waitUntil(lambda: session.link.kind is LinkKind.SIGN_IN, timeout=20_000)
        wrong: list[errors.WorldError] = []
        session.standing.sign_in_again("wrong", lambda: None, wrong.append)
        qtbot.waitUntil(lambda: len(wrong) == 1, timeout=20_000)
        assert isinstance(wrong[0], errors.BadCredentials)
        session.standing.sign_in_again("sportello", lambda: None, lambda error: pytest.fail(str(error)))
        qtbot.waitUntil(lambda: session.link.kind is LinkKind.ONLINE and session.link.waiting == 0, timeout=20_000)


def test_attachments_come_on_demand_and_stay(qtbot: QtBot, account: SignedIn) -> None:
    with a_session(account) as session:
        online(qtbot, session)
        views = session.views
        tickets = (views.ticket(id) for id in views.ticket_ids(Listing(Folder.COMPANY)))
        attachment = next(
            file for ticket in tickets if ticket for entry in ticket.entries for file in entry.attachments
        )
        assert session.attachments.local_file(attachment.sha256) is None
        got: list[Path] = []
        session.attachments.fetch(attachment, got.append, lambda error: pytest.fail(str(error)))
        qtbot.waitUntil(lambda: len(got) == 1, timeout=20_000)
        assert got[0].stat().st_size == attachment.size
        assert session.attachments.local_file(attachment.sha256) == got[0]


def test_the_wrong_key_is_told_and_closing_is_clean_nevertheless(qtbot: QtBot, account: SignedIn) -> None:
    with a_session(replace(account, key=b"w" * 32)) as session:
        with qtbot.waitSignal(session.failed, timeout=10_000) as failed:
            session.open()
        assert isinstance(failed.args[0], errors.WrongKey)
        assert not session.is_open


def test_an_account_closed_while_it_was_being_opened_stays_closed(qtbot: QtBot, account: SignedIn) -> None:
    with a_session(account) as session:
        session.open()
        session.close()
        with qtbot.waitSignal(session.opened, raising=False, timeout=200) as late:
            pass
        assert not late.signal_triggered
        assert not session.is_open


def test_what_a_question_asked_last_before_closing_had_to_open_is_closed_too(qtbot: QtBot, account: SignedIn) -> None:
    asked: list[Views] = []
    with a_session(account) as session:
        opened(qtbot, session)
        # Its turn comes only when closing has got as far as the readers.
        session._reader.submit(lambda: session.attachments._files._thread.join(10))
        session.read(asked.append, lambda _: None)
    with pytest.raises(errors.StorageError, match="closed"):
        asked[0].outbox()


def test_signing_in_again_finds_the_same_account_and_its_unsent_work(
    qtbot: QtBot, helpdesk: RunningSandbox, tmp_path: Path, account: SignedIn
) -> None:
    with a_session(account, undo_time=1_000_000) as session:
        online(qtbot, session)
        session.perform(open_ticket, a_draft(session))
        qtbot.waitUntil(lambda: session.link.waiting == 1)
    again = signed_in(helpdesk.url, tmp_path / "accounts")
    assert (again.account.folder, again.key) == (account.account.folder, account.key)
    with a_session(again) as session:
        opened(qtbot, session)
        assert len([one for one in session.views.outbox() if not one.state.is_settled]) == 1


def test_a_new_draft_gets_its_id_from_the_desk(qtbot: QtBot, account: SignedIn) -> None:
    with a_session(account) as session:
        opened(qtbot, session)
        drafts: list[TicketDraft] = []
        session.perform(new_ticket_draft, then=drafts.append)
        qtbot.waitUntil(lambda: len(drafts) == 1)
        assert drafts[0].id[14] == "7"


def test_what_another_process_fetched_is_shown_while_it_sends(
    qtbot: QtBot, helpdesk: RunningSandbox, account: SignedIn
) -> None:
    with a_session(account) as sender:
        online(qtbot, sender)
        with a_session(account) as other:
            opened(qtbot, other)
            qtbot.waitUntil(lambda: other.link.kind is LinkKind.ELSEWHERE, timeout=20_000)
            moved: list[frozenset[Topic]] = []
            other.cache_changed.connect(moved.append)
            draft = a_draft(other)
            other.perform(open_ticket, draft)
            qtbot.waitUntil(lambda: state_of(sender, draft.id) is ChangeState.QUEUED, timeout=20_000)
            sender.sync_now()
            qtbot.waitUntil(
                lambda: state_of(sender, draft.id) in (ChangeState.SENT, ChangeState.CONFIRMED), timeout=20_000
            )
            moved.clear()
            other.sync_now()
            qtbot.waitUntil(lambda: any(Topic.TICKETS in topics for topics in moved), timeout=20_000)
            qtbot.waitUntil(lambda: other.link.waiting == 0, timeout=20_000)
            view = other.views.ticket(draft.id)
            assert view is not None
            assert view.number
            assert other.link.kind is LinkKind.ELSEWHERE


def test_a_reserve_that_was_spent_is_told_by_the_line_and_in_a_notice(qtbot: QtBot, account: SignedIn) -> None:
    with a_session(account) as session:
        online(qtbot, session)
        told: list[Notice] = []
        session.notices.connect(told.extend)
        session._care.reserve_spent()
        qtbot.waitUntil(lambda: session.link.tight)
        assert [one.kind for one in told] == [NoticeKind.DISK_FULL]
        session._care._renewed(True)
        qtbot.waitUntil(lambda: not session.link.tight)
        assert len(told) == 1
