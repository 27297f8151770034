"""Search: what the reader may see, whatever the case and with ё as е, the same on both databases."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from opora.accounts.models import Post, User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.organisations.actions import rename_school
from opora.roadmap.models import Roadmap
from tests.accounts.people import appoint, end, person, signed_in
from tests.organisations.places import Places
from tests.roadmap.grown import Grown
from tests.roadmap.hostile import HOSTILE
from tests.roadmap.lived import NOW as GROWN_AT

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2022, 4, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def lived(roadmap: Roadmap, made: Places, siskin: User) -> Roadmap:
    """A curator of two schools, a head who left, a school that got another name in March."""
    for school in (made.first, made.third):
        appoint(siskin, Post.CURATOR, school)
    end(appoint(person("Щёголева", "schegoleva"), Post.SCHOOL_HEAD, made.first), dt.date(2022, 3, 10), NOW)
    appoint(person("Пеночкина", "penochkina"), Post.COORDINATOR, made.luga)
    with clock.at(NOW):
        name = "Школа «Ёлочка»"
        rename_school(school=made.second, name=name, short_name=name, on=dt.date(2022, 3, 1), by=SYSTEM)
    return roadmap


def reader(post: str, where: object) -> Client:
    who = person("Читаева", f"reader-{post.replace('_', '-')}")
    return signed_in(who, appoint(who, post, where))  # type: ignore[arg-type]  # any organisation


@pytest.fixture
def ministry(lived: Roadmap, made: Places) -> Iterator[Client]:
    with clock.at(NOW):
        yield reader(Post.MINISTRY, made.region)


def found(client: Client, text: str, **asked: str) -> list[str]:
    """The titles of the findings, in their order."""
    response = client.get("/search/", {"q": text, **asked})
    assert response.status_code == 200
    html = response.content.decode().replace("\u00a0", " ")
    rows = re.findall(r'<li class="op-kv"><div>(.*?)</div>', html)
    return [re.sub("<[^>]+>", "", row) for row in rows]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("боровск", ["Боровской район", "Боровская № 1"]),
        ("БОРОВСКАЯ", ["Боровская № 1"]),
        ("елочка", ["Школа «Ёлочка»"]),
        ("ЁЛОЧКА", ["Школа «Ёлочка»"]),
        ("школа  лужская", ["Лужская"]),
        ("чижова", ["Чижова Е. В."]),
        ("чижова елена", ["Чижова Е. В."]),
        ("елена чижова", ["Чижова Е. В."]),
        ("щеголева", []),
        ("35", ["Действие 35"]),
        ("№35", ["Действие 35"]),
        ("действие", ["Действие 1", "Действие 4", "Действие 5", "Действие 33", "Действие 35"]),
        ("л", []),
        ("", []),
        ("%", []),
        ("__", []),
        ("ъъъ", []),
    ],
)
def test_what_is_found(ministry: Client, text: str, titles: list[str]) -> None:
    assert found(ministry, text) == titles


def test_the_day_of_the_page_decides(ministry: Client) -> None:
    assert found(ministry, "щёголева", as_of="2022-03-01") == ["Щёголева Е. В."]
    assert found(ministry, "ёлочка", as_of="2022-02-28") == []
    assert found(ministry, "боровская № 2", as_of="2022-02-28") == ["Боровская № 2"]
    assert found(ministry, "ёлочка", known_at="2022-03-15") == []


def test_a_person_is_one_line_with_the_posts(ministry: Client) -> None:
    html = ministry.get("/search/", {"q": "чижова"}).content.decode()
    assert "Куратор, Боровская № 1; Куратор, Лужская" in html.replace("\u00a0", " ")
    assert len(re.findall(r'<a class="op-link" href="/people/\d+/', html)) == 1


@pytest.mark.parametrize(
    ("post", "place", "text", "titles"),
    [
        (Post.COORDINATOR, "bor", "боровск", ["Боровской район", "Боровская № 1"]),
        (Post.COORDINATOR, "bor", "луж", []),
        (Post.COORDINATOR, "bor", "пеночкина", []),
        (Post.COORDINATOR, "luga", "пеночкина", ["Пеночкина Е. В."]),
        (Post.SCHOOL_HEAD, "third", "луж", ["Лужская"]),
        (Post.SCHOOL_HEAD, "third", "боровск", []),
        (Post.SCHOOL_HEAD, "third", "чижова", ["Чижова Е. В."]),
        (Post.EXPERT, "region", "чижова", []),
        (Post.EXPERT, "region", "боровск", []),
        (Post.EXPERT, "region", "действие 4", ["Действие 4"]),
    ],
)
def test_nobody_finds_what_they_may_not_see(
    lived: Roadmap, made: Places, post: str, place: str, text: str, titles: list[str]
) -> None:
    with clock.at(NOW):
        client = reader(post, getattr(made, place))
        assert found(client, text) == titles
        page = client.get("/search/", {"q": text}).content.decode().replace("\u00a0", " ")
    if titles == ["Чижова Е. В."]:
        assert "Боровская" not in page


def test_readers_find_themselves(lived: Roadmap, made: Places) -> None:
    with clock.at(NOW):
        assert found(reader(Post.COORDINATOR, made.bor), "читаева") == ["Читаева Е. В."]


def test_a_long_list_says_how_many_more(ministry: Client, made: Places) -> None:
    for number in range(22):
        appoint(person("Воробьёв", f"vorobyov-{number}"), Post.TEAM_MEMBER, made.first)
    html = ministry.get("/search/", {"q": "воробьев"}).content.decode()
    assert html.count("Воробьёв") == 20
    assert "и ещё 2: уточните название" in html


@pytest.mark.parametrize(
    "asked", [*HOSTILE, "q=%00", "q=" + "x" * 5000, "q=<script>alert(1)</script>", "q=%25' OR 1=1--"]
)
def test_nothing_breaks_it(ministry: Client, asked: str) -> None:
    response = ministry.get(f"/search/?{asked}")
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert len(response.content) < 40_000


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("role", ["coordinator", "ministry"])
def test_it_costs_a_fixed_number_of_queries(
    role: str, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    grown = Grown(rows)
    with clock.at(GROWN_AT):
        client = signed_in(*grown.readers[role])
        with django_assert_num_queries(35):
            html = client.get("/search/", {"q": "птицын"}).content.decode()
    assert html.count("Птицын") == 5 * rows
