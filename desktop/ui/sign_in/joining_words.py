"""What the forms of somebody without an account, or without its password, say: at each field, and when the helpdesk can't be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QCoreApplication

from desktop import errors
from desktop.domain.joining import Fault, Field, WayIn, Wrong
from desktop.errors import SportelloError
from desktop.ui.wording import explain

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class ToldWords:
    """The page after a form: what was done, what happens next, and what to do where it does not."""

    title: str
    done: str
    hint: str
    go: str


def way_words(way: WayIn) -> str:
    """A way in, as a link."""
    match way:
        case WayIn.FORGOT_PASSWORD:
            return translate("Joining", "Forgot your password?")
        case WayIn.FORGOT_USER_NAME:
            return translate("Joining", "Forgot your user name?")
        case WayIn.REGISTER:
            return translate("Joining", "Create an account")
        case WayIn.ASK_ACCESS:
            return translate("Joining", "Ask for access")


def title_words(way: WayIn, helpdesk: str) -> tuple[str, str]:
    """Title and first sentence of a form."""
    match way:
        case WayIn.FORGOT_PASSWORD:
            return translate("Joining", "A new password"), translate(
                "Joining", "Type the e-mail address of your account. {helpdesk} sends a new password there."
            ).format(helpdesk=helpdesk)
        case WayIn.FORGOT_USER_NAME:
            return translate("Joining", "Your user name"), translate(
                "Joining", "Type the e-mail address of your account. {helpdesk} sends your user name there."
            ).format(helpdesk=helpdesk)
        case WayIn.REGISTER:
            return translate("Joining", "Create an account"), translate(
                "Joining", "For {helpdesk}. You then get an e-mail with a link: open it before you sign in."
            ).format(helpdesk=helpdesk)
        case WayIn.ASK_ACCESS:
            return translate("Joining", "Ask for access"), translate(
                "Joining", "People at {helpdesk} read this, and send you a user name and a password if they agree."
            ).format(helpdesk=helpdesk)


def go_words(way: WayIn) -> str:
    """The button that sends a form."""
    match way:
        case WayIn.FORGOT_PASSWORD | WayIn.FORGOT_USER_NAME:
            return translate("Joining", "Send the e-mail")
        case WayIn.REGISTER:
            return translate("Joining", "Create the account")
        case WayIn.ASK_ACCESS:
            return translate("Joining", "Send")


def busy_words(way: WayIn) -> str:
    """While the helpdesk is asked."""
    if way is WayIn.REGISTER:
        return translate("Joining", "Creating the account…")
    return translate("Joining", "Asking the helpdesk…")


def told_words(way: WayIn, helpdesk: str, email: str) -> ToldWords:
    """What is said when the helpdesk has taken a form. For what was forgotten it is the same for every address."""
    nobody = translate(
        "Joining",
        "The same is said here for every address, so that nobody can find out who has an account. No e-mail after a few minutes? Look "
        "among the junk mail, and check whether your account has another address.",
    )
    match way:
        case WayIn.FORGOT_PASSWORD:
            return ToldWords(
                translate("Joining", "Look at your e-mail"),
                translate(
                    "Joining", "If {email} belongs to an account, an e-mail with a new password is on its way there."
                ).format(email=email),
                nobody,
                translate("Joining", "Sign in"),
            )
        case WayIn.FORGOT_USER_NAME:
            return ToldWords(
                translate("Joining", "Look at your e-mail"),
                translate(
                    "Joining", "If {email} belongs to an account, an e-mail with its user name is on its way there."
                ).format(email=email),
                nobody,
                translate("Joining", "Sign in"),
            )
        case WayIn.REGISTER:
            return ToldWords(
                translate("Joining", "One more step: the link in the e-mail"),
                translate(
                    "Joining",
                    "An e-mail with an activation link was sent to {email}. Open the link first: the account can't be used before that.",
                ).format(email=email),
                translate(
                    "Joining",
                    "No e-mail after a few minutes? Look among the junk mail, too. If this address has an account already, the e-mail says "
                    "so instead.",
                ),
                translate("Joining", "Sign in"),
            )
        case WayIn.ASK_ACCESS:
            return ToldWords(
                translate("Joining", "You have asked for access"),
                translate(
                    "Joining",
                    "People at {helpdesk} read what you sent and decide. Their answer comes by e-mail to {email}, with user name and "
                    "password if they agree.",
                ).format(helpdesk=helpdesk, email=email),
                translate(
                    "Joining", "Until then there is nothing to do here. Once you have both, sign in on this page."
                ),
                translate("Joining", "Back to sign in"),
            )


def caption(field: Field) -> str:
    """A field's name."""
    match field:
        case Field.NAME:
            return translate("Joining", "First and last name")
        case Field.EMAIL:
            return translate("Joining", "E-mail address")
        case Field.USER_NAME:
            return translate("Joining", "User name")
        case Field.PASSWORD:
            return translate("Joining", "Password")
        case Field.REPEATED:
            return translate("Joining", "The same once more")
        case Field.COMPANY:
            return translate("Joining", "Company")
        case Field.LANGUAGE:
            return translate("Joining", "Language of the helpdesk's e-mails")
        case Field.CONTACT:
            return translate("Joining", "Your name")
        case Field.TEXT:
            return translate("Joining", "What it is about")
        case Field.CURRENT:
            return translate("Joining", "Present password")
        case Field.NEW:
            return translate("Joining", "New password")


