"""The open API's paths, a module per subject. They read what was sent and answer; what it means is decided elsewhere."""

from desktop.sandbox.routes import files, joining, reading, signing_in, writing

ALL = (signing_in.router, joining.router, reading.router, writing.router, files.router)
"""Every router, in the order of the documentation."""
