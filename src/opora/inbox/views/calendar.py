"""One's own addresses of a calendar, and what a calendar reads under one of them."""

import hashlib
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opora.accounts import throttle
from opora.accounts.guard import AskingRequest
from opora.accounts.models import User
from opora.core.attachments import attachment
from opora.core.forms import refused
from opora.events.calendar import MEDIA_TYPE
from opora.inbox.calendars.actions import make_address, revoke_address
from opora.inbox.calendars.content import calendar_of
from opora.inbox.calendars.queries import addresses_of, owner_of
from opora.inbox.models import CalendarFeed

MISSES = "calendar"
"""What unknown keys are counted as."""
FRESH = 15 * 60
"""Seconds for which a calendar need not ask again."""


class AddressForm(forms.Form):
    """How an address is called."""

    name = forms.CharField(
        label=gettext_lazy("Where you will read it"),
        help_text=gettext_lazy("Such as “Phone” or “Outlook at work”: one address for each."),
        max_length=CalendarFeed._meta.get_field("name").max_length,
        error_messages={"required": gettext_lazy("Say where you will read it, such as “Phone”.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: AskingRequest) -> HttpResponse:
    """One's own addresses. A new one is shown in the answer that makes it, and never again."""
    form = AddressForm(request.POST or None)
    made, key = None, ""
    if request.method == "POST":
        if not isinstance(request.user, User) or request.actor.scope("todo", "steer") is None:
            raise Http404
        if form.is_valid():
            try:
                made, key = make_address(person=request.user, name=form.cleaned_data["name"], by=request.actor)
            except ValidationError as error:
                refused(form, error)
            else:
                form = AddressForm()
    whole = request.build_absolute_uri(reverse("inbox:feed", args=[key])) if key else ""
    context = {
        "form": form,
        "rows": addresses_of(request.actor),
        "made": made,
        "address": whole,
        "webcal": f"webcal://{whole.partition('://')[2]}" if whole else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "inbox/calendar.html", context, status=status)


@require_POST
def revoke(request: AskingRequest, pk: int) -> HttpResponse:
    """Let one's own address answer nobody any more; 404 for any other."""
    row = get_object_or_404(addresses_of(request.actor), pk=pk)
    revoke_address(row=row, by=request.actor)
    messages.success(
        request, _("The address “%(name)s” is revoked: nothing is read under it any more.") % {"name": row}
    )
    return redirect("inbox:calendar")


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponseBase:
    """The calendar of whoever the key belongs to. Whoever guesses keys has to wait, as for certificates."""
    if throttle.tired(request, MISSES):
        wait = HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
        wait["Retry-After"] = str(throttle.SECONDS)
        return wait
    person = owner_of(key)
    if person is None:
        throttle.missed(request, MISSES)
        raise Http404
    content = calendar_of(person, request.build_absolute_uri)
    response = attachment(content, kind=f"{MEDIA_TYPE}; charset=utf-8", name="opora.ics", plain_name="opora.ics")
    response["Cache-Control"] = f"private, max-age={FRESH}"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    response["ETag"] = etag
    found: HttpResponseBase = get_conditional_response(request, etag=etag, response=response) or response
    return found
