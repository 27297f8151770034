"""The pages of an indicator's history and of what changed on the roadmap."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from opora.accounts.models import Post, User
from opora.core import clock
from opora.core.actions import void
from opora.core.actors import SYSTEM
from opora.roadmap.actions import define_indicator
from opora.roadmap.models import Roadmap
from opora.roadmap.proposed import Proposed
from tests.accounts.people import appoint, end, person, signed_in
from tests.core.markup import tables
from tests.organisations.places import Places
from tests.roadmap.grown import Grown
from tests.roadmap.lived import NOW as GROWN_AT

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2022, 4, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def lived(roadmap: Roadmap, made: Places, siskin: User) -> Roadmap:
    """Two curators; one leaves in March, an appointment to a third school is taken back."""
    appoint(siskin, Post.CURATOR, made.first)
    end(appoint(person("Дроздов", "drozdov"), Post.CURATOR, made.third), dt.date(2022, 3, 10), NOW)
    wrong = appoint(siskin, Post.CURATOR, made.second)
    with clock.at(NOW):
        void(record=wrong, reason="another school was meant", by=SYSTEM)
    return roadmap


@pytest.fixture
def ministry(lived: Roadmap, made: Places) -> Iterator[Client]:
    who = person("Синицына", "sinitsyna")
    held = appoint(who, Post.MINISTRY, made.region)
    with clock.at(NOW):
        yield signed_in(who, held)


def read(client: Client, path: str, **asked: str) -> str:
    response = client.get(path, asked)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def test_the_change_is_told_in_one_sentence_and_by_its_parts(ministry: Client) -> None:
    html = read(ministry, "/indicators/5/history/", since="2022-02-20")
    assert (
        "С 20.02.2022 по 01.04.2022: было 3 из 3 · 100 %, стало 1 из 3 · 33,3 %. "
        "Отменено: 1 школа; больше не засчитано: 1 школа." in html
    )
    assert "Что о прежних днях известно иначе" in html
    assert "3 из 3 → 2 из 3</b>" in html
    assert "2 из 3 → 1 из 3</b>" in html
    assert html.count("−33,3 п. п.") == 2
    assert "−66,7 п. п." in html
    assert "Лужская" in html
    assert "Слагаемые дают изменение полностью." in html


def test_the_table_beside_the_line_says_the_same(ministry: Client) -> None:
    html = read(ministry, "/indicators/5/history/")
    assert [row[:3] for row in tables(html)["h-trend"]] == [
        ["10.03.2022", "1 из 3 · 33,3 %", "1"],
        ["08.02.2022", "2 из 3 · 66,7 %", "2"],
        ["15.12.2021", "0 из 3 · 0 %", "0"],
    ]
    assert 'role="img" aria-label="Доля школ' in html
    then = read(ministry, "/indicators/5/history/", known_at="2022-03-05")
    assert [row[1] for row in tables(then)["h-trend"]] == ["3 из 3 · 100 %", "0 из 3 · 0 %"]


def test_before_the_programme_begins_the_day_before_is_compared_with(ministry: Client) -> None:
    html = read(ministry, "/indicators/5/history/", as_of="2021-12-10")
    assert "С 09.12.2021 по 10.12.2021 ничего не изменилось" in html


def test_what_is_not_known_is_no_zero_in_a_change(lived: Roadmap, made: Places, ministry: Client) -> None:
    with clock.at(NOW):
        indicator = lived.indicators.get(key="1")
        formula = 'share(schools(current), summoned("call"))'
        proposed = Proposed(formula=formula, basis="minutes 7", on=dt.date(2022, 3, 20))
        define_indicator(indicator=indicator, proposed=proposed, by=SYSTEM)
    html = read(ministry, "/indicators/1/history/", since="2022-03-10")
    assert "не известно 2 из 2 → не известно 5 из 5</b>" in html
    assert "не известно 5 из 5 → не известно 3 из 3</b>" in html
    assert "0 из" not in html
    assert "п. п." not in html


def test_nothing_changed_since_yesterday(ministry: Client) -> None:
    html = read(ministry, "/indicators/5/history/", since="2022-03-31", known_at="2022-03-31")
    assert "С 31.03.2022 по 01.04.2022 ничего не изменилось: 3 из 3 · 100 %." in html


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("2022-05-01", "2022-05-01 ещё не наступило"),
        ("2022-04-01", "01.04.2022 — не раньше даты страницы, 01.04.2022."),
        ("31.02.2022", "«31.02.2022» — не дата"),
        ("0001-01-01", "слишком рано"),
        ("%00", "— не дата"),
    ],
)
@pytest.mark.parametrize("path", ["/indicators/5/history/", "/roadmap/changes/"])
def test_a_day_that_cannot_be_compared_with_is_told(ministry: Client, path: str, since: str, said: str) -> None:
    html = read(ministry, path, since=since)
    assert said in html
    assert 'value="2022-03-02"' in html


def test_the_roadmap_tells_what_moved(ministry: Client) -> None:
    rows = {row[0]: row for row in tables(read(ministry, "/roadmap/changes/", since="2022-02-20"))[""]}
    assert [cell.split("\n") for cell in rows["5"][2:5]] == [
        ["3 из 3 · 100 %"],
        ["1 из 3 · 33,3 %", "−66,7 п. п."],
        ["Отменено: 1 школа", "Больше не засчитано: 1 школа"],
    ]
    assert rows["5"][5].split("\n") == ["Выполнено", "Просрочено"]
    assert "1" not in rows
    moment = {"as_of": "2022-03-29", "known_at": "2022-03-29"}
    assert "Ничего не изменилось" in read(ministry, "/roadmap/changes/", since="2022-03-28", **moment)


def test_a_restricted_reader_sees_own_members_and_how_many_more_there_are(lived: Roadmap, made: Places) -> None:
    who = person("Журавлёва", "zhuravlyova")
    held = appoint(who, Post.COORDINATOR, made.bor)
    with clock.at(NOW):
        html = read(signed_in(who, held), "/indicators/5/history/", since="2022-02-20")
    assert "Боровская № 2" in html
    assert "Лужская" not in html
    assert "Ещё 1 — вне вашей зоны." in html
    assert "было 3 из 3 · 100 %, стало 1 из 3" in html


def test_an_indicator_that_is_not_there_is_not_found(ministry: Client) -> None:
    assert ministry.get("/indicators/99/history/").status_code == 404
    assert ministry.post("/indicators/5/history/").status_code == 405
    assert ministry.head("/roadmap/changes/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("role", ["coordinator", "ministry"])
@pytest.mark.parametrize(("path", "queries"), [("/indicators/5/history/", 46), ("/roadmap/changes/", 47)])
def test_a_fixed_number_of_queries(
    path: str, queries: int, role: str, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    grown = Grown(rows)
    with clock.at(GROWN_AT):
        client = signed_in(*grown.readers[role])
        with django_assert_num_queries(queries + (role == "ministry")):
            assert client.get(path).status_code == 200
