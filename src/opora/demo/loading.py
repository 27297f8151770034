"""Living through the invented year up to a day, in one transaction: either all of it is there, or nothing."""

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import dates, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core import clock
from opora.demo import plan, year
from opora.demo.size import FULL, Size
from opora.demo.steps import Step
from opora.demo.tenures import OPENING
from opora.demo.world import ZONE, World
from opora.organisations.models import Region

SHOWN_ON = dt.date(2022, 10, 1)
SEED = 1
OPENING_PARTS = {
    8: gettext_lazy("Region, municipalities and schools"),
    9: gettext_lazy("Programmes and the roadmap of 48 actions"),
    10: gettext_lazy("People and the posts they hold"),
}
"""What is done by which hour of the first day."""


def refuse_wrong_day(on: dt.date) -> None:
    """ValidationError for a day that the invented year does not have."""
    if not OPENING <= on <= year.LAST_DAY:
        told = {"day": on.isoformat(), "first": OPENING.isoformat(), "last": year.LAST_DAY.isoformat()}
        message = _("The demonstration year runs from %(first)s to %(last)s; %(day)s lies outside.")
        raise ValidationError(message % told)


def refuse_other_regions() -> None:
    """ValidationError when the database holds a region already, real or invented."""
    region = Region.objects.first()
    if region is None:
        return
    if region.demonstration_on is None:
        message = _("The database holds a real region, “%(region)s”: an invented one is never put beside it.")
        raise ValidationError(message % {"region": region.name}, code="real")
    message = _("The demonstration is there already, shown at %(day)s. Replace it with --replace.")
    raise ValidationError(message % {"day": region.demonstration_on.isoformat()}, code="loaded")


def refuse_in_production(*, forced: bool) -> None:
    """ValidationError in production mode, unless forced: an invented region does not belong where people work."""
    if settings.PRODUCTION and not forced:
        raise ValidationError(_("In production mode the demonstration is loaded only with --even-in-production."))


@transaction.atomic
def load(
    *,
    password: str,
    on: dt.date = SHOWN_ON,
    seed: int = SEED,
    size: Size = FULL,
    told: Callable[[str], None] = lambda _line: None,
) -> Region:
    """Make the region of a seed as it was known at the end of a day.

    `told` gets a line for each part that is done. A day earlier gives a prefix: the same records without those made
    later. ValidationError for a day outside the year and in a database that holds a region.
    """
    refuse_wrong_day(on)
    refuse_other_regions()
    world = World(shown_on=on, password=password)
    shown = dt.datetime.combine(on, dt.time.max, tzinfo=ZONE)
    steps = [step for step in year.steps(plan.draw(seed, size)) if step.moment <= shown]
    for number, step in enumerate(steps):
        _live(step, world)
        following = steps[number + 1] if number + 1 < len(steps) else None
        if line := _done(step, following):
            told(line)
    return world.region


def _live(step: Step, world: World) -> None:
    """At its moment and in Russian, the language of the invented region's documents."""
    with clock.at(step.moment), translation.override("ru"):
        step.do(world)


def _done(step: Step, following: Step | None) -> str:
    """What the end of a step completes: a part of the first day, or a month."""
    day = step.moment.date()
    if day == OPENING and step.moment.hour in OPENING_PARTS:
        return str(OPENING_PARTS[step.moment.hour])
    if following is None or following.moment.month != day.month:
        return _("%(month)s %(year)d") % {"month": dates.MONTHS[day.month], "year": day.year}
    return ""
