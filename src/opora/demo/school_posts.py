"""Heads, deputies and management teams of the schools through the year."""

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence

from opora.accounts.models import EndReason, Post
from opora.demo import cast
from opora.demo.cohorts import MENTOR_SCHOOL, Cohorts
from opora.demo.names import People, Person
from opora.demo.school_year import Closing
from opora.demo.schools import InventedSchool
from opora.demo.tenures import OPENING, Tenure, long_ago, order
from opora.organisations.models import SchoolKind

NEW_SCHOOL_YEAR = dt.date(2022, 8, 29)
CHANGES_IN_AUGUST = 14
TEAM_DAYS = (dt.date(2022, 1, 24), dt.date(2022, 1, 26), dt.date(2022, 1, 28), dt.date(2022, 2, 1))
TOLD_HEADS = {"klyuchevskoi-01": cast.PEREPYOLKINA, MENTOR_SCHOOL: cast.GAGARINA}


def heads(rng: random.Random, people: People, schools: Sequence[InventedSchool], cohorts: Cohorts) -> Iterator[Tenure]:
    """One head per school. In the cohort some posts fall vacant; in August some heads change all over the region."""
    changes = _changes(cohorts)
    named = {*changes, *TOLD_HEADS, cohorts.closed}
    settled = [
        s.code for s in schools if s.code not in named and s.kind is not SchoolKind.PRIMARY
    ]  # some of those close
    moving = frozenset(rng.sample(settled, min(CHANGES_IN_AUGUST, len(settled) // 5)))
    for school in schools:
        since = long_ago(rng)
        person = TOLD_HEADS.get(school.code) or people.draw()
        basis = order("приказ МОУО", rng.randint(5, 300), since)
        tenure = Tenure(person, Post.SCHOOL_HEAD, school.code, since, basis, recorded=OPENING)
        if change := changes.get(school.code):
            yield from change(tenure, people)
        elif school.code in moving:
            yield from _succeeded(tenure, people)
        else:
            yield tenure


def _changes(cohorts: Cohorts) -> dict[str, Callable[[Tenure, People], Iterator[Tenure]]]:
    """What happens to the heads of some schools of the cohort, by code."""
    drawn = [code for code in cohorts.current if code not in TOLD_HEADS and code != cohorts.closed]
    vacant, acting, interim, summer = drawn[-1], drawn[-2], drawn[-3], drawn[-4]
    return {vacant: _vacant, acting: _stood_in_for, interim: _acting_till_october, summer: _vacant_in_summer}


def _vacant(tenure: Tenure, people: People) -> Iterator[Tenure]:
    left, filled = dt.date(2022, 2, 21), dt.date(2022, 3, 28)
    yield tenure.ends(left, order("приказ МОУО", 31, dt.date(2022, 2, 18)))
    yield _new_head(tenure, people.draw(), filled, number=52)


def _stood_in_for(tenure: Tenure, people: People) -> Iterator[Tenure]:
    yield tenure
    since, back = dt.date(2022, 3, 1), dt.date(2022, 4, 15)
    basis = order("приказ МОУО", 36, dt.date(2022, 2, 28))
    acting = Tenure(people.draw(), Post.SCHOOL_HEAD, tenure.place, since, basis, recorded=since, acting=True)
    yield acting.ends(back, basis, reason=EndReason.TERM)


def _acting_till_october(tenure: Tenure, people: People) -> Iterator[Tenure]:
    left, since, filled = dt.date(2022, 8, 19), dt.date(2022, 8, 22), dt.date(2022, 10, 3)
    yield tenure.ends(left, order("приказ МОУО", 117, dt.date(2022, 8, 18)))
    basis = order("приказ МОУО", 119, dt.date(2022, 8, 19))
    acting = Tenure(people.draw(), Post.SCHOOL_HEAD, tenure.place, since, basis, recorded=since, acting=True)
    full = _new_head(acting, acting.person, filled, number=151)
    yield acting.ends(filled, full.basis, reason=EndReason.TERM)
    yield full


def _vacant_in_summer(tenure: Tenure, people: People) -> Iterator[Tenure]:
    left, filled = dt.date(2022, 6, 30), dt.date(2022, 9, 5)
    yield tenure.ends(left, order("приказ МОУО", 98, dt.date(2022, 6, 27)), reason=EndReason.TRANSFERRED)
    yield _new_head(tenure, people.draw(), filled, number=133)


def _succeeded(tenure: Tenure, people: People) -> Iterator[Tenure]:
    successor = _new_head(tenure, people.draw(), NEW_SCHOOL_YEAR, number=124)
    yield tenure.ends(NEW_SCHOOL_YEAR, successor.basis, reason=EndReason.REPLACED)
    yield successor


def _new_head(before: Tenure, person: Person, since: dt.date, *, number: int) -> Tenure:
    basis = order("приказ МОУО", number, since)
    return Tenure(person, Post.SCHOOL_HEAD, before.place, since, basis, recorded=since)


def teams(rng: random.Random, people: People, cohorts: Cohorts) -> Iterator[Tenure]:
    """Deputies and members of the management teams of both cohorts; some deputies are members as well."""
    for code in dict.fromkeys([*cohorts.previous, *cohorts.current]):
        formed = OPENING if code in cohorts.previous else rng.choice(TEAM_DAYS)
        basis = order("приказ школы", rng.randint(3, 60), formed)
        deputies = [people.draw() for _number in range(rng.randint(1, 2))]
        members = [people.draw() for _number in range(rng.randint(1, 3))]
        if code == "klyuchevskoi-01":
            members[0] = cast.PENOCHKINA
        if rng.random() < 0.3:
            members.append(deputies[0])
        for deputy in deputies:
            yield Tenure(deputy, Post.DEPUTY_HEAD, code, long_ago(rng), basis, recorded=formed)
        for member in members:
            yield Tenure(member, Post.TEAM_MEMBER, code, formed, basis, recorded=formed)


def closed(tenures: Sequence[Tenure], closings: Sequence[Closing]) -> list[Tenure]:
    """The same posts; those in a school that closes end with it. Its curator's order is not recalled."""
    by_code = {closing.code: closing for closing in closings}
    return [_closed(tenure, by_code.get(tenure.place)) for tenure in tenures]


def _closed(tenure: Tenure, closing: Closing | None) -> Tenure:
    if closing is None or tenure.post is Post.CURATOR:
        return tenure
    return tenure.ends(closing.on, closing.basis, recorded=closing.recorded, reason=EndReason.CLOSED)
