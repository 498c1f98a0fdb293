"""The world around a test: no screen, no network but loopback, no home of a real person, no keyring, one language.

Imported first of all by `conftest`, because Qt, platformdirs and keyring read the environment when they are imported.
Child processes inherit all of it but the network guard.
"""

import atexit
import errno
import ipaddress
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_PERSONAL = {
    # What a developer's session may have set and what would change how a test runs.
    "LANGUAGE",
    "QT_STYLE_OVERRIDE",
    "QT_QPA_PLATFORMTHEME",
    "QT_SCALE_FACTOR",
    "QT_SCREEN_SCALE_FACTORS",
    "QT_FONT_DPI",
    "QT_ACCESSIBILITY",
    "NETRC",
    *(f"{scheme}_{end}" for scheme in ("http", "https", "all", "no") for end in ("proxy",)),
    *(f"{scheme}_{end}" for scheme in ("HTTP", "HTTPS", "ALL", "NO") for end in ("PROXY",)),
}


def make_quiet() -> Path:
    """Set the environment of this process and its children; return the empty home made for it."""
    home = Path(tempfile.mkdtemp(prefix="sportello-test-home-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for name in _PERSONAL:
        os.environ.pop(name, None)
    for name, folder in {
        "HOME": "",
        "USERPROFILE": "",
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "runtime",
        "APPDATA": "roaming",
        "LOCALAPPDATA": "local",
    }.items():
        path = home / folder
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ[name] = str(path)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"
    # A zone with summer time, spelt out so that it needs no zone files: a test that forgets zones shows it everywhere.
    os.environ["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
    # No notice of a test may reach the desktop of the person who runs it.
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
    os.environ["PYTHON_KEYRING_BACKEND"] = "tests.memory_keyring.MemoryKeyring"
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return home


def _on_this_machine(host: object) -> bool:
    if host is None or host in ("", "localhost", b"", b"localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host).partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _no_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo":
        host = arguments[0]
        if not _on_this_machine(host) and not _is_address(host):
            raise socket.gaierror(socket.EAI_NONAME, "tests have no network: no name is known here")
    elif event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple) and address and not _on_this_machine(address[0]):
            raise OSError(errno.ENETUNREACH, "tests have no network: only loopback can be reached")


def _is_address(host: object) -> bool:
    try:
        ipaddress.ip_address(str(host))
    except ValueError:
        return False
    return True


def unplug() -> None:
    """Cut this process off from every network but loopback, in the way a machine without a cable answers.

    By an audit hook, which sees every socket of every library and cannot be taken out again.
    """
    sys.addaudithook(_no_network)
