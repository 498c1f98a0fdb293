"""Mail that the helpdesk sends: each letter a file `.eml` in the folder `mail`, complete before it has its name.

The words are in the language of the person; English where there is none of it.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path

from desktop.sandbox.blobs import sync_folder


@dataclass(frozen=True)
class Wording:
    """Subject and text of a letter, with braces to be filled."""

    subject: str
    text: str


Letter = Mapping[str, Wording]

ACTIVATION: Letter = {
    "en": Wording("Activate your account", "Hello {name},\n\nopen this address to activate your account:\n{link}\n"),
    "it": Wording(
        "Attivate il vostro accesso", "Buongiorno {name},\n\nper attivare l'accesso aprite questo indirizzo:\n{link}\n"
    ),
    "el": Wording(
        "Ενεργοποίηση λογαριασμού",
        "Καλημέρα {name},\n\nανοίξτε αυτή τη διεύθυνση για να ενεργοποιήσετε τον λογαριασμό:\n{link}\n",
    ),
}
ALREADY_KNOWN: Letter = {
    "en": Wording(
        "You have an account", "Hello {name},\n\nyou have an account already; your user name is {user_name}.\n"
    ),
    "it": Wording(
        "Avete già un accesso", "Buongiorno {name},\n\navete già un accesso; il nome utente è {user_name}.\n"
    ),
    "el": Wording(
        "Έχετε ήδη λογαριασμό", "Καλημέρα {name},\n\nέχετε ήδη λογαριασμό· το όνομα χρήστη είναι {user_name}.\n"
    ),
}
NEW_PASSWORD: Letter = {
    "en": Wording(
        "A new password",
        "Hello {name},\n\nthis password is good for a day:\n{password}\n\nThe old one stays good until you use it.\n",
    ),
    "it": Wording(
        "Una nuova password",
        "Buongiorno {name},\n\nquesta password vale un giorno:\n{password}\n\nQuella vecchia resta valida finché non la usate.\n",
    ),
    "el": Wording(
        "Νέος κωδικός",
        "Καλημέρα {name},\n\nαυτός ο κωδικός ισχύει για μία ημέρα:\n{password}\n\nΟ παλιός ισχύει μέχρι να τον χρησιμοποιήσετε.\n",
    ),
}
USER_NAME: Letter = {
    "en": Wording("Your user name", "Hello {name},\n\nyour user name is {user_name}.\n"),
    "it": Wording("Il vostro nome utente", "Buongiorno {name},\n\nil nome utente è {user_name}.\n"),
    "el": Wording("Το όνομα χρήστη σας", "Καλημέρα {name},\n\nτο όνομα χρήστη είναι {user_name}.\n"),
}
ACCESS_REQUEST: Letter = {
    "en": Wording("Access asked for: {company}", "{contact} <{address}> of {company} asks for access.\n\n{text}\n"),
    "it": Wording(
        "Richiesta di accesso: {company}", "{contact} <{address}> di {company} chiede un accesso.\n\n{text}\n"
    ),
    "el": Wording("Αίτημα πρόσβασης: {company}", "{contact} <{address}> από {company} ζητά πρόσβαση.\n\n{text}\n"),
}


class Letterbox:
    """Writes letters into a folder."""

    def __init__(self, folder: Path, sender_name: str, sender: str) -> None:
        self._folder = folder
        self._sender_name = sender_name
        self.sender = sender

    def post(self, at: datetime, to: str, letter: Letter, language: str, words: Mapping[str, str]) -> Path:
        """One letter; its file, which is on disk."""
        wording = letter.get(language, letter["en"])
        message = EmailMessage(policy=SMTP)
        message["From"] = f'"{self._sender_name}" <{self.sender}>'
        message["To"] = to
        message["Date"] = format_datetime(at)
        message["Message-ID"] = make_msgid(domain=self.sender.partition("@")[2])
        message["Subject"] = " ".join(wording.subject.format_map(words).split())
        message.set_content(wording.text.format_map(words))
        self._folder.mkdir(exist_ok=True)
        name = f"{at:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
        unfinished = self._folder / f"{name}.part"
        with unfinished.open("wb") as file:
            file.write(message.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        finished = unfinished.rename(self._folder / f"{name}.eml")
        sync_folder(self._folder)
        return finished
