"""The ways in that a helpdesk offers besides signing in: a calm row of links under the password."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.domain.joining import WayIn
from desktop.ui.controls import FlowLayout, link_button
from desktop.ui.sign_in.joining_words import way_words
from desktop.ui.theme import space


class JoiningLinks(QWidget):
    """Hidden where nothing is offered. `chosen` carries a WayIn."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.links: dict[WayIn, QPushButton] = {}
        flow = FlowLayout(self, gap=space(4), line_gap=space(1))
        for way in WayIn:
            link = link_button("")
            link.setObjectName(way.value)
            link.clicked.connect(partial(self._choose, way))
            link.hide()
            flow.addWidget(link)
            self.links[way] = link
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate()
        self.hide()

    def offer(self, ways: Sequence[WayIn]) -> None:
        """Show these."""
        for way, link in self.links.items():
            link.setVisible(way in ways)
        self.setVisible(bool(ways))
        self.updateGeometry()

    def retranslate(self) -> None:
        """In the language of now."""
        for way, link in self.links.items():
            link.setText(way_words(way))

    def _choose(self, way: WayIn, _checked: bool = False) -> None:
        self.chosen.emit(way)
