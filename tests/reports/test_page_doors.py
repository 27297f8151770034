"""Who sees what on the overview and on pages of places, and what becomes of an address nobody should have written."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from opora.accounts.models import Post
from opora.core import clock
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import tables
from tests.organisations import places
from tests.roadmap.hostile import HOSTILE, TOLD
from tests.roadmap.lived import NOW, Lived, live_once
from tests.roadmap.recount import Recount

pytestmark = pytest.mark.django_db

LISTS = ["/", "/municipalities/", "/schools/"]


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: object) -> Iterator[Lived]:
    yield from live_once(django_db_blocker)


@pytest.fixture(autouse=True)
def _june() -> Iterator[None]:
    with clock.at(NOW):
        yield


def pages(lived: Lived) -> list[str]:
    return [*LISTS, f"/municipalities/{lived.made.bor.pk}/", f"/schools/{lived.made.first.pk}/"]


def first(rows: list[list[str]]) -> set[str]:
    return {row[0].partition("\n")[0] for row in rows}


@pytest.mark.parametrize("who", ["coordinator", "municipal_head", "curator", "head"])
def test_a_restricted_reader_sees_the_counts_of_the_region(lived: Lived, who: str) -> None:
    client = signed_in(*lived.people[who])
    html = client.get("/").content.decode()
    recount = Recount()
    assert {key: int(n) for key, n in re.findall(r"state=(\w+)\"><b>(\d+)</b>", html)} == recount.tally()
    assert [int(row[1]) for row in tables(html)["h-holders"]] == [len(recount.gaps())]


@pytest.mark.parametrize("who", ["coordinator", "municipal_head"])
def test_a_municipality_sees_itself_and_its_schools(lived: Lived, who: str) -> None:
    client, made = signed_in(*lived.people[who]), lived.made
    for path, heading in (("/", "h-map"), ("/municipalities/", "h-all")):
        html = client.get(path).content.decode()
        assert first(tables(html)[heading]) == {"Боровской район"}
        assert "Лужский" not in html
    assert first(tables(client.get("/schools/").content.decode())[""]) == {"Боровская № 1"}
    assert first(tables(client.get("/schools/?which=left").content.decode())[""]) == {"Боровская № 2"}
    assert client.get(f"/municipalities/{made.bor.pk}/").status_code == 200
    assert client.get(f"/municipalities/{made.luga.pk}/").status_code == 404
    answers = [client.get(f"/schools/{school.pk}/").status_code for school in made.schools]
    assert answers == [200, 200, 404, 404]


OWN = {"curator": {"second", "fourth"}, "head": {"first"}}


@pytest.mark.parametrize("who", OWN)
def test_a_school_sees_itself(lived: Lived, who: str) -> None:
    client, made = signed_in(*lived.people[who]), lived.made
    own = {getattr(made, name).pk for name in OWN[who]}
    for school in made.schools:
        response = client.get(f"/schools/{school.pk}/")
        assert response.status_code == (200 if school.pk in own else 404)
        assert "/municipalities/" not in response.content.decode()
    assert client.get("/municipalities/").status_code == 404
    assert client.get(f"/municipalities/{made.bor.pk}/").status_code == 404
    recount = Recount()
    inside, left = recount.schools([2022], NOW.date())
    for which, ids in (("current", inside), ("left", left), ("previous", recount.schools([2021], NOW.date())[0])):
        rows = tables(client.get(f"/schools/?which={which}").content.decode()).get("", [])
        assert first(rows) == {recount.names[pk] for pk in ids & own}
    html = client.get("/").content.decode()
    assert "h-map" not in html
    assert "/municipalities/" not in html


@pytest.mark.parametrize("post", [Post.EDITOR, Post.OPERATOR])
def test_a_post_without_pages_is_told_so(lived: Lived, post: str) -> None:
    who = person("Свиристелева", "sviristeleva")
    client = signed_in(who, appoint(who, post, lived.made.region))
    assert "Для вашей должности здесь пока ничего нет" in client.get("/").content.decode()
    assert [client.get(path).status_code for path in pages(lived)[1:]] == [404] * 4


def test_an_expert_sees_figures_and_no_place(lived: Lived) -> None:
    who = person("Соловьёва", "solovyova")
    client = signed_in(who, appoint(who, Post.EXPERT, lived.made.region))
    assert [client.get(path).status_code for path in pages(lived)] == [200, 404, 404, 404, 404]
    html = client.get("/").content.decode()
    assert not [name for name in [*Recount().names.values(), *Recount().places.values()] if name in html]


def test_another_region_is_not_there(lived: Lived) -> None:
    foreign = places.make("zarechye")
    client = signed_in(*lived.people["ministry"])
    for path in (f"/municipalities/{foreign.bor.pk}/", f"/schools/{foreign.first.pk}/"):
        assert client.get(path).status_code == 404
    names = [row[0] for row in tables(client.get("/municipalities/").content.decode())["h-all"]]
    assert sorted(names) == ["Боровской район", "Лужский район"]


def test_nobody_is_asked_to_sign_in(lived: Lived) -> None:
    for path in [*pages(lived), "/schools/99999/"]:
        response = Client().get(path)
        assert (response.status_code, response["Location"]) == (302, f"{reverse('account_login')}?next={path}")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_page_is_only_read(lived: Lived, method: str) -> None:
    client = signed_in(*lived.people["ministry"])
    assert [getattr(client, method)(path).status_code for path in pages(lived)] == [405] * 5
    assert [client.head(path).status_code for path in pages(lived)] == [200] * 5


@pytest.mark.parametrize("number", ["0", "99999", "9" * 30, "9" * 5000, "-1", "%00", "x"])
def test_what_is_not_there_is_not_found(lived: Lived, number: str) -> None:
    client = signed_in(*lived.people["ministry"])
    for kind in ("municipalities", "schools"):
        response = client.get(f"/{kind}/{number}/")
        assert response.status_code == 404
        assert "Такой страницы нет" in response.content.decode()


@pytest.mark.parametrize("place", range(5))
def test_a_hostile_address_gets_the_page_and_a_word(lived: Lived, place: int) -> None:
    client, path = signed_in(*lived.people["ministry"]), pages(lived)[place]
    plain = client.get(path).content
    for asked in HOSTILE:
        response = client.get(f"{path}?{asked}")
        html = response.content.decode()
        assert response.status_code == 200, asked
        assert "<script>" not in html
        assert len(response.content) < 2 * len(plain) + 30_000, f"{asked[:40]} is repeated in every link"
        assert [words for words in TOLD.get(asked, ()) if words not in html] == [], asked
        if asked not in TOLD:
            assert tables(html) == tables(plain.decode()), asked
