"""“My machine is not in the list”: chosen in the wizard without a network, it arrives at a helpdesk that needs a machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.actions.sign_in import SignedIn
from desktop.actions.wizard import Step, WizardFlow
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import TicketDraft
from desktop.domain.listing import Folder, Listing
from desktop.domain.rules import TicketField, editable_fields
from desktop.runtime.account_session import AccountSession
from desktop.runtime.link_state import LinkKind
from desktop.sandbox.server import RunningSandbox
from desktop.settings import Settings
from desktop.stamps import new_id
from desktop.ui.open_ticket_wizard import OpenTicketWizard, SessionDesk
from desktop.ui.workbench import Workbench
from tests.live_helpdesk import a_session, signed_in

LATHE = "Παλιά φρέζα, reparto 3"
PATIENCE = 20_000


@pytest.fixture
def account(tmp_path: Path, qtbot: QtBot) -> SignedIn:
    """Signed in and pulled once; the helpdesk is gone again."""
    with RunningSandbox(tmp_path / "helpdesk") as sandbox:
        account = signed_in(sandbox.url, tmp_path / "accounts")
        with a_session(account) as session:
            session.open()
            qtbot.waitUntil(lambda: session.link.kind is LinkKind.ONLINE, timeout=PATIENCE)
    return account


@pytest.fixture
def session(account: SignedIn, qtbot: QtBot) -> Iterator[AccountSession]:
    with a_session(account) as session:
        with qtbot.waitSignal(session.opened, timeout=PATIENCE):
            session.open()
        yield session


@pytest.fixture
def window(session: AccountSession, tmp_path: Path, qtbot: QtBot) -> Iterator[Workbench]:
    window = Workbench(session, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    yield window
    window.shut()


def write_about_it(session: AccountSession, qtbot: QtBot) -> str:
    """Goes through the wizard; the ticket's id."""
    flow = WizardFlow.begin(TicketDraft(new_id()), session.catalogue, session.helpdesk, "it")
    wizard = OpenTicketWizard(flow.choose_request_type("fault").go_to(Step.MACHINE), SessionDesk(session))
    with qtbot.waitExposed(wizard):
        wizard.show()
    page = wizard.machine_page
    qtbot.waitUntil(lambda: len(page._finder) > 0, timeout=PATIENCE)
    qtbot.keyClicks(page.search, "zzz")
    page.not_listed.click()
    page.unlisted.clear()
    # As an input method hands it over: no keyboard of a test has Greek keys.
    page.unlisted.insert(LATHE)
    page.unlisted.textEdited.emit(page.unlisted.text())
    qtbot.keyClick(page.unlisted, Qt.Key.Key_Return)
    assert wizard.flow.value.step is Step.DETAILS
    wizard.details_page.machine_state.chosen.emit("stopped")
    qtbot.keyClicks(wizard.details_page.subject, "Non parte")
    wizard.details_page.description.setPlainText("Da stamattina.")
    qtbot.keyClick(wizard.details_page.subject, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: wizard.flow.value.step is Step.REVIEW)
    with qtbot.waitSignals([wizard.sent, wizard.ended], timeout=PATIENCE):
        qtbot.keyClick(wizard, Qt.Key.Key_Return)
    (change,) = session.views.outbox()
    return change.id


def test_it_is_named_while_it_waits_and_after_it_arrived(
    window: Workbench, session: AccountSession, tmp_path: Path, qtbot: QtBot
) -> None:
    ticket = write_about_it(session, qtbot)
    window.show_ticket(ticket)

    def is_named() -> bool:
        chips = [value for _, value, _ in window.ticket_page.header.facts]
        row = session.views.rows([ticket]).get(ticket)
        return LATHE in chips and row is not None and row.machine_name == LATHE

    def present() -> ChangeState | None:
        change = session.views.change(ticket)
        return change.state if change is not None else None

    def said() -> list[str]:
        view = session.views.ticket(ticket)
        return [one.text for one in view.entries] if view is not None else []

    qtbot.waitUntil(is_named, timeout=PATIENCE)
    qtbot.waitUntil(lambda: session.link.kind is LinkKind.UNREACHABLE, timeout=PATIENCE)
    # Every few seconds it is tried again; refused, it waits as before.
    qtbot.waitUntil(lambda: present() is ChangeState.QUEUED, timeout=PATIENCE)

    port = int(session.helpdesk.address.rpartition(":")[2].rstrip("/"))
    with RunningSandbox(tmp_path / "helpdesk", port=port) as sandbox:
        session.sync_now()
        qtbot.waitUntil(lambda: session.views.ticket_at_helpdesk(ticket) is not None, timeout=PATIENCE)
        qtbot.waitUntil(lambda: present() is ChangeState.CONFIRMED, timeout=PATIENCE)
        arrived = session.views.ticket_at_helpdesk(ticket)
        assert arrived is not None
        assert (arrived.machine_id, arrived.machine_unlisted, arrived.machine_state) == ("", LATHE, "stopped")
        assert arrived.entries[0].text == "Da stamattina."
        offered = editable_fields(arrived, session.catalogue, session.helpdesk, session.person.rights)
        assert TicketField.MACHINE_STATE in offered
        sandbox.counter.answer(ticket, "Arriviamo.", "waiting")
        # Who was offline listens again only after a while: ask.
        session.sync_now()
        qtbot.waitUntil(lambda: "Arriviamo." in said(), timeout=PATIENCE)
        qtbot.waitUntil(is_named, timeout=PATIENCE)
        found = Listing(Folder.COMPANY, text="φρεζα")
        qtbot.waitUntil(lambda: session.views.ticket_ids(found) == [ticket], timeout=PATIENCE)
