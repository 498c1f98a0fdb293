"""The quiet line that offers what happened while the person was away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.domain.away import Away
from desktop.ui.controls import Text, link_button, surface
from desktop.ui.theme import TextRole, space
from desktop.ui.wording.news import news_counts


class WhileAwayBanner(QFrame):
    """Hidden while there is nothing to offer."""

    show_asked = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("whileAwayBanner")
        surface(self, "card")
        self._away: Away | None = None
        self._words = Text(role=TextRole.SMALL, strong=True, wrap=True)
        self.show_button = link_button("")
        self.dismiss_button = link_button("", quiet=True)
        self.show_button.clicked.connect(self.show_asked)
        self.dismiss_button.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(3), space(1) + 2, space(3), space(1) + 2)
        row.setSpacing(space(2))
        row.addWidget(self._words, 1)
        row.addWidget(self.show_button)
        row.addWidget(self.dismiss_button)
        self.hide()

    def offer(self, away: Away | None) -> None:
        """Offer this, or nothing."""
        is_new = self._away is None and away is not None
        self._away = away
        self._say()
        self.setVisible(away is not None)
        if is_new and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        if self._away is None:
            return
        said = self.tr("While you were away: {news}").format(news=news_counts.sentence(self._away.parts))
        self._words.setText(said)
        self.setAccessibleName(said)
        self.show_button.setText(self.tr("Show"))
        self.dismiss_button.setText(self.tr("Dismiss"))
