"""Sending by e-mail from the outbox and the conversation, and what is said of it afterwards: the real window on a real session."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop import settings
from desktop.actions.change_status import close_ticket
from desktop.actions.open_ticket import open_ticket
from desktop.actions.reply import reply
from desktop.connectors.email_submission import Fate, Outcome
from desktop.domain.change import Change
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft
from desktop.domain.mailing import MAIL_DID_NOT_GO, Obstacle
from desktop.runtime.mailroom import MailWay
from desktop.settings import Settings
from desktop.ui.bubble import Deal, deals_for
from desktop.ui.email_dialog import EmailDialog
from desktop.ui.outbox_item import OutboxItem
from desktop.ui.preferences.email_page import EmailPage
from desktop.ui.preferences.rows import Keeper
from desktop.ui.side_bar import Page
from desktop.ui.wording.mail import obstacle_sentence, why_it_did_not_go
from desktop.ui.workbench import Workbench
from tests.builders import NOON, an_answer
from tests.connectors.mail_server import a_scripted_server
from tests.runtime.mail_desk import Desk, a_desk, a_draft

S = ChangeState


@pytest.fixture
def kept(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with a_desk(qtbot, tmp_path, honours=False, online=False) as desk:
        yield desk


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, kept: Settings) -> Iterator[Workbench]:
    bench = Workbench(desk.session, kept)
    qtbot.addWidget(bench)
    bench.resize(1200, 800)
    bench.show()
    yield bench
    bench.shut()


def item_of(qtbot: QtBot, window: Workbench, change: Change) -> OutboxItem:
    window.go(Page.OUTBOX)

    def shown() -> bool:
        window.outbox.renew()
        return change.id in window.outbox._items

    qtbot.waitUntil(shown, timeout=10_000)
    return window.outbox._items[change.id]


def asked(qtbot: QtBot, window: Workbench, button: QPushButton) -> EmailDialog:
    def opened() -> bool:
        if not window.mailing.dialogs and button.isVisible():
            button.click()
        return bool(window.mailing.dialogs)

    qtbot.waitUntil(opened, timeout=10_000)
    [dialog] = window.mailing.dialogs
    return dialog


def saved(qtbot: QtBot, desk: Desk, dialog: EmailDialog, change: Change, target: Path) -> None:
    dialog.choose(MailWay.FILE)
    closed: list[int] = []
    dialog.finished.connect(closed.append)

    def done() -> bool:
        # The engine may be finding out at this moment that it can't be sent over the line.
        if not target.exists() and desk.change(change).state is not S.MAILED and dialog.go.isEnabled():
            dialog.save_as(str(target))
        return desk.change(change).state is S.MAILED and target.exists() and bool(closed)

    qtbot.waitUntil(done, timeout=20_000)


def test_what_waits_is_sent_from_the_outbox_shown_as_such_and_known_again(
    qtbot: QtBot, tmp_path: Path, desk: Desk, window: Workbench
) -> None:
    change = desk.do(open_ticket, a_draft())
    item = item_of(qtbot, window, change)
    qtbot.waitUntil(lambda: item.by_mail.isVisible() and item.by_mail.isEnabled(), timeout=10_000)
    dialog = asked(qtbot, window, item.by_mail)
    letter = dialog.letter
    assert letter.to == "assistenza@pubblinova.example"
    assert [row.value for row in dialog.ways] == ["program", "file"]
    saved(qtbot, desk, dialog, change, tmp_path / "letter.eml")
    qtbot.waitUntil(lambda: not window.mailing.dialogs)
    qtbot.waitUntil(lambda: item.not_gone.isVisible())
    assert item.over_the_line.isVisible()
    hidden = (item.by_mail, item.retry, item.edit, item.discard)
    assert not any(button.isVisible() for button in hidden)
    assert "waiting for the helpdesk to show it" in item.accessibleName()
    # Somebody sends the file.
    from desktop.connectors.email_submission import Submission

    raw = (tmp_path / "letter.eml").read_bytes()
    assert message_from_bytes(raw, policy=policy.default)["Sportello-Change"] == change.id
    assert Submission(desk.server).run(letter, len(raw), lambda: [raw]).fate is Fate.SENT
    window.show_ticket(change.id)
    desk.go_online()
    desk.wait_for(change, S.CONFIRMED)
    number = desk.change(change).number
    qtbot.waitUntil(lambda: window.ticket_page.shown is not None and window.ticket_page.shown.number == number)
    assert window.ticket_page.ticket_id == desk.change(change).stands_as


def test_a_mail_that_did_not_go_is_the_persons_again(
    qtbot: QtBot, tmp_path: Path, desk: Desk, window: Workbench
) -> None:
    change = desk.do(open_ticket, a_draft())
    item = item_of(qtbot, window, change)
    qtbot.waitUntil(lambda: item.by_mail.isEnabled())
    saved(qtbot, desk, asked(qtbot, window, item.by_mail), change, tmp_path / "letter.eml")
    qtbot.waitUntil(lambda: item.not_gone.isVisible())
    item.not_gone.click()
    qtbot.waitUntil(lambda: desk.change(change).state is S.NEEDS_ATTENTION)
    problem = desk.change(change).problem
    assert problem is not None
    assert problem.code == MAIL_DID_NOT_GO
    qtbot.waitUntil(lambda: item.retry.isVisible() and item.edit.isVisible() and item.by_mail.isVisible())


def test_over_the_line_it_goes_only_after_a_question_whose_default_is_to_wait(
    qtbot: QtBot, tmp_path: Path, desk: Desk, window: Workbench
) -> None:
    change = desk.do(open_ticket, a_draft())
    item = item_of(qtbot, window, change)
    qtbot.waitUntil(lambda: item.by_mail.isEnabled())
    saved(qtbot, desk, asked(qtbot, window, item.by_mail), change, tmp_path / "letter.eml")
    qtbot.waitUntil(lambda: item.over_the_line.isVisible())
    box = window.mailing.over_the_line(change.id)
    assert isinstance(box, QMessageBox)
    assert box.defaultButton() is box.escapeButton()
    box.defaultButton().click()
    assert desk.change(change).state is S.MAILED
    box = window.mailing.over_the_line(change.id)
    wait = box.buttons().index(box.defaultButton())
    box.buttons()[1 - wait].click()
    qtbot.waitUntil(lambda: desk.change(change).state is not S.MAILED)
    desk.go_online()
    desk.wait_for(change, S.CONFIRMED)


def test_what_can_not_go_says_why(qtbot: QtBot, desk: Desk, window: Workbench) -> None:
    ticket = next(iter(desk.session.views.rows(desk.session.views.ticket_ids(window.ticket_list.listing)).values()))
    change = desk.do(close_ticket, ticket.id)
    item = item_of(qtbot, window, change)
    qtbot.waitUntil(lambda: item.by_mail.isVisible())
    assert not item.by_mail.isEnabled()
    assert item.by_mail.toolTip() == obstacle_sentence(Obstacle.NO_WORDS)
    assert item.by_mail.accessibleDescription() == item.by_mail.toolTip()


def test_in_the_conversation_it_is_offered_where_it_waits(
    qtbot: QtBot, tmp_path: Path, desk: Desk, window: Workbench
) -> None:
    ids = desk.session.views.ticket_ids(window.ticket_list.listing)
    change = desk.do(reply, ReplyDraft(ids[0], "Ancora lo stesso."))
    window.show_ticket(ids[0])

    def buttons() -> list[str]:
        rows = [row for row in window.ticket_page.timeline.rows if row.entry and row.entry.id == change.id]
        return [button.text() for row in rows for button in row.findChildren(QPushButton) if button.isVisible()]

    qtbot.waitUntil(lambda: "Send by e-mail…" in buttons(), timeout=10_000)

    def opened() -> bool:
        window.ticket_page._deal(Deal.BY_MAIL.value, change.id)
        return bool(window.mailing.dialogs)

    qtbot.waitUntil(opened, timeout=10_000)
    [dialog] = window.mailing.dialogs
    number = desk.session.views.rows([ids[0]])[ids[0]].number
    assert dialog.letter.subject.startswith(f"[#{number}] ")
    saved(qtbot, desk, dialog, change, tmp_path / "reply.eml")
    qtbot.waitUntil(lambda: buttons() == ["The e-mail was not sent", "Send without e-mail…"], timeout=10_000)


def test_a_mail_servers_refusal_stands_in_the_dialog_and_the_password_is_asked_for_again(
    qtbot: QtBot, desk: Desk, window: Workbench, kept: Settings
) -> None:
    with a_scripted_server(["220 here", "250-here\r\n250 AUTH PLAIN", "535 5.7.8 no"]) as port:
        kept.set(settings.SMTP_HOST, "127.0.0.1")
        kept.set(settings.SMTP_PORT, port)
        kept.set(settings.SMTP_SECURITY, "none")
        kept.set(settings.SMTP_USER, "laura")
        change = desk.do(open_ticket, a_draft())
        item = item_of(qtbot, window, change)
        qtbot.waitUntil(lambda: item.by_mail.isEnabled())
        dialog = asked(qtbot, window, item.by_mail)
        assert dialog.chosen is MailWay.SERVER
        qtbot.waitUntil(dialog.password_box.isVisible)
        dialog.go.click()
        assert dialog.password_box.fault
        dialog.password.setText("canary")

        def refused() -> bool:
            if dialog.go.isEnabled() and "535" not in dialog.trouble.text():
                dialog.go.click()
            return "535" in dialog.trouble.text()

        qtbot.waitUntil(refused, timeout=20_000)
    assert dialog.password_box.isVisible()
    assert desk.change(change).state is not S.MAILED
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_who_closes_the_dialog_while_it_is_sent_stops_it_and_it_waits_as_before(
    qtbot: QtBot, desk: Desk, window: Workbench, kept: Settings
) -> None:
    heard: list[bytes] = []
    with a_scripted_server(["220 here", ""], heard=heard) as port:
        kept.set(settings.SMTP_HOST, "127.0.0.1")
        kept.set(settings.SMTP_PORT, port)
        kept.set(settings.SMTP_SECURITY, "none")
        change = desk.do(open_ticket, a_draft())
        item = item_of(qtbot, window, change)
        qtbot.waitUntil(lambda: item.by_mail.isEnabled())
        dialog = asked(qtbot, window, item.by_mail)

        def begun() -> bool:
            if dialog.go.isEnabled():
                dialog.go.click()
            return bool(heard)

        qtbot.waitUntil(begun, timeout=20_000)
        assert desk.change(change).state is S.MAILED
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not isValid(dialog), timeout=10_000)
        qtbot.waitUntil(lambda: not desk.change(change).state.stands_still, timeout=10_000)
    assert desk.change(change).mailed_at == 0


def test_every_obstacle_and_every_fate_has_words() -> None:
    assert len({obstacle_sentence(one) for one in Obstacle}) == len(Obstacle)
    for fate in Fate:
        said = why_it_did_not_go(Outcome(fate, "550 no"))
        assert said.title
        assert said.sentence
    assert "550 no" in why_it_did_not_go(Outcome(Fate.REFUSED, "550 no")).remedy


def test_what_was_mailed_can_only_be_brought_back() -> None:
    change = an_answer("t", state=S.MAILED)
    assert deals_for(change, NOON, mailable=True) == (Deal.MAIL_DID_NOT_GO, Deal.OVER_THE_LINE)
    assert Deal.BY_MAIL not in deals_for(an_answer("t", not_before=NOON + 5000), NOON, mailable=True)


def test_the_mail_server_is_kept_as_it_is_typed_and_the_port_follows_the_encryption(
    qtbot: QtBot, kept: Settings
) -> None:
    page = EmailPage(Keeper(kept, lambda _: page.show_dependents()))
    qtbot.addWidget(page)
    page.show()
    assert not page.user.isEnabled()
    qtbot.keyClicks(page.host.edit, " smtp.rossi.example ")
    qtbot.keyClick(page.host.edit, Qt.Key.Key_Return)
    assert kept.get(settings.SMTP_HOST) == "smtp.rossi.example"
    assert page.user.isEnabled()
    page.security.box.setCurrentIndex(page.security.box.findData("tls"))
    page.security.box.activated.emit(page.security.box.currentIndex())
    assert kept.get(settings.SMTP_PORT) == 465
    page.port.edit.setText("70000")
    page.port.edit.editingFinished.emit()
    assert page.port.fault
    assert kept.get(settings.SMTP_PORT) == 465
    page.security.box.setCurrentIndex(page.security.box.findData("none"))
    page.security.box.activated.emit(page.security.box.currentIndex())
    assert page.security.fault
