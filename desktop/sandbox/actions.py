"""Actions on a ticket: close, reopen, assign, set the machine's state, log work, edit.

`expect` says what the person saw; the action is refused with `precondition-not-met` and the present ticket when it is no longer
so. Closing what is closed, or reopening what is open, is no fault (two people may do it offline) and changes nothing. That is why `seen`,
the messages of others that the person had read, is only looked at where the status would change: nothing else is closed over them.
An edit, unlike the others, is always of one version: what it says was thought of for the ticket as it stood there.
"""

from desktop.sandbox.clock import moment, stamp
from desktop.sandbox.database import Entity, Transaction, find
from desktop.sandbox.identifiers import uuid7
from desktop.sandbox.people import Person, Right, person_by_id
from desktop.sandbox.portal import Feature
from desktop.sandbox.problems import Code, Problem, feature_off, invalid
from desktop.sandbox.tickets import (
    Conversation,
    has_machine,
    parent,
    put_event,
    put_message,
    replies_of_others,
    require,
    set_machine_state,
)
from desktop.sandbox.wire import ActionIn, ActionName, Expect

_RIGHTS = {
    ActionName.CLOSE: Right.CLOSE,
    ActionName.REOPEN: Right.REOPEN,
    ActionName.ASSIGN: Right.ASSIGN,
    ActionName.SET_MACHINE_STATE: Right.MACHINE_STATE,
    ActionName.WORK_LOG: Right.WORK_LOG,
    ActionName.EDIT: Right.EDIT,
}


def act(conversation: Conversation, transaction: Transaction, person: Person, ticket_id: str, sent: ActionIn) -> Entity:
    """Does the action; the ticket afterwards. Raises Problem 403, 404, 409 or 422."""
    ticket = parent(transaction, person, ticket_id)
    if sent.action is ActionName.REOPEN and not conversation.portal.has(Feature.REOPEN):
        raise feature_off(Feature.REOPEN)
    require(person, _RIGHTS[sent.action])
    if sent.expect is not None:
        _meet(sent.expect, ticket)
        _heard(conversation, transaction, person, ticket, sent)
    if sent.action is ActionName.CLOSE:
        ticket = _say(conversation, transaction, person, ticket, sent)
        return conversation.set_status(transaction, person.author, ticket, conversation.portal.status_of("closed"))
    if sent.action is ActionName.REOPEN:
        return _reopen(conversation, transaction, person, ticket, sent)
    if sent.action is ActionName.ASSIGN:
        return _assign(conversation, transaction, person, ticket, sent.value)
    if sent.action is ActionName.SET_MACHINE_STATE:
        return _machine_state(conversation, transaction, person, ticket, sent.value)
    if sent.action is ActionName.EDIT:
        return _edit(conversation, transaction, person, ticket, sent)
    return _work_log(conversation, transaction, person, ticket, sent)


def _meet(expect: Expect, ticket: Entity) -> None:
    fields = ticket.fields()
    status_differs = expect.status is not None and expect.status != fields["status"]
    version_differs = expect.version is not None and expect.version != ticket.version
    if status_differs or version_differs:
        raise Problem(409, Code.PRECONDITION_NOT_MET, "The ticket was changed in the meantime.", current=fields)


def _heard(
    conversation: Conversation, transaction: Transaction, person: Person, ticket: Entity, sent: ActionIn
) -> None:
    """Nobody closes a ticket over a message that they had not seen, if they say what they saw."""
    if sent.action is not ActionName.CLOSE or sent.expect is None or sent.expect.seen is None:
        return
    fields = ticket.fields()
    if conversation.portal.kind_of(str(fields["status"])) == "closed":
        return
    if replies_of_others(transaction, person, ticket) - {one.lower() for one in sent.expect.seen}:
        raise Problem(409, Code.PRECONDITION_NOT_MET, "There is a message that was not seen yet.", current=fields)


def _say(
    conversation: Conversation, transaction: Transaction, person: Person, ticket: Entity, sent: ActionIn
) -> Entity:
    """The text that came with an action stands as a message of its own."""
    if sent.text is None or not sent.text.strip():
        return ticket
    ticket = conversation.change(transaction, ticket, {})
    put_message(transaction, person.author, ticket, uuid7(transaction.now), sent.text, stamp(moment(sent.created_at)))
    return ticket


def _reopen(
    conversation: Conversation, transaction: Transaction, person: Person, ticket: Entity, sent: ActionIn
) -> Entity:
    portal = conversation.portal
    if portal.kind_of(str(ticket.fields()["status"])) == "closed":
        ticket = conversation.set_status(transaction, person.author, ticket, portal.status_of("open"))
    return _say(conversation, transaction, person, ticket, sent)


def _assign(
    conversation: Conversation, transaction: Transaction, person: Person, ticket: Entity, assignee_id: str | None
) -> Entity:
    before = ticket.fields()["assignee_id"]
    assignee = None if assignee_id is None else person_by_id(transaction.connection, assignee_id)
    if assignee_id is not None and (assignee is None or not assignee.is_staff):
        raise invalid("/value", "Only someone of the support staff can be assigned.")
    if before == assignee_id:
        return ticket
    former = None if before is None else find(transaction.connection, "person", str(before))
    ticket = conversation.change(transaction, ticket, {"assignee_id": assignee_id})
    event = {
        "name": "assignee",
        "from": None if former is None else former.fields()["name"],
        "to": None if assignee is None else assignee.name,
    }
    put_event(transaction, person.author, ticket, event)
    return ticket


def _machine_state(
    conversation: Conversation, transaction: Transaction, person: Person, ticket: Entity, state: str | None
) -> Entity:
    fields = ticket.fields()
    if not has_machine(fields):
        raise invalid("/action", "This ticket has no machine.")
    if state is None or all(choice.id != state for choice in conversation.portal.machine_states):
        raise invalid("/value", "This portal has no such machine state.")
    if fields["machine_id"] is not None:
        set_machine_state(transaction, str(fields["machine_id"]), state)
    if fields["machine_state"] == state:
        return ticket
    ticket = conversation.change(transaction, ticket, {"machine_state": state})
    put_event(
        transaction, person.author, ticket, {"name": "machine-state", "from": fields["machine_state"], "to": state}
    )
    return ticket


def _edit(
    conversation: Conversation, transaction: Transaction, person: Person, ticket: Entity, sent: ActionIn
) -> Entity:
    """What `PATCH` does, once for each id."""
    if sent.fields is None:
        raise invalid("/fields", "An edit says which fields change.")
    if sent.expect is None or sent.expect.version is None:
        raise invalid("/expect/version", "An edit says which version it is an edit of.")
    try:
        return conversation.edit(transaction, person, ticket, sent.fields)
    except Problem as refusal:
        raise refusal.within("/fields") from None


def _work_log(
    conversation: Conversation, transaction: Transaction, person: Person, ticket: Entity, sent: ActionIn
) -> Entity:
    if sent.minutes is None:
        raise invalid("/minutes", "A work log says how many minutes.")
    ticket = conversation.change(transaction, ticket, {})
    event = {"name": "work-log", "from": None, "to": None, "minutes": sent.minutes}
    put_event(transaction, person.author, ticket, event, sent.text or "")
    return ticket
