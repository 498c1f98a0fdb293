"""The wizard's flow: steps, fields, faults and what would be sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.actions.add_to_ticket import reply_from
from desktop.actions.asking import Beginning
from desktop.actions.wizard import Field, Step, WizardFlow
from desktop.actions.wizard_review import review_lines
from desktop.domain.account import Feature, Helpdesk, Limits
from desktop.domain.announcement import Announcement
from desktop.domain.catalogue import Catalogue, Category, MachineState
from desktop.domain.draft import TicketDraft
from desktop.domain.machine import Machine
from desktop.domain.rules import Fault
from desktop.domain.ticket import Contact
from desktop.domain.urgency import Answers, Central, Impact, Reach, Work, suggest_priority
from tests.wizard_builders import (
    CONTACTS,
    FAULT,
    PARTS,
    PRIORITIES,
    PUMP,
    QUESTION,
    RECALL,
    STATES,
    TEMPLATE,
    a_catalogue,
    a_draft,
    a_file,
    a_helpdesk,
    words,
)


def a_flow(
    draft: TicketDraft | None = None,
    catalogue: Catalogue | None = None,
    helpdesk: Helpdesk | None = None,
    language: str = "en",
) -> WizardFlow:
    return WizardFlow.begin(draft or a_draft(), catalogue or a_catalogue(), helpdesk or a_helpdesk(), language)


def a_filled_flow() -> WizardFlow:
    return (
        a_flow()
        .choose_request_type("fault")
        .next()
        .choose_machine(PUMP)
        .next()
        .type_subject("Pump P-101 stops after warm-up")
        .choose_machine_state("faulty")
        .type_description("What I did: started line 2.\nIt stops.")
    )


def faults(flow: WizardFlow) -> set[Fault]:
    return {one.fault for one in flow.shown_violations}


def test_the_machine_builders_wizard_has_four_steps():
    assert a_flow().steps == (Step.REQUEST_TYPE, Step.MACHINE, Step.DETAILS, Step.REVIEW)


def test_a_request_type_without_machine_has_no_machine_step():
    flow = a_flow().choose_request_type("question")
    assert Step.MACHINE not in flow.steps
    assert flow.next().step is Step.DETAILS


def test_a_portal_without_machines_has_no_machine_step_and_no_machine_state():
    flow = a_flow(helpdesk=a_helpdesk(Feature.MACHINES)).choose_request_type("fault")
    assert Step.MACHINE not in flow.steps
    assert not flow.has_field(Field.MACHINE_STATE)
    assert Field.MACHINE_STATE not in {line.field for line in review_lines(flow)}


def test_the_only_request_type_is_chosen_by_itself_with_its_template():
    flow = a_flow(catalogue=a_catalogue(FAULT))
    assert flow.draft.request_type == "fault"
    assert flow.steps[0] is Step.MACHINE
    assert flow.step is Step.MACHINE
    assert flow.draft.description == TEMPLATE
    line = next(line for line in review_lines(flow) if line.field is Field.REQUEST_TYPE)
    assert not line.can_change


def test_without_any_request_type_yet_the_person_is_kept_on_the_first_step():
    flow = a_flow(catalogue=Catalogue()).next()
    assert flow.step is Step.REQUEST_TYPE
    assert faults(flow) == {Fault.REQUEST_TYPE_MISSING}


def test_next_stays_and_tells_what_is_missing_only_then():
    flow = a_flow().choose_request_type("fault").next()
    assert flow.step is Step.MACHINE
    assert not flow.shown_violations
    stayed = flow.next()
    assert stayed.step is Step.MACHINE
    assert faults(stayed) == {Fault.MACHINE_MISSING}
    assert not stayed.choose_machine(PUMP).shown_violations


def test_the_details_name_every_missing_field_at_its_place():
    flow = a_flow().choose_request_type("fault").choose_machine(PUMP).go_to(Step.DETAILS).next()
    assert [one.field for one in flow.shown_violations] == ["subject", "machine_state", "description"]


def test_a_file_that_is_too_large_is_told_at_once():
    helpdesk = a_helpdesk(limits=Limits(max_upload_bytes=1000))
    flow = a_flow(helpdesk=helpdesk).choose_request_type("question").next().add_file(a_file(size=2000))
    assert faults(flow) == {Fault.FILE_TOO_LARGE}
    assert flow.shown_violations[0].subject == "plate P-101.jpg"
    assert not flow.remove_file(a_file().id).shown_violations


def test_going_forward_by_the_header_stops_where_something_is_missing():
    flow = a_flow().choose_request_type("fault").go_to(Step.REVIEW)
    assert flow.step is Step.MACHINE
    assert faults(flow) == {Fault.MACHINE_MISSING}


def test_going_back_by_the_header_is_always_possible():
    flow = a_filled_flow().next()
    assert flow.step is Step.REVIEW
    assert flow.go_to(Step.REQUEST_TYPE).step is Step.REQUEST_TYPE
    assert flow.back().step is Step.DETAILS


def test_back_on_the_first_step_stays():
    assert a_flow().back().step is Step.REQUEST_TYPE
    assert a_flow().is_first


def test_an_untouched_template_gives_way_to_the_next_types():
    flow = a_flow().choose_request_type("fault")
    assert flow.draft.description == TEMPLATE
    assert flow.choose_request_type("parts").draft.description == "Part and quantity: "
    assert flow.choose_request_type("question").draft.description == ""


def test_the_persons_own_text_survives_every_change_of_type():
    flow = a_flow().choose_request_type("fault").type_description("Line 2 stands still")
    for type_ in ("parts", "question", "fault"):
        flow = flow.choose_request_type(type_)
        assert flow.draft.description == "Line 2 stands still"


def test_choosing_the_same_type_again_does_not_bring_a_deleted_template_back():
    flow = a_flow().choose_request_type("fault").type_description("")
    assert flow.choose_request_type("fault").draft.description == ""


def test_an_untouched_template_follows_the_language_and_own_text_does_not():
    flow = a_flow().choose_request_type("fault")
    assert flow.in_language("it").draft.description.startswith("Cosa ho fatto")
    own = flow.type_description("Mine")
    assert own.in_language("it").draft.description == "Mine"


def test_what_belongs_to_fields_that_vanished_is_kept_but_not_sent():
    flow = a_filled_flow().choose_request_type("question")
    assert flow.draft.machine_id == PUMP.id
    assert (flow.outgoing.machine_id, flow.outgoing.machine_state, flow.outgoing.machine_unlisted) == ("", "", "")
    assert flow.can_send
    assert flow.choose_request_type("fault").outgoing.machine_id == PUMP.id


def test_a_machine_that_is_not_listed_counts_as_a_machine():
    flow = a_flow().choose_request_type("fault").next().describe_machine("Old lathe in the cellar")
    assert flow.next().step is Step.DETAILS
    assert flow.has_field(Field.MACHINE_STATE)
    assert flow.outgoing.machine_unlisted == "Old lathe in the cellar"


def test_choosing_a_listed_machine_keeps_what_was_written_about_an_unlisted_one():
    flow = a_flow().choose_request_type("fault").describe_machine("Old lathe").choose_machine(PUMP)
    assert flow.draft.machine_unlisted == "Old lathe"
    assert flow.outgoing.machine_unlisted == ""
    assert flow.describe_machine("Old lathe").outgoing.machine_id == ""


def test_a_required_machine_cannot_be_skipped_an_optional_one_can():
    required = a_flow().choose_request_type("fault").next()
    assert required.skip_machine() == required
    optional = a_flow().choose_request_type("parts").next().choose_machine(PUMP).skip_machine()
    assert optional.draft.machine_skipped
    assert optional.next().step is Step.DETAILS
    assert not optional.has_field(Field.MACHINE_STATE)


def test_categories_belong_to_the_type_and_to_portals_that_have_them():
    flow = a_flow().choose_request_type("question").choose_category("invoice")
    assert flow.outgoing.category == "invoice"
    assert flow.choose_request_type("fault").outgoing.category == ""
    without = a_flow(helpdesk=a_helpdesk(Feature.CATEGORIES)).choose_request_type("question").choose_category("invoice")
    assert not without.has_field(Field.CATEGORY)
    assert without.outgoing.category == ""


@pytest.mark.parametrize(("state", "priority"), [("running", "normal"), ("faulty", "high"), ("stopped", "urgent")])
def test_the_machines_state_suggests_a_priority_but_never_the_topmost_of_five(state: str, priority: str):
    flow = a_filled_flow().choose_machine_state(state)
    assert flow.priority_is_suggested
    assert flow.outgoing.priority == priority
    assert flow.draft.priority == ""


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, "low low low"), (2, "low normal normal"), (3, "low normal high"), (4, "normal high urgent")],
)
def test_short_lists_of_priorities_are_used_whole(count: int, expected: str):
    some = PRIORITIES[:count]
    suggested = [suggest_priority(state, STATES, some) for state in STATES]
    assert " ".join(one.id for one in suggested if one) == expected


def test_without_severities_or_priorities_nothing_is_suggested():
    flat = (MachineState("a", words("A")), MachineState("b", words("B")))
    assert suggest_priority(flat[0], flat, PRIORITIES) is None
    assert suggest_priority(STATES[1], STATES, ()) is None
    assert a_flow().choose_request_type("question").priority is None


def test_a_priority_chosen_by_hand_stays_until_the_suggestion_is_asked_for_again():
    flow = a_filled_flow().choose_priority("critical").choose_machine_state("running")
    assert flow.outgoing.priority == "critical"
    assert not flow.priority_is_suggested
    assert flow.choose_priority("").outgoing.priority == "normal"


def test_a_portal_without_priorities_neither_shows_nor_sends_one():
    flow = a_flow(helpdesk=a_helpdesk(Feature.PRIORITIES)).choose_request_type("fault").choose_machine(PUMP)
    flow = flow.choose_machine_state("stopped").choose_priority("high")
    assert flow.priority is None
    assert flow.outgoing.priority == ""


def test_contacts_are_taken_once_whatever_the_case_and_wrong_addresses_are_told():
    flow = a_flow().choose_request_type("question").next()
    flow = flow.add_contact(CONTACTS[0]).add_contact(Contact("", "", "MARCO@rossi.example"))
    assert flow.draft.contacts == (CONTACTS[0],)
    wrong = flow.add_contact(Contact("", "", "nobody"))
    assert faults(wrong) == {Fault.CONTACT_ADDRESS}
    assert not wrong.remove_contact("nobody").shown_violations
    assert not a_flow(helpdesk=a_helpdesk(Feature.CONTACTS)).add_contact(CONTACTS[0]).outgoing.contacts


def test_the_budget_counts_bytes_and_files_against_the_servers_limits():
    flow = a_flow().add_file(a_file(size=3)).add_file(a_file(name="b.png", size=4)).add_file(a_file(size=3))
    budget = flow.budget
    assert (budget.used_bytes, budget.files, budget.files_left) == (7, 2, 18)


def test_the_review_shows_exactly_what_goes_with_the_step_to_change_it_on():
    flow = a_filled_flow().add_file(a_file()).add_contact(CONTACTS[0])
    lines = {line.field: line for line in review_lines(flow)}
    assert list(lines) == [
        Field.REQUEST_TYPE,
        Field.MACHINE,
        Field.SUBJECT,
        Field.MACHINE_STATE,
        Field.PRIORITY,
        Field.DESCRIPTION,
        Field.FILES,
        Field.CONTACTS,
    ]
    assert lines[Field.MACHINE].values == ("Pump P-101, DR-88213, Plant 1",)
    assert lines[Field.MACHINE].step is Step.MACHINE
    assert lines[Field.PRIORITY].values == ("High",)
    assert lines[Field.PRIORITY].suggested
    assert lines[Field.DESCRIPTION].values == (flow.draft.description,)
    assert lines[Field.FILES].files == (a_file(),)
    assert lines[Field.CONTACTS].values == ("Marco Bianchi <marco@rossi.example>",)


def test_only_announcements_about_the_chosen_machine_that_still_hold_are_shown():
    over = replace(RECALL, id="a2", ends_at=5)
    other = replace(RECALL, id="a3", machine_ids=("m9",))
    flow = a_flow().choose_request_type("fault")
    assert flow.announcements([RECALL], now=10) == ()
    assert flow.choose_machine(PUMP).announcements([over, RECALL, other], now=10) == (RECALL,)


def test_a_kept_draft_goes_on_at_its_step_or_at_the_nearest_one_that_still_exists():
    kept = a_filled_flow().draft
    assert a_flow(kept).step is Step.DETAILS
    on_machine = replace(kept, step="machine")
    assert a_flow(on_machine, helpdesk=a_helpdesk(Feature.MACHINES)).step is Step.REQUEST_TYPE
    assert a_flow(replace(kept, step="from-the-future")).step is Step.REQUEST_TYPE


def test_a_catalogue_that_changes_underneath_keeps_the_text_and_a_step_that_exists():
    flow = a_filled_flow().with_catalogue(a_catalogue(PARTS, QUESTION), a_helpdesk())
    assert flow.draft.subject == "Pump P-101 stops after warm-up"
    assert flow.step in flow.steps
    assert not flow.can_send
    assert flow.next().step is Step.REQUEST_TYPE
    assert faults(flow.next()) == {Fault.REQUEST_TYPE_MISSING}
    assert flow.choose_request_type("parts").to_first_fault().can_send


def test_what_was_written_is_carried_into_a_reply_without_an_empty_template():
    draft = a_draft(subject="Pump stops", description=TEMPLATE, template=TEMPLATE, files=(a_file(),))
    said = reply_from(draft, "t1")
    assert (said.ticket_id, said.text, said.files) == ("t1", "Pump stops", (a_file(),))
    halved = replace(draft, description="What I did:\nSince when:")
    assert reply_from(halved, "t1").text == "Pump stops"
    whole = replace(draft, description="It stops", machine_unlisted="The old one", contacts=(CONTACTS[0],))
    assert reply_from(whole, "t1").text == (
        "Pump stops\n\nThe old one\n\nIt stops\n\nCc: Marco Bianchi <marco@rossi.example>"
    )


def a_flow_with_templates() -> WizardFlow:
    """A request type with a template, whose technical category has one of its own."""
    own = Category("technical", words("Technical"), template=words("Steps: \nBrowser: ", "Passi: \nBrowser: "))
    mixed = replace(QUESTION, template=words("About: "), categories=(own, Category("invoice", words("Invoice"))))
    return a_flow(catalogue=a_catalogue(FAULT, mixed)).choose_request_type("question")


def test_another_category_brings_its_template_until_somebody_typed():
    flow = a_flow_with_templates()
    assert flow.draft.description == "About: "
    flow = flow.choose_category("technical")
    assert flow.draft.description == "Steps: \nBrowser: "
    assert flow.choose_category("invoice").draft.description == "About: "
    assert flow.in_language("it").draft.description == "Passi: \nBrowser: "
    typed = flow.type_description("Steps: one, two\nBrowser: ")
    for other in (typed.choose_category("invoice"), typed.choose_request_type("fault"), typed.in_language("it")):
        assert other.draft.description == "Steps: one, two\nBrowser: "
    # White space is nothing of the person's own.
    assert flow.type_description("Steps:\n\nBrowser:").choose_category("").draft.description == "About: "


def test_a_category_that_the_new_request_type_does_not_have_lends_it_no_template():
    flow = a_flow_with_templates().choose_category("technical").choose_request_type("fault")
    assert flow.draft.description == TEMPLATE
    assert flow.choose_request_type("question").draft.description == "Steps: \nBrowser: "


def test_a_template_as_it_is_is_no_description_and_mere_headings_are_told_of():
    flow = a_flow_with_templates().choose_category("technical").type_subject("It fails").to_first_fault()
    assert faults(flow) == {Fault.DESCRIPTION_MISSING}
    headings = flow.type_description("Steps: ")
    assert headings.can_send
    assert headings.has_only_headings
    filled = flow.type_description("Steps: I pressed the button\nBrowser: ")
    assert filled.can_send
    assert not filled.has_only_headings
    assert not a_flow().choose_request_type("parts").type_description("").has_only_headings


def test_detail_is_asked_for_where_there_is_a_template():
    flow = a_flow_with_templates()
    assert flow.wants_detail
    assert not a_flow().choose_request_type("question").wants_detail


def test_what_is_about_a_machine_is_not_about_this_computer():
    assert not a_flow().choose_request_type("fault").may_be_about_this_computer
    assert a_flow().choose_request_type("question").may_be_about_this_computer


def test_answers_suggest_a_priority_before_the_machines_state_does_and_never_over_a_choice():
    standstill = Answers(Work.STOPPED, Reach.ALL, Central.UNKNOWN)
    flow = a_filled_flow().choose_machine_state("running")
    assert flow.outgoing.priority == "normal"
    assert flow.answer(Answers(Work.STOPPED)).outgoing.priority == "normal"
    answered = flow.answer(standstill)
    assert (answered.outgoing.priority, answered.priority_is_suggested) == ("critical", True)
    assert answered.impact is Impact.STANDSTILL
    by_hand = flow.choose_priority("low").answer(standstill)
    assert by_hand.outgoing.priority == "low"
    assert by_hand.advised_priority is not None
    assert by_hand.advised_priority.id == "critical"
    without = a_flow(helpdesk=a_helpdesk(Feature.PRIORITIES)).choose_request_type("fault").answer(standstill)
    assert (without.impact, without.priority, without.outgoing.priority) == (None, None, "")


def test_maintenance_going_on_that_names_no_machine_is_shown_to_everybody():
    works = Announcement("w", "Works", "", "works", 1, starts_at=5, ends_at=20)
    news = Announcement("n", "News", "", "news", 1, ends_at=20)
    flow = a_flow().choose_request_type("question")
    assert flow.announcements([works, news, RECALL], now=10) == (works,)
    assert flow.announcements([works], now=4) == ()
    assert flow.announcements([works], now=21) == ()


def test_a_ticket_that_begins_with_something_starts_on_the_first_step_that_asks():
    def start(beginning: Beginning, machine: Machine | None = None) -> WizardFlow:
        return WizardFlow.start(a_draft(), beginning, a_catalogue(), a_helpdesk(), "en", machine)

    asked = start(Beginning("Backups", "question"))
    assert (asked.step, asked.draft.subject, asked.draft.request_type) == (Step.DETAILS, "Backups", "question")
    assert start(Beginning("Backups")).step is Step.REQUEST_TYPE
    about = start(Beginning("Pump", "parts", PUMP.id), PUMP)
    assert (about.step, about.machine, about.draft.description) == (Step.DETAILS, PUMP, "Part and quantity: ")
    unknown = start(Beginning(machine_unlisted="XY-1"))
    assert (unknown.step, unknown.draft.machine_unlisted) == (Step.REQUEST_TYPE, "XY-1")
