"""Every error the program knows, as one tree.

Exceptions of libraries are translated where they arise (requests in `connectors.transport`, APSW in `storage.database`, keyring in
`storage.vault`), so that everything above deals with these alone. What a person reads is made in `ui.wording` from the class.

::

    SportelloError
    ├── WorldError                 not our fault, and often passing
    │   ├── NetworkError           no answer that can be trusted; work waits and goes on by itself
    │   │   ├── Unreachable        no route, refused, name not found, time-out
    │   │   ├── CertificateError   TLS reached, but the certificate is not trusted
    │   │   ├── ProxyError         the proxy refused or wants a sign-in
    │   │   ├── CaptivePortal      something else answered in the server's place
    │   │   ├── ServerBusy         429 or 503, with the seconds to wait
    │   │   └── ServerBroken       5xx, or an answer that breaks the API
    │   ├── NotAHelpdesk           an address without a helpdesk behind it
    │   ├── SessionError
    │   │   ├── BadCredentials     wrong user name or password
    │   │   ├── NotActivated       registered, but the activation link was not used yet
    │   │   └── SignInNeeded       the session ended; nothing else is wrong
    │   ├── Refused                the server understood and said no (the problem's code and text are kept)
    │   ├── CursorLost             the feed can't go on from here (expired, new epoch, other scope)
    │   ├── StorageError
    │   │   ├── DiskFull
    │   │   ├── DiskBroken         the disk itself fails (EIO)
    │   │   ├── FolderReadOnly     the folder must not be written to
    │   │   ├── StorageDamaged     a database or file is broken
    │   │   ├── StorageNewer       written by a newer Sportello
    │   │   ├── StorageBusy        another process holds it
    │   │   └── WrongKey           the key does not open the database
    │   ├── SendsElsewhere         another Sportello of this profile does the sending
    │   ├── KeyringError           locked, silent or broken: nothing changed, it can be tried again
    │   │   ├── KeyringAbsent      this computer has no keyring that Sportello may use
    │   │   └── KeyLost            it answers, but our key is gone, or another stands in its place
    │   └── FileUnreadable         an attachment that can't be read, with its name
    └── Mistake                    our fault: a bug, reported as such
"""

from __future__ import annotations


class SportelloError(Exception):
    """Root of everything raised on purpose."""


class WorldError(SportelloError):
    """The world is not as hoped: network, server, disk, keyring. Never a bug."""


class NetworkError(WorldError):
    """No trustworthy answer came. Whether the request had an effect is said by `reached_server`.

    `reached_server` is False only if certainly not a byte of the request arrived: then a send may simply be repeated.
    """

    def __init__(self, detail: str = "", *, reached_server: bool = True) -> None:
        super().__init__(detail)
        self.detail = detail
        self.reached_server = reached_server


class Unreachable(NetworkError):
    """No route, connection refused, name not found or time-out."""


class CertificateError(NetworkError):
    """The server's certificate is not trusted by this computer; `detail` says why."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail, reached_server=False)


class ProxyError(NetworkError):
    """The configured proxy refused, is unreachable or wants a sign-in."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail, reached_server=False)


class CaptivePortal(NetworkError):
    """A page of somebody else (hotel, guest network) answered in the server's place."""


class ServerBusy(NetworkError):
    """429 or 503: the server asks for patience. `retry_after` in seconds, None if it did not say."""

    def __init__(self, detail: str = "", *, retry_after: float | None = None) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class ServerBroken(NetworkError):
    """A 5xx, or an answer that does not keep to the API."""


class NotAHelpdesk(WorldError):
    """Something answers at the address, but it is no helpdesk that Sportello can talk to."""


class SessionError(WorldError):
    """Something about who is signed in."""


class BadCredentials(SessionError):
    """User name or password is wrong."""


class NotActivated(SessionError):
    """The account exists, but its activation link was not used yet."""


class SignInNeeded(SessionError):
    """The session ended and could not be renewed. Never to be shown as "offline"."""


class Refused(WorldError):
    """The server understood and said no.

    `status` is the HTTP status, `code` the problem's code, `pointers` maps JSON pointers to texts about single fields.
    """

    def __init__(self, status: int, code: str, detail: str = "", pointers: dict[str, str] | None = None) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status = status
        self.code = code
        self.detail = detail
        self.pointers = pointers or {}


class CursorLost(WorldError):
    """The change feed can't go on from our cursor; `code` is cursor-expired, epoch-changed or scope-changed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class StorageError(WorldError):
    """The disk or a file of ours on it is in trouble; `path` names it where known."""

    def __init__(self, detail: str = "", path: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.path = path


class DiskFull(StorageError):
    """No space left where the data lives."""


class DiskBroken(StorageError):
    """The disk fails to read or write (EIO): what lies on it is left as it is."""


class FolderReadOnly(StorageError):
    """The folder of the data, or the disk it is on, must not be written to."""


class StorageDamaged(StorageError):
    """A database or file is broken."""


class StorageNewer(StorageError):
    """Written by a newer Sportello; this one must not touch it."""


class StorageBusy(StorageError):
    """Another process holds the database for longer than we wait."""


class WrongKey(StorageError):
    """The key at hand does not open the database."""


class SendsElsewhere(WorldError):
    """Another Sportello of this profile talks to the helpdesk; what is queued here, it sends."""


class KeyringError(WorldError):
    """The system's keyring is locked, broken or did not answer in time; what it holds is as it was."""


class KeyringAbsent(KeyringError):
    """This computer has no keyring, or none that encrypts."""


class KeyLost(KeyringError):
    """The keyring answers, but no longer has the account's key; `changed`: another one stands in its place.

    `second_lock` says what else opens the data: "password", "passphrase" or nothing.
    """

    def __init__(self, detail: str = "", *, changed: bool = False, second_lock: str = "") -> None:
        super().__init__(detail)
        self.changed = changed
        self.second_lock = second_lock


class FileUnreadable(WorldError):
    """A file picked as attachment can't be read; `name` is what the person called it."""

    def __init__(self, name: str, detail: str = "") -> None:
        super().__init__(f"{name}: {detail}")
        self.name = name
        self.detail = detail


class Mistake(SportelloError):
    """Our own fault; told as such, with the log at hand."""
