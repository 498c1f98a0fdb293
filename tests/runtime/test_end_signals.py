"""A program that waits for nothing in particular still ends when it is told to."""

import os
import signal

import pytest

from desktop.runtime.end_signals import EndSignals

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_reaches_the_event_loop(qtbot, number: signal.Signals):
    before = signal.getsignal(number)
    signals = EndSignals()
    try:
        with qtbot.waitSignal(signals.asked, timeout=5000):
            signal.raise_signal(number)
    finally:
        signals.close()
    assert signal.getsignal(number) is before
