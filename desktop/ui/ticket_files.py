"""The files of a ticket: looked at here, opened elsewhere where that is harmless, saved, one or all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop.domain.projection import TicketView
from desktop.domain.ticket import Attachment
from desktop.errors import WorldError
from desktop.ui.attachment_chip import has_preview
from desktop.ui.attachment_viewer import AttachmentViewer
from desktop.ui.controls import secondary_button
from desktop.ui.file_door import FileDoor
from desktop.ui.safe_copy import can_run
from desktop.ui.saving_all import SavedAll, SavingAll
from desktop.ui.session_view import SessionView
from desktop.ui.wording import explain, plurals, size
from desktop.ui.wording.files import some_names
from desktop.ui.work_strip import WorkStrip


def files_of(view: TicketView) -> tuple[Attachment, ...]:
    """All files of a ticket as they stand in the conversation, pending ones too."""
    return tuple(file for entry in view.entries for file in entry.attachments)


class TicketFiles(QObject):
    """Works for the ticket that `shown` answers with. `said` carries a sentence about what did not work."""

    said = Signal(str)

    def __init__(
        self,
        session: SessionView,
        door: FileDoor,
        strip: WorkStrip,
        shown: Callable[[], TicketView | None],
        over: QWidget,
    ) -> None:
        super().__init__(over)
        self._session = session
        self._door = door
        self._strip = strip
        self._shown = shown
        self._over = over
        self.viewer: AttachmentViewer | None = None
        self._saving: SavingAll | None = None
        strip.stop_asked.connect(self._stop)

    @property
    def is_saving(self) -> bool:
        """Whether many files are being saved."""
        return self._saving is not None

    def open(self, file: Attachment) -> None:
        """Show a picture or PDF here, everything else in its own program."""
        if has_preview(file.mime):
            self.look_at(file)
        else:
            self.open_outside(file)

    def look_at(self, file: Attachment) -> None:
        """Show a file, and with it all others of the ticket."""
        view = self._shown()
        files = files_of(view) if view is not None else ()
        if file.id not in {one.id for one in files}:
            files = (file,)
        if self.viewer is not None:
            self.viewer.close()
        viewer = AttachmentViewer(files, self._session.attachments.fetch, self._over.window())
        viewer.open_asked.connect(self.open_outside)
        viewer.save_asked.connect(self.save)
        viewer.closed.connect(self._viewer_closed)
        self.viewer = viewer
        viewer.resize(self._over.window().size() * 0.85)
        viewer.show_file(file)
        viewer.show()
        viewer.activateWindow()

    def open_outside(self, file: Attachment) -> None:
        """Open a copy in the program that is for it; what may not be opened is saved."""

        def here(path: Path) -> None:
            if not self._door.open(path, file.name, self.said.emit):
                self.save(file)

        self._session.attachments.fetch(file, here, self._say)

    def save(self, file: Attachment) -> None:
        """Ask where to, and save; about what can run there is a word before."""
        if can_run(file.name):
            self._warn((file,), lambda: self._ask_where(file))
        else:
            self._ask_where(file)

    def save_all(self) -> None:
        """Ask for a folder, and save all files of the ticket in it."""
        view = self._shown()
        files = files_of(view) if view is not None else ()
        if not files or self._saving is not None:
            return
        dialog = QFileDialog(self._over, self.tr("Save all files in"), _downloads())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda folder: self.save_all_in(Path(folder)))
        dialog.open()

    def save_all_in(self, folder: Path) -> None:
        """Save all files of the ticket in this folder; about those that can run there is a word before."""
        view = self._shown()
        files = files_of(view) if view is not None else ()
        programs = tuple(one for one in files if can_run(one.name))
        if programs:
            harmless = tuple(one for one in files if one not in programs)
            self._warn(programs, lambda: self._save_in(files, folder), lambda: self._save_in(harmless, folder))
        else:
            self._save_in(files, folder)

    def close(self) -> None:
        """End what is under way; before the window closes."""
        if self._saving is not None:
            self._saving.close()
        if self.viewer is not None:
            self.viewer.close()

    def _save_in(self, files: tuple[Attachment, ...], folder: Path) -> None:
        if not files or self._saving is not None:
            return
        saving = SavingAll(self._session.attachments, files, folder, self)
        saving.progressed.connect(self._advance)
        saving.ended.connect(self._saved)
        self._saving = saving
        self._strip.begin(self.tr("Saving {files}").format(files=plurals.files(len(files))))
        saving.start()

    def _advance(self, done: int, total: int) -> None:
        amount = self.tr("{done} of {total}").format(done=size(done), total=size(total))
        self._strip.advance(done, total, amount)

    def _saved(self, result: SavedAll) -> None:
        saving, self._saving = self._saving, None
        if saving is not None:
            saving.deleteLater()
        parts = []
        if result.saved or not (result.not_had or result.not_written or result.was_stopped):
            parts.append(
                self.tr("Saved in “{folder}”: {files}.").format(
                    folder=result.folder.name or str(result.folder), files=plurals.files(len(result.saved))
                )
            )
        if result.was_stopped:
            parts.append(self.tr("Stopped."))
        if result.not_had:
            said = self.tr("Not on this computer, and can't be fetched now: {names}.")
            parts.append(said.format(names=some_names(result.not_had)))
        if result.not_written:
            said = self.tr("Could not be written: {names} ({reason}).")
            parts.append(said.format(names=some_names(result.not_written), reason=result.disk_words))
        folder = QUrl.fromLocalFile(str(result.folder))
        self._strip.end(
            " ".join(parts),
            trouble=bool(result.not_had or result.not_written),
            button=self.tr("Open folder") if result.saved else "",
            action=lambda: QDesktopServices.openUrl(folder),
        )

    def _stop(self) -> None:
        if self._saving is not None:
            self._saving.stop()

    def _ask_where(self, file: Attachment) -> None:
        from desktop.actions.attach import clean_name

        name = clean_name(file.name)
        dialog = QFileDialog(self._over, self.tr("Save as"), str(Path(_downloads()) / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def chosen(target: str) -> None:
            self._session.attachments.fetch(
                file, lambda path: self._door.save(path, Path(target), self.said.emit), self._say
            )

        dialog.fileSelected.connect(chosen)
        dialog.open()

    def _warn(
        self, programs: tuple[Attachment, ...], save: Callable[[], None], leave_out: Callable[[], None] | None = None
    ) -> None:
        """Say that files can run before they are saved; the safe answer is the usual one."""
        box = QMessageBox(self._over)
        box.setObjectName("programWarning")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("This can run programs"))
        names = some_names([one.name for one in programs])
        box.setText(self.tr("Can run programs on this computer: {names}.").format(names=names))
        box.setInformativeText(
            self.tr("Save this only if you expected it, and know who sent it. It is not opened from here.")
        )
        go_on = secondary_button(self.tr("Save anyway"), box, danger=True)
        safe = secondary_button(self.tr("Save the others only") if leave_out else self.tr("Don't save"), box)
        box.addButton(go_on, QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(safe, QMessageBox.ButtonRole.AcceptRole if leave_out else QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(safe)
        if leave_out:
            cancel = secondary_button(self.tr("Cancel"), box)
            box.addButton(cancel, QMessageBox.ButtonRole.RejectRole)
            box.setEscapeButton(cancel)
            safe.clicked.connect(leave_out)
        else:
            box.setEscapeButton(safe)
        go_on.clicked.connect(save)
        box.open()

    def _viewer_closed(self) -> None:
        self.viewer = None

    def _say(self, error: WorldError) -> None:
        said = explain(error)
        self.said.emit(" ".join(part for part in (said.sentence, said.remedy) if part))


def _downloads() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
