"""The open API's paths, a module per subject. They read what was sent and answer; what it means is decided elsewhere."""
