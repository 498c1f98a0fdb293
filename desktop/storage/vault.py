"""The database key: 32 random bytes in the system's keyring, or wrapped by a passphrase where there is no usable keyring.

Never plain on the disk, never on the GUI thread (a locked or absent keyring can block for two minutes), always with a time-out. The
passphrase is stretched with scrypt; its first half covers the key like a one-time pad (the salt is fresh each time, so
no pad is used twice), its second half proves the passphrase.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import threading
from collections.abc import Callable
from typing import Final, TypeVar

from desktop import errors
from desktop.identity import KEYRING_SERVICE
from desktop.storage.accounts import Lock

T = TypeVar("T")

KEY_BYTES: Final = 32
KEYRING_SECONDS = 30.0
"""How long the keyring may take; a person may have to type its password first."""

PASSPHRASE_VARIABLE = "SPORTELLO_PASSPHRASE"  # noqa: S105 - the name of a variable
"""Scripts and services without a keyring hand the passphrase over in this environment variable."""


def _stretch(passphrase: str, salt: bytes) -> bytes:
    # About 80 ms and 32 MiB: slow for a guesser, unnoticed by the person.
    return hashlib.scrypt(
        passphrase.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=64 * 1024 * 1024, dklen=2 * KEY_BYTES
    )


_KNOWN_BACKENDS = ("SecretService", "libsecret", "kwallet", "Windows", "macOS", "chainer")
"""Keyrings that encrypt. Anything else (a plain-text file, say) counts as none."""


def new_key() -> bytes:
    """A fresh database key."""
    return secrets.token_bytes(KEY_BYTES)


def keyring_name() -> str:
    """The keyring in use, in its own words; raises KeyringError without a usable one."""
    return _in_time(_usable_keyring)


def store_in_keyring(name: str, key: bytes) -> Lock:
    """Put the key into the system's keyring. Raises KeyringError."""

    def store() -> None:
        import keyring  # 20 to 110 ms: loaded only where it is needed

        _usable_keyring()
        keyring.set_password(KEYRING_SERVICE, name, key.hex())
        if keyring.get_password(KEYRING_SERVICE, name) != key.hex():
            raise errors.KeyringError("the keyring does not give back what was put in")

    _in_time(store)
    return Lock("keyring")


def from_keyring(name: str) -> bytes:
    """Fetch the key. Raises KeyringError when the keyring is absent, locked, too slow, or no longer has it."""

    def fetch() -> bytes:
        import keyring

        _usable_keyring()
        text = keyring.get_password(KEYRING_SERVICE, name)
        if not text:
            raise errors.KeyringError("lost")
        return bytes.fromhex(text)

    return _in_time(fetch)


def wrap(key: bytes, passphrase: str) -> Lock:
    """The key under a passphrase."""
    salt = os.urandom(16)
    stretched = _stretch(passphrase, salt)
    wrapped = bytes(one ^ two for one, two in zip(key, stretched[:KEY_BYTES], strict=True))
    proof = hmac.new(stretched[KEY_BYTES:], wrapped, hashlib.sha256).digest()
    return Lock("passphrase", salt.hex(), wrapped.hex(), proof.hex())


def unwrap(lock: Lock, passphrase: str) -> bytes:
    """The key again. Raises WrongKey when the passphrase is not the one."""
    stretched = _stretch(passphrase, bytes.fromhex(lock.salt))
    wrapped = bytes.fromhex(lock.wrapped)
    proof = hmac.new(stretched[KEY_BYTES:], wrapped, hashlib.sha256).digest()
    if not hmac.compare_digest(proof, bytes.fromhex(lock.proof)):
        raise errors.WrongKey("the passphrase is not the one")
    return bytes(one ^ two for one, two in zip(wrapped, stretched[:KEY_BYTES], strict=True))


def _usable_keyring() -> str:
    import keyring
    import keyring.errors

    try:
        backend = keyring.get_keyring()
        name = f"{type(backend).__module__}.{type(backend).__name__}"
        if backend.priority <= 0 or not any(known in name for known in _KNOWN_BACKENDS):
            raise errors.KeyringError("absent")
    except (keyring.errors.KeyringError, RuntimeError) as error:
        raise errors.KeyringError("absent") from error
    return name


def _in_time(work: Callable[[], T]) -> T:
    """The result of `work`, run in a thread of its own so that a hanging keyring cannot hang us. Raises KeyringError."""
    outcome: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:  # noqa: BLE001 - carried over to the caller's thread, below
            failure.append(error)

    # A daemon: the keyring's own wait can't be interrupted, and must not keep the program from ending.
    thread = threading.Thread(target=run, name="keyring", daemon=True)
    thread.start()
    thread.join(KEYRING_SECONDS)
    if thread.is_alive():
        raise errors.KeyringError("no answer in time")
    if failure:
        error = failure[0]
        if isinstance(error, errors.SportelloError):
            raise error
        # Backends raise errors of their own libraries (D-Bus, Win32, Security.framework) beside keyring's: all mean the same to us.
        raise errors.KeyringError(f"{type(error).__name__}: {error}") from error
    return outcome[0]
