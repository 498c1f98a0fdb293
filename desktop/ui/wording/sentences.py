"""Putting words into sentences so that they end as sentences do.

A Greek time of day ends with a full stop ("12:28 μ.μ."), and so do abbreviated names: before the full stop of the sentence there must not
be two of them.
"""

from __future__ import annotations

_ENDS = (".", "…", "!", "?", ";", ":")


def fill(template: str, **parts: str) -> str:
    """`template.format(**parts)`, with one full stop where a part that ends with one stands before another."""
    for name, words in parts.items():
        if words.endswith("."):
            template = template.replace(f"{{{name}}}.", f"{{{name}}}")
    return template.format(**parts)


def ended(words: str) -> str:
    """The words as a sentence: with a full stop, unless they end already."""
    return words if not words or words.endswith(_ENDS) else f"{words}."
