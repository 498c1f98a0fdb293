"""Photos, videos and files of the ticket being written: drop, paste, choose; with previews and the helpdesk's limits
in sight.

Files that are being copied or that were refused have a tile of their own here; only what is safe in the store is in
the draft.
"""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.change import FrozenFile
from desktop.domain.rules import Fault, Violation, check_file
from desktop.errors import DiskFull, FileUnreadable, SportelloError
from desktop.ui.controls import DropZone, FlowLayout, Text, link_button
from desktop.ui.controls.thumbnail import ThumbnailLoader
from desktop.ui.icons import Icon
from desktop.ui.open_ticket_wizard.attachment_tile import AttachmentTile
from desktop.ui.open_ticket_wizard.desk import WizardDesk
from desktop.ui.open_ticket_wizard.fault_words import fault_sentence
from desktop.ui.open_ticket_wizard.live_flow import LiveFlow
from desktop.ui.open_ticket_wizard.photo_shrinker import PhotoShrinker, can_shrink, shrunk_name
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import size


def symbol_of(mime: str) -> Icon:
    """The icon that stands for a type of file."""
    family = mime.partition("/")[0]
    if family == "image":
        return Icon.IMAGE
    if family == "video":
        return Icon.VIDEO
    return Icon.PDF if mime == "application/pdf" else Icon.FILE


@dataclass(slots=True)
class _Incoming:
    """A file that is not in the draft: being worked on or, with a `sentence`, refused.

    `path` is where it came from, if it is a file; `replaces` the id of the attachment that it will take the place of.
    """

    name: str
    size: int
    sentence: str = ""
    path: Path | None = None
    shrinking: bool = False
    replaces: str = ""


