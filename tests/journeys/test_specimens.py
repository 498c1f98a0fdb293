"""The files of the tour are what they say: otherwise equal bytes would prove little."""

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader
from stage import specimens


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> specimens.Specimens:
    return specimens.make(tmp_path_factory.mktemp("camera"), 300_000, 2_500_000)


def test_the_photo_lies_on_its_side_and_says_how_to_put_it_upright(made: specimens.Specimens, qapp: object) -> None:
    reader = QImageReader(str(made.photo))
    assert reader.transformation() == QImageIOHandler.Transformation.TransformationRotate90
    reader.setAutoTransform(True)
    picture = reader.read()
    assert picture.height() > picture.width()
    assert made.photo.read_bytes()[2:4] == b"\xff\xe1"
    assert b"2026:03:09 09:12:44" in made.photo.read_bytes()[:400]


def test_the_photo_has_the_length_asked_for(made: specimens.Specimens) -> None:
    assert made.photo.stat().st_size == 300_000


def test_every_picture_of_the_video_is_where_its_index_says(made: specimens.Specimens, qapp: object) -> None:
    content = made.video.read_bytes()
    assert [name for name, _ in boxes(content)] == [b"ftyp", b"moov", b"mdat"]
    table = content
    for name in (b"moov", b"trak", b"mdia", b"minf", b"stbl"):
        table = dict(boxes(table))[name]
    index = dict(boxes(table))
    count = struct.unpack(">I", index[b"stsz"][8:12])[0]
    sizes = struct.unpack(f">{count}I", index[b"stsz"][12:])
    (start,) = struct.unpack(">I", index[b"stco"][8:12])
    assert start + sum(sizes) == len(content) >= 2_500_000
    for size in sizes:
        assert content[start : start + 2] == b"\xff\xd8"
        assert content[start + size - 2 : start + size] == b"\xff\xd9"
        start += size
    assert QImage.fromData(content[start - sizes[-1] : start]).width() == 640


def test_the_names_and_the_paper_are_italian_and_greek(made: specimens.Specimens) -> None:
    names = "".join(path.name for path in made.all)
    assert "à" in names
    assert "θόρυβος" in names
    content = made.paper.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")


def test_the_same_files_come_out_every_time(made: specimens.Specimens, tmp_path: Path) -> None:
    again = specimens.make(tmp_path, 300_000, 2_500_000)
    assert [path.read_bytes() for path in again.all] == [path.read_bytes() for path in made.all]


def boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes at the top level of this part of an MP4 (ISO 14496-12, 4.2)."""
    at = 0
    while at < len(content):
        size, name = struct.unpack(">I4s", content[at : at + 8])
        yield name, content[at + 8 : at + size]
        at += size
