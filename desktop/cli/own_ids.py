"""Ids of tickets that a script chooses, so that repeating itself is harmless."""

from __future__ import annotations

import uuid


def version_7(given: uuid.UUID) -> str:
    """A UUID of any version in the one spelling and as the version that helpdesks take (7), always in the same way.

    Six bits are given up for that; those that say version and variant anyway. Its time means nothing.
    """
    number = given.int & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62
    return str(uuid.UUID(int=number))


def id_of_name(address: str, person_id: str, name: str) -> str:
    """The id for a script's own name of what happened: the same on every computer of this person, another one for everybody else."""
    helpdesk = uuid.uuid5(uuid.NAMESPACE_URL, address)
    return version_7(uuid.uuid5(helpdesk, f"{person_id}\n{name}"))
