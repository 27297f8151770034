"""What stands around every page: the theme, the version, and the shapes in which other apps say who looks and where.

Views (or context processors of the apps above) give `base.html`: `nav`, `viewer`, `moment`, `place`, `programmes` and
`demonstration`; each may be missing, and its part of the page then is.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

import opora
from opora.core import clock

THEMES = ("light", "dark")
THEME_COOKIE = "opora_theme"
VERSION = opora.__version__


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is signed in and in which capacity: "Синицына М. А.", "оператор, министерство"."""

    name: str
    capacity: str = ""
    sign_out_url: str = ""
    posts_url: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """Where the reader searches, what for, and the moment that is sent along."""

    url: str
    text: str
    kept: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Moment:
    """The two clocks of a page. `known_at` None is now; `latest`: the last day that can be asked for.

    `errors` say why the address could not be followed; the page is then shown for `as_of` all the same.
    """

    as_of: dt.date
    known_at: dt.datetime | None = None
    latest: dt.date | None = None
    errors: tuple[str, ...] = ()


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the theme ("" leaves it to the reader's system) and the version of Opora."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "theme": theme if theme in THEMES else "",
        "opora_version": VERSION,
        "here": request.get_full_path(),
        "printed_at": clock.now(),
    }
