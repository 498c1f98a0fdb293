"""`sportello --self-check`: is everything the program needs in this build and on this system?

A packaged program can lack what was found by name at run time: the keyring's backends, Qt's plug-ins, migrations, translations. This
looks at each the way the program uses it, without a window, a network or anything of the person's. It stands beside `main`, because
only what puts all layers together may look at all of them, and touches the libraries directly, since those are what it is about.
"""

from __future__ import annotations

import os
import platform
import ssl
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.identity import APP_NAME, VERSION


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: in order or not, and what was found, for a person to read."""

    subject: str
    words: str
    sound: bool = True


def findings() -> Iterator[Finding]:
    """Everything looked at, in order of how much depends on it. Never raises for what it finds."""
    yield Finding("program", f"{APP_NAME} {VERSION}, Python {platform.python_version()}, {platform.platform()}")
    for subject, look in _LOOKS.items():
        try:
            yield Finding(subject, look())
        except (ImportError, OSError, RuntimeError, LookupError) as error:
            yield Finding(subject, f"{type(error).__name__}: {error}", sound=False)


def self_check() -> int:
    """Print the findings; 0 where all is sound, else 1."""
    sound = True
    for finding in findings():
        print(f"{'ok ' if finding.sound else 'BAD'} {finding.subject}: {finding.words}")  # noqa: T201 - its purpose
        sound = sound and finding.sound
    return 0 if sound else 1


class _Lacking(RuntimeError):
    """Something is there but not as needed."""


def _database() -> str:
    import apsw

    from desktop.storage.migrate import Schema, migrations

    connection = apsw.Connection(":memory:")
    try:
        options = set(connection.pragma("compile_options") or ())
        cipher = str(connection.pragma("cipher"))
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, prefix='2 3')")
    finally:
        connection.close()
    steps = {schema: len(migrations(schema)) for schema in Schema}
    if not all(steps.values()):
        raise _Lacking(f"no migrations: {steps}")
    counted = ", ".join(f"{count} for {schema}" for schema, count in steps.items())
    return f"SQLite {apsw.sqlite_lib_version()}, cipher {cipher}, {len(options)} options; migrations: {counted}"


def _keyrings() -> str:
    import keyring.backend

    found = sorted(f"{type(one).__module__}.{type(one).__name__}" for one in keyring.backend.get_all_keyring())
    expected = {"linux": "SecretService", "win32": "Windows", "darwin": "macOS"}.get(sys.platform, "")
    # A backend without its service (no desktop session) is not viable and so not in the list; its module must still load.
    import_module(f"keyring.backends.{expected or 'chainer'}")
    return f"backend for this system is in the build; usable now: {', '.join(found) or 'none'}"


def _trust() -> str:
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    places = ssl.get_default_verify_paths()
    if sys.platform == "linux" and not (places.cafile or places.capath):
        raise _Lacking("this system has no certificates (package ca-certificates)")
    return f"{ssl.OPENSSL_VERSION}, {context.minimum_version.name} or newer, the system's own certificates"


def _network() -> str:
    import requests

    import desktop.connectors.discovery
    import desktop.connectors.transport  # noqa: F401 - that it loads is the question

    return f"requests {requests.__version__}"


def _libraries() -> str:
    names = ("desktop_notifier", "msgspec", "nh3", "platformdirs", "uuid_utils")
    return " ".join(import_module(name).__name__ for name in names)


def _qt() -> str:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QFontDatabase, QGuiApplication, QImageReader
    from PySide6.QtWidgets import QApplication

    _application = QGuiApplication.instance() or QApplication([APP_NAME])
    formats = {bytes(one.data()).decode() for one in QImageReader.supportedImageFormats()}
    lacking = {"png", "jpeg", "svg", "gif", "webp"} - formats
    if lacking:
        raise _Lacking(f"no pictures of kind {', '.join(sorted(lacking))}")
    if not QFontDatabase.families():
        raise _Lacking("no fonts on this system")
    return f"{qVersion()}, platform {QGuiApplication.platformName()}, pictures {' '.join(sorted(formats))}"


def _windows() -> str:
    from PySide6.QtCore import QLibraryInfo, QPluginLoader

    wanted = {"linux": "libqxcb.so", "win32": "qwindows.dll", "darwin": "libqcocoa.dylib"}.get(sys.platform)
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    names = sorted(file.stem.removeprefix("lib") for file in folder.iterdir())
    if wanted:
        loader = QPluginLoader(str(folder / wanted))
        if not loader.load():
            raise _Lacking(loader.errorString())
    return " ".join(names)


def _calendar() -> str:
    import icalendar

    from desktop.domain.announcement import Announcement
    from desktop.ui.calendar_entry import calendar_entry

    # The moment behind it needs the library's own UTC, which Windows has from the package tzdata.
    one = Announcement("1", "Self-check", "", "news", published_at=0, starts_at=0)
    written = calendar_entry(one, address="https://example.org", helpdesk=APP_NAME, machines=(), made_at=0)
    if b"DTSTART:19700101T000000Z" not in written:
        raise _Lacking(f"wrote {written!r}")
    return f"icalendar {icalendar.__version__}"


def _paper() -> str:
    """Print a page into a file and look at it: both ways a ticket and a PDF take."""
    import pypdfium2
    from PySide6.QtCore import QLibraryInfo, QPluginLoader, QRectF, QSize, Qt
    from PySide6.QtGui import QPainter
    from PySide6.QtPrintSupport import QPrinter

    from desktop.ui.pdf_page import NoPage, first_page

    if sys.platform == "linux":  # elsewhere it is built into Qt or loaded by it under several names
        folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "printsupport"
        loader = QPluginLoader(str(folder / "libcupsprintersupport.so"))
        if not loader.load():
            raise _Lacking(loader.errorString())
    with TemporaryDirectory(prefix="sportello-self-check-") as scratch:
        target = Path(scratch) / "page.pdf"
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        painter = QPainter(printer)
        painter.fillRect(QRectF(printer.pageRect(QPrinter.Unit.DevicePixel)), Qt.GlobalColor.black)
        painter.end()
        try:
            seen = first_page(target, QSize(64, 64))
        except NoPage as none:
            raise _Lacking(f"a page just printed cannot be looked at: {none}") from none
    if seen.image.pixelColor(seen.image.rect().center()) != Qt.GlobalColor.black:
        raise _Lacking("a page just printed is empty")
    return f"printing and PDF, pypdfium2 {pypdfium2.PYPDFIUM_INFO}, PDFium {pypdfium2.PDFIUM_INFO}"


def _texts() -> str:
    from PySide6.QtCore import QTranslator

    from desktop.paths import resources

    found = {}
    for file in sorted((resources() / "translations").glob("*.qm")):
        translator = QTranslator()
        if not translator.load(str(file)):
            raise _Lacking(f"{file.name} cannot be read")
        found[file.stem] = file
    lacking = {"sportello_en", "sportello_it", "sportello_el", "qtbase_el"} - set(found)
    if lacking:
        raise _Lacking(f"lacking: {', '.join(sorted(lacking))}")
    return " ".join(found)


def _look() -> str:
    from desktop.paths import resources

    counts = {name: len(list((resources() / name).glob("*.*"))) for name in ("icons", "styles")}
    if not all(counts.values()):
        raise _Lacking(f"lacking: {counts}")
    return ", ".join(f"{count} {name}" for name, count in counts.items())


_LOOKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "keyring": _keyrings,
    "certificates": _trust,
    "network": _network,
    "libraries": _libraries,
    "Qt": _qt,
    "windows": _windows,
    "calendar": _calendar,
    "paper": _paper,
    "texts": _texts,
    "look": _look,
}
