"""What changes about schools in the year: Growth Points open, a gymnasium appears, small schools close or merge."""

import datetime as dt
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from opora.demo.cohorts import Cohorts
from opora.demo.schools import InventedSchool
from opora.demo.tenures import order
from opora.organisations.models import SchoolKind, Status

AUTUMN = dt.date(2022, 9, 1)
AUTUMN_RECORDED = (AUTUMN, dt.date(2022, 9, 5))
MISTAKE_FOUND = dt.date(2022, 9, 20)
GROWTH_POINTS_IN_COHORT = 2
ONE_GROWTH_POINT_IN = 28
CLOSINGS = 2


@dataclass(frozen=True, slots=True)
class Closing:
    """A school stops working on a day."""

    code: str
    status: Status
    on: dt.date
    recorded: dt.date
    basis: str


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """`growth_points` (code, day of recording) opened on 1 September; one was recorded for the wrong school.

    `gymnasium` is the code of a school that becomes one.
    """

    growth_points: tuple[tuple[str, dt.date], ...]
    wrong_growth_point: str
    gymnasium: str
    closings: tuple[Closing, ...]


MERGING = Closing(
    "klyuchevskoi-04",
    Status.REORGANISED,
    dt.date(2022, 3, 14),
    dt.date(2022, 3, 16),
    order("постановление администрации Ключевского района", 112, dt.date(2022, 3, 9))
    + ", стала частью СОШ №\u00a014, Ключи",
)


def draw(rng: random.Random, schools: Sequence[InventedSchool], cohorts: Cohorts) -> SchoolYear:
    """The changes of the year, none of them to a school of which the story says otherwise."""
    closed = _closings(rng, schools, cohorts)
    gone = {closing.code for closing in closed}
    free = [school for school in schools if not school.growth_point and school.code not in gone]
    current = [school.code for school in free if school.code in cohorts.current]
    others = [school.code for school in free if school.code not in cohorts.current and school.kind in _TEACH_ON]
    wrong, *opened = rng.sample(others, len(schools) // ONE_GROWTH_POINT_IN + 1)
    opened += rng.sample(current, GROWTH_POINTS_IN_COHORT)
    return SchoolYear(
        growth_points=tuple((code, rng.choice(AUTUMN_RECORDED)) for code in opened),
        wrong_growth_point=wrong,
        gymnasium=_gymnasium(schools, cohorts),
        closings=closed,
    )


_TEACH_ON = frozenset({SchoolKind.SECONDARY, SchoolKind.BASIC})


def _closings(rng: random.Random, schools: Sequence[InventedSchool], cohorts: Cohorts) -> tuple[Closing, ...]:
    """The merged school of the story and small village schools that close for the summer and never open again."""
    taking_part = {*cohorts.current, *cohorts.previous}
    small = [s.code for s in schools if s.kind is SchoolKind.PRIMARY and not s.place.town and s.code not in taking_part]
    day = dt.date(2022, 8, 31)
    basis = order("постановление администрации района", rng.randint(200, 340), dt.date(2022, 7, 11))
    others = [Closing(code, Status.CLOSED, day, day, basis) for code in rng.sample(small, min(CLOSINGS, len(small)))]
    return MERGING, *others


def _gymnasium(schools: Sequence[InventedSchool], cohorts: Cohorts) -> str:
    taking_part: Collection[str] = {*cohorts.current, *cohorts.previous}
    towns = [s for s in schools if s.place.code == "novokamensk" and s.kind is SchoolKind.SECONDARY]
    return next(school.code for school in towns if school.code not in taking_part)
