"""The database key: 32 random bytes in the system's keyring, or wrapped by a passphrase where there is no usable keyring.

Never plain on the disk, never on the GUI thread (a locked or absent keyring can block for two minutes), always with a time-out. A
key in the keyring has a second lock in the account's file, made of the password that was used to sign in last: a keyring that was reset
takes no unsent work with it. Passwords and passphrases are stretched with scrypt; its first half covers the key like a one-time pad (the
salt is fresh each time, so no pad is used twice), its second half proves what was typed.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import threading
import time
from collections.abc import Callable
from typing import Final, TypeVar

from desktop import errors
from desktop.identity import KEYRING_SERVICE
from desktop.storage.accounts import Lock, LockKind

T = TypeVar("T")

KEY_BYTES: Final = 32
KEYRING_SECONDS = 30.0
"""How long the keyring may take; a person may have to type its password first."""

PASSPHRASE_VARIABLE = "SPORTELLO_PASSPHRASE"  # noqa: S105 - the name of a variable
"""Scripts and services without a keyring hand the passphrase over in this environment variable."""

PASSPHRASE_COST: Final = 15
"""Binary logarithm of scrypt's n: about 80 ms and 32 MiB, unnoticed by the person. Locks of old files, which do not say, have this one."""

RECOVERY_COST = 17
"""For the second lock: about 0.4 s and 128 MiB a guess. A password for a helpdesk may be weaker than a passphrase chosen for a disk."""

_BLOCK = 8
_KNOWN_BACKENDS = ("SecretService", "libsecret", "kwallet", "Windows", "macOS", "chainer")
"""Keyrings that encrypt. Anything else (a plain-text file, say) counts as none."""


class Patience:
    """Waiting for the keyring, which whoever can't wait any longer (a window that closes) ends from another thread."""

    def __init__(self) -> None:
        self._stirred = threading.Condition()
        self._given_up = False

    def give_up(self) -> None:
        """Whoever waits now, or begins to, is told that no answer came."""
        with self._stirred:
            self._given_up = True
            self._stirred.notify_all()

    def wait(self, done: Callable[[], bool], seconds: float) -> bool:
        """Wait until `done`; False when that took too long or was given up."""
        with self._stirred:
            self._stirred.wait_for(lambda: done() or self._given_up, seconds)
            return done()

    def stir(self) -> None:
        """Something was done: whoever waits looks again."""
        with self._stirred:
            self._stirred.notify_all()


def new_key() -> bytes:
    """A fresh database key."""
    return secrets.token_bytes(KEY_BYTES)


def passphrase_given() -> str:
    """The passphrase that the environment hands over, empty without one; it is taken out of it.

    Whatever this program starts later (a browser, a mail program, a helper of the desktop) is not to inherit it.
    """
    return os.environ.pop(PASSPHRASE_VARIABLE, "")


def proof_of(key: bytes) -> str:
    """By this a key is known again without being kept; of 32 random bytes it gives nothing away."""
    return hmac.new(key, b"sportello database key", hashlib.sha256).hexdigest()


def is_key_of(lock: Lock, key: bytes) -> bool | None:
    """Whether this is the key that the lock was made for; None for old files and other locks, which do not say.

    A database that refuses a key of which this is True is damaged: with encryption, a wrong key and a scrambled first page look alike.
    """
    if lock.kind != LockKind.KEYRING or not lock.proof:
        return None
    return hmac.compare_digest(lock.proof, proof_of(key))


# The keyring


def keyring_name(patience: Patience | None = None) -> str:
    """The keyring in use, in its own words. Raises KeyringAbsent, KeyringError."""
    return _in_time(_usable_keyring, patience)


def store_in_keyring(name: str, key: bytes, patience: Patience | None = None) -> Lock:
    """Put the key into the system's keyring. Raises KeyringAbsent, KeyringError."""

    def store() -> None:
        import keyring  # 20 to 110 ms: loaded only where it is needed

        _usable_keyring()
        keyring.set_password(KEYRING_SERVICE, name, key.hex())
        if keyring.get_password(KEYRING_SERVICE, name) != key.hex():
            raise errors.KeyringError("the keyring does not give back what was put in")

    _in_time(store, patience)
    return Lock(LockKind.KEYRING, proof=proof_of(key))


def from_keyring(name: str, patience: Patience | None = None) -> bytes:
    """Fetch the key.

    Raises KeyringAbsent; KeyringError when it is locked or too slow; KeyLost when it answers and no longer has it, or has
    something else under this name.
    """

    def fetch() -> bytes:
        import keyring

        _usable_keyring()
        text = keyring.get_password(KEYRING_SERVICE, name)
        if not text:
            raise errors.KeyLost("the keyring does not have the key")
        try:
            key = bytes.fromhex(text)
        except ValueError:
            key = b""
        if len(key) != KEY_BYTES:
            raise errors.KeyLost("what the keyring has is no key", changed=True)
        return key

    return _in_time(fetch, patience)


