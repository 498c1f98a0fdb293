"""The system's entry for starting with it, in files as the desktops read them."""

import plistlib
import re
import sys
from pathlib import Path

import pytest

from desktop.identity import APP_ID
from desktop.paths import Profile
from desktop.runtime.autostart import DesktopFile, LaunchAgent, autostart_of

COMMAND = ["/opt/My Programs/sportello", "--profile", '/media/anna/100% "mine"\\ $HOME', "--hidden"]


def exec_line(file: Path) -> str:
    (line,) = [line for line in file.read_text("utf-8").splitlines() if line.startswith("Exec=")]
    return line.removeprefix("Exec=")


def as_a_desktop_reads(line: str) -> list[str]:
    """The two steps of the Desktop Entry Specification: escapes of a value, then quoting of an argument; "%%" is a percent sign."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', line.replace("\\\\", "\\"))
    return [re.sub(r"\\(.)", r"\1", word).replace("%%", "%") for word in words]


def test_the_desktops_entry_starts_exactly_this_command(tmp_path: Path) -> None:
    entry = DesktopFile(COMMAND, tmp_path / "autostart")
    assert not entry.is_on()
    entry.switch(True)
    assert entry.is_on()
    assert as_a_desktop_reads(exec_line(tmp_path / "autostart" / f"{APP_ID}.desktop")) == COMMAND
    entry.switch(False)
    assert not entry.is_on()
    entry.switch(False)


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled = false"])
def test_an_entry_that_the_desktop_switched_off_is_off(tmp_path: Path, line: str) -> None:
    entry = DesktopFile(COMMAND, tmp_path)
    entry.switch(True)
    file = tmp_path / f"{APP_ID}.desktop"
    file.write_text("\n".join(one for one in file.read_text().splitlines() if "enabled" not in one) + f"\n{line}\n")
    assert not entry.is_on()


def test_the_launch_agent_starts_exactly_this_command(tmp_path: Path) -> None:
    agent = LaunchAgent(COMMAND, tmp_path / "LaunchAgents")
    agent.switch(True)
    written = plistlib.loads((tmp_path / "LaunchAgents" / f"{APP_ID}.plist").read_bytes())
    assert written["ProgramArguments"] == COMMAND
    assert written["RunAtLoad"] is True
    agent.switch(False)
    assert not agent.is_on()


@pytest.mark.skipif(sys.platform != "linux", reason="XDG folders")
def test_it_starts_hidden_on_the_same_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    profile = Profile.at(tmp_path / "second identity")
    autostart_of(profile).switch(True)
    command = as_a_desktop_reads(exec_line(tmp_path / "config" / "autostart" / f"{APP_ID}.desktop"))
    assert command[0] == sys.executable
    assert command[-3:] == ["--profile", str(profile.data), "--hidden"]
