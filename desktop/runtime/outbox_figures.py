"""What an outbox and a cache say about themselves in the strip at the bottom, and when the next change is due."""

from __future__ import annotations

from desktop.domain.change import Change
from desktop.domain.change_state import ChangeState
from desktop.domain.instant import Instant
from desktop.runtime.sync_driver import SyncDriver
from desktop.storage.views import Views


def waits_for_line(driver: SyncDriver, change: Change) -> bool:
    """Whether this change waits for a connection that is not metered."""
    return not (change.state.is_settled or change.state.stands_still) and driver.waits_for_line(change)


def tell_figures(driver: SyncDriver, views: Views, *, tight: bool) -> None:
    """Count anew, and let the driver tell it along with the line. `tight`: the disk is full."""
    unsettled = [change for change in views.outbox() if not change.state.is_settled]
    state = views.pull_state()
    driver.figures(
        waiting=sum(not change.state.stands_still for change in unsettled),
        needs_person=sum(change.state.needs_person for change in unsettled),
        held=sum(waits_for_line(driver, change) for change in unsettled),
        sending=any(
            change.state in (ChangeState.UPLOADING, ChangeState.DISPATCHED) and not waits_for_line(driver, change)
            for change in unsettled
        ),
        data_at=state.pulled_at or None,
        vanished=state.asks,
        tight=tight,
    )


def next_due(views: Views) -> Instant | None:
    """When the first change that waits for nobody may go; None when there is none."""
    times = [
        change.not_before for change in views.outbox() if not change.state.is_settled and not change.state.stands_still
    ]
    return min(times, default=None)
