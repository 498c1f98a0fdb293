"""Pictures of sign-in, passphrase, preferences and tray: python -m tests.ui.gallery_rest FOLDER [light|dark]..."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, qInstallMessageHandler
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from desktop import errors, settings
from desktop.runtime.autostart import DesktopFile
from desktop.settings import Section, Settings
from desktop.ui.passphrase_dialog import PassphraseDialog, PassphraseNeed
from desktop.ui.preferences import AccountWords, PreferencesDialog, Surroundings
from desktop.ui.sign_in import SignInPage, SignInPurpose
from desktop.ui.theme import Appearance, Theme
from desktop.ui.tray_icon import TrayLook, tray_pixmap
from tests.ui.gallery_wizard import wait
from tests.ui.sign_in_door import ScriptedDoor
from tests.wizard_builders import a_helpdesk


def save(folder: Path, name: str, widget: QWidget, size: QSize | None = None) -> None:
    widget.resize(size or widget.sizeHint())
    widget.show()
    wait(200)
    widget.grab().save(str(folder / f"{name}.png"))
    widget.close()


def sign_in_pictures(folder: Path, scheme: str) -> None:
    size = QSize(900, 600)
    door = ScriptedDoor()
    save(folder, f"sign-in-1-{scheme}", SignInPage(door), size)
    page = SignInPage(door, address="help.rossi.example")
    page.form.go_button.click()
    save(folder, f"sign-in-2-looking-{scheme}", page, size)
    page = SignInPage(door, address="anna@rossi.example")
    page.form.go_button.click()
    door.fail_discovery(errors.NotAHelpdesk())
    save(folder, f"sign-in-3-wrong-{scheme}", page, size)
    page = SignInPage(door, helpdesk=a_helpdesk(), login="anna@rossi.example")
    page.form.password.setText("secret")
    page.form.go_button.click()
    door.fail_sign_in(errors.ServerBusy(retry_after=42))
    save(folder, f"sign-in-4-busy-{scheme}", page, size)
    page.abandon()
    again = SignInPage(door, purpose=SignInPurpose.AGAIN, helpdesk=a_helpdesk(), login="anna", can_cancel=True)
    save(folder, f"sign-in-5-again-{scheme}", again, size)
    save(folder, f"passphrase-{scheme}", PassphraseDialog(PassphraseNeed.NEW))
    save(folder, f"passphrase-wrong-{scheme}", PassphraseDialog(PassphraseNeed.WRONG))


def tray_picture(folder: Path) -> None:
    looks = [
        TrayLook(),
        TrayLook(3),
        TrayLook(12),
        TrayLook(0, 1),
        TrayLook(2, 1),
        TrayLook(online=False),
        TrayLook(4, 0, False),
    ]
    sheet = QPixmap(560, 260)
    painter = QPainter(sheet)
    for row, colour in enumerate(("#f6f7f9", "#14171c")):
        painter.fillRect(0, row * 130, 560, 130, QColor(colour))
        for column, look in enumerate(looks):
            painter.drawPixmap(10 + column * 78, row * 130 + 8, tray_pixmap(look, 64))
            painter.drawPixmap(10 + column * 78, row * 130 + 80, tray_pixmap(look, 32))
            painter.drawPixmap(48 + column * 78, row * 130 + 80, tray_pixmap(look, 22))
            painter.drawPixmap(48 + column * 78, row * 130 + 106, tray_pixmap(look, 16))
    painter.end()
    sheet.save(str(folder / "tray.png"))


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(lambda *_: None)
    app = QApplication(sys.argv)
    app.setFont(QFont("Noto Sans", 10))
    theme = Theme(app)
    for scheme in sys.argv[2:] or ["light", "dark"]:
        theme.set_appearance(Appearance(scheme))
        sign_in_pictures(folder, scheme)
        with tempfile.TemporaryDirectory() as place:
            kept = Settings(Path(place) / "settings.json")
            kept.set(settings.PROXY, "explicit")
            words = AccountWords("Anna Rossi", "anna@rossi.example", "Macchine Rossi", "https://help.rossi.example")
            dialog = PreferencesDialog(
                kept, Surroundings(words, DesktopFile(["x"], Path(place)), lambda then: then(734_003_200))
            )
            for section in Section:
                if section in dialog.sections:
                    dialog.show_section(section)
                    save(folder, f"preferences-{section}-{scheme}", dialog)
    tray_picture(folder)


if __name__ == "__main__":
    main()
