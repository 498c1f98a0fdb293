"""What a person sees: windows, the words on them, and where something of a given name is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)


class NotSeen(Exception):
    """What was asked for is not in sight, or can't be reached; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something in sight: the widget that gets the mouse, and what of it is meant: all of it, a row of a list, or an entry of a menu."""

    widget: QWidget
    words: str
    row: QModelIndex | None = None
    entry: QAction | None = None

    @property
    def middle(self) -> QPoint:
        """Where one would click."""
        view = self.widget.parentWidget()
        if self.row is not None and isinstance(view, QAbstractItemView):
            return view.visualRect(self.row).center()
        if self.entry is not None and isinstance(self.widget, QMenu):
            return self.widget.actionGeometry(self.entry).center()
        return self.widget.rect().center()


def windows() -> list[QWidget]:
    """All windows in sight, the one in front first."""
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.width() > 1]
    front = [QApplication.activePopupWidget(), QApplication.activeModalWidget(), QApplication.activeWindow()]
    return sorted(shown, key=lambda one: next((rank for rank, other in enumerate(front) if one is other), len(front)))


def window(name: str) -> QWidget:
    """The window in front, or the one with this object name or title. Raises NotSeen."""
    for one in windows():
        if not name or name in (one.objectName(), one.windowTitle()):
            return one
    raise NotSeen(f"there is no window “{name}”" if name else "there is no window")


def words_of(widget: QWidget) -> list[str]:
    """What stands on a widget itself, without its children: accessible name first."""
    said = [widget.accessibleName()]
    match widget:
        case QLabel():
            said.append(widget.text().replace("&", ""))
        case QAbstractButton():
            # A row to choose by paints the sentence that goes with its name.
            said += [widget.text().replace("&", ""), widget.accessibleDescription()]
        case QLineEdit():
            # As it is shown: a password as dots.
            said += [widget.displayText(), widget.placeholderText()]
        case QPlainTextEdit() | QTextEdit():
            said += [widget.toPlainText(), widget.placeholderText()]
        case QComboBox():
            said.append(widget.currentText())
        case QAbstractItemView():
            said += [words for _, words in rows(widget)]
        case QMenu():
            said += [action.text().replace("&", "") for action in widget.actions() if action.isVisible()]
        case _:
            pass
    return [words for words in dict.fromkeys(said) if words]


def rows(view: QAbstractItemView) -> Iterator[tuple[QModelIndex, str]]:
    """The rows of a list with their words: those it shows, and a screenful below."""
    model = view.model()
    first = max(0, view.indexAt(QPoint(1, 1)).row())
    # A view may have no model yet, whatever the stub says.
    for number in range(first, min(model.rowCount(), first + 100) if model else 0):
        index = model.index(number, 0)
        said = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
        yield index, str(said or "")


def texts(within: str = "") -> list[str]:
    """Everything that can be read, in all windows or within something."""
    return [words for widget in _seen(within) for words in words_of(widget)]


def find(name: str, within: str = "") -> Place:
    """The first thing called so: exactly if there is one, else one whose words begin with it, else contain it. Raises NotSeen."""
    close: list[tuple[int, Place]] = []
    for widget in _seen(within):
        if widget.objectName() == name:
            return Place(widget, name)
        for rank, place in _called(widget, name):
            if rank == 0:
                return place
            close.append((rank, place))
    if not close:
        raise NotSeen(f"nothing in sight is called “{name}”" + (f" within “{within}”" if within else ""))
    return min(close, key=lambda found: found[0])[1]


def row(words: str, also: str = "", within: str = "") -> str | None:
    """The words of the first row of any list in sight that has all these words."""
    for widget in _seen(within):
        if isinstance(widget, QAbstractItemView):
            for _, said in rows(widget):
                if words in said and also in said:
                    return said
    return None


def come_into_sight(place: Place) -> None:
    """Scroll to it, as a person does before clicking."""
    child = place.widget
    above = child.parentWidget()
    if place.row is not None and isinstance(above, QAbstractItemView):
        above.scrollTo(place.row)
    while above is not None and not child.isWindow():
        if isinstance(above, QScrollArea):
            inside = above.widget() or above
            middle = place.widget.mapTo(inside, place.middle)
            above.ensureVisible(middle.x(), middle.y(), 40, min(place.widget.height() // 2 + 8, above.height() // 2))
        child, above = above, above.parentWidget()


def check_reachable(place: Place) -> None:
    """Raises NotSeen where a person could not click: disabled, covered, or behind a dialog that wants an answer first."""
    widget = place.widget
    if not widget.visibleRegion().contains(place.middle):
        raise NotSeen(f"“{place.words}” is out of sight")
    if not widget.isEnabled():
        raise NotSeen(f"“{place.words}” is disabled")
    modal = QApplication.activeModalWidget()
    if modal is not None and widget.window() is not modal and not isinstance(widget.window(), QMenu):
        raise NotSeen(f"“{place.words}” is behind the dialog “{modal.windowTitle() or modal.objectName()}”")
    spot = widget.mapTo(widget.window(), place.middle)
    under = widget.window().childAt(spot) or widget.window()
    if under is not widget and not widget.isAncestorOf(under) and not under.isAncestorOf(widget):
        raise NotSeen(f"“{place.words}” is covered by {type(under).__name__} {under.accessibleName()}".rstrip())


def _seen(within: str) -> Iterator[QWidget]:
    for top in windows():
        for one in visible(top):
            if not within or _is_called(one, within):
                yield from visible(one) if within else (one,)


def visible(top: QWidget) -> Iterator[QWidget]:
    """The widget and its visible descendants in the same window, in the order in which they were put there."""
    yield top
    for child in top.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield from visible(child)


def _is_called(widget: QWidget, name: str) -> bool:
    return name in (
        widget.objectName(),
        widget.accessibleName(),
        widget.windowTitle() if widget.isWindow() else name + "-",
    )


def _called(widget: QWidget, name: str) -> Iterator[tuple[int, Place]]:
    match widget:
        case QAbstractItemView():
            for index, said in rows(widget):
                if (rank := _rank(said, name)) is not None:
                    yield rank + 3, Place(widget.viewport(), said, row=index)
            if widget.accessibleName() == name:
                yield 0, Place(widget.viewport(), name)
        case QMenu():
            for action in widget.actions():
                if action.isVisible() and (rank := _rank(action.text().replace("&", ""), name)) is not None:
                    yield rank, Place(widget, name, entry=action)
        case _:
            for said in words_of(widget):
                if (rank := _rank(said, name)) is not None:
                    # What can be clicked goes before what only says the same.
                    handy = isinstance(widget, QAbstractButton | QLineEdit | QPlainTextEdit | QComboBox)
                    yield (
                        rank if rank == 0 and handy else rank + (1 if handy else 2),
                        Place(widget, said),
                    )


def _rank(said: str, name: str) -> int | None:
    if said == name:
        return 0
    if said.startswith(name):
        return 3
    return 6 if name in said else None
