"""Registering, asking for access, and what was forgotten, where a portal offers it; the mail is read from its files."""

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path

import pytest

from desktop.sandbox.portal import resources_folder
from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import ANNA, Caller, MovableClock, problem
from tests.sandbox.conftest import People, StartSandbox

JOINING = ("registration", "access-request", "password-reset", "username-reminder", "change-password")
SOFIA = {
    "name": "Σοφία Δήμου",
    "email": "sofia@dimou.example",
    "user_name": "sofia",
    "password": "πολύ-μυστικό-1",
    "company": "Meccanica Rossi S.r.l.",
    "language": "el",
}


@pytest.fixture
def open_portal(tmp_path: Path, start: StartSandbox, clock: MovableClock) -> RunningSandbox:
    """The machine builder's portal with everything switched on that lets people in."""
    text = (resources_folder() / "portals" / "machine-builder.toml").read_text("utf-8")
    file = tmp_path / "open.toml"
    file.write_text(text.replace('"reopen"', '"reopen", ' + ", ".join(f'"{name}"' for name in JOINING), 1), "utf-8")
    return start(portal=str(file), clock=clock)


@pytest.fixture
def stranger(open_portal: RunningSandbox, people: People) -> Caller:
    return people(None, open_portal.url)


def letters(running: RunningSandbox) -> list[EmailMessage]:
    files = sorted((running.data / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]


def post(caller: Caller, path: str, body: dict):
    return caller.call("POST", f"/v1/{path}", json=body)


def sign_in(caller: Caller, login: str, password: str):
    return caller.call("POST", "/v1/sessions", json={"login": login, "password": password, "device": ""})


def link_in(letter: EmailMessage, caller: Caller) -> str:
    return re.findall(re.escape(caller.url) + r"(/v1/registrations/\S+)", letter.get_content())[0]


def test_an_account_can_be_used_after_its_link_was_opened_and_not_before(open_portal: RunningSandbox, stranger: Caller):
    assert post(stranger, "registrations", SOFIA).status_code == 202
    problem(sign_in(stranger, "sofia", SOFIA["password"]), 403, "not-activated")
    (letter,) = letters(open_portal)
    assert (letter["To"], letter["Subject"]) == ("sofia@dimou.example", "Ενεργοποίηση λογαριασμού")
    link = link_in(letter, stranger)
    for _ in range(2):
        assert stranger.get(link).json() == {"activated": True}
    stranger.take(sign_in(stranger, "Sofia@Dimou.example", SOFIA["password"]).json())
    me = stranger.get("/v1/me").json()
    assert (me["name"], me["language"]) == ("Σοφία Δήμου", "el")


def test_naming_a_customer_opens_none_of_its_tickets(open_portal: RunningSandbox, stranger: Caller):
    post(stranger, "registrations", SOFIA)
    stranger.get(link_in(letters(open_portal)[0], stranger))
    stranger.take(sign_in(stranger, "sofia", SOFIA["password"]).json())
    assert stranger.all_of("ticket") == []
    assert stranger.all_of("machine") == []


def test_a_link_is_unknown_when_it_is_made_up_or_old(
    open_portal: RunningSandbox, stranger: Caller, clock: MovableClock
):
    post(stranger, "registrations", SOFIA)
    problem(stranger.get("/v1/registrations/made-up"), 404, "not-found")
    clock.advance(days=8)
    problem(stranger.get(link_in(letters(open_portal)[0], stranger)), 404, "not-found")


def test_registering_a_known_address_tells_only_its_owner(open_portal: RunningSandbox, stranger: Caller):
    known = post(stranger, "registrations", SOFIA | {"email": ANNA, "user_name": "someone"})
    fresh = post(stranger, "registrations", SOFIA)
    assert (known.status_code, known.content) == (fresh.status_code, fresh.content) == (202, b"")
    to_anna = next(letter for letter in letters(open_portal) if letter["To"] == ANNA)
    assert "anna" in to_anna.get_content()
    problem(sign_in(stranger, ANNA, SOFIA["password"]), 401, "bad-credentials")


def test_a_user_name_belongs_to_one_person(stranger: Caller):
    told = problem(post(stranger, "registrations", SOFIA | {"user_name": "ANNA"}), 422, "invalid")
    assert told["errors"][0]["pointer"] == "/user_name"


@pytest.mark.parametrize("path", ["password-resets", "username-reminders"])
def test_whether_an_address_is_known_is_not_told(open_portal: RunningSandbox, stranger: Caller, path: str):
    known, unknown = (post(stranger, path, {"email": address}) for address in (ANNA, "nobody@nowhere.example"))
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content) == (202, b"")
    assert [letter["To"] for letter in letters(open_portal)] == [ANNA]


