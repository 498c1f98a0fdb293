"""The server's catalogue in the cache, and the few entities that are read whole."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from desktop.domain.announcement import Announcement, Offering, Service
from desktop.domain.batch import EntityType
from desktop.domain.catalogue import Catalogue
from desktop.domain.instant import Instant
from desktop.domain.ticket import Author, Contact
from desktop.storage.announcements_read import mark_read
from desktop.storage.database import Database
from desktop.storage.facts import Facts

T = TypeVar("T")

Small = Announcement | Service | Offering | Contact | Author
"""Entities of which there are few."""

TYPE_OF: dict[type, EntityType] = {
    Announcement: EntityType.ANNOUNCEMENT,
    Service: EntityType.SERVICE,
    Offering: EntityType.OFFERING,
    Contact: EntityType.CONTACT,
    Author: EntityType.PERSON,
}


class CatalogueStore:
    """Reads and writes the catalogue, announcements, services, offerings, contacts and persons."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._facts = Facts(database)

    def catalogue(self) -> Catalogue:
        """The catalogue as last pulled; an empty one before the first pull."""
        text = self._facts.get("catalogue")
        return msgspec.json.decode(text, type=Catalogue) if text else Catalogue()

    def tag(self) -> str:
        """The server's tag of that catalogue."""
        return self._facts.get("catalogue-tag")

    def save_catalogue(self, catalogue: Catalogue, tag: str) -> None:
        """Keep a new catalogue, and let cached tickets mean what their status means now."""
        with self._database.transaction():
            self._facts.set("catalogue", msgspec.json.encode(catalogue).decode())
            self._facts.set("catalogue-tag", tag)
            for status in catalogue.statuses:
                self._database.run(
                    "UPDATE ticket SET kind = ? WHERE status = ? AND kind <> ?",
                    (status.kind.value, status.id, status.kind.value),
                )

    def put(self, entity: Small, generation: int) -> None:
        """Insert or replace one."""
        self._database.run(
            "INSERT OR REPLACE INTO entity (type, id, data, generation) VALUES (?, ?, ?, ?)",
            (TYPE_OF[type(entity)].value, entity.id, msgspec.json.encode(entity).decode(), generation),
        )

    def has(self, announcement: Announcement) -> bool:
        """Whether it was here before in this edition: one whose window moved is news again, one that was reworded is not."""
        data = self._database.value(
            "SELECT data FROM entity WHERE type = ? AND id = ?", (EntityType.ANNOUNCEMENT.value, announcement.id)
        )
        return data is not None and msgspec.json.decode(str(data), type=Announcement).edition == announcement.edition

    def remove(self, kind: EntityType, id: str) -> None:
        """Forget one."""
        self._database.run("DELETE FROM entity WHERE type = ? AND id = ?", (kind.value, id))

    def announcements(self) -> list[Announcement]:
        """All announcements, newest first."""
        return sorted(self._all(EntityType.ANNOUNCEMENT, Announcement), key=lambda one: one.published_at, reverse=True)

    def read_what_is_old(self, now: Instant) -> None:
        """At the end of a first sweep: only what is fresh is news to somebody who never saw this helpdesk's announcements."""
        mark_read(self._database, [one.edition for one in self.announcements() if not one.is_fresh(now)])

    def services(self) -> list[Service]:
        """The company's active services by name."""
        return sorted(self._all(EntityType.SERVICE, Service), key=lambda one: one.name)

    def offerings(self) -> list[Offering]:
        """The service catalogue by name."""
        return sorted(self._all(EntityType.OFFERING, Offering), key=lambda one: one.name)

    def contacts(self) -> list[Contact]:
        """The company's contacts by name."""
        return sorted(self._all(EntityType.CONTACT, Contact), key=lambda one: one.name)

    def _all(self, kind: EntityType, shape: type[T]) -> list[T]:
        rows = self._database.rows("SELECT data FROM entity WHERE type = ?", (kind.value,))
        return [msgspec.json.decode(str(data), type=shape) for (data,) in rows]
