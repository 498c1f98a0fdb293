"""Sentences of the command line, in plain English: errors with a remedy and an exit code, faults of fields, states of changes."""

from __future__ import annotations

from collections.abc import Sequence

from desktop import errors
from desktop.actions.sendable import NotSendable
from desktop.cli.exit_codes import ExitCode
from desktop.cli.failure import Failure, Fault
from desktop.cli.plain import size
from desktop.domain.account import Limits
from desktop.domain.change import AddMessage, Change, EditTicket, OpenTicket, Problem, SetStatus, StatusTarget
from desktop.domain.change_state import ChangeState
from desktop.domain.rules import MACHINE_LIMIT, SUBJECT_LIMIT, Violation
from desktop.domain.rules import Fault as Rule
from desktop.errors import SportelloError
from desktop.logbook import redacted

OPTION_OF = {
    "request_type": "--type",
    "machine": "--machine",
    "category": "--category",
    "subject": "--subject",
    "machine_state": "--state",
    "priority": "--priority",
    "description": "--description",
    "files": "--attach",
    "contacts": "--notify",
    "text": "--text",
}
"""The option that fills each field."""


def failure_of(error: SportelloError, limits: Limits | None = None) -> Failure:
    """What an error means here."""
    if isinstance(error, NotSendable):
        return not_valid(error.violations, limits or Limits())
    found = _of_files(error) or _of_lock(error) or _of_storage(error) or _of_helpdesk(error)
    return found or Failure(
        ExitCode.MISTAKE, redacted(f"Sportello made a mistake: {type(error).__name__}: {error}"), "The log says more."
    )


def _of_files(error: SportelloError) -> Failure | None:
    if isinstance(error, errors.FileUnreadable):
        sentence = f"“{error.name}” can't be read: {error.detail}."
        fault = Fault("files", "file-unreadable", sentence, error.name)
        return Failure(ExitCode.NOT_VALID, sentence, "Check that it exists and that you may read it.", (fault,))
    return None


def _of_lock(error: SportelloError) -> Failure | None:
    match error:
        case errors.WrongKey():
            return Failure(
                ExitCode.LOCKED,
                f"The data can't be unlocked: {error.detail or 'the key is not the one'}.",
                "Hand the passphrase over in the environment variable SPORTELLO_PASSPHRASE.",
            )
        case errors.KeyringAbsent():
            return Failure(
                ExitCode.LOCKED,
                "This computer has no keyring that Sportello can use.",
                "Hand a passphrase over in the environment variable SPORTELLO_PASSPHRASE.",
            )
        case errors.KeyLost():
            return Failure(
                ExitCode.LOCKED,
                "The keyring no longer has the key to this account's data.",
                "Sign in again (`sportello sign-in`): the password opens the second lock where there is one.",
            )
        case errors.KeyringError():
            return Failure(
                ExitCode.LOCKED,
                f"The keyring does not answer: {error}.",
                "Unlock it and try again; without a desktop session use a passphrase (SPORTELLO_PASSPHRASE).",
            )
    return None


def _of_storage(error: SportelloError) -> Failure | None:
    def disk(sentence: str, remedy: str) -> Failure:
        return Failure(ExitCode.STORAGE, sentence, remedy)

    match error:
        case errors.DiskFull():
            return disk(f"The disk is full ({error.path}).", "Make some room, then try again.")
        case errors.FolderReadOnly():
            return disk(f"The folder must not be written to ({error.path}).", "Check its permissions.")
        case errors.DiskBroken():
            return disk(f"The disk itself fails ({error.path}: {error.detail}).", "Check the disk; copy the folder.")
        case errors.StorageNewer():
            return disk("The data was written by a newer Sportello.", "Update this one.")
        case errors.StorageBusy():
            return disk("Another Sportello has this account's files to itself for a moment.", "Try again.")
        case errors.StorageDamaged():
            return disk(
                f"A file is damaged ({error.path}: {error.detail}).", "Start again: it is mended then, if it can be."
            )
        case errors.StorageError():
            return disk(f"The disk does not cooperate ({error.path}: {error.detail}).", "Check disk and permissions.")
    return None


def _of_helpdesk(error: SportelloError) -> Failure | None:
    def helpdesk(sentence: str, remedy: str = "") -> Failure:
        return Failure(ExitCode.HELPDESK, sentence, remedy)

    match error:
        case errors.CertificateError():
            return helpdesk(
                f"This computer does not trust the server's certificate: {error.detail}.", "Check date and time."
            )
        case errors.ProxyError():
            return helpdesk(f"The proxy does not let us through: {error.detail}.", "Check the proxy's setting.")
        case errors.CaptivePortal():
            return helpdesk("A page of this network answers in the helpdesk's place.", "Sign in to the network first.")
        case errors.ServerBusy():
            return helpdesk("The helpdesk is busy and asks for patience.", "Try again later.")
        case errors.ServerBroken():
            return helpdesk(f"The helpdesk has a problem: {error.detail}.", "Try again later.")
        case errors.NetworkError():
            return helpdesk("The helpdesk can't be reached.", "Try again later, or when there is a network.")
        case errors.NotAHelpdesk():
            return helpdesk("There is no helpdesk at this address that Sportello knows.", "Check the address.")
        case errors.BadCredentials():
            return Failure(ExitCode.SIGN_IN_NEEDED, "The user name or the password is not right.", "Try again.")
        case errors.NotActivated():
            return Failure(
                ExitCode.SIGN_IN_NEEDED, "The account is not active yet.", "Open the link in the helpdesk's e-mail."
            )
        case errors.SignInNeeded():
            return Failure(ExitCode.SIGN_IN_NEEDED, "The session ended.", "Sign in again: `sportello sign-in`.")
        case errors.Refused():
            return helpdesk(f"The helpdesk said no: {error.detail or error.code}.")
        case errors.WorldError():
            return helpdesk(f"That did not work: {error}.", "Try again.")
    return None


