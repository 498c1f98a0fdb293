"""The program's place on the desktop outside its window: one tray icon and the notices, for all accounts together.

Made once an account is open. Importing it costs some 35 ms (asyncio for the notices), a look at the session bus for the tray another 70:
neither is waited for by the list.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop import settings
from desktop.domain.notice import Notice, once_each
from desktop.identity import APP_NAME
from desktop.runtime.notifier import NativeNotice, Notifier
from desktop.settings import Settings
from desktop.ui.account_desk import AccountDesk
from desktop.ui.notice_answers import rescue
from desktop.ui.notice_target import NoticeTarget, TargetKind
from desktop.ui.notices import Notices
from desktop.ui.open_accounts import OpenAccounts
from desktop.ui.theme import resource
from desktop.ui.tray import Tray, TrayNews
from desktop.ui.tray_icon import TrayLook
from desktop.ui.window_frame import WindowFrame
from desktop.ui.wording.accounts import open_remark

REMEMBERED = 20
"""News kept for the tray's menu; it shows the newest three."""


class DesktopPresence(QObject):
    """Tray and notices of all open accounts."""

    quit_asked = Signal()

    def __init__(
        self, kept: Settings, frame: WindowFrame, accounts: OpenAccounts, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = kept
        self._frame = frame
        self._accounts = accounts
        self._desks: dict[str, AccountDesk] = {}
        self._links: dict[str, Callable[[tuple[Notice, ...]], None]] = {}
        self._news: list[tuple[str, TrayNews]] = []
        """Whose they are, and what they say; newest first."""

        self.notifier = Notifier(resource("icons", "sportello.svg"), self)
        self.notices = Notices(self.notifier, kept, several=lambda: len(self._desks) > 1, parent=self)
        self.notices.chosen.connect(self._open)
        self.notices.replied.connect(self._answer)
        self.tray = Tray(kept, parent=self)
        self.tray.news_chosen.connect(self._open_key)
        self.tray.new_ticket.connect(self._new_ticket)
        self.tray.open_window.connect(frame.to_front)
        self.tray.away_asked.connect(self._show_away)
        self.tray.sync_now.connect(self._sync_now)
        self.tray.quit_asked.connect(self.quit_asked)
        self.tray.start()

    # The accounts

    def add(self, desk: AccountDesk) -> None:
        """Tell of this account from now on."""
        if desk.key in self._desks:
            return
        self._desks[desk.key] = desk
        self._links[desk.key] = hear = partial(self._tell, desk)
        desk.session.notices.connect(hear)
        desk.figures_changed.connect(self._show)
        desk.seen.connect(self.notices.look_at_the_clock)
        self._show()

    def remove(self, desk: AccountDesk) -> None:
        """The account is about to be closed."""
        if self._desks.pop(desk.key, None) is None:
            return
        desk.session.notices.disconnect(self._links.pop(desk.key))
        desk.figures_changed.disconnect(self._show)
        self.notices.forget(desk)
        self._news = [one for one in self._news if one[0] != desk.key]
        self._show()

    @property
    def has_accounts(self) -> bool:
        """Whether there is anybody to tell of."""
        return bool(self._desks)

    # What comes in

    def _tell(self, desk: AccountDesk, news: tuple[Notice, ...]) -> None:
        for one in once_each(news):
            if one.ticket_id or one.announcement_id:
                native = self.notices.words(desk, one)
                self._news.insert(0, (desk.key, TrayNews(native.key, native.title)))
        del self._news[REMEMBERED:]
        self.notices.tell(desk, news)
        self._show()

    def _show(self) -> None:
        desks = list(self._desks.values())
        look = TrayLook(
            unread=sum(one.counts.unread for one in desks),
            needs_you=sum(one.counts.needs_person for one in desks),
            # The worst of them: one that can't be reached is worth a look.
            online=all(one.session.link.kind.is_working for one in desks),
        )
        lines = []
        if len(desks) > 1:
            for one in desks:
                remark = open_remark(one.counts, one.session.link)
                lines.append(f"{one.name}: {remark}" if remark else one.name)
        self.tray.show_state(look, tuple(news for _, news in self._news[:3]), tuple(lines))

    # What the person chooses

    def _open_key(self, key: str) -> None:
        target = NoticeTarget.read(key)
        if target is not None:
            self._open(target)

    def _open(self, target: NoticeTarget) -> None:
        desk = self._accounts.desk_of(target.account)
        if desk is None:
            # Signed out or removed since the notice came.
            self._frame.to_front()
            return
        match target.kind:
            case TargetKind.TICKET:
                desk.show_told(target.id)
            case TargetKind.ANNOUNCEMENT:
                desk.show_announcement(target.id)
            case TargetKind.AWAY:
                desk.show_away(target.since)
            case TargetKind.ACCOUNT:
                desk.show_ticket("")

    def _answer(self, target: NoticeTarget, text: str) -> None:
        desk = self._accounts.desk_of(target.account)
        if desk is not None and target.kind is TargetKind.TICKET:
            desk.answer_from_notice(target.id, text)
        elif text.strip():
            rescue(text, self._frame)

    def _new_ticket(self) -> None:
        front = self._accounts.front
        if front is not None:
            front.writing.begin()

    def _show_away(self) -> None:
        front = self._accounts.front
        if front is not None:
            front.show_away()

    def _sync_now(self) -> None:
        for desk in self._desks.values():
            desk.session.sync_now()

    # Hiding

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
        self.notices.close()
        self.tray.close()
        self.notifier.close()
