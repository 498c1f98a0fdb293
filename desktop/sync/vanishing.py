"""What becomes of what vanished from the server.

It goes when all of a run is known. More at once than a person would expect (`too_many`) stays, readable, until they say so: an empty
answer of a broken server looks the same. Only a changed scope is the server's explicit word about what this person may see, and is
followed at once.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from desktop.storage.cursors import PullState, SweepReason
from desktop.storage.removals import VANISHED
from desktop.storage.tickets import Applied
from desktop.sync.outcome import TOPIC_OF
from desktop.sync.stores import Stores

log = logging.getLogger("sportello.pull")

FEW = 50
"""As many tickets may vanish in one run without a question, however small the cache."""

SHARE = 5
"""Of more tickets, one in so many may vanish without a question."""


def too_many(vanished: int, cached: int) -> bool:
    """Whether so many tickets are not to go without the person's word, of `cached` that were there."""
    return vanished > max(FEW, cached // SHARE)


class Vanishing:
    """Decides within the transaction of the pull that learns of it."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores

    def mark_unseen(self, state: PullState, applied: Applied) -> None:
        """At the end of a sweep: what it did not bring has vanished."""
        if state.generation == 1:
            return  # nothing was here before
        tickets = self._stores.tickets
        also_held = state.why is SweepReason.SCOPE_CHANGED
        touched = tickets.removals.mark_unseen(state.generation, also_held=also_held)
        tickets.refresh(touched)
        # Whatever is shown may be gone.
        applied.types.update(TOPIC_OF)

    def decide(self, state: PullState, after: PullState, applied: Applied) -> PullState:
        """What vanished goes, or waits for the person's word."""
        tickets = self._stores.tickets
        removals = tickets.removals
        vanished = removals.vanished()
        if vanished:
            # A cache that was never whole has nothing to lose that the person knows of.
            may_ask = not state.first and state.why is not SweepReason.SCOPE_CHANGED
            if may_ask and too_many(vanished, removals.cached()):
                log.warning("%d tickets vanished at once: held until the person says so", vanished)
                removals.hold()
            else:
                removals.let_go(of=VANISHED)
        touched = removals.drop_parts()
        if removals.has_half_back():
            # Only a whole sweep knows which of its messages the server still has: a restored one has lost some, a broken one showed none.
            log.info("a ticket that had vanished is back: sweeping once more")
            self._stores.cursors.ask_sweep()
        tickets.refresh(touched)
        applied.ticket_ids |= touched
        return replace(after, held=removals.held())
