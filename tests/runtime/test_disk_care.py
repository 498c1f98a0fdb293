"""Files that break, vanish or do not fit any more while an account is open: the window stays, and goes on by itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import errors
from desktop.actions.drafts import save_draft
from desktop.actions.mark_read import mark_read
from desktop.actions.restored import read_restored
from desktop.actions.sign_in import SignedIn
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft
from desktop.domain.listing import Folder, Listing
from desktop.runtime.account_session import AccountSession
from desktop.runtime.link_state import LinkKind
from desktop.storage.accounts import Part
from desktop.storage.reserve import Reserve
from desktop.storage.restored import Restored
from tests.live_helpdesk import a_session
from tests.storage.fault_vfs import Disk, Fault

PAGE = 4096

_SCRAMBLE = """
import os, sys
with open(sys.argv[1], "r+b") as stream:
    for page in range(int(sys.argv[2]), int(sys.argv[3])):
        stream.seek(page * 4096 + 50)
        stream.write(os.urandom(200))
"""


def online(qtbot: QtBot, session: AccountSession) -> AccountSession:
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open()
    qtbot.waitUntil(lambda: session.link.kind is LinkKind.ONLINE, timeout=30_000)
    return session


def all_tickets(session: AccountSession) -> list[str]:
    return session.views.ticket_ids(Listing(Folder.COMPANY))


def on_writer(session: AccountSession, work: Callable[[], object]) -> None:
    """Do something on the lane that owns the databases, and wait for it."""
    session._writer.call(work)


def scramble(session: AccountSession, path: Path, first: int) -> None:
    """Break pages deep inside, after everything of the log was brought into the file, and let nobody read from memory."""
    workspace = session._workspace
    assert workspace is not None
    database = workspace._cache if path == session.account.cache else workspace._outbox_database
    on_writer(session, lambda: database.rows("PRAGMA wal_checkpoint(TRUNCATE)"))
    # From another process: closing the file here would take SQLite's locks away (POSIX).
    subprocess.run([sys.executable, "-c", _SCRAMBLE, path, str(first), str(path.stat().st_size // PAGE)], check=True)
    for one in (workspace._cache, workspace._outbox_database):
        on_writer(session, lambda one=one: one.rows("PRAGMA shrink_memory"))
    side = session._reading._own_side
    assert side is not None
    for one in (side._cache, side._outbox):
        one.rows("PRAGMA shrink_memory")


def whole(session: AccountSession, part: Part) -> bool:
    side = session._reading._own_side
    assert side is not None
    return (side._cache if part is Part.CACHE else side._outbox).is_sound()


def test_a_cache_that_breaks_while_it_is_read_is_pulled_again_by_itself(qtbot: QtBot, account: SignedIn) -> None:
    with a_session(account) as session:
        online(qtbot, session)
        before = all_tickets(session)
        session.perform(save_draft, ReplyDraft(before[0], "half a sentence"))
        scramble(session, session.account.cache, 4)
        views, mended = session.views, []
        session._care.mended.connect(mended.append)
        # The screens ask for everything: nothing is raised, whatever they meet.
        for id in before:
            views.ticket(id)
        views.rows(before)
        qtbot.waitUntil(lambda: Part.CACHE in mended, timeout=20_000)
        qtbot.waitUntil(lambda: sorted(all_tickets(session)) == sorted(before), timeout=30_000)
        assert session.views is views, "whoever holds the views goes on with them"
        assert whole(session, Part.CACHE)
        draft = views.reply_draft(before[0])
        assert draft is not None
        assert draft.text == "half a sentence"
    assert len(list(session.account.folder.glob("cache.db.broken-*Z"))) == 1


def test_a_cache_that_breaks_under_the_engine_is_pulled_again_by_itself(qtbot: QtBot, account: SignedIn) -> None:
    with a_session(account) as session:
        online(qtbot, session)
        before = all_tickets(session)
        scramble(session, session.account.cache, 2)
        failures: list[errors.WorldError] = []
        # The writing side meets it first; what it was asked to do is done when all is well again.
        done: list[bool] = []
        session.perform(mark_read, before[0], then=done.append, failed=failures.append)
        with qtbot.waitSignal(session._care.mended, timeout=20_000):
            session.sync_now()
        qtbot.waitUntil(lambda: sorted(all_tickets(session)) == sorted(before), timeout=30_000)
        qtbot.waitUntil(lambda: len(done) == 1, timeout=10_000)
        assert failures == []
        assert whole(session, Part.CACHE)


def test_a_cache_deleted_while_the_account_is_open_is_pulled_again(qtbot: QtBot, account: SignedIn) -> None:
    with a_session(account) as session:
        online(qtbot, session)
        before = all_tickets(session)
        for part in session.account.folder.glob("cache.db*"):
            part.unlink()
        with qtbot.waitSignal(session._care.mended, timeout=20_000):
            session.sync_now()
        qtbot.waitUntil(lambda: sorted(all_tickets(session)) == sorted(before), timeout=30_000)
        assert session.account.cache.exists()


def test_an_outbox_that_breaks_while_it_is_open_is_restored_and_told(qtbot: QtBot, account: SignedIn) -> None:
    with a_session(account, undo_time=10**9) as session:
        online(qtbot, session)
        ticket = all_tickets(session)[0]
        session.perform(save_draft, ReplyDraft(ticket, "the draft " * 400))
        workspace = session._workspace
        assert workspace is not None
        on_writer(session, lambda: workspace._backups.make(workspace._outbox_database, workspace._clock() + 1))
        told: list[Restored] = []
        session.restored.connect(told.append)
        scramble(session, session.account.outbox, 2)
        with qtbot.waitSignal(session._care.mended, timeout=20_000) as mended:
            session._writer.submit(workspace._outbox_database.is_sound)
        assert mended.args == [Part.OUTBOX]
        qtbot.waitUntil(lambda: len(told) == 1, timeout=10_000)
        assert told[0].kept_as
        assert (session.account.folder / told[0].kept_as).exists()
        draft = session.views.reply_draft(ticket)
        assert draft is not None
        assert draft.text == "the draft " * 400
        done: list[None] = []
        session.perform(read_restored, then=done.append)
        qtbot.waitUntil(lambda: len(done) == 1)
    with a_session(account) as session:
        session.restored.connect(told.append)
        with qtbot.waitSignal(session.opened, timeout=10_000):
            session.open()
        # A copy has no session: the password is asked for again.
        qtbot.waitUntil(lambda: session.link.kind is LinkKind.SIGN_IN, timeout=30_000)
        assert len(told) == 1, "read once is read for good"


def test_on_a_full_disk_a_draft_is_still_saved_and_the_person_is_told(
    qtbot: QtBot, account: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.runtime.disk_care.AGAIN", 50)
    with a_session(account) as session:
        disk = Disk(session.account.folder)
        with disk.mounted():
            online(qtbot, session)
            reserve = Reserve(session.account.folder / "reserve")
            qtbot.waitUntil(lambda: reserve.is_there, timeout=10_000)
            ticket = all_tickets(session)[0]
            told: list[bool] = []
            session.disk_tight.connect(told.append)
            # Nothing fits until something is deleted.
            disk.full_until_deleted(session.account.folder / "reserve")
            saved: list[None] = []
            session.perform(
                save_draft,
                ReplyDraft(ticket, "saved with the last room"),
                then=saved.append,
                failed=lambda error: pytest.fail(str(error)),
            )
            qtbot.waitUntil(lambda: told == [True] and len(saved) == 1, timeout=10_000)
            # There is room again: the reserve is put by, and the word taken back.
            qtbot.waitUntil(lambda: told == [True, False], timeout=10_000)
            assert reserve.is_there
            draft = session.views.reply_draft(ticket)
            assert draft is not None
            assert draft.text == "saved with the last room"
            session.close()


def test_a_download_that_does_not_fit_takes_the_room_of_older_ones(qtbot: QtBot, account: SignedIn) -> None:
    with a_session(account) as session:
        online(qtbot, session)
        tickets = (session.views.ticket(id) for id in all_tickets(session))
        files = [file for ticket in tickets if ticket for entry in ticket.entries for file in entry.attachments]
        first, second = files[0], next(file for file in files if file.sha256 != files[0].sha256)
        got: list[Path] = []
        session.attachments.fetch(first, got.append, lambda error: pytest.fail(str(error)))
        qtbot.waitUntil(lambda: len(got) == 1, timeout=20_000)
        workspace = session._workspace
        assert workspace is not None
        accept, calls = workspace.files.accept, []

        def full_at_first(sha256: str) -> Path:
            calls.append(sha256)
            if len(calls) == 1:
                raise errors.DiskFull("no space left", str(session.account.files))
            return accept(sha256)

        workspace.files.accept = full_at_first  # type: ignore[method-assign]  # the disk, at the place where it refuses
        session.attachments.fetch(second, got.append, lambda error: pytest.fail(str(error)))
        qtbot.waitUntil(lambda: len(got) == 2, timeout=20_000)
        assert session.attachments.local_file(first.sha256) is None
        assert session.attachments.local_file(second.sha256) is not None


@pytest.mark.parametrize("fault", Fault)
def test_a_disk_that_fails_at_the_start_is_told_and_nothing_is_lost(
    qtbot: QtBot, account: SignedIn, fault: Fault
) -> None:
    with a_session(account) as session:
        online(qtbot, session)
        session.perform(save_draft, ReplyDraft("t-1", "kept"))
    disk = Disk(account.account.folder)
    with disk.mounted(), a_session(account) as session:
        disk.fail(0, fault, lasting=True)
        failures: list[errors.WorldError] = []
        session.failed.connect(failures.append)
        session.open()
        qtbot.waitUntil(lambda: session.is_open or bool(failures), timeout=10_000)
        assert session.is_open or isinstance(failures[0], errors.DiskFull | errors.DiskBroken)
        disk.mend()
        session.close()
    with a_session(account) as session:
        online(qtbot, session)
        draft = session.views.reply_draft("t-1")
        assert draft is not None
        assert draft.text == "kept"
        assert all(change.state is not ChangeState.NEEDS_ATTENTION for change in session.views.outbox())
