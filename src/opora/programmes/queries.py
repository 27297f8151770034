"""Cohorts, lists and settings on a day, as known at a moment."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opora.core import dated, spans
from opora.core.spans import Span
from opora.organisations.models import Region
from opora.programmes.models import CohortMembership, LowResultsListing, Programme, RegionSetting
from opora.programmes.region_settings import Setting, Settings


class SettingsKnown:
    """The settings of a region as known at a moment, asked about any day; one query.

    A key nobody defines any more is left out.
    """

    def __init__(self, region: Region, known_at: dt.datetime) -> None:
        rows = RegionSetting.objects.filter(region=region, key__in=Setting.known)
        self._rows = list(rows.known_at(known_at).oldest_first())

    def days(self) -> Iterator[dt.date]:
        """Every day on which a setting changes."""
        return (row.occurred_on for row in self._rows)

    def on(self, day: dt.date) -> Settings:
        """Those in force on a day."""
        return Settings({row.key: row.value for row in self._rows if row.occurred_on <= day})


def programme_on(programmes: Iterable[Programme], day: dt.date) -> Programme | None:
    """The programme meant on a day when none is named: the latest that has begun, else the next one to begin.

    One that has no roadmap yet has no beginning and comes last.
    """
    rows = sorted(programmes, key=lambda programme: programme.year)
    begun = [programme for programme in rows if programme.begins_on and programme.begins_on <= day]
    waiting = [programme for programme in rows if programme.begins_on and programme.begins_on > day]
    return next(iter((*reversed(begun), *waiting, *reversed(rows))), None)


def programme_of_year(region_id: int, year: int) -> Programme:
    """The region's programme of a year with its region, cohort and preceding one; ValidationError lists the years."""
    found = Programme.objects.filter(region=region_id)
    if programme := found.filter(year=year).select_related("cohort", "region", "preceding").first():
        return programme
    years = ", ".join(str(one.year) for one in found.order_by("year"))
    if years:
        message = _("There is no programme of %(year)d; there are: %(years)s")
        raise ValidationError(message % {"year": year, "years": years})
    raise ValidationError(_("There is no programme yet: opora programme load %(year)d") % {"year": year})


def memberships(programme: Programme, known_at: dt.datetime) -> dict[int, list[Span[CohortMembership]]]:
    """Memberships of the programme's cohort and of the preceding one, by programme; one query."""
    programmes = [pk for pk in (programme.pk, programme.preceding_id) if pk is not None]
    found: dict[int, list[Span[CohortMembership]]] = {pk: [] for pk in programmes}
    rows = CohortMembership.objects.filter(cohort__programme__in=programmes).select_related("cohort")
    for span in spans.load(rows, known_at):
        found[span.start.cohort.programme_id].append(span)
    return found


def low_results_lists(region_id: int, known_at: dt.datetime) -> dated.DatedValues[LowResultsListing]:
    """The region's lists of schools with low results; two queries, `schools.all()` of a list then costs none."""
    rows = LowResultsListing.objects.filter(region=region_id).prefetch_related("schools")
    return dated.load(rows, known_at, of="region_id")
