"""Pictures of e-mail: the dialog, the outbox, the conversation, the preferences. `python -m tests.ui.gallery_email FOLDER`. Not a test."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from desktop import settings
from desktop.connectors.email import compose
from desktop.connectors.email_submission import Fate, Outcome
from desktop.domain.change import AddMessage, Change, OpenTicket, Problem, SetStatus, StatusTarget
from desktop.domain.change_state import ChangeState
from desktop.domain.mailing import MAIL_DID_NOT_GO, MAIL_PERHAPS
from desktop.runtime.mailroom import Mailroom, MailWay
from desktop.settings import Section, Settings
from desktop.ui.email_dialog import EmailDialog
from desktop.ui.preferences import PreferencesDialog
from desktop.ui.side_bar import Page
from desktop.ui.theme import Appearance, Theme
from desktop.ui.translation import Language, Translation
from desktop.ui.workbench import Workbench
from tests.ui.gallery import settle
from tests.ui.window_account import CATALOGUE, HELPDESK, PERSON, PlainAccount, PlainViews, a_change, a_file, now

MAIL_DESK = replace(HELPDESK, email_address="support@rossi.example", email_subject_pattern="[#{number}]")


def an_opening(id: str, subject: str, state: ChangeState, problem: str = "", **more: object) -> Change:
    deed = OpenTicket(
        subject, "Since yesterday evening it squeaks on every start. Video attached.", "fault", priority="high"
    )
    change = Change(id, id, deed, now() - 300_000, state, problem=Problem(problem) if problem else None)
    return replace(change, **more)  # type: ignore[arg-type]


def an_account() -> PlainAccount:
    """Things that wait, that went by e-mail, and that can't go."""
    views = PlainViews()
    views.changes = [
        an_opening("w", "Conveyor 4 squeaks on start", ChangeState.QUEUED),
        an_opening("m", "Pump P-101 stops after warm-up", ChangeState.MAILED, mailed_at=now()),
        an_opening("p", "Πρέσα 7: σφάλμα E-217", ChangeState.MAILED, MAIL_PERHAPS, mailed_at=now()),
        an_opening(
            "n", "Compressor hall B: pressure drops", ChangeState.NEEDS_ATTENTION, MAIL_DID_NOT_GO, mailed_at=now()
        ),
        Change("c", "p101", SetStatus(StatusTarget.CLOSED), now() - 100_000),
        a_change("f", "m", "The serial is CV-4431."),
    ]
    account = PlainAccount(views, helpdesk=MAIL_DESK)
    view = views.tickets["p101"]
    *others, last = view.entries
    assert last.change is not None
    mailed = replace(last.change, state=ChangeState.MAILED, mailed_at=now())
    waiting = a_change("q2", "p101", "One more: the fan turns by hand.")
    entry = replace(
        last, id="q2", text="One more: the fan turns by hand.", change=replace(waiting, state=ChangeState.BLOCKED)
    )
    said = a_change("q0", "p101", "Serial DR-88213.", attempts=1)
    first = replace(last, id="q0", text="Serial DR-88213.", change=said)
    views.changes += [said, mailed, waiting]
    views.changes = [one for one in views.changes if one.id != "c"]
    views.changes.insert(4, Change("c", "inv", SetStatus(StatusTarget.CLOSED), now() - 100_000))
    views.tickets["p101"] = replace(view, entries=(*others, first, replace(last, change=mailed), entry))
    return account


def main(out: Path, only: str = "") -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    chosen = QFont("Noto Sans")
    chosen.setPointSizeF(11)
    app.setFont(chosen)
    theme = Theme(app)
    Translation(app).use(Language.ENGLISH)
    folder = Path(tempfile.mkdtemp())
    out.mkdir(parents=True, exist_ok=True)

    def take(name: str, widget: QWidget, size: QSize | None = None) -> None:
        if only and only not in name:
            return
        widget.resize(size or widget.sizeHint())
        widget.show()
        settle()
        widget.resize(size or widget.sizeHint())
        settle()
        widget.grab().save(str(out / f"{name}.png"))
        widget.hide()
        settle()

    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.set_appearance(appearance)
        tail = appearance.value
        kept = Settings(folder / f"{tail}.json")
        with_server = Settings(folder / f"{tail}-server.json")
        with_server.set(settings.SMTP_HOST, "smtp.rossi.example")
        with_server.set(settings.SMTP_USER, "anna@rossi.example")
        account = an_account()
        room = Mailroom(account)
        file = a_file("conveyor 4 — θόρυβος.mp4", 7_400_000, "video/mp4")
        change = an_opening("w", "Conveyor 4 squeaks on start", ChangeState.QUEUED)
        change = replace(change, deed=replace(change.deed, files=(file,)))  # type: ignore[arg-type]
        letter = compose(change, helpdesk=MAIL_DESK, person=PERSON, catalogue=CATALOGUE, machine="Conveyor 4")
        reply = Change("r", "p101", AddMessage("Serial DR-88213. The fan does not run."), now())
        answer = compose(
            reply,
            helpdesk=MAIL_DESK,
            person=PERSON,
            catalogue=CATALOGUE,
            number="10234",
            ticket_subject="Pump P-101 stops",
        )
        closing = Change("s", "p101", SetStatus(StatusTarget.CLOSED, "It runs again."), now())
        last = compose(
            closing,
            helpdesk=MAIL_DESK,
            person=PERSON,
            catalogue=CATALOGUE,
            number="10234",
            ticket_subject="Pump P-101 stops",
        )
        take(f"dialog-{tail}", EmailDialog(change, letter, room, kept))
        take(f"dialog-close-{tail}", EmailDialog(closing, last, room, kept))
        dialog = EmailDialog(reply, answer, room, with_server)
        take(f"dialog-server-{tail}", dialog)
        dialog._failed(Outcome(Fate.CREDENTIALS, "535 5.7.8 Authentication failed"))
        take(f"dialog-failed-{tail}", dialog)
        other = EmailDialog(reply, answer, room, with_server)
        other.choose(MailWay.FILE)
        take(f"dialog-small-{tail}", other, QSize(420, 480))
        preferences = PreferencesDialog(with_server)
        preferences.show_section(Section.EMAIL)
        take(f"preferences-{tail}", preferences)
        for size in ((1440, 900), (900, 600)):
            window = Workbench(account, kept)
            window.go(Page.OUTBOX)
            take(f"outbox-{tail}-{size[0]}", window, QSize(*size))
            window.shut()
            window = Workbench(account, kept)
            window.ticket_list.view.choose("p101")
            window.show_ticket("p101")
            take(f"conversation-{tail}-{size[0]}", window, QSize(*size))
            window.shut()
        room.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
