"""What a list of tickets is sorted by: the menu, and the memory of each folder's own order across restarts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from desktop.domain.account import Feature
from desktop.domain.listing import Folder, Listing, Order
from desktop.settings import LIST_ORDERS, Settings
from desktop.ui.controls import ToolButton
from desktop.ui.icons import Icon
from desktop.ui.session_view import SessionView
from desktop.ui.wording import order_name

translate = QCoreApplication.translate

USUAL = (Order.ACTIVITY, False)
"""The order of a folder that the person never sorted."""


class TicketSorting(QObject):
    """Shows what `listing` is sorted by; `asked` carries the Listing that the person wants instead."""

    asked = Signal(object)

    def __init__(self, session: SessionView, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._listing = Listing()
        self.button = ToolButton(Icon.SORT, translate("TicketList", "Sort"), framed=True)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        # As tall as the field beside it.
        self.button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._menu = QMenu(parent)
        self._menu.setProperty("checkable", True)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.button.setMenu(self._menu)

    def show_listing(self, listing: Listing) -> None:
        """Say what this one is sorted by."""
        self._listing = listing
        name = order_name(listing.order)
        if listing.backwards:
            name = translate("TicketList", "{order}, the other way round").format(order=name)
        said = translate("TicketList", "Sort: {order}").format(order=name)
        self.button.setToolTip(said)
        self.button.setAccessibleName(said)

    def sorted(self, listing: Listing) -> Listing:
        """The same list in the order that its folder was last seen in."""
        order, backwards = _remembered(self._settings.get(LIST_ORDERS)).get(listing.folder, USUAL)
        if order is Order.PRIORITY and self._session.is_open and not self._has_priorities:
            order, backwards = USUAL
        return replace(listing, order=order, backwards=backwards)

    @property
    def _has_priorities(self) -> bool:
        session = self._session
        return session.is_open and session.helpdesk.has(Feature.PRIORITIES) and bool(session.catalogue.priorities)

    def _fill_menu(self) -> None:
        menu = self._menu
        menu.clear()
        group = QActionGroup(menu)
        for order in Order:
            if order is Order.PRIORITY and not self._has_priorities:
                continue
            action = menu.addAction(order_name(order))
            action.setCheckable(True)
            action.setChecked(order is self._listing.order)
            group.addAction(action)
            action.triggered.connect(lambda _=False, order=order: self._sort(order, backwards=False))
        menu.addSeparator()
        turned = menu.addAction(translate("TicketList", "The other way round"))
        turned.setCheckable(True)
        turned.setChecked(self._listing.backwards)
        turned.triggered.connect(lambda on: self._sort(self._listing.order, backwards=on))

    def _sort(self, order: Order, *, backwards: bool) -> None:
        orders = _remembered(self._settings.get(LIST_ORDERS))
        orders[self._listing.folder] = (order, backwards)
        self._settings.set(LIST_ORDERS, _written(orders))
        self.asked.emit(replace(self._listing, order=order, backwards=backwards))


def _remembered(text: str) -> dict[Folder, tuple[Order, bool]]:
    """The orders in a setting's text; what this version does not know is left out."""
    found = {}
    for part in text.split():
        folder, _, order = part.partition("=")
        if folder in set(Folder) and order.removeprefix("-") in set(Order):
            found[Folder(folder)] = (Order(order.removeprefix("-")), order.startswith("-"))
    return found


def _written(orders: dict[Folder, tuple[Order, bool]]) -> str:
    return " ".join(
        f"{folder.value}={'-' if backwards else ''}{order.value}"
        for folder, (order, backwards) in orders.items()
        if (order, backwards) != USUAL
    )
