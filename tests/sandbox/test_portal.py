"""The portals' files and what is made of them: plausible, varied, consistent, and the same for the same seed."""

import io
import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.sandbox.portal import Feature, PortalError, load_portal, portal_names, resources_folder, tables
from desktop.sandbox.server import RunningSandbox
from desktop.sandbox.specimens import controller_log, document, panel, photo
from desktop.sandbox.stories import read_stories, steps
from tests.sandbox.caller import ANNA, Caller
from tests.sandbox.conftest import People, StartSandbox


@pytest.mark.parametrize("name", portal_names())
def test_every_portal_can_be_read_and_its_stories_too(name: str):
    portal = load_portal(name)
    assert portal.key == name
    assert read_stories(portal.plot)


def broken(folder: Path, before: str, after: str) -> str:
    text = (resources_folder() / "portals" / "machine-builder.toml").read_text("utf-8")
    assert before in text
    file = folder / "broken.toml"
    file.write_text(text.replace(before, after, 1), "utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('kind = "answered"', 'kind = "done"', "answered"),
        ('"reopen"', '"teleport"', "teleport"),
        ('en = "Fault"', 'de = "Störung"', "English"),
        ('"reopen"', '"priorities"', "priorities"),
        ('machine = "required"', 'machine = "maybe"', "maybe"),
        ("[portal]", "[portal", "TOML"),
        ('"reopen"', '"reopen", "categories"', "categories"),
        ('"services", ', "", "“services”, which is off"),
        ('"machine-states", ', "", "machine-states"),
        ('"machines", ', "", "asks for a machine, and the feature “machines” is off"),
        ('"reopen"', '"reopen", "email"', r"\[email\] table"),
        ("[portal]", '[portal]\ndefault_request_type = "riddle"', "riddle"),
        ("[portal]", '[portal]\ndefault_request_type = "fault"', "which a mail does not name"),
        ('role = "Capoturno"', 'role = "Capoturno"\nwrites = true', "Sara Galli may write mail"),
        ('"contacts-to-notify", ', "", "there for nothing"),
        ("[[companies]]", '[letters.opned.it]\nsubject = ""\ntext = ""\n\n[[companies]]', "opned"),
        ("[[companies]]", '[letters.opened.de]\nsubject = ""\ntext = ""\n\n[[companies]]', "does not speak: de"),
        ("[[companies]]", '[letters.opened.it]\nsubject = "{"\ntext = ""\n\n[[companies]]', "brace"),
        ('id = "running"', 'id = "stopped"', "“stopped” is there twice"),
        ('el = "Βλάβη"', 'fr = "Panne"', "“fault” lacks words in: el"),
        ('email = "marco@rossi.example"\nuser_name', 'email = "anna@rossi.example"\nuser_name', "two people"),
        ('user = "anna@rossi.example"', 'user = "nobody@rossi.example"', "nobody here"),
        ('company = "rossi"\nname = "Marco', 'company = "verdi"\nname = "Marco', "unknown company: verdi"),
        ('kind = "works"', 'kind = "gossip"', "gossip"),
        ('request_type = "training"\n\n[[offerings]]', 'request_type = "dancing"\n\n[[offerings]]', "dancing"),
        ("bianchi = 1", "neri = 1", "neri"),
        ("max_upload_bytes = 104857600", 'max_upload_bytes = "much"', "numbers"),
    ],
)
def test_a_portal_that_contradicts_itself_is_refused_with_the_reason(
    tmp_path: Path, before: str, after: str, words: str
):
    with pytest.raises(PortalError, match=words):
        load_portal(broken(tmp_path, before, after))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("{temp}", "{unheard_of}", "unheard_of"),
        ('"support: ', '"someone: ', "support"),
        ('"Nastro 3", "Nastro 4"', '"Nastro 99"', "Nastro 99"),
        ('machine_state = "faulty"\nsubjects', 'machine_state = "dizzy"\nsubjects', "dizzy"),
        ('machine_state = "faulty"\nsubjects', 'priority = "high"\nsubjects', "high"),
        ('machine_state = "faulty"\nsubjects', 'category = "pumps"\nsubjects', "pumps"),
        ('end = "answered"', 'end = "somehow"', "somehow"),
        ('"reopen",', "", "reopen"),
    ],
)
def test_a_story_that_cannot_be_told_is_found_at_the_start(
    tmp_path: Path, start: StartSandbox, before: str, after: str, words: str
):
    (tmp_path / "data").mkdir()
    with pytest.raises(PortalError, match=words):
        start(portal=broken(tmp_path, before, after))


