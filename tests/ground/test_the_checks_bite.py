"""Each check of tests/conftest.py and pyproject.toml catches the offence it is for, and lets the innocent pass."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(pytester: pytest.Pytester, body: str) -> str:
    """Run one test file under this project's own conftest and options; return what pytest says, failures and all."""
    pytester.makeconftest("from tests.conftest import *\nfrom tests.conftest import _forgetful_keyring\n")
    pytester.makepyfile(body)
    options = ("-c", str(ROOT / "pyproject.toml"), f"--rootdir={pytester.path}", "-n", "0", "-p", "no:cacheprovider")
    result = pytester.runpytest_subprocess(*options, str(pytester.path))
    return result.stdout.str() + result.stderr.str()


def verdicts(output: str) -> dict[str, str]:
    """The name of each failing test → its line in pytest's summary."""
    lines = re.findall(r"^(?:FAILED|ERROR) \S+::(\w+)(.*)$", output, re.MULTILINE)
    return dict(lines)


def test_leaks_of_plain_python_are_caught_where_they_happen(pytester):
    output = run(
        pytester,
        """
        import socket, threading
        kept = []

        def test_that_leaves_a_thread():
            stop = threading.Event()
            kept.append(stop)
            threading.Thread(target=stop.wait, name="left-alone", daemon=True).start()

        def test_that_leaves_a_socket():
            socket.socket()

        def test_whose_thread_dies_of_an_exception():
            thread = threading.Thread(target=lambda: 1 / 0)
            thread.start()
            thread.join()

        def test_that_leaves_a_database_open():
            import apsw
            kept.append(apsw.Connection(":memory:"))

        def test_that_cleans_up():
            thread = threading.Thread(target=print)
            thread.start()
        """,
    )
    assert set(verdicts(output)) == {
        "test_that_leaves_a_thread",
        "test_that_leaves_a_socket",
        "test_whose_thread_dies_of_an_exception",
        "test_that_leaves_a_database_open",
    }
    assert "left-alone" in output
    assert "ResourceWarning" in output
    assert "database connection: <apsw.Connection" in output


def test_leaks_and_warnings_of_qt_are_caught_where_they_happen(pytester):
    output = run(
        pytester,
        """
        from PySide6.QtCore import QThread, QTimer, qWarning
        from PySide6.QtWidgets import QLabel, QWidget
        kept = []

        def test_that_leaves_a_timer(qtbot):
            timer = QTimer()
            timer.start(60_000)
            kept.append(timer)

        def test_that_leaves_a_window(qtbot):
            window = QLabel("left")
            kept.append(window)

        def test_that_leaves_a_qt_thread(qtbot):
            thread = QThread()
            thread.start()
            kept.append(thread)

        def test_that_makes_qt_warn(qtbot):
            qWarning("something is wrong")

        def test_whose_slot_raises(qtbot):
            QTimer.singleShot(0, lambda: 1 / 0)
            qtbot.wait(20)

        def test_that_cleans_up(qtbot):
            window = QWidget()
            qtbot.addWidget(window)
            window.show()
            timer = QTimer(window)
            timer.start(60_000)
            timer.stop()

        def test_that_lets_a_window_go(qtbot):
            window = QWidget()
            window.itself = window  # a cycle: only the collector ends it
            QTimer(window).start(60_000)

        def teardown_module():
            kept[2].quit()
            kept[2].wait()
        """.replace("kept[2]", "next(thing for thing in kept if isinstance(thing, QThread))"),
    )
    assert set(verdicts(output)) == {
        "test_that_leaves_a_timer",
        "test_that_leaves_a_window",
        "test_that_leaves_a_qt_thread",
        "test_that_makes_qt_warn",
        "test_whose_slot_raises",
    }
    for sign in (
        "active timer: <PySide6.QtCore.QTimer",
        "window: <PySide6.QtWidgets.QLabel",
        "Qt thread: <",
        "ZeroDiv",
    ):
        assert sign in output


def test_no_test_reaches_the_network_the_home_or_the_keyring_of_a_person(pytester, monkeypatch):
    monkeypatch.setenv("HOME", str(pytester.path / "person"))
    output = run(
        pytester,
        """
        import socket
        import pytest
        from pathlib import Path

        def test_names_are_unknown():
            with pytest.raises(socket.gaierror):
                socket.getaddrinfo("www.example.org", 443)

        def test_addresses_are_out_of_reach():
            with pytest.raises(OSError, match="no network"), socket.socket() as plug:
                plug.connect(("192.0.2.1", 443))

        def test_loopback_works():
            with socket.create_server(("127.0.0.1", 0)) as server:
                socket.create_connection(server.getsockname()).close()

        def test_the_home_is_another(home):
            assert Path.home() == home
            assert "person" not in str(home)

        def test_the_keyring_is_another():
            import keyring
            keyring.set_password("Sportello", "somebody", "word")
            assert keyring.get_password("Sportello", "somebody") == "word"
            assert type(keyring.get_keyring()).__name__ == "MemoryKeyring"

        def test_the_keyring_is_empty_again():
            import keyring
            assert keyring.get_password("Sportello", "somebody") is None
        """,
    )
    assert verdicts(output) == {}
    assert "6 passed" in output
