"""Why a change needs the person, in a sentence.

The server's own sentence is shown where it gave one for a code that we do not know; ours are better where we know what it means.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.change import Change, Problem

translate = QCoreApplication.translate


def problem_sentence(change: Change) -> str:
    """The reason and what to do, for a change that needs the person or waits; empty without a reason."""
    return "" if change.problem is None else reason(change.problem)


def reason(problem: Problem) -> str:
    """The sentence for a problem's code; an unknown one speaks in the server's own words."""
    known = _known(problem.code)
    details = [text for _, text in problem.pointers] or ([problem.detail] if problem.detail else [])
    if known and problem.code not in ("invalid", "too-large", "type-not-allowed", "file-lost", "file-unreadable"):
        return known
    return " ".join(part for part in (known, *details) if part) or translate(
        "Problems", "The server did not take it. Edit it, or try again."
    )


def _known(code: str) -> str:
    match code:
        case "too-large":
            return translate("Problems", "It is larger than the helpdesk takes: edit it and make it smaller.")
        case "type-not-allowed":
            return translate("Problems", "The helpdesk does not take files of this type: edit it and remove them.")
        case "ticket-closed":
            return translate("Problems", "The ticket was closed meanwhile. Your text is kept here.")
        case "ticket-merged":
            return translate(
                "Problems", "The helpdesk put this ticket together with another one. Your text is kept here."
            )
        case "parent-unknown" | "not-found" | "gone":
            return translate(
                "Problems", "The helpdesk no longer has this ticket, or you may not see it. Your text is kept here."
            )
        case "unseen-message":
            return translate(
                "Problems", "There is a message that you have not seen. Read it, then decide whether to close."
            )
        case "edited-meanwhile":
            return translate(
                "Problems", "Somebody else changed the same details meanwhile. Compare the two, then decide."
            )
        case "precondition-not-met" | "precondition-failed" | "conflict":
            return translate("Problems", "The ticket changed at the helpdesk meanwhile. Look at it, then decide.")
        case "forbidden" | "feature-off":
            return translate("Problems", "The helpdesk does not allow this for your account. Ask there, or discard it.")
        case "invalid":
            return translate("Problems", "Please edit it: the helpdesk did not accept it as it is.")
        case "file-lost" | "file-unreadable":
            return translate("Problems", "A file is missing on this computer. Edit this and attach it again.")
        case "restored":
            return translate(
                "Problems",
                "It came from a copy of the outbox and may have been sent or taken back since. Decide whether it is sent.",
            )
        case "mail-did-not-go":
            return translate(
                "Problems",
                "You said that the e-mail was not sent. Try again to send this without e-mail, or edit it first.",
            )
        case "mail-perhaps":
            return translate(
                "Problems",
                "The mail server's answer got lost: the e-mail may have been sent. Wait for the helpdesk to show it.",
            )
        case "mail-forgotten":
            return translate(
                "Problems",
                "The helpdesk was restored and no longer shows what you sent by e-mail. Decide whether it is sent without e-mail.",
            )
        case "id-reused":
            return translate("Problems", "The helpdesk has something else under the same id. Edit it and send it anew.")
        case "server-broken" | "http-500" | "http-502" | "http-504":
            return translate("Problems", "The helpdesk had a problem with it. It is tried again by itself.")
        case "server-busy" | "busy" | "too-many-requests" | "http-503" | "http-429":
            return translate("Problems", "The helpdesk is busy. It is tried again by itself.")
        case "unreachable" | "network" | "upload-lost":
            return translate("Problems", "The connection broke. It goes on by itself from where it stopped.")
        case "certificate":
            return translate("Problems", "This computer does not trust the server's certificate. Check date and time.")
        case "proxy":
            return translate("Problems", "The proxy does not let us through. Check it in the preferences.")
        case "captive-portal":
            return translate("Problems", "This network wants a sign-in first. Open a browser and sign in there.")
        case "session-expired" | "token-invalid" | "token-expired" | "sign-in-needed":
            return translate("Problems", "Please sign in again; everything goes on from there.")
    return ""
