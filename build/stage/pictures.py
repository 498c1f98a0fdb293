"""A picture of each screen the tour comes by: as it stands on a desk, on a small screen, and in the dark."""

from __future__ import annotations

from pathlib import Path

from stage.client import Client

DESK = (1440, 900)
SMALL = (900, 600)


class Pictures:
    """Saves pictures into a folder, numbered in the order in which they were taken."""

    def __init__(self, folder: Path | None) -> None:
        """Make the folder, and take what an earlier tour left out of it. Without a folder no picture is taken."""
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.glob("[0-9][0-9]-*.png"):
                old.unlink()
        self.folder = folder
        self.count = 0
        self._screens = 0

    def take(self, client: Client, screen: str, *, window: str = "mainWindow", all_ways: bool = False) -> None:
        """A picture in the light; `all_ways` also of the small window and in the dark."""
        if self.folder is None:
            return
        self._screens += 1
        self._save(client, f"{screen}", window)
        if not all_ways:
            return
        client.scheme("dark")
        self._save(client, f"{screen}-dark", window)
        client.scheme("light")
        before = client.size(window)
        client.resize(*SMALL, window)
        self._save(client, f"{screen}-small", window)
        client.resize(*before, window)

    def _save(self, client: Client, name: str, window: str) -> None:
        assert self.folder is not None
        client.grab(self.folder / f"{self._screens:02}-{name}.png", window)
        self.count += 1


NO_PICTURES = Pictures(None)
"""For a walk that nobody looks at."""
