"""Does what the lines say, one after the other; waiting never stops the event loop."""

from __future__ import annotations

from functools import singledispatchmethod
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.domain.change import Change, OpenTicket
from desktop.ui.rehearsal import hands, sight
from desktop.ui.rehearsal.commands import (
    Choose,
    Click,
    Command,
    Copy,
    Drop,
    Grab,
    Look,
    Press,
    Quit,
    Resize,
    Scheme,
    Told,
    Type,
    Wait,
    read_command,
)
from desktop.ui.rehearsal.sight import NotSeen
from desktop.ui.rehearsal.wire import Wire
from desktop.ui.theme import Appearance

if TYPE_CHECKING:
    from desktop.runtime.account_session import AccountSession
    from desktop.runtime.notifier import NativeNotice
    from desktop.ui.application import Application

Answer = dict[str, object]

_LOOK_EVERY = 20
"""Milliseconds between two looks while waiting."""


class Rehearsal(QObject):
    """Make it before the window is shown, `start` it afterwards."""

    def __init__(self, application: Application) -> None:
        """Take standard input and output over. Raises Mistake without them."""
        super().__init__(application)
        self._application = application
        self._wire = Wire(self)
        self._lines: list[bytes] = []
        self._waiting: Wait | None = None
        self._deadline = 0.0
        self._notices: list[NativeNotice] = []
        self._heard_from: QObject | None = None
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_EVERY)
        self._again.timeout.connect(self._look_again)
        # Each command in a turn of its own, so that what it led to (paints, answers of lanes) comes before the next.
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._obey_next)
        self._wire.heard.connect(self._hear)
        self._wire.ended.connect(application.quit)

    def start(self) -> None:
        """Say that the window is there, and listen."""
        self._listen_for_notices()
        self._wire.say({"ok": True, "ready": True})
        self._wire.start()

    # The lines

    def _hear(self, line: bytes) -> None:
        self._lines.append(line)
        if self._waiting is None:
            self._next.start(0)

    def _obey_next(self) -> None:
        if self._waiting is not None or not self._lines:
            return
        self._listen_for_notices()
        try:
            command = read_command(self._lines.pop(0))
            if isinstance(command, Wait):
                self._waiting, self._deadline = command, monotonic() + command.seconds
                self._again.start()
                self._look_again()
                return
            self._answer(self._do(command))
        except (NotSeen, msgspec.MsgspecError, OSError) as error:
            self._refuse(str(error))

    def _answer(self, words: Answer | None) -> None:
        self._wire.say({"ok": True} | (words or {}))
        if self._lines:
            self._next.start(0)

    def _refuse(self, why: str) -> None:
        self._wire.say({"ok": False, "why": why})
        if self._lines:
            self._next.start(0)

    # Waiting

    def _look_again(self) -> None:
        wanted = self._waiting
        if wanted is None:
            return
        self._listen_for_notices()
        missing, found = self._missing(wanted)
        if missing and monotonic() < self._deadline:
            return
        self._waiting = None
        self._again.stop()
        if missing:
            self._refuse(f"after {wanted.seconds:g} s {missing}")
        else:
            self._answer({"found": found})

    def _missing(self, wanted: Wait) -> tuple[str, str]:
        """What does not hold yet, in words (empty: all does), and the words found last."""
        found = ""
        if wanted.text:
            said = next((one for one in sight.texts(wanted.within) if wanted.text in one), None)
            if said is None:
                return f"“{wanted.text}” is not in sight", ""
            found = said
        if wanted.gone and any(wanted.gone in one for one in sight.texts(wanted.within)):
            return f"“{wanted.gone}” is still in sight", ""
        if wanted.row:
            row = sight.row(wanted.row, wanted.shows, wanted.within)
            if row is None:
                return f"no row says “{wanted.row}” and “{wanted.shows}”", ""
            found = row
        if wanted.notice:
            told = next(
                (f"{one.title}\n{one.body}" for one in self._notices if wanted.notice in f"{one.title}\n{one.body}"), ""
            )
            if not told:
                return f"no notice said “{wanted.notice}”", ""
            found = told
        return self._missing_facts(wanted), found

    def _missing_facts(self, wanted: Wait) -> str:
        session = self._session
        if wanted.link and (session is None or str(session.link.kind) != wanted.link):
            return f"the line is {session.link.kind if session else 'not there'}, not {wanted.link}"
        if wanted.unsent is not None:
            unsent = self._unsent()
            if unsent != wanted.unsent:
                return f"{unsent} changes are on their way, not {wanted.unsent}"
        if wanted.ready:
            try:
                place = sight.find(wanted.ready, wanted.within)
            except NotSeen as error:
                return str(error)
            if not place.widget.isEnabled():
                return f"“{wanted.ready}” is disabled"
        return ""

    # The commands

    @singledispatchmethod
    def _do(self, command: Command) -> Answer | None:
        raise NotSeen(f"nobody knows how to {command}")

    @_do.register
    def _(self, _command: Look) -> Answer:
        return {
            "windows": [
                {
                    "title": top.windowTitle(),
                    "name": top.objectName(),
                    "size": (top.width(), top.height()),
                    "texts": [words for one in sight.visible(top) for words in sight.words_of(one)],
                }
                for top in sight.windows()
            ],
            "focus": _name_of(QApplication.focusWidget()),
        }

    @_do.register
    def _(self, command: Click) -> None:
        button = Qt.MouseButton.LeftButton if command.button == "left" else Qt.MouseButton.RightButton
        hands.click(sight.find(command.on, command.within), button, command.times)

    @_do.register
    def _(self, command: Choose) -> None:
        hands.choose(sight.find(command.on, command.within), command.entry)

    @_do.register
    def _(self, command: Press) -> Answer:
        for _ in range(command.times):
            hands.press(command.keys)
        return {"focus": _name_of(QApplication.focusWidget())}

    @_do.register
    def _(self, command: Type) -> None:
        hands.write(command.text)

    @_do.register
    def _(self, command: Drop) -> None:
        hands.drop([Path(file) for file in command.files], sight.find(command.on, command.within))

    @_do.register
    def _(self, command: Copy) -> None:
        clipboard = QGuiApplication.clipboard()
        if not command.picture:
            clipboard.setText(command.text)
            return
        picture = QImage(command.picture)
        if picture.isNull():
            raise NotSeen(f"{command.picture} is no picture")
        clipboard.setImage(picture)

    @_do.register
    def _(self, command: Grab) -> Answer:
        top = sight.window(command.window)
        if not top.grab().save(command.to):
            raise NotSeen(f"the picture can't be written to {command.to}")
        return {"window": top.objectName() or top.windowTitle()}

    @_do.register
    def _(self, _command: Told) -> Answer:
        session = self._session
        changes = session.views.outbox() if session is not None and session.is_open else []
        return {
            "notices": [{"title": one.title, "body": one.body} for one in self._notices],
            "changes": [
                {"id": one.id, "ticket": one.ticket_id, "state": str(one.state), "text": _text_of(one)}
                for one in changes
            ],
        }

    @_do.register
    def _(self, command: Resize) -> None:
        sight.window(command.window or "mainWindow").resize(command.width, command.height)

    @_do.register
    def _(self, command: Scheme) -> None:
        self._application.theme.set_appearance(Appearance(command.look))

    @_do.register
    def _(self, _command: Quit) -> None:
        # Answered first: what comes after this line is the end of the output.
        QTimer.singleShot(0, self, self._application.quit)

    # The account

    @property
    def _session(self) -> AccountSession | None:
        return self._application.desk.session if self._application.desk is not None else None

    def _unsent(self) -> int:
        session = self._session
        if session is None or not session.is_open:
            return -1
        return sum(not change.state.is_settled for change in session.views.outbox())

    def _listen_for_notices(self) -> None:
        """Hear the notices of the accounts that are open now."""
        presence = self._application.presence
        if presence is not None and presence.notices is not self._heard_from:
            self._heard_from = presence.notices
            presence.notices.told.connect(self._notices.append)


def _text_of(change: Change) -> str:
    return change.deed.subject if isinstance(change.deed, OpenTicket) else change.deed.text


def _name_of(widget: QWidget | None) -> str:
    if widget is None:
        return ""
    said = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.objectName() or widget.accessibleName() or said or type(widget).__name__
