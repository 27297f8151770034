"""Two entries of one person become one, and that can be undone; what must not meet when two things become one."""

from collections.abc import Iterator
from itertools import product

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from opora.accounts.models import SINGLE_POSTS, Appointment, OtherName, Post, User
from opora.core import clock, merging, numbers, spans
from opora.core.actors import Actor
from opora.core.merging import Preview
from opora.core.models import Merge, Record, stamp
from opora.core.spans import Span
from opora.organisations.models import School


@merging.already
def held_already(kept: models.Model, double: models.Model) -> Iterator[Record]:
    """Appointments of the double that the kept one has too, over all of their days."""
    for one, other in _beside(kept, double):
        if _same(one, other):
            yield other.start


@merging.check
def both_have_a_head(kept: models.Model, double: models.Model) -> Iterator[str]:
    """Posts of the two schools that one person, or two where there is room for one, hold on the same day."""
    if not isinstance(kept, School):
        return
    for one, other in _beside(kept, double):
        if _clash(one, other) and not _same(one, other):
            told = {"post": Post(one.start.post).label, "day": numbers.day(max(one.starts_on, other.starts_on))}
            if one.start.person_id == other.start.person_id:
                yield _("the same person holds the post “%(post)s” at both on %(day)s: take one of the two back") % told
            else:
                yield (
                    _("both have somebody in the post “%(post)s” on %(day)s: end one of the two before that day") % told
                )


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
    if not isinstance(kept, User):
        return
    for one, other in _beside(kept, double):
        if _same_post(one, other) and not _same(one, other):
            told = {"post": Post(one.start.post).label, "day": numbers.day(max(one.starts_on, other.starts_on))}
            yield _("both hold the post “%(post)s” in one place on %(day)s: take one back first") % told


@transaction.atomic
def merge_people(*, kept: User, double: User, reason: str, by: Actor) -> Merge:
    """Make one of two entries of a person; the double's name and login mean the kept one from now on.

    Clashing with a list of what is in the way; ValidationError without a reason, and for one that was taken back.
    """
    _refuse_withdrawn(kept, double)
    merged = merging.merge(kept=kept, double=double, reason=reason, by=by)
    User.objects.filter(pk=double.pk).update(withdrawn=True)
    parts = ("surname", "given_name", "patronymic")
    names = {name: getattr(double, name) for name in parts}
    if names == {name: getattr(kept, name) for name in parts}:
        return merged
    other = OtherName.objects.create(person=kept, **names, **stamp(on=clock.today(), by=by))
    records: list[Record] = [other]
    return merging.add_made(merged=merged, records=records)


def preview_of_people(*, kept: User, double: User) -> Preview:
    """What `merge_people` would do and what is in its way; ValidationError for two that can never be merged."""
    _refuse_withdrawn(kept, double)
    return merging.preview(kept=kept, double=double)


def merges_into(pk: int) -> list[Merge]:
    """Merges of other entries into that of a person, taken back or not, the latest first; one query."""
    label = User._meta.label_lower
    return list(Merge.objects.filter(kept=f"{label}:{pk}").order_by("-pk"))


def _refuse_withdrawn(*people: User) -> None:
    if any(one.withdrawn for one in people):
        raise ValidationError(_("This person was taken back."))


@transaction.atomic
def undo_merge_of_people(*, merged: Merge, reason: str, by: Actor) -> Merge:
    """Make two people of one again, as they were; ValidationError for a merge of other things."""
    label, _colon, number = merged.double.rpartition(":")
    if label != User._meta.label_lower:
        raise ValidationError(_("Merge %(number)d is not one of people.") % {"number": merged.pk})
    undone = merging.undo(merged=merged, reason=reason, by=by)
    User.objects.filter(pk=number).update(withdrawn=False)
    return undone


Held = Span[Appointment]


def _beside(kept: models.Model, double: models.Model) -> list[tuple[Held, Held]]:
    """Every appointment of the kept one beside every one of the double."""
    if isinstance(kept, School):
        held, key = spans.load(Appointment.objects.filter(school__in=[kept, double]), clock.now()), "school_id"
    elif isinstance(kept, User):
        held, key = spans.load(Appointment.objects.filter(person__in=[kept, double]), clock.now()), "person_id"
    else:
        return []
    own, others = ([one for one in held if getattr(one.start, key) == side.pk] for side in (kept, double))
    return list(product(own, others))


def _same(one: Held, other: Held) -> bool:
    """Whether `one` says all that `other` does, once person or place is one: the same post on all of its days."""
    said = {(a.start.post, a.start.acting, a.start.tier) for a in (one, other)}
    return (
        len(said) == 1
        and (one.start.person_id == other.start.person_id or _place(one) == _place(other))
        and one.starts_on <= other.starts_on
        and (one.ends_on is None or (other.ends_on is not None and other.ends_on <= one.ends_on))
    )


def _same_post(one: Held, other: Held) -> bool:
    return one.start.post == other.start.post and _place(one) == _place(other) and spans.overlap(one, other)


def _place(one: Held) -> tuple[int | None, ...]:
    return one.start.region_id, one.start.municipality_id, one.start.school_id


def _clash(one: Held, other: Held) -> bool:
    if one.start.post != other.start.post or not spans.overlap(one, other):
        return False
    same_person = one.start.person_id == other.start.person_id
    return same_person or (one.start.post in SINGLE_POSTS and one.start.acting == other.start.acting)
