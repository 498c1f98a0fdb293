"""Patience grows, has an end, obeys the server, and keeps the order of work within a ticket."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.change_state import ChangeState
from desktop.sync.backoff import FIRST, LONGEST, delay
from desktop.sync.schedule import next_attempt, sendable
from tests.builders import NOON, an_answer, an_opening


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_waiting_is_never_shorter_than_the_first_step_nor_longer_than_the_cap(attempts: int, chance: float) -> None:
    assert FIRST <= delay(attempts, chance) <= LONGEST


@given(st.integers(1, 20), st.floats(0, 1, exclude_max=True))
def test_waiting_never_shrinks_from_one_failure_to_the_next(attempts: int, chance: float) -> None:
    assert delay(attempts + 1, chance) >= delay(attempts, chance)


def test_a_server_that_names_a_longer_time_is_obeyed_beyond_the_cap() -> None:
    assert delay(1, 0.0, retry_after=3600) == 3_600_000
    assert delay(1, 0.0, retry_after=0.1) == FIRST


def test_the_first_change_of_each_ticket_may_go() -> None:
    one, two = an_opening(), an_opening()
    behind = an_answer(one.id)
    assert sendable([one, behind, two], NOON) == [one, two]


def test_a_change_in_its_undo_time_holds_back_what_was_made_after_it() -> None:
    one = an_opening(not_before=NOON + 10)
    behind = an_answer(one.id)
    assert sendable([one, behind], NOON) == []
    assert next_attempt([one, behind], NOON) == NOON + 10


def test_needing_the_person_blocks_the_ticket_and_waits_for_no_clock() -> None:
    stuck = an_opening(state=ChangeState.NEEDS_ATTENTION)
    assert sendable([stuck, an_answer(stuck.id)], NOON) == []
    assert next_attempt([stuck], NOON) is None


def test_an_opening_goes_before_the_replies_that_stand_before_it_in_the_outbox() -> None:
    opening = an_opening()
    reply = an_answer(opening.id)
    assert sendable([reply, opening], NOON) == [opening]


def test_replies_to_a_ticket_being_written_again_wait() -> None:
    reply = an_answer("draft-1")
    assert sendable([reply], NOON, being_written={"draft-1"}) == []


def test_a_clock_corrected_by_seconds_does_not_cut_the_undo_time_short() -> None:
    change = an_opening(made_at=NOON, not_before=NOON + 10_000)
    assert sendable([change], NOON - 3_000) == []
    assert sendable([change], NOON - 3_600_000) == [change]
    assert next_attempt([change], NOON - 3_600_000) is None
