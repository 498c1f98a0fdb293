"""The only SQL and the only keyring of the program: two databases per account, and the frozen files."""
