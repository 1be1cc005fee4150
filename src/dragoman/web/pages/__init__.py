"""Pages: each asks the ledger, and fills its template."""
