"""A small and nasty region, made with a seed by Opora's own actions, each at the moment somebody would have done it.

Nine municipalities; twenty-six schools, of which fourteen and eight in two overlapping cohorts. Schools leave before,
on and after days that matter, join late, come back, are closed; posts are vacant, acting, handed over, held by one
person in several places. Much of it is learnt late, some is taken back. What schools did then is in `deeds`.
"""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from opora.accounts import actions as accounts
from opora.accounts.actions import NewAppointment, NewPerson
from opora.accounts.models import Appointment, Post, User
from opora.core import clock
from opora.core.actions import void
from opora.core.actors import SYSTEM
from opora.organisations import actions as organisations
from opora.organisations.actions import NewMunicipality, NewSchool
from opora.organisations.models import Municipality, Region, School
from opora.programmes import actions as programmes
from opora.programmes.models import CohortMembership, Programme
from opora.roadmap.actions import load_programme
from opora.roadmap.programme_file import read_programme
from tests.wordbook.deeds import Deeds

PROGRAMME_2022 = Path(settings.BASE_DIR) / "programmes" / "2022.yaml"
OPENED = dt.date(2021, 1, 10)
_regions = count()


@dataclass
class World:
    """What was made. `programme` is that of 2022, `previous` that of 2021."""

    seed: int
    region: Region
    programme: Programme
    previous: Programme
    municipalities: list[Municipality]
    schools: list[School]
    people: list[User] = field(default_factory=list)


