"""The village of the wordbook with gaps of every kind of holder: curators, heads, coordinators, persons, posts."""

import datetime as dt
from collections.abc import Iterator

from django.test import Client

from opora.accounts.models import Appointment, Post, User
from opora.accounts.permissions import grants_of
from opora.core import clock
from opora.core.actors import SYSTEM, Actor
from opora.events.actions import invite
from opora.events.models import Planning
from opora.roadmap import actions
from opora.roadmap.programme_values import take
from opora.roadmap.queries import RoadmapView, read_roadmap
from tests.accounts.people import appoint, person, signed_in
from tests.roadmap import small_programme
from tests.wordbook import models as m
from tests.wordbook.reading import every_word
from tests.wordbook.village import START, Village, noon

NOW = dt.datetime(2022, 3, 16, 5, tzinfo=dt.UTC)
TODAY = NOW.date()
ROWS = {
    "7": ("2022-03-01", 'share(schools(current), visited("first"))'),
    "9": ("2022-03-10", "share(municipalities(current), roadmap_published())"),
    "10": ("2022-03-16", 'share(schools(current), presented("regional"))'),
    "21": ("2022-03-01", "share(municipalities(current), systemic_approach(1))"),
    "24": ("2022-04-20", 'share(curators(current), attended("forum"))'),
    "26": ("2022-04-20", 'share(school_heads(current), attended("forum"))'),
}
NORTH = (Post.COORDINATOR, Post.MUNICIPAL_HEAD)
"""Posts that a reader holds in `north`; those of schools in n1, the others in the region."""


def open_hamlet(rows: dict[str, tuple[str, str]] = ROWS) -> Iterator[Village]:
    """Inside, every word is connected and the moment is NOW."""
    village = Village()
    content = small_programme.data()
    content |= {"awaiting": {}, "titles": {}}
    content["actions"] = [small_programme.row(key, due, formula) for key, (due, formula) in rows.items()]
    for login, who in village.people.items():
        User.objects.filter(pk=who.pk).update(email=f"{login}@village.example", phone="+73852000000")
    with every_word():
        with clock.at(noon(START)):
            actions.load_programme(file=take(content), region=village.programme.region, by=SYSTEM)
        village.note(m.Wave, START, number=1, needed=2)
        forum = village.plan("forum", START)
        village.note(Planning, START, event=forum, planned_on=dt.date(2022, 4, 20))
        asked = {village.people[name].pk: "" for name in ("rick", "mick", "hanna", "hugo")}
        with clock.at(noon(START)):
            invite(event=forum, people=asked, on=START, by=SYSTEM)
        with clock.at(NOW):
            yield village


def hire(village: Village, post: str) -> tuple[User, Appointment]:
    """Somebody who reads in a post."""
    who = person("Читаева", f"reader-{post.replace('_', '-')}")
    where = village.programme.region
    if post in NORTH:
        where = village.places["north"]
    elif post in (Post.CURATOR, Post.SCHOOL_HEAD, Post.DEPUTY_HEAD, Post.TEAM_MEMBER):
        where = village.schools["n1"]
    more = {"acting": True} if post in (Post.MUNICIPAL_HEAD, Post.SCHOOL_HEAD) else {}
    return who, appoint(who, post, where, on=START, **more)


def client_of(village: Village, post: str) -> Client:
    return signed_in(*hire(village, post))


def actor_of(village: Village, post: str) -> Actor:
    who, held = hire(village, post)
    north = {village.places["north"].pk} if post in NORTH else set()
    schools = {one.pk for one in village.schools.values() if one.municipality_id in north}
    return Actor(who.key, "", post, held.region_id, frozenset(north), frozenset(schools), grants_of(post))


def view_of(village: Village) -> RoadmapView:
    view = read_roadmap(village.programme, TODAY, clock.now())
    assert view
    return view
