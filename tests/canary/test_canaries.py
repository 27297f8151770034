"""No answer of any URL, to any role, by any channel, holds the mark of a place outside the reader's reach.

What each role may know is written here by hand, apart from permissions.yaml, so that a wrong line there fails too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from opora.accounts.models import Appointment, Post, User
from opora.accounts.permissions import matrix
from opora.core.jobs.models import Job
from opora.core.models import Merge, StoredFile
from opora.organisations.models import Municipality, NameAlias, SchoolName
from opora.outbox.models import Mailing, Message
from opora.programmes.models import CohortMembershipEnd, LowResultsListing
from opora.roadmap.models import ControlEntry
from tests.canary.answers import bare, told
from tests.canary.neighbours import READS_OWN, SENTENCES, World, mark, marks

SCHOOL_POSTS = READS_OWN - {Post.MUNICIPAL_HEAD, Post.COORDINATOR}
REGION_POSTS = frozenset({Post.MINISTRY, Post.CONTROLLER, Post.INSTITUTE})
POSTS_IN_SCHOOLS = ("schoolhead", "deputyhead", "teammember", "curator")
OF_SCHOOLS = ("reports:school", "core:file")
NOTHING = 99_999_999
"""An id that no object has."""

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
    )


@dataclass(frozen=True)
class Ask:
    """One request: its URL's name, its address, what it posts, and the place its object lies in ("" for none)."""

    name: str
    path: str
    post: dict[str, str] | None = None
    place: str = ""


def asks(world: World) -> Iterator[Ask]:
    """Every URL with every object there is, and with what a curious reader would add to the address."""
    far = "?programme=2023&as_of=2022-04-11"
    for more in ("?", far):
        yield Ask("reports:overview", reverse("reports:overview") + more)
        yield Ask("roadmap:roadmap", reverse("roadmap:roadmap") + more)
        for order in ("gaps", "name"):
            yield Ask("reports:municipalities", f"{reverse('reports:municipalities')}{more}&order={order}")
        for which in ("current", "growth-point", "no-curator", "left", "previous"):
            yield Ask("reports:schools", f"{reverse('reports:schools')}{more}&which={which}")
    yield Ask("reports:schools", f"{reverse('reports:schools')}?as_of=2022-03-01&known_at=2022-03-20")
    for place, municipality in world.municipalities.items():
        yield Ask("reports:municipality", reverse("reports:municipality", args=[municipality.pk]), place=place)
    for place, school in world.schools.items():
        yield Ask("reports:school", reverse("reports:school", args=[school.pk]), place=place)
    yield from _asks_of_indicators(far)
    for text in ("кенар", "LUGA", "елена", "действие"):
        yield Ask("reports:search", f"{reverse('reports:search')}?q={text}")
    yield from files(far)
    yield from _asks_of_control(far)
    yield from _asks_of_messages()
    yield from _asks_of_stored_files()
    yield from _asks_of_people(far)
    yield from _asks_of_lists(world, far)
    yield Ask("roadmap:copy", reverse("roadmap:copy"))
    yield from _asks_of_work()
    for name in ("health", "core:gallery", "account_login", "account_change_password", "account_capacity"):
        yield Ask(name, reverse(name))
    others = Appointment.objects.exclude(person__login__startswith="reader-").values_list("pk", flat=True)
    for appointment in (*others[:3], NOTHING):
        yield Ask("account_capacity", reverse("account_capacity"), post={"appointment": str(appointment)})
    yield Ask("set_language", reverse("set_language"), post={"language": "ru", "next": "/schools/"})
    yield Ask("core:theme", reverse("core:theme"), post={"theme": "dark", "next": "/schools/"})
    yield Ask("account_logout", reverse("account_logout"), post={})


def _asks_of_indicators(far: str) -> Iterator[Ask]:
    for number in map(str, range(1, len(SENTENCES) + 1)):
        yield Ask("roadmap:breakdown", reverse("roadmap:breakdown", args=[number]))
        for state in ("met", "missing", "unknown", "excluded"):
            yield Ask("roadmap:indicator", f"{reverse('roadmap:indicator', args=[number])}?list={state}")
        yield Ask("roadmap:indicator", f"{reverse('roadmap:indicator', args=[number])}{far}&list=missing&page=2")
    yield Ask("roadmap:action", reverse("roadmap:action", args=["5"]))
    for number in ("2", "3", "5"):
        yield Ask("roadmap:history", f"{reverse('roadmap:history', args=[number])}?since=2022-03-10")
        yield Ask("roadmap:history", f"{reverse('roadmap:history', args=[number])}?since=2021-12-10")
    for number in map(str, range(1, len(SENTENCES) + 1)):
        yield Ask("roadmap:passport", reverse("roadmap:passport", args=[number]))
    given = {"formula": "share(schools(current), curator_appointed())", "version": "1", "occurred_on": "2022-03-01"}
    for step in ("check", "preview"):
        yield Ask("roadmap:define", reverse("roadmap:define", args=["3"]), post={**given, "basis": "x", "step": step})
    yield Ask("roadmap:check", reverse("roadmap:check", args=["3"]), post=given)
    yield Ask("roadmap:take_back", reverse("roadmap:take_back", args=["3"]))
    yield Ask("roadmap:changes", f"{reverse('roadmap:changes')}?since=2021-12-10")


