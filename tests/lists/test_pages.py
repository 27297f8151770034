"""Who sees which rows of the lists, on which day, and what a saved file holds."""

import csv
import datetime as dt
import io
from collections.abc import Iterator

import pytest
from django.test import Client

from opora.accounts.models import Post
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.organisations import actions
from opora.organisations.models import School
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import tables, text
from tests.roadmap.lived import NOW, Lived, live_once

pytestmark = pytest.mark.django_db

PAGES = ["municipalities", "schools", "cohort", "low-results", "growth-points", "names"]


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: object) -> Iterator[Lived]:
    yield from live_once(django_db_blocker)


@pytest.fixture(autouse=True)
def _june() -> Iterator[None]:
    with clock.at(NOW):
        yield


def of_post(post: str, where: object, login: str = "reader") -> Client:
    who = person("Читаева", f"{login}-{post}")
    return signed_in(who, appoint(who, post, where))


def html(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def first(client: Client, path: str) -> list[str]:
    """The first lines of the first cells of the list."""
    return [row[0].partition("\n")[0] for row in tables(html(client, path)).get("", [])]


@pytest.mark.parametrize("post", [Post.MINISTRY, Post.CONTROLLER, Post.INSTITUTE])
def test_posts_of_the_region_see_every_row(lived: Lived, post: str) -> None:
    client = of_post(post, lived.made.region)
    assert first(client, "/lists/municipalities/") == ["Боровской район", "Лужский район"]
    assert len(first(client, "/lists/schools/")) == 4
    for page in PAGES:
        html(client, f"/lists/{page}/")


@pytest.mark.parametrize("post", [Post.MUNICIPAL_HEAD, Post.COORDINATOR])
def test_a_municipality_sees_its_own_rows_on_the_page_and_in_the_file(lived: Lived, post: str) -> None:
    client = of_post(post, lived.made.luga)
    assert first(client, "/lists/municipalities/") == ["Лужский район"]
    assert {one.partition(" «")[0] for one in first(client, "/lists/schools/")} == {"Лужская", "Яснолуговая"}
    for page in PAGES:
        shown, saved = html(client, f"/lists/{page}/"), file(client, page)
        assert "Боров" not in shown
        assert not any("Боров" in cell for row in saved for cell in row)
    assert client.get(f"/lists/schools/{lived.made.first.pk}/").status_code == 404
    assert client.get(f"/lists/municipalities/{lived.made.bor.pk}/").status_code == 404


@pytest.mark.parametrize("post", [Post.CURATOR, Post.SCHOOL_HEAD, Post.TEAM_MEMBER])
def test_posts_of_schools_have_no_lists(lived: Lived, post: str) -> None:
    client = of_post(post, lived.made.third)
    for path in ["/lists/", *(f"/lists/{page}/" for page in PAGES), "/lists/schools/list.xlsx"]:
        assert client.get(path).status_code == 404, path


def file(client: Client, kind: str, more: str = "") -> list[list[str]]:
    """The rows of a saved csv with its headings."""
    response = client.get(f"/lists/{kind}/list.csv{more}")
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("kind", PAGES)
def test_a_file_holds_the_rows_of_the_page(lived: Lived, kind: str) -> None:
    client = of_post(Post.MINISTRY, lived.made.region)
    for more in ("", "?as_of=2022-02-01", "?known_at=2022-03-10"):
        rows = tables(html(client, f"/lists/{kind}/{more}")).get("", [])
        assert len(file(client, kind, more)) - 1 == len(rows), more


def test_the_index_counts_what_the_pages_show(lived: Lived) -> None:
    client = of_post(Post.COORDINATOR, lived.made.luga)
    shown = [int(row[1]) for row in tables(html(client, "/lists/"))["h-kinds"]]
    assert shown == [len(first(client, f"/lists/{page}/")) for page in PAGES]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("?q_school=ЛУЖСКАЯ", ["priobye-3"]),
        ("?q_school=бор%20№ 2", ["priobye-2"]),
        ("?q_school=priobye-4", ["priobye-4"]),
        ("?municipality=luga", ["priobye-3", "priobye-4"]),
        ("?kind=basic", ["priobye-4"]),
        ("?growth_point=yes", ["priobye-3"]),
        ("?growth_point=no&municipality=luga", ["priobye-4"]),
        ("?status=closed", []),
        ("?kind=%00nonsense", ["priobye-1", "priobye-2", "priobye-3", "priobye-4"]),
        ("?municipality=elsewhere", []),
    ],
)
def test_schools_are_found_by_what_is_asked_for(lived: Lived, query: str, codes: list[str]) -> None:
    client = of_post(Post.MINISTRY, lived.made.region)
    assert sorted(row[1] for row in tables(html(client, f"/lists/schools/{query}")).get("", [])) == codes
    assert sorted(row[0] for row in file(client, "schools", query)[1:]) == codes


