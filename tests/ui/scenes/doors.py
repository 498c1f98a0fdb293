"""The ways to an account: signing in, joining, what was forgotten, signing in again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop import errors
from desktop.domain.account import Feature
from desktop.domain.joining import Field, WayIn
from desktop.ui.account_menu import account_remark
from desktop.ui.sign_in import SignInPage, SignInPurpose
from desktop.ui.sign_in.again import SignInAgain
from desktop.ui.sign_in.joining_card import JoiningCard
from desktop.ui.sign_in.known_accounts import KnownAccount
from tests.ui.scenes.stage import DIALOG, SMALL, WIDE, Scene, Stage
from tests.ui.scenes.windows import some_accounts
from tests.ui.sign_in_door import ScriptedDoor
from tests.ui.window_account import PlainAccount
from tests.wizard_builders import a_helpdesk

SIZES = (WIDE, SMALL, QSize(400, 640))
HELPDESK = replace(a_helpdesk(), name="Υπηρεσία Υποστήριξης", languages=("el", "en"), features=frozenset(Feature))
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
FAILURES: dict[str, errors.SportelloError] = {
    "busy": errors.ServerBusy(retry_after=42),
    "wrong": errors.BadCredentials(),
    "offline": errors.Unreachable(reached_server=False),
    "not-active": errors.NotActivated(),
}
TAKEN = errors.Refused(422, "invalid", "no", {"/user_name": "This user name is taken."})

Prepare = Callable[[SignInPage, ScriptedDoor], object]


def first(stage: Stage) -> QWidget:
    return stage.up(SignInPage(ScriptedDoor()))


def looking(stage: Stage) -> QWidget:
    page = stage.up(SignInPage(ScriptedDoor(), address="help.rossi.example"))
    page.form.go_button.click()
    return page


def no_helpdesk(stage: Stage) -> QWidget:
    door = ScriptedDoor()
    page = stage.up(SignInPage(door, address="anna@rossi.example"))
    page.form.go_button.click()
    door.fail_discovery(errors.NotAHelpdesk())
    return page


def known(stage: Stage) -> QWidget:
    accounts = [
        KnownAccount(one, one.login, one.helpdesk_name, one.address, account_remark(one))
        for one in some_accounts(stage)[1:]
    ]
    return stage.up(SignInPage(ScriptedDoor(), known=accounts, can_cancel=True))


def found(prepare: Prepare) -> Callable[[Stage], QWidget]:
    """The page once the helpdesk was found, after `prepare`."""

    def build(stage: Stage) -> QWidget:
        door = ScriptedDoor()
        page = SignInPage(door, address=HELPDESK.address, can_cancel=True)
        stage.later(page.abandon)
        stage.up(page)
        page.form.go_button.click()
        door.find(HELPDESK)
        page.form.login.setText("sofia@dimou.example")
        prepare(page, door)
        return page

    return build


def refused(error: errors.SportelloError) -> Prepare:
    def prepare(page: SignInPage, door: ScriptedDoor) -> None:
        page.form.password.setText("vento sereno")
        page.form.go_button.click()
        door.fail_sign_in(error)

    return prepare


def begun(page: SignInPage, way: WayIn) -> JoiningCard:
    page.form.links.links[way].click()
    assert page.joining.form is not None
    return page.joining.form


def empty(way: WayIn) -> Prepare:
    return lambda page, door: begun(page, way).go_button.click()


def filled(way: WayIn, then: Callable[[ScriptedDoor], object] | None = None) -> Prepare:
    """The form with something in every field; with `then` it was sent."""

    def prepare(page: SignInPage, door: ScriptedDoor) -> None:
        for field, box in begun(page, way).boxes.items():
            if isinstance(box.editor, QLineEdit):
                box.editor.setText(TYPED[field])
            elif isinstance(box.editor, QPlainTextEdit):
                box.editor.setPlainText(TYPED[field])
        if then is not None:
            page.joining.go()
            then(door)

    return prepare


class SignedOut(PlainAccount):
    """An account whose session ended."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(helpdesk=HELPDESK)
        self.account = some_accounts(stage)[0]


def again(stage: Stage) -> QWidget:
    parent = stage.up(QWidget())
    return stage.up(SignInAgain(SignedOut(stage), parent))


def again_page(stage: Stage) -> QWidget:
    door = ScriptedDoor()
    return stage.up(SignInPage(door, purpose=SignInPurpose.AGAIN, helpdesk=a_helpdesk(), login="anna", can_cancel=True))


REGISTER = WayIn.REGISTER

SCENES = (
    Scene("sign-in", first, SIZES, doubled=True),
    Scene("sign-in-looking", looking, SIZES),
    Scene("sign-in-no-helpdesk", no_helpdesk, SIZES),
    Scene("sign-in-known", known, SIZES, doubled=True),
    Scene("sign-in-found", found(lambda page, door: None), SIZES, doubled=True),
    *(Scene(f"sign-in-{name}", found(refused(error)), SIZES) for name, error in FAILURES.items()),
    Scene("sign-in-again", again),
    Scene("sign-in-again-page", again_page, DIALOG),
    *(Scene(f"join-{way.value}", found(lambda page, door, way=way: begun(page, way)), SIZES) for way in WayIn),
    *(Scene(f"join-{way.value}-empty", found(empty(way)), SIZES) for way in WayIn),
    *(Scene(f"join-{way.value}-done", found(filled(way, lambda door: door.take())), SIZES) for way in WayIn),
    Scene("join-typed", found(filled(REGISTER)), SIZES, doubled=True),
    Scene("join-busy", found(filled(REGISTER, lambda door: None)), SIZES),
    Scene("join-taken", found(filled(REGISTER, lambda door: door.refuse(TAKEN))), SIZES),
    Scene("join-offline", found(filled(REGISTER, lambda door: door.refuse(FAILURES["offline"]))), SIZES),
    Scene("join-wait", found(filled(REGISTER, lambda door: door.refuse(FAILURES["busy"]))), SIZES),
)
