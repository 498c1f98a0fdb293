"""The whole program and a real helpdesk: from no account to a signed-in one, and to another password; slow and broken lines in between."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop import logbook
from desktop.connectors.transport import Transport, TransportOptions
from desktop.domain.joining import Field, WayIn
from desktop.runtime.link_state import LinkKind
from desktop.sandbox.server import RunningSandbox
from desktop.storage import vault
from desktop.storage.accounts import list_accounts
from desktop.ui.account_desk import AccountDesk
from desktop.ui.application import Application
from desktop.ui.change_password_dialog import ChangePasswordDialog
from desktop.ui.sign_in.joining_card import JoiningCard
from desktop.ui.sign_in.page import SignInPage
from tests.accounts.keyrings import ring
from tests.connectors.wire_server import Drop, Reply, Request, WireServer, answering, json_reply
from tests.ground.canary import Canary, Searcher, told
from tests.live_helpdesk import DIRECT
from tests.open_portal import JOINING, an_open_portal, letters, link_in, password_in
from tests.ui.whole_program import quick_keys, the_program

__all__ = ["quick_keys", "ring"]

pytestmark = pytest.mark.usefixtures("quick_keys", "ring")

EMAIL, USER_NAME = "sofia@dimou.example", "sofia"
FIRST, SECOND = "K4narienvogel & <Söhne>/1\\", "Zw3iter Kanarienvogel im Käfig"
DOCUMENT = {
    "protocol": "helpdesk-sync",
    "version": 1,
    "name": "Slow",
    "api": "/v1",
    "features": [*JOINING],
}


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[RunningSandbox]:
    with an_open_portal(tmp_path / "portal") as running:
        yield running


@contextmanager
def the_program_runs(folder: Path) -> Iterator[Application]:
    with the_program(folder) as application:
        application.start()
        yield application


def at(qtbot: QtBot, program: Application, address: str) -> SignInPage:
    """The sign-in page, with the helpdesk at the address found."""
    qtbot.waitUntil(lambda: program.sign_in_page is not None, timeout=20_000)
    page = program.sign_in_page
    assert page is not None
    page.form.address.setText(address)
    page.form.go_button.click()
    qtbot.waitUntil(lambda: page.helpdesk is not None, timeout=10_000)
    return page


def begin(page: SignInPage, way: WayIn) -> JoiningCard:
    page.form.links.links[way].click()
    assert page.joining.form is not None
    return page.joining.form


def send(qtbot: QtBot, page: SignInPage) -> str:
    """Send the form in sight; what is said afterwards."""
    assert page.joining.form is not None
    page.joining.form.go_button.click()
    qtbot.waitUntil(lambda: page.joining.told is not None, timeout=10_000)
    assert page.joining.told is not None
    return page.joining.told.words


def fill_registration(form: JoiningCard) -> None:
    form.fill(Field.NAME, "Σοφία Δήμου")
    form.fill(Field.EMAIL, EMAIL)
    form.fill(Field.USER_NAME, USER_NAME)
    form.fill(Field.PASSWORD, FIRST)
    form.fill(Field.REPEATED, FIRST)


def sign_in(qtbot: QtBot, program: Application, page: SignInPage, password: str) -> AccountDesk:
    page.form.password.setText(password)
    page.form.go_button.click()
    qtbot.waitUntil(lambda: program.desk is not None and program.desk.session.is_open, timeout=20_000)
    desk = program.desk
    assert desk is not None
    qtbot.waitUntil(lambda: desk.session.link.kind is LinkKind.ONLINE, timeout=20_000)
    return desk


def menu_of(desk: AccountDesk) -> list[str]:
    badge = desk.bench.side_bar.badge
    badge.menu_asked.emit()
    return [action.text().partition("\t")[0] for action in badge.menu_of_account.actions() if action.text()]


def change_password(qtbot: QtBot, desk: AccountDesk, current: str, new: str) -> ChangePasswordDialog:
    """Through the menu under the person's name, until there is an answer."""
    badge = desk.bench.side_bar.badge
    badge.menu_asked.emit()
    next(one for one in badge.menu_of_account.actions() if "Change password" in one.text()).trigger()
    dialog = next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, ChangePasswordDialog) and one.isVisible()
    )
    for text, box in zip((current, new, new), dialog.boxes.values(), strict=True):
        assert isinstance(box.editor, QLineEdit)
        box.editor.setText(text)  # Qt's tests can't type every letter
    qtbot.keyClick(dialog.boxes[Field.REPEATED].editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.stop_button.isVisible(), timeout=20_000)
    return dialog


