"""`sign-in`: a machine without a screen is set up, and no secret is left anywhere."""

from pathlib import Path

import pytest

from desktop.cli.exit_codes import ExitCode
from desktop.sandbox.server import RunningSandbox
from tests.cli.shell import Shell

SECRET = "sportello"


def test_signing_in_makes_the_account_and_fetches_everything(fresh: Shell, sandbox: RunningSandbox):
    answer = fresh.ask("sign-in", sandbox.url, "--login", "anna", typed=f"{SECRET}\n")
    assert answer["account"]["lock"] == "passphrase"
    assert answer["account"]["signed_out"] is False
    assert fresh.ask("tickets")["total"] > 0


def test_a_wrong_password_is_said_as_such_and_leaves_no_account(fresh: Shell, sandbox: RunningSandbox):
    answer = fresh.ask("sign-in", sandbox.url, "--login", "anna", typed="guess\n", code=ExitCode.SIGN_IN_NEEDED)
    assert "password" in answer["error"]["sentence"]
    assert fresh.ask("accounts") == {"accounts": []}


def test_without_a_keyring_and_a_passphrase_it_says_what_to_do(fresh: Shell, sandbox: RunningSandbox):
    fresh.passphrase = ""
    answer = fresh.ask("sign-in", sandbox.url, "--login", "anna", typed=f"{SECRET}\n", code=ExitCode.LOCKED)
    assert "SPORTELLO_PASSPHRASE" in answer["error"]["remedy"]


def test_without_a_password_or_a_login_nothing_is_asked_of_the_helpdesk(fresh: Shell, sandbox: RunningSandbox):
    assert fresh.say("sign-in", sandbox.url, "--login", "anna").code == ExitCode.USAGE
    assert fresh.say("sign-in", sandbox.url, typed=f"{SECRET}\n").code == ExitCode.USAGE
    assert fresh.say("sign-in", typed=f"{SECRET}\n").code == ExitCode.NOT_FOUND


def test_a_password_that_is_no_text_is_refused_and_shown_to_nobody(fresh: Shell, sandbox: RunningSandbox):
    said = fresh.say("sign-in", sandbox.url, "--login", "anna", typed=b"secret-\xff\n")
    assert said.code == ExitCode.USAGE
    assert "secret" not in said.err + "".join(path.read_text("utf-8") for path in _logs(fresh.profile))


def test_an_address_without_a_helpdesk_is_said_as_such(fresh: Shell):
    said = fresh.say("sign-in", "http://127.0.0.1:1", "--login", "anna", typed=f"{SECRET}\n")
    assert said.code == ExitCode.HELPDESK


def test_signing_in_again_needs_no_address_and_finds_what_was_left(shell: Shell):
    words = ("open", "--type", "question", "--subject", "Left behind", "--description", "x", "--no-sync")
    left = shell.ask(*words, code=ExitCode.WAITING)["change"]["id"]
    before = shell.ask("accounts")["accounts"]
    shell.ask("sign-in", "--no-sync", typed=f"{SECRET}\n")
    assert shell.ask("accounts")["accounts"] == before
    assert [change["id"] for change in shell.ask("outbox")["changes"]] == [left]


def test_an_account_that_was_signed_out_wants_its_password_again(shell: Shell):
    from dataclasses import replace

    from desktop.paths import Profile
    from desktop.storage.accounts import list_accounts, save_account

    [account] = list_accounts(Profile.at(shell.profile).accounts)
    save_account(replace(account, signed_out=True))
    said = shell.say("tickets")
    assert said.code == ExitCode.LOCKED
    assert "sign-in" in said.err
    shell.ask("sign-in", typed=f"{SECRET}\n")
    assert shell.ask("tickets")["total"] > 0


def test_no_secret_is_left_in_logs_or_output(fresh: Shell, sandbox: RunningSandbox, capsys: pytest.CaptureFixture[str]):
    canary = "canary-passphrase-7261"
    fresh.passphrase = canary
    said = fresh.say("sign-in", sandbox.url, "--login", "anna", typed=f"{SECRET}\n")
    assert said.code == 0
    fresh.say("sync")
    written = said.out + said.err + "".join(path.read_text("utf-8") for path in _logs(fresh.profile))
    assert "sync" in written
    assert canary not in written
    assert f"password={SECRET}" not in written
    for path in fresh.profile.rglob("*"):
        if path.is_file():
            assert canary.encode() not in path.read_bytes(), path


def _logs(profile: Path) -> list[Path]:
    return list((profile / "logs").glob("command-line.log*"))
