"""What a person did against what the server has: nothing typed is lost, and nobody is asked without need."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.catalogue import StatusKind
from desktop.domain.change import (
    AddMessage,
    Change,
    Deed,
    EditTicket,
    OpenTicket,
    Problem,
    SetStatus,
    StatusTarget,
    TicketFields,
)
from desktop.domain.change_state import ChangeState
from desktop.domain.conflict import (
    EDITED_MEANWHILE,
    TICKET_CLOSED,
    TICKET_MERGED,
    UNSEEN_MESSAGE,
    Ask,
    NothingToDo,
    Rebase,
    Send,
    Verdict,
    before_sending,
    fields_of,
    insisted,
    joined_contacts,
    merged,
    on_conflict,
    stands,
)
from desktop.domain.ticket import Author, Contact, Message, MessageKind, Side, Ticket
from tests.builders import ANNA, LUCA, MARCO, NOON, a_file, a_message, a_ticket, an_id

NOT_MET = Problem("precondition-not-met")
CLOSED = a_ticket(kind=StatusKind.CLOSED)
OPEN = a_ticket()


def a_change(deed: Deed, ticket: Ticket = OPEN, state: ChangeState = ChangeState.QUEUED) -> Change:
    return Change(an_id(), ticket.id, deed, NOON, state)


def an_edit(ticket: Ticket, **after: object) -> EditTicket:
    """An edit of somebody who looks at `ticket`."""
    wanted = TicketFields(**after)  # type: ignore[arg-type]
    here = fields_of(ticket)
    before = TicketFields(**{name: getattr(here, name) for name in after})
    return EditTicket(wanted, before, ticket.version)


def edit_of(verdict: Verdict) -> EditTicket:
    assert isinstance(verdict, Rebase)
    assert isinstance(verdict.deed, EditTicket)
    return verdict.deed


# -- replies -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ticket", [OPEN, CLOSED, None])
def test_a_reply_is_sent_whatever_happened_meanwhile(ticket: Ticket | None) -> None:
    reply = a_change(AddMessage("Serial DR-88213."))
    messages = [a_message(OPEN.id, text="And?")]
    assert before_sending(reply, ticket, messages, ANNA.id) == Send(reply)


def test_a_reply_to_a_door_that_was_closed_waits_for_the_person_with_its_text() -> None:
    reply = a_change(AddMessage("Serial DR-88213."))
    verdict = on_conflict(reply, CLOSED, (), ANNA.id, Problem(TICKET_CLOSED, "Closed."))
    assert verdict == Ask(Problem(TICKET_CLOSED, "Closed."))


def test_a_merged_ticket_keeps_the_name_of_the_one_it_goes_on_in() -> None:
    problem = Problem(TICKET_MERGED, merged_into="other")
    for deed in (
        AddMessage("Hello?"),
        SetStatus(StatusTarget.OPEN),
        SetStatus(StatusTarget.CLOSED, "Thanks"),
        an_edit(OPEN, subject="X"),
    ):
        assert on_conflict(a_change(deed), CLOSED, (), ANNA.id, problem) == Ask(problem)


# -- closing and reopening ---------------------------------------------------------------------------------------------------------


def test_closing_over_a_message_that_was_not_seen_asks() -> None:
    seen, new = a_message(OPEN.id), a_message(OPEN.id, text="Wait, one thing more.")
    closing = a_change(SetStatus(StatusTarget.CLOSED, seen_version=1, seen=(seen.id,)))
    assert before_sending(closing, OPEN, [seen], ANNA.id) == Send(closing)
    assert before_sending(closing, OPEN, [seen, new], ANNA.id) == Ask(Problem(UNSEEN_MESSAGE))


def test_what_was_seen_does_not_depend_on_anybodys_clock() -> None:
    seen = a_message(OPEN.id)
    # Written offline before the one that was seen, arrived after it.
    late = a_message(OPEN.id, author=MARCO, created_at=seen.created_at - 5000)
    closing = a_change(SetStatus(StatusTarget.CLOSED, seen_version=9, seen=(seen.id,)))
    assert isinstance(before_sending(closing, OPEN, [late, seen], ANNA.id), Ask)


def test_ones_own_messages_and_what_merely_happened_do_not_keep_a_ticket_from_being_closed() -> None:
    own = a_message(OPEN.id, author=ANNA)
    event = a_message(OPEN.id, kind=MessageKind.EVENT)
    closing = a_change(SetStatus(StatusTarget.CLOSED, seen=()))
    assert before_sending(closing, OPEN, [own, event], ANNA.id) == Send(closing)


def test_who_did_not_look_is_not_asked() -> None:
    closing = a_change(SetStatus(StatusTarget.CLOSED))
    assert before_sending(closing, OPEN, [a_message(OPEN.id)], ANNA.id) == Send(closing)


def test_a_closed_ticket_is_not_closed_over_anything() -> None:
    closing = a_change(SetStatus(StatusTarget.CLOSED, "Thanks.", seen=()))
    assert before_sending(closing, CLOSED, [a_message(CLOSED.id)], ANNA.id) == Send(closing)


def test_a_refusal_for_an_unseen_message_asks_even_before_the_message_is_here() -> None:
    closing = a_change(SetStatus(StatusTarget.CLOSED, "Thanks.", seen=()))
    assert on_conflict(closing, OPEN, (), ANNA.id, NOT_MET) == Ask(Problem(UNSEEN_MESSAGE))


@pytest.mark.parametrize(("target", "there"), [(StatusTarget.CLOSED, CLOSED), (StatusTarget.OPEN, OPEN)])
def test_who_wanted_what_is_so_already_has_it(target: StatusTarget, there: Ticket) -> None:
    assert on_conflict(a_change(SetStatus(target, seen=())), there, (), ANNA.id, NOT_MET) == NothingToDo()


@pytest.mark.parametrize(("target", "there"), [(StatusTarget.CLOSED, CLOSED), (StatusTarget.OPEN, OPEN)])
def test_the_last_word_to_a_ticket_that_is_there_already_is_not_lost(target: StatusTarget, there: Ticket) -> None:
    word = SetStatus(target, "It was the fan.", seen=("m1",))
    first = on_conflict(a_change(word), there, (), ANNA.id, NOT_MET)
    assert first == Rebase(replace(word, seen=None))
    assert isinstance(first, Rebase)
    second = on_conflict(a_change(first.deed), there, (), ANNA.id, NOT_MET)
    assert second == Rebase(AddMessage("It was the fan."))
    assert isinstance(second, Rebase)
    assert isinstance(on_conflict(a_change(second.deed), there, (), ANNA.id, NOT_MET), Ask)


# -- edits -------------------------------------------------------------------------------------------------------------------------


def test_an_edit_of_a_ticket_that_did_not_move_goes_as_it_is() -> None:
    edit = a_change(an_edit(OPEN, subject="Pump P-101 stops when cold"))
    assert before_sending(edit, OPEN, (), ANNA.id) == Send(edit)


def test_edits_of_different_fields_are_joined() -> None:
    theirs = replace(OPEN, priority="high", version=7)
    edit = an_edit(OPEN, subject="Pump P-101 stops when cold")
    for verdict in (
        before_sending(a_change(edit), theirs, (), ANNA.id),
        on_conflict(a_change(edit), theirs, (), ANNA.id, Problem("precondition-failed")),
    ):
        rebased = edit_of(verdict)
        assert rebased.after == TicketFields(subject="Pump P-101 stops when cold")
        assert rebased.base_version == 7


def test_the_same_value_on_both_sides_is_no_conflict() -> None:
    theirs = replace(OPEN, subject="Pump", machine_state="stopped", version=7)
    edit = an_edit(OPEN, subject=" Pump ", machine_state="stopped")
    assert on_conflict(a_change(edit), theirs, (), ANNA.id, Problem("precondition-failed")) == NothingToDo()


def test_different_values_of_one_field_ask_and_name_it() -> None:
    theirs = replace(OPEN, subject="Pump", priority="high", version=7)
    edit = an_edit(OPEN, subject="Fan", priority="high", machine_state="stopped")
    expected = Ask(Problem(EDITED_MEANWHILE, pointers=(("/subject", ""),)))
    assert before_sending(a_change(edit), theirs, (), ANNA.id) == expected
    assert on_conflict(a_change(edit), theirs, (), ANNA.id, Problem("precondition-failed")) == expected


def test_an_edit_that_is_refused_for_another_reason_does_not_go_round_for_ever() -> None:
    edit = an_edit(OPEN, subject="Fan")
    problem = Problem("precondition-failed")
    assert on_conflict(a_change(edit), OPEN, (), ANNA.id, problem) == Ask(problem)


def test_an_edit_of_a_ticket_that_was_closed_meanwhile_waits_for_the_person() -> None:
    edit = an_edit(OPEN, subject="Fan")
    problem = Problem(TICKET_CLOSED)
    assert on_conflict(a_change(edit), replace(CLOSED, version=9), (), ANNA.id, problem) == Ask(problem)


def test_people_to_notify_of_both_sides_are_joined() -> None:
    marco, paola, luca = (Contact("", name, f"{name}@rossi.example") for name in ("marco", "paola", "luca"))
    base, mine, theirs = (marco, luca), (marco, paola), (luca, replace(marco, name="Marco B."))
    assert joined_contacts(base, mine, theirs) == (replace(marco, name="Marco B."), paola)


def test_a_second_edit_of_ones_own_stands_on_the_first() -> None:
    first = an_edit(OPEN, subject="Fan")
    second = an_edit(replace(OPEN, subject="Fan"), subject="Fan of pump P-101")
    after_first = replace(OPEN, subject=first.after.subject or "", version=OPEN.version + 1)
    assert edit_of(before_sending(a_change(second), after_first, (), ANNA.id)).after.subject == "Fan of pump P-101"


# -- what holds for all ------------------------------------------------------------------------------------------------------------

TEXTS = st.sampled_from(["", "low", "high", "Pump", " Pump ", "Ventola"])
CONTACTS = st.lists(
    st.sampled_from([Contact("", "M", "m@x.it"), Contact("1", "P", "p@x.it"), Contact("", "", "M@X.it")]), max_size=3
).map(tuple)
KINDS = st.sampled_from(StatusKind)
TICKETS = st.builds(
    lambda subject, priority, category, state, contacts, kind, version: a_ticket(
        id="t",
        subject=subject,
        priority=priority,
        category=category,
        machine_state=state,
        contacts=contacts,
        kind=kind,
        version=version,
    ),
    TEXTS,
    TEXTS,
    TEXTS,
    TEXTS,
    CONTACTS,
    KINDS,
    st.integers(1, 4),
)
FIELDS = st.builds(
    TicketFields,
    subject=st.none() | TEXTS,
    priority=st.none() | TEXTS,
    category=st.none() | TEXTS,
    machine_state=st.none() | TEXTS,
    contacts=st.none() | CONTACTS,
)


@st.composite
def edits(draw: st.DrawFn) -> EditTicket:
    after, base = draw(FIELDS), fields_of(draw(TICKETS))
    before = TicketFields(
        **{
            one.name: getattr(base, one.name) if getattr(after, one.name) is not None else None
            for one in fields(TicketFields)
        }
    )
    return EditTicket(after, before, draw(st.integers(0, 4)))


DEEDS: st.SearchStrategy[Deed] = st.one_of(
    st.builds(lambda text: OpenTicket("s", text, "fault"), st.text(max_size=5)),
    st.builds(AddMessage, st.text(max_size=5), st.lists(st.builds(a_file), max_size=2).map(tuple)),
    st.builds(
        lambda target, text, seen: SetStatus(target, text, 1, seen=seen),
        st.sampled_from(StatusTarget),
        st.text(max_size=5),
        st.none() | st.lists(st.sampled_from(["m1", "m2"]), max_size=2).map(tuple),
    ),
    edits(),
)
MESSAGES = st.lists(
    st.builds(
        lambda id, author, kind: Message(id, "t", author, "…", NOON, kind),
        st.sampled_from(["m1", "m2", "m3"]),
        st.sampled_from([ANNA, MARCO, LUCA, Author("x", "X", Side.SUPPORT)]),
        st.sampled_from(MessageKind),
    ),
    max_size=4,
)
PROBLEMS = st.none() | st.builds(
    Problem,
    st.sampled_from(["precondition-not-met", "precondition-failed", TICKET_CLOSED, TICKET_MERGED, "something-new"]),
)
WAITING = st.sampled_from([ChangeState.QUEUED, ChangeState.DISPATCHED, ChangeState.UNCERTAIN])


def typed(deed: Deed) -> tuple[object, ...]:
    """All that the person put into it."""
    match deed:
        case OpenTicket():
            return (deed.subject, deed.description, deed.files)
        case AddMessage() | SetStatus():
            return (deed.text.strip(), deed.files)
        case EditTicket():
            after = deed.after
            return (after.subject, after.priority, after.category, after.machine_state)


@given(DEEDS, st.none() | TICKETS, MESSAGES, WAITING)
def test_what_was_typed_goes_on_whatever_the_cache_says(
    deed: Deed, ticket: Ticket | None, messages: list[Message], state: ChangeState
) -> None:
    change = a_change(deed, state=state)
    match before_sending(change, ticket, messages, ANNA.id):
        case Send(change=sent):
            assert sent == change
        case Rebase(deed=other):
            assert typed(other) == typed(deed)
        case Ask():
            assert state is ChangeState.QUEUED
        case NothingToDo():
            raise AssertionError("the cache alone may not call anything done")


@given(DEEDS, st.none() | TICKETS, MESSAGES)
def test_after_a_lost_answer_the_very_same_goes_again(
    deed: Deed, ticket: Ticket | None, messages: list[Message]
) -> None:
    change = a_change(deed, state=ChangeState.UNCERTAIN)
    assert before_sending(change, ticket, messages, ANNA.id) == Send(change)
    doubtful = replace(a_change(deed), doubt_at=NOON)
    assert before_sending(doubtful, ticket, messages, ANNA.id) == Send(doubtful)


@given(DEEDS, st.none() | TICKETS, MESSAGES, PROBLEMS)
def test_what_was_typed_is_not_lost_by_a_refusal(
    deed: Deed, current: Ticket | None, messages: list[Message], problem: Problem | None
) -> None:
    verdict = on_conflict(a_change(deed), current, messages, ANNA.id, problem)
    match verdict:
        case Rebase(deed=other):
            assert typed(other) == typed(deed)
            assert other != deed
        case NothingToDo():
            assert current is not None
            if isinstance(deed, EditTicket):
                assert stands(deed.after, current)
            else:
                assert isinstance(deed, SetStatus)
                assert (deed.text.strip(), deed.files) == ("", ())
                assert (current.kind is StatusKind.CLOSED) == (deed.target is StatusTarget.CLOSED)
        case Send():
            raise AssertionError("refused as it is, and sent again as it is")
        case Ask():
            pass


@given(DEEDS, TICKETS, MESSAGES, PROBLEMS)
def test_refusals_by_the_same_state_come_to_an_end(
    deed: Deed, current: Ticket, messages: list[Message], problem: Problem | None
) -> None:
    for _ in range(4):
        verdict = on_conflict(a_change(deed), current, messages, ANNA.id, problem)
        if not isinstance(verdict, Rebase):
            return
        deed = verdict.deed
    raise AssertionError("goes round for ever")


@given(edits(), TICKETS)
def test_joining_twice_is_joining_once(edit: EditTicket, ticket: Ticket) -> None:
    verdict = before_sending(a_change(edit), ticket, (), ANNA.id)
    if isinstance(verdict, Rebase):
        again = a_change(verdict.deed)
        assert before_sending(again, ticket, (), ANNA.id) == Send(again)


@given(edits(), TICKETS)
def test_what_a_merge_gives_is_mine_where_i_spoke_and_theirs_where_i_did_not(edit: EditTicket, ticket: Ticket) -> None:
    merge = merged(edit, ticket)
    for one in fields(TicketFields):
        mine, here = getattr(edit.after, one.name), getattr(fields_of(ticket), one.name)
        if mine is None:
            assert getattr(merge.fields, one.name) is None
            assert one.name not in merge.contested
        elif one.name != "contacts" and mine == here:
            assert one.name not in merge.contested


@given(TICKETS, FIELDS, FIELDS)
def test_whoever_comes_first_two_edits_of_different_fields_end_the_same(
    base: Ticket, one: TicketFields, other: TicketFields
) -> None:
    # Each field belongs to one of the two.
    other = replace(
        other,
        **{each.name: None for each in fields(TicketFields) if getattr(one, each.name) is not None},
    )
    first, second = _as_edit(one, base), _as_edit(other, base)

    def after(ticket: Ticket, edit: EditTicket) -> Ticket:
        merge = merged(edit, ticket)
        assert merge.contested == ()
        known = {
            each.name: value for each in fields(TicketFields) if (value := getattr(merge.fields, each.name)) is not None
        }
        return replace(ticket, **known)

    assert after(after(base, first), second) == after(after(base, second), first)


def _as_edit(wanted: TicketFields, base: Ticket) -> EditTicket:
    given_names = [one.name for one in fields(TicketFields) if getattr(wanted, one.name) is not None]
    return an_edit(base, **{name: getattr(wanted, name) for name in given_names})


@given(edits(), TICKETS)
def test_who_insists_is_not_asked_again(edit: EditTicket, ticket: Ticket) -> None:
    firm = a_change(insisted(edit, ticket))
    assert before_sending(firm, ticket, (), ANNA.id) == Send(firm)
    assert typed(firm.deed) == typed(edit)


@given(CONTACTS, CONTACTS, CONTACTS)
def test_nobody_whom_either_side_added_is_left_out(
    base: tuple[Contact, ...], mine: tuple[Contact, ...], theirs: tuple[Contact, ...]
) -> None:
    def keys(contacts: tuple[Contact, ...]) -> set[str]:
        return {one.email.casefold() for one in contacts}

    joined = keys(joined_contacts(base, mine, theirs))
    assert (keys(mine) - keys(base)) | (keys(theirs) - keys(base)) <= joined
    assert not joined & (keys(base) - keys(mine))
    assert not joined & (keys(base) - keys(theirs) - keys(mine))
