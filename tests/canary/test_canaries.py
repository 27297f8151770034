"""No answer of any URL, to any role, by any channel, holds the mark of a place outside the reader's reach.

What each role may know is written here by hand, apart from permissions.yaml, so that a wrong line there fails too.
"""

from http import HTTPStatus

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from opora.accounts.models import Post, User
from opora.accounts.permissions import matrix
from opora.core.jobs.models import Job
from opora.organisations.models import Municipality, SchoolName
from opora.outbox.models import Mailing
from opora.programmes.models import CohortMembershipEnd
from tests.canary.answers import bare, told
from tests.canary.asking import NOTHING, Ask
from tests.canary.asks import asks
from tests.canary.neighbours import READS_OWN, World, mark, marks

SCHOOL_POSTS = READS_OWN - {Post.MUNICIPAL_HEAD, Post.COORDINATOR}
REGION_POSTS = frozenset({Post.MINISTRY, Post.CONTROLLER, Post.INSTITUTE})
POSTS_IN_SCHOOLS = ("schoolhead", "deputyhead", "teammember", "curator")
OF_SCHOOLS = ("reports:school", "core:file", "practices:work")

CHANNELS = {
    "html": {},
    "english": {"Accept-Language": "en"},
    "htmx": {"HX-Request": "true", "HX-Target": "main"},
}


def known_to(role: str) -> set[str]:
    """The marks this role may meet."""
    if role in REGION_POSTS:
        places = {"bor", "luga", "first", "second", "third", "fourth"}
    elif role in (Post.MUNICIPAL_HEAD, Post.COORDINATOR):
        places = {"bor", "first", "second"}
    elif role in SCHOOL_POSTS:
        places = {"bor", "first"}
    else:
        places = set()
    people = {f"{place}{post}" for place in places for post in (*POSTS_IN_SCHOOLS, "head", "coordinator")}
    return (
        {"own", "reader"}
        | places
        | people
        | ({"control"} if role in REGION_POSTS else set())
        | ({"job"} if role == Post.MINISTRY else set())
        | ({"draft"} if role in (Post.MINISTRY, Post.OPERATOR) else set())
        | ({"bank"} if role in REGION_POSTS | READS_OWN | {Post.EXPERT} else set())
    )


def signed_in(world: World, role: str) -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ru"
    if role != "anonymous":
        client.force_login(world.readers[role])
    return client


def send(client: Client, ask: Ask, channel: str) -> HttpResponseBase:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en" if channel == "english" else "ru"
    if ask.post is not None:
        return client.post(ask.path, ask.post, headers=CHANNELS[channel])
    return client.get(ask.path, headers=CHANNELS[channel])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "channel", ["html", *(pytest.param(one, marks=pytest.mark.look) for one in CHANNELS if one != "html")]
)
@pytest.mark.parametrize("role", ["anonymous", "nobody", *Post.values])
def test_no_mark_of_a_neighbour_leaves_the_house(world: World, role: str, channel: str) -> None:
    client, allowed = signed_in(world, role), known_to(role)
    everything = list(asks(world))
    chosen = everything if channel == "html" else {(ask.name, ask.place): ask for ask in everything}.values()
    for ask in chosen:
        response = send(client, ask, channel)
        assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, ask
        strange = marks(told(response)) - allowed
        assert not strange, f"{role}, {channel}: {ask.path} tells of {sorted(strange)}"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["nobody", *Post.values])
def test_a_forbidden_object_is_answered_as_one_that_is_not_there(world: World, role: str) -> None:
    client, allowed = signed_in(world, role), known_to(role)
    for ask in asks(world):
        if not ask.place:
            continue
        there = send(client, ask, "html")
        missing = send(client, Ask(ask.name, reverse(ask.name, args=[NOTHING])), "html")
        assert missing.status_code == HTTPStatus.NOT_FOUND
        own = ask.place in allowed and (ask.name in OF_SCHOOLS or role not in SCHOOL_POSTS)
        assert (there.status_code == HTTPStatus.OK) == own, f"{role}: {ask.path}"
        if not own:
            assert bare(there) == bare(missing), f"{role}: {ask.path}"


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Post.COORDINATOR, Post.CURATOR, Post.SCHOOL_HEAD, Post.EXPERT])
def test_what_a_neighbour_is_called_changes_no_answer(world: World, role: str) -> None:
    """Neither the order of results nor a number, a link or a length follows from names outside the reader's reach.

    One role for each reach that permissions.yaml knows below the whole region.
    """
    client = signed_in(world, role)
    asked = [ask for ask in asks(world) if ask.post is None]  # once: rows that change may come in another order
    before = [bare(send(client, ask, "html")) for ask in asked]
    rename(world, known_to(role))
    after = [bare(send(client, ask, "html")) for ask in asked]
    for ask, one, other in zip(asked, before, after, strict=True):
        assert one == other, f"{role}: {ask.path}"


def rename(world: World, allowed: set[str]) -> None:
    """Everything a role may not know of changes its name from one that comes first to one that comes last."""
    for place, municipality in world.municipalities.items():
        if place not in allowed:
            Municipality.objects.filter(pk=municipality.pk).update(name=f"яя {place}", short_name=f"яя {place}")
    for place, school in world.schools.items():
        if place not in allowed:
            SchoolName.objects.filter(school=school).update(name=f"яя {place}", short_name=f"яя {place}")
            CohortMembershipEnd.objects.filter(span__school=school).update(note=f"яя {place}", basis="яя")
    for person in User.objects.filter(login__startswith="kenar-"):
        if person.login.removeprefix("kenar-") not in allowed:
            User.objects.filter(pk=person.pk).update(surname="Ааяя")


@pytest.mark.django_db
def test_every_url_is_asked_for(world: World) -> None:
    assert {ask.name for ask in asks(world)} == set(matrix().urls)


@pytest.mark.django_db
def test_the_marks_are_there_to_be_found(world: World) -> None:
    """Who may see the whole region meets nearly every mark of it: an empty page does not pass for a discreet one."""
    client = signed_in(world, Post.MINISTRY)
    answers = {ask.path: told(send(client, ask, "html")) for ask in asks(world)}
    found = set().union(*map(marks, answers.values()))
    assert {"bor", "luga", "first", "second", "third", "fourth", "borhead", "thirdcurator", "fourthschoolhead"} <= found
    lists = [answers[reverse("roadmap:members", args=["3", "met", form])] for form in ("xlsx", "csv")]
    assert [{"first", "third"} - marks(text) for text in lists] == [set(), set()]
    assert all("Действие 7" in answers[f"{reverse('roadmap:download', args=[form])}?"] for form in ("xlsx", "docx"))
    assert mark("first") in answers[f"{reverse('reports:schools')}?&which=current"]
    of_control = (f"{reverse('reports:control')}?", reverse("roadmap:control", args=["3"]))
    assert all(mark("control") in answers[path] for path in of_control)
    assert mark("third") in answers[reverse("practices:works")]
    assert mark("bank") in answers[reverse("practices:bank")]
    waiting = Job.objects.filter(title=mark("job")).latest("pk")
    assert all(mark("job") in answers[path] for path in (reverse("core:jobs"), reverse("core:job", args=[waiting.pk])))
    written = answers[reverse("outbox:mailing", args=[Mailing.objects.order_by("pk")[0].pk])]
    assert {"bor", "luga", "first", "third"} <= marks(written)
    for name in ("certificates:certificates", "certificates:export"):
        assert {"firstschoolhead", "thirdschoolhead"} <= marks(answers[reverse(name)])
