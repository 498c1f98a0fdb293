"""Files as a technician attaches them, made of nothing: a photo of a phone, a video, a PDF, with Italian and Greek names and texts.

Every one is real: the photo is a JPEG with an EXIF segment that says it was taken with the phone held upright, the video is an MP4
(ISO 14496-12) whose one track holds JPEG pictures, the PDF is written by Qt with embedded fonts. The same sizes give the same bytes
on the same Qt, so that a failure can be repeated.

`python build/stage/specimens.py FOLDER [PHOTO_BYTES [VIDEO_BYTES]]` makes them; it needs a screen or QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import os
import random
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

PHOTO_NAME = "Piastra pompa P-101 – città.jpg"
VIDEO_NAME = "θόρυβος αντλίας.mp4"
PAPER_NAME = "Περιγραφή βλάβης è così.pdf"

PHOTO_BYTES = 3_000_000
VIDEO_BYTES = 25_000_000

PAPER = (
    "Segnalazione di guasto – Αναφορά βλάβης",
    "La pompa P-101 si ferma dopo il riscaldamento: perché? È già la terza volta, così non si può andare avanti.",
    "Η αντλία P-101 σταματά μετά την προθέρμανση· ακούγεται θόρυβος και η πίεση πέφτει.",
    "Temperatura dell'olio: 74 °C. Θερμοκρασία λαδιού: 74 °C. Pressione ≤ 3,2 bar.",
)


@dataclass(frozen=True, slots=True)
class Specimens:
    """The files on disk."""

    photo: Path
    video: Path
    paper: Path

    @property
    def all(self) -> tuple[Path, Path, Path]:
        """All of them, in the order they are attached."""
        return (self.photo, self.video, self.paper)


def make(folder: Path, photo_bytes: int = PHOTO_BYTES, video_bytes: int = VIDEO_BYTES) -> Specimens:
    """Make the files in a process of their own, so that the caller needs no Qt. Raises CalledProcessError."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, str(Path(__file__).resolve()), str(folder), str(photo_bytes), str(video_bytes)]
    # A fixed seed, because Qt writes a PDF's fonts in the order of a hash.
    subprocess.run(command, check=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_HASH_SEED": "0"})
    return Specimens(folder / PHOTO_NAME, folder / VIDEO_NAME, folder / PAPER_NAME)


# ---------------------------------------------------------------- pictures


def jpeg(width: int, height: int, title: str, grain: int, phase: float, quality: int) -> bytes:
    """A JPEG: a plate with screws and a title on brushed metal. `grain` (0 to 255) is how much noise there is, and so how large it gets."""
    from PySide6.QtCore import QPointF, QRectF, Qt
    from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter, QPen

    picture = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QLinearGradient(0, 0, width, height)
    ground.setColorAt(0, QColor("#5d6670"))
    ground.setColorAt(min(0.95, max(0.05, phase)), QColor("#aeb7bf"))
    ground.setColorAt(1, QColor("#3d444c"))
    painter.fillRect(0, 0, width, height, ground)
    noise = random.Random(f"{title} {phase}").randbytes(width * height)
    painter.setOpacity(grain / 255)
    painter.drawImage(0, 0, QImage(noise, width, height, width, QImage.Format.Format_Grayscale8))
    painter.setOpacity(1)
    plate = QRectF(width * 0.14, height * 0.2, width * 0.72, height * 0.5)
    painter.setPen(QPen(QColor("#20252b"), height / 160))
    painter.setBrush(QColor("#d9dde0"))
    painter.drawRoundedRect(plate, height / 40, height / 40)
    painter.setBrush(QColor("#8b949c"))
    for corner in (plate.topLeft(), plate.topRight(), plate.bottomLeft(), plate.bottomRight()):
        inwards = QPointF(plate.center() - corner) * 0.08
        painter.drawEllipse(corner + inwards, height / 50, height / 50)
    font = QFont()
    font.setPixelSize(height // 9)
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, title)
    # The needle of a gauge: what moves in the video, and what is on top when the photo is upright.
    painter.setBrush(QColor("#ffffff"))
    gauge = QPointF(width * 0.5, height * 0.84)
    painter.drawEllipse(gauge, height * 0.11, height * 0.11)
    painter.translate(gauge)
    painter.rotate(240 * phase - 120)
    painter.setPen(QPen(QColor("#c0362c"), height / 80))
    painter.drawLine(QPointF(0, 0), QPointF(0, -height * 0.095))
    painter.end()
    return _encoded(picture, quality)


def _encoded(picture: QImage, quality: int) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImageWriter

    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(quality)
    if not writer.write(picture):
        raise OSError(writer.errorString())
    buffer.close()
    return bytes(content.data())


def photo(length: int) -> bytes:
    """A photo of about `length` bytes: stored lying on its side, with the EXIF orientation that puts it upright."""
    from PySide6.QtGui import QImage, QTransform

    width, height = (2592, 1944) if length > 1_500_000 else (1024, 768)
    upright = jpeg(height, width, "P-101", 70, 0.35, 92)
    lying = QImage.fromData(upright).transformed(QTransform().rotate(-90))
    return _with_exif(_fitting(lying, length), length)


def _fitting(picture: QImage, length: int) -> bytes:
    """The best quality that stays within `length`, by halving."""
    low, high, best = 1, 99, b""
    while low <= high:
        quality = (low + high) // 2
        content = _encoded(picture, quality)
        if len(content) + 256 <= length:
            best, low = content, quality + 1
        else:
            high = quality - 1
    return best or content


def _with_exif(content: bytes, length: int) -> bytes:
    """Put an EXIF segment (JEITA CP-3451) behind the start marker, and comments up to `length` bytes."""
    head = b"\xff\xd8" + _segment(0xE1, b"Exif\0\0" + _tiff())
    while (missing := length - len(head) - len(content) + 2) > 4:
        # One comment holds 65,533 bytes at most; a phone fills as much with its maker's notes.
        head += _segment(0xFE, bytes(min(missing - 4, 65_533)))
    return head + content[2:]


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _tiff() -> bytes:
    """One image directory, big-endian: maker, model, orientation 6 (turn right to see it upright), date."""
    texts = {0x010F: b"Sportello\0", 0x0110: b"Prova 7\0", 0x0132: b"2026:03:09 09:12:44\0"}
    entries: list[tuple[int, bytes]] = [(0x0112, struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0))]
    place, tail = 8 + 2 + 12 * (len(texts) + 1) + 4, b""
    for tag, text in texts.items():
        entries.append((tag, struct.pack(">HHII", tag, 2, len(text), place + len(tail))))
        tail += text + b"\0" * (len(text) % 2)
    directory = b"".join(entry for _, entry in sorted(entries))
    return (
        b"MM\0\x2a" + struct.pack(">I", 8) + struct.pack(">H", len(entries)) + directory + struct.pack(">I", 0) + tail
    )


