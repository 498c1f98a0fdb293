"""One journey per reference portal: from the first contact to the reopened ticket, through the real window.

Each module has one journey, in the language of its portal; `by_portal` knows them. What a journey shows of its portal's promises stands on
its steps; `tests/journeys` has the promises, and compares.
"""

from __future__ import annotations

from importlib import import_module

from stage.journey import Journey

PORTALS = ("it-services", "machine-builder", "hosting", "otrs", "helpdesk-el")


def by_portal(portal: str) -> type[Journey]:
    """The journey through this portal; raises KeyError for one that is not known."""
    if portal not in PORTALS:
        raise KeyError(portal)
    module = import_module(f"stage.journeys.{portal.replace('-', '_')}")
    found: type[Journey] = module.JOURNEY
    return found
