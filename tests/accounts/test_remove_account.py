"""Removing an account takes all of it and nothing else, and wherever it is interrupted, no half account is left."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop import errors
from desktop.actions import remove_account as removal
from desktop.actions.remove_account import clear_leftovers, remove_account
from desktop.storage import vault
from desktop.storage.accounts import Account, folder_name, list_accounts, new_keyring_name, save_account
from desktop.storage.database import Database
from desktop.storage.presence import Presence
from tests.accounts.keyrings import no_keyring, ring
from tests.memory_keyring import SecretServiceInMemory

__all__ = ["ring"]


def an_account(accounts: Path, person: str) -> Account:
    key = vault.new_key()
    folder = accounts / folder_name("https://help.example", person, person)
    name = new_keyring_name(folder)
    account = Account(
        folder, "https://help.example", person, "Rossi", vault.store_in_keyring(name, key), keyring_name=name
    )
    save_account(account)
    Database(account.outbox, key).close()
    Database(account.cache, key).close()
    (account.files / "ab").mkdir(parents=True)
    (account.files / "ab" / ("ab" * 32)).write_bytes(b"a photo")
    return account


@pytest.fixture
def two(tmp_path: Path, ring: SecretServiceInMemory) -> tuple[Account, Account]:
    return an_account(tmp_path, "anna"), an_account(tmp_path, "marco")


def everything(account: Account) -> dict[str, bytes]:
    """What the folder holds; the empty file that processes lock is nothing."""
    files = [path for path in account.folder.rglob("*") if path.is_file() and path.name != "open.lock"]
    return {str(path.relative_to(account.folder)): path.read_bytes() for path in files}


class PowerCut(BaseException):
    """The program ends here and now."""


@pytest.mark.parametrize("at", range(1, 30))
def test_cut_off_at_any_step_there_is_no_half_account_and_the_next_start_takes_the_rest(
    tmp_path: Path, two: tuple[Account, Account], ring: SecretServiceInMemory, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    anna, marco = two
    before, left = everything(marco), [at]

    def cut_at(does: Callable[..., object]) -> Callable[..., object]:
        def stepped(*arguments: object, **named: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                raise PowerCut
            return does(*arguments, **named)

        return stepped

    with monkeypatch.context() as patched:
        for name in ("unlink", "rmdir", "rename", "replace", "fsync"):
            patched.setattr(os, name, cut_at(getattr(os, name)))
        patched.setattr(vault, "forget_in_keyring", cut_at(vault.forget_in_keyring))
        try:
            remove_account(anna)
            finished = True
        except PowerCut:
            finished = False
    known = list_accounts(tmp_path)
    if anna.key_name in ring.names and any(one.login == "anna" for one in known):
        # Cut off before it began: the account is whole.
        assert everything(anna).keys() >= {"account.json", "outbox.db", "cache.db"}
    else:
        assert [one.login for one in known] == ["marco"]
        clear_leftovers(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == [marco.folder.name]
        assert ring.names == [marco.key_name]
    assert finished or left[0] == 0
    assert everything(marco) == before


def test_the_steps_that_are_cut_are_all_there_are(
    tmp_path: Path, two: tuple[Account, Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []
    for name in ("unlink", "rmdir", "rename", "replace", "fsync"):
        does = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *a, _does=does, _name=name, **k: (steps.append(_name), _does(*a, **k))[1])
    remove_account(two[0])
    assert 5 <= len(steps) + 1 < 30


def test_a_locked_keyring_keeps_a_note_until_its_key_can_go_too(
    tmp_path: Path, two: tuple[Account, Account], ring: SecretServiceInMemory
) -> None:
    anna, marco = two
    ring.mood = "locked"
    remove_account(anna)
    [leftover] = [path for path in tmp_path.iterdir() if path != marco.folder]
    assert [path.name for path in leftover.iterdir()] == ["account.json"]
    assert [one.login for one in list_accounts(tmp_path)] == ["marco"]
    ring.mood = "well"
    clear_leftovers(tmp_path)
    assert not leftover.exists()
    assert ring.names == [marco.key_name]


def test_without_any_keyring_nothing_is_kept_back(tmp_path: Path, two: tuple[Account, Account]) -> None:
    with no_keyring():
        remove_account(two[0])
    assert [path.name for path in tmp_path.iterdir()] == [two[1].folder.name]


@pytest.mark.skipif(sys.platform == "win32", reason="there the move itself is refused")
def test_an_account_that_another_process_has_open_is_not_removed(
    two: tuple[Account, Account], ring: SecretServiceInMemory
) -> None:
    anna = two[0]
    other = Presence(anna.folder)
    other.share()
    before = everything(anna)
    with pytest.raises(errors.StorageBusy):
        remove_account(anna)
    assert everything(anna) == before
    assert anna.key_name in ring.names
    other.leave()
    remove_account(anna)
    assert not anna.folder.exists()


def test_a_folder_that_can_not_be_moved_stays_whole(
    tmp_path: Path, two: tuple[Account, Account], ring: SecretServiceInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = two[0]

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    before = everything(anna)
    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", refuse)
        with pytest.raises(errors.StorageError):
            remove_account(anna)
    assert everything(anna) == before
    assert anna.key_name in ring.names
    assert removal.list_leftovers(tmp_path) == []