def test_a_forgotten_password_is_replaced_when_the_new_one_is_used(
    open_portal: RunningSandbox, stranger: Caller, people: People
):
    signed_in = people(ANNA, open_portal.url)
    post(stranger, "password-resets", {"email": ANNA})
    assert sign_in(stranger, ANNA, "sportello").status_code == 201  # somebody else may have asked for it
    (letter,) = letters(open_portal)
    new = letter.get_content().splitlines()[3]
    assert sign_in(stranger, ANNA, new).status_code == 201
    problem(sign_in(stranger, ANNA, "sportello"), 401, "bad-credentials")
    problem(signed_in.get("/v1/me"), 401, "token-invalid")
    assert sign_in(stranger, ANNA, new).status_code == 201


def test_a_mailed_password_is_good_for_a_day(open_portal: RunningSandbox, stranger: Caller, clock: MovableClock):
    post(stranger, "password-resets", {"email": ANNA})
    new = letters(open_portal)[0].get_content().splitlines()[3]
    clock.advance(hours=25)
    problem(sign_in(stranger, ANNA, new), 401, "bad-credentials")


def test_a_forgotten_user_name_comes_by_mail(open_portal: RunningSandbox, stranger: Caller):
    post(stranger, "username-reminders", {"email": ANNA})
    assert "il nome utente è anna" in letters(open_portal)[0].get_content()


def test_asking_for_access_reaches_the_helpdesk(open_portal: RunningSandbox, stranger: Caller):
    asked = {
        "company": "Nuova\r\nBcc: all@example.test",
        "contact": "Ugo",
        "email": "ugo@nuova.example",
        "text": "Grazie",
    }
    assert post(stranger, "access-requests", asked).status_code == 202
    (letter,) = letters(open_portal)
    assert letter["To"] == "assistenza@valmec.example"
    assert letter["Bcc"] is None
    assert "ugo@nuova.example" in letter.get_content()


def test_the_password_is_changed_by_who_knows_it(open_portal: RunningSandbox, people: People):
    anna = people(ANNA, open_portal.url)
    problem(anna.put("/v1/me/password", {"current": "falsch", "new": "una-lunga-davvero"}), 403, "bad-credentials")
    told = problem(anna.put("/v1/me/password", {"current": "sportello", "new": "corta"}), 422, "invalid")
    assert told["errors"][0]["pointer"] == "/new"
    assert anna.put("/v1/me/password", {"current": "sportello", "new": "una-lunga-davvero"}).status_code == 204
    assert sign_in(anna, ANNA, "una-lunga-davvero").status_code == 201
    problem(sign_in(anna, ANNA, "sportello"), 401, "bad-credentials")


@pytest.mark.parametrize("path", ["registrations", "username-reminders"])
def test_what_a_portal_does_not_offer_is_told_so(people: People, path: str):
    problem(post(people(None), path, {}), 404, "feature-off")


HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def test_the_link_shows_people_a_page_in_their_language_and_programs_json(
    open_portal: RunningSandbox, stranger: Caller
):
    post(stranger, "registrations", SOFIA)
    link = link_in(letters(open_portal)[0], stranger)
    page = stranger.call("GET", link, headers=HTML)
    assert page.status_code == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Ο λογαριασμός σας είναι ενεργός" in page.text
    assert '<html lang="el">' in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "http" not in page.text.replace("http-equiv", "")  # nothing is fetched from anywhere
    assert stranger.call("GET", link, headers={"Accept": "application/json"}).json() == {"activated": True}
    assert stranger.get(link).json() == {"activated": True}
    assert sign_in(stranger, "sofia", SOFIA["password"]).status_code == 201


