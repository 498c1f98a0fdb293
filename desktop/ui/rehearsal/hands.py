"""What a person does: events of mouse, keyboard and drag, delivered by Qt's own ways."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QCursor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QShortcut,
    QShortcutEvent,
)
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from desktop.ui.rehearsal.sight import NotSeen, Place, check_reachable, come_into_sight, windows

_NONE = Qt.KeyboardModifier.NoModifier
_SIGNS = {Qt.Key.Key_Return: "\r", Qt.Key.Key_Enter: "\r", Qt.Key.Key_Tab: "\t", Qt.Key.Key_Space: " "}


def click(place: Place, button: Qt.MouseButton, times: int) -> None:
    """Press and release; Qt itself finds out who is meant, gives the focus and opens menus. Raises NotSeen."""
    come_into_sight(place)
    check_reachable(place)
    top = place.widget.window()
    if not top.isActiveWindow() and not top.windowFlags() & Qt.WindowType.Popup:
        top.activateWindow()
    handle = top.windowHandle()
    if handle is None:
        raise NotSeen(f"“{place.words}” is in a window that the screen does not know")
    if QGuiApplication.platformName() == "offscreen":
        # The pointer of a screen that nobody has goes along; on a real screen it is the person's own and stays where it is.
        QCursor.setPos(place.widget.mapToGlobal(place.middle))
    at = QPointF(place.widget.mapTo(top, place.middle))
    everywhere = QPointF(place.widget.mapToGlobal(place.middle))
    no, press, release = Qt.MouseButton.NoButton, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
    strokes = [(QEvent.Type.MouseMove, no, no)]
    for number in range(times):
        strokes.append((press if number % 2 == 0 else QEvent.Type.MouseButtonDblClick, button, button))
        strokes.append((release, button, no))
    for kind, which, held in strokes:
        # The window may have gone by what was pressed: a menu, a dialog.
        if handle.isVisible():
            QCoreApplication.sendEvent(handle, QMouseEvent(kind, at, at, everywhere, which, held, _NONE))


def choose(place: Place, entry: str) -> None:
    """Give a drop-down list the focus, and press the arrow keys until it shows the entry. Raises NotSeen where it has none such."""
    come_into_sight(place)
    check_reachable(place)
    box = place.widget
    at = box.findText(entry) if isinstance(box, QComboBox) else -1
    if not isinstance(box, QComboBox) or at < 0:
        raise NotSeen(f"“{place.words}” has no entry “{entry}”")
    box.setFocus(Qt.FocusReason.TabFocusReason)
    while box.currentIndex() != at:
        before = box.currentIndex()
        _key(box, (Qt.Key.Key_Down if at > before else Qt.Key.Key_Up).value, _NONE, "")
        if box.currentIndex() == before:
            raise NotSeen(f"“{entry}” of “{place.words}” can't be chosen")


def press(keys: str) -> None:
    """Press a combination of keys: a shortcut if there is one and nobody wants the keys more, else for who has the focus."""
    sequence = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        raise NotSeen(f"“{keys}” are no keys")
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # the stub does not know of operator[]
    target = _who_hears()
    key, held = combination.key(), combination.keyboardModifiers()
    sign = _SIGNS.get(key, "")
    wish = QKeyEvent(QEvent.Type.ShortcutOverride, key.value, held, sign)
    wish.ignore()
    QCoreApplication.sendEvent(target, wish)
    if wish.isAccepted() or not _shortcut(target, sequence):
        _key(target, key.value, held, sign)


def write(text: str) -> None:
    """Type letter by letter."""
    for sign in text:
        if sign == "\n":
            _key(_who_hears(), Qt.Key.Key_Return.value, _NONE, "\r")
        else:
            _key(_who_hears(), ord(sign.upper()) if sign.isascii() else 0, _NONE, sign)


def drop(paths: Sequence[Path], place: Place) -> None:
    """Drag files over something and let them go there. Raises NotSeen when nobody there takes them."""
    come_into_sight(place)
    check_reachable(place)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    target: QWidget | None = place.widget
    buttons, actions = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    while target is not None:
        # Dragged things are offered to the innermost that wants any, then to what it lies in.
        if target.acceptDrops():
            at = target.mapFrom(target.window(), place.widget.mapTo(target.window(), place.middle))
            enter = QDragEnterEvent(at, actions, data, buttons, _NONE)
            QCoreApplication.sendEvent(target, enter)
            if enter.isAccepted():
                QCoreApplication.sendEvent(target, QDragMoveEvent(at, actions, data, buttons, _NONE))
                QCoreApplication.sendEvent(target, QDropEvent(QPointF(at), actions, data, buttons, _NONE))
                return
        target = target.parentWidget() if not target.isWindow() else None
    raise NotSeen(f"“{place.words}” takes no files")


def _who_hears() -> QWidget:
    target = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
    if target is not None:
        return target
    # After a dialog has closed, a window manager hands the keyboard to what is left in front; offscreen there is none.
    front = next(iter(windows()), None)
    if front is None:
        raise NotSeen("nobody has the focus")
    front.activateWindow()
    return front.focusWidget() or front


def _key(target: QWidget, key: int, held: Qt.KeyboardModifier, sign: str) -> None:
    QCoreApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, held, sign))
    # What the key did may have ended the one who had the focus.
    after = QApplication.activePopupWidget() or QApplication.focusWidget()
    if after is not None:
        QCoreApplication.sendEvent(after, QKeyEvent(QEvent.Type.KeyRelease, key, held, sign))


def _shortcut(target: QWidget, keys: QKeySequence) -> bool:
    """Trigger the window's shortcut with these keys, as Qt does once nobody claimed them; False when it has none."""
    top = target.window()
    found = [
        one
        for one in top.findChildren(QShortcut)
        if one.key() == keys and one.isEnabled() and _reaches(one, target, top)
    ]
    if len(found) > 1:
        raise NotSeen(f"several things wait for {keys.toString()}")
    for one in found:
        QCoreApplication.sendEvent(one, QShortcutEvent(keys, one))
    return bool(found)


def _reaches(shortcut: QShortcut, target: QWidget, top: QWidget) -> bool:
    owner = shortcut.parent()
    if not isinstance(owner, QWidget) or not owner.isVisible() or owner.window() is not top:
        return False
    match shortcut.context():
        case Qt.ShortcutContext.WidgetShortcut:
            return owner is target
        case Qt.ShortcutContext.WidgetWithChildrenShortcut:
            return owner is target or owner.isAncestorOf(target)
        case _:
            return True