def not_valid(violations: Sequence[Violation], limits: Limits) -> Failure:
    """What keeps something from being sent, field by field."""
    faults = tuple(Fault(one.field, one.fault.value, fault_sentence(one, limits), one.subject) for one in violations)
    return invalid(faults)


def invalid(faults: Sequence[Fault]) -> Failure:
    """Fields that are not as they must be."""
    told = [f"{OPTION_OF.get(one.field, one.field)}: {one.sentence}" for one in faults]
    return Failure(ExitCode.NOT_VALID, "\n".join(["This can't be sent as it is.", *told]), faults=tuple(faults))


def fault_sentence(violation: Violation, limits: Limits) -> str:
    """What is the matter with one field."""
    named = f"“{violation.subject}” " if violation.subject else ""
    match violation.fault:
        case Rule.FILE_TOO_LARGE:
            return f"{named}is too large: the helpdesk takes files of up to {size(limits.max_upload_bytes)}."
        case Rule.FILE_TYPE:
            return f"{named}is of a type that the helpdesk does not take."
        case Rule.FILE_EMPTY:
            return f"{named}is empty."
        case Rule.TOO_MANY_FILES:
            return f"Too many files: the helpdesk takes {limits.max_attachments}."
        case Rule.CONTACT_ADDRESS:
            return f"{named}is neither an e-mail address nor the name of a contact."
        case Rule.SUBJECT_TOO_LONG:
            return f"At most {SUBJECT_LIMIT} characters; the rest fits into the description."
        case Rule.MACHINE_TOO_LONG:
            return f"At most {MACHINE_LIMIT} characters for a machine that is not in the list; the rest fits into the description."
        case fault:
            return _PLAIN[fault]


_PLAIN = {
    Rule.REQUEST_TYPE_MISSING: "Say what the ticket is about.",
    Rule.MACHINE_MISSING: "This type of request needs a machine: a listed one, or with --machine-unlisted what you know of another.",
    Rule.SUBJECT_MISSING: "A subject is needed.",
    Rule.DESCRIPTION_MISSING: "A description is needed, beyond the template of the request type.",
    Rule.MACHINE_STATE_MISSING: "Say how the machine is.",
    Rule.TEXT_MISSING: "There is no text.",
    Rule.TEXT_TOO_LONG: "Longer than the helpdesk takes; attach the long part as a file.",
}

_STATES = {
    ChangeState.DRAFT: "draft",
    ChangeState.QUEUED: "queued",
    ChangeState.UPLOADING: "uploading",
    ChangeState.DISPATCHED: "sending",
    ChangeState.UNCERTAIN: "checking whether it arrived",
    ChangeState.SENT: "sent",
    ChangeState.CONFIRMED: "sent",
    ChangeState.NEEDS_ATTENTION: "needs you",
    ChangeState.CONFLICT: "needs you",
    ChangeState.BLOCKED: "waits behind an earlier one of its ticket",
    ChangeState.MAILED: "handed to e-mail",
    ChangeState.ENDED: "discarded",
}


def state_words(state: ChangeState) -> str:
    """A change's state."""
    return _STATES[state]


def kind_of(change: Change) -> str:
    """What was done, as a stable name."""
    match change.deed:
        case OpenTicket():
            return "open"
        case AddMessage():
            return "reply"
        case SetStatus(target=StatusTarget.CLOSED):
            return "close"
        case SetStatus():
            return "reopen"
        case EditTicket():
            return "edit"


def reason(problem: Problem | None) -> str:
    """Why a change waits or needs somebody; empty without a reason."""
    if problem is None:
        return ""
    details = [text for _, text in problem.pointers] or ([problem.detail] if problem.detail else [])
    return _REASONS.get(problem.code, "") or " ".join(details) or problem.code


_REASONS = {
    "ticket-closed": "The ticket was closed meanwhile.",
    "ticket-merged": "The helpdesk put this ticket together with another one.",
    "parent-unknown": "The helpdesk no longer has this ticket.",
    "not-found": "The helpdesk no longer has this ticket.",
    "gone": "The helpdesk no longer has this ticket.",
    "unseen-message": "There is a message that nobody has read: `sportello show` it, then close with --anyway.",
    "edited-meanwhile": "Somebody else changed the same details meanwhile.",
    "mail-did-not-go": "You said that the e-mail was not sent.",
    "mail-perhaps": "The mail server's answer got lost: it was perhaps sent.",
    "mail-forgotten": "The restored helpdesk no longer shows what was sent by e-mail.",
    "forbidden": "The helpdesk does not allow this for your account.",
    "feature-off": "The helpdesk does not allow this for your account.",
    "id-reused": "The helpdesk has something else under this id.",
    "unreachable": "The helpdesk can't be reached.",
    "certificate": "This computer does not trust the server's certificate.",
    "proxy": "The proxy does not let us through.",
    "captive-portal": "A sign-in page of this network answers in the helpdesk's place.",
}
