"""A bad line to the helpdesk: a proxy on loopback that loses, delays, cuts, doubles and reorders whole exchanges, by a seed.

What it promises: in calm weather every byte passes as it is. In foul weather each request meets the fate that `weather.fate_of` says,
and what was done is counted. Requests that arrive twice or late go to the server on lines of their own. Whoever closes it finds no task,
socket or thread of it alive. A client that ends its side of a line is taken as gone.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import threading
from collections import Counter
from collections.abc import Coroutine
from functools import partial
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import urlsplit

from tests.kill.http_wire import Broken, Framing, Head, Line, body_of, framing_of, read_head, whole_body
from tests.kill.weather import CALM, NEVER_ARRIVES, OF_ENDLESS, Fate, Fault, Weather, fate_of, shape_of

T = TypeVar("T")

log = logging.getLogger(__name__)

_OTHERS = 3
"""So many later requests pass one that is held back."""

_DRIPS = 20
_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*\d+")
_BUSY = b'{"type":"about:blank","title":"Busy","status":503,"code":"unavailable","retryable":true}'
_PAGE = b"<!doctype html><html><head><title>%d</title></head><body><h1>%s</h1></body></html>"


class FaultProxy:
    """`address` leads to the server. Set `weather` at any time; it holds for requests that begin afterwards."""

    def __init__(self, target: str, seed: int, weather: Weather = CALM) -> None:
        """Lead to the server at the address `target`, from now on."""
        self.seed = seed
        self.weather = weather
        self.done: Counter[Fault] = Counter()
        """What was really done, in foul weather."""
        self.decisions: list[tuple[str, int, Fate]] = []
        """Shape, number and fate of each request in foul weather, in the order in which they came."""
        self.requests: Counter[str] = Counter()
        """How many of each shape came in."""
        self.overlaps: list[str] = []
        """Changes to a ticket (`PUT` below one path of three parts) that came while another of the same ticket was still unanswered."""
        self.overtaken = 0
        """How many that were held back were really passed by others."""
        self.secrets: set[str] = set()
        """Every bearer token that passed."""
        self.writing = threading.Event()
        """Set when a change comes in (a PUT)."""
        parts = urlsplit(target)
        self._target = (str(parts.hostname), parts.port or 80)
        self._foul: Counter[str] = Counter()
        self._finished = 0
        self._unanswered: Counter[str] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="fault-proxy")
        self._thread.start()
        self._ready.wait()

    def __enter__(self) -> FaultProxy:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def alive(self) -> int:
        """Lines and late requests that are being served."""
        return len(self._tasks)

    def close(self) -> None:
        """Cut every line and end; harmless the second time."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._ended.set)
            self._thread.join()

    def histogram(self) -> str:
        """What was done, most frequent first, as lines."""
        return "\n".join(f"{times:5} × {fault}" for fault, times in self.done.most_common())

    # -- the loop's thread ----------------------------------------------------------------------------------------------------

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        self._passed = asyncio.Condition()
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = int(server.sockets[0].getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self._ready.set()
        await self._ended.wait()
        server.close()
        while self._tasks:
            for task in self._tasks:
                task.cancel()
            await asyncio.wait(self._tasks)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._begin(self._serve(Line(reader, writer)))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, near: Line) -> None:
        """One line of a client, request by request."""
        far = _Far(self._target)
        try:
            while (head := await read_head(near)) is not None:
                if not await self._exchange(near, far, head):
                    break
        except asyncio.CancelledError:
            near.cut()
            raise
        except (OSError, Broken) as end:
            # The client sees the same end, after what it was told before.
            log.debug("a line ended: %s %s", type(end).__name__, end)
        finally:
            far.cut()
            await near.close()

    async def _exchange(self, near: Line, far: _Far, head: Head) -> bool:
        """One request; whether the line can carry another. Raises Broken and OSError when it can't even be ended in order."""
        shape, weather = shape_of(head.method, head.target), self.weather
        self.requests[shape] += 1
        self.secrets.update(head.value("authorization").split(" ")[1:])
        fate = self._fate(shape, weather, head)
        ticket = "/".join(head.target.split("/")[:4]) if head.method == "PUT" else ""
        if ticket:
            self.writing.set()
            if self._unanswered[ticket]:
                self.overlaps.append(head.first)
            self._unanswered[ticket] += 1
            # Answered counts before the client can know of it: else its next request could seem to come too early.
            near.before_word = partial(self._unanswered.subtract, {ticket: 1})
        try:
            if fate.fault is Fault.NONE and not weather.bytes_per_second:
                if not weather.is_calm:
                    self.done[fate.fault] += 1
                return await self._pass(near, far, head, fate.lag * weather.latency)
            body = await self._taken(near, head, weather)
            return await _unless_gone(near, self._meet(near, far, head, body, fate, weather))
        finally:
            near.about_to_speak()
            if fate.fault not in NEVER_ARRIVES:
                self._finished += 1
                async with self._passed:
                    self._passed.notify_all()

    def _fate(self, shape: str, weather: Weather, head: Head) -> Fate:
        if weather.is_calm:
            return Fate(Fault.NONE, 0.0, 0.0)
        self._foul[shape] += 1
        fate = fate_of(self.seed, weather, shape, self._foul[shape])
        self.decisions.append((shape, self._foul[shape], fate))
        if head.streams_events and fate.fault not in OF_ENDLESS:
            return Fate(Fault.NONE, fate.share, fate.lag)
        return fate

    # -- passing on -----------------------------------------------------------------------------------------------------------

    async def _pass(self, near: Line, far: _Far, head: Head, lag: float) -> bool:
        """Byte for byte, as it comes, in both directions at once: a server may answer before it has heard everything."""
        line = await far.line()
        heard = asyncio.Event()

        async def up() -> None:
            # A server that hears no further has its reasons; it tells them in its answer.
            with contextlib.suppress(OSError):
                await line.write(head.raw)
                async for piece in body_of(near, *framing_of(head)):
                    await line.write(piece)
                heard.set()
            await near.hung_up()
            raise Broken("the client is gone")

        async def down() -> bool:
            return await self._relay(line, near, head.method, lag) and heard.is_set() and not head.closes

        return await _first(down(), up())

    async def _relay(self, line: Line, near: Line, method: str, lag: float) -> bool:
        """The answer, with what announces it; whether the line can carry another."""
        while True:
            answer = await _answer_head(line)
            await asyncio.sleep(lag)
            await near.write(answer.raw)
            framing, length = framing_of(answer, answers=method)
            async for piece in body_of(line, framing, length):
                await near.write(piece)
            # 100 and its like announce the answer that follows.
            if answer.status >= 200:
                return not answer.closes and framing is not Framing.UNTIL_CLOSE

    async def _taken(self, near: Line, head: Head, weather: Weather) -> bytes:
        """The body of a request, at the pace of the line."""
        pieces = []
        async for piece in body_of(near, *framing_of(head)):
            if weather.bytes_per_second:
                await asyncio.sleep(len(piece) / weather.bytes_per_second)
            pieces.append(piece)
        return b"".join(pieces)

    # -- the faults -----------------------------------------------------------------------------------------------------------

    async def _meet(self, near: Line, far: _Far, head: Head, body: bytes, fate: Fate, weather: Weather) -> bool:
        request, wait = head.raw + body, fate.share * weather.slowest
        if fate.fault in NEVER_ARRIVES:
            self.done[fate.fault] += 1
        match fate.fault:
            case Fault.DROPPED:
                near.cut(reset=fate.lag < 0.5)
                return False
            case Fault.HALF_SENT:
                await (await far.line()).write(request[: _place(fate.share, len(request))])
                near.cut()
                return False
            case Fault.LATE:
                near.cut()
                self._begin(self._later(request, head.method, weather.slowest, _OTHERS))
                return False
            case Fault.BUSY:
                await near.write(
                    _own("503 Service Unavailable", _BUSY, "application/problem+json", "Retry-After: 1\r\n")
                )
                return not head.closes
            case Fault.PAGE_BEFORE:
                await near.write(_page(502, b"Bad Gateway"))
                return not head.closes
        if fate.fault is Fault.HELD:
            await self._let_pass(weather.slowest, _OTHERS)
        if fate.fault is Fault.DOUBLED:
            answer, content = await self._doubled(request, head.method, fate)
        else:
            line = await far.line()
            await _say(line, request, wait if fate.fault is Fault.TRICKLED else 0.0)
            answer = await _answer_head(line)
            if answer.streams_events:
                return await self._events(line, near, answer, fate, wait)
            content = await whole_body(line, *framing_of(answer, answers=head.method))
        if fate.fault is Fault.REPEATED:
            self._begin(self._later(request, head.method, weather.slowest, _OTHERS + 1))
        await asyncio.sleep(fate.lag * weather.latency + (wait if fate.fault is Fault.DELAYED else 0.0))
        return await self._answer(near, head, answer, content, fate, wait)

    async def _answer(self, near: Line, head: Head, answer: Head, content: bytes, fate: Fate, wait: float) -> bool:
        """Hand the answer over, or what is left of it."""
        raw = answer.raw + content
        self.done[fate.fault] += 1
        match fate.fault:
            case Fault.LOST_AFTER:
                near.cut(reset=fate.lag < 0.5)
                return False
            case Fault.PAGE_AFTER:
                await near.write(_page(504, b"Gateway Timeout"))
                return False
            case Fault.TRUNCATED if content and _LENGTH.search(answer.raw):
                left = content[: _place(fate.share, len(content))]
                await near.write(_LENGTH.sub(b"content-length: %d" % len(left), answer.raw) + left)
                return not answer.closes
            case Fault.CUT_INSIDE | Fault.TRUNCATED:
                await near.write(raw[: _place(fate.share, len(raw))])
                # Ended in order: the client reads all of it, and misses the rest.
                return False
        await _say(near, raw, wait if fate.fault is Fault.TRICKLED else 0.0)
        return (
            not answer.closes
            and not head.closes
            and framing_of(answer, answers=head.method)[0] is not Framing.UNTIL_CLOSE
        )

    async def _events(self, line: Line, near: Line, answer: Head, fate: Fate, wait: float) -> bool:
        async def speak() -> None:
            await near.write(answer.raw)
            async for piece in body_of(line, *framing_of(answer, answers="GET")):
                await near.write(piece)

        self.done[fate.fault] += 1
        if fate.fault is Fault.CUT_INSIDE:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(speak(), wait)
            return False
        if fate.fault is Fault.DELAYED:
            await asyncio.sleep(wait)
        await speak()
        return False

    async def _doubled(self, request: bytes, method: str, fate: Fate) -> tuple[Head, bytes]:
        first, second = await asyncio.gather(self._alone(request, method), self._alone(request, method))
        return first if fate.share < 0.5 else second

    async def _later(self, request: bytes, method: str, seconds: float, others: int) -> None:
        await self._let_pass(seconds, others)
        with contextlib.suppress(OSError, Broken):
            await self._alone(request, method)

    async def _alone(self, request: bytes, method: str) -> tuple[Head, bytes]:
        """The request on a line of its own, and its whole answer."""
        far = _Far(self._target)
        try:
            line = await far.line()
            await line.write(request)
            answer = await _answer_head(line)
            return answer, await whole_body(line, *framing_of(answer, answers=method))
        finally:
            far.cut()

    async def _let_pass(self, seconds: float, others: int) -> None:
        """Wait until so many other requests are through, or for so long."""
        enough = self._finished + others
        with contextlib.suppress(TimeoutError):
            async with self._passed:
                await asyncio.wait_for(self._passed.wait_for(lambda: self._finished >= enough), seconds)
            self.overtaken += 1


