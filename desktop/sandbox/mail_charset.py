"""Bytes of a mail into text, whatever they claim to be: any charset, encoded words in headers (RFC 2047), parameters (RFC 2231).

Promises to answer for every input, without raising: what cannot be decoded becomes replacement characters, and control characters, lone
surrogates and line ends in one-line values never get through, so that nothing from a mail can begin a header of its own.
"""

import binascii
import codecs
import re
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

# Not charsets of a text, and slow beyond measure for long ones.
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})

_ENCODED_WORD = re.compile(r"=\?([!-<>@-~]{1,60})\?([bBqQ])\?([^?\s]*)\?=")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")


def decode(content: bytes, charset: str) -> str:
    """Bytes as text. An unknown or wrong charset is taken for UTF-8, and what is not that either for windows-1252."""
    for name, errors in ((charset, "strict"), ("utf-8", "strict"), ("cp1252", "replace")):
        try:
            known = codecs.lookup(name).name
            if known.replace("-", "_") in _NO_CHARSETS:
                continue
            # what claims to be ASCII or Latin-1 is Windows' in practice (WHATWG Encoding, section 4.2)
            windows = known in ("iso8859-1", "ascii") and name != "utf-8"
            return content.decode("utf-8" if windows and _is_utf8(content) else "cp1252" if windows else known, errors)
        except (LookupError, ValueError):  # a UnicodeError is a ValueError, and so is a NUL in the charset's name
            continue
    return content.decode("latin-1")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def body_text(text: str) -> str:
    """Text of several lines as it is kept: line feeds alone, no control characters, nothing that UTF-8 cannot write."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return _CONTROLS.sub("", whole).encode("utf-8", "replace").decode("utf-8")


def one_line(text: str) -> str:
    """Text of one line: every run of blanks and line ends is one blank."""
    return " ".join(body_text(text).split())


def header_text(value: bytes) -> str:
    """A raw header's value as text: UTF-8 (RFC 6532), or what old programs meant by eight bits. Encoded words stay encoded."""
    return decode(value, "utf-8")


def decode_words(text: str) -> str:
    """Encoded words (RFC 2047) of a header decoded, as one line.

    Neighbours of the same charset are put together as bytes first: programs cut characters in two.
    """
    pieces: list[str] = []
    held, charset, at = b"", "", 0

    def flush() -> None:
        nonlocal held
        if held:
            pieces.append(decode(held, charset))
            held = b""

    for word in _ENCODED_WORD.finditer(text):
        name = word[1].partition("*")[0].lower()  # RFC 2231, section 5: a language may follow
        between = text[at : word.start()]
        if at and not between.strip(" \t\r\n"):
            between = ""  # blanks between two encoded words only fold the line (RFC 2047, section 6.2)
        if between or name != charset:
            flush()
            pieces.append(between)
            charset = name
        held += _word_bytes(word[2], word[3])
        at = word.end()
    flush()
    pieces.append(text[at:])
    return one_line("".join(pieces))


def _word_bytes(encoding: str, content: str) -> bytes:
    raw = content.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    return base64_bytes(raw)


_LINE = 76
_FRAME = len("=?utf-8?b??=")
_BYTES_OF_A_WORD = (75 - _FRAME) // 4 * 3


def folded_words(head: str, text: str) -> list[str]:
    """The lines of a header of free text (RFC 2047), which begin with `head`: plain text as it is, all else as encoded words.

    What stands plain before the first word that needs encoding stays plain, so that a number in front is read by everything.
    """
    coded = "=?" in text or "?=" in text
    if text.isascii() and not coded and len(head) + len(text) <= _LINE:
        return [head + text]
    begun = ""
    for word in text.split(" ")[:-1]:
        longer = f"{begun}{word} "
        if coded or not word.isascii() or len(head) + len(longer) + 2 * _FRAME > _LINE:
            break
        begun = longer
    lines, rest = [head + begun], text[len(begun) :]
    while rest:
        most = min(_BYTES_OF_A_WORD, (_LINE - len(lines[-1]) - _FRAME) // 4 * 3)
        taken = rest[:most]
        while len(taken.encode("utf-8", "replace")) > most and len(taken) > 1:
            taken = taken[:-1]
        encoded = binascii.b2a_base64(taken.encode("utf-8", "replace"), newline=False).decode("ascii")
        lines[-1] += f"=?utf-8?b?{encoded}?="
        rest = rest[len(taken) :]
        if rest:
            lines.append(" ")
    return lines


def base64_bytes(content: bytes | memoryview) -> bytes:
    """Base64 as mail has it: foreign characters are ignored, missing padding is forgiven, a cut end is left out."""
    try:
        return binascii.a2b_base64(content)
    except binascii.Error:
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", bytes(content))
        whole = len(letters) - (1 if len(letters) % 4 == 1 else 0)
        return binascii.a2b_base64(letters[:whole] + b"=" * (-whole % 4))


# ---------------------------------------------------------------- parameters

_LONGEST_VALUE = 8192
_PARAMETER = re.compile(r';\s*([!#$&+.^_`|~*%\w-]{1,100})\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s]*)')


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """A structured header such as Content-Type: its first word in small letters, and its parameters, RFC 2231 put together."""
    value = value[:_LONGEST_VALUE]
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for found in _PARAMETER.finditer(value):
        name, given = found[1].lower(), found[2]
        if given.startswith('"'):
            given = re.sub(r"\\(.)", r"\1", given[1:-1])
        base, _, rest = name.partition("*")
        if not rest and not name.endswith("*"):
            plain.setdefault(name, decode_words(given))
            continue
        number = rest.removesuffix("*")
        place = int(number) if number.isdecimal() and len(number) < 4 else 0
        pieces.setdefault(base, []).append((place, name.endswith("*"), given))
    for base, found_pieces in pieces.items():
        plain[base] = _extended(sorted(found_pieces))
    return value.partition(";")[0].strip().lower(), plain


def _extended(pieces: Iterable[tuple[int, bool, str]]) -> str:
    """RFC 2231, sections 3 and 4: `charset'language'percent-encoded`, in pieces of which some are not encoded."""
    charset, content = "utf-8", b""
    for index, (_, encoded, given) in enumerate(pieces):
        if encoded and index == 0 and given.count("'") >= 2:
            charset, _, given = given.split("'", 2)
        content += unquote_to_bytes(given) if encoded else given.encode("utf-8", "replace")
    return one_line(decode(content, charset or "utf-8"))