def test_discovery_tells_what_the_portal_offers(anna: Caller):
    told = anna.get("/.well-known/helpdesk-sync").json()
    assert (told["protocol"], told["version"], told["api"], told["auth"]) == ("helpdesk-sync", 1, "/v1", ["password"])
    assert set(told["features"]) == {
        Feature.ACCESS_REQUEST,
        Feature.PASSWORD_RESET,
        Feature.CHANGE_PASSWORD,
        Feature.MACHINES,
        Feature.MACHINE_STATES,
        Feature.CONTACTS_TO_NOTIFY,
        Feature.COMPANY_TICKETS,
        Feature.REOPEN,
        Feature.ANNOUNCEMENTS,
        Feature.SERVICES,
        Feature.OFFERINGS,
        "digest",
    }
    assert told["email"] is None
    assert told["limits"]["max_page_items"] == 500


def test_the_catalogue_has_words_in_every_language_and_is_not_sent_twice(anna: Caller):
    answer = anna.get("/v1/catalogue")
    told = answer.json()
    for entry in (*told["request_types"], *told["machine_states"], *told["statuses"]):
        assert {"it", "en", "el"} <= entry["name"].keys()
    assert {kind["machine"] for kind in told["request_types"]} == {"required", "optional", "none"}
    assert [state["id"] for state in told["machine_states"]] == ["running", "faulty", "stopped"]
    assert [status["id"] for status in told["statuses"] if status["final"]] == ["closed"]
    again = anna.call("GET", "/v1/catalogue", headers={"If-None-Match": f"W/{answer.headers['ETag']}"})
    assert (again.status_code, again.content) == (304, b"")


def test_the_seeded_helpdesk_looks_alive(luca: Caller):
    """Counted among what was seeded only: other tests add to the shared sandbox."""
    tickets = [ticket for ticket in luca.all_of("ticket") if int(ticket["number"]) <= 10_200]
    assert len(tickets) == 200
    assert {ticket["status"] for ticket in tickets} == {"new", "open", "waiting", "answered", "closed"}
    assert {ticket["request_type"] for ticket in tickets} == {
        "fault",
        "spare-parts",
        "maintenance",
        "training",
        "question",
    }
    assert len({ticket["subject"] for ticket in tickets}) > 120
    assert len({ticket["description"] for ticket in tickets}) > 100
    assert any(re.search("[α-ω]", ticket["subject"]) for ticket in tickets)
    numbers = [int(ticket["number"]) for ticket in sorted(tickets, key=lambda ticket: ticket["created_at"])]
    assert numbers == sorted(numbers)
    oldest, newest = (datetime.fromisoformat(f(ticket["created_at"] for ticket in tickets)) for f in (min, max))
    assert timedelta(days=400) < newest - oldest < timedelta(days=550)
    assert datetime.now(UTC) - newest < timedelta(hours=1)


def test_nothing_that_was_seeded_lies_in_the_future_or_leaves_a_brace_unfilled(start: StartSandbox, people: People):
    luca = people("luca", start().url)
    now = datetime.now(UTC).isoformat()
    for item in luca.snapshot("ticket,message,attachment")[0]:
        data = item["data"]
        assert data["created_at"] < now
        told = f"{data.get('subject')} {data.get('description')} {data.get('text')} {data.get('name')}"
        assert "{" not in told
        assert "}" not in told


def test_everything_that_was_seeded_refers_to_something(start: StartSandbox, people: People):
    luca = people("luca", start().url)
    items = luca.snapshot()[0]
    ids = {(item["type"], item["id"]) for item in items}
    for item in items:
        data = item["data"]
        assert data["id"] == item["id"]
        for field, kind in (
            ("machine_id", "machine"),
            ("ticket_id", "ticket"),
            ("message_id", "message"),
            ("assignee_id", "person"),
        ):
            assert data.get(field) is None or (kind, data[field]) in ids
        for machine in data.get("machine_ids", []):
            assert ("machine", machine) in ids
        if "author" in data:
            assert ("person", data["author"]["id"]) in ids


def test_the_conversation_leads_to_the_status_of_its_ticket(start: StartSandbox, people: People):
    luca = people("luca", start().url)
    status = {ticket["id"]: "new" for ticket in luca.all_of("ticket")}
    for message in luca.all_of("message"):
        if message["event"] is not None:
            assert status[message["ticket_id"]] == message["event"]["from"]
            status[message["ticket_id"]] = message["event"]["to"]
    assert status == {ticket["id"]: ticket["status"] for ticket in luca.all_of("ticket")}


def test_the_same_moment_brings_the_same_helpdesk(start: StartSandbox, people: People, tmp_path: Path):
    def everything(folder: Path) -> list[dict]:
        folder.mkdir()
        running = start(folder, clock=lambda: datetime(2026, 5, 4, 9, tzinfo=UTC))
        items = people(ANNA, running.url).snapshot()[0]
        running.stop()
        return items

    assert everything(tmp_path / "one") == everything(tmp_path / "other")


