"""Giving certificates to many, once each, and taking one back on two clocks."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from opora.accounts.models import Post
from opora.accounts.queries import presence_of
from opora.certificates import actions, queries
from opora.certificates.access import visible_to
from opora.certificates.models import Certificate, Role
from opora.certificates.numbers import read
from opora.core import clock, journal, merging
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from tests.accounts.people import appoint, end, person
from tests.certificates.given import DAY, GIVEN_AT, SUBJECT, give, holder
from tests.organisations import places

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return places.make()


@pytest.fixture
def anna():
    return person("Чижова", "chizhova")


def test_everybody_gets_one_with_what_is_printed(made, anna):
    first, second = give(made.region, holder(anna, minutes=390), holder("Гость Иван", role=Role.SPEAKER))
    assert (first.name, first.person, first.minutes, first.role) == (
        "Чижова Елена Викторовна",
        anna,
        390,
        "participant",
    )
    assert (second.name, second.person, second.role) == ("Гость Иван", None, "speaker")
    assert (first.title, first.first_day, first.place) == ("Слёт кураторов", DAY, "Бор, ул. Речная, 1")
    assert [one.serial for one in (first, second)] == [1, 2]
    assert first.number.startswith("2022-0001-")
    assert read(first.number) == first.number
    assert len({first.public_key, second.public_key}) == 2
    entry = JournalEntry.objects.get(verb="issue-certificates")
    assert (entry.object_key, entry.count, journal.details_of(entry)) == ("event:17", 2, {})


def test_again_for_all_gives_only_what_is_new(made, anna):
    boris = person("Синицын", "sinitsyn")
    give(made.region, anna, "Гость Иван")
    assert [one.person for one in give(made.region, anna, boris, boris, "Гость  Иван", "Гость Иван\u200b")] == [boris]
    assert give(made.region, anna, boris) == []
    assert JournalEntry.objects.filter(verb="issue-certificates").count() == 2
    assert len(give(made.region, anna, "Гость Иван", subject=replace(SUBJECT, about="event:18"))) == 2
    assert list(Certificate.objects.order_by("pk").values_list("serial", flat=True)) == [1, 2, 3, 4, 5]


def test_numbers_run_through_a_year_whatever_the_region(made, anna):
    other = places.make("zarechye")
    (first,) = give(made.region, anna)
    (second,) = give(other.region, "Гость Иван")
    (third,) = give(made.region, "Гость Пётр", at=GIVEN_AT + dt.timedelta(days=366))
    assert [(one.year, one.serial) for one in (first, second, third)] == [(2022, 1), (2022, 2), (2023, 1)]


def test_the_database_lets_no_second_one_through(made, anna):
    (first,) = give(made.region, anna)
    for other in ({"number": "2022-0002-0000", "serial": 2, "public_key": "x"}, {"person": None, "about": "event:18"}):
        fields = {**model_to_dict(first, exclude=["id", "region", "person"]), "region": made.region, "person": anna}
        row = Certificate(**{**fields, "recorded_at": GIVEN_AT, "recorded_by": "system", **other})
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        (replace(SUBJECT, title=" \u200b"), "Гость"),
        (replace(SUBJECT, title="я" * 501), "Гость"),
        (replace(SUBJECT, last_day=DAY - dt.timedelta(days=1)), "Гость"),
        (SUBJECT, ""),
        (SUBJECT, "я" * 251),
    ],
)
def test_what_cannot_be_printed_gives_nobody_one(made, subject, name):
    with pytest.raises(ValidationError):
        give(made.region, "Гость Иван", name, subject=subject)
    assert not Certificate.objects.exists()


def test_revoking_is_known_from_its_moment_on(made, anna):
    (given,) = give(made.region, anna)
    later = GIVEN_AT + dt.timedelta(days=5)
    with clock.at(later):
        actions.revoke(certificate=given, reason="не был на месте", by=SYSTEM)
    before, after = later - dt.timedelta(seconds=1), later
    assert [Certificate.objects.known_at(moment).count() for moment in (GIVEN_AT, before, after)] == [1, 1, 0]
    assert queries.by_number(given.number).revoked
    entry = JournalEntry.objects.get(verb="void")
    assert (entry.object_key, entry.about) == (f"certificate:{given.pk}", anna.key)
    for again in ("", "ещё раз"):
        with pytest.raises(ValidationError):
            actions.revoke(certificate=given, reason=again, by=SYSTEM)


def test_after_a_revoked_one_a_new_one_gets_a_new_number(made, anna):
    (first,) = give(made.region, anna)
    with clock.at(GIVEN_AT):
        actions.revoke(certificate=first, reason="ошибка в имени", by=SYSTEM)
    (second,) = give(made.region, anna)
    assert (second.serial, second.number == first.number) == (2, False)
    assert queries.by_key(first.public_key).revoked
    assert not queries.by_key(second.public_key).revoked


def test_a_merge_of_two_entries_of_a_person_keeps_number_and_code(made, anna):
    double = person("Чижова", "chizhova2")
    (given,) = give(made.region, double)
    with clock.at(GIVEN_AT):
        merged = merging.merge(kept=anna, double=double, reason="одно лицо", by=SYSTEM)
    found = queries.by_key(given.public_key)
    assert (found.person, found.number, found.revoked) == (anna, given.number, False)
    assert list(queries.latest(Certificate.objects.all())) == [found]
    with clock.at(GIVEN_AT + dt.timedelta(days=1)):
        merging.undo(merged=merged, reason="разные люди", by=SYSTEM)
    assert queries.by_number(given.number).person == double
    give(made.region, anna)
    with clock.at(GIVEN_AT), pytest.raises(merging.Clashing, match="Слёт кураторов"):
        merging.merge(kept=anna, double=double, reason="одно лицо", by=SYSTEM)


def test_who_sees_which(made, anna):
    """Ministry: the region; a coordinator: people of the own schools as of today; others: the own ones alone."""
    luga = person("Лугова", "lugova")
    moved = person("Переездова", "moved")
    given = {who.login: give(made.region, who)[0].number for who in (anna, luga, moved)}
    give(made.region, "Гость Иван")
    give(places.make("zarechye").region, "Гость Чужой")
    appoint(anna, Post.SCHOOL_HEAD, made.first)
    appoint(luga, Post.SCHOOL_HEAD, made.third)
    left = appoint(moved, Post.SCHOOL_HEAD, made.second)
    end(left, on=dt.date(2022, 3, 1))
    watchers = {
        Post.MINISTRY: made.region,
        Post.COORDINATOR: made.bor,
        Post.EXPERT: made.region,
        Post.DEPUTY_HEAD: made.third,
    }
    seen = {
        post: _seen(person(str(post).title(), f"w-{post.replace('_', '-')}"), post, where)
        for post, where in watchers.items()
    }
    assert seen[Post.MINISTRY] == {*given.values(), Certificate.objects.get(name="Гость Иван").number}
    assert seen[Post.COORDINATOR] == {given["chizhova"]}
    assert seen[Post.DEPUTY_HEAD] == {given["lugova"]}
    assert seen[Post.EXPERT] == set()
    (own,) = give(made.region, (expert := person("Совина", "sovina")))
    assert _seen(expert, Post.EXPERT, made.region) == {own.number}


def _seen(who, post, where):
    held = appoint(who, post, where)
    with clock.at(GIVEN_AT):
        actor = presence_of(who, held.pk, on=GIVEN_AT.date()).actor
        return set(visible_to(actor, Certificate.objects.all()).values_list("number", flat=True))


@pytest.mark.parametrize("people", [1, 3])
def test_many_cost_no_more_queries_than_one(made, django_assert_num_queries, people):
    holders = [person("Чижова", f"chizhova{number}") for number in range(people)]
    with django_assert_num_queries(7):
        give(made.region, *holders)
