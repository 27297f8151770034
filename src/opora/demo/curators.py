"""Curators of both tiers: appointed by the deadline, late, on paper only later corrected, handed over, vacant."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from opora.accounts.models import EndReason, Post, Tier
from opora.demo import cast
from opora.demo.cohorts import Cohorts
from opora.demo.names import People, Person
from opora.demo.schools import place_of
from opora.demo.tenures import OPENING, Tenure, order

DUE = dt.date(2022, 2, 8)
DAYS = tuple(dt.date.fromisoformat(f"2022-{day}") for day in ("02-01", "02-02", "02-03", "02-04", "02-07", "02-08"))
YEAR_BEFORE = dt.date(2021, 2, 15)
YEAR_OVER = dt.date(2022, 1, 1)
TERM_RECORDED = dt.date(2021, 12, 29)
LATE = dt.date(2022, 2, 17)
LATEST = dt.date(2022, 3, 1)
CORRECTED = dt.date(2022, 3, 3)
TRULY_SINCE = dt.date(2022, 2, 14)
RECORDED_LATE = dt.date(2022, 2, 10)
HANDED_OVER = dt.date(2022, 3, 10)
VACANCIES = (
    (dt.date(2022, 8, 26), dt.date(2022, 10, 20), (EndReason.OTHER, "переезд в другой регион")),
    (dt.date(2022, 9, 12), dt.date(2022, 11, 7), (EndReason.TRANSFERRED, "")),
)
"""Left, filled again, and why: on 1 October both schools have nobody."""
SECOND_CURATORS = 5
COORDINATORS_TOO = 0.3

TOLD = {
    "klyuchevskoi-01": cast.CHIZHOVA,
    "klyuchevskoi-02": cast.CHIZHOVA,
    "klyuchevskoi-03": cast.CHIZHOVA,
    "beryozovskii-01": cast.STRIZHOV,
    "beryozovskii-02": cast.STRIZHOV,
    "topolinskii-01": cast.ZYABLIKOVA,
    "ozyorskii-01": cast.DROZDOVA,
}
REGIONAL = frozenset({cast.CHIZHOVA, cast.STRIZHOV, cast.DROZDOVA})
MUNICIPAL = frozenset({cast.ZYABLIKOVA})
REGIONAL_PLACES = ("novokamensk", "priobsk", "lugovskoi")
HANDED_OVER_SCHOOL = "zarechnyi-01"
MENTORED_PLACE = "priobsk"


@dataclass(frozen=True, slots=True)
class Exceptional:
    """Schools at which an appointment did not go as planned."""

    late: str
    latest: str
    corrected: str
    recorded_late: str
    vacant: tuple[str, str]


def exceptional(cohorts: Cohorts) -> Exceptional:
    """Chosen from those schools of the cohort of which the story says nothing else, in different municipalities."""
    first: dict[str, str] = {}
    for code in cohorts.current:
        first.setdefault(place_of(code), code)
    named = {*TOLD, HANDED_OVER_SCHOOL}
    plain = [code for place, code in first.items() if code not in named and place not in REGIONAL_PLACES]
    vacant, late, latest, corrected, recorded_late, vacant_too = plain[0], *plain[-5:]
    return Exceptional(late, latest, corrected, recorded_late, (vacant, vacant_too))


def of_2021(rng: random.Random, people: People, cohorts: Cohorts) -> Iterator[Tenure]:
    """Municipal curators of the year before: they stay with their schools, but for those enrolled anew."""
    by_place: dict[str, Person] = {}
    for code in cohorts.previous:
        place = place_of(code)
        person = by_place.setdefault(place, people.draw())
        basis = order("приказ МОУО", rng.randint(5, 60), YEAR_BEFORE)
        tenure = _curator(person, Tier.MUNICIPAL, code, YEAR_BEFORE, basis, OPENING)
        if code in cohorts.current:
            tenure = tenure.ends(YEAR_OVER, basis, recorded=TERM_RECORDED, reason=EndReason.TERM)
        yield tenure


def of_2022(
    rng: random.Random,
    people: People,
    cohorts: Cohorts,
    methodists: Sequence[Person],
    coordinators: Mapping[str, Person],
) -> Iterator[Tenure]:
    """Curators of the cohort of 2022. `methodists` of the institute are the other regional ones; in a third of the
    municipalities the coordinator is the curator as well."""
    told = exceptional(cohorts)
    regional = dict(zip(REGIONAL_PLACES, methodists, strict=True))
    municipal: dict[str, Person] = {}
    for code in cohorts.current:
        place = place_of(code)
        person = TOLD.get(code) or regional.get(place)
        tier = Tier.REGIONAL if person in REGIONAL or place in regional else Tier.MUNICIPAL
        if person is None:
            if place not in municipal:
                both = rng.random() < COORDINATORS_TOO and code not in told.vacant
                municipal[place] = coordinators[place] if both else people.draw()
            person = municipal[place]
        since = DUE if person in {cast.CHIZHOVA, cast.ZYABLIKOVA} else rng.choice(DAYS)
        yield from _appointed(rng, people, told, _curator(person, tier, code, since, _basis(rng, tier, since), since))
    yield from _second(rng, people, cohorts)


def _appointed(rng: random.Random, people: People, told: Exceptional, plain: Tenure) -> Iterator[Tenure]:
    """One school's curator as planned, or as it really went."""
    code, tier = plain.place, plain.tier or Tier.MUNICIPAL
    if code in {told.late, told.latest}:
        since = LATE if code == told.late else LATEST
        yield _curator(plain.person, tier, code, since, _basis(rng, tier, since), since)
    elif code == told.corrected:
        since = DAYS[4]
        reason = "Дата приказа указана с ошибкой: приказ издан 14.02.2022"
        wrong = _curator(plain.person, tier, code, since, order("приказ МОУО", 22, since), since)
        yield replace(wrong, void=(CORRECTED, reason))
        yield _curator(plain.person, tier, code, TRULY_SINCE, order("приказ МОУО", 22, TRULY_SINCE), CORRECTED)
    elif code == told.recorded_late:
        yield _curator(plain.person, tier, code, DAYS[4], _basis(rng, tier, DAYS[4]), RECORDED_LATE)
    elif code in told.vacant:
        left, filled, (reason, note) = VACANCIES[told.vacant.index(code)]
        yield plain.ends(left, _basis(rng, tier, left), reason=reason, note=note)
        yield _curator(people.draw(), tier, code, filled, _basis(rng, tier, filled), filled)
    elif code == HANDED_OVER_SCHOOL:
        basis = _basis(rng, tier, HANDED_OVER)
        yield plain.ends(HANDED_OVER, basis, reason=EndReason.TRANSFERRED)
        yield _curator(cast.SKVORTSOV, tier, code, HANDED_OVER, basis, HANDED_OVER)
    else:
        yield plain


def _second(rng: random.Random, people: People, cohorts: Cohorts) -> Iterator[Tenure]:
    """Some schools with a regional curator get a municipal one as well; one of them is the head of a strong school."""
    regional = [code for code in cohorts.current if code in TOLD or place_of(code) in REGIONAL_PLACES]
    free = [code for code in regional if code not in exceptional(cohorts).vacant and TOLD.get(code) not in MUNICIPAL]
    for code in rng.sample(free, min(SECOND_CURATORS, len(free))):
        since = rng.choice((DUE, dt.date(2022, 2, 21), dt.date(2022, 4, 1)))
        person = cast.GAGARINA if place_of(code) == MENTORED_PLACE else people.draw()
        yield _curator(person, Tier.MUNICIPAL, code, since, _basis(rng, Tier.MUNICIPAL, since), since)


def _curator(person: Person, tier: Tier, code: str, since: dt.date, basis: str, recorded: dt.date) -> Tenure:
    return Tenure(person, Post.CURATOR, code, since, basis, recorded, tier=tier)


def _basis(rng: random.Random, tier: Tier, day: dt.date) -> str:
    issuer = "приказ министерства" if tier == Tier.REGIONAL else "приказ МОУО"
    return order(issuer, rng.randint(20, 180), day)
