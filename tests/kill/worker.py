"""The program without its window, for kill tests: a real account session (lanes, sync driver, engine, storage, HTTP) led by lines of JSON.

Each line on standard input asks for one thing and carries a number `n`; the answer carries the same number, and is written when the
action's own callback says that it is done, so that what was answered is what the program acknowledged to the person.
"""

import json
import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop import logbook
from desktop.account_identity import Identity
from desktop.actions.change_status import close_ticket, reopen_ticket
from desktop.actions.drafts import save_draft
from desktop.actions.open_ticket import open_ticket
from desktop.actions.reply import reply
from desktop.actions.settle import retry
from desktop.actions.sign_in import open_lock
from desktop.connectors.contract import Connector, TokenStore
from desktop.connectors.discovery import connector_for
from desktop.connectors.proxy import Proxy, ProxyMode
from desktop.domain.change import Change, OpenTicket, SetStatus, StatusTarget
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.instant import Instant
from desktop.paths import Profile
from desktop.runtime.account_session import AccountSession
from desktop.stamps import now
from desktop.storage.accounts import list_accounts
from desktop.storage.vault import PASSPHRASE_VARIABLE

Asked = dict[str, Any]


def connect(identity: Identity, tokens: TokenStore) -> Connector:
    return connector_for(identity.helpdesk, tokens, identity.client_id, Proxy(ProxyMode.NONE))


class Worker(QObject):
    """Does what the lines say."""

    heard = Signal(str)
    ended = Signal()

    def __init__(self, profile: Path) -> None:
        super().__init__()
        self.resting: Asked | None = None
        self.quiet_at: Instant | None = None
        account = list_accounts(Profile.at(profile).accounts)[0]
        self.session = AccountSession(
            account, lambda: open_lock(account, os.environ[PASSPHRASE_VARIABLE]), connect, undo_time=0
        )
        self.session.opened.connect(lambda: self.tell(event="opened"))
        self.session.failed.connect(self.fail)
        self.heard.connect(self.obey)
        self.ended.connect(self.leave)
        threading.Thread(target=self.listen, daemon=True).start()
        self.session.open()

    def listen(self) -> None:
        for line in sys.stdin:
            self.heard.emit(line)
        self.ended.emit()

    def obey(self, line: str) -> None:
        asked: Asked = json.loads(line)
        deeds: dict[str, Callable[[Asked], None]] = {
            "draft": self.draft,
            "attach": self.attach,
            "open": self.open,
            "reply": self.reply,
            "close": self.close,
            "reopen": self.reopen,
            "look": self.look,
            "rest": self.rest,
        }
        deeds[asked["do"]](asked)

    def draft(self, asked: Asked) -> None:
        self.session.perform(save_draft, ticket_draft(asked), then=lambda _: self.answer(asked), failed=self.fail)

    def attach(self, asked: Asked) -> None:
        self.session.attachments.attach(
            Path(asked["path"]),
            asked["name"],
            lambda file: self.answer(asked, file=msgspec.to_builtins(file)),
            self.fail,
        )

    def open(self, asked: Asked) -> None:
        self.session.perform(open_ticket, ticket_draft(asked), then=self.acknowledge(asked), failed=self.fail)

    def reply(self, asked: Asked) -> None:
        draft = msgspec.convert(asked["draft"], ReplyDraft)
        self.session.perform(reply, draft, then=self.acknowledge(asked), failed=self.fail)

    def close(self, asked: Asked) -> None:
        self.session.perform(
            close_ticket, asked["ticket"], asked["text"], then=self.acknowledge(asked), failed=self.fail
        )

    def reopen(self, asked: Asked) -> None:
        self.session.perform(
            reopen_ticket, asked["ticket"], asked["text"], then=self.acknowledge(asked), failed=self.fail
        )

    def acknowledge(self, asked: Asked) -> Callable[[Change], None]:
        return lambda change: self.answer(asked, change=change.id, ticket=change.ticket_id)

    def look(self, asked: Asked) -> None:
        views = self.session.views
        self.answer(
            asked,
            drafts=[msgspec.to_builtins(draft) for draft in views.ticket_drafts()],
            outbox=[described(change) for change in views.outbox()],
            can_write=bool(self.session.catalogue.request_types),
        )

    def rest(self, asked: Asked) -> None:
        """Press "try again" wherever something waits; answer when nothing waits any more and the helpdesk was asked for news after that."""
        self.resting, self.quiet_at = asked, None
        self.session.outbox_changed.connect(self.at_rest)
        for change in self.session.views.outbox():
            if not change.state.is_settled:
                self.session.perform(retry, change.id, failed=self.fail)
        self.session.sync_now()
        self.at_rest()

    def at_rest(self) -> None:
        if self.resting is None:
            return
        waiting = [change for change in self.session.views.outbox() if not change.state.is_settled]
        if not waiting and self.quiet_at is None:
            self.quiet_at = now()
            self.session.sync_now()
        heard = self.session.views.pull_state()
        caught_up = self.quiet_at is not None and heard.pulled_at > self.quiet_at and not heard.sweeping
        if (not waiting and caught_up) or any(change.state.needs_person for change in waiting):
            self.answer(self.resting, left=[described(change) for change in waiting])
            self.resting = None

    def answer(self, asked: Asked, **more: object) -> None:
        self.tell(n=asked["n"], **more)

    def tell(self, **words: object) -> None:
        sys.stdout.write(json.dumps(words) + "\n")
        sys.stdout.flush()

    def fail(self, error: Exception) -> None:
        traceback.print_exception(error)
        os._exit(70)

    def leave(self) -> None:
        self.session.close()
        QCoreApplication.exit(0)


def main() -> int:
    def mistake(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        os._exit(71)

    # A bug on any lane is raised on this thread: it must end the process with a word, not be printed and passed over.
    sys.excepthook = mistake
    logbook.configure(Profile.at(Path(sys.argv[1])).logs, logging.DEBUG, name="worker")
    application = QCoreApplication(sys.argv)
    worker = Worker(Path(sys.argv[1]))
    status = application.exec()
    worker.deleteLater()
    return status


def described(change: Change) -> dict[str, object]:
    match change.deed:
        case OpenTicket(subject=text):
            deed = "open"
        case SetStatus(target=target, text=text):
            deed = "close" if target is StatusTarget.CLOSED else "reopen"
        case other:
            deed, text = "reply", other.text
    return {
        "id": change.id,
        "ticket": change.ticket_id,
        "deed": deed,
        "state": change.state,
        "problem": change.problem.code if change.problem else "",
        "settled": change.state.is_settled,
        "text": text,
    }


def ticket_draft(asked: Asked) -> TicketDraft:
    return msgspec.convert(asked["draft"], TicketDraft)


if __name__ == "__main__":
    sys.exit(main())
