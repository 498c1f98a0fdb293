"""What is committed names no machine it was made on and no address packages were fetched from."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

OF_ONE_MACHINE = re.compile(
    # Spelt in pieces, so that this file does not find itself.
    r"(?<![\w.])/(?:work|tmp/\w|root|home/\w)[\w-]*/"
    r"|(?:py"
    r"pi|pythonhosted|pkg\.dev|artifact"
    r"ory|registry)\.(?:org|io|com|dev)"
    r"|extra-index"
    r"-url|\.\./shared"
)


def committed_text_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    if listed.returncode != 0:
        pytest.skip("not a git work tree")
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [file for file in files if file.is_file() and b"\0" not in file.read_bytes()[:8000]]


def test_no_file_names_a_machine_or_a_registry():
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for file in committed_text_files()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if OF_ONE_MACHINE.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    ["see /wo" "rk/main/x", "cd /ro" "ot/.cache/", "https://py" "pi.org/simple", "--extra-index" "-url x", "/ho" "me/me/a"],
)  # fmt: skip
def test_an_address_or_a_path_of_a_machine_is_found(line: str):
    assert OF_ONE_MACHINE.search(line)


@pytest.mark.parametrize(
    "line", ["/v1/work/list", "https://example.org/a", "the network/", "~/.local/share/sportello/"]
)
def test_other_paths_and_addresses_are_left_alone(line: str):
    assert not OF_ONE_MACHINE.search(line)


def test_every_decision_is_in_the_index_and_numbered_once():
    folder = ROOT / "docs" / "decisions"
    records = sorted(file.name for file in folder.glob("0*.md"))
    assert re.findall(r"\((0\d+-\S+\.md)\)", (folder / "README.md").read_text(encoding="utf-8")) == records
    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))


def test_links_in_documents_lead_somewhere():
    missing = [
        f"{document.relative_to(ROOT)}: {target}"
        for document in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8"))
        if not (document.parent / target).exists()
    ]
    assert missing == []
