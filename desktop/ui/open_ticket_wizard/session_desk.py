"""The wizard's door to an open account."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.actions.add_to_ticket import add_to_ticket
from desktop.actions.drafts import save_draft
from desktop.actions.open_ticket import open_ticket
from desktop.domain.change import FrozenFile
from desktop.domain.draft import TicketDraft
from desktop.domain.duplicates import Likeness
from desktop.domain.listing import TicketRow
from desktop.domain.recurrence import Occurrence
from desktop.runtime.account_session import AccountSession
from desktop.storage.views import Views
from desktop.ui.open_ticket_wizard.desk import Failed, Surroundings

_RECENT = 5


class SessionDesk:
    """A `WizardDesk` over an `AccountSession`: reads on the reader lane, writes on the writer lane."""

    def __init__(self, session: AccountSession) -> None:
        self._session = session
        self._latest = 0
        """Number of the question for similar tickets that somebody waits for; read by the reader lane, hence a plain number."""

    def look_around(self, then: Callable[[Surroundings], None]) -> None:
        """Machines, contacts and announcements as they are cached."""
        self._session.read(_surroundings, then)

    def similar(self, wanted: Likeness, then: Callable[[tuple[TicketRow, ...]], None]) -> None:
        """Open tickets like this one."""
        self._latest += 1
        mine = self._latest

        def question(views: Views) -> tuple[TicketRow, ...]:
            return views.similar(wanted, lambda: mine != self._latest)

        def answer(rows: tuple[TicketRow, ...]) -> None:
            if mine == self._latest:
                then(rows)

        self._session.read(question, answer)

    def stop_similar(self) -> None:
        """What is under way leaves off at its next step."""
        self._latest += 1

    def occurrences(self, machine_id: str, then: Callable[[Sequence[Occurrence]], None]) -> None:
        """The machine's tickets of a year."""
        self._session.read(lambda views: views.occurrences(machine_id), then)

    def save(self, draft: TicketDraft, then: Callable[[], None], failed: Failed) -> None:
        """Keep the draft."""
        self._session.perform(save_draft, draft, then=lambda _: then(), failed=failed)

    def send(self, draft: TicketDraft, then: Callable[[], None], failed: Failed) -> None:
        """Queue the ticket."""
        self._session.perform(open_ticket, draft, then=lambda _: then(), failed=failed)

    def add_to_ticket(self, draft: TicketDraft, ticket_id: str, then: Callable[[], None], failed: Failed) -> None:
        """As a reply to an open ticket."""
        self._session.perform(add_to_ticket, draft, ticket_id, then=lambda _: then(), failed=failed)

    def attach(self, source: Path | bytes, name: str, then: Callable[[FrozenFile], None], failed: Failed) -> None:
        """Freeze the bytes."""
        self._session.attachments.attach(source, name, then, failed)

    def local_file(self, sha256: str) -> Path | None:
        """Where the bytes are."""
        return self._session.attachments.local_file(sha256)


def _surroundings(views: Views) -> Surroundings:
    return Surroundings(
        machines=tuple(views.machines()),
        recent=tuple(views.recent_machines(_RECENT)),
        contacts=tuple(views.contacts()),
        announcements=tuple(row.announcement for row in views.announcements()),
    )
