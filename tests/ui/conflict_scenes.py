"""Tickets whose changes need a decision, as plain values: for looking at the dialog and for tests of it."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.catalogue import StatusKind
from desktop.domain.change import (
    AddMessage,
    Change,
    Deed,
    EditTicket,
    Problem,
    SetStatus,
    StatusTarget,
    TicketFields,
)
from desktop.domain.change_state import ChangeState
from desktop.domain.instant import HOUR, MINUTE
from desktop.domain.projection import DETAILS_EDITED, Entry, TicketView
from desktop.domain.ticket import Contact, MessageKind
from tests.ui.window_account import ANNA, LUCA, PlainAccount, PlainViews, a_file, a_row, now, plausible_ticket

LONG = (
    "Serial DR-88213, white label, left side. The fan does not run, also not when the drive is warm; I measured 23.8 V at "
    "the connector, so it gets its supply.\n\nI took the cover off and the fan turns freely by hand. There is a smell, but "
    "nothing looks burnt. Tomorrow from seven the line is free for two hours, after that we produce until Friday.\n\n"
    "Η αντλία σταμάτησε ξανά στις 10:40."
)
"""A text that somebody would not like to type twice."""

OTHER = "p102"


def at_helpdesk(**parts: object) -> TicketView:
    """The ticket of the pictures as the helpdesk has it."""
    view = plausible_ticket()
    entries = tuple(one for one in view.entries if one.change is None or one.is_description)
    entries = tuple(replace(one, change=None) for one in entries)
    return replace(view, entries=entries, changes=(), **parts)  # type: ignore[arg-type]


def happened(name: str, before: str, after: str, minutes: int) -> Entry:
    """Something Luca did."""
    return Entry(
        f"e-{name}",
        LUCA,
        "",
        now() - minutes * MINUTE,
        MessageKind.EVENT,
        event_name=name,
        event_before=before,
        event_after=after,
    )


def account_with(deed: Deed, problem: Problem, view: TicketView | None) -> PlainAccount:
    """An account in which `deed` met `problem`; `view` is what the helpdesk has (None: nothing any more)."""
    change = Change("c1", "p101", deed, now() - 2 * HOUR, ChangeState.CONFLICT, problem=problem)
    views = PlainViews(changes=[change])
    views.listed.append(a_row(OTHER, "10240", "Pumps of press line 2 overheat", StatusKind.OPEN))
    if view is None:
        views.tickets, views.listed = {}, [row for row in views.listed if row.id != "p101"]
    else:
        views.at_helpdesk["p101"] = view
        pending = Entry("c1", ANNA, deed.text, change.made_at, change=change, mine=True)
        if isinstance(deed, EditTicket):
            pending = replace(pending, text="", kind=MessageKind.EVENT, event_name=DETAILS_EDITED)
        elif isinstance(deed, SetStatus):
            pending = replace(pending, kind=MessageKind.EVENT, event_name="status", event_after="closed")
        views.tickets["p101"] = replace(view, entries=(*view.entries, pending), changes=(change,))
    account = PlainAccount(views)
    account.person = replace(account.person, rights=frozenset({"open", "reply", "edit", "close", "reopen"}))
    return account


def edited() -> PlainAccount:
    """Both sides gave the ticket another subject."""
    after = TicketFields(
        subject="Pump P-101 stops five minutes after each start, display says E-217",
        machine_state="down",
        contacts=(Contact("b", "M. Bianchi", "bianchi@rossi.example"), Contact("", "", "turno2@rossi.example")),
    )
    before = TicketFields(subject="Pump P-101 stops after warm-up", machine_state="faulty", contacts=())
    view = at_helpdesk(subject="Drive DR-88 of pump P-101: fan failure", version=7)
    view = replace(
        view, entries=(*view.entries, happened("subject", "Pump P-101 stops after warm-up", view.subject, 24))
    )
    return account_with(EditTicket(after, before, 3), Problem("edited-meanwhile", pointers=(("/subject", ""),)), view)


def unseen() -> PlainAccount:
    """Closing over a message that was not seen."""
    view = at_helpdesk()
    deed = SetStatus(StatusTarget.CLOSED, "It runs again since the restart. Thank you!", 3, seen=())
    return account_with(deed, Problem("unseen-message"), view)


def closed(text: str = LONG) -> PlainAccount:
    """The helpdesk closed the ticket while the person wrote."""
    view = at_helpdesk(kind=StatusKind.CLOSED, status="closed")
    view = replace(view, entries=(*view.entries, happened("status", "answered", "closed", 50)))
    deed = AddMessage(text, (a_file("fan.jpg", 2_400_000, "image/jpeg"), a_file("noise.mp4", 31_000_000, "video/mp4")))
    return account_with(deed, Problem("ticket-closed"), view)


def merged() -> PlainAccount:
    """The ticket goes on in another one."""
    view = at_helpdesk(kind=StatusKind.CLOSED, status="closed")
    return account_with(AddMessage("Serial DR-88213."), Problem("ticket-merged", merged_into=OTHER), view)


def gone() -> PlainAccount:
    """The helpdesk has no such ticket any more."""
    return account_with(AddMessage(LONG), Problem("parent-unknown"), None)