def moment(day: dt.date, hour: int = 12) -> dt.datetime:
    """An hour of a day in the region's time."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def build(seed: int, *, municipalities: int = 9, schools: int = 26, facts: bool = True) -> World:
    """The region of a seed; with `facts`, what it did too. There can be other numbers of municipalities and schools."""
    rng = random.Random(seed)  # noqa: S311  # the same region for the same seed
    world = ground(seed, rng, municipalities=municipalities, schools=schools)
    life = Life(world, rng)
    life.plan()
    life.live()
    if facts:
        for programme in (world.programme, world.previous):
            Deeds(world.municipalities, world.schools, world.people, programme, rng).happen()
    return world


def ground(seed: int, rng: random.Random, *, municipalities: int, schools: int) -> World:
    """Places and programmes; another region lies beside ours and must never count."""
    with clock.at(moment(OPENED)):
        return _ground(seed, rng, municipalities, schools)


def _ground(seed: int, rng: random.Random, municipalities: int, schools: int) -> World:
    region, other = (
        organisations.open_region(name=code, code=code, time_zone="Asia/Barnaul", by=SYSTEM)
        for code in (f"region-{next(_regions)}", f"region-{next(_regions)}")
    )
    rows = [NewMunicipality(code=f"m{n}", name=f"M{n}", short_name=f"M{n}") for n in range(municipalities)]
    places = organisations.add_municipalities(region=region, rows=rows, by=SYSTEM)
    far = organisations.add_municipalities(region=other, rows=rows[:1], by=SYSTEM)
    made = organisations.add_schools(
        region=region,
        rows=[
            NewSchool(
                municipality=places[n % municipalities],
                code=f"s{region.pk}-{n}",
                name=f"School {n}",
                short_name=f"S{n}",
                growth_point=rng.random() < 0.4,
            )
            for n in range(schools)
        ],
        on=OPENED,
        by=SYSTEM,
    )
    far_school = NewSchool(municipality=far[0], code=f"s{other.pk}", name="Far", short_name="Far")
    organisations.add_schools(region=other, rows=[far_school], on=OPENED, by=SYSTEM)
    previous = programmes.start_programme(region=region, year=2021, title="2021", by=SYSTEM)
    programme = load_programme(file=read_programme(PROGRAMME_2022), region=region, by=SYSTEM).programme
    return World(seed, region, programme, previous, places, made)


class Life:
    """What happens to schools and people, told in the order in which it becomes known."""

    def __init__(self, world: World, rng: random.Random) -> None:
        self.world, self.rng = world, rng
        self.order = count()
        self.told: list[tuple[dt.datetime, int, Callable[[], object]]] = []
        self.numbers = count()
        self.members: dict[tuple[int, int], CohortMembership] = {}

    def plan(self) -> None:
        """Think out what will be told."""
        self.cohorts()
        self.schools()
        self.posts()

    def live(self) -> None:
        """Do everything that was planned, oldest knowledge first."""
        while self.told:
            self.told.sort(key=lambda one: one[:2])
            when, _order, act = self.told.pop(0)
            with clock.at(when):
                act()

    def tell(self, on: dt.date, act: Callable[[], object], *, after: int | None = None) -> dt.date:
        """Let something of a day become known: mostly at once, at times much later; the day it does."""
        if after is None:
            after = self.rng.choice((0, 0, 0, 0, 1, 3, 25, 60))
        known = on + dt.timedelta(days=after)
        self.told.append((moment(known, self.rng.randrange(9, 18)), next(self.order), act))
        return known

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        return first + dt.timedelta(days=self.rng.randrange((last - first).days + 1))

    # Schools ----------------------------------------------------------------------------------------------------------

    def cohorts(self) -> None:
        """Fourteen now, eight last year, three of them in both."""
        schools = self.rng.sample(self.world.schools, k=len(self.world.schools))
        now, before = schools[:14], schools[11:19]
        self.tell(dt.date(2021, 1, 15), lambda: self.enrol(self.world.previous, before, dt.date(2021, 1, 15)), after=0)
        self.tell(
            dt.date(2021, 12, 1), lambda: self.enrol(self.world.programme, now[:11], dt.date(2021, 12, 1)), after=0
        )
        for school, on in zip(
            now[11:], (dt.date(2022, 3, 5), dt.date(2022, 5, 20), dt.date(2022, 10, 20)), strict=False
        ):
            self.tell(on, partial(self.enrol, self.world.programme, [school], on))
        leaving = (
            dt.date(2022, 2, 4),
            dt.date(2022, 2, 5),
            dt.date(2022, 3, 5),
            dt.date(2022, 6, 1),
            dt.date(2022, 9, 1),
        )
        for school, on in zip(now, leaving, strict=False):
            self.leave(self.world.programme, school, on, back=on.month == 3, wrongly=on.month == 6)
        for school in before[3:5]:
            self.leave(self.world.previous, school, self.day(dt.date(2021, 9, 1), dt.date(2022, 6, 30)))
        if schools[20:]:
            self.tell(dt.date(2022, 1, 20), lambda: self.mistake(schools[20]), after=3)

    def enrol(self, programme: Programme, schools: list[School], on: dt.date) -> None:
        rows = (
            programmes.enrol(programme=programme, schools=schools, on=on, basis="order", by=SYSTEM) if schools else []
        )
        for row in rows:
            self.members[programme.pk, row.school_id] = row

    def leave(
        self, programme: Programme, school: School, on: dt.date, *, back: bool = False, wrongly: bool = False
    ) -> None:
        """A school leaves; perhaps it comes back, or its leaving turns out to be a mistake."""

        def act() -> None:
            member = self.members[programme.pk, school.pk]
            end = programmes.leave(membership=member, on=on, reason="improved", basis="order", by=SYSTEM)
            if wrongly:
                self.tell(clock.today(), lambda: void(record=end, reason="mistake", by=SYSTEM), after=40)
            if back:
                again = max(on, clock.today()) + dt.timedelta(days=50)
                self.tell(again, lambda: self.enrol(programme, [school], again))

        self.tell(on, act)

    def mistake(self, school: School) -> None:
        """A school is enrolled that should not have been."""
        self.enrol(self.world.programme, [school], dt.date(2022, 1, 20))
        wrong = self.members[self.world.programme.pk, school.pk]
        self.tell(dt.date(2022, 4, 15), lambda: void(record=wrong, reason="mistake", by=SYSTEM), after=0)

    def schools(self) -> None:
        """Some are closed, one opens again, Growth Points come and go."""
        closing = self.rng.sample(self.world.schools, k=min(5, len(self.world.schools)))
        for nth, school in enumerate(closing):
            on = self.day(dt.date(2022, 2, 1), dt.date(2022, 10, 30))
            self.tell(on, partial(self.close, school, on, nth))
        for school in self.rng.sample(self.world.schools, k=len(self.world.schools) // 2):
            on, present = self.day(dt.date(2021, 9, 1), dt.date(2022, 10, 30)), self.rng.random() < 0.6
            change = partial(organisations.set_growth_point, school=school, present=present, on=on, by=SYSTEM)
            self.tell(on, change)

    def close(self, school: School, on: dt.date, nth: int) -> None:
        kind = "closed" if nth % 2 else "reorganised"
        status = organisations.change_status(school=school, status=kind, on=on, basis="act", by=SYSTEM)
        if nth == 1:
            again = on + dt.timedelta(days=45)
            self.tell(again, lambda: organisations.change_status(school=school, status="open", on=again, by=SYSTEM))
        if nth == 2:
            self.tell(clock.today(), lambda: void(record=status, reason="mistake", by=SYSTEM), after=30)

    # People -----------------------------------------------------------------------------------------------------------

    def posts(self) -> None:
        """Posts of every kind, with whom they were left, and people who hold none."""
        for place in self.world.municipalities:
            self.single(Post.MUNICIPAL_HEAD, place)
            for _nth in range(self.rng.choice((0, 1, 1, 2))):
                self.hold(Post.COORDINATOR, place, self.someone(0.15))
        curators = [self.person() for _nth in range(7)]
        for nth, school in enumerate(self.world.schools):
            self.single(Post.SCHOOL_HEAD, school)
            for post, numbers in ((Post.DEPUTY_HEAD, (0, 1, 1)), (Post.TEAM_MEMBER, (0, 1, 2, 3))):
                for _nth in range(self.rng.choice(numbers)):
                    self.hold(post, school, self.someone(0.1))
            for person in self.rng.sample(curators, k=self.rng.choice((0, 1, 1, 2))):
                self.hold(Post.CURATOR, school, person, tier="regional" if nth % 3 else "municipal")
        for _nth in range(4):
            self.person()

    def person(self) -> User:
        number = next(self.numbers)
        row = NewPerson(login=f"p{self.world.region.pk}-{number}", surname=f"P{number}", given_name="A")
        with clock.at(moment(OPENED)):
            person = accounts.add_person(row=row, by=SYSTEM)
        self.world.people.append(person)
        return person

    def someone(self, known: float) -> User:
        """A new person, or with this probability one who holds something already."""
        people = self.world.people
        return self.rng.choice(people) if people and self.rng.random() < known else self.person()

    def single(self, post: Post, place: Municipality | School) -> None:
        """A head: there all the time, replaced, missing for a while, or missing for good; at times somebody acts."""
        fate = self.rng.choice(("stays", "stays", "replaced", "gap", "vacant", "absent", "handover"))
        if fate == "vacant":
            return
        first, second = self.someone(0.1), self.someone(0.2)
        left = self.day(dt.date(2022, 1, 10), dt.date(2022, 11, 10))
        if fate == "stays":
            self.hold(post, place, first, wrongly=False)
        elif fate == "absent":
            self.hold(post, place, first, until=None)
            self.hold(post, place, second, acting=True, since=left, until=left + dt.timedelta(days=60))
        else:
            gap = {"replaced": 0, "handover": 0, "gap": 40}[fate]
            known = self.hold(post, place, first, until=left)
            self.hold(post, place, second, since=left + dt.timedelta(days=gap), not_before=known, acting=fate == "gap")

    def hold(
        self,
        post: Post,
        place: Municipality | School,
        person: User,
        *,
        since: dt.date | None = None,
        until: dt.date | str | None = "chance",
        not_before: dt.date | None = None,
        acting: bool = False,
        tier: str = "",
        wrongly: bool | None = None,
    ) -> dt.date:
        """An appointment, its end if it has one, and perhaps the taking back of either; the day the end is known."""
        start = since or self.rng.choice((OPENED, OPENED, self.day(OPENED, dt.date(2022, 9, 30))))
        if isinstance(until, dt.date):
            start = min(start, until)
        end = until
        if end == "chance":
            end = self.day(start, dt.date(2022, 12, 20)) if self.rng.random() < 0.25 else None
        row = NewAppointment(
            person=person, post=post, organisation=place, on=start, basis="order", acting=acting, tier=tier
        )
        delay = max(((not_before or start) - start).days, self.rng.choice((0, 0, 0, 2, 30)))
        mistaken = self.rng.random() < 0.06 if wrongly is None else wrongly
        made: list[Appointment] = []

        def appoint() -> None:
            if not _taken(row):
                made.extend(accounts.appoint_many(rows=[row], by=SYSTEM))

        known = self.tell(start, appoint, after=delay)
        if isinstance(end, dt.date):
            day = end
            known = self.tell(
                day, lambda: self.end(made, day), after=max((known - day).days + 1, self.rng.choice((0, 0, 20)))
            )
        if mistaken:
            self.tell(known, lambda: [void(record=one, reason="mistake", by=SYSTEM) for one in made], after=35)
        return known

    def end(self, made: list[Appointment], on: dt.date) -> None:
        for one in made:
            end = accounts.end_appointment(appointment=one, on=on, reason="resigned", basis="order", by=SYSTEM)
            if self.rng.random() < 0.1:
                self.tell(clock.today(), partial(void, record=end, reason="mistake", by=SYSTEM), after=30)


def _taken(row: NewAppointment) -> bool:
    """Whether the post is held by the same person or, if there can be but one, by another; then nobody appoints."""
    place = {type(row.organisation)._meta.model_name or "": row.organisation}
    held = Appointment.objects.filter(post=row.post, voided_at=None, **place)
    open_ended = [one for one in held if not one.ends.standing().filter(occurred_on__lte=row.on).exists()]
    single = row.post in (Post.MUNICIPAL_HEAD, Post.SCHOOL_HEAD)
    return any(one.person_id == row.person.pk or (single and one.acting == row.acting) for one in open_ended)
