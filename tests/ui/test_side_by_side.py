"""Several accounts open side by side in the whole program: two helpdesks of different portals, two people, real HTTP and files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions.reply import reply
from desktop.actions.unlock import open_lock
from desktop.cli.window_call import tell_window
from desktop.domain.change import Change
from desktop.domain.draft import ReplyDraft
from desktop.domain.listing import Folder, Listing
from desktop.identity import KEYRING_SERVICE
from desktop.runtime.link_state import LinkKind
from desktop.runtime.notifier import NativeNotice
from desktop.runtime.single_instance import SingleInstance
from desktop.sandbox.server import RunningSandbox
from desktop.settings import LANGUAGE
from desktop.storage.accounts import list_accounts
from desktop.ui.account_desk import AccountDesk
from desktop.ui.application import Application
from desktop.ui.desktop_presence import DesktopPresence
from desktop.ui.key_trouble_dialog import KeyTroubleDialog
from desktop.ui.notice_target import NoticeTarget, TargetKind
from desktop.ui.passphrase_dialog import PassphraseDialog
from desktop.ui.side_bar import Page
from desktop.ui.unsent_question import UnsentQuestion
from desktop.workspace import Workspace
from tests.accounts.keyrings import ring
from tests.ground.recording_line import RecordingLine, Reply, Request
from tests.memory_keyring import SecretServiceInMemory
from tests.ui.whole_program import (
    ANNA,
    entry,
    online,
    open_desk,
    quick_keys,
    shown,
    sign_in_on,
    signed_in,
    start,
    the_program,
    wait_for,
)

__all__ = ["quick_keys", "ring"]

pytestmark = pytest.mark.usefixtures("quick_keys")

CHIARA = "chiara.parodi@studioparodi.example"
PATIENCE = 30_000
ROSSI, PARODI = 0, 1
"""Places in the menu: by the names of the folders."""


@dataclass
class World:
    """Two helpdesks, and the profile with an account on each."""

    folder: Path
    helpdesks: list[RunningSandbox]
    lines: list[RecordingLine]


@pytest.fixture
def world(tmp_path: Path, ring: SecretServiceInMemory) -> Iterator[World]:
    with ExitStack() as stack:
        helpdesks = [
            stack.enter_context(RunningSandbox(tmp_path / portal, portal))
            for portal in ("machine-builder", "it-services")
        ]
        lines = [stack.enter_context(RecordingLine(one.url)) for one in helpdesks]
        for line, login in zip(lines, (ANNA, CHIARA), strict=True):
            signed_in(line.address, tmp_path / "profile" / "accounts", login)
        yield World(tmp_path / "profile", helpdesks, lines)


@pytest.fixture
def program(world: World) -> Iterator[Application]:
    with the_program(world.folder) as made:
        yield made


def desk_of(program: Application, login: str) -> AccountDesk | None:
    desks = program.accounts.desks if program.accounts is not None else []
    return next((one for one in desks if one.session.account.login == login and one.session.is_open), None)


def both_online(qtbot: QtBot, program: Application) -> tuple[AccountDesk, AccountDesk]:
    """Anna in front, Chiara behind, both with everything."""
    start(qtbot, program)
    front = open_desk(qtbot, program)
    online(qtbot, front)
    qtbot.waitUntil(lambda: desk_of(program, CHIARA) is not None, timeout=PATIENCE)
    other = desk_of(program, CHIARA)
    assert other is not None
    online(qtbot, other)
    qtbot.waitUntil(lambda: bool(some_ticket(front) and some_ticket(other)), timeout=PATIENCE)
    return front, other


def some_ticket(desk: AccountDesk, at: int = 0) -> str:
    ids = desk.session.views.ticket_ids(Listing(Folder.OPEN))
    return ids[at] if len(ids) > at else ""


def presence(qtbot: QtBot, program: Application) -> DesktopPresence:
    qtbot.waitUntil(lambda: program.presence is not None and len(program.presence._desks) == 2, timeout=PATIENCE)
    assert program.presence is not None
    return program.presence


def heard(presence: DesktopPresence) -> list[NativeNotice]:
    told: list[NativeNotice] = []
    presence.notices.told.connect(told.append)
    return told


def press(program: Application, qtbot: QtBot, at: int) -> None:
    """Ctrl+Shift+1 is the first account of the menu."""
    key = (Qt.Key.Key_1, Qt.Key.Key_2)[at]
    qtbot.keyClick(program.frame, key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def test_the_account_in_front_comes_first_and_the_other_without_a_workbench(
    qtbot: QtBot, program: Application, world: World
) -> None:
    start(qtbot, program)
    assert program.accounts is not None
    assert [one.session.account.login for one in program.accounts.desks] == [ANNA], "the others wait for its list"
    front, other = both_online(qtbot, program)
    assert (front.is_in_front, other.is_in_front) == (True, False)
    assert not other.has_bench
    qtbot.waitUntil(lambda: other.counts.open > 0, timeout=PATIENCE)
    entry(front, CHIARA).trigger()
    assert program.desk is other
    assert other.has_bench
    assert other.bench.isVisible()
    assert not front.bench.isVisible()
    other.bench.go(Folder.COMPANY)
    qtbot.waitUntil(lambda: len(other.bench.ticket_list.model.ids) > 0, timeout=PATIENCE)


def test_beside_others_an_account_says_at_which_helpdesk_it_is(qtbot: QtBot, program: Application) -> None:
    front, other = both_online(qtbot, program)
    entry(front, CHIARA).trigger()
    for desk in (front, other):
        said = desk.bench.side_bar.badge.accessibleName()
        assert said.endswith(f", {desk.session.helpdesk.name}"), said


def test_going_to_and_fro_keeps_what_is_typed_where_one_is_and_where_the_keyboard_is(
    qtbot: QtBot, program: Application
) -> None:
    front, other = both_online(qtbot, program)
    front.bench.go(Folder.COMPANY)
    qtbot.waitUntil(lambda: len(front.bench.ticket_list.model.ids) > 2, timeout=PATIENCE)
    ticket = front.bench.ticket_list.model.ids[2]
    front.bench.show_ticket(ticket)
    front.bench.focus_reply()
    qtbot.keyClicks(front.bench.ticket_page.composer.edit, "half a sen")
    press(program, qtbot, PARODI)
    assert program.desk is other
    other.bench.go(Page.SERVICES)
    press(program, qtbot, ROSSI)
    assert program.desk is front
    assert front.bench.ticket_in_sight == ticket
    assert front.bench.ticket_list.view.current_id == ticket
    assert front.bench.ticket_page.composer.text == "half a sen"
    assert QApplication.focusWidget() is front.bench.ticket_page.composer.edit
    qtbot.keyClicks(front.bench.ticket_page.composer.edit, "tence")
    assert front.bench.ticket_page.composer.text == "half a sentence"
    press(program, qtbot, PARODI)
    assert other.bench.place is Page.SERVICES
    qtbot.waitUntil(lambda: front.session.views.reply_draft(ticket) is not None, timeout=PATIENCE)
    saved = front.session.views.reply_draft(ticket)
    assert saved is not None
    assert saved.text == "half a sentence"


def test_a_wizard_goes_on_while_the_other_account_is_in_front_and_brings_its_own_back(
    qtbot: QtBot, program: Application
) -> None:
    front, other = both_online(qtbot, program)
    front.bench.new_ticket_requested.emit()
    qtbot.waitUntil(lambda: len(front.writing.wizards) == 1, timeout=PATIENCE)
    wizard = front.writing.wizards[0]
    program.frame.activateWindow()
    qtbot.waitUntil(program.frame.isActiveWindow, timeout=PATIENCE)
    press(program, qtbot, PARODI)
    assert program.desk is other
    assert wizard.isVisible()
    wizard.flow.become(wizard.flow.value.type_subject("still being written"))
    front.writing.sent.emit(some_ticket(front))
    assert program.desk is front
    assert wizard.flow.value.draft.subject == "still being written"


def test_news_of_the_account_behind_name_their_helpdesk_and_a_click_brings_it_to_the_front_at_the_ticket(
    qtbot: QtBot, program: Application, world: World
) -> None:
    _front, other = both_online(qtbot, program)
    told = heard(presence(qtbot, program))
    ticket = some_ticket(other)
    world.helpdesks[PARODI].counter.answer(ticket, "Please restart the print server.", "answered")
    qtbot.waitUntil(lambda: len(told) == 1, timeout=PATIENCE)
    assert told[0].title.startswith(f"{other.session.helpdesk.name}: ")
    assert "Please restart the print server." in told[0].body
    assert NoticeTarget.read(told[0].key) == NoticeTarget(other.key, TargetKind.TICKET, ticket)
    assert not other.has_bench
    assert program.presence is not None
    program.presence.notifier._clicked.emit(told[0].key)
    qtbot.waitUntil(lambda: program.desk is other, timeout=PATIENCE)
    qtbot.waitUntil(lambda: other.bench.ticket_in_sight == ticket, timeout=PATIENCE)


def test_an_announcement_of_the_account_behind_is_told_once_and_opens(
    qtbot: QtBot, program: Application, world: World
) -> None:
    _front, other = both_online(qtbot, program)
    told = heard(presence(qtbot, program))
    announced = world.helpdesks[PARODI].counter.announce("Works on the line", "Tonight from ten.")
    qtbot.waitUntil(lambda: len(told) == 1, timeout=PATIENCE)
    assert told[0].title == f"{other.session.helpdesk.name}: Works on the line"
    assert program.presence is not None
    program.presence.notifier._clicked.emit(told[0].key)
    qtbot.waitUntil(lambda: program.desk is other and other.bench.place is Page.ANNOUNCEMENTS, timeout=PATIENCE)
    assert NoticeTarget.read(told[0].key) == NoticeTarget(other.key, TargetKind.ANNOUNCEMENT, announced.id)
    other.session.sync_now()
    online(qtbot, other)
    assert len(told) == 1, "nothing of the first sync, and nothing twice"


def test_one_tray_shows_the_sum_and_the_worst_and_names_whose_news_they_are(
    qtbot: QtBot, program: Application, world: World
) -> None:
    front, other = both_online(qtbot, program)
    tray = presence(qtbot, program).tray
    read = [
        next(id for id in desk.session.views.ticket_ids(Listing(Folder.COMPANY)) if desk.is_read(id))
        for desk in (front, other)
    ]
    for helpdesk, ticket in zip(world.helpdesks, read, strict=True):
        helpdesk.counter.answer(ticket, "Look at this.", "answered")
    qtbot.waitUntil(lambda: not any(map(AccountDesk.is_read, (front, other), read)), timeout=PATIENCE)
    qtbot.waitUntil(lambda: front.counts.unread > 0 and other.counts.unread > 0, timeout=PATIENCE)
    assert tray._look.unread == front.counts.unread + other.counts.unread
    qtbot.waitUntil(lambda: sum(one.text().startswith(front.name) for one in tray.actions()) == 1, timeout=PATIENCE)
    assert sum(one.text().startswith(other.name) for one in tray.actions()) == 1
    assert tray._look.online
    world.lines[PARODI].answer("GET", "/v1/", Reply(503), times=1000)
    other.session.sync_now()
    qtbot.waitUntil(lambda: other.session.link.kind is LinkKind.SERVER_DOWN, timeout=PATIENCE)
    assert not tray._look.online, "the worst of them"
    assert front.session.link.kind is LinkKind.ONLINE
    assert "offline" in tray._words()


def test_nothing_crosses_on_the_wire_while_both_are_open(qtbot: QtBot, program: Application, world: World) -> None:
    front, other = both_online(qtbot, program)
    desks = (front, other)
    marks = ("annaword", "chiaraword")
    queued: list[Change] = []
    for desk, mark in zip(desks, marks, strict=True):
        desk.session.perform(reply, ReplyDraft(some_ticket(desk), f"{mark} in a reply"), then=queued.append)
    qtbot.waitUntil(lambda: len(queued) == 2, timeout=PATIENCE)
    for desk in desks:
        qtbot.waitUntil(
            lambda d=desk: not [o for o in d.session.views.outbox() if not o.state.is_settled], timeout=PATIENCE
        )
    for line, own, foreign in ((world.lines[0], 0, 1), (world.lines[1], 1, 0)):
        said = "\n".join(map(everything, line.requests))
        assert marks[own] in said, "the search finds what is there"
        others = (
            marks[foreign],
            (ANNA, CHIARA)[foreign],
            desks[foreign].session.identity.client_id,
            *(token for pair in world.lines[foreign].tokens for token in pair),
        )
        assert world.lines[foreign].tokens
        assert not [one for one in others if one in said]
    assert desks[0].session.account.folder != desks[1].session.account.folder


def everything(request: Request) -> str:
    head = "\n".join(f"{name}: {value}" for name, value in request.headers)
    return f"{request.target}\n{head}\n{request.body.decode('latin-1')}"


def test_signing_out_of_the_one_in_front_leaves_the_other_running_and_in_front(
    qtbot: QtBot, program: Application, world: World
) -> None:
    front, other = both_online(qtbot, program)
    entry(front, "Sign out").trigger()
    qtbot.waitUntil(lambda: program.desk is other, timeout=PATIENCE)
    assert program.sign_in_page is None
    assert other.session.link.kind is LinkKind.ONLINE
    assert "signed out" in entry(other, ANNA).text()
    entry(other, ANNA).trigger()
    qtbot.waitUntil(lambda: program.sign_in_page is not None, timeout=PATIENCE)
    page = program.sign_in_page
    assert page is not None
    assert page.form.login.text() == ANNA
    page.form.cancel_button.click()
    qtbot.waitUntil(lambda: program.sign_in_page is None, timeout=PATIENCE)
    assert other.bench.isVisible()


def test_removing_the_one_in_front_leaves_the_other(qtbot: QtBot, program: Application, world: World) -> None:
    front, other = both_online(qtbot, program)
    entry(front, "Remove this account").trigger()
    wait_for(qtbot, UnsentQuestion).go_button.click()
    qtbot.waitUntil(lambda: program.desk is other, timeout=PATIENCE)
    qtbot.waitUntil(
        lambda: [one.login for one in list_accounts(world.folder / "accounts")] == [CHIARA], timeout=PATIENCE
    )
    assert other.session.link.kind is LinkKind.ONLINE


def test_what_is_typed_on_the_sign_in_page_is_there_again_after_a_notice_brought_an_account(
    qtbot: QtBot, program: Application
) -> None:
    front, other = both_online(qtbot, program)
    entry(front, "Add an account").trigger()
    page = program.sign_in_page
    assert page is not None
    page.form.address.setText("help.example")
    assert program.presence is not None
    program.presence.notifier._clicked.emit(NoticeTarget(other.key, TargetKind.TICKET, some_ticket(other)).key)
    qtbot.waitUntil(lambda: program.desk is other and other.bench.isVisible(), timeout=PATIENCE)
    entry(other, "Add an account").trigger()
    assert program.sign_in_page is page
    assert page.isVisible()
    assert page.form.address.text() == "help.example"


def test_the_language_changes_in_all_of_them_and_the_one_behind_still_has_no_workbench(
    qtbot: QtBot, program: Application
) -> None:
    front, other = both_online(qtbot, program)
    program.settings.set(LANGUAGE, "it")
    assert front.bench.side_bar.accessibleName() == "Cartelle e pagine"
    assert not other.has_bench
    press(program, qtbot, PARODI)
    assert other.bench.side_bar.accessibleName() == "Cartelle e pagine"
    program.settings.set(LANGUAGE, "en")
    assert front.bench.side_bar.accessibleName() == "Folders and pages"
    assert program.desk is other


def test_the_palette_leads_to_the_other_account_and_to_what_happened(qtbot: QtBot, program: Application) -> None:
    front, other = both_online(qtbot, program)
    names = {one.name: one for one in front.bench.keys.commands()}
    there = next(one for name, one in names.items() if CHIARA in name)
    assert there.keys
    assert not [name for name in names if ANNA in name and name.startswith("Go to")]
    assert "While you were away" in names
    there.run()
    assert program.desk is other


def test_a_window_of_the_same_profile_is_called_and_told_of_changes_in_all_accounts(
    qtbot: QtBot, program: Application, world: World
) -> None:
    front, other = both_online(qtbot, program)
    instance = SingleInstance(program.profile.data)
    assert instance.take()
    instance.called.connect(program.to_front)
    instance.changed.connect(program.look_again)
    try:
        moved: list[str] = []
        front.session.outbox_changed.connect(lambda: moved.append("front"))
        other.session.outbox_changed.connect(lambda: moved.append("other"))
        assert tell_window(program.profile.data)
        qtbot.waitUntil(lambda: {"front", "other"} <= set(moved), timeout=PATIENCE)
    finally:
        instance.close()


def test_another_process_finds_the_sending_of_both_taken(qtbot: QtBot, program: Application, world: World) -> None:
    desks = both_online(qtbot, program)
    for desk in desks:
        account = desk.account
        beside = Workspace(account, open_lock(account, None), undo_time=0)
        try:
            assert not beside._lease.take(), "as a command line would find it"
        finally:
            beside.close()


def test_signing_in_to_an_account_that_is_open_goes_on_with_the_fresh_session(
    qtbot: QtBot, program: Application, world: World
) -> None:
    front, _other = both_online(qtbot, program)
    entry(front, "Add an account").trigger()
    page = program.sign_in_page
    assert page is not None
    page.form.address.setText(world.lines[PARODI].address)
    page.form.go_button.click()
    sign_in_on(qtbot, page, CHIARA)
    fresh = open_desk(qtbot, program, CHIARA)
    online(qtbot, fresh)
    assert program.accounts is not None
    assert len(program.accounts.desks) == 2
    assert front.session.link.kind is LinkKind.ONLINE


# Keys


@pytest.fixture
def locked_world(tmp_path: Path, ring: SecretServiceInMemory) -> Iterator[Path]:
    """Anna's key lies in the keyring, Chiara's under a passphrase."""
    with ExitStack() as stack:
        for portal, login, passphrase in (
            ("machine-builder", ANNA, None),
            ("it-services", CHIARA, "five plain words"),
        ):
            helpdesk = stack.enter_context(RunningSandbox(tmp_path / portal, portal))
            signed_in(helpdesk.url, tmp_path / "profile" / "accounts", login, passphrase)
        yield tmp_path / "profile"


def locked_entry(desk: AccountDesk) -> QAction:
    return entry(desk, CHIARA)


def test_an_account_under_a_passphrase_waits_without_a_question_until_it_is_chosen(
    qtbot: QtBot, locked_world: Path
) -> None:
    with the_program(locked_world) as program:
        start(qtbot, program)
        desk = open_desk(qtbot, program)
        online(qtbot, desk)
        qtbot.waitUntil(lambda: "locked" in locked_entry(desk).text(), timeout=PATIENCE)
        assert shown(PassphraseDialog) is None
        assert program.accounts is not None
        assert [one.session.account.login for one in program.accounts.desks] == [ANNA]
        locked_entry(desk).trigger()
        wait_for(qtbot, PassphraseDialog).reject()
        qtbot.waitUntil(lambda: program.desk is desk and desk.bench.isVisible(), timeout=PATIENCE)
        assert program.sign_in_page is None
        assert "locked" in locked_entry(desk).text()
        locked_entry(desk).trigger()
        dialog = wait_for(qtbot, PassphraseDialog)
        dialog.first.setText("five plain words")
        dialog.ok_button.click()
        other = open_desk(qtbot, program, CHIARA)
        online(qtbot, other)
        assert desk.session.link.kind is LinkKind.ONLINE


def test_a_keyring_that_gives_nothing_for_the_one_behind_asks_nobody(
    qtbot: QtBot, world: World, ring: SecretServiceInMemory
) -> None:
    [_, chiara] = list_accounts(world.folder / "accounts")
    ring.delete_password(KEYRING_SERVICE, chiara.key_name)
    with the_program(world.folder) as program:
        start(qtbot, program)
        desk = open_desk(qtbot, program)
        qtbot.waitUntil(lambda: "locked" in entry(desk, CHIARA).text(), timeout=PATIENCE)
        assert shown(KeyTroubleDialog) is None
        assert desk_of(program, CHIARA) is None
        entry(desk, CHIARA).trigger()
        wait_for(qtbot, KeyTroubleDialog)


def test_with_the_passphrase_at_hand_both_open_by_themselves(
    qtbot: QtBot, locked_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPORTELLO_PASSPHRASE", "five plain words")
    with the_program(locked_world) as program:
        start(qtbot, program)
        open_desk(qtbot, program)
        qtbot.waitUntil(lambda: desk_of(program, CHIARA) is not None, timeout=PATIENCE)


def test_started_into_the_tray_it_tells_of_both(qtbot: QtBot, world: World) -> None:
    with the_program(world.folder) as program:
        program.start(hidden=True)
        qtbot.waitUntil(
            lambda: desk_of(program, ANNA) is not None and desk_of(program, CHIARA) is not None, timeout=PATIENCE
        )
        assert not program.frame.isVisible()
        told = heard(presence(qtbot, program))
        other = desk_of(program, CHIARA)
        assert other is not None
        online(qtbot, other)
        qtbot.waitUntil(lambda: bool(some_ticket(other)), timeout=PATIENCE)
        world.helpdesks[PARODI].counter.answer(some_ticket(other), "While hidden.", "answered")
        qtbot.waitUntil(lambda: len(told) == 1, timeout=PATIENCE)
        assert not program.frame.isVisible()
