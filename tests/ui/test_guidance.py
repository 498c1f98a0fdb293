"""What helps somebody to write a good ticket, offline: templates, questions, what is open already, what happened before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.actions.asking import Beginning
from desktop.actions.wizard import Field, Step, WizardFlow
from desktop.domain.account import Feature
from desktop.domain.announcement import Announcement
from desktop.domain.catalogue import Category, StatusKind
from desktop.domain.change import AddMessage
from desktop.identity import VERSION
from desktop.runtime.account_session import AccountSession
from desktop.ui.open_ticket_wizard import OpenTicketWizard, SessionDesk
from desktop.ui.wording import now_instant
from tests import wizard_builders as samples
from tests.builders import a_ticket, an_id
from tests.ui.wizard_account import an_offline_account

DAY = 86_400_000
TECHNICAL = Category(
    "technical",
    samples.words("Technical"),
    samples.words("Sites, mail, servers."),
    samples.words("Steps that led to the error: \nBrowser: \nError text: "),
)
QUESTION = replace(samples.QUESTION, categories=(TECHNICAL, Category("invoice", samples.words("Administrative"))))
CATALOGUE = samples.a_catalogue(samples.FAULT, samples.PARTS, QUESTION)
LOUD = a_ticket(
    id="t-open",
    number="10211",
    subject="Pump P-101 loud after service",
    kind=StatusKind.OPEN,
    machine_id=samples.PUMP.id,
    machine_state="faulty",
    created_at=now_instant() - 40 * DAY,
)
EARLIER = a_ticket(
    id="t-closed",
    subject="Bearing replaced",
    kind=StatusKind.CLOSED,
    machine_id=samples.PUMP.id,
    machine_state="stopped",
    created_at=now_instant() - 100 * DAY,
)
WORKS = Announcement(
    "w", "Works on the core switch", "Short interruptions until tonight.", "works", 1, ends_at=now_instant() + DAY
)
Start = Callable[[WizardFlow], OpenTicketWizard]


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Iterator[AccountSession]:
    cached = (*samples.MACHINES, *samples.CONTACTS, samples.RECALL, WORKS, LOUD, EARLIER)
    with an_offline_account(tmp_path, catalogue=CATALOGUE, cached=cached) as session:
        yield session


@pytest.fixture
def start(qtbot: QtBot, session: AccountSession) -> Iterator[Start]:
    opened: list[OpenTicketWizard] = []
    ended: set[int] = set()

    def begin(flow: WizardFlow) -> OpenTicketWizard:
        wizard = OpenTicketWizard(flow, SessionDesk(session))
        number = len(opened)
        opened.append(wizard)
        wizard.ended.connect(lambda: ended.add(number))
        with qtbot.waitExposed(wizard):
            wizard.show()
        qtbot.waitUntil(lambda: len(wizard.machine_page._finder) == len(samples.MACHINES))
        return wizard

    yield begin
    for number, wizard in enumerate(opened):
        if number not in ended:
            wizard.close()
        qtbot.waitUntil(lambda number=number: number in ended)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def a_flow(*without: Feature, queue: bool = False) -> WizardFlow:
    also = frozenset({Feature.QUEUE_ORDER.value}) if queue else frozenset()
    helpdesk = samples.a_helpdesk(*without, also=also)
    return WizardFlow.begin(samples.a_draft(id=an_id()), CATALOGUE, helpdesk, "en")


def on_pump(*without: Feature, queue: bool = False) -> WizardFlow:
    flow = a_flow(*without, queue=queue).choose_request_type("fault").choose_machine(samples.PUMP)
    return flow.go_to(Step.DETAILS)


def a_question(**more: bool) -> WizardFlow:
    return a_flow(**more).choose_request_type("question").go_to(Step.DETAILS)


# -- templates -------------------------------------------------------------------------------------------------------


def test_a_category_brings_its_template_and_what_it_is_for_and_typed_text_stays(qtbot: QtBot, start: Start) -> None:
    wizard = start(a_question())
    page = wizard.details_page
    hint = "Be as detailed as you can: every answer below saves a question. Pictures help."
    assert page.description.toPlainText() == ""
    assert not any(one.text() == hint and one.isVisible() for one in page.findChildren(QLabel))
    page.category.setCurrentIndex(1)
    page.category.activated.emit(1)
    assert page.description.toPlainText() == "Steps that led to the error: \nBrowser: \nError text: "
    shown = {one.text() for one in page.findChildren(QLabel) if one.isVisible()}
    assert {hint, "Sites, mail, servers."} <= shown
    page.description.insertPlainText("I pressed Save. ")
    page.category.activated.emit(2)
    assert "I pressed Save." in page.description.toPlainText()
    assert "Error text" in page.description.toPlainText()


def test_headings_without_anything_in_them_may_go_but_the_review_says_so(qtbot: QtBot, start: Start) -> None:
    wizard = start(a_question().choose_category("technical").type_subject("It fails"))
    wizard.go_on()
    assert wizard.flow.value.step is Step.DETAILS
    assert wizard.details_page.box(Field.DESCRIPTION).fault
    wizard.details_page.description.setPlainText("Steps that led to the error:\nBrowser:")
    wizard.go_on()
    assert wizard.flow.value.step is Step.REVIEW
    warning = wizard.review_page.findChild(QLabel, "onlyHeadings")
    assert warning is not None
    assert "only headings" in warning.text()
    wizard.go_back()
    wizard.details_page.description.setPlainText("Steps that led to the error: I pressed Save\nBrowser:")
    wizard.go_on()
    assert wizard.review_page.findChild(QLabel, "onlyHeadings") is None


def test_details_of_this_computer_are_put_where_the_person_sees_them_once(qtbot: QtBot, start: Start) -> None:
    wizard = start(a_question().type_description("It fails"))
    page = wizard.details_page
    assert page.details_of_computer.isVisible()
    page.details_of_computer.click()
    text = page.description.toPlainText()
    assert text.startswith("It fails\n\nOperating system: ")
    assert f"Program: Sportello {VERSION}" in text
    assert "Screen: " in text
    assert wizard.flow.value.draft.description == text
    page.details_of_computer.click()
    assert page.description.toPlainText() == text
    page.description.undo()
    assert page.description.toPlainText() == "It fails"


def test_what_is_about_a_machine_offers_no_details_of_this_computer(start: Start) -> None:
    assert start(on_pump()).details_page.details_of_computer.isHidden()


# -- priority --------------------------------------------------------------------------------------------------------


def test_three_questions_suggest_a_priority_with_the_reason(qtbot: QtBot, start: Start) -> None:
    card = start(on_pump()).details_page.side.priority
    card.help_me.click()
    card.help.work.chosen.emit("stopped")
    card.help.reach.chosen.emit("all")
    assert card.heading.text() == "How urgent is it?"
    card.help.central.chosen.emit("unknown")
    assert card.heading.text() == "Priority: Critical"
    assert card.help.result.text() == "Suggested: Critical, because nobody can work."
    assert card.help.take.isHidden()
    card.help_me.click()
    assert not card.help.isVisible()


def test_the_questions_never_override_a_choice_made_by_hand(qtbot: QtBot, start: Start) -> None:
    wizard = start(on_pump().choose_priority("low"))
    card = wizard.details_page.side.priority
    card.help_me.click()
    for choice, value in ((card.help.work, "stopped"), (card.help.reach, "one"), (card.help.central, "no")):
        choice.chosen.emit(value)
    assert wizard.flow.value.outgoing.priority == "low"
    assert card.help.take.text() == "Use High"
    card.help.take.click()
    assert wizard.flow.value.outgoing.priority == "high"
    assert wizard.flow.value.priority_is_suggested


def test_a_mere_question_needs_no_further_answers(start: Start) -> None:
    card = start(on_pump()).details_page.side.priority
    card.help_me.click()
    card.help.work.chosen.emit("asking")
    assert card.heading.text() == "Priority: Low"
    assert not card.help.reach.isVisible()


def test_the_answers_are_kept_with_the_draft(qtbot: QtBot, session: AccountSession, start: Start) -> None:
    wizard = start(on_pump().type_subject("S"))
    wizard.details_page.side.priority.help.work.chosen.emit("asking")
    wizard.close()
    qtbot.waitUntil(lambda: any(one.answers.work for one in session.views.ticket_drafts()))
    (draft,) = session.views.ticket_drafts()
    again = WizardFlow.begin(draft, CATALOGUE, samples.a_helpdesk(), "en")
    assert again.outgoing.priority == "low"


def test_a_portal_without_priorities_says_nothing_of_them(start: Start) -> None:
    wizard = start(on_pump(Feature.PRIORITIES))
    assert wizard.details_page.side.priority.isHidden()
    flow = wizard.flow.value.choose_machine_state("faulty").type_subject("S").type_description("D")
    wizard.flow.become(flow.go_to(Step.REVIEW))
    said = {one.text() for one in wizard.review_page.findChildren(QLabel)}
    assert "Priority" not in said


# -- what is open already ----------------------------------------------------------------------------------------------


def test_a_similar_ticket_is_shown_no_more_once_it_is_something_else(qtbot: QtBot, start: Start) -> None:
    similar = start(on_pump()).details_page.side.similar
    qtbot.waitUntil(lambda: bool(similar.buttons))
    similar.dismissals[0].click()
    assert similar.isHidden()
    assert similar.rows == ()


def test_adding_is_asked_about_once_and_can_be_called_off(qtbot: QtBot, session: AccountSession, start: Start) -> None:
    wizard = start(on_pump().type_subject("Pump is loud"))
    similar = wizard.details_page.side.similar
    qtbot.waitUntil(lambda: bool(similar.buttons))
    qtbot.keyClick(similar.buttons[0], Qt.Key.Key_Space)
    assert similar.confirm is not None
    wizard.flow.become(wizard.flow.value.type_description("Since yesterday"))
    similar.findChildren(type(similar.confirm))[-1].click()
    assert similar.confirm is None
    assert session.views.outbox() == []
    assert wizard.flow.value.draft.description == "Since yesterday"


def test_what_was_written_goes_there_with_its_files(
    qtbot: QtBot, session: AccountSession, start: Start, tmp_path: Path
) -> None:
    path = tmp_path / "θόρυβος.txt"
    path.write_text("brr", encoding="utf-8")
    wizard = start(on_pump().type_subject("Pump is loud").type_description("Since yesterday"))
    wizard.details_page.attachments.add_paths([path])
    similar = wizard.details_page.side.similar
    qtbot.waitUntil(lambda: bool(similar.buttons) and bool(wizard.flow.value.draft.files))
    similar.buttons[0].click()
    assert similar.confirm is not None
    with qtbot.waitSignals([wizard.added_to_ticket, wizard.ended]):
        similar.confirm.click()
    (change,) = session.views.outbox()
    assert isinstance(change.deed, AddMessage)
    assert change.deed.text == "Pump is loud\n\nSince yesterday"
    assert [file.name for file in change.deed.files] == ["θόρυβος.txt"]
    assert session.views.ticket_drafts() == []


def test_where_answers_come_in_turn_a_second_ticket_is_warned_of(qtbot: QtBot, start: Start) -> None:
    wizard = start(on_pump(Feature.PRIORITIES, queue=True))
    side = wizard.details_page.side
    assert side.queue.isVisible()
    assert "there is no priority to choose" in " ".join(one.text() for one in side.queue.findChildren(QLabel))
    qtbot.waitUntil(lambda: bool(side.similar.buttons))
    assert side.similar._warning.isVisible()
    in_usual = start(on_pump()).details_page.side
    qtbot.waitUntil(lambda: bool(in_usual.similar.buttons))
    assert not in_usual.similar._warning.isVisible()


def test_a_keystroke_ends_the_search_that_is_under_way(qtbot: QtBot, session: AccountSession, start: Start) -> None:
    answered: list[str] = []
    desk = SessionDesk(session)
    first, second = a_question().type_subject("Pump").likeness, a_question().type_subject("Pump loud").likeness
    desk.similar(first, lambda _: answered.append("first"))
    desk.similar(second, lambda _: answered.append("second"))
    qtbot.waitUntil(lambda: bool(answered))
    desk.similar(first, lambda _: answered.append("third"))
    desk.stop_similar()
    done: list[int] = []
    session.read(lambda _: 1, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert answered == ["second"]


# -- what happened before, what is going on -----------------------------------------------------------------------------


def test_trouble_that_happened_before_is_counted_beside_the_text(qtbot: QtBot, start: Start) -> None:
    card = start(on_pump()).details_page.side.recurrence
    qtbot.waitUntil(card.isVisible)
    assert card.heading.text().startswith("Third time (first: ")


def test_a_machine_that_runs_well_has_not_had_it_again(qtbot: QtBot, start: Start) -> None:
    wizard = start(on_pump())
    card = wizard.details_page.side.recurrence
    qtbot.waitUntil(card.isVisible)
    wizard.flow.become(wizard.flow.value.choose_machine_state("running"))
    assert not card.isVisible()
    wizard.flow.become(wizard.flow.value.choose_machine_state("stopped").choose_machine(samples.CONVEYOR))
    assert not card.isVisible()


def test_works_that_concern_everybody_stand_beside_every_ticket(start: Start) -> None:
    side = start(a_question()).details_page.side
    said = " ".join(one.text() for one in side.news.findChildren(QLabel))
    assert side.news.isVisible()
    assert "Works on the core switch Short interruptions until tonight." in said
    assert "fan recall" not in said


def test_files_stand_right_below_the_description_however_much_stands_beside_it(start: Start) -> None:
    wizard = start(a_question())
    wizard.resize(920, 900)
    QApplication.processEvents()
    page = wizard.details_page
    end = page.description.mapTo(page, page.description.rect().bottomLeft()).y()
    files = page.box(Field.FILES)
    assert 0 < files.mapTo(page, QPoint(0, 0)).y() - end <= 32


# -- beginnings -----------------------------------------------------------------------------------------------------------


def test_asking_about_something_opens_the_wizard_where_it_still_asks(start: Start) -> None:
    beginning = Beginning("Backup for machine controls", "question")
    flow = WizardFlow.start(samples.a_draft(id=an_id()), beginning, CATALOGUE, samples.a_helpdesk(), "en")
    wizard = start(flow)
    assert wizard.details_page.isVisible()
    assert wizard.details_page.subject.text() == "Backup for machine controls"
