"""Two processes at one outbox, at the one moment that chance would hit once in a million: between an action's look and its deed."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.actions.desk import Desk
from desktop.actions.open_ticket import open_ticket
from desktop.actions.reply import reply
from desktop.actions.settle import discard, retry, undo
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft
from desktop.storage.database import Database
from desktop.storage.outbox import Outbox
from tests.builders import OpenAccount, a_ticket_draft, an_open_account

SOON = 0.2
"""Seconds in which the other process would long have written, were it not kept waiting."""


@contextmanager
def another_process(account: OpenAccount, work: Callable[[Outbox], None]) -> Iterator[Callable[[], Future[None]]]:
    """Whoever calls what this gives has `work` begin on an outbox of its own; it is done when the block ends."""
    path = account.workspace.account.outbox

    def run() -> None:
        database = Database(path, account.key)
        try:
            work(Outbox(database))
        finally:
            database.close()

    with ThreadPoolExecutor(1) as pool:
        begun: list[Future[None]] = []

        def begin() -> Future[None]:
            begun.append(pool.submit(run))
            return begun[-1]

        yield begin
        for one in begun:
            one.result()


@pytest.mark.parametrize("action", [undo, discard, retry])
def test_what_an_action_found_waiting_is_not_sent_by_another_process_before_it_is_done(
    tmp_path: Path, action: Callable[[Desk, str], object]
) -> None:
    with an_open_account(tmp_path) as account:
        workspace = account.workspace
        change = workspace.perform(reply, ReplyDraft(workspace.desk.new_id(), "Grazie – ευχαριστώ"))

        def dispatch(outbox: Outbox) -> None:
            outbox.update(change.id, ChangeState.DISPATCHED)

        with another_process(account, dispatch) as begins:

            def interrupted(desk: Desk) -> object:
                found = desk.outbox.get(change.id)
                assert found is not None
                with pytest.raises(TimeoutError):
                    begins().result(SOON)
                assert desk.outbox.get(change.id) == found
                return action(desk, change.id)

            assert workspace.perform(interrupted)


def test_one_ticket_said_by_two_processes_at_the_same_moment_is_queued_once(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        drafts = [a_ticket_draft(id=account.desk.new_id()) for _ in range(20)]
        together = threading.Barrier(2, timeout=10)

        def says_it_too(_: Outbox) -> None:
            with an_open_account(tmp_path) as other:
                for draft in drafts:
                    together.wait()
                    assert other.workspace.perform(open_ticket, draft).id == draft.id

        with another_process(account, says_it_too) as begins:
            begins()
            for draft in drafts:
                together.wait()
                assert account.workspace.perform(open_ticket, draft).id == draft.id
        assert [change.id for change in account.workspace.outbox.unsettled()] == [draft.id for draft in drafts]
