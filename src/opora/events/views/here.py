"""Checking in on one's own phone: the code, then one button or one's name. Small pages for a poor connection."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opora.accounts.guard import AskingRequest
from opora.accounts.models import User
from opora.core.actors import Actor
from opora.core.keys import new_key
from opora.events import checking
from opora.events.actions import check_in_name, check_in_person
from opora.events.forms.here import HereForm
from opora.events.models import CheckIn
from opora.events.queries import replaced_by

CODES, NAMES = "check-in-codes", "check-in-names"
TYPED = Actor(key="anonymous")
"""Who writes for people without an account."""


@never_cache
@require_safe
def here(request: AskingRequest) -> HttpResponse:
    """The code of the event; a right one leads on."""
    typed = "".join(request.GET.get("code", "").split())[:20]
    if not typed:
        return small_page(request, "events/here.html", {"typed": ""})
    address = address_of(request)
    if checking.too_many(CODES, address, checking.WRONG_CODES):
        wrong = _("Too many wrong codes came from your network. Wait ten minutes, or point the camera at the QR code.")
        return small_page(request, "events/here.html", {"typed": typed, "wrong": wrong}, status=429)
    found = checking.by_code(typed)
    if found is not None:
        return redirect("events:here_key", found.key)
    checking.count(CODES, address)
    wrong = _("No check-in has this code. Look at the screen in the hall: six digits.")
    return small_page(request, "events/here.html", {"typed": typed, "wrong": wrong}, status=404)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def here_key(request: AskingRequest, key: str) -> HttpResponse:
    """Who comes says so; whether a name is known is told to nobody."""
    found = checking.by_key(key)
    if found is None:
        raise Http404
    me = None if "name" in request.GET else _me(request, found)
    form = HereForm(request.POST if request.method == "POST" and me is None else None)
    if request.method == "POST" and (me is not None or form.is_valid()):
        try:
            return _done(request, found, *_noted(request, found, me, form))
        except ValidationError as error:
            return _page(request, found, me, form, " ".join(error.messages), status=422)
    return _page(request, found, me, form, "", status=422 if form.errors else 200)


def small_page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page without what stands around the others: it costs no query of its own."""
    return HttpResponse(render_to_string(template, {**context, "csrf_token": get_token(request)}), status=status)


def address_of(request: HttpRequest) -> str:
    """The network address of who asks, as signing in counts it."""
    return str(get_adapter().get_client_ip(request))


def _me(request: AskingRequest, check_in: CheckIn) -> User | None:
    """Who is signed in, when they belong to the event's region."""
    user = request.user
    own = request.actor.region_id == check_in.event.programme.region_id
    return user if isinstance(user, User) and own else None


def _noted(request: AskingRequest, check_in: CheckIn, me: User | None, form: HereForm) -> tuple[str, str]:
    """Write it; the name it was written under and the hour."""
    zone = check_in.event.programme.region.time_zone
    if me is not None:
        in_place_of = replaced_by(check_in.event, me)
        made = check_in_person(check_in=check_in, person=me, by=request.actor, in_place_of=in_place_of)
        return me.short_name, checking.hour(made.recorded_at, zone)
    address = address_of(request)
    if checking.too_many(NAMES, address, checking.NAMES):
        raise ValidationError(_("Too many names came from your network. Wait ten minutes, or tell the organiser."))
    said = form.cleaned_data
    entry = check_in_name(
        check_in=check_in,
        text=said["name"],
        organisation=said["organisation"],
        email=said["email"],
        key=request.POST.get("once", ""),
        by=TYPED,
    )
    checking.count(NAMES, address)
    return entry.text, checking.hour(checking.came_at(entry), zone)


def _done(request: HttpRequest, check_in: CheckIn, name: str, hour: str) -> HttpResponse:
    again = f"{reverse('events:here_key', args=[check_in.key])}?name=1"
    told = {"event": check_in.event, "name": name, "hour": hour, "again_url": again}
    return small_page(request, "events/here_done.html", told)


def _page(
    request: HttpRequest, check_in: CheckIn, me: User | None, form: HereForm, wrong: str, *, status: int
) -> HttpResponse:
    """The form with a key of its own; one with mistakes keeps its key, for it may have arrived before."""
    over = checking.refusal(check_in)
    context = {
        "check_in": check_in,
        "event": check_in.event,
        "over": over,
        "me": me,
        "form": form,
        "wrong": "" if wrong == over else wrong,
        "once": (not wrong and request.POST.get("once")) or new_key(),
    }
    return small_page(request, "events/here_key.html", context, status=status)
