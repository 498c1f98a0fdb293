"""Getting an account and keeping it: registering, asking for access, what was forgotten, another password.

Plain values and the rules that say what is wrong with a form, field by field, before anything leaves this computer. The rules are those of
docs/open-api.md and no stricter where the server knows better: whatever it says about a field (a user name that is taken) is one more
`Wrong`. Nothing here shows a password.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Final

from desktop.domain.account import Feature, Helpdesk
from desktop.domain.folding import fold

SHORTEST_PASSWORD: Final = 8
"""Characters of a new password."""

LONGEST_PASSWORD: Final = 1000
SHORTEST_USER_NAME: Final = 3
LONGEST_USER_NAME: Final = 60
LONGEST_LINE: Final = 200
"""Characters of a name or a company."""

LONGEST_TEXT: Final = 20_000
"""Characters that somebody who asks for access may write: a page or ten."""

LONGEST_ADDRESS: Final = 254
"""Characters of an e-mail address (RFC 5321, 4.5.3.1.3 without its angle brackets)."""


class WayIn(StrEnum):
    """What somebody who is not signed in can do, besides signing in."""

    FORGOT_PASSWORD = "forgot-password"  # noqa: S105 - a way in
    FORGOT_USER_NAME = "forgot-user-name"
    REGISTER = "register"
    ASK_ACCESS = "ask-access"


_SWITCHED_BY: Final = {
    WayIn.FORGOT_PASSWORD: Feature.PASSWORD_RESET,
    WayIn.FORGOT_USER_NAME: Feature.USERNAME_REMINDER,
    WayIn.REGISTER: Feature.REGISTRATION,
    WayIn.ASK_ACCESS: Feature.ACCESS_REQUEST,
}


def ways_in(helpdesk: Helpdesk) -> tuple[WayIn, ...]:
    """What this helpdesk offers, in the order in which it is shown."""
    return tuple(way for way, feature in _SWITCHED_BY.items() if helpdesk.has(feature))


class Field(StrEnum):
    """The fields of all forms. The value is the member's name in the open API; `REPEATED` exists on the screen alone."""

    NAME = "name"
    EMAIL = "email"
    USER_NAME = "user_name"
    PASSWORD = "password"  # noqa: S105 - a field's name
    REPEATED = "repeated"
    COMPANY = "company"
    LANGUAGE = "language"
    CONTACT = "contact"
    TEXT = "text"
    CURRENT = "current"
    NEW = "new"


class Fault(StrEnum):
    """What is wrong with a field."""

    MISSING = "missing"
    NO_ADDRESS = "no-address"
    NO_USER_NAME = "no-user-name"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    NOT_THE_SAME = "not-the-same"
    NOT_NEW = "not-new"
    UNSENDABLE = "unsendable"
    WRONG_PASSWORD = "wrong-password"  # noqa: S105 - a fault
    TOLD = "told"
    """The helpdesk says so; its own sentence stands in `words`."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One field at fault. `limit` is the number of characters that was missed; `words` the helpdesk's own sentence."""

    field: Field
    fault: Fault
    limit: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """A person who wants an account. `company` and `language` (ISO 639, one of the helpdesk's) may be empty."""

    name: str
    email: str
    user_name: str
    password: str = field(repr=False)
    company: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class AccessWish:
    """A company that wants credentials; people at the helpdesk decide. `text` may be empty."""

    company: str
    contact: str
    email: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """Another password for whoever is signed in."""

    current: str = field(repr=False)
    new: str = field(repr=False)


# -- tidying ---------------------------------------------------------------------------------------------------------------------------

_INPUT_METHODS = str.maketrans({"\uff20": "@", "\u3002": ".", "\uff0e": ".", "\uff61": "."})
"""What keyboards of East Asia write for "@" and "." (RFC 3490, 3.1 takes these dots for dots)."""


def tidy_address(text: str) -> str:
    """The address in what a person typed or pasted: without blanks around, "mailto:", and the name that mail programs put before it."""
    tidy = text.strip()
    if tidy.endswith(">") and "<" in tidy:
        tidy = tidy[tidy.rindex("<") + 1 : -1].strip()
    if tidy.lower().startswith("mailto:"):
        tidy = tidy[len("mailto:") :]
    return tidy.translate(_INPUT_METHODS)


