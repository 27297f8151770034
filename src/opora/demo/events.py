"""Events of the invented year: planned, moved, held, with who was there; one list is still to be sorted out."""

import csv
import datetime as dt
import io
import random
from collections.abc import Iterator
from functools import partial

from opora.accounts.models import User
from opora.core import clock
from opora.core.actors import Actor
from opora.core.files import actions as files
from opora.demo.gatherings import EVENTS, LINK, SERIES, Gathering, sessions
from opora.demo.plan import Plan
from opora.demo.steps import Step, at
from opora.demo.world import DEMO, World
from opora.events import actions
from opora.events.actions import Planned
from opora.events.models import Event, EventSeries, Invitation
from opora.events.reading import read_list
from opora.indicators.checker import read_population
from opora.indicators.context import Context
from opora.indicators.evaluation import population_of
from opora.indicators.registry import language

SERIES_PLANNED = dt.date(2022, 3, 1)
AHEAD = dt.timedelta(days=14)
FROM_A_LOG = "round-table"
"""Its attendance is a log of the call with names that nobody has sorted out yet."""
INVITED = "vector-3", dt.date(2022, 9, 23), (dt.date(2022, 9, 27), dt.date(2022, 9, 29))
"""Everybody is invited, and answers on these days."""
CERTIFIED = "fl-conference", dt.date(2022, 8, 29)
"""Whoever was there got a certificate."""
REOPENED = "mentor-day", dt.date(2022, 4, 29), "Забыли список второй площадки"


def steps(plan: Plan) -> Iterator[Step]:
    """What happens at its moment."""
    yield Step(at(SERIES_PLANNED, 9), _plan_series)
    for one in [*EVENTS, *sessions()]:
        yield Step(at(_working(max(one.on - AHEAD, plan_from(one))), 11), partial(_plan, one))
        if one.called_off:
            yield Step(at(_working(one.on - dt.timedelta(days=4)), 12), partial(_call_off, one))
            continue
        if one.moved_to:
            yield Step(at(_working(min(one.on, one.moved_to) - dt.timedelta(days=4)), 12), partial(_move, one))
        yield Step(at(one.held_on, 17), partial(_hold, one, plan))
        yield Step(at(_working(one.held_on + dt.timedelta(days=one.closed_after)), 15), partial(_close, one.code))
    code, invited_on, answered = INVITED
    yield Step(at(invited_on, 12), partial(_invite, code))
    for day in answered:
        yield Step(at(day, 14), partial(_answer, code))
    code, certified_on = CERTIFIED
    yield Step(at(certified_on, 11), partial(_certify, code))
    code, day, _reason = REOPENED
    yield Step(at(day, 10), _reopen)
    yield Step(at(day, 16), partial(_close, code))


