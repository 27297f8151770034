"""Making an address of a calendar, and letting it answer nobody any more."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.accounts.models import User
from opora.core import clock, journal
from opora.core.actors import Actor
from opora.core.keys import digest_of, new_key
from opora.inbox.models import CalendarFeed

MOST = 10
"""Addresses that one person has at a time."""


@transaction.atomic
def make_address(*, person: User, name: str, by: Actor) -> tuple[CalendarFeed, str]:
    """A new address and its key, which nobody can learn again.

    ValidationError for `name` when it is missing or that of another address, and when there are MOST of them.
    """
    name = " ".join(name.replace("\0", "").split())
    if not name:
        raise ValidationError({"name": _("Say where you will read it, such as “Phone”.")})
    User.objects.select_for_update().get(pk=person.pk)  # one after the other: names and MOST hold
    names = list(CalendarFeed.objects.filter(person=person, revoked_at=None).values_list("name", flat=True))
    if name.casefold() in {one.casefold() for one in names}:
        text = _("There is an address “%(name)s” already: revoke it first, or choose another name.")
        raise ValidationError({"name": text % {"name": name}})
    if len(names) >= MOST:
        raise ValidationError(_("You have %(n)d addresses already: revoke one that you do not use.") % {"n": MOST})
    key = new_key()
    row = CalendarFeed(person=person, name=name, digest=digest_of(key), made_at=clock.now())
    row.full_clean(validate_unique=False)
    row.save()
    of = journal.key_of(row)
    journal.write(by=by, verb="make-calendar-address", object_key=of, about=person.key, details={"name": name})
    return row, key


@transaction.atomic
def revoke_address(*, row: CalendarFeed, by: Actor) -> None:
    """Whoever asks under this address finds nothing from now on. One that is revoked stays as it is."""
    current = CalendarFeed.objects.select_for_update().get(pk=row.pk)
    if current.revoked_at is not None:
        return
    current.revoked_at = clock.now()
    current.save(update_fields=["revoked_at"])
    of = journal.key_of(current)
    journal.write(by=by, verb="revoke-calendar-address", object_key=of, about=f"user:{current.person_id}")
