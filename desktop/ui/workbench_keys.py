"""The keyboard of the workbench: shortcuts, walking the panes, and the commands of the palette."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.domain.listing import Folder
from desktop.ui.command_palette import Command
from desktop.ui.reading_page import ReadingPage
from desktop.ui.side_bar import Page, Place
from desktop.ui.wording import folder_name

if TYPE_CHECKING:
    from desktop.ui.workbench import Workbench


class WorkbenchKeys(QObject):
    """Installs the shortcuts on a workbench."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        for keys, does in (
            ("Ctrl+N", bench.new_ticket_requested.emit),
            ("Ctrl+K", self.open_palette),
            ("Ctrl+F", bench.focus_search),
            ("/", bench.focus_search),
            ("Ctrl+R", bench.focus_reply),
            ("Ctrl+,", bench.preferences_requested.emit),
            ("F5", bench.sync_now),
            ("F6", self.next_pane),
            ("Shift+F6", self.previous_pane),
            ("Escape", bench.back),
            ("Alt+Left", bench.back),
        ):
            self._bind(keys, does)
        for at in range(9):
            self._bind(f"Ctrl+{at + 1}", partial(self._go, at))
        self.more: Callable[[], Sequence[Command]] = tuple
        """What can be done beyond the workbench, for the palette."""

    def next_pane(self) -> None:
        """Focus the next pane."""
        self._walk(1)

    def previous_pane(self) -> None:
        """Focus the pane before."""
        self._walk(-1)

    def focus_page(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Focus what is walked first on the page that shows; a ring tells of it unless the reason is the mouse."""
        panes = self.panes()
        if panes:
            panes[0].setFocus(reason)

    def open_palette(self) -> None:
        """Everything by name."""
        bench = self._bench
        if bench.palette_of_commands.isVisible():
            bench.palette_of_commands.close_up()
        else:
            bench.palette_of_commands.open(self.commands())

    def commands(self) -> list[Command]:
        """What can be done by name, right now."""
        bench = self._bench
        found = [Command(self.tr("New ticket"), bench.new_ticket_requested.emit, _shown("Ctrl+N"))]
        if bench.ticket_page.ticket_id:
            found.append(Command(self.tr("Reply"), bench.focus_reply, _shown("Ctrl+R")))
            for action in bench.ticket_page.menu.offered:
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                found.append(Command(action.text(), action.trigger, keys))
        for at, place in enumerate(bench.side_bar.places):
            name = self.tr("Go to {place}").format(place=self._name(place))
            found.append(Command(name, partial(bench.go, place), _shown(f"Ctrl+{at + 1}")))
        return [
            *found,
            Command(self.tr("Search"), bench.focus_search, _shown("Ctrl+F")),
            Command(self.tr("Sync now"), bench.sync_now, _shown("F5")),
            Command(self.tr("Preferences"), bench.preferences_requested.emit, _shown("Ctrl+,")),
            Command(self.tr("Account, sign out"), bench.side_bar.badge.click),
            *self.more(),
        ]

    def panes(self) -> list[QWidget]:
        """The widgets that F6 walks: what takes the focus in each pane that shows."""
        bench = self._bench
        found: list[QWidget] = []
        page = bench.pages.currentWidget()
        if page is bench.tickets:
            found = [bench.ticket_list.view, bench.ticket_page.timeline, bench.ticket_page.composer.edit]
            if bench.ticket_list.empty.isVisible():
                found[0] = bench.ticket_list.search
        elif page is bench.machines:
            found = [bench.machines.list, bench.machines.machine.tickets]
        elif page is bench.outbox:
            found = [bench.outbox.area]
        elif isinstance(page, ReadingPage):
            found = [page.area]
        return [one for one in found if one.isVisible() and one.isEnabled()]

    def _walk(self, by: int) -> None:
        bench = self._bench
        stops: list[QWidget] = [bench.side_bar, *self.panes()]
        focused = bench.focusWidget()
        at = next((i for i, stop in enumerate(stops) if self._holds(stop, focused)), 0 if by > 0 else len(stops))
        target = stops[(at + by) % len(stops)]
        if target is bench.side_bar:
            bench.side_bar.focus_place()
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _holds(self, stop: QWidget, focused: QWidget | None) -> bool:
        bench = self._bench
        if focused is None:
            return False
        area: QWidget = stop
        if stop in (bench.ticket_list.view, bench.ticket_list.search):
            area = bench.ticket_list
        elif stop is bench.ticket_page.composer.edit:
            area = bench.ticket_page.composer
        return area is focused or area.isAncestorOf(focused)

    def _go(self, at: int) -> None:
        places = self._bench.side_bar.places
        if at < len(places):
            self._bench.go(places[at])

    def _name(self, place: Place) -> str:
        if isinstance(place, Folder):
            return folder_name(place)
        return {
            Page.MACHINES: self.tr("Machines"),
            Page.ANNOUNCEMENTS: self.tr("Announcements"),
            Page.SERVICES: self.tr("Services"),
            Page.OUTBOX: self.tr("Outbox"),
        }[place]

    def _bind(self, keys: str, does: Callable[[], object]) -> None:
        shortcut = QShortcut(_sequence(keys), self._bench)
        shortcut.activated.connect(does)


def _shown(keys: str) -> str:
    return _sequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _sequence(keys: str) -> QKeySequence:
    # Read as written here: by itself Qt reads the names of keys in the language of the moment.
    return QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
