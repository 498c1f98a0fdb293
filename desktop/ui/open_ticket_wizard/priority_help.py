"""Three plain questions that help to choose a priority."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.domain.urgency import Central, Impact, Reach, Work
from desktop.ui.controls import Text, secondary_button
from desktop.ui.open_ticket_wizard.fitting_choice import FittingChoice
from desktop.ui.open_ticket_wizard.live_flow import LiveFlow
from desktop.ui.theme import TextRole, Tone, space

translate = QCoreApplication.translate


def impact_words(impact: Impact) -> str:
    """Why a priority is suggested."""
    match impact:
        case Impact.QUESTION:
            return translate("Impact", "it is a question that keeps nobody from working")
        case Impact.HINDRANCE:
            return translate("Impact", "the work goes on, but with difficulty")
        case Impact.STOP:
            return translate("Impact", "it keeps somebody from working, or hinders many")
        case Impact.OUTAGE:
            return translate("Impact", "several people can't work, and it may be a central system")
        case Impact.STANDSTILL:
            return translate("Impact", "nobody can work")


class PriorityHelp(QWidget):
    """The questions, and what follows from the answers. A choice made by hand stands until the person takes the suggestion."""

    taken = Signal()
    """The suggestion was taken instead of what had been chosen by hand."""

    def __init__(self, flow: LiveFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._captions = [Text(role=TextRole.SMALL, strong=True, wrap=True) for _ in range(3)]
        self.work, self.reach, self.central = FittingChoice(), FittingChoice(), FittingChoice()
        self.result = Text(role=TextRole.SMALL, tone=Tone.TEXT, wrap=True)
        self.take: QPushButton = secondary_button("", small=True)
        self.take.clicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space(1), 0, 0)
        column.setSpacing(space(1))
        for caption, choice in zip(self._captions, (self.work, self.reach, self.central), strict=True):
            column.addWidget(caption)
            column.addWidget(choice)
            column.addSpacing(space(1))
        column.addWidget(self.result)
        column.addWidget(self.take)
        self.work.chosen.connect(lambda value: self._answer(work=Work(value)))
        self.reach.chosen.connect(lambda value: self._answer(reach=Reach(value)))
        self.central.chosen.connect(lambda value: self._answer(central=Central(value)))
        flow.changed.connect(self.display)
        self._retranslate()

    def display(self) -> None:
        """Show the answers given, and what follows from them."""
        flow = self._flow.value
        answers = flow.draft.answers
        for choice, value in ((self.work, answers.work), (self.reach, answers.reach), (self.central, answers.central)):
            if choice.value != (value or ""):
                choice.set_value(value or "")
        matters = answers.work is not Work.ASKING
        for caption, choice in zip(self._captions[1:], (self.reach, self.central), strict=True):
            caption.setVisible(matters)
            choice.setVisible(matters)
        impact, advised = flow.impact, flow.advised_priority
        self.result.setVisible(impact is not None)
        if impact is None or advised is None:
            self.take.hide()
            self.result.hide()
            return
        name = advised.name.say(flow.language)
        self.result.setText(
            self.tr("Suggested: {priority}, because {reason}.").format(priority=name, reason=impact_words(impact))
        )
        chosen = flow.priority
        self.take.setText(self.tr("Use {priority}").format(priority=name))
        self.take.setVisible(not flow.priority_is_suggested and chosen is not None and chosen.id != advised.id)

    def focus_first(self) -> None:
        """Where the person starts."""
        self.work.focus_chosen()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _answer(self, *, work: Work | None = None, reach: Reach | None = None, central: Central | None = None) -> None:
        flow = self._flow.value
        answers = flow.draft.answers
        answers = replace(
            answers,
            work=work or answers.work,
            reach=reach or answers.reach,
            central=central or answers.central,
        )
        self._flow.become(flow.answer(answers))

    def _take(self) -> None:
        self._flow.become(self._flow.value.choose_priority(""))
        self.taken.emit()

    def _retranslate(self) -> None:
        questions = (
            self.tr("Can you go on working?"),
            self.tr("How many people are affected?"),
            self.tr("Does it concern a central system: a server, the web, e-mail, the network of everybody?"),
        )
        choices = (
            (
                (Work.ASKING, self.tr("Yes")),
                (Work.HINDERED, self.tr("With difficulty")),
                (Work.STOPPED, self.tr("No")),
            ),
            ((Reach.ONE, self.tr("Me")), (Reach.SOME, self.tr("Several")), (Reach.ALL, self.tr("Everybody"))),
            ((Central.YES, self.tr("Yes")), (Central.NO, self.tr("No")), (Central.UNKNOWN, self.tr("Not known"))),
        )
        for caption, question, choice, offered in zip(
            self._captions, questions, (self.work, self.reach, self.central), choices, strict=True
        ):
            caption.setText(question)
            choice.set_choices([(value.value, words) for value, words in offered])
            choice.setAccessibleName(question)
        self.display()
