"""Third step: what happens. Fields on the left, what helps to fill them in on the right."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.actions.wizard import Field, Step
from desktop.domain.instant import Instant
from desktop.ui.controls import link_button
from desktop.ui.controls.thumbnail import ThumbnailLoader
from desktop.ui.field_box import FieldBox
from desktop.ui.open_ticket_wizard.attachments_field import AttachmentsField
from desktop.ui.open_ticket_wizard.contacts_field import ContactsField
from desktop.ui.open_ticket_wizard.desk import Surroundings, WizardDesk
from desktop.ui.open_ticket_wizard.fault_words import fault_sentence
from desktop.ui.open_ticket_wizard.fitting_choice import FittingChoice
from desktop.ui.open_ticket_wizard.live_flow import LiveFlow
from desktop.ui.open_ticket_wizard.side_panel import SidePanel
from desktop.ui.theme import space
from desktop.ui.wording.this_computer import computer_details

_SIDE_WIDTH = 286
"""Of the cards beside the fields, at the ordinary font size."""

_NARROW = 720
"""Below this width the cards stand under the fields."""


class DescriptionEdit(QPlainTextEdit):
    """Plain text; Tab leaves it, and files or screenshots pasted here become attachments."""

    def __init__(self, attachments: AttachmentsField) -> None:
        super().__init__()
        self._attachments = attachments
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        # On a tall window it grows, but not to a wall of white.
        self.setMaximumHeight(self.fontMetrics().lineSpacing() * 16)

    def sizeHint(self) -> QSize:
        """As tall as it may be; where there is no room for that, it is what gives way."""
        return QSize(300, self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        """Five lines."""
        return QSize(120, self.fontMetrics().lineSpacing() * 5 + space(4))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text here, files and pictures to the attachments."""
        return self._attachments.takes(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put it where it belongs."""
        if not (self._attachments.takes(source) and self._attachments.take(source)):
            super().insertFromMimeData(source)


class DetailsPage(QScrollArea):
    """Scrolls when the window is small; nothing is ever out of reach."""

    def __init__(
        self,
        flow: LiveFlow,
        desk: WizardDesk,
        loader: ThumbnailLoader | None,
        now: Callable[[], Instant],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._flow = flow
        self._states: list[tuple[str, str]] = []
        self._focus_order: list[QWidget] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.attachments = AttachmentsField(flow, desk, loader)
        self.subject = QLineEdit()
        self.subject.textEdited.connect(lambda text: flow.become(flow.value.type_subject(text)))
        self.subject.installEventFilter(self)
        self.category = QComboBox()
        self.category.activated.connect(self._category_chosen)
        self.machine_state = FittingChoice()
        self.machine_state.chosen.connect(lambda id: flow.become(flow.value.choose_machine_state(id)))
        self.description = DescriptionEdit(self.attachments)
        self.description.textChanged.connect(self._description_typed)
        self.contacts = ContactsField(flow)
        self.details_of_computer = link_button("")
        self.details_of_computer.clicked.connect(self._insert_details)
        self.side = SidePanel(flow, desk, now)
        # Once it has its size.
        self.side.priority.opened.connect(
            lambda: QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.side.priority, 0, space(4)))
        )
        self._boxes = {
            Field.SUBJECT: FieldBox(self.subject),
            Field.CATEGORY: FieldBox(self.category),
            Field.MACHINE_STATE: FieldBox(self.machine_state),
            Field.DESCRIPTION: FieldBox(self.description),
            Field.FILES: FieldBox(self.attachments),
            Field.CONTACTS: FieldBox(self.contacts),
        }
        self._boxes[Field.DESCRIPTION].add_action(self.details_of_computer)
        self._lay_out()
        flow.changed.connect(self.display)
        self._retranslate()
        self.display()

    def box(self, field: Field) -> FieldBox:
        """The box around a field of this step."""
        return self._boxes[field]

    def show_surroundings(self, around: Surroundings) -> None:
        """Offer contacts and announcements that are on this computer."""
        self.contacts.show_contacts(around.contacts)
        self.side.show_news(around.announcements)

    def display(self) -> None:
        """Show the draft. A field in which somebody is typing is left alone: it is where the draft comes from."""
        flow = self._flow.value
        draft = flow.draft
        for field, box in self._boxes.items():
            box.setVisible(flow.has_field(field))
        if self.subject.text() != draft.subject:
            self.subject.setText(draft.subject)
        if self.description.toPlainText() != draft.description:
            self.description.blockSignals(True)
            self.description.setPlainText(draft.description)
            self._to_the_first_gap()
            self.description.blockSignals(False)
        states = [(one.id, one.name.say(flow.language)) for one in flow.catalogue.machine_states]
        if states != self._states:
            self._states = states
            self.machine_state.set_choices(states)
        if self.machine_state.value != draft.machine_state:
            self.machine_state.set_value(draft.machine_state)
        self._show_categories()
        self._show_hints()
        self._boxes[Field.FILES].set_note(self.attachments.budget_words())
        self._show_faults()
        self._order_focus()

    def take_focus(self) -> None:
        """To the first fault, else to the first field that is still empty."""
        flow = self._flow.value
        order = (Field.SUBJECT, Field.CATEGORY, Field.MACHINE_STATE, Field.DESCRIPTION, Field.FILES, Field.CONTACTS)
        wrong = {one.field for one in flow.shown_violations}
        target = next((one for one in order if one.value in wrong), None)
        if target is None:
            target = Field.SUBJECT if not flow.draft.subject else Field.DESCRIPTION
            if flow.draft.description not in ("", flow.draft.template):
                target = Field.SUBJECT
        self.focus_field(target)

    def focus_field(self, field: Field) -> None:
        """Put the focus into a field and bring it into sight."""
        if field is Field.PRIORITY:
            self.side.priority.change.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self.side.priority)
            return
        box = self._boxes[field]
        if field is Field.MACHINE_STATE:
            self.machine_state.focus_chosen()
        elif field is Field.DESCRIPTION:
            self._to_the_first_gap()
            box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            if field is Field.SUBJECT:
                self.subject.end(False)
        self.ensureWidgetVisible(box, 0, space(4))

    def leave(self) -> None:
        """What stands half typed in the contacts becomes part of the draft."""
        self.contacts.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards beside the fields where there is room, else below."""
        super().resizeEvent(event)
        # Large type makes the same window narrower. Whether there is a scroll bar must not count: it comes and goes with
        # the height, and that follows from what is decided here, round and round.
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        narrow = room < max(_NARROW, self._side_width() + 60 * self.fontMetrics().averageCharWidth())
        self._across.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.side.setMinimumWidth(0 if narrow else self._side_width())
        self.side.setMaximumWidth(16777215 if narrow else self._side_width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pasting files or a screenshot into the subject attaches them."""
        if (
            watched is self.subject
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            return self.paste()
        return super().eventFilter(watched, event)

    def paste(self) -> bool:
        """Attach what is on the clipboard, if it is for the attachments."""
        data = QGuiApplication.clipboard().mimeData()
        return self.attachments.takes(data) and self.attachments.take(data)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.display()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(4) + 2)
        for box in self._boxes.values():
            column.addWidget(box)
        # Beside many cards what is left stays empty at the end, not between description and files.
        column.addStretch(1)
        content = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._across.setContentsMargins(space(6) + 2, space(5), space(6) + 2, space(5))
        self._across.setSpacing(space(6) + 2)
        self._across.addWidget(fields, 1)
        self._across.addWidget(self.side, 0)
        self.setWidget(content)

    def _order_focus(self) -> None:
        """Tab goes as one reads. Choices, tiles and chips come later than the fields, and Qt would put them last."""
        order: list[QWidget] = []
        for part in (*(box.editor for box in self._boxes.values()), self.side):
            inside = [
                one
                for one in part.findChildren(QWidget)
                if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.window() is self.window()
            ]
            order += inside if inside and part.focusPolicy() == Qt.FocusPolicy.NoFocus else [part, *inside]
        if order == self._focus_order:
            return
        self._focus_order = order
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _side_width(self) -> int:
        return max(_SIDE_WIDTH, self.fontMetrics().averageCharWidth() * 34)

    def _show_categories(self) -> None:
        flow = self._flow.value
        offered = [(one.id, one.name.say(flow.language)) for one in flow.categories]
        shown = [(self.category.itemData(row), self.category.itemText(row)) for row in range(1, self.category.count())]
        if offered != shown or not self.category.count():
            self.category.clear()
            self.category.addItem(self.tr("Not chosen"), "")
            for id, name in offered:
                self.category.addItem(name, id)
        self.category.setCurrentIndex(max(0, self.category.findData(flow.draft.category)))

    def _show_hints(self) -> None:
        flow = self._flow.value
        category = flow.category
        self._boxes[Field.CATEGORY].set_hint(category.description.say(flow.language) if category else "")
        self._boxes[Field.DESCRIPTION].set_hint(
            self.tr("Be as detailed as you can: every answer below saves a question. Pictures help.")
            if flow.wants_detail
            else ""
        )
        self.details_of_computer.setVisible(flow.may_be_about_this_computer)

    def _insert_details(self) -> None:
        """What this computer is, at the end of the description, where the person sees it and may change or remove it."""
        details = computer_details(self.screen())
        text = self.description.toPlainText()
        if details in text:
            return
        cursor = self.description.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(("\n\n" if text.strip() else "") + details)
        self.description.setTextCursor(cursor)
        self.description.setFocus(Qt.FocusReason.OtherFocusReason)

    def _category_chosen(self, row: int) -> None:
        self._flow.become(self._flow.value.choose_category(str(self.category.itemData(row) or "")))

    def _description_typed(self) -> None:
        self._flow.become(self._flow.value.type_description(self.description.toPlainText()))

    def _show_faults(self) -> None:
        flow = self._flow.value
        shown = flow.shown_violations if flow.step is Step.DETAILS else ()
        for field, box in self._boxes.items():
            sentences = [fault_sentence(one, flow.helpdesk.limits) for one in shown if one.field == field.value]
            if field is Field.FILES:
                # What is wrong with one file stands at that file; here only what is wrong with all of them.
                sentences = [
                    fault_sentence(one, flow.helpdesk.limits)
                    for one in shown
                    if one.field == field.value and not one.subject
                ]
            box.set_fault("\n".join(sentences))

    def _to_the_first_gap(self) -> None:
        """The cursor behind the template's first question, where the person is to write."""
        flow = self._flow.value
        text = flow.draft.description
        if text and text == flow.draft.template:
            cursor = self.description.textCursor()
            cursor.setPosition(len(text.split("\n", 1)[0]))
            self.description.setTextCursor(cursor)

    def _retranslate(self) -> None:
        captions = {
            Field.SUBJECT: self.tr("Subject"),
            Field.CATEGORY: self.tr("Category"),
            Field.MACHINE_STATE: self.tr("How is the machine?"),
            Field.DESCRIPTION: self.tr("Description"),
            Field.FILES: self.tr("Photos, videos, files"),
            Field.CONTACTS: self.tr("Also keep informed"),
        }
        for field, words in captions.items():
            self._boxes[field].set_caption(words)
        self.details_of_computer.setText(self.tr("Insert details of this computer"))
        self.category.clear()
