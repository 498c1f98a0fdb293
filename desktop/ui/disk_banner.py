"""The bar that tells calmly what the disk did: that a damaged file was mended, or that there is no room left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from desktop.storage.restored import Restored
from desktop.ui.controls import Text, secondary_button, surface
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording.errors import Explanation
from desktop.ui.wording.restored import full_disk_words, restored_words

WIDE = 90
"""Average characters of width from which words and buttons stand side by side."""


class DiskBanner(QFrame):
    """Hidden while there is nothing to tell."""

    read = Signal()
    """The person has read about the restoration."""

    folder_asked = Signal()
    """They want to see where the old file is."""

    outbox_asked = Signal()
    """They want to decide about what came back from a copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "card")
        self._restored: Restored | None = None
        self._is_tight = False
        self._title = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, strong=True, wrap=True)
        self._words = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self.outbox = secondary_button("", small=True)
        self.folder = secondary_button("", small=True)
        self.done = secondary_button("", small=True)
        self.outbox.clicked.connect(self.outbox_asked)
        self.folder.clicked.connect(self.folder_asked)
        self.done.clicked.connect(self._read)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._words)
        buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        buttons.setSpacing(space(2))
        for button in (self.outbox, self.folder, self.done):
            buttons.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(space(4), space(2), space(3), space(2))
        self._row.setSpacing(space(3))
        self._row.addLayout(words, 1)
        self._row.addLayout(buttons)
        self._row.setAlignment(buttons, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def tell_restored(self, restored: Restored) -> None:
        """Tell about a restoration until it has been read."""
        self._restored = restored
        self._say()

    def tell_tight(self, is_tight: bool) -> None:
        """Tell that the disk is full, as long as it is; that comes before everything else."""
        self._is_tight = is_tight
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give words and buttons the room there is."""
        super().resizeEvent(event)
        characters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if characters >= WIDE else down)

    def _say(self) -> None:
        restored = None if self._is_tight else self._restored
        if restored is not None:
            self._show(restored_words(restored))
        elif self._is_tight:
            self._show(full_disk_words())
        self.outbox.setText(self.tr("To the outbox"))
        self.folder.setText(self.tr("Show the old file"))
        self.done.setText(self.tr("Understood"))
        self.outbox.setVisible(restored is not None and restored.asking > 0)
        self.folder.setVisible(restored is not None and bool(restored.kept_as))
        self.done.setVisible(restored is not None)
        is_new = self.isHidden()
        self.setVisible(self._is_tight or restored is not None)
        if is_new and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def _show(self, said: Explanation) -> None:
        self._title.setText(said.title)
        self._words.setText(" ".join(part for part in (said.sentence, said.remedy) if part))
        self.setAccessibleName(f"{said.title}. {self._words.text()}")

    def _read(self) -> None:
        self._restored = None
        self._say()
        self.read.emit()
