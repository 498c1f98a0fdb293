"""The account that a command is about: which one, its key, its workspace."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desktop import errors, settings
from desktop.actions.unlock import open_lock
from desktop.cli.exit_codes import ExitCode
from desktop.cli.failure import Failure
from desktop.cli.output import Output
from desktop.cli.signals import Signals
from desktop.cli.window_call import tell_window
from desktop.domain.account import Helpdesk
from desktop.domain.change import Change
from desktop.paths import Profile
from desktop.reading_side import ReadingSide
from desktop.settings import Settings
from desktop.storage.accounts import Account, list_accounts
from desktop.storage.vault import passphrase_given
from desktop.storage.views import Views
from desktop.sync.stores import Writer
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.connectors.contract import Connector, TokenStore
    from desktop.connectors.proxy import Proxy


@dataclass
class Context:
    """One run of the program: what was asked, where answers go, and what was queued so far."""

    options: argparse.Namespace
    profile: Profile
    output: Output
    signals: Signals
    queued: Change | None = None
    """Durable in the outbox: from here on no failure may sound as if nothing had happened."""

    has_news: bool = False
    """Whether a running window should look once the account is closed here (and another process may send)."""

    _passphrase: str = field(default_factory=passphrase_given, repr=False)

    @cached_property
    def settings(self) -> Settings:
        """The preferences of the profile."""
        return Settings(self.profile.settings_file)

    @property
    def proxy(self) -> Proxy:
        """The way out to the network that the preferences say."""
        from desktop.connectors.proxy import Proxy, ProxyMode

        return Proxy(ProxyMode(self.settings.get(settings.PROXY)), self.settings.get(settings.PROXY_ADDRESS))

    @property
    def passphrase(self) -> str:
        """What the environment handed over, empty without."""
        return self._passphrase

    @property
    def can_ask(self) -> bool:
        """Whether a person sits there: standard input is not ours to read from otherwise."""
        return sys.stdin is not None and sys.stdin.isatty() and self.output.is_watched

    def ask_passphrase(self, words: str) -> str:
        """Let the person type the passphrase without showing it."""
        self._passphrase = typed_unseen(words)
        return self._passphrase

    def connect(self, helpdesk: Helpdesk, tokens: TokenStore, client_id: str) -> Connector:
        """The connector for a helpdesk."""
        from desktop.connectors.discovery import connector_for  # 120 ms of requests, which reading does not need

        return connector_for(helpdesk, tokens, client_id, self.proxy)

    def account(self) -> Account:
        """The account that is meant. Raises Failure when none is, or none for certain."""
        return choose(list_accounts(self.profile.accounts), self.options.account)

    @contextmanager
    def open(self) -> Iterator[Opened]:
        """The account, open. Raises Failure and the errors of storage and keyring."""
        account = self.account()
        if account.signed_out:
            raise Failure(
                ExitCode.LOCKED,
                f"Nobody is signed in to {account.folder.name} any more.",
                "Sign in again: `sportello sign-in`.",
            )
        with self.open_with(account, self._key_of(account)) as opened:
            yield opened

    @contextmanager
    def open_with(self, account: Account, key: bytes) -> Iterator[Opened]:
        """The account, open, where the key is known."""
        opened = Opened(Workspace(account, key, undo_time=0))
        try:
            self._tell_of_restoration(opened.workspace)
            yield opened
        finally:
            opened.close()
            if self.has_news:
                tell_window(self.profile.data)

    def _key_of(self, account: Account) -> bytes:
        try:
            return open_lock(account, self.passphrase or None)
        except errors.WrongKey:
            if self.passphrase or not self.can_ask:
                raise
        return open_lock(account, self.ask_passphrase(f"Passphrase for {account.folder.name}: "))

    def _tell_of_restoration(self, workspace: Workspace) -> None:
        restored = workspace.restored()
        if restored is not None and not restored.read:
            self.output.note(
                "The outbox was damaged and has been restored. See `sportello outbox`; the window tells the whole story."
            )


class Opened:
    """An open account. Used on one thread."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._side: ReadingSide | None = None

    @property
    def views(self) -> Views:
        """What can be read."""
        if self._side is None:
            self._side = self.workspace.views()
        return self._side.views

    def connector(self, context: Context, write: Writer) -> Connector:
        """The line to the helpdesk."""
        identity = self.workspace.identity
        return context.connect(identity.helpdesk, self.workspace.tokens(write), identity.client_id)

    def perform(self, action: Callable[..., Change], *arguments: object) -> Change:
        """Do something durably, if need be with the room put by for a full disk."""
        return self.workspace.perform(action, *arguments)

    def close(self) -> None:
        """Let another process send, and close everything."""
        if self._side is not None:
            self._side.close()
        self.workspace.close()


def typed_unseen(words: str) -> str:
    """What the person types without seeing it; empty when they end the input instead."""
    try:
        return getpass.getpass(words)
    except EOFError:
        return ""


def choose(accounts: Sequence[Account], wanted: str) -> Account:
    """The account meant by `wanted` (name, login, address, host or the helpdesk's name), or the only one.

    Never a guess: a ticket for one helpdesk must not go to another.
    """
    if not accounts:
        raise Failure(
            ExitCode.NOT_FOUND,
            "There is no account in this profile.",
            "Sign in: `sportello sign-in ADDRESS --login NAME`.",
        )
    meant = [one for one in accounts if wanted.casefold() in _names(one)] if wanted else list(accounts)
    if len(meant) == 1:
        return meant[0]
    names = ", ".join(one.folder.name for one in meant or accounts)
    if not meant:
        raise Failure(ExitCode.NOT_FOUND, f"There is no account “{wanted}” here.", f"There are: {names}.")
    raise Failure(ExitCode.USAGE, "Which account?", f"Say --account with one of: {names}.")


def _names(account: Account) -> set[str]:
    host = urlsplit(account.address).netloc
    names = (account.folder.name, account.login, account.address, host, account.helpdesk_name)
    return {name.casefold() for name in names}
