"""The page of the letters about to-dos: rules, those of today, sending; and the same on the command line."""

import datetime as dt
import json

import pytest
from django.core.management import call_command
from django.test import Client

from opora.accounts.models import User
from opora.organisations.models import Region
from opora.outbox.delivery import deliver_due
from opora.outbox.models import Mailing, Message
from opora.programmes.models import RegionSetting
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import text
from tests.inbox.telling import at, prepare

pytestmark = pytest.mark.django_db
PATH = "/reminders/"
RULES = {
    "reminders_on": "on",
    "remind_before_days": "7",
    "remind_on_the_day": "on",
    "remind_after_every_days": "7",
    "escalate_to_municipality_days": "3",
    "escalate_to_region_days": "10",
    "digest_hour": "9",
    "digest_most": "20",
}


@pytest.fixture
def ministry(lived) -> Client:
    return signed_in(lived.ministry, lived.ministry.appointments.get())


def read(client: Client, path: str = PATH) -> str:
    return text(client.get(path).content.decode()).replace("\xa0", " ")


def test_it_shows_the_rules_and_everybody_who_would_get_a_letter(lived, server, ministry) -> None:
    User.objects.filter(login="mick").update(email="")
    page = read(ministry)
    assert "Кому напомнить сегодня, 16.03.2022" in page
    assert "Отправить 6 писем сейчас" in page
    assert page.count("письма не будет:") == 1
    assert ministry.get(PATH).content.decode().count("<details><summary") == 7
    assert page.count("Наше значение по умолчанию.") == len(RULES)
    assert "Сводка дел на 16.03.2022: 2 дела" in page
    assert "Писем ещё не было" in page
    assert Mailing.objects.count() == 0


def test_one_button_sends_them_once(lived, server, ministry) -> None:
    answer = ministry.post("/reminders/send/")
    mailing = Mailing.objects.get()
    assert answer["Location"] == f"/messages/{mailing.pk}/"
    assert (mailing.state, mailing.prepared_by) == ("sending", lived.ministry.key)
    deliver_due()
    assert len(server.kept.letters) == 7
    page = read(ministry)
    assert "У 7 человек уже есть сегодняшнее письмо." in page
    assert "Сейчас напоминать не о чем" in page
    assert "отправлено 7 из 7" in page
    assert "/reminders/send/" not in ministry.get(PATH).content.decode()
    again = ministry.post("/reminders/send/", follow=True)
    assert "напоминать некому и не о чем" in text(again.content.decode())
    assert Mailing.objects.count() == 1
    assert "http://testserver/todo/" in server.kept.letters[0].get_content()


