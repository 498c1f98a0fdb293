"""One process's line to the server: the connector of the simulation, with everything that can happen to a request.

A request may be lost on its way or on the way back, arrive twice, or long after the client gave up; it may be refused for a reason of the
server's, or its answer may arrive damaged. Which of it happens is drawn by the world.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from desktop import errors
from desktop.connectors.contract import Capabilities, CatalogueAnswer
from desktop.domain.account import Helpdesk, Person
from desktop.domain.batch import Batch, Entity, SnapshotPage
from desktop.domain.change import Change, Problem
from desktop.domain.change import Upload as ClientUpload
from desktop.domain.digest import BucketPage, Digest, DigestBuilder, bucket_of
from desktop.domain.receipt import Accepted, Gone, Invalid, Receipt, SignInNeeded, TryLater, Uncertain
from desktop.domain.ticket import Attachment, Author, Message
from tests.builders import a_catalogue
from tests.sync.simulation.server import Company, Server

PIECE = 400
"""Bytes of one request of an upload."""

IN_FLIGHT = 120_000
LOOK_UP_LAG = 60_000

_CATALOGUE = CatalogueAnswer(a_catalogue(), "1")


class Request(StrEnum):
    """What is asked."""

    CATALOGUE = "catalogue"
    SNAPSHOT = "snapshot"
    CHANGES = "changes"
    DIGEST = "digest"
    SEND = "send"
    LOOK_UP = "look-up"
    UPLOAD = "upload"


class Fault(StrEnum):
    """What happens to a request."""

    LOST_BEFORE = "lost-before"
    """Nobody answers the call: certainly nothing arrived."""
    LOST_ON_THE_WAY = "lost-on-the-way"
    """Nothing arrived, but the client can't know."""
    LOST_AFTER = "lost-after"
    TRUNCATED = "truncated"
    LATE = "late"
    TWICE = "twice"
    BUSY = "busy"
    BUSY_WITHOUT_TIME = "busy-without-time"
    BROKEN_BEFORE = "broken-before"
    BROKEN_AFTER = "broken-after"
    EXPIRED = "expired"
    GONE = "gone"
    PARENT_UNKNOWN = "parent-unknown"
    INVALID = "invalid"
    TOO_LARGE = "too-large"
    FILES_LOST = "files-lost"
    SLOW = "slow"


class World(Protocol):
    """What a line asks of the world around it."""

    server: Server

    def request(self, line: Line, request: Request, key: str) -> Fault | None:
        """A request sets out: time passes, others may act; what will happen to it."""
        ...

    def answered(self, line: Line, request: Request, key: str, answer: str) -> None:
        """The client has its answer."""
        ...

    def delay(self) -> int:
        """How much later a late request arrives, in milliseconds."""
        ...

    def wait(self, line: Line, request: Request, key: str) -> int:
        """The seconds of a Retry-After given for this request."""
        ...


