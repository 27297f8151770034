"""Which schools take part in which year, and which stand on the region's lists of low results."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from opora.demo.schools import CLOSED_SCHOOL, NAMESAKES, TOLD, InventedSchool, place_of
from opora.demo.size import Size
from opora.organisations.models import SchoolKind

PLACES_OF_2022 = {
    "klyuchevskoi": 4,
    "beryozovskii": 2,
    "topolinskii": 2,
    "zarechnyi": 2,
    "ozyorskii": 2,
    "novokamensk": 2,
    "priobsk": 3,
    "lugovskoi": 1,
    "belyi-yar": 1,
    "perekatinskii": 1,
    "maiskii": 1,
    "zorkinskii": 1,
}
"""Municipalities the story speaks of, with the number of their schools in the cohort of 2022."""

MENTOR_SCHOOL = "priobsk-01"
IN_BOTH_YEARS = ("beryozovskii-01", "topolinskii-01")
ADDED_LATER = 2
IMPROVED = 6
KINDS = frozenset({SchoolKind.SECONDARY, SchoolKind.BASIC})


@dataclass(frozen=True, slots=True)
class Cohorts:
    """Codes of schools. `added` joined three weeks later; `mistaken` was enrolled instead of `meant`, its namesake."""

    current: tuple[str, ...]
    added: tuple[str, ...]
    mistaken: str
    meant: str
    closed: str
    previous: tuple[str, ...]
    low_results: tuple[str, ...]
    next_low_results: tuple[str, ...]


def choose(rng: random.Random, schools: Sequence[InventedSchool], size: Size) -> Cohorts:
    """The cohorts of 2021 and 2022 and both lists."""
    current = _current(rng, schools, size)
    previous = _previous(rng, schools, size, current)
    mistaken, meant = NAMESAKES
    listed = _fill([*current, *rng.sample(previous, len(previous) * 3 // 4)], rng, schools, size.low_results)
    improved = frozenset(rng.sample(current, IMPROVED))
    stay = [code for code in listed if code not in improved]
    later = _fill(rng.sample(stay, len(stay) * 3 // 4), rng, schools, size.low_results - 8)
    return Cohorts(
        current=tuple(current),
        added=tuple(current[-ADDED_LATER:]),
        mistaken=mistaken,
        meant=meant,
        closed=CLOSED_SCHOOL,
        previous=tuple(previous),
        low_results=tuple(sorted(listed)),
        next_low_results=tuple(sorted(code for code in later if code != CLOSED_SCHOOL)),
    )


def _current(rng: random.Random, schools: Sequence[InventedSchool], size: Size) -> list[str]:
    told_away = {place_of(NAMESAKES[0]), *PLACES_OF_2022}
    free = [place.code for place in size.places if place.code not in told_away]
    drawn = rng.sample(free, size.single_places + size.double_places)
    wanted = PLACES_OF_2022 | {code: 2 if index < size.double_places else 1 for index, code in enumerate(drawn)}
    return [code for place, count in wanted.items() for code in _of_place(rng, schools, place, count)]


def _of_place(rng: random.Random, schools: Sequence[InventedSchool], place: str, count: int) -> list[str]:
    """The schools the story names first, then others by lot."""
    told = [f"{place}-{ordinal:02}" for ordinal in range(1, len(TOLD.get(place, ())) + 1)]
    first = [code for code in told if code != MENTOR_SCHOOL][:count]
    others = [school.code for school in schools if school.place.code == place and school.kind in KINDS]
    free = [code for code in others if code not in told]
    return first + rng.sample(free, count - len(first))


def _previous(rng: random.Random, schools: Sequence[InventedSchool], size: Size, current: Sequence[str]) -> list[str]:
    """Three schools of 2022 as well; of the others at most two in a municipality."""
    chosen = [*IN_BOTH_YEARS, next(code for code in current if code.startswith("priobsk-"))]
    taken = {*current, *NAMESAKES, MENTOR_SCHOOL}
    free = [school for school in schools if school.code not in taken and school.kind in KINDS]
    rng.shuffle(free)
    of_place: Counter[str] = Counter()
    for school in free:
        if len(chosen) < size.previous_cohort and of_place[school.place.code] < 2:
            of_place[school.place.code] += 1
            chosen.append(school.code)
    return chosen


def _fill(codes: Iterable[str], rng: random.Random, schools: Sequence[InventedSchool], count: int) -> list[str]:
    """These schools and others by lot, `count` altogether."""
    chosen = list(dict.fromkeys(codes))
    free = [school.code for school in schools if school.code not in set(chosen) and school.kind in KINDS]
    return chosen + rng.sample(free, max(0, min(count - len(chosen), len(free))))
