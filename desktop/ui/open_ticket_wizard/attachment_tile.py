"""One file of the ticket being written: preview, name, size, what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout

from desktop.ui.controls import ElidedText, Text, Thumbnail, ToolButton, link_button, surface
from desktop.ui.controls.thumbnail import ThumbnailLoader
from desktop.ui.icons import Icon
from desktop.ui.theme import TextRole, Tone, space


class AttachmentTile(QFrame):
    """One file. Delete while focused, or the cross, takes it away."""

    removed = Signal()
    shrink_asked = Signal()

    def __init__(self, name: str, symbol: Icon, loader: ThumbnailLoader | None) -> None:
        super().__init__()
        surface(self, "framed")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._name = name
        self.thumbnail = Thumbnail(loader, symbol)
        self._label = ElidedText(name, role=TextRole.SMALL, tone=Tone.DIM, mode=Qt.TextElideMode.ElideMiddle, widest=26)
        # A tile is laid out again and again while its state changes: the name keeps its room through all of it.
        self._label.setMinimumWidth(self._label.sizeHint().width())
        self._note = Text(role=TextRole.SMALL, tone=Tone.DIM)
        self._note.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._fault = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self._fault.setMinimumWidth(180)
        self._fault.hide()
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.hide()
        self.shrink = link_button(self.tr("Make smaller"))
        self.shrink.setAccessibleName(self.tr("Make {name} smaller").format(name=name))
        self.shrink.clicked.connect(self.shrink_asked)
        self.shrink.hide()
        self.cross = ToolButton(Icon.CLOSE, self.tr("Remove {name}").format(name=name))
        self.cross.setFixedSize(26, 26)
        self.cross.clicked.connect(self.removed)
        line = QHBoxLayout()
        line.setSpacing(space(2))
        line.addWidget(self._label)
        line.addWidget(self._note)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addLayout(line)
        words.addWidget(self._progress)
        words.addWidget(self._fault)
        words.addWidget(self.shrink)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 6, 4, 6)
        row.setSpacing(space(2))
        row.addWidget(self.thumbnail)
        row.addLayout(words)
        row.addWidget(self.cross)

    @property
    def fault(self) -> str:
        """What is wrong with this file."""
        return "" if self._fault.isHidden() else self._fault.text()

    def show_state(self, note: str, *, fault: str = "", busy: bool = False, shrinkable: bool = False) -> None:
        """Say size or state, what is wrong, whether it is still being worked on, and whether it could be smaller."""
        self._note.setText(note)
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self._progress.setVisible(busy)
        self.shrink.setVisible(shrinkable)
        self.setAccessibleName(", ".join(part for part in (self._name, note, fault) if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the file away."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)
