"""What a server must be able to do for us, whatever its kind.

The engine knows servers through this protocol alone. A connector keeps no state that a restart may lose: cursors, tokens and
upload offsets are handed in and handed back. All calls block and run on the network lane; all raise only errors of
`desktop.errors`. Sending never raises for an answer of the server: every answer is a receipt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.domain.account import Helpdesk, Person, Tokens
from desktop.domain.batch import Batch, SnapshotPage
from desktop.domain.catalogue import Catalogue
from desktop.domain.change import Change, Upload
from desktop.domain.digest import BucketPage, Digest
from desktop.domain.instant import SECOND, Instant
from desktop.domain.joining import AccessWish, Registration
from desktop.domain.receipt import Receipt


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the engine has to know about a kind of server.

    `idempotent`: the same change may simply be sent again. `pokes`: the server calls when something changed. `digest`: it says in short
    what it holds, so that the cache can be compared with it.

    A server that would do the same thing twice is asked first: not before a request can no longer be under way (`in_flight`, milliseconds
    from when its answer was lost) and what it did can be found (`look_up_lag`), and again after another `look_up_lag`.
    """

    idempotent: bool = True
    pokes: bool = True
    long_poll: bool = True
    in_flight: Instant = 120 * SECOND
    look_up_lag: Instant = 60 * SECOND
    digest: bool = False

    @property
    def quarantine(self) -> Instant:
        """How long a doubtful change is left alone before it is looked for; 0 where it may simply be sent again."""
        return 0 if self.idempotent else self.in_flight + self.look_up_lag


class TokenStore(Protocol):
    """Where a session's secrets are kept between starts (inside the encrypted outbox)."""

    def load(self) -> Tokens | None:
        """The tokens of the session, None when signed out."""
        ...

    def save(self, tokens: Tokens | None) -> None:
        """Keep these tokens, durably, before the call returns; None ends the session."""
        ...


@dataclass(frozen=True, slots=True)
class CatalogueAnswer:
    """The catalogue and the tag under which the server knows this state of it."""

    catalogue: Catalogue
    tag: str


UploadProgress = Callable[[Upload], None]
"""Called with the state to persist, whenever the server confirmed more bytes (or a new upload began)."""


class Doors(Protocol):
    """What somebody can do at a helpdesk without being signed in, each where its feature is on.

    All raise NetworkError (ServerBusy with the seconds to wait) and Refused with pointers to the fields at fault. What was done by a call
    whose answer was lost may be done again: it sends one more letter.
    """

    def register(self, form: Registration) -> None:
        """Ask for an account; it can be used once the link in a letter to its address was opened."""
        ...

    def ask_access(self, wish: AccessWish) -> None:
        """Ask people at the helpdesk for credentials."""
        ...

    def reset_password(self, email: str) -> None:
        """Have a new password sent to this address. Whether it is known is not told."""
        ...

    def remind_user_name(self, email: str) -> None:
        """Have the user name sent to this address. Whether it is known is not told."""
        ...

    def close(self) -> None:
        """End what is under way from whatever thread: it raises Unreachable there."""
        ...


class Connector(Protocol):
    """One signed-in (or not yet signed-in) account on one server."""

    capabilities: Capabilities
    helpdesk: Helpdesk

    def sign_in(self, login: str, password: str) -> None:
        """Open a session and store its tokens. Raises BadCredentials, NotActivated, NetworkError, Refused."""
        ...

    def sign_out(self) -> None:
        """End the session on the server, and forget the tokens in any case. Raises NetworkError."""
        ...

    def me(self) -> Person:
        """Who is signed in. Raises SignInNeeded, NetworkError."""
        ...

    def change_password(self, current: str, new: str) -> None:
        """Another password for whoever is signed in; the session goes on, and its tokens stay.

        Raises BadCredentials when `current` is not the present one, Refused (with pointers `/current`, `/new`), SignInNeeded, NetworkError.
        After a NetworkError that reached the server nobody knows whether it was changed.
        """
        ...

    def doors(self) -> Doors:
        """What needs no session, over this connector's line: closing them ends nothing."""
        ...

    def catalogue(self, tag: str = "") -> CatalogueAnswer | None:
        """The catalogue, None when it is still the one known as `tag`."""
        ...

    def snapshot(self, page: str = "") -> SnapshotPage:
        """One page of everything; an empty `page` begins."""
        ...

    def changes(self, cursor: str, wait: int = 0) -> Batch:
        """What came after `cursor`, waiting up to `wait` seconds for it. Raises CursorLost."""
        ...

    def digest(self) -> Digest:
        """What this person sees of tickets, in short, where the server can say it (`Capabilities.digest`)."""
        ...

    def digest_bucket(self, bucket: str) -> BucketPage:
        """Everything in one of the digest's buckets."""
        ...

    def pokes(self, cursor: str, standing: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Yields whenever the server says that something changed; ends or raises NetworkError when the line breaks.

        `standing` is called once the line stands: what changed before that was told to nobody. `close()` from another thread ends it.
        """
        ...

    def upload(self, upload: Upload, source: Path, progress: UploadProgress) -> Receipt:
        """Bring the rest of a file up, from where the server says it is. `Accepted` means that all bytes are durable there."""
        ...

    def send(self, change: Change) -> Receipt:
        """Send a change whose files are all up."""
        ...

    def look_up(self, change: Change) -> Receipt | None:
        """What became of a change whose answer was lost; None when the server does not know it (it may be sent again)."""
        ...

    def download(self, sha256: str, size: int, into: Path, progress: Callable[[int], None]) -> None:
        """Fetch an attachment into the file `into`, going on where it ends, and compare its hash. `progress` gets bytes on disk.

        Raises Refused, NetworkError, StorageDamaged when the bytes are not those asked for.
        """
        ...

    def close(self) -> None:
        """End all requests under way from whatever thread, and every connection."""
        ...
