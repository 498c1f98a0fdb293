"""What we send: values of the domain → bodies of the open API.

Every text of any script goes through unchanged; half characters (lone surrogates) have no form in UTF-8 and raise Unsendable.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from desktop.domain.change import AddMessage, FrozenFile, OpenTicket, SetStatus, StatusTarget
from desktop.domain.instant import Instant, to_rfc3339


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
        "contacts": [
            {"name": one.name, "email": one.email, **({"id": one.id} if one.id else {})} for one in deed.contacts
        ],
        "attachments": _files(deed.files),
        "created_at": to_rfc3339(made_at),
    }
    chosen = {
        "category": deed.category,
        "machine_id": deed.machine_id,
        "machine_state": deed.machine_state,
        "priority": deed.priority,
    }
    return write({**body, **{name: value for name, value in chosen.items() if value}})


def write_message(deed: AddMessage, made_at: Instant) -> bytes:
    """The body of `PUT /v1/tickets/{id}/messages/{id}`. Raises Unsendable."""
    return write({"text": deed.text, "attachments": _files(deed.files), "created_at": to_rfc3339(made_at)})


def write_status(deed: SetStatus, made_at: Instant) -> bytes:
    """The body of `PUT /v1/tickets/{id}/actions/{id}`. Raises Unsendable.

    Nothing is expected of the ticket: a reply of somebody else must not keep a person from closing it, and who closes a closed ticket
    has what they wanted.
    """
    body: dict[str, object] = {
        "action": "close" if deed.target is StatusTarget.CLOSED else "reopen",
        "created_at": to_rfc3339(made_at),
    }
    return write({**body, "text": deed.text} if deed.text else body)


def _files(files: tuple[FrozenFile, ...]) -> list[dict[str, object]]:
    return [{"id": one.id, "sha256": one.sha256, "name": one.name, "size": one.size, "mime": one.mime} for one in files]
