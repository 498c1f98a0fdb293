"""Pictures of the wizard with plausible values: python -m tests.ui.gallery_wizard FOLDER [light|dark]...

Not a test: for looking at. Needs no screen (QT_QPA_PLATFORM=offscreen).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSize, QTimer, qInstallMessageHandler
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from desktop.actions.wizard import Step, WizardFlow
from desktop.domain.account import Feature
from desktop.domain.catalogue import Category, StatusKind
from desktop.ui.open_ticket_wizard import DraftOffer, OpenTicketWizard, SessionDesk
from desktop.ui.theme import Appearance, Theme
from desktop.ui.wording import now_instant
from tests import wizard_builders as samples
from tests.builders import a_ticket, an_id
from tests.ui.wizard_account import an_offline_account


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def a_photo(path: Path, first: str, second: str) -> Path:
    image = QImage(1600, 1200, QImage.Format.Format_RGB32)
    gradient = QLinearGradient(0, 0, 1600, 1200)
    gradient.setColorAt(0, QColor(first))
    gradient.setColorAt(1, QColor(second))
    painter = QPainter(image)
    painter.fillRect(image.rect(), gradient)
    painter.end()
    image.save(str(path))
    return path


def a_filled(flow: WizardFlow) -> WizardFlow:
    flow = flow.choose_request_type("fault").choose_machine(samples.PUMP).choose_machine_state("faulty")
    flow = flow.type_subject("Pump P-101 stops after warm-up").type_description(
        "What I did: started line 2 as usual.\nWhat happened: after five minutes the pump stops, display shows E-217.\n"
        "Since when: this morning, Monday.\nWhat I tried: restart, works for five minutes."
    )
    flow = flow.add_contact(samples.CONTACTS[0])
    return flow.add_contact(type(samples.CONTACTS[0])("", "", "officina@rossi.example"))


def take(folder: Path, name: str, widget: QWidget, size: QSize | None = None) -> None:
    if size is not None:
        widget.resize(size)
    widget.show()
    wait(350)
    widget.grab().save(str(folder / f"{name}.png"))


TECHNICAL = Category(
    "technical",
    samples.words("Technical"),
    samples.words("Sites, mail, servers and networks."),
    samples.words("Steps that led to the error: \nBrowser: \nError text: \nPictures of the screen: attach them below"),
)
GUIDED = samples.a_catalogue(
    samples.FAULT,
    samples.PARTS,
    replace(samples.QUESTION, categories=(TECHNICAL, Category("invoice", samples.words("Administrative")))),
)


def answer(wizard: OpenTicketWizard) -> None:
    card = wizard.details_page.side.priority
    card.help_me.click()
    for choice, value in ((card.help.work, "stopped"), (card.help.reach, "some"), (card.help.central, "yes")):
        choice.chosen.emit(value)


def add(wizard: OpenTicketWizard) -> None:
    wait(800)
    for button in wizard.details_page.side.similar.buttons[:1]:
        button.click()


def insert(wizard: OpenTicketWizard) -> None:
    wizard.details_page.details_of_computer.click()


def wizard_pictures(app: QApplication, folder: Path, scheme: str, session: object, temporary: Path) -> None:
    desk = SessionDesk(session)  # type: ignore[arg-type]
    helpdesk, catalogue = samples.a_helpdesk(), GUIDED
    photo = a_photo(temporary / "plate P-101.jpg", "#8fa6c8", "#3c4a63")
    video = temporary / "θόρυβος αντλίας.mp4"
    video.write_bytes(b"\0" * 14_000_000)
    large = temporary / "whole shift.mp4"
    with large.open("wb") as file:
        file.truncate(140_000_000)

    def shoot(
        name: str, prepare: Callable[[OpenTicketWizard], None], flow: WizardFlow, size: QSize | None = None
    ) -> None:
        wizard = OpenTicketWizard(flow, desk)
        wizard.resize(size or wizard.sizeHint())
        wizard.show()
        wait(300)
        prepare(wizard)
        wait(700)
        wizard.grab().save(str(folder / f"{name}-{scheme}.png"))
        wizard.close()
        wait(300)

    def begin() -> WizardFlow:
        return WizardFlow.begin(samples.a_draft(id=an_id()), catalogue, helpdesk, "en")

    def with_files(wizard: OpenTicketWizard) -> None:
        wizard.details_page.attachments.add_paths([photo, video])
        wait(600)

    def refused(wizard: OpenTicketWizard) -> None:
        wizard.details_page.attachments.add_paths([photo, large])
        wizard.go_on()

    def not_in_the_list(wizard: OpenTicketWizard) -> None:
        wizard.machine_page.search.setText("lathe")
        wizard.machine_page.not_listed.click()

    small = QSize(900, 600)
    shoot("1-type", lambda _: None, begin())
    shoot("2-machine", lambda _: None, begin().choose_request_type("fault").next())
    shoot(
        "2-machine-search",
        lambda w: w.machine_page.search.setText("πρεσα"),
        begin().choose_request_type("parts").next(),
    )
    shoot("2-machine-none", not_in_the_list, begin().choose_request_type("fault").next())
    shoot("3-details", with_files, a_filled(begin()).go_to(Step.DETAILS))
    shoot("3-details-900", with_files, a_filled(begin()).go_to(Step.DETAILS), small)
    shoot("3-details-600", with_files, a_filled(begin()).go_to(Step.DETAILS), QSize(600, 700))
    shoot(
        "3-faults", refused, begin().choose_request_type("fault").choose_machine(samples.CONVEYOR).go_to(Step.DETAILS)
    )
    shoot("3-priority", lambda w: w.details_page.side.priority.change.click(), a_filled(begin()).go_to(Step.DETAILS))
    shoot("4-review", lambda w: (with_files(w), w.go_on()), a_filled(begin()).go_to(Step.DETAILS))
    shoot("4-review-900", lambda w: (with_files(w), w.go_on()), a_filled(begin()).go_to(Step.DETAILS), small)
    ordinary = app.font()
    app.setFont(QFont("Noto Sans", 20))
    shoot("6-large-type", with_files, a_filled(begin()).go_to(Step.DETAILS), small)
    shoot("6-large-type-review", lambda w: w.go_on(), a_filled(begin()).go_to(Step.DETAILS), small)
    shoot("6-large-type-machine", lambda _: None, begin().choose_request_type("parts").next(), small)
    app.setFont(ordinary)
    queue = samples.a_helpdesk(Feature.PRIORITIES, Feature.MACHINES, also=frozenset({Feature.QUEUE_ORDER.value}))
    shoot(
        "3-queue",
        lambda _: None,
        WizardFlow.begin(samples.a_draft(id=an_id()), catalogue, queue, "en").choose_request_type("question").next(),
    )
    asked = begin().choose_request_type("question").choose_category("technical").go_to(Step.DETAILS)
    plain = samples.a_helpdesk(Feature.PRIORITIES, Feature.MACHINES, also=frozenset({Feature.QUEUE_ORDER.value}))
    no_machine = WizardFlow.begin(samples.a_draft(id=an_id()), GUIDED, plain, "en").choose_request_type("question")
    for tail, size in (("", None), ("-900", small)):
        shoot(f"7-help{tail}", answer, a_filled(begin()).go_to(Step.DETAILS), size)
        shoot(f"7-help-by-hand{tail}", answer, a_filled(begin()).choose_priority("low").go_to(Step.DETAILS), size)
        shoot(f"7-add{tail}", add, a_filled(begin()).go_to(Step.DETAILS), size)
        shoot(f"7-template{tail}", insert, asked, size)
        shoot(
            f"7-queue{tail}",
            add,
            no_machine.choose_category("technical").type_subject("Pump loud service").next(),
            size,
        )
        shoot(
            f"7-headings{tail}",
            lambda w: w.go_on(),
            asked.type_subject("It fails").type_description("Steps that led to the error:\nBrowser:"),
            size,
        )
        shoot(
            f"7-scanned{tail}",
            lambda w: w.machine_page.take_code("https://maker.example/plate?sn=XY-4711"),
            begin().choose_request_type("fault").next(),
            size,
        )
    offer = DraftOffer()
    offer.offer(samples.a_draft(subject="Pump P-101 stops after warm-up", updated_at=now_instant() - 300_000))
    take(folder, f"5-offer-{scheme}", offer, QSize(620, 40))
    offer.close()


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(lambda *_: None)
    app = QApplication(sys.argv)
    app.setFont(QFont("Noto Sans", 10))
    theme = Theme(app)
    open_one = a_ticket(
        number="10211",
        subject="Pump P-101 loud after service",
        kind=StatusKind.OPEN,
        machine_id=samples.PUMP.id,
        created_at=now_instant() - 3 * 86_400_000,
        updated_at=now_instant() - 3 * 86_400_000,
    )
    cached = (*samples.MACHINES, *samples.CONTACTS, samples.RECALL, open_one)
    for scheme in sys.argv[2:] or ["light", "dark"]:
        theme.set_appearance(Appearance(scheme))
        with tempfile.TemporaryDirectory() as temporary:
            place = Path(temporary)
            with an_offline_account(place, cached=cached) as session:
                wizard_pictures(app, folder, scheme, session, place)


if __name__ == "__main__":
    main()
