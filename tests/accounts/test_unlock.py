"""A keyring may be absent, locked, silent, reset or somebody else's: what was written can be reached again, and nothing is ever plain."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace
from pathlib import Path

import keyring
import pytest

from desktop import errors
from desktop.actions import unlock
from desktop.identity import KEYRING_SERVICE
from desktop.storage import vault
from desktop.storage.accounts import (
    Account,
    Lock,
    LockKind,
    folder_name,
    list_accounts,
    list_kept_aside,
    load_account,
    new_keyring_name,
    save_account,
)
from desktop.storage.database import Database
from tests.accounts.keyrings import no_keyring, ring
from tests.memory_keyring import SecretServiceInMemory, forget

__all__ = ["ring"]

ADDRESS = "https://help.example"
PASSWORD = "κωδικός così"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    # A guess costs half a second by design; what is under test is not how long.
    monkeypatch.setattr(vault, "RECOVERY_COST", 12)


def an_account(accounts: Path, key: bytes) -> Account:
    """An account whose key is in the keyring, with something unsent in its outbox."""
    folder = accounts / folder_name(ADDRESS, "p-1", "anna")
    name = new_keyring_name(folder)
    save_account(Account(folder, ADDRESS, "anna", "Rossi", vault.store_in_keyring(name, key), keyring_name=name))
    database = Database(folder / "outbox.db", key)
    database.script("CREATE TABLE unsent (text); INSERT INTO unsent VALUES ('written offline')")
    database.close()
    return unlock.renew_recovery(load_account(folder), key, PASSWORD)


def what_is_written(account: Account, key: bytes) -> object:
    database = Database(account.outbox, key, read_only=True)
    try:
        return database.value("SELECT text FROM unsent")
    finally:
        database.close()


@pytest.fixture
def key() -> bytes:
    return vault.new_key()


@pytest.fixture
def account(tmp_path: Path, key: bytes, ring: SecretServiceInMemory) -> Account:
    return an_account(tmp_path, key)


def nothing_is_plain(folder: Path, *secrets: bytes | str) -> None:
    for path in (one for one in folder.rglob("*") if one.is_file()):
        content = path.read_bytes()
        for secret in secrets:
            forms = [secret, secret.hex().encode()] if isinstance(secret, bytes) else [secret.encode()]
            assert not any(form in content for form in forms), f"{path.name} gives it away"


def test_the_keyring_opens_the_account_and_nothing_on_the_disk_does(account: Account, key: bytes) -> None:
    assert unlock.open_lock(account, None) == key
    nothing_is_plain(account.folder, key, PASSWORD, "written offline")


def test_a_locked_keyring_is_told_as_locked_and_opens_once_it_is_unlocked(
    account: Account, key: bytes, ring: SecretServiceInMemory
) -> None:
    before = (account.folder / "account.json").read_bytes()
    ring.mood = "locked"
    with pytest.raises(errors.KeyringError) as told:
        unlock.open_lock(account, None)
    assert type(told.value) is errors.KeyringError
    ring.mood = "well"
    assert unlock.open_lock(account, None) == key
    assert (account.folder / "account.json").read_bytes() == before


def test_a_silent_keyring_is_waited_for_no_longer_than_said(
    account: Account, ring: SecretServiceInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault, "KEYRING_SECONDS", 0.05)
    ring.mood = "silent"
    with pytest.raises(errors.KeyringError) as told:
        unlock.open_lock(account, None)
    assert type(told.value) is errors.KeyringError


def test_whoever_can_wait_no_longer_for_a_silent_keyring_gives_up_at_once(
    account: Account, ring: SecretServiceInMemory
) -> None:
    ring.mood = "silent"
    patience = vault.Patience()
    started = time.monotonic()
    threading.Timer(0.05, patience.give_up).start()
    with pytest.raises(errors.KeyringError):
        unlock.open_lock(account, None, patience)
    assert time.monotonic() - started < vault.KEYRING_SECONDS / 2
    with pytest.raises(errors.KeyringError):
        unlock.open_lock(account, None, patience)


def test_the_keyring_is_only_ever_asked_in_a_thread_of_its_own(account: Account, ring: SecretServiceInMemory) -> None:
    unlock.open_lock(account, None)
    assert ring.threads == {"keyring"}


def test_a_computer_without_keyring_is_told_as_such(account: Account) -> None:
    with no_keyring(), pytest.raises(errors.KeyringAbsent):
        unlock.open_lock(account, None)


def test_after_a_reset_the_password_opens_and_the_key_is_back_in_the_keyring(
    account: Account, key: bytes, ring: SecretServiceInMemory
) -> None:
    forget()
    with pytest.raises(errors.KeyLost) as told:
        unlock.open_lock(account, None)
    assert not told.value.changed
    with pytest.raises(errors.WrongKey):
        unlock.recover(account, "another password")
    assert ring.names == []
    assert unlock.recover(account, PASSWORD) == key
    again = load_account(account.folder)
    assert unlock.open_lock(again, None) == key
    assert what_is_written(again, key) == "written offline"


@pytest.mark.parametrize("other", ["5e" * 32, "not a key", "ab" * 31], ids=["a key", "no key", "too short"])
def test_another_key_in_its_place_is_noticed_and_left_where_it_is(
    account: Account, key: bytes, ring: SecretServiceInMemory, other: str
) -> None:
    ring.set_password(KEYRING_SERVICE, account.key_name, other)
    with pytest.raises(errors.KeyLost) as told:
        unlock.open_lock(account, None)
    assert told.value.changed
    assert unlock.recover(account, PASSWORD) == key
    # It may be the key of another profile.
    assert ring.get_password(KEYRING_SERVICE, account.key_name) == other
    assert unlock.open_lock(load_account(account.folder), None) == key


def test_without_a_usable_keyring_the_key_goes_under_a_passphrase_never_plain(account: Account, key: bytes) -> None:
    forget()
    with no_keyring():
        with pytest.raises(errors.KeyringAbsent):
            unlock.recover(account, PASSWORD)
        assert load_account(account.folder) == account
        assert unlock.recover(account, PASSWORD, "five plain words") == key
        again = load_account(account.folder)
        assert again.lock.kind == LockKind.PASSPHRASE
        assert unlock.open_lock(again, "five plain words") == key
    nothing_is_plain(account.folder, key, PASSWORD, "five plain words")


def test_a_keyring_locked_while_the_password_opens_keeps_nobody_out(
    account: Account, key: bytes, ring: SecretServiceInMemory
) -> None:
    ring.mood = "locked"
    assert unlock.recover(account, PASSWORD) == key
    assert load_account(account.folder) == account


def test_from_keyring_to_passphrase_and_back_the_data_stays_readable_and_each_place_forgets(
    account: Account, key: bytes, ring: SecretServiceInMemory
) -> None:
    under = unlock.to_passphrase(account, key, "five plain words")
    assert ring.names == []
    assert under.recovery is None, "a passphrase was chosen so that nothing else opens the data"
    assert unlock.open_lock(load_account(account.folder), "five plain words") == key
    with pytest.raises(errors.WrongKey):
        unlock.open_lock(under, PASSWORD)
    back = unlock.to_keyring(under, key)
    assert unlock.open_lock(back, None) == key
    assert len(ring.names) == 1
    # Until the next sign-in the passphrase is the second lock: no moment without one.
    forget()
    assert unlock.recover(load_account(account.folder), "five plain words") == key


def test_moving_into_a_keyring_that_fails_changes_nothing(
    account: Account, key: bytes, ring: SecretServiceInMemory
) -> None:
    under = unlock.to_passphrase(account, key, "five plain words")
    ring.mood = "locked"
    with pytest.raises(errors.KeyringError):
        unlock.to_keyring(under, key)
    assert load_account(account.folder) == under


def test_a_keyring_that_loses_what_was_put_in_is_not_trusted(
    account: Account, key: bytes, ring: SecretServiceInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    under = unlock.to_passphrase(account, key, "five plain words")
    monkeypatch.setattr(SecretServiceInMemory, "set_password", lambda *_: None)
    with pytest.raises(errors.KeyringError):
        unlock.to_keyring(under, key)
    assert load_account(account.folder) == under


def test_the_second_lock_follows_the_password_of_the_last_sign_in(account: Account, key: bytes) -> None:
    renewed = unlock.renew_recovery(account, key, "the new one")
    with pytest.raises(errors.WrongKey):
        unlock.recover(renewed, PASSWORD)
    assert unlock.recover(renewed, "the new one") == key


def test_an_account_under_a_passphrase_gets_no_second_lock(account: Account, key: bytes) -> None:
    under = unlock.to_passphrase(account, key, "five plain words")
    assert unlock.renew_recovery(under, key, PASSWORD).recovery is None


def test_the_second_lock_costs_a_guesser_more_than_the_passphrase(
    tmp_path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    lock = vault.wrap_for_recovery(key, PASSWORD)
    assert lock.cost == 17
    assert vault.unwrap(lock, PASSWORD) == key


def test_a_wrong_key_never_becomes_the_second_lock(account: Account, key: bytes) -> None:
    with pytest.raises(errors.Mistake):
        unlock.renew_recovery(account, vault.new_key(), PASSWORD)
    assert unlock.recover(account, PASSWORD) == key


def test_files_of_older_versions_are_read_and_another_key_is_noticed_all_the_same(
    tmp_path: Path, key: bytes, ring: SecretServiceInMemory
) -> None:
    made = an_account(tmp_path, key)
    ring.set_password(KEYRING_SERVICE, made.folder.name, key.hex())
    (made.folder / "account.json").write_text(
        json.dumps({"address": ADDRESS, "login": "anna", "helpdesk_name": "Rossi", "lock": {"kind": "keyring"}})
    )
    [old] = list_accounts(tmp_path)
    assert (old.key_name, old.recovery, old.signed_out) == (made.folder.name, None, False)
    assert unlock.open_lock(old, None) == key
    ring.set_password(KEYRING_SERVICE, made.folder.name, vault.new_key().hex())
    with pytest.raises(errors.KeyLost):
        unlock.open_lock(old, None)


def test_a_passphrase_of_an_older_version_opens(tmp_path: Path, key: bytes) -> None:
    lock = replace(vault.wrap(key, "five plain words"), cost=0)
    assert vault.unwrap(lock, "five plain words") == key


# Kept aside


def test_an_account_kept_aside_is_none_any_more_and_opens_when_its_key_returns(
    tmp_path: Path, account: Account, key: bytes, ring: SecretServiceInMemory
) -> None:
    entries = {account.key_name: key.hex()}
    forget()
    aside = unlock.begin_anew(account, "2026-11-22")
    assert list_accounts(tmp_path) == []
    assert list_kept_aside(tmp_path) == [aside]
    assert aside.aside_since == "2026-11-22"
    assert aside.folder.name == f"{account.folder.name}.locked-2026-11-22"
    # The same person begins anew, and the keyring comes back from its backup afterwards: neither key is in the other's way.
    other_key = vault.new_key()
    name = new_keyring_name(account.folder)
    save_account(
        Account(account.folder, ADDRESS, "anna", "Rossi", vault.store_in_keyring(name, other_key), keyring_name=name)
    )
    for entry, value in entries.items():
        ring.set_password(KEYRING_SERVICE, entry, value)
    [fresh], [returned] = list_accounts(tmp_path), list_kept_aside(tmp_path)
    assert unlock.open_lock(fresh, None) == other_key
    assert unlock.open_lock(returned, None) == key
    assert what_is_written(returned, key) == "written offline"


def test_twice_on_one_day_makes_two_folders(tmp_path: Path, key: bytes, ring: SecretServiceInMemory) -> None:
    first = unlock.begin_anew(an_account(tmp_path, key), "2026-11-22")
    second = unlock.begin_anew(an_account(tmp_path, vault.new_key()), "2026-11-22")
    assert {one.folder.name for one in list_kept_aside(tmp_path)} == {first.folder.name, second.folder.name}
    assert {first.aside_since, second.aside_since} == {"2026-11-22"}
    assert keyring.get_password(KEYRING_SERVICE, first.key_name) == key.hex()


def test_an_old_account_kept_aside_goes_on_looking_for_its_key_under_its_old_name(
    tmp_path: Path, key: bytes, ring: SecretServiceInMemory
) -> None:
    folder = tmp_path / folder_name(ADDRESS, "p-1", "anna")
    save_account(Account(folder, ADDRESS, "anna", "Rossi", Lock("keyring")))
    ring.set_password(KEYRING_SERVICE, folder.name, key.hex())
    assert unlock.open_lock(unlock.begin_anew(load_account(folder), "2026-11-22"), None) == key


@pytest.mark.parametrize("moved", [False, True])
def test_what_another_lane_writes_while_the_password_is_stretched_stays(
    tmp_path: Path, ring: SecretServiceInMemory, monkeypatch: pytest.MonkeyPatch, moved: bool
) -> None:
    key = vault.new_key()
    account = an_account(tmp_path, key)
    stretch = vault.wrap_for_recovery

    def meanwhile(key: bytes, password: str) -> Lock:
        now = load_account(account.folder)
        if moved:
            unlock.to_passphrase(now, key, "five plain words")
        else:
            save_account(replace(now, signed_out=True, unsent=3))
        return stretch(key, password)

    monkeypatch.setattr(vault, "wrap_for_recovery", meanwhile)
    unlock.renew_recovery(account, key, "another password")
    kept = load_account(account.folder)
    if moved:
        assert (kept.lock.kind, kept.recovery) == (LockKind.PASSPHRASE, None)
        assert vault.unwrap(kept.lock, "five plain words") == key
    else:
        assert (kept.signed_out, kept.unsent) == (True, 3)
        assert kept.recovery is not None
        assert vault.unwrap(kept.recovery, "another password") == key
