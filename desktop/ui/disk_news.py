"""Brings what the disk did to an account before the person: the banner, and the ticket they were looking at while the cache was rebuilt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.runtime.account_session import AccountSession
from desktop.storage.accounts import Part
from desktop.storage.restored import Restored
from desktop.ui.account_pane import AccountPane
from desktop.ui.side_bar import Page
from desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from desktop.ui.disk_banner import DiskBanner


class DiskNews(QObject):
    """Lives as long as the account is open; `bench` gives the workbench of the moment, None while the account has none."""

    def __init__(
        self,
        session: AccountSession,
        pane: AccountPane,
        bench: Callable[[], Workbench | None],
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._pane = pane
        self._bench = bench
        self._open_url = open_url
        self._looked_at = ""
        self.banner: DiskBanner | None = None
        session.restored.connect(self._restored)
        session.disk_tight.connect(lambda is_tight: self._the_banner().tell_tight(is_tight))
        session.mending.connect(self._mending)
        session.cache_changed.connect(self._bring_back)

    def close(self) -> None:
        """The account goes from the screen."""
        if self.banner is not None:
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None

    def _the_banner(self) -> DiskBanner:
        if self.banner is None:
            from desktop.ui.disk_banner import DiskBanner  # wanted once in the life of a disk

            self.banner = DiskBanner()
            self.banner.setObjectName("diskBanner")
            self.banner.read.connect(self._read)
            self.banner.folder_asked.connect(self._show_folder)
            self.banner.outbox_asked.connect(self._show_outbox)
            self._pane.add_banner(self.banner)
        return self.banner

    def _restored(self, restored: Restored) -> None:
        self._the_banner().tell_restored(restored)
        bench = self._bench()
        if bench is not None:
            # What the editor shows may be older or newer than what could be restored.
            bench.ticket_page.reload_reply()

    def _show_outbox(self) -> None:
        bench = self._bench()
        if bench is not None:
            bench.go(Page.OUTBOX)

    def _read(self) -> None:
        from desktop.actions.restored import read_restored

        # Where the disk refuses even that, it is told once more at the next start.
        self._session.perform(read_restored, failed=lambda _: None)

    def _show_folder(self) -> None:
        self._open_url(QUrl.fromLocalFile(str(self._session.account.folder)))

    def _mending(self, part: Part) -> None:
        bench = self._bench()
        if part is Part.CACHE and bench is not None:
            self._looked_at = bench.ticket_in_sight

    def _bring_back(self, *_: object) -> None:
        """The list was empty for a moment and forgot what was chosen: as soon as the ticket is here again, so is the choice."""
        id, bench = self._looked_at, self._bench()
        if not id or bench is None or not self._session.is_open:
            return
        if bench.ticket_in_sight not in ("", id):
            self._looked_at = ""
        elif self._session.views.ticket(id) is not None:
            self._looked_at = ""
            bench.ticket_list.choose(id)
            bench.ticket_page.show_ticket(id)
