"""Small real files made of nothing: photos, screenshots, documents and logs for the seeded tickets.

Every one is valid for ordinary viewers and the same for the same seed; no binary lies in the repository.
"""

import math
import random
import struct
import zlib
from collections.abc import Sequence

# ---------------------------------------------------------------- JPEG (ITU-T T.81, baseline, DC coefficients only)

# Huffman table K.3 and its code lengths: the usual one for luminance DC. AC knows one symbol, "end of block".
_DC_COUNTS = bytes([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
_DC_CODES = {0: (0b00, 2), 1: (0b010, 3), 2: (0b011, 3), 3: (0b100, 3), 4: (0b101, 3), 5: (0b110, 3), 6: (0b1110, 4)}
_DC_CODES |= {7: (0b11110, 5), 8: (0b111110, 6), 9: (0b1111110, 7), 10: (0b11111110, 8), 11: (0b111111110, 9)}
_QUANT = 4  # with DC only, one step of the coefficient is half a grey level


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


class _Bits:
    """Bits into bytes, with a zero stuffed after every 0xFF."""

    def __init__(self) -> None:
        self.written = bytearray()
        self._held = 0
        self._count = 0

    def put(self, value: int, width: int) -> None:
        self._held = self._held << width | value
        self._count += width
        while self._count >= 8:
            self._count -= 8
            byte = self._held >> self._count & 0xFF
            self.written.append(byte)
            if byte == 0xFF:
                self.written.append(0)
        self._held &= (1 << self._count) - 1

    def end(self) -> bytes:
        if self._count:
            self.put((1 << 8 - self._count) - 1, 8 - self._count)
        return bytes(self.written)


def photo(chance: random.Random, columns: int = 48, rows: int = 36) -> bytes:
    """A JPEG of `columns` × `rows` blocks of 8 pixels: a bright thing on a workshop's dark ground, out of focus."""
    hue, light = chance.uniform(0, math.tau), chance.uniform(60, 110)
    middle = (columns * chance.uniform(0.35, 0.65), rows * chance.uniform(0.35, 0.65))
    size = rows * chance.uniform(0.2, 0.4)
    bits, before = _Bits(), [0, 0, 0]
    for row in range(rows):
        for column in range(columns):
            distance = math.hypot(column - middle[0], row - middle[1]) / size
            glow = 1 / (1 + distance**4)
            grey = light * (1 - 0.4 * row / rows) + 120 * glow + chance.gauss(0, 4)
            blue, red = 18 * math.cos(hue) * (0.3 + glow), 18 * math.sin(hue) * (0.3 + glow)
            for channel, level in enumerate((grey - 128, blue, red)):
                value = max(-1000, min(1000, round(level * 8 / _QUANT)))
                difference, before[channel] = value - before[channel], value
                width = abs(difference).bit_length()
                bits.put(*_DC_CODES[width])
                if width:
                    bits.put(difference if difference > 0 else difference + (1 << width) - 1, width)
                bits.put(0, 1)
    frame = struct.pack(">BHHB", 8, rows * 8, columns * 8, 3) + b"".join(bytes([n, 0x11, 0]) for n in (1, 2, 3))
    scan = b"\x03" + b"".join(bytes([n, 0]) for n in (1, 2, 3)) + b"\x00\x3f\x00"
    return b"".join(
        (
            b"\xff\xd8",
            _segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            _segment(0xDB, b"\0" + bytes([_QUANT] * 64)),
            _segment(0xC0, frame),
            _segment(0xC4, b"\0" + _DC_COUNTS + bytes(range(12))),
            _segment(0xC4, b"\x10" + bytes([1] + [0] * 15) + b"\0"),
            _segment(0xDA, scan),
            bits.end(),
            b"\xff\xd9",
        )
    )


# ---------------------------------------------------------------- PNG


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def panel(chance: random.Random, width: int = 640, height: int = 400) -> bytes:
    """A PNG like the screen of a machine: a title bar, bars of measured values, one of them red."""
    colours = [(32, 38, 50), (46, 110, 180), (70, 160, 90), (200, 60, 50), (225, 228, 233), (92, 100, 115)]
    pixels = [bytearray(width) for _ in range(height)]

    def fill(left: int, top: int, right: int, bottom: int, colour: int) -> None:
        for line in pixels[top:bottom]:
            line[left:right] = bytes([colour]) * (right - left)

    fill(0, 0, width, 44, 1)
    fill(16, 14, 16 + chance.randrange(120, 260), 30, 4)
    bars = chance.randrange(5, 9)
    wrong = chance.randrange(bars)
    for bar in range(bars):
        top = 64 + bar * (height - 90) // bars
        fill(24, top, 24 + chance.randrange(60, 140), top + 8, 5)
        fill(200, top, 200 + chance.randrange(80, 400), top + 22, 3 if bar == wrong else 2)
    palette = b"".join(bytes(colour) for colour in colours)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    lines = b"".join(b"\0" + bytes(line) for line in pixels)
    content = (
        _chunk(b"IHDR", header),
        _chunk(b"PLTE", palette),
        _chunk(b"IDAT", zlib.compress(lines, 9)),
        _chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(content)


# ---------------------------------------------------------------- PDF


def document(title: str, lines: Sequence[str]) -> bytes:
    """A PDF of one page with a title and lines of text (Latin-1; other characters become question marks)."""

    def shown(text: str) -> bytes:
        return text.encode("latin-1", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")

    drawn = [b"BT /F1 18 Tf 60 770 Td (" + shown(title) + b") Tj ET"]
    drawn += [b"BT /F1 11 Tf 60 %d Td (%s) Tj ET" % (735 - 17 * row, shown(line)) for row, line in enumerate(lines)]
    page = b"\n".join(drawn)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    written, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(written) + end % (len(objects) + 1, table, len(objects) + 1, len(written))


# ---------------------------------------------------------------- text


def controller_log(chance: random.Random, lines: int = 40) -> bytes:
    """The log of a machine's controller, with an alarm in it."""
    entries, seconds = [], chance.randrange(6 * 3600, 9 * 3600)
    alarm = chance.randrange(lines // 2, lines)
    for line in range(lines):
        seconds += chance.randrange(1, 90)
        clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        if line == alarm:
            entries.append(
                f"{clock} ALARM E-{chance.choice((104, 217, 318, 422))} drive={chance.randrange(1, 5)} stop=controlled"
            )
        else:
            entries.append(
                f"{clock} cycle={chance.randrange(1000, 9999)} load={chance.uniform(20, 95):.1f}% temp={chance.uniform(35, 84):.1f}C"
            )
    return ("\n".join(entries) + "\n").encode()
