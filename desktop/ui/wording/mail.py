"""E-mail in words: why something can't go by it, and what a mail server's answer means."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.connectors.email_submission import Fate, Outcome
from desktop.domain.mailing import MOST_BYTES, Obstacle
from desktop.errors import WorldError
from desktop.runtime.mail_program import NoMailProgram
from desktop.ui.wording.amounts import size
from desktop.ui.wording.errors import Explanation, explain

translate = QCoreApplication.translate


def obstacle_sentence(obstacle: Obstacle) -> str:
    """Why it can't go by e-mail."""
    match obstacle:
        case Obstacle.NOT_OFFERED:
            return translate("Mail", "This helpdesk takes no e-mail.")
        case Obstacle.NO_ADDRESS:
            return translate("Mail", "Your own e-mail address is not known to the helpdesk.")
        case Obstacle.NOT_WAITING:
            return translate("Mail", "It is on its way already.")
        case Obstacle.TO_DECIDE:
            return translate("Mail", "There is something to decide about it first.")
        case Obstacle.MAY_HAVE_GONE:
            return translate("Mail", "It may have been sent before: decide first whether it is sent again.")
        case Obstacle.NOT_IN_TURN:
            return translate("Mail", "Something you did earlier in this ticket goes first.")
        case Obstacle.NO_NUMBER:
            return translate("Mail", "It can go by e-mail as soon as its ticket has a number.")
        case Obstacle.EDIT:
            return translate("Mail", "Details can't be changed by e-mail.")
        case Obstacle.NO_WORDS:
            return translate("Mail", "It has no text to send by e-mail.")
        case Obstacle.TOO_LARGE:
            most = size(MOST_BYTES)
            return translate("Mail", "Its files are too large for an e-mail: at most {size} in all.").format(size=most)


def why_it_did_not_go(why: Obstacle | Outcome | WorldError) -> Explanation:
    """What kept a letter from leaving, and what to do."""
    if isinstance(why, Obstacle):
        return Explanation(translate("Mail", "It can't go by e-mail"), obstacle_sentence(why))
    if isinstance(why, Outcome):
        said = _of_fate(why.fate)
        if not why.detail or why.fate in (Fate.UNREACHABLE, Fate.CANCELLED):
            return said
        told = translate("Mail", "The mail server said: {words}").format(words=why.detail)
        return Explanation(said.title, said.sentence, f"{said.remedy}\n{told}".strip())
    if isinstance(why, NoMailProgram):
        return Explanation(
            translate("Mail", "No mail program opened"),
            translate("Mail", "This computer has no program for e-mail, or it did not start."),
            translate("Mail", "Save the e-mail as a file instead, or set up a mail server in the preferences."),
        )
    return explain(why)


def _of_fate(fate: Fate) -> Explanation:
    title = translate("Mail", "The e-mail was not sent")
    preferences = translate("Mail", "Check the mail server in the preferences.")
    match fate:
        case Fate.UNREACHABLE:
            return Explanation(
                translate("Mail", "The mail server can't be reached"),
                translate("Mail", "There is no connection to it, or it ended half-way. Nothing was sent."),
                translate("Mail", "Try again later, or use your mail program."),
            )
        case Fate.CERTIFICATE:
            return Explanation(
                translate("Mail", "The mail server's certificate is not trusted"),
                translate("Mail", "It answered, but this computer does not trust its certificate."),
                translate("Mail", "Check its name in the preferences, and this computer's date and time."),
            )
        case Fate.NOT_ENCRYPTED:
            return Explanation(
                translate("Mail", "The connection would not be private"),
                translate("Mail", "The mail server does not encrypt in the way that is set up."),
                translate("Mail", "Choose another encryption or port in the preferences."),
            )
        case Fate.CREDENTIALS:
            return Explanation(
                translate("Mail", "The mail server did not let you in"),
                translate("Mail", "The user name or the password is not right."),
                translate("Mail", "Type the password again. Some servers want one made for programs."),
            )
        case Fate.SIGN_IN_NEEDED | Fate.NO_SIGN_IN:
            wants = fate is Fate.SIGN_IN_NEEDED
            sentence = (
                translate("Mail", "The mail server wants a user name and a password.")
                if wants
                else translate("Mail", "The mail server knows no way of signing in that works here.")
            )
            return Explanation(title, sentence, preferences)
        case Fate.SENDER_REFUSED:
            return Explanation(
                title, translate("Mail", "The mail server does not take e-mail from your address."), preferences
            )
        case Fate.RECIPIENT_REFUSED:
            return Explanation(
                title,
                translate("Mail", "The mail server does not take e-mail to the helpdesk's address."),
                translate("Mail", "Ask your helpdesk for its e-mail address."),
            )
        case Fate.TOO_LARGE:
            return Explanation(
                title,
                translate("Mail", "The e-mail is larger than the mail server takes."),
                translate("Mail", "Make its files smaller, or send it without e-mail later."),
            )
        case Fate.NO_UTF8:
            return Explanation(
                title,
                translate("Mail", "The mail server can't carry the characters of one of the addresses."),
                translate("Mail", "Use your mail program."),
            )
        case Fate.TRY_LATER:
            return Explanation(
                title,
                translate("Mail", "The mail server asks for patience."),
                translate("Mail", "Try again in a few minutes."),
            )
        case Fate.CANCELLED:
            return Explanation(title, translate("Mail", "You stopped it before anything left."))
        case _:
            return Explanation(
                title,
                translate("Mail", "The mail server refused the e-mail."),
                translate("Mail", "Use your mail program, or send it without e-mail later."),
            )
