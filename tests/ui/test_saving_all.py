"""All files of a ticket are saved into a folder: under safe and different names, nothing replaced, whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.ticket import Attachment
from desktop.errors import Refused, Unreachable, WorldError
from desktop.ui.safe_copy import Stopped, can_run, copy_new
from desktop.ui.saving_all import SavedAll, SavingAll


class Store:
    """Files here and far away: `far` are fetched when they are asked for, `gone` can't be had."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.far: dict[str, bytes] = {}
        self.gone: dict[str, WorldError] = {}
        self.asked: list[str] = []

    def attach(self, source: Path | bytes, name: str, then: object, failed: object) -> None:
        raise NotImplementedError

    def local_file(self, sha256: str) -> Path | None:
        path = self.folder / sha256
        return path if path.exists() else None

    def fetch(
        self,
        attachment: Attachment,
        then: Callable[[Path], None],
        failed: Callable[[WorldError], None],
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self.asked.append(attachment.sha256)
        if attachment.sha256 in self.gone:
            failed(self.gone[attachment.sha256])
            return
        path = self.folder / attachment.sha256
        if attachment.sha256 in self.far:
            try:
                for done in (1, 2):
                    if progress is not None:
                        progress(done)
            except WorldError as error:
                failed(error)
                return
            path.write_bytes(self.far.pop(attachment.sha256))
        then(path)

    def put(self, sha256: str, data: bytes) -> None:
        (self.folder / sha256).write_bytes(data)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    folder = tmp_path / "store"
    folder.mkdir()
    return Store(folder)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "target"
    folder.mkdir()
    return folder


def a_file(sha256: str, name: str, size: int = 10) -> Attachment:
    return Attachment(f"id-{sha256}-{name}", "t", sha256, name, size, "application/octet-stream")


def saved(store: Store, files: list[Attachment], target: Path, qtbot: QtBot, *, stop_at: int = -1) -> SavedAll:
    saving = SavingAll(store, files, target)
    amounts: list[int] = []
    saving.progressed.connect(lambda done, _total: amounts.append(done))
    if stop_at >= 0:
        saving.progressed.connect(lambda done, _total: saving.stop() if done >= stop_at else None)
    with qtbot.waitSignal(saving.ended) as ended:
        saving.start()
    saving.close()
    saving.deleteLater()
    assert amounts == sorted(amounts), "progress never goes back"
    assert ended.args is not None
    result = ended.args[0]
    assert isinstance(result, SavedAll)
    return result


HOSTILE = [
    "../../escape.txt",
    "..\\..\\escape.txt",
    "/etc/passwd",
    "C:\\Windows\\system.ini",
    "CON.txt",
    "nul",
    "com1.log",
    "a" * 300 + ".jpg",
    "π" * 300 + ".jpg",
    "photo\u202egpj.exe",
    "line\nbreak\x00.txt",
    ".hidden",
    "...",
    "",
    "trailing. ",
    'what?*<>|":.txt',
    "half\ud800.txt",
]


def test_hostile_names_stay_in_the_folder_and_nothing_is_lost(store: Store, target: Path, qtbot: QtBot) -> None:
    store.put("x", b"bytes")
    result = saved(store, [a_file("x", name) for name in HOSTILE], target, qtbot)
    assert (result.not_had, result.not_written) == ([], [])
    assert len(result.saved) == len(HOSTILE) == len(list(target.iterdir()))
    for path in target.iterdir():
        assert path.parent == target
        assert path.read_bytes() == b"bytes"
        assert len(path.name.encode()) <= 255
        assert path.name.isprintable()
        assert not path.name.startswith(".")
        assert path.stem.upper() not in ("CON", "NUL", "COM1")
    assert {path.parent for path in target.parent.iterdir() if path.is_file()} == set(), "nothing stands beside it"


def test_files_of_one_name_all_have_their_place_and_nothing_is_replaced(
    store: Store, target: Path, qtbot: QtBot
) -> None:
    for number in range(3):
        store.put(f"s{number}", str(number).encode())
    (target / "photo.jpg").write_bytes(b"theirs")
    result = saved(store, [a_file(f"s{number}", "photo.jpg") for number in range(3)], target, qtbot)
    assert [path.name for path in result.saved] == ["photo (2).jpg", "photo (3).jpg", "photo (4).jpg"]
    assert (target / "photo.jpg").read_bytes() == b"theirs"
    assert [path.read_bytes() for path in result.saved] == [b"0", b"1", b"2"]


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")
def test_a_link_that_waits_in_the_folder_is_not_followed(
    store: Store, target: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"mine")
    (target / "a.txt").symlink_to(precious)
    store.put("x", b"bytes")
    result = saved(store, [a_file("x", "a.txt")], target, qtbot)
    assert precious.read_bytes() == b"mine"
    [path] = result.saved
    assert path.name == "a (2).txt"
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_here_comes_first_and_the_rest_is_fetched(store: Store, target: Path, qtbot: QtBot) -> None:
    store.put("here", b"h")
    store.far = {"far": b"f"}
    result = saved(store, [a_file("far", "far.txt"), a_file("here", "here.txt")], target, qtbot)
    assert [path.name for path in result.saved] == ["here.txt", "far.txt"]
    assert store.asked == ["here", "far"]


def test_without_a_network_one_attempt_is_enough_and_the_rest_is_said(store: Store, target: Path, qtbot: QtBot) -> None:
    store.put("here", b"h")
    store.gone = dict.fromkeys(("a", "b", "c"), Unreachable(reached_server=False))
    files = [a_file("a", "a.mp4"), a_file("here", "here.txt"), a_file("b", "b.mp4"), a_file("c", "c.mp4")]
    result = saved(store, files, target, qtbot)
    assert [path.name for path in result.saved] == ["here.txt"]
    assert result.not_had == ["a.mp4", "b.mp4", "c.mp4"]
    assert store.asked == ["here", "a"]


def test_one_that_is_refused_keeps_no_other_from_coming(store: Store, target: Path, qtbot: QtBot) -> None:
    store.gone = {"a": Refused(404, "not-found", "gone")}
    store.far = {"b": b"b"}
    result = saved(store, [a_file("a", "a.mp4"), a_file("b", "b.mp4")], target, qtbot)
    assert ([path.name for path in result.saved], result.not_had) == (["b.mp4"], ["a.mp4"])


def test_stopping_leaves_what_is_whole_and_no_half_files(store: Store, target: Path, qtbot: QtBot) -> None:
    for number in range(4):
        store.put(f"s{number}", bytes(3_000_000))
    files = [a_file(f"s{number}", f"{number}.bin", 3_000_000) for number in range(4)]
    result = saved(store, files, target, qtbot, stop_at=3_500_000)
    assert result.was_stopped
    assert 1 <= len(result.saved) < 4
    assert sorted(path.stat().st_size for path in target.iterdir()) == [3_000_000] * len(result.saved)


def test_a_download_under_way_is_stopped(store: Store, target: Path, qtbot: QtBot) -> None:
    store.far = {"far": b"f"}
    result = saved(store, [a_file("far", "far.txt"), a_file("x", "x.txt")], target, qtbot, stop_at=0)
    assert result.was_stopped
    assert list(target.iterdir()) == []
    assert result.not_had == []


def test_a_folder_that_takes_nothing_is_said_with_its_reason(store: Store, target: Path, qtbot: QtBot) -> None:
    store.put("x", b"bytes")
    result = saved(store, [a_file("x", "a.txt")], target / "not-there", qtbot)
    assert (result.saved, result.not_written) == ([], ["a.txt"])
    assert result.disk_words


def test_a_copy_that_breaks_off_leaves_nothing(tmp_path: Path, target: Path) -> None:
    source = tmp_path / "big"
    source.write_bytes(bytes(5_000_000))

    def stop(done: int) -> None:
        if done > 1_000_000:
            raise Stopped

    with pytest.raises(Stopped):
        copy_new(source, target, "big.bin", stop)
    assert list(target.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "runs"),
    [
        ("setup.exe", True),
        ("SETUP.EXE. ", True),
        ("photo.jpg.scr", True),
        ("invoice.pdf.js", True),
        ("sheet.xlsm", True),
        ("photo.jpg", False),
        ("exe", False),
        ("notes.txt", False),
    ],
)
def test_what_can_run_is_known_by_its_ending(name: str, runs: bool) -> None:
    assert can_run(name) is runs
