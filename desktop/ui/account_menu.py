"""The menu under the person's name: the other accounts of this computer, how this one is protected, and the ways out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.storage.accounts import Account, LockKind
from desktop.ui.wording import plurals

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class AccountOrders:
    """What the menu's entries do."""

    switch: Callable[[Account], None]
    add: Callable[[], None]
    to_keyring: Callable[[], None]
    to_passphrase: Callable[[], None]
    sign_out: Callable[[], None]
    remove: Callable[[], None]


def account_name(account: Account) -> str:
    """Who and where, on one line."""
    return f"{account.login} · {account.helpdesk_name or account.address}"


def account_remark(account: Account) -> str:
    """What there is to say of an account that is not open."""
    if account.aside_since:
        day = QLocale().toString(QDate.fromString(account.aside_since, "yyyy-MM-dd"), QLocale.FormatType.ShortFormat)
        return translate("AccountMenu", "kept aside on {day}").format(day=day)
    parts = [plurals.not_sent(account.unsent)] if account.unsent else []
    if account.signed_out:
        parts.append(translate("AccountMenu", "signed out"))
    return ", ".join(parts)


def fill_account_menu(menu: QMenu, here: Account, others: Sequence[Account], orders: AccountOrders) -> None:
    """Fill the menu anew; the words are those of the language in force."""
    menu.clear()
    for account in others:
        remark = account_remark(account)
        name = account_name(account)
        _add(menu, f"{name} ({remark})" if remark else name, partial(orders.switch, account))
    _add(menu, translate("AccountMenu", "Add an account…"), orders.add)
    menu.addSeparator()
    if here.lock.kind == LockKind.PASSPHRASE:
        _add(menu, translate("AccountMenu", "Open with the keyring from now on"), orders.to_keyring)
        _add(menu, translate("AccountMenu", "Change the passphrase…"), orders.to_passphrase)
    else:
        _add(menu, translate("AccountMenu", "Protect with a passphrase…"), orders.to_passphrase)
    menu.addSeparator()
    _add(menu, translate("AccountMenu", "Sign out"), orders.sign_out)
    _add(menu, translate("AccountMenu", "Remove this account from this computer…"), orders.remove)


def _add(menu: QMenu, words: str, does: Callable[[], None]) -> QAction:
    # An ampersand in a name is no shortcut.
    action = menu.addAction(words.replace("&", "&&"))
    action.triggered.connect(lambda _=False: does())
    return action
