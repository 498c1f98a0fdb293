"""Details of this computer in words, for a description: the person sees every one of them before anything is sent."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QScreen

from desktop.identity import APP_NAME, VERSION
from desktop.runtime.this_computer import default_browser, system_name

translate = QCoreApplication.translate


def computer_details(screen: QScreen | None) -> str:
    """Lines with a caption each: system, browser (where known), screen, and this program with its version."""
    lines = [translate("Computer", "Operating system: {name}").format(name=system_name())]
    if browser := default_browser():
        lines.append(translate("Computer", "Browser: {name}").format(name=browser))
    if screen is not None:
        size, ratio = screen.size(), screen.devicePixelRatio()
        words = f"{round(size.width() * ratio)} × {round(size.height() * ratio)}"
        if ratio != 1:
            words = f"{words}, {round(ratio * 100)} %"
        lines.append(translate("Computer", "Screen: {size}").format(size=words))
    lines.append(translate("Computer", "Program: {name}").format(name=f"{APP_NAME} {VERSION}"))
    return "\n".join(lines)