def _working(day: dt.date) -> dt.date:
    """The day, or the Monday after it."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)


def plan_from(one: Gathering) -> dt.date:
    """The first day an event can stand in the plan: its series is there from March on, the year from its opening."""
    return SERIES_PLANNED if one.series else dt.date(2021, 12, 15)


def _plan_series(world: World) -> None:
    for code, kind, title in SERIES:
        actions.plan_series(
            programme=world.programmes[2022],
            code=code,
            kind=kind,
            title=title,
            by=world.by,
            on=SERIES_PLANNED,
            origin=DEMO,
        )


def _plan(one: Gathering, world: World) -> None:
    programme = world.programmes[2022]
    planned = Planned(
        on=one.on,
        starts_at=dt.time(10),
        ends_at=dt.time(12, 30),
        place=one.place,
        link="" if one.place else f"{LINK}/{one.code}",
    )
    series = EventSeries.objects.get(programme=programme, code=one.series) if one.series else None
    actions.plan_event(
        programme=programme,
        code=one.code,
        planned=planned,
        about={"kind": one.kind, "title": one.title, "organiser": one.organiser, "invited": one.invited},
        series=series,
        by=world.by,
        on=clock.today(),
        origin=DEMO,
    )


def _move(one: Gathering, world: World) -> None:
    event, held_on = _event(one.code, world), one.held_on
    planned = Planned(on=held_on, starts_at=dt.time(10), ends_at=dt.time(12, 30), link=f"{LINK}/{one.code}")
    actions.move(event=event, planned=planned, reason=one.why, by=world.by, on=clock.today(), origin=DEMO)


def _call_off(one: Gathering, world: World) -> None:
    event = _event(one.code, world)
    actions.call_off(event=event, reason=one.called_off, by=world.by, on=clock.today(), origin=DEMO)


def _hold(one: Gathering, plan: Plan, world: World) -> None:
    """It takes place; who came is noted, and which schools showed something."""
    event = _event(one.code, world)
    actions.hold(event=event, on=one.held_on, by=world.by, origin=DEMO)
    rng = random.Random(f"{plan.tenures[0].person.login}/{one.code}")  # noqa: S311 - invents who came
    invited, places = _invited(event, one.held_on)
    coming = [user for user in invited if rng.random() < one.rate]
    _show(event, one, plan, rng, world)
    if one.code == FROM_A_LOG:
        _bring_log(event, [(user, places[user.pk]) for user in coming], rng, world)
        return
    replaced = {user.pk: other.pk for user, other in _substitutes(coming, invited, rng)}
    actions.note_presences(event=event, people=coming, in_place_of=replaced, by=world.by, origin=DEMO)


def _invited(event: Event, on: dt.date) -> tuple[list[User], dict[int, str]]:
    """Everybody the sentence of the event names on the day, by login; and the place of each, in words."""
    context = Context.of(event.programme, on, clock.now())
    found = population_of(context, language, read_population(event.invited, language), on)
    places = {one.person_id: one.label.partition(", ")[2] for one in found.subjects if one.person_id is not None}
    return list(User.objects.filter(pk__in=places).order_by("login")), places


def _substitutes(coming: list[User], invited: list[User], rng: random.Random) -> list[tuple[User, User]]:
    """One in forty of those who came did so in place of somebody who did not."""
    absent = [user for user in invited if user not in coming]
    pairs = [(user, rng.choice(absent)) for user in coming if absent and rng.random() < 0.025]
    return list({other.pk: (user, other) for user, other in pairs}.values())


def _show(event: Event, one: Gathering, plan: Plan, rng: random.Random, world: World) -> None:
    """Schools present their experience; those with a Growth Point centre first."""
    codes = [code for code in plan.cohorts.current if code != plan.cohorts.closed]
    for code in rng.sample(codes, min(one.showing, len(codes))):
        actions.note_speaker(
            event=event,
            topic="Что изменилось в школе за год",
            school=world.schools[code],
            by=world.by,
            on=one.held_on,
            origin=DEMO,
        )


def _bring_log(event: Event, coming: list[tuple[User, str]], rng: random.Random, world: World) -> None:
    """A log of the call as a service writes it, with names as people type them."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";")
    rows.writerow(["Имя участника", "Эл. почта", "Время входа", "Время выхода"])
    start = dt.datetime.combine(clock.today(), dt.time(9, 55))
    for user, place in coming:
        joined = start + dt.timedelta(minutes=rng.randrange(25))
        left = joined + dt.timedelta(minutes=rng.randrange(70, 150))
        times = [moment.strftime("%d.%m.%Y %H:%M:%S") for moment in (joined, left)]
        rows.writerow([*_typed(user, place, rng), *times])
    for name, minutes in (("iPhone (Ольга)", 154), ("user4417", 51), ("Галактика", 166), ("директор СОШ 2", 75)):
        left = start + dt.timedelta(minutes=minutes)
        rows.writerow([name, "", *(moment.strftime("%d.%m.%Y %H:%M:%S") for moment in (start, left))])
    content, name = out.getvalue().encode("utf-8-sig"), "zhurnal-vks-2209.csv"
    reading = read_list(event=event, content=content, name=name)
    evidence = files.store(content=content, name=name, of=f"attendance-upload:{event.pk}", by=world.by)
    actions.bring_list(event=event, reading=reading, name=name, by=world.by, evidence=evidence, origin=DEMO)
    files.remove(stored=evidence, by=world.by)


def _typed(user: User, place: str, rng: random.Random) -> tuple[str, str]:
    """What a person typed into the field for the name, and the address if there is one."""
    spelt, short = rng.randrange(12), user.short_name.replace("\u00a0", " ")
    if spelt == 0:
        return user.surname, ""
    if spelt == 1:
        return short, ""
    if spelt < 6:
        return f"{short}, {place}", ""
    return user.full_name, user.email if spelt < 10 else ""


def _close(code: str, world: World) -> None:
    actions.close_attendance(event=_event(code, world), by=world.by, on=clock.today(), origin=DEMO)


def _invite(code: str, world: World) -> None:
    event = _event(code, world)
    invited, places = _invited(event, INVITED[1])
    people = {user.pk: places[user.pk] for user in invited}
    actions.invite(event=event, people=people, on=clock.today(), by=world.by, origin=DEMO)


def _answer(code: str, world: World) -> None:
    """Every second of those who have not answered yet does; most will come."""
    event = _event(code, world)
    open_ones = Invitation.objects.filter(event=event, answers=None).select_related("person").order_by("person__login")
    for number, one in enumerate(open_ones):
        if number % 2 == 0 and one.person:
            told = ("yes", "yes", "no", "yes", "substitute", "yes")[number // 2 % 6]
            named = "Заместитель по учебной работе" if told == "substitute" else ""
            by = Actor(one.person.key)
            actions.answer(invitation=one, reply=told, substitute_name=named, on=clock.today(), by=by, origin=DEMO)


def _certify(code: str, world: World) -> None:
    actions.certify(event=_event(code, world), on=clock.today(), by=world.by, origin=DEMO)


def _reopen(world: World) -> None:
    code, _day, reason = REOPENED
    actions.reopen_attendance(event=_event(code, world), reason=reason, by=world.by)


def _event(code: str, world: World) -> Event:
    return Event.objects.select_related("programme__region").get(programme=world.programmes[2022], code=code)