class Line:
    """See `contract.Connector`."""

    def __init__(
        self, world: World, owner: str, company: str, author: Author, helpdesk: Helpdesk, person: Person
    ) -> None:
        self.helpdesk = helpdesk
        self.owner = owner
        self.signed_in = True
        self.requests = 0
        self._world = world
        self._company = company
        self._author = author
        self._person = person
        self.capabilities = Capabilities(
            idempotent=world.server.idempotent,
            pokes=False,
            in_flight=IN_FLIGHT,
            look_up_lag=LOOK_UP_LAG,
            digest=world.server.idempotent,
        )

    @property
    def company(self) -> Company:
        return self._world.server.companies[self._company]

    @property
    def stands_as(self) -> Mapping[str, str]:
        """For the judges: under which ids the server has what came by mail."""
        return self._world.server.memory.stands_as

    # The session

    def sign_in(self, login: str, password: str) -> None:
        self.signed_in = True

    def sign_out(self) -> None:
        self.signed_in = False

    def me(self) -> Person:
        return self._person

    def close(self) -> None:
        pass

    def pokes(self, cursor: str) -> Iterator[None]:
        return iter(())

    # Reading

    def catalogue(self, tag: str = "") -> CatalogueAnswer | None:
        self._read(Request.CATALOGUE)
        self._tell(Request.CATALOGUE, "", "ok")
        return None if tag == _CATALOGUE.tag else _CATALOGUE

    def snapshot(self, page: str = "") -> SnapshotPage:
        self._read(Request.SNAPSHOT)
        try:
            answer = self._world.server.snapshot(self.company, page)
        except errors.CursorLost as lost:
            self._tell(Request.SNAPSHOT, "", lost.code)
            raise
        self._tell(Request.SNAPSHOT, "", f"{len(answer.items)} of {answer.total}")
        return answer

    def changes(self, cursor: str, wait: int = 0) -> Batch:
        self._read(Request.CHANGES)
        try:
            answer = self._world.server.changes(self.company, cursor)
        except errors.CursorLost as lost:
            self._tell(Request.CHANGES, "", lost.code)
            raise
        self._tell(Request.CHANGES, "", f"{len(answer.upserts)}+{len(answer.removals)} to {answer.cursor}")
        return answer

    def digest(self) -> Digest:
        self._read(Request.DIGEST)
        server, company, builder = self._world.server, self.company, DigestBuilder()
        for ticket in server.lines(company):
            builder.add(ticket)
        self._tell(Request.DIGEST, "", "ok")
        return Digest(server.cursor(company, len(company.log)), builder.buckets())

    def digest_bucket(self, bucket: str) -> BucketPage:
        self._read(Request.DIGEST)
        server, company = self._world.server, self.company
        wanted = {ticket.id for ticket in server.lines(company) if bucket_of(ticket.id) == bucket}
        items = tuple(one for one in company.everything().values() if ticket_of(one) in wanted)
        self._tell(Request.DIGEST, bucket, f"{len(items)}")
        return BucketPage(server.cursor(company, len(company.log)), items)

    def download(self, sha256: str, size: int, into: Path, progress: Callable[[int], None]) -> None:
        raise errors.Unreachable

    def _read(self, request: Request) -> None:
        fault = self._set_out(request, "")
        match fault:
            case None | Fault.SLOW | Fault.TWICE | Fault.LATE:
                self._need_session(request)
                return
            case Fault.EXPIRED:
                self.signed_in = False
                self._need_session(request)
            case Fault.BUSY:
                wait = self._world.wait(self, request, "")
                self._tell(request, "", f"busy {wait}")
                raise errors.ServerBusy(retry_after=float(wait))
            case Fault.BUSY_WITHOUT_TIME:
                self._tell(request, "", "busy")
                raise errors.ServerBusy
            case Fault.LOST_BEFORE | Fault.LOST_ON_THE_WAY | Fault.LOST_AFTER:
                self._tell(request, "", "unreachable")
                raise errors.Unreachable(reached_server=fault is not Fault.LOST_BEFORE)
            case _:
                self._tell(request, "", "broken")
                raise errors.ServerBroken(fault.value)

    def _need_session(self, request: Request) -> None:
        if not self.signed_in:
            self._tell(request, "", "sign in")
            raise errors.SignInNeeded

    # Writing

    def send(self, change: Change) -> Receipt:
        receipt = self._send(change)
        self._tell(Request.SEND, change.id, _word(receipt))
        return receipt

    def _send(self, change: Change) -> Receipt:
        fault = self._set_out(Request.SEND, change.id)
        early = self._early(fault, Request.SEND, change.id)
        if early is not None:
            return early
        refused = self._refusal(fault, change)
        if refused is not None:
            return refused
        if fault is Fault.LATE:
            company = self._company
            world, author, owner = self._world, self._author, self.owner

            def arrive() -> None:
                world.server.receive(world.server.companies[company], change, author, owner)

            world.server.later(world.delay(), arrive)
            return Uncertain(Problem("unreachable", "no answer in time"))
        if fault is Fault.FILES_LOST:
            self._world.server.lose_files(self.company)
        answer = self._receive(change)
        if fault is Fault.TWICE and self._world.server.idempotent:
            answer = self._receive(change)
        return self._way_back(fault, answer)

    def _receive(self, change: Change) -> Receipt:
        return self._world.server.receive(self.company, change, self._author, self.owner)

    def _early(self, fault: Fault | None, request: Request, key: str) -> Receipt | None:
        """Answers that say, or leave open, that nothing happened on the server."""
        match fault:
            case Fault.LOST_BEFORE:
                return TryLater(Problem("unreachable"))
            case Fault.LOST_ON_THE_WAY:
                return Uncertain(Problem("unreachable", "no answer"))
            case Fault.BROKEN_BEFORE:
                return Uncertain(Problem("http-500"))
            case Fault.BUSY:
                return TryLater(Problem("server-busy"), float(self._world.wait(self, request, key)))
            case Fault.BUSY_WITHOUT_TIME:
                return TryLater(Problem("server-busy"))
            case Fault.EXPIRED:
                self.signed_in = False
            case _:
                pass
        return None if self.signed_in else SignInNeeded()

    def _refusal(self, fault: Fault | None, change: Change) -> Receipt | None:
        """A no of the server; never to what it has done already, or may still do (it says the same to the same content)."""
        server = self._world.server
        if change.id in server.memory.effects or server.latest:
            return None
        match fault:
            case Fault.INVALID:
                return Invalid(Problem("invalid", "The text is too long."))
            case Fault.TOO_LARGE:
                return Invalid(Problem("http-413"))
            case Fault.GONE if change.ticket_id in self.company.tickets:
                return Gone(Problem("not-found"))
            case Fault.PARENT_UNKNOWN if change.ticket_id in self.company.tickets:
                return Gone(Problem("parent-unknown"))
            case _:
                return None

    def _way_back(self, fault: Fault | None, answer: Receipt) -> Receipt:
        match fault:
            case Fault.LOST_AFTER:
                return Uncertain(Problem("unreachable", "the answer was lost"))
            case Fault.TRUNCATED:
                return Uncertain(Problem("server-broken", "half an answer"))
            case Fault.BROKEN_AFTER:
                return Uncertain(Problem("http-502"))
            case _:
                return answer

    def look_up(self, change: Change) -> Receipt | None:
        answer = self._look_up(change)
        self._tell(Request.LOOK_UP, change.id, _word(answer) if answer is not None else "not there")
        return answer

    def _look_up(self, change: Change) -> Receipt | None:
        fault = self._set_out(Request.LOOK_UP, change.id)
        early = self._early(fault, Request.LOOK_UP, change.id)
        if early is not None:
            return early
        if fault not in (None, Fault.SLOW, Fault.TWICE, Fault.LATE, Fault.EXPIRED):
            return self._way_back(Fault.LOST_AFTER, Accepted())
        company = self.company
        if change.id not in company.answered or self._world.server.now() < company.found_from[change.id]:
            return None
        _, known = company.answered[change.id]
        assert isinstance(known, Accepted)
        everything = company.everything()
        entities = tuple(everything[one.id] for one in known.entities if one.id in everything)
        return Accepted(entities, known.number, replayed=True)

    # Uploads

    def upload(self, upload: ClientUpload, source: Path, progress: Callable[[ClientUpload], None]) -> Receipt:
        try:
            self._bring_up(upload, source.read_bytes(), progress)
        except _Ended as ended:
            self._tell(Request.UPLOAD, upload.file.sha256[:8], _word(ended.receipt))
            return ended.receipt
        self._tell(Request.UPLOAD, upload.file.sha256[:8], "up")
        return Accepted()

    def _bring_up(self, upload: ClientUpload, content: bytes, progress: Callable[[ClientUpload], None]) -> None:
        server, key = self._world.server, upload.file.sha256[:8]
        fault = self._ask(key)
        if not upload.url or upload.url not in self.company.uploads:
            url = server.begin_upload(self.company, upload.file.sha256, len(content))
            self._back(fault)
            upload = replace(upload, url=url)
        received = len(self.company.uploads[upload.url].received)
        progress(replace(upload, offset=received))
        while received < len(content):
            fault = self._ask(key)
            if upload.url not in self.company.uploads:
                raise _Ended(TryLater(Problem("upload-lost")))
            piece = content[received : received + PIECE]
            if fault is Fault.TRUNCATED:
                piece = piece[: len(piece) // 2] or piece
            if not server.upload_piece(self.company, upload.url, piece):
                raise _Ended(Invalid(Problem("file-lost", upload.file.name)))
            self._back(fault)
            received += len(piece)
            progress(replace(upload, offset=received))

    def _ask(self, key: str) -> Fault | None:
        fault = self._set_out(Request.UPLOAD, key)
        early = self._early(fault, Request.UPLOAD, key)
        if early is not None:
            raise _Ended(early)
        if fault in (Fault.LATE, Fault.GONE, Fault.PARENT_UNKNOWN):
            raise _Ended(Uncertain(Problem("unreachable")))
        if fault is Fault.FILES_LOST:
            self._world.server.lose_files(self.company)
        if fault is Fault.TOO_LARGE:
            raise _Ended(Invalid(Problem("http-413")))
        return fault

    def _back(self, fault: Fault | None) -> None:
        answer = self._way_back(fault, Accepted())
        if not isinstance(answer, Accepted):
            raise _Ended(answer)

    # Both

    def _set_out(self, request: Request, key: str) -> Fault | None:
        self.requests += 1
        return self._world.request(self, request, key)

    def _tell(self, request: Request, key: str, answer: str) -> None:
        self._world.answered(self, request, key, answer)


class _Ended(Exception):
    """Ends an upload with a receipt."""

    def __init__(self, receipt: Receipt) -> None:
        self.receipt = receipt


def ticket_of(entity: Entity) -> str:
    """The id of the ticket that an entity is, or belongs to."""
    return entity.ticket_id if isinstance(entity, Message | Attachment) else entity.id


def _word(receipt: Receipt) -> str:
    word = type(receipt).__name__
    match receipt:
        case Accepted(replayed=True):
            return f"{word} again"
        case Accepted() | SignInNeeded():
            return word
        case _:
            return f"{word} {receipt.problem.code}"
