"""One account on the screen: its window, its wizards, its place in the tray and its notices, wired to its session.

Dialogs are imported when they are wanted: together they cost as much as the rest of the window.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from desktop.domain.draft import TicketDraft
from desktop.domain.listing import Counts
from desktop.domain.notice import Notice
from desktop.errors import StorageError
from desktop.runtime.account_session import AccountSession
from desktop.settings import Settings
from desktop.storage.accounts import Account
from desktop.ui.disk_news import DiskNews
from desktop.ui.ticket_writing import TicketWriting
from desktop.ui.window_frame import WindowFrame
from desktop.ui.wording import status_name
from desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from desktop.ui.desktop_presence import DesktopPresence
    from desktop.ui.key_keeping import KeyKeeping
    from desktop.ui.leaving import Leaving
    from desktop.ui.open_ticket_wizard import DraftOffer
    from desktop.ui.preferences_dialog import PreferencesDialog
    from desktop.ui.sign_in.again import SignInAgain


class AccountDesk(QObject):
    """Made before the account is open; `close` takes all of it down, the session included."""

    quit_asked = Signal()
    left = Signal(object)
    """A `Departure`: signed out, another account wanted, or this one to be removed. Nothing is closed yet."""

    finished = Signal()
    """After `finish`: every wizard has kept what was written."""

    def __init__(
        self,
        session: AccountSession,
        kept: Settings,
        window: WindowFrame,
        keeping: KeyKeeping,
        others: Callable[[], list[Account]] = list,
        parent: QObject | None = None,
    ) -> None:
        """`keeping` moves the account's key, `others` names the other accounts of this computer."""
        super().__init__(parent)
        self._keeping = keeping
        self._others = others
        self.session = session
        self._settings = kept
        self._counts = Counts()
        self._closing = False
        self.window = window
        self.writing = TicketWriting(session, self.window)
        self.offer: DraftOffer | None = None
        self.presence: DesktopPresence | None = None
        self._preferences: PreferencesDialog | None = None
        self._sign_in: SignInAgain | None = None
        self._leaving: Leaving | None = None
        self.bench = self._furnish()
        self.disk = DiskNews(session, window, lambda: self.bench, parent=self)
        self._connect()

    def _furnish(self) -> Workbench:
        """Put a workbench into the window."""
        bench, writing = Workbench(self.session, self._settings), self.writing
        bench.new_ticket_requested.connect(lambda: writing.begin())
        bench.new_ticket_for_machine_requested.connect(writing.begin)
        bench.edit_ticket_requested.connect(writing.go_on)
        bench.ask_about_requested.connect(writing.start)
        bench.preferences_requested.connect(self.show_preferences)
        bench.sign_in_requested.connect(self.sign_in_again)
        bench.counted.connect(self._counted)
        bench.title_changed.connect(self.window.setWindowTitle)
        bench.side_bar.badge.menu_asked.connect(self._fill_menu)
        self.window.setWindowTitle(bench.title)
        self.window.hold(bench)
        return bench

    def furnish_anew(self) -> None:
        """The language changed: the same places and tickets in a new workbench, the account untouched."""
        place, ticket_id = self.bench.place, self.bench.ticket_in_sight
        self.bench.remember()
        self.bench.shut()
        self.bench = self._furnish()
        if self.session.is_open:
            self.bench.go(place)
            self.bench.show_ticket(ticket_id)

    def _connect(self) -> None:
        window, session, writing = self.window, self.session, self.writing
        window.may_close = self._may_close
        window.closing.connect(self._keep)
        writing.sent.connect(self._ticket_sent)
        writing.added.connect(self._text_added)
        writing.offered.connect(self._offer)
        writing.emptied.connect(self._wizards_closed)
        session.notices.connect(self._tell)
        session.link_changed.connect(self._show_state)
        session.opened.connect(self._opened)

    # Showing

    def show(self, *, hidden: bool = False) -> None:
        """Show the window (unless the program was started into the tray), then whatever of the desktop there is."""
        if not hidden:
            self.window.show()
        if hidden:
            QTimer.singleShot(10_000, self, self._show_without_tray)

    def show_ticket(self, ticket_id: str) -> None:
        """Bring a ticket before the person's eyes; an empty id only the window."""
        self.window.to_front()
        if ticket_id and self.session.is_open:
            self.bench.show_ticket(ticket_id)

    def show_told(self, ticket_id: str) -> None:
        """Bring the ticket of a notice before the person's eyes, and ask what it waits for."""
        self.window.to_front()
        if ticket_id and self.session.is_open:
            self.bench.show_told(ticket_id)

    def show_preferences(self) -> None:
        """The preferences of the program and this account."""
        if self._preferences is not None:
            self._preferences.raise_()
            self._preferences.activateWindow()
            return
        from desktop.ui.preferences_dialog import AccountWords, PreferencesDialog

        account = self.session.account
        words = None
        if self.session.is_open:
            person, helpdesk = self.session.person, self.session.helpdesk
            words = AccountWords(person.name, account.login, helpdesk.name, account.address)
        dialog = PreferencesDialog(self._settings, words, self.window)
        dialog.setObjectName("preferences")
        dialog.sign_out_asked.connect(self.sign_out)
        dialog.finished.connect(self._preferences_closed)
        self._preferences = dialog
        dialog.show()

    def _preferences_closed(self) -> None:
        if self._preferences is not None:
            self._preferences.deleteLater()
            self._preferences = None

    def _show_without_tray(self) -> None:
        """Started into a tray that never came: a program without window and icon would be lost."""
        if self.presence is None or not self.presence.tray.is_visible:
            self.window.show()

    def _opened(self) -> None:
        """The account is open: the list comes first, then the rest."""
        QTimer.singleShot(0, self, self.writing.offer)
        QTimer.singleShot(0, self, self._appear_on_desktop)

    def _appear_on_desktop(self) -> None:
        from desktop.ui.desktop_presence import DesktopPresence

        if self.presence is not None or self._closing:
            return
        presence = DesktopPresence(
            self._settings, status_words=self._status_words, in_sight=self._in_sight, parent=self
        )
        presence.open_ticket.connect(self.show_told)
        presence.tray.new_ticket.connect(lambda: self.writing.begin())
        presence.tray.open_window.connect(self.window.to_front)
        presence.tray.sync_now.connect(self.session.sync_now)
        presence.tray.quit_asked.connect(self.quit_asked)
        self.presence = presence
        self._show_state()

    def _offer(self, draft: TicketDraft | None) -> None:
        """Offer a ticket that was being written."""
        if self.offer is None:
            if draft is None:
                return
            from desktop.ui.open_ticket_wizard import DraftOffer

            self.offer = DraftOffer()
            self.offer.setObjectName("draftOffer")
            self.offer.continued.connect(self.writing.go_on)
            self.offer.discarded.connect(self.writing.give_up)
            self.window.add_banner(self.offer)
        self.offer.offer(draft)

    # What the person does

    def _ticket_sent(self, ticket_id: str) -> None:
        self.window.to_front()
        self.bench.show_sent_ticket(ticket_id)

    def _text_added(self, ticket_id: str) -> None:
        self.show_ticket(ticket_id)
        self.bench.ticket_page.reload_reply()
        self.bench.focus_reply()

    def sign_in_again(self) -> None:
        """Ask for the password of an ended session; everything else waits as it is."""
        if self._sign_in is not None or not self.session.is_open:
            return
        from desktop.ui.sign_in.again import SignInAgain

        dialog = SignInAgain(self.session, self.window)
        dialog.finished.connect(self._sign_in_closed)
        self._sign_in = dialog
        dialog.open()

    def _sign_in_closed(self) -> None:
        if self._sign_in is not None:
            self._sign_in.deleteLater()
            self._sign_in = None

    @property
    def leaving(self) -> Leaving:
        """The ways out of this account."""
        if self._leaving is None:
            from desktop.ui.leaving import Leaving

            self._leaving = Leaving(self)
            self._leaving.left.connect(self.left)
        return self._leaving

    def sign_out(self) -> None:
        """Sign out; unsent work stops and asks, and stays on this computer in any case."""
        self.leaving.sign_out()

    def save_what_is_typed(self) -> None:
        """Queue for saving whatever stands in an editor; what is asked of the writer lane after this knows it."""
        self.bench.ticket_page.flush()
        for wizard in self.writing.wizards:
            wizard.autosave.flush()

    def _fill_menu(self) -> None:
        from desktop.storage.accounts import load_account
        from desktop.ui.account_menu import AccountOrders, fill_account_menu

        leaving, keeping = self.leaving, self._keeping
        orders = AccountOrders(
            switch=leaving.switch,
            add=lambda: leaving.switch(None),
            to_keyring=keeping.to_keyring,
            to_passphrase=keeping.to_passphrase,
            sign_out=leaving.sign_out,
            remove=leaving.remove,
        )
        try:
            here = load_account(self.session.account.folder)
        except StorageError:
            here = self.session.account
        fill_account_menu(self.bench.side_bar.badge.menu_of_account, here, self._others(), orders)

    # What comes in

    def _counted(self, counts: Counts) -> None:
        self._counts = counts
        self._show_state()

    def _tell(self, notices: tuple[Notice, ...]) -> None:
        if self.presence is not None:
            self.presence.tell(notices)

    def _show_state(self, *_: object) -> None:
        if self.presence is not None:
            self.presence.show_state(self._counts, self.session.link)

    def _in_sight(self, ticket_id: str) -> bool:
        return self.window.isActiveWindow() and self.bench.ticket_in_sight == ticket_id

    def _status_words(self, status: str) -> str:
        return status_name(status, self.session.catalogue, QLocale().name())

    # Ending

    def _keep(self) -> None:
        """Save what is being typed and how the panes stand."""
        self.bench.ticket_page.flush()
        self.bench.remember()

    def _may_close(self) -> bool:
        if self._closing:
            return True
        if self.presence is not None and self.presence.may_hide():
            self.window.hide()
            return False
        self.quit_asked.emit()
        return False

    def finish(self) -> None:
        """Let every wizard and the window keep what was written; `finished` follows."""
        self._closing = True
        self.window.close()
        self.writing.close_all()
        if not self.writing.wizards:
            self.finished.emit()

    def _wizards_closed(self) -> None:
        if self._closing:
            self.finished.emit()

    def close(self) -> None:
        """Take everything down; the session last, so that nothing queued for writing is lost."""
        self._closing = True
        if self._leaving is not None:
            self._leaving.close()
        for dialog in (self._preferences, self._sign_in):
            # They speak of this account, and would outlive it.
            if dialog is not None:
                dialog.close()
        self._keep()
        self.window.closing.disconnect(self._keep)
        self.writing.close_all()
        self.bench.shut()
        # What can't be read any more is not drawn any more.
        self.bench.hide()
        self.disk.close()
        if self.presence is not None:
            self.presence.close()
        if self.offer is not None:
            self.offer.deleteLater()
        self.session.close()
        self.deleteLater()