def tidy_password(text: str) -> str:
    """A password as it was meant: programs that keep passwords may paste a line end after it, which no key types."""
    return text.rstrip("\r\n\u2028\u2029")


def tidy_registration(form: Registration) -> Registration:
    """The form without blanks around what is typed, and nothing else changed."""
    return Registration(
        form.name.strip(),
        tidy_address(form.email),
        form.user_name.strip(),
        tidy_password(form.password),
        form.company.strip(),
        form.language,
    )


def tidy_wish(form: AccessWish) -> AccessWish:
    """The form without blanks around what is typed, and nothing else changed."""
    return AccessWish(form.company.strip(), form.contact.strip(), tidy_address(form.email), form.text.strip())


def address_in(login: str) -> str:
    """The e-mail address that was typed as login; empty where it is a user name."""
    tidy = tidy_address(login)
    return tidy if is_address(tidy) else ""


def login_after_reset(login: str, email: str) -> str:
    """What to sign in with when the letter has come: the user name that was typed before, else the address that it goes to."""
    return login if login.strip() and not address_in(login) else email


# -- rules -----------------------------------------------------------------------------------------------------------------------------

_NOT_IN_ADDRESSES = re.compile(r'[\s<>,;:"\x00-\x1f\x7f]')
_LABEL_LIMIT = 63


def is_address(text: str) -> bool:
    """Whether this can be an e-mail address, of any script (RFC 6531); generous with the part before the @, which only its server knows.

    The other part has at least two labels of letters, digits and inner hyphens.
    """
    local, at, host = text.partition("@")
    if not (at and local) or "@" in host or len(text) > LONGEST_ADDRESS or _NOT_IN_ADDRESSES.search(text):
        return False
    labels = host.split(".")
    return len(labels) > 1 and all(_is_label(label) for label in labels)


def _is_label(label: str) -> bool:
    signs = label.replace("-", "")
    known = all(unicodedata.category(sign)[0] in "LMN" or sign in "\u200c\u200d" for sign in signs)
    return (
        bool(signs) and known and not label.startswith("-") and not label.endswith("-") and len(label) <= _LABEL_LIMIT
    )


def wrong_in_registration(form: Registration, repeated: str) -> tuple[Wrong, ...]:
    """Everything that keeps a tidy registration from being sent, in the order of its fields; `repeated` is the password once more."""
    return tuple(
        filter(
            None,
            (
                _line(Field.NAME, form.name),
                _address(form.email),
                _user_name(form.user_name),
                _new_password(Field.PASSWORD, form.password),
                _repeated(form.password, repeated),
                _line(Field.COMPANY, form.company, needed=False),
            ),
        )
    )


def wrong_in_wish(form: AccessWish) -> tuple[Wrong, ...]:
    """As `wrong_in_registration`, for a wish for access."""
    return tuple(
        filter(
            None,
            (
                _line(Field.COMPANY, form.company),
                _line(Field.CONTACT, form.contact),
                _address(form.email),
                _line(Field.TEXT, form.text, needed=False, longest=LONGEST_TEXT),
            ),
        )
    )


def wrong_in_address(email: str) -> tuple[Wrong, ...]:
    """As `wrong_in_registration`, for the tidy address of somebody who forgot something."""
    found = _address(email)
    return (found,) if found else ()


def wrong_in_change(form: PasswordChange, repeated: str) -> tuple[Wrong, ...]:
    """As `wrong_in_registration`, for another password."""
    current = Wrong(Field.CURRENT, Fault.MISSING) if not form.current else None
    same = Wrong(Field.NEW, Fault.NOT_NEW) if form.current and form.new == form.current else None
    new = same or _new_password(Field.NEW, form.new)
    return tuple(filter(None, (current, new, _repeated(form.new, repeated))))


def told_by(pointers: Mapping[str, str], fields: Collection[Field]) -> tuple[tuple[Wrong, ...], tuple[str, ...]]:
    """What the helpdesk says about fields of this form (JSON pointers, RFC 6901), and what it says about anything else."""
    at_fields: list[Wrong] = []
    elsewhere: list[str] = []
    for pointer, words in pointers.items():
        name = pointer.removeprefix("/").partition("/")[0]
        known = next((one for one in fields if one.value == name), None)
        if known is None:
            elsewhere.append(words)
        else:
            at_fields.append(Wrong(known, Fault.TOLD, words=words))
    return tuple(at_fields), tuple(elsewhere)


