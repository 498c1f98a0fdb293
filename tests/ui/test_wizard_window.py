"""The wizard's window over a real account on disk: by keyboard alone, offline, nothing lost."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, QMimeData, QSize, Qt, QTranslator
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.actions.wizard import Field, Step, WizardFlow
from desktop.domain.account import Feature, Limits
from desktop.domain.catalogue import StatusKind
from desktop.domain.change import AddMessage, OpenTicket
from desktop.domain.draft import TicketDraft
from desktop.errors import DiskFull, SportelloError
from desktop.runtime.account_session import AccountSession
from desktop.ui.open_ticket_wizard import OpenTicketWizard, SessionDesk
from desktop.ui.open_ticket_wizard.autosave import SaveState
from desktop.ui.translation import Language, Translation
from tests import wizard_builders as samples
from tests.builders import a_ticket, an_id
from tests.ui.wizard_account import an_offline_account

OPEN_ONE = a_ticket(
    id="t-open",
    number="10211",
    subject="Pump P-101 loud after service",
    kind=StatusKind.OPEN,
    machine_id=samples.PUMP.id,
)
Start = Callable[..., OpenTicketWizard]


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Iterator[AccountSession]:
    cached = (*samples.MACHINES, *samples.CONTACTS, samples.RECALL, OPEN_ONE)
    with an_offline_account(tmp_path, cached=cached) as session:
        yield session


@pytest.fixture
def start(qtbot: QtBot, session: AccountSession) -> Iterator[Start]:
    opened: list[OpenTicketWizard] = []
    ended: set[int] = set()

    def begin(flow: WizardFlow | None = None, desk: SessionDesk | None = None) -> OpenTicketWizard:
        wizard = OpenTicketWizard(flow or a_flow(), desk or SessionDesk(session))
        opened.append(wizard)
        number = len(opened)
        wizard.ended.connect(lambda: ended.add(number))
        with qtbot.waitExposed(wizard):
            wizard.show()
        qtbot.waitUntil(lambda: len(wizard.machine_page._finder) == len(samples.MACHINES))
        return wizard

    yield begin
    for number, wizard in enumerate(opened, 1):
        if number not in ended:
            wizard.close()
        qtbot.waitUntil(lambda number=number: number in ended)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def a_flow(draft: TicketDraft | None = None, **helpdesk: object) -> WizardFlow:
    return WizardFlow.begin(
        draft or samples.a_draft(id=an_id()),
        samples.a_catalogue(),
        helpdesk.pop("helpdesk", None) or samples.a_helpdesk(),  # type: ignore[arg-type]
        "en",
    )


def on_details(**fields: str) -> WizardFlow:
    flow = a_flow().choose_request_type("fault").choose_machine(samples.PUMP)
    return flow.go_to(Step.DETAILS)


def filled() -> WizardFlow:
    flow = on_details().choose_machine_state("faulty").type_subject("Pump stops")
    return flow.type_description("It stops after five minutes.")


def saved(session: AccountSession) -> list[TicketDraft]:
    return session.views.ticket_drafts()


def type_into(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def test_a_ticket_is_written_and_sent_by_keyboard_alone(qtbot: QtBot, session: AccountSession, start: Start):
    wizard = start()
    wizard.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is wizard.request_type_page.rows.rows[0])
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Up)
    press(qtbot, Qt.Key.Key_Return)
    assert wizard.flow.value.step is Step.MACHINE
    assert QApplication.focusWidget() is wizard.machine_page.search
    type_into(qtbot, "pump")
    press(qtbot, Qt.Key.Key_Return)
    assert wizard.flow.value.step is Step.DETAILS
    assert QApplication.focusWidget() is wizard.details_page.subject
    type_into(qtbot, "Pump stops")
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    assert wizard.flow.value.draft.machine_state == "running"
    while QApplication.focusWidget() is not wizard.details_page.description:
        press(qtbot, Qt.Key.Key_Tab)
    type_into(qtbot, "nothing special, ")
    while QApplication.focusWidget() is not wizard.details_page.contacts.entry:
        press(qtbot, Qt.Key.Key_Tab)
    type_into(qtbot, "officina@rossi.example")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wizard.flow.value.step is Step.REVIEW
    with qtbot.waitSignals([wizard.sent, wizard.ended]):
        press(qtbot, Qt.Key.Key_Return)
    assert not wizard.isVisible()
    (change,) = session.views.outbox()
    deed = change.deed
    assert isinstance(deed, OpenTicket)
    assert (deed.subject, deed.machine_id, deed.machine_state) == ("Pump stops", samples.PUMP.id, "running")
    assert "nothing special" in deed.description
    assert [one.email for one in deed.contacts] == ["officina@rossi.example"]
    assert deed.priority == "normal"
    assert saved(session) == []


def test_a_digit_chooses_a_request_type_at_once(qtbot: QtBot, start: Start):
    wizard = start()
    qtbot.keyClick(wizard.request_type_page.rows.rows[0], Qt.Key.Key_3)
    assert wizard.flow.value.draft.request_type == "question"
    assert wizard.flow.value.step is Step.DETAILS


def test_what_is_typed_is_saved_within_a_second_without_anything_else(
    qtbot: QtBot, session: AccountSession, start: Start
):
    wizard = start(on_details())
    qtbot.keyClicks(wizard.details_page.subject, "Pump st")
    assert wizard.autosave.state is SaveState.WRITING
    qtbot.waitUntil(lambda: [one.subject for one in saved(session)] == ["Pump st"], timeout=1000)
    qtbot.waitUntil(lambda: wizard.saved_words.text() == "Saved as a draft a moment ago. Works offline.")


def test_typing_without_a_pause_is_saved_as_well(qtbot: QtBot, session: AccountSession, start: Start):
    wizard = start(on_details())

    def still_typing() -> bool:
        qtbot.keyClicks(wizard.details_page.subject, "x")
        return bool(saved(session))

    qtbot.waitUntil(still_typing, timeout=4000)


def test_a_contact_half_typed_is_saved_too(qtbot: QtBot, session: AccountSession, start: Start):
    wizard = start(on_details())
    qtbot.keyClicks(wizard.details_page.contacts.entry, "offic")
    qtbot.waitUntil(lambda: [one.contacts[0].email for one in saved(session)] == ["offic"], timeout=1500)


@pytest.mark.parametrize("step", list(Step))
def test_closing_at_any_step_keeps_the_draft_and_says_so(
    qtbot: QtBot, session: AccountSession, start: Start, step: Step
):
    wizard = start(filled().go_to(step))
    with qtbot.waitSignals([wizard.draft_kept, wizard.ended]):
        wizard.close()
    (draft,) = saved(session)
    assert (draft.subject, draft.step) == ("Pump stops", step.value)
    again = start(WizardFlow.begin(draft, samples.a_catalogue(), samples.a_helpdesk(), "en"))
    assert again.flow.value.step is step
    assert again.details_page.subject.text() == "Pump stops"


def test_escape_closes_and_keeps(qtbot: QtBot, session: AccountSession, start: Start):
    wizard = start(filled())
    with qtbot.waitSignal(wizard.draft_kept):
        qtbot.keyClick(wizard.details_page.subject, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(saved(session)) == 1)


def test_an_empty_draft_leaves_no_trace(qtbot: QtBot, session: AccountSession, start: Start):
    wizard = start(on_details())
    kept: list[object] = []
    wizard.draft_kept.connect(kept.append)
    with qtbot.waitSignal(wizard.ended):
        wizard.close()
    assert saved(session) == []
    assert kept == []


def test_a_file_still_being_copied_when_the_window_closes_is_in_the_draft(
    qtbot: QtBot, session: AccountSession, start: Start, tmp_path: Path
):
    video = tmp_path / "θόρυβος αντλίας.mp4"
    video.write_bytes(b"\1" * 3_000_000)
    wizard = start(on_details())
    wizard.details_page.attachments.add_paths([video])
    with qtbot.waitSignal(wizard.ended):
        wizard.close()
    (draft,) = saved(session)
    assert [file.name for file in draft.files] == ["θόρυβος αντλίας.mp4"]
    assert session.attachments.local_file(draft.files[0].sha256) is not None


def test_what_is_missing_is_told_at_its_field_which_takes_the_focus(qtbot: QtBot, start: Start):
    wizard = start(on_details())
    qtbot.mouseClick(wizard.next_button, Qt.MouseButton.LeftButton)
    page = wizard.details_page
    assert wizard.flow.value.step is Step.DETAILS
    assert page.box(Field.SUBJECT).fault
    assert page.box(Field.MACHINE_STATE).fault
    assert page.box(Field.DESCRIPTION).fault
    assert wizard.focusWidget() is page.subject
    assert page.subject.accessibleDescription() == page.box(Field.SUBJECT).fault
    qtbot.keyClicks(page.subject, "Pump")
    assert not page.box(Field.SUBJECT).fault
    assert page.box(Field.DESCRIPTION).fault
    wizard.go_on()
    assert page.machine_state.isAncestorOf(wizard.focusWidget())


def test_a_scanner_finds_its_machine_by_serial_and_return(qtbot: QtBot, start: Start):
    wizard = start(a_flow().choose_request_type("fault").next())
    qtbot.keyClicks(wizard.machine_page.search, "https://plates.example/m?sn=RB-1201")
    qtbot.keyClick(wizard.machine_page.search, Qt.Key.Key_Return)
    assert wizard.flow.value.machine == samples.ROBOT
    assert wizard.flow.value.step is Step.DETAILS


def test_machines_are_found_whatever_accents_and_case(qtbot: QtBot, start: Start):
    wizard = start(a_flow().choose_request_type("fault").next())
    wizard.machine_page.search.insert("ΠΡΕΣΑ")
    qtbot.keyClick(wizard.machine_page.search, Qt.Key.Key_Return)
    assert wizard.flow.value.machine == samples.PRESS


def test_arrows_walk_the_machines_past_the_headings(qtbot: QtBot, start: Start):
    wizard = start(a_flow().choose_request_type("fault").next())
    for _ in range(3):
        qtbot.keyClick(wizard.machine_page.search, Qt.Key.Key_Down)
    qtbot.keyClick(wizard.machine_page.search, Qt.Key.Key_Return)
    # Recent: the pump; Plant 1: the conveyor, the pump.
    assert wizard.flow.value.machine == samples.PUMP
    assert wizard.flow.value.step is Step.DETAILS


def test_return_on_nothing_chooses_nothing(qtbot: QtBot, start: Start):
    wizard = start(a_flow().choose_request_type("fault").next())
    qtbot.keyClick(wizard.machine_page.search, Qt.Key.Key_Return)
    assert wizard.flow.value.step is Step.MACHINE
    qtbot.keyClicks(wizard.machine_page.search, "no such machine")
    qtbot.keyClick(wizard.machine_page.search, Qt.Key.Key_Return)
    assert wizard.flow.value.step is Step.MACHINE


def test_a_machine_that_is_not_listed_begins_with_what_was_searched(qtbot: QtBot, start: Start):
    wizard = start(a_flow().choose_request_type("fault").next())
    qtbot.keyClicks(wizard.machine_page.search, "old lathe")
    wizard.machine_page.not_listed.click()
    assert wizard.machine_page.unlisted.text() == "old lathe"
    qtbot.keyClicks(wizard.machine_page.unlisted, ", cellar")
    qtbot.keyClick(wizard.machine_page.unlisted, Qt.Key.Key_Return)
    assert wizard.flow.value.outgoing.machine_unlisted == "old lathe, cellar"
    assert wizard.flow.value.step is Step.DETAILS
    assert "old lathe, cellar" in wizard.header.button(Step.MACHINE).text()


def test_open_tickets_of_the_machine_are_offered_and_take_over_what_was_written(
    qtbot: QtBot, session: AccountSession, start: Start
):
    wizard = start(filled())
    similar = wizard.details_page.side.similar
    qtbot.waitUntil(lambda: bool(similar.buttons))
    assert similar.heading.text() == "Already open for this machine"
    wizard.autosave.flush()
    similar.buttons[0].click()
    assert session.views.outbox() == []
    assert similar.confirm is not None
    with qtbot.waitSignals([wizard.added_to_ticket, wizard.ended]):
        similar.confirm.click()
    (change,) = session.views.outbox()
    assert (change.ticket_id, change.deed) == ("t-open", AddMessage("Pump stops\n\nIt stops after five minutes."))
    assert saved(session) == []


def test_announcements_about_the_machine_stand_beside_the_text(start: Start):
    wizard = start(on_details())
    assert not wizard.details_page.side.news.isHidden()
    wizard.flow.become(wizard.flow.value.choose_machine(samples.CONVEYOR))
    assert wizard.details_page.side.news.isHidden()


def test_a_file_over_the_limit_is_refused_before_it_is_copied(qtbot: QtBot, start: Start, tmp_path: Path):
    large = tmp_path / "shift.mp4"
    large.write_bytes(b"\0" * 2000)
    helpdesk = samples.a_helpdesk(limits=Limits(max_upload_bytes=1000))
    flow = a_flow(helpdesk=helpdesk).choose_request_type("question").next()
    wizard = start(flow)
    attachments = wizard.details_page.attachments
    attachments.add_paths([large, tmp_path / "gone.jpg"])
    assert [bool(tile.fault) for tile in attachments.tiles] == [True, True]
    assert "1 kB" in attachments.tiles[0].fault
    assert attachments.copying == 0
    assert wizard.flow.value.draft.files == ()
    qtbot.keyClick(attachments.tiles[0], Qt.Key.Key_Delete)
    assert len(attachments.tiles) == 1


def test_files_are_attached_with_preview_and_removed_again(
    qtbot: QtBot, session: AccountSession, start: Start, tmp_path: Path
):
    picture = QImage(64, 48, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    photo = tmp_path / "plate.png"
    picture.save(str(photo))
    wizard = start(on_details())
    attachments = wizard.details_page.attachments
    attachments.add_paths([photo])
    qtbot.waitUntil(lambda: len(wizard.flow.value.draft.files) == 1)
    photo.unlink()
    kept = session.attachments.local_file(wizard.flow.value.draft.files[0].sha256)
    assert kept is not None
    qtbot.waitUntil(lambda: (seen := wizard.loader.picture(kept, QSize(40, 30))) is not None and seen.width() > 0)
    attachments.tiles[0].cross.click()
    assert wizard.flow.value.draft.files == ()


def test_a_screenshot_pasted_into_the_description_becomes_an_attachment_and_text_stays_text(qtbot: QtBot, start: Start):
    wizard = start(on_details())
    page = wizard.details_page
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(QColor("blue"))
    QGuiApplication.clipboard().setImage(picture)
    qtbot.keyClick(page.description, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(wizard.flow.value.draft.files) == 1)
    assert wizard.flow.value.draft.files[0].mime == "image/png"
    assert page.description.toPlainText() == samples.TEMPLATE
    both = QMimeData()
    both.setText("E-217")
    both.setImageData(picture)
    page.description.insertFromMimeData(both)
    assert "E-217" in page.description.toPlainText()
    assert page.attachments.copying == 0


def test_contacts_complete_by_folded_name_and_wrong_addresses_are_told(qtbot: QtBot, start: Start):
    wizard = start(on_details())
    contacts = wizard.details_page.contacts
    qtbot.keyClicks(contacts.entry, "PAPADOP")
    completer = contacts.entry.completer()
    assert completer.completionCount() == 1
    completer.activated[type(completer.currentIndex())].emit(completer.currentIndex())
    assert [one.id for one in wizard.flow.value.draft.contacts] == ["c2"]
    assert contacts.entry.text() == ""
    qtbot.keyClicks(contacts.entry, "nobody,")
    assert "nobody" in wizard.details_page.box(Field.CONTACTS).fault
    qtbot.keyClick(contacts.chips[1], Qt.Key.Key_Delete)
    assert wizard.details_page.box(Field.CONTACTS).fault == ""


def test_the_priority_follows_the_machines_state_until_it_is_chosen(qtbot: QtBot, start: Start):
    wizard = start(on_details())
    card = wizard.details_page.side.priority
    assert card.heading.text() == "How urgent is it?"
    wizard.details_page.machine_state.chosen.emit("faulty")
    assert card.heading.text() == "Priority: High"
    card.change.click()
    qtbot.keyClick(card.rows.rows[4], Qt.Key.Key_Return)
    assert card.heading.text() == "Priority: Critical"
    assert wizard.flow.value.outgoing.priority == "critical"


def test_the_review_leads_back_to_the_field_it_is_about(qtbot: QtBot, start: Start):
    wizard = start(filled().next())
    texts = [one.accessibleName() for one in wizard.review_page.findChildren(QPushButton)]
    assert texts[0] == "Change: About"
    change = next(
        one for one in wizard.review_page.findChildren(QPushButton) if one.accessibleName() == "Change: Description"
    )
    change.click()
    assert wizard.flow.value.step is Step.DETAILS
    assert wizard.focusWidget() is wizard.details_page.description


def test_the_header_goes_back_to_done_steps_only(qtbot: QtBot, start: Start):
    wizard = start(on_details())
    assert wizard.header.button(Step.REQUEST_TYPE).isEnabled()
    assert not wizard.header.button(Step.REVIEW).isEnabled()
    wizard.header.button(Step.REQUEST_TYPE).click()
    assert wizard.flow.value.step is Step.REQUEST_TYPE


def test_sending_twice_in_a_row_queues_one_ticket(qtbot: QtBot, session: AccountSession, start: Start):
    wizard = start(filled().next())
    with qtbot.waitSignal(wizard.ended):
        wizard.next_button.click()
        wizard.next_button.click()
        wizard.go_on()
    assert len(session.views.outbox()) == 1


class FullDisk(SessionDesk):
    """The world, not our class, misbehaves: every write meets a full disk."""

    def save(self, draft: object, then: object, failed: Callable[[SportelloError], None]) -> None:  # type: ignore[override]
        failed(DiskFull())

    def send(self, draft: object, then: object, failed: Callable[[SportelloError], None]) -> None:  # type: ignore[override]
        failed(DiskFull())


def test_a_full_disk_is_said_and_the_window_keeps_everything(qtbot: QtBot, session: AccountSession, start: Start):
    wizard = start(filled(), FullDisk(session))
    qtbot.keyClicks(wizard.details_page.subject, "!")
    qtbot.waitUntil(lambda: wizard.saved_words.text().startswith("Not saved as a draft"))
    wizard.go_on()
    wizard.go_on()
    assert wizard.isVisible()
    assert wizard.next_button.isEnabled()
    assert "room" in wizard.saved_words.text()
    assert wizard.flow.value.draft.subject == "Pump stops!"
    wizard.close()
    # What could not be kept does not go with the window; who closes it once more has read why.
    qtbot.waitUntil(wizard.isVisible)
    assert wizard.saved_words.text().startswith("Not saved as a draft")


def test_another_catalogue_arriving_while_writing_touches_no_text(qtbot: QtBot, start: Start):
    wizard = start(filled())
    wizard.refresh(samples.a_catalogue(samples.PARTS, samples.QUESTION), samples.a_helpdesk(Feature.CONTACTS))
    assert wizard.details_page.subject.text() == "Pump stops"
    assert wizard.details_page.box(Field.CONTACTS).isHidden()
    wizard.go_on()
    assert wizard.flow.value.step is Step.REQUEST_TYPE
    qtbot.wait_until(lambda: bool(wizard.machine_page._finder))


def test_every_field_has_a_name_for_assistive_technology(start: Start):
    wizard = start(filled())
    page = wizard.details_page
    named = [
        page.subject,
        page.machine_state,
        page.description,
        page.attachments.choose,
        page.contacts.entry,
        wizard.machine_page.search,
        wizard.machine_page.list,
        wizard.machine_page.unlisted,
    ]
    assert all(widget.accessibleName() for widget in named)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_can_be_used_at_900_by_600_and_with_large_type(qtbot: QtBot, start: Start, scale: float):
    before = QApplication.font()
    large = QApplication.font()
    large.setPointSizeF(before.pointSizeF() * scale)
    QApplication.setFont(large)
    try:
        wizard = start(filled())
        wizard.resize(900, 600)
        qtbot.waitUntil(lambda: wizard.width() == 900)
        assert wizard.next_button.geometry().bottom() < 600
        page = wizard.details_page
        assert page.horizontalScrollBar().maximum() == 0
        page.focus_field(Field.CONTACTS)
        top = page.contacts.mapTo(page.viewport(), page.contacts.rect().topLeft()).y()
        assert 0 <= top < page.viewport().height()
    finally:
        QApplication.setFont(before)


def a_noisy_photo(path: Path, side: int) -> Path:
    """A picture that does not compress away, as a camera makes them."""
    noise = random.Random(7).randbytes(side * side * 4)
    QImage(noise, side, side, QImage.Format.Format_RGB32).save(str(path), None, 100)
    return path


def test_a_large_photo_is_made_smaller_on_wish_and_takes_the_place_of_the_large_one(
    qtbot: QtBot, session: AccountSession, start: Start, tmp_path: Path
):
    photo = a_noisy_photo(tmp_path / "plate.png", 2700)
    wizard = start(on_details())
    attachments = wizard.details_page.attachments
    attachments.add_paths([photo])
    qtbot.waitUntil(lambda: len(wizard.flow.value.draft.files) == 1)
    (before,) = wizard.flow.value.draft.files
    qtbot.waitUntil(attachments.tiles[0].shrink.isVisible)
    attachments.tiles[0].shrink.click()
    assert not attachments.tiles[0].shrink.isVisible()
    qtbot.waitUntil(lambda: wizard.flow.value.draft.files[0].id != before.id)
    (after,) = wizard.flow.value.draft.files
    assert (after.name, after.mime) == ("plate.jpg", "image/jpeg")
    assert after.size < before.size
    kept = session.attachments.local_file(after.sha256)
    assert kept is not None
    assert QImage(str(kept)).width() == 2560


def test_a_photo_over_the_limit_can_be_made_to_fit(qtbot: QtBot, start: Start, tmp_path: Path):
    photo = a_noisy_photo(tmp_path / "plate.png", 1300)
    helpdesk = samples.a_helpdesk(limits=Limits(max_upload_bytes=photo.stat().st_size - 1))
    wizard = start(a_flow(helpdesk=helpdesk).choose_request_type("question").next())
    attachments = wizard.details_page.attachments
    attachments.add_paths([photo])
    assert attachments.tiles[0].fault
    attachments.tiles[0].shrink.click()
    qtbot.waitUntil(lambda: len(wizard.flow.value.draft.files) == 1)
    assert [tile.fault for tile in attachments.tiles] == [""]
    assert wizard.flow.value.draft.files[0].size < photo.stat().st_size


@pytest.fixture
def in_greek(qapp: QApplication) -> Iterator[None]:
    locale = QLocale()
    translation = Translation(qapp)
    translation.use(Language.GREEK)
    yield
    translation.give_back()
    QLocale.setDefault(locale)


def test_ctrl_return_goes_on_in_a_language_that_calls_return_enter(qtbot: QtBot, start: Start, in_greek: None):
    wizard = start(filled())
    wizard.details_page.subject.setFocus()
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wizard.flow.value.step is Step.REVIEW


def test_choices_too_long_for_their_place_are_stacked_from_the_start(start: Start):
    long = tuple(
        replace(one, name=samples.words(one.name.say("en") + " and a good deal more")) for one in samples.STATES
    )
    flow = on_details()
    wizard = start(flow.with_catalogue(replace(flow.catalogue, machine_states=long), flow.helpdesk))
    assert wizard.details_page.machine_state.is_stacked


def test_who_tabs_into_the_description_writes_behind_the_first_question(qtbot: QtBot, start: Start):
    wizard = start(on_details().type_subject("Pump stops"))
    description = wizard.details_page.description
    first = description.toPlainText().split("\n")[0]
    description.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(description, " it stops")
    assert description.toPlainText().split("\n")[0] == first + " it stops"


class SomeWords(QTranslator):
    """Stands for a translation file: what is asked for comes back marked."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:  # type: ignore[override]
        return f"[{text}]"

    def isEmpty(self) -> bool:
        return False


def test_another_language_reaches_every_word_and_leaves_the_text_alone(qtbot: QtBot, qapp: QApplication, start: Start):
    wizard = start(filled())
    own = wizard.flow.value.draft
    words = SomeWords()
    before = QLocale()
    QLocale.setDefault(QLocale("it"))
    qapp.installTranslator(words)
    try:
        qtbot.waitUntil(lambda: wizard.back_button.text() == "[Back]")
        assert wizard.windowTitle() == "[New ticket]"
        assert wizard.header.button(Step.REQUEST_TYPE).text() == "Guasto"
        assert wizard.details_page.subject.accessibleName() == "[Subject]"
        assert wizard.details_page.attachments.choose.text() == "[choose]"
        state = wizard.details_page.machine_state.findChildren(QPushButton)
        assert "In funzione con difetti" in [one.text() for one in state]
        assert wizard.flow.value.draft == own
        shown = {one.text() for one in wizard.findChildren(QLabel) if one.isVisible() and one.text().strip()}
        served = {
            "Fan recall, series DR-88",
            "Drives of series DR-88 bought before June: fan recall, see announcement of 3 November.",
        }
        assert all("[" in text for text in shown - served), shown
    finally:
        qapp.removeTranslator(words)
        QLocale.setDefault(before)
