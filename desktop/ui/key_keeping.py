"""Moving an account's key between keyring and passphrase on the person's order. It says what became of it; a failure changes nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.errors import WorldError
from desktop.identity import APP_NAME
from desktop.runtime.account_key import AccountKey
from desktop.runtime.lane import Lane
from desktop.ui.wording import explain


class KeyKeeping(QObject):
    """For one open account. The moves run on `lane`: a keyring may take its time."""

    def __init__(self, key: AccountKey, lane: Lane, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._lane = lane
        self._window = window
        self._box: QMessageBox | None = None

    def to_keyring(self) -> None:
        """Keep the key in the keyring from now on."""
        said = self.tr("The keyring opens your data from now on. You are not asked for the passphrase any more.")
        self._lane.submit(self.key.to_keyring, lambda _: self._tell(said), self._failed)

    def to_passphrase(self) -> None:
        """Ask for a passphrase, and keep the key under it from now on."""
        from desktop.ui.passphrase_dialog import PassphraseDialog, PassphraseNeed

        dialog = PassphraseDialog(PassphraseNeed.INSTEAD, self._window)
        dialog.given.connect(self._chosen)
        dialog.open()

    def close(self) -> None:
        """The account is closed: nothing is told any more."""
        if self._box is not None:
            self._box.close()

    def _chosen(self, passphrase: str) -> None:
        said = self.tr("The passphrase opens your data from now on. You are asked for it at the next start.")
        self._lane.submit(lambda: self.key.to_passphrase(passphrase), lambda _: self._tell(said), self._failed)

    def _failed(self, error: WorldError) -> None:
        said = explain(error)
        nothing = self.tr("Nothing was changed: your data opens as before.")
        self._tell(said.title, f"{said.sentence} {nothing}", icon=QMessageBox.Icon.Warning)

    def _tell(self, words: str, more: str = "", icon: QMessageBox.Icon = QMessageBox.Icon.Information) -> None:
        self.close()
        box = QMessageBox(icon, APP_NAME, words, parent=self._window)
        box.setObjectName("keyKept")
        box.setInformativeText(more)
        box.finished.connect(self._told)
        self._box = box
        box.open()

    def _told(self) -> None:
        if self._box is not None:
            self._box.deleteLater()
            self._box = None