def test_a_story_stops_where_the_future_begins():
    story = next(story for story in read_stories(load_portal("machine-builder").plot) if len(story.lines) == 4)
    opened = datetime(2026, 5, 4, 9, tzinfo=UTC)
    whole = steps(story, opened, opened + timedelta(days=365), random.Random(1))
    assert [step.at for step in whole] == sorted(step.at for step in whole)
    assert (whole[-1].status, sum(step.text is not None for step in whole)) == ("closed", 4)
    for step in whole:
        so_far = steps(story, opened, step.at, random.Random(1))
        assert so_far == [earlier for earlier in whole if earlier.at < step.at]


def test_what_a_story_says_about_time_is_kept_and_a_reopened_ticket_was_closed_before():
    lines = [
        "support: Stanotte vediamo.",
        "support +1d: È partito alle 3.",
        "reopens +5d: Di nuovo niente.",
        "customer +2h: Anzi, è partito ora.",
    ]
    told = {
        "language": "it",
        "request_type": "support",
        "subjects": ["Cron"],
        "description": "Fermo.",
        "conversation": lines,
    }
    (story,) = read_stories({"stories": [told]})
    opened = datetime(2026, 5, 4, 9, tzinfo=UTC)
    whole = steps(story, opened, opened + timedelta(days=365), random.Random(5))
    said = [step.at for step in whole if step.text is not None]
    assert said[1] - said[0] == timedelta(days=1)
    assert said[3] - said[2] == timedelta(hours=2)
    assert [step.status for step in whole if step.status] == ["open", "answered", "closed", "open", "closed"]
    (closed, *_) = (step for step in whole if step.status == "closed")
    assert timedelta(days=5) <= said[2] - closed.at < timedelta(days=8)


def test_nobody_looks_at_a_ticket_before_its_turn():
    story = next(story for story in read_stories(load_portal("hosting").plot) if len(story.lines) == 4)
    opened = datetime(2026, 5, 4, 9, tzinfo=UTC)
    turn = opened + timedelta(days=3)
    whole = steps(story, opened, opened + timedelta(days=365), random.Random(1), turn=turn)
    assert whole[0].at == turn
    assert steps(story, opened, turn, random.Random(1), turn=turn) == []


# ---------------------------------------------------------------- two Italian firms: what their rows in the product promise

JOINING = {Feature.PASSWORD_RESET, Feature.CHANGE_PASSWORD}
ROWS = {
    # credentials are asked for by a company's contact, so the history is the company's
    "it-services": JOINING
    | {
        Feature.ACCESS_REQUEST,
        Feature.COMPANY_TICKETS,
        Feature.SERVICES,
        Feature.OFFERINGS,
        Feature.EMAIL,
        Feature.REOPEN,
    },
    "hosting": JOINING
    | {Feature.REGISTRATION, Feature.CATEGORIES, Feature.QUEUE_ORDER, Feature.REOPEN, Feature.ANNOUNCEMENTS}
    | {Feature.SERVICES, Feature.OFFERINGS},
    "machine-builder": JOINING
    | {
        Feature.ACCESS_REQUEST,
        Feature.MACHINES,
        Feature.MACHINE_STATES,
        Feature.CONTACTS_TO_NOTIFY,
        Feature.COMPANY_TICKETS,
    }
    | {Feature.REOPEN, Feature.ANNOUNCEMENTS, Feature.SERVICES, Feature.OFFERINGS},
}


@pytest.mark.parametrize("name", ROWS)
def test_a_portal_switches_on_what_its_row_says_and_nothing_else(name: str):
    assert load_portal(name).features == ROWS[name]


@dataclass(frozen=True)
class Seen:
    """What the seeded customer of a fresh portal sees, and what its staff does."""

    customer: Caller
    staff: Caller


@pytest.fixture(scope="module", params=["it-services", "hosting"])
def firm(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Seen]]:
    name = str(request.param)
    plot = load_portal(name).plot
    staff = next(str(person["email"]) for person in tables(plot["people"]) if person["role"] == "technician")
    with (
        RunningSandbox(tmp_path_factory.mktemp(name), name) as running,
        Caller(running.url) as customer,
        Caller(running.url) as support,
    ):
        yield name, Seen(customer.sign_in(str(plot["seed"]["user"])), support.sign_in(staff))


