"""How urgent it is, with the helpdesk's own guidance beside it; suggested from the machine's state where there is
one, or from the answers to three plain questions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.actions.wizard import Field
from desktop.ui.controls import Card, Text, link_button
from desktop.ui.open_ticket_wizard.choice_row import ChoiceRow, ChoiceRows
from desktop.ui.open_ticket_wizard.live_flow import LiveFlow
from desktop.ui.open_ticket_wizard.priority_help import PriorityHelp, impact_words
from desktop.ui.theme import TextRole, Tone, space


class PriorityCard(Card):
    """Says the priority and why; "Change" opens the choices with their guidance in place."""

    opened = Signal()
    """The questions or the choices unfolded: there is more of the card than was in sight."""

    def __init__(self, flow: LiveFlow, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._flow = flow
        self._open = False
        self._shown: tuple[object, ...] = ()
        self._guidance = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self.rows = ChoiceRows(gap=space(1))
        self.rows.chosen.connect(self._choose)
        self.change = link_button("")
        self.change.clicked.connect(self._toggle)
        self.help_me = link_button("")
        self.help_me.clicked.connect(self._toggle_help)
        self.help = PriorityHelp(flow)
        self.help.taken.connect(self._taken)
        self.help.hide()
        links = QHBoxLayout()
        links.setSpacing(space(3))
        links.addWidget(self.change)
        links.addWidget(self.help_me)
        links.addStretch(1)
        self.body.addWidget(self._guidance)
        self.body.addWidget(self.rows)
        self.body.addWidget(self.help)
        self.body.addLayout(links)
        flow.changed.connect(self.display)
        self.display()

    def display(self) -> None:
        """Show the priority in force, or the choices."""
        flow = self._flow.value
        self.setVisible(flow.has_field(Field.PRIORITY))
        if not flow.has_field(Field.PRIORITY):
            return
        language = flow.language
        offered = (flow.catalogue.priorities, language)
        if offered != self._shown:
            self._shown = offered
            ranked = sorted(flow.catalogue.priorities, key=lambda one: one.rank)
            self.rows.set_rows(
                [ChoiceRow(one.id, one.name.say(language), one.guidance.say(language), small=True) for one in ranked]
            )
        priority = flow.priority
        choosing = self._open or priority is None
        self.rows.set_value(priority.id if priority else "")
        helping = not self.help.isHidden()
        self.rows.setVisible(choosing and not helping)
        self.help_me.setText(self.tr("Close the questions") if helping else self.tr("Help me choose"))
        self.help_me.setVisible(len(flow.catalogue.priorities) > 1)
        self.change.setVisible(priority is not None and not helping)
        if priority is None:
            self.heading.setText(self.tr("How urgent is it?"))
            self._guidance.setText(self.tr("Without a choice the helpdesk decides."))
        else:
            self.heading.setText(self.tr("Priority: {name}").format(name=priority.name.say(language)))
            self._guidance.setText(self._why())
        self.change.setText(self.tr("Done") if choosing else self.tr("Change"))
        self.change.setAccessibleName(self.tr("Change the priority"))
        self._guidance.setVisible(bool(self._guidance.text()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.display()
        super().changeEvent(event)

    def _why(self) -> str:
        flow = self._flow.value
        priority, state = flow.priority, flow.machine_state
        parts: list[str] = []
        if priority is not None and not self._open and (guidance := priority.guidance.say(flow.language)):
            parts.append(self.tr("“{guidance}”").format(guidance=guidance))
        if flow.priority_is_suggested and flow.impact is not None:
            if self.help.isHidden():
                parts.append(self.tr("Suggested because {reason}.").format(reason=impact_words(flow.impact)))
        elif flow.priority_is_suggested and state is not None:
            name = state.name.say(flow.language)
            parts.append(self.tr("Suggested because of the machine's state: {state}.").format(state=name))
        return " ".join(parts)

    def _toggle(self) -> None:
        self._open = not self._open
        self.display()
        if self._open:
            self.rows.focus_chosen()
            self.opened.emit()

    def _toggle_help(self) -> None:
        helping = self.help.isHidden()
        self.help.setVisible(helping)
        self._open = False
        self.display()
        if helping:
            self.help.focus_first()
            self.opened.emit()
        else:
            self.help_me.setFocus(Qt.FocusReason.OtherFocusReason)

    def _taken(self) -> None:
        self.help.hide()
        self.display()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, id: str) -> None:
        self._open = False
        self._flow.become(self._flow.value.choose_priority(id))
        self.display()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)
