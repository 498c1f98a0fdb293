"""Frozen bytes stay what they were; keys are never plain and never waited for without end."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from pathlib import Path

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import errors
from desktop.actions.attach import LONGEST_NAME, attach_file, clean_name
from desktop.storage import vault
from desktop.storage.accounts import Account, Lock, folder_name, list_accounts, save_account
from desktop.storage.files import FileStore, mime_type
from tests.builders import an_open_account


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def test_the_original_may_change_or_vanish_after_attaching(tmp_path: Path, store: FileStore) -> None:
    original = tmp_path / "θόρυβος αντλίας.mp4"
    content = os.urandom(3_000_000)
    original.write_bytes(content)
    frozen = store.freeze(original)
    original.write_bytes(b"other")
    original.unlink()
    kept = store.path(frozen.sha256)
    assert kept is not None
    assert kept.read_bytes() == content
    assert (frozen.sha256, frozen.size, frozen.mime) == (hashlib.sha256(content).hexdigest(), len(content), "video/mp4")
    assert kept.stat().st_mode & 0o077 == 0


def test_the_same_bytes_twice_are_kept_once(store: FileStore) -> None:
    assert store.freeze_bytes(b"same", "a.txt").sha256 == store.freeze_bytes(b"same", "b.txt").sha256


@pytest.mark.parametrize("what", ["missing", "folder"])
def test_a_file_that_cannot_be_read_is_told_by_name(tmp_path: Path, store: FileStore, what: str) -> None:
    path = tmp_path / "piastra.jpg"
    if what == "folder":
        path.mkdir()
    with pytest.raises(errors.FileUnreadable) as told:
        store.freeze(path)
    assert told.value.name == "piastra.jpg"


def test_nothing_half_copied_is_left_behind(tmp_path: Path, store: FileStore) -> None:
    original = tmp_path / "big.bin"
    original.write_bytes(b"x" * 3_000_000)

    def stop(_bytes: int) -> None:
        raise errors.Mistake("stopped")

    with pytest.raises(errors.Mistake):
        store.freeze(original, stop)
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_eviction_takes_what_nothing_needs_and_never_what_is_precious(tmp_path: Path, store: FileStore) -> None:
    precious, other = store.freeze_bytes(b"p" * 1000, "p"), store.freeze_bytes(b"o" * 1000, "o")
    for path in (tmp_path / "files").glob("??/*"):
        os.utime(path, (1, 1))
    young = store.freeze_bytes(b"y" * 1000, "y")
    assert store.evict({precious.sha256}, 0) == 1000
    assert [store.path(one.sha256) is not None for one in (precious, other, young)] == [True, False, True]


def test_what_a_crash_left_half_copied_goes_and_half_a_download_stays(tmp_path: Path, store: FileStore) -> None:
    store.make()
    half_copy, young, part = (
        tmp_path / "files" / "incoming" / name for name in ("tmpabc", "tmpdef", f"{'a' * 64}.part")
    )
    for path in (half_copy, young, part):
        path.write_bytes(b"x" * 10)
    for path in (half_copy, part):
        os.utime(path, (1, 1))
    assert store.evict(set(), 10**9) == 10
    assert [path.exists() for path in (half_copy, young, part)] == [False, True, True]


def test_what_is_precious_does_not_count_against_what_may_be_kept(tmp_path: Path, store: FileStore) -> None:
    precious, other = store.freeze_bytes(b"p" * 5000, "p"), store.freeze_bytes(b"o" * 1000, "o")
    for path in (tmp_path / "files").glob("??/*"):
        os.utime(path, (1, 1))
    assert store.evict({precious.sha256}, 1000) == 0
    assert store.path(other.sha256) is not None


@pytest.mark.parametrize("sha256", ["../../etc/passwd", "AB" * 32, "", "ab" * 31])
def test_a_name_that_is_no_hash_never_becomes_a_path(store: FileStore, sha256: str) -> None:
    with pytest.raises(errors.Mistake):
        store.path(sha256)


@pytest.mark.parametrize(
    ("name", "head", "mime"),
    [
        ("photo.jpg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("wrong.txt", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("clip.mov", b"\x00\x00\x00\x18ftypqt  ", "video/quicktime"),
        ("report.docx", b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("unknown", b"\x00\x01", "application/octet-stream"),
    ],
)
def test_types_are_told_by_content_where_names_lie(name: str, head: bytes, mime: str) -> None:
    assert mime_type(name, head) == mime


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\foto.jpg", "foto.jpg"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("CON.txt", "_CON.txt"),
        ("...", "_"),
        ("θόρυβος αντλίας.mp4", "θόρυβος αντλίας.mp4"),
        ("a\x00b\n.txt", "ab.txt"),
    ],
)
def test_names_are_only_names(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


@given(st.text(max_size=400))
def test_no_name_is_a_path_or_too_long_or_empty(name: str) -> None:
    kept = clean_name(name)
    assert kept
    assert "/" not in kept
    assert len(kept.encode()) <= max(LONGEST_NAME + 1, 255)


def test_attaching_gives_every_file_an_id_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    with an_open_account(tmp_path) as account:
        assert attach_file(account.desk, path).id != attach_file(account.desk, path).id


# The vault


def test_a_passphrase_opens_what_it_closed_and_no_other_does() -> None:
    key = vault.new_key()
    lock = vault.wrap(key, "πέντε λέξεις così")
    assert vault.unwrap(lock, "πέντε λέξεις così") == key
    with pytest.raises(errors.WrongKey):
        vault.unwrap(lock, "πέντε λέξεις cosi")
    assert key.hex() not in repr(lock)


def test_the_same_key_and_passphrase_look_different_each_time() -> None:
    key = vault.new_key()
    assert vault.wrap(key, "p").wrapped != vault.wrap(key, "p").wrapped


def test_without_a_usable_keyring_this_is_said_and_nothing_is_stored_plain() -> None:
    before = keyring.get_keyring()
    from keyring.backends import fail

    keyring.set_keyring(fail.Keyring())
    try:
        for ask in (
            vault.keyring_name,
            lambda: vault.store_in_keyring("n", b"k" * 32),
            lambda: vault.from_keyring("n"),
        ):
            with pytest.raises(errors.KeyringError):
                ask()
    finally:
        keyring.set_keyring(before)


def test_a_keyring_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(vault, "KEYRING_SECONDS", 0.05)
    started = time.monotonic()
    with pytest.raises(errors.KeyringError):
        vault._in_time(release.wait)
    assert time.monotonic() - started < 5
    release.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join()


def test_accounts_are_found_again_and_broken_ones_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / folder_name("https://help.example:8443", "p-1")
    account = Account(folder, "https://help.example:8443", "anna@rossi.example", "Verdi", Lock("keyring"))
    save_account(account)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "account.json").write_text("{")
    assert list_accounts(tmp_path) == [account]


def test_folders_of_different_people_or_servers_never_meet() -> None:
    names = {folder_name(a, p) for a in ("https://a.example", "https://b.example") for p in ("anna", "Anna", "an/na")}
    assert len(names) == 6
    assert all("/" not in name for name in names)
