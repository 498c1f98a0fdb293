"""Descriptions that begin with a template: whether anything was filled in, and whose template it is."""

from __future__ import annotations

from desktop.domain.folding import fold


def is_untouched(text: str, template: str) -> bool:
    """Whether nothing of the person's own stands in a description; white space and the template as it is are nothing."""
    return _flat(text) in ("", _flat(template))


def is_only_headings(text: str, template: str) -> bool:
    """Whether somebody changed a template and filled in nothing: every line is one of the template's, or empty."""
    if is_untouched(text, template):
        return False
    headings = {_flat(line) for line in template.splitlines()} | {""}
    return all(_flat(line) in headings for line in text.splitlines())


def _flat(text: str) -> str:
    return " ".join(fold(text).split())
