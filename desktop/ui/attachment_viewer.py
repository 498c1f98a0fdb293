"""A window for the files of a ticket: pictures and first pages of PDFs large, a card for the rest, one after the other by keys.

It shows and asks: opening elsewhere, saving and fetching are for whoever made it. Nothing of a file is run, and only what is recognised by
its content is decoded (`file_preview`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.ticket import Attachment
from desktop.errors import WorldError
from desktop.ui.attachment_chip import symbol_of
from desktop.ui.controls import ElidedText, Rule, Text, ToolButton, surface
from desktop.ui.empty_state import EmptyState
from desktop.ui.file_door import may_open
from desktop.ui.file_preview import Preview, PreviewReader, Sight
from desktop.ui.icons import Icon
from desktop.ui.picture_view import STEP, PictureView
from desktop.ui.safe_copy import can_run
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import explain, number, percent, size
from desktop.ui.wording.files import kind_of_file, nothing_to_see


class Fetch(Protocol):
    """Brings a file here, as `AttachmentsView.fetch`."""

    def __call__(
        self, attachment: Attachment, then: Callable[[Path], None], failed: Callable[[WorldError], None]
    ) -> None:
        """Answer on the GUI thread."""
        ...


class AttachmentViewer(QWidget):
    """Shows `files`, one at a time. `closed` when it is gone."""

    open_asked = Signal(object)
    save_asked = Signal(object)
    closed = Signal()

    def __init__(self, files: Sequence[Attachment], fetch: Fetch, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        surface(self, "window")
        self._files = tuple(files)
        self._fetch = fetch
        self._at = 0
        self._preview: Preview | None = None
        self._reader = PreviewReader(self)
        self._reader.seen.connect(self._seen)
        self._name = ElidedText(strong=True)
        self._about = Text(role=TextRole.SMALL, tone=Tone.DIM)
        self._place = Text(role=TextRole.SMALL, tone=Tone.DIM)
        self.picture = PictureView()
        self.picture.zoomed.connect(self._say_zoom)
        self.card = EmptyState()
        self._stage = QStackedWidget()
        self._stage.addWidget(self.picture)
        self._stage.addWidget(self.card)
        self._zoom = Text(role=TextRole.SMALL, tone=Tone.DIM)
        self._build()
        self._bind_keys()

    def _build(self) -> None:
        self.previous = ToolButton(Icon.BACK, self.tr("Previous file"))
        self.next = ToolButton(Icon.FORWARD, self.tr("Next file"))
        self.smaller = ToolButton(Icon.REMOVE, self.tr("Smaller"))
        self.larger = ToolButton(Icon.ADD, self.tr("Larger"))
        self.fit = ToolButton(Icon.FIT, self.tr("Fit into the window"))
        self.full = ToolButton(Icon.IMAGE, self.tr("Full size"), text="100 %")
        self.copy = ToolButton(Icon.COPY, self.tr("Copy the picture"))
        self.save = ToolButton(Icon.SAVE, self.tr("Save as…"))
        self.outside = ToolButton(Icon.OUTSIDE, self.tr("Open with another program"))
        self.full.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        for button, does in (
            (self.previous, lambda: self.step(-1)),
            (self.next, lambda: self.step(1)),
            (self.smaller, lambda: self.picture.zoom_by(1 / STEP)),
            (self.larger, lambda: self.picture.zoom_by(STEP)),
            (self.fit, self.picture.fit),
            (self.full, self.picture.full),
            (self.copy, self.copy_picture),
            (self.save, lambda: self.save_asked.emit(self.file)),
            (self.outside, lambda: self.open_asked.emit(self.file)),
        ):
            button.clicked.connect(does)
        head = QHBoxLayout()
        head.setContentsMargins(space(4), space(2), space(3), space(2))
        head.setSpacing(space(3))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._name)
        said.addWidget(self._about)
        head.addLayout(said, 1)
        for button in (self.copy, self.save, self.outside):
            head.addWidget(button)
        foot = QHBoxLayout()
        foot.setContentsMargins(space(3), space(1), space(3), space(1))
        foot.setSpacing(space(1))
        foot.addWidget(self.previous)
        foot.addWidget(self._place)
        foot.addWidget(self.next)
        foot.addStretch(1)
        foot.addWidget(self._zoom)
        for button in (self.smaller, self.larger, self.fit, self.full):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self._stage, 1)
        column.addWidget(Rule())
        column.addLayout(foot)

    def _bind_keys(self) -> None:
        for keys, does in (
            ("Escape", self.close),
            ("+", lambda: self.picture.zoom_by(STEP)),
            ("=", lambda: self.picture.zoom_by(STEP)),
            ("-", lambda: self.picture.zoom_by(1 / STEP)),
            ("0", self.picture.fit),
            ("1", self.picture.full),
            ("PgUp", lambda: self.step(-1)),
            ("PgDown", lambda: self.step(1)),
            ("Ctrl+C", self.copy_picture),
            ("Ctrl+S", lambda: self.save_asked.emit(self.file)),
            ("Ctrl+O", lambda: self.open_asked.emit(self.file)),
        ):
            sequence = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
            QShortcut(sequence, self).activated.connect(does)

    @property
    def file(self) -> Attachment:
        """Which one shows."""
        return self._files[self._at]

    @property
    def preview(self) -> Preview | None:
        """What is seen of it; None while it is being fetched and looked into."""
        return self._preview

    def show_file(self, file: Attachment) -> None:
        """Show this one of the files."""
        self._at = next((at for at, one in enumerate(self._files) if one.id == file.id), 0)
        self._begin()

    def step(self, by: int) -> None:
        """Show the next file, or the one before; the ends are ends."""
        at = min(len(self._files) - 1, max(0, self._at + by))
        if at != self._at:
            self._at = at
            self._begin()

    def copy_picture(self) -> None:
        """Put the picture, or the page, on the clipboard."""
        if self._preview is not None and not self._preview.image.isNull():
            QGuiApplication.clipboard().setImage(self._preview.image)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows walk through the files where the picture has nowhere to go."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        by = steps.get(Qt.Key(event.key()), 0)
        if not by:
            super().keyPressEvent(event)
            return
        mirrored = self.isRightToLeft() and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        self.step(-by if mirrored else by)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give up what is being looked into."""
        self._reader.close()
        super().closeEvent(event)
        self.closed.emit()

    def _begin(self) -> None:
        file = self.file
        self._preview = None
        self._reader.forget()
        self._name.set_text(file.name)
        self.setWindowTitle(file.name)
        self._say_about(0)
        several = len(self._files) > 1
        place = self.tr("{place} of {all}").format(place=number(self._at + 1), all=number(len(self._files)))
        self._place.setText(place if several else "")
        self.previous.setVisible(several)
        self.next.setVisible(several)
        self.previous.setEnabled(self._at > 0)
        self.next.setEnabled(self._at < len(self._files) - 1)
        self.outside.setEnabled(may_open(file.name))
        self._show_card(self.tr("Getting the file…"))

        def here(path: Path) -> None:
            if file == self.file:
                self._reader.read(path)

        def failed(error: WorldError) -> None:
            if file == self.file:
                said = explain(error)
                self._show_card(" ".join(part for part in (said.sentence, said.remedy) if part))

        self._fetch(file, here, failed)

    def _seen(self, preview: Preview) -> None:
        self._preview = preview
        self._say_about(preview.pages)
        if preview.sight not in (Sight.PICTURE, Sight.PAGE):
            # What can run is never shown: the warning says enough.
            says_itself = preview.sight is Sight.NOTHING and can_run(self.file.name)
            self._show_card("" if says_itself else nothing_to_see(preview.sight.value), with_way_on=True)
            return
        self.picture.setAccessibleName(self.file.name)
        self._stage.setCurrentWidget(self.picture)
        self.picture.show_image(preview.image)
        self._offer_sizes(offered=True)
        self.picture.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_card(self, sentence: str, *, with_way_on: bool = False) -> None:
        file = self.file
        if not with_way_on:
            self.card.show_words(symbol_of(file.mime), file.name, sentence)
        elif may_open(file.name):
            self.card.show_words(
                symbol_of(file.mime),
                file.name,
                sentence,
                button=self.tr("Open with another program"),
                action=lambda: self.open_asked.emit(file),
            )
        else:
            if can_run(file.name):
                warned = self.tr("Files of this kind can run programs. They are never opened from here.")
                sentence = " ".join(part for part in (sentence, warned) if part)
            self.card.show_words(
                Icon.WARNING if can_run(file.name) else symbol_of(file.mime),
                file.name,
                sentence,
                button=self.tr("Save as…"),
                action=lambda: self.save_asked.emit(file),
            )
        self._stage.setCurrentWidget(self.card)
        self._offer_sizes(offered=False)

    def _offer_sizes(self, *, offered: bool) -> None:
        for widget in (self.smaller, self.larger, self.fit, self.full, self.copy):
            widget.setEnabled(offered)
        self._say_zoom()

    def _say_zoom(self) -> None:
        shown = self._stage.currentWidget() is self.picture
        self._zoom.setText(percent(round(self.picture.zoom * 100), 100) if shown else "")

    def _say_about(self, pages: int) -> None:
        parts = [kind_of_file(self.file.mime), size(self.file.size)]
        if pages > 1:
            parts.append(self.tr("page 1 of {pages}").format(pages=number(pages)))
        self._about.setText(" · ".join(parts))
