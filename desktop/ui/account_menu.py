"""The menu under the person's name: who it is, the accounts of this computer, what concerns this one, and the ways out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget, QWidgetAction

from desktop.storage.accounts import Account, LockKind
from desktop.ui.account_keys import native_keys
from desktop.ui.controls import ElidedText
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import plurals

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """One account of this computer: how it stands in words, and the keys that lead to it."""

    account: Account
    remark: str = ""
    is_front: bool = False
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who the menu belongs to: the person, and the company or helpdesk."""

    name: str
    company: str


@dataclass(frozen=True, slots=True)
class AccountOrders:
    """What the menu's entries do; None for what is not offered."""

    switch: Callable[[Account], None]
    add: Callable[[], None]
    to_keyring: Callable[[], None]
    to_passphrase: Callable[[], None]
    sign_out: Callable[[], None]
    remove: Callable[[], None]
    change_password: Callable[[], None] | None = None
    preferences: Callable[[], None] | None = None


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


def fill_account_menu(
    menu: QMenu,
    here: Account,
    accounts: Sequence[AccountEntry],
    orders: AccountOrders,
    signed: Signed | None = None,
) -> None:
    """Fill the menu anew; the words are those of the language in force. `here` is the account whose menu it is.

    A single account is not listed: there is nothing to choose. `signed` is known once the account is open.
    """
    menu.clear()
    _head(menu, signed or Signed(here.login, here.helpdesk_name or here.address))
    menu.addSeparator()
    for entry in accounts if len(accounts) > 1 else ():
        name = account_name(entry.account)
        action = _add(
            menu,
            f"{name} ({entry.remark})" if entry.remark else name,
            partial(orders.switch, entry.account),
            entry.keys,
        )
        action.setCheckable(True)
        action.setChecked(entry.is_front)
    _add(menu, translate("AccountMenu", "Add an account…"), orders.add)
    menu.addSeparator()
    if orders.change_password is not None:
        _add(menu, translate("AccountMenu", "Change password…"), orders.change_password)
    if here.lock.kind == LockKind.PASSPHRASE:
        _add(menu, translate("AccountMenu", "Open with the keyring from now on"), orders.to_keyring)
        _add(menu, translate("AccountMenu", "Change the passphrase…"), orders.to_passphrase)
    else:
        _add(menu, translate("AccountMenu", "Protect with a passphrase…"), orders.to_passphrase)
    if orders.preferences is not None:
        _add(menu, translate("AccountMenu", "Preferences…"), orders.preferences, native_keys("Ctrl+,"))
    menu.addSeparator()
    _add(menu, translate("AccountMenu", "Sign out"), orders.sign_out)
    _add(menu, translate("AccountMenu", "Remove this account from this computer…"), orders.remove)


def _head(menu: QMenu, signed: Signed) -> None:
    """Who it is, as words that can't be chosen."""
    lines = QWidget()
    column = QVBoxLayout(lines)
    column.setContentsMargins(space(3), space(1), space(3), space(1))
    column.setSpacing(0)
    column.addWidget(ElidedText(signed.name, strong=True, widest=44))
    column.addWidget(ElidedText(signed.company, role=TextRole.SMALL, tone=Tone.DIM, widest=48))
    action = QWidgetAction(menu)
    action.setText(", ".join(part for part in (signed.name, signed.company) if part))
    action.setDefaultWidget(lines)
    action.setEnabled(False)
    menu.addAction(action)


def _add(menu: QMenu, words: str, does: Callable[[], None], keys: str = "") -> QAction:
    # An ampersand in a name is no shortcut. The keys are only shown: they hold in the whole window, not in this menu.
    shown = words.replace("&", "&&").replace("\t", " ")
    action = menu.addAction(f"{shown}\t{keys}" if keys else shown)
    action.triggered.connect(lambda _=False: does())
    return action
