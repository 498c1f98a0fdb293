"""What is asked where the helpdesk's state speaks against something the person did, and what each way on does, in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.domain.change import Change, SetStatus, StatusTarget
from desktop.domain.conflict import EDITED_MEANWHILE, TICKET_CLOSED, TICKET_MERGED, UNSEEN_MESSAGE
from desktop.domain.way_on import TICKET_GONE, WayOn

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class WayWords:
    """A choice: its name, what follows from it, and what the button says that does it."""

    name: str
    sentence: str
    button: str


def question(change: Change) -> str:
    """What is the matter, as a heading."""
    code = change.problem.code if change.problem else ""
    if code == EDITED_MEANWHILE:
        return translate("Ways", "You and the helpdesk changed the same details")
    if code == UNSEEN_MESSAGE:
        return translate("Ways", "Close it over a message you have not seen?")
    if code == TICKET_CLOSED:
        return translate("Ways", "The ticket was closed meanwhile")
    if code == TICKET_MERGED:
        return translate("Ways", "The ticket goes on in another one")
    if code in TICKET_GONE:
        return translate("Ways", "The helpdesk no longer has this ticket")
    return translate("Ways", "The ticket changed meanwhile")


def reassurance(change: Change) -> str:
    """The sentence under the heading: what happened to the person's own work."""
    if isinstance(change.deed, SetStatus) and not change.deed.text:
        return translate("Ways", "It was not sent yet. You decide how it goes on.")
    return translate("Ways", "Nothing you wrote is lost: it is kept on this computer. You decide how it goes on.")


def way_words(way: WayOn, change: Change, other_ticket: str = "") -> WayWords:
    """One choice; `other_ticket` names the ticket in which this one goes on."""
    deed = change.deed
    closes = isinstance(deed, SetStatus) and deed.target is StatusTarget.CLOSED
    match way:
        case WayOn.SEND_MINE if closes:
            return WayWords(
                translate("Ways", "Close it all the same"),
                translate("Ways", "You have read what the helpdesk wrote."),
                translate("Ways", "Close ticket"),
            )
        case WayOn.SEND_MINE:
            return WayWords(
                translate("Ways", "Send mine anyway"),
                translate("Ways", "It replaces what the helpdesk has now; everything else of theirs stays."),
                translate("Ways", "Send mine"),
            )
        case WayOn.KEEP_THEIRS if closes:
            says = isinstance(deed, SetStatus) and bool(deed.text)
            sentence = translate("Ways", "Your last word goes back to where you write.") if says else ""
            return WayWords(
                translate("Ways", "Leave it open"),
                sentence or translate("Ways", "Nothing is sent."),
                translate("Ways", "Leave open"),
            )
        case WayOn.KEEP_THEIRS:
            return WayWords(
                translate("Ways", "Keep the helpdesk's"),
                translate("Ways", "Yours goes back to where you write, as text."),
                translate("Ways", "Keep theirs"),
            )
        case WayOn.REOPEN_AND_SEND:
            return WayWords(
                translate("Ways", "Reopen the ticket and send it"),
                translate("Ways", "The helpdesk sees the ticket as open again, with what you wrote."),
                translate("Ways", "Reopen and send"),
            )
        case WayOn.CONTINUE_THERE:
            return WayWords(
                translate("Ways", "Continue in {ticket}").format(ticket=other_ticket)
                if other_ticket
                else translate("Ways", "Continue in the other ticket"),
                translate("Ways", "What you wrote is sent there, with everything that waits behind it."),
                translate("Ways", "Send it there"),
            )
        case WayOn.NEW_TICKET:
            return WayWords(
                translate("Ways", "Open a new ticket with this"),
                translate(
                    "Ways", "What is known is filled in, your text and files too. You look at it before it goes."
                ),
                translate("Ways", "New ticket"),
            )
        case WayOn.TAKE_BACK:
            return WayWords(
                translate("Ways", "Take it back"),
                translate("Ways", "Text and files go back to where you write."),
                translate("Ways", "Take back"),
            )
        case WayOn.DISCARD:
            return WayWords(
                translate("Ways", "Discard it"),
                translate("Ways", "It is not sent, and not kept. You are asked once more."),
                translate("Ways", "Discard…"),
            )
