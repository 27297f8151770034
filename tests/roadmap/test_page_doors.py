"""Who sees what on the pages of the roadmap, and what becomes of an address that nobody should have written."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from opora.core import clock
from opora.organisations.models import Region
from tests.accounts.people import signed_in
from tests.core.markup import tables, text
from tests.roadmap.hostile import HOSTILE, TOLD
from tests.roadmap.lived import NOW, Lived, live_once
from tests.roadmap.recount import Recount

pytestmark = pytest.mark.django_db

PAGES = [
    "/roadmap/",
    "/roadmap/4/",
    "/roadmap/35/",
    "/indicators/5/",
    "/indicators/5/municipalities/",
    "/roadmap/next-year/",
]


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: object) -> Iterator[Lived]:
    yield from live_once(django_db_blocker)


@pytest.fixture(autouse=True)
def _june() -> Iterator[None]:
    with clock.at(NOW):
        yield


def names(html: str) -> set[str]:
    return {row[0].partition("\n")[0] for row in tables(html).get("h-lists", [])}


OWN = {
    "coordinator": {"Боровская № 1", "Боровская № 2"},
    "curator": {"Боровская № 2", "Яснолуговая"},  # of the first school no more
    "head": {"Боровская № 1"},
}


@pytest.mark.parametrize("who", OWN)
@pytest.mark.parametrize("key", ["5", "6", "35.1"])
def test_a_restricted_reader_sees_own_members_and_the_counts_of_the_region(lived: Lived, who: str, key: str) -> None:
    client = signed_in(*lived.people[who])
    for state, everybody in Recount().lists(key).items():
        html = client.get(f"/indicators/{key}/", {"list": state}).content.decode()
        assert names(html) == everybody & OWN[who]
        assert f"list={state}" in html
        assert f"<b>{len(everybody)}</b>" in html
        assert not [name for name in everybody - OWN[who] if name in html]
        hidden = len(everybody - OWN[who])
        assert (f"Ещё {hidden} — вне вашей зоны." in text(html)) is bool(hidden)


def test_a_coordinator_sees_the_own_line_of_a_breakdown(lived: Lived) -> None:
    client = signed_in(*lived.people["coordinator"])
    *lines, region = tables(client.get("/indicators/5/municipalities/").content.decode())[""]
    counts = [len(ids) for ids in Recount().ids("5").values()]
    assert [row[0] for row in lines] == ["Боровской район"]
    assert [int(cell) for cell in region[2:]] == counts
    beside = tables(client.get("/indicators/5/").content.decode())["h-parts"]
    assert [row[0] for row in beside] == ["Боровской район"]


@pytest.mark.parametrize("who", ["curator", "head"])
def test_who_has_no_municipality_has_no_breakdown(lived: Lived, who: str) -> None:
    client = signed_in(*lived.people[who])
    assert client.get("/indicators/5/municipalities/").status_code == 404
    assert "h-parts" not in client.get("/indicators/5/").content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_asked_to_sign_in(lived: Lived, path: str) -> None:
    response = Client().get(path)
    assert (response.status_code, response["Location"]) == (302, f"{reverse('account_login')}?next={path}")


@pytest.mark.parametrize("path", PAGES[:-1])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_page_is_only_read(lived: Lived, path: str, method: str) -> None:
    client = signed_in(*lived.people["ministry"])
    assert getattr(client, method)(path).status_code == 405
    assert client.head(path).status_code == 200


@pytest.mark.parametrize("path", ["/roadmap/7/", "/indicators/7/", "/indicators/35/", "/indicators/7/municipalities/",
    "/indicators/%00/", "/roadmap/%00/", "/indicators/%00/municipalities/", f"/roadmap/{'9' * 5000}/",
    "/indicators/35.2/municipalities/"])  # fmt: skip
def test_what_is_not_there_is_not_found(lived: Lived, path: str) -> None:
    response = signed_in(*lived.people["ministry"]).get(path)
    assert response.status_code == 404
    assert "Такой страницы нет" in response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_a_hostile_address_gets_the_page_and_a_word(lived: Lived, path: str) -> None:
    client = signed_in(*lived.people["ministry"])
    plain = len(client.get(path).content)
    for asked in HOSTILE:
        response = client.get(f"{path}?{asked}")
        html = response.content.decode()
        assert response.status_code == 200, asked
        assert "<script>" not in html
        assert len(html.encode()) < 2 * plain + 30_000, f"{asked[:40]} is repeated in every link"
        assert [words for words in TOLD.get(asked, ()) if words not in html] == [], asked


def test_a_demonstration_is_shown_up_to_its_own_day(lived: Lived) -> None:
    client = signed_in(*lived.people["ministry"])
    Region.objects.update(demonstration_on="2022-05-01")
    html = client.get("/indicators/5/?as_of=2022-05-11").content.decode()
    assert "последний день" in html
    assert names(html) == Recount("2022-05-01").lists("5")["missing"] != Recount("2022-05-11").lists("5")["missing"]


def test_the_timeline_does_not_grow_with_the_distance_of_the_day(lived: Lived) -> None:
    client = signed_in(*lived.people["ministry"])
    grids = {re.findall(r'class="grid" d="([^"]*)"', client.get(f"/roadmap/{asked}").content.decode())[0]
             for asked in ("", "?as_of=2000-01-01", "?as_of=2021-12-15")}  # fmt: skip
    assert len(grids) == 1


@pytest.mark.parametrize("asked", [one for one in HOSTILE if one not in TOLD])
def test_what_means_nothing_falls_back_to_the_default(lived: Lived, asked: str) -> None:
    client = signed_in(*lived.people["ministry"])
    for path in ("/roadmap/", "/indicators/5/"):
        assert tables(client.get(f"{path}?{asked}").content.decode()) == tables(client.get(path).content.decode())
