"""Broken, emptied, cut off and deleted files: the outbox is mended from what can be read of it and from its copy, with a clear word; the
cache begins anew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop import errors
from desktop.actions import settle
from desktop.actions.drafts import save_draft
from desktop.actions.open_ticket import open_ticket
from desktop.actions.reply import reply
from desktop.domain.change import Problem
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft
from desktop.domain.instant import HOUR, MINUTE
from desktop.storage.accounts import Account, Lock
from desktop.storage.backup import KEPT, Backups
from desktop.storage.database import Database
from desktop.storage.presence import Presence
from desktop.storage.restore import open_outbox
from desktop.storage.restored import Restored
from desktop.workspace import Workspace
from tests.builders import OpenAccount, SetClock, a_file, a_reply, a_ticket, a_ticket_draft, an_open_account

PAGE = 4096


class Profile:
    """An account with work from before and after its last copy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "account" / "outbox.db"
        self.clock = SetClock()
        with self.open() as account:
            self.before = [self._open_one(account, f"before {number}") for number in range(30)]
            self.draft = a_ticket_draft(subject="half written before the copy", description="x" * 900)
            save_draft(account.desk, self.draft)
            account.cache(*(a_ticket() for _ in range(40)))
            self.clock.go_on(HOUR)
            account.workspace.tidy()
            self.copied_at = self.clock()
            self.clock.go_on(20 * MINUTE)
            self.after = [self._open_one(account, f"after {number}") for number in range(10)]
            self.ended = self.before[4]
            settle.discard(account.desk, self.ended)
            self.sent = self.before[5]
            account.workspace.outbox.update(self.sent, ChangeState.SENT, settled_at=self.clock())
            self.sound = account.side.views.outbox()
        self.whole = self.path.read_bytes()

    def _open_one(self, account: OpenAccount, subject: str) -> str:
        draft = a_ticket_draft(subject=subject, description="y" * 700, files=(a_file(),))
        return open_ticket(account.desk, draft).id

    @contextmanager
    def open(self) -> Iterator[OpenAccount]:
        with an_open_account(self.folder, clock=self.clock) as account:
            yield account

    def workspace(self) -> Workspace:
        lock = Lock("none")
        return Workspace(Account(self.path.parent, "http://127.0.0.1:8000", "anna", "Verdi", lock), b"k" * 32)

    def with_outbox(self, content: bytes | None) -> None:
        """Put this where the outbox was; None deletes it."""
        for old in self.path.parent.glob("outbox.db*"):
            old.unlink()
        if content is not None:
            self.path.write_bytes(content)

    def flipped(self, *offsets: int) -> bytes:
        content = bytearray(self.whole)
        for offset in offsets:
            content[offset] ^= 0x40
        return bytes(content)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path)


def restored(account: OpenAccount) -> Restored:
    found = account.workspace.restored()
    assert found is not None
    return found


def states(account: OpenAccount) -> dict[str, ChangeState]:
    return {
        change.id: change.state
        for id in account.workspace.outbox._database.rows("SELECT id FROM change")
        if (change := account.workspace.outbox.get(str(id[0])))
    }


