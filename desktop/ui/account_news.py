"""What one account has to say for itself: what happened while the person was away, and what becomes of an answer in a notice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.domain.away import Away
from desktop.domain.instant import Instant
from desktop.settings import Settings
from desktop.ui.while_away import WhileAway

if TYPE_CHECKING:
    from desktop.ui.account_desk import AccountDesk
    from desktop.ui.command_palette import Command
    from desktop.ui.notice_answers import NoticeAnswers
    from desktop.ui.while_away_banner import WhileAwayBanner
    from desktop.ui.while_away_page import WhileAwayPage


class AccountNews(QObject):
    """The line in the account's pane and the page in its workbench, made when they are wanted."""

    def __init__(self, desk: AccountDesk, kept: Settings) -> None:
        super().__init__(desk)
        self._desk = desk
        self.away = WhileAway(desk.session, kept, parent=self)
        self.away.is_shown = lambda: self.page is not None and self.page.isVisible()
        self.away.offered.connect(self._offer)
        self.away.found.connect(self._tell)
        self.banner: WhileAwayBanner | None = None
        self.page: WhileAwayPage | None = None
        self._answers: NoticeAnswers | None = None
        self.elsewhere: Callable[[], Sequence[Command]] = list
        """Leads to other accounts in which something is new."""

    def new_bench(self) -> None:
        """The page went with the workbench before, where there was one."""
        self.page = None

    def show(self, since: Instant = 0) -> None:
        """Show the page in the workbench; it goes back at least to `since`."""
        desk = self._desk
        if self.page is None:
            from desktop.ui.while_away_page import WhileAwayPage

            self.page = WhileAwayPage(desk.session)
            self.page.ticket_chosen.connect(desk.show_told)
            self.page.announcement_chosen.connect(desk.show_announcement)
        desk.bench.show_page(self.page)
        self.away.show(since)

    def answer(self, ticket_id: str, text: str) -> None:
        """What somebody typed into a notice about this ticket."""
        if self._answers is None:
            from desktop.ui.notice_answers import NoticeAnswers

            self._answers = NoticeAnswers(self._desk)
        self._answers.answer(ticket_id, text)

    def _tell(self, away: Away) -> None:
        if self.page is not None:
            self.page.show_away(away, self.elsewhere())

    def _offer(self, away: Away | None) -> None:
        if self.banner is None:
            if away is None:
                return
            from desktop.ui.while_away_banner import WhileAwayBanner

            self.banner = WhileAwayBanner()
            self.banner.show_asked.connect(lambda: self.show())
            self.banner.dismissed.connect(self.away.line_is_read)
            self._desk.pane.add_banner(self.banner)
        self.banner.offer(away)
