"""The theme of the pages and the gallery of components."""

import datetime as dt

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from opora.core.gallery import specimens
from opora.core.shell import THEME_COOKIE, THEMES, Moment

YEAR = 60 * 60 * 24 * 365
GALLERY_DAY = dt.date(2022, 3, 24)


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state over invented values. Open to everybody: it shows nothing of the database."""
    moment = Moment(GALLERY_DAY, latest=dt.date(2022, 10, 1))
    return render(request, "core/gallery.html", {"moment": moment, "shown": specimens(GALLERY_DAY)})


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark, or whatever the reader's system prefers; back to the page they came from."""
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(onward if safe else "/")
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(
            THEME_COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(THEME_COOKIE)
    return response
