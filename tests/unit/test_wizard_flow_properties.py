"""Whatever a person does in whatever order, the wizard keeps its promises."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from desktop.actions.add_to_ticket import reply_from
from desktop.actions.wizard import Field, Step, WizardFlow
from desktop.actions.wizard_review import review_lines
from desktop.domain.account import Feature
from desktop.domain.rules import check_ticket
from desktop.domain.template import is_only_headings, is_untouched
from desktop.domain.ticket import Contact
from desktop.domain.urgency import Answers, Central, Reach, Work
from tests.wizard_builders import (
    FAULT,
    MACHINES,
    PARTS,
    PUMP,
    QUESTION,
    a_catalogue,
    a_draft,
    a_file,
    a_helpdesk,
)

Deed = Callable[[WizardFlow], WizardFlow]
TEXT = st.text(max_size=30)
CATALOGUES = st.sampled_from(
    [a_catalogue(), a_catalogue(FAULT), a_catalogue(QUESTION), a_catalogue(PARTS, QUESTION), a_catalogue(priorities=())]
)
HELPDESKS = st.sets(
    st.sampled_from(
        [Feature.MACHINES, Feature.MACHINE_STATES, Feature.PRIORITIES, Feature.CONTACTS, Feature.CATEGORIES]
    )
).map(lambda without: a_helpdesk(*without))


def deeds_without_typing() -> st.SearchStrategy[Deed]:
    return st.one_of(
        st.just(WizardFlow.next),
        st.just(WizardFlow.back),
        st.sampled_from(list(Step)).map(lambda step: lambda flow: flow.go_to(step)),
        st.sampled_from(["fault", "parts", "question", "gone"]).map(
            lambda id: lambda flow: flow.choose_request_type(id)
        ),
        st.sampled_from(MACHINES).map(lambda machine: lambda flow: flow.choose_machine(machine)),
        st.sampled_from(["running", "stopped", "gone"]).map(lambda id: lambda flow: flow.choose_machine_state(id)),
        st.sampled_from(["", "low", "critical", "gone"]).map(lambda id: lambda flow: flow.choose_priority(id)),
        st.sampled_from(["", "invoice", "gone"]).map(lambda id: lambda flow: flow.choose_category(id)),
        st.builds(Answers, st.sampled_from(Work), st.sampled_from(Reach), st.sampled_from(Central)).map(
            lambda answers: lambda flow: flow.answer(answers)
        ),
        st.integers(0, 3).map(lambda number: lambda flow: flow.add_file(a_file(id=str(number)))),
        st.integers(0, 3).map(lambda number: lambda flow: flow.remove_file(str(number))),
        TEXT.map(lambda text: lambda flow: flow.add_contact(Contact("", "", text))),
        st.sampled_from(["it", "en", "el"]).map(lambda language: lambda flow: flow.in_language(language)),
        st.tuples(CATALOGUES, HELPDESKS).map(lambda both: lambda flow: flow.with_catalogue(*both)),
        st.just(WizardFlow.skip_machine),
    )


def typing() -> st.SearchStrategy[Deed]:
    return st.one_of(
        TEXT.map(lambda text: lambda flow: flow.type_subject(text)),
        TEXT.map(lambda text: lambda flow: flow.type_description(text)),
        TEXT.map(lambda text: lambda flow: flow.describe_machine(text)),
    )


FLOWS = st.tuples(CATALOGUES, HELPDESKS).map(lambda both: WizardFlow.begin(a_draft(), *both, language="en"))
DEEDS = st.lists(st.one_of(deeds_without_typing(), typing()), max_size=25)


def after(flow: WizardFlow, deeds: list[Deed]) -> WizardFlow:
    for deed in deeds:
        flow = deed(flow)
    return flow


@given(FLOWS, DEEDS)
def test_the_step_always_exists_and_the_flow_can_be_taken_up_again_from_its_draft_alone(
    flow: WizardFlow, deeds: list[Deed]
):
    flow = after(flow, deeds)
    assert flow.step in flow.steps
    again = WizardFlow.begin(flow.draft, flow.catalogue, flow.helpdesk, flow.language, flow.machine)
    assert again.draft == flow.draft
    assert again.step is flow.step


@given(FLOWS, DEEDS, TEXT.filter(str.strip), st.lists(deeds_without_typing(), max_size=25))
def test_text_typed_is_never_lost_by_anything_but_typing(
    flow: WizardFlow, before: list[Deed], text: str, later: list[Deed]
):
    flow = after(flow, before)
    flow = flow.type_subject(text + "s").type_description(text + " and more")
    # A text that happens to be the template is nobody's own.
    if is_untouched(flow.draft.description, flow.draft.template):
        return
    flow = after(flow, later)
    assert flow.draft.subject == text + "s"
    assert flow.draft.description == text + " and more"


@given(FLOWS, DEEDS)
def test_a_flow_without_faults_reaches_the_review_by_next_alone_and_one_with_faults_does_not(
    flow: WizardFlow, deeds: list[Deed]
):
    flow = after(flow, deeds).go_to(Step.REQUEST_TYPE)
    while not flow.is_first:
        flow = flow.back()
    faultless = not flow.violations
    for _ in Step:
        flow = flow.next()
    assert (flow.step is Step.REVIEW) == faultless
    assert faultless or flow.shown_violations


@given(FLOWS, DEEDS)
def test_filling_in_what_is_missing_always_leads_to_a_ticket_that_can_be_sent(flow: WizardFlow, deeds: list[Deed]):
    flow = after(flow, deeds)
    for contact in flow.draft.contacts:
        flow = flow.remove_contact(contact.email)
    if flow.request_type is None:
        flow = flow.choose_request_type(flow.catalogue.request_types[0].id)
    flow = flow.choose_machine(PUMP).choose_machine_state("stopped").type_subject("S").type_description("D")
    assert flow.can_send
    assert flow.go_to(Step.REVIEW).step is Step.REVIEW


@given(FLOWS, DEEDS)
def test_what_goes_out_passes_the_rules_and_has_nothing_of_fields_that_do_not_appear(
    flow: WizardFlow, deeds: list[Deed]
):
    flow = after(flow, deeds)
    out = flow.outgoing
    assert check_ticket(out, flow.catalogue, flow.helpdesk) == flow.violations
    for one, value in (
        (Field.MACHINE, out.machine_id + out.machine_unlisted),
        (Field.MACHINE_STATE, out.machine_state),
        (Field.PRIORITY, out.priority),
        (Field.CATEGORY, out.category),
        (Field.CONTACTS, out.contacts),
    ):
        assert flow.has_field(one) or not value
    assert {line.field for line in review_lines(flow)} == {one for one in Field if flow.has_field(one)}


@given(FLOWS, DEEDS)
def test_carrying_a_draft_into_a_reply_loses_neither_text_nor_files(flow: WizardFlow, deeds: list[Deed]):
    draft = after(flow, deeds).draft
    said = reply_from(draft, "t")
    assert draft.subject.strip() in said.text
    if not (is_untouched(draft.description, draft.template) or is_only_headings(draft.description, draft.template)):
        assert draft.description.strip() in said.text
    assert all(one.email in said.text for one in draft.contacts)
    assert said.files == draft.files
