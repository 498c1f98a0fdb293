"""What another process can do with the window: what a person could, and nothing more."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from stage.client import Client
from stage.processes import Child, Trouble, environment, python


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Client]:
    """The program as somebody new sees it: the sign-in."""
    client = Client(tmp_path / "profile", tmp_path / "client.log")
    try:
        client.wait(ready="Continue")
        yield client
    finally:
        client.end()


def test_what_is_not_in_sight_can_be_neither_clicked_nor_waited_for(window: Client) -> None:
    with pytest.raises(Trouble, match="nothing in sight is called “Outbox”"):
        window.click("Outbox")
    with pytest.raises(Trouble, match=r"after 0.1 s “Outbox” is not in sight"):
        window.wait(text="Outbox", seconds=0.1)
    window.click("Continue")


def test_keys_and_letters_of_any_script_go_to_who_has_the_focus(window: Client) -> None:
    window.click("Address of the helpdesk")
    window.type("βοήθεια.example/è")
    assert window.wait(text="βοήθεια") == "βοήθεια.example/è"
    window.press("Ctrl+A")
    window.press("Delete")
    window.copy(text="help.example")
    window.press("Ctrl+V")
    window.wait(text="help.example", gone="βοήθεια")


def test_a_window_can_be_looked_at_and_saved_as_a_picture(window: Client, tmp_path: Path) -> None:
    window.resize(640, 500, "mainWindow")
    assert window.size("mainWindow") == (640, 500)
    window.grab(tmp_path / "sign-in.png", "mainWindow")
    assert (tmp_path / "sign-in.png").read_bytes().startswith(b"\x89PNG")
    assert "Sign in to your helpdesk" in json.dumps(window.look())


def test_a_line_that_is_no_command_is_refused_with_a_sentence_and_nothing_else_happens(tmp_path: Path) -> None:
    command = [*python(), "-m", "desktop", "--profile", str(tmp_path / "profile"), "--rehearse"]
    given = environment(QT_QPA_PLATFORM="offscreen")
    child = Child("the program", command, tmp_path / "client.log", given, listens=True)
    try:
        assert json.loads(child.hear(20)) == {"ok": True, "ready": True}
        for line in (
            "not JSON",
            '{"do": "import", "module": "os"}',
            '{"do": "click", "on": "Continue", "twice": true}',
        ):
            child.say(line)
            answer = json.loads(child.hear(10))
            assert answer["ok"] is False
            assert answer["why"]
        child.close_input()
        assert child.wait(15) == 0
        assert child.heard_already() is None
    finally:
        child.end()
