"""Asking for the passphrase where there is no usable keyring.

It says plainly what is going on: the data on this computer is encrypted, and without a keyring the key hangs on a
passphrase that nobody can recover. There is no silent plain text.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.controls import Text, link_button, primary_button, secondary_button, surface
from desktop.ui.field_box import FieldBox
from desktop.ui.password_edit import PasswordEdit
from desktop.ui.theme import TextRole, Tone, space

SHORTEST: Final = 8
"""Characters of a new passphrase. The key is stretched, but not against "1234"."""


class PassphraseNeed(Enum):
    """Why it is asked for."""

    NEW = auto()
    """No keyring: think of one, and type it twice."""

    INSTEAD = auto()
    """The person would rather have one than the keyring: think of one, and type it twice."""

    KNOWN = auto()
    """The data on this computer was encrypted with one."""

    WRONG = auto()
    """The one that was just typed does not open the data."""


_CHOSEN = (PassphraseNeed.NEW, PassphraseNeed.INSTEAD)


class PassphraseDialog(QDialog):
    """Modal to its window: nothing can be opened without it. `given` carries what was typed, once."""

    given = Signal(str)
    forgotten = Signal()
    """The person no longer knows it; the dialog is closed."""

    def __init__(self, need: PassphraseNeed, parent: QWidget | None = None, *, may_forget: bool = False) -> None:
        """`may_forget`: there is a way on for somebody who no longer knows it."""
        super().__init__(parent)
        surface(self, "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._need = need
        self._title = Text(role=TextRole.TITLE, strong=True, wrap=True)
        self._words = Text(tone=Tone.DIM, wrap=True)
        self.first = PasswordEdit()
        self.second = PasswordEdit()
        self.first_box = FieldBox(self.first)
        self.second_box = FieldBox(self.second)
        self.ok_button = primary_button("")
        self.ok_button.setDefault(True)
        self.cancel_button = secondary_button("")
        self.forgotten_button = link_button("", quiet=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addWidget(self.forgotten_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.ok_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        column.setSpacing(space(3))
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(self.first_box)
        column.addWidget(self.second_box)
        column.addSpacing(space(1))
        column.addLayout(buttons)
        self.second_box.setVisible(need in _CHOSEN)
        self.forgotten_button.setVisible(may_forget)
        self.setMinimumWidth(max(440, self.fontMetrics().averageCharWidth() * 56))
        self.first.textEdited.connect(lambda: self.first_box.set_fault(""))
        self.second.textEdited.connect(lambda: self.second_box.set_fault(""))
        self.ok_button.clicked.connect(self._accept)
        self.cancel_button.clicked.connect(self.reject)
        self.forgotten_button.clicked.connect(self._forgotten)
        self._retranslate()
        if need is PassphraseNeed.WRONG:
            self.first_box.set_fault(self.tr("This passphrase does not open the data. Try again."))
        self.first.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _accept(self) -> None:
        passphrase = self.first.text()
        if self._need in _CHOSEN:
            if len(passphrase) < SHORTEST:
                self.first_box.set_fault(self.tr("At least {count} characters, please.").format(count=SHORTEST))
                self._grow()
                self.first.setFocus()
                return
            if passphrase != self.second.text():
                self.second_box.set_fault(self.tr("The two are not the same. Type it once more."))
                self._grow()
                self.second.setFocus()
                self.second.selectAll()
                return
        elif not passphrase:
            self.first_box.set_fault(self.tr("Type the passphrase."))
            self._grow()
            self.first.setFocus()
            return
        self.first.clear()
        self.second.clear()
        self.accept()
        self.given.emit(passphrase)

    def _grow(self) -> None:
        """A sentence about what is wrong takes nothing of the room of the others."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _forgotten(self) -> None:
        self.blockSignals(True)
        self.reject()
        self.blockSignals(False)
        self.forgotten.emit()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Passphrase"))
        self.forgotten_button.setText(self.tr("I no longer know it…"))
        if self._need is PassphraseNeed.NEW:
            self._title.setText(self.tr("Choose a passphrase"))
            self._words.setText(
                self.tr(
                    "This computer has no keyring that Sportello can use. What you keep here is therefore encrypted with a "
                    "passphrase, and you will be asked for it at every start. Nobody can recover it: without it, what was not "
                    "sent yet is lost."
                )
            )
            self.ok_button.setText(self.tr("Encrypt and go on"))
        elif self._need is PassphraseNeed.INSTEAD:
            self._title.setText(self.tr("Protect with a passphrase"))
            self._words.setText(
                self.tr(
                    "From now on this passphrase alone opens what you keep on this computer: neither the keyring nor your password does. "
                    "You will be asked for it at every start, and nobody can recover it."
                )
            )
            self.ok_button.setText(self.tr("Protect"))
        else:
            self._title.setText(self.tr("Unlock your data"))
            self._words.setText(self.tr("The data on this computer is encrypted with the passphrase that you chose."))
            self.ok_button.setText(self.tr("Unlock"))
        self.first_box.set_caption(self.tr("Passphrase"))
        self.second_box.set_caption(self.tr("The same once more"))
        self.cancel_button.setText(self.tr("Cancel"))
