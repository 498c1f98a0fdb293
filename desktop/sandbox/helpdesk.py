"""One helpdesk put together: portal, data, sessions, cursors, bytes, and the bell that wakes those who wait."""

import random
from dataclasses import dataclass
from pathlib import Path

from desktop.sandbox.blobs import BlobStore
from desktop.sandbox.catalogue import TOMBSTONE_DAYS, catalogue, discovery
from desktop.sandbox.clock import Clock, utc_now
from desktop.sandbox.courier import Courier
from desktop.sandbox.database import Database
from desktop.sandbox.feed import Cursors, clear_tombstones
from desktop.sandbox.joining import Joining
from desktop.sandbox.letterbox import Letterbox
from desktop.sandbox.mail_clerk import Clerk
from desktop.sandbox.pokes import Bell
from desktop.sandbox.portal import Feature, Portal, PortalError, load_portal
from desktop.sandbox.seed import seed, top_up
from desktop.sandbox.sessions import Sessions
from desktop.sandbox.ticket_letters import TicketLetters
from desktop.sandbox.tickets import Conversation
from desktop.sandbox.uploads import Uploads, sweep


@dataclass(frozen=True)
class Setup:
    """How a helpdesk is started. `tickets` tops the portal's own tickets up; 0 leaves them as they are.

    `smtp_in`: it takes mail at this port of 127.0.0.1 (0: a free one). `smtp_out`: its letters also go to the mail server at this
    `host:port`. `honours_mail_ids`: whether it knows the ids of clients' changes in mails, or is like a helpdesk that never heard of them.
    """

    portal: str
    data: Path
    tickets: int = 0
    access_seconds: int = 900
    max_upload_bytes: int | None = None
    staff: bool = False
    staff_seconds: float = 4.0
    clock: Clock = utc_now
    smtp_in: int | None = None
    smtp_out: str = ""
    honours_mail_ids: bool = True


def mail_server(address: str) -> tuple[str, int]:
    """Host and port of `host:port`. Raises ValueError."""
    host, colon, port = address.rpartition(":")
    if not colon or not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError(f"“{address}” is no host:port")
    return host.strip("[]"), int(port)


class Helpdesk:
    """Everything that one server serves. Opening seeds an empty folder; close it in the end.

    `clerk` is there where mail is taken. Raises PortalError, ValueError for an `smtp_out` that is no `host:port`, RuntimeError for data of
    another version, OSError.
    """

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.portal: Portal = load_portal(setup.portal)
        goes_out = mail_server(setup.smtp_out) if setup.smtp_out else None
        if setup.smtp_in is not None and not self.portal.has(Feature.EMAIL):
            raise PortalError(f"The portal “{self.portal.key}” takes no mail: its feature “email” is off.")
        mail = setup.data / "mail"
        Letterbox(mail, self.portal)  # its words are looked at before anything begins
        setup.data.mkdir(parents=True, exist_ok=True)
        self.blobs = BlobStore(setup.data / "blobs")
        try:
            self.database = Database(setup.data, setup.clock)
        except BaseException:
            self.blobs.close()
            raise
        try:
            self._prepare()
            self.epoch = self.database.meta("epoch")
            secret = self.database.meta("secret")
        except BaseException:
            self.database.close()
            self.blobs.close()
            raise
        self.cursors = Cursors(self.epoch, secret)
        self.sessions = Sessions(self.database, secret, setup.access_seconds)
        self.conversation = Conversation(self.portal)
        self.courier = None if goes_out is None else Courier(*goes_out, mail)
        letterbox = Letterbox(mail, self.portal, self.courier)
        self.joining = Joining(self.database, letterbox, self.portal)
        self.bell = Bell()
        self.database.committed = self.bell.ring_from_anywhere
        self.letters = TicketLetters(self.portal, self.database, letterbox, self.bell)
        if self.portal.has(Feature.EMAIL):
            self.database.before_commit = self.letters.note
        self.max_upload_bytes = setup.max_upload_bytes or self.portal.limits.max_upload_bytes
        self.uploads = Uploads(self.database, self.blobs, self.portal.limits, self.max_upload_bytes)
        self.discovery = discovery(self.portal, self.epoch, self.max_upload_bytes)
        self.catalogue, self.catalogue_etag = catalogue(self.portal)
        self.in_flight: set[tuple[str, str]] = set()
        self.clerk = Clerk(self, self.letters) if setup.smtp_in is not None else None

    def _prepare(self) -> None:
        chance = random.Random(self.portal.key)  # noqa: S311 - to be repeatable
        wanted = self.setup.tickets
        self.database.write_now(lambda transaction: seed(transaction, self.portal, self.blobs, chance, wanted))
        if wanted:
            self.database.write_now(lambda transaction: top_up(transaction, self.portal, wanted))
        self.database.write_now(lambda transaction: clear_tombstones(transaction, transaction.now, TOMBSTONE_DAYS))
        self.database.write_now(lambda transaction: sweep(transaction, self.blobs))

    def begin_epoch(self, epoch: str) -> None:
        """Goes on under this epoch, which the database has already: cursors of another one are refused from now on."""
        self.epoch = epoch
        self.cursors.epoch = epoch
        self.discovery = discovery(self.portal, epoch, self.max_upload_bytes)

    def close(self) -> None:
        """Writes what is being written, and ends."""
        if self.courier is not None:
            self.courier.close()
        self.database.close()
        self.blobs.close()
