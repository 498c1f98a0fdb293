"""The wizard's door to an open account."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.actions.add_to_ticket import add_to_ticket
from desktop.actions.drafts import save_draft
from desktop.actions.open_ticket import open_ticket
from desktop.domain.change import FrozenFile
from desktop.domain.draft import TicketDraft
from desktop.domain.duplicates import Likeness
from desktop.domain.listing import TicketRow
from desktop.runtime.account_session import AccountSession
from desktop.storage.views import Views
from desktop.ui.open_ticket_wizard.desk import Failed, Surroundings

_RECENT = 5


class SessionDesk:
    """A `WizardDesk` over an `AccountSession`: reads on the reader lane, writes on the writer lane."""

    def __init__(self, session: AccountSession) -> None:
        self._session = session

    def look_around(self, then: Callable[[Surroundings], None]) -> None:
        """Machines, contacts and announcements as they are cached."""
        self._session.read(_surroundings, then)

    def similar(self, subject: str, machine_id: str, then: Callable[[tuple[TicketRow, ...]], None]) -> None:
        """Open tickets like this one."""
        self._session.read(lambda views: views.similar(Likeness(subject, machine_id)), then)

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