def test_search_reads_yo_as_ye(lived: Lived) -> None:
    client = of_post(Post.MINISTRY, lived.made.region)
    actions.rename_school(
        school=lived.made.first, name="Берёзовая школа", short_name="Берёзовая", on=dt.date(2022, 5, 1), by=SYSTEM
    )
    assert first(client, "/lists/schools/?q_school=березовая") == ["Берёзовая"]
    assert first(client, "/lists/schools/?q_school=березовая&as_of=2022-04-30") == []


def test_a_list_is_of_its_day_and_of_what_was_known(lived: Lived) -> None:
    client, made = of_post(Post.MINISTRY, lived.made.region), lived.made
    actions.change_status(school=made.fourth, status="closed", basis="приказ 9", on=dt.date(2022, 5, 10), by=SYSTEM)
    actions.set_growth_point(school=made.fourth, present=True, basis="приказ 8", on=dt.date(2022, 5, 1), by=SYSTEM)

    def status(more: str) -> str:
        return next(row[3] for row in tables(html(client, f"/lists/schools/{more}"))[""] if row[1] == "priobye-4")

    assert status("").splitlines() == ["закрыта", "приказ 9"]
    assert status("?as_of=2022-05-09") == status("?known_at=2022-05-20") == "работает"
    points = [
        len(first(client, f"/lists/growth-points/{more}")) for more in ("", "?as_of=2022-04-30", "?known_at=2022-05-20")
    ]
    assert points == [2, 1, 1]
    counted = {row[0]: row[4] for row in tables(html(client, "/lists/municipalities/"))[""]}
    assert counted == {"Боровской район": "2", "Лужский район": "1"}


def test_fifty_schools_on_a_page(lived: Lived) -> None:
    client = of_post(Post.MINISTRY, lived.made.region)
    rows = [
        actions.NewSchool(municipality=lived.made.bor, code=f"n{n}", name=f"Новая № {n}", short_name=f"Новая № {n}")
        for n in range(60)
    ]
    actions.add_schools(region=lived.made.region, rows=rows, on=dt.date(2022, 5, 1), by=SYSTEM)
    total = School.objects.count()
    sizes = [len(first(client, f"/lists/schools/?page={page}")) for page in (1, 2)]
    assert sizes == [50, total - 50]
    assert len(file(client, "schools")) == total + 1


def test_what_nobody_should_ask_for(lived: Lived) -> None:
    client = of_post(Post.MINISTRY, lived.made.region)
    for path in (
        "/lists/nonsense/list.xlsx",
        "/lists/schools/list.exe",
        "/lists/nonsense/template.xlsx",
        "/lists/imports/99/",
    ):
        assert client.get(path).status_code == 404
    for more in ("?page=x", "?page=-1", "?q_school=%00", "?municipality=" + "x" * 500, "?as_of=nonsense"):
        html(client, f"/lists/schools/{more}")


def test_a_new_region_says_what_comes_first(lived: Lived) -> None:
    region = actions.open_region(name="Новый край", code="new", time_zone="Europe/Moscow", by=SYSTEM)
    client = of_post(Post.MINISTRY, region, login="new")
    told = text(html(client, "/lists/"))
    assert "муниципалитеты" in told
    counts = {row[0]: int(row[1]) for row in tables(html(client, "/lists/"))["h-kinds"]}
    assert {name for name, count in counts.items() if count} == {"Люди", "Назначения"}  # who looks, and their post
    for page in PAGES:
        html(client, f"/lists/{page}/")
    assert client.get("/lists/cohort/list.xlsx").status_code == 404
