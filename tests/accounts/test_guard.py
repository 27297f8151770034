"""The door: who asks, in which capacity, and what each role reaches by each URL."""

import datetime as dt
from http import HTTPStatus

import pytest
import yaml
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch, reverse
from django.utils import timezone

from opora.accounts.guard import GuardMiddleware, may_pass
from opora.accounts.holders import of_region
from opora.accounts.models import Post, User
from opora.accounts.permissions import FILE, matrix
from opora.accounts.queries import CuratorTiers, actor_for, capacities, curator_tiers
from opora.core import clock
from opora.core.actors import Actor, Scope
from opora.organisations.access import visible_to
from opora.organisations.models import Municipality, School
from tests.accounts.people import FEBRUARY, appoint, end
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db

MARCH = dt.date(2022, 3, 1)
PLACES = dict.fromkeys(Post.values, "region") | {
    Post.MUNICIPAL_HEAD: "bor",
    Post.COORDINATOR: "bor",
    Post.CURATOR: "first",
    Post.SCHOOL_HEAD: "first",
    Post.DEPUTY_HEAD: "first",
    Post.TEAM_MEMBER: "first",
}


@pytest.mark.parametrize("post", Post.values)
def test_what_each_role_covers(made: Places, siskin: User, post: str) -> None:
    appoint(siskin, post, getattr(made, PLACES[post]))
    actor = actor_for(siskin, on=MARCH)
    assert (actor.key, actor.role, actor.region_id) == (siskin.key, post, made.region.pk)
    assert actor.municipality_ids == ({made.bor.pk} if PLACES[post] == "bor" else set())
    assert actor.school_ids == ({made.first.pk} if PLACES[post] == "first" else set())
    seen = set(visible_to(actor, School.objects.all()))
    assert (
        seen
        == {
            Scope.REGION: set(made.schools),
            Scope.OWN: {made.first, made.second} if PLACES[post] == "bor" else {made.first},
            None: set(),
        }[actor.scope("school")]
    )
    assert made.luga not in visible_to(actor, Municipality.objects.all()) or actor.scope("municipality") is Scope.REGION


def test_no_post_no_grant(siskin: User) -> None:
    actor = actor_for(siskin, on=MARCH)
    assert (actor.role, dict(actor.grants), actor.label) == ("", {}, siskin.short_name)


def test_a_post_gives_nothing_before_it_starts_nor_after_it_ended(made: Places, siskin: User) -> None:
    end(appoint(siskin, "ministry", made.region), MARCH)
    roles = [actor_for(siskin, on=day).role for day in (FEBRUARY - dt.timedelta(days=1), FEBRUARY, MARCH)]
    assert roles == ["", "ministry", ""]


def test_a_person_with_several_posts_chooses(made: Places, siskin: User, starling: User) -> None:
    curating = [appoint(siskin, "curator", school) for school in (made.first, made.third)]
    heading = appoint(siskin, "school_head", made.second)
    others = appoint(starling, "ministry", made.region)
    assert [capacity.post for capacity in capacities(siskin, MARCH)] == ["curator", "school_head"]
    assert actor_for(siskin, on=MARCH).role == "curator"
    assert actor_for(siskin, on=MARCH).school_ids == {made.first.pk, made.third.pk}
    assert actor_for(siskin, curating[1].pk, on=MARCH).role == "curator"
    head = actor_for(siskin, heading.pk, on=MARCH)
    assert (head.role, head.school_ids) == ("school_head", {made.second.pk})
    assert actor_for(siskin, others.pk, on=MARCH).role == "curator"


def test_a_coordinator_of_the_region_covers_its_municipalities(made: Places, siskin: User) -> None:
    appoint(siskin, "coordinator", made.region)
    assert actor_for(siskin, on=MARCH).municipality_ids == {made.bor.pk, made.luga.pk}


@pytest.mark.parametrize("count", [1, 3])
def test_knowing_who_asks_costs_a_fixed_number_of_queries(
    made: Places, siskin: User, count: int, django_assert_num_queries
) -> None:
    for school in made.schools[:count]:
        appoint(siskin, "curator", school)
    with django_assert_num_queries(4):
        assert len(actor_for(siskin, on=MARCH).school_ids) == count


def test_titles_of_capacities(made: Places, siskin: User) -> None:
    appoint(siskin, "school_head", made.first, acting=True)
    appoint(siskin, "coordinator", made.luga)
    appoint(siskin, "ministry", made.region)
    for school in made.schools[1:3]:
        appoint(siskin, "curator", school)
    titles = [capacity.title for capacity in capacities(siskin, MARCH)]
    assert titles == [
        "министерство",
        "координатор, Лужский район",
        "куратор, 2 школы",
        "руководитель школы (и. о.), Боровская № 1",
    ]


