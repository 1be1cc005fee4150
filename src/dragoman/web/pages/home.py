"""The first page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dragoman.web.asking import LedgerDep, MomentDep
from dragoman.web.rendering import render

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request, moment: MomentDep, ledger: LedgerDep) -> HTMLResponse:
    """Show what changed lately, the map, and where to search."""
    return render(request, "home.html")
