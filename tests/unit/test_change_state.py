"""The life of a change: the table is whole, and nothing in it loses anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.change_state import TABLE, ChangeEvent, ChangeState, Effect, NotAllowed, standing, step
from tests.builders import an_answer, an_opening

S, E = ChangeState, ChangeEvent
ANSWERS = [
    E.ACCEPTED,
    E.ALREADY_THERE,
    E.GONE,
    E.CONFLICT,
    E.INVALID,
    E.SIGN_IN_NEEDED,
    E.TRY_LATER,
    E.UNCERTAIN,
    E.FILES_MISSING,
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_every_answer_has_a_consequence_while_dispatched(answer: ChangeEvent) -> None:
    assert step(S.DISPATCHED, answer).state is not S.DISPATCHED


def test_only_the_person_ends_a_change() -> None:
    assert {event for (state, event), after in TABLE.items() if after.state is S.ENDED and state is not S.ENDED} == {
        E.DISCARDED
    }


def test_only_an_answer_of_the_server_makes_a_change_sent() -> None:
    assert {event for (state, event), after in TABLE.items() if after.state is S.SENT and state is not S.SENT} == {
        E.ACCEPTED,
        E.ALREADY_THERE,
    }


def test_what_may_be_on_the_server_can_never_be_discarded() -> None:
    for state in S:
        if state.may_be_on_server:
            with pytest.raises(NotAllowed):
                step(state, E.DISCARDED)


def test_a_program_that_died_while_sending_does_not_know_and_says_so() -> None:
    assert step(S.DISPATCHED, E.PROGRAM_STARTED).state is S.UNCERTAIN
    for state in S:
        if state not in (S.DISPATCHED, S.BLOCKED):  # blocked is shown, never stored
            assert step(state, E.PROGRAM_STARTED).state is state


def test_an_expired_session_uses_up_no_patience() -> None:
    for state in (S.DISPATCHED, S.UPLOADING, S.UNCERTAIN):
        assert step(state, E.SIGN_IN_NEEDED).effects == {Effect.STOP_ACCOUNT}


@given(st.lists(st.sampled_from(ChangeEvent), max_size=30))
def test_whatever_happens_a_settled_change_stays_settled_and_an_open_one_stays_in_sight(
    events: list[ChangeEvent],
) -> None:
    state = S.QUEUED
    for event in events:
        try:
            after = step(state, event).state
        except NotAllowed:
            continue
        assert event is E.SERVER_FORGOT or not (state.is_settled and not after.is_settled)
        assert after is not S.DRAFT or event is E.TAKEN_BACK or state is S.DRAFT
        if after is S.ENDED:
            assert event is E.DISCARDED or state is S.ENDED
        state = after


def test_what_the_person_ended_comes_back_by_nothing() -> None:
    assert {step(S.ENDED, event).state for (state, event) in TABLE if state is S.ENDED} == {S.ENDED}


def test_in_doubt_only_the_servers_word_leads_on() -> None:
    ways = {event for (state, event), after in TABLE.items() if state is S.UNCERTAIN and after.state is S.QUEUED}
    assert ways == {E.NOT_THERE, E.UNKNOWN, E.FILES_MISSING}
    assert (S.UNCERTAIN, E.TAKEN_BACK) not in TABLE
    assert (S.UNCERTAIN, E.DISCARDED) not in TABLE


def test_behind_one_that_needs_the_person_its_own_ticket_is_blocked_and_no_other() -> None:
    changes = [
        an_answer("t", id="1", state=S.QUEUED),
        an_answer("t", id="2", state=S.CONFLICT),
        an_answer("t", id="3", state=S.QUEUED),
        an_answer("u", id="4", state=S.QUEUED),
        an_answer("t", id="5", state=S.NEEDS_ATTENTION),
    ]
    assert standing(changes) == {
        "1": S.QUEUED, "2": S.CONFLICT, "3": S.BLOCKED, "4": S.QUEUED, "5": S.NEEDS_ATTENTION,
    }  # fmt: skip


def test_a_ticket_that_was_sent_again_after_its_own_replies_holds_them_up_and_is_held_up_by_none() -> None:
    opening = an_opening(id="t", state=S.NEEDS_ATTENTION)
    replies = [an_answer("t", id="1", state=S.QUEUED), an_answer("t", id="2", state=S.CONFLICT)]
    assert standing([*replies, opening]) == {"1": S.BLOCKED, "2": S.CONFLICT, "t": S.NEEDS_ATTENTION}
    opening = an_opening(id="t", state=S.QUEUED)
    assert standing([*replies, opening])["t"] is S.QUEUED
