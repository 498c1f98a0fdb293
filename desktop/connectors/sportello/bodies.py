"""What we send: values of the domain → bodies of the open API.

Every text of any script goes through unchanged; half characters (lone surrogates) have no form in UTF-8 and raise Unsendable.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from desktop.domain.change import AddMessage, EditTicket, FrozenFile, OpenTicket, SetStatus, StatusTarget
from desktop.domain.instant import Instant, to_rfc3339
from desktop.domain.ticket import Contact


class Unsendable(ValueError):
    """A text that has no form in UTF-8: half of a surrogate pair."""


def write(body: Mapping[str, object]) -> bytes:
    """A body as JSON; raises Unsendable for half characters."""
    try:
        return msgspec.json.encode(body)
    except UnicodeEncodeError as error:
        raise Unsendable(f"half of a character at place {error.start}") from None


def write_ticket(deed: OpenTicket, made_at: Instant) -> bytes:
    """The body of `PUT /v1/tickets/{id}`. Raises Unsendable."""
    body: dict[str, object] = {
        "subject": deed.subject,
        "description": deed.description,
        "request_type": deed.request_type,
        "contacts": _contacts(deed.contacts),
        "attachments": _files(deed.files),
        "created_at": to_rfc3339(made_at),
    }
    chosen = {
        "category": deed.category,
        "machine_id": deed.machine_id,
        "machine_unlisted": deed.machine_unlisted,
        "machine_state": deed.machine_state,
        "priority": deed.priority,
    }
    return write({**body, **{name: value for name, value in chosen.items() if value}})


def write_message(deed: AddMessage, made_at: Instant) -> bytes:
    """The body of `PUT /v1/tickets/{id}/messages/{id}`. Raises Unsendable."""
    return write({"text": deed.text, "attachments": _files(deed.files), "created_at": to_rfc3339(made_at)})


def write_status(deed: SetStatus, made_at: Instant) -> bytes:
    """The body of `PUT /v1/tickets/{id}/actions/{id}`. Raises Unsendable.

    All that is expected of the ticket is that nobody said anything the person has not seen; and that only where they looked. Any other
    news must not keep them from closing it, and who closes a closed ticket has what they wanted.
    """
    body: dict[str, object] = {
        "action": "close" if deed.target is StatusTarget.CLOSED else "reopen",
        "created_at": to_rfc3339(made_at),
    }
    if deed.seen is not None and deed.target is StatusTarget.CLOSED:
        body["expect"] = {"seen": list(deed.seen)}
    return write({**body, "text": deed.text} if deed.text else body)


def write_edit(deed: EditTicket, made_at: Instant) -> bytes:
    """The body of `PUT /v1/tickets/{id}/actions/{id}`: the fields that change, null where a value is taken away. Raises Unsendable."""
    after = deed.after
    fields: dict[str, object] = {}
    if after.subject is not None:
        fields["subject"] = after.subject.strip()
    for name, value in (
        ("priority", after.priority),
        ("category", after.category),
        ("machine_state", after.machine_state),
    ):
        if value is not None:
            fields[name] = value or None
    if after.contacts is not None:
        fields["contacts"] = _contacts(after.contacts)
    return write(
        {
            "action": "edit",
            "expect": {"version": deed.base_version},
            "fields": fields,
            "created_at": to_rfc3339(made_at),
        }
    )


def _contacts(contacts: tuple[Contact, ...]) -> list[dict[str, object]]:
    return [{"name": one.name, "email": one.email, **({"id": one.id} if one.id else {})} for one in contacts]


def _files(files: tuple[FrozenFile, ...]) -> list[dict[str, object]]:
    return [{"id": one.id, "sha256": one.sha256, "name": one.name, "size": one.size, "mime": one.mime} for one in files]
