"""What the pages of the roadmap say where there is nothing yet: what that means, and what comes next."""

from collections.abc import Iterator

import pytest
from django.test import Client

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.programmes.actions import start_programme
from opora.programmes.models import Programme
from opora.roadmap.actions import load_programme
from opora.roadmap.models import Roadmap
from opora.roadmap.programme_values import take
from tests.accounts.people import appoint, person, signed_in
from tests.organisations.places import Places
from tests.roadmap import small_programme
from tests.roadmap.lived import NOW

pytestmark = pytest.mark.django_db

PAGES = ["/roadmap/", "/roadmap/4/", "/indicators/5/", "/indicators/5/municipalities/", "/roadmap/next-year/"]
NONE_YET = "<h2>Дорожной карты здесь ещё нет</h2><p>Она появится, когда министерство загрузит программу"
NOBODY = "На этот день учитывать некого</h{}><p>Списки заполнятся, когда в проект войдут школы"


@pytest.fixture
def ministry(made: Places) -> Iterator[Client]:
    who = person("Синицына", "sinitsyna")
    held = appoint(who, "ministry", made.region)
    with clock.at(NOW):
        yield signed_in(who, held)


def read(client: Client, path: str, **asked: str) -> str:
    response = client.get(path, asked)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_without_a_programme_or_a_roadmap(ministry: Client, made: Places, path: str) -> None:
    assert NONE_YET in read(ministry, path)
    start_programme(region=made.region, year=2022, title="2022", by=SYSTEM)
    assert NONE_YET in read(ministry, path)
    assert NONE_YET in ministry.post("/roadmap/next-year/").content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_before_the_roadmap_was_known(ministry: Client, roadmap: Roadmap, path: str) -> None:
    assert NONE_YET in read(ministry, path, known_at="2021-12-14")
    assert NONE_YET not in read(ministry, path, known_at="2021-12-17")


def test_without_a_cohort(ministry: Client, made: Places) -> None:
    load_programme(file=take(small_programme.data()), region=made.region, by=SYSTEM)
    for state in ("met", "missing", "unknown", "excluded"):
        assert NOBODY.format(3) in read(ministry, "/indicators/5/", list=state)
    assert NOBODY.format(2) in read(ministry, "/indicators/5/municipalities/")
    assert "5 из 5" in read(ministry, "/roadmap/")


def test_without_an_appointment(ministry: Client, programme: Programme, roadmap: Roadmap) -> None:
    missing = read(ministry, "/indicators/5/")
    assert "<td>никто не назначен</td><td>" in missing
    assert (
        f"/appointments/new/?post=curator&amp;school={roadmap.programme.cohort.memberships.all()[0].school_id}"
        in missing
    )
    assert "Пока ничего не засчитано</h3><p>Первое подтверждение появится здесь" in read(
        ministry, "/indicators/5/", list="met"
    )
    assert "Всё известно" in read(ministry, "/indicators/5/", list="unknown")
    assert "Исключённых нет" in read(ministry, "/indicators/5/", list="excluded")


def test_when_everybody_is_appointed(ministry: Client, made: Places, roadmap: Roadmap) -> None:
    who = person("Чижова", "chizhova")
    for school in (made.first, made.second, made.third):
        appoint(who, "curator", school)
    assert "Пробелов нет</h3><p>Засчитаны все: 3." in read(ministry, "/indicators/5/", list="missing")


def test_a_filter_without_rows_says_how_to_let_go_of_it(ministry: Client, roadmap: Roadmap) -> None:
    page = read(ministry, "/roadmap/", state="executed")
    assert "Таких действий нет" in page
    assert "показать все" in page
