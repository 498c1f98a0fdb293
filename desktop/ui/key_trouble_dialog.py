"""When the key to an account's data can't be had: what is going on, said plainly, and every way on that loses nothing.

A keyring that is locked or silent is waited for and asked again; one that lost the key, or has another, is passed by with the password that
was used last on this computer. Where nothing opens the data, they are kept aside untouched, and the person begins anew.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.ui.controls import Text, link_button, primary_button, reading_width, secondary_button, surface
from desktop.ui.field_box import FieldBox
from desktop.ui.password_edit import PasswordEdit
from desktop.ui.theme import TextRole, Tone, space


class KeyTrouble(Enum):
    """What is the matter."""

    WAITING = auto()
    """The keyring was asked and has not answered yet."""

    LOCKED = auto()
    """It is locked, or did not answer."""

    ABSENT = auto()
    """There is none on this computer any more."""

    LOST = auto()
    """It no longer has the key."""

    CHANGED = auto()
    """It has another one."""

    FORGOTTEN = auto()
    """The person no longer knows the passphrase."""


class SecondLock(Enum):
    """What opens the data beside the keyring."""

    NONE = auto()
    PASSWORD = auto()
    PASSPHRASE = auto()


SECOND_LOCKS = {"": SecondLock.NONE, "password": SecondLock.PASSWORD, "passphrase": SecondLock.PASSPHRASE}
"""By the kind of a lock (`storage.accounts.LockKind`), as `errors.KeyLost.second_lock` has it."""


class KeyTroubleDialog(QDialog):
    """Modal to its window. It stays until `done_with` or until the person leaves; what was typed is cleared when it worked."""

    again = Signal()
    """Ask the keyring once more."""

    typed = Signal(str)
    """Open with this password (or earlier passphrase)."""

    anew = Signal()
    """Keep the data aside and begin anew."""

    left = Signal()
    """Do something else: another account, or nothing."""

    def __init__(
        self,
        trouble: KeyTrouble,
        second: SecondLock = SecondLock.NONE,
        *,
        aside: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`aside`: the account was kept aside already; instead of beginning anew it can be removed, which `anew` means then."""
        super().__init__(parent)
        surface(self, "pane")
        self.setObjectName("keyTrouble")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._second = second
        self._aside = aside
        self._asking = False
        self._typing = False
        self._done = False
        self._trouble = trouble
        self._title = Text(role=TextRole.TITLE, strong=True, wrap=True)
        self._words = Text(tone=Tone.DIM, wrap=True)
        self.field = PasswordEdit()
        self.box = FieldBox(self.field, long_caption=True)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._below = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self.anew_button = link_button("", quiet=True)
        self.type_button = link_button("")
        self.leave_button = secondary_button("")
        self.again_button = secondary_button("")
        self.go_button = primary_button("")
        self.sure_button = secondary_button("", danger=True)
        self._lay_out()
        self._connect()
        self.show_trouble(trouble)

    @property
    def trouble(self) -> KeyTrouble:
        """What it tells about."""
        return self._trouble

    @property
    def fault(self) -> str:
        """What did not work just now."""
        return self.box.fault or self._below.text()

    def show_trouble(self, trouble: KeyTrouble, fault: str = "") -> None:
        """The matter as it stands now; `fault` is what did not work just now."""
        self._trouble = trouble
        self._asking = False
        # A lost key is passed by with the password; a locked keyring is better asked again.
        needs_typing = trouble in (KeyTrouble.LOST, KeyTrouble.CHANGED, KeyTrouble.ABSENT)
        self._typing = self._second is not SecondLock.NONE and (needs_typing or self._typing)
        self._show()
        self._tell(fault)

    def wait(self) -> None:
        """Something is being tried."""
        self._tell("")
        self._show(busy=True)

    def done_with(self) -> None:
        """It worked, or something else came up: go."""
        self._done = True
        self.field.clear()
        self.accept()

    def sizeHint(self) -> QSize:
        """Wide enough for whole sentences."""
        width = reading_width(self)
        layout = self.layout()
        return QSize(width, layout.heightForWidth(width) if layout else 0)

    def showEvent(self, event: QShowEvent) -> None:
        """As tall as it needs to be: only what is shown knows its style's measures."""
        super().showEvent(event)
        self.resize(self.sizeHint())

    def reject(self) -> None:
        """Esc and the closing button leave."""
        if not self._done:
            self._done = True
            super().reject()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses what is meant."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._asking and self.go_button.isEnabled():
                self._go()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    # What stands where

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addWidget(self.anew_button)
        buttons.addWidget(self.type_button)
        buttons.addStretch(1)
        for button in (self.leave_button, self.again_button, self.sure_button, self.go_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        column.setSpacing(space(3))
        for part in (self._title, self._words, self.box, self._below, self._progress):
            column.addWidget(part)
        column.addSpacing(space(1))
        column.addLayout(buttons)
        self.setMinimumWidth(reading_width(self))

    def _connect(self) -> None:
        self.field.textEdited.connect(lambda: self._tell(""))
        self.go_button.clicked.connect(self._go)
        self.again_button.clicked.connect(self._try_again)
        self.type_button.clicked.connect(self._begin_typing)
        self.anew_button.clicked.connect(lambda: self._ask(asking=True))
        self.sure_button.clicked.connect(self._sure)
        self.leave_button.clicked.connect(self._leave)

    def _show(self, *, busy: bool = False) -> None:
        self._retranslate()
        waiting = busy or self._trouble is KeyTrouble.WAITING
        asking, typing = self._asking, self._typing and not self._asking
        forgotten = self._trouble is KeyTrouble.FORGOTTEN
        self.box.setVisible(typing and self._trouble is not KeyTrouble.WAITING)
        self.field.setEnabled(not busy)
        self._progress.setVisible(waiting)
        self.go_button.setVisible(not asking and self._trouble is not KeyTrouble.WAITING)
        self.go_button.setEnabled(not busy)
        self.again_button.setVisible(typing and not waiting)
        may_type = self._second is not SecondLock.NONE and not (typing or asking or waiting or forgotten)
        self.type_button.setVisible(may_type)
        gone = self._trouble in (KeyTrouble.LOST, KeyTrouble.CHANGED, KeyTrouble.ABSENT, KeyTrouble.FORGOTTEN)
        self.anew_button.setVisible(gone and not asking and not waiting)
        self.sure_button.setVisible(asking)
        if typing and not busy:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif asking or waiting:
            self.leave_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.go_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setMinimumWidth(max(reading_width(self), layout.totalMinimumSize().width()))
        self.resize(self.sizeHint().expandedTo(QSize(self.width(), 0)))

    def _tell(self, fault: str) -> None:
        at_field = self._typing and not self.box.isHidden()
        self.box.set_fault(fault if at_field else "")
        self._below.setText("" if at_field else fault)
        self._below.setVisible(bool(self._below.text()))
        if fault and at_field:
            self.field.selectAll()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    # What the person does

    def _go(self) -> None:
        if not self._typing:
            self._try_again()
            return
        typed = self.field.text()
        if not typed:
            self._tell(self.tr("Type it first."))
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.field.hide_text()
        self.wait()
        self.typed.emit(typed)

    def _try_again(self) -> None:
        self.wait()
        self.again.emit()

    def _begin_typing(self) -> None:
        self._typing = True
        self._show()

    def _ask(self, *, asking: bool) -> None:
        self._asking = asking
        self._tell("")
        self._show()

    def _sure(self) -> None:
        self.done_with()
        self.anew.emit()

    def _leave(self) -> None:
        if self._asking:
            self._ask(asking=False)
        else:
            self.reject()

    # Words

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("The key to your data"))
        title, words = self._asking_words() if self._asking else self._trouble_words()
        self._title.setText(title)
        self._words.setText(words)
        if self._second is SecondLock.PASSPHRASE:
            self.box.set_caption(self.tr("The passphrase that opened your data before"))
            self.type_button.setText(self.tr("Open with the earlier passphrase"))
        else:
            self.box.set_caption(self.tr("The password you last signed in with on this computer"))
            self.type_button.setText(self.tr("Open with your password"))
        self.anew_button.setText(self.tr("Remove it…") if self._aside else self.tr("Begin anew…"))
        self.again_button.setText(self.tr("Try again"))
        self.go_button.setText(self.tr("Open") if self._typing else self.tr("Try again"))
        self.sure_button.setText(self.tr("Remove for good") if self._aside else self.tr("Keep aside and begin anew"))
        self.leave_button.setText(self.tr("Back") if self._asking else self.tr("Not now"))

    def _trouble_words(self) -> tuple[str, str]:
        match self._trouble:
            case KeyTrouble.WAITING:
                return self.tr("Waiting for the keyring"), self.tr(
                    "What you keep on this computer is encrypted, and its key is in the keyring. It may be asking for its password in a "
                    "window of its own."
                )
            case KeyTrouble.LOCKED:
                return self.tr("The keyring is locked or does not answer"), self.tr(
                    "What you keep on this computer is encrypted, and its key is in the keyring. Nothing is lost and nothing has "
                    "changed: unlock the keyring, then try again."
                )
            case KeyTrouble.ABSENT:
                return self.tr("There is no keyring here any more"), self.tr(
                    "What you keep on this computer is encrypted, and its key was in a keyring that can't be found now. Nothing has "
                    "changed. Start the keyring and try again, or go on without it."
                )
            case KeyTrouble.LOST:
                return self.tr("The keyring has lost the key"), self._lost_words(
                    self.tr(
                        "What you keep on this computer is encrypted. Its key is no longer in the keyring, which may have been reset."
                    )
                )
            case KeyTrouble.CHANGED:
                return self.tr("The keyring has another key"), self._lost_words(
                    self.tr(
                        "What you keep on this computer is encrypted. What the keyring has in the place of its key does not open it."
                    )
                )
            case KeyTrouble.FORGOTTEN:
                return self.tr("Without the passphrase"), self.tr(
                    "Nobody can read what is on this computer without it, nor can we. You can try again, or begin anew: what is here is "
                    "kept aside, and opens when the passphrase comes back to you."
                )

    def _lost_words(self, before: str) -> str:
        match self._second:
            case SecondLock.PASSWORD:
                after = self.tr(
                    "Nothing is lost: the password you last used on this computer opens it, even if it was changed elsewhere since."
                )
            case SecondLock.PASSPHRASE:
                after = self.tr("Nothing is lost: the passphrase from before opens it.")
            case SecondLock.NONE:
                after = self.tr("Your data is untouched: bring the keyring back and try again, or begin anew.")
        return f"{before} {after}"

    def _asking_words(self) -> tuple[str, str]:
        if self._aside:
            return self.tr("Remove what was kept aside?"), self.tr(
                "Nobody can see what in it was never sent. Once removed it can't be brought back, not even with the key."
            )
        return self.tr("Begin anew?"), self.tr(
            "What is on this computer, also what was not sent, stays in a folder of its own, encrypted as it is. You sign in again, and "
            "everything the helpdesk has comes back. When the key returns, you can open the old folder from the sign-in page."
        )
