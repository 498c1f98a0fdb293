"""A helpdesk that lets people in by every way there is, and the letters that it sends."""

from __future__ import annotations

import email
import email.policy
import re
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

from desktop.sandbox.portal import resources_folder
from desktop.sandbox.server import RunningSandbox

JOINING = ("registration", "access-request", "password-reset", "username-reminder", "change-password")


def a_portal_with(folder: Path, features: Sequence[str] = JOINING) -> str:
    """The machine builder's portal with these ways in alone; the name to start it by."""
    text = (resources_folder() / "portals" / "machine-builder.toml").read_text("utf-8")
    head = tomllib.loads(text)["portal"]
    kept = [one for one in head["features"] if one not in JOINING]
    written = ", ".join(f'"{one}"' for one in (*kept, *features))
    text = re.sub(r"^features = \[[^\]]*\]", f"features = [{written}]", text, count=1, flags=re.MULTILINE)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "open.toml"
    file.write_text(text, "utf-8")
    return str(file)


@contextmanager
def an_open_portal(folder: Path, features: Sequence[str] = JOINING) -> Iterator[RunningSandbox]:
    """It runs on loopback, with its data below the folder."""
    with RunningSandbox(folder / "helpdesk", a_portal_with(folder, features)) as running:
        yield running


def letters(running: RunningSandbox, to: str = "") -> list[EmailMessage]:
    """What it sent, in order; to this address alone where one is given."""
    files = sorted((running.data / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    found = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]
    return [one for one in found if to in ("", str(one["To"]))]


def link_in(letter: EmailMessage) -> str:
    """The path of the activation link in a letter."""
    found = re.search(r"/v1/registrations/[^\s/]+", str(letter.get_content()))
    assert found is not None, letter.get_content()
    return found[0]


def password_in(letter: EmailMessage) -> str:
    """The password in a letter: the only line that is one word without a sign of a sentence."""
    lines = [line for line in str(letter.get_content()).splitlines() if re.fullmatch(r"[\w-]{10,}", line)]
    assert len(lines) == 1, letter.get_content()
    return lines[0]
