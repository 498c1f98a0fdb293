"""Bugs that let secrets out (invariant 12)."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from desktop.storage.database import Database
from desktop.sync import pull
from desktop.sync.engine import Engine
from desktop.sync.outcome import Outcome
from tests.mutations.switch import Patch, mutation


@mutation("the session's token is logged", 12)
def _(patch: Patch) -> None:
    run_once = Engine.run_once

    def talkative(engine: Engine, stop: Event) -> Outcome:
        pull.log.info("signed in with %s", engine._stores.facts.get("tokens"))
        return run_once(engine, stop)

    patch.setattr(Engine, "run_once", talkative)


@mutation("the databases' key is logged", 12)
def _(patch: Patch) -> None:
    build = Database.__init__

    def talkative(database: Database, path: Path, key: bytes, *others: object, **named: object) -> None:
        pull.log.debug("opening with %s", key.hex())
        build(database, path, key, *others, **named)  # type: ignore[arg-type]

    patch.setattr(Database, "__init__", talkative)
