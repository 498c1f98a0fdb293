"""The list pane: search field, filter, and the tickets of a folder.

The order of a long list takes a while to read (30 to 300 ms at a million tickets), so it is asked for on the reader lane, one
question at a time, and the newest wins: while one is on its way, only the last of the following is kept. Orders already seen are
shown at once while the fresh one is read.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop.domain.listing import Folder, Listing
from desktop.errors import SportelloError, WorldError
from desktop.settings import Settings
from desktop.ui.controls import Rule, SearchEdit, ToolButton, surface
from desktop.ui.empty_ticket_list import EmptyTicketList
from desktop.ui.icons import Icon
from desktop.ui.session_view import SessionView, ViewsLike
from desktop.ui.skeleton import Skeleton
from desktop.ui.theme import space
from desktop.ui.ticket_filter import TicketFilter
from desktop.ui.ticket_list_model import TicketListModel
from desktop.ui.ticket_list_view import TicketListView
from desktop.ui.ticket_row import RowWords, TicketRowDelegate
from desktop.ui.ticket_sorting import TicketSorting
from desktop.ui.wording import now_instant

_REMEMBERED = 6
TYPING_PAUSE = 60
"""Milliseconds without a keystroke before a search is asked for."""

GATHERING = 400
"""Milliseconds for which news is gathered before the list is read again."""

log = logging.getLogger(__name__)


class TicketList(QWidget):
    """The middle pane. `ticket_chosen(id)` when the person chooses one (empty: none), `opened(id)` on Return or double click."""

    ticket_chosen = Signal(str)
    opened = Signal(str)
    new_ticket_requested = Signal()
    back_requested = Signal()

    def __init__(self, session: SessionView, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "pane")
        self._session = session
        self.sorting = TicketSorting(session, settings, self)
        self._listing = self.sorting.sorted(Listing(Folder.WAITING))
        self._asking = False
        self._stale = False
        self._entering = False
        self._switching = False
        self._wanted = ""
        self._left = ""
        self._again = False
        self._shown: Listing | None = None
        self._orders: OrderedDict[Listing, list[str]] = OrderedDict()
        self._ready = False
        self._progress: tuple[int, int, float | None] | None = None
        self._build()
        session.opened.connect(self._open)
        session.cache_changed.connect(self._on_changed)
        session.outbox_changed.connect(self._on_changed)
        session.sync_progress.connect(self._on_progress)
        if session.is_open:
            self._open()

    def _build(self) -> None:
        self.search = SearchEdit()
        self.search.set_hints((self.tr("Search tickets, messages, machines…"), self.tr("Search everything")))
        self.search.setAccessibleName(self.tr("Search everything"))
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self._into_results)
        self.search.installEventFilter(self)
        self.filter = TicketFilter(self._session, self)
        self.filter.asked.connect(self._ask)
        self.sorting.asked.connect(self._ask)
        self.menu_button = ToolButton(Icon.MENU, self.tr("Folders and pages"))
        self.menu_button.hide()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_PAUSE)
        self._typing.timeout.connect(self._search_now)
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(GATHERING)
        self._gathering.timeout.connect(self._gathered)

        words = RowWords(self.filter.kind_name, lambda: self._session.person.name)
        self.model = TicketListModel(
            lambda ids: self._session.views.rows(ids), lambda row: words.in_words(row, now_instant()), self
        )
        self._delegate = TicketRowDelegate(words, parent=self)
        self.view = TicketListView(self.model, self._delegate)
        self.view.selectionModel().selectionChanged.connect(self._on_selection)
        self.view.activated.connect(lambda index: self.opened.emit(self.model.id_at(index.row())))
        self.empty = EmptyTicketList()
        self.empty.all_asked.connect(self.filter.show_all)
        self.empty.clear_asked.connect(self.search.clear)
        self.empty.new_ticket_asked.connect(self.new_ticket_requested)
        self.skeleton = Skeleton(self._delegate)
        self._choosing = QTimer(self)
        self._choosing.setSingleShot(True)
        self._choosing.setInterval(0)
        self._choosing.timeout.connect(self._tell_choice)

        top = QHBoxLayout()
        top.setContentsMargins(space(3), space(2) + 2, space(3), space(2) + 2)
        top.setSpacing(space(2))
        top.addWidget(self.menu_button)
        top.addWidget(self.search, 1)
        top.addWidget(self.sorting.button)
        top.addWidget(self.filter.button)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.filter.narrowed, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(Rule())
        column.addLayout(self._stack, 1)
        # Only now: a widget put into a layout without a parent would be a window of its own for a moment.
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.skeleton)
        self._tell_state()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a telephone-sized window."""
        return QSize(space(60), space(50))

    @property
    def listing(self) -> Listing:
        """What is asked for."""
        return self._listing

    def show_folder(self, folder: Folder) -> None:
        """Show a standing list; search and filters are left behind."""
        self.filter.name_machine("")
        self._wanted = ""
        self._set_text("")
        self._ask(self.sorting.sorted(Listing(folder)))

    def show_machine(self, machine_id: str, name: str) -> None:
        """Show all tickets of one machine."""
        self.filter.name_machine(name)
        self._wanted = ""
        self._set_text("")
        self._ask(self.sorting.sorted(Listing(Folder.COMPANY, machine_id=machine_id)))

    def choose(self, ticket_id: str) -> None:
        """Make this ticket the chosen one, as soon as the list has it: what was just sent comes with the next answer."""
        self._wanted = ticket_id
        if self.view.choose(ticket_id):
            self._wanted = ""

    def say_error(self, error: SportelloError) -> None:
        """The account could not be opened: say why, where the tickets would be."""
        self.empty.say_error(error)
        self._stack.setCurrentWidget(self.empty)

    def take_focus(self) -> None:
        """The keyboard goes to the tickets; to the search field as long as there are none."""
        target = self.view if self.model.ids else self.search
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Let the person type what they look for."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on (see `Workbench.focusInEvent`)."""
        self.view.setFocus(event.reason())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down in the search field goes to what was found."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self._into_results()
            return True
        return super().eventFilter(watched, event)

    def _into_results(self) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self._search_now()
        # What was found may still be on its way; what stands there until then is not meant.
        self._entering = self._asking
        if self.model.ids and not self._entering:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.view.current_id:
                self.view.step(0)

    def _set_text(self, text: str) -> None:
        self.search.blockSignals(True)
        self.search.setText(text)
        self.search.blockSignals(False)

    def _typed(self) -> None:
        self._entering = False
        self._typing.start()

    def _search_now(self) -> None:
        self._ask(replace(self._listing, text=self.search.text().strip()))

    def _open(self) -> None:
        self._ready = True
        # Only now is it known what this helpdesk can be sorted by.
        self._ask(self.sorting.sorted(self._listing))

    def _on_changed(self, *_topics: object) -> None:
        # Uploads tell of every piece: the first word counts at once, those that follow are gathered.
        if self._ready and not self._gathering.isActive():
            self._gathering.start()
            self._renew()
        else:
            self._again = True

    def _renew(self) -> None:
        self._again = False
        self.model.forget_rows()
        self._ask(self._listing)

    def _gathered(self) -> None:
        if self._again:
            self._gathering.start()
            self._renew()

    def _on_progress(self, progress: object) -> None:
        if progress is None:
            self._progress = None
        else:
            done, total = int(getattr(progress, "done", 0)), int(getattr(progress, "total", 0) or 0)
            self._progress = (done, total, getattr(progress, "seconds_left", None))
        self._tell_state()

    def _ask(self, listing: Listing) -> None:
        other = listing != self._listing or self._shown is None
        self._listing = listing
        self.filter.show_listing(listing)
        self.sorting.show_listing(listing)
        if not self._ready:
            return
        if other and listing in self._orders:
            self._show(listing, self._orders[listing])
        if self._asking:
            self._stale = True
            return
        self._asking = True
        self._stale = False

        def question(views: ViewsLike) -> list[str] | None:
            try:
                return views.ticket_ids(listing)
            except WorldError:
                # Said where it is shown; the list that stands is better than none.
                log.exception("a list can't be read")
                return None

        self._session.read(question, lambda ids: self._answered(listing, ids))

    def _answered(self, listing: Listing, ids: list[str] | None) -> None:
        self._asking = False
        if ids is not None and listing == self._listing:
            self._show(listing, ids)
        if self._stale:
            self._ask(self._listing)
        elif self._entering:
            self._into_results()

    def _show(self, listing: Listing, ids: list[str]) -> None:
        self._orders[listing] = ids
        self._orders.move_to_end(listing)
        while len(self._orders) > _REMEMBERED:
            self._orders.popitem(last=False)
        if listing == self._shown:
            self._switching = True
            self._show_same(ids)
            self._switching = False
        else:
            chosen = self._wanted or self.view.current_id or self._left
            self._left = ""
            self._shown = listing
            self._switching = True
            self.view.show_other(ids)
            kept = bool(chosen) and self.view.choose(chosen)
            self._switching = False
            if kept and chosen == self._wanted:
                self._wanted = ""
            if not kept:
                self._choosing.start()
        self._tell_state()

    def _show_same(self, ids: list[str]) -> None:
        """Another order of the same list. A ticket that leaves it, because somebody closed it, is read on: nobody who is writing there
        finds their words under the ticket that stood beside it. It is chosen again when it comes back."""
        chosen = self.view.current_id or self._left
        row = self.model.row_of(chosen) if chosen else -1
        self.view.show_order(ids)
        if self._wanted:
            self.choose(self._wanted)
        elif chosen and self.view.current_id != chosen:
            there = self.view.choose(chosen)
            self._left = "" if there else chosen
            if not there:
                self.view.stand_at(row)

    def _tell_state(self) -> None:
        if self.model.ids:
            waiting = self._stack.currentWidget() is not self.view and not self._listing.text
            self._stack.setCurrentWidget(self.view)
            if waiting and self.search.hasFocus() and not self.search.text():
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._stack.setCurrentWidget(self.empty)
        if self._progress is not None:
            self.empty.say_fetching(*self._progress)
        elif not self._ready or self._shown is None:
            self._stack.setCurrentWidget(self.skeleton)
        elif self._listing.text:
            self.empty.say_nothing_found()
        elif self.filter.is_narrowed:
            self.empty.say_nothing_fits()
        else:
            self.empty.say_empty_folder(self._listing.folder)

    def _tell_choice(self) -> None:
        chosen = self.view.current_id
        if chosen:
            self._wanted = self._left = ""
        if chosen or not self._wanted:
            self.ticket_chosen.emit(chosen)

    def _on_selection(self, *_: object) -> None:
        # A held arrow key passes many rows: the ticket is read when the events are through.
        if not self._switching:
            self._choosing.start()
