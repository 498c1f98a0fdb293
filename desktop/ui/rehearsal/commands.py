"""The commands of a rehearsal, each with what it answers besides `ok`. Unknown fields are refused."""

from __future__ import annotations

from typing import Literal

import msgspec


class _Command(msgspec.Struct, forbid_unknown_fields=True, tag_field="do", tag=str.lower):
    pass


class Look(_Command):
    """Everything in sight: `windows`, each with `title`, `name`, `size` and the `texts` on it; `focus` is who would hear keys."""


class Click(_Command):
    """Press and release a mouse button in the middle of something. `within` (a name) says where to look for it."""

    on: str
    within: str = ""
    button: Literal["left", "right"] = "left"
    times: int = 1


class Choose(_Command):
    """Choose an entry of a drop-down list by its keys. `within` says where to look for the list."""

    entry: str
    on: str
    within: str = ""


class Press(_Command):
    """Press keys as written in a menu ("Ctrl+N", "Tab"), `times` times, for whoever has the focus; `focus` is who has it afterwards."""

    keys: str
    times: int = 1


class Type(_Command):
    """Type a text of any script, letter by letter, for whoever has the focus."""

    text: str


class Drop(_Command):
    """Drag files from outside over something, and drop them there."""

    files: tuple[str, ...]
    on: str
    within: str = ""


class Copy(_Command):
    """Have a text, or a picture read from a file, on the clipboard; to be pasted by pressing Ctrl+V."""

    text: str = ""
    picture: str = ""


class Grab(_Command):
    """Save a picture of a window as PNG; of the one in front without `window` (its name). `window` is which it was."""

    to: str
    window: str = ""


class Wait(_Command):
    """Wait until all that is given holds, at most `seconds`.

    `text`: it stands somewhere in sight. `gone`: it no longer does. `row`: a list has a row with these words, and with those of
    `shows`. `notice`: a notice was told with these words. `link`: the line is so ("online", "unreachable"). `unsent`: so many changes
    are on their way. `ready`: this can be clicked. Answers the text, row or notice as it was `found`.
    """

    text: str = ""
    gone: str = ""
    row: str = ""
    shows: str = ""
    notice: str = ""
    link: str = ""
    unsent: int | None = None
    ready: str = ""
    within: str = ""
    seconds: float = 10.0


class Told(_Command):
    """The `notices` told so far (`title`, `body`), and the `changes` in the outbox (`id`, `ticket`, `state`, `text`)."""


class Resize(_Command):
    """Give a window (the main one without `window`) another size."""

    width: int
    height: int
    window: str = ""


class Scheme(_Command):
    """Switch to "light" or "dark"."""

    look: Literal["light", "dark"]


class Quit(_Command):
    """End the program as its menu would."""


Command = Look | Click | Choose | Press | Type | Drop | Copy | Grab | Wait | Told | Resize | Scheme | Quit

_decoder: msgspec.json.Decoder[Command] = msgspec.json.Decoder(Command)


def read_command(line: bytes) -> Command:
    """A line as a command. Raises msgspec.MsgspecError with a sentence."""
    return _decoder.decode(line)