class _Far:
    """The line to the server that belongs to one of a client; opened when it is needed, and again when the server has closed it."""

    def __init__(self, target: tuple[str, int]) -> None:
        self._target = target
        self._line: Line | None = None

    async def line(self) -> Line:
        """Raises OSError when the server is not there."""
        if self._line is not None and self._line.is_over:
            self.cut()
        if self._line is None:
            self._line = Line(*await asyncio.open_connection(*self._target))
        return self._line

    def cut(self) -> None:
        """End it."""
        if self._line is not None:
            self._line.cut()
            self._line = None


async def _answer_head(line: Line) -> Head:
    head = await read_head(line)
    if head is None:
        raise Broken("no answer")
    return head


async def _say(line: Line, content: bytes, seconds: float) -> None:
    """Hand over in drips that take `seconds` together, or at once."""
    drip = max(1, -(-len(content) // _DRIPS)) if seconds else max(1, len(content))
    for start in range(0, len(content), drip):
        await line.write(content[start : start + drip])
        await asyncio.sleep(seconds / _DRIPS)


async def _unless_gone(near: Line, work: Coroutine[Any, Any, bool]) -> bool:
    """The result of `work`; a client that hangs up meanwhile ends it."""

    async def watch() -> None:
        await near.hung_up()
        raise Broken("the client is gone")

    return await _first(work, watch())


async def _first(work: Coroutine[Any, Any, T], beside: Coroutine[Any, Any, None]) -> T:
    """The result of `work`. What goes on `beside` it ends with it, and ends it by raising."""
    main, other = asyncio.create_task(work), asyncio.create_task(beside)
    try:
        await asyncio.wait({main, other}, return_when=asyncio.FIRST_COMPLETED)
        if not main.done():
            other.result()
        return await main
    finally:
        for task in (main, other):
            task.cancel()
        await asyncio.gather(main, other, return_exceptions=True)


def _place(share: float, length: int) -> int:
    """Where to cut: at least one byte is missing."""
    return min(int(share * length), length - 1)


def _own(status: str, content: bytes, media_type: str, more: str = "") -> bytes:
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{more}Content-Length: {len(content)}\r\n\r\n"
    ).encode() + content


def _page(status: int, words: bytes) -> bytes:
    return _own(f"{status} {words.decode()}", _PAGE % (status, words), "text/html")
