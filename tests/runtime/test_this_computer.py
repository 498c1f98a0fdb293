"""What this computer is: the browser is read from where each system keeps it, and nothing is guessed."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from desktop.runtime.this_computer import (
    browser_of_freedesktop,
    browser_of_macos,
    browser_of_windows,
    default_browser,
    system_name,
)


def test_the_system_has_a_name_and_asking_for_the_browser_never_fails() -> None:
    assert "(" in system_name()
    assert isinstance(default_browser(), str)


@pytest.mark.parametrize(
    ("program", "name"),
    [
        ("ChromeHTML", "Google Chrome"),
        ("FirefoxURL-308046B0AF4A39CB", "Firefox"),
        ("MSEdgeHTM", "Microsoft Edge"),
        ("IE.HTTP", "Internet Explorer"),
        ("WaterfoxURL-6F940AC27A98DD61", "Waterfox"),
        ("", ""),
    ],
)
def test_windows_names_it_by_its_registration(program: str, name: str) -> None:
    assert browser_of_windows(program) == name


def test_macos_names_it_by_its_handlers_and_has_safari_without_one(tmp_path: Path) -> None:
    path = tmp_path / "handlers.plist"
    assert browser_of_macos(path) == "Safari"
    path.write_bytes(b"nonsense")
    assert browser_of_macos(path) == "Safari"
    handlers = [
        {"LSHandlerURLScheme": "mailto"},
        {"LSHandlerURLScheme": "https", "LSHandlerRoleAll": "org.mozilla.firefox"},
    ]
    path.write_bytes(plistlib.dumps({"LSHandlers": handlers}))
    assert browser_of_macos(path) == "Firefox"
    path.write_bytes(plistlib.dumps({"LSHandlers": "odd"}))
    assert browser_of_macos(path) == "Safari"


def test_a_freedesktop_names_the_first_one_that_is_chosen(tmp_path: Path) -> None:
    applications = tmp_path / "applications"
    applications.mkdir()
    (applications / "firefox.desktop").write_text("[Desktop Entry]\nName=Firefox\nName[el]=Αλεπού\nExec=firefox %u\n")
    own, shared, broken = (tmp_path / name for name in ("own.list", "shared.list", "broken.list"))
    broken.write_bytes(b"\xff\xfe[")
    own.write_text("[Added Associations]\ntext/html=x.desktop;\n")
    shared.write_text("[Default Applications]\nx-scheme-handler/https=gone.desktop;firefox.desktop;\n")
    lists = (tmp_path / "missing.list", broken, own, shared)
    assert browser_of_freedesktop(lists, [applications]) == "Firefox"
    own.write_text("[Default Applications]\nx-scheme-handler/https=falkon.desktop\n")
    assert browser_of_freedesktop(lists, [applications]) == "falkon"
    assert browser_of_freedesktop((), [applications]) == ""
