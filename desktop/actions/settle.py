"""What a person does about a change that waits or needs them: try again, take back, edit, discard; and the ways on where the helpdesk's
state speaks against it.

Whatever is taken out of the outbox stands as a draft, or as another change, in the same durable transaction. Only `discard` ends
something for good, and only on the person's order.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.actions.desk import Desk
from desktop.domain.change import (
    ID_TAKEN,
    AddMessage,
    Change,
    Deed,
    EditTicket,
    FrozenFile,
    OpenTicket,
    SetStatus,
    StatusTarget,
)
from desktop.domain.change_state import TABLE, ChangeEvent, ChangeState, Effect, step
from desktop.domain.conflict import insisted
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.reopening import made_together, ticket_like
from desktop.domain.way_on import TICKET_GONE


def retry(desk: Desk, change_id: str) -> bool:
    """Send it at the next opportunity, without waiting for back-off or undo time; False when there is nothing to retry."""
    change = desk.outbox.get(change_id)
    if change is None or (change.state, ChangeEvent.RETRY_ASKED) not in TABLE:
        return False
    after = step(change.state, ChangeEvent.RETRY_ASKED)
    with desk.outbox_database.transaction():
        if Effect.FORGET_UPLOADS in after.effects:
            desk.outbox.forget_uploads(change_id)
        desk.outbox.update(change_id, after.state, not_before=desk.now(), attempts=0)
    return True


def discard(desk: Desk, change_id: str) -> bool:
    """End a change on the person's explicit order; False when it is too late (it may already be on the server).

    What hangs on a discarded new ticket can never be sent: it is ended along with it. What was made in one go with the change (a
    reopening and its files) ends too, while that is possible.
    """
    change = desk.outbox.get(change_id)
    if change is None:
        return False
    if (change.state, ChangeEvent.DISCARDED) not in TABLE:
        return False
    with desk.outbox_database.transaction():
        for one in _together(desk, change):
            if (one.state, ChangeEvent.DISCARDED) in TABLE:
                state = step(one.state, ChangeEvent.DISCARDED).state
                desk.outbox.update(one.id, state, problem=one.problem, settled_at=desk.now())
        if isinstance(change.deed, OpenTicket):
            for follower in desk.outbox.of_ticket(change.ticket_id):
                desk.outbox.update(follower.id, ChangeState.ENDED, settled_at=desk.now())
    return True


def undo(desk: Desk, change_id: str) -> TicketDraft | ReplyDraft | None:
    """Take a change back into a draft, to go on writing; None when it is too late, or when there was nothing to write.

    Something already being written to the same ticket is kept: the text taken back comes before it. A text for a ticket that the
    helpdesk no longer has becomes a ticket being written, for under the old one nobody would find it again. What was made in one go (a
    reopening and its files) comes back in one go.
    """
    change = _takeable(desk, change_id)
    if change is None:
        return None
    draft: TicketDraft | ReplyDraft | None = None
    with desk.outbox_database.transaction():
        # The last one first: each puts what it brings before what is being written.
        for one in reversed(_together(desk, change)):
            if (one.state, ChangeEvent.TAKEN_BACK) in TABLE:
                draft = _draft_of(desk, one) or draft
                desk.outbox.remove(one.id)
                if isinstance(one.deed, OpenTicket) and isinstance(draft, TicketDraft) and draft.id != one.id:
                    # What hangs on it goes along under its new id.
                    desk.outbox.move_ticket(one.id, draft.id)
                    desk.drafts.move_reply(one.id, draft.id)
                if draft is not None:
                    desk.drafts.save(draft)
    return draft


def keep_theirs(desk: Desk, change_id: str, in_words: str = "") -> TicketDraft | ReplyDraft | None:
    """Leave the ticket as the helpdesk has it; what was typed goes back into a draft.

    `in_words` says an edit in the person's language ("Subject: …"), since a draft is text.
    """
    change = _takeable(desk, change_id)
    if change is None:
        return None
    if isinstance(change.deed, EditTicket):
        change = replace(change, deed=AddMessage(in_words or change.deed.text))
    with desk.outbox_database.transaction():
        draft = _draft_of(desk, change)
        desk.outbox.remove(change_id)
        if draft is not None:
            desk.drafts.save(draft)
    return draft


def send_mine(desk: Desk, change_id: str, seen: tuple[str, ...] = ()) -> bool:
    """The person knows what the helpdesk has and stays with theirs: send it, on top of the present ticket; False when it is too late.

    `seen` has the messages of others that stood before them while they decided (`TicketView.seen`).
    """
    change = _takeable(desk, change_id)
    if change is None:
        return False
    deed = change.deed
    ticket = desk.tickets.ticket(change.ticket_id)
    if isinstance(deed, SetStatus) and deed.seen is not None:
        version = ticket.version if ticket is not None else deed.seen_version
        deed = replace(deed, seen=tuple(dict.fromkeys((*deed.seen, *seen))), seen_version=version)
    elif isinstance(deed, EditTicket) and ticket is not None:
        deed = insisted(deed, ticket)
    requeue(desk, change, deed)
    return True


def reopen_and_send(desk: Desk, change_id: str) -> bool:
    """The ticket was closed meanwhile: reopen it, and let the change and what waits behind it follow; False when it is too late."""
    change = _takeable(desk, change_id)
    if change is None:
        return False
    # A word without files goes along with the reopening: one change, one answer.
    if isinstance(change.deed, AddMessage) and not change.files:
        requeue(desk, change, SetStatus(StatusTarget.OPEN, change.deed.text))
        return True
    opening = Change(
        id=desk.new_id(),
        ticket_id=change.ticket_id,
        deed=SetStatus(StatusTarget.OPEN),
        made_at=desk.now(),
        not_before=desk.now(),
    )
    ticket = desk.tickets.ticket(change.ticket_id)
    deed = change.deed
    if isinstance(deed, EditTicket) and ticket is not None:
        deed = insisted(deed, ticket)
    with desk.outbox_database.transaction():
        behind = _behind(desk, change)
        # Order within the ticket is the order of the rows: what has to come after the reopening is put in anew.
        for one in (change, *behind):
            desk.outbox.remove(one.id)
        for one in (opening, _fresh(desk, change, deed), *behind):
            desk.outbox.add(one)
    return True


def as_new_ticket(desk: Desk, change_id: str, preface: str = "") -> TicketDraft | None:
    """Make a ticket to be written of what could not go into this one, with all that waits behind it; None when it is too late.

    What is known of the old ticket is filled in. `preface` is put above the text ("This goes on from #10234.").
    """
    change = _takeable(desk, change_id)
    if change is None:
        return None
    ticket = desk.tickets.ticket(change.ticket_id)
    with desk.outbox_database.transaction():
        moved = [change, *(one for one in _behind(desk, change) if isinstance(one.deed, AddMessage))]
        said = [one.deed.text for one in moved if isinstance(one.deed, AddMessage | SetStatus)]
        files = [file for one in moved for file in one.files]
        present = desk.drafts.reply(change.ticket_id) if ticket is None else None
        if present is not None:
            # Nobody would find it again under a ticket that is gone.
            said.append(present.text)
            files += present.files
            desk.drafts.delete(present)
        draft = ticket_like(ticket, desk.new_id()) if ticket is not None else TicketDraft(id=desk.new_id())
        draft = replace(
            draft,
            subject=change.deed.text if isinstance(change.deed, EditTicket) else draft.subject,
            description=_joined(preface if ticket is not None else "", *said),
            files=_renamed(desk, files),
            updated_at=desk.now(),
        )
        for one in moved:
            desk.outbox.remove(one.id)
        desk.drafts.save(draft)
    return draft


def rescue_draft(desk: Desk, ticket_id: str) -> TicketDraft | None:
    """Make a ticket to be written of the reply that was being written to a ticket that is gone; None when there is none."""
    present = desk.drafts.reply(ticket_id)
    if present is None or present.is_empty:
        return None
    draft = TicketDraft(
        id=desk.new_id(), description=present.text, files=_renamed(desk, present.files), updated_at=desk.now()
    )
    with desk.outbox_database.transaction():
        desk.drafts.delete(present)
        desk.drafts.save(draft)
    return draft


def continue_there(desk: Desk, change_id: str, ticket_id: str) -> bool:
    """Say it in the ticket in which this one goes on, with all that waits behind it; False when it is too late, or nothing was said."""
    change = _takeable(desk, change_id)
    if change is None:
        return False
    with desk.outbox_database.transaction():
        moved = 0
        for one in (change, *_behind(desk, change)):
            if not isinstance(one.deed, AddMessage | SetStatus) or not (one.deed.text.strip() or one.files):
                continue
            moved += 1
            message = AddMessage(one.deed.text, _renamed(desk, one.files))
            desk.outbox.remove(one.id)
            desk.outbox.add(Change(desk.new_id(), ticket_id, message, one.made_at, not_before=desk.now()))
    return bool(moved)


def requeue(desk: Desk, change: Change, deed: Deed) -> Change:
    """Send a change in another form; it keeps its id, for nothing of it is on the server, and its place in the order."""
    fresh = _fresh(desk, change, deed)
    with desk.outbox_database.transaction():
        desk.outbox.replace_deed(change.id, deed)
        desk.outbox.forget_uploads(change.id)
        desk.outbox.update(
            change.id, fresh.state, not_before=fresh.not_before, attempts=0, doubt_at=0, negative_looks=0
        )
    return fresh


def _fresh(desk: Desk, change: Change, deed: Deed) -> Change:
    return Change(
        change.id,
        change.ticket_id,
        deed,
        change.made_at,
        not_before=desk.now(),
        number=change.number,
        mailed_at=change.mailed_at,
    )


def _takeable(desk: Desk, change_id: str) -> Change | None:
    """The change, while nothing of it can be on the server."""
    change = desk.outbox.get(change_id)
    if change is None or (change.state, ChangeEvent.TAKEN_BACK) not in TABLE:
        return None
    return change


def _together(desk: Desk, change: Change) -> tuple[Change, ...]:
    """The change with what was made in one go with it and is not settled, in its order."""
    return made_together(change, desk.outbox.of_ticket(change.ticket_id))


def _behind(desk: Desk, change: Change) -> list[Change]:
    """What waits behind a change of the same ticket, in its order."""
    waiting = desk.outbox.of_ticket(change.ticket_id)
    place = next((at for at, one in enumerate(waiting) if one.id == change.id), len(waiting))
    return [one for one in waiting[place + 1 :] if (one.state, ChangeEvent.TAKEN_BACK) in TABLE]


def _draft_of(desk: Desk, change: Change) -> TicketDraft | ReplyDraft | None:
    match change.deed:
        case OpenTicket() as deed:
            # Under its old id the server would refuse it for ever, or take it for done: that one stands, or may come to stand by
            # e-mail, for something else there.
            is_taken = (change.problem is not None and change.problem.code == ID_TAKEN) or change.mailed_at > 0
            files = _renamed(desk, deed.files) if is_taken else deed.files
            return TicketDraft(
                id=desk.new_id() if is_taken else change.id,
                step="details",
                request_type=deed.request_type,
                category=deed.category,
                machine_id=deed.machine_id,
                machine_skipped=not (deed.machine_id or deed.machine_unlisted),
                machine_unlisted=deed.machine_unlisted,
                subject=deed.subject,
                machine_state=deed.machine_state,
                priority=deed.priority,
                description=deed.description,
                contacts=deed.contacts,
                files=files,
                updated_at=desk.now(),
            )
        case AddMessage(text=text, files=files) | SetStatus(text=text, files=files):
            return _written(desk, change, text, files)
        case EditTicket():
            return None


def _written(desk: Desk, change: Change, text: str, files: tuple[FrozenFile, ...]) -> TicketDraft | ReplyDraft | None:
    """A text that goes back to being written, before whatever is being written there already."""
    if not text and not files:
        return None
    present = desk.drafts.reply(change.ticket_id) or ReplyDraft(change.ticket_id)
    joined, all_files = _joined(text, present.text), (*files, *present.files)
    is_gone = change.problem is not None and change.problem.code in TICKET_GONE
    if is_gone and desk.tickets.ticket(change.ticket_id) is None:
        desk.drafts.delete(present)
        return TicketDraft(id=desk.new_id(), description=joined, files=_renamed(desk, all_files), updated_at=desk.now())
    return replace(present, text=joined, files=all_files, updated_at=desk.now())


def _renamed(desk: Desk, files: tuple[FrozenFile, ...] | list[FrozenFile]) -> tuple[FrozenFile, ...]:
    """The same bytes under new ids: an id belongs to one place."""
    return tuple(replace(file, id=desk.new_id()) for file in files)


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
