"""What scripts are written against stands in docs/command-line.md as the program does it."""

import dataclasses
import re
from pathlib import Path

from desktop.cli import shapes
from desktop.cli.exit_codes import MEANINGS, ExitCode
from desktop.cli.verbs import Verb

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "command-line.md").read_text("utf-8")

SHAPES = {
    "row": shapes.RowShape,
    "ticket": shapes.TicketShape,
    "entry": shapes.EntryShape,
    "file": shapes.FileShape,
    "contact": shapes.ContactShape,
    "change": shapes.ChangeShape,
    "problem": shapes.ProblemShape,
    "draft": shapes.DraftShape,
    "account": shapes.AccountShape,
    "error": shapes.ErrorShape,
    "fault": shapes.FaultShape,
}


def test_every_exit_code_stands_there_with_its_meaning():
    told = {
        int(code): (name, words) for code, name, words in re.findall(r"^\| (\d+) \| `(.+?)` \| (.+?) \|$", TEXT, re.M)
    }
    assert told == {int(code): (code.slug, MEANINGS[code]) for code in ExitCode}


def test_every_shape_stands_there_with_all_its_keys():
    told = {name: keys.split(", ") for name, keys in re.findall(r"^\| (\w+) \| `([\w, ]+)` \|$", TEXT, re.M)}
    assert told == {name: [one.name for one in dataclasses.fields(shape)] for name, shape in SHAPES.items()}


def test_every_command_stands_there():
    assert {verb for verb in Verb if f"    sportello {verb}" in TEXT} == set(Verb)
