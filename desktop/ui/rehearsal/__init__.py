"""Letting another process play the person: `--rehearse` only, over standard input and output, never over a network.

The parent writes one command per line (JSON) and reads one line of JSON for each: `{"ok": true, …}` or `{"ok": false, "why": "…"}`.
The first line, `{"ok": true, "ready": true}`, comes when the window is there. When standard input ends, so does the program. Nothing
else is ever written to standard output.

A command does what a person does with eyes, mouse, keyboard and clipboard; it never calls the program's own functions. Things are
named as a person or a screen reader would: by the text on them, their accessible name, the words of a list's row, or their object
name. `commands` lists all there is:

    {"do": "click", "on": "New ticket"}                     {"do": "press", "keys": "Ctrl+Return"}
    {"do": "type", "text": "Η αντλία σταματά"}              {"do": "drop", "files": ["/tmp/a.jpg"], "on": "Description"}
    {"do": "copy", "picture": "/tmp/a.png"}                 {"do": "grab", "to": "/tmp/window.png"}
    {"do": "wait", "text": "Sent", "seconds": 5}            {"do": "look"}
    {"do": "resize", "width": 900, "height": 600}           {"do": "scheme", "look": "dark"}
"""

from desktop.ui.rehearsal.rehearsal import Rehearsal

__all__ = ["Rehearsal"]
