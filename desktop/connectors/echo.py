"""What a server repeats of what it was told in confidence is blotted out before anybody reads it.

Frameworks show the whole request on their error pages, and a careless API says "the token abc is not valid". Such words would go on
into errors, the outbox, the log and the screen. Answers that are successes are left alone: there a token is what was asked for.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

BLOT = "…"
"""What stands in a secret's place."""

SHORTEST = 4
"""Letters below which a text can't be told from chance: blotting those out would make a riddle of every sentence."""


def blotted(body: bytes, secrets: Iterable[str]) -> bytes:
    """The body of an error without these secrets, in whatever way they are escaped in it."""
    for secret in secrets:
        if len(secret) >= SHORTEST:
            for written in sorted(set(_spellings(secret)), key=len, reverse=True):
                body = body.replace(written.encode("utf-8", "surrogatepass"), BLOT.encode())
    return body


def _spellings(secret: str) -> Iterable[str]:
    once = {json.dumps(secret, ensure_ascii=ascii_only)[1:-1] for ascii_only in (True, False)}
    # A request that is quoted in a problem's sentence has been JSON before: twice escaped.
    twice = {json.dumps(one, ensure_ascii=ascii_only)[1:-1] for one in once for ascii_only in (True, False)}
    inner = [secret, *once, *twice]
    yield from inner
    yield from (html.escape(one) for one in inner)
    yield from (html.escape(one, quote=False) for one in inner)
    yield quote(secret, safe="", errors="replace")
    yield quote_plus(secret, errors="replace")
