"""Who may import whom is kept, and a module that breaks it, or that nobody has placed yet, is refused."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint(folder: Path) -> tuple[int, dict[str, str]]:
    """Exit code, and for each contract by name whether it is KEPT or BROKEN."""
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=folder, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    return done.returncode, dict(re.findall(r"^(\S.*) (KEPT|BROKEN)", done.stdout, re.MULTILINE))


def a_copy(folder: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(ROOT / "desktop", folder / "desktop", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_every_import_of_the_program_points_the_right_way():
    code, contracts = lint(ROOT)
    assert code == 0
    assert set(contracts.values()) == {"KEPT"}


def test_one_offence_each_breaks_every_contract(tmp_path: Path):
    folder = a_copy(tmp_path)
    for module, offence in {
        "domain/ticket.py": "import desktop.storage.database",
        "sandbox/clock.py": "import desktop.domain.instant",
        "connectors/contract.py": "import desktop.sandbox.clock",
        "actions/reply.py": "import PySide6.QtCore",
        "sync/engine.py": "import requests",
        "runtime/lane.py": "import apsw",
        "ui/icons.py": "import pypdfium2",
        "domain/change.py": "import msgspec",
    }.items():
        file = folder / "desktop" / module
        file.write_text(file.read_text(encoding="utf-8") + f"\n{offence}\n", encoding="utf-8")
    code, contracts = lint(folder)
    assert code != 0
    assert contracts
    assert set(contracts.values()) == {"BROKEN"}


def test_a_new_module_that_nobody_has_placed_is_refused(tmp_path: Path):
    folder = a_copy(tmp_path)
    (folder / "desktop" / "odds_and_ends.py").write_text("", encoding="utf-8")
    code, contracts = lint(folder)
    assert code != 0
    # An unplaced module stops the whole inspection, or breaks the layers; either way it says so.
    assert "BROKEN" in contracts.values() or not contracts


def modules_of_qt(source: str) -> set[str]:
    """`from PySide6.X import …`, `import PySide6.X` and `from PySide6 import X` → {"X", …}."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("PySide6.")}
        elif isinstance(node, ast.ImportFrom) and node.module == "PySide6":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
            found.add(str(node.module).removeprefix("PySide6."))
    return found


def test_the_runtime_knows_no_widgets():
    # import-linter sees external packages as a whole, and ruff's ban is lifted for Qt here.
    for file in (ROOT / "desktop" / "runtime").rglob("*.py"):
        assert modules_of_qt(file.read_text(encoding="utf-8")) <= {"QtCore", "QtNetwork"}, file


@pytest.mark.parametrize(
    "line", ["from PySide6.QtWidgets import QWidget", "import PySide6.QtWidgets", "from PySide6 import QtWidgets"]
)
def test_widgets_are_seen_however_they_are_imported(line: str):
    assert modules_of_qt(line) == {"QtWidgets"}


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("desktop/actions/x.py", "import requests"),
        ("desktop/actions/x.py", "from urllib.request import urlopen"),
        ("desktop/workspace.py", "import apsw"),
        ("desktop/sync/x.py", "import keyring"),
        ("desktop/sync/x.py", "import PySide6.QtCore"),
        ("desktop/cli.py", "from PySide6.QtWidgets import QWidget"),
    ],
)
def test_a_banned_import_is_named_by_ruff_on_its_line(place: str, line: str):
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "TID251", "--stdin-filename", place, "-"],
        cwd=ROOT, input=line + "\n", capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1, f"{line!r} passed in {place}"
    assert "TID251" in done.stdout
