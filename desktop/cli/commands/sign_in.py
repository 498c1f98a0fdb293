"""`sportello sign-in`: the password from a prompt that shows nothing, or from standard input, so that a machine without a screen can be
set up. It is never an option: command lines can be read by others.
"""

from __future__ import annotations

import sys

from desktop import errors
from desktop.account_identity import establish
from desktop.actions import sign_in as signing_in
from desktop.actions.sign_in import SignedIn
from desktop.cli.commands.sync import synced
from desktop.cli.exit_codes import ExitCode
from desktop.cli.failure import Failure
from desktop.cli.opened import Context, typed_unseen
from desktop.cli.shapes import account_shape
from desktop.cli.window_call import tell_window
from desktop.domain.account import Helpdesk
from desktop.stamps import new_id
from desktop.storage.accounts import load_account

LONGEST_PASSWORD = 1024
"""Characters read from standard input."""


def sign_in(context: Context) -> ExitCode:
    """Sign in, make (or find again) the account, and fetch everything once unless `--no-sync`."""
    from desktop.connectors.discovery import discover
    from desktop.connectors.transport import TransportOptions

    address, login = _whom(context)
    password = _password(context, login, address)
    helpdesk = discover(address, TransportOptions(proxy=context.proxy))
    signed_in = _signed_in(context, helpdesk, login, password)
    with context.signals.told_to():
        establish(signed_in)
    account = load_account(signed_in.account.folder)
    tell_window(context.profile.data)
    if context.output.as_json:
        context.output.document({"account": account_shape(account)})
    else:
        context.output.lines([f"signed in: {signed_in.person.name}, {helpdesk.name} ({account.folder.name})"])
    if context.options.no_sync or context.signals.noted is not None:
        return ExitCode.DONE
    context.options.account = account.folder.name
    return _fetch(context, signed_in)


def _fetch(context: Context, signed_in: SignedIn) -> ExitCode:
    """The first sync. Signing in is done by now: what it meets is told, and a later sync goes on."""
    with context.open_with(signed_in.account, signed_in.key) as opened:
        return synced(context, opened, 0.0, quiet=True)


def _whom(context: Context) -> tuple[str, str]:
    address, login = context.options.address, context.options.login
    if address and login:
        return address, login
    if address:
        raise Failure(ExitCode.USAGE, "Who signs in?", "Say --login with the user name or e-mail address.")
    account = context.account()
    return account.address, login or account.login


def _password(context: Context, login: str, address: str) -> str:
    if context.can_ask:
        password = typed_unseen(f"Password of {login} at {address}: ")
    else:
        try:
            line = sys.stdin.readline(LONGEST_PASSWORD + 1) if sys.stdin is not None else ""
        except UnicodeDecodeError:
            # Without its chain: what could not be read may be most of a password.
            raise Failure(ExitCode.USAGE, "The password on standard input is not UTF-8.") from None
        password = line.removesuffix("\n").removesuffix("\r")
    if not password:
        raise Failure(ExitCode.USAGE, "There is no password.", "Type it when asked, or hand it over on standard input.")
    return password


def _signed_in(context: Context, helpdesk: Helpdesk, login: str, password: str) -> SignedIn:
    """Sign in; a passphrase that is needed is asked of a person who sits there, and otherwise said to be missing."""

    def attempt() -> SignedIn:
        return signing_in.sign_in(
            context.profile.accounts,
            helpdesk,
            login,
            password,
            passphrase=context.passphrase or None,
            connect=context.connect,
            client_id=new_id(),
        )

    try:
        return attempt()
    except errors.KeyringAbsent:
        if context.passphrase or not context.can_ask:
            raise
        chosen = context.ask_passphrase("There is no keyring. Choose a passphrase for the data on this computer: ")
        if not chosen or typed_unseen("Once more: ") != chosen:
            raise Failure(ExitCode.LOCKED, "The passphrases are not the same.", "Try again.") from None
    except errors.WrongKey:
        if context.passphrase or not context.can_ask:
            raise
        context.ask_passphrase("Passphrase of this account: ")
    return attempt()
