"""Signing in to the demonstration: one person for each role."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.conf import settings

from opora.accounts.models import Appointment, Post, User
from opora.core import clock
from opora.demo import cast
from opora.organisations.models import Region

SHARED_PASSWORD = "priobye-2022"  # noqa: S105 - known to everybody, set for an invented region only, never in production


def password() -> str:
    """The password of all sign-ins: the known one; in production mode one that nobody could know."""
    return secrets.token_urlsafe(12) if settings.PRODUCTION else SHARED_PASSWORD


def password_is_shared() -> bool:
    """Whether the known password still opens the door."""
    user = User.objects.filter(login=cast.SINITSYNA.login).first()
    return user is not None and user.check_password(SHARED_PASSWORD)


@dataclass(frozen=True, slots=True)
class SignIn:
    """One way to look at the demonstration: as whom and in which post."""

    login: str
    person: str
    post: str


def listed(region: Region) -> list[SignIn]:
    """Everybody of the cast who holds a post on the day the demonstration is shown at, in the order of the roles."""
    day = region.demonstration_on or clock.today()
    return [sign_in for person in cast.SIGN_INS if (sign_in := _sign_in(person.login, day))]


def _sign_in(login: str, day: dt.date) -> SignIn | None:
    user = User.objects.filter(login=login).first()
    held = Appointment.objects.filter(person=user).in_force(day, clock.now()).oldest_first().first() if user else None
    return SignIn(login, user.short_name, str(Post(held.post).label)) if user and held else None
