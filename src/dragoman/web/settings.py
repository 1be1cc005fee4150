"""What the owner of a server decides about it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

LOCAL_NAMES = frozenset({"localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How pages are served. Nothing can be written unless a token or a password is set.

    A Host header that is an IP address is always taken, since only names can be pointed elsewhere.
    """

    ledger: str | Path | None = None  # None: the user's own
    demo: bool = False  # the bundled texts, in a ledger that is thrown away; shown on every page
    token: str = field(default="", repr=False)  # for programs, as "Authorization: Bearer …"
    password: str = field(default="", repr=False)  # for people
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)  # signs cookies, forms
    hosts: frozenset[str] = LOCAL_NAMES  # names that a request's Host may have, lower case, without port
    https: bool = False  # cookies go by HTTPS only
    private: bool = False  # reading needs the password or token too
    warm: bool = False  # prepare at the start, in the background, what questions about all pairs need
    paste_chars: int = 100_000  # read within seconds; more is for the command line
    paste_s: float = 60.0  # that reading one text may take
    body_bytes: int = 1_000_000
    paste_per_minute: int = 20  # from one address
    writes_per_minute: int = 60  # from one address
    logins_per_minute: int = 5  # from one address
    draws_per_minute: int = 60  # pictures as SVG or PNG that were not drawn before, from one address
    body_s: float = 30.0  # that a request's body may take to arrive
    waiting: int = 4  # pasted texts that may wait for one to be read; more are refused
