"""Two entries of one person become one on pages: found, looked at, merged with a reason, undone."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from opora.accounts.actions import Organisation
from opora.accounts.merging import merge_people
from opora.accounts.models import Appointment, Post, User
from opora.core.actors import SYSTEM
from opora.core.models import Merge
from opora.programmes.models import Programme
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import tables, text
from tests.organisations.places import Places
from tests.roadmap.grown import Grown

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(made: Places, programme: Programme) -> User:
    found = person("Синицына", "sinitsyna")
    appoint(found, Post.CURATOR, made.first)
    return found


@pytest.fixture
def double(made: Places, programme: Programme) -> User:
    found = person("Синицына", "sinitsyna.e")
    appoint(found, Post.COORDINATOR, made.luga)
    return found


def of_post(post: str, where: Organisation) -> Client:
    who = person("Читаева", f"reader-{post.replace('_', '-')}")
    return signed_in(who, appoint(who, post, where))


@pytest.fixture
def ministry(made: Places, programme: Programme) -> Client:
    return of_post(Post.MINISTRY, made.region)


def html(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def names(page: str) -> list[str]:
    return [row[0] for row in tables(page).get("h-found", [])]


def test_namesakes_are_offered_and_others_are_found(kept: User, double: User, ministry: Client) -> None:
    person("Дроздова", "drozdova")
    page = html(ministry, f"/people/{kept.pk}/")
    assert f"/people/{kept.pk}/same/" in page
    assert names(html(ministry, f"/people/{kept.pk}/same/")) == [double.full_name]
    assert "Дроздова" in names(html(ministry, f"/people/{kept.pk}/same/?q=дрозд"))[0]
    assert "Никто" in text(html(ministry, f"/people/{kept.pk}/same/?q=нет+такого"))
    assert "Похожих имён нет" in text(html(ministry, f"/people/{User.objects.get(login='drozdova').pk}/same/"))


def test_two_entries_are_merged_and_undone(made: Places, kept: User, double: User, ministry: Client) -> None:
    path = f"/people/{kept.pk}/same/{double.pk}/"
    assert tables(html(ministry, path))["h-preview"] == [["Назначения", "1", "—"]]
    assert ministry.post(path, {"reason": ""}).status_code == 422
    assert not Merge.objects.exists()
    answer = ministry.post(path, {"reason": "одно лицо"})
    merged = Merge.objects.get()
    assert answer["Location"] == f"/people/merges/{merged.pk}/"
    coordinator = Appointment.objects.standing().filter(post=Post.COORDINATOR)
    assert coordinator.get().person == kept
    assert ministry.get(f"/people/{double.pk}/").status_code == 404
    assert names(html(ministry, f"/people/{kept.pk}/same/")) == []
    assert [row[2] for row in tables(html(ministry, f"/people/{kept.pk}/same/"))["h-merges"]] == ["одно лицо"]
    assert ministry.post(answer["Location"], {"reason": "два лица"})["Location"] == answer["Location"]
    assert coordinator.get().person == double
    assert "два лица" in text(html(ministry, answer["Location"]))


def test_what_is_in_the_way_is_said_first(made: Places, kept: User, double: User, ministry: Client) -> None:
    User.objects.filter(pk=double.pk).update(phone="+73852123456")
    page = html(ministry, f"/people/{kept.pk}/same/{double.pk}/")
    assert 'name="reason"' not in page
    assert "телефон" in text(page)
    assert ministry.post(f"/people/{kept.pk}/same/{double.pk}/", {"reason": "x"}).status_code == 422
    assert not Merge.objects.exists()
    assert "две разные" in text(html(ministry, f"/people/{kept.pk}/same/{kept.pk}/"))


@pytest.mark.parametrize("post", [Post.INSTITUTE, Post.CONTROLLER, Post.COORDINATOR])
def test_only_the_ministry_merges(made: Places, kept: User, double: User, post: str) -> None:
    merged = merge_people(kept=kept, double=double, reason="x", by=SYSTEM)
    client = of_post(post, made.luga if post == Post.COORDINATOR else made.region)
    other = person("Дроздова", "drozdova")
    for path in (f"/people/{kept.pk}/same/", f"/people/{kept.pk}/same/{other.pk}/", f"/people/merges/{merged.pk}/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"reason": "x"}).status_code in {404, 405}
    merged.refresh_from_db()
    assert merged.undone_at is None
    assert "/same/" not in client.get(f"/people/{kept.pk}/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_finding_the_other_entry_costs_a_fixed_number_of_queries(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    region = Grown(rows)
    kept = person("Синицына", "sinitsyna")
    appoint(kept, Post.CURATOR, region.schools[0])
    for number in range(rows):
        merge_people(kept=kept, double=person("Синицына", f"gone-{number}"), reason="x", by=SYSTEM)
        appoint(person("Синицына", f"same-{number}"), Post.CURATOR, region.schools[number])
    client = signed_in(*region.readers["ministry"])
    with django_assert_num_queries(25):
        page = client.get(f"/people/{kept.pk}/same/").content.decode()
    assert [len(tables(page)[name]) for name in ("h-found", "h-merges")] == [rows, rows]
