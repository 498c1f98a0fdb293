"""Leaving an account: what is not sent is counted first, and stays in the account's folder in any case.

A signed-out account is not opened again without its password, even where its key lies open in the keyring.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.actions.desk import Desk
from desktop.domain.change import Change
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.storage.accounts import Account, load_account, save_account


@dataclass(frozen=True, slots=True)
class Unsent:
    """What exists on this computer only."""

    changes: tuple[Change, ...] = ()
    tickets: tuple[TicketDraft, ...] = ()
    replies: tuple[ReplyDraft, ...] = ()

    @property
    def count(self) -> int:
        """All of it."""
        return len(self.changes) + len(self.tickets) + len(self.replies)

    @property
    def goes_by_itself(self) -> int:
        """How much of it is sent without the person as soon as the helpdesk can be reached."""
        return sum(not change.state.needs_person for change in self.changes)


def what_is_unsent(desk: Desk) -> Unsent:
    """Changes on their way, tickets and replies being written. Raises StorageError."""
    return Unsent(tuple(desk.outbox.unsettled()), tuple(desk.drafts.tickets()), tuple(desk.drafts.replies()))


def note_leaving(desk: Desk, account: Account) -> None:
    """Let the account's file say how much was not sent, and that its password is wanted next time. Raises StorageError."""
    now = load_account(account.folder)
    save_account(replace(now, unsent=what_is_unsent(desk).count, signed_out=True))


def note_unsent(desk: Desk, account: Account) -> None:
    """Let the account's file say how much was not sent: at the next start it may wait locked, and can't be asked. Raises StorageError."""
    now, unsent = load_account(account.folder), what_is_unsent(desk).count
    if now.unsent != unsent:
        save_account(replace(now, unsent=unsent))
