"""A real helpdesk on loopback and a signed-in account on disk, for tests of the running session and of the whole program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.account_identity import Identity, establish
from desktop.actions.sign_in import SignedIn, sign_in
from desktop.connectors.contract import Connector, TokenStore
from desktop.connectors.discovery import connector_for, discover
from desktop.connectors.proxy import Proxy, ProxyMode
from desktop.connectors.transport import TransportOptions
from desktop.domain.account import Helpdesk
from desktop.runtime.account_session import AccountSession
from desktop.runtime.reachability import NetworkSense
from desktop.sandbox.server import RunningSandbox

DIRECT = Proxy(ProxyMode.NONE)


@pytest.fixture
def helpdesk(tmp_path: Path) -> Iterator[RunningSandbox]:
    with RunningSandbox(tmp_path / "helpdesk") as running:
        yield running


def connect(helpdesk: Helpdesk, tokens: TokenStore, client_id: str) -> Connector:
    return connector_for(helpdesk, tokens, client_id, DIRECT)


def signed_in(address: str, accounts: Path, login: str = "anna@rossi.example") -> SignedIn:
    """Sign in over real HTTP and make the account, under a passphrase."""
    found = discover(address, TransportOptions(proxy=DIRECT))
    result = sign_in(
        accounts, found, login, "sportello", passphrase="five plain words", connect=connect, client_id="c-1"
    )
    establish(result)
    return result


@pytest.fixture
def account(tmp_path: Path, helpdesk: RunningSandbox) -> SignedIn:
    return signed_in(helpdesk.url, tmp_path / "accounts")


def connect_identity(identity: Identity, tokens: TokenStore) -> Connector:
    return connect(identity.helpdesk, tokens, identity.client_id)


@contextmanager
def a_session(
    account: SignedIn, *, undo_time: int = 0, network: Callable[[], NetworkSense] | None = None
) -> Iterator[AccountSession]:
    session = AccountSession(
        account.account, lambda: account.key, connect_identity, undo_time=undo_time, reachability=network
    )
    try:
        yield session
    finally:
        session.close()
        session.deleteLater()