class AttachmentsField(DropZone):
    """The dashed frame with the tiles and the ways to add more."""

    outstanding_changed = Signal()
    """The number of files being copied is different."""

    def __init__(
        self, flow: LiveFlow, desk: WizardDesk, loader: ThumbnailLoader | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._flow = flow
        self._desk = desk
        self._loader = loader
        self._keys = count()
        self._incoming: dict[int, _Incoming] = {}
        self._tiles: dict[str, AttachmentTile] = {}
        self._shrinker = PhotoShrinker(self)
        self._tile_area = QWidget()
        self._flow_layout = FlowLayout(self._tile_area, gap=space(2))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._tile_area.setSizePolicy(policy)
        self._hint = Text(role=TextRole.SMALL, tone=Tone.DIM)
        self.choose = link_button("")
        self.choose.clicked.connect(self._ask_for_files)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self._hint)
        line.addWidget(self.choose)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(3), space(3), space(2))
        column.setSpacing(space(3))
        column.addWidget(self._tile_area)
        column.addLayout(line)
        self.setFocusProxy(self.choose)
        self.files_dropped.connect(self.add_paths)
        self.image_pasted.connect(self.add_screenshot)
        flow.changed.connect(self.display)
        self._retranslate()
        self.display()

    @property
    def copying(self) -> int:
        """How many files are on their way into the store."""
        return sum(not one.sentence for one in self._incoming.values())

    @property
    def tiles(self) -> list[AttachmentTile]:
        """The tiles as shown."""
        return list(self._tiles.values())

    def takes(self, data: QMimeData) -> bool:
        """Whether something pasted is for here: files, or a picture without text."""
        return bool(data.hasUrls() and any(url.isLocalFile() for url in data.urls())) or (
            data.hasImage() and not data.hasText()
        )

    def add_paths(self, paths: list[Path]) -> None:
        """Attach these files."""
        for path in paths:
            try:
                length = path.stat().st_size
            except OSError:
                self._refuse(_Incoming(path.name, 0, self._unreadable()))
                continue
            self._attach(path, path.name, length)

    def add_screenshot(self, png: bytes) -> None:
        """Attach a picture from the clipboard under a name that says when."""
        moment = datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
        self._attach(png, self.tr("Screenshot {moment}").format(moment=moment) + ".png", len(png))

    def display(self) -> None:
        """Show the files of the draft, then those on their way or refused."""
        flow = self._flow.value
        limits = flow.helpdesk.limits
        wanted: dict[str, AttachmentTile] = {}
        replaced = {one.replaces for one in self._incoming.values()}
        for file in flow.draft.files:
            tile = self._tiles.get(file.id) or self._new_tile(file)
            fault = check_file(file, limits)
            tile.show_state(
                size(file.size),
                fault=fault_sentence(fault, limits) if fault else "",
                busy=file.id in replaced,
                shrinkable=can_shrink(file.mime, file.size) and file.id not in replaced,
            )
            wanted[file.id] = tile
        for key, incoming in self._incoming.items():
            if not incoming.replaces:
                name = f"incoming-{key}"
                wanted[name] = self._tiles.get(name) or self._new_incoming_tile(key, incoming)
                self._show_incoming(wanted[name], incoming)
        for gone in self._tiles.keys() - wanted.keys():
            self._take_out(self._tiles[gone])
        self._tiles = wanted
        self._tile_area.setVisible(bool(wanted))
        self._flow_layout.invalidate()
        self.updateGeometry()

    def close_shrinker(self) -> None:
        """The window goes: nothing is shrunk any more."""
        self._shrinker.close()

    def _show_incoming(self, tile: AttachmentTile, incoming: _Incoming) -> None:
        if incoming.sentence:
            mime, _ = mimetypes.guess_type(incoming.name)
            shrinkable = incoming.path is not None and can_shrink(mime or "", incoming.size)
            tile.show_state(size(incoming.size), fault=incoming.sentence, shrinkable=shrinkable)
        else:
            tile.show_state(self.tr("making it smaller…") if incoming.shrinking else self.tr("copying…"), busy=True)

    def budget_words(self) -> str:
        """How much is attached and what the helpdesk takes."""
        budget = self._flow.value.budget
        limit = size(budget.max_file_bytes)
        if not budget.files:
            return self.tr("up to {limit} each").format(limit=limit)
        return self.tr("{used} · up to {limit} each").format(used=size(budget.used_bytes), limit=limit)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _attach(self, source: Path | bytes, name: str, length: int) -> None:
        incoming = _Incoming(name, length, path=source if isinstance(source, Path) else None)
        limits = self._flow.value.helpdesk.limits
        if length > limits.max_upload_bytes:
            incoming.sentence = fault_sentence(Violation("files", Fault.FILE_TOO_LARGE, name), limits)
            self._refuse(incoming)
        elif self._flow.value.budget.files_left <= self.copying:
            incoming.sentence = fault_sentence(Violation("files", Fault.TOO_MANY_FILES, name), limits)
            self._refuse(incoming)
        else:
            self._take_in(next(self._keys), incoming, source)

    def _take_in(self, key: int, incoming: _Incoming, source: Path | bytes) -> None:
        self._incoming[key] = incoming
        self.display()
        self.outstanding_changed.emit()
        self._desk.attach(
            source, incoming.name, lambda file: self._arrived(key, file), lambda error: self._failed(key, error)
        )

    def _arrived(self, key: int, file: FrozenFile) -> None:
        wanted = self._incoming.pop(key, None)
        # Removed while it was being copied: then it is not wanted any more.
        if wanted is not None:
            flow = self._flow.value
            self._flow.become(flow.replace_file(wanted.replaces, file) if wanted.replaces else flow.add_file(file))
        self.display()
        self.outstanding_changed.emit()

    def _shrink_file(self, file: FrozenFile) -> None:
        """Make an attachment smaller; it stays as it is until the smaller one is safe in the store."""
        path = self._desk.local_file(file.sha256)
        if path is not None:
            self._shrink(next(self._keys), _Incoming(file.name, file.size, path=path, shrinking=True, replaces=file.id))

    def _shrink_refused(self, key: int) -> None:
        incoming = self._incoming[key]
        incoming.sentence, incoming.shrinking = "", True
        self._shrink(key, incoming)

    def _shrink(self, key: int, incoming: _Incoming) -> None:
        self._incoming[key] = incoming
        self.display()
        self.outstanding_changed.emit()
        if incoming.path is not None:
            self._shrinker.start(incoming.path, lambda data: self._shrunk(key, data))

    def _shrunk(self, key: int, data: bytes) -> None:
        incoming = self._incoming.get(key)
        limit = self._flow.value.helpdesk.limits.max_upload_bytes
        if incoming is None:
            return
        if data and len(data) < min(incoming.size, limit + 1):
            smaller = _Incoming(shrunk_name(incoming.name), len(data), replaces=incoming.replaces)
            self._take_in(key, smaller, data)
            return
        if incoming.replaces:
            del self._incoming[key]
        else:
            incoming.sentence, incoming.path = self.tr("This picture can't be made smaller."), None
        self.display()
        self.outstanding_changed.emit()

    def _failed(self, key: int, error: SportelloError) -> None:
        if key in self._incoming and self._incoming[key].replaces:
            # The photo as it was is still attached: nothing is lost by not making it smaller.
            del self._incoming[key]
        elif key in self._incoming:
            if isinstance(error, DiskFull):
                sentence = self.tr("There is no room left on the disk. Free some and attach it again.")
            elif isinstance(error, FileUnreadable):
                sentence = self._unreadable()
            else:
                sentence = self.tr("It could not be kept on this computer. Attach it again.")
            self._incoming[key].sentence = sentence
        self.display()
        self.outstanding_changed.emit()

    def _refuse(self, incoming: _Incoming) -> None:
        self._incoming[next(self._keys)] = incoming
        self.display()

    def _unreadable(self) -> str:
        return self.tr("This file can't be read. Is it still there, and may you open it?")

    def _new_tile(self, file: FrozenFile) -> AttachmentTile:
        tile = AttachmentTile(file.name, symbol_of(file.mime), self._loader)
        if symbol_of(file.mime) is Icon.IMAGE:
            tile.thumbnail.show_file(self._desk.local_file(file.sha256))
        tile.removed.connect(lambda id=file.id: self._remove_file(id))
        tile.shrink_asked.connect(lambda: self._shrink_file(file))
        self._flow_layout.addWidget(tile)
        return tile

    def _new_incoming_tile(self, key: int, incoming: _Incoming) -> AttachmentTile:
        tile = AttachmentTile(incoming.name, Icon.FILE, None)
        tile.removed.connect(lambda: self._forget(key))
        tile.shrink_asked.connect(lambda: self._shrink_refused(key))
        self._flow_layout.addWidget(tile)
        return tile

    def _take_out(self, tile: AttachmentTile) -> None:
        if tile.isAncestorOf(self.focusWidget() or self):
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self._flow_layout.removeWidget(tile)
        tile.hide()
        tile.deleteLater()

    def _remove_file(self, id: str) -> None:
        self._incoming = {key: one for key, one in self._incoming.items() if one.replaces != id}
        self._flow.become(self._flow.value.remove_file(id))

    def _forget(self, key: int) -> None:
        self._incoming.pop(key, None)
        self.display()
        self.outstanding_changed.emit()

    def _ask_for_files(self) -> None:
        limits = self._flow.value.helpdesk.limits
        dialog = QFileDialog(self, self.tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        filters = [self.tr("All files") + " (*)"]
        if limits.allowed_types:
            named = [one for one in limits.allowed_types if not one.endswith("/*")]
            patterns = [f"*.{bytes(name.data()).decode()}" for name in QImageReader.supportedImageFormats()]
            if "image/*" in limits.allowed_types:
                filters.append(self.tr("Pictures") + f" ({' '.join(patterns)})")
            if "video/*" in limits.allowed_types:
                filters.append(self.tr("Videos") + " (*.mp4 *.mov *.m4v *.avi *.mkv *.webm *.3gp)")
            if "application/pdf" in named:
                filters.append("PDF (*.pdf)")
        dialog.setNameFilters(filters)
        dialog.filesSelected.connect(lambda names: self.add_paths([Path(name) for name in names]))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _retranslate(self) -> None:
        self._hint.setText(self.tr("Drop files here, paste a screenshot, or"))
        self.choose.setText(self.tr("choose"))
        self.choose.setAccessibleName(self.tr("Choose files to attach"))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for one tile."""
        return QSize(240, super().minimumSizeHint().height())
