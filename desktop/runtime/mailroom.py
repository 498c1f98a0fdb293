"""Takes a change to e-mail: the outbox says so first, then the letter leaves, and what surely did not leave is brought back.

Letters are written, opened and submitted on a lane of its own, made when it is first needed: a mail server may take its time.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject

from desktop import settings
from desktop.actions.letter_files import own_folder, pieces_of, save_letter
from desktop.actions.send_by_email import HandedOver, hand_to_mail, mail_may_have_gone, mail_was_not_made
from desktop.connectors.email import Letter, Locate
from desktop.connectors.email_submission import Fate, MailServer, Outcome, Security, Submission
from desktop.domain.account import Person
from desktop.domain.mailing import Obstacle
from desktop.errors import KeyringError, WorldError
from desktop.runtime.lane import Lane, is_gone
from desktop.runtime.mail_program import open_letter
from desktop.settings import Settings
from desktop.storage.vault import Patience, keep_password, kept_password

T = TypeVar("T")


class MailWay(StrEnum):
    """How a letter leaves."""

    PROGRAM = "program"
    FILE = "file"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be done with a change. `target` is the file it is saved as, `server` what it is submitted to.

    `keep_password`: one that the server took is put into the keyring.
    """

    change_id: str
    way: MailWay
    target: Path | None = None
    server: MailServer | None = None
    password: str = ""
    keep_password: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """It was handed over. `perhaps`: nobody knows whether the mail server has it. `password_kept` is None where nothing was to be kept."""

    way: MailWay
    perhaps: bool = False
    password_kept: bool | None = None


Failure = Obstacle | Outcome | WorldError
"""Why it surely did not leave."""


class MailingSession(Protocol):
    """What is asked of an account (`AccountSession`)."""

    @property
    def person(self) -> Person:
        """Who writes."""
        ...

    @property
    def attachments(self) -> Any:
        """Where files lie (`local_file`)."""
        ...

    @property
    def mail_folder(self) -> Path:
        """Where letters for a mail program are put."""
        ...

    def perform(
        self,
        action: Callable[..., Any],
        *arguments: object,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[WorldError], None] | None = None,
    ) -> None:
        """Run `action(desk, *arguments)` on the writer lane."""
        ...


def server_of(kept: Settings) -> MailServer | None:
    """The mail server of the preferences; None where there is none."""
    host = kept.get(settings.SMTP_HOST).strip()
    if not host:
        return None
    security = Security(kept.get(settings.SMTP_SECURITY))
    return MailServer(host, kept.get(settings.SMTP_PORT), security, kept.get(settings.SMTP_USER).strip())


def password_name(server: MailServer) -> str:
    """Under which name the keyring has the password."""
    return f"smtp {server.user}@{server.host}"


