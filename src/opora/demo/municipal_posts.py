"""Heads of the municipal authorities and municipal coordinators through the year."""

import datetime as dt
import random
from collections.abc import Callable, Collection, Iterator, Mapping

from opora.accounts.models import EndReason, Post
from opora.demo import cast
from opora.demo.names import People, Person
from opora.demo.places import Place
from opora.demo.tenures import OPENING, Tenure, long_ago, order

APPOINTING_DAYS = tuple(dt.date.fromisoformat(f"2022-{day}") for day in ("01-31", "02-01", "02-02", "02-03", "02-04"))
LAST_DAYS = (dt.date(2022, 2, 7), dt.date(2022, 2, 8))
LATE_COORDINATOR = "maiskii", dt.date(2022, 2, 11)
RECORDED_LATE = {"beryozovskii": dt.date(2022, 2, 15), "lugovskoi": dt.date(2022, 2, 10)}
HANDED_OVER = "zarechnyi", dt.date(2022, 5, 23)
HEAD_COORDINATES = "perekatinskii"
YEAR_BEFORE = dt.date(2021, 2, 8)
YEAR_OVER = dt.date(2022, 1, 1)
TERM_RECORDED = dt.date(2021, 12, 29)
GAP = dt.date(2022, 4, 11), dt.date(2022, 5, 4)


def heads(rng: random.Random, people: People, places: Collection[Place]) -> Iterator[Tenure]:
    """One head per municipality; some leave, some are vacant for weeks, some are stood in for."""
    for place in places:
        since = long_ago(rng)
        head = cast.KOROSTELYOV if place.code == "klyuchevskoi" else people.draw()
        basis = order("распоряжение администрации", rng.randint(10, 400), since)
        tenure = Tenure(head, Post.MUNICIPAL_HEAD, place.code, since, basis, recorded=OPENING)
        change = CHANGES.get(place.code)
        yield from change(tenure, people) if change else (tenure,)


def _vacant_then_filled(tenure: Tenure, people: People) -> Iterator[Tenure]:
    left, filled = dt.date(2022, 1, 31), dt.date(2022, 3, 21)
    yield tenure.ends(left, order("распоряжение администрации", 24, dt.date(2022, 1, 28)))
    yield _new_head(tenure, people.draw(), filled, number=63)


def _vacant_at_the_start(tenure: Tenure, people: People) -> Iterator[Tenure]:
    left, filled = dt.date(2021, 12, 1), dt.date(2022, 1, 12)
    yield tenure.ends(left, order("распоряжение администрации", 388, dt.date(2021, 11, 26)), recorded=OPENING)
    yield _new_head(tenure, people.draw(), filled, number=5)


def _stood_in_for(tenure: Tenure, people: People) -> Iterator[Tenure]:
    yield tenure
    since, back = dt.date(2022, 4, 4), dt.date(2022, 5, 16)
    basis = order("распоряжение администрации", 91, dt.date(2022, 4, 1))
    acting = Tenure(people.draw(), Post.MUNICIPAL_HEAD, tenure.place, since, basis, recorded=since, acting=True)
    yield acting.ends(back, basis, reason=EndReason.TERM)


def _acting_for_long(tenure: Tenure, people: People) -> Iterator[Tenure]:
    left, since = dt.date(2022, 8, 12), dt.date(2022, 8, 15)
    yield tenure.ends(left, order("распоряжение администрации", 205, dt.date(2022, 8, 10)))
    basis = order("распоряжение администрации", 207, dt.date(2022, 8, 12))
    yield Tenure(people.draw(), Post.MUNICIPAL_HEAD, tenure.place, since, basis, recorded=since, acting=True)


def _replaced(tenure: Tenure, people: People) -> Iterator[Tenure]:
    since = dt.date(2022, 6, 20)
    successor = _new_head(tenure, people.draw(), since, number=140)
    yield tenure.ends(since, successor.basis, reason=EndReason.REPLACED)
    yield successor


def _new_head(before: Tenure, person: Person, since: dt.date, *, number: int) -> Tenure:
    basis = order("распоряжение администрации", number, since)
    return Tenure(person, Post.MUNICIPAL_HEAD, before.place, since, basis, recorded=since)


CHANGES: dict[str, Callable[[Tenure, People], Iterator[Tenure]]] = {
    "plyosovskii": _vacant_then_filled,
    "tavolzhskii": _vacant_at_the_start,
    "ryabinovskii": _stood_in_for,
    "medovskii": _acting_for_long,
    "sosnovskii": _replaced,
}


def coordinators(
    rng: random.Random,
    people: People,
    heads_by_place: Mapping[str, Person],
    current: Collection[str],
    previous: Collection[str],
) -> Iterator[Tenure]:
    """Coordinators of the municipalities (codes) with a school in the cohort of 2022, of 2021, or of both.

    Those of 2021 go on where the new cohort has no school; elsewhere their term ends with the year.
    """
    gone = rng.choice(sorted(set(previous) - set(current)))
    before: dict[str, Person] = {}
    for place in previous:
        before[place] = people.draw()
        basis = order("приказ МОУО", rng.randint(5, 40), YEAR_BEFORE)
        tenure = Tenure(before[place], Post.COORDINATOR, place, YEAR_BEFORE, basis, recorded=OPENING)
        if place in current:
            yield tenure.ends(YEAR_OVER, basis, recorded=TERM_RECORDED, reason=EndReason.TERM)
        elif place == gone:
            left, filled = GAP
            yield tenure.ends(left, order("приказ МОУО", 38, left))
            yield Tenure(
                people.draw(), Post.COORDINATOR, place, filled, order("приказ МОУО", 45, filled), recorded=filled
            )
        else:
            yield tenure
    for place in current:
        again = before.get(place) if rng.random() < 0.5 else None
        yield from _coordinator(rng, people, place, _told(place, heads_by_place) or again or people.draw())


def _told(place: str, heads_by_place: Mapping[str, Person]) -> Person | None:
    if place == HEAD_COORDINATES:
        return heads_by_place[place]
    return {"klyuchevskoi": cast.ZHURAVLYOVA, "topolinskii": cast.ZYABLIKOVA}.get(place)


def _coordinator(rng: random.Random, people: People, place: str, person: Person) -> Iterator[Tenure]:
    days = LAST_DAYS[:1] if place in {"klyuchevskoi", *RECORDED_LATE} else APPOINTING_DAYS + LAST_DAYS
    since = LATE_COORDINATOR[1] if place == LATE_COORDINATOR[0] else rng.choice(days)
    number = 19 if place == "klyuchevskoi" else rng.randint(4, 60)
    recorded = RECORDED_LATE.get(place, since)
    tenure = Tenure(person, Post.COORDINATOR, place, since, order("приказ МОУО", number, since), recorded=recorded)
    if place != HANDED_OVER[0]:
        yield tenure
        return
    on = HANDED_OVER[1]
    basis = order("приказ МОУО", 74, on)
    yield tenure.ends(on, basis, reason=EndReason.TRANSFERRED)
    yield Tenure(people.draw(), Post.COORDINATOR, place, on, basis, recorded=on)
