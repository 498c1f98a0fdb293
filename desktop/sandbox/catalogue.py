"""The two documents a client configures itself by: discovery (before signing in) and the catalogue."""

import hashlib

from desktop.sandbox.database import compact
from desktop.sandbox.people import RIGHTS, Right, Role
from desktop.sandbox.portal import Feature, Portal

MAX_BODY_BYTES = 1 << 20
MAX_PAGE_ITEMS = 500
TOMBSTONE_DAYS = 90
UPLOAD_HOURS = 48

DIGEST = "digest"
"""The feature that every portal of this server has: `/v1/digest`."""


def discovery(portal: Portal, epoch: str, max_upload_bytes: int) -> bytes:
    """The answer of `/.well-known/helpdesk-sync`."""
    document = {
        "protocol": "helpdesk-sync",
        "version": 1,
        "name": portal.name,
        "logo": None,
        "languages": portal.languages,
        "api": "/v1",
        "auth": ["password"],
        "features": sorted({*portal.features, DIGEST}),
        "limits": {
            "max_upload_bytes": max_upload_bytes,
            "max_body_bytes": MAX_BODY_BYTES,
            "max_page_items": MAX_PAGE_ITEMS,
            "max_attachments_per_ticket": portal.limits.max_attachments_per_ticket,
            "allowed_types": portal.limits.allowed_types,
        },
        "retention": {"tombstone_days": TOMBSTONE_DAYS, "upload_hours": UPLOAD_HOURS},
        "epoch": epoch,
        "email": portal.email,
    }
    return compact(document).encode()


def rights_of(role: Role, portal: Portal) -> list[str]:
    """What people of this role may do to tickets in this portal."""
    return [str(right) for right in RIGHTS[role] if right is not Right.REOPEN or portal.has(Feature.REOPEN)]


def catalogue(portal: Portal) -> tuple[bytes, str]:
    """The answer of `/v1/catalogue` and its ETag."""
    document = {
        "request_types": [kind.document() for kind in portal.request_types],
        "machine_states": [choice.document() for choice in portal.machine_states],
        "priorities": [choice.document() for choice in portal.priorities],
        "statuses": [choice.document() for choice in portal.statuses],
        "rights": {str(role): rights_of(role, portal) for role in Role},
    }
    body = compact(document).encode()
    return body, f'"{hashlib.sha256(body).hexdigest()[:24]}"'
