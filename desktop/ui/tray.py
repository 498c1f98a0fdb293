"""The icon in the tray, its badge and its menu.

It is shown where a tray really exists, and appears later where the tray does. The window asks `is_visible` before
hiding itself: a program without window and icon would be lost. Nothing here is the only way to anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop import settings
from desktop.domain.instant import Instant
from desktop.identity import APP_NAME
from desktop.settings import Settings
from desktop.ui.quiet import in_an_hour, tomorrow
from desktop.ui.tray_icon import TrayLook, tray_icon
from desktop.ui.tray_presence import TrayPresence
from desktop.ui.wording import day_and_time, now_instant

MOST_NEWS: Final = 3
_LONGEST: Final = 48
"""Characters of a line of news in the menu."""


@dataclass(frozen=True, slots=True)
class TrayNews:
    """One line of news in the menu. `key` comes back when it is chosen."""

    key: str
    words: str


class Tray(QObject):
    """The tray's icon. Signals say what was chosen; `show_state` says what to show."""

    new_ticket = Signal()
    open_window = Signal()
    news_chosen = Signal(str)
    """The `key` of one of the news."""

    away_asked = Signal()
    """The page that tells what happened meanwhile."""

    sync_now = Signal()
    quit_asked = Signal()
    visible_changed = Signal(bool)

    def __init__(
        self,
        kept: Settings,
        *,
        now: Callable[[], Instant] = now_instant,
        presence: TrayPresence | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = kept
        self._now = now
        self._look = TrayLook()
        self._news: tuple[TrayNews, ...] = ()
        self._accounts: tuple[str, ...] = ()
        self._icon: QSystemTrayIcon | None = None
        self._was_visible = False
        self._presence = presence or TrayPresence(parent=self)
        self._presence.ready.connect(self._appear)
        # An old-style tray may come and go without a signal; a look every few seconds is only needed until it is there.
        self._looking = QTimer(self)
        self._looking.setInterval(5000)
        self._looking.timeout.connect(self._look_whether_visible)
        self.menu = QMenu()
        self._pause_menu = QMenu(self.menu)
        self.menu.aboutToShow.connect(self._fill_menu)
        self._fill_menu()
        # Some bars read the menu over D-Bus before they open it: it has to be right at all times.
        kept.watch(self._setting_changed)

    def start(self) -> None:
        """Show the icon as soon as there is a tray."""
        self._presence.start()

    def close(self) -> None:
        """Take the icon away."""
        self._presence.stop()
        self._looking.stop()
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None
        self.menu.deleteLater()

    @property
    def is_visible(self) -> bool:
        """Whether a person can really see the icon now."""
        return self._icon is not None and QSystemTrayIcon.isSystemTrayAvailable() and self._icon.isVisible()

    def show_state(self, look: TrayLook, news: tuple[TrayNews, ...] = (), accounts: tuple[str, ...] = ()) -> None:
        """Show these figures and offer these news in the menu; `accounts` are lines for the tooltip, where there are several."""
        if news[:MOST_NEWS] != self._news:
            self._news = news[:MOST_NEWS]
            self._fill_menu()
        if (look, accounts) == (self._look, self._accounts) and self._icon is not None:
            return
        self._look, self._accounts = look, accounts
        if self._icon is not None:
            self._icon.setIcon(tray_icon(look))
            self._icon.setToolTip(self._words())

    def tell_once_of_hiding(self) -> str:
        """The sentence to show when the window hides here for the first time; empty afterwards."""
        if self._settings.get(settings.TOLD_OF_TRAY):
            return ""
        self._settings.set(settings.TOLD_OF_TRAY, True)
        return self.tr("Sportello goes on in the tray and tells you what is new. Quit it from the icon's menu.")

    def actions(self) -> list[QAction]:
        """The menu's entries as they are now."""
        self._fill_menu()
        return self.menu.actions()

    def _appear(self) -> None:
        self._icon = QSystemTrayIcon(tray_icon(self._look), self)
        self._icon.setContextMenu(self.menu)
        self._icon.setToolTip(self._words())
        self._icon.activated.connect(self._activated)
        self._icon.show()
        self._look_whether_visible()

    def _look_whether_visible(self) -> None:
        visible = self.is_visible
        if not visible and self._icon is not None:
            # Qt shows it by itself when an old-style tray comes; where it did not, a new `show` asks again.
            self._icon.show()
            visible = self.is_visible
            if not self._looking.isActive():
                self._looking.start()
        if visible:
            self._looking.stop()
        if visible != self._was_visible:
            self._was_visible = visible
            self.visible_changed.emit(visible)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_window.emit()

    def _fill_menu(self) -> None:
        """Anew at every opening: language, news and pause may have changed."""
        self.menu.clear()
        self.menu.addAction(self.tr("New ticket")).triggered.connect(self.new_ticket)
        self.menu.addSeparator()
        for one in self._news:
            words = one.words if len(one.words) <= _LONGEST else one.words[: _LONGEST - 1].rstrip() + "…"
            # An ampersand would be taken for a shortcut.
            action = self.menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, key=one.key: self.news_chosen.emit(key))
        if self._news:
            self.menu.addSeparator()
        self.menu.addAction(self.tr("While you were away")).triggered.connect(self.away_asked)
        self.menu.addAction(self.tr("Open Sportello")).triggered.connect(self.open_window)
        self.menu.addAction(self.tr("Sync now")).triggered.connect(self.sync_now)
        self._add_pause()
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Quit")).triggered.connect(self.quit_asked)

    def _add_pause(self) -> None:
        paused_until = self._settings.get(settings.PAUSED_UNTIL)
        now = self._now()
        if now < paused_until:
            until = day_and_time(paused_until, now)
            resume = self.menu.addAction(self.tr("Notices paused until {time}: resume").format(time=until))
            resume.triggered.connect(lambda: self._settings.set(settings.PAUSED_UNTIL, 0))
            return
        self._pause_menu.clear()
        self._pause_menu.setTitle(self.tr("Pause notices"))
        self._pause_menu.addAction(self.tr("For an hour")).triggered.connect(lambda: self._pause(in_an_hour))
        morning = self._pause_menu.addAction(self.tr("Until tomorrow morning"))
        morning.triggered.connect(lambda: self._pause(tomorrow))
        self.menu.addMenu(self._pause_menu)

    def _setting_changed(self, key: str) -> None:
        if key in (settings.PAUSED_UNTIL.key, settings.LANGUAGE.key):
            # Not at once: the entry that was chosen is still telling that it was.
            QTimer.singleShot(0, self.menu, self._fill_menu)

    def _pause(self, until: Callable[[Instant], Instant]) -> None:
        self._settings.set(settings.PAUSED_UNTIL, until(self._now()))

    def _words(self) -> str:
        parts = [APP_NAME]
        if self._look.unread:
            parts.append(self.tr("%n unread", "", self._look.unread))
        if self._look.needs_you:
            parts.append(self.tr("%n need(s) you", "", self._look.needs_you))
        if not self._look.online:
            parts.append(self.tr("offline"))
        return "\n".join([" · ".join(parts), *self._accounts])
