"""The text of a mail as a person would have typed it: HTML turned into text, flowed lines joined, the history under a reply left out.

HTML is read by a scanner of its own whose time grows with the text's length only; whatever is no tag of HTML is text.
"""

import html
import re
from collections.abc import Sequence

# ---------------------------------------------------------------- HTML

_TOKEN = re.compile(
    r"<!--|<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9:-]{0,30})(?P<rest>(?:[^<>\"']|\"[^\"<]{0,4000}\"|'[^'<]{0,4000}')*+)/?>|<[!?][^<>]*+>"
)
_BREAKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
        "blockquote",
    ]
)
_PARAGRAPHS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"])
_UNSEEN = frozenset(["head", "script", "style", "template", "title", "noscript", "svg", "math", "object"])
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s>]{0,2000}))", re.IGNORECASE)
# html.unescape would read a number of any length
_LONG_NUMBER = re.compile(r"&#\w{9,}")


def html_as_text(content: str) -> str:
    """HTML as text: paragraphs, lists and quotes as in plain mails, addresses of links behind their words, no markup, no scripts."""
    return _Reader().read(content)


class _Reader:
    """One document on its way to text."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes = 0
        self._pre = 0
        self._link: tuple[str, int] | None = None
        self._never_closed: set[str] = set()

    def read(self, content: str) -> str:
        at = 0
        while (token := _TOKEN.search(content, at)) is not None:
            self._say(content[at : token.start()])
            at = token.end()
            tag = (token["tag"] or "").lower()
            if token[0] == "<!--":
                end = content.find("-->", at)
                at = len(content) if end < 0 else end + 3
            elif tag in _UNSEEN and not token["close"]:
                at = self._after_unseen(tag, content, at)
            elif tag:
                self._tag(tag, bool(token["close"]), token["rest"] or "")
        self._say(content[at:])
        self._end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")

    def _after_unseen(self, tag: str, content: str, at: int) -> int:
        """Where it goes on after what nobody sees. What is never closed is skipped as a tag only, and looked for once."""
        if tag in self._never_closed:
            return at
        ending = re.compile(rf"</{tag}\s*>", re.IGNORECASE).search(content, at)
        if ending is None:
            self._never_closed.add(tag)
            return at
        return ending.end()

    def _say(self, text: str) -> None:
        said = html.unescape(_LONG_NUMBER.sub("\ufffd", text)).replace("\xa0", " ")
        if self._pre:
            first, *others = said.split("\n")
            self._line.append(first)
            for line in others:
                self._end_line(keep=True)
                self._line.append(line)
            return
        shrunk = re.sub(r"\s+", " ", said)
        if shrunk == " " and (not self._line or self._line[-1].endswith(" ")):
            return
        self._line.append(shrunk)

    def _tag(self, tag: str, closing: bool, rest: str) -> None:
        if tag == "br":
            self._end_line(keep=True)
        elif tag in _BREAKS:
            self._end_line()
            if tag in _PARAGRAPHS and self._lines and self._lines[-1].strip("> "):
                self._lines.append(("> " * self._quotes).rstrip())
        elif tag in ("td", "th") and closing:
            self._line.append(" ")
        if tag == "blockquote" and closing:
            while self._lines and not self._lines[-1].strip("> "):
                self._lines.pop()
        if tag == "blockquote":
            self._quotes = max(0, self._quotes + (-1 if closing else 1)) if self._quotes < 20 or closing else 20
        elif tag == "pre":
            self._pre = max(0, self._pre + (-1 if closing else 1))
        elif tag == "li" and not closing:
            self._line.append("- ")
        elif tag == "a":
            self._anchor(closing, rest)

    def _anchor(self, closing: bool, rest: str) -> None:
        if closing and self._link is not None:
            address, begun = self._link
            words = "".join(self._line[begun:]).strip()
            shown = address.removeprefix("mailto:")
            if words and shown and shown.rstrip("/") not in (words, words.rstrip("/")):
                self._line.append(f" <{shown}>")
            self._link = None
        elif not closing:
            found = _HREF.search(rest)
            address = html.unescape(_LONG_NUMBER.sub("", next(filter(None, found.groups()), ""))) if found else ""
            known = re.match(r"(?:https?://|mailto:)\S+$", address.strip())
            self._link = (known[0], len(self._line)) if known else None

    def _end_line(self, *, keep: bool = False) -> None:
        line = "".join(self._line)
        line = line.rstrip() if self._pre else line.strip()
        self._line, self._link = [], None
        if line or keep:
            self._lines.append("> " * self._quotes + line)


# ---------------------------------------------------------------- flowed lines


def unflowed(text: str, *, deletes_space: bool) -> str:
    """`format=flowed` with its lines joined again (RFC 3676, section 4)."""
    done: list[str] = []
    depth_before, open_line = -1, False
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        said = line[depth:].removeprefix(" ")
        flows = said.endswith(" ") and said != "-- "
        joined = said[:-1] if flows and deletes_space else said
        if open_line and depth == depth_before and said != "-- ":
            done[-1] += joined
        else:
            done.append((">" * depth + " " if depth else "") + joined)
        depth_before, open_line = depth, flows
    return "\n".join(line if line == "-- " else line.rstrip(" ") for line in done)


# ---------------------------------------------------------------- replies

# "On … wrote:" of the usual programs, in the languages of the portals and their neighbours.
_ATTRIBUTION = re.compile(
    r"(?:.{0,300}\b(?:wrote|ha scritto|hanno scritto|a écrit|schrieb|escribió)\b.{0,200}|.{0,300}(?:έγραψε|έγραψαν).{0,200})[::]\s*",
    re.IGNORECASE,
)
_ATTRIBUTION_BEGINS = re.compile(r"(?:On|Il|In data|Il giorno|Στις|Την|Την|Am|Le|El)\s.{0,300}", re.IGNORECASE)
_FORWARD_RULE = re.compile(
    r"\s*[-_–—]{3,}\s*(?:original message|messaggio originale|αρχικό μήνυμα|ursprüngliche nachricht|message d'origine)\s*[-_–—]{3,}\s*",
    re.IGNORECASE,
)
_HEADER_FROM = re.compile(r"\s*\*?(?:From|Da|Από|Von|De)\s?:\*?\s.{0,300}", re.IGNORECASE)
_HEADER_NEXT = re.compile(
    r"\s*\*?(?:Sent|Date|To|Subject|Cc|Inviato|Data|A|Oggetto|Στάλθηκε|Ημερομηνία|Προς|Θέμα|Gesendet|An|Betreff|Envoyé|À|Objet)\s?:\*?\s.{0,300}",
    re.IGNORECASE,
)


def without_history(text: str) -> str:
    """A reply without its signature and without the quoted history under it.

    Answers between quoted lines, and what stands under a quotation, are somebody's words: there everything stays. When nothing else
    would be left, everything stays too.
    """
    return only_news(text) or text.strip("\n")


def only_news(text: str) -> str:
    """As `without_history`, but empty when signature and history are all there is."""
    lines = text.split("\n")
    end = _before_forwarded(lines)
    lines = _trimmed(lines[:end])
    lines = _trimmed(_before_signature(lines))
    lines = _trimmed(_before_quotation(lines))
    lines = _trimmed(_before_signature(lines))
    return "\n".join(lines)


def _trimmed(lines: Sequence[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    begin = 0
    while begin < end and not lines[begin].strip():
        begin += 1
    return list(lines[begin:end])


def _before_forwarded(lines: Sequence[str]) -> int:
    """Where programs put the whole mail before it under a rule, or under a copy of its headers."""
    for index, line in enumerate(lines):
        if _FORWARD_RULE.fullmatch(line):
            return index
        if _HEADER_FROM.fullmatch(line):
            following = lines[index + 1 : index + 6]
            if sum(_HEADER_NEXT.fullmatch(other) is not None for other in following) >= 2:
                ruled = index and re.fullmatch(r"\s*[-_–—]{3,}\s*", lines[index - 1])
                return index - 1 if ruled else index
    return len(lines)


def _before_signature(lines: list[str]) -> list[str]:
    """Without what follows the last line of two dashes and a blank, unless that is most of the mail's lines after it (RFC 3676, 4.3)."""
    for index in range(len(lines) - 1, -1, -1):
        if lines[index] in ("-- ", "--") and not any(line.startswith(">") for line in lines[index:]):
            return lines[:index]
    return lines


def _before_quotation(lines: list[str]) -> list[str]:
    """Without the quoted lines at the end, and the line that says whose words they are."""
    end = len(lines)
    while end and (lines[end - 1].startswith(">") or not lines[end - 1].strip()):
        end -= 1
    if end == len(lines):
        return lines
    said = _trimmed(lines[:end])
    if said and _ATTRIBUTION.fullmatch(said[-1]):
        # long ones are broken in two or three lines, of which the first begins like one
        for back in (1, 2, 3):
            if len(said) >= back and _ATTRIBUTION_BEGINS.fullmatch(said[-back]):
                return said[:-back]
        return said[:-1]
    if len(said) >= 2 and _ATTRIBUTION.fullmatch(f"{said[-2]} {said[-1]}"):
        return said[:-2]
    return said
