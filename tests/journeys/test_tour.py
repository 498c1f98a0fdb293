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
    given = os.environ | {"DEMO": "tour", "PORTAL": "machine-builder", "TOUR_PICTURES": str(pictures)}
    given["TOUR_BYTES"] = "300000 2500000"
    walk = subprocess.run(
        [sys.executable, str(ROOT / "build" / "demo")], env=given, capture_output=True, text=True, timeout=220
    )
    assert walk.returncode == 0, walk.stdout + walk.stderr
    assert "tour: all well" in walk.stdout
    taken = {path.stem[3:] for path in (pictures / "machine-builder").glob("*.png")}
    for screen in ("main", "wizard-details", "outbox", "machines", "door"):
        assert {screen, f"{screen}-small", f"{screen}-dark"} <= taken


def test_a_portal_that_does_not_exist_is_refused_with_the_names_of_those_that_do() -> None:
    given = os.environ | {"DEMO": "tour", "PORTAL": "hostng"}
    refused = subprocess.run(
        [sys.executable, str(ROOT / "build" / "demo")], env=given, capture_output=True, text=True, timeout=60
    )
    assert refused.returncode == 1
    assert "there is no portal “hostng”" in refused.stderr
    assert "hosting" in refused.stderr