def test_curators_by_tier(made: Places, siskin: User, starling: User) -> None:
    appoint(siskin, "curator", made.first)
    appoint(starling, "curator", made.first, tier="municipal")
    appoint(starling, "curator", made.second, tier="municipal")
    appoint(siskin, "curator", made.third)
    held = of_region(made.region.pk, clock.now())
    tiers = curator_tiers(held, [school.pk for school in made.schools], MARCH)
    assert tiers == CuratorTiers(regional=1, municipal=1, both=1, none=1)


@pytest.mark.parametrize("role", ["anonymous", "nobody", *Post.values])
@pytest.mark.parametrize("name", sorted(matrix().urls))
def test_every_url_for_every_role(name: str, role: str, made: Places, siskin: User) -> None:
    """Let through exactly when the matrix says so; otherwise to the sign-in page, or 404."""
    if role in Post.values:
        appoint(siskin, role, getattr(made, PLACES[role]))
    assert knock(name, AnonymousUser() if role == "anonymous" else siskin) == expected(name, role)


def knock(name: str, user: User | AnonymousUser) -> str:
    """What the guard does with a request for a URL of this name."""
    request = RequestFactory().get("/somewhere/")
    request.user, request.session = user, {}
    request.resolver_match = ResolverMatch(
        HttpResponse, (), {}, url_name=name.rsplit(":", maxsplit=1)[-1], namespaces=name.split(":")[:-1]
    )
    guard = GuardMiddleware(lambda request: HttpResponse())
    guard(request)
    try:
        answer = guard.process_view(request, HttpResponse, (), {})
    except Http404:
        return "not found"
    return "let through" if answer is None else answer["Location"].partition("?")[0]


def expected(name: str, role: str) -> str:
    """The same from the file itself."""
    door = yaml.safe_load(FILE.read_text("utf-8"))["urls"][name]
    if door == "public":
        return "let through"
    if role == "anonymous":
        return reverse("account_login")
    if door == "signed-in":
        return "let through"
    thing, verb = door.split()
    things = yaml.safe_load(FILE.read_text("utf-8"))["roles"].get(role, {})
    return "let through" if verb in things.get(thing, {}) else "not found"


def test_a_url_that_the_matrix_does_not_name_answers_nobody(made: Places, siskin: User) -> None:
    appoint(siskin, "ministry", made.region)
    assert knock("forgotten", siskin) == "not found"


def test_nobody_is_sent_to_sign_in_and_back(client: Client) -> None:
    response = client.get(reverse("account_capacity"))
    assert response.status_code == HTTPStatus.FOUND
    assert response["Location"] == f"{reverse('account_login')}?next={reverse('account_capacity')}"


def test_htmx_is_told_to_leave_the_whole_page(client: Client) -> None:
    response = client.get(reverse("account_capacity"), headers={"HX-Request": "true"})
    assert response["HX-Redirect"].startswith(reverse("account_login"))


def test_the_middleware_is_in_place() -> None:
    assert f"{GuardMiddleware.__module__}.GuardMiddleware" in settings.MIDDLEWARE


def test_the_page_speaks_the_language_of_the_person_until_another_is_chosen(client: Client, siskin: User) -> None:
    User.objects.filter(pk=siskin.pk).update(language="en")
    client.force_login(siskin)
    page = client.get(reverse("account_capacity"), headers={"Accept-Language": "ru"})
    assert page["Content-Language"] == "en"
    assert "Your posts" in page.content.decode()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ru"
    assert client.get(reverse("account_capacity"))["Content-Language"] == "ru"


def test_the_page_lives_in_the_time_zone_of_the_region(made: Places, siskin: User) -> None:
    appoint(siskin, "ministry", made.region)
    made.region.time_zone = "Asia/Kamchatka"
    made.region.save()
    request = RequestFactory().get("/")
    request.user, request.session = siskin, {}
    seen: list[str] = []

    def view(_request: object) -> HttpResponse:
        seen.append(timezone.get_current_timezone_name())
        return HttpResponse()

    GuardMiddleware(view)(request)
    assert seen == ["Asia/Kamchatka"]
    assert timezone.get_current_timezone_name() == settings.TIME_ZONE


def test_every_grant_opens_a_door_or_guards_an_object() -> None:
    actor = Actor(key="user:1", grants={("school", "read"): Scope.OWN})
    assert may_pass(actor, ("school", "read"))
    assert not may_pass(actor, ("school", "close"))
    assert not may_pass(actor, ("roadmap", "read"))
