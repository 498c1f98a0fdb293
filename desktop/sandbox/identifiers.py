"""Ids: UUIDv7 (RFC 9562, section 5.7), in the one spelling that is compared everywhere, lower case with hyphens."""

import random
import re
import secrets
from datetime import datetime

UUID7_PATTERN = r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"
_UUID7 = re.compile(UUID7_PATTERN[1:-1])


def is_uuid7(text: str) -> bool:
    """Whether this is a UUIDv7 in its usual spelling, capitals allowed."""
    return _UUID7.fullmatch(text) is not None


def uuid7(at: datetime, chance: random.Random | None = None) -> str:
    """An id whose first 48 bits are `at` in milliseconds; `chance` makes it repeatable, for seeded data."""
    milliseconds = int(at.timestamp() * 1000)
    noise = chance.getrandbits(74) if chance is not None else secrets.randbits(74)
    number = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | (noise >> 62) << 64 | 0b10 << 62 | noise & (1 << 62) - 1
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
