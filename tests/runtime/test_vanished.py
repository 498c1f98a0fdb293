"""Many tickets deleted at a real helpdesk: the open account asks, goes on, and does what the person says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.actions.desk import Desk
from desktop.actions.removals import ask_again, let_go
from desktop.domain.listing import Folder, Listing
from desktop.runtime.link_state import LinkKind
from desktop.sandbox.database import Transaction, find
from desktop.sandbox.helpdesk import Setup
from desktop.sandbox.server import RunningSandbox
from tests.live_helpdesk import a_session, signed_in

ALL = Listing(Folder.COMPANY)


def delete(commit: Transaction, ids: Sequence[str]) -> None:
    """All in one commit: one by one, each would be nothing to ask about."""
    for id in ids:
        ticket = find(commit.connection, "ticket", id)
        assert ticket is not None
        commit.delete(ticket)


@pytest.mark.parametrize("word", [let_go, ask_again])
def test_what_vanished_at_once_stays_readable_until_the_person_says_so(
    qtbot: QtBot, tmp_path: Path, word: Callable[[Desk], object]
) -> None:
    setup = Setup("machine-builder", tmp_path / "helpdesk", tickets=150)
    with (
        RunningSandbox(setup.data, setup=setup) as sandbox,
        a_session(signed_in(sandbox.url, tmp_path / "accounts")) as session,
    ):
        with qtbot.waitSignal(session.opened, timeout=10_000):
            session.open()
        qtbot.waitUntil(lambda: session.link.kind is LinkKind.ONLINE, timeout=20_000)
        before = session.views.ticket_ids(ALL)
        gone = before[: len(before) * 2 // 3]
        assert len(gone) > 50
        sandbox.helpdesk.database.write_now(lambda commit: delete(commit, gone))
        session.sync_now()
        qtbot.waitUntil(lambda: session.link.vanished == len(gone), timeout=20_000)
        assert session.views.ticket_ids(ALL) == before
        assert session.views.ticket(gone[0]) is not None
        session.perform(word, then=lambda _: session.sync_now())
        if word is let_go:
            qtbot.waitUntil(lambda: len(session.views.ticket_ids(ALL)) == len(before) - len(gone), timeout=20_000)
            qtbot.waitUntil(lambda: session.link.vanished == 0, timeout=20_000)
        else:
            qtbot.waitUntil(lambda: session.views.pull_state().generation == 2, timeout=20_000)
            qtbot.waitUntil(lambda: session.link.vanished == len(gone), timeout=20_000)
            assert session.views.ticket_ids(ALL) == before
