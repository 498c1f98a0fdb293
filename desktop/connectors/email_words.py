"""What a mail to the helpdesk says besides the person's own words: the fields of a new ticket, in the portal's language.

Staff read it, not the person: hence not the language of the screens. A language without words here is spoken to in English.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.account import Helpdesk
from desktop.domain.catalogue import Catalogue
from desktop.domain.change import AddMessage, Change, EditTicket, OpenTicket, SetStatus, StatusTarget


@dataclass(frozen=True, slots=True)
class LetterWords:
    """The captions of one language, and the two sentences that stand for a change of status."""

    request_type: str
    category: str
    machine: str
    machine_state: str
    priority: str
    contacts: str
    please_close: str
    please_reopen: str


_WORDS = {
    "en": LetterWords(
        "Request type",
        "Category",
        "Machine",
        "Machine state",
        "Priority",
        "Please also notify",
        "Please close this ticket.",
        "Please reopen this ticket.",
    ),
    "it": LetterWords(
        "Tipo di richiesta",
        "Categoria",
        "Macchina",
        "Stato della macchina",
        "Priorità",
        "Da avvisare",
        "Questo ticket si può chiudere.",
        "Chiedo di riaprire questo ticket.",
    ),
    "el": LetterWords(
        "Είδος αιτήματος",
        "Κατηγορία",
        "Μηχάνημα",
        "Κατάσταση μηχανήματος",
        "Προτεραιότητα",
        "Να ειδοποιηθούν",
        "Παρακαλώ κλείστε αυτό το αίτημα.",
        "Παρακαλώ ανοίξτε ξανά αυτό το αίτημα.",
    ),
}


def language_of(helpdesk: Helpdesk) -> str:
    """The language in which the helpdesk is written to: the first that it names."""
    return helpdesk.languages[0] if helpdesk.languages else "en"


def body_of(change: Change, catalogue: Catalogue, machine: str, language: str) -> str:
    """What the mail says, without the mark: a new ticket's description and then its fields, or the message.

    `machine` is what the machine of a new ticket is called. An edit has no form as a mail: ValueError.
    """
    words = _WORDS.get(language.replace("-", "_").partition("_")[0], _WORDS["en"])
    match change.deed:
        case OpenTicket() as deed:
            fields = _fields(deed, catalogue, machine, language, words)
            return "\n\n".join(part for part in (deed.description, "\n".join(fields)) if part)
        case AddMessage(text=text):
            return text
        case SetStatus(target=target, text=text):
            closes = target is StatusTarget.CLOSED
            return f"{text}\n\n{words.please_close if closes else words.please_reopen}"
        case EditTicket():
            raise ValueError("an edit is no message")


def _fields(deed: OpenTicket, catalogue: Catalogue, machine: str, language: str, words: LetterWords) -> list[str]:
    request_type = catalogue.request_type(deed.request_type)
    categories = request_type.categories if request_type is not None else ()
    category = next((one for one in categories if one.id == deed.category), None)
    state = catalogue.machine_state(deed.machine_state)
    priority = catalogue.priority(deed.priority)
    known = (
        (words.request_type, request_type.name.say(language) if request_type is not None else deed.request_type),
        (words.category, category.name.say(language) if category is not None else deed.category),
        (words.machine, machine or deed.machine_unlisted),
        (words.machine_state, state.name.say(language) if state is not None else deed.machine_state),
        (words.priority, priority.name.say(language) if priority is not None else deed.priority),
        (words.contacts, ", ".join(_contact(one.name, one.email) for one in deed.contacts)),
    )
    return [f"{caption}: {' '.join(value.split())}" for caption, value in known if value]


def _contact(name: str, email: str) -> str:
    return f"{name} <{email}>" if name and email else name or email
