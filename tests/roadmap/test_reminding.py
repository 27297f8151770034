"""Reminders of the gaps of a figure: to whom, with what, and asked again before they are sent."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from opora.accounts.models import Post, User
from opora.core import clock, journal
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.events.models import Event, Held, Invitation, Planning
from opora.outbox import actions as outbox
from opora.outbox import queries
from opora.outbox.delivery import deliver_due
from opora.outbox.models import Mailing, Message
from opora.roadmap import actions
from opora.roadmap.programme_values import take
from tests.accounts.people import appoint, person, signed_in
from tests.outbox.mail_server import MailServer
from tests.roadmap import small_programme
from tests.wordbook import models as m
from tests.wordbook.reading import every_word
from tests.wordbook.village import START, Village, noon

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2022, 3, 16, 5, tzinfo=dt.UTC)
"""A Wednesday, 12:00 in Barnaul: no quiet hour."""
DAY = dt.date(2022, 3, 1)
FORMULAS = {
    "5": "share(schools(current), curator_appointed())",
    "7": 'share(schools(current), visited("first"))',
    "9": "share(municipalities(current), roadmap_published())",
    "10": 'share(schools(current), presented("regional"))',
    "21": "share(municipalities(current), systemic_approach(1))",
    "24": 'share(curators(current), attended("forum"))',
    "26": 'share(school_heads(current), attended("forum"))',
}


@pytest.fixture
def village() -> Iterator[Village]:
    village = Village()
    content = small_programme.data()
    rows = [small_programme.row(key, DAY.isoformat(), formula) for key, formula in FORMULAS.items()]
    content |= {"actions": rows, "awaiting": {}, "titles": {}}
    for login, who in village.people.items():
        User.objects.filter(pk=who.pk).update(email=f"{login}@village.example")
    with every_word():
        with clock.at(noon(START)):
            actions.load_programme(file=take(content), region=village.programme.region, by=SYSTEM)
        village.note(m.Wave, START, number=1, needed=2)
        forum = village.plan("forum", START)
        village.note(Planning, START, event=forum, planned_on=dt.date(2022, 4, 1))
        for login in ("rick", "mick", "hanna", "hugo"):
            village.note(Invitation, START, event=forum, person=login, key=login)
        with clock.at(NOW):
            yield village


def reader(village: Village, post: str) -> Client:
    """Somebody of the region, of `north` or of `n1`, in a post."""
    kinds = {Post.COORDINATOR: village.places["north"], Post.MUNICIPAL_HEAD: village.places["north"]}
    where = kinds.get(Post(post), village.schools["n1"] if post in ("curator", "deputy_head") else None)
    who = person("Синицына", f"reader-{post.replace('_', '-')}")
    more = {"acting": True} if post == Post.MUNICIPAL_HEAD else {}
    return signed_in(who, appoint(who, post, where or village.programme.region, **more))


def remind(client: Client, key: str, state: str = "missing", **more: str) -> Mailing:
    answer = client.post(f"/indicators/{key}/remind/", {"list": state, **more})
    mailing = Mailing.objects.latest("pk")
    assert answer["Location"] == f"/messages/{mailing.pk}/"
    return mailing


def letters(mailing: Mailing) -> dict[str, str]:
    """What each person gets, by login."""
    logins = {who.key: who.login for who in User.objects.all()}
    return {logins[one.recipient]: one.body for one in mailing.messages.all()}


def told(mailing: Mailing, village: Village) -> dict[str, set[str]]:
    """Which places each letter names, by login."""
    names = "|".join([*village.schools, *village.places])
    return {
        login: set(re.findall(rf"^— .*?\b({names})\b(?: \(|:)", body, re.MULTILINE))
        for login, body in letters(mailing).items()
    }


def test_each_gets_one_message_with_the_own_gaps_the_deadline_and_where(village: Village, settings) -> None:
    settings.OUTBOX_SERVER = {"host": "127.0.0.1", "test": False}
    client = reader(village, Post.MINISTRY)
    page = client.get("/indicators/7/?list=missing").content.decode()
    assert "Напоминание: 3 пробела, которые закрывают другие" in page
    mailing = remind(client, "7")
    assert told(mailing, village) == {"rick": {"n1", "s1"}, "mick": {"n2"}}
    one = mailing.messages.get(recipient=village.people["mick"].key)
    assert one.subject == "Напоминание: № 7. Действие 7"
    assert "— n2 (north): no visit" in one.body
    assert "Срок — 01.03.2022." in one.body
    assert "http://testserver/indicators/7/?programme=2022&list=missing" in one.body
    draft = client.get(f"/messages/{mailing.pk}/").content.decode()
    assert "Напоминание: № 7. Действие 7" in draft
    assert "Отправить 2 письма" in draft
    assert "mick@village.example" in draft
    assert Message.objects.exclude(state="prepared").count() == 0


WHO = {
    "schools by their heads": ("10", "missing", {"hanna": {"n1"}, "hugo": {"n2"}}, 1),
    "municipal heads": ("9", "missing", {"nora": {"north"}}, 1),
    "coordinators, not yet known": ("21", "unknown", {"cora": {"north"}}, 1),
    "persons themselves": ("24", "unknown", {"rick": set(), "mick": set()}, 0),
    "holders of posts": ("26", "unknown", {"hanna": {"n1"}, "hugo": {"n2"}}, 0),
}


@pytest.mark.parametrize(("key", "state", "expected", "vacant"), WHO.values(), ids=WHO)
def test_who_closes_a_gap_is_reminded(
    village: Village, key: str, state: str, expected: dict[str, set[str]], vacant: int
) -> None:
    client = reader(village, Post.MINISTRY)
    mailing = remind(client, key, state)
    assert told(mailing, village) == expected
    page = client.get(f"/messages/{mailing.pk}/").content.decode()
    assert page.count("напомнить некому") == vacant


def test_everybody_reads_their_own_language(village: Village) -> None:
    User.objects.filter(login="mick").update(language="en")
    mailing = remind(reader(village, Post.MINISTRY), "7")
    one = mailing.messages.get(recipient=village.people["mick"].key)
    assert one.subject == "Reminder: No. 7. Action 7"
    assert "The deadline is 1 Mar 2022." in one.body.replace("\xa0", " ")
    assert "Срок" in letters(mailing)["rick"]
    assert queries.subject(mailing, "en") == "Reminder: No. 7. Action 7"


def test_a_coordinator_reminds_of_the_own_municipality_only(village: Village) -> None:
    client = reader(village, Post.COORDINATOR)
    assert "Напоминание: 2 пробела" in client.get("/indicators/7/?list=missing").content.decode()
    mailing = remind(client, "7", copies="yes")
    assert told(mailing, village) == {"rick": {"n1"}, "mick": {"n2"}}
    everything = "".join(letters(mailing).values()) + str(mailing.arguments)
    assert "s1" not in everything
    assert "south" not in everything
    assert f"school:{village.schools['s1'].pk}" not in everything
    assert "Копия муниципальным координаторам" not in client.get("/indicators/7/?list=missing").content.decode()


def test_of_a_person_with_posts_elsewhere_a_coordinator_learns_the_own_ones(village: Village) -> None:
    mailing = remind(reader(village, Post.COORDINATOR), "24", "unknown")
    posts = {one.recipient: one.post for one in mailing.messages.all()}
    assert posts[village.people["rick"].key] == "куратор, n1"


def test_coordinators_get_a_copy_of_the_gaps_of_their_municipality(village: Village) -> None:
    mailing = remind(reader(village, Post.MINISTRY), "7", copies="yes")
    assert told(mailing, village) == {"rick": {"n1", "s1"}, "mick": {"n2"}, "cora": {"n1", "n2"}}
    assert "— n1 (north): no visit — rick A." in letters(mailing)["cora"].replace("\xa0", " ")
    assert "Вам для сведения" in letters(mailing)["cora"]
    assert "Вам для сведения" not in letters(mailing)["rick"]


def test_a_gap_closed_before_sending_is_not_chased(village: Village, settings) -> None:
    """Rick has visited one of two schools, Mick his only one: in the coordinator's municipality nothing is open."""
    mailing = remind(reader(village, Post.MINISTRY), "7", copies="yes")
    outbox.send(mailing=mailing, by=SYSTEM)
    for school in ("n1", "n2"):
        village.note(m.Visit, NOW.date(), school=school, kind="first")
    assert sent(mailing, settings) == {"rick": "sent", "mick": "dropped", "cora": "dropped"}
    assert set(mailing.messages.filter(state="dropped").values_list("why", flat=True)) == {"not-needed"}


