"""A field with its caption above and, when something is wrong, the sentence about it below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.controls import Text
from desktop.ui.theme import TextRole, Tone, space


class FieldBox(QWidget):
    """Caption, editor, fault. The caption names the editor to assistive technology, the fault describes it."""

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._caption = Text(role=TextRole.SMALL, tone=Tone.DIM)
        self._note = Text(role=TextRole.SMALL, tone=Tone.DIM)
        self._note.hide()
        self._fault = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self._fault.hide()
        top = QHBoxLayout()
        top.setSpacing(space(2))
        top.addWidget(self._caption)
        top.addStretch(1)
        top.addWidget(self._note, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
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
