"""What a person does with the whole program, in steps that tests share: start it, see an account open, sign in, choose from its menu."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.account_identity import establish
from desktop.actions.reply import reply
from desktop.actions.sign_in import SignedIn, sign_in
from desktop.connectors.discovery import discover
from desktop.connectors.transport import TransportOptions
from desktop.domain.draft import ReplyDraft
from desktop.domain.listing import Folder, Listing
from desktop.paths import Profile
from desktop.runtime.link_state import LinkKind
from desktop.sandbox.server import RunningSandbox
from desktop.settings import Settings
from desktop.storage import vault
from desktop.ui.account_desk import AccountDesk
from desktop.ui.application import Application
from desktop.ui.sign_in.page import SignInPage
from tests.live_helpdesk import DIRECT, connect

T = TypeVar("T")

ANNA, MARCO, PASSWORD = "anna@rossi.example", "marco@rossi.example", "sportello"


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recovery by password costs next to nothing, and no passphrase is at hand."""
    monkeypatch.setattr(vault, "RECOVERY_COST", 12)
    monkeypatch.delenv(vault.PASSPHRASE_VARIABLE, raising=False)


def signed_in(address: str, accounts: Path, login: str = ANNA, passphrase: str | None = None) -> SignedIn:
    found = discover(address, TransportOptions(proxy=DIRECT))
    result = sign_in(accounts, found, login, PASSWORD, passphrase=passphrase, connect=connect, client_id=f"c-{login}")
    establish(result)
    return result


@contextmanager
def the_program(folder: Path) -> Iterator[Application]:
    """The program on the profile in this folder, not started yet."""
    profile = Profile.at(folder)
    profile.make()
    application = Application(profile, Settings(profile.settings_file), undo_time=0)
    try:
        yield application
    finally:
        application.close()
        application.theme.deleteLater()
        application.deleteLater()
        QApplication.processEvents()


def shown(kind: type[T]) -> T | None:
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()), None)


def wait_for(qtbot: QtBot, kind: type[T]) -> T:
    qtbot.waitUntil(lambda: shown(kind) is not None, timeout=10_000)
    found = shown(kind)
    assert found is not None
    return found


@contextmanager
def an_open_desk(qtbot: QtBot, folder: Path, login: str = ANNA) -> Iterator[tuple[Application, AccountDesk]]:
    """The program started, and the account of this login open in front of the person."""
    with the_program(folder) as program:
        start(qtbot, program)
        yield program, open_desk(qtbot, program, login)


@contextmanager
def at_work(qtbot: QtBot, folder: Path, login: str = ANNA) -> Iterator[tuple[Application, AccountDesk]]:
    """As `an_open_desk`, with everything from the helpdesk."""
    with an_open_desk(qtbot, folder, login) as (program, desk):
        online(qtbot, desk)
        yield program, desk


def start(qtbot: QtBot, program: Application) -> AccountDesk:
    program.start()
    qtbot.waitUntil(lambda: program.desk is not None, timeout=10_000)
    assert program.desk is not None
    return program.desk


def open_desk(qtbot: QtBot, program: Application, login: str = ANNA) -> AccountDesk:
    def is_open() -> bool:
        return program.desk is not None and program.desk.session.is_open and program.desk.session.account.login == login

    qtbot.waitUntil(is_open, timeout=20_000)
    assert program.desk is not None
    return program.desk


def the_sign_in_page(qtbot: QtBot, program: Application) -> SignInPage:
    qtbot.waitUntil(lambda: program.sign_in_page is not None, timeout=20_000)
    assert program.sign_in_page is not None
    return program.sign_in_page


def sign_in_on(qtbot: QtBot, page: SignInPage, login: str = "") -> None:
    qtbot.waitUntil(lambda: page.helpdesk is not None, timeout=10_000)
    if login:
        page.form.login.setText(login)
    page.form.password.setText(PASSWORD)
    page.form.go_button.click()


def entry(desk: AccountDesk, words: str) -> QAction:
    """The entry of the menu under the person's name."""
    badge = desk.bench.side_bar.badge
    badge.menu_asked.emit()
    return next(action for action in badge.menu_of_account.actions() if words in action.text())


def queue_a_reply(qtbot: QtBot, desk: AccountDesk, text: str) -> None:
    """Something that will not be sent while the helpdesk is away."""
    ticket_id = desk.session.views.ticket_ids(Listing(Folder.COMPANY))[0]
    before = len(unsettled(desk))
    desk.session.perform(reply, ReplyDraft(ticket_id, text))
    qtbot.waitUntil(lambda: len(unsettled(desk)) > before, timeout=5_000)


def unsettled(desk: AccountDesk) -> list[str]:
    return [one.id for one in desk.session.views.outbox() if not one.state.is_settled]


def back_again(helpdesk: RunningSandbox) -> RunningSandbox:
    """The stopped helpdesk, at the same address with the same data."""
    return RunningSandbox(helpdesk.data, port=urlsplit(helpdesk.url).port or 0)


def online(qtbot: QtBot, desk: AccountDesk) -> None:
    qtbot.waitUntil(lambda: desk.session.link.kind is LinkKind.ONLINE, timeout=20_000)
