"""Editing a ticket's details: only what the helpdesk lets this person edit is there.

It follows the ticket while it is open: what the person has not touched changes with the helpdesk's news, what they have touched stays
theirs, with a word about what the helpdesk has by now. Saving works offline like everything else.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.actions.wizard import WizardFlow
from desktop.domain.catalogue import Priority
from desktop.domain.change import TicketFields
from desktop.domain.draft import TicketDraft
from desktop.domain.projection import TicketView, first_line
from desktop.domain.rules import TicketField, check_edit
from desktop.domain.ticket import Contact
from desktop.errors import WorldError
from desktop.ui.controls import Rule, Text, primary_button, secondary_button, surface
from desktop.ui.field_box import FieldBox
from desktop.ui.open_ticket_wizard.contacts_field import ContactsField
from desktop.ui.open_ticket_wizard.fault_words import fault_sentence
from desktop.ui.open_ticket_wizard.fitting_choice import FittingChoice
from desktop.ui.open_ticket_wizard.live_flow import LiveFlow
from desktop.ui.session_view import SessionView, ViewsLike
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import explain, field_name, field_value, no_value

_NOTE_LENGTH = 48
"""Characters of the helpdesk's value beside a field's caption."""

_ORDER = (
    TicketField.SUBJECT,
    TicketField.CATEGORY,
    TicketField.MACHINE_STATE,
    TicketField.PRIORITY,
    TicketField.CONTACTS,
)


class EditDetailsDialog(QDialog):
    """Shows the fields of `view` that are in `fields`; `change_id` is an edit that still waits and gets the new values itself."""

    saved = Signal()

    def __init__(
        self,
        session: SessionView,
        view: TicketView,
        fields: frozenset[TicketField],
        change_id: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        surface(self, "pane")
        self.setObjectName("editDetails")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._ticket_id = view.id
        self._fields = [field for field in _ORDER if field in fields]
        self._change_id = change_id
        self._language = QLocale().name()
        self._version = view.version
        self._before = _values(view)
        self._flow = LiveFlow(
            WizardFlow.begin(TicketDraft(view.id), session.catalogue, session.helpdesk, self._language, None), self
        )
        self.subject = QLineEdit()
        self.category = QComboBox()
        self.machine_state = FittingChoice()
        self.priority = QComboBox()
        self.guidance = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self.contacts = ContactsField(self._flow)
        self._boxes: dict[TicketField, FieldBox] = {
            TicketField.SUBJECT: FieldBox(self.subject),
            TicketField.CATEGORY: FieldBox(self.category),
            TicketField.MACHINE_STATE: FieldBox(self.machine_state),
            TicketField.PRIORITY: FieldBox(self.priority),
            TicketField.CONTACTS: FieldBox(self.contacts),
        }
        self._trouble = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self.save = primary_button(self.tr("Save"))
        self.cancel = secondary_button(self.tr("Cancel"))
        self._build(view)
        self._offer_choices(view)
        self._put(self._before)
        session.read(_contacts, self.contacts.show_contacts)
        session.cache_changed.connect(self._renew)

    def _build(self, view: TicketView) -> None:
        self.setWindowTitle(self.tr("Edit details"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(space(6), space(5), space(6), space(4))
        column.setSpacing(space(4))
        column.addWidget(Text(self.windowTitle(), role=TextRole.TITLE, strong=True, wrap=True))
        if view.number:
            column.addWidget(Text(f"#{view.number}", role=TextRole.SMALL, tone=Tone.DIM))
        for field in _ORDER:
            box = self._boxes[field]
            box.set_caption(field_name(field.value))
            if field in self._fields:
                column.addWidget(box)
            else:
                box.setParent(inside)
                box.hide()
            if field is TicketField.PRIORITY and field in self._fields:
                column.addWidget(self.guidance)
        self._trouble.hide()
        column.addWidget(self._trouble)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        foot = QHBoxLayout()
        foot.setContentsMargins(space(6), space(3), space(6), space(4))
        foot.setSpacing(space(2))
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(Rule())
        whole.addLayout(foot)
        self.cancel.setAutoDefault(False)
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText), self)
            shortcut.activated.connect(self._save)
        self.subject.textEdited.connect(lambda: self._boxes[TicketField.SUBJECT].set_fault(""))
        self.contacts.typing.connect(lambda: self._boxes[TicketField.CONTACTS].set_fault(""))
        self.priority.currentIndexChanged.connect(lambda _: self._guide())
        if self._fields:
            self._boxes[self._fields[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def box(self, field: TicketField) -> FieldBox:
        """The box around a field."""
        return self._boxes[field]

    @property
    def offered(self) -> tuple[TicketField, ...]:
        """What can be edited here, in order."""
        return tuple(self._fields)

    @property
    def values(self) -> TicketFields:
        """What stands in the fields that can be edited."""
        shown = TicketFields(
            subject=self.subject.text(),
            priority=str(self.priority.currentData() or ""),
            category=str(self.category.currentData() or ""),
            machine_state=self.machine_state.value,
            contacts=self._flow.value.draft.contacts,
        )
        return _only(shown, self._fields)

    def fill_in(self, fields: TicketFields) -> None:
        """Put these values in, as if the person had typed them; what is None stays."""
        self._put(fields)

    def sizeHint(self) -> QSize:
        """Tall enough for all fields on an ordinary screen."""
        scale = max(1.0, self.fontMetrics().averageCharWidth() / 8)
        tall = 190 + 84 * max(len(self._fields), 1)
        screen = self.screen() or QGuiApplication.primaryScreen()
        return QSize(round(520 * scale), round(tall * scale)).boundedTo(screen.availableGeometry().size() * 0.96)

    def _offer_choices(self, view: TicketView) -> None:
        catalogue, language = self._session.catalogue, self._language
        states = sorted(catalogue.machine_states, key=lambda one: one.severity)
        self.machine_state.set_choices([(one.id, one.name.say(language)) for one in states])
        # A ticket need not have one; and what a newer server has, and we do not know, is not taken away by looking at it.
        for combo, field, known, present in (
            (
                self.priority,
                TicketField.PRIORITY,
                [(one.id, one.name.say(language)) for one in self._ranked()],
                view.priority,
            ),
            (self.category, TicketField.CATEGORY, self._categories(view), view.category),
        ):
            combo.addItem(no_value(field.value), "")
            for id, words in known:
                combo.addItem(words, id)
            if present and combo.findData(present) < 0:
                combo.addItem(present, present)

    def _ranked(self) -> list[Priority]:
        return sorted(self._session.catalogue.priorities, key=lambda one: one.rank)

    def _categories(self, view: TicketView) -> list[tuple[str, str]]:
        kind = self._session.catalogue.request_type(view.request_type)
        return [(one.id, one.name.say(self._language)) for one in kind.categories] if kind else []

    def _put(self, values: TicketFields) -> None:
        """Show these values; None leaves a field alone."""
        if values.subject is not None and values.subject != self.subject.text():
            self.subject.setText(values.subject)
        for combo, value in ((self.priority, values.priority), (self.category, values.category)):
            if value is not None:
                combo.setCurrentIndex(max(0, combo.findData(value)))
        if values.machine_state is not None:
            self.machine_state.set_value(values.machine_state)
        if values.contacts is not None:
            flow = self._flow.value
            self._flow.become(replace(flow, draft=replace(flow.draft, contacts=values.contacts)))
        self._guide()

    def _guide(self) -> None:
        priority = self._session.catalogue.priority(str(self.priority.currentData() or ""))
        self.guidance.setText(priority.guidance.say(self._language) if priority else "")
        self.guidance.setVisible(bool(self.guidance.text()) and TicketField.PRIORITY in self._fields)

    def _renew(self, _topics: object) -> None:
        """News of the ticket while it is being edited."""
        view = self._session.views.ticket(self._ticket_id) if self._session.is_open else None
        if view is None:
            return
        fresh, before, mine = _values(view), self._before, self.values
        for field in self._fields:
            name = field.value
            was, is_now, typed = (getattr(one, name) for one in (before, fresh, mine))
            if is_now == was:
                continue
            if typed == was:
                self._put(_only(fresh, [field]))
            elif typed != is_now:
                words = field_value(name, fresh, self._session.catalogue, self._language) or no_value(name)
                words = first_line(words, _NOTE_LENGTH)
                self._boxes[field].set_note(self.tr("The helpdesk has: {value}").format(value=words))
        # The person sees by now what the helpdesk has: saving is an answer to that.
        self._before, self._version = fresh, view.version

    def _save(self) -> None:
        self.contacts.commit()
        after = self.values
        violations = check_edit(after)
        for field in self._fields:
            about = next((one for one in violations if one.field == field.value), None)
            self._boxes[field].set_fault(fault_sentence(about, self._session.helpdesk.limits) if about else "")
        if violations:
            at_fault = next(field for field in self._fields if self._boxes[field].fault)
            self._boxes[at_fault].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        from desktop.actions.edit_ticket import edit_again, edit_ticket  # pulls storage in

        self.save.setEnabled(False)
        if self._change_id:
            self._session.perform(edit_again, self._change_id, after, then=self._done, failed=self._failed)
        else:
            before = _only(self._before, self._fields)
            self._session.perform(
                edit_ticket, self._ticket_id, after, before, self._version, then=self._done, failed=self._failed
            )

    def _done(self, _change: object) -> None:
        self.saved.emit()
        self.accept()

    def _failed(self, error: WorldError) -> None:
        self.save.setEnabled(True)
        said = explain(error)
        self._trouble.setText(" ".join(part for part in (said.sentence, said.remedy) if part))
        self._trouble.show()


def _contacts(views: ViewsLike) -> tuple[Contact, ...]:
    return tuple(views.contacts())


def _values(view: TicketView) -> TicketFields:
    return TicketFields(view.subject, view.priority, view.category, view.machine_state, view.contacts)


def _only(fields: TicketFields, wanted: list[TicketField]) -> TicketFields:
    """The same, silent about what is not wanted."""
    return TicketFields(
        subject=fields.subject if TicketField.SUBJECT in wanted else None,
        priority=fields.priority if TicketField.PRIORITY in wanted else None,
        category=fields.category if TicketField.CATEGORY in wanted else None,
        machine_state=fields.machine_state if TicketField.MACHINE_STATE in wanted else None,
        contacts=fields.contacts if TicketField.CONTACTS in wanted else None,
    )
