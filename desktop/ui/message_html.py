"""HTML of messages, made harmless. Used only where a server has no text.

What stays is structure and links: no pictures, styles, scripts, forms, or addresses other than http and https. Large or deeply nested
documents are shown as text: 20,000 nested tables cost Qt 8 seconds.
"""

from __future__ import annotations

from html.parser import HTMLParser

LARGEST = 256 * 1024
"""Bytes of HTML that are shown formatted."""

DEEPEST = 64
"""Levels of nesting that are shown formatted."""

_TAGS = {
    *("p", "br", "hr", "div", "span", "b", "strong", "i", "em", "u", "s", "code", "pre", "blockquote", "sub", "sup"),
    *("ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "td", "th", "a"),
}
_UNCLOSED = {
    *("br", "hr", "img", "input", "meta", "link", "base", "col", "wbr", "source", "area", "embed"),
    *("p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option"),
}
"""Tags that real mails leave open; what nests around them is counted."""

_INLINE = {"span", "b", "strong", "i", "em", "u", "s", "code", "sub", "sup", "a", "font"}
_DROPPED_WHOLE = {"script", "style", "title", "head", "template", "iframe", "object", "svg", "math"}


class _Depth(HTMLParser):
    """Measures nesting."""

    def __init__(self) -> None:
        super().__init__()
        self.level = 0
        self.deepest = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _UNCLOSED:
            self.level += 1
            self.deepest = max(self.deepest, self.level)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _UNCLOSED:
            self.level = max(0, self.level - 1)


class _Words(HTMLParser):
    """Collects text; what is dropped whole stays out, blocks end lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "template"):
            self._hidden += 1
        elif tag not in _INLINE:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "template"):
            self._hidden = max(0, self._hidden - 1)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def clean_html(html: str) -> str | None:
    """HTML that may be shown; None when it is too large or too deep and only `text_of` will do."""
    if len(html) > LARGEST or len(html.encode(errors="replace")) > LARGEST or _depth(html) > DEEPEST:
        return None
    import nh3  # 5 ms, and few messages need it

    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_DROPPED_WHOLE,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        filter_style_properties=set(),
        link_rel=None,
        attribute_filter=lambda _tag, _name, value: value if value.startswith(("http://", "https://")) else None,
    )


def text_of(html: str) -> str:
    """Only the words of an HTML document, of as much of it as is ever looked at. The result is text, not HTML."""
    reader = _Words()
    reader.feed(html[:LARGEST])
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.words).splitlines())
    return "\n".join(line for line in lines if line)


def _depth(html: str) -> int:
    meter = _Depth()
    meter.feed(html)
    return meter.deepest
