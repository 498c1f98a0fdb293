"""Words on a terminal: columns that stand, and nothing that a terminal obeys."""

import json
import os
import sys
from pathlib import Path

import pytest

from desktop.cli.output import Output
from desktop.cli.plain import aligned, harmless, one_line, size, when


def test_what_a_server_says_cannot_move_the_cursor_or_rename_the_window():
    nasty = "\x1b]0;owned\x07red\x1b[31m\x9b2J\rover‮gnp.exe"
    shown = harmless(nasty)
    assert not set(shown) & set("\x1b\x07\x9b\r\u202e")
    assert "red" in shown
    assert "over" in shown


def test_line_breaks_and_every_script_stay():
    assert harmless("prima\r\nseconda – τρίτη\tå") == "prima\nseconda – τρίτη\tå"
    assert one_line("prima\r\nseconda") == "prima seconda"


def test_columns_stand_one_below_the_other_whatever_the_script():
    lines = list(aligned([("#1", "ψυγείο", "a"), ("#1000", "冷蔵庫", "b")]))
    assert lines == ["#1     ψυγείο  a", "#1000  冷蔵庫  b"]


def test_several_pages_of_one_table_stand_alike():
    assert list(aligned([("#1", "x")], [5])) == ["#1     x"]


@pytest.mark.parametrize(
    ("bytes_", "words"), [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (52_428_800, "52 MB"), (3 * 10**12, "3000 GB")]
)
def test_sizes_are_for_a_person(bytes_: int, words: str):
    assert size(bytes_) == words


def test_a_time_that_never_was_is_empty():
    assert when(0) == ""
    assert len(when(1_763_985_600_000)) == len("2025-11-24 12:00")


def test_a_reader_who_has_had_enough_is_no_error(monkeypatch: pytest.MonkeyPatch):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        output = Output(as_json=True)
        seen = 0

        def rows():
            nonlocal seen
            for seen in range(1_000_000):
                yield {"row": seen, "text": "x" * 100}

        output.stream({"total": 1_000_000}, "rows", rows())
        output.finish()
        assert output.ended
        assert output.trouble is None
        # What stands on the other side of a pipe is not read to its end for nobody.
        assert seen < 10_000


def test_a_disk_that_takes_no_output_is_one(monkeypatch: pytest.MonkeyPatch):
    if not Path("/dev/full").exists():
        pytest.skip("no full device on this system")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        output = Output(as_json=False)
        output.lines(["x"])
        output.finish()
        assert output.trouble is not None


def test_a_stream_is_one_document(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    for items in ([], [1], [1, 2, 3]):
        output = Output(as_json=True)
        output.stream({"total": len(items)}, "items", iter(items))
        output.finish()
        assert json.loads(capsys.readouterr().out) == {"total": len(items), "items": items}
    output = Output(as_json=True)
    output.stream({}, "items", iter([None]))
    output.finish()
    assert json.loads(capsys.readouterr().out) == {"items": [None]}