def test_from_no_account_to_a_signed_in_one_with_another_password_and_no_trace_of_either(
    qtbot: QtBot, tmp_path: Path, portal: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logbook, "redacted", lambda text: text)
    logbook.configure(tmp_path / "logs", logging.DEBUG)
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    try:
        with the_program_runs(tmp_path / "profile") as program:
            page = at(qtbot, program, portal.url)
            fill_registration(begin(page, WayIn.REGISTER))
            assert "activation link" in send(qtbot, page)
            assert page.joining.told is not None
            page.joining.told.go_button.click()
            assert page.form.login.text() == USER_NAME

            page.form.password.setText(FIRST)
            page.form.go_button.click()
            qtbot.waitUntil(lambda: "not active yet" in page.form.login_box.fault, timeout=10_000)
            assert list_accounts(tmp_path / "profile" / "accounts") == []

            with Transport(portal.url, TransportOptions(proxy=DIRECT)) as browser:
                assert browser.request("GET", link_in(letters(portal, EMAIL)[-1])).status == 200
            desk = sign_in(qtbot, program, page, FIRST)
            shown = menu_of(desk)
            assert shown[0] == "Σοφία Δήμου, Σοφία Δήμου"
            order = ("Add an account", "Change password", "Protect", "Preferences", "Sign out", "Remove")
            assert [words.startswith(start) for words, start in zip(shown[1:], order, strict=True)] == [True] * 6

            dialog = change_password(qtbot, desk, "not that one", SECOND)
            assert dialog.boxes[Field.CURRENT].fault
            dialog.close()
            dialog = change_password(qtbot, desk, FIRST, SECOND)
            assert dialog.is_done
            dialog.close_button.click()
            qtbot.waitUntil(lambda: desk.session.link.kind is LinkKind.ONLINE, timeout=20_000)

            portal.stop()
            dialog = change_password(qtbot, desk, SECOND, "nor this one here")
            assert "nothing is kept to be sent later" in dialog.below
            assert desk.session.views.outbox() == []
            dialog.close()
        accounts = list_accounts(tmp_path / "profile" / "accounts")
        assert [one.recovery is not None and len(vault.unwrap(one.recovery, SECOND)) for one in accounts] == [32]
    finally:
        root.setLevel(level)
        logbook.close()
    searcher = Searcher([Canary("first password", FIRST), Canary("second password", SECOND)])
    found = searcher.look_into(tmp_path, [portal.data, tmp_path / "portal"])
    assert not found, told(found)


def test_a_forgotten_password_comes_by_mail_and_opens_the_account(
    qtbot: QtBot, tmp_path: Path, portal: RunningSandbox
) -> None:
    with the_program_runs(tmp_path / "profile") as program:
        page = at(qtbot, program, portal.url)
        page.form.login.setText("anna@rossi.example")
        begin(page, WayIn.FORGOT_PASSWORD)
        words = send(qtbot, page)
        assert page.joining.told is not None
        page.joining.told.go_button.click()
        page.form.login.setText("nobody@nowhere.example")
        begin(page, WayIn.FORGOT_PASSWORD)
        assert send(qtbot, page) == words.replace("anna@rossi.example", "nobody@nowhere.example")
        assert page.joining.told is not None
        page.joining.told.go_button.click()
        page.form.login.setText("anna@rossi.example")
        desk = sign_in(qtbot, program, page, password_in(letters(portal, "anna@rossi.example")[-1]))
        assert desk.session.person.name == "Anna Rossi"


