"""The page after a form: what was done, what happens next, and the way back to the sign-in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.account import Helpdesk
from desktop.domain.joining import WayIn
from desktop.ui.controls import Text, link_button, primary_button, surface
from desktop.ui.sign_in.joining_words import told_words
from desktop.ui.theme import TextRole, Tone, space

translate = QCoreApplication.translate


class ToldCard(QWidget):
    """`went_on` to the sign-in, `went_back` to the form because the address was wrong."""

    went_on = Signal()
    went_back = Signal()

    def __init__(self, way: WayIn, helpdesk: Helpdesk, email: str) -> None:
        super().__init__()
        surface(self, "framed")
        self.setObjectName(f"{way.value}-done")
        self.way = way
        self._helpdesk = helpdesk
        self._email = email
        self._title = Text(role=TextRole.TITLE, strong=True, wrap=True)
        # What to do stands in a mail by now: it can be marked and copied, by keyboard too.
        self._done = Text(wrap=True, selectable=True)
        self._hint = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self.back_button = link_button("")
        self.go_button = primary_button("")
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.go_button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(7), space(6), space(7), space(6))
        column.setSpacing(space(4))
        for part in (self._title, self._done, self._hint):
            column.addWidget(part)
        column.addLayout(buttons)
        self.go_button.clicked.connect(self.went_on)
        self.back_button.clicked.connect(self.went_back)
        self.retranslate()

    @property
    def words(self) -> str:
        """All that it says."""
        return "\n".join(part.text() for part in (self._title, self._done, self._hint))

    def take_focus(self) -> None:
        """The way on."""
        self.go_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_width(self, room: int) -> None:
        """Take a width that fits into so many pixels."""
        self.setFixedWidth(min(max(440, self.fontMetrics().averageCharWidth() * 58), room))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        words = told_words(self.way, self._helpdesk.name or self._helpdesk.address, self._email)
        self._title.setText(words.title)
        self._done.setText(words.done)
        self._hint.setText(words.hint)
        self.go_button.setText(words.go)
        self.back_button.setText(translate("Joining", "Another address…"))
        # A screen reader that comes to the button says what it is the way on from.
        self.go_button.setAccessibleDescription(words.done)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
