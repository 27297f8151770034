"""For everybody: whether a certificate holds and what it says. Nothing else of a person, and no list."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from opora.accounts import throttle
from opora.certificates import queries
from opora.certificates.forms import NumberForm
from opora.certificates.showing import show

MISSES = "verify"
"""What unknown numbers and codes are counted as."""


@never_cache
@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """A place to type a number in; a known one leads to its page."""
    if "number" not in request.GET:
        return _form(request, NumberForm())
    form = NumberForm(request.GET)
    if throttle.tired(request, MISSES):
        return _form(request, form, HTTPStatus.TOO_MANY_REQUESTS, tired=True)
    if not form.is_valid():
        return _form(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    found = queries.by_number(form.cleaned_data["number"])
    if found is None:
        throttle.missed(request, MISSES)
        return _form(request, form, HTTPStatus.NOT_FOUND, unknown=form.cleaned_data["number"])
    return redirect("certificates:verified", found.public_key)


@never_cache
@require_safe
def verified(request: HttpRequest, key: str) -> HttpResponse:
    """What the certificate behind a code says, and whether it holds."""
    if throttle.tired(request, MISSES):
        return _form(request, NumberForm(), HTTPStatus.TOO_MANY_REQUESTS, tired=True)
    found = queries.by_key(key)
    if found is None:
        throttle.missed(request, MISSES)
        return _form(request, NumberForm(), HTTPStatus.NOT_FOUND, unknown_code=True)
    invented = found.region.demonstration_on is not None
    return _unlisted(render(request, "certificates/verified.html", {"shown": show(found), "demonstration": invented}))


def _form(request: HttpRequest, form: NumberForm, status: int = HTTPStatus.OK, **more: Any) -> HttpResponse:
    return _unlisted(render(request, "certificates/verify.html", {"form": form, **more}, status=status))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Search engines keep nothing of it."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
