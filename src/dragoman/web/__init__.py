"""Pages and a JSON interface over a ledger: parse, ask `service`, show. Nothing is decided here.

Needs the extra `web`; only `dragoman serve` imports this package.
"""

from dragoman.web.app import create_app
from dragoman.web.settings import Settings

__all__ = ["Settings", "create_app"]
