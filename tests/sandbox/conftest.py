"""Sandboxes for tests: one that many tests share, each with tickets of its own, and fresh ones for those that need their own."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from desktop.sandbox.helpdesk import Setup
from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import ANNA, LUCA, MARCO, PAOLA, Caller, MovableClock


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    """A running sandbox that tests share; nobody changes what was seeded."""
    with RunningSandbox(tmp_path_factory.mktemp("shared")) as running:
        yield running


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled data folder, to be copied: cheaper than filling one for each test."""
    folder = tmp_path_factory.mktemp("seeded")
    RunningSandbox(folder).stop()
    return folder


StartSandbox = Callable[..., RunningSandbox]


@pytest.fixture
def start(tmp_path: Path, seeded: Path) -> Iterator[StartSandbox]:
    """Starts sandboxes of the test's own: `start()`, `start(access_seconds=1, clock=…)`, or again in the same `data`."""
    with ExitStack() as running:

        def begin(data: Path | None = None, **setup: Any) -> RunningSandbox:
            folder = data or tmp_path / "data"
            if not folder.exists():
                shutil.copytree(seeded, folder)
            chosen = replace(Setup("machine-builder", folder), **setup)
            return running.enter_context(RunningSandbox(folder, chosen.portal, setup=chosen))

        yield begin


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@dataclass
class People:
    """Signs people in on one sandbox, and closes their connections in the end."""

    url: str
    stack: ExitStack

    def __call__(self, login: str | None, url: str | None = None) -> Caller:
        caller = self.stack.enter_context(Caller(url or self.url))
        return caller if login is None else caller.sign_in(login)


@pytest.fixture
def people(sandbox: RunningSandbox) -> Iterator[People]:
    with ExitStack() as stack:
        yield People(sandbox.url, stack)


@pytest.fixture
def anna(people: People) -> Caller:
    """A customer of Meccanica Rossi."""
    return people(ANNA)


@pytest.fixture
def marco(people: People) -> Caller:
    """Anna's colleague."""
    return people(MARCO)


@pytest.fixture
def paola(people: People) -> Caller:
    """A customer of another company."""
    return people(PAOLA)


@pytest.fixture
def luca(people: People) -> Caller:
    """Of the support staff."""
    return people(LUCA)
