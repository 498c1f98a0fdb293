"""Where a reply is written. Nothing typed here is ever lost: every pause in typing is saved, and what is sent is cleared only when
it stands in the outbox.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDateTime, QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.domain.change import FrozenFile
from desktop.ui.attachment_chip import AttachmentChip, FileLook
from desktop.ui.controls import (
    FlowLayout,
    Text,
    files_of,
    link_button,
    picture_of,
    primary_button,
    secondary_button,
    surface,
)
from desktop.ui.controls.thumbnail import ThumbnailLoader
from desktop.ui.theme import TextRole, Tone, font, space

_SENDING = Qt.Modifier.CTRL | Qt.Key.Key_Return
MARGINS = 2 * (space(5) + 2)
"""Pixels left free on both sides together."""

SAVE_PAUSE = 500
"""Milliseconds after the last keystroke at which a draft is saved."""


class ReplyEdit(QPlainTextEdit):
    """A text field that grows with its text, sends on Ctrl+Return, and hands files and pictures on instead of pasting them."""

    taken = Signal(object)
    """QMimeData with files or a picture, pasted or dropped."""

    send_asked = Signal()
    left = Signal()
    """Escape was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFont(font())
        self.textChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Three lines, and as many as there are up to ten; less where the window is low or the text large."""
        line = self.fontMetrics().lineSpacing()
        # About so many lines are taken by what stands above and below; of the rest the conversation gets as much.
        most = max(1, (self.window().height() // line - 17) // 2)
        lines = min(10, most, max(3, round(self.document().size().height())))
        return QSize(200, line * lines + 18)

    def minimumSizeHint(self) -> QSize:
        """One line, where the window is so low or the text so large."""
        return QSize(80, self.fontMetrics().lineSpacing() + 18)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, files and pictures."""
        return source.hasImage() or source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Files and pictures become attachments; everything else is put in as plain text."""
        if files_of(source) or (source.hasImage() and not source.hasText()):
            self.taken.emit(source)
        else:
            super().insertFromMimeData(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return sends, Escape leaves."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.send_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's font size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font())
            self.updateGeometry()


class Composer(QWidget):
    """The reply field with its attachments and buttons. It shows and asks; its page decides what follows."""

    changed = Signal()
    """Text or files differ from what was set; emitted after a pause in typing, and at once for files."""

    send_asked = Signal()
    status_asked = Signal()
    """The other button was pressed: close the ticket, or leave the reopening; whichever it says."""

    files_asked = Signal(object)
    """list[Path] to attach."""

    picture_asked = Signal(bytes, str)
    """PNG bytes and a name to attach."""

    file_opened = Signal(object)
    left = Signal()

    def __init__(self, thumbnails: ThumbnailLoader | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "pane")
        self.setAcceptDrops(True)
        self._thumbnails = thumbnails
        self._files: tuple[FrozenFile, ...] = ()
        self._copying = 0
        self._locked = False
        self._missing = ""
        self._build()

    def _build(self) -> None:
        self.edit = ReplyEdit()
        self.edit.setAccessibleName(self.tr("Reply"))
        self.edit.textChanged.connect(self._typed)
        self.edit.taken.connect(self.take)
        self.edit.send_asked.connect(self._send)
        self.edit.left.connect(self.left)
        self._hint = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self._hint.hide()
        self._trouble = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self._trouble.hide()
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._chips.hide()
        self._attach: QPushButton = link_button(self.tr("Attach"), quiet=True)
        self._attach.clicked.connect(self.choose_files)
        self._paste: QPushButton = link_button(self.tr("Paste a screenshot"), quiet=True)
        self._paste.clicked.connect(self._paste_picture)
        self._state = Text(role=TextRole.SMALL, tone=Tone.DIM)
        self.status_button: QPushButton = secondary_button(self.tr("Close ticket"))
        self.status_button.clicked.connect(self.status_asked)
        self.send_button: QPushButton = primary_button("")
        self.send_button.clicked.connect(self._send)
        self._name_send("")
        self._dot = Text("·", role=TextRole.SMALL, tone=Tone.DIM)
        self._links = FlowLayout(gap=space(1), line_gap=0)
        for widget in (
            self._attach,
            Text("·", role=TextRole.SMALL, tone=Tone.DIM),
            self._paste,
            self._dot,
            self._state,
        ):
            self._links.addWidget(widget)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(space(2))
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.status_button)
        self._buttons.addWidget(self.send_button)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(space(2))
        self._foot.addLayout(self._links, 1)
        self._foot.addLayout(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGINS // 2, space(3), MARGINS // 2, space(3))
        column.setSpacing(space(2))
        for part in (self._hint, self.edit, self._chips, self._trouble):
            column.addWidget(part)
        column.addLayout(self._foot)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SAVE_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.say_state("")
        self._enable()

    @property
    def text(self) -> str:
        """What is written."""
        return self.edit.toPlainText()

    @property
    def files(self) -> tuple[FrozenFile, ...]:
        """What is attached."""
        return self._files

    @property
    def is_empty(self) -> bool:
        """Nothing is written or attached."""
        return not (self.text.strip() or self._files)

    @property
    def has_unsaved_typing(self) -> bool:
        """A pause in typing is being waited for."""
        return self._pause.isActive()

    def show_draft(self, text: str, files: Sequence[FrozenFile]) -> None:
        """Show what was being written; nothing is emitted."""
        self._pause.stop()
        self.edit.blockSignals(True)
        self.edit.setPlainText(text)
        self.edit.blockSignals(False)
        self.edit.updateGeometry()
        self.show_files(files)
        self.say_trouble("")
        self.say_state("")
        self._enable()

    def show_files(self, files: Sequence[FrozenFile]) -> None:
        """Show these attachments."""
        self._files = tuple(files)
        self._flow.clear()
        for file in files:
            chip = AttachmentChip(FileLook(file.name, file.size, file.mime), self._thumbnails, removable=True)
            chip.removed.connect(lambda id=file.id: self._remove(id))
            chip.clicked.connect(lambda _=False, file=file: self.file_opened.emit(file))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(files))
        self._enable()

    def flush(self) -> None:
        """Emit `changed` now if a pause was being waited for."""
        if self._pause.isActive():
            self._pause.stop()
            self.changed.emit()

    def say_state(self, words: str) -> None:
        """Small words beside the buttons: "Draft saved"."""
        self._state.setText(words)
        self._dot.setVisible(bool(words))
        self._arrange()

    def say_trouble(self, words: str) -> None:
        """Why something did not work; empty takes it away."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    def say_hint(self, words: str) -> None:
        """Something to know before writing."""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    def set_copying(self, count: int) -> None:
        """So many files are still being copied; sending waits for them."""
        self._copying = count
        if count:
            self.say_state(self.tr("Copying…"))
        self._enable()

    def lock(self, locked: bool) -> None:
        """While what was sent goes into the outbox, nothing is typed into it."""
        self._locked = locked
        self.edit.setReadOnly(locked)
        self._enable()

    def offer(self, *, placeholder: str, status_words: str, send_words: str = "", missing: str = "") -> None:
        """Say what can be done with this ticket. No `status_words`: no such button. `send_words` stand in for "Send".

        With `missing` a text is asked for, even with files, and this is said where there is none.
        """
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(placeholder if missing else self.tr("Reply"))
        self._missing = missing
        self.status_button.setText(status_words)
        self.status_button.setVisible(bool(status_words))
        self._name_send(send_words)
        self._enable()

    def _name_send(self, words: str) -> None:
        native = QKeySequence.SequenceFormat.NativeText
        keys, named = (QKeySequence(key).toString(native) for key in (_SENDING, Qt.Key.Key_Return))
        shown = keys.replace(named, "⏎")
        self.send_button.setText(f"{words}  {shown}" if words else self.tr("Send  {keys}").format(keys=shown))
        self.send_button.setAccessibleName(words or self.tr("Send the reply"))

    def choose_files(self) -> None:
        """Let the person pick files."""
        dialog = QFileDialog(self, self.tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.files_asked.emit([Path(name) for name in names]))
        dialog.open()

    def take(self, data: QMimeData) -> bool:
        """Attach the files or picture in `data`; False when there is neither."""
        if files := files_of(data):
            self.files_asked.emit(files)
            return True
        if picture := picture_of(data):
            self.picture_asked.emit(picture, self._picture_name())
            return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures anywhere on the composer."""
        if self.edit.isEnabled() and (files_of(event.mimeData()) or event.mimeData().hasImage()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    def minimumSizeHint(self) -> QSize:
        """As narrow as it is with links and buttons above each other, however they stand now."""
        hint = super().minimumSizeHint()
        parts = (self._links, self._buttons, self._flow)
        return QSize(min(hint.width(), max(part.minimumSize().width() for part in parts) + MARGINS), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Links and buttons stand side by side where there is room, else above each other."""
        super().resizeEvent(event)
        self.edit.updateGeometry()
        self._arrange()

    def _arrange(self) -> None:
        wished = self._links.sizeHint().width() + self._buttons.sizeHint().width() + space(2)
        fits = wished <= self.width() - MARGINS
        self._foot.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        # Beside the buttons they are one line, in the middle; above them they may be several, which an alignment would cut.
        self._foot.setAlignment(self._links, Qt.AlignmentFlag.AlignVCenter if fits else Qt.AlignmentFlag(0))

    def _paste_picture(self) -> None:
        if not self.take(QGuiApplication.clipboard().mimeData()):
            self.say_trouble(
                self.tr("There is no picture on the clipboard. Take a screenshot first, then press this again.")
            )

    def _picture_name(self) -> str:
        return self.tr("Screenshot {time}.png").format(time=QDateTime.currentDateTime().toString("yyyy-MM-dd HH.mm.ss"))

    def _remove(self, id: str) -> None:
        self.show_files([file for file in self._files if file.id != id])
        self.edit.setFocus()
        self.changed.emit()

    def _typed(self) -> None:
        self.say_trouble("")
        self.say_state("")
        self._enable()
        self._pause.start()

    def _send(self) -> None:
        if self.send_button.isHidden() or not self.send_button.isEnabled():
            return
        if self.is_empty or (self._missing and not self.text.strip()):
            self.say_trouble(self._missing or self.tr("Write something first, or attach a file."))
            self.edit.setFocus()
        else:
            self.send_asked.emit()

    def _enable(self) -> None:
        ready = not (self._locked or self._copying)
        self.send_button.setEnabled(ready)
        self.status_button.setEnabled(ready)
