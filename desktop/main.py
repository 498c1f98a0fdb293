"""Composition root of the window: builds every object once, top to bottom, and takes it down again.

The window is painted first; everything slow (databases, keyring, HTTP) is loaded after that, most of it on lanes.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from desktop.identity import APP_NAME, VERSION
from desktop.paths import Profile


def main(arguments: list[str] | None = None, *, epilog: str = "") -> int:
    """Start the window; returns the exit status. `epilog` ends the help."""
    # Whatever is written from here on (databases, logs, settings, saved files) is its owner's alone.
    os.umask(0o077)
    options = _parser(epilog).parse_args(arguments)
    if options.self_check:
        from desktop.self_check import self_check

        return self_check()
    profile = Profile.at(options.profile)
    profile.make()

    from desktop.runtime.crash_guard import CrashGuard
    from desktop.runtime.end_signals import EndSignals
    from desktop.runtime.single_instance import SingleInstance
    from desktop.settings import Settings
    from desktop.ui.application import Application, make_qt_application

    qt = make_qt_application(sys.argv[:1])
    guard = CrashGuard(profile.logs)
    guard.install()
    instance = SingleInstance(profile.data)
    if not instance.take():
        print(f"{APP_NAME} is running already; its window comes to the front.")  # noqa: T201 - said to the terminal
        guard.close()
        return 0
    settings = Settings(profile.settings_file)
    application = Application(profile, settings, undo_time=round(options.undo_seconds * 1000))
    # The application has it now; what the program starts (a browser, a mail program) is not to inherit it.
    os.environ.pop("SPORTELLO_PASSPHRASE", None)
    guard.mistake.connect(application.tell_mistake)
    instance.called.connect(application.to_front)
    instance.changed.connect(application.look_again)
    rehearsal = None
    if options.rehearse:
        from desktop.ui.rehearsal import Rehearsal

        rehearsal = Rehearsal(application)

    def keep_log() -> None:
        from desktop import logbook  # 12 ms, most of it logging.handlers

        logbook.configure(profile.logs)

    if options.hidden:
        keep_log()
    else:
        application.frame.painted.connect(keep_log)
    application.start(hidden=options.hidden)
    if rehearsal is not None:
        rehearsal.start()
    signals = EndSignals()
    signals.asked.connect(application.quit)
    try:
        return qt.exec()
    finally:
        signals.close()
        application.close()
        instance.close()
        guard.close()


def _parser(epilog: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sportello",
        description="Offline-first desktop client for helpdesks. Without a command, its window.",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"{APP_NAME} {VERSION}")
    parser.add_argument("--profile", type=Path, metavar="FOLDER", help="keep everything below this folder")
    parser.add_argument("--hidden", action="store_true", help="start in the tray, where there is one")
    parser.add_argument("--self-check", action="store_true", help="say whether this installation is complete")
    parser.add_argument(
        "--undo-seconds", type=float, default=10.0, metavar="N", help="how long a send can be taken back"
    )
    parser.add_argument("--rehearse", action="store_true", help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
