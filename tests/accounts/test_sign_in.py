"""Signing in finds an account again whatever became of its keyring, and makes no half accounts: real helpdesk, real files."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import errors
from desktop.account_identity import establish
from desktop.actions.sign_in import SignedIn, sign_in
from desktop.actions.unlock import open_lock, recover
from desktop.connectors.discovery import discover
from desktop.connectors.transport import TransportOptions
from desktop.sandbox.database import Transaction
from desktop.sandbox.server import RunningSandbox
from desktop.sandbox.sessions import hash_password
from desktop.storage import vault
from desktop.storage.accounts import LockKind, list_accounts, list_kept_aside
from desktop.storage.database import Database
from desktop.storage.facts import Facts
from tests.accounts.keyrings import no_keyring, ring
from tests.live_helpdesk import DIRECT, connect, helpdesk
from tests.memory_keyring import SecretServiceInMemory, forget

__all__ = ["helpdesk", "ring"]

ANNA, PASSWORD, NEW_PASSWORD = "anna@rossi.example", "sportello", "another one 2026"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "RECOVERY_COST", 12)


def signing_in(address: str, accounts: Path, password: str = PASSWORD, **more: str) -> SignedIn:
    """Up to the point where the session is stored."""
    found = discover(address, TransportOptions(proxy=DIRECT))
    passphrase = more.pop("passphrase", None)
    return sign_in(accounts, found, ANNA, password, passphrase=passphrase, connect=connect, client_id="c-1", **more)


def change_password(helpdesk: RunningSandbox, signed_in: SignedIn) -> None:
    """The person got a new password on another computer."""
    hashed = hash_password(NEW_PASSWORD)

    def change(transaction: Transaction) -> None:
        update = "UPDATE people SET password_hash = ? WHERE id = ?"
        transaction.connection.execute(update, (hashed, signed_in.person.id))

    helpdesk.helpdesk.database.write_now(change)


def leave_something(signed_in: SignedIn) -> None:
    database = Database(signed_in.account.outbox, signed_in.key)
    Facts(database).set("left", "unsent work")
    database.close()


def what_was_left(signed_in: SignedIn) -> str:
    database = Database(signed_in.account.outbox, signed_in.key, read_only=True)
    try:
        return Facts(database).get("left")
    finally:
        database.close()


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    return tmp_path / "accounts"


@pytest.fixture
def before(helpdesk: RunningSandbox, accounts: Path, ring: SecretServiceInMemory) -> SignedIn:
    """Somebody signed in with the keyring, and left something."""
    made = signing_in(helpdesk.url, accounts)
    establish(made)
    leave_something(made)
    return made


def test_the_first_sign_in_keeps_the_key_in_the_keyring_and_under_the_password(
    before: SignedIn, accounts: Path, ring: SecretServiceInMemory
) -> None:
    [account] = list_accounts(accounts)
    assert account.lock.kind == LockKind.KEYRING
    assert open_lock(account, None) == before.key
    assert ring.names == [account.key_name]
    forget()
    assert recover(account, PASSWORD) == before.key


def test_after_a_reset_of_the_keyring_signing_in_finds_everything_without_a_question(
    before: SignedIn, helpdesk: RunningSandbox, accounts: Path
) -> None:
    forget()
    again = signing_in(helpdesk.url, accounts)
    establish(again)
    assert what_was_left(again) == "unsent work"
    [account] = list_accounts(accounts)
    assert open_lock(account, None) == before.key


def test_with_a_password_changed_elsewhere_the_earlier_one_is_asked_for(
    before: SignedIn, helpdesk: RunningSandbox, accounts: Path
) -> None:
    change_password(helpdesk, before)
    forget()
    for wrong in ("", "neither"):
        with pytest.raises(errors.KeyLost) as told:
            signing_in(helpdesk.url, accounts, NEW_PASSWORD, earlier_password=wrong)
        assert told.value.second_lock == "password"
    again = signing_in(helpdesk.url, accounts, NEW_PASSWORD, earlier_password=PASSWORD)
    establish(again)
    assert what_was_left(again) == "unsent work"
    # From now on the new password is the second lock.
    forget()
    [account] = list_accounts(accounts)
    assert recover(account, NEW_PASSWORD) == before.key


def test_whoever_begins_anew_has_the_old_folder_beside_the_new_one(
    before: SignedIn, helpdesk: RunningSandbox, accounts: Path
) -> None:
    forget()
    fresh = signing_in(helpdesk.url, accounts, aside_on="2026-11-22")
    establish(fresh)
    assert fresh.key != before.key
    [account], [aside] = list_accounts(accounts), list_kept_aside(accounts)
    assert what_was_left(fresh) == ""
    assert recover(aside, PASSWORD) == before.key
    assert open_lock(account, None) == fresh.key


def test_a_keyring_gone_for_good_is_replaced_by_a_passphrase_that_is_chosen(
    before: SignedIn, helpdesk: RunningSandbox, accounts: Path
) -> None:
    with no_keyring():
        with pytest.raises(errors.KeyringAbsent):
            signing_in(helpdesk.url, accounts)
        again = signing_in(helpdesk.url, accounts, passphrase="five plain words")
        establish(again)
        assert what_was_left(again) == "unsent work"
        # Next time it is known that there is one, before the helpdesk is asked anything.
        helpdesk.stop()
        with pytest.raises(errors.WrongKey):
            sign_in(accounts, again.helpdesk, ANNA, PASSWORD, passphrase=None, connect=connect, client_id="c-1")


def test_a_locked_keyring_makes_no_account(
    helpdesk: RunningSandbox, accounts: Path, ring: SecretServiceInMemory
) -> None:
    ring.mood = "locked"
    with pytest.raises(errors.KeyringError):
        signing_in(helpdesk.url, accounts)
    assert list_accounts(accounts) == []


def test_an_account_whose_session_was_never_stored_still_has_to_sign_in(
    helpdesk: RunningSandbox, accounts: Path, ring: SecretServiceInMemory
) -> None:
    signing_in(helpdesk.url, accounts)
    [half] = list_accounts(accounts)
    assert half.signed_out
    again = signing_in(helpdesk.url, accounts)
    establish(again)
    [whole] = list_accounts(accounts)
    assert not whole.signed_out
    assert open_lock(whole, None) == again.key


def test_the_same_account_in_two_profiles_has_two_keys_in_one_keyring(
    helpdesk: RunningSandbox, tmp_path: Path, ring: SecretServiceInMemory
) -> None:
    made = [signing_in(helpdesk.url, tmp_path / name) for name in ("one", "two")]
    for one in made:
        establish(one)
        assert open_lock(list_accounts(one.account.folder.parent)[0], None) == one.key
    assert len(ring.names) == 2