class Mailroom(QObject):
    """One per window and account. `close` it before it goes."""

    def __init__(self, session: MailingSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lane: Lane | None = None
        self._closed = False
        self._patience = Patience()
        self._submission: tuple[str, Submission] | None = None
        self._under_way: set[str] = set()
        self._stopped: set[str] = set()

    def is_under_way(self, change_id: str) -> bool:
        """Whether its letter is being written, opened or submitted at this moment."""
        return change_id in self._under_way

    def stop(self, change_id: str) -> None:
        """The person waits no longer: cut the submission of this change. What surely did not leave waits as before; the rest stays."""
        if change_id in self._under_way:
            self._stopped.add(change_id)
            self._cut(change_id)

    def send(self, errand: Errand, done: Callable[[Done], None], failed: Callable[[Failure], None]) -> None:
        """Hand a change over; `done` or `failed` is called once, unless whoever asked is gone by then. Whatever happens in between, it
        never goes both ways."""
        person = self._session.person
        if errand.change_id in self._under_way:
            failed(Obstacle.NOT_WAITING)
            return
        self._under_way.add(errand.change_id)

        def handed(answer: HandedOver | Obstacle) -> None:
            if isinstance(answer, Obstacle):
                self._tell(errand, failed, answer)
            else:
                self._leave(errand, answer, done, failed)

        def hindered(error: WorldError) -> None:
            self._tell(errand, failed, error)

        self._session.perform(hand_to_mail, errand.change_id, person, then=handed, failed=hindered)

    def ask_password(self, server: MailServer, then: Callable[[str], None]) -> None:
        """The password that the keyring has for this server, empty when it has none, or does not answer."""
        self._submit(lambda: kept_password(password_name(server), self._patience), then, lambda _: then(""))

    def close(self) -> None:
        """Cut what is under way; what may have left stays with e-mail."""
        self._closed = True
        self._patience.give_up()
        self._cut()
        if self._lane is not None:
            self._lane.close()

    def _cut(self, change_id: str = "") -> None:
        """The submission under way, if it is that of this change (of any without an id)."""
        submission = self._submission
        if submission is not None and change_id in ("", submission[0]):
            submission[1].cancel()

    def _tell(self, errand: Errand, whom: Callable[[T], None], answer: T) -> None:
        """It has ended; whoever asked may have been closed meanwhile."""
        self._under_way.discard(errand.change_id)
        self._stopped.discard(errand.change_id)
        if not is_gone(whom):
            whom(answer)

    def _submit(
        self, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[WorldError], None]
    ) -> None:
        if self._closed:
            return
        if self._lane is None:
            self._lane = Lane("mail", self)
        self._lane.submit(work, then, failed)

    def _leave(
        self, errand: Errand, handed: HandedOver, done: Callable[[Done], None], failed: Callable[[Failure], None]
    ) -> None:
        session = self._session

        def left(answer: Done | Outcome) -> None:
            if isinstance(answer, Outcome):
                bring_back(answer)
            elif answer.perhaps:
                told = partial(self._tell, errand, done, answer)
                session.perform(mail_may_have_gone, errand.change_id, then=lambda _: told(), failed=lambda _: told())
            else:
                self._tell(errand, done, answer)

        def bring_back(why: Failure) -> None:
            told = partial(self._tell, errand, failed, why)
            session.perform(mail_was_not_made, handed, then=lambda _: told(), failed=lambda _: told())

        work = partial(self._work, errand, handed.letter, session.attachments.local_file, session.mail_folder)
        self._submit(work, left, bring_back)

    def _work(self, errand: Errand, letter: Letter, locate: Locate, folder: Path) -> Done | Outcome:
        try:
            return self._left(errand, letter, locate, folder)
        except WorldError:
            raise
        except BaseException:
            # A mistake of ours, of which the lane tells: nobody knows how far it came, so it stays with e-mail until the person says more.
            self._under_way.discard(errand.change_id)
            raise

    def _left(self, errand: Errand, letter: Letter, locate: Locate, folder: Path) -> Done | Outcome:
        match errand.way:
            case MailWay.PROGRAM:
                open_letter(letter, folder, locate)
            case MailWay.FILE:
                assert errand.target is not None
                save_letter(letter, errand.target, locate, for_editing=True)
            case MailWay.SERVER:
                assert errand.server is not None
                return self._submitted(errand, errand.server, letter, locate, folder)
        return Done(errand.way)

    def _submitted(
        self, errand: Errand, server: MailServer, letter: Letter, locate: Locate, folder: Path
    ) -> Done | Outcome:
        own = own_folder(folder, letter)
        path = own / "letter.eml"
        try:
            size = save_letter(letter, path, locate, for_editing=False)
            submission = Submission(server, errand.password)
            self._submission = (errand.change_id, submission)
            if self._closed or errand.change_id in self._stopped:
                submission.cancel()
            outcome = submission.run(letter, size, lambda: pieces_of(path))
        finally:
            self._submission = None
            # What can't be removed (something looks at it) goes after a week, and says nothing about the letter.
            shutil.rmtree(own, ignore_errors=True)
        if not outcome.fate.may_have_gone:
            return outcome
        return Done(errand.way, outcome.fate is Fate.PERHAPS, self._keep(errand, server))

    def _keep(self, errand: Errand, server: MailServer) -> bool | None:
        if not (errand.keep_password and errand.password):
            return None
        try:
            keep_password(password_name(server), errand.password, self._patience)
        except KeyringError:
            return False
        return True
