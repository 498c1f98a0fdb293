"""The wizard, step by step, and everything that can stand beside what is being written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, QSize
from PySide6.QtWidgets import QWidget

from desktop.actions.wizard import Step, WizardFlow
from desktop.domain.account import Feature
from desktop.domain.announcement import Announcement
from desktop.domain.catalogue import Category
from desktop.domain.change import FrozenFile
from desktop.domain.draft import TicketDraft
from desktop.domain.duplicates import Likeness
from desktop.domain.instant import DAY
from desktop.domain.listing import MachineRow, TicketRow
from desktop.domain.recurrence import Occurrence
from desktop.domain.ticket import Contact
from desktop.errors import DiskFull, SportelloError
from desktop.ui.open_ticket_wizard import DraftOffer, OpenTicketWizard
from desktop.ui.open_ticket_wizard.desk import Failed, Surroundings
from desktop.ui.wording import now_instant
from tests import wizard_builders as samples
from tests.builders import an_id
from tests.ui.scenes.stage import OWN, SMALL, Scene, Stage, settle
from tests.ui.window_account import a_row

LOW = QSize(600, 700)
SIZES = (OWN, SMALL, LOW)
VIDEO = "θόρυβος αντλίας.mp4"

TECHNICAL = Category(
    "technical",
    samples.words("Technical"),
    samples.words("Sites, mail, servers and networks."),
    samples.words("Steps that led to the error: \nBrowser: \nError text: \nPictures of the screen: attach them below"),
)
CATALOGUE = samples.a_catalogue(
    samples.FAULT,
    samples.PARTS,
    replace(samples.QUESTION, categories=(TECHNICAL, Category("invoice", samples.words("Administrative")))),
)
PLAIN = samples.a_helpdesk(Feature.PRIORITIES, Feature.MACHINES, also=frozenset({Feature.QUEUE_ORDER.value}))


class PlainDesk:
    """The wizard's door over plain values: it answers at once. `broken` is why nothing can be kept."""

    def __init__(self, broken: SportelloError | None = None) -> None:
        self._broken = broken
        self._files: dict[str, Path] = {}

    def look_around(self, then: Callable[[Surroundings], None]) -> None:
        rows = tuple(MachineRow(one, 3, at, now_instant() if at else 0) for at, one in enumerate((*samples.MACHINES,)))
        works = Announcement("w", "Works on the core switch", "Short interruptions until tonight.", "works", 1)
        then(Surroundings(rows, samples.MACHINES[:2], samples.CONTACTS, (samples.RECALL, works)))

    def similar(self, wanted: Likeness, then: Callable[[tuple[TicketRow, ...]], None]) -> None:
        at = now_instant() - 3 * DAY
        then(
            (
                a_row("t1", "10211", "Pump P-101 loud after service", machine_id=samples.PUMP.id, last_at=at),
                a_row("t2", "10187", "Pump P-101: temperature of the drive", last_at=at),
            )
        )

    def stop_similar(self) -> None:
        """It never takes long."""

    def occurrences(self, machine_id: str, then: Callable[[Sequence[Occurrence]], None]) -> None:
        then([Occurrence(f"o{at}", now_instant() - at * 40 * DAY, "fault", "faulty") for at in range(1, 4)])

    def save(self, draft: TicketDraft, then: Callable[[], None], failed: Failed) -> None:
        then() if self._broken is None else failed(self._broken)

    def send(self, draft: TicketDraft, then: Callable[[], None], failed: Failed) -> None:
        then() if self._broken is None else failed(self._broken)

    def add_to_ticket(self, draft: TicketDraft, ticket_id: str, then: Callable[[], None], failed: Failed) -> None:
        then()

    def attach(self, source: Path | bytes, name: str, then: Callable[[FrozenFile], None], failed: Failed) -> None:
        assert isinstance(source, Path)
        mime = {".mp4": "video/mp4", ".png": "image/png"}[source.suffix]
        file = FrozenFile(f"file-{name}", f"sha-{name}", name, source.stat().st_size, mime)
        self._files[file.sha256] = source
        then(file)

    def local_file(self, sha256: str) -> Path | None:
        return self._files.get(sha256)


def begin(helpdesk=None) -> WizardFlow:
    """A new ticket."""
    return WizardFlow.begin(
        samples.a_draft(id=an_id()), CATALOGUE, helpdesk or samples.a_helpdesk(), QLocale().name().partition("_")[0]
    )


def filled() -> WizardFlow:
    """A ticket with everything in it."""
    flow = begin().choose_request_type("fault").choose_machine(samples.PUMP).choose_machine_state("faulty")
    flow = flow.type_subject("Pump P-101 stops after warm-up").type_description(
        "What I did: started line 2 as usual.\nWhat happened: after five minutes the pump stops, display shows E-217.\n"
        "Since when: this morning, Monday.\nWhat I tried: restart, works for five minutes."
    )
    return flow.add_contact(samples.CONTACTS[0]).add_contact(Contact("", "", "officina@rossi.example"))


def details() -> WizardFlow:
    return filled().go_to(Step.DETAILS)


