"""How the accounts of this computer stand, in a few words each: for the menu, the palette and the tray."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.listing import Counts
from desktop.runtime.link_state import LinkKind, LinkState
from desktop.ui.waiting_account import Waiting
from desktop.ui.wording.plurals import plurals

translate = QCoreApplication.translate


def waiting_remark(waiting: Waiting) -> str:
    """Beside an account that waits to be chosen."""
    if waiting is Waiting.LOCKED:
        return translate("Accounts", "locked")
    return translate("Accounts", "could not be opened")


def open_remark(counts: Counts, link: LinkState) -> str:
    """Beside an account that is open: what there is to know without going there; mostly nothing."""
    parts = [plurals.unread(counts.unread)] if counts.unread else []
    if counts.needs_person:
        parts.append(plurals.needing(counts.needs_person))
    if counts.outbox > counts.needs_person:
        parts.append(plurals.not_sent(counts.outbox - counts.needs_person))
    if link.kind is LinkKind.SIGN_IN:
        parts.append(translate("Accounts", "sign in again"))
    elif not link.kind.is_working:
        parts.append(translate("Accounts", "offline"))
    return ", ".join(parts)


def switch_words(name: str) -> str:
    """In the palette."""
    return translate("Accounts", "Go to {account}").format(account=name)