def test_who_left_the_post_before_sending_is_not_written_to(village: Village, settings) -> None:
    mailing = remind(reader(village, Post.MINISTRY), "7")
    outbox.send(mailing=mailing, by=SYSTEM)
    village.leave_post("mick", "n2", NOW.date())
    village.appoint("vera", "curator", "n2", NOW.date(), tier="municipal")
    assert sent(mailing, settings) == {"rick": "sent", "mick": "dropped"}


def test_an_open_gap_is_told_in_any_case(village: Village, settings) -> None:
    mailing = remind(reader(village, Post.MINISTRY), "21", "unknown", copies="yes")
    outbox.send(mailing=mailing, by=SYSTEM)
    assert sent(mailing, settings) == {"cora": "sent"}


def sent(mailing: Mailing, settings) -> dict[str, str]:
    """What became of each letter after a round with a real server, by login."""
    with MailServer() as server:
        settings.OUTBOX_SERVER, settings.OUTBOX_FROM = server.settings(), "opora@village.example"
        logins = {who.key: who.login for who in User.objects.all()}
        deliver_due()
        found = {logins[one.recipient]: one.state for one in mailing.messages.all()}
        arrived = {letters[0].partition("@")[0] for letters in server.kept.recipients}
    assert arrived == {login for login, state in found.items() if state == "sent"}
    return found


