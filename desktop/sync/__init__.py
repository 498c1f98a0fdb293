"""The engine: brings changes up and the server's state down. No Qt, no HTTP library, no SQL."""