def _line(where: Field, text: str, *, needed: bool = True, longest: int = LONGEST_LINE) -> Wrong | None:
    if needed and not text:
        return Wrong(where, Fault.MISSING)
    if len(text) > longest:
        return Wrong(where, Fault.TOO_LONG, longest)
    return None if _is_sendable(text) else Wrong(where, Fault.UNSENDABLE)


def _address(text: str) -> Wrong | None:
    if not text:
        return Wrong(Field.EMAIL, Fault.MISSING)
    return None if is_address(text) and _is_sendable(text) else Wrong(Field.EMAIL, Fault.NO_ADDRESS)


def _user_name(text: str) -> Wrong | None:
    if not text:
        return Wrong(Field.USER_NAME, Fault.MISSING)
    if len(text) < SHORTEST_USER_NAME:
        return Wrong(Field.USER_NAME, Fault.TOO_SHORT, SHORTEST_USER_NAME)
    if len(text) > LONGEST_USER_NAME:
        return Wrong(Field.USER_NAME, Fault.TOO_LONG, LONGEST_USER_NAME)
    # With an @ it would be taken for an e-mail address at the sign-in.
    plain = "@" not in text and not any(sign.isspace() for sign in text)
    return None if plain and _is_sendable(text) else Wrong(Field.USER_NAME, Fault.NO_USER_NAME)


def _new_password(where: Field, password: str) -> Wrong | None:
    if not password:
        return Wrong(where, Fault.MISSING)
    if len(password) < SHORTEST_PASSWORD:
        return Wrong(where, Fault.TOO_SHORT, SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        return Wrong(where, Fault.TOO_LONG, LONGEST_PASSWORD)
    return None if _is_sendable(password) else Wrong(where, Fault.UNSENDABLE)


def _repeated(password: str, repeated: str) -> Wrong | None:
    if repeated == password:
        return None
    return Wrong(Field.REPEATED, Fault.NOT_THE_SAME if repeated else Fault.MISSING)


def _is_sendable(text: str) -> bool:
    """Whether it has a form in UTF-8 that every server takes: no half characters, no NUL."""
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


# -- a hint about new passwords ----------------------------------------------------------------------------------------------------------


class Strength(IntEnum):
    """How long a new password would keep somebody busy who guesses."""

    NONE = 0
    WEAK = 1
    FAIR = 2
    STRONG = 3


_FAIR_BITS, _STRONG_BITS = 32.0, 48.0
_SMALLEST_WORD = 3
_EVERYBODYS = (
    "password", "passwort", "kennwort", "parola", "qwerty", "qwertz", "azerty", "letmein", "welcome", "benvenuto", "admin", "login",
    "asdfgh", "sportello", "1q2w3e",
)  # fmt: skip
"""What whoever guesses tries first."""


def strength(password: str, about: Iterable[str] = ()) -> Strength:
    """A rough measure, never an obstacle. `about` are words that others know of the person: name, user name, address, company."""
    if len(password) < SHORTEST_PASSWORD:
        return Strength.WEAK if password else Strength.NONE
    rest = fold(password)
    known = {word for text in about for word in re.split(r"[\W_]+", fold(text)) if len(word) >= _SMALLEST_WORD}
    for word in sorted({*known, *_EVERYBODYS}, key=len, reverse=True):
        rest = rest.replace(word, word[0])
    bits = _bits(rest) + (3.0 if password != password.lower() and password != password.upper() else 0.0)
    if bits < _FAIR_BITS:
        return Strength.WEAK
    return Strength.STRONG if bits >= _STRONG_BITS else Strength.FAIR


def _bits(text: str) -> float:
    """Letters count as in words (three bits), and what repeats or goes on in order hardly at all."""
    bits, before = 0.0, ""
    for sign in text:
        each = 3.0 if sign.isalpha() else 3.3 if sign.isdigit() else 4.5
        if before and (sign == before or abs(ord(sign) - ord(before)) == 1):
            each = 0.5
        elif before and sign.isalpha() != before.isalpha():
            each += 1.0
        bits += each
        before = sign
    # Few different signs are soon tried, however often they come.
    return min(bits, 6.0 * len(set(text)))
