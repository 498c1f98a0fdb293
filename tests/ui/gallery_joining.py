"""Pictures of the ways to an account: python -m tests.ui.gallery_joining FOLDER [light|dark|long]...

"long" is light, with words as long as those of Italian and Greek.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale, QSize, qInstallMessageHandler
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop import errors
from desktop.domain.account import Feature
from desktop.domain.joining import Field, PasswordChange, WayIn
from desktop.ui.change_password_dialog import ChangePasswordDialog
from desktop.ui.sign_in import SignInPage
from desktop.ui.sign_in.joining_card import JoiningCard
from desktop.ui.theme import Appearance, Theme
from tests.ui.gallery_accounts import over
from tests.ui.gallery_wizard import wait
from tests.ui.longer_words import longer_words
from tests.ui.sign_in_door import ScriptedDoor
from tests.wizard_builders import a_helpdesk


class Door:
    """Answers as its scene wants, at once or never."""

    def __init__(self, error: errors.WorldError | None = None, *, answers: bool = True) -> None:
        self._error = error
        self._answers = answers

    def change_password(
        self,
        form: PasswordChange,
        then: Callable[[], None],
        failed: Callable[[errors.WorldError], None],
        *,
        earlier: str = "",
    ) -> None:
        if self._answers:
            then() if self._error is None else failed(self._error)


def dialogs() -> dict[str, ChangePasswordDialog]:
    def made(door: Door, *, typed: bool = True) -> ChangePasswordDialog:
        dialog = ChangePasswordDialog(door, HELPDESK.name, ("Sofia",))
        for text, box in zip(("the present one", "vento sereno", "vento sereno"), dialog.boxes.values(), strict=True):
            if typed and isinstance(box.editor, QLineEdit):
                box.editor.setText(text)
        if typed:
            dialog.go_button.click()
        return dialog

    return {
        "change": made(Door(), typed=False),
        "change-done": made(Door()),
        "change-busy": made(Door(answers=False)),
        "change-wrong": made(Door(errors.BadCredentials())),
        "change-offline": made(Door(errors.Unreachable(reached_server=False))),
        "change-doubt": made(Door(errors.Unreachable())),
    }


SIZES = (QSize(1440, 900), QSize(900, 600), QSize(400, 640))
HELPDESK = replace(a_helpdesk(), name="Yπηρεσία Υποστήριξης", languages=("el", "en"), features=frozenset(Feature))
TYPED = {
    Field.NAME: "Σοφία Δήμου",
    Field.EMAIL: "sofia@dimou.example",
    Field.USER_NAME: "sofia",
    Field.PASSWORD: "vento sereno",
    Field.REPEATED: "vento sereno",
    Field.COMPANY: "Δήμου ΑΕ",
    Field.CONTACT: "Σοφία Δήμου",
    Field.TEXT: "Χρησιμοποιούμε δύο μηχανές σας.\nWe have two machines of yours.",
}


def typed_into(form: JoiningCard) -> None:
    for field, box in form.boxes.items():
        if isinstance(box.editor, QLineEdit):
            box.editor.setText(TYPED[field])
        elif isinstance(box.editor, QPlainTextEdit):
            box.editor.setPlainText(TYPED[field])


def scenes() -> dict[str, Callable[[SignInPage, ScriptedDoor], None]]:
    def offer(page: SignInPage, door: ScriptedDoor) -> None:
        page.form.login.setText("sofia@dimou.example")

    def begin(way: WayIn) -> Callable[[SignInPage, ScriptedDoor], JoiningCard]:
        def show(page: SignInPage, door: ScriptedDoor) -> JoiningCard:
            offer(page, door)
            page.form.links.links[way].click()
            assert page.joining.form is not None
            return page.joining.form

        return show

    def filled(way: WayIn, then: Callable[[ScriptedDoor], None] | None = None):
        def show(page: SignInPage, door: ScriptedDoor) -> None:
            typed_into(begin(way)(page, door))
            if then is not None:
                page.joining.go()
                then(door)

        return show

    def empty(page: SignInPage, door: ScriptedDoor) -> None:
        begin(WayIn.REGISTER)(page, door).go_button.click()

    def not_active(page: SignInPage, door: ScriptedDoor) -> None:
        page.form.login.setText("sofia")
        page.form.password.setText("vento sereno")
        page.form.go_button.click()
        door.fail_sign_in(errors.NotActivated())

    taken = errors.Refused(422, "invalid", "no", {"/user_name": "This user name is taken."})
    return {
        "sign-in": offer,
        "sign-in-not-active": not_active,
        "register": begin(WayIn.REGISTER),
        "register-empty": empty,
        "register-typed": filled(WayIn.REGISTER),
        "register-busy": filled(WayIn.REGISTER, lambda door: None),
        "register-taken": filled(WayIn.REGISTER, lambda door: door.refuse(taken)),
        "register-offline": filled(WayIn.REGISTER, lambda door: door.refuse(errors.Unreachable(reached_server=False))),
        "register-wait": filled(WayIn.REGISTER, lambda door: door.refuse(errors.ServerBusy(retry_after=40))),
        "register-done": filled(WayIn.REGISTER, lambda door: door.take()),
        "access": begin(WayIn.ASK_ACCESS),
        "access-typed": filled(WayIn.ASK_ACCESS),
        "access-done": filled(WayIn.ASK_ACCESS, lambda door: door.take()),
        "password": begin(WayIn.FORGOT_PASSWORD),
        "password-done": filled(WayIn.FORGOT_PASSWORD, lambda door: door.take()),
        "user-name": begin(WayIn.FORGOT_USER_NAME),
        "user-name-done": filled(WayIn.FORGOT_USER_NAME, lambda door: door.take()),
    }


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(lambda *_: None)
    app = QApplication(sys.argv)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app.setFont(QFont("Noto Sans", 11))
    theme = Theme(app)
    for scheme in sys.argv[2:] or ["light", "dark", "long"]:
        theme.set_appearance(Appearance.DARK if scheme == "dark" else Appearance.LIGHT)
        with longer_words() if scheme == "long" else nullcontext():
            for size in SIZES:
                for name, prepare in scenes().items():
                    door = ScriptedDoor()
                    page = SignInPage(door, address=HELPDESK.address, can_cancel=True)
                    page.resize(size)
                    page.show()
                    page.form.go_button.click()
                    door.find(HELPDESK)
                    prepare(page, door)
                    wait(60)
                    page.grab().save(str(folder / f"{name}-{scheme}-{size.width()}.png"))
                    page.abandon()
                    page.close()
                window = QWidget()
                window.resize(size)
                for name, dialog in dialogs().items():
                    dialog.show()
                    over(window, dialog).save(str(folder / f"{name}-{scheme}-{size.width()}.png"))
                    dialog.close()


if __name__ == "__main__":
    main()
