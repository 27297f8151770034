"""What the overview and the pages of places say where there is nothing yet: what that means, and what comes next."""

from collections.abc import Iterator

import pytest
from django.test import Client

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.organisations.actions import open_region
from opora.organisations.models import Region
from opora.programmes.actions import start_programme
from opora.programmes.models import Programme
from opora.roadmap.actions import load_programme
from opora.roadmap.programme_values import take
from tests.accounts.people import appoint, person, signed_in
from tests.organisations import places
from tests.organisations.places import Places
from tests.programmes import years
from tests.roadmap import small_programme
from tests.roadmap.lived import NOW

pytestmark = pytest.mark.django_db

NONE_YET = "<h2>Дорожной карты здесь ещё нет</h2><p>Она появится, когда министерство загрузит программу"


@pytest.fixture(autouse=True)
def _june() -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
def made() -> Places:
    return places.make()


@pytest.fixture
def programme(made: Places) -> Programme:
    programme = years.make(made)
    small_programme.load(programme)
    return programme


def enter(post: str, where: object) -> Client:
    who = person("Синицына", f"of-{post}")
    return signed_in(who, appoint(who, post, where))


def read(client: Client, path: str, **asked: str) -> str:
    response = client.get(path, asked)
    assert response.status_code == 200
    return response.content.decode()


def test_without_a_programme_or_a_roadmap(made: Places) -> None:
    client = enter("ministry", made.region)
    pages = ["/", "/municipalities/", "/schools/", f"/municipalities/{made.bor.pk}/", f"/schools/{made.first.pk}/"]
    assert [path for path in pages if NONE_YET not in read(client, path)] == []
    start_programme(region=made.region, year=2022, title="2022", by=SYSTEM)
    assert [path for path in pages if NONE_YET not in read(client, path)] == []


def test_before_the_roadmap_was_known(made: Places, programme: Programme) -> None:
    client = enter("ministry", made.region)
    for path in ("/", "/municipalities/", "/schools/", f"/municipalities/{made.bor.pk}/", f"/schools/{made.first.pk}/"):
        assert NONE_YET in read(client, path, known_at="2021-12-14")
        assert NONE_YET not in read(client, path, known_at="2021-12-17")


def test_without_a_cohort(made: Places) -> None:
    load_programme(file=take(small_programme.data()), region=made.region, by=SYSTEM)
    client = enter("ministry", made.region)
    schools = read(client, "/schools/")
    assert "В проекте ещё нет школ</h2><p>Они появятся, когда министерство внесёт участников" in schools
    municipality = read(client, f"/municipalities/{made.bor.pk}/")
    for words in ("Пробелов нет", "Школ проекта здесь нет", "Пока ни один показатель никого здесь не учитывает"):
        assert words in municipality
    assert "Пока ни один показатель не считает эту школу." in read(client, f"/schools/{made.first.pk}/")
    assert "0 из 2" in read(client, "/municipalities/")
    assert "На 01.06.2022 выполнено" in read(client, "/")


def test_without_a_municipality() -> None:
    region: Region = open_region(name="Край", code="krai", time_zone="Asia/Barnaul", by=SYSTEM)
    load_programme(file=take(small_programme.data()), region=region, by=SYSTEM)
    client = enter("ministry", region)
    assert "Муниципалитетов в регионе ещё нет" in read(client, "/municipalities/")
    assert "h-map" not in read(client, "/")


def test_without_an_appointment(made: Places, programme: Programme) -> None:
    client = enter("ministry", made.region)
    assert "не назначен" in read(client, "/municipalities/")
    school = read(client, f"/schools/{made.first.pk}/")
    assert school.count(">вакансия<") == 3
    assert "никто не назначен" in school
    municipality = read(client, f"/municipalities/{made.bor.pk}/")
    assert "никто не назначен" in municipality
    assert ">вакансия<" in municipality


def test_a_choice_without_schools_says_to_choose_others(made: Places, programme: Programme) -> None:
    page = read(enter("ministry", made.region), "/schools/", which="left")
    assert "Таких школ нет</h2><p>Выберите выше другие школы." in page


def test_a_head_of_a_school_outside_the_programme_is_told_so(made: Places) -> None:
    load_programme(file=take(small_programme.data()), region=made.region, by=SYSTEM)
    page = read(enter("school_head", made.first), "/schools/")
    assert "За вами не закреплена школа проекта" in page
