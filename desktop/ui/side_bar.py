"""The side bar: who is signed in, the one filled button, folders and pages with their figures.

Folded, it is a column of icons with the same order, names and keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.account import Feature, Helpdesk, Person
from desktop.domain.listing import Counts, Folder
from desktop.ui.controls import Avatar, ElidedText, SectionLabel, primary_button, surface
from desktop.ui.controls.text import plain_tooltip
from desktop.ui.glyphs import Glyph, paint_glyph
from desktop.ui.icons import Icon, pixmap
from desktop.ui.theme import RADIUS, TextRole, Tone, colours, font, space
from desktop.ui.wording import folder_name, number, plurals


class Page(StrEnum):
    """Where the window can be, besides the folders."""

    MACHINES = "machines"
    ANNOUNCEMENTS = "announcements"
    SERVICES = "services"
    OUTBOX = "outbox"


Place = Folder | Page
"""Anything the side bar leads to."""

_ICONS: dict[Place, Icon] = {
    Folder.WAITING: Icon.FOLDER_WAITING,
    Folder.OPEN: Icon.FOLDER_OPEN,
    Folder.CLOSED: Icon.FOLDER_CLOSED,
    Folder.MINE: Icon.FOLDER_MINE,
    Folder.COMPANY: Icon.FOLDER_COMPANY,
    Page.MACHINES: Icon.MACHINE,
    Page.ANNOUNCEMENTS: Icon.NEWS,
    Page.SERVICES: Icon.SERVICES,
    Page.OUTBOX: Icon.OUTBOX,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number beside a name. `loud` ones are in the accent colour; `mark` is the diamond that says "needs you"."""

    count: int = 0
    loud: bool = False
    mark: bool = False


