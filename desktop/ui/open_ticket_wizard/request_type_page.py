"""First step: what the ticket is about, as large rows with a sentence each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.actions.wizard import Step
from desktop.domain.catalogue import RequestType
from desktop.ui.controls import Text
from desktop.ui.icons import Icon
from desktop.ui.open_ticket_wizard.choice_row import ChoiceRow, ChoiceRows
from desktop.ui.open_ticket_wizard.fault_words import fault_sentence
from desktop.ui.open_ticket_wizard.live_flow import LiveFlow
from desktop.ui.theme import TextRole, Tone, space

_SYMBOLS = {one.value: one for one in Icon} | {
    "fault": Icon.WARNING,
    "technical": Icon.WARNING,
    "incident": Icon.WARNING,
    "maintenance": Icon.MACHINE,
    "parts": Icon.SERVICES,
    "order": Icon.SERVICES,
    "invoice": Icon.FILE,
    "administrative": Icon.FILE,
    "commercial": Icon.FOLDER_COMPANY,
    "question": Icon.QUESTION,
    "information": Icon.QUESTION,
    "access": Icon.KEY,
    "account": Icon.KEY,
}


class RequestTypePage(QScrollArea):
    """Rows to choose from; choosing goes on to the next step at once."""

    chosen = Signal()

    def __init__(self, flow: LiveFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._shown: tuple[tuple[RequestType, ...], str] | None = None
        self._question = Text(role=TextRole.TITLE, strong=True, wrap=True)
        self._fault = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self._nothing = Text(tone=Tone.DIM, wrap=True)
        self.rows = ChoiceRows()
        self.rows.chosen.connect(self._choose)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(space(6) + 2, space(5), space(6) + 2, space(5))
        column.setSpacing(space(3))
        column.addWidget(self._question)
        column.addWidget(self._fault)
        column.addWidget(self._nothing)
        column.addWidget(self.rows)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        flow.changed.connect(self.display)
        self._retranslate()
        self.display()

    def display(self) -> None:
        """Show what there is to choose and what is chosen."""
        flow = self._flow.value
        offered = (flow.catalogue.request_types, flow.language)
        if offered != self._shown:
            self._shown = offered
            self.rows.set_rows([self._row(number, one) for number, one in enumerate(flow.catalogue.request_types)])
        self.rows.set_value(flow.draft.request_type)
        self._nothing.setVisible(not flow.catalogue.request_types)
        wrong = flow.violations_on(Step.REQUEST_TYPE) if Step.REQUEST_TYPE in flow.tried else ()
        self._fault.setText("\n".join(fault_sentence(one, flow.helpdesk.limits) for one in wrong))
        self._fault.setVisible(bool(wrong))

    def take_focus(self) -> None:
        """Where the person starts on this step."""
        if self.rows.rows:
            self.rows.focus_chosen()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _row(self, number: int, one: RequestType) -> ChoiceRow:
        language = self._flow.value.language
        mark = str(number + 1) if number < 9 else ""
        symbol = _SYMBOLS.get(one.icon) or _SYMBOLS.get(one.id) or Icon.FILE
        return ChoiceRow(one.id, one.name.say(language), one.description.say(language), symbol=symbol, mark=mark)

    def _choose(self, id: str) -> None:
        self._flow.become(self._flow.value.choose_request_type(id))
        self.chosen.emit()

    def _retranslate(self) -> None:
        self._question.setText(self.tr("What is your ticket about?"))
        self._nothing.setText(
            self.tr("What you can choose here has not arrived from the helpdesk yet. It comes with the first sync.")
        )
