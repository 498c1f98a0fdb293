"""One account in the program: its place in the window, its wizards and dialogs, its news, wired to its session.

An account in the background has no workbench; it gets one when it is first brought to the front, and keeps it from then on, with place,
selection and open editors.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from desktop.actions.sign_out import note_unsent
from desktop.domain.draft import TicketDraft
from desktop.domain.instant import Instant
from desktop.domain.listing import Counts
from desktop.errors import StorageError
from desktop.runtime.account_session import AccountSession
from desktop.settings import Settings
from desktop.ui.account_dialogs import AccountDialogs
from desktop.ui.account_news import AccountNews
from desktop.ui.account_pane import AccountPane
from desktop.ui.background_counts import BackgroundCounts
from desktop.ui.disk_news import DiskNews
from desktop.ui.ticket_writing import TicketWriting
from desktop.ui.window_frame import WindowFrame
from desktop.ui.wording import status_name
from desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from desktop.runtime.autostart import Autostart
    from desktop.storage.accounts import Account
    from desktop.ui.account_menu import Signed
    from desktop.ui.command_palette import Command
    from desktop.ui.key_keeping import KeyKeeping
    from desktop.ui.leaving import Leaving
    from desktop.ui.open_ticket_wizard import DraftOffer


class AccountDesk(QObject):
    """Made before the account is open; `close` takes all of it down, the session included."""

    front_asked = Signal()
    """Something of this account wants to be before the person's eyes."""

    menu_asked = Signal()
    """The menu under the person's name is about to open."""

    seen = Signal()
    """The person has the account before their eyes, after they had not."""

    figures_changed = Signal()
    """`counts` or the line are other ones."""

    left = Signal(object)
    """A `Departure`: signed out, or to be removed. Nothing is closed yet."""

    finished = Signal()
    """After `finish`: every wizard has kept what was written."""

    def __init__(
        self,
        session: AccountSession,
        kept: Settings,
        window: WindowFrame,
        keeping: KeyKeeping,
        autostart: Callable[[], Autostart] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`keeping` moves the account's key; `autostart` gives the system's entry that starts the program."""
        super().__init__(parent)
        self.keeping = keeping
        self.session = session
        self._settings = kept
        self.counts = Counts()
        self._closing = False
        self._is_in_front = False
        self._offered = False
        self.window = window
        self.pane = AccountPane()
        self.writing = TicketWriting(session, self.window)
        self.offer: DraftOffer | None = None
        self._leaving: Leaving | None = None
        self._bench: Workbench | None = None
        self._background = BackgroundCounts(session, self)
        self._background.counted.connect(self._counted)
        self.disk = DiskNews(session, self.pane, lambda: self._bench, parent=self)
        self.news = AccountNews(self, kept)
        self.dialogs = AccountDialogs(self, kept, autostart)
        self.commands_of_accounts: list[Command] = []
        """What the palette offers besides the workbench's own."""

        self._among_several = False
        self._connect()

    def _connect(self) -> None:
        writing, session = self.writing, self.session
        writing.sent.connect(self._ticket_sent)
        writing.added.connect(self._text_added)
        writing.offered.connect(self._offer)
        writing.emptied.connect(self._wizards_closed)
        session.link_changed.connect(lambda _: self.figures_changed.emit())
        session.opened.connect(self._settle_in)
        self.window.front_changed.connect(self._look_who_sees)

    # The workbench

    @property
    def bench(self) -> Workbench:
        """The workbench; made when it is first asked for."""
        if self._bench is None:
            self._background.stop()
            self._bench = self._furnish()
        return self._bench

    @property
    def has_bench(self) -> bool:
        """Whether the account was ever in front."""
        return self._bench is not None

    def set_among_several(self, several: bool) -> None:
        """There are other accounts beside this one: the side bar says at which helpdesk it is."""
        self._among_several = several
        if self._bench is not None:
            self._bench.side_bar.set_among_several(several)

    def _furnish(self) -> Workbench:
        bench, writing = Workbench(self.session, self._settings), self.writing
        bench.new_ticket_requested.connect(lambda: writing.begin())
        bench.new_ticket_for_machine_requested.connect(writing.begin)
        bench.edit_ticket_requested.connect(writing.go_on)
        bench.ask_about_requested.connect(writing.start)
        bench.preferences_requested.connect(self.dialogs.show_preferences)
        bench.sign_in_requested.connect(self.dialogs.sign_in_again)
        bench.counted.connect(self._counted)
        bench.title_changed.connect(self._title_changed)
        bench.side_bar.badge.menu_asked.connect(self.menu_asked)
        bench.keys.more = self._more_commands
        bench.side_bar.set_among_several(self._among_several)
        self.news.new_bench()
        self.pane.hold(bench)
        return bench

    def _more_commands(self) -> list[Command]:
        from desktop.ui.command_palette import Command

        return [Command(self.tr("While you were away"), self.show_away), *self.commands_of_accounts]

    def furnish_anew(self) -> None:
        """The language changed: the same places and tickets in a new workbench, the account untouched."""
        bench = self._bench
        if bench is None:
            return
        place, ticket_id = bench.place, bench.ticket_in_sight
        if self._is_in_front:
            bench.remember()
        bench.shut()
        self._bench = bench = self._furnish()
        if self._is_in_front:
            self.window.setWindowTitle(bench.title)
        if self.session.is_open:
            bench.go(place)
            bench.show_ticket(ticket_id)

    # In front and in the background

    @property
    def is_in_front(self) -> bool:
        """Whether the window shows this account, when it shows."""
        return self._is_in_front

    def come_to_front(self) -> None:
        """Be what the window shows."""
        self._is_in_front = True
        bench = self.bench
        self.window.setWindowTitle(bench.title)
        self.window.hold(self.pane)
        self._settle_in()
        self._look_who_sees()

    def go_to_back(self) -> None:
        """Another account (or the sign-in page) is shown instead: what is being typed is saved, and stays as it is."""
        if not self._is_in_front:
            return
        self.keep()
        self._is_in_front = False
        self._look_who_sees()
        self.dialogs.go_to_back()

    def _settle_in(self) -> None:
        """Once, when the account is open and in front: the list comes first, then the rest."""
        if self.session.is_open and self._is_in_front and not self._offered:
            self._offered = True
            QTimer.singleShot(0, self, self.writing.offer)

    def _title_changed(self, title: str) -> None:
        if self._is_in_front:
            self.window.setWindowTitle(title)

    def _look_who_sees(self, *_: object) -> None:
        if self._is_in_front and self.window.is_in_front:
            self.news.away.came()
            self.seen.emit()
        else:
            self.news.away.went()

    # Showing

    def show_ticket(self, ticket_id: str) -> None:
        """Bring a ticket before the person's eyes; an empty id only the account."""
        self._to_front()
        if ticket_id and self.session.is_open:
            self.bench.show_ticket(ticket_id)

    def show_told(self, ticket_id: str) -> None:
        """Bring the ticket of a notice before the person's eyes, and ask what it waits for."""
        self._to_front()
        if ticket_id and self.session.is_open:
            self.bench.show_told(ticket_id)

    def show_announcement(self, announcement_id: str) -> None:
        """Bring an announcement before the person's eyes."""
        self._to_front()
        if self.session.is_open:
            self.bench.show_announcement(announcement_id)

    def show_away(self, since: Instant = 0) -> None:
        """What happened while the person was away, and at least since then."""
        self._to_front()
        if self.session.is_open:
            self.news.show(since)

    def answer_from_notice(self, ticket_id: str, text: str) -> None:
        """What somebody typed into a notice about this ticket."""
        self.news.answer(ticket_id, text)

    def _to_front(self) -> None:
        self.front_asked.emit()
        self.window.to_front()

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
            self.pane.add_banner(self.offer)
        self.offer.offer(draft)

    # What the person does

    def _ticket_sent(self, ticket_id: str) -> None:
        self._to_front()
        self.bench.show_sent_ticket(ticket_id)

    def _text_added(self, ticket_id: str) -> None:
        self.show_ticket(ticket_id)
        self.bench.ticket_page.reload_reply()
        self.bench.focus_reply()

    @property
    def signed(self) -> Signed | None:
        """Who the account belongs to; None until it is open."""
        from desktop.ui.account_menu import Signed

        if not self.session.is_open:
            return None
        person = self.session.person
        return Signed(person.name or self.session.account.login, person.company_name or self.name)

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
        if self._bench is not None:
            self._bench.ticket_page.flush()
        for wizard in self.writing.wizards:
            wizard.autosave.flush()

    # Who and how

    @property
    def key(self) -> str:
        """The name of the account's folder."""
        return self.session.account.folder.name

    @property
    def account(self) -> Account:
        """The account as its file says now."""
        from desktop.storage.accounts import load_account

        try:
            return load_account(self.session.account.folder)
        except StorageError:
            return self.session.account

    @property
    def name(self) -> str:
        """What the helpdesk is called, for notices and menus."""
        if self.session.is_open:
            return self.session.helpdesk.name or self.session.account.address
        return self.session.account.helpdesk_name or self.session.account.address

    def sees(self, ticket_id: str) -> bool:
        """Whether the person looks at this ticket right now."""
        bench = self._bench
        return (
            bench is not None
            and self._is_in_front
            and self.window.isActiveWindow()
            and bench.isVisible()
            and bench.ticket_in_sight == ticket_id
        )

    def is_read(self, ticket_id: str) -> bool:
        """Whether nothing of this ticket is unread (any more)."""
        if not self.session.is_open:
            return False
        row = self.session.views.rows([ticket_id]).get(ticket_id)
        return row is None or not row.unread

    def status_words(self, status: str) -> str:
        """What this helpdesk calls a status."""
        return status_name(status, self.session.catalogue, QLocale().name())

    def _counted(self, counts: Counts) -> None:
        self.counts = counts
        self.figures_changed.emit()

    # Ending

    def keep(self) -> None:
        """Save what is being typed and, of the account that is seen, how the panes stand."""
        if self._bench is not None:
            self._bench.ticket_page.flush()
            if self._is_in_front:
                self._bench.remember()

    def finish(self) -> None:
        """Let every wizard and the editor keep what was written; `finished` follows."""
        self._closing = True
        self.keep()
        self.writing.close_all()
        if not self.writing.wizards:
            self.finished.emit()

    def _wizards_closed(self) -> None:
        if self._closing:
            self.finished.emit()

    def close(self) -> None:
        """Take everything down; the session last, so that nothing queued for writing is lost."""
        self._closing = True
        self.window.front_changed.disconnect(self._look_who_sees)
        self.news.away.went()
        if self.session.is_open:
            # At the next start it may wait locked, when it can't be asked.
            self.session.note(note_unsent, self.session.account)
        if self._leaving is not None:
            self._leaving.close()
        self.keeping.close()
        self.dialogs.close()
        self.keep()
        self.writing.close_all()
        self._background.stop()
        if self._bench is not None:
            self._bench.shut()
        # What can't be read any more is not drawn any more.
        self.pane.hide()
        self.disk.close()
        self.window.let_go(self.pane)
        self.session.close()
        self.deleteLater()
