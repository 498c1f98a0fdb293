"""Services that are active for the company, and what else can be had."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain.announcement import Offering, Service, Standing
from desktop.ui.controls import Card, SectionLabel, Text, secondary_button
from desktop.ui.glyphs import StatusLabel
from desktop.ui.icons import Icon
from desktop.ui.reading_page import ReadingPage
from desktop.ui.session_view import SessionView
from desktop.ui.wording.announcements import service_look, today

_ORDER = (Standing.ACTIVE, Standing.STARTING, Standing.ENDED)


class ServicesPage(ReadingPage):
    """The page. `ask_requested(Service | Offering)` leads to the wizard."""

    ask_requested = Signal(object)

    def __init__(self, session: SessionView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[list[Service], list[Offering], str] = ([], [], "")
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
        """Show them as they are now, on this day."""
        if not self._session.is_open:
            return
        found = (self._session.views.services(), self._session.views.offerings(), today())
        if found == self._shown and self.column.count():
            return
        self._shown = found
        self.clear()
        services, offerings, day = found
        if services and offerings:
            self.column.addWidget(SectionLabel(self.tr("Your services")))
        for service in sorted(services, key=lambda one: _ORDER.index(one.standing(day))):
            self.column.addWidget(self._service(service, day))
        if offerings:
            self.column.addWidget(SectionLabel(self.tr("Also available")))
        for offering in offerings:
            self.column.addWidget(self._card(offering, offering.name))
        self.settle(filled=bool(services or offerings))

    def _on_changed(self, _topics: object) -> None:
        if self.isVisible():
            self.renew()

    def _service(self, one: Service, day: str) -> Card:
        look = service_look(one, day)
        status = StatusLabel()
        status.show_state(look.glyph, look.tone, look.words)
        return self._card(one, f"{one.name}, {look.words}", status)

    def _card(self, one: Service | Offering, said: str, status: QWidget | None = None) -> Card:
        card = Card(framed=True)
        card.body.addWidget(Text(one.name, strong=True, wrap=True, selectable=True))
        if status is not None:
            card.body.addWidget(status)
        if one.description:
            card.body.addWidget(Text(one.description, wrap=True, selectable=True))
        ask: QPushButton = secondary_button(self.tr("Ask about this"), small=True)
        ask.setAccessibleName(self.tr("Ask about {name}").format(name=one.name))
        ask.clicked.connect(lambda: self.ask_requested.emit(one))
        card.body.addSpacing(4)
        card.body.addWidget(ask, 0, Qt.AlignmentFlag.AlignLeading)
        card.setAccessibleName(said)
        return card
