"""What a person does about a change that waits or needs them: try again, take back, edit, discard."""

from __future__ import annotations

from dataclasses import replace

from desktop.actions.desk import Desk
from desktop.domain.change import AddMessage, Change, OpenTicket, SetStatus
from desktop.domain.change_state import ChangeEvent, ChangeState, Effect, NotAllowed, step
from desktop.domain.draft import ReplyDraft, TicketDraft

ID_TAKEN = "id-reused"
"""The problem's code when the server has something else under the change's id (open API, promise 1)."""


def retry(desk: Desk, change_id: str) -> bool:
    """Send it at the next opportunity, without waiting for back-off or undo time; False when there is nothing to retry."""
    change = desk.outbox.get(change_id)
    if change is None or change.state.is_settled or change.state is ChangeState.DISPATCHED:
        return False
    after = step(change.state, ChangeEvent.RETRY_ASKED)
    with desk.outbox_database.transaction():
        if Effect.FORGET_UPLOADS in after.effects:
            desk.outbox.forget_uploads(change_id)
        desk.outbox.update(change_id, after.state, not_before=desk.now(), attempts=0)
    return True


def discard(desk: Desk, change_id: str) -> bool:
    """End a change on the person's explicit order; False when it is too late (it may already be on the server).

    What hangs on a discarded new ticket can never be sent: it is ended along with it.
    """
    change = desk.outbox.get(change_id)
    if change is None:
        return False
    try:
        state = step(change.state, ChangeEvent.DISCARDED).state
    except NotAllowed:
        return False
    with desk.outbox_database.transaction():
        desk.outbox.update(change_id, state, problem=change.problem, settled_at=desk.now())
        if isinstance(change.deed, OpenTicket):
            for follower in desk.outbox.of_ticket(change.ticket_id):
                desk.outbox.update(follower.id, ChangeState.ENDED, settled_at=desk.now())
    return True


def undo(desk: Desk, change_id: str) -> TicketDraft | ReplyDraft | None:
    """Take a change back into a draft, to go on writing; None when it is too late, or when there was nothing to write.

    Something already being written to the same ticket is kept: the text taken back comes before it.
    """
    change = desk.outbox.get(change_id)
    if change is None or change.state.is_settled or change.state.may_be_on_server:
        return None
    with desk.outbox_database.transaction():
        draft = _draft_of(desk, change)
        desk.outbox.remove(change_id)
        if draft is not None:
            desk.drafts.save(draft)
    return draft


def _draft_of(desk: Desk, change: Change) -> TicketDraft | ReplyDraft | None:
    match change.deed:
        case OpenTicket() as deed:
            # Under its old id the server would refuse it for ever: that one stands for something else there.
            is_taken = change.problem is not None and change.problem.code == ID_TAKEN
            files = tuple(replace(file, id=desk.new_id()) for file in deed.files) if is_taken else deed.files
            return TicketDraft(
                id=desk.new_id() if is_taken else change.id,
                step="details",
                request_type=deed.request_type,
                category=deed.category,
                machine_id=deed.machine_id,
                machine_skipped=not deed.machine_id,
                subject=deed.subject,
                machine_state=deed.machine_state,
                priority=deed.priority,
                description=deed.description,
                contacts=deed.contacts,
                files=files,
                updated_at=desk.now(),
            )
        case AddMessage(text=text, files=files):
            present = desk.drafts.reply(change.ticket_id) or ReplyDraft(change.ticket_id)
            joined = "\n\n".join(part for part in (text, present.text) if part)
            return replace(present, text=joined, files=(*files, *present.files), updated_at=desk.now())
        case SetStatus(text=text):
            if not text:
                return None
            present = desk.drafts.reply(change.ticket_id) or ReplyDraft(change.ticket_id)
            joined = "\n\n".join(part for part in (text, present.text) if part)
            return replace(present, text=joined, updated_at=desk.now())
