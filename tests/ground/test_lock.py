"""The lock serves every machine, and what it brings along may be shipped under the project's licence."""

import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECK = ROOT / "build" / "lock_check"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def verdict(folder: Path) -> tuple[int, str]:
    done = subprocess.run([sys.executable, CHECK, folder], capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stderr


def test_the_lock_answers_pyproject_and_its_licences_go_with_ours():
    assert verdict(ROOT) == (0, "")


@pytest.mark.parametrize(
    ("file", "old", "new", "word"),
    [
        ("pyproject.toml", '"nh3>=0.2.18"', '"nh3>=0.2.18", "left-pad"', "lacks left-pad"),
        ("pyproject.toml", '"nh3>=0.2.18"', '"nh3>=99"', "asks for nh3>=99"),
        ("requirements.lock", "altgraph==", "--index-url https://mirror.test/simple\naltgraph==", "holds an address"),
        ("requirements.lock", "anyio==", "somebody @ file:///srv/package\nanyio==", "holds an address"),
        ("requirements.lock", "anyio==", "added==1.0\nanyio==", "no hash for added"),
    ],
)
def test_a_lock_that_is_stale_or_bound_to_one_place_is_refused(copy: Path, file: str, old: str, new: str, word: str):
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    code, words = verdict(copy)
    assert code == 1
    assert word in words


@pytest.mark.parametrize(
    ("licence", "goes"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("MPL-2.0", True),
        ("GPL-2.0-only", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_only_licences_that_go_with_gpl_3_pass(licence: str, goes: bool):
    assert bool(runpy.run_path(str(CHECK))["FREE"].search(licence)) is goes
