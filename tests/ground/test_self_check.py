"""`sportello --self-check` is content here, and says what is missing where something is."""

import os
import subprocess
import sys
from pathlib import Path


def self_check(folder: Path, first_on_path: str = "") -> tuple[int, str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([first_on_path, os.environ["PYTHONPATH"]])}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--self-check"],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def test_this_installation_is_complete(tmp_path: Path):
    status, words = self_check(tmp_path)
    assert "BAD" not in words
    assert status == 0
    assert "ok  database: SQLite" in words


def test_a_missing_library_is_named_and_the_rest_is_still_looked_at(tmp_path: Path):
    (tmp_path / "nh3.py").write_text("raise ImportError('no nh3 in this build')", encoding="utf-8")
    status, words = self_check(tmp_path, str(tmp_path))
    assert status == 1
    assert "BAD libraries: ImportError: no nh3 in this build" in words
    assert "ok  look:" in words


def test_looking_leaves_no_trace_in_the_home(home: Path, tmp_path: Path):
    self_check(tmp_path)
    assert not list(home.rglob("sportello"))
