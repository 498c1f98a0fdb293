"""A real account on disk, open and offline, for the wizard's tests and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from desktop import errors
from desktop.account_identity import Identity
from desktop.connectors.contract import Connector, TokenStore
from desktop.domain.account import Helpdesk
from desktop.domain.catalogue import Catalogue
from desktop.runtime.account_session import AccountSession
from tests import wizard_builders as samples
from tests.builders import an_open_account


def _no_network(_identity: Identity, _tokens: TokenStore) -> Connector:
    raise errors.Unreachable("no network in here", reached_server=False)


@contextmanager
def an_offline_account(
    folder: Path,
    *,
    helpdesk: Helpdesk | None = None,
    catalogue: Catalogue | None = None,
    cached: Sequence[object] = (*samples.MACHINES, *samples.CONTACTS, samples.RECALL),
) -> Iterator[AccountSession]:
    """Signed in once, with `cached` pulled before the network went."""
    with an_open_account(
        folder, helpdesk=helpdesk or samples.a_helpdesk(), catalogue=catalogue or samples.a_catalogue()
    ) as account:
        account.cache(*cached, first=True)
        kept, key = account.workspace.account, account.key
    session = AccountSession(kept, lambda: key, _no_network, undo_time=0)
    loop = QEventLoop()
    offline: list[object] = []
    session.failed.connect(offline.append)
    session.failed.connect(loop.quit)
    patience = QTimer()
    patience.setSingleShot(True)
    patience.timeout.connect(loop.quit)
    patience.start(10_000)
    session.open()
    loop.exec()
    patience.stop()
    assert session.is_open
    assert offline
    try:
        yield session
    finally:
        session.close()
