"""How we speak to servers: the only HTTP of the program."""
