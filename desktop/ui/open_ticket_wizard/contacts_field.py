"""Who else is to be kept informed: chips with completion from the company's contacts, and any address by hand."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.folding import fold
from desktop.domain.rules import looks_like_address
from desktop.domain.ticket import Contact
from desktop.ui.controls import Chip, FlowLayout, surface
from desktop.ui.open_ticket_wizard.live_flow import LiveFlow
from desktop.ui.theme import space

Index = QModelIndex | QPersistentModelIndex
_SEARCHED: Final = int(Qt.ItemDataRole.UserRole)
_CONTACT: Final = _SEARCHED + 1


class _Known(QAbstractListModel):
    """The company's contacts for the completer."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.contacts: tuple[Contact, ...] = ()

    def show_contacts(self, contacts: tuple[Contact, ...]) -> None:
        self.beginResetModel()
        self.contacts = contacts
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.contacts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.contacts):
            return None
        contact = self.contacts[index.row()]
        if role == _SEARCHED:
            return fold(f"{contact.name} {contact.email}")
        if role == _CONTACT:
            return contact
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return f"{contact.name} <{contact.email}>" if contact.name else contact.email
        return None


class _FoldingCompleter(QCompleter):
    """Finds names whatever their accents and case."""

    def splitPath(self, path: str) -> list[str]:
        return [fold(path.strip())]


class _Entry(QLineEdit):
    """The line between the chips."""

    entered = Signal()
    left = Signal()
    back_on_empty = Signal()
    separator = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Opening the completion's list takes the focus as well, and is no leaving.
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.back_on_empty.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            # Taken here: passed on, it would also mean "next field" to the window.
            self.separator.emit()
        elif event.text() in (",", ";") or (event.text() == " " and looks_like_address(self.text())):
            self.separator.emit()
        else:
            super().keyPressEvent(event)


class ContactsField(QFrame):
    """Chips and an entry in one frame. What is typed becomes a chip on Return, comma, semicolon, and on leaving."""

    typing = Signal()
    """Something stands in the entry that is no chip yet."""

    def __init__(self, flow: LiveFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._shown: tuple[Contact, ...] | None = None
        surface(self, "framed")
        self._chips: list[Chip] = []
        self.entry = _Entry()
        self.entry.setFrame(False)
        self.entry.setProperty("kind", "bare")
        self.entry.setMinimumWidth(210)
        self.entry.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._known = _Known(self)
        completer = _FoldingCompleter(self._known, self)
        completer.setCompletionRole(_SEARCHED)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseSensitive)
        completer.activated[QModelIndex].connect(self._take_known)  # type: ignore[index]
        self._completer = completer
        self.entry.setCompleter(completer)
        self.entry.separator.connect(self.commit)
        self.entry.entered.connect(lambda: self._frame(focused=True))
        self.entry.left.connect(lambda: self._frame(focused=False))
        self.entry.left.connect(self.commit)
        self.entry.back_on_empty.connect(self._back)
        self.entry.textEdited.connect(lambda _: self.typing.emit())
        inner = QWidget()
        self._layout = FlowLayout(inner, gap=space(1))
        self._layout.addWidget(self.entry)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        inner.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(2), 4, space(2), 4)
        column.addWidget(inner)
        self.setFocusProxy(self.entry)
        flow.changed.connect(self.display)
        self._retranslate()
        self.display()

    @property
    def pending(self) -> Contact | None:
        """What is typed and no chip yet, as the contact it would become."""
        text = self.entry.text().strip().strip(",;")
        return Contact("", "", text) if text else None

    @property
    def chips(self) -> list[Chip]:
        """The chips as shown."""
        return list(self._chips)

    def show_contacts(self, contacts: tuple[Contact, ...]) -> None:
        """Offer the company's contacts for completion."""
        self._known.show_contacts(contacts)

    def commit(self) -> None:
        """Make a chip of what is typed. A wrong address becomes one too: it is shown as wrong, not thrown away."""
        contact = self.pending
        if contact is None:
            return
        known = next((one for one in self._known.contacts if fold(one.email) == fold(contact.email)), None)
        by_name = [one for one in self._known.contacts if fold(one.name) == fold(contact.email)]
        self._add(known or (by_name[0] if len(by_name) == 1 else contact))

    def display(self) -> None:
        """Show the draft's contacts."""
        contacts = self._flow.value.draft.contacts
        if contacts == self._shown:
            return
        self._shown = contacts
        had_focus = any(chip.hasFocus() for chip in self._chips)
        self._layout.removeWidget(self.entry)
        for chip in self._chips:
            self._layout.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for contact in contacts:
            chip = Chip(contact.name or contact.email, removable=True)
            chip.setToolTip(contact.email if contact.name else "")
            chip.removed.connect(lambda email=contact.email: self._remove(email))
            self._layout.addWidget(chip)
            self._chips.append(chip)
        self._layout.addWidget(self.entry)
        if had_focus:
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self._hint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere means the entry."""
        self.entry.setFocus(Qt.FocusReason.MouseFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _take_known(self, index: QModelIndex) -> None:
        contact = index.data(_CONTACT)
        if isinstance(contact, Contact):
            self._add(contact)

    def _add(self, contact: Contact) -> None:
        # The completer writes its choice into the line after this returns; what it wrote is then cleared.
        self.entry.clear()
        self._flow.become(self._flow.value.add_contact(contact))
        if (popup := self._completer.popup()) is not None:
            popup.hide()

    def _remove(self, email: str) -> None:
        self._flow.become(self._flow.value.remove_contact(email))

    def _back(self) -> None:
        if self._chips:
            self._chips[-1].setFocus(Qt.FocusReason.BacktabFocusReason)

    def _frame(self, *, focused: bool) -> None:
        self.setProperty("focused", focused)
        self.style().unpolish(self)
        self.style().polish(self)

    def _hint(self) -> None:
        self.entry.setPlaceholderText("" if self._chips else self.tr("Name or e-mail address"))

    def _retranslate(self) -> None:
        self.entry.setAccessibleName(self.tr("Add somebody by name or e-mail address"))
        self._hint()
