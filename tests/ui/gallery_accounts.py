"""Pictures of what concerns accounts and their keys: python -m tests.ui.gallery_accounts FOLDER [light|dark]...

Dialogs are drawn over the window they belong to, at 1440×900 and 900×600.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale, QPoint, QSize, qInstallMessageHandler
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop.settings import Settings
from desktop.storage.accounts import Account, Lock
from desktop.ui.account_keys import keys_of
from desktop.ui.account_menu import AccountEntry, AccountOrders, Signed, account_remark, fill_account_menu
from desktop.ui.key_trouble_dialog import KeyTrouble, KeyTroubleDialog, SecondLock
from desktop.ui.passphrase_dialog import PassphraseDialog, PassphraseNeed
from desktop.ui.sign_in import SignInPage
from desktop.ui.sign_in.known_accounts import KnownAccount
from desktop.ui.theme import Appearance, Theme
from desktop.ui.unsent_question import LeavingKind, LeavingWords, UnsentItem, UnsentQuestion
from desktop.ui.workbench import Workbench
from tests.ui.gallery_wizard import wait
from tests.ui.sign_in_door import ScriptedDoor
from tests.ui.window_account import PlainAccount

SIZES = (QSize(1440, 900), QSize(900, 600))

HERE = Account(Path("a"), "https://desk.example", "anna@rossi.example", "Meccanica Rossi", Lock("keyring"))
OTHERS = [
    Account(Path("b"), "https://help.verdi.example", "anna.rossi", "Verdi & Figli Hosting", Lock("keyring"), unsent=2),
    Account(
        Path("c"), "https://it.comune.example", "a.rossi@comune.example", "Comune", Lock("passphrase"), signed_out=True
    ),
    Account(
        Path("d.locked-2026-11-22"), "https://desk.example", "anna@rossi.example", "Meccanica Rossi", Lock("keyring")
    ),
]
REMARKS = ("", "3 unread, 1 needs you, offline", "locked, signed out", "kept aside on 22/11/2026")
ENTRIES = [
    AccountEntry(one, remark, is_front=one is HERE, keys=keys_of(at) if at < 3 else "")
    for at, (one, remark) in enumerate(zip([HERE, *OTHERS], REMARKS, strict=True))
]
ITEMS = [
    UnsentItem("New ticket", "Conveyor 4 squeaks on start", "queued"),
    UnsentItem("Reply", "#10234 Pump P-101 stops after warm-up", "sending 62 %"),
    UnsentItem("New ticket", "Photo upload from tablet too large", "needs you"),
    UnsentItem("Draft", "Η πρέσα σταματά με σφάλμα E-217 κάθε πρωί, λίγο μετά την εκκίνηση της δεύτερης γραμμής"),
    UnsentItem("Draft of a reply", "#10221 Cella robotizzata: perdita d’olio sotto il giunto 3"),
    UnsentItem("Reply", "#10187 VPN to line 2 drops every night", "queued"),
    UnsentItem("Close ticket", "#10198 New spindle for MX-20: quote", "queued"),
]
SIGNED = Signed("Anna Rossi", "Meccanica Rossi")
WORDS = LeavingWords("anna@rossi.example", "Meccanica Rossi", can_wait=True)


def over(window: QWidget, dialog: QWidget, at: QPoint | None = None) -> QPixmap:
    """The window with the dialog in its middle, what lies behind somewhat dimmed."""
    wait(120)
    picture = window.grab()
    painter = QPainter(picture)
    if at is None:
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 60))
        at = QPoint((window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2)
    painter.drawPixmap(at, dialog.grab())
    painter.end()
    return picture


def dialogs() -> dict[str, QWidget]:
    """Every dialog in every state that somebody meets."""
    troubled = KeyTroubleDialog(KeyTrouble.LOST, SecondLock.PASSWORD)
    troubled.field.setText("secret")
    troubled.show_trouble(
        KeyTrouble.LOST,
        "This is not the password last used on this computer. Try an earlier one.",
    )
    asking = KeyTroubleDialog(KeyTrouble.LOST, SecondLock.PASSWORD)
    asking.anew_button.click()
    busy = KeyTroubleDialog(KeyTrouble.LOST, SecondLock.PASSWORD)
    busy.wait()
    again = KeyTroubleDialog(KeyTrouble.LOCKED, SecondLock.PASSWORD)
    again.show_trouble(KeyTrouble.LOCKED, "It is still the same. Try again in a moment.")
    return {
        "key-waiting": KeyTroubleDialog(KeyTrouble.WAITING, SecondLock.PASSWORD),
        "key-locked": KeyTroubleDialog(KeyTrouble.LOCKED, SecondLock.PASSWORD),
        "key-locked-again": again,
        "key-absent": KeyTroubleDialog(KeyTrouble.ABSENT, SecondLock.PASSWORD),
        "key-lost": KeyTroubleDialog(KeyTrouble.LOST, SecondLock.PASSWORD),
        "key-lost-nothing": KeyTroubleDialog(KeyTrouble.LOST, SecondLock.NONE),
        "key-lost-wrong": troubled,
        "key-lost-busy": busy,
        "key-changed": KeyTroubleDialog(KeyTrouble.CHANGED, SecondLock.PASSPHRASE),
        "key-forgotten": KeyTroubleDialog(KeyTrouble.FORGOTTEN),
        "key-anew": asking,
        "passphrase-known": PassphraseDialog(PassphraseNeed.KNOWN, may_forget=True),
        "passphrase-instead": PassphraseDialog(PassphraseNeed.INSTEAD),
        "leave-sign-out": UnsentQuestion(LeavingKind.SIGN_OUT, WORDS, ITEMS[:3]),
        "leave-remove": UnsentQuestion(LeavingKind.REMOVE, WORDS, ITEMS),
        "leave-remove-clean": UnsentQuestion(LeavingKind.REMOVE, replace(WORDS, can_wait=False), ()),
    }


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(lambda *_: None)
    app = QApplication(sys.argv)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app.setFont(QFont("Noto Sans", 11))
    theme = Theme(app)
    place = Path(tempfile.mkdtemp())
    for scheme in sys.argv[2:] or ["light", "dark"]:
        theme.set_appearance(Appearance(scheme))
        for size in SIZES:
            tail = f"{scheme}-{size.width()}"
            window = Workbench(PlainAccount(), Settings(place / f"{tail}.json"))
            window.resize(size)
            window.show()
            wait(150)
            window.ticket_list.view.choose("p101")
            for name, dialog in dialogs().items():
                dialog.resize(dialog.sizeHint())
                dialog.show()
                over(window, dialog).save(str(folder / f"{name}-{tail}.png"))
                dialog.close()
            menu = window.side_bar.badge.menu_of_account
            fill_account_menu(menu, HERE, ENTRIES, AccountOrders(*(lambda *_: None,) * 8), SIGNED)
            show_menu(window, menu).save(str(folder / f"menu-{tail}.png"))
            window.shut()
            window.close()
            known = [
                KnownAccount(one, one.login, one.helpdesk_name, one.address, account_remark(one)) for one in OTHERS
            ]
            page = SignInPage(ScriptedDoor(), known=known, can_cancel=True)
            page.resize(size)
            page.show()
            wait(150)
            page.grab().save(str(folder / f"sign-in-known-{tail}.png"))
            page.close()


def show_menu(window: Workbench, menu: QMenu) -> QPixmap:
    """The menu under the badge."""
    badge = window.side_bar.badge
    menu.ensurePolished()
    menu.resize(menu.sizeHint())
    return over(window, menu, badge.mapTo(window, badge.rect().bottomLeft()))


if __name__ == "__main__":
    main()
