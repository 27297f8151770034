"""Two entries of one person become one, and that can be undone; what must not meet when two things become one."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from opora.accounts.models import SINGLE_POSTS, Appointment, OtherName, Post, User
from opora.core import clock, merging, numbers, spans
from opora.core.actors import Actor
from opora.core.models import Merge, Record, stamp
from opora.core.spans import Span
from opora.organisations.models import School


@merging.check
def both_have_a_head(kept: models.Model, double: models.Model) -> Iterator[str]:
    """Posts of the two schools that one person, or two where there is room for one, hold on the same day."""
    if not isinstance(kept, School):
        return
    held = spans.load(Appointment.objects.filter(school__in=[kept, double]), clock.now())
    for one in held:
        for other in held:
            apart = one.start.school_id != kept.pk or other.start.school_id == kept.pk
            if not apart and _clash(one, other):
                day = numbers.day(max(one.starts_on, other.starts_on))
                yield _("both have somebody in the post “%(post)s” on %(day)s") % {
                    "post": Post(one.start.post).label,
                    "day": day,
                }


@merging.check
def one_signs_in(kept: models.Model, double: models.Model) -> Iterator[str]:
    """What of the double has no history and would be lost: a password, an address, a telephone."""
    if not isinstance(kept, User) or not isinstance(double, User):
        return
    if double.last_login or double.has_usable_password():
        yield _("the double has a password: keep that entry instead")
    if double.email and not kept.email:
        yield _("only the double has an e-mail address: enter it with the other first")
    if double.phone and not kept.phone:
        yield _("only the double has a telephone: enter it with the other first")


@merging.check
def both_hold_a_post(kept: models.Model, double: models.Model) -> Iterator[str]:
    """Posts that both entries hold in one place on the same day."""
    if not isinstance(kept, User) or not isinstance(double, User):
        return
    held = spans.load(Appointment.objects.filter(person__in=[kept, double]), clock.now())
    for one in held:
        for other in held:
            if one.start.person_id == kept.pk and other.start.person_id == double.pk and _same_post(one, other):
                day = numbers.day(max(one.starts_on, other.starts_on))
                told = {"post": Post(one.start.post).label, "day": day}
                yield _("both hold the post “%(post)s” in one place on %(day)s: take one back first") % told


@transaction.atomic
def merge_people(*, kept: User, double: User, reason: str, by: Actor) -> Merge:
    """Make one of two entries of a person; the double's name and login mean the kept one from now on.

    Clashing with a list of what is in the way; ValidationError without a reason, and for one that was taken back.
    """
    if kept.withdrawn or double.withdrawn:
        raise ValidationError(_("This person was taken back."))
    merged = merging.merge(kept=kept, double=double, reason=reason, by=by)
    User.objects.filter(pk=double.pk).update(withdrawn=True)
    parts = ("surname", "given_name", "patronymic")
    names = {name: getattr(double, name) for name in parts}
    if names == {name: getattr(kept, name) for name in parts}:
        return merged
    other = OtherName.objects.create(person=kept, **names, **stamp(on=clock.today(), by=by))
    records: list[Record] = [other]
    return merging.add_made(merged=merged, records=records)


@transaction.atomic
def undo_merge_of_people(*, merged: Merge, reason: str, by: Actor) -> Merge:
    """Make two people of one again, as they were; ValidationError for a merge of other things."""
    label, _colon, number = merged.double.rpartition(":")
    if label != User._meta.label_lower:
        raise ValidationError(_("Merge %(number)d is not one of people.") % {"number": merged.pk})
    undone = merging.undo(merged=merged, reason=reason, by=by)
    User.objects.filter(pk=number).update(withdrawn=False)
    return undone


def _same_post(one: Span[Appointment], other: Span[Appointment]) -> bool:
    places = [(a.start.region_id, a.start.municipality_id, a.start.school_id) for a in (one, other)]
    return one.start.post == other.start.post and places[0] == places[1] and spans.overlap(one, other)


def _clash(one: Span[Appointment], other: Span[Appointment]) -> bool:
    if one.start.post != other.start.post or not spans.overlap(one, other):
        return False
    same_person = one.start.person_id == other.start.person_id
    return same_person or (one.start.post in SINGLE_POSTS and one.start.acting == other.start.acting)
