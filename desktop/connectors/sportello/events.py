"""Being called by the server when something changed.

A poke is a hint, never the news itself: what changed is read from the feed, and a lost poke costs a poll. The line counts as broken
when no whole line came for SILENCE seconds, although the server writes a comment every 25.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic

from desktop.connectors.event_stream import EventParser, EventTooLong
from desktop.connectors.sportello.answers import error_of
from desktop.connectors.sportello.api import Api
from desktop.connectors.sportello.session import Session, whole_answer
from desktop.connectors.transport import media_type
from desktop.errors import CaptivePortal, ServerBroken, Unreachable

SILENCE = 60.0
"""Seconds."""


def pokes(
    api: Api,
    session: Session,
    cursor: str,
    silence: float = SILENCE,
    standing: Callable[[], None] = lambda: None,
) -> Iterator[None]:
    """Yields for every poke after `cursor`; ends when the server closes the line. `standing` is called once pokes would be heard.

    Raises SignInNeeded, NetworkError, CursorLost.
    """
    with session.streamed(lambda token: api.events(token, cursor, silence)) as stream:
        if stream.status != 200:
            raise error_of(whole_answer(stream))
        if media_type(stream.headers) != "text/event-stream":
            raise CaptivePortal("something else instead of events")
        standing()
        parser = EventParser()
        lines, heard = 0, monotonic()
        while piece := stream.read(16 * 1024):
            try:
                for event in parser.feed(piece):
                    if event.name == "poke":
                        yield None
            except EventTooLong:
                raise ServerBroken("an event without end") from None
            now = monotonic()
            if parser.lines > lines:
                lines, heard = parser.lines, now
            elif now - heard > silence:
                # Single bytes keep a socket awake, but say nothing.
                raise Unreachable("the events fell silent")
