"""A field with its caption above and, when something is wrong, the sentence about it below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.controls import Text
from desktop.ui.theme import TextRole, Tone, space


class FieldBox(QWidget):
    """Caption, editor, fault. The caption names the editor to assistive technology, the fault describes it."""

    def __init__(self, editor: QWidget, parent: QWidget | None = None, *, long_caption: bool = False) -> None:
        """`long_caption`: it is a sentence, and may take several lines."""
        super().__init__(parent)
        self.editor = editor
        self._caption = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=long_caption)
        self._note = Text(role=TextRole.SMALL, tone=Tone.DIM)
        self._note.hide()
        self._hint = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self._hint.hide()
        self._fault = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self._fault.hide()
        self._top = QHBoxLayout()
        self._top.setSpacing(space(2))
        self._top.addWidget(self._caption, 1 if long_caption else 0)
        self._top.addStretch(0 if long_caption else 1)
        self._top.addWidget(self._note, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._top)
        column.addWidget(self._hint)
        column.addWidget(editor, 100)
        column.addWidget(self._fault)
        column.addStretch(1)
        self.setFocusProxy(editor)

    @property
    def fault(self) -> str:
        """The sentence shown below, empty when all is well."""
        return self._fault.text() if not self._fault.isHidden() else ""

    def set_caption(self, text: str) -> None:
        """The field's name."""
        self._caption.setText(text)
        self.editor.setAccessibleName(text)

    def set_note(self, text: str) -> None:
        """A remark on the right of the caption, such as how much room is left."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def set_hint(self, sentence: str) -> None:
        """What helps to fill it in, below the caption; an empty sentence takes it away."""
        if sentence != self._hint.text():
            self._hint.setText(sentence)
        self._hint.setVisible(bool(sentence))

    def add_action(self, button: QWidget) -> None:
        """Something to press on the right of the caption."""
        self._top.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)

    def set_fault(self, sentence: str) -> None:
        """Show what is wrong; an empty sentence takes it away."""
        if sentence == self.fault:
            return
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        self.editor.setProperty("fault", bool(sentence))
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
