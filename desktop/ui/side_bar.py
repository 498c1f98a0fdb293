"""The side bar: who is signed in, the one filled button, folders and pages with their figures.

Folded, it is a column of icons with the same order, names and keys.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.account import Feature, Helpdesk, Person
from desktop.domain.listing import Counts, Folder
from desktop.ui.account_badge import AccountBadge
from desktop.ui.controls import SectionLabel, primary_button, surface
from desktop.ui.icons import Icon
from desktop.ui.side_row import Figure, SideRow
from desktop.ui.theme import space
from desktop.ui.wording import folder_name, plurals


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
        self._account: tuple[Helpdesk, Person] | None = None
        self._among_several = False
        self.badge = AccountBadge()
        self.new_ticket: QPushButton = primary_button(self.tr("New ticket"))
        self.new_ticket.clicked.connect(self.new_ticket_requested)
        self.preferences = SideRow(self.tr("Preferences"), Icon.PREFERENCES, keys=_shown_keys("Ctrl+,"))
        self.preferences.clicked.connect(self.preferences_requested)
        self.preferences.walked.connect(lambda by: self._walk(self.preferences, by))
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
        row.walked.connect(lambda by, row=row: self._walk(row, by))
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
        """Show where the window is; Tab leads to that entry, the arrow keys from there to the others."""
        self._rows[place].setChecked(True)
        for at, row in self._rows.items():
            row.setFocusPolicy(Qt.FocusPolicy.TabFocus if at is place else Qt.FocusPolicy.NoFocus)

    def mark_nothing(self) -> None:
        """The window is somewhere to which no entry leads."""
        self._group.setExclusive(False)
        for row in self._rows.values():
            row.setChecked(False)
        self._group.setExclusive(True)

    def show_account(self, helpdesk: Helpdesk, person: Person) -> None:
        """Show who is signed in and what this helpdesk offers."""
        self._account = (helpdesk, person)
        self._show_who()
        for place, feature in (
            (Folder.COMPANY, Feature.COMPANY_TICKETS),
            (Page.MACHINES, Feature.MACHINES),
            (Page.ANNOUNCEMENTS, Feature.ANNOUNCEMENTS),
        ):
            self._rows[place].setVisible(helpdesk.has(feature))
        self._rows[Page.SERVICES].setVisible(helpdesk.has(Feature.SERVICES) or helpdesk.has(Feature.OFFERINGS))

    def set_among_several(self, several: bool) -> None:
        """Beside other accounts, often of the same company, the helpdesk tells them apart; alone, the person's address is shown."""
        self._among_several = several
        self._show_who()

    def _show_who(self) -> None:
        if self._account is None:
            return
        helpdesk, person = self._account
        company, address = person.company_name, person.email or person.user_name
        self.badge.show_account(
            company or helpdesk.name, helpdesk.name if self._among_several and company and helpdesk.name else address
        )

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
    def whole_width(self) -> int:
        """Pixels in which every name stands whole beside its figure."""
        rows = [*self._rows.values(), self.preferences]
        return max(row.sizeHint().width() for row in rows if not row.isHidden()) + 2 * space(2)

    @property
    def folded_width(self) -> int:
        """Pixels it takes as a column of icons."""
        return max(self.preferences.sizeHint().height(), self.badge.minimumSizeHint().width()) + 2 * space(2)

    def _walk(self, start: SideRow, by: int) -> None:
        rows = [row for row in (*self._rows.values(), self.preferences) if not row.isHidden()]
        at = rows.index(start) + by
        if 0 <= at < len(rows):
            rows[at].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_place(self) -> None:
        """Let the keyboard walk here."""
        chosen = self._group.checkedButton()
        (chosen or self._rows[Folder.WAITING]).setFocus(Qt.FocusReason.ShortcutFocusReason)


def _shown_keys(keys: str) -> str:
    sequence = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
    return sequence.toString(QKeySequence.SequenceFormat.NativeText)
