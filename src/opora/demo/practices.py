"""Works of the festival over the summer, the bank of practices, schools that host internships."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from opora.accounts.models import Post, User
from opora.core.actors import Actor
from opora.demo.cast import CHIZHOVA, IVOLGINA, ZHURAVLYOVA
from opora.demo.cohorts import KINDS, MENTOR_SCHOOL
from opora.demo.festival_works import OF_COORDINATORS, OF_CURATORS, OF_SCHOOLS, OF_SITES, OF_THE_BANK, Told, day
from opora.demo.names import Person
from opora.demo.plan import Plan
from opora.demo.steps import Step, at
from opora.demo.tenures import order
from opora.demo.world import DEMO, World
from opora.organisations.models import School
from opora.practices import actions
from opora.practices.actions import NewPractice, NewWork
from opora.practices.models import InnovationSite, Practice, Work

NAMED, OVER = day(3, 21), day(9, 1)
"""When the innovation sites were named, and when one of them ended."""
ADDED = day(3, 14)
"""When the first practices got into the bank."""
SITE = "https://priobye.example"
LAST = dt.date(2022, 9, 30)


def steps(plan: Plan) -> Iterator[Step]:
    """What happens at its moment."""
    outside = _outside(plan)
    yield Step(at(NAMED, 11), partial(_name_sites, outside[: len(OF_SITES)]))
    yield Step(at(OVER, 11), partial(_end_site, outside[len(OF_SITES) - 1]))
    yield Step(at(ADDED, 11), partial(_add_practices, outside[: len(OF_THE_BANK)]))
    schools = [code for code in plan.cohorts.current if code != plan.cohorts.closed]
    for code, told in zip(schools, OF_SCHOOLS, strict=False):
        yield from _course(told, "experience", code, _head(plan, code))
    curators = _staying(plan, Post.CURATOR, first=CHIZHOVA)
    coordinators = _staying(plan, Post.COORDINATOR, first=ZHURAVLYOVA, but=curators)
    for people, works in ((curators, OF_CURATORS), (coordinators, OF_COORDINATORS)):
        for person, told in zip(people, works, strict=False):
            yield from _course(told, "analysis", person, person)


def _outside(plan: Plan) -> list[str]:
    """Schools that take part in no year, one of a municipality, the one with mentors first."""
    taken = {*plan.cohorts.current, *plan.cohorts.previous, plan.cohorts.mistaken}
    by_place: dict[str, str] = {}
    for school in plan.schools:
        if school.kind in KINDS and school.code not in taken and school.code != plan.school_year.gymnasium:
            by_place.setdefault(school.place.code, school.code)
    return [MENTOR_SCHOOL, *(code for code in by_place.values() if code != MENTOR_SCHOOL)]


def _staying(plan: Plan, post: Post, *, first: Person, but: list[Person] | None = None) -> list[Person]:
    """People who hold a post all summer, each once; those of `but` are left out."""
    held = [
        tenure.person
        for tenure in plan.tenures
        if tenure.post == post and tenure.recorded < day(6, 1) and not tenure.void and tenure.place
        if not tenure.ending or tenure.ending.on > LAST
    ]
    return [person for person in dict.fromkeys([first, *held]) if person not in (but or ())]


def _head(plan: Plan, code: str) -> Person:
    """Who leads a school in June; the institute's methodist where nobody does."""
    held = [
        tenure.person
        for tenure in plan.tenures
        if tenure.post == Post.SCHOOL_HEAD and tenure.place == code and tenure.recorded < day(6, 1) and not tenure.void
        if not tenure.ending or tenure.ending.on > LAST
    ]
    return held[0] if held else IVOLGINA


def _course(told: Told, kind: str, author: str | Person, hand: Person) -> Iterator[Step]:
    yield Step(at(told.handed_in, 11), partial(_hand_in, told, kind, author, hand))
    if told.returned:
        yield Step(at(told.returned, 12), partial(_return, told))
    if told.again:
        yield Step(at(told.again, 11), partial(_again, told, hand))
    if told.accepted:
        yield Step(at(told.accepted, 12), partial(_accept, told))
    if told.published:
        yield Step(at(told.published, 15), partial(_publish, told))


def _hand_in(told: Told, kind: str, author: str | Person, hand: Person, world: World) -> None:
    who: School | User = world.schools[author] if isinstance(author, str) else world.people[author.login]
    link = f"{SITE}/festival/{told.handed_in:%m%d}/"
    work = NewWork(at="festival", kind=kind, title=told.title, author=who, on=told.handed_in, link=link)
    actions.hand_in(programme=world.programmes[2022], work=work, by=_actor(hand, world), origin=DEMO)


def _return(told: Told, world: World) -> None:
    on, by = told.returned or told.handed_in, _actor(IVOLGINA, world)
    actions.return_work(work=_work(told), remarks=told.remarks, on=on, by=by, origin=DEMO)


def _again(told: Told, hand: Person, world: World) -> None:
    on = told.again or told.handed_in
    actions.hand_in_again(work=_work(told), on=on, note="Дополнено по замечаниям.", by=_actor(hand, world), origin=DEMO)


def _accept(told: Told, world: World) -> None:
    on = told.accepted or told.handed_in
    actions.accept(work=_work(told), on=on, by=_actor(IVOLGINA, world), origin=DEMO)


def _publish(told: Told, world: World) -> None:
    on, by = told.published or told.handed_in, _actor(IVOLGINA, world)
    if told.summary:
        said = {"direction": told.direction, "summary": told.summary}
        actions.publish_in_bank(work=_work(told), on=on, by=by, origin=DEMO, **said)
    else:
        actions.publish(work=_work(told), link=f"{SITE}/collection/2022/", on=on, by=by, origin=DEMO)


def _add_practices(codes: list[str], world: World) -> None:
    for code, (title, direction, summary) in zip(codes, OF_THE_BANK, strict=True):
        row = NewPractice(title=title, direction=direction, summary=summary)
        by = _actor(IVOLGINA, world)
        actions.add_practice(school=world.schools[code], practice=row, on=ADDED, by=by, origin=DEMO)


def _name_sites(codes: list[str], world: World) -> None:
    basis, by = order("приказ министерства", 318, NAMED), _actor(IVOLGINA, world)
    for code, topic in zip(codes, OF_SITES, strict=True):
        school = world.schools[code]
        shown = Practice.objects.filter(school=school).first()
        actions.name_site(school=school, topic=topic, practice=shown, basis=basis, on=NAMED, by=by, origin=DEMO)


def _end_site(code: str, world: World) -> None:
    site = InnovationSite.objects.get(school=world.schools[code])
    basis = order("приказ министерства", 877, OVER)
    actions.end_site(site=site, on=OVER, basis=basis, by=_actor(IVOLGINA, world), origin=DEMO)


def _work(told: Told) -> Work:
    return Work.objects.get(title=told.title)


def _actor(person: Person, world: World) -> Actor:
    user = world.people[person.login]
    return Actor(key=user.key, label=user.short_name, region_id=world.region.pk)
