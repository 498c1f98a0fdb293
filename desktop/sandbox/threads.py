"""The sandbox's threads: all of them are there from the start, so that none appears in the middle of somebody's work.

The event loop never waits for a disk: SQL and files are read and written in these pools.
"""

import threading
from concurrent.futures import ThreadPoolExecutor, wait


def started_pool(count: int, name: str) -> ThreadPoolExecutor:
    """A pool whose `count` threads run already; shut it down in the end."""
    pool = ThreadPoolExecutor(count, name)
    everybody = threading.Barrier(count)
    wait([pool.submit(everybody.wait) for _ in range(count)])
    return pool
