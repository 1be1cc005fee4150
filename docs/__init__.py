"""Pages for people, and what brings their generated parts up to date. Not in the wheel."""