def optional_words() -> str:
    """Beside the caption of a field that may stay empty."""
    return translate("Joining", "optional")


def fault_words(wrong: Wrong) -> str:
    """What is wrong with a field, and what would be right."""
    match wrong.fault:
        case Fault.MISSING:
            return _missing(wrong.field)
        case Fault.NO_ADDRESS:
            return translate("Joining", "Type a complete e-mail address, such as anna@example.com.")
        case Fault.NO_USER_NAME:
            return translate(
                "Joining", "A user name has no blanks and no @. Letters, digits, dots and hyphens are fine."
            )
        case Fault.TOO_SHORT:
            return translate("Joining", "At least {count} characters, please.").format(count=wrong.limit)
        case Fault.TOO_LONG:
            return translate("Joining", "At most {count} characters, please.").format(count=wrong.limit)
        case Fault.NOT_THE_SAME:
            return translate("Joining", "The two passwords are not the same. Type it once more.")
        case Fault.NOT_NEW:
            return translate("Joining", "This is the present password. Choose another one.")
        case Fault.UNSENDABLE:
            return translate("Joining", "There is a character in it that can't be sent. Type it anew.")
        case Fault.WRONG_PASSWORD:
            return translate("Joining", "This is not your present password. Try again.")
        case Fault.TOLD:
            return _told(wrong)


def _told(wrong: Wrong) -> str:
    if not wrong.words:
        return translate("Joining", "The helpdesk does not take this. Try something else.")
    if wrong.field is Field.USER_NAME:
        return translate("Joining", "Choose another user name. The helpdesk says: {reason}").format(reason=wrong.words)
    return translate("Joining", "The helpdesk says: {reason}").format(reason=wrong.words)


def _missing(field: Field) -> str:
    match field:
        case Field.EMAIL:
            return translate("Joining", "Type your e-mail address.")
        case Field.USER_NAME:
            return translate("Joining", "Choose a user name: you sign in with it.")
        case Field.PASSWORD | Field.NEW:
            return translate("Joining", "Choose a password.")
        case Field.REPEATED:
            return translate("Joining", "Type the password once more.")
        case Field.COMPANY:
            return translate("Joining", "Type the name of your company.")
        case Field.CURRENT:
            return translate("Joining", "Type your present password.")
    return translate("Joining", "Type your name.")


def wait_seconds(error: SportelloError) -> int:
    """How long the helpdesk wants no further attempt; 0 when it did not say."""
    return ceil(error.retry_after or 0) if isinstance(error, errors.ServerBusy) else 0


def patience_words(seconds: int) -> str:
    """The helpdesk asks for patience."""
    if seconds <= 0:
        return translate(
            "Joining", "The helpdesk is busy right now. What you typed stays here: try again in a little while."
        )
    if seconds > 90:
        return translate("Joining", "The helpdesk wants no more attempts for now. Try again in {minutes} min.").format(
            minutes=ceil(seconds / 60)
        )
    return translate("Joining", "The helpdesk wants no more attempts for now. Try again in {seconds} s.").format(
        seconds=seconds
    )


def refused_words(reasons: Sequence[str]) -> str:
    """What the helpdesk says against it that is about none of the fields; empty without reasons."""
    if not reasons:
        return ""
    return translate("Joining", "The helpdesk said no: {reason}").format(reason=" ".join(reasons))


def stopped_words() -> str:
    """The person waits no longer: what was sent may have arrived."""
    return translate("Joining", "Stopped. If an e-mail comes all the same, what you sent had arrived already.")


def not_asked_words(error: SportelloError) -> str:
    """Why the helpdesk could not be asked, or did not agree, and what to do; what was typed is still there."""
    match error:
        case errors.CertificateError():
            return translate(
                "Joining",
                "The server answered, but this computer does not trust its certificate. Nothing was sent. Check date and time, or ask who "
                "looks after this network.",
            )
        case errors.ProxyError():
            return translate(
                "Joining", "The proxy does not let us through. Check it in the preferences, then try again."
            )
        case errors.CaptivePortal():
            return translate(
                "Joining",
                "This network wants a sign-in of its own first. Open a browser, sign in there, then try again.",
            )
        case errors.ServerBusy():
            return patience_words(wait_seconds(error))
        case errors.ServerBroken():
            return translate(
                "Joining",
                "The helpdesk has a problem right now. What you typed stays here: try again in a few minutes.",
            )
        case errors.Unreachable(reached_server=True):
            return translate(
                "Joining", "The connection broke before the helpdesk answered. What you typed stays here: try again."
            )
        case errors.Unreachable():
            return translate(
                "Joining",
                "The helpdesk can't be reached right now, and nothing was sent. What you typed stays here: try again when you are online.",
            )
        case errors.Refused(code="feature-off" | "not-found"):
            return translate("Joining", "The helpdesk does not offer this any more. Contact it in another way.")
        case errors.Refused(code="text-not-sendable"):
            return translate("Joining", "There is a character in it that can't be sent. Type it anew.")
        case errors.Refused(detail=detail) if detail:
            return refused_words((detail,))
    said = explain(error)
    return " ".join(part for part in (said.sentence, said.remedy) if part)