class SideRow(QAbstractButton):
    """One entry. Folded, only its icon shows."""

    def __init__(self, words: str, symbol: Icon, *, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol = symbol
        self._keys = keys
        self._figure = Figure()
        self._folded = False
        self.setText(words)
        # By Tab and F6 only: a click leads to the page, and so does the keyboard then.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(font())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    @property
    def figure(self) -> Figure:
        """The number beside it."""
        return self._figure

    def set_figure(self, figure: Figure) -> None:
        """Show this number."""
        if figure != self._figure:
            self._figure = figure
            self._tell()
            self.update()

    def set_folded(self, folded: bool) -> None:
        """Show only the icon."""
        self._folded = folded
        self._tell()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A comfortable line."""
        height = self.fontMetrics().height() + 14
        return QSize(height if self._folded else 150, height)

    def minimumSizeHint(self) -> QSize:
        """An icon's worth."""
        return QSize(self.sizeHint().height(), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, words or icon, and figure."""
        tokens = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or self.underMouse():
            painter.setBrush(QColor(tokens.selection if chosen else tokens.hover))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if self._folded:
            self._paint_icon(painter)
        else:
            self._paint_words(painter)
        painter.end()

    def _paint_icon(self, painter: QPainter) -> None:
        tokens = colours()
        side = round(self.fontMetrics().height() * 0.95)
        colour = tokens.word(Tone.ACCENT if self.isChecked() else Tone.TEXT)
        x, y = (self.width() - side) // 2, (self.height() - side) // 2
        painter.drawPixmap(x, y, pixmap(self._symbol, side, colour, self.devicePixelRatioF()))
        if self._figure.mark:
            paint_glyph(painter, Glyph.NEEDS_YOU, QRectF(self.width() - 13, 3, 10, 10), tokens.shape(Tone.NEEDS_YOU))
        elif self._figure.loud and self._figure.count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(QRectF(self.width() - 12, 5, 7, 7))

    def _paint_words(self, painter: QPainter) -> None:
        tokens = colours()
        mirrored = self.isRightToLeft()
        leading, trailing = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight  # mirrored by the painter
        room = self.rect().adjusted(10, 0, -10, 0)
        beside = self._keys or (number(self._figure.count) if self._figure.count else "")
        small = font(TextRole.SMALL, strong=self._figure.loud and bool(beside))
        painter.setFont(small)
        width = QFontMetrics(small).horizontalAdvance(beside)
        painter.setPen(tokens.word(Tone.ACCENT if self._figure.loud else Tone.DIM))
        painter.drawText(room, int(trailing | Qt.AlignmentFlag.AlignVCenter), beside)
        taken = width + 8
        if self._figure.mark:
            x = room.left() + taken if mirrored else room.right() - taken - 9
            paint_glyph(
                painter, Glyph.NEEDS_YOU, QRectF(x, (self.height() - 12) / 2, 12, 12), tokens.shape(Tone.NEEDS_YOU)
            )
            taken += 18
        words_font = font(strong=self.isChecked())
        painter.setFont(words_font)
        painter.setPen(QColor(tokens.text))
        left = room.adjusted(taken if mirrored else 0, 0, 0 if mirrored else -taken, 0)
        shown = QFontMetrics(words_font).elidedText(self.text(), Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, int(leading | Qt.AlignmentFlag.AlignVCenter), shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses; Up and Down walk."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's font size."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font())
            self.updateGeometry()
        super().changeEvent(event)

    def _tell(self) -> None:
        figure = self._figure
        parts = [self.text(), number(figure.count) if figure.count else "", self.tr("needs you") if figure.mark else ""]
        said = ", ".join(part for part in parts if part)
        self.setAccessibleName(said)
        self.setToolTip(plain_tooltip(said) if self._folded else "")


class AccountBadge(QPushButton):
    """Company and address; pressing it opens `menu_of_account`, which is filled by whoever hears `menu_asked`."""

    menu_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "badge")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._avatar = Avatar()
        self._name = ElidedText(strong=True)
        self._address = ElidedText(role=TextRole.SMALL, tone=Tone.DIM)
        self._words = QWidget()
        for widget in (self._avatar, self._words):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        lines = QVBoxLayout(self._words)
        lines.setContentsMargins(space(2) + 2, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._name)
        lines.addWidget(self._address)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(1) + 2, space(1), space(1), space(1))
        row.setSpacing(0)
        row.addWidget(self._avatar)
        row.addWidget(self._words, 1)
        self._arrow = _Arrow()
        row.addWidget(self._arrow)
        self.menu_of_account = QMenu(self)
        self.clicked.connect(self._open)

    def show_account(self, name: str, address: str) -> None:
        """Say who it is."""
        self._avatar.set_name(name)
        self._name.set_text(name)
        self._address.set_text(address)
        self.setAccessibleName(self.tr("Account: {name}, {address}").format(name=name, address=address))

    def set_folded(self, folded: bool) -> None:
        """Show only the initial."""
        self._words.setVisible(not folded)
        self._arrow.setVisible(not folded)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Down open the menu, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._open()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As its content."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its initial."""
        return QSize(self._avatar.sizeHint().width() + space(3), self.sizeHint().height())

    def _open(self) -> None:
        self.menu_asked.emit()
        if not self.menu_of_account.isEmpty():
            self.menu_of_account.popup(self.mapToGlobal(self.rect().bottomLeft()))


class _Arrow(QWidget):
    """Says that there is a menu."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Small: the name needs the room."""
        side = round(self.fontMetrics().height() * 0.65)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        side = min(self.width(), self.height())
        drawn = pixmap(Icon.DOWN, side, colours().word(Tone.DIM), self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, drawn)
        painter.end()


class SideBar(QWidget):
    """Leads to places. `place_chosen` carries a Folder or Page."""

    place_chosen = Signal(object)
    new_ticket_requested = Signal()
    preferences_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "side")
        self.setAccessibleName(self.tr("Folders and pages"))
        self._folded = False
        self.badge = AccountBadge()
        self.new_ticket: QPushButton = primary_button(self.tr("New ticket"))
        self.new_ticket.clicked.connect(self.new_ticket_requested)
        self.preferences = SideRow(self.tr("Preferences"), Icon.PREFERENCES, keys=_shown_keys("Ctrl+,"))
        self.preferences.clicked.connect(self.preferences_requested)
        self._also = SectionLabel(self.tr("Also here"))
        self._rows: dict[Place, SideRow] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(2), space(3) + 2, space(2), space(3))
        column.setSpacing(space(2) + 2)
        column.addWidget(self.badge)
        column.addWidget(self.new_ticket)
        column.addWidget(self._make_places(), 1)
        column.addWidget(self.preferences)

    def _make_places(self) -> QScrollArea:
        inside = QWidget()
        places = QVBoxLayout(inside)
        places.setContentsMargins(0, 0, 0, 0)
        places.setSpacing(0)
        for folder in Folder:
            self._add(places, folder, folder_name(folder))
        self._also.setContentsMargins(10, space(4), 0, space(1))
        places.addWidget(self._also)
        for page, words in (
            (Page.MACHINES, self.tr("Machines")),
            (Page.ANNOUNCEMENTS, self.tr("Announcements")),
            (Page.SERVICES, self.tr("Services")),
            (Page.OUTBOX, self.tr("Outbox")),
        ):
            self._add(places, page, words)
        places.addStretch(1)
        area = QScrollArea()
        area.setProperty("surface", "side")
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _add(self, places: QVBoxLayout, place: Place, words: str) -> None:
        row = SideRow(words, _ICONS[place])
        row.setCheckable(True)
        row.clicked.connect(lambda _=False, place=place: self.place_chosen.emit(place))
        self._group.addButton(row)
        places.addWidget(row)
        self._rows[place] = row

    @property
    def places(self) -> tuple[Place, ...]:
        """What is offered, in order."""
        return tuple(place for place, row in self._rows.items() if not row.isHidden())

    def row(self, place: Place) -> SideRow:
        """The entry of a place."""
        return self._rows[place]

    def mark(self, place: Place) -> None:
        """Show where the window is."""
        self._rows[place].setChecked(True)

    def show_account(self, helpdesk: Helpdesk, person: Person) -> None:
        """Show who is signed in and what this helpdesk offers."""
        self.badge.show_account(person.company_name or helpdesk.name, person.email or person.user_name)
        for place, feature in (
            (Folder.COMPANY, Feature.COMPANY_TICKETS),
            (Page.MACHINES, Feature.MACHINES),
            (Page.ANNOUNCEMENTS, Feature.ANNOUNCEMENTS),
        ):
            self._rows[place].setVisible(helpdesk.has(feature))
        self._rows[Page.SERVICES].setVisible(helpdesk.has(Feature.SERVICES) or helpdesk.has(Feature.OFFERINGS))

    def show_counts(self, counts: Counts) -> None:
        """Show the figures."""
        for place, figure in (
            (Folder.WAITING, Figure(counts.waiting, loud=True)),
            (Folder.OPEN, Figure(counts.open)),
            (Folder.COMPANY, Figure(counts.company)),
            (Page.MACHINES, Figure(counts.machines)),
            (Page.ANNOUNCEMENTS, Figure(counts.unread_announcements, loud=True)),
            (Page.OUTBOX, Figure(counts.outbox, mark=counts.needs_person > 0)),
        ):
            self._rows[place].set_figure(figure)
        self._rows[Folder.WAITING].setAccessibleDescription(plurals.unread(counts.unread) if counts.unread else "")

    def set_folded(self, folded: bool) -> None:
        """Fold to a column of icons, or unfold."""
        if folded == self._folded:
            return
        self._folded = folded
        self.badge.set_folded(folded)
        self.new_ticket.setText("+" if folded else self.tr("New ticket"))
        self.new_ticket.setAccessibleName(self.tr("New ticket"))
        self.new_ticket.setToolTip(self.tr("New ticket") if folded else "")
        self._also.setVisible(not folded)
        for row in (*self._rows.values(), self.preferences):
            row.set_folded(folded)

    @property
    def folded_width(self) -> int:
        """Pixels it takes as a column of icons."""
        return max(self.preferences.sizeHint().height(), self.badge.minimumSizeHint().width()) + 2 * space(2)

    def focus_place(self) -> None:
        """Let the keyboard walk here."""
        chosen = self._group.checkedButton()
        (chosen or self._rows[Folder.WAITING]).setFocus(Qt.FocusReason.ShortcutFocusReason)


def _shown_keys(keys: str) -> str:
    sequence = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
    return sequence.toString(QKeySequence.SequenceFormat.NativeText)
