"""The JSON interface: what the pages show, for programs. Version 1 is at /api/v1."""
