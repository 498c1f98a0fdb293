"""The world's bad luck: what can befall each kind of request, and how often."""

from __future__ import annotations

from tests.sync.simulation.line import Fault, Request

READS = (Request.CATALOGUE, Request.SNAPSHOT, Request.CHANGES, Request.DIGEST)

READING_FAULTS: dict[Fault, float] = {
    Fault.LOST_BEFORE: 4,
    Fault.LOST_AFTER: 2,
    Fault.TRUNCATED: 2,
    Fault.BUSY: 2,
    Fault.BUSY_WITHOUT_TIME: 1,
    Fault.BROKEN_BEFORE: 2,
    Fault.EXPIRED: 1,
    Fault.SLOW: 1,
}

FAULTS: dict[Request, dict[Fault, float]] = {
    **dict.fromkeys(READS, READING_FAULTS),
    Request.SEND: {
        Fault.LOST_BEFORE: 3,
        Fault.LOST_ON_THE_WAY: 2,
        Fault.LOST_AFTER: 4,
        Fault.TRUNCATED: 2,
        Fault.LATE: 3,
        Fault.TWICE: 2,
        Fault.BUSY: 2,
        Fault.BUSY_WITHOUT_TIME: 1,
        Fault.BROKEN_BEFORE: 2,
        Fault.BROKEN_AFTER: 2,
        Fault.EXPIRED: 1,
        Fault.GONE: 1,
        Fault.PARENT_UNKNOWN: 1,
        Fault.INVALID: 1,
        Fault.TOO_LARGE: 1,
        Fault.FILES_LOST: 1,
        Fault.SLOW: 1,
    },
    Request.UPLOAD: {
        Fault.LOST_BEFORE: 3,
        Fault.LOST_ON_THE_WAY: 2,
        Fault.LOST_AFTER: 3,
        Fault.TRUNCATED: 2,
        Fault.BUSY: 1,
        Fault.BROKEN_BEFORE: 1,
        Fault.BROKEN_AFTER: 1,
        Fault.EXPIRED: 1,
        Fault.TOO_LARGE: 0.5,
        Fault.FILES_LOST: 1,
        Fault.SLOW: 1,
    },
    Request.LOOK_UP: {
        Fault.LOST_BEFORE: 3,
        Fault.LOST_AFTER: 2,
        Fault.BUSY: 1,
        Fault.BROKEN_BEFORE: 1,
        Fault.EXPIRED: 1,
    },
}


LIKELIHOOD = {Request.SEND: 2.0, Request.UPLOAD: 1.0, Request.LOOK_UP: 1.0}
"""How much of the world's bad luck meets each kind of request: what could lose or double something most of all."""

READING_LIKELIHOOD = 0.5
