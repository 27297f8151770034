"""Error pages in Opora's own look. They need no database, no session and no template of another app."""

import logging

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from opora.core.shell import THEME_COOKIE, THEMES

log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or the form cannot be read."""
    lead = _("Check the address, or go back and fill in the form again.")
    return _page(request, 400, _("The request cannot be read"), lead)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: a page of another role. An object that may not be seen answers 404 instead."""
    lead = _("Sign in with another role, or ask the ministry.")
    return _page(request, 403, _("This page is not for your role"), lead)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing that this person may see."""
    lead = _("The address may be mistyped, or what it led to is not open to you.")
    return _page(request, 404, _("There is no such page"), lead)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our own fault."""
    lead = _("The error is ours and has been written down. What was saved before it is kept; try again in a minute.")
    return _page(request, 500, _("Something went wrong"), lead)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form is too old, came from another site, or cookies are off."""
    log.warning("CSRF failure at %s: %s", request.path, reason)
    lead = _("It was open for too long, or the browser refuses cookies. Go back, reload the page and send it again.")
    return _page(request, 403, _("The form has expired"), lead)


def _page(request: HttpRequest, status: int, title: str, lead: str) -> HttpResponse:
    theme = request.COOKIES.get(THEME_COOKIE, "")
    context = {"status": status, "title": title, "lead": lead, "theme": theme if theme in THEMES else ""}
    try:
        body = render_to_string("config/error.html", context)
    except Exception:  # whatever is broken (static files not collected …), the reader still gets words
        log.exception("The error page itself cannot be shown")
        return HttpResponse(f"{status}. {title}\n\n{lead}\n", status=status, content_type="text/plain; charset=utf-8")
    return HttpResponse(body, status=status)
