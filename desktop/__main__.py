"""`python -m desktop` and the `sportello` command."""

import sys

from desktop.main import main

if __name__ == "__main__":
    sys.exit(main())
