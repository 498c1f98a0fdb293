"""Machines of a company."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Machine:
    """One machine. `state` is a machine state of the catalogue; `installed_on` is a date as YYYY-MM-DD."""

    id: str
    name: str
    serial: str
    model: str = ""
    manufacturer: str = ""
    site: str = ""
    line: str = ""
    state: str = ""
    installed_on: str = ""
    company_id: str = ""