def test_a_flipped_bit_anywhere_is_mended_and_nothing_goes_in_silence(profile: Profile) -> None:
    chance = random.Random(7)
    offsets = [page * PAGE + chance.randrange(PAGE) for page in range(0, len(profile.whole) // PAGE, 2)]
    with profile.open() as account:
        sound = states(account)
    mended = 0
    for offset in offsets:
        profile.with_outbox(profile.flipped(offset))
        with profile.open() as account:
            found, report = states(account), account.workspace.restored()
            drafts = account.side.views.ticket_drafts()
        if report is None:
            # A page that nothing is on.
            assert found == sound
            continue
        mended += 1
        [aside] = profile.path.parent.glob("outbox.db.broken-*Z")
        assert aside.read_bytes() == profile.flipped(offset)
        lost = set(sound) - set(found)
        assert lost <= set(profile.after), offset
        if lost or profile.draft.id not in {draft.id for draft in drafts}:
            assert report.may_miss, offset
            assert (report.backup_at, report.missing_from) == (profile.copied_at, profile.copied_at)
        for id, state in found.items():
            # As it was, or waiting for the person's word.
            assert state is sound[id] or (state is ChangeState.NEEDS_ATTENTION and id in profile.before), offset
    assert mended > len(offsets) // 2


def test_a_scrambled_first_page_costs_nothing(profile: Profile) -> None:
    with profile.open() as account:
        sound = states(account)
    profile.with_outbox(random.Random(1).randbytes(PAGE) + profile.whole[PAGE:])
    with profile.open() as account:
        assert states(account) == sound
        assert not restored(account).may_miss
        assert restored(account).filled == 0
        assert restored(account).salvaged == len(sound) + 1


@pytest.mark.parametrize("content", [None, b"", b"garbage" * 3000], ids=["deleted", "empty", "garbage"])
def test_without_a_readable_page_the_copy_comes_back_and_asks(profile: Profile, content: bytes | None) -> None:
    profile.with_outbox(content)
    profile.clock.go_on(5 * MINUTE)
    with profile.open() as account:
        found, report = states(account), restored(account)
        assert found == dict.fromkeys(profile.before, ChangeState.NEEDS_ATTENTION)
        [change] = [one for one in account.side.views.outbox() if one.id == profile.sent]
        assert change.problem == Problem("restored")
        assert account.side.views.ticket_drafts()[0].subject == profile.draft.subject
        assert (report.filled, report.asking, report.missing_from) == (31, 30, profile.copied_at)
        assert report.may_miss
        assert bool(report.kept_as) is (content is not None)
        # The person's word: one goes, one does not.
        assert settle.retry(account.desk, profile.before[0])
        assert settle.discard(account.desk, profile.before[1])
        # Numbers go on where they were: nothing new stands before what is older.
        fresh = open_ticket(account.desk, a_ticket_draft())
        assert [one.id for one in account.workspace.outbox.unsettled()][-1] == fresh.id
    with profile.open() as account:
        assert account.workspace.restored() == report, "one restoration, told once"


def test_a_file_cut_off_gives_what_is_left_of_it(profile: Profile) -> None:
    profile.with_outbox(profile.whole[: len(profile.whole) // 2 // PAGE * PAGE])
    with profile.open() as account:
        found, report = states(account), restored(account)
    assert set(profile.before) <= set(found)
    assert report.salvaged > 5
    assert report.may_miss


def test_what_was_taken_out_on_purpose_does_not_come_back(profile: Profile) -> None:
    with profile.open() as account:
        account.workspace.outbox.remove(profile.before[12])
        account.workspace.outbox.remove(profile.after[-1])
    whole, mended, came_back = profile.path.read_bytes(), 0, 0
    for page in range(1, len(whole) // PAGE, 4):
        content = bytearray(whole)
        content[page * PAGE + 9] ^= 1
        profile.with_outbox(bytes(content))
        with profile.open() as account:
            found, report = states(account), account.workspace.restored()
        mended += report is not None
        assert profile.after[-1] not in found
        if profile.before[12] in found:
            # Its own page was the broken one: then nobody can know, and the person is asked.
            came_back += 1
            assert found[profile.before[12]] is ChangeState.NEEDS_ATTENTION
            assert report is not None
            assert report.asking
    assert mended > 5
    assert came_back <= 1


def test_an_outbox_older_than_its_own_copy_is_not_believed(profile: Profile) -> None:
    with profile.open() as account:
        profile.clock.go_on(HOUR)
        account.workspace.tidy()
        for _ in range(3):
            open_ticket(account.desk, a_ticket_draft())
        profile.clock.go_on(HOUR)
        account.workspace.tidy()
    profile.with_outbox(profile.whole)
    with profile.open() as account:
        assert len(states(account)) == 43
        assert restored(account).salvaged == 0


def test_a_broken_copy_is_passed_over_for_an_older_one(profile: Profile) -> None:
    with profile.open() as account:
        profile.clock.go_on(HOUR)
        account.workspace.tidy()
    backups = Backups(profile.path.parent, b"k" * 32)
    newest, oldest = backups.copies()
    newest.write_bytes(b"garbage" * 9000)
    profile.with_outbox(b"")
    with profile.open() as account:
        assert restored(account).backup_at == profile.copied_at
        assert set(states(account)) == set(profile.before)
    assert oldest.exists()


def test_the_wrong_key_touches_nothing(profile: Profile) -> None:
    content = profile.path.read_bytes()
    presence = Presence(profile.path.parent)
    with pytest.raises(errors.WrongKey):
        open_outbox(profile.path, b"w" * 32, presence, profile.clock())
    presence.leave()
    assert profile.path.read_bytes() == content
    assert not list(profile.path.parent.glob("outbox.db.*"))


def test_nobody_mends_while_another_process_has_the_files_open(profile: Profile) -> None:
    profile.with_outbox(profile.flipped(5 * PAGE))
    other = Presence(profile.path.parent)
    other.share()
    try:
        with pytest.raises(errors.StorageBusy), profile.open():
            pass
        assert profile.path.read_bytes() == profile.flipped(5 * PAGE)
    finally:
        other.leave()
    with profile.open() as account:
        assert account.workspace.restored() is not None


def test_frozen_files_that_nothing_names_any_more_are_told_and_kept(profile: Profile) -> None:
    with profile.open() as account:
        frozen = account.workspace.files.freeze_bytes(b"\xff\xd8\xff photo of the pump", "pump.jpg")
        reply(account.desk, a_reply("t-1", files=(a_file(sha256=frozen.sha256),)))
    profile.with_outbox(b"")
    with profile.open() as account:
        assert restored(account).unnamed_files == (frozen.sha256,)
        account.workspace.make_room()
        account.workspace.tidy()
        assert account.workspace.files.path(frozen.sha256) is not None


# Copies


def test_a_copy_is_made_hourly_and_only_when_something_changed(profile: Profile) -> None:
    backups = Backups(profile.path.parent, b"k" * 32)
    with profile.open() as account:
        made = len(backups.copies())
        profile.clock.go_on(39 * MINUTE)
        account.workspace.tidy()
        assert len(backups.copies()) == made, "the last is not an hour old"
        profile.clock.go_on(HOUR)
        account.workspace.tidy()
        assert len(backups.copies()) == made + 1
        profile.clock.go_on(5 * HOUR)
        account.workspace.tidy()
        assert len(backups.copies()) == made + 1, "nothing changed"
        for _ in range(10):
            save_draft(account.desk, a_ticket_draft())
            profile.clock.go_on(HOUR)
            account.workspace.tidy()
        assert len(backups.copies()) == KEPT


def test_a_copy_has_no_session_and_is_not_readable_without_the_key(profile: Profile) -> None:
    backups = Backups(profile.path.parent, b"k" * 32)
    [copy] = backups.copies()
    assert not copy.read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(errors.WrongKey):
        Database(copy, b"w" * 32, read_only=True)
    database = Database(copy, b"k" * 32, read_only=True)
    assert database.rows("SELECT key FROM fact WHERE key = 'tokens'") == []
    database.close()


def test_a_broken_outbox_is_not_copied(profile: Profile) -> None:
    profile.clock.go_on(HOUR)
    backups = Backups(profile.path.parent, b"k" * 32)
    profile.path.write_bytes(profile.flipped(len(profile.whole) - PAGE + 20))
    database = Database(profile.path, b"k" * 32)
    copies = backups.copies()
    with pytest.raises(errors.StorageDamaged) as told:
        backups.make(database, profile.clock())
    assert told.value.path == str(profile.path)
    assert backups.copies() == copies
    database.close()


# Deleted while it is open


def test_an_outbox_deleted_while_it_is_open_is_written_again_before_anything_is_acknowledged(profile: Profile) -> None:
    with profile.open() as account:
        for part in profile.path.parent.glob("outbox.db*"):
            part.unlink()
        kept = ReplyDraft("t-7", "written after somebody tidied up")
        save_draft(account.desk, kept)
        opened = open_ticket(account.desk, a_ticket_draft())
        profile.clock.go_on(MINUTE)
    with profile.open() as account:
        assert account.workspace.restored() is None
        assert opened.id in states(account)
        assert set(profile.before) <= set(states(account))
        found = account.side.views.reply_draft("t-7")
        assert found is not None
        assert found.text == kept.text


# The cache


def test_a_flipped_bit_in_the_cache_is_begun_anew_at_the_start_after_it_was_met(profile: Profile) -> None:
    path = profile.path.with_name("cache.db")
    whole, chance = path.read_bytes(), random.Random(3)
    starts = 0
    for page in range(0, len(whole) // PAGE, 4):
        content = bytearray(whole)
        content[page * PAGE + chance.randrange(PAGE)] ^= 1
        path.write_bytes(content)
        workspace = profile.workspace()
        while not workspace._cache.is_sound():
            starts += 1
            workspace.close()
            workspace = profile.workspace()
        assert len(workspace.outbox.unsettled()) == 38
        assert workspace.desk.tickets.ticket("unknown") is None
        workspace.close()
    assert starts > 3
    assert len(list(path.parent.glob("cache.db.broken-*Z"))) == 2, "the last two are kept"


@pytest.mark.parametrize("name", ["cache.db", "cache.db-wal"])
def test_a_cache_that_is_gone_begins_anew(profile: Profile, name: str) -> None:
    (profile.path.with_name(name)).unlink(missing_ok=True)
    with profile.open() as account:
        account.cache(a_ticket())
        assert account.workspace._cache.is_sound()


def test_a_change_that_was_taken_back_before_the_copy_does_not_keep_the_mended_outbox_closed(tmp_path: Path) -> None:
    """Its number was given out: the copy says so, and a mended outbox that said less would be taken for an older one, at every start."""
    clock = SetClock()
    with an_open_account(tmp_path, clock=clock) as account:
        kept = open_ticket(account.desk, a_ticket_draft())
        settle.undo(account.desk, open_ticket(account.desk, a_ticket_draft()).id)
        account.workspace.back_up()
    outbox = tmp_path / "account" / "outbox.db"
    outbox.write_bytes(outbox.read_bytes()[: 3 * PAGE])
    for _ in range(2):
        with an_open_account(tmp_path, clock=clock) as account:
            assert [one.id for one in account.side.views.outbox()] == [kept.id]


def test_an_outbox_that_was_restored_opens_although_the_cache_is_broken_too(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    with profile.open() as account:
        page = account.workspace.desk.cache.number("SELECT rootpage FROM sqlite_schema WHERE name = 'attachment'")
    profile.with_outbox(profile.whole[: len(profile.whole) // 2])
    cache = profile.path.with_name("cache.db")
    content = bytearray(cache.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    cache.write_bytes(content)
    workspace = profile.workspace()
    restored = workspace.restored()
    workspace.close()
    assert restored is not None
    assert restored.may_miss
