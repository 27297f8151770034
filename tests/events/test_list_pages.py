"""The list of events and a series: grouped, filtered, saved as a file; what it costs."""

import csv
import datetime as dt
import io
from http import HTTPStatus

import pytest
from pytest_django import DjangoAssertNumQueries

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.events import actions
from opora.events.actions import Planned
from tests.core.markup import HOSTILE, tables, text
from tests.events.planned import LATER, MARCH, NOW, Region
from tests.programmes import years
from tests.roadmap.hostile import HOSTILE as QUERIES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]


@pytest.fixture
def five(region: Region) -> Region:
    """One event of each stage; the one ahead was moved from the tenth."""
    ahead = region.plan("ahead", dt.date(2022, 4, 10), place="Приобск")
    with clock.at(dt.datetime(2022, 3, 20, 9, tzinfo=dt.UTC)):
        actions.move(event=ahead, planned=Planned(on=LATER, place="Приобск"), reason="зал занят", by=SYSTEM)
    region.plan("due", MARCH, kind="forum")
    region.held("open")
    region.held("closed", closed=dt.date(2022, 3, 6))
    off = region.plan("off", MARCH)
    with clock.at(dt.datetime(2022, 3, 1, 9, tzinfo=dt.UTC)):
        actions.call_off(event=off, reason="карантин", by=SYSTEM)
    return region


def rows(html: str) -> dict[str, list[list[str]]]:
    """The rows of each stage, months left out."""
    return {key: [row for row in found if len(row) > 1] for key, found in tables(html).items()}


def test_each_event_stands_under_its_stage_with_its_days_and_attendance(five: Region) -> None:
    found = rows(five.client("expert").get("/events/").content.decode())
    assert {key: len(members) for key, members in found.items()} == dict.fromkeys(
        ("h-due", "h-open", "h-ahead", "h-closed", "h-off"), 1
    )
    _title, day, where, stands = found["h-ahead"][0]
    assert day.replace("\xa0", " ").split("\n") == ["20.04.2022", "планировалось на 10.04.2022"]
    assert where == "Приобск"
    assert stands == "Впереди"
    assert found["h-open"][0][3] == "Явка не закрыта"
    assert found["h-closed"][0][3] == "Явка закрыта 06.03.2022"
    assert found["h-off"][0][3] == "не состоится\nкарантин"


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("kind=forum", {"due"}),
        ("stage=open", {"open"}),
        ("text=ПРИОБСК", {"ahead"}),
        ("text=совещание+off", {"off"}),
        ("kind=zzz", set()),
        ("series=none", set()),
    ],
)
def test_it_is_filtered(five: Region, query: str, codes: set[str]) -> None:
    answer = five.client("ministry").get(f"/events/list.csv?{query}").content.decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(answer), delimiter=";"))
    assert {row["Код"] for row in found} == codes
    page = five.client("ministry").get(f"/events/?{query}").content.decode()
    assert sum(map(len, rows(page).values())) == len(codes)
    assert ("Ни одно событие не подходит" in page) == (not codes)


def test_a_file_keeps_both_days_of_a_moved_event(five: Region) -> None:
    answer = five.client("institute").get("/events/list.csv?stage=ahead").content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(answer), delimiter=";"))
    assert [row["Сначала на"], row["Запланировано на"], row["Прошло"]] == ["10.04.2022", "20.04.2022", ""]


def test_on_an_earlier_day_it_stands_as_it_stood(five: Region) -> None:
    found = rows(five.client("expert").get("/events/?as_of=2022-03-04").content.decode())
    assert {key: len(members) for key, members in found.items()} == {"h-ahead": 4, "h-off": 1}
    assert "10.04.2022" in found["h-ahead"][-1][1]


def test_nobody_plans_on_a_page_of_the_past_or_without_the_right(five: Region) -> None:
    assert "/events/new/" in five.client("ministry").get("/events/").content.decode()
    for who, query in (("ministry", "?known_at=2022-03-20"), ("controller", ""), ("head1", "")):
        assert "/events/new/" not in five.client(who).get(f"/events/{query}").content.decode()


def test_without_events_it_says_what_will_stand_there(region: Region) -> None:
    page = text(region.client("head1").get("/events/").content.decode())
    assert "Событий пока не запланировано" in page


def test_a_series_shows_its_sessions_together(region: Region) -> None:
    with clock.at(years.BEGUN):
        series = actions.plan_series(
            programme=region.programme, code="seminar", kind="online_seminar", title="Семинар", by=SYSTEM
        )
    address = f"/events/series/{series.pk}/"
    assert "В серии пока нет занятий" in region.client("head1").get(address).content.decode()
    listed = rows(region.client("head1").get("/events/").content.decode())["h-series"]
    assert [row[0].split("\n")[0] for row in listed] == ["Семинар"]
    assert listed[0][2:] == ["0", "0"]
    region.plan("seminar-1", MARCH, series=series)
    region.plan("seminar-2", LATER, series=series)
    region.plan("other", LATER)
    found = rows(region.client("head1").get(address).content.decode())
    assert {key: len(members) for key, members in found.items()} == {"h-due": 1, "h-ahead": 1}
    assert region.client("head1").get(f"{address}?as_of=2021-12-01").status_code == HTTPStatus.NOT_FOUND


def test_a_series_is_renamed_and_taken_back_only_while_it_is_empty(region: Region) -> None:
    client = region.client("institute")
    client.post("/events/series/new/", {"kind": "project", "title": "Проект", "code": "project"})
    series = region.programme.event_series.get(code="project")
    address = f"/events/series/{series.pk}/"
    client.post(f"{address}change/", {"kind": "project", "title": "Проект «Руководитель»"})
    assert "Проект «Руководитель»" in client.get(address).content.decode()
    session = region.plan("project-1", LATER, series=series)
    refused = client.post(f"{address}take-back/", {"reason": "ошибка"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "В серии есть занятия" in refused.content.decode()
    client.post(f"/events/{session.pk}/take-back/event/{session.pk}/", {"reason": "ошибка"})
    client.post(f"{address}take-back/", {"reason": "ошибка"})
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_hostile_texts_and_addresses_do_no_harm(region: Region) -> None:
    region.plan("x", LATER, title=HOSTILE, place="=1+1")
    client = region.client("ministry")
    assert "<script>alert" not in client.get("/events/").content.decode()
    assert "'=1+1" in client.get("/events/list.csv").content.decode("utf-8-sig")
    for query in [*QUERIES, f"text={HOSTILE}", "text=%00", "kind=%00", "series=%00"]:
        assert client.get(f"/events/?{query}").status_code == HTTPStatus.OK, query


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("who", "path", "queries"),
    [("institute", "/events/", 19), ("coordinator", "/events/", 20), ("institute", "/events/list.csv", 11)],
)
def test_a_list_costs_a_fixed_number_of_queries(
    region: Region, n: int, who: str, path: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(n):
        region.held(f"vks-{number}", "head1", closed=MARCH)
    client = region.client(who)
    with clock.at(NOW), django_assert_num_queries(queries):
        answer = client.get(path)
    assert answer.content.decode().count("Совещание vks-") == n
