"""What a portal's file promises and does not have, has and does not promise, or says twice: found at the start, told in sentences."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from desktop.sandbox.features import Feature
from desktop.sandbox.tables import Words, table, tables, words

if TYPE_CHECKING:
    from desktop.sandbox.portal import Portal


def contradictions(portal: Portal) -> list[str]:
    """A sentence for each; none for a portal that can be served."""
    checks = (_about_words, _about_choices, _about_features, _about_request_types, _about_mail, _about_plot)
    return [fault for check in checks for fault in check(portal)]


def _about_words(portal: Portal) -> Iterator[str]:
    named: list[tuple[str, Words]] = [(kind.id, kind.name) for kind in portal.request_types]
    named += [(category.id, category.name) for kind in portal.request_types for category in kind.categories]
    named += [(choice.id, choice.name) for choice in (*portal.machine_states, *portal.priorities, *portal.statuses)]
    yield from (f"“{identity}” has no English name" for identity, name in named if "en" not in name)
    told = list(named)
    for kind in portal.request_types:
        told += [(kind.id, kind.description)]
        told += [(kind.id, kind.template)] if any(kind.template.values()) else []
        told += [
            (category.id, text)
            for category in kind.categories
            for text in (category.description, category.template)
            if text is not None
        ]
    told += [(choice.id, words(choice.detail.get("guidance", {}))) for choice in portal.priorities]
    for identity, text in told:
        missing = [language for language in portal.languages if language not in text]
        if missing:
            yield f"“{identity}” lacks words in: {', '.join(missing)}"


def _about_choices(portal: Portal) -> Iterator[str]:
    kinds = {choice.detail.get("kind") for choice in portal.statuses}
    for kind in ("new", "open", "waiting", "answered", "closed"):
        if kind not in kinds:
            yield f"no status is of the kind “{kind}”"
    for what, ids in (
        ("request type", [kind.id for kind in portal.request_types]),
        ("machine state", [choice.id for choice in portal.machine_states]),
        ("priority", [choice.id for choice in portal.priorities]),
        ("priority's rank", [str(choice.detail.get("rank")) for choice in portal.priorities]),
        ("status", [choice.id for choice in portal.statuses]),
        *((f"category of “{kind.id}”", [one.id for one in kind.categories]) for kind in portal.request_types),
    ):
        yield from (f"the {what} “{one}” is there twice" for one in _twice(ids))


def _twice(ids: Iterable[str]) -> list[str]:
    return [one for one, times in Counter(ids).items() if times > 1]


def _about_features(portal: Portal) -> Iterator[str]:
    for feature, entries in (
        (Feature.PRIORITIES, bool(portal.priorities)),
        (Feature.MACHINE_STATES, bool(portal.machine_states)),
        (Feature.CATEGORIES, any(kind.categories for kind in portal.request_types)),
        *(
            (feature, bool(portal.plot.get(str(feature))))
            for feature in (Feature.MACHINES, Feature.ANNOUNCEMENTS, Feature.SERVICES, Feature.OFFERINGS)
        ),
    ):
        if portal.has(feature) and not entries:
            yield f"the feature “{feature}” needs entries"
        elif entries and not portal.has(feature):
            yield f"there are entries for the feature “{feature}”, which is off"
    if portal.has(Feature.MACHINE_STATES) and not portal.has(Feature.MACHINES):
        yield "the feature “machine-states” needs “machines”"
    if portal.has(Feature.CONTACTS_TO_NOTIFY) and not portal.contacts:
        yield "the feature “contacts-to-notify” needs contacts"
    if portal.has(Feature.QUEUE_ORDER) and portal.has(Feature.PRIORITIES):
        yield "what is answered strictly in order of arrival has no priorities"


def _about_request_types(portal: Portal) -> Iterator[str]:
    if not portal.request_types:
        yield "there is no request type"
    for kind in portal.request_types:
        if kind.machine not in ("required", "optional", "none"):
            yield f"“{kind.id}” asks for a machine in a way that is not known: {kind.machine}"
        elif kind.machine != "none" and not portal.has(Feature.MACHINES):
            yield f"“{kind.id}” asks for a machine, and the feature “machines” is off"
    chosen = portal.default_request_type
    if chosen is not None:
        kind_of_mail = portal.request_type(chosen)
        if kind_of_mail is None:
            yield f"the default request type “{chosen}” does not exist"
        elif kind_of_mail.machine == "required":
            yield f"the default request type “{chosen}” needs a machine, which a mail does not name"
    for entry in tables(portal.plot.get("offerings", [])):
        wanted = entry.get("request_type")
        if wanted is not None and portal.request_type(str(wanted)) is None:
            yield f"the offering “{entry['name']}” leads to an unknown request type: {wanted}"


def _about_mail(portal: Portal) -> Iterator[str]:
    if portal.has(Feature.EMAIL) != (portal.email is not None):
        yield "the feature “email” needs an [email] table, and the table the feature"
    if portal.email is not None and "{number}" not in str(portal.email["subject_pattern"]):
        yield "the subject pattern has no place for {number}"
    if portal.has(Feature.EMAIL) and portal.default_request_type is None:
        yield "the feature “email” needs a default_request_type for tickets that come by mail"
    for contact in portal.contacts:
        if contact.company not in portal.companies:
            yield f"the contact {contact.name} belongs to an unknown company: {contact.company}"
        if contact.writes and not portal.has(Feature.EMAIL):
            yield f"the contact {contact.name} may write mail, and the feature “email” is off"
        if not contact.writes and not portal.has(Feature.CONTACTS_TO_NOTIFY):
            yield f"the contact {contact.name} is there for nothing: neither writes mail nor can be notified"
    yield from (
        f"two contacts who may write have the address {address}"
        for address in _twice(contact.email.casefold() for contact in portal.contacts if contact.writes)
    )
    for name, letter in portal.letters.items():
        for language, wording in letter.items():
            if language not in portal.languages:
                yield f"the letter “{name}” is in a language that the portal does not speak: {language}"
            yield from _about_braces(f"the letter “{name}”", wording.subject + wording.text)


def _about_braces(what: str, text: str) -> Iterator[str]:
    try:
        list(string.Formatter().parse(text))
    except ValueError as fault:
        yield f"{what} has a brace that is not closed: {fault}"


def _about_plot(portal: Portal) -> Iterator[str]:
    """Companies, people and announcements."""
    people = tables(portal.plot["people"])
    for person in people:
        name = str(person["name"])
        if str(person["company"]) not in portal.companies:
            yield f"{name} belongs to an unknown company: {person['company']}"
        if person["language"] not in portal.languages:
            yield f"{name} speaks a language that the portal does not: {person['language']}"
        if person["role"] not in ("customer", "technician"):
            yield f"{name} has an unknown role: {person['role']}"
    for key in ("email", "user_name"):
        yield from (f"two people have the {key} {one}" for one in _twice(str(p[key]).casefold() for p in people))
    seeding = table(portal.plot["seed"])
    if not any(person["email"] == seeding["user"] for person in people):
        yield f"the user to try it out with is nobody here: {seeding['user']}"
    for key in table(seeding["shares"]):
        if key not in portal.companies:
            yield f"an unknown company has a share of the tickets: {key}"
    for entry in tables(portal.plot.get("announcements", [])):
        if entry["kind"] not in ("news", "maintenance", "works"):
            yield f"the announcement “{entry['title']}” is of an unknown kind: {entry['kind']}"
