"""Asking before something that was written is thrown away, and naming what is lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.domain.change import AddMessage, Change, EditTicket, OpenTicket, SetStatus
from desktop.ui.controls import secondary_button
from desktop.ui.wording import plurals

translate = QCoreApplication.translate

_SHOWN = 160


def what_is_lost(change: Change) -> str:
    """What discarding this change throws away."""
    match change.deed:
        case OpenTicket(subject=subject):
            said = translate("Discard", "The ticket “{text}” will not be sent.").format(text=subject)
        case AddMessage(text=text):
            said = translate("Discard", "The reply “{text}” will not be sent.").format(text=_short(text))
        case EditTicket():
            said = translate("Discard", "Your changes to the ticket's details will not be sent.")
        case SetStatus(text=text) if text:
            said = translate("Discard", "The change of status and “{text}” will not be sent.").format(text=_short(text))
        case _:
            said = translate("Discard", "The change of status will not be sent.")
    if change.files:
        names = ", ".join(file.name for file in change.files[:5])
        said += "\n" + translate("Discard", "With it go {files}: {names}.").format(
            files=plurals.files(len(change.files)), names=names
        )
    return said


def ask_to_discard(parent: QWidget, change: Change, discard: Callable[[], None]) -> QMessageBox:
    """Ask, without blocking; `discard` runs only on the person's explicit order. Keeping is the default."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(translate("Discard", "Discard?"))
    box.setText(translate("Discard", "Discard this for good?"))
    box.setInformativeText(what_is_lost(change))
    throw = secondary_button(translate("Discard", "Discard"), box, danger=True)
    keep = secondary_button(translate("Discard", "Keep"), box)
    box.addButton(throw, QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(keep, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    throw.clicked.connect(discard)
    box.open()
    return box


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[:_SHOWN] + "…"
