"""What narrows the list of tickets: the filter's menu, and the words for what is left out, which bring it all back.

Both are buttons that the list places; this decides nothing but which `Listing` is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget
from shiboken6 import isValid

from desktop.domain.account import Feature
from desktop.domain.listing import Listing, TicketRow
from desktop.errors import WorldError
from desktop.ui.controls import ToolButton
from desktop.ui.icons import Icon
from desktop.ui.session_view import SessionView, ViewsLike
from desktop.ui.wording.ticket_kind import ticket_kind

translate = QCoreApplication.translate

MACHINES_OFFERED = 30
"""Machines in the filter's menu; with more of them, the page of machines is the way."""


class TicketFilter(QObject):
    """Shows by what `listing` is narrowed; `asked` carries the Listing that the person wants instead."""

    asked = Signal(object)

    def __init__(self, session: SessionView, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._listing = Listing()
        self._machine_name = ""
        name = translate("TicketList", "Filter")
        self.button = ToolButton(Icon.FILTER, name, text=name, framed=True)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        # As tall as the field beside it.
        self.button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._menu = QMenu(parent)
        self._menu.setProperty("checkable", True)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.button.setMenu(self._menu)
        self.narrowed = ToolButton(Icon.CLOSE, translate("TicketList", "Show all"), text="")
        self.narrowed.clicked.connect(self.show_all)
        self.narrowed.hide()

    @property
    def is_narrowed(self) -> bool:
        """Whether something of the list is left out, beside what is searched for."""
        listing = self._listing
        return bool(listing.unread_only or listing.request_type or listing.category or listing.machine_id)

    def name_machine(self, name: str) -> None:
        """What the machine is called that the next listing is about; empty for none."""
        self._machine_name = name

    def show_listing(self, listing: Listing) -> None:
        """Say by what this one is narrowed."""
        self._listing = listing
        parts = []
        if listing.machine_id:
            parts.append(self._machine_name or translate("TicketList", "One machine"))
        if listing.request_type:
            parts.append(self.type_name(listing.request_type))
        if listing.category:
            parts.append(self._category_name(listing.request_type, listing.category))
        if listing.unread_only:
            parts.append(translate("TicketList", "Unread"))
        said = translate("TicketList", "Show all instead of: {filter}")
        self.narrowed.setVisible(bool(parts))
        self.narrowed.setText(" · ".join(parts))
        self.narrowed.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.narrowed.setAccessibleName(said.format(filter=", ".join(parts)))

    def show_all(self) -> None:
        """Ask for the whole folder; what is searched for, and the order, stay."""
        self._machine_name = ""
        self._narrow(machine_id="", request_type="", category="", unread_only=False)

    def type_name(self, id: str) -> str:
        """A request type as the person reads it; empty for an unknown one."""
        known = self._session.catalogue.request_type(id)
        return known.name.say(QLocale().name()) if known else ""

    def kind_name(self, row: TicketRow) -> str:
        """What a ticket is about, in the one name that a row has room for."""
        return ticket_kind(self._session.catalogue, row.request_type, row.category, QLocale().name()).in_short

    def _category_name(self, request_type: str, id: str) -> str:
        found = self._session.catalogue.category(request_type, id)
        return found.name.say(QLocale().name()) if found else id

    def _narrow(self, **parts: object) -> None:
        self.asked.emit(replace(self._listing, **parts))  # type: ignore[arg-type]  # names and types are those of Listing

    def _fill_menu(self) -> None:
        menu = self._menu
        menu.clear()
        unread = menu.addAction(translate("TicketList", "Unread only"))
        unread.setCheckable(True)
        unread.setChecked(self._listing.unread_only)
        unread.toggled.connect(lambda on: self._narrow(unread_only=on))
        if not self._session.is_open:
            return
        types = self._session.catalogue.request_types
        if types:
            self._add_choices(
                menu.addMenu(translate("TicketList", "Request type")),
                [(one.id, one.name.say(QLocale().name())) for one in types],
                self._listing.request_type,
                lambda id: self._narrow(request_type=id, category=""),
            )
        self._add_categories(menu)
        if self._session.helpdesk.has(Feature.MACHINES):
            sub = menu.addMenu(translate("TicketList", "Machine"))
            # Counting the tickets of each takes a while with many of them: on the reader lane, while the menu stands already.
            self._session.read(_machine_names, lambda names: self._fill_machines(sub, names))

    def _add_categories(self, menu: QMenu) -> None:
        """Categories belong to request types: they are told apart by them where several have some."""
        if not self._session.helpdesk.has(Feature.CATEGORIES):
            return
        types = [one for one in self._session.catalogue.request_types if one.categories]
        choices = {
            (kind.id, one.id): " · ".join(
                (self.type_name(kind.id), self._category_name(kind.id, one.id))
                if len(types) > 1
                else (self._category_name(kind.id, one.id),)
            )
            for kind in types
            for one in kind.categories
        }
        if not choices:
            return
        names = {"\n".join(key): words for key, words in choices.items()}
        chosen = self._listing.category and f"{self._listing.request_type}\n{self._listing.category}"

        def narrow(key: str) -> None:
            request_type, _, category = key.partition("\n")
            self._narrow(request_type=request_type, category=category)

        self._add_choices(menu.addMenu(translate("TicketList", "Category")), list(names.items()), chosen, narrow)

    def _fill_machines(self, sub: QMenu, names: dict[str, str]) -> None:
        if not isValid(sub):
            return  # the menu was opened again meanwhile, and has another one in its place

        def narrow(id: str) -> None:
            self._machine_name = names.get(id, "")
            self._narrow(machine_id=id)

        self._add_choices(sub, list(names.items()), self._listing.machine_id, narrow)

    def _add_choices(
        self, sub: QMenu, choices: list[tuple[str, str]], chosen: str, choose: Callable[[str], None]
    ) -> None:
        sub.setProperty("checkable", True)
        group = QActionGroup(sub)
        for value, words in [("", translate("TicketList", "All")), *choices]:
            action = sub.addAction(words)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            group.addAction(action)
            action.triggered.connect(lambda _=False, id=value: choose(id))


def _machine_names(views: ViewsLike) -> dict[str, str]:
    """The names of the first machines by their ids."""
    try:
        return {row.machine.id: row.machine.name for row in views.machines()[:MACHINES_OFFERED]}
    except WorldError:
        return {}  # the strip says what is wrong with the disk
