"""Everything that can be done with a whole ticket, under the three dots: the same actions by menu, by key and in the command palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.ui.ticket_files import files_of

if TYPE_CHECKING:
    from desktop.ui.ticket_page import TicketPage


class TicketMenu(QObject):
    """The page's own; what cannot be done right now is not in it."""

    def __init__(self, page: TicketPage) -> None:
        super().__init__(page)
        self._page = page
        self.menu = QMenu(page)
        self.menu.aboutToShow.connect(self.refresh)
        self._entries: list[tuple[QAction, Callable[[], bool]]] = []
        self._fill()

    def _fill(self) -> None:
        page, add = self._page, self._add
        answering, copies = page.answering, page.copies
        add(self.tr("Reopen…"), answering.reopen, lambda: answering.may_reopen)
        add(self.tr("New ticket about this…"), answering.go_on_in_new, lambda: answering.may_go_on)
        add(self.tr("Edit details"), page.edit_details, lambda: not page.header.edit.isHidden(), "Ctrl+E")
        add(self.tr("What happened"), page.header.history.toggle, self._is_shown, "Ctrl+H")
        self.menu.addSeparator()
        add(self.tr("Save all files…"), page.files.save_all, self._has_files, "Ctrl+Shift+S")
        add(self.tr("Print…"), copies.print, self._is_shown, "Ctrl+P")
        add(self.tr("Save as PDF…"), copies.save_pdf, self._is_shown, "Ctrl+Shift+P")
        self.menu.addSeparator()
        add(self.tr("Copy link"), copies.copy_link, self._is_numbered, "Ctrl+Shift+L")
        add(self.tr("Copy number"), copies.copy_number, self._is_numbered, "Ctrl+Shift+N")
        page.header.more.setMenu(self.menu)

    def _is_shown(self) -> bool:
        return self._page.shown is not None

    def _is_numbered(self) -> bool:
        return self._page.shown is not None and bool(self._page.shown.number)

    def _has_files(self) -> bool:
        return self._page.shown is not None and bool(files_of(self._page.shown))

    def _add(self, words: str, does: Callable[[], object], may: Callable[[], bool], keys: str = "") -> None:
        """An entry that is there while `may` says so. `keys` work wherever the page is in sight."""
        action = QAction(words, self._page)
        if keys:
            action.setShortcut(QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText))
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda: does() if may() else None)
        self._page.addAction(action)
        self.menu.addAction(action)
        self._entries.append((action, may))

    def refresh(self) -> None:
        """Show what can be done now."""
        for action, may in self._entries:
            action.setVisible(may())

    @property
    def offered(self) -> list[QAction]:
        """What can be done now."""
        return [action for action, may in self._entries if may()]