def test_a_firm_looks_alive_to_its_seeded_customer(firm: tuple[str, Seen]):
    name, seen = firm
    me = seen.customer.get("/v1/me").json()
    tickets = seen.customer.all_of("ticket")
    assert 50 <= len(tickets) < len(seen.staff.all_of("ticket")) <= 200
    mine = [ticket for ticket in tickets if ticket["author"]["id"] == me["id"]]
    new = load_portal(name).status_of("new")
    assert new in {ticket["status"] for ticket in mine}
    assert len({ticket["status"] for ticket in mine}) >= 3
    assert sum(ticket["status"] == "closed" for ticket in tickets) > len(tickets) / 2
    assert len({ticket["subject"] for ticket in tickets}) > 0.8 * len(tickets)
    assert len(seen.customer.all_of("attachment")) >= 15
    assert len(seen.customer.all_of("service")) >= 8
    assert len(seen.customer.all_of("offering")) >= 8
    assert {ticket["company_id"] for ticket in tickets} == {me["company"]["id"]}
    # the history of a company, or of a person
    assert (len({ticket["author"]["id"] for ticket in tickets}) > 1) == (name == "it-services")
    assert all(ticket["machine_id"] is None and ticket["priority"] is None for ticket in tickets)


@pytest.mark.parametrize("firm", ["hosting"], indirect=True)
def test_hosting_looks_at_tickets_strictly_in_order_of_arrival(firm: tuple[str, Seen]):
    _, seen = firm
    taken: dict[str, str] = {}
    for message in sorted(seen.staff.all_of("message"), key=lambda message: message["created_at"]):
        if message["author"]["side"] == "support":
            taken.setdefault(message["ticket_id"], message["created_at"])
    in_order = sorted(seen.staff.all_of("ticket"), key=lambda ticket: int(ticket["number"]))
    looked_at = [taken.get(ticket["id"], "not yet") for ticket in in_order]
    assert looked_at == sorted(looked_at)
    assert looked_at.count("not yet") >= 3


@pytest.mark.parametrize("firm", ["hosting"], indirect=True)
def test_hosting_tells_of_news_maintenance_and_works_past_present_and_to_come(firm: tuple[str, Seen]):
    _, seen = firm
    now = datetime.now(UTC).isoformat()
    announcements = seen.customer.all_of("announcement")
    assert len(announcements) >= 10
    for kind in ("maintenance", "works"):
        windows = [(told["starts_at"], told["ends_at"]) for told in announcements if told["kind"] == kind]
        assert any(ends < now for _, ends in windows), kind
        assert any(starts < now < ends for starts, ends in windows), kind
        assert any(now < starts for starts, _ in windows), kind
        assert all(starts < ends for starts, ends in windows)
    assert sum(told["kind"] == "news" for told in announcements) >= 4
    assert all(told["published_at"] < now for told in announcements)


@pytest.mark.parametrize("name", ["it-services", "hosting", "machine-builder"])
def test_firms_say_voi_to_companies_and_nobody_says_tu(name: str):
    """Words that only an informal or a singular formal address has: one of them among many “voi” reads like a slip."""
    text = (resources_folder() / "portals" / f"{name}.toml").read_text("utf-8")
    catalogue_and_stories = "\n".join(
        line for line in text.splitlines() if "Si è verificato un errore critico" not in line
    )
    slips = re.findall(
        r"\b(?:tu|tuo|tua|tuoi|tue|puoi|vuoi|hai|clicca|inserisci|Lei|alleghi|mi manda|mi conferma|le mando|le preparo)\b",
        catalogue_and_stories,
    )
    assert slips == []


def test_specimens_are_what_they_say_and_the_same_each_time():
    made = [[photo(random.Random(7)), panel(random.Random(7)), controller_log(random.Random(7))] for _ in range(2)]
    assert made[0] == made[1]
    jpeg, png, log = made[0]
    assert jpeg.startswith(b"\xff\xd8\xff\xe0")
    assert jpeg.endswith(b"\xff\xd9")
    assert zlib.decompress(png[png.index(b"IDAT") + 4 : png.index(b"IEND") - 8])
    assert b"ALARM" in log


def test_a_document_points_to_its_objects():
    pdf = document("Offerta (n. 7)", ["Guarnizione", "100 €"])
    table = int(re.findall(rb"startxref\n(\d+)", pdf)[0])
    assert pdf[table:].startswith(b"xref")
    for number, found in enumerate(re.findall(rb"(\d{10}) 00000 n", pdf), 1):
        assert pdf[int(found) :].startswith(b"%d 0 obj" % number)
    assert io.BytesIO(pdf).read(5) == b"%PDF-"


def test_the_photo_can_be_looked_at():
    """By Qt, which is here anyway: a picture that only we believe in is none."""
    gui = pytest.importorskip("PySide6.QtGui")
    picture = gui.QImage.fromData(photo(random.Random(3)))
    assert (picture.width(), picture.height()) == (384, 288)
    screen = gui.QImage.fromData(panel(random.Random(3)))
    assert (screen.width(), screen.height()) == (640, 400)
