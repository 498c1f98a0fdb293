"""JSON of the open API and values of the domain say the same, whatever the script; broken things are named, not stumbled over."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.connectors.sportello import bodies, documents, wire
from desktop.connectors.sportello.bodies import Unsendable
from desktop.domain.announcement import Announcement
from desktop.domain.batch import EntityType, Removal
from desktop.domain.catalogue import MachineNeed, StatusKind
from desktop.domain.change import AddMessage, FrozenFile, OpenTicket, SetStatus, StatusTarget
from desktop.domain.instant import from_rfc3339, to_rfc3339
from desktop.domain.ticket import Attachment, Author, Contact, Event, Message, MessageKind, Side, Ticket
from desktop.errors import ServerBroken

NOON = "2026-01-01T12:00:00.123Z"
ANNA = {"id": "p1", "name": "Anna", "side": "customer"}
TICKET: dict[str, Any] = {
    "id": "t1",
    "number": "10201",
    "subject": "S",
    "description": "D",
    "request_type": "fault",
    "status": "open",
    "author": ANNA,
    "created_at": NOON,
    "updated_at": NOON,
    "version": 3,
    "contacts": [],
}
MESSAGE: dict[str, Any] = {
    "id": "m1",
    "ticket_id": "t1",
    "author": ANNA,
    "kind": "reply",
    "text": "Hi",
    "created_at": NOON,
}
ATTACHMENT: dict[str, Any] = {
    "id": "a1", "ticket_id": "t1", "sha256": "ab" * 32, "name": "x.pdf", "size": 1, "mime": "application/pdf", "created_at": NOON,
}  # fmt: skip
texts = st.text(st.characters(codec="utf-8"))
lines = st.text(st.characters(codec="utf-8"), max_size=200)
instants = st.integers(min_value=0, max_value=4_000_000_000_000)


def kinds(status: str) -> StatusKind:
    return {"closed": StatusKind.CLOSED, "new": StatusKind.NEW}.get(status, StatusKind.OPEN)


def page(*items: tuple[str, dict[str, Any]], **more: Any) -> bytes:
    rows = [{"type": type, "id": data.get("id", "x"), "version": 1, "data": data} for type, data in items]
    return json.dumps({"resume_cursor": "c", "total": len(rows), "items": rows, "next_page": None, **more}).encode()


def read(type: str, data: dict[str, Any]) -> Any:
    (entity,) = wire.read_snapshot(page((type, data)), kinds).items
    return entity


# -- what comes --------------------------------------------------------------------------------------------------------------------


@given(
    st.builds(
        Ticket,
        id=st.uuids().map(str),
        number=lines,
        subject=lines,
        description=texts,
        request_type=lines,
        status=st.sampled_from(["new", "open", "closed", "a-new-one"]),
        kind=st.just(StatusKind.OPEN),
        author=st.builds(Author, id=lines, name=lines, side=st.sampled_from(Side)),
        created_at=instants,
        updated_at=instants,
        version=st.integers(0, 2**53),
        category=lines,
        machine_id=lines,
        machine_state=lines,
        priority=lines,
        company_id=lines,
        assignee_id=lines,
        contacts=st.lists(st.builds(Contact, id=lines, name=lines, email=lines), max_size=3).map(tuple),
        machine_unlisted=lines,
    )
)
def test_a_ticket_of_any_text_arrives_as_it_is(ticket: Ticket) -> None:
    data = {
        "id": ticket.id,
        "number": ticket.number,
        "subject": ticket.subject,
        "description": ticket.description,
        "request_type": ticket.request_type,
        "status": ticket.status,
        "author": {"id": ticket.author.id, "name": ticket.author.name, "side": ticket.author.side.value},
        "created_at": to_rfc3339(ticket.created_at),
        "updated_at": to_rfc3339(ticket.updated_at),
        "version": ticket.version,
        "category": ticket.category or None,
        "machine_id": ticket.machine_id or None,
        "machine_unlisted": ticket.machine_unlisted or None,
        "machine_state": ticket.machine_state or None,
        "priority": ticket.priority or None,
        "company_id": ticket.company_id,
        "assignee_id": ticket.assignee_id or None,
        "contacts": [{"id": one.id or None, "name": one.name, "email": one.email} for one in ticket.contacts],
    }
    arrived = read("ticket", data)
    assert arrived.kind is kinds(ticket.status)
    for name in Ticket.__slots__:
        if name != "kind":
            assert getattr(arrived, name) == getattr(ticket, name)


@given(texts, lines, instants)
def test_a_message_of_any_text_arrives_as_it_is(text: str, name: str, at: int) -> None:
    data = {**MESSAGE, "text": text, "author": {**ANNA, "name": name}, "created_at": to_rfc3339(at)}
    assert read("message", data) == Message("m1", "t1", Author("p1", name), text, at)


def test_an_event_says_what_happened() -> None:
    event = {"name": "status", "from": None, "to": "open", "minutes": 5}
    message = read("message", {**MESSAGE, "kind": "event", "text": "", "event": event, "html": None})
    assert message.kind is MessageKind.EVENT
    assert message.event == Event("status", "", "open")


def test_every_type_of_entity_is_read() -> None:
    items: list[tuple[str, dict[str, Any]]] = [
        ("ticket", TICKET),
        ("message", MESSAGE),
        ("attachment", {**ATTACHMENT, "sha256": "AB" * 32, "message_id": None}),
        ("machine", {"id": "x1", "name": "Pompa", "serial": "1", "model": "M", "site": "Brescia", "company_id": "c"}),
        ("announcement", {"id": "n1", "title": "T", "text": "X", "kind": "works", "published_at": NOON, "ends_at": NOON,
                          "machine_ids": ["x1"]}),
        ("service", {"id": "s1", "name": "S", "description": "D", "active_since": "2026-01-01", "company_id": "c"}),
        ("offering", {"id": "o1", "name": "O", "description": "D", "request_type": None}),
        ("contact", {"id": "c1", "name": "C", "email": "c@x.example", "phone": None, "company_id": "c"}),
        ("person", {"id": "p1", "name": "P", "side": "support", "company_id": None}),
    ]  # fmt: skip
    found = wire.read_snapshot(page(*items), kinds).items
    assert {type for type, _ in items} == {type.value for type in EntityType}
    assert [entity.id for entity in found] == [data["id"] for _, data in items]
    assert found[2] == Attachment("a1", "t1", "ab" * 32, "x.pdf", 1, "application/pdf", "", from_rfc3339(NOON))
    assert found[4] == Announcement("n1", "T", "X", "works", from_rfc3339(NOON), None, from_rfc3339(NOON), ("x1",))
    assert found[7] == Contact("c1", "C", "c@x.example")
    assert found[8] == Author("p1", "P", Side.SUPPORT)


def test_what_a_newer_server_adds_is_passed_over_and_its_values_kept() -> None:
    newer = {
        **TICKET,
        "status": "on-the-moon",
        "mood": {"deep": [1]},
        "author": {**ANNA, "side": "robot", "age": 3},
        "contacts": [{"name": "N", "email": "n@x", "more": 1}],
    }
    body = page(("sensor", {"id": "z"}), ("ticket", newer), something=[{}])
    (ticket,) = wire.read_snapshot(body, kinds).items
    assert isinstance(ticket, Ticket)
    assert (ticket.status, ticket.kind) == ("on-the-moon", StatusKind.OPEN)
    assert ticket.author.side is Side.SUPPORT
    assert read("message", {**MESSAGE, "kind": "whisper"}).kind is MessageKind.REPLY


def test_half_a_character_does_not_stop_the_page() -> None:
    message, ticket = wire.read_snapshot(
        page(("message", {**MESSAGE, "text": "half \ud800 but 🚀"}), ("ticket", {**TICKET, "subject": "\udc00è"})),
        kinds,
    ).items
    assert isinstance(message, Message)
    assert isinstance(ticket, Ticket)
    assert (message.text, ticket.subject) == ("half \ufffd but 🚀", "\ufffdè")


def test_long_lines_are_cut_and_long_texts_are_not() -> None:
    ticket = read("ticket", {**TICKET, "subject": "s" * 5000, "description": "d" * 500_000})
    assert len(ticket.subject) == 1000
    assert len(ticket.description) == 500_000


@pytest.mark.parametrize(
    ("type", "data"),
    [
        ("ticket", {**TICKET, "subject": None}),
        ("ticket", {key: value for key, value in TICKET.items() if key != "status"}),
        ("ticket", {**TICKET, "version": -1}),
        ("ticket", {**TICKET, "version": 2**60}),
        ("ticket", {**TICKET, "version": "3"}),
        ("ticket", {**TICKET, "created_at": "yesterday"}),
        ("ticket", {**TICKET, "created_at": "2026-01-01T12:00:00"}),
        ("ticket", {**TICKET, "created_at": "2026-13-01T12:00:00Z"}),
        ("ticket", {**TICKET, "author": "Anna"}),
        ("ticket", {**TICKET, "id": "another"}),
        ("ticket", {**TICKET, "contacts": None}),
        ("attachment", {**ATTACHMENT, "sha256": "../../etc/passwd"}),
        ("attachment", {**ATTACHMENT, "sha256": "ab" * 32 + "\n"}),
        ("attachment", {**ATTACHMENT, "size": -1}),
        ("message", {**MESSAGE, "text": 5}),
        ("machine", {}),
    ],
)
def test_a_broken_entity_is_named_with_its_type_and_id(type: str, data: dict[str, Any]) -> None:
    item = {"type": type, "id": "t1" if type == "ticket" else data.get("id", "x9"), "version": 1, "data": data}
    body = json.dumps({"resume_cursor": "c", "items": [item]}).encode()
    with pytest.raises(ServerBroken, match=f"^{type} {item['id']}: "):
        wire.read_snapshot(body, kinds)


@pytest.mark.parametrize(
    "bad",
    [b"", b"null", b"[]", b"{", b'{"items": []}', b'{"resume_cursor": 1, "items": []}', b"\xff\xfe", b"[" * 99_999],
)
def test_a_page_that_is_none_is_the_servers_fault(bad: bytes) -> None:
    with pytest.raises(ServerBroken):
        wire.read_snapshot(bad, kinds)
    with pytest.raises(ServerBroken):
        wire.read_changes(bad, kinds)


@given(st.binary(max_size=200))
def test_no_bytes_make_reading_fail_in_another_way(body: bytes) -> None:
    for reader in (documents.read_catalogue, documents.read_person, documents.read_tokens, documents.read_fate):
        with contextlib.suppress(ServerBroken):
            reader(body)
    assert documents.read_problem(body) is None or body.strip().startswith(b"{")


nested = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | lines,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(lines, inner, max_size=3),
    max_leaves=8,
)


@given(
    st.sampled_from(list(EntityType)),
    st.dictionaries(st.sampled_from(sorted({*TICKET, *MESSAGE, *ATTACHMENT})), nested),
)
def test_no_data_make_an_entity_fail_in_another_way(type: EntityType, data: dict[str, Any]) -> None:
    for base in (TICKET, MESSAGE, ATTACHMENT):
        body = json.dumps({**base, **data}).encode()
        with contextlib.suppress(ServerBroken):
            wire.read_entity(type.value, base["id"], body, kinds)


def changes(*rows: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({"changes": rows, "next_cursor": "c2", "has_more": True, "epoch": "e", **more}).encode()


def test_of_two_words_about_one_thing_on_one_page_the_later_holds() -> None:
    """What moves between two audiences of the same person is hidden in one and shown in the other."""
    shown = {"type": "ticket", "id": "t1", "op": "upsert", "version": 2, "data": TICKET}
    hidden = {"type": "ticket", "id": "t1", "op": "hidden", "version": 1, "data": None}
    moved, gone = (wire.read_changes(changes(*order), kinds) for order in ((hidden, shown), (shown, hidden)))
    assert ([one.id for one in moved.upserts], moved.removals) == (["t1"], ())
    assert (gone.upserts, gone.removals) == ((), (Removal(EntityType.TICKET, "t1"),))


def test_changes_are_upserts_and_removals_in_their_order() -> None:
    batch = wire.read_changes(
        changes(
            {"type": "ticket", "id": "t1", "op": "upsert", "version": 3, "data": TICKET},
            {"type": "message", "id": "m1", "op": "delete", "version": 2, "data": None},
            {"type": "machine", "id": "x1", "op": "hidden", "version": 2},
            {"type": "sensor", "id": "z1", "op": "measured", "version": 2, "data": {}},
        ),
        kinds,
    )
    assert [entity.id for entity in batch.upserts] == ["t1"]
    assert batch.removals == (Removal(EntityType.MESSAGE, "m1"), Removal(EntityType.MACHINE, "x1"))
    assert (batch.cursor, batch.has_more, batch.epoch) == ("c2", True, "e")


def test_an_unknown_operation_on_something_known_is_not_passed_over() -> None:
    with pytest.raises(ServerBroken, match=r"^ticket t1: "):
        wire.read_changes(changes({"type": "ticket", "id": "t1", "op": "merge", "version": 1, "data": None}), kinds)


def test_an_upsert_without_data_is_broken() -> None:
    with pytest.raises(ServerBroken, match=r"^ticket t1: "):
        wire.read_changes(changes({"type": "ticket", "id": "t1", "op": "upsert", "version": 1, "data": None}), kinds)


def test_a_catalogue_is_read_with_what_a_newer_server_adds() -> None:
    body = {
        "request_types": [
            {"id": "fault", "name": {"en": "Fault", "it": "Guasto"}, "machine": "required",
             "categories": [{"id": "c", "name": {"en": "C"}, "description": {"en": "D"}, "template": {"en": "Did: "}},
                            {"id": "b", "name": {}}]},
            {"id": "odd", "name": {"en": "Odd"}, "machine": "perhaps", "template": None, "colour": "red"},
        ],
        "machine_states": [{"id": "faulty", "name": {}, "severity": 2}],
        "priorities": [{"id": "high", "name": {"en": "High"}, "guidance": {"en": "Now"}, "rank": 3}],
        "statuses": [{"id": "new", "name": {}, "kind": "new"}, {"id": "moon", "name": {}, "kind": "orbiting", "final": True}],
        "rights": {"customer": ["open"]},
    }  # fmt: skip
    catalogue = documents.read_catalogue(json.dumps(body).encode())
    first, second = catalogue.request_types
    assert (first.machine, second.machine) == (MachineNeed.REQUIRED, MachineNeed.OPTIONAL)
    assert first.name.say("it_IT") == "Guasto"
    assert first.categories[0].id == "c"
    assert [(one.description.say("en"), one.template.say("en")) for one in first.categories] == [
        ("D", "Did: "),
        ("", ""),
    ]
    assert catalogue.kind_of("moon") is StatusKind.OPEN
    assert catalogue.priorities[0].rank == 3


def test_tokens_are_not_quoted_by_an_error() -> None:
    with pytest.raises(ServerBroken) as caught:
        documents.read_tokens(b'{"access_token": "hunter2", "refresh_token": {"hunter2": "hunter2"}}')
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(documents.read_tokens(b'{"access_token": "hunter2", "refresh_token": "hunter2"}'))


def test_a_problem_keeps_what_points_at_fields() -> None:
    body = {"code": "invalid", "title": "T", "status": 422, "errors": [{"pointer": "/subject", "detail": "too long"}]}
    problem = documents.read_problem(json.dumps(body).encode())
    assert problem is not None
    assert problem.as_problem().pointers == (("/subject", "too long"),)
    assert problem.as_problem().detail == "T"


# -- what goes ---------------------------------------------------------------------------------------------------------------------

files = st.lists(
    st.builds(FrozenFile, id=lines, sha256=st.just("ab" * 32), name=lines, size=st.integers(0, 2**40), mime=lines),
    max_size=3,
).map(tuple)
tickets = st.builds(
    OpenTicket,
    subject=lines,
    description=texts,
    request_type=lines,
    category=lines,
    machine_id=lines,
    machine_state=lines,
    priority=lines,
    contacts=st.lists(st.builds(Contact, id=lines, name=lines, email=lines), max_size=3).map(tuple),
    files=files,
    machine_unlisted=lines,
)


@given(tickets, instants)
def test_a_new_ticket_of_any_text_goes_as_it_is(deed: OpenTicket, at: int) -> None:
    body = json.loads(bodies.write_ticket(deed, at))
    names = (
        "subject",
        "description",
        "request_type",
        "category",
        "machine_id",
        "machine_unlisted",
        "machine_state",
        "priority",
    )
    for name in names:
        assert body.get(name, "") == getattr(deed, name)
    assert [(one.get("id", ""), one["name"], one["email"]) for one in body["contacts"]] == [
        (one.id, one.name, one.email) for one in deed.contacts
    ]
    assert tuple(FrozenFile(**one) for one in body["attachments"]) == deed.files
    assert from_rfc3339(body["created_at"]) == at
    assert "" not in body.values() or "" in (body["subject"], body["description"], body["request_type"])


@given(texts, files, instants)
def test_a_reply_of_any_text_goes_as_it_is(text: str, attached: tuple[FrozenFile, ...], at: int) -> None:
    body = json.loads(bodies.write_message(AddMessage(text, attached), at))
    assert body["text"] == text
    assert tuple(FrozenFile(**one) for one in body["attachments"]) == attached
    assert from_rfc3339(body["created_at"]) == at


@pytest.mark.parametrize(("target", "action"), [(StatusTarget.CLOSED, "close"), (StatusTarget.OPEN, "reopen")])
def test_closing_expects_nothing_of_the_ticket(target: StatusTarget, action: str) -> None:
    body = json.loads(bodies.write_status(SetStatus(target, "Grazie", seen_version=7), 0))
    assert body == {"action": action, "text": "Grazie", "created_at": "1970-01-01T00:00:00.000Z"}
    assert "text" not in json.loads(bodies.write_status(SetStatus(target), 0))


@given(texts, st.integers(0xD800, 0xDFFF), texts)
def test_half_a_character_is_refused_cleanly(before: str, half: int, after: str) -> None:
    text = before + chr(half) + after
    for write in (
        lambda: bodies.write_ticket(OpenTicket(text, "d", "fault"), 0),
        lambda: bodies.write_message(AddMessage(text), 0),
        lambda: bodies.write_status(SetStatus(StatusTarget.CLOSED, text), 0),
    ):
        with pytest.raises(Unsendable):
            write()