def forget_in_keyring(name: str, patience: Patience | None = None) -> None:
    """Take an account's key out of the keyring; that it is gone already is no error. Raises KeyringAbsent, KeyringError."""

    def forget() -> None:
        import keyring
        import keyring.errors

        _usable_keyring()
        if keyring.get_password(KEYRING_SERVICE, name) is None:
            return
        try:
            keyring.delete_password(KEYRING_SERVICE, name)
        except keyring.errors.PasswordDeleteError:
            if keyring.get_password(KEYRING_SERVICE, name) is not None:
                raise

    _in_time(forget, patience)


# Passwords of other servers


def keep_password(name: str, password: str, patience: Patience | None = None) -> None:
    """Put a password (of a mail server, say) into the keyring. Raises KeyringAbsent, KeyringError."""

    def keep() -> None:
        import keyring

        _usable_keyring()
        keyring.set_password(KEYRING_SERVICE, name, password)

    _in_time(_silent(keep), patience)


def kept_password(name: str, patience: Patience | None = None) -> str:
    """The password, empty when none is kept. Raises KeyringAbsent, KeyringError."""

    def fetch() -> str:
        import keyring

        _usable_keyring()
        return keyring.get_password(KEYRING_SERVICE, name) or ""

    return _in_time(_silent(fetch), patience)


def _silent(work: Callable[[], T]) -> Callable[[], T]:
    """The same work, of whose failure only the kind is told: what a backend says of a password could be the password."""

    def run() -> T:
        try:
            return work()
        except errors.SportelloError:
            raise
        except Exception as error:  # noqa: BLE001 - backends raise errors of their own libraries
            raise errors.KeyringError(type(error).__name__) from None

    return run


def _usable_keyring() -> str:
    import keyring
    import keyring.errors

    try:
        backend = keyring.get_keyring()
        name = f"{type(backend).__module__}.{type(backend).__name__}"
        if backend.priority <= 0 or not any(known in name for known in _KNOWN_BACKENDS):
            raise errors.KeyringAbsent(name)
    except (keyring.errors.KeyringError, RuntimeError) as error:
        raise errors.KeyringAbsent(_without_keys(error)) from None
    return name


def _in_time(work: Callable[[], T], patience: Patience | None = None) -> T:
    """The result of `work`, run in a thread of its own so that a hanging keyring cannot hang us. Raises KeyringError."""
    outcome: list[T] = []
    failure: list[BaseException] = []
    waiting = patience or Patience()

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:  # noqa: BLE001 - carried over to the caller's thread, below
            failure.append(error)
        waiting.stir()

    # A daemon: the keyring's own wait can't be interrupted, and must not keep the program from ending.
    started = time.monotonic()
    threading.Thread(target=run, name="keyring", daemon=True).start()
    if not waiting.wait(lambda: bool(outcome or failure), KEYRING_SECONDS):
        raise errors.KeyringError(f"no answer within {time.monotonic() - started:.0f} s")
    if failure:
        error = failure[0]
        if isinstance(error, errors.SportelloError):
            raise error
        # Backends raise errors of their own libraries (D-Bus, Win32, Security.framework) beside keyring's: all mean the same to us.
        # Without their chain: what a backend says about a key that it could not store is shown by nobody.
        raise errors.KeyringError(f"{type(error).__name__}: {_without_keys(error)}") from None
    return outcome[0]


def _without_keys(error: BaseException) -> str:
    return re.sub("[0-9a-fA-F]{16,}", "…", str(error))


# Passphrases, and the password as a second lock


def wrap(key: bytes, passphrase: str) -> Lock:
    """The key under a passphrase."""
    return _wrapped(LockKind.PASSPHRASE, key, passphrase, PASSPHRASE_COST)


def wrap_for_recovery(key: bytes, password: str) -> Lock:
    """The key under the password that was used to sign in. Takes half a second, and 128 MiB while it does."""
    return _wrapped(LockKind.PASSWORD, key, password, RECOVERY_COST)


def unwrap(lock: Lock, typed: str) -> bytes:
    """The key again. Raises WrongKey when the passphrase or password is not the one."""
    stretched = _stretch(typed, bytes.fromhex(lock.salt), lock.cost or PASSPHRASE_COST)
    wrapped = bytes.fromhex(lock.wrapped)
    proof = hmac.new(stretched[KEY_BYTES:], wrapped, hashlib.sha256).digest()
    if not hmac.compare_digest(proof, bytes.fromhex(lock.proof)):
        raise errors.WrongKey(f"the {lock.kind} is not the one")
    return bytes(one ^ two for one, two in zip(wrapped, stretched[:KEY_BYTES], strict=True))


def _wrapped(kind: LockKind, key: bytes, typed: str, cost: int) -> Lock:
    salt = os.urandom(16)
    stretched = _stretch(typed, salt, cost)
    wrapped = bytes(one ^ two for one, two in zip(key, stretched[:KEY_BYTES], strict=True))
    proof = hmac.new(stretched[KEY_BYTES:], wrapped, hashlib.sha256).digest()
    return Lock(kind, salt.hex(), wrapped.hex(), proof.hex(), cost)


def _stretch(typed: str, salt: bytes, cost: int) -> bytes:
    n = 2**cost
    # scrypt needs 128 · n · r bytes (RFC 7914, section 2); twice that leaves room for OpenSSL's own.
    return hashlib.scrypt(typed.encode(), salt=salt, n=n, r=_BLOCK, p=1, maxmem=256 * n * _BLOCK, dklen=2 * KEY_BYTES)
