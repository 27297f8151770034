"""The next year as a copy: who may make it, what it changes, and that nothing else does."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from opora.accounts.models import Post
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.programmes.actions import start_programme
from opora.programmes.models import Programme
from opora.roadmap.models import Action, ActionPeriod, Roadmap
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import text
from tests.roadmap.lived import NOW, Lived, live_once
from tests.roadmap.recount import Recount

pytestmark = pytest.mark.django_db

COPY = "/roadmap/next-year/"


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: object) -> Iterator[Lived]:
    yield from live_once(django_db_blocker)


@pytest.fixture
def ministry(lived: Lived) -> Iterator[Client]:
    with clock.at(NOW):
        yield signed_in(*lived.people["ministry"])


def rows() -> tuple[int, ...]:
    """How many rows there are of what a copy writes; signing in writes to the journal too."""
    acts = JournalEntry.objects.exclude(verb__startswith="sign-")
    return acts.count(), *(model._default_manager.count() for model in (Programme, Roadmap, Action, ActionPeriod))


def periods(year: int) -> list[tuple[str, dt.date, dt.date]]:
    found = ActionPeriod.objects.filter(terms__action__roadmap__programme__year=year)
    return sorted((row.terms.action.number, row.start, row.end) for row in found.select_related("terms__action"))


def test_the_board_offers_the_next_year_to_the_ministry_alone(ministry: Client, lived: Lived) -> None:
    assert f'href="{COPY}"' in ministry.get("/roadmap/").content.decode()
    assert COPY not in signed_in(*lived.people["coordinator"]).get("/roadmap/").content.decode()


def test_looking_changes_nothing(ministry: Client) -> None:
    before = rows()
    page = text(ministry.get(COPY).content.decode())
    assert "Дорожная карта 2023 года" in page
    assert "6 действий" in page
    assert "Создать дорожную карту 2023 года" in page
    assert ministry.head(COPY).status_code == 200
    assert ministry.put(COPY).status_code == 405
    assert rows() == before


def test_the_ministry_makes_the_next_year(ministry: Client, lived: Lived) -> None:
    response = ministry.post(COPY, follow=True)
    assert response.redirect_chain == [("/roadmap/?programme=2023", 302)]
    page = text(response.content.decode())
    assert "Дорожная карта 2023 года создана, действий с новыми сроками: 6." in page
    assert periods(2023) == [
        (number, start.replace(year=start.year + 1), end.replace(year=end.year + 1))
        for number, start, end in periods(2022)
    ]
    made = Programme.objects.get(year=2023)
    assert (made.preceding, made.cohort.memberships.count()) == (lived.programme, 0)
    assert JournalEntry.objects.order_by("pk").last().actor == lived.people["ministry"][0].key


def test_the_previous_cohort_of_a_copy_is_that_of_the_copied_year(ministry: Client) -> None:
    ministry.post(COPY)
    inside, left = Recount().schools([2022], NOW.date())
    recount = Recount()
    for state, ids in (("missing", inside), ("excluded", left)):
        asked = {"programme": "2023", "list": state}
        page = text(ministry.get("/indicators/35.1/", asked).content.decode())
        for pk, name in recount.names.items():
            assert (name in page) is (pk in ids)


def test_a_second_time_changes_nothing_and_tells(ministry: Client) -> None:
    ministry.post(COPY)
    before = rows()
    response = ministry.post(COPY)
    assert response.status_code == 200
    page = text(response.content.decode())
    assert "Программа 2023 года уже есть." in page
    assert "Создать дорожную карту" not in page
    assert rows() == before


def test_a_programme_without_a_roadmap_gets_it(ministry: Client, lived: Lived) -> None:
    start_programme(region=lived.made.region, year=2023, title="2023", preceding=lived.programme, by=SYSTEM)
    assert "Создать дорожную карту 2023 года" in text(ministry.get(COPY).content.decode())
    ministry.post(COPY)
    assert Roadmap.objects.get(programme__year=2023).actions.count() == 6


PLACES = {
    Post.MUNICIPAL_HEAD: "luga",
    Post.COORDINATOR: "bor",
    Post.CURATOR: "third",
    Post.SCHOOL_HEAD: "second",
    Post.DEPUTY_HEAD: "first",
    Post.TEAM_MEMBER: "first",
}


@pytest.mark.parametrize("post", [post for post in Post.values if post != Post.MINISTRY])
def test_nobody_else_may(lived: Lived, post: str) -> None:
    who = person("Иволгина", "ivolgina")
    held = appoint(who, post, getattr(lived.made, PLACES.get(Post(post), "region")))
    before = rows()
    with clock.at(NOW):
        client = signed_in(who, held)
        assert [client.get(COPY).status_code, client.post(COPY).status_code] == [404, 404]
        assert Client().post(COPY)["Location"] == f"{reverse('account_login')}?next={COPY}"
    assert rows() == before


def test_a_form_of_another_site_is_refused(lived: Lived) -> None:
    before = rows()
    with clock.at(NOW):
        response = signed_in(*lived.people["ministry"], enforce_csrf_checks=True).post(COPY)
    assert response.status_code == 403
    assert "Форма устарела" in response.content.decode()
    assert rows() == before
