"""Before an account is left: what is not sent yet, by name, and what becomes of it. Staying is always the default."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.controls import (
    Card,
    ElidedText,
    FlowLayout,
    Text,
    link_button,
    primary_button,
    reading_width,
    secondary_button,
    surface,
)
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import plurals

MOST_SHOWN = 5


class LeavingKind(Enum):
    """Why the account is left."""

    SIGN_OUT = auto()
    REMOVE = auto()


@dataclass(frozen=True, slots=True)
class UnsentItem:
    """One thing that exists on this computer only: what it is, what it is about, how it stands."""

    what: str
    about: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class LeavingWords:
    """Who is left, and for whom. `can_wait`: some of the unsent goes by itself as soon as it can."""

    login: str
    helpdesk: str
    can_wait: bool = False
    unreadable: bool = False
    """What is unsent can't be read: nobody knows."""


class UnsentQuestion(QDialog):
    """Exactly one of its signals is emitted; closing it means to stay."""

    stayed = Signal()
    outbox_asked = Signal()
    wait_asked = Signal()
    confirmed = Signal()

    def __init__(
        self, kind: LeavingKind, words: LeavingWords, items: Sequence[UnsentItem], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        surface(self, "pane")
        self.setObjectName("unsentQuestion")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._kind = kind
        self._answered = False
        removing = kind is LeavingKind.REMOVE
        self._title = Text(self._title_words(), role=TextRole.TITLE, strong=True, wrap=True)
        self._words = Text(self._explanation(words, len(items)), tone=Tone.DIM, wrap=True)
        self.sure = QCheckBox(self._sure_words(words, len(items)))
        self.sure.setVisible(removing and bool(items or words.unreadable))
        self.outbox_button = link_button(self.tr("Show the outbox"))
        self.outbox_button.setVisible(bool(items))
        self.wait_button = link_button(self.tr("Wait until it is sent"))
        self.wait_button.setVisible(removing and words.can_wait)
        self.go_button = secondary_button(self._go_words(), danger=removing)
        self.stay_button = primary_button(self.tr("Keep it") if removing else self.tr("Stay"))
        self._lay_out(items)
        self.go_button.setEnabled(self.sure.isHidden())
        self.sure.toggled.connect(self.go_button.setEnabled)
        self.stay_button.clicked.connect(self.reject)
        self.outbox_button.clicked.connect(lambda: self._answer(self.outbox_asked))
        self.wait_button.clicked.connect(lambda: self._answer(self.wait_asked))
        self.go_button.clicked.connect(lambda: self._answer(self.confirmed))
        self.stay_button.setDefault(True)
        self.stay_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def text(self) -> str:
        """What it says, for assistive technology and tests."""
        return f"{self._title.text()} {self._words.text()}"

    def sizeHint(self) -> QSize:
        """Wide enough for whole sentences."""
        width = max(reading_width(self), self.minimumWidth())
        layout = self.layout()
        return QSize(width, layout.heightForWidth(width) if layout else 0)

    def showEvent(self, event: QShowEvent) -> None:
        """As wide and tall as it needs to be: only what is shown knows its style's measures."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setMinimumWidth(max(reading_width(self), layout.totalMinimumSize().width()))
        self.resize(self.sizeHint())

    def reject(self) -> None:
        """Esc, the closing button and the default all mean to stay."""
        if not self._answered:
            self._answered = True
            self.stayed.emit()
        super().reject()

    def _answer(self, signal: object) -> None:
        self._answered = True
        self.accept()
        signal.emit()  # type: ignore[attr-defined]  # one of the signals above

    def _lay_out(self, items: Sequence[UnsentItem]) -> None:
        card = Card(framed=True)
        card.body.addLayout(_table(items[:MOST_SHOWN]))
        if len(items) > MOST_SHOWN:
            more = plurals.more(len(items) - MOST_SHOWN)
            card.body.addWidget(Text(more, role=TextRole.SMALL, tone=Tone.DIM))
        card.setVisible(bool(items))
        card.setAccessibleName(self.tr("Not sent yet"))
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        elsewhere = FlowLayout(gap=space(2))
        elsewhere.addWidget(self.outbox_button)
        elsewhere.addWidget(self.wait_button)
        buttons.addLayout(elsewhere, 1)
        buttons.addWidget(self.go_button)
        buttons.addWidget(self.stay_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        column.setSpacing(space(3))
        for part in (self._title, self._words, card, self.sure):
            column.addWidget(part)
        column.addSpacing(space(1))
        column.addLayout(buttons)
        self.setMinimumWidth(reading_width(self))

    # Words

    def _title_words(self) -> str:
        match self._kind:
            case LeavingKind.SIGN_OUT:
                return self.tr("Sign out with unsent work?")
            case LeavingKind.REMOVE:
                return self.tr("Remove this account from this computer?")

    def _explanation(self, words: LeavingWords, count: int) -> str:
        if self._kind is LeavingKind.SIGN_OUT:
            return self.tr(
                "This is not sent yet. It stays on this computer, encrypted, and goes on when you sign in again as {login}."
            ).format(login=words.login)
        said = self.tr(
            "Everything of {login} at {helpdesk} is removed from this computer: tickets, files, drafts and the key to them. What the "
            "helpdesk has stays there."
        ).format(login=words.login, helpdesk=words.helpdesk)
        if words.unreadable:
            return f"{said} " + self.tr("What was never sent can't be listed right now; it would be lost.")
        if count:
            return f"{said} " + self.tr("This was never sent and would be lost for good:")
        return said

    def _sure_words(self, words: LeavingWords, count: int) -> str:
        if words.unreadable:
            return self.tr("Throw away whatever was not sent")
        return plurals.throw_away(count)

    def _go_words(self) -> str:
        match self._kind:
            case LeavingKind.SIGN_OUT:
                return self.tr("Sign out, keep it here")
            case LeavingKind.REMOVE:
                return self.tr("Remove")


def _table(items: Sequence[UnsentItem]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(space(3))
    grid.setVerticalSpacing(space(2))
    grid.setColumnStretch(1, 1)
    for row, item in enumerate(items):
        grid.addWidget(Text(item.what, role=TextRole.SMALL, tone=Tone.DIM), row, 0)
        grid.addWidget(ElidedText(item.about, strong=True), row, 1)
        grid.addWidget(Text(item.state, role=TextRole.SMALL, tone=Tone.DIM), row, 2)
    return grid
