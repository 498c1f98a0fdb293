"""The connector for servers of the open API (docs/open-api.md); the sandbox is one."""
