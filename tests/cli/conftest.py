"""A helpdesk for a file of tests, and for each test a profile of its own that is signed in and synced."""

import io
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from stage.witness import Witness

from desktop import cli
from desktop.sandbox.server import RunningSandbox
from tests.cli.shell import PASSPHRASE, Shell

LOGIN = "anna@rossi.example"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    with RunningSandbox(tmp_path_factory.mktemp("helpdesk")) as running:
        yield running


@pytest.fixture(scope="module")
def signed_in(sandbox: RunningSandbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile as `sportello sign-in` leaves it, to be copied."""
    profile = tmp_path_factory.mktemp("signed-in") / "profile"
    with pytest.MonkeyPatch.context() as world:
        world.setattr(sys, "stdin", io.StringIO("sportello\n"))
        world.setenv("SPORTELLO_PASSPHRASE", PASSPHRASE)
        assert cli.main(["--profile", str(profile), "sign-in", sandbox.url, "--login", LOGIN]) == 0
    return profile


@pytest.fixture
def fresh(profile: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A terminal on an empty profile."""
    return Shell(profile, monkeypatch, capsys)


@pytest.fixture
def shell(signed_in: Path, fresh: Shell) -> Shell:
    """A terminal on a profile that is signed in."""
    shutil.copytree(signed_in, fresh.profile, dirs_exist_ok=True)
    return fresh


@pytest.fixture
def witness(sandbox: RunningSandbox) -> Witness:
    """Somebody who looks at what the helpdesk really has."""
    return Witness(sandbox.url, LOGIN, "sportello")
