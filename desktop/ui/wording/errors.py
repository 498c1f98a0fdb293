"""Errors as a person reads them: a title, a sentence, a remedy."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop import errors
from desktop.errors import SportelloError

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Explanation:
    """What happened and what to do. `remedy` may be empty where nothing needs doing."""

    title: str
    sentence: str
    remedy: str = ""


def explain(error: SportelloError) -> Explanation:
    """The words for an error, by its class."""
    return _of_network(error) or _of_session(error) or _of_storage(error) or _of_rest(error)


def _of_network(error: SportelloError) -> Explanation | None:
    match error:
        case errors.CertificateError():
            return Explanation(
                translate("Errors", "The certificate is not trusted"),
                translate("Errors", "The server answered, but this computer does not trust its certificate."),
                translate("Errors", "Check date and time, or ask who looks after this network."),
            )
        case errors.ProxyError():
            return Explanation(
                translate("Errors", "The proxy stands in between"),
                translate("Errors", "The proxy refused the connection or wants a sign-in."),
                translate("Errors", "Check the proxy in the preferences."),
            )
        case errors.CaptivePortal():
            return Explanation(
                translate("Errors", "This network wants a sign-in"),
                translate("Errors", "A page of this network answered in the helpdesk's place."),
                translate("Errors", "Open a browser, sign in to the network, then come back."),
            )
        case errors.ServerBusy():
            return Explanation(
                translate("Errors", "The helpdesk is busy"),
                translate("Errors", "It asked us to come back in a while."),
                translate("Errors", "Nothing to do: it will be tried again by itself."),
            )
        case errors.ServerBroken():
            return Explanation(
                translate("Errors", "The helpdesk has a problem"),
                translate("Errors", "The server answered, but not in a way that can be used."),
                translate("Errors", "Nothing to do: it will be tried again by itself."),
            )
        case errors.NetworkError():
            return Explanation(
                translate("Errors", "The helpdesk can't be reached"),
                translate("Errors", "There is no connection to the server right now."),
                translate("Errors", "Work on: everything is sent by itself when the network is back."),
            )
        case errors.NotAHelpdesk():
            return Explanation(
                translate("Errors", "No helpdesk found there"),
                translate("Errors", "Something answers at this address, but it is no helpdesk that Sportello knows."),
                translate("Errors", "Check the address, or ask your helpdesk for it."),
            )
    return None


def _of_session(error: SportelloError) -> Explanation | None:
    match error:
        case errors.BadCredentials():
            return Explanation(
                translate("Errors", "That did not match"),
                translate("Errors", "The user name or the password is not right."),
                translate("Errors", "Try again, or ask for a new password."),
            )
        case errors.NotActivated():
            return Explanation(
                translate("Errors", "The account is not active yet"),
                translate("Errors", "The helpdesk sent an e-mail with an activation link."),
                translate("Errors", "Open the link in it first, then sign in."),
            )
        case errors.SignInNeeded():
            return Explanation(
                translate("Errors", "Please sign in again"),
                translate("Errors", "The session ended. Everything you wrote is kept."),
                translate("Errors", "Sign in, and it goes on from there."),
            )
        case errors.Refused():
            return Explanation(
                translate("Errors", "The helpdesk said no"),
                error.detail or translate("Errors", "It did not give a reason."),
                translate("Errors", "Change what it asks for, then try again."),
            )
    return None


def _of_storage(error: SportelloError) -> Explanation | None:
    match error:
        case errors.DiskFull():
            return Explanation(
                translate("Errors", "The disk is full"),
                translate("Errors", "There is no room to save on this computer."),
                translate("Errors", "Make some room, then try again. What was saved before is safe."),
            )
        case errors.WrongKey():
            return Explanation(
                translate("Errors", "The data can't be unlocked"),
                translate("Errors", "The key at hand does not open this account's data."),
                translate("Errors", "Unlock the keyring or type the passphrase it was made with."),
            )
        case errors.StorageNewer():
            return Explanation(
                translate("Errors", "Written by a newer Sportello"),
                translate("Errors", "This version must not touch the data of a newer one."),
                translate("Errors", "Update Sportello, then open it again."),
            )
        case errors.StorageBusy():
            return Explanation(
                translate("Errors", "The data is in use"),
                translate("Errors", "Another Sportello has this account open."),
                translate("Errors", "Close the other one, then try again."),
            )
        case errors.StorageDamaged():
            return Explanation(
                translate("Errors", "A file on this computer is damaged"),
                error.path or translate("Errors", "Something on the disk can't be read as it was written."),
                translate("Errors", "Try again; if it stays, ask your helpdesk and keep the folder as it is."),
            )
        case errors.FolderReadOnly():
            return Explanation(
                translate("Errors", "This folder can't be written to"),
                translate("Errors", "Sportello may read its folder, but not save in it: {folder}").format(
                    folder=error.path
                ),
                translate("Errors", "Allow writing there, then try again. What was saved is safe."),
            )
        case errors.DiskBroken():
            return Explanation(
                translate("Errors", "The disk has a fault"),
                translate("Errors", "The disk of this computer failed to read or write. Nothing on it was changed."),
                translate("Errors", "Try again; if it stays, copy the folder to another disk: {folder}").format(
                    folder=error.path
                ),
            )
        case errors.StorageError():
            return Explanation(
                translate("Errors", "The disk does not cooperate"),
                error.detail or translate("Errors", "Reading or writing on this computer did not work."),
                translate("Errors", "Check disk and permissions, then try again."),
            )
        case errors.KeyLost():
            return Explanation(
                translate("Errors", "The keyring has lost the key"),
                translate("Errors", "This computer's keyring no longer has the key to this account's data."),
                translate("Errors", "Open it with the password you last used here, or bring the keyring back."),
            )
        case errors.KeyringAbsent():
            return Explanation(
                translate("Errors", "No keyring was found"),
                translate("Errors", "This computer has no keyring that Sportello can use."),
                translate("Errors", "Start the keyring, or use a passphrase."),
            )
        case errors.KeyringError():
            return Explanation(
                translate("Errors", "The keyring does not answer"),
                translate("Errors", "This computer's keyring is locked, or takes too long to answer."),
                translate("Errors", "Unlock it and try again, or use a passphrase."),
            )
        case errors.FileUnreadable():
            return Explanation(
                translate("Errors", "A file can't be read"),
                translate("Errors", "“{name}” could not be opened.").format(name=error.name),
                translate("Errors", "Check that it still exists and that you may read it."),
            )
    return None


def _of_rest(error: SportelloError) -> Explanation:
    if isinstance(error, errors.WorldError):
        return Explanation(
            translate("Errors", "That did not work"),
            str(error),
            translate("Errors", "Try again in a moment."),
        )
    return Explanation(
        translate("Errors", "Something went wrong in Sportello"),
        translate("Errors", "This is our mistake, not yours. Nothing you wrote is lost."),
        translate("Errors", "Try again; if it stays, send us the diagnostics from the menu."),
    )
