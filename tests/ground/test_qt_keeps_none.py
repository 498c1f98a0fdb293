"""The Qt bindings in the lock count references to None rightly.

PySide6 6.12.0 under Python 3.11 drops one with every call that returns nothing, until the process aborts with
"deallocating None" after some thousand calls. This test tells before anyone upgrades into that.
"""

import sys

import pytest
from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QPainterPath

CALLS = 4000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on: nothing to count")
def test_calls_that_return_nothing_leave_the_count_of_none_alone(qapp):
    thing, point, path = QObject(), QPoint(), QPainterPath()
    before = sys.getrefcount(None)
    for number in range(CALLS):
        thing.setObjectName("x")
        point.setX(number)
        path.moveTo(0, 0)
    # Python itself takes and gives back a few meanwhile; a fault would show as thousands.
    assert abs(sys.getrefcount(None) - before) < CALLS // 10
