"""The key of an open account: renewed with the password that was just taken, moved without closing anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import errors
from desktop.account_identity import establish
from desktop.actions.sign_in import SignedIn, sign_in
from desktop.actions.unlock import recover
from desktop.connectors.discovery import discover
from desktop.connectors.transport import TransportOptions
from desktop.runtime.account_key import AccountKey
from desktop.runtime.account_session import AccountSession
from desktop.runtime.link_state import LinkKind
from desktop.sandbox.server import RunningSandbox
from desktop.storage import vault
from desktop.storage.accounts import load_account
from tests.accounts.keyrings import no_keyring, ring
from tests.live_helpdesk import DIRECT, connect, connect_identity, helpdesk
from tests.memory_keyring import SecretServiceInMemory, forget

__all__ = ["helpdesk", "ring"]


@pytest.fixture
def made(
    helpdesk: RunningSandbox, tmp_path: Path, ring: SecretServiceInMemory, monkeypatch: pytest.MonkeyPatch
) -> SignedIn:
    monkeypatch.setattr(vault, "RECOVERY_COST", 12)
    found = discover(helpdesk.url, TransportOptions(proxy=DIRECT))
    result = sign_in(
        tmp_path, found, "anna@rossi.example", "sportello", passphrase=None, connect=connect, client_id="c-1"
    )
    establish(result)
    return result


@pytest.fixture
def session(made: SignedIn) -> Iterator[AccountSession]:
    way = AccountKey(made.account)
    opened = AccountSession(made.account, way, connect_identity, undo_time=0, remember_password=way.remember_password)
    yield opened
    opened.close()
    opened.deleteLater()


def test_signing_in_again_renews_the_second_lock(qtbot: QtBot, session: AccountSession, made: SignedIn) -> None:
    before = load_account(made.account.folder).recovery
    session.open()
    qtbot.waitUntil(lambda: session.link.kind is LinkKind.ONLINE, timeout=20_000)
    done: list[str] = []
    session.standing.sign_in_again("not it", lambda: done.append("in"), lambda error: done.append(type(error).__name__))
    qtbot.waitUntil(lambda: done == ["BadCredentials"], timeout=10_000)
    assert load_account(made.account.folder).recovery == before, "a password that was refused locks nothing"
    session.standing.sign_in_again(
        "sportello", lambda: done.append("in"), lambda error: done.append(type(error).__name__)
    )
    qtbot.waitUntil(lambda: len(done) == 2, timeout=10_000)
    assert done[1] == "in"
    after = load_account(made.account.folder)
    assert after.recovery != before
    forget()
    assert recover(after, "sportello") == made.key


def test_signing_out_before_anybody_could_talk_forgets_the_session_all_the_same(
    qtbot: QtBot, session: AccountSession, made: SignedIn
) -> None:
    gone: list[bool] = []
    session.opened.connect(lambda: session.standing.sign_out(lambda: gone.append(True)))
    session.open()
    qtbot.waitUntil(lambda: gone == [True], timeout=10_000)
    qtbot.waitUntil(lambda: session.link.kind is LinkKind.SIGN_IN, timeout=20_000)


def test_a_password_is_tried_once_and_kept_only_until_a_passphrase_is_chosen_for_lack_of_a_keyring(
    made: SignedIn,
) -> None:
    with no_keyring():
        way = AccountKey(made.account)
        way.use_password("wrong")
        with pytest.raises(errors.WrongKey):
            way()
        assert not way.wants_passphrase
        with pytest.raises(errors.KeyringAbsent):
            way()
        way.use_password("sportello")
        with pytest.raises(errors.KeyringAbsent):
            way()
        assert way.wants_passphrase
        way.choose_passphrase("five plain words")
        assert way() == made.key
        later = AccountKey(made.account, passphrase="five plain words")
        assert later() == made.key


def test_a_passphrase_from_the_environment_never_moves_a_key(made: SignedIn) -> None:
    forget()
    way = AccountKey(made.account, passphrase="of another account")
    way.use_password("sportello")
    assert way() == made.key
    assert load_account(made.account.folder).lock.kind == "keyring"
