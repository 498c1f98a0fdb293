"""A small portal that takes mail, and speaking SMTP to it as any mail server would."""

import email
import email.policy
import smtplib
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import ANNA, Caller

HELPDESK = "aiuto@valmec.example"
JAMES, SOFIA, NIKOS = "james@rossi.example", "sofia@rossi.example", "nikos@rossi.example"
OFFICE = "officina@rossi.example"
"""A contact of Meccanica Rossi without an account, who may write."""
KEPT_INFORMED = "turno@rossi.example"

PORTAL = """
[portal]
name = "Valmec Assistenza"
address = "info@valmec.example"
languages = ["it", "en", "el"]
features = ["email", "company-tickets", "reopen", "contacts-to-notify", "registration", "password-reset", "change-password"]
reply_to_closed = true
default_request_type = "question"

[email]
address = "aiuto@valmec.example"
subject_pattern = "[#{number}]"

[limits]
max_upload_bytes = 200000
max_attachments_per_ticket = 3
allowed_types = ["image/*", "application/pdf", "text/plain", "message/rfc822"]

[seed]
tickets = 1
user = "anna@rossi.example"
password = "sportello"

[seed.shares]
rossi = 1

[[request_types]]
id = "question"
icon = "question"
machine = "none"
name = { en = "Question", it = "Domanda", el = "Ερώτηση" }
description = { en = "Anything", it = "Qualunque cosa", el = "Οτιδήποτε" }

[[statuses]]
id = "new"
name = { en = "New", it = "Nuovo", el = "Νέο" }
kind = "new"
final = false
[[statuses]]
id = "open"
name = { en = "Open", it = "In lavorazione", el = "Ανοιχτό" }
kind = "open"
final = false
[[statuses]]
id = "waiting"
name = { en = "Waiting for you", it = "In attesa di voi", el = "Σας περιμένουμε" }
kind = "waiting"
final = false
[[statuses]]
id = "answered"
name = { en = "Answered", it = "Risposto", el = "Απαντήθηκε" }
kind = "answered"
final = false
[[statuses]]
id = "closed"
name = { en = "Closed", it = "Chiuso", el = "Κλειστό" }
kind = "closed"
final = true

[[companies]]
key = "valmec"
name = "Valmec Automazioni S.r.l."
[[companies]]
key = "rossi"
name = "Meccanica Rossi S.r.l."
[[companies]]
key = "bianchi"
name = "Imballaggi Bianchi S.p.A."

[[people]]
name = "Anna Rossi"
email = "anna@rossi.example"
user_name = "anna"
language = "it"
role = "customer"
company = "rossi"
[[people]]
name = "James Carter"
email = "james@rossi.example"
user_name = "james"
language = "en"
role = "customer"
company = "rossi"
[[people]]
name = "Σοφία Δήμου"
email = "sofia@rossi.example"
user_name = "sofia"
language = "el"
role = "customer"
company = "rossi"
[[people]]
name = "Paola Bianchi"
email = "paola@bianchi.example"
user_name = "paola"
language = "it"
role = "customer"
company = "bianchi"
[[people]]
name = "Luca Ferri"
email = "luca@valmec.example"
user_name = "luca"
language = "it"
role = "technician"
company = "valmec"

[[contacts]]
company = "rossi"
name = "Officina Rossi"
email = "officina@rossi.example"
writes = true
[[contacts]]
company = "rossi"
name = "Turno di notte"
email = "turno@rossi.example"

[[stories]]
language = "it"
request_type = "question"
subjects = ["Una vecchia domanda"]
description = "Com'era?"
conversation = ["support: Così."]

[[staff.first]]
language = "it"
texts = ["Ci pensiamo noi, {author}."]
status = "answered"
"""


def a_mail_portal(folder: Path, *changes: tuple[str, str], more: str = "") -> str:
    """The path of a portal's file: the one above with some texts exchanged, and more tables at its end."""
    text = PORTAL
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    file = folder / "mail-portal.toml"
    file.write_text(text + more, "utf-8")
    return str(file)


def a_mail(text: str = "Non stampa più.", **headers: str) -> EmailMessage:
    """A mail as an ordinary program writes it; `Message_ID="…"` and the like set headers."""
    mail = EmailMessage(policy=email.policy.SMTP.clone(utf8=True))
    usual = {"From": f"Anna Rossi <{ANNA}>", "To": HELPDESK, "Subject": "Stampante", "Message-ID": an_id()}
    for name, value in (usual | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        mail[name] = value
    mail.set_content(text)
    return mail


_made = iter(range(1, 1_000_000))


def an_id() -> str:
    return f"<{next(_made)}.{time.monotonic_ns()}@mail.example>"


def deliver(
    running: RunningSandbox, mail: EmailMessage | bytes, *, path: str | None = None, to: Sequence[str] = (HELPDESK,)
) -> tuple[int, str]:
    """Brings a mail to the helpdesk; its answer to the data. `path` is the return path, without one the sender's."""
    raw = mail if isinstance(mail, bytes) else mail.as_bytes()
    if path is None:
        assert isinstance(mail, EmailMessage)
        path = mail["From"].addresses[0].addr_spec
    assert running.smtp_address is not None
    door = smtplib.SMTP(*running.smtp_address, timeout=60)
    try:
        return _hand_over(door, raw, path, to)
    finally:
        with suppress(OSError, smtplib.SMTPException):  # a server that ends says 421 to whoever leaves
            door.quit()
        door.close()


def _hand_over(door: smtplib.SMTP, raw: bytes, path: str, to: Sequence[str]) -> tuple[int, str]:
    door.ehlo()
    options = ["BODY=8BITMIME"] + ([] if path.isascii() else ["SMTPUTF8"])
    if not path.isascii():
        door.command_encoding = "utf-8"
    code, answer = door.mail(path, options)
    assert code == 250, answer
    for one in to:
        code, answer = door.rcpt(one)
        if code != 250:
            return code, answer.decode()
    code, answer = door.data(raw)
    return code, answer.decode()


def settle(running: RunningSandbox) -> None:
    """Waits until every letter that is due is written."""
    _wait(lambda: running.helpdesk.database.read_now(_due) == 0)


def _due(connection: Any) -> int:
    return int(connection.execute("SELECT count(*) FROM due_letters").fetchone()[0])


def _wait(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until, "it does not come true"
        time.sleep(0.005)


wait_for = _wait


def letters(running: RunningSandbox, to: str | None = None) -> list[EmailMessage]:
    """All letters that are written when everything due is, in order; those to one address when it is given."""
    settle(running)
    files = sorted((running.data / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    read = [email.message_from_bytes(file.read_bytes(), EmailMessage, policy=email.policy.default) for file in files]
    return [letter for letter in read if to is None or str(letter["To"]) == to]


def ticket_of(caller: Caller, subject: str) -> dict[str, Any]:
    """The one ticket of this subject."""
    (found,) = [ticket for ticket in caller.all_of("ticket") if ticket["subject"] == subject]
    return found


def replies(caller: Caller, ticket: dict[str, Any]) -> list[str]:
    return [message["text"] for message in caller.messages(ticket) if message["kind"] == "reply"]
