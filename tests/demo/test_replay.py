"""The year replayed: what is read afterwards “as known then” is, to the last letter, what was read on the day itself.

The invented year is lived through step by step. In the evening of each day up to March on which something was recorded,
and of the last day of each month, everything the roadmap answers is kept. When the year is over each evening is read
again.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from io import StringIO
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import translation

from opora.accounts.models import Appointment, Post
from opora.core import clock
from opora.core.periods import Period, Precision
from opora.demo import cast, plan, year
from opora.demo.size import SMALL
from opora.demo.steps import Step, at
from opora.demo.world import DEMO, World
from opora.indicators.context import Context
from opora.organisations import actions as organisations
from opora.organisations.actions import NewSchool
from opora.organisations.models import Municipality, School
from opora.programmes import actions as programmes
from opora.programmes.models import Programme
from opora.programmes.populations import roster
from opora.programmes.region_settings import AT_RISK_DAYS
from opora.roadmap import actions as roadmap
from opora.roadmap.execution import Execution
from opora.roadmap.models import Action, Indicator
from opora.roadmap.outline import ActionOutline
from opora.roadmap.programme_file import programme_path, read_programme
from opora.roadmap.proposed import Proposed
from opora.roadmap.queries import IndicatorView, read_roadmap
from tests.accounts.people import signed_in

pytestmark = pytest.mark.django_db
PLAN = plan.draw(1, SMALL)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2022-{text}")


DEADLINE_MOVED, MOVED_TO, MOVE_RECORDED = day("02-14"), day("02-28"), day("02-24")
WARNED, WARNING_RECORDED = day("07-25"), day("08-05")
SCHOOL_OPENED, NEW_SCHOOL = day("06-10"), "maiskii-99"
NAMES_CHANGED = day("05-11")
REDEFINED, REDEFINITION_RECORDED = day("09-15"), day("09-19")
GROWTH_POINTS_ONLY = "share(schools(current, growth_point=True), curator_appointed())"


def further_steps() -> list[Step]:
    """What the invented year has not: a moved deadline, another definition, a setting, other names, a new school."""
    return [
        Step(at(MOVE_RECORDED, 13), _move_deadline),
        Step(at(NAMES_CHANGED, 13), _change_names),
        Step(at(SCHOOL_OPENED, 13), _open_school),
        Step(at(WARNING_RECORDED, 13), _warn_earlier),
        Step(at(REDEFINITION_RECORDED, 13), _redefine),
    ]


def _move_deadline(world: World) -> None:
    """Curators may come until the end of February."""
    action = Action.objects.get(roadmap__programme=world.programmes[2022], number="5")
    periods = (Period(None, MOVED_TO, Precision.DAY),)
    roadmap.move_deadline(
        action=action, periods=periods, basis="приказ № 31", on=DEADLINE_MOVED, by=world.by, origin=DEMO
    )


def _change_names(world: World) -> None:
    file = read_programme(programme_path("2022"))
    words = {code: {"ru": f"{said['ru']} (новое)", "en": said["en"]} for code, said in file.titles.words.items()}
    changed = replace(file, titles=replace(file.titles, words=words))
    assert roadmap.load_programme(file=changed, region=world.region, by=world.by, origin=DEMO).applied


def _open_school(world: World) -> None:
    """A school that nobody knew before joins."""
    place = world.municipalities["maiskii"]
    row = NewSchool(municipality=place, code=NEW_SCHOOL, name="Новая школа", short_name="Новая")
    schools = organisations.add_schools(region=world.region, rows=[row], on=SCHOOL_OPENED, by=world.by, origin=DEMO)
    basis = "приказ № 77"
    programmes.enrol(
        programme=world.programmes[2022], schools=schools, on=SCHOOL_OPENED, basis=basis, by=world.by, origin=DEMO
    )


def _warn_earlier(world: World) -> None:
    programmes.change_setting(region=world.region, key=AT_RISK_DAYS.key, value=40, on=WARNED, by=world.by, origin=DEMO)


def _redefine(world: World) -> None:
    indicator = Indicator.objects.get(roadmap__programme=world.programmes[2022], key="5")
    before = indicator.definitions.latest("version")
    roadmap.define_indicator(
        indicator=indicator,
        proposed=Proposed(
            formula=GROWTH_POINTS_ONLY,
            target=before.target,
            target_basis=before.target_basis,
            basis="приказ № 32",
            on=REDEFINED,
        ),
        by=world.by,
        origin=DEMO,
    )


class Answer(NamedTuple):
    """All that is said of an indicator: its row by the terms in force, its execution, its figure with all evidence."""

    row: ActionOutline
    execution: Execution
    one: IndicatorView


Answers = dict[str, Answer]


def read(programme: Programme, on: dt.date, known_at: dt.datetime) -> Answers:
    view = read_roadmap(programme, on, known_at)
    assert view is not None
    return {key: Answer(action.outline, action.execution, one) for key, (action, one) in view.indicators.items()}


Learnt = tuple[Callable[[Answers], set[str]], set[str]]


def naming(*words: str, due_after: str = "01-01", but: str = "no word") -> Callable[[Answers], set[str]]:
    """The figures whose formula names one of these words, and that are due after a day."""

    def figures(answers: Answers) -> set[str]:
        said = {key: (answer.one.outline.formula, answer.row.terms.last_due) for key, answer in answers.items()}
        return {
            key
            for key, (formula, due) in said.items()
            if any(word in formula for word in words) and but not in formula and due and due > day(due_after)
        }

    return figures


def just(*keys: str) -> Callable[[Answers], set[str]]:
    return lambda _answers: set(keys)


SCHOOLS = ["schools(current", "heads(current", "teams(current"]
LEARNT_LATER: dict[dt.date, Learnt] = {
    day("01-12"): (naming(*SCHOOLS, "municipalities(current", but="growth_point"), set()),
    day("01-24"): (naming("management_teams"), set()),
    day("02-08"): (naming("curator", "coordinator", "executed"), {"4"}),
    day("02-17"): (just("5", "33"), {"5"}),
    day("03-02"): (just("5"), set()),
    day("03-15"): (naming(*SCHOOLS, "curators(current", but="growth_point", due_after="03-13"), set()),
    day("07-31"): (just(), {"32", "33", "34"}),
    day("09-01"): (naming("growth_point"), set()),
    day("09-16"): (just("5"), set()),
}
"""By evening the figures and the executions that are told otherwise by the end of the year."""
QUIET = [day("02-03"), day("04-30"), day("10-31"), year.LAST_DAY]
EVENINGS = sorted(
    {step.moment.date() for step in year.steps(PLAN) if step.moment.date() < day("04-01")}
    | {step.moment.date() for step in further_steps()}
    | {dt.date(2022, month, 1) - dt.timedelta(days=1) for month in range(2, 13)}
    | {*LEARNT_LATER, year.LAST_DAY}
)
ADDRESSES = [
    "/",
    "/roadmap/?group=number",
    "/roadmap/5/",
    "/roadmap/changes/",
    "/indicators/5/",
    "/indicators/5/history/",
    "/indicators/5/municipalities/",
    "/municipalities/",
    "/schools/",
    f"/search/?q={NEW_SCHOOL}",
]
DOORS = [day("01-12"), day("03-15")]
"""Evenings on which pages are read too; the command is on all evenings that something was learnt of later."""


@dataclass
class Kept:
    """What was read in the evenings."""

    answers: dict[dt.date, Answers] = field(default_factory=dict)
    told: dict[dt.date, str] = field(default_factory=dict)
    pages: dict[dt.date, dict[str, str]] = field(default_factory=dict)


def keep(kept: Kept, evening: dt.date, world: World) -> None:
    """Read everything on the evening itself."""
    kept.answers[evening] = read(world.programmes[2022], evening, clock.now())
    if evening in LEARNT_LATER:
        kept.told[evening] = command(evening)
    if evening in DOORS:
        kept.pages[evening] = pages(evening)


def command(evening: dt.date) -> str:
    out = StringIO()
    asked = ["show", "--as-of", f"{evening}", "--known-at", f"{evening}", "--by", "municipality", "--json"]
    call_command("indicators", *asked, stdout=out)
    return out.getvalue()


def pages(evening: dt.date) -> dict[str, str]:
    """By address, as the ministry sees them; without the token that every page has anew."""
    held = Appointment.objects.select_related("person").get(person__login=cast.SINITSYNA.login, post=Post.MINISTRY)
    client = signed_in(held.person, held)
    place, school = Municipality.objects.get(code="maiskii"), School.objects.get(code=PLAN.cohorts.meant)
    found = {}
    for address in [*ADDRESSES, f"/municipalities/{place.pk}/", f"/schools/{school.pk}/"]:
        asked = "&" if "?" in address else "?"
        response = client.get(f"{address}{asked}as_of={evening}&known_at={evening}")
        assert response.status_code == 200, address
        found[address] = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return found


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[Kept]:
    """The year lived through up to its end; every test runs inside this transaction, on the last evening."""
    kept = Kept()
    steps = [*year.steps(PLAN), *further_steps()]
    steps += [Step(clock.end_of(evening), partial(keep, kept, evening)) for evening in EVENINGS]
    with django_db_blocker.unblock(), transaction.atomic():
        world = World(shown_on=year.LAST_DAY, password="priobye-2022")
        for step in sorted(steps, key=lambda step: step.moment):
            with clock.at(step.moment), translation.override("ru"):
                step.do(world)
        with clock.at(clock.end_of(year.LAST_DAY)):
            yield kept
        transaction.set_rollback(True)


def replayed(evening: dt.date) -> Answers:
    return read(Programme.objects.get(year=2022), evening, clock.end_of(evening))


def test_every_evening_replayed_is_the_evening_itself(kept: Kept) -> None:
    assert list(kept.answers) == EVENINGS
    for evening, answers in kept.answers.items():
        again = replayed(evening)
        assert again.keys() == answers.keys()
        assert [key for key in again if again[key] != answers[key]] == [], evening


def test_the_command_tells_the_same_afterwards(kept: Kept) -> None:
    assert {evening: command(evening) for evening in LEARNT_LATER} == kept.told


def test_the_pages_are_the_same_afterwards(kept: Kept) -> None:
    for evening in DOORS:
        again = pages(evening)
        assert [address for address in again if again[address] != kept.pages[evening][address]] == [], evening


def test_what_was_learnt_later_differs_now(kept: Kept) -> None:
    """The evenings of the table say something else today, in exactly these figures and executions."""
    programme = Programme.objects.get(year=2022)
    for evening, (figures, states) in LEARNT_LATER.items():
        then, now = kept.answers[evening], read(programme, evening, clock.now())
        assert {key for key in now if now[key].one.figure != then[key].one.figure} == figures(then), evening
        assert {key for key in now if now[key].execution != then[key].execution} == states, evening


def test_what_nobody_learnt_otherwise_is_the_same_now(kept: Kept) -> None:
    programme = Programme.objects.get(year=2022)
    for evening in QUIET:
        then, now = kept.answers[evening], read(programme, evening, clock.now())
        assert [key for key in now if now[key].one.figure != then[key].one.figure] == [], evening


def test_a_school_that_came_later_was_never_there_before(kept: Kept) -> None:
    """Of the whole region, of a municipality, of a search; nor is it there before the day it opens, as known now."""
    new = School.objects.get(code=NEW_SCHOOL).pk
    programme = Programme.objects.get(year=2022)
    for on, known_at in ((day("06-09"), clock.end_of(day("06-09"))), (day("06-09"), clock.now())):
        assert new not in roster(Context.of(programme, on, known_at), on, []).schools
    assert new in roster(Context.of(programme, SCHOOL_OPENED, clock.now()), SCHOOL_OPENED, []).schools
