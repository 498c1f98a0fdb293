"""Looking for secrets where none may be: in whatever way they may have been spelt on their way there.

A `Canary` is a secret with a name. `Searcher` knows every canary in every spelling that something on the way may have given it: plain,
quoted for an address, Base64 at any place of a longer text, hexadecimal, escaped for JSON, Python or HTML, UTF-16. Half a secret is one
too: every piece of `PIECE` bytes is looked for.
"""

from __future__ import annotations

import base64
import gzip
import html
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

PIECE = 12
"""Bytes of a secret that are too many to be seen. Fewer say nothing about the rest of one of ours."""

_STEP = 4

LARGE = 256 * 1024
"""Bytes from which on a content is a database or a file of the person's, where nothing is quoted for an address or a page."""

_IN_LARGE = frozenset({"plain", "hexadecimal", "JSON", "UTF-16, little end first", "Base64"})


@dataclass(frozen=True)
class Canary:
    """A secret. `value` is what the program holds: a text, or the bytes of a key."""

    name: str
    value: str | bytes

    @property
    def bytes(self) -> bytes:
        """As bytes."""
        return self.value.encode() if isinstance(self.value, str) else self.value


@dataclass(frozen=True)
class Find:
    """Where a canary was seen, in which spelling, with what stands around it."""

    place: str
    canary: str
    spelling: str
    around: str


def spellings(piece: bytes) -> Iterator[tuple[str, bytes]]:
    """Every way in which these bytes may have been written down."""
    yield "plain", piece
    yield "hexadecimal", piece.hex().encode()
    yield "hexadecimal with blanks", piece.hex(" ").encode()
    yield "Python's bytes", repr(piece)[2:-1].encode()
    yield "address", quote(piece, safe="").encode()
    yield "form", quote_plus(piece).encode()
    yield "address, all quoted", "".join(f"%{one:02x}" for one in piece).encode()
    for ahead in range(3):
        # Base64 of a longer text that holds the piece: what its neighbours have a say in is left out.
        coded = base64.b64encode(bytes(ahead) + piece)
        inner = coded[(ahead * 8 + 5) // 6 : (ahead + len(piece)) * 8 // 6]
        yield "Base64", inner
        yield "Base64 for addresses", inner.replace(b"+", b"-").replace(b"/", b"_")
    try:
        text = piece.decode()
    except UnicodeDecodeError:
        return
    yield "JSON", json.dumps(text)[1:-1].encode()
    yield "JSON in JSON", json.dumps(json.dumps(text)[1:-1])[1:-1].encode()
    yield "JSON with slashes", json.dumps(text)[1:-1].replace("/", "\\/").encode()
    yield "Python's text", repr(text)[1:-1].encode()
    yield "Python's ASCII", ascii(text)[1:-1].encode()
    yield "HTML", html.escape(text).encode()
    yield "UTF-16, little end first", text.encode("utf-16-le")
    yield "UTF-16, big end first", text.encode("utf-16-be")
    yield "Latin-1", text.encode("latin-1", "ignore")


def _pieces(canary: Canary) -> Iterator[bytes]:
    # Whole letters: half of one is spelt in no way.
    value = canary.value
    if len(value) <= PIECE:
        yield canary.bytes
        return
    for begin in {*range(0, len(value) - PIECE + 1, _STEP), len(value) - PIECE}:
        piece = value[begin : begin + PIECE]
        yield piece.encode() if isinstance(piece, str) else piece
    if isinstance(value, bytes):
        # A key is also handed around as the text of its hexadecimal, which can be spelt in every way again.
        yield from _pieces(Canary(canary.name, value.hex()))


class Searcher:
    """Looks for these canaries."""

    def __init__(self, canaries: Iterable[Canary]) -> None:
        self._wanted: dict[bytes, tuple[str, str]] = {}
        for canary in canaries:
            if len(canary.bytes) < 8:
                raise ValueError(f"{canary.name} is too short to be told from chance")
            for piece in _pieces(canary):
                for spelling, written in spellings(piece):
                    if len(written) >= 8:
                        self._wanted.setdefault(written.lower(), (canary.name, spelling))

    def look(self, place: str, content: bytes | str) -> list[Find]:
        """What is found in the content, once per canary and spelling. What is packed (gzip, deflate) is looked into."""
        seen = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
        lowered, large = seen.lower(), len(seen) > LARGE
        found: dict[tuple[str, str], Find] = {}
        for written, (name, spelling) in self._wanted.items():
            if large and spelling not in _IN_LARGE:
                continue
            at = lowered.find(written)
            if at >= 0 and (name, spelling) not in found:
                around = seen[max(0, at - 60) : at + len(written) + 30]
                found[name, spelling] = Find(place, name, spelling, around.decode("utf-8", "backslashreplace"))
        inside = _unpacked(seen)
        return [*found.values(), *(self.look(f"{place}, unpacked", inside) if inside else [])]

    def look_into(self, folder: Path, leaving_out: Iterable[Path] = ()) -> list[Find]:
        """What is found in the names and the contents of all files below the folder."""
        left_out = set(leaving_out)
        found: list[Find] = []
        for path in sorted(folder.rglob("*")):
            if path in left_out or left_out.intersection(path.parents):
                continue
            place = str(path.relative_to(folder))
            found += self.look(f"name of {place}", place)
            if path.is_symlink():
                found += self.look(f"target of {place}", str(path.readlink()))
            elif path.is_file():
                found += self.look(place, path.read_bytes())
        return found


def _unpacked(content: bytes) -> bytes:
    try:
        if content.startswith(b"\x1f\x8b"):
            return gzip.decompress(content)
        if content.startswith((b"\x78\x01", b"\x78\x9c", b"\x78\xda")):
            return zlib.decompress(content)
    except (OSError, EOFError, zlib.error):
        pass
    return b""


def told(found: Iterable[Find]) -> str:
    """The finds, one a line."""
    return "\n".join(f"{one.canary} in {one.place} ({one.spelling}): …{one.around!r}…" for one in found)
