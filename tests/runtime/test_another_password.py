"""Another password over a running session: tokens and second lock go on, nothing is queued, and nothing of it lands anywhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import errors, logbook
from desktop.account_identity import establish
from desktop.actions.sign_in import SignedIn, sign_in
from desktop.connectors.discovery import discover
from desktop.connectors.transport import TransportOptions
from desktop.domain.joining import PasswordChange
from desktop.errors import BadCredentials, SportelloError, Unreachable, WrongKey
from desktop.runtime.account_key import AccountKey
from desktop.runtime.account_session import AccountSession
from desktop.runtime.link_state import LinkKind
from desktop.sandbox.server import RunningSandbox
from desktop.storage import vault
from desktop.storage.accounts import load_account
from tests.accounts.keyrings import ring
from tests.ground.canary import Canary, Searcher, told
from tests.live_helpdesk import DIRECT, connect, connect_identity
from tests.memory_keyring import SecretServiceInMemory
from tests.open_portal import an_open_portal, letters, password_in

__all__ = ["ring"]

LOGIN, OLD = "anna@rossi.example", "sportello"
NEW = 'Neu3r Kanarien"vogel & <Söhne>/2027\\'
WRONG = "F4lscher Kanarienvogel"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "RECOVERY_COST", 12)


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[RunningSandbox]:
    with an_open_portal(tmp_path) as running:
        yield running


@pytest.fixture
def account(tmp_path: Path, portal: RunningSandbox, ring: SecretServiceInMemory) -> SignedIn:
    found = discover(portal.url, TransportOptions(proxy=DIRECT))
    result = sign_in(tmp_path / "accounts", found, LOGIN, OLD, passphrase=None, connect=connect, client_id="c-1")
    establish(result)
    return result


@pytest.fixture
def session(qtbot: QtBot, account: SignedIn) -> Iterator[AccountSession]:
    way = AccountKey(account.account, key=account.key)
    made = AccountSession(account.account, way, connect_identity, remember_password=way.remember_password)
    with qtbot.waitSignal(made.opened, timeout=10_000):
        made.open()
    qtbot.waitUntil(lambda: made.link.kind is LinkKind.ONLINE, timeout=20_000)
    yield made
    made.close()
    made.deleteLater()


def attempt(qtbot: QtBot, session: AccountSession, form: PasswordChange) -> SportelloError | None:
    """Change it; what went wrong, None where nothing did."""
    heard: list[SportelloError | None] = []
    session.standing.change_password(form, lambda: heard.append(None), heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    return heard[0]


def opens(account: SignedIn, password: str) -> bool:
    recovery = load_account(account.account.folder).recovery
    assert recovery is not None
    try:
        return vault.unwrap(recovery, password) == account.key
    except WrongKey:
        return False


def test_the_second_lock_follows_and_the_session_goes_on(
    qtbot: QtBot, session: AccountSession, account: SignedIn
) -> None:
    assert opens(account, OLD)
    assert attempt(qtbot, session, PasswordChange(OLD, NEW)) is None
    assert opens(account, NEW)
    assert not opens(account, OLD)
    assert session.link.kind is LinkKind.ONLINE
    session.sync_now()
    session.close()
    again = AccountSession(account.account, lambda: account.key, connect_identity)
    with qtbot.waitSignal(again.opened, timeout=10_000):
        again.open()
    qtbot.waitUntil(lambda: again.link.kind is LinkKind.ONLINE, timeout=20_000)
    again.close()
    again.deleteLater()


def test_a_wrong_present_password_changes_neither_password_nor_lock(
    qtbot: QtBot, session: AccountSession, account: SignedIn
) -> None:
    assert isinstance(attempt(qtbot, session, PasswordChange(WRONG, NEW)), BadCredentials)
    assert opens(account, OLD)
    assert session.link.kind is LinkKind.ONLINE, "nobody is signed out for a typing mistake"


def test_offline_nothing_is_changed_and_nothing_waits(
    qtbot: QtBot, session: AccountSession, account: SignedIn, portal: RunningSandbox
) -> None:
    portal.stop()
    failed = attempt(qtbot, session, PasswordChange(OLD, NEW))
    assert isinstance(failed, Unreachable)
    assert session.views.outbox() == []
    assert opens(account, OLD)


def test_before_there_is_a_line_it_fails_at_once(qtbot: QtBot, account: SignedIn) -> None:
    session = AccountSession(account.account, lambda: account.key, connect_identity)
    failed = attempt(qtbot, session, PasswordChange(OLD, NEW))
    assert isinstance(failed, Unreachable)
    assert not failed.reached_server
    session.close()
    session.deleteLater()


def test_whoever_forgot_it_while_the_session_is_open_gets_a_letter(
    qtbot: QtBot, session: AccountSession, portal: RunningSandbox
) -> None:
    heard: list[object] = []
    session.standing.reset_password(LOGIN, lambda: heard.append(None), heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    assert heard == [None]
    assert password_in(letters(portal, LOGIN)[-1])
    session.sync_now()
    qtbot.waitUntil(lambda: session.link.kind is LinkKind.ONLINE, timeout=10_000)


def test_no_password_lands_in_a_log_a_file_or_an_error(
    qtbot: QtBot,
    session: AccountSession,
    account: SignedIn,
    portal: RunningSandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(logbook, "redacted", lambda text: text)
    root, ours = logging.getLogger(), logging.getLogger("sportello")
    levels = root.level, ours.level
    logbook.configure(tmp_path / "logs", logging.DEBUG)
    root.setLevel(logging.DEBUG)
    try:
        failures = [attempt(qtbot, session, PasswordChange(WRONG, NEW))]
        assert attempt(qtbot, session, PasswordChange(OLD, NEW)) is None
        portal.stop()
        failures.append(attempt(qtbot, session, PasswordChange(NEW, WRONG)))
    finally:
        logbook.close()
        root.setLevel(levels[0])
        ours.setLevel(levels[1])
    searcher = Searcher([Canary("new password", NEW), Canary("wrong password", WRONG)])
    found = searcher.look_into(tmp_path, [portal.data])
    for failure in failures:
        assert isinstance(failure, errors.WorldError)
        found += searcher.look("error", f"{failure!r} {failure} {vars(failure)}")
    assert (tmp_path / "logs" / "sportello.log").stat().st_size, "nothing was logged: nothing was shown"
    assert not found, told(found)
