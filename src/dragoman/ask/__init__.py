"""Questions put to a ledger: claims to events and relations, and answers with the sentences behind them.

`service.Ledger` is the door; nothing here reads the clock.
"""
