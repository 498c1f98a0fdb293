"""How the workbench uses the width there is: panes side by side, a side bar of icons, one pane at a time; and what of it is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.settings import SPLITTERS, Settings
from desktop.ui.window_frame import packed, unpacked

if TYPE_CHECKING:
    from desktop.ui.workbench import Workbench

WIDE = 1000
"""Pixels from which three panes stand side by side; below, the side bar folds to its icons. At 900 a conversation beside a list and a
whole side bar had lines of five words."""

NARROW = 600
"""Pixels below which one pane shows at a time."""

SIDE = 212
NARROWEST_SIDE = 160
WIDEST_SIDE = 340


class WorkbenchWidth:
    """Folds and unfolds the panes of a workbench."""

    def __init__(self, bench: Workbench, settings: Settings) -> None:
        self._bench = bench
        self._settings = settings
        self._folded = False
        self._side_width = SIDE

    def fit(self) -> None:
        """Fold and unfold panes by the width there is."""
        bench = self._bench
        width = bench.width()
        scale = max(1.0, bench.fontMetrics().averageCharWidth() / 8)
        # Larger text needs more room: what folds at 1,000 pixels with usual text folds at 1,500 with text half as large again.
        fold, narrow = width < WIDE * scale, width < NARROW * scale
        if fold != self._folded:
            self._fold(fold)
        for pages in (bench.tickets, bench.machines):
            if pages.is_narrow != narrow:
                pages.set_narrow(narrow)
        bench.ticket_page.header.back.setVisible(narrow)

    def keep_side_whole(self) -> None:
        """The side bar as wide as its names and figures are in this language, at least."""
        if not self._folded:
            side_bar = self._bench.side_bar
            least = max(NARROWEST_SIDE, side_bar.whole_width)
            side_bar.setMinimumWidth(least)
            side_bar.setMaximumWidth(max(WIDEST_SIDE, least))

    def remember(self) -> None:
        """Keep the splitters."""
        bench = self._bench
        if not self._folded:
            states = (bench.tickets.saveState(), bench.machines.saveState())
            self._settings.set(SPLITTERS, ".".join((str(bench.side_bar.width()), *map(packed, states))))

    def restore(self) -> None:
        """Put the splitters where they were, then fit."""
        bench = self._bench
        side, *parts = self._settings.get(SPLITTERS).split(".")
        if side.isdecimal() and len(parts) == 2:
            # A number, since the side bar may be folded when the window comes up on a smaller screen.
            self._side_width = min(max(NARROWEST_SIDE, int(side)), WIDEST_SIDE)
            self._part_at(self._side_width)
            for splitter, part in zip((bench.tickets, bench.machines), parts, strict=True):
                state = unpacked(part)
                if state is not None:
                    splitter.restoreState(state)
        self.fit()

    def _fold(self, fold: bool) -> None:
        side_bar = self._bench.side_bar
        if fold and side_bar.isVisible():
            self._side_width = side_bar.width()
        self._folded = fold
        side_bar.set_folded(fold)
        if fold:
            side_bar.setFixedWidth(side_bar.folded_width)
            self._part_at(side_bar.folded_width)
        else:
            self.keep_side_whole()
            self._part_at(self._side_width)

    def _part_at(self, side: int) -> None:
        self._bench.split.setSizes([side, max(1, self._bench.width() - side)])
