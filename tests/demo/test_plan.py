"""The invented year as data: its sizes, its names, the same for the same seed."""

import datetime as dt
import os
import subprocess
import sys
from collections import Counter

import pytest

from opora.accounts.models import Post, User
from opora.demo import names, plan, year
from opora.demo.cast import CAST, SIGN_INS
from opora.demo.places import PLACES
from opora.demo.plan import Plan
from opora.demo.schools import place_of
from opora.demo.size import FULL, SMALL
from opora.demo.tenures import OPENING


@pytest.fixture(scope="module")
def whole() -> Plan:
    return plan.draw(1, FULL)


def test_a_seed_gives_one_year_and_another_seed_another() -> None:
    assert plan.draw(1, SMALL) == plan.draw(1, SMALL)
    one, other = plan.draw(1, SMALL), plan.draw(2, SMALL)
    assert one.schools != other.schools
    assert one.cohorts != other.cohorts
    assert {t.person for t in one.tenures} & {t.person for t in other.tenures} != {t.person for t in one.tenures}


def test_a_year_does_not_depend_on_the_process() -> None:
    """Sets of texts are ordered otherwise in every process; no drawing may follow their order."""
    code = (
        "import django, hashlib; django.setup(); from opora.demo import plan, size; "
        "print(hashlib.sha256(repr(plan.draw(1, size.SMALL)).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": salt, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for salt in ("1", "2")
    }
    assert len(digests) == 1


def test_the_region_is_as_large_as_the_design_says(whole: Plan) -> None:
    assert len(PLACES) == 69
    assert 1050 <= len(whole.schools) <= 1170
    assert len(whole.cohorts.current) == 41
    assert len({place_of(code) for code in whole.cohorts.current}) == 28
    assert len(whole.cohorts.previous) == 38
    assert len(set(whole.cohorts.current) & set(whole.cohorts.previous)) == 3
    in_klyuchi = [school for school in whole.schools if school.place.code == "klyuchevskoi"]
    assert len(in_klyuchi) == 18


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("size", [FULL, SMALL], ids=["full", "small"])
def test_any_seed_gives_a_whole_year(seed: int, size) -> None:
    drawn = plan.draw(seed, size)
    codes = Counter(school.code for school in drawn.schools)
    assert codes.most_common(1)[0][1] == 1
    cohorts = drawn.cohorts
    for some in (cohorts.current, cohorts.previous, cohorts.low_results, cohorts.next_low_results):
        assert len(set(some)) == len(some)
        assert set(some) <= set(codes)
    assert set(cohorts.current) <= set(cohorts.low_results)
    assert cohorts.mistaken not in cohorts.current
    assert cohorts.closed in cohorts.current
    assert cohorts.closed not in cohorts.next_low_results


def test_municipalities_have_short_names_and_tiles_of_their_own() -> None:
    assert all(3 <= len(place.short_name) <= 4 for place in PLACES)
    for of in ("code", "name", "short_name", "centre"):
        assert len({getattr(place, of) for place in PLACES}) == 69
    assert len({(place.column, place.row) for place in PLACES}) == 69


def test_two_schools_of_a_municipality_never_share_a_name(whole: Plan) -> None:
    named = Counter((school.place.code, school.short_name) for school in whole.schools)
    assert named.most_common(1)[0][1] == 1


def test_people_are_told_apart(whole: Plan) -> None:
    people = {tenure.person for tenure in whole.tenures}
    assert set(SIGN_INS) <= people
    assert len({person.login for person in people}) == len(people)
    named = {(person.surname, person.given_name, person.patronymic) for person in people}
    assert len(named) == len(people)
    for person in people:
        User(login=person.login, surname=person.surname, given_name=person.given_name).clean_fields({"password"})
    for shown in CAST:
        namesakes = [p for p in people if p.surname == shown.surname and p.given_name[0] == shown.given_name[0]]
        assert [p for p in namesakes if p.patronymic[0] == shown.patronymic[0]] == ([shown] if shown in people else [])


def test_names_of_men_and_women_agree(whole: Plan) -> None:
    for person in {tenure.person for tenure in whole.tenures}:
        woman = person.given_name in names.FEMALE
        assert woman is not (person.given_name in names.MALE)
        assert person.surname.endswith(("ова", "ева", "ёва", "ина", "ына")) is woman
        assert person.patronymic.endswith("на") is woman


def test_letters_of_a_login_are_latin() -> None:
    assert names.latin("Чечёткин.ЩЮ") == "chechyotkin.schyu"


def test_posts_are_recorded_on_working_days_of_the_year(whole: Plan) -> None:
    days = {tenure.recorded for tenure in whole.tenures}
    days |= {tenure.ending.recorded for tenure in whole.tenures if tenure.ending}
    days |= {step.moment.date() for step in year.steps(whole)}
    assert all(OPENING <= day <= year.LAST_DAY and day.weekday() < 5 for day in days)
    assert all(tenure.on <= tenure.recorded for tenure in whole.tenures)


def test_several_people_hold_several_posts(whole: Plan) -> None:
    posts: dict[object, set[Post]] = {}
    for tenure in whole.tenures:
        posts.setdefault(tenure.person, set()).add(tenure.post)
    together = {frozenset(some) for some in posts.values() if len(some) > 1}
    assert {Post.COORDINATOR, Post.CURATOR} in together
    assert {Post.INSTITUTE, Post.CURATOR} in together
    assert {Post.INSTITUTE, Post.EXPERT} in together
    assert {Post.SCHOOL_HEAD, Post.CURATOR} in together
    assert {Post.DEPUTY_HEAD, Post.TEAM_MEMBER} in together
    assert {Post.MUNICIPAL_HEAD, Post.COORDINATOR} in together


def test_steps_come_in_the_order_of_their_moments(whole: Plan) -> None:
    moments = [step.moment for step in year.steps(whole)]
    assert moments == sorted(moments)
    assert moments[0].date() == dt.date(2021, 12, 15)
