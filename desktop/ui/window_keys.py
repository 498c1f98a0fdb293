"""The keyboard of the main window: shortcuts, walking the panes, and the commands of the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.domain.listing import Folder
from desktop.ui.command_palette import Command
from desktop.ui.side_bar import Page, Place
from desktop.ui.wording import folder_name

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


class WindowKeys(QObject):
    """Installs the shortcuts on a main window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        for keys, does in (
            ("Ctrl+N", window.new_ticket_requested.emit),
            ("Ctrl+K", self.open_palette),
            ("Ctrl+F", window.focus_search),
            ("/", window.focus_search),
            ("Ctrl+R", window.focus_reply),
            ("Ctrl+,", window.preferences_requested.emit),
            ("F5", window.sync_now),
            ("F6", self.next_pane),
            ("Shift+F6", self.previous_pane),
            ("Escape", window.back),
            ("Alt+Left", window.back),
        ):
            self._bind(keys, does)
        for at in range(9):
            self._bind(f"Ctrl+{at + 1}", partial(self._go, at))

    def next_pane(self) -> None:
        """Focus the next pane."""
        self._walk(1)

    def previous_pane(self) -> None:
        """Focus the pane before."""
        self._walk(-1)

    def focus_page(self) -> None:
        """Focus what is walked first on the page that shows."""
        panes = self.panes()
        if panes:
            panes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def open_palette(self) -> None:
        """Everything by name."""
        window = self._window
        if window.palette_of_commands.isVisible():
            window.palette_of_commands.close_up()
        else:
            window.palette_of_commands.open(self.commands())

    def commands(self) -> list[Command]:
        """What can be done by name, right now."""
        window = self._window
        found = [Command(self.tr("New ticket"), window.new_ticket_requested.emit, _shown("Ctrl+N"))]
        if window.ticket_page.ticket_id:
            found.append(Command(self.tr("Reply"), window.focus_reply, _shown("Ctrl+R")))
        for at, place in enumerate(window.side_bar.places):
            name = self.tr("Go to {place}").format(place=self._name(place))
            found.append(Command(name, partial(window.go, place), _shown(f"Ctrl+{at + 1}")))
        return [
            *found,
            Command(self.tr("Search"), window.focus_search, _shown("Ctrl+F")),
            Command(self.tr("Sync now"), window.sync_now, _shown("F5")),
            Command(self.tr("Preferences"), window.preferences_requested.emit, _shown("Ctrl+,")),
        ]

    def panes(self) -> list[QWidget]:
        """The widgets that F6 walks: what takes the focus in each pane that shows."""
        window = self._window
        found: list[QWidget] = []
        page = window.pages.currentWidget()
        if page is window.tickets:
            found = [window.ticket_list.view, window.ticket_page.timeline, window.ticket_page.composer.edit]
            if window.ticket_list.empty.isVisible():
                found[0] = window.ticket_list.search
        elif page is window.machines:
            found = [window.machines.list, window.machines.machine.tickets]
        elif page is window.outbox:
            found = [window.outbox.area]
        elif page in (window.announcements, window.services):
            found = [window.announcements.area if page is window.announcements else window.services.area]
        return [one for one in found if one.isVisible() and one.isEnabled()]

    def _walk(self, by: int) -> None:
        window = self._window
        stops: list[QWidget] = [window.side_bar, *self.panes()]
        focused = window.focusWidget()
        at = next((i for i, stop in enumerate(stops) if self._holds(stop, focused)), 0 if by > 0 else len(stops))
        target = stops[(at + by) % len(stops)]
        if target is window.side_bar:
            window.side_bar.focus_place()
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _holds(self, stop: QWidget, focused: QWidget | None) -> bool:
        window = self._window
        if focused is None:
            return False
        area: QWidget = stop
        if stop in (window.ticket_list.view, window.ticket_list.search):
            area = window.ticket_list
        elif stop is window.ticket_page.composer.edit:
            area = window.ticket_page.composer
        return area is focused or area.isAncestorOf(focused)

    def _go(self, at: int) -> None:
        places = self._window.side_bar.places
        if at < len(places):
            self._window.go(places[at])

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
        shortcut = QShortcut(QKeySequence(keys), self._window)
        shortcut.activated.connect(does)


def _shown(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