def _asks_of_work() -> Iterator[Ask]:
    """Lists, and every job of either region by its number."""
    yield Ask("status", reverse("status"))
    yield Ask("core:jobs", reverse("core:jobs"))
    yield Ask("core:jobs", f"{reverse('core:jobs')}?state=queued&page=2")
    for pk in (*Job.objects.values_list("pk", flat=True), NOTHING):
        yield Ask("core:job", reverse("core:job", args=[pk]))
        for name in ("core:cancel_job", "core:retry_job"):
            yield Ask(name, reverse(name, args=[pk]), post={})


def _asks_of_stored_files() -> Iterator[Ask]:
    """Files of every place; the name alone would be a mark."""
    for stored in (*StoredFile.objects.all(), StoredFile(pk=NOTHING, name="a.pdf")):
        place = stored.name.removesuffix(".pdf").removeprefix(mark("")) if stored.of else ""
        yield Ask("core:file", reverse("core:file", args=[stored.pk]), place=place)
        yield Ask("core:preview", reverse("core:preview", args=[stored.pk, 1]))
        for name in (stored.name, "a.pdf"):
            yield Ask("core:download", reverse("core:download", args=[stored.pk, name]))


def _asks_of_control(far: str) -> Iterator[Ask]:
    """Reading what is said and decided, and posts that say nothing: who may not is refused before that is seen."""
    for name in ("reports:control", "reports:sheet"):
        for more in ("?", far, "?since=2021-12-20"):
            yield Ask(name, reverse(name) + more)
    for form in ("pdf", "docx"):
        yield Ask("reports:sheet_file", reverse("reports:sheet_file", args=[form]))
    yield Ask("reports:meeting", reverse("reports:meeting"), post={})
    note = ControlEntry.objects.get(kind="note").pk
    for number in ("2", "3", "99"):
        for name in ("roadmap:control", "roadmap:deadline"):
            yield Ask(name, reverse(name, args=[number]))
        for name in ("roadmap:note", "roadmap:release", "roadmap:return", "roadmap:restore_deadline"):
            yield Ask(name, reverse(name, args=[number]), post={})
        yield Ask("roadmap:take_back_note", reverse("roadmap:take_back_note", args=[number, note]), post={})
        yield Ask("roadmap:take_back_note", reverse("roadmap:take_back_note", args=[number, NOTHING]), post={})


