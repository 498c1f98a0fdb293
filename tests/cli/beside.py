"""Another process of the same profile, played by a workspace of its own: it has its own connections, its own lease and lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop.actions.unlock import open_lock
from desktop.paths import Profile
from desktop.storage.accounts import list_accounts
from desktop.workspace import Workspace
from tests.cli.shell import PASSPHRASE, Shell


@contextmanager
def beside(shell: Shell) -> Iterator[Workspace]:
    account = list_accounts(Profile.at(shell.profile).accounts)[0]
    workspace = Workspace(account, open_lock(account, PASSPHRASE), undo_time=0)
    try:
        yield workspace
    finally:
        workspace.close()
