"""The first day: the region with its municipalities and schools, both programmes, the roadmap."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from opora.demo.plan import Plan
from opora.demo.steps import Step, at
from opora.demo.tenures import OPENING, order
from opora.demo.world import DEMO, ZONE, World
from opora.organisations import actions as organisations
from opora.organisations.actions import NewMunicipality, NewSchool
from opora.programmes import actions as programmes
from opora.programmes.region_settings import AT_RISK_DAYS, SMALLEST_GROUP
from opora.roadmap import actions as roadmap
from opora.roadmap.programme_file import programme_path, read_programme

FOUNDED = dt.date(2010, 9, 1)
PREVIOUS_SINCE = dt.date(2021, 2, 1)


def opening(plan: Plan) -> Iterator[Step]:
    """Everything that is older than the demonstration, taken over on its first day."""
    yield Step(at(OPENING, 8), partial(_open_region, plan))
    yield Step(at(OPENING, 9), partial(_start_programmes, plan))


def _open_region(plan: Plan, world: World) -> None:
    world.region = organisations.open_region(
        name="Приобский край", code="priobye", time_zone=ZONE.key, demonstration_on=world.shown_on, by=world.by
    )
    places = [
        NewMunicipality(
            code=place.code,
            name=place.name,
            short_name=place.short_name,
            tile_column=place.column,
            tile_row=place.row,
        )
        for place in plan.size.places
    ]
    added = organisations.add_municipalities(region=world.region, rows=places, by=world.by)
    world.municipalities = {municipality.code: municipality for municipality in added}
    rows = [
        NewSchool(
            municipality=world.municipalities[school.place.code],
            code=school.code,
            name=school.name,
            short_name=school.short_name,
            kind=school.kind,
            growth_point=school.growth_point,
        )
        for school in plan.schools
    ]
    schools = organisations.add_schools(region=world.region, rows=rows, on=FOUNDED, by=world.by, origin=DEMO)
    world.schools = {school.code: school for school in schools}
    for setting in (AT_RISK_DAYS, SMALLEST_GROUP):
        programmes.change_setting(
            region=world.region, key=setting.key, value=setting.default, on=OPENING, by=world.by, origin=DEMO
        )


def _start_programmes(plan: Plan, world: World) -> None:
    """The year before with its cohort, and the roadmap of 2022: its first actions are due before it is signed."""
    before = programmes.start_programme(region=world.region, year=2021, title="Проект 500+", by=world.by)
    programmes.enrol(
        programme=before,
        schools=world.schools_of(plan.cohorts.previous),
        on=PREVIOUS_SINCE,
        basis=order("приказ министерства", 97, dt.date(2021, 1, 29)),
        by=world.by,
        origin=DEMO,
    )
    file = read_programme(programme_path("2022"))
    loaded = roadmap.load_programme(file=file, region=world.region, by=world.by, origin=DEMO)
    world.programmes = {2021: before, 2022: loaded.programme}
