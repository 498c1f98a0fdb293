"""A backup of the helpdesk and its restoration while it runs: what organisations do after a disk died, and what clients must survive.

A copy holds the data and the bytes of attachments, not uploads under way. Putting it back takes the whole helpdesk to the moment of the
copy: what was done since is unknown again, sessions begun since are over. With a new epoch the server says so by itself; without one the
hash chain in the cursors does, for those who saw more than the copy holds.
"""

import secrets
import shutil
import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
from contextlib import closing
from pathlib import Path

from desktop.sandbox.database import EVERYONE, Poke
from desktop.sandbox.helpdesk import Helpdesk

_DATA = "helpdesk.db"
_BYTES = "blobs"


def keep_copy(helpdesk: Helpdesk, folder: Path) -> None:
    """Copies the helpdesk, as it is at this moment, into a folder that does not exist yet. Not from the server's own thread."""
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(folder / _DATA, check_same_thread=False)) as copy:
        helpdesk.database.read_now(lambda connection: connection.backup(copy))
    # After the data: a row never names bytes that the copy has not.
    shutil.copytree(helpdesk.blobs.folder, folder / _BYTES, ignore=shutil.ignore_patterns(helpdesk.blobs.incoming.name))


def put_back(helpdesk: Helpdesk, folder: Path, *, new_epoch: bool = True) -> None:
    """Takes the running helpdesk back to a copy. Not from the server's own thread."""
    _put_back_bytes(helpdesk, folder / _BYTES)
    epoch = secrets.token_hex(8) if new_epoch else ""
    with closing(sqlite3.connect(folder / _DATA, check_same_thread=False)) as copy:
        helpdesk.database.replace_by(copy, epoch)
    if epoch:
        helpdesk.begin_epoch(epoch)
    # Whoever waits for news hears that it will not come this way.
    helpdesk.bell.ring_from_anywhere(Poke(frozenset({EVERYONE}), frozenset({"ticket"})))


def _put_back_bytes(helpdesk: Helpdesk, kept: Path) -> None:
    blobs = helpdesk.blobs
    known = {path.name for path in kept.glob("??/*")}
    for path in blobs.folder.glob("??/*"):
        if path.name not in known:
            path.unlink(missing_ok=True)
    for path in kept.glob("??/*"):
        place = blobs.path(path.name)
        if not place.exists():
            place.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, place)