def test_rules_are_changed_from_today_on(lived, server, ministry) -> None:
    answer = ministry.post("/reminders/rules/", {**RULES, "remind_before_days": "3", "digest_most": "5"}, follow=True)
    assert "Изменено 2 правила." in text(answer.content.decode())
    rows = RegionSetting.objects.filter(region=lived.region).order_by("key")
    assert [(row.key, row.value, row.occurred_on, row.recorded_by) for row in rows] == [
        ("digest_most", 5, dt.date(2022, 3, 16), lived.ministry.key),
        ("remind_before_days", 3, dt.date(2022, 3, 16), lived.ministry.key),
    ]
    page = read(ministry)
    assert page.count("Задано регионом 16.03.2022.") == 2
    answer = ministry.post(
        "/reminders/rules/",
        {key: value for key, value in RULES.items() if key != "reminders_on"}
        | {"remind_before_days": "3", "digest_most": "5"},
        follow=True,
    )
    assert "Изменено 1 правило." in text(answer.content.decode())
    answer = ministry.post(
        "/reminders/rules/",
        {key: value for key, value in RULES.items() if key != "reminders_on"}
        | {"remind_before_days": "3", "digest_most": "5"},
        follow=True,
    )
    assert "правила те же" in text(answer.content.decode())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"digest_hour": "24"}, "Напишите число от 0 до 23."),
        ({"remind_before_days": "-1"}, "Напишите число от 0 до 366."),
        ({"remind_after_every_days": "wöchentlich"}, "Напишите целое число, например 7."),
        ({"digest_most": ""}, "Напишите число, например 20."),
        ({"escalate_to_region_days": "2"}, "Министерство узнаёт не раньше муниципалитета: напишите 3 или больше"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_beside_its_field(lived, ministry, changes, expected: str) -> None:
    answer = ministry.post("/reminders/rules/", {**RULES, **changes})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Пока ничего не записано" in page
    said = page[page.index(f'id="id_{next(iter(changes))}_error"') :]
    assert expected in said[: said.index("</div>")]
    assert RegionSetting.objects.count() == 0


def test_in_a_time_of_rest_nothing_is_prepared_that_would_be_out_of_date(lived, server, ministry) -> None:
    with at("03-19"):
        assert "Время отдыха до 21.03.2022 08:00" in read(ministry)
        page = text(ministry.post("/reminders/send/", follow=True).content.decode())
        assert "Время отдыха" in page
    with at("03-16", 7):  # rest is over within the day
        assert "писем сейчас" in read(ministry)
    assert Mailing.objects.count() == 0


def test_in_a_demonstration_the_button_prepares_a_draft(lived, server, ministry) -> None:
    Region.objects.update(demonstration_on=dt.date(2022, 3, 16))
    page = read(ministry)
    assert "Подготовить 7 писем" in page
    assert "само ничего не уходит" in page
    ministry.post("/reminders/send/")
    assert Mailing.objects.get().state == "draft"


@pytest.mark.parametrize("post", ["institute", "controller", "coordinator", "school_head", "operator"])
def test_others_do_not_know_of_it(lived, post: str) -> None:
    places = {"coordinator": lived.village.places["south"], "school_head": lived.village.schools["s1"]}
    where = places.get(post, lived.region)
    who = person("Чижова", "chizhova")
    client = signed_in(who, appoint(who, post, where))
    assert client.get(PATH).status_code == 404
    assert client.post("/reminders/send/").status_code == 404
    assert client.post("/reminders/rules/", RULES).status_code == 404
    assert "/reminders/" not in client.get("/messages/").content.decode()
    assert (Mailing.objects.count(), RegionSetting.objects.count()) == (0, 0)


def test_the_history_of_messages_leads_there_and_names_the_day(lived, server, ministry) -> None:
    prepare(lived)
    page = ministry.get("/messages/").content.decode()
    assert 'href="/reminders/"' in page
    assert "Сводка дел на 16.03.2022" in page.replace("\xa0", " ")


@pytest.mark.parametrize("people", [1, 3])
def test_it_costs_a_fixed_number_of_queries(lived, server, ministry, people: int, django_assert_num_queries) -> None:
    """Of everybody else there is a letter of today already."""
    prepare(lived)
    again = [lived.village.people[login].key for login in ("hanna", "hugo", "mick")][:people]
    Message.objects.filter(recipient__in=again).update(state="dropped", why="not-needed")
    assert ministry.get(PATH).content.decode().count("<details><summary") == people
    with django_assert_num_queries(64):
        ministry.get(PATH)


def test_the_command_says_who_would_be_told_and_sends_with_commit(lived, server, capsys) -> None:
    call_command("todo", "remind")
    printed = capsys.readouterr().out.replace("\xa0", " ")
    assert "7 человек на 16.03.2022" in printed
    assert "rick@village.example" in printed
    assert Mailing.objects.count() == 0
    call_command("todo", "remind", "--commit", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["day"], told["region"], told["mailing"]) == ("2022-03-16", "village", Mailing.objects.get().pk)
    cora = next(one for one in told["letters"] if one["name"].startswith("cora"))
    assert [len(cora[part]) for part in ("own", "handed_over", "overdue_with_others")] == [1, 0, 2]
    call_command("todo", "remind", "--commit")
    assert "напоминать некому и не о чем" in capsys.readouterr().out
    assert Mailing.objects.count() == 1
