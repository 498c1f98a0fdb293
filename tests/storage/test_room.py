"""A full disk, a folder that must not be written to: what is written is kept, what can be fetched again makes room."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop import errors
from desktop.actions.drafts import save_draft
from desktop.actions.open_ticket import open_ticket
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft
from desktop.storage.reserve import SIZE, Reserve
from desktop.sync.stores import write_here
from desktop.ui.wording import explain
from tests.builders import OpenAccount, a_file, a_ticket, a_ticket_draft, an_attachment, an_open_account
from tests.storage.fault_vfs import Disk


@contextmanager
def a_full_disk(folder: Path) -> Iterator[OpenAccount]:
    """An account on a disk on which nothing fits any more until its reserve is given up."""
    with an_open_account(folder) as account:
        account.workspace.tidy()
    disk = Disk(folder / "account")
    with disk.mounted(), an_open_account(folder) as account:
        assert account.workspace.has_reserve
        disk.full_until_deleted(folder / "account" / "reserve")
        yield account
        disk.mend()


def test_a_draft_is_saved_with_the_reserve(tmp_path: Path) -> None:
    with a_full_disk(tmp_path) as account:
        account.workspace.perform(save_draft, ReplyDraft("t-1", "the last word " * 100))
        assert not account.workspace.has_reserve
    with an_open_account(tmp_path) as account:
        draft = account.side.views.reply_draft("t-1")
        assert draft is not None
        assert draft.text == "the last word " * 100


def test_a_change_is_queued_with_the_reserve_once(tmp_path: Path) -> None:
    with a_full_disk(tmp_path) as account:
        queued = account.workspace.perform(open_ticket, a_ticket_draft())
    with an_open_account(tmp_path) as account:
        assert [change.id for change in account.side.views.outbox()] == [queued.id]


def test_an_answer_of_the_server_is_noted_with_the_reserve(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        change = open_ticket(account.desk, a_ticket_draft())
    with a_full_disk(tmp_path) as account:
        stores = account.workspace.stores(write_here)
        stores.write(lambda: stores.outbox.update(change.id, ChangeState.SENT, number="7", settled_at=1))
    with an_open_account(tmp_path) as account:
        kept = account.workspace.outbox.get(change.id)
        assert kept is not None
        assert (kept.state, kept.number) == (ChangeState.SENT, "7")


def test_the_cache_does_not_get_the_reserve(tmp_path: Path) -> None:
    with a_full_disk(tmp_path) as account:
        stores = account.workspace.stores(write_here)
        with pytest.raises(errors.DiskFull):
            stores.write(lambda: stores.cache.script("CREATE TABLE big AS SELECT randomblob(100000)"))
        assert account.workspace.has_reserve


def test_without_a_reserve_a_full_disk_is_told_and_what_was_there_stays(tmp_path: Path) -> None:
    with a_full_disk(tmp_path) as account:
        account.workspace.perform(save_draft, ReplyDraft("t-1", "first"))
    disk = Disk(tmp_path / "account")
    (tmp_path / "account" / "reserve").unlink(missing_ok=True)
    with disk.mounted(), an_open_account(tmp_path) as account:
        disk.full_until_deleted(tmp_path / "nothing that will go")
        with pytest.raises(errors.DiskFull) as told:
            account.workspace.perform(save_draft, ReplyDraft("t-1", "second"))
        said = explain(told.value)
        assert said.remedy
        disk.mend()
        draft = account.side.views.reply_draft("t-1")
        assert draft is not None
        assert draft.text == "first"


def test_the_reserve_holds_bytes_that_no_file_system_can_squeeze(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / "reserve")
    assert reserve.renew()
    content = (tmp_path / "reserve").read_bytes()
    assert len(content) == SIZE
    assert len(set(content[:4096])) > 200
    assert (tmp_path / "reserve").stat().st_blocks * 512 >= SIZE or sys.platform == "win32"
    assert reserve.spend()
    assert not reserve.spend()


def test_room_is_made_of_downloads_alone(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        files, ticket = account.workspace.files, a_ticket()
        download = files.freeze_bytes(b"a manual " * 1000, "manual.pdf")
        unsent = files.freeze_bytes(b"a photo " * 1000, "photo.jpg")
        both = files.freeze_bytes(b"sent before, and attached again " * 100, "again.jpg")
        unknown = files.freeze_bytes(b"picked a moment ago", "new.jpg")
        account.cache(
            ticket,
            an_attachment(ticket.id, sha256=download.sha256),
            an_attachment(ticket.id, sha256=both.sha256),
        )
        for frozen in (unsent, both):
            save_draft(account.desk, a_ticket_draft(files=(a_file(sha256=frozen.sha256),)))
        broken = account.workspace.account.cache.with_name("cache.db.broken-20261122T120000000Z")
        broken.write_bytes(b"of no use to anybody")
        assert account.workspace.make_room() == download.size + 20
        assert not broken.exists()
        assert files.path(download.sha256) is None
        for kept in (unsent, both, unknown):
            assert files.path(kept.sha256) is not None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nobody forbids root anything")
def test_a_folder_that_must_not_be_written_to_is_told_with_a_remedy(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        save_draft(account.desk, ReplyDraft("t-1", "kept"))
    folder = tmp_path / "account"
    for path in [*folder.iterdir(), folder]:
        path.chmod(0o500)
    try:
        with pytest.raises(errors.FolderReadOnly) as told, an_open_account(tmp_path):
            pass
        assert str(folder) in explain(told.value).sentence
        assert explain(told.value).remedy
    finally:
        folder.chmod(0o700)
        for path in folder.iterdir():
            path.chmod(0o700)
    with an_open_account(tmp_path) as account:
        assert account.side.views.reply_draft("t-1") is not None


@pytest.mark.parametrize(
    "error",
    [errors.DiskFull("x", "/p"), errors.FolderReadOnly("x", "/p"), errors.DiskBroken("x", "/p"), errors.StorageBusy()],
)
def test_every_trouble_of_the_disk_has_a_sentence_and_a_remedy(error: errors.StorageError) -> None:
    said = explain(error)
    assert said.title
    assert said.sentence
    assert said.remedy