def test_a_wish_for_access_and_a_forgotten_user_name_reach_the_helpdesk(
    qtbot: QtBot, tmp_path: Path, portal: RunningSandbox
) -> None:
    with the_program_runs(tmp_path / "profile") as program:
        page = at(qtbot, program, portal.url)
        form = begin(page, WayIn.ASK_ACCESS)
        form.fill(Field.COMPANY, "Verdi & Figli")
        form.fill(Field.CONTACT, "Paola Verdi")
        form.fill(Field.EMAIL, "paola@verdi.example")
        assert "paola@verdi.example" in send(qtbot, page)
        assert "Verdi & Figli" in str(letters(portal)[-1].get_content())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        form = begin(page, WayIn.FORGOT_USER_NAME)
        form.fill(Field.EMAIL, "anna@rossi.example")
        send(qtbot, page)
        assert "anna" in str(letters(portal, "anna@rossi.example")[-1].get_content())


def test_what_was_typed_survives_a_network_that_goes_away_and_is_sent_when_it_is_back(
    qtbot: QtBot, tmp_path: Path, portal: RunningSandbox
) -> None:
    with the_program_runs(tmp_path / "profile") as program:
        page = at(qtbot, program, portal.url)
        form = begin(page, WayIn.REGISTER)
        fill_registration(form)
        portal.stop()
        form.go_button.click()
        qtbot.waitUntil(lambda: "nothing was sent" in form.below, timeout=10_000)
        with RunningSandbox(portal.data, portal.helpdesk.setup.portal, port=urlsplit(portal.url).port or 0):
            assert "activation link" in send(qtbot, page)


def test_a_silent_helpdesk_is_stopped_at_once_and_the_next_wish_does_not_wait_for_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def respond(request: Request) -> Reply | Drop:
        if request.method == "GET":
            return json_reply(DOCUMENT)
        if request.path == "/v1/registrations":
            asked.set()
            go_on.wait(30)
        return Reply(202)

    with WireServer(answering(respond)) as server, the_program_runs(tmp_path / "profile") as program:
        page = at(qtbot, program, server.url)
        form = begin(page, WayIn.REGISTER)
        fill_registration(form)
        form.go_button.click()
        qtbot.waitUntil(asked.is_set, timeout=10_000)
        form.stop_button.click()
        assert form.text(Field.PASSWORD) == FIRST
        form.back_button.click()
        begin(page, WayIn.FORGOT_PASSWORD).fill(Field.EMAIL, EMAIL)
        send(qtbot, page)
        assert not go_on.is_set(), "the server is as silent as before"
        go_on.set()


@pytest.mark.parametrize("silent", ["/.well-known/helpdesk-sync", "/v1/sessions"])
def test_stopping_and_quitting_wait_for_no_silent_helpdesk(qtbot: QtBot, tmp_path: Path, silent: str) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def respond(request: Request) -> Reply | Drop:
        if request.path == silent:
            asked.set()
            go_on.wait(30)
        return json_reply(DOCUMENT)

    with WireServer(answering(respond)) as server:
        with the_program_runs(tmp_path / "profile") as program:
            qtbot.waitUntil(lambda: program.sign_in_page is not None, timeout=20_000)
            page = program.sign_in_page
            assert page is not None
            page.form.address.setText(server.url)
            page.form.go_button.click()
            if silent == "/v1/sessions":
                qtbot.waitUntil(lambda: page.helpdesk is not None, timeout=10_000)
                page.form.login.setText("anna")
                page.form.password.setText("secret")
                page.form.go_button.click()
            qtbot.waitUntil(asked.is_set, timeout=10_000)
        assert not go_on.is_set(), "the program has ended, and the helpdesk is as silent as before"
        go_on.set()
