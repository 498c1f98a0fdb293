"""Two panes side by side, or one at a time where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.ui.theme import space


class MasterDetail(QSplitter):
    """A list and what it leads to. Narrow, one of them shows: `show_detail` goes in, `show_master` comes back."""

    went_back = Signal()

    def __init__(self, master: QWidget, detail: QWidget, share: tuple[int, int], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._narrow = False
        self._in_detail = False
        self.master = master
        self.detail = detail
        self.addWidget(master)
        self.addWidget(detail)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setSizes(list(share))
        self._keep_master_whole()

    @property
    def is_narrow(self) -> bool:
        """Only one pane shows at a time."""
        return self._narrow

    @property
    def in_detail(self) -> bool:
        """Narrow, and the detail is what shows."""
        return self._narrow and self._in_detail

    def set_narrow(self, narrow: bool) -> None:
        """One pane or two."""
        self._narrow = narrow
        self._settle()

    def show_detail(self) -> None:
        """Go into the detail (nothing to do while both show)."""
        self._in_detail = True
        self._settle()

    def show_master(self) -> None:
        """Come back to the list."""
        self._in_detail = False
        self._settle()
        self.went_back.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._keep_master_whole()

    def _keep_master_whole(self) -> None:
        """Larger text needs a wider list: what stands above it, to search and to filter, is not to be cut."""
        scale = max(1.0, self.fontMetrics().averageCharWidth() / 8)
        self.master.setMinimumWidth(space(60) + round(space(100) * (scale - 1)))

    def _settle(self) -> None:
        focused = self.focusWidget()
        held = focused is not None and (self.master.isAncestorOf(focused) or self.detail.isAncestorOf(focused))
        self.master.setVisible(not (self._narrow and self._in_detail))
        self.detail.setVisible(not self._narrow or self._in_detail)
        if held and self._narrow:
            # The keyboard goes along: a pane passes it on to what is walked in it.
            (self.detail if self._in_detail else self.master).setFocus(Qt.FocusReason.OtherFocusReason)