def _asks_of_messages() -> Iterator[Ask]:
    """Mailings of the reader, of others and of another region; one more to everybody there is, and reminders."""
    for more in ("", "?state=draft", "?state=trouble"):
        yield Ask("outbox:history", reverse("outbox:history") + more)
    for mailing in (*Mailing.objects.order_by("pk").values_list("pk", flat=True)[:3], NOTHING):
        for name in ("mailing", "messenger", "calls"):
            yield Ask(f"outbox:{name}", reverse(f"outbox:{name}", args=[mailing]))
        for form in ("xlsx", "csv"):
            yield Ask("outbox:recipients", reverse("outbox:recipients", args=[mailing, form]))
        for name in ("retry", "send", "stop"):
            yield Ask(f"outbox:{name}", reverse(f"outbox:{name}", args=[mailing]), post={})
        yield Ask("outbox:postpone", reverse("outbox:postpone", args=[mailing]), post={"not_before": "x"})
        message = Message.objects.filter(mailing=mailing).values_list("pk", flat=True).first() or NOTHING
        yield Ask("outbox:settle", reverse("outbox:settle", args=[mailing, message]), post={"answer": "again"})
    for circle in ("programme", "region"):
        said = {"circle": circle, "posts": "school_head", "subject": "x", "body": "{name} {place}"}
        yield Ask("account_message", reverse("account_message"), post=said)
        yield Ask("outbox:history", f"{reverse('outbox:history')}?after={circle}")
    yield Ask("account_message", reverse("account_message"))
    newest = (Mailing.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    yield Ask("outbox:mailing", reverse("outbox:mailing", args=[newest]))  # what the reader prepared just now
    for number, state in (("1", "unknown"), ("2", "missing"), ("3", "missing"), ("5", "unknown"), ("6", "unknown")):
        said = {"list": state, "copies": "yes"}
        yield Ask("roadmap:remind", reverse("roadmap:remind", args=[number]), post=said)


def _asks_of_people(far: str) -> Iterator[Ask]:
    """Lists, searches and what a form suggests or finds; nothing that is posted would change what others see."""
    for name, form in (("people:people", "people:file"), ("people:coverage", "people:coverage_file")):
        for more in ("", far, "?as_of=2022-03-01&known_at=2022-03-20", "?q=кенар", "?post=curator", "?post=none"):
            yield Ask(name, reverse(name) + more)
        yield Ask(name, f"{reverse(name)}?q=луг&municipality={Municipality.objects.get(code='luga').pk}")
        for kind in ("xlsx", "csv", "pdf"):
            yield Ask(form, reverse(form, args=[kind]))
    yield Ask("people:enter", reverse("people:enter"))
    named = {"surname": mark("lugahead"), "given_name": "Елена", "patronymic": "Викторовна"}
    yield Ask("people:enter", reverse("people:enter"), post=named)
    for person in User.objects.exclude(login__startswith="reader-"):
        place = re.sub("(head|coordinator|schoolhead|deputyhead|teammember|curator)$", "", person.login[6:])
        for name in ("person", "change", "hand_over", "end_several"):
            yield Ask(f"people:{name}", reverse(f"people:{name}", args=[person.pk]))
        yield Ask("people:same", f"{reverse('people:same', args=[person.pk])}?q=кенар")
        yield Ask("people:merge", reverse("people:merge", args=[person.pk, NOTHING]), post={})
        if place in ("luga", "third", "fourth", "far", "remote"):
            yield Ask("people:password", reverse("people:password", args=[NOTHING]), post={})
    for name in ("password", "sign_in"):
        yield Ask(f"people:{name}", reverse(f"people:{name}", args=[NOTHING]), post={})
    yield from _asks_of_appointments()


def _asks_of_appointments() -> Iterator[Ask]:
    new = reverse("people:appoint")
    for more in ("", "?post=curator&where=кенар", "?post=coordinator&where=luga", "?post=expert", "?post=nothing"):
        yield Ask("people:appoint", new + more)
    for school in SchoolName.objects.values_list("school", flat=True):
        yield Ask("people:appoint", f"{new}?post=curator&school={school}")
        for who in ("кенар", "лена", "kenar-remoteschoolhead"):
            post = {"who": who, "basis": "x", "on": "2022-04-01", "tier": "regional", "show": ""}
            yield Ask("people:appoint", f"{new}?post=curator&school={school}", post=post)
    for appointment in Appointment.objects.filter(ends=None).values_list("pk", flat=True)[::3]:
        for name in ("end", "replace", "take_back"):
            yield Ask(f"people:{name}", reverse(f"people:{name}", args=[appointment]))
            yield Ask(f"people:{name}", reverse(f"people:{name}", args=[appointment]), post={"who": "кенар"})


def _asks_of_lists(world: World, far: str) -> Iterator[Ask]:
    """Reading lists, and posts that say nothing."""
    yield Ask("lists:index", reverse("lists:index"))
    for name in ("municipalities", "schools", "cohort", "low_results", "growth_points", "names"):
        for more in ("?", far, "?as_of=2022-03-01&known_at=2022-03-20", "?q_school=LUGA&municipality=luga"):
            yield Ask(f"lists:{name}", reverse(f"lists:{name}") + more)
        for form in ("xlsx", "csv"):
            yield Ask("lists:save", f"{reverse('lists:save', args=[name.replace('_', '-'), form])}{far}")
            yield Ask("lists:save", reverse("lists:save", args=[name.replace("_", "-"), form]))
    for name, form in (("people", "xlsx"), ("people", "csv"), ("appointments", "csv")):
        for more in ("", far):
            yield Ask("lists:save", f"{reverse('lists:save', args=[name, form])}{more}")
    yield Ask("lists:template", reverse("lists:template", args=["schools"]))
    yield Ask("lists:import", reverse("lists:import", args=[NOTHING]), post={})
    yield from _asks_of_bringing()
    yield from _asks_of_list_rows(world)
    yield from _asks_of_names(world)


def _asks_of_names(world: World) -> Iterator[Ask]:
    """Learned names, doubles and merges of every place; what is posted says nothing, so that nothing is written."""
    yield Ask("lists:names", f"{reverse('lists:names')}?q_name=кенар")
    yield Ask("lists:teach", reverse("lists:teach"))
    for school in world.schools.values():
        given = {"text": mark("own"), "school": school.code, "of": "school", "code": school.code}
        yield Ask("lists:teach", reverse("lists:teach"), post={**given, "text": ""})
        yield Ask("lists:learn", reverse("lists:learn"), post={**given, "text": "«»"})
        yield Ask("lists:doubles", f"{reverse('lists:doubles')}?one={school.code}&other={school.code}")
        yield Ask("lists:merge", reverse("lists:merge", args=[school.pk, world.schools["first"].pk]))
    yield Ask("lists:doubles", reverse("lists:doubles"))
    for alias in NameAlias.objects.values_list("pk", flat=True):
        yield Ask("lists:learned", reverse("lists:learned", args=[alias]))
        yield Ask("lists:learned", reverse("lists:learned", args=[alias]), post={})
    for merge in (*Merge.objects.values_list("pk", flat=True), NOTHING):
        yield Ask("lists:merged", reverse("lists:merged", args=[merge]))
        yield Ask("lists:merged", reverse("lists:merged", args=[merge]), post={})
        yield Ask("people:merged", reverse("people:merged", args=[merge]))


def _asks_of_bringing() -> Iterator[Ask]:
    for kind in ("schools", "cohort"):
        yield Ask("lists:bring", reverse("lists:bring", args=[kind]))
        yield Ask("lists:bring", reverse("lists:bring", args=[kind]), post={})
        for name in ("lists:check", "lists:annotated"):
            yield Ask(name, reverse(name, args=[kind, "0" * 64]))
    for name in ("lists:add_municipality", "lists:add_school", "lists:enrol", "lists:list_low_results"):
        yield Ask(name, reverse(name))
        yield Ask(name, reverse(name), post={"find": "кенар", "find_now": "1"})


def _asks_of_list_rows(world: World) -> Iterator[Ask]:
    for place, municipality in world.municipalities.items():
        yield Ask("lists:municipality", reverse("lists:municipality", args=[municipality.pk]), place=place)
        yield Ask("lists:municipality", reverse("lists:municipality", args=[municipality.pk]), post={})
    for place, school in world.schools.items():
        yield Ask("lists:school", reverse("lists:school", args=[school.pk]), place=place)
        for what in ("name", "type", "status", "growth-point"):
            yield Ask("lists:value", reverse("lists:value", args=[school.pk, what]))
        names = SchoolName.objects.filter(school=school)
        yield Ask("lists:correct", reverse("lists:correct", args=[school.pk, "name", names[0].pk]))
        for membership in school.memberships.all():
            yield Ask("lists:membership", reverse("lists:membership", args=[membership.pk]))
    for listing in LowResultsListing.objects.all():
        yield Ask("lists:low_results_list", reverse("lists:low_results_list", args=[listing.pk]))


def files(far: str) -> Iterator[Ask]:
    """What can be saved."""
    for more in ("?", far):
        for form in ("xlsx", "docx"):
            yield Ask("roadmap:download", reverse("roadmap:download", args=[form]) + more)
    for number in map(str, range(1, len(SENTENCES) + 1)):
        for state in ("met", "missing", "unknown", "excluded"):
            yield Ask("roadmap:members", reverse("roadmap:members", args=[number, state, "xlsx"]))
        yield Ask("roadmap:members", reverse("roadmap:members", args=[number, "met", "csv"]))


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
@pytest.mark.parametrize("channel", CHANNELS)
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
    before = [(ask.path, bare(send(client, ask, "html"))) for ask in asks(world) if ask.post is None]
    rename(world, known_to(role))
    after = [(ask.path, bare(send(client, ask, "html"))) for ask in asks(world) if ask.post is None]
    for (path, one), (_path, other) in zip(before, after, strict=True):
        assert one == other, f"{role}: {path}"


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
    waiting = Job.objects.filter(title=mark("job")).latest("pk")
    assert all(mark("job") in answers[path] for path in (reverse("core:jobs"), reverse("core:job", args=[waiting.pk])))
    written = answers[reverse("outbox:mailing", args=[Mailing.objects.order_by("pk")[0].pk])]
    assert {"bor", "luga", "first", "third"} <= marks(written)
