"""What a person may not see does not exist: not its name, not its bytes, not even that it is refused."""

import pytest

from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import (
    ANNA,
    LUCA,
    PAOLA,
    Caller,
    a_message,
    a_ticket,
    an_action,
    an_attachment,
    an_id,
    problem,
    sha256,
)
from tests.sandbox.conftest import People, StartSandbox


def test_two_companies_share_nothing_but_what_is_for_everyone(anna: Caller, paola: Caller):
    mine, theirs = ({item["id"]: item["type"] for item in caller.snapshot()[0]} for caller in (anna, paola))
    shared = {kind for identity, kind in mine.items() if identity in theirs}
    assert shared == {"announcement", "offering", "person"}
    assert sum(kind == "machine" for kind in mine.values()) == 20
    assert sum(kind == "machine" for kind in theirs.values()) == 5


def test_nothing_a_customer_reads_names_the_other_company(anna: Caller, paola: Caller):
    other = paola.get("/v1/me").json()["company"]["id"]
    machines = {machine["id"] for machine in paola.all_of("machine")}
    for item in anna.snapshot()[0]:
        assert item["data"].get("company_id") != other
        assert not machines & set(item["data"].get("machine_ids", []))


def test_colleagues_see_the_tickets_of_their_company(anna: Caller, marco: Caller):
    ticket = anna.open_ticket()
    assert marco.ticket(ticket)["id"] == ticket["id"]
    assert marco.reply(ticket).status_code == 201


def test_staff_sees_every_company(anna: Caller, paola: Caller, luca: Caller):
    for caller in (anna, paola):
        assert luca.ticket(caller.open_ticket())["status"] == "new"


def test_another_companys_ids_are_as_unknown_as_made_up_ones(anna: Caller, paola: Caller):
    foreign = anna.open_ticket()
    path = f"/v1/tickets/{foreign['id']}"
    problem(paola.get(path), 404, "not-found")
    problem(paola.call("PATCH", path, json={"subject": "Mine"}, headers={"If-Match": "*"}), 404, "not-found")
    problem(paola.reply(foreign), 409, "parent-unknown")
    problem(paola.act(foreign, "close"), 409, "parent-unknown")
    machine = anna.all_of("machine")[0]["id"]
    told = problem(
        paola.put(f"/v1/tickets/{an_id()}", a_ticket(request_type="fault", machine_id=machine)), 422, "invalid"
    )
    made_up = problem(
        paola.put(f"/v1/tickets/{an_id()}", a_ticket(request_type="fault", machine_id=an_id())), 422, "invalid"
    )
    assert told["errors"] == made_up["errors"]
    contact = anna.all_of("contact")[0]
    lent = [{"id": contact["id"], "name": contact["name"], "email": contact["email"]}]
    problem(paola.put(f"/v1/tickets/{an_id()}", a_ticket(contacts=lent)), 422, "invalid")
    assert paola.get(f"/v1/by-client-id/{foreign['id']}").json() == paola.get(f"/v1/by-client-id/{an_id()}").json()
    assert anna.ticket(foreign)["version"] == 1


def test_a_colleague_learns_what_became_of_my_change_and_a_stranger_nothing(anna: Caller, marco: Caller, paola: Caller):
    ticket, identity = anna.open_ticket(), an_id()
    anna.put(f"/v1/tickets/{ticket['id']}/actions/{identity}", an_action("close"))
    assert marco.get(f"/v1/by-client-id/{identity}").json()["state"] == "done"
    assert paola.get(f"/v1/by-client-id/{identity}").json()["state"] == "unknown"


def test_bytes_are_read_only_by_those_who_may_see_a_ticket_with_them(
    anna: Caller, marco: Caller, paola: Caller, luca: Caller
):
    content = b"only for Meccanica Rossi"
    file = anna.upload(content)
    path = f"/v1/blobs/{sha256(content)}"
    assert anna.get(path).content == content  # uploaded by her
    problem(marco.get(path), 404, "not-found")  # not in any ticket yet
    anna.open_ticket(attachments=[file])
    assert marco.get(path).content == luca.get(path).content == content
    problem(paola.get(path), 404, "not-found")


def test_knowing_a_hash_gives_nobody_the_bytes(anna: Caller, paola: Caller):
    content = b"a secret drawing"
    anna.open_ticket(attachments=[anna.upload(content)])
    begun = paola.begin_upload(content)
    assert begun.headers["Upload-Offset"] == "0"  # not "have it": that would say that somebody has it
    problem(paola.put(f"/v1/tickets/{an_id()}", a_ticket(attachments=[an_attachment(content)])), 409, "blob-unknown")


def test_an_upload_belongs_to_who_began_it(anna: Caller, marco: Caller):
    location = anna.begin_upload(b"bytes").headers["Location"]
    assert marco.tus("HEAD", location).status_code == 404
    problem(marco.append(location, 0, b"bytes"), 404, "not-found")
    problem(marco.tus("DELETE", location), 404, "not-found")
    assert anna.append(location, 0, b"bytes").status_code == 204


def test_a_ticket_moved_to_another_company_is_hidden_from_the_first(start: StartSandbox, people: People):
    running: RunningSandbox = start()
    anna, paola, luca = (people(login, running.url) for login in (ANNA, PAOLA, LUCA))
    ticket = anna.open_ticket()
    before = {caller: caller.cursor() for caller in (anna, paola, luca)}
    target = paola.get("/v1/me").json()["company"]["id"]
    running.counter.move_ticket(ticket["id"], target)

    def told(caller: Caller) -> list[tuple[str, object]]:
        changes, _ = caller.changes(before[caller])
        return [(c["op"], (c["data"] or {}).get("company_id")) for c in changes if c["id"] == ticket["id"]]

    assert told(anna) == [("hidden", None)]
    assert told(paola) == [("upsert", target)]
    assert told(luca) == [("upsert", target)]
    problem(anna.get(f"/v1/tickets/{ticket['id']}"), 404, "not-found")
    problem(anna.put(f"/v1/tickets/{ticket['id']}/messages/{an_id()}", a_message()), 409, "parent-unknown")
    assert paola.ticket(ticket)["version"] == 2


@pytest.mark.parametrize(
    "path",
    ["/v1/me", "/v1/catalogue", "/v1/snapshot", "/v1/changes?cursor=x", "/v1/events", "/v1/blobs/x", "/v1/tickets/x"],
)
def test_everything_but_discovery_needs_a_sign_in(people: People, path: str):
    problem(people(None).get(path), 401, "token-invalid")
