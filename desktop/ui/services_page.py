"""Services that are active for the company, and what else can be had."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain.announcement import Offering, Service
from desktop.ui.controls import Card, SectionLabel, Text, secondary_button
from desktop.ui.icons import Icon
from desktop.ui.reading_page import ReadingPage
from desktop.ui.session_view import SessionView
from desktop.ui.theme import TextRole, Tone
from desktop.ui.wording import calendar_date


class ServicesPage(ReadingPage):
    """The page. `ask_requested(Offering)` leads to the wizard."""

    ask_requested = Signal(object)

    def __init__(self, session: SessionView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[list[Service], list[Offering]] = ([], [])
        self.title.setText(self.tr("Services"))
        self.empty.show_words(
            Icon.SERVICES,
            self.tr("No services listed"),
            self.tr("Services that are active for your company appear here."),
        )
        session.cache_changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what came meanwhile."""
        super().showEvent(event)
        self.renew()

    def renew(self) -> None:
        """Show them as they are now."""
        if not self._session.is_open:
            return
        found = (self._session.views.services(), self._session.views.offerings())
        if found == self._shown and self.column.count():
            return
        self._shown = found
        self.clear()
        services, offerings = found
        for service in services:
            self.column.addWidget(self._service(service))
        if offerings:
            self.column.addWidget(SectionLabel(self.tr("Also available")))
        for offering in offerings:
            self.column.addWidget(self._offering(offering))
        self.settle(filled=bool(services or offerings))

    def _on_changed(self, _topics: object) -> None:
        if self.isVisible():
            self.renew()

    def _service(self, one: Service) -> Card:
        card = Card(framed=True)
        card.body.addWidget(Text(one.name, strong=True, wrap=True, selectable=True))
        if one.active_until:
            when = self.tr("Active until {date}").format(date=calendar_date(one.active_until))
        elif one.active_since:
            when = self.tr("Active since {date}").format(date=one.active_since)
        else:
            when = self.tr("Active")
        card.body.addWidget(Text(when, role=TextRole.SMALL, tone=Tone.ANSWERED))
        if one.description:
            card.body.addWidget(Text(one.description, wrap=True, selectable=True))
        card.setAccessibleName(f"{one.name}, {when}")
        return card

    def _offering(self, one: Offering) -> Card:
        card = Card(framed=True)
        card.body.addWidget(Text(one.name, strong=True, wrap=True, selectable=True))
        if one.description:
            card.body.addWidget(Text(one.description, wrap=True, selectable=True))
        ask: QPushButton = secondary_button(self.tr("Ask about this"), small=True)
        ask.setAccessibleName(self.tr("Ask about {name}").format(name=one.name))
        ask.clicked.connect(lambda: self.ask_requested.emit(one))
        card.body.addWidget(ask, 0, Qt.AlignmentFlag.AlignLeading)
        card.setAccessibleName(one.name)
        return card
