"""What the window holds for an account: side bar, lists and pages, the strip at the bottom; and how the keyboard walks through them.

It can be shown before the account is open, follows the account through its signals, and decides nothing: what leads out of it
(wizard, preferences, sign-in) is a signal that the application answers.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions.asking import Beginning, beginning_with
from desktop.domain.announcement import Announcement, Offering, Service
from desktop.domain.listing import Counts, Folder
from desktop.domain.machine import Machine
from desktop.errors import SportelloError
from desktop.identity import APP_NAME
from desktop.settings import Settings
from desktop.ui.account_counts import AccountCounts
from desktop.ui.announcements_page import AnnouncementsPage
from desktop.ui.command_palette import CommandPalette
from desktop.ui.controls import surface
from desktop.ui.controls.thumbnail import ThumbnailLoader
from desktop.ui.file_door import FileDoor
from desktop.ui.machines_page import MachinesPage
from desktop.ui.mailing import Mailing
from desktop.ui.master_detail import MasterDetail
from desktop.ui.outbox_page import OutboxPage
from desktop.ui.removal_banner import RemovalBanner
from desktop.ui.services_page import ServicesPage
from desktop.ui.session_view import SessionView
from desktop.ui.side_bar import Page, Place, SideBar
from desktop.ui.status_strip import StatusStrip
from desktop.ui.ticket_list import TicketList
from desktop.ui.ticket_page import TicketPage
from desktop.ui.wording.link import Link
from desktop.ui.workbench_keys import WorkbenchKeys
from desktop.ui.workbench_width import SIDE, WorkbenchWidth


class Workbench(QWidget):
    """One account's panes. Built anew when the language changes; the account goes on."""

    title_changed = Signal(str)

    new_ticket_requested = Signal()
    new_ticket_for_machine_requested = Signal(str)
    edit_ticket_requested = Signal(object)
    """A TicketDraft to go on writing."""

    ask_about_requested = Signal(object)
    """What a new ticket begins with (`actions.asking.Beginning`): an announcement, a service, a machine … the person wants to ask about."""

    preferences_requested = Signal()
    sign_in_requested = Signal()
    counted = Signal(object)
    """Fresh `Counts`, also for the tray."""

    def __init__(self, session: SessionView, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._place: Place = Folder.WAITING
        self.thumbnails = ThumbnailLoader(self)
        self.door = FileDoor(parent=self)
        self._build()
        self._connect()
        self.keys = WorkbenchKeys(self)
        self._width = WorkbenchWidth(self, settings)
        self._width.restore()
        if session.is_open:
            self._opened()

    def _build(self) -> None:
        session = self._session
        self.side_bar = SideBar()
        self.ticket_list = TicketList(session, self._settings)
        self.mailing = Mailing(session, self._settings, self)
        self.ticket_page = TicketPage(session, self.thumbnails, self.door, self.mailing)
        self.tickets = MasterDetail(self.ticket_list, self.ticket_page, (404, 824))
        self.machines = MachinesPage(session)
        self.announcements = AnnouncementsPage(session, self.door)
        self.services = ServicesPage(session)
        self.outbox = OutboxPage(session, self.mailing)
        self.pages = QStackedWidget()
        for page in (self.tickets, self.machines, self.announcements, self.services, self.outbox):
            self.pages.addWidget(page)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.side_bar)
        self.split.addWidget(self.pages)
        self.split.setStretchFactor(0, 0)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([SIDE, 1228])
        self.strip = StatusStrip()
        self.removals = RemovalBanner()
        self._ask_about_removals(session.link)
        self.strip.show_link(session.link)
        surface(self, "window")
        # As low as its parts can be: above it there may be banners in a low window.
        self.setMinimumWidth(360)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._column = column
        column.addWidget(self.removals)
        column.addWidget(self.split, 1)
        column.addWidget(self.strip)
        self.palette_of_commands = CommandPalette(session, self)
        self.side_bar.mark(self._place)

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._opened)
        session.failed.connect(self._failed)
        self._counts = AccountCounts(session, self)
        self._counts.counted.connect(self._counted)
        session.link_changed.connect(self.strip.show_link)
        session.link_changed.connect(self._ask_about_removals)
        self.removals.again_asked.connect(self._ask_again)
        self.removals.let_go_asked.connect(self._let_go)
        session.sync_progress.connect(self.strip.show_progress)
        # By Return on an entry the keyboard stays in the side bar: what leads elsewhere is a click.
        self.side_bar.place_chosen.connect(lambda place: self.go(place, Qt.FocusReason.MouseFocusReason))
        self.side_bar.new_ticket_requested.connect(self.new_ticket_requested)
        self.side_bar.preferences_requested.connect(self.preferences_requested)
        self.ticket_list.ticket_chosen.connect(self._ticket_chosen)
        self.ticket_list.opened.connect(self._ticket_entered)
        self.ticket_list.view.clicked.connect(lambda _index: self.tickets.show_detail())
        self.ticket_list.new_ticket_requested.connect(self.new_ticket_requested)
        self.ticket_page.new_ticket_requested.connect(self.new_ticket_requested)
        self.ticket_page.edit_ticket_requested.connect(self.edit_ticket_requested)
        self.ticket_page.back_asked.connect(self.back)
        self.ticket_page.machine_asked.connect(self.show_machine)
        self.ticket_page.ticket_asked.connect(self.show_ticket)
        self.machines.new_ticket_requested.connect(self.new_ticket_for_machine_requested)
        self.machines.ticket_opened.connect(self.show_ticket)
        self.machines.announcement_asked.connect(self.show_announcement)
        self.machines.unlisted_requested.connect(
            lambda serial: self.ask_about_requested.emit(Beginning(machine_unlisted=serial))
        )
        self.announcements.machine_asked.connect(self.show_machine)
        for page in (self.machines, self.announcements, self.services):
            page.ask_requested.connect(self._ask_about)
        self.outbox.ticket_opened.connect(self.show_ticket)
        self.outbox.edit_ticket_requested.connect(self.edit_ticket_requested)
        self.outbox.edit_reply_requested.connect(self._edit_reply)
        self.outbox.edit_details_requested.connect(self._edit_details)
        # What is taken back elsewhere is put before what was being written: that has to be saved by then.
        self.pages.currentChanged.connect(lambda _: self.ticket_page.flush())
        self.outbox.sign_in_asked.connect(self.sign_in_requested)
        self.strip.sign_in_asked.connect(self.sign_in_requested)
        self.strip.outbox_asked.connect(lambda: self.go(Page.OUTBOX))
        self.strip.anyway_asked.connect(lambda: self._session.send_anyway())
        self.palette_of_commands.ticket_chosen.connect(self.show_ticket)

    # Going places

    @property
    def place(self) -> Place:
        """Where the window is."""
        return self._place

    @property
    def title(self) -> str:
        """What the window is called."""
        if not self._session.is_open:
            return APP_NAME
        return f"{self._session.person.company_name or self._session.helpdesk.name} – {APP_NAME}"

    @property
    def session(self) -> SessionView:
        """The account."""
        return self._session

    def go(self, place: Place, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Show a folder or page; the keyboard goes along, for this reason."""
        focused = self.focusWidget()
        goes_along = self.isVisible() and not self.side_bar.isAncestorOf(focused or self)
        if goes_along and focused is not None:
            # Otherwise Qt would choose something on the new page by itself, as if Tab had led there.
            focused.clearFocus()
        self._place = place
        self.side_bar.mark(place)
        match place:
            case Folder():
                self.pages.setCurrentWidget(self.tickets)
                self.tickets.show_master()
                self.ticket_list.show_folder(place)
            case Page.MACHINES:
                self.pages.setCurrentWidget(self.machines)
                self.machines.show_master()
                self.machines.renew()
            case Page.ANNOUNCEMENTS:
                self.pages.setCurrentWidget(self.announcements)
            case Page.SERVICES:
                self.pages.setCurrentWidget(self.services)
            case Page.OUTBOX:
                self.pages.setCurrentWidget(self.outbox)
        if goes_along:
            self.keys.focus_page(reason)

    def show_ticket(self, ticket_id: str) -> None:
        """Bring a ticket into sight, wherever the window is; the list shows it as chosen if it is in it."""
        if not ticket_id:
            return
        if self.pages.currentWidget() is not self.tickets:
            self.pages.setCurrentWidget(self.tickets)
            self._place = self.ticket_list.listing.folder
            self.side_bar.mark(self._place)
        self.ticket_list.choose(ticket_id)
        self.ticket_page.show_ticket(ticket_id)
        self.tickets.show_detail()

    def _edit_reply(self, ticket_id: str) -> None:
        self.show_ticket(ticket_id)
        # The ticket may have been in the composer all the time, without the text that was just taken back.
        self.ticket_page.reload_reply()
        self.ticket_page.focus_reply()

    def _edit_details(self, ticket_id: str, change_id: str) -> None:
        self.show_ticket(ticket_id)
        self.ticket_page.edit_details(change_id)

    def show_told(self, ticket_id: str) -> None:
        """Show the ticket of a notice; where it waits for a decision, ask at once."""
        self.show_ticket(ticket_id)
        self.ticket_page.decide()

    def show_sent_ticket(self, ticket_id: str) -> None:
        """Show a ticket that was just put into the outbox, in a list that has it."""
        self.go(Folder.OPEN)
        self.show_ticket(ticket_id)

    def show_page(self, page: QWidget) -> None:
        """Show a page to which no entry of the side bar leads."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.side_bar.mark_nothing()
        self.keys.focus_page()

    @property
    def ticket_in_sight(self) -> str:
        """Id of the ticket in front of the person, empty for none."""
        return self.ticket_page.ticket_id if self.pages.currentWidget() is self.tickets else ""

    def add_banner(self, banner: QWidget) -> None:
        """Put something that concerns the whole window above everything else."""
        self._column.insertWidget(0, banner)

    def show_machine(self, machine_id: str) -> None:
        """Show a machine's page."""
        self.go(Page.MACHINES)
        self.machines.show_machine(machine_id)

    def show_announcement(self, announcement_id: str) -> None:
        """Show an announcement among the others."""
        self.go(Page.ANNOUNCEMENTS)
        self.announcements.show_one(announcement_id)

    def _ask_about(self, what: Announcement | Service | Offering | Machine) -> None:
        self.ask_about_requested.emit(beginning_with(what, self._session.catalogue))

    def sync_now(self) -> None:
        """Push and pull at once."""
        self._session.sync_now()

    def back(self) -> None:
        """One step back: out of the reply, the search, the detail, the page."""
        focused = self.focusWidget()
        if self.palette_of_commands.isVisible():
            self.palette_of_commands.close_up()
        elif self.ticket_page.step_back():
            return
        elif focused is self.ticket_page.composer.edit:
            self.ticket_page.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif focused is self.ticket_list.search or (
            focused is self.ticket_list.view and self.ticket_list.search.text()
        ):
            self._leave_search()
        elif self.pages.currentWidget() is self.tickets:
            if self.tickets.is_narrow:
                self.tickets.show_master()
            self.ticket_list.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.machines.in_detail and self.pages.currentWidget() is self.machines:
            self.machines.show_master()
        else:
            self.go(self.ticket_list.listing.folder)
            self.ticket_list.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_search(self) -> None:
        """Let the person search what is in front of them."""
        if self.pages.currentWidget() is self.machines:
            self.machines.show_master()
            self.machines.focus_search()
            return
        if self.pages.currentWidget() is not self.tickets:
            self.go(self.ticket_list.listing.folder)
        if self.tickets.is_narrow:
            self.tickets.show_master()
        self.ticket_list.focus_search()

    def focus_reply(self) -> None:
        """Let the person reply to the ticket in front of them."""
        if self.pages.currentWidget() is self.tickets and self.ticket_page.ticket_id:
            self.tickets.show_detail()
            self.ticket_page.focus_reply()

    def _leave_search(self) -> None:
        if self.ticket_list.search.text():
            self.ticket_list.search.clear()
        else:
            self.ticket_list.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ticket_chosen(self, ticket_id: str) -> None:
        self.ticket_page.show_ticket(ticket_id)

    def _ticket_entered(self, ticket_id: str) -> None:
        self.show_ticket(ticket_id)
        self.ticket_page.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Following the account

    def _opened(self) -> None:
        session = self._session
        self.side_bar.show_account(session.helpdesk, session.person)
        self.title_changed.emit(self.title)
        self.strip.show_link(session.link)
        self._ask_about_removals(session.link)
        self._counts.count()
        if self.pages.currentWidget() is self.machines:
            self.machines.renew()

    def _failed(self, error: SportelloError) -> None:
        self.ticket_list.say_error(error)

    def _ask_about_removals(self, link: Link) -> None:
        self.removals.ask_about(link.vanished)

    def _ask_again(self) -> None:
        from desktop.actions.removals import ask_again  # brings the database along, which the first paint does not need

        self._session.perform(ask_again, then=self._decided)

    def _let_go(self) -> None:
        from desktop.actions.removals import let_go  # as above

        self._session.perform(let_go, then=self._decided)

    def _decided(self, _: object) -> None:
        self.removals.ask_about(0)
        self._session.sync_now()

    def _counted(self, counts: Counts) -> None:
        self.side_bar.show_counts(counts)
        self._width.keep_side_whole()
        self.counted.emit(counts)

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold and unfold panes by the width there is."""
        super().resizeEvent(event)
        self._width.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            QTimer.singleShot(0, self, self._width.fit)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on. Not a focus proxy: Tab would go round from the proxy to its container and never reach the side bar."""
        self.ticket_list.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        """Start with the keyboard in the list."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.ticket_list.take_focus()

    # Memory

    def remember(self) -> None:
        """Keep the splitters."""
        self._width.remember()

    def shut(self) -> None:
        """Wait for the window's own threads; before the program ends."""
        self.ticket_page.shut()
        self.mailing.close()
        self.thumbnails.close()
        self.door.close()
