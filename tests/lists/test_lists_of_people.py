"""People and appointments among the lists: who sees them, and that what goes out comes in again unchanged."""

import csv
import datetime as dt
import io
from http import HTTPStatus
from pathlib import Path

import pytest
from django.test import Client

from opora.accounts.models import Post, User
from opora.core.imports.plans import kinds
from opora.organisations.models import Region
from opora.programmes.models import Programme
from tests.accounts.people import appoint, end, person, signed_in
from tests.core.markup import tables, text
from tests.organisations.lists import Lists
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db
KINDS = ["people", "appointments"]
TITLES = ["Люди", "Назначения"]


@pytest.fixture
def region(made: Places, programme: Programme) -> Places:
    """Somebody with two posts and contacts, namesakes, somebody who left, somebody without any post."""
    curator = person("Чижова", "chizhova")
    User.objects.filter(pk=curator.pk).update(email="ch@example.org", phone="+73852000001")
    for school in (made.first, made.third):
        appoint(curator, Post.CURATOR, school)
    for login, school in (("drozdova", made.first), ("drozdova2", made.second)):
        appoint(person("Дроздова", login), Post.SCHOOL_HEAD, school)
    end(appoint(person("Скворцова", "skvortsova"), Post.COORDINATOR, made.luga), on=dt.date(2022, 3, 20))
    person("Зяблик", "zyablik")
    return made


def client_of(post: str, made: Places) -> Client:
    where = made.luga if post in (Post.MUNICIPAL_HEAD, Post.COORDINATOR) else made.region
    who = person("Читаева", f"reader-{post.replace('_', '-')}")
    return signed_in(who, appoint(who, post, where))


def shown(client: Client, more: str = "") -> dict[str, int]:
    """The lists of the index and how many rows each has."""
    rows = tables(client.get(f"/lists/{more}").content.decode())["h-kinds"]
    return {row[0]: int(row[1]) for row in rows}


def test_the_index_counts_them_and_leads_to_their_pages(region: Places) -> None:
    client = client_of(Post.MINISTRY, region)
    counts = shown(client)
    assert [counts[title] for title in TITLES] == [6, 6]
    page = client.get("/lists/").content.decode()
    for address in (
        "/people/",
        "/coverage/",
        *(f"/lists/{kind}/{what}" for kind in KINDS for what in ("template.xlsx", "import/")),
    ):
        assert f'href="{address}' in page, address


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_goes_out_comes_in_again_and_changes_nothing(
    region: Places, lists: Lists, tmp_path: Path, kind: str, form: str
) -> None:
    file = tmp_path / f"list.{form}"
    file.write_bytes(client_of(Post.MINISTRY, region).get(f"/lists/{kind}/list.{form}").content)
    assert lists.counts(kind, file) == (0, 0, 6, 0)


def test_the_file_has_the_columns_it_is_brought_in_by(region: Places) -> None:
    client = client_of(Post.MINISTRY, region)
    for kind in KINDS:
        content = client.get(f"/lists/{kind}/list.csv").content.decode("utf-8-sig")
        head = next(csv.reader(io.StringIO(content), delimiter=";"))
        assert head == [str(column.title) for column in kinds()[kind].columns]


@pytest.mark.parametrize(
    ("post", "seen"),
    [
        (Post.MINISTRY, True),
        (Post.INSTITUTE, True),
        (Post.CONTROLLER, False),
        (Post.MUNICIPAL_HEAD, False),
        (Post.COORDINATOR, False),
    ],
)
def test_they_are_for_who_sees_the_region_with_contacts(region: Places, post: str, seen: bool) -> None:
    client = client_of(post, region)
    assert (set(TITLES) <= set(shown(client))) is seen
    for kind in KINDS:
        answer = client.get(f"/lists/{kind}/list.csv")
        assert answer.status_code == (HTTPStatus.OK if seen else HTTPStatus.NOT_FOUND)


def test_a_page_of_an_earlier_moment_leaves_them_out(region: Places) -> None:
    client = client_of(Post.MINISTRY, region)
    past = "?as_of=2022-03-01&known_at=2022-03-20"
    assert not set(TITLES) & set(shown(client, past))
    assert client.get(f"/lists/people/list.csv{past}").status_code == HTTPStatus.NOT_FOUND


def test_people_alone_do_not_hide_what_to_begin_with() -> None:
    region = Region.objects.create(code="empty", name="Пустой край", time_zone="Asia/Novosibirsk")
    who = person("Читаева", "reader")
    page = signed_in(who, appoint(who, Post.MINISTRY, region)).get("/lists/").content.decode()
    assert "муниципалитеты" in text(page)
    assert "<ol><li>" in page