@pytest.mark.parametrize(
    ("language", "words"), [("el-GR,el;q=0.9", "δεν ισχύει"), ("de", "non è valido"), ("en", "not valid")]
)
def test_a_link_that_is_unknown_shows_people_a_page_too(
    open_portal: RunningSandbox, people: People, language: str, words: str
):
    caller = people(None, open_portal.url)
    page = caller.call("GET", "/v1/registrations/made-up", headers=HTML | {"Accept-Language": language})
    assert (page.status_code, words in page.text) == (404, True)
    problem(caller.get("/v1/registrations/made-up"), 404, "not-found")


def test_who_registers_again_has_the_password_that_they_gave_last(open_portal: RunningSandbox, stranger: Caller):
    post(stranger, "registrations", SOFIA)
    post(stranger, "registrations", SOFIA | {"password": "un-altra-ancora", "name": "Sofia D.", "user_name": "sofia.d"})
    problem(sign_in(stranger, "sofia.d", "un-altra-ancora"), 403, "not-activated")
    stranger.get(link_in(letters(open_portal)[-1], stranger))
    stranger.take(sign_in(stranger, "sofia.d", "un-altra-ancora").json())
    assert stranger.get("/v1/me").json()["name"] == "Sofia D."


@pytest.mark.parametrize("first", ["owner", "other"])
def test_a_link_opens_the_account_that_it_was_sent_for(open_portal: RunningSandbox, stranger: Caller, first: str):
    """Somebody registers another's address before or after its owner: opening one's own link never lets the other one in."""
    other = SOFIA | {"password": "di-qualcun-altro", "user_name": "impostore"}
    asked = [SOFIA, other] if first == "owner" else [other, SOFIA]
    links = []
    for one in asked:
        post(stranger, "registrations", one)
        links.append(link_in(letters(open_portal)[-1], stranger))
    stranger.get(links[asked.index(SOFIA)])
    assert sign_in(stranger, SOFIA["email"], SOFIA["password"]).status_code == 201
    problem(sign_in(stranger, SOFIA["email"], "di-qualcun-altro"), 401, "bad-credentials")
    stranger.get(links[asked.index(other)])  # opening the other one afterwards changes nothing
    problem(sign_in(stranger, SOFIA["email"], "di-qualcun-altro"), 401, "bad-credentials")


def test_a_taken_user_name_is_told_whether_or_not_the_address_is_known(open_portal: RunningSandbox, stranger: Caller):
    for address in (ANNA, "nobody@nowhere.example"):
        taken = SOFIA | {"email": address, "user_name": "marco"}
        problem(post(stranger, "registrations", taken), 422, "invalid")
    assert letters(open_portal) == []


def test_a_changed_password_ends_a_mailed_one(open_portal: RunningSandbox, stranger: Caller, people: People):
    anna = people(ANNA, open_portal.url)
    post(stranger, "password-resets", {"email": ANNA})
    mailed = letters(open_portal)[0].get_content().splitlines()[3]
    assert anna.put("/v1/me/password", {"current": "sportello", "new": "una-lunga-davvero"}).status_code == 204
    problem(sign_in(stranger, ANNA, mailed), 401, "bad-credentials")


def test_joining_letters_say_that_a_program_wrote_them(open_portal: RunningSandbox, stranger: Caller):
    post(stranger, "username-reminders", {"email": ANNA})
    post(stranger, "access-requests", {"company": "Nuova", "contact": "Ugo", "email": "ugo@nuova.example"})
    reminder, request = sorted(letters(open_portal), key=lambda letter: letter["To"])
    assert {reminder["Auto-Submitted"], request["Auto-Submitted"]} == {"auto-generated"}
    assert request["Reply-To"] == "ugo@nuova.example"
