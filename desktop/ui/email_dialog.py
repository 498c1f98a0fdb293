"""Sending something by e-mail: what will be sent, to whom, and which way.

What is shown is the letter itself. Once a way is chosen the outbox says "handed to e-mail" before anything leaves; what surely did not
leave is told here, and waits again as before.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.actions.letter_files import file_name
from desktop.connectors.email import Letter
from desktop.connectors.email_submission import Fate, MailServer, Outcome
from desktop.domain.change import Change
from desktop.domain.mailing import asks_to_close
from desktop.domain.projection import first_line
from desktop.runtime.mailroom import Done, Errand, Failure, Mailroom, MailWay, server_of
from desktop.settings import Settings
from desktop.ui.controls import Card, Rule, SectionLabel, Text, primary_button, secondary_button, surface
from desktop.ui.field_box import FieldBox
from desktop.ui.icons import Icon
from desktop.ui.open_ticket_wizard.choice_row import ChoiceRow
from desktop.ui.password_edit import PasswordEdit
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import size
from desktop.ui.wording.mail import why_it_did_not_go

WIDTH = 620
_SHOWN = 240


class EmailDialog(QDialog):
    """Not modal to the program; Escape leaves everything as it is. It closes by itself once the letter has left."""

    handed_over = Signal(object)
    """`Done`."""

    def __init__(
        self, change: Change, letter: Letter, room: Mailroom, kept: Settings | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        surface(self, "pane")
        self.setObjectName("email")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._change = change
        self._letter = letter
        self._room = room
        self._server = server_of(kept) if kept is not None else None
        self._known_password = ""
        self._busy = False
        self.title = Text(role=TextRole.TITLE, strong=True, wrap=True)
        self.ways: list[ChoiceRow] = []
        self.password = PasswordEdit()
        self.password_box = FieldBox(self.password)
        self.keep = QCheckBox()
        self.trouble = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self.cancel: QPushButton = secondary_button(self.tr("Cancel"))
        self.go: QPushButton = primary_button("")
        self._build()
        self._choose(MailWay.SERVER if self._server is not None else MailWay.PROGRAM)
        if self._server is not None and self._server.user:
            room.ask_password(self._server, self._password_known)

    @property
    def letter(self) -> Letter:
        """What is to be sent."""
        return self._letter

    @property
    def chosen(self) -> MailWay:
        """The way that is chosen."""
        return next(MailWay(row.value) for row in self.ways if row.isChecked())

    def choose(self, way: MailWay) -> None:
        """Choose a way, as if its row had been pressed."""
        next(row for row in self.ways if row.value == way.value).click()

    # What stands where

    def _build(self) -> None:
        self.title.setText(self.tr("Send by e-mail"))
        self.setWindowTitle(self.title.text())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(space(6), space(5), space(6), space(4))
        column.setSpacing(space(3))
        column.addWidget(self.title)
        column.addWidget(Text(self._meaning(), tone=Tone.DIM, wrap=True))
        column.addWidget(self._preview())
        column.addSpacing(space(1))
        column.addWidget(SectionLabel(self.tr("Which way?")))
        ways = QVBoxLayout()
        ways.setSpacing(space(1) + 2)
        for row in self._rows():
            self.ways.append(row)
            row.clicked.connect(lambda _=False, row=row: self._choose(MailWay(row.value)))
            ways.addWidget(row)
        column.addLayout(ways)
        self.password_box.set_caption(self.tr("Password of the mail server"))
        self.keep.setText(self.tr("Keep it in this computer's keyring"))
        self.keep.setChecked(True)
        column.addWidget(self.password_box)
        column.addWidget(self.keep)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self._area = area
        self._content = inside
        foot = QHBoxLayout()
        foot.setContentsMargins(space(6), space(3), space(6), space(4))
        foot.setSpacing(space(2))
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        outer.addWidget(Rule())
        told = QVBoxLayout()
        told.setContentsMargins(space(6), space(3), space(6), 0)
        told.addWidget(self.trouble)
        outer.addLayout(told)
        outer.addLayout(foot)
        self.trouble.hide()
        self.cancel.setAutoDefault(False)
        self.go.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        self.password.textEdited.connect(lambda _: self.password_box.set_fault(""))

    def _meaning(self) -> str:
        if asks_to_close(self._change):
            return self.tr(
                "The e-mail asks the helpdesk to close the ticket. Once it is sent, this waits here until the helpdesk shows it, and is not"
                " sent a second time."
            )
        return self.tr(
            "Once the e-mail is sent, this waits here until the helpdesk shows it, and is not sent a second time."
        )

    def _preview(self) -> Card:
        letter = self._letter
        card = Card(framed=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(4))
        grid.setVerticalSpacing(space(1))
        grid.setColumnStretch(1, 1)
        sender = f"{letter.sender_name} <{letter.sender}>" if letter.sender_name else letter.sender
        files = ", ".join(f"{file.name} ({size(file.size)})" for file in letter.files)
        lines = [
            (self.tr("From"), sender, False),
            (self.tr("To"), letter.to, False),
            (self.tr("Subject"), letter.subject, True),
            (self.tr("Text"), self._beginning(), False),
            (self.tr("Files"), files, False),
        ]
        for at, (caption, words, strong) in enumerate(line for line in lines if line[1]):
            grid.addWidget(Text(caption, role=TextRole.SMALL, tone=Tone.DIM), at, 0, Qt.AlignmentFlag.AlignTop)
            value = Text(words, role=TextRole.SMALL, strong=strong, wrap=True)
            value.setAccessibleName(f"{caption}: {words}")
            grid.addWidget(value, at, 1)
        card.body.addLayout(grid)
        return card

    def _beginning(self) -> str:
        """The text, as far as it takes to know it again."""
        text = first_line(self._letter.text, _SHOWN + 1)
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"

    def _rows(self) -> list[ChoiceRow]:
        rows = [
            ChoiceRow(
                MailWay.PROGRAM.value,
                self.tr("In my mail program"),
                self.tr("It opens there, ready. Look at it, then send it."),
                symbol=Icon.OUTSIDE,
                small=True,
            ),
            ChoiceRow(
                MailWay.FILE.value,
                self.tr("As a file"),
                self.tr("Saved as .eml, to be sent from any computer."),
                symbol=Icon.SAVE,
                small=True,
            ),
        ]
        if self._server is not None:
            words = self.tr("Sent at once, through {host}.").format(host=self._server.host)
            row = ChoiceRow(MailWay.SERVER.value, self.tr("From here"), words, symbol=Icon.SEND, small=True)
            rows.insert(0, row)
        return rows

    def sizeHint(self) -> QSize:
        """As tall as it needs to be; on a small screen what there is of it."""
        scale = max(1.0, self.fontMetrics().averageCharWidth() / 8)
        width = round(WIDTH * scale)
        content = self._content.layout()
        height = self._content.minimumSizeHint().height()
        if content is not None and content.hasHeightForWidth():
            height = max(height, content.totalHeightForWidth(width))
        foot = self.go.sizeHint().height() + space(14)
        if not self.trouble.isHidden():
            foot += self.trouble.heightForWidth(width - 2 * space(6)) + space(3)
        screen = self.screen() or QGuiApplication.primaryScreen()
        return QSize(width, height + foot).boundedTo(screen.availableGeometry().size() * 0.94)

    def _grow(self) -> None:
        """Something more is to be seen."""
        if self.isVisible():
            self.resize(self.size().expandedTo(self.sizeHint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the ways."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        at = next((number for number, row in enumerate(self.ways) if row.hasFocus()), None)
        if step is not None and at is not None:
            row = self.ways[(at + step) % len(self.ways)]
            row.setFocus(Qt.FocusReason.TabFocusReason)
            row.click()
        else:
            super().keyPressEvent(event)

    # Choosing and going

    def _choose(self, way: MailWay) -> None:
        for row in self.ways:
            row.setChecked(row.value == way.value)
            if row.isChecked() and self.isVisible():
                row.setFocus(Qt.FocusReason.OtherFocusReason)
                self._area.ensureWidgetVisible(row)
        self._show_password()
        self._say_button()

    def _say_button(self) -> None:
        if self._busy:
            self.go.setText(self.tr("Sending…"))
            return
        words = {
            MailWay.PROGRAM: self.tr("Open"),
            MailWay.FILE: self.tr("Save…"),
            MailWay.SERVER: self.tr("Send"),
        }
        self.go.setText(words[self.chosen])

    def _show_password(self) -> None:
        server = self._server
        asks = self.chosen is MailWay.SERVER and server is not None and bool(server.user) and not self._known_password
        self.password_box.setVisible(asks)
        self.keep.setVisible(asks)
        self._grow()

    def _password_known(self, password: str) -> None:
        self._known_password = password
        self._show_password()

    def _go(self) -> None:
        way, server = self.chosen, self._server
        if way is MailWay.FILE:
            self._ask_where()
        elif way is MailWay.SERVER and server is not None:
            self._submit(server)
        else:
            self._send(Errand(self._change.id, way))

    def _submit(self, server: MailServer) -> None:
        password = self._known_password or self.password.text()
        if server.user and not password:
            self.password_box.set_fault(self.tr("Please type the password."))
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        keep = not self._known_password and self.keep.isChecked()
        self._send(Errand(self._change.id, MailWay.SERVER, server=server, password=password, keep_password=keep))

    def _ask_where(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = file_name(self._letter)
        dialog = QFileDialog(self, self.tr("Save as"), str(Path(folder) / name), self.tr("E-mail (*.eml)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("eml")
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_as)
        dialog.open()

    def save_as(self, target: str) -> None:
        """Save the letter there."""
        self._send(Errand(self._change.id, MailWay.FILE, Path(target)))

    def _send(self, errand: Errand) -> None:
        self._set_busy(True)
        self.trouble.hide()
        self._room.send(errand, self._done, self._failed)

    def done(self, result: int) -> None:
        """Whoever closes it while the letter is being sent does not want it sent."""
        if self._busy:
            self._room.stop(self._change.id)
        super().done(result)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for widget in (*self.ways, self.password_box, self.keep, self.go):
            widget.setEnabled(not busy)
        self._say_button()

    def _done(self, done: Done) -> None:
        self._busy = False
        self.password.clear()
        self.handed_over.emit(done)
        self.accept()

    def _failed(self, why: Failure) -> None:
        self._set_busy(False)
        if isinstance(why, Outcome) and why.fate in (Fate.CREDENTIALS, Fate.SIGN_IN_NEEDED):
            # What the keyring has is not right any more.
            self._known_password = ""
            self._show_password()
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        said = why_it_did_not_go(why)
        self.trouble.setText(" ".join(part for part in (f"{said.title}.", said.sentence, said.remedy) if part))
        self.trouble.show()
        self._grow()
