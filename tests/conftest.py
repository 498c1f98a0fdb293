"""What every test stands on: a quiet world, checks for leaks, and a profile folder of its own."""

import sys
from collections.abc import Generator
from pathlib import Path

from tests import quiet_world

_HOME = quiet_world.make_quiet()

import pytest  # noqa: E402  (after the environment, which it and its plug-ins read when they are imported)

from tests.leaks import nothing_leaks  # noqa: E402, F401  (a fixture that takes part by being here)


def pytest_configure(config: pytest.Config) -> None:
    """Tests have no network, but those that are asked for by `-m e2e`."""
    if config.getoption("-m") != "e2e":
        quiet_world.unplug()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Half characters (lone surrogates) that a test logged or printed cannot travel from a worker: spell them out."""
    report = yield
    report.sections = [(name, text.encode("utf-8", "backslashreplace").decode()) for name, text in report.sections]
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """What long tests have to tell (their property "told"), and the seed of the random order where something failed."""
    for report in terminalreporter.stats.get("passed", []):
        for name, words in getattr(report, "user_properties", ()):
            if name == "told":
                terminalreporter.write_line(f"{report.nodeid}\n{words}")
    if terminalreporter.stats.get("failed") or terminalreporter.stats.get("error"):
        terminalreporter.write_line(f"the order of this run: --randomly-seed={config.getoption('randomly_seed', None)}")


@pytest.fixture(autouse=True)
def _forgetful_keyring() -> None:
    keyring = sys.modules.get("tests.memory_keyring")
    if keyring is not None:
        keyring.forget()


@pytest.fixture
def home() -> Path:
    """The home folder all tests of this process believe in; nothing of the program should be found there."""
    return _HOME


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """An empty folder for one profile: data, cache and logs, as `--profile` takes it."""
    folder = tmp_path / "profile"
    folder.mkdir(mode=0o700)
    return folder
