"""The ticket as the person sees it: nothing pending is missing, nothing stands there twice."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.catalogue import StatusKind
from desktop.domain.change import Change, SetStatus, StatusTarget
from desktop.domain.change_state import ChangeState
from desktop.domain.projection import first_line, pressing_state, project_row, project_ticket, row_of_new_ticket
from tests.builders import ANNA, NOON, a_message, a_row, a_ticket, an_answer, an_id, an_opening


def closing(ticket_id: str, target: StatusTarget = StatusTarget.CLOSED, text: str = "") -> Change:
    return Change(an_id(), ticket_id, SetStatus(target, text), NOON + 5)


def test_a_ticket_only_here_has_no_number_and_its_description_first() -> None:
    opening = an_opening()
    view = project_ticket(None, (), (), [opening, an_answer(opening.id)], ANNA)
    assert view is not None
    assert view.number == ""
    assert [entry.is_description for entry in view.entries] == [True, False]
    assert [entry.change is not None for entry in view.entries] == [True, True]


def test_nobody_knows_a_ticket_without_server_and_without_opening() -> None:
    assert project_ticket(None, (), (), [an_answer("t")], ANNA) is None


def test_a_message_that_the_server_has_already_is_not_shown_twice() -> None:
    ticket = a_ticket()
    answer = an_answer(ticket.id, state=ChangeState.UNCERTAIN)
    view = project_ticket(ticket, [a_message(ticket.id, id=answer.id, author=ANNA)], (), [answer], ANNA)
    assert view is not None
    assert [entry.id for entry in view.entries] == [ticket.id, answer.id]


def test_closing_shows_at_once_and_reopening_after_it_too() -> None:
    ticket = a_ticket()
    closed = project_ticket(ticket, (), (), [closing(ticket.id)], ANNA)
    assert closed is not None
    assert closed.is_closed
    again = project_ticket(ticket, (), (), [closing(ticket.id), closing(ticket.id, StatusTarget.OPEN)], ANNA)
    assert again is not None
    assert again.kind is StatusKind.OPEN
    assert [entry.event_after for entry in again.entries[1:]] == ["closed", "open"]


def test_settled_changes_are_not_laid_over_any_more() -> None:
    row = a_row()
    assert project_row(row, [replace(an_answer(row.id), state=ChangeState.SENT)]) == row


def test_what_needs_the_person_is_more_pressing_than_what_is_on_its_way() -> None:
    changes = [
        an_answer("t", state=ChangeState.UPLOADING),
        an_answer("t", state=ChangeState.NEEDS_ATTENTION),
        an_answer("t"),
    ]
    assert pressing_state(changes) is ChangeState.NEEDS_ATTENTION
    assert pressing_state([]) is None


def test_the_row_of_a_new_ticket_shows_the_last_thing_said() -> None:
    opening = an_opening()
    assert (
        row_of_new_ticket(opening, "Conveyor 4", [an_answer(opening.id, "And it smells.")]).last_text
        == "And it smells."
    )


@given(st.lists(st.sampled_from(["answer", "close", "reopen"]), max_size=8))
def test_every_pending_change_stands_in_the_conversation_exactly_once_and_in_order(deeds: list[str]) -> None:
    ticket = a_ticket()
    changes = [
        an_answer(ticket.id)
        if deed == "answer"
        else closing(ticket.id, StatusTarget.CLOSED if deed == "close" else StatusTarget.OPEN)
        for deed in deeds
    ]
    view = project_ticket(ticket, (), (), changes, ANNA)
    assert view is not None
    assert [entry.id for entry in view.entries[1:]] == [change.id for change in changes]


@given(st.text())
def test_the_first_line_is_one_short_line(text: str) -> None:
    line = first_line(text)
    assert len(line) <= 160
    assert "\n" not in line
    assert line == " ".join(line.split(" "))