def no_machine() -> WizardFlow:
    flow = begin(PLAIN).choose_request_type("question").choose_category("technical")
    return flow.type_subject("Pump loud service").next()


def asked() -> WizardFlow:
    return begin().choose_request_type("question").choose_category("technical").go_to(Step.DETAILS)


Prepare = Callable[[Stage, OpenTicketWizard], object]


def shown(flow: Callable[[], WizardFlow], *prepare: Prepare, desk: Callable[[], PlainDesk] = PlainDesk):
    """The wizard at this point, after `prepare`."""

    def build(stage: Stage) -> QWidget:
        wizard = stage.up(OpenTicketWizard(flow(), desk()))
        for act in prepare:
            act(stage, wizard)
            settle()
        return wizard

    return build


def with_files(stage: Stage, wizard: OpenTicketWizard) -> None:
    field = wizard.details_page.attachments
    field.add_paths([stage.props.photo, stage.file(VIDEO, 14_000_000)])
    stage.until(lambda: len(wizard.flow.value.draft.files) == 2)


def too_large(stage: Stage, wizard: OpenTicketWizard) -> None:
    wizard.details_page.attachments.add_paths([stage.props.photo, stage.file("whole shift.mp4", 140_000_000)])


def go_on(stage: Stage, wizard: OpenTicketWizard) -> None:
    wizard.go_on()


def search(text: str) -> Prepare:
    return lambda stage, wizard: wizard.machine_page.search.setText(text)


def not_in_the_list(stage: Stage, wizard: OpenTicketWizard) -> None:
    wizard.machine_page.search.setText("lathe")
    wizard.machine_page.not_listed.click()


def scanned(stage: Stage, wizard: OpenTicketWizard) -> None:
    wizard.machine_page.take_code("https://maker.example/plate?sn=XY-4711")


def change_priority(stage: Stage, wizard: OpenTicketWizard) -> None:
    wizard.details_page.side.priority.change.click()


def answer_questions(stage: Stage, wizard: OpenTicketWizard) -> None:
    card = wizard.details_page.side.priority
    card.help_me.click()
    for choice, value in ((card.help.work, "stopped"), (card.help.reach, "some"), (card.help.central, "yes")):
        choice.chosen.emit(value)


def similar(stage: Stage, wizard: OpenTicketWizard) -> None:
    card = wizard.details_page.side.similar
    stage.until(lambda: not card.isHidden())


def add_to_it(stage: Stage, wizard: OpenTicketWizard) -> None:
    wizard.details_page.side.similar.buttons[0].click()


def this_computer(stage: Stage, wizard: OpenTicketWizard) -> None:
    wizard.details_page.details_of_computer.click()


def typed(stage: Stage, wizard: OpenTicketWizard) -> None:
    wizard.autosave.touch()
    wizard.autosave.flush()


def offer(stage: Stage) -> QWidget:
    made = stage.up(DraftOffer())
    made.offer(samples.a_draft(subject="Pump P-101 stops after warm-up", updated_at=now_instant() - 300_000))
    made.resize(900, 40)
    return made


SCENES = (
    Scene("wizard-type", shown(begin), SIZES, doubled=True),
    Scene("wizard-machine", shown(lambda: begin().choose_request_type("parts").next()), SIZES, doubled=True),
    Scene("wizard-machine-found", shown(lambda: begin().choose_request_type("parts").next(), search("πρεσα")), SIZES),
    Scene("wizard-machine-none", shown(lambda: begin().choose_request_type("fault").next(), not_in_the_list), SIZES),
    Scene("wizard-machine-scanned", shown(lambda: begin().choose_request_type("fault").next(), scanned), SIZES),
    Scene("wizard-details", shown(details, with_files, similar), SIZES, doubled=True),
    Scene(
        "wizard-faults",
        shown(
            lambda: begin().choose_request_type("fault").choose_machine(samples.CONVEYOR).go_to(Step.DETAILS),
            too_large,
            go_on,
        ),
        SIZES,
    ),
    Scene("wizard-priority", shown(details, change_priority), SIZES, doubled=True),
    Scene("wizard-priority-help", shown(details, answer_questions), SIZES),
    Scene(
        "wizard-priority-by-hand",
        shown(lambda: filled().choose_priority("low").go_to(Step.DETAILS), answer_questions),
        SIZES,
    ),
    Scene("wizard-add", shown(details, similar, add_to_it), SIZES),
    Scene("wizard-template", shown(asked, this_computer), SIZES),
    Scene("wizard-queue", shown(no_machine, similar), SIZES),
    Scene(
        "wizard-headings",
        shown(
            lambda: asked().type_subject("It fails").type_description("Steps that led to the error:\nBrowser:"), go_on
        ),
        SIZES,
    ),
    Scene("wizard-not-saved", shown(details, typed, desk=lambda: PlainDesk(DiskFull())), SIZES),
    Scene("wizard-review", shown(details, with_files, go_on), SIZES, doubled=True),
    Scene("wizard-not-sent", shown(details, go_on, go_on, desk=lambda: PlainDesk(DiskFull())), SIZES),
    Scene("draft-offer", offer, (QSize(900, 40), QSize(560, 40))),
)
