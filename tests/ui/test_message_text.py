"""Messages are shown as text; HTML only when made harmless; nothing is loaded, nothing opens by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from pytestqt.qtbot import QtBot

from desktop.ui.file_door import FileDoor, may_open
from desktop.ui.message_html import DEEPEST, LARGEST, clean_html, text_of
from desktop.ui.message_text import MessageText, open_link


@pytest.fixture
def text(qtbot: QtBot) -> MessageText:
    text = MessageText()
    qtbot.addWidget(text)
    return text


def anchors(text: MessageText) -> list[str]:
    found = []
    block = text.document().begin()
    while block.isValid():
        found += [part.format.anchorHref() for part in block.textFormats() if part.format.isAnchor()]
        block = block.next()
    return found


def test_plain_text_stays_exactly_what_it_is(text: MessageText) -> None:
    written = "<b>not bold</b> &amp; <img src=file:///etc/passwd>\nΔεύτερη γραμμή"
    text.show_text(written)
    assert text.toPlainText() == written


def test_addresses_become_links_without_their_full_stop(text: MessageText) -> None:
    text.show_text(
        "See https://a.example/x?y=1, or (http://b.example). Not javascript:alert(1) nor file:///etc/passwd."
    )
    assert anchors(text) == ["https://a.example/x?y=1", "http://b.example"]


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:alert(1)", "mailto:a@b.example", "smb://x/y", "https:///nohost", "data:,x"],
)
def test_only_web_addresses_are_ever_opened(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    assert not open_link(QUrl(address))
    assert opened == []
    assert open_link(QUrl("https://a.example/"))
    assert len(opened) == 1


HOSTILE = """<style>@import url(file:///etc/passwd); p { background: url('//evil.example/x') }</style>
<script>alert(1)</script><p style="background:url(http://evil.example/a.png)" onclick="x()" background="file:///etc/passwd">Hello
<img src="file:///etc/passwd"><img src="http://evil.example/pixel"><a href="javascript:alert(1)">one</a>
<a href="//evil.example/two">two</a><a href="relative">three</a><a href="https://ok.example/">four</a></p>
<iframe src="file:///etc/passwd"></iframe><svg><image href="file:///etc/passwd"/></svg><form action="http://evil.example"><input></form>"""


def test_html_loses_everything_that_loads_runs_or_points_elsewhere() -> None:
    cleaned = clean_html(HOSTILE)
    assert cleaned is not None
    assert "https://ok.example/" in cleaned
    assert "Hello" in cleaned
    for bad in (
        "evil",
        "passwd",
        "javascript",
        "relative",
        "style",
        "onclick",
        "img",
        "script",
        "iframe",
        "svg",
        "form",
        "alert",
    ):
        assert bad not in cleaned


def test_a_shown_html_message_loads_nothing(text: MessageText, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    text.show_html(f"<p>Hi <img src='{secret}'></p>")
    assert text.toPlainText().strip() == "Hi"
    kind = QTextDocument.ResourceType.ImageResource
    for document in (text.document(), text._measured()):
        for address in (QUrl.fromLocalFile(str(secret)), QUrl(str(secret)), QUrl(secret.name)):
            assert not document.resource(kind, address)


@pytest.mark.parametrize("tag", ["div", "table", "blockquote", "b", "ul"])
def test_deep_documents_are_shown_as_text(tag: str, text: MessageText) -> None:
    html = f"<{tag}>" * (DEEPEST + 1) + "inside" + f"</{tag}>" * (DEEPEST + 1)
    assert clean_html(html) is None
    text.show_html(html)
    assert "inside" in text.toPlainText()


def test_mails_with_many_open_paragraphs_are_not_taken_for_deep_ones() -> None:
    assert clean_html("<p>line" * 500) is not None


def test_large_documents_are_shown_as_text_and_cut() -> None:
    html = "<p>" + "word " * LARGEST
    assert clean_html(html) is None
    assert 0 < len(text_of(html)) <= LARGEST


def test_text_of_html_has_words_but_no_scripts() -> None:
    assert text_of("<style>p{}</style><p>One &amp; two</p><script>x()</script><div>three</div>") == "One & two\nthree"


@pytest.mark.parametrize(
    "name",
    [
        "a.exe",
        "a.sh",
        "a.desktop",
        "a.bat",
        "a.html",
        "a.svg",
        "a.js",
        "a.docm",
        "a.pdf.exe",
        "a",
        ".pdf",
        "a.lnk",
        "a.jar",
    ],
)
def test_what_a_desktop_might_run_is_only_saved(name: str) -> None:
    assert not may_open(name)


@pytest.mark.parametrize("name", ["photo.JPG", "manual.pdf", "θόρυβος.mp4", "notes.txt"])
def test_pictures_videos_and_documents_open(name: str) -> None:
    assert may_open(name)


def test_an_opened_file_is_a_copy_under_its_own_name(qtbot: QtBot, tmp_path: Path) -> None:
    source = tmp_path / "0badcafe"
    source.write_bytes(b"picture")
    opened: list[Path] = []
    door = FileDoor(lambda url: bool(opened.append(Path(url.toLocalFile())) or True))
    assert door.open(source, "φωτο γραφία.jpg", pytest.fail)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].name == "φωτο γραφία.jpg"
    assert opened[0] != source
    assert opened[0].read_bytes() == b"picture"
    door.close()
    assert not opened[0].exists()


def test_saving_where_nothing_can_be_written_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_bytes(b"x")
    door = FileDoor()
    said: list[str] = []
    door.save(source, tmp_path / "missing" / "b.txt", said.append)
    qtbot.waitUntil(lambda: bool(said))
    door.close()


def test_pasted_html_is_taken_as_plain_text(qtbot: QtBot) -> None:
    from desktop.ui.composer import ReplyEdit

    edit = ReplyEdit()
    qtbot.addWidget(edit)
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("bold")
    edit.insertFromMimeData(data)
    assert edit.toPlainText() == "bold"
