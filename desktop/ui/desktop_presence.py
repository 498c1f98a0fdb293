"""An account's place on the desktop outside its window: the tray and the notices.

Made once the account is open. Importing it costs some 35 ms (asyncio for the notices), a look at the session bus for the tray another 70:
neither is waited for by the list.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop import settings
from desktop.domain.listing import Counts
from desktop.domain.notice import Notice
from desktop.identity import APP_NAME
from desktop.runtime.link_state import LinkState
from desktop.runtime.notifier import NativeNotice, Notifier
from desktop.settings import Settings
from desktop.ui.notices import Notices
from desktop.ui.theme import resource
from desktop.ui.tray import Tray, TrayNews
from desktop.ui.tray_icon import TrayLook

REMEMBERED = 20
"""News kept for the tray's menu; it shows the newest three."""


class DesktopPresence(QObject):
    """Tray and notices. `open_ticket` carries what was clicked; an empty id means the window only."""

    open_ticket = Signal(str)

    def __init__(
        self,
        kept: Settings,
        *,
        status_words: Callable[[str], str],
        in_sight: Callable[[str], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = kept
        self._news: list[TrayNews] = []
        self._look = TrayLook()
        self.notifier = Notifier(resource("icons", "sportello.svg"), self)
        self.notices = Notices(self.notifier, kept, status_words=status_words, in_sight=in_sight, parent=self)
        self.notices.open_ticket.connect(self.open_ticket)
        self.tray = Tray(kept, parent=self)
        self.tray.open_ticket.connect(self.open_ticket)
        self.tray.start()

    def tell(self, news: tuple[Notice, ...]) -> None:
        """Tell what happened, as far as the person wants to be told."""
        for one in news:
            if one.ticket_id:
                self._news.insert(0, TrayNews(one.ticket_id, self.notices.words(one).title))
        del self._news[REMEMBERED:]
        self.notices.tell(news)
        self._show()

    def show_state(self, counts: Counts, link: LinkState) -> None:
        """Let the tray's icon tell how things are."""
        self._look = TrayLook(counts.unread, counts.needs_person, link.kind.is_working)
        self._show()

    def _show(self) -> None:
        self.tray.show_state(self._look, tuple(self._news[:3]))

    def may_hide(self) -> bool:
        """Whether a window may go into the tray instead of closing; the first time the person is told so."""
        if not (self._settings.get(settings.CLOSE_TO_TRAY) and self.tray.is_visible):
            return False
        sentence = self.tray.tell_once_of_hiding()
        if sentence:
            self.notifier.show(NativeNotice(APP_NAME, sentence))
        return True

    def close(self) -> None:
        """Take both away."""
        self.tray.close()
        self.notifier.close()
