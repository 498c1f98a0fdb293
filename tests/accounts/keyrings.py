"""Keyrings for tests: one that Sportello uses, and a computer without any."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import keyring
import pytest
from keyring.backends import fail

from tests.memory_keyring import SecretServiceInMemory, forget


@contextmanager
def in_use(backend: keyring.backend.KeyringBackend) -> Iterator[None]:
    """This is the computer's keyring meanwhile."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.set_keyring(before)


@contextmanager
def no_keyring() -> Iterator[None]:
    """A computer that has none."""
    with in_use(fail.Keyring()):
        yield


@pytest.fixture
def ring() -> Iterator[SecretServiceInMemory]:
    """A keyring that works, until the test says otherwise."""
    backend = SecretServiceInMemory()
    with in_use(backend):
        yield backend
    backend.answer.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join()
    forget()
