"""Sandboxes that take mail, for the tests of mail."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.sandbox.helpdesk import Setup
from desktop.sandbox.server import RunningSandbox
from tests.sandbox.mail_portal import a_mail_portal

StartMail = Callable[..., RunningSandbox]


@pytest.fixture
def start_mail(tmp_path: Path) -> Iterator[StartMail]:
    """Starts sandboxes that take mail: `start_mail()`, `start_mail(("before", "after"), clock=…, more="…")`, again on the same data."""
    with ExitStack() as running:

        def begin(*changes: tuple[str, str], more: str = "", folder: str = "data", **setup: Any) -> RunningSandbox:
            portal = a_mail_portal(tmp_path, *changes, more=more)
            chosen = replace(Setup(portal, tmp_path / folder, smtp_in=0), **setup)
            return running.enter_context(RunningSandbox(chosen.data, chosen.portal, setup=chosen))

        yield begin


@pytest.fixture
def post(start_mail: StartMail) -> RunningSandbox:
    """A sandbox of the test's own that takes mail."""
    return start_mail()
