"""What TOML gives, told what it is: a table, a list of tables, texts, words by language; TypeError for anything else."""

from collections.abc import Mapping
from typing import TypeAlias

Words: TypeAlias = Mapping[str, str]
Table: TypeAlias = Mapping[str, object]


def table(value: object) -> Table:
    """A TOML table; raises TypeError for anything else."""
    if not isinstance(value, dict):
        raise TypeError(f"expected a table, found {value!r}")
    return value


def tables(value: object) -> list[Table]:
    """A TOML array of tables; raises TypeError for anything else."""
    if not isinstance(value, list):
        raise TypeError(f"expected a list, found {value!r}")
    return [table(entry) for entry in value]


def texts(value: object) -> list[str]:
    """A TOML array of strings; raises TypeError for anything else."""
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise TypeError(f"expected a list of texts, found {value!r}")
    return list(value)


def words(value: object) -> Words:
    """A table from language to text; raises TypeError for anything else."""
    found = table(value)
    if not all(isinstance(text, str) for text in found.values()):
        raise TypeError(f"expected texts by language, found {value!r}")
    return {language: str(text) for language, text in found.items()}
