"""Two invented programmes over the places of tests.organisations.places."""

import datetime as dt

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.programmes import actions
from opora.programmes.models import Cohort, Programme
from tests.organisations.places import Places

BEGUN = dt.datetime(2021, 12, 15, 12, tzinfo=dt.UTC)


def make(places: Places) -> Programme:
    """2022 with the first three schools, after 2021 with the fourth and the first."""
    with clock.at(BEGUN):
        before = actions.start_programme(region=places.region, year=2021, title="2021", by=SYSTEM)
        now = actions.start_programme(region=places.region, year=2022, title="2022", preceding=before, by=SYSTEM)
        schools = [places.fourth, places.first]
        actions.enrol(programme=before, schools=schools, on=dt.date(2021, 10, 1), basis="order 1", by=SYSTEM)
        schools = [places.first, places.second, places.third]
        actions.enrol(programme=now, schools=schools, on=dt.date(2021, 12, 15), basis="order 2", by=SYSTEM)
    return now


def cohort_size(cohort: Cohort, day: dt.date, known_at: dt.datetime) -> int:
    """How many schools take part on a day."""
    return cohort.memberships.in_force(day, known_at).values("school").distinct().count()
