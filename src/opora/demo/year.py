"""The year as steps: each calls actions at the moment at which somebody would have."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from opora.core.actions import void
from opora.demo import control, events, letters, practices
from opora.demo.opening import opening
from opora.demo.plan import Plan
from opora.demo.school_year import AUTUMN, AUTUMN_RECORDED, MISTAKE_FOUND, Closing
from opora.demo.schools import full_name, short_name
from opora.demo.steps import Step, at
from opora.demo.tenures import OPENING, order
from opora.demo.world import DEMO, World
from opora.organisations import actions as organisations
from opora.organisations.models import SchoolKind
from opora.programmes import actions as programmes
from opora.programmes.models import LeavingReason
from opora.roadmap import actions as roadmap
from opora.roadmap.models import Action, Indicator
from opora.roadmap.proposed import Proposed

LAST_DAY = dt.date(2022, 12, 31)
JOINED = dt.date(2021, 12, 27)
ADDED = dt.date(2022, 1, 17)
NAMESAKE_FOUND = dt.date(2022, 1, 19)
LISTS = (dt.date(2021, 12, 20), dt.date(2022, 9, 12))
TARGETS_SET = dt.date(2022, 3, 2)
JOINING = order("приказ министерства", 1402, dt.date(2021, 12, 24))
PLANNED = {
    "25": (dt.date(2022, 4, 4), dt.date(2022, 4, 20)),
    "37": (dt.date(2022, 8, 8), dt.date(2022, 8, 25)),
    "36": (dt.date(2022, 9, 5), dt.date(2022, 9, 22)),
    "41": (dt.date(2022, 10, 24), dt.date(2022, 11, 17)),
}
"""Actions by a separate plan: the day of the decision and the day it sets."""


def steps(plan: Plan) -> list[Step]:
    """The whole year, oldest first; what happens at one moment stays in the order given here."""
    found = [
        *opening(plan),
        *_cohorts(plan),
        *_posts(plan),
        *_schools(plan),
        *_decisions(),
        *control.steps(),
        *letters.steps(),
        *practices.steps(plan),
        *events.steps(plan),
    ]
    return sorted(found, key=lambda step: step.moment)


def _cohorts(plan: Plan) -> Iterator[Step]:
    cohorts = plan.cohorts
    first = [code for code in cohorts.current if code not in cohorts.added]
    enrolled = [cohorts.mistaken if code == cohorts.meant else code for code in first]
    added_by = order("приказ министерства", 18, dt.date(2022, 1, 14))
    yield Step(at(JOINED, 11), partial(_enrol, enrolled, JOINED, JOINING))
    yield Step(at(ADDED, 11), partial(_enrol, list(cohorts.added), ADDED, added_by))
    yield Step(at(NAMESAKE_FOUND, 11), partial(_correct_namesake, plan))
    for day, listed in zip(LISTS, (cohorts.low_results, cohorts.next_low_results), strict=True):
        yield Step(at(day, 12), partial(_list, listed, day))


def _enrol(codes: list[str], on: dt.date, basis: str, world: World) -> None:
    schools = world.schools_of(codes)
    made = programmes.enrol(
        programme=world.programmes[2022], schools=schools, on=on, basis=basis, by=world.by, origin=DEMO
    )
    world.memberships.update(zip(codes, made, strict=True))


def _correct_namesake(plan: Plan, world: World) -> None:
    """A school was enrolled in place of its namesake in another district: taken back, and the right one back-dated."""
    reason = "Зачислена одноимённая школа другого района"
    void(record=world.memberships[plan.cohorts.mistaken], reason=reason, by=world.by)
    _enrol([plan.cohorts.meant], JOINED, JOINING, world)


def _list(codes: tuple[str, ...], day: dt.date, world: World) -> None:
    basis = order("приказ министерства", 1390 if day.year < 2022 else 944, day)
    schools = world.schools_of(codes)
    programmes.list_low_results(region=world.region, schools=schools, on=day, basis=basis, by=world.by, origin=DEMO)


def _posts(plan: Plan) -> Iterator[Step]:
    endings = [(tenure.ending.recorded, tenure) for tenure in plan.tenures if tenure.ending]
    voided = [(tenure.void[0], tenure) for tenure in plan.tenures if tenure.void]
    days = {tenure.recorded for tenure in plan.tenures} | {day for day, _tenure in [*endings, *voided]}
    for day in sorted(days):
        yield Step(at(day, 10), partial(_posts_of_day, plan, day))


def _posts_of_day(plan: Plan, day: dt.date, world: World) -> None:
    """Corrections first, then who left, then who came; and the ends of what was taken over already ended."""
    came = [tenure for tenure in plan.tenures if tenure.recorded == day]
    left = [tenure for tenure in plan.tenures if tenure.ending and tenure.ending.recorded == day]
    for tenure in plan.tenures:
        if tenure.void and tenure.void[0] == day:
            world.take_back(tenure)
    for tenure in left:
        if tenure.recorded < day:
            world.end(tenure)
    world.appoint(came)
    for tenure in left:
        if tenure.recorded == day:
            world.end(tenure)
    if day == OPENING:
        world.let_clerk_act()


def _schools(plan: Plan) -> Iterator[Step]:
    year = plan.school_year
    for closing in year.closings:
        yield Step(at(closing.recorded, 9), partial(_close, closing))
    for day in AUTUMN_RECORDED:
        codes = [code for code, recorded in year.growth_points if recorded == day]
        yield Step(at(day, 14), partial(_open_growth_points, codes))
    yield Step(at(AUTUMN_RECORDED[1], 15), partial(_open_growth_points, [year.wrong_growth_point]))
    yield Step(at(MISTAKE_FOUND, 15), partial(_take_growth_point_back, year.wrong_growth_point))
    yield Step(at(dt.date(2022, 8, 30), 9), partial(_make_gymnasium, plan))


def _close(closing: Closing, world: World) -> None:
    """A school that takes part leaves the cohort on the same day."""
    school = world.schools[closing.code]
    organisations.change_status(
        school=school, status=closing.status, on=closing.on, basis=closing.basis, by=world.by, origin=DEMO
    )
    if membership := world.memberships.get(closing.code):
        programmes.leave(
            membership=membership,
            on=closing.on,
            reason=LeavingReason.REORGANISED,
            basis=closing.basis,
            by=world.by,
            origin=DEMO,
        )


def _open_growth_points(codes: list[str], world: World) -> None:
    basis = order("приказ министерства", 830, dt.date(2022, 8, 15))
    for code in codes:
        world.growth_points[code] = organisations.set_growth_point(
            school=world.schools[code], present=True, on=AUTUMN, basis=basis, by=world.by, origin=DEMO
        )


def _take_growth_point_back(code: str, world: World) -> None:
    void(record=world.growth_points[code], reason="Центр открыт в другой школе", by=world.by)


def _make_gymnasium(plan: Plan, world: World) -> None:
    invented = plan.by_code[plan.school_year.gymnasium]
    school, kind = world.schools[invented.code], SchoolKind.GYMNASIUM
    town = invented.place.town
    organisations.change_kind(school=school, kind=kind, on=AUTUMN, by=world.by, origin=DEMO)
    organisations.rename_school(
        school=school,
        name=full_name(kind, invented.number, invented.settlement, town=town),
        short_name=short_name(kind, invented.number, invented.settlement),
        on=AUTUMN,
        by=world.by,
        origin=DEMO,
    )


def _decisions() -> Iterator[Step]:
    yield Step(at(TARGETS_SET, 12), _set_targets)
    for number, (decided, planned) in PLANNED.items():
        yield Step(at(decided, 12), partial(_plan_action, number, planned))


def _set_targets(world: World) -> None:
    """The order names no target for curators and first visits; the ministry does."""
    basis = order("протокол совещания министерства", 7, TARGETS_SET)
    for key in ("5", "7"):
        indicator = Indicator.objects.get(roadmap__programme=world.programmes[2022], key=key)
        before = indicator.definitions.latest("version")
        roadmap.define_indicator(
            indicator=indicator,
            proposed=Proposed(
                formula=before.formula,
                target="= 100",
                target_basis=basis,
                reading=before.reading,
                basis=basis,
                on=TARGETS_SET,
            ),
            by=world.by,
            origin=DEMO,
        )


def _plan_action(number: str, planned_on: dt.date, world: World) -> None:
    action = Action.objects.get(roadmap__programme=world.programmes[2022], number=number)
    roadmap.plan_action(action=action, planned_on=planned_on, by=world.by, origin=DEMO)
