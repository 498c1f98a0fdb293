"""What a person says when many tickets vanished from the helpdesk at once (`PullState.held`): remove them here too, or ask again.

Only the cache is touched: what was written, sent or attached here stays in the outbox, whatever became of its ticket.
"""

from __future__ import annotations

from desktop.actions.desk import Desk
from desktop.storage.removals import HELD


def let_go(desk: Desk) -> int:
    """Remove the tickets that vanished from the helpdesk; returns how many. The next run takes out what is left of a great many."""
    with desk.cache.transaction():
        count = desk.tickets.removals.let_go(of=HELD)
        desk.tickets.removals.drop()
    return count


def ask_again(desk: Desk) -> None:
    """Let the next run fetch everything afresh: what comes is alive again, what does not goes on waiting for the person's word."""
    with desk.cache.transaction():
        desk.cursors.ask_sweep()
