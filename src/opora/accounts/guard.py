"""The single door: who asks, in which capacity, and whether permissions.yaml lets them reach this URL at all.

Every URL passes here, so no view can forget it. Which objects a view then shows is for `visible_to`.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone, translation
from django_htmx.http import HttpResponseClientRedirect

from opora.accounts.models import User
from opora.accounts.permissions import Door, Open, matrix
from opora.accounts.queries import Presence, presence_of
from opora.core import clock
from opora.core.actors import Actor, Scope

SESSION_KEY = "appointment"
"""Where the session holds the appointment that stands for the chosen capacity."""

ANONYMOUS = Actor(key="anonymous")

BEFORE_A_PASSWORD = frozenset({"account_change_password", "account_logout"})
"""What opens, beside public pages, to somebody whose password was made by another person."""


class AskingRequest(HttpRequest):
    """A request past the guard: `actor` is who asks; `presence` adds the region and the capacities to choose from."""

    actor: Actor
    presence: Presence


class GuardMiddleware:
    """Puts `actor` and `presence` on the request and refuses what the matrix does not grant.

    The request is answered in the time zone of the actor's region and, until the reader chooses another, in the
    language of the person.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: AskingRequest) -> HttpResponse:
        request.presence = present(request.user, request.session.get(SESSION_KEY))
        request.actor = request.presence.actor
        if isinstance(request.user, User) and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        region = request.presence.region
        with timezone.override(region.time_zone if region else None):
            return self.get_response(request)

    def process_view(
        self, request: AskingRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Let through, ask to sign in, or answer 404: a forbidden page is not even known to be there."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        door = matrix().urls.get(name)
        if door is None:
            raise Http404(f"{name!r} is not named in permissions.yaml")
        if door is not Open.PUBLIC and not request.user.is_authenticated:
            return _elsewhere(request, redirect_to_login(request.get_full_path()))
        if door is not Open.PUBLIC and must_change_password(request.user) and name not in BEFORE_A_PASSWORD:
            return _elsewhere(request, redirect("account_change_password"))
        if not may_pass(request.actor, door):
            raise Http404
        return None


def may_pass(actor: Actor, door: Door) -> bool:
    """Whether somebody signed in may enter by this door."""
    return isinstance(door, Open) or actor.scope(*door) is not None


def landing(actor: Actor) -> str:
    """Where work begins: the overview for who reaches the region, else one's own to-dos; with neither the posts."""
    if actor.scope("todo") and actor.scope("members") is not Scope.REGION:
        return reverse("inbox:mine")
    return resolve_url(settings.LOGIN_REDIRECT_URL) if actor.scope("overview") else reverse("account_capacity")


def must_change_password(user: User | AnonymousUser) -> bool:
    """Whether somebody came in with a password that another person made."""
    return isinstance(user, User) and user.must_change_password


def present(user: User | AnonymousUser, appointment_id: int | None) -> Presence:
    """Who asks; nobody when not signed in, and somebody without any grant until the first password is changed."""
    if not isinstance(user, User):
        return Presence(ANONYMOUS)
    if must_change_password(user):
        return Presence(Actor(key=user.key, label=user.short_name))
    return presence_of(user, appointment_id, on=clock.today())


def _elsewhere(request: HttpRequest, to: HttpResponseRedirect) -> HttpResponseBase:
    """To another page first; htmx replaces the whole page, not the part it asked for."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(to.url)
    return to
