"""What must not meet when two organisations or two people become one: a post held twice at the same time."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext as _

from opora.accounts.models import SINGLE_POSTS, Appointment, Post
from opora.core import clock, merging, numbers, spans
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


def _clash(one: Span[Appointment], other: Span[Appointment]) -> bool:
    if one.start.post != other.start.post or not spans.overlap(one, other):
        return False
    same_person = one.start.person_id == other.start.person_id
    return same_person or (one.start.post in SINGLE_POSTS and one.start.acting == other.start.acting)
