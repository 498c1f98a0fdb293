"""A form of somebody who is not signed in, as a card: title, fields with their faults, what is under way, and the way back.

It decides nothing: `Joining` tells it what to show. What a form asks for is in `joining_forms`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.account import Helpdesk
from desktop.domain.joining import Field, WayIn, Wrong
from desktop.ui.controls import Text, link_button, primary_button, secondary_button, surface
from desktop.ui.field_box import FieldBox
from desktop.ui.password_edit import PasswordEdit
from desktop.ui.sign_in.joining_words import busy_words, caption, fault_words, go_words, optional_words, title_words
from desktop.ui.theme import TextRole, Tone, space

translate = QCoreApplication.translate

_TYPED_IN = (QLineEdit, QPlainTextEdit, QComboBox)

Rows = Sequence[tuple[Field | QWidget, ...]]
"""What stands beside what: one or two fields a row, or a widget over its whole width."""


class JoiningCard(QWidget):
    """`sent` when the person wants it sent, `went_back` to the sign-in, `stopped` while it is under way."""

    sent = Signal()
    went_back = Signal()
    stopped = Signal()

    def __init__(
        self, way: WayIn, helpdesk: Helpdesk, editors: dict[Field, QWidget], optional: Sequence[Field]
    ) -> None:
        super().__init__()
        self.setObjectName(way.value)
        surface(self, "framed")
        self.way = way
        self.helpdesk = helpdesk
        self.boxes = {field: FieldBox(editor) for field, editor in editors.items()}
        self._optional = tuple(optional)
        self._wrong: dict[Field, Wrong] = {}
        self._rows: Rows = ()
        self.go_button = primary_button("")
        self.back_button = secondary_button("")
        self.stop_button = link_button("")
        self._title = Text(role=TextRole.TITLE, strong=True, wrap=True)
        self._intro = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self._below = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self._below.hide()
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress_words = Text(role=TextRole.SMALL, tone=Tone.DIM)
        self._grid = QGridLayout()
        self._narrow = False
        self._lay_out()
        self.go_button.clicked.connect(self.sent)
        self.back_button.clicked.connect(self.went_back)
        self.stop_button.clicked.connect(self.stopped)

    # What its forms are made of

    def arrange(self, rows: Rows) -> None:
        """Put the fields into their places, and the keyboard through them in the same order."""
        self._rows = rows
        self._place()
        for field, box in self.boxes.items():
            self._listen(field, box.editor)
        self._order_focus()
        self.retranslate()
        self.show_busy(busy=False, waits=False)

    def look(self) -> tuple[Wrong, ...]:
        """Everything that is wrong with what stands in the fields. Forms have rules of their own for it."""
        return ()

    def text(self, field: Field) -> str:
        """What stands in a field."""
        editor = self.boxes[field].editor
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText()
        if isinstance(editor, QComboBox):
            return str(editor.currentData() or "")
        return editor.text() if isinstance(editor, QLineEdit) else ""

    def fill(self, field: Field, text: str) -> None:
        """Put something into a field that is there."""
        editor = self.boxes[field].editor
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(text)))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def forget_passwords(self) -> None:
        """Nothing of a password stays in a field."""
        for box in self.boxes.values():
            if isinstance(box.editor, PasswordEdit):
                box.editor.clear()
                box.editor.hide_text()

    @property
    def typed(self) -> dict[Field, str]:
        """What stands in the fields, without passwords."""
        return {
            field: self.text(field) for field, box in self.boxes.items() if not isinstance(box.editor, PasswordEdit)
        }

    @property
    def shown(self) -> tuple[Field, ...]:
        """The fields in sight."""
        return tuple(field for field, box in self.boxes.items() if not box.isHidden())

    # What is told

    def tell(self, wrong: Sequence[Wrong], below: str = "") -> None:
        """These faults at their fields and nothing else; the person types at the first of them next."""
        self._wrong = {one.field: one for one in reversed(wrong)}
        self._show_faults()
        self.say_below(below)
        if wrong:
            self._type_at(wrong[0].field)

    def say_below(self, words: str) -> None:
        """A sentence that is about no single field."""
        self._below.setText(words)
        self._below.setVisible(bool(words))

    @property
    def below(self) -> str:
        """That sentence."""
        return self._below.text()

    def show_busy(self, *, busy: bool, waits: bool) -> None:
        """An answer is waited for; `waits`: the helpdesk wants no attempt for a while."""
        had_keyboard = self.focusWidget() is not None and self.isAncestorOf(self.focusWidget())
        for box in self.boxes.values():
            box.editor.setEnabled(not busy)
        for part in (self._progress, self._progress_words, self.stop_button):
            part.setVisible(busy)
        self.go_button.setEnabled(not busy and not waits)
        if busy and had_keyboard:
            self.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """The first field that still wants something."""
        empty = next((one for one in self.boxes if one not in self._optional and not self.text(one)), None)
        first = empty or next(iter(self.boxes))
        self.boxes[first].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # Its shape

    def set_width(self, room: int) -> None:
        """Take a width that fits into so many pixels: two fields beside each other where there is room for them."""
        letter = self.fontMetrics().averageCharWidth()
        paired = any(len(row) > 1 for row in self._rows)
        wide = max(620, letter * 80)
        narrow = not paired or room < wide
        self.setFixedWidth(min(max(400, letter * 52) if narrow else wide, room))
        if narrow != self._narrow:
            self._narrow = narrow
            self._place()
        self._stand_buttons()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        title, intro = title_words(self.way, self.helpdesk.name or self.helpdesk.address)
        self._title.setText(title)
        self._intro.setText(intro)
        for field, box in self.boxes.items():
            box.set_caption(caption(field))
            box.set_note(optional_words() if field in self._optional else "")
        self.go_button.setText(go_words(self.way))
        self.back_button.setText(translate("Joining", "Back"))
        self.stop_button.setText(translate("Joining", "Stop"))
        self._progress_words.setText(busy_words(self.way))
        self._stand_buttons()
        self._show_faults()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # Inside

    def _listen(self, field: Field, editor: QWidget) -> None:
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(lambda _: self._clear(field))
            editor.editingFinished.connect(lambda: self._left(field))
        elif isinstance(editor, QPlainTextEdit):
            editor.textChanged.connect(lambda: self._clear(field))

    def _left(self, field: Field) -> None:
        """Whoever goes on to another field hears at once what is wrong with this one; an empty one has time until the end."""
        # Not on the way to a button: what is told moves it away from under the mouse.
        if not self.text(field) or not isinstance(QApplication.focusWidget(), _TYPED_IN):
            return
        found = next((one for one in self.look() if one.field is field), None)
        if found is not None and found != self._wrong.get(field):
            self._wrong[field] = found
            self._show_faults()

    def _clear(self, field: Field) -> None:
        if self._wrong.pop(field, None) is not None:
            self._show_faults()

    def _show_faults(self) -> None:
        for field, box in self.boxes.items():
            wrong = self._wrong.get(field)
            box.set_fault(fault_words(wrong) if wrong is not None else "")

    def _stand_buttons(self) -> None:
        """Beside each other where both fit, else the one that goes on above the one that goes back."""
        both = self.back_button.sizeHint().width() + space(2) + self.go_button.sizeHint().width()
        fits = both <= self.maximumWidth() - 2 * space(7)
        across, up = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        self._buttons.setDirection(across if fits else up)

    def _type_at(self, field: Field) -> None:
        editor = self.boxes[field].editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(editor, PasswordEdit):
            editor.selectAll()

    def _place(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        line = 0
        for row in self._rows:
            widgets = [self.boxes[one] if isinstance(one, Field) else one for one in row]
            pair = len(widgets) > 1 and not self._narrow
            for place, widget in enumerate(widgets):
                self._grid.addWidget(widget, line, place if pair else 0, 1, 1 if pair else 2)
                line += 0 if pair and place == 0 else 1

    def _order_focus(self) -> None:
        ordered: list[QWidget] = []
        for row in self._rows:
            ordered += [self.boxes[one].editor for one in row if isinstance(one, Field)]
        ordered += [self.stop_button, self.back_button, self.go_button]
        for before, after in pairwise(ordered):
            QWidget.setTabOrder(before, after)

    def _lay_out(self) -> None:
        # As tall as its wrapped texts need at this width; an alignment flag would make the layout forget that.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        head = QVBoxLayout()
        head.setSpacing(space(1))
        head.addWidget(self._title)
        head.addWidget(self._intro)
        self._grid.setHorizontalSpacing(space(4))
        self._grid.setVerticalSpacing(space(3))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        progress = QHBoxLayout()
        progress.addWidget(self._progress_words)
        progress.addStretch(1)
        progress.addWidget(self.stop_button)
        buttons = self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        buttons.setSpacing(space(2))
        buttons.addStretch(1)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.go_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(7), space(6), space(7), space(6))
        column.setSpacing(space(4))
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addWidget(self._below)
        column.addWidget(self._progress)
        column.addLayout(progress)
        column.addLayout(buttons)
