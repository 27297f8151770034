"""The addresses of a person, and whose address a key opens."""

from django.db.models import QuerySet

from opora.accounts.models import User
from opora.core.actors import Actor
from opora.core.keys import digest_of, is_key
from opora.inbox.models import CalendarFeed


def addresses_of(actor: Actor) -> QuerySet[CalendarFeed]:
    """The addresses in use of who asks, the latest first: nobody sees those of another."""
    kind, _colon, number = actor.key.partition(":")
    rows = CalendarFeed.objects.filter(revoked_at=None)
    return rows.filter(person=int(number)) if kind == "user" else rows.none()


def owner_of(key: str) -> User | None:
    """Whose calendar a key opens; None for an unknown or revoked one, and when its person may not sign in any more."""
    if not is_key(key):
        return None
    rows = CalendarFeed.objects.filter(digest=digest_of(key), revoked_at=None)
    row = rows.filter(person__is_active=True, person__withdrawn=False).select_related("person").first()
    return row.person if row else None
