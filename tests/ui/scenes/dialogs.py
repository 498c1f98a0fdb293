"""Every dialog in every state that somebody meets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import errors, settings
from desktop.connectors.email import compose
from desktop.connectors.email_submission import Fate, Outcome
from desktop.domain.change import AddMessage, Change, SetStatus, StatusTarget
from desktop.domain.joining import PasswordChange
from desktop.domain.rules import TicketField
from desktop.runtime.autostart import DesktopFile
from desktop.runtime.mailroom import Mailroom, server_of
from desktop.settings import Section
from desktop.ui.change_password_dialog import ChangePasswordDialog
from desktop.ui.conflict_dialog import ConflictDialog
from desktop.ui.edit_details_dialog import EditDetailsDialog
from desktop.ui.email_dialog import EmailDialog
from desktop.ui.key_trouble_dialog import KeyTrouble, KeyTroubleDialog, SecondLock
from desktop.ui.passphrase_dialog import PassphraseDialog, PassphraseNeed
from desktop.ui.preferences import AccountWords, PreferencesDialog, Surroundings
from desktop.ui.unsent_question import LeavingKind, LeavingWords, UnsentItem, UnsentQuestion
from tests.ui import conflict_scenes as decisions
from tests.ui.scenes.stage import OWN, SQUEEZED, Scene, Stage
from tests.ui.window_account import CATALOGUE, HELPDESK, PERSON, PlainAccount, a_file, now

translate = QCoreApplication.translate

ITEMS = (
    UnsentItem("New ticket", "Conveyor 4 squeaks on start", "queued"),
    UnsentItem("Reply", "#10234 Pump P-101 stops after warm-up", "sending 62 %"),
    UnsentItem("New ticket", "Photo upload from tablet too large", "needs you"),
    UnsentItem("Draft", "Η πρέσα σταματά με σφάλμα E-217 κάθε πρωί, λίγο μετά την εκκίνηση της δεύτερης γραμμής"),
    UnsentItem("Draft of a reply", "#10221 Cella robotizzata: perdita d’olio sotto il giunto 3"),
    UnsentItem("Reply", "#10187 VPN to line 2 drops every night", "queued"),
    UnsentItem("Close ticket", "#10198 New spindle for MX-20: quote", "queued"),
)
LEAVING = LeavingWords("anna@rossi.example", "Meccanica Rossi", can_wait=True)
MAIL_DESK = replace(HELPDESK, email_address="support@rossi.example", email_subject_pattern="[#{number}]")


def made(dialog: Callable[[], QWidget], act: Callable[..., object] = lambda _: None) -> Callable[[Stage], QWidget]:
    """The dialog, and what `act` makes of it."""

    def build(stage: Stage) -> QWidget:
        shown = stage.up(dialog())
        act(shown)
        return shown

    return build


# Keys and passwords


def key(trouble: KeyTrouble, second: SecondLock = SecondLock.PASSWORD) -> Callable[[], KeyTroubleDialog]:
    return lambda: KeyTroubleDialog(trouble, second)


def typed_wrong(dialog: KeyTroubleDialog) -> None:
    dialog.field.setText("secret")
    dialog.show_trouble(
        KeyTrouble.LOST,
        translate("SignInPage", "This is not the password last used on this computer. Try an earlier one."),
    )


def still(dialog: KeyTroubleDialog) -> None:
    dialog.show_trouble(KeyTrouble.LOCKED, translate("AccountOpening", "It is still the same. Try again in a moment."))


class PasswordDoor:
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


def password(door: PasswordDoor | None = None) -> Callable[[Stage], QWidget]:
    """Another password; with a door it was typed and sent."""

    def act(dialog: ChangePasswordDialog) -> None:
        typed = ("the present one", "vento sereno", "vento sereno")
        for text, box in zip(typed, dialog.boxes.values(), strict=True):
            if door is not None and isinstance(box.editor, QLineEdit):
                box.editor.setText(text)
        if door is not None:
            dialog.go_button.click()

    return made(lambda: ChangePasswordDialog(door or PasswordDoor(), "Υπηρεσία Υποστήριξης", ("Sofia",)), act)


def passphrase_twice(dialog: PassphraseDialog) -> None:
    dialog.first.setText("vento sereno")
    dialog.second.setText("vento")
    dialog.ok_button.click()


# Tickets


def conflict(account: Callable[[], PlainAccount], *, chosen: bool = False) -> Callable[[Stage], QWidget]:
    def build(stage: Stage) -> QWidget:
        shown = account()
        dialog = stage.up(ConflictDialog(shown, shown.views.changes[0]))
        if chosen:
            dialog.choose(dialog.offered[1])
        return dialog

    return build


def edit(stage: Stage) -> QWidget:
    account = decisions.closed()
    return stage.up(EditDetailsDialog(account, account.views.tickets["p101"], frozenset(TicketField)))


def email(
    deed: AddMessage | SetStatus, *, server: bool = False, user: str = "", fate: Fate | None = None
) -> Callable[[Stage], QWidget]:
    """A letter about to go; with `fate` this became of it."""

    def build(stage: Stage) -> QWidget:
        kept = stage.settings()
        if server:
            kept.set(settings.SMTP_HOST, "smtp.rossi.example")
            kept.set(settings.SMTP_USER, user)
        change = Change("r", "p101", deed, now())
        letter = compose(
            change, helpdesk=MAIL_DESK, person=PERSON, catalogue=CATALOGUE, number="10234", ticket_subject="Pump stops"
        )
        room = Mailroom(PlainAccount(helpdesk=MAIL_DESK))
        stage.later(room.close)
        dialog = stage.up(EmailDialog(change, letter, room, kept))
        if user:
            # One question after the other: once this one is answered, so is that of the dialog.
            answers: list[str] = []
            room.ask_password(server_of(kept), answers.append)
            stage.until(lambda: answers)
        if fate is not None:
            dialog._failed(Outcome(fate, "535 5.7.8 Authentication failed"))
        return dialog

    return build


# The program


def preferences(section: Section | None) -> Callable[[Stage], QWidget]:
    """A page of the preferences; None is that of the account."""

    def build(stage: Stage) -> QWidget:
        kept = stage.settings()
        kept.set(settings.PROXY, "explicit")
        kept.set(settings.SMTP_HOST, "smtp.rossi.example")
        words = AccountWords("Anna Rossi", "anna@rossi.example", "Macchine Rossi", "https://help.rossi.example", True)
        around = Surroundings(words, DesktopFile(["x"], stage.folder), lambda then: then(734_003_200))
        dialog = stage.up(PreferencesDialog(kept, around))
        if section is None:
            dialog.list.setCurrentRow(dialog.list.count() - 1)
        else:
            dialog.show_section(section)
        return dialog

    return build


def leaving(kind: LeavingKind, words: LeavingWords, items: tuple[UnsentItem, ...]) -> Callable[[Stage], QWidget]:
    return made(lambda: UnsentQuestion(kind, words, items))


REPLY = AddMessage("Serial DR-88213. The fan does not run.", (a_file("noise.mp4", 7_400_000, "video/mp4"),))
NOT_GONE = [fate for fate in Fate if fate not in (Fate.SENT, Fate.PERHAPS)]

SCENES = (
    Scene("key-waiting", made(key(KeyTrouble.WAITING))),
    Scene("key-locked", made(key(KeyTrouble.LOCKED))),
    Scene("key-locked-again", made(key(KeyTrouble.LOCKED), still)),
    Scene("key-absent", made(key(KeyTrouble.ABSENT))),
    Scene("key-lost", made(key(KeyTrouble.LOST)), doubled=True),
    Scene("key-lost-typing", made(key(KeyTrouble.LOST), lambda one: one.type_button.click())),
    Scene("key-lost-nothing", made(key(KeyTrouble.LOST, SecondLock.NONE))),
    Scene("key-lost-wrong", made(key(KeyTrouble.LOST), typed_wrong)),
    Scene("key-lost-busy", made(key(KeyTrouble.LOST), lambda one: one.wait())),
    Scene("key-changed", made(key(KeyTrouble.CHANGED, SecondLock.PASSPHRASE))),
    Scene("key-forgotten", made(key(KeyTrouble.FORGOTTEN))),
    Scene("key-anew", made(key(KeyTrouble.LOST), lambda one: one.anew_button.click())),
    *(
        Scene(f"passphrase-{need.name.lower()}", made(lambda need=need: PassphraseDialog(need, may_forget=True)))
        for need in PassphraseNeed
    ),
    Scene("passphrase-twice", made(lambda: PassphraseDialog(PassphraseNeed.NEW), passphrase_twice)),
    Scene("password", password(), doubled=True),
    Scene("password-done", password(PasswordDoor())),
    Scene("password-busy", password(PasswordDoor(answers=False))),
    Scene("password-wrong", password(PasswordDoor(errors.BadCredentials()))),
    Scene("password-offline", password(PasswordDoor(errors.Unreachable(reached_server=False)))),
    Scene("password-doubt", password(PasswordDoor(errors.Unreachable()))),
    Scene("conflict-edited", conflict(decisions.edited), doubled=True),
    Scene("conflict-unseen", conflict(decisions.unseen)),
    Scene("conflict-closed", conflict(decisions.closed)),
    Scene("conflict-merged", conflict(decisions.merged)),
    Scene("conflict-gone", conflict(decisions.gone)),
    Scene("conflict-chosen", conflict(decisions.closed, chosen=True)),
    Scene("edit-details", edit, doubled=True),
    Scene("email-reply", email(REPLY), (OWN, SQUEEZED, QSize(420, 480)), doubled=True),
    Scene("email-closing", email(SetStatus(StatusTarget.CLOSED, "It runs again."))),
    Scene("email-server", email(REPLY, server=True)),
    Scene("email-password", email(REPLY, server=True, user="anna@rossi.example")),
    *(Scene(f"email-{fate.value}", email(REPLY, server=True, fate=fate)) for fate in NOT_GONE),
    *(Scene(f"preferences-{section.value}", preferences(section), doubled=True) for section in Section),
    Scene("preferences-account", preferences(None)),
    Scene("leave-sign-out", leaving(LeavingKind.SIGN_OUT, LEAVING, ITEMS[:3])),
    Scene("leave-remove", leaving(LeavingKind.REMOVE, LEAVING, ITEMS), doubled=True),
    Scene("leave-remove-clean", leaving(LeavingKind.REMOVE, replace(LEAVING, can_wait=False), ())),
    Scene("leave-unreadable", leaving(LeavingKind.REMOVE, replace(LEAVING, unreadable=True), ())),
)
