"""What was read, kept for ever: `store.Store` is the door. Nothing is imported here: SQLAlchemy is heavy."""
