"""Logging in and out: with the owner's password, under a name that is kept with what one decides."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from dragoman.charts.text import clean
from dragoman.web import paths
from dragoman.web.problems import ProblemError
from dragoman.web.rendering import render
from dragoman.web.security.access import begin_session, end_session, is_password, keep_session
from dragoman.web.security.csrf import FormDep
from dragoman.web.security.limits import count_deed

router = APIRouter(include_in_schema=False)

# A path of ours: "//host" and "/\host" would lead elsewhere.
_OURS = re.compile(r"/(?![/\\])[!-~]*", re.ASCII)
_LONGEST = 500  # characters of an address


@router.get("/login")
def ask(request: Request, back: Annotated[str, Query()] = "") -> Response:
    """Show the form."""
    _check_open(request)
    return render(request, "login.html", back=_ours(back), failed="", name="")


@router.post("/login")
def log_in(request: Request, form: FormDep) -> Response:
    """Log in, and go back to where one came from."""
    _check_open(request)
    count_deed(request, "login")
    name, password, back = (str(form.get(field, "")).strip() for field in ("name", "password", "back"))
    name = clean(name)  # nobody's name holds what cannot be seen, and so passes for another's
    right = is_password(password, request.app.state.settings)
    if not right or not name:
        failed = "That is not the password." if not right else "Give a name: it is kept with what you decide."
        return render(
            request,
            "login.html",
            status=403 if not right else 400,
            back=_ours(back),
            failed=failed,
            name=name,
        )
    response = RedirectResponse(_ours(back), status_code=303)
    begin_session(request, name)
    keep_session(request, response)
    return response


@router.post("/logout")
def log_out(request: Request, form: FormDep) -> Response:
    """Log out, and go to the first page."""
    response = RedirectResponse(paths.home(), status_code=303)
    end_session(request, response)
    return response


def _check_open(request: Request) -> None:
    if not request.app.state.settings.password:
        raise ProblemError(
            404,
            "Nobody can log in here.",
            remedy="Whoever runs this server can allow it by starting it with a password.",
        )


def _ours(back: str) -> str:
    return back if len(back) <= _LONGEST and _OURS.fullmatch(back) else paths.home()