# ---------------------------------------------------------------- video (ISO 14496-12 and -14; JPEG is object type 0x6C)

_SIZE = (1280, 720)
_RATE = 12
_SWING = 8
"""Different pictures; the needle swings through them to and fro."""


def video(length: int) -> bytes:
    """A video of `length` bytes or a little more."""
    width, height = _SIZE if length > 8_000_000 else (640, 360)
    grain = 64 if length > 8_000_000 else 40
    swing = [jpeg(width, height, "P-101", grain, step / (_SWING - 1), 95) for step in range(_SWING)]
    swing += swing[-2:0:-1]
    frames: list[bytes] = []
    while sum(map(len, frames)) < length:
        frames.append(swing[len(frames) % len(swing)])
    return _mp4(frames, width, height)


def _mp4(frames: list[bytes], width: int, height: int) -> bytes:
    kind = _box(b"ftyp", b"isom" + struct.pack(">I", 512) + b"isomiso2mp41")
    # The index stands before the pictures, so that a player need not read to the end: its size is known before its contents are.
    empty = _moov(frames, width, height, 0)
    start = len(kind) + len(empty) + 8
    return kind + _moov(frames, width, height, start) + _box(b"mdat", b"".join(frames))


def _box(name: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I", len(content) + 8) + name + content


def _full(name: bytes, *parts: bytes, flags: int = 0) -> bytes:
    return _box(name, struct.pack(">I", flags), *parts)


_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def _moov(frames: list[bytes], width: int, height: int, start: int) -> bytes:
    count, duration = len(frames), len(frames) * 1000 // _RATE
    movie = (
        struct.pack(">4IIHH8x", 0, 0, 1000, duration, 0x10000, 0x100, 0) + _MATRIX + bytes(24) + struct.pack(">I", 2)
    )
    track = (
        struct.pack(">5I8x4H", 0, 0, 1, 0, duration, 0, 0, 0, 0)
        + _MATRIX
        + struct.pack(">II", width << 16, height << 16)
    )
    media = struct.pack(">4IHH", 0, 0, _RATE, count, 0x55C4, 0)
    handler = struct.pack(">I4s12x", 0, b"vide") + b"Video\0"
    sizes = struct.pack(">II", 0, count) + b"".join(struct.pack(">I", len(frame)) for frame in frames)
    table = _box(
        b"stbl",
        _full(b"stsd", struct.pack(">I", 1), _sample_entry(width, height)),
        _full(b"stts", struct.pack(">III", 1, count, 1)),
        _full(b"stsc", struct.pack(">IIII", 1, 1, count, 1)),
        _full(b"stsz", sizes),
        _full(b"stco", struct.pack(">II", 1, start)),
    )
    place = _box(b"dinf", _full(b"dref", struct.pack(">I", 1), _full(b"url ", flags=1)))
    described = _box(b"minf", _full(b"vmhd", bytes(8), flags=1), place, table)
    inner = _box(b"mdia", _full(b"mdhd", media), _full(b"hdlr", handler), described)
    return _box(b"moov", _full(b"mvhd", movie), _box(b"trak", _full(b"tkhd", track, flags=3), inner))


def _sample_entry(width: int, height: int) -> bytes:
    decoder = struct.pack(">BBBBHII", 4, 13, 0x6C, 0x11, 0, 0, 0)
    descriptor = struct.pack(">BBHB", 3, 3 + len(decoder) + 3, 1, 0) + decoder + b"\x06\x01\x02"
    visual = struct.pack(">6xH16xHHIIIH32sHh", 1, width, height, 72 << 16, 72 << 16, 0, 1, b"\x04JPEG", 24, -1)
    return _box(b"mp4v", visual, _full(b"esds", descriptor))


# ---------------------------------------------------------------- PDF


def paper() -> bytes:
    """One page of Italian and Greek."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt, QUuid
    from PySide6.QtGui import QFont, QPageSize, QPainter, QPdfWriter

    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20))
    writer.setResolution(150)
    writer.setTitle(PAPER[0])
    writer.setDocumentId(QUuid("{6f2b2c0a-5d1e-4b57-9c37-0c8f6d1f7a10}"))
    painter = QPainter(writer)
    top = 0.0
    for number, line in enumerate(PAPER):
        font = QFont()
        font.setPointSize(18 if number == 0 else 12)
        painter.setFont(font)
        room = QRectF(0, top, writer.width(), writer.height() - top)
        used = painter.drawText(room, int(Qt.TextFlag.TextWordWrap), line)
        top = used.bottom() + 40
    painter.end()
    buffer.close()
    return _undated(bytes(content.data()))


def _undated(content: bytes) -> bytes:
    """The same file on every day: Qt writes when it was made, in two places."""
    import re

    content = re.sub(rb"/(Creation|Mod)Date \(D:\d{14}", rb"/\1Date (D:20260309091244", content)
    moment = rb'(xmp:(?:Create|Modify|Metadata)Date=")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d'
    return re.sub(moment, rb"\g<1>2026-03-09T09:12:44", content)


def main(arguments: list[str]) -> int:
    """Make them; 0, or 2 for a wrong command line."""
    if not 1 <= len(arguments) <= 3:
        print(__doc__, file=sys.stderr)
        return 2
    from PySide6.QtGui import QGuiApplication

    folder = Path(arguments[0])
    photo_bytes, video_bytes = (*map(int, arguments[1:]), *(PHOTO_BYTES, VIDEO_BYTES)[len(arguments) - 1 :])
    _application = QGuiApplication([])
    (folder / PHOTO_NAME).write_bytes(photo(photo_bytes))
    (folder / VIDEO_NAME).write_bytes(video(video_bytes))
    (folder / PAPER_NAME).write_bytes(paper())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
