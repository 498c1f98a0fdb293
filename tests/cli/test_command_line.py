"""What is understood as a command, and where what is said before and after the verb goes."""

import uuid
from pathlib import Path

import pytest

from desktop.cli.command_line import parse
from desktop.cli.exit_codes import MEANINGS, ExitCode
from desktop.cli.verbs import PURPOSES, Verb, is_command
from tests.cli.shell import Shell


@pytest.mark.parametrize(
    "words",
    [
        ["tickets"],
        ["--profile", "/tickets", "sync"],
        ["--profile=/x", "--json", "open"],
        ["tikets"],
        ["show", "--help"],
    ],
)
def test_a_word_makes_it_a_command_a_mistyped_one_too(words: list[str]):
    assert is_command(words)


@pytest.mark.parametrize(
    "words", [[], ["--help"], ["--profile", "tickets"], ["--hidden"], ["--undo-seconds", "0"], ["--version"]]
)
def test_without_a_word_it_is_the_window(words: list[str]):
    assert not is_command(words)


@pytest.mark.parametrize(
    "words", [["--profile", "/there", "--json", "tickets"], ["tickets", "--profile", "/there", "--json"]]
)
def test_what_holds_everywhere_may_stand_before_the_verb_or_after_it(words: list[str]):
    options = parse(words)
    assert (options.profile, options.json, options.account) == (Path("/there"), True, "")


def test_a_mistyped_verb_is_answered_with_the_verbs_there_are(fresh: Shell):
    said = fresh.say("tikets")
    assert said.code == ExitCode.USAGE
    assert "'tickets'" in said.err
    assert said.out == ""


def test_every_verb_has_help_that_tells_the_exit_codes(fresh: Shell):
    for verb in Verb:
        said = fresh.say(verb, "--help")
        assert said.code == 0
        assert PURPOSES[verb].removesuffix(".")[1:] in " ".join(said.out.split())
        for code in ExitCode:
            assert f"{code.value:>3}  {MEANINGS[code]}" in said.out


def test_no_option_takes_a_secret(fresh: Shell):
    for verb in Verb:
        options = [word for word in fresh.say(verb, "--help").out.split() if word.startswith("--")]
        assert not [word for word in options if "pass" in word or "token" in word or "secret" in word]


def test_a_uuid_of_any_version_becomes_one_that_helpdesks_take_and_the_same_one_each_time():
    by_name = uuid.uuid5(uuid.NAMESPACE_URL, "nagios:host7:disk:2026-05-04")
    first, second = (parse(["open", "--id", text]).id for text in (str(by_name), by_name.hex.upper()))
    assert first == second
    assert uuid.UUID(first).version == 7
    assert uuid.UUID(first).variant == uuid.RFC_4122
    other = parse(["open", "--id", str(uuid.uuid5(uuid.NAMESPACE_URL, "nagios:host8:disk:2026-05-04"))]).id
    assert other != first


def test_a_uuid_of_version_7_stays_as_it_is():
    id = "01934f2a-0000-7000-8000-0123456789ab"
    assert parse(["open", "--id", id.upper()]).id == id


@pytest.mark.parametrize(
    "words",
    [
        ["open", "--id", "host7"],
        ["tickets", "--limit", "-1"],
        ["sync", "--wait", "-1"],
        ["show"],
        ["open", "--id", "0" * 32],
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_touched(fresh: Shell, words: list[str]):
    assert fresh.say(*words).code == ExitCode.USAGE
    assert list(fresh.profile.iterdir()) == []


def test_bytes_that_are_no_text_are_refused(fresh: Shell):
    assert fresh.say("open", "--subject", "caff\udce8").code == ExitCode.USAGE
