"""What the program writes is readable by nobody else, whatever the session's habits are."""

import os
import subprocess
import sys

import pytest

MAKES_A_FILE = """
import os
from desktop.main import main
os.umask(0o022)
try:
    main(["--version"])
except SystemExit:
    print(oct(os.umask(0)))
"""


@pytest.mark.skipif(os.name == "nt", reason="folders of a profile are private there by inheritance")
def test_the_program_writes_for_its_owner_alone():
    done = subprocess.run([sys.executable, "-c", MAKES_A_FILE], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split()[-1] == "0o77"