def test_the_text_for_everybody_names_nobody(village: Village) -> None:
    said = queries.for_everybody(remind(reader(village, Post.MINISTRY), "7", copies="yes"), "ru")
    assert said.subject == "Напоминание: № 7. Действие 7"
    assert not re.search(r"\b(n1|n2|s1|rick|mick|north)\b", said.body)


def test_the_journal_holds_that_it_was_prepared(village: Village) -> None:
    mailing = remind(reader(village, Post.MINISTRY), "7")
    (row,) = JournalEntry.objects.filter(object_key=journal.key_of(mailing))
    assert row.verb == "prepare-mailing"
    assert row.actor == User.objects.get(login="reader-ministry").key


@pytest.mark.parametrize(
    ("post", "path", "offered"),
    [
        ("ministry", "/indicators/7/", True),
        ("institute", "/indicators/7/", True),
        ("coordinator", "/indicators/7/", True),
        ("institute", "/indicators/24/?list=unknown", True),
        ("coordinator", "/indicators/9/", False),
        ("coordinator", "/indicators/21/?list=unknown", False),
        ("ministry", "/indicators/5/?list=met", False),
        ("ministry", "/indicators/7/?list=unknown", False),
        ("ministry", "/indicators/7/?as_of=2022-03-10", False),
        ("ministry", "/indicators/7/?known_at=2022-03-10", False),
        ("controller", "/indicators/7/", False),
        ("municipal_head", "/indicators/7/", False),
        ("curator", "/indicators/7/", False),
    ],
)
def test_the_button_stands_where_others_can_be_reminded(village: Village, post: str, path: str, offered: bool) -> None:
    page = reader(village, post).get(path).content.decode()
    assert ("/remind/" in page) is offered


def test_the_institute_does_not_remind_itself(village: Village) -> None:
    """A list of attendance that is not closed is the institute's to close."""
    village.note(Held, DAY, event=Event.objects.get(code="forum"))
    client = reader(village, Post.INSTITUTE)
    assert "/remind/" not in client.get("/indicators/24/?list=unknown").content.decode()
    mailing = remind(reader(village, Post.MINISTRY), "24", "unknown")
    assert set(letters(mailing)) == {"reader-institute"}


def test_nobody_is_offered_to_remind_oneself(village: Village) -> None:
    """The ministry appoints curators itself; and there is nobody the institute may write to for it."""
    village.leave_post("mick", "n2", dt.date(2022, 3, 10))
    for post in (Post.MINISTRY, Post.INSTITUTE):
        client = reader(village, post)
        page = client.get("/indicators/5/?list=missing").content.decode()
        assert "Не хватает" in page
        assert "/remind/" not in page
        page = client.post("/indicators/5/remind/", {"list": "missing"}, follow=True).content.decode()
        assert "Напоминать некому" in page
    assert Mailing.objects.count() == 0


@pytest.mark.parametrize("post", ["controller", "municipal_head", "curator", "deputy_head", "expert", "operator"])
def test_who_may_not_write_does_not_know_of_it(village: Village, post: str) -> None:
    assert reader(village, post).post("/indicators/7/remind/", {"list": "missing"}).status_code == 404
    assert Mailing.objects.count() == 0


def test_what_cannot_be_reminded_of(village: Village) -> None:
    client = reader(village, Post.MINISTRY)
    for path, state in (("7", "met"), ("7", ""), ("7", "excluded"), ("99", "missing")):
        assert client.post(f"/indicators/{path}/remind/", {"list": state}).status_code == 404
    assert client.get("/indicators/7/remind/").status_code == 405
    page = client.post("/indicators/7/remind/?as_of=2022-03-10", {"list": "missing"}, follow=True)
    assert "выберите для страницы сегодняшний день" in page.content.decode()
    assert page.redirect_chain[0][0].startswith("/indicators/7/?as_of=2022-03-10")
    assert Mailing.objects.count() == 0


def test_vacant_posts_leave_nobody_to_remind(village: Village) -> None:
    for who, where in (("hanna", "n1"), ("hugo", "n2")):
        village.leave_post(who, where, dt.date(2022, 3, 10))
    page = reader(village, Post.MINISTRY).post("/indicators/10/remind/", {"list": "missing"}, follow=True)
    assert "Напоминать некому" in page.content.decode()
    assert Mailing.objects.count() == 0


@pytest.mark.parametrize("gaps", [1, 3])
def test_it_costs_a_fixed_number_of_queries(
    village: Village, gaps: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for school in ("n1", "n2")[: 3 - gaps]:
        village.note(m.Visit, DAY, school=school, kind="first")
    client = reader(village, Post.MINISTRY)
    with django_assert_num_queries(54):
        client.post("/indicators/7/remind/", {"list": "missing", "copies": "yes"})
    assert len(Mailing.objects.get().arguments["gaps"]) == {1: 1, 3: 2}[gaps]
