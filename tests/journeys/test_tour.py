"""The tour of `make demo`, with smaller files: the same code, the same processes, the same window."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from stage.processes import ROOT


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_the_tour_walks_the_real_window_through_offline_and_a_crash_to_equal_bytes(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    given = os.environ | {"DEMO": "tour", "TOUR_PICTURES": str(pictures), "TOUR_BYTES": "300000 2500000"}
    walk = subprocess.run(
        [sys.executable, str(ROOT / "build" / "demo")], env=given, capture_output=True, text=True, timeout=220
    )
    assert walk.returncode == 0, walk.stdout + walk.stderr
    assert "tour: all well" in walk.stdout
    taken = {path.stem[3:] for path in pictures.glob("*.png")}
    for screen in ("main", "wizard-details", "outbox", "machines", "sign-in"):
        assert {screen, f"{screen}-small", f"{screen}-dark"} <= taken
