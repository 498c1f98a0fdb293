"""Each way in which signing in fails: at which field it is told, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from math import ceil

from PySide6.QtCore import QCoreApplication

from desktop import errors
from desktop.errors import SportelloError
from desktop.ui.wording import explain

translate = QCoreApplication.translate


class Place(Enum):
    """Where on the page a failure is told."""

    ADDRESS = auto()
    LOGIN = auto()
    PASSWORD = auto()
    BELOW = auto()


@dataclass(frozen=True, slots=True)
class Failure:
    """What to show. `wait_seconds` is how long the helpdesk wants no further attempt; 0 when it did not say."""

    place: Place
    words: str
    wait_seconds: int = 0


def discovery_failure(error: SportelloError, typed: str) -> Failure:
    """Why no helpdesk was found at the address."""
    return Failure(Place.ADDRESS, _address_words(error, typed))


def _address_words(error: SportelloError, typed: str) -> str:
    match error:
        case errors.NotAHelpdesk() if "@" in typed:
            return translate(
                "SignIn",
                "This looks like an e-mail address. Type the address of the helpdesk, such as help.example.com.",
            )
        case errors.NotAHelpdesk():
            return translate(
                "SignIn",
                "No helpdesk that Sportello knows was found at this address. Check it, or ask your helpdesk for it.",
            )
        case errors.CertificateError():
            return translate(
                "SignIn",
                "The server answered, but this computer does not trust its certificate. Nothing was sent. Check date and time, "
                "or ask who looks after this network.",
            )
        case errors.ProxyError():
            return translate("SignIn", "The proxy does not let us through. Check it in the preferences.")
        case errors.CaptivePortal():
            return translate("SignIn", "This network wants a sign-in of its own first. Open a browser, then try again.")
        case errors.ServerBusy() | errors.ServerBroken():
            return translate("SignIn", "The helpdesk has a problem right now. Try again in a few minutes.")
        case errors.Unreachable():
            return translate(
                "SignIn", "Nothing answers at this address. Check its spelling and whether this computer is online."
            )
    said = explain(error)
    return " ".join(part for part in (said.sentence, said.remedy) if part)


def sign_in_failure(error: SportelloError) -> Failure:
    """Why the helpdesk, or this computer, did not let somebody in."""
    match error:
        case errors.BadCredentials():
            return Failure(
                Place.PASSWORD, translate("SignIn", "The user name or the password is not right. Try again.")
            )
        case errors.NotActivated():
            return Failure(
                Place.LOGIN,
                translate(
                    "SignIn",
                    "This account is not active yet. Open the link in the e-mail that the helpdesk sent you, then sign in. No e-mail? Look "
                    "among the junk mail, or ask the helpdesk.",
                ),
            )
        case errors.ServerBusy(retry_after=seconds):
            wait = ceil(seconds) if seconds else 0
            return Failure(Place.PASSWORD, too_many_words(wait), wait)
        case errors.Unreachable():
            return Failure(
                Place.BELOW,
                translate("SignIn", "The helpdesk can't be reached right now. Try again when you are online."),
            )
        case errors.Refused(detail=detail) if detail:
            return Failure(Place.BELOW, translate("SignIn", "The helpdesk said no: {reason}").format(reason=detail))
    said = explain(error)
    return Failure(Place.BELOW, " ".join(part for part in (said.sentence, said.remedy) if part))


def too_many_words(seconds: int) -> str:
    """The helpdesk asks for patience."""
    if seconds <= 0:
        return translate("SignIn", "Too many attempts. Wait a little, then try again.")
    return translate("SignIn", "Too many attempts. Try again in {seconds} s.").format(seconds=seconds)
