"""Files of a ticket are looked at in a window: pictures, first pages of PDFs, a card for the rest; by keys, wheel and mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPageSize, QPainter, QPdfWriter, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.ticket import Attachment
from desktop.errors import Unreachable
from desktop.ui import file_preview, pdf_page
from desktop.ui.attachment_viewer import AttachmentViewer
from desktop.ui.file_preview import Sight
from desktop.ui.pdf_page import NoPage, PdfTrouble, first_page

Shown = Callable[..., AttachmentViewer]


def a_picture(path: Path, width: int = 1600, height: int = 400, left: str = "#ff0000") -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#0000ff"))
    painter = QPainter(image)
    painter.fillRect(0, 0, width // 2, height, QColor(left))
    painter.end()
    image.save(str(path))
    return path


def turned(path: Path) -> Path:
    """A JPEG whose EXIF says that it lies on its side: turn it clockwise by a quarter (orientation 6)."""
    data = path.read_bytes()
    tiff = b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"
    exif = b"Exif\x00\x00" + tiff
    path.write_bytes(data[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + data[2:])
    return path


def a_pdf(path: Path, pages: int = 2) -> Path:
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.fillRect(0, 0, 4000, 4000, QColor("#00aa00"))
    painter.end()
    return path


def attached(path: Path, mime: str, name: str = "") -> Attachment:
    return Attachment(path.name, "t", path.name, name or path.name, 1000, mime)


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    made: list[AttachmentViewer] = []
    over = QWidget()
    qtbot.addWidget(over)

    def show(*files: Path | Attachment, first: int = 0, fetch: Callable[..., None] | None = None) -> AttachmentViewer:
        types = {".png": "image/png", ".jpg": "image/jpeg", ".pdf": "application/pdf"}
        found = [
            one if isinstance(one, Attachment) else attached(one, types.get(one.suffix, "application/octet-stream"))
            for one in files
        ]
        places = {one.name: one for one in files if isinstance(one, Path)}
        viewer = AttachmentViewer(found, fetch or (lambda file, then, _: then(places[file.sha256])), over)
        made.append(viewer)
        viewer.resize(800, 700)
        viewer.show_file(found[first])
        viewer.show()
        viewer.activateWindow()
        qtbot.waitUntil(viewer.isActiveWindow)
        if fetch is None:
            qtbot.waitUntil(lambda: viewer.preview is not None)
        return viewer

    yield show
    for viewer in made:
        try:
            viewer.close()
        except RuntimeError:
            continue  # the test closed it
    QApplication.processEvents()


def test_a_picture_fits_at_first_and_is_as_large_as_one_likes(shown: Shown, tmp_path: Path, qtbot: QtBot) -> None:
    viewer = shown(a_picture(tmp_path / "a.png"))
    picture = viewer.picture
    assert picture.isVisible()
    assert picture.fits
    assert picture.shown_size.width() <= picture.viewport().width()
    qtbot.keyClick(viewer, "1")
    assert picture.zoom == 1.0
    assert viewer._zoom.text().startswith("100")
    qtbot.keyClick(viewer, "+")
    assert picture.zoom == pytest.approx(1.25)
    qtbot.keyClick(viewer, "-")
    qtbot.keyClick(viewer, "-")
    assert picture.zoom == pytest.approx(0.8)
    qtbot.keyClick(viewer, "0")
    assert picture.fits
    viewer.resize(400, 400)
    qtbot.waitUntil(lambda: picture.shown_size.width() <= picture.viewport().width())


def test_a_small_picture_is_not_blown_up(shown: Shown, tmp_path: Path) -> None:
    assert shown(a_picture(tmp_path / "a.png", 40, 20)).picture.zoom == 1.0


def test_the_wheel_zooms_where_the_pointer_is(shown: Shown, tmp_path: Path) -> None:
    viewer = shown(a_picture(tmp_path / "a.png", 2000, 2000))
    picture = viewer.picture
    picture.full()
    at = QPointF(100, 150)
    area = picture._area()
    before = ((at.x() - area.left()) / area.width(), (at.y() - area.top()) / area.height())
    turn = QWheelEvent(
        at,
        QPointF(picture.viewport().mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(picture.viewport(), turn)
    assert picture.zoom == pytest.approx(1.25)
    area = picture._area()
    after = ((at.x() - area.left()) / area.width(), (at.y() - area.top()) / area.height())
    assert after == pytest.approx(before, abs=0.002)


def test_a_photo_stands_upright_by_its_exif(shown: Shown, tmp_path: Path) -> None:
    viewer = shown(turned(a_picture(tmp_path / "a.jpg")))
    assert viewer.preview is not None
    image = viewer.preview.image
    assert image.size() == QSize(400, 1600)
    assert image.pixelColor(200, 100).red() > 200, "what lay on the left is on top"


def test_the_keys_walk_through_all_files(shown: Shown, tmp_path: Path, qtbot: QtBot) -> None:
    one, two = a_picture(tmp_path / "1.png", 50, 50), a_pdf(tmp_path / "2.pdf")
    three = tmp_path / "3.zip"
    three.write_bytes(b"PK\x03\x04")
    viewer = shown(one, two, three)
    assert not viewer.previous.isEnabled()
    for key, name in (
        (Qt.Key.Key_Right, "2.pdf"),
        (Qt.Key.Key_PageDown, "3.zip"),
        (Qt.Key.Key_Right, "3.zip"),
        (Qt.Key.Key_PageUp, "2.pdf"),
        (Qt.Key.Key_Left, "1.png"),
    ):
        qtbot.keyClick(viewer.focusWidget() or viewer, key)
        qtbot.waitUntil(lambda: viewer.preview is not None)
        assert viewer.file.name == name
        assert viewer.windowTitle() == name
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(isinstance(one, AttachmentViewer) for one in QApplication.topLevelWidgets()))


def test_the_first_page_of_a_pdf_is_seen(shown: Shown, tmp_path: Path) -> None:
    viewer = shown(a_pdf(tmp_path / "a.pdf", 3))
    assert viewer.preview is not None
    assert (viewer.preview.sight, viewer.preview.pages) == (Sight.PAGE, 3)
    green = viewer.preview.image.pixelColor(400, 400)
    assert green.green() > 150 > green.red()
    assert "page 1 of 3" in viewer._about.text()


@pytest.mark.parametrize("name", ["broken.pdf", "empty.pdf", "cut.pdf", "broken.png"])
def test_what_is_broken_says_so_and_can_still_be_saved(shown: Shown, tmp_path: Path, qtbot: QtBot, name: str) -> None:
    path = tmp_path / name
    if name.startswith("cut"):
        whole = a_pdf(path) if name.endswith("pdf") else a_picture(path)
        path.write_bytes(whole.read_bytes()[:400])
    else:
        path.write_bytes(
            {"broken.pdf": b"%PDF-1.7 nothing", "empty.pdf": b"%PDF-", "broken.png": b"\x89PNG\r\n\x1a\nxx"}[name]
        )
    viewer = shown(path)
    assert viewer.preview is not None
    assert viewer.preview.sight is Sight.BROKEN
    assert viewer.card.isVisible()
    assert viewer.card.title == name
    with qtbot.waitSignal(viewer.save_asked):
        viewer.save.click()


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = a_pdf(tmp_path / "a.pdf")
    monkeypatch.setattr(pdf_page, "PATIENCE", -1.0)
    with pytest.raises(NoPage) as given_up:
        first_page(path, QSize(800, 800))
    assert given_up.value.trouble is PdfTrouble.TOO_SLOW
    monkeypatch.undo()
    assert first_page(path, QSize(800, 800)).pages == 2, "the next one is drawn as ever"


def test_what_is_too_large_is_not_looked_into(shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_page, "LARGEST_FILE", 100)
    monkeypatch.setattr(file_preview, "MOST_PIXELS", 1000)
    viewer = shown(a_pdf(tmp_path / "a.pdf"), a_picture(tmp_path / "b.png"))
    assert viewer.preview is not None
    assert viewer.preview.sight is Sight.TOO_LARGE
    viewer.step(1)


def test_a_program_is_not_opened_from_here(shown: Shown, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "photo.jpg.exe"
    path.write_bytes(b"MZ")
    viewer = shown(path)
    assert not viewer.outside.isEnabled()
    assert viewer.card._sentence.text().startswith("Files of this kind can run programs."), "said once"
    with qtbot.waitSignal(viewer.save_asked), qtbot.assertNotEmitted(viewer.open_asked):
        viewer.card._button.click()


def test_the_picture_is_copied(shown: Shown, tmp_path: Path, qtbot: QtBot) -> None:
    viewer = shown(a_picture(tmp_path / "a.png", 60, 30))
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(viewer, "C", Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().image().size() == QSize(60, 30)


def test_what_cannot_be_had_says_why(shown: Shown) -> None:
    file = Attachment("x", "t", "sha", "far.png", 10, "image/png")
    viewer = shown(file, fetch=lambda _file, _then, failed: failed(Unreachable(reached_server=False)))
    assert viewer.card.isVisible()
    assert viewer.card._sentence.text()
    assert not viewer.copy.isEnabled()


def test_an_answer_for_a_file_that_was_left_shows_nothing(shown: Shown, tmp_path: Path, qtbot: QtBot) -> None:
    answers: dict[str, Callable[[Path], None]] = {}
    one, two = a_picture(tmp_path / "1.png", 50, 50), a_picture(tmp_path / "2.png", 70, 70)
    viewer = shown(
        attached(one, "image/png"),
        attached(two, "image/png"),
        fetch=lambda file, then, _: answers.update({file.name: then}),
    )
    viewer.step(1)
    answers["2.png"](two)
    answers["1.png"](one)
    qtbot.waitUntil(lambda: viewer.preview is not None)
    assert viewer.preview is not None
    assert viewer.preview.image.width() == 70
