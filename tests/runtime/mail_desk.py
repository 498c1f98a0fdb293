"""A running session on a helpdesk that takes e-mail, with a line between them that can be cut: mail goes another way."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot
from stage.slow_line import SlowLine

from desktop.connectors.email_submission import MailServer, Security
from desktop.domain.change import Change
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import TicketDraft
from desktop.domain.mailing import Obstacle
from desktop.runtime.account_session import AccountSession
from desktop.runtime.link_state import LinkKind
from desktop.runtime.mailroom import Done, Errand, Failure, Mailroom, MailWay
from desktop.sandbox.helpdesk import Setup
from desktop.sandbox.server import RunningSandbox
from desktop.stamps import new_id
from tests.live_helpdesk import a_session, signed_in

LOGIN = "laura.bassi@montelago.example"


@contextmanager
def a_helpdesk_with_mail(folder: Path, *, honours: bool = True) -> Iterator[RunningSandbox]:
    setup = Setup("otrs", folder, smtp_in=0, honours_mail_ids=honours)
    with RunningSandbox(folder, "otrs", setup=setup) as running:
        yield running


class Desk:
    """A session with its mailroom, and a line to the helpdesk that a test cuts. Mail goes another way."""

    def __init__(self, qtbot: QtBot, session: AccountSession, helpdesk: RunningSandbox, line: SlowLine) -> None:
        self.qtbot = qtbot
        self.session = session
        self.helpdesk = helpdesk
        self._line = line
        self.room = Mailroom(session)

    @property
    def server(self) -> MailServer:
        assert self.helpdesk.smtp_address is not None
        host, port = self.helpdesk.smtp_address
        return MailServer(host, port, Security.NONE)

    def do(self, action: Callable[..., Change], *arguments: object) -> Change:
        made: list[Change] = []
        self.session.perform(action, *arguments, then=made.append)
        self.qtbot.waitUntil(lambda: bool(made), timeout=10_000)
        return made[0]

    def send(self, errand: Errand) -> Done | Failure:
        answers: list[Done | Failure] = []
        self.room.send(errand, answers.append, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
        return answers[0]

    def send_waiting(self, errand: Errand) -> Done | Failure:
        """Send something that waits; while the engine finds out that it can't be sent over the line, it is on its way for a moment."""
        answers: list[Done | Failure] = []

        def gone() -> bool:
            answers.append(self.send(errand))
            return answers[-1] is not Obstacle.NOT_WAITING

        self.qtbot.waitUntil(gone, timeout=20_000)
        return answers[-1]

    def by_server(self, change: Change, server: MailServer | None = None, **parts: object) -> Done | Failure:
        return self.send_waiting(Errand(change.id, MailWay.SERVER, server=server or self.server, **parts))  # type: ignore[arg-type]

    def begin(self, errand: Errand, heard: list[bytes]) -> list[Done | Failure]:
        """Send something that waits, until the mail server has heard of it; what becomes of it will stand in the list.

        One attempt at a time: while the engine finds out that it can't be sent over the line, it is not waiting for a moment.
        """
        answers: list[Done | Failure] = []
        self.room.send(errand, answers.append, answers.append)

        def begun() -> bool:
            if answers:
                assert answers == [Obstacle.NOT_WAITING]
                answers.clear()
                self.room.send(errand, answers.append, answers.append)
            return bool(heard)

        self.qtbot.waitUntil(begun, timeout=20_000)
        return answers

    def change(self, change: Change) -> Change:
        kept = self.session.views.change(change.id)
        assert kept is not None
        return kept

    def go_offline(self) -> None:
        self._line.close()
        self.session.sync_now()
        self.qtbot.waitUntil(lambda: self.session.link.kind not in (LinkKind.ONLINE, LinkKind.SYNCING), timeout=20_000)

    def go_online(self) -> None:
        self._line = SlowLine(self.helpdesk.url, random.Random(1), port=self._line.port)
        self.session.sync_now()
        self.qtbot.waitUntil(lambda: self.session.link.kind is LinkKind.ONLINE, timeout=20_000)

    def wait_for(self, change: Change, state: ChangeState) -> None:
        def reached() -> bool:
            if self.change(change).state is not state:
                self.session.sync_now()
            return self.change(change).state is state

        self.qtbot.waitUntil(reached, timeout=20_000)

    def close(self) -> None:
        self.room.close()
        self._line.close()


@contextmanager
def a_desk(qtbot: QtBot, folder: Path, *, honours: bool = True, online: bool = True) -> Iterator[Desk]:
    with a_helpdesk_with_mail(folder / "helpdesk", honours=honours) as helpdesk:
        line = SlowLine(helpdesk.url, random.Random(1))
        account = signed_in(line.address, folder / "accounts", LOGIN)
        with a_session(account) as session:
            desk = Desk(qtbot, session, helpdesk, line)
            try:
                with qtbot.waitSignal(session.opened, timeout=10_000):
                    session.open()
                qtbot.waitUntil(lambda: session.link.kind is LinkKind.ONLINE, timeout=20_000)
                if not online:
                    desk.go_offline()
                yield desk
            finally:
                desk.close()


def a_draft(**parts: object) -> TicketDraft:
    fields = {
        "id": new_id(),
        "request_type": "fault",
        "machine_skipped": True,
        "subject": "Protocollo: errore — Ἡ φόρμα δεν στέλνεται",
        "description": "1. Apro il modulo.\n2. Premo Invia.\n3. Compare E-217.",
    }
    return TicketDraft(**(fields | parts))  # type: ignore[arg-type]
