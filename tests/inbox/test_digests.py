"""Who is told of which to-dos on a day, and what the letter says. The table of the day is written by hand."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest

from opora.accounts.models import User
from opora.core.actors import SYSTEM
from opora.inbox import actions, reminding
from opora.inbox.digests import organisation
from opora.inbox.models import Delegation
from opora.outbox.models import Message
from tests.inbox.letters import NOW, WAYS
from tests.inbox.telling import at, hand_over, items_of, planned, prepare, put_off, rule
from tests.wordbook import models as m

pytestmark = pytest.mark.django_db
TODAY = dt.date(2022, 3, 16)


def key(lived, action: str, role: str, name: str) -> str:
    place = lived.village.schools.get(name) or lived.village.places[name]
    kind = "school" if name in lived.village.schools else "municipality"
    return f"{action}|{role}|{place.pk}|{WAYS.get(action, f'{kind}:{place.pk}')}"


def test_each_is_told_what_is_due_and_those_above_what_is_overdue(lived) -> None:
    """The 16th: 7 is due, 9 is ten days over, 10 three (told of today only for whoever has none yet: a week back), 21
    in seven days, 4 in four (told of since the 13th). In the south nobody coordinates, nobody is head; nor is at s1."""
    assert planned(lived) == {
        "nora": (["9 of north"], [], []),
        "cora": (["21 of north"], [], ["10 of n1", "10 of n2"]),
        "rick": (["7 of n1", "7 of s1"], [], []),
        "mick": (["7 of n2"], [], []),
        "hanna": (["10 of n1"], [], []),
        "hugo": (["10 of n2"], [], []),
        "sinitsyna": (["9 of south", "10 of s1", "4 of south", "21 of south"], [], ["9 of north"]),
    }


def test_on_a_day_of_no_stage_nobody_is_told(lived, server) -> None:
    prepare(lived)
    reminding.mailings(lived.region).get().messages.update(
        state="sent", sent_at=dt.datetime(2022, 3, 16, tzinfo=dt.UTC)
    )
    with at("03-17"):
        assert planned(lived) == {}


def test_without_a_coordinator_the_head_of_the_municipality_hears_of_it(lived) -> None:
    lived.village.leave_post("cora", "north", dt.date(2022, 3, 10))
    assert planned(lived)["nora"] == (["9 of north"], [], ["10 of n1", "10 of n2"])


def test_the_ministry_hears_later_of_what_a_school_left_overdue(lived) -> None:
    with at("03-22"):
        assert planned(lived)["sinitsyna"][2] == ["9 of north"]
    with at("03-23"):
        assert planned(lived)["sinitsyna"][2] == ["10 of n1", "10 of n2"]
        rule(lived, "03-23", "escalate_to_region_days", 0)
        assert planned(lived)["sinitsyna"][2] == []


def test_a_to_do_put_off_is_told_of_when_that_is_over_and_its_delay_hides_nothing(lived) -> None:
    visit = key(lived, "7", "curator", "n2")
    put_off(lived, "mick", visit, "03-16")
    assert "mick" not in planned(lived)
    put_off(lived, "hanna", key(lived, "10", "school_head", "n1"), "03-17")
    assert "hanna" not in planned(lived)
    assert planned(lived)["cora"][2] == ["10 of n1", "10 of n2"]
    with at("03-17"):
        assert planned(lived)["mick"][0] == ["7 of n2"]


def test_what_was_put_off_is_told_of_though_a_letter_came_in_between(lived, server) -> None:
    put_off(lived, "rick", key(lived, "7", "curator", "n1"), "03-16")
    assert planned(lived)["rick"][0] == ["7 of s1"]
    prepare(lived)
    Message.objects.update(state="sent", sent_at=NOW)
    with at("03-17"):
        assert planned(lived) == {"rick": (["7 of n1"], [], [])}


def test_what_is_handed_over_is_told_of_to_the_colleague_from_the_next_day_on(lived) -> None:
    presented = key(lived, "10", "school_head", "n1")
    hand_over(lived, "hanna", presented, "dora", "03-25")
    assert "hanna" not in planned(lived)
    assert planned(lived)["dora"] == ([], ["10 of n1"], [])
    letter = lived.letters(prepare(lived))["cora"]
    assert "(передано: dora\xa0A.)" in letter
    with at("03-17"):
        row = Delegation.objects.get()
        actions.take_back(row=row, reason="is back", by=SYSTEM)
        assert "dora" not in planned(lived)


@pytest.mark.parametrize(
    ("kinds", "vacant", "expected"),
    [
        (["school"], False, "school"),
        (["region", "school"], False, "school"),  # somebody absent from an event, with a post in both
        (["municipality", "region"], False, "municipality"),
        (["region"], False, "region"),
        (["region"], True, ""),  # the ministry has it already, for want of another
        ([], False, ""),
    ],
)
def test_what_several_posts_close_goes_up_from_the_lowest(kinds: list[str], vacant: bool, expected: str) -> None:
    held = [SimpleNamespace(organisation=(kind, 1)) for kind in kinds]
    assert organisation(SimpleNamespace(answerable=SimpleNamespace(held=held, vacant=vacant))) == expected


def test_what_was_handed_to_somebody_who_left_is_told_of_to_whoever_gave_it(lived, server) -> None:
    presented = key(lived, "10", "school_head", "n1")
    hand_over(lived, "hanna", presented, "dora", "03-25")
    lived.village.leave_post("dora", "n1", dt.date(2022, 3, 16))
    told = planned(lived)
    assert told["hanna"] == (["10 of n1"], [], [])
    assert "dora" not in told
    mailing = prepare(lived)
    assert reminding.still_needed(mailing.arguments, lived.village.people["hanna"].key) is True


def test_a_to_do_without_a_deadline_is_told_of_only_when_it_is_handed_over(lived) -> None:
    village = lived.village
    village.appoint("vera", "curator", "n2", dt.date(2022, 3, 10), tier="municipal")
    final = f"8|curator|{village.schools['n2'].pk}|school:{village.schools['n2'].pk}"
    assert final in items_of(lived, "mick")
    assert planned(lived)["mick"][0] == ["7 of n2"]
    village.leave_post("vera", "n2", dt.date(2022, 3, 11))
    hand_over(lived, "mick", final, "hugo", "04-20")
    with at("03-17"):
        assert planned(lived)["hugo"] == (["10 of n2"], ["8 of n2"], [])


def test_the_letter_says_what_why_by_when_what_it_moves_and_where(lived, server) -> None:
    letters = lived.letters(prepare(lived))
    rick = letters["rick"].replace("\xa0", " ")
    assert rick.startswith("Сводка дел на 16.03.2022: 2 дела\nЗдравствуйте, A!\n\nВаши дела\n— ")
    assert "n1 (north) — no visit\n  № 7 «Действие 7», срок 16.03.2022 (сегодня)\n  Изменит: 0 из 3 → 1 из 3" in rick
    assert "?post=" not in rick
    assert rick.endswith("Все ваши дела: https://opora.example/todo/")
    cora = letters["cora"].replace("\xa0", " ")
    assert cora.startswith("Сводка дел на 16.03.2022: 1 дело, 2 просрочено у других")
    assert "Просрочено в вашем муниципалитете\n— " in cora
    assert "У кого: руководитель школы, hanna A., 8 (385) 200-00-11" in cora
    assert "Должность свободна: координатор" in letters["sinitsyna"]
    assert re.search(r"\n  https://opora.example/\S+\?post=coordinator&municipality=\d+\n", letters["sinitsyna"])
    assert "(10 дней назад)" in letters["nora"].replace("\xa0", " ")


def test_everybody_reads_their_own_language(lived, server) -> None:
    User.objects.filter(login="hanna").update(language="en")
    letters = lived.letters(prepare(lived))
    assert "To-dos on 16 Mar 2022: 1 to-do, 1 of them overdue" in letters["hanna"].replace("\xa0", " ")
    assert "n1 (north) — presented nothing yet" in letters["hanna"]
    assert "n2 (north) — пока ничего не представлено" in letters["hugo"]


def test_without_an_address_of_the_site_there_are_no_links(lived, server) -> None:
    found = reminding.plan(lived.region)
    mailing = reminding.send(found=found, site="", by=SYSTEM)
    assert not any("http" in letter for letter in lived.letters(mailing).values())


def test_a_letter_lists_so_many_and_says_how_many_more(lived, server) -> None:
    rule(lived, "03-16", "digest_most", 2)
    mailing = prepare(lived)
    letters = lived.letters(mailing)
    assert (letters["cora"].count("\n— "), "И ещё 1." in letters["cora"]) == (2, True)
    assert (letters["rick"].count("\n— "), "И ещё" in letters["rick"]) == (2, False)
    assert (letters["sinitsyna"].count("\n— "), "И ещё 3." in letters["sinitsyna"]) == (2, True)
    assert "Просрочено в регионе" not in letters["sinitsyna"]
    listed = mailing.arguments["todos"][lived.ministry.key]
    assert (len(listed["own"]), listed["above"]) == (2, [])


def test_the_mailing_keeps_keys_and_no_names(lived, server) -> None:
    said = str(prepare(lived).arguments)
    assert not any(name in said for name in ("hanna", "n1", "north", "Синицын", "@village"))


def test_who_cannot_be_written_to_is_left_out_and_says_why(lived, server) -> None:
    User.objects.filter(login="mick").update(email="")
    User.objects.filter(login="hugo").update(is_active=False)
    mailing = prepare(lived)
    left = dict(mailing.messages.filter(state="left_out").values_list("recipient", "why"))
    people = lived.village.people
    assert left == {people["mick"].key: "no-address", people["hugo"].key: "may-not-sign-in"}


@pytest.mark.parametrize("people", [1, 3])
def test_a_region_costs_a_fixed_number_of_queries(lived, people: int, django_assert_num_queries) -> None:
    for school in ("n1", "n2", "s1")[: 3 - people]:
        lived.village.note(m.Visit, TODAY, school=school, kind="first")
    with django_assert_num_queries(48):
        found = reminding.plan(lived.region)
        assert len(found.letters(found.digests[-people:], "")) == people
