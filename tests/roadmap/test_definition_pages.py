"""The passport of an indicator and the pages on which it is defined otherwise."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from opora.accounts.models import Post
from opora.accounts.permissions import grants_of
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.roadmap.actions import define_indicator, take_back_definition
from opora.roadmap.models import Indicator, IndicatorDefinition
from opora.roadmap.proposed import Proposed
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import HOSTILE, tables, text
from tests.roadmap.lived import NOW, Lived, live_once
from tests.roadmap.recount import Recount

pytestmark = pytest.mark.django_db
PASSPORT, DEFINE = "/indicators/5/passport/", "/indicators/5/definition/"
CHECK, TAKE_BACK = f"{DEFINE}check/", f"{DEFINE}take-back/"
BOTH = "share(schools(current, previous), curator_appointed())"
GIVEN = {
    "formula": BOTH,
    "target": ">= 80",
    "target_basis": "приказ № 9",
    "reading": "учитываем оба года",
    "examples": "3 из 5 → 60 %, цель не достигнута\r\n0 of 0 → no value",
    "occurred_on": "2022-02-10",
    "basis": "протокол № 3",
    "version": "1",
}


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: object) -> Iterator[Lived]:
    yield from live_once(django_db_blocker)


@pytest.fixture(autouse=True)
def _june() -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
def ministry(lived: Lived) -> Client:
    return signed_in(*lived.people["ministry"])


def rows() -> tuple[int, int]:
    acts = JournalEntry.objects.exclude(verb__startswith="sign-")
    return acts.count(), IndicatorDefinition.objects.count()


def said(response: object) -> str:
    return text(response.content.decode()).replace("\u00a0", " ")  # type: ignore[attr-defined] # a response


def post(client: Client, step: str, path: str = DEFINE, **change: str) -> str:
    return said(client.post(path, {**GIVEN, **change, "step": step}))


def define(**change: object) -> IndicatorDefinition:
    proposed = Proposed(**{"formula": BOTH, "on": dt.date(2022, 2, 10), "basis": "протокол № 3", **change})
    return define_indicator(indicator=Indicator.objects.get(key="5"), proposed=proposed, by=SYSTEM)


# Writing a definition -------------------------------------------------------------------------------------------------


def test_the_form_begins_with_the_version_in_force_and_examples_that_hold(ministry: Client) -> None:
    before = rows()
    page = ministry.get(DEFINE)
    html = page.content.decode()
    assert "share(schools(current), curator_appointed())" in html
    assert "3 из 5 → 60 %" in html.replace("\u00a0", " ")
    assert 'spellcheck="false"' in html
    assert 'value="2022-06-01"' in html
    assert "Доля школ" in said(page)
    assert ministry.head(DEFINE).status_code == 200
    assert ministry.put(DEFINE).status_code == 405
    assert rows() == before


def test_checking_says_each_fault_with_its_column_and_writes_nothing(ministry: Client) -> None:
    before = rows()
    wrong = "share(school(curent), curator_apointed())"
    for page in (post(ministry, "check", formula=wrong), post(ministry, "", path=CHECK, formula=wrong)):
        assert "столбец 7: " in page
        assert "«schools»" in page
        assert "столбец 23: " in page
        assert "«curator_appointed»" in page
    assert rows() == before


def test_a_line_that_is_wrapped_does_not_shift_the_columns(ministry: Client) -> None:
    page = post(ministry, "", path=CHECK, formula="share(\r\nschool(current),\r\ncurator_appointed())")
    assert "столбец 8: " in page


def test_checking_says_the_sentence_the_value_and_whether_examples_hold(ministry: Client, lived: Lived) -> None:
    page = post(ministry, "", path=CHECK, examples="3 из 5 → 60 %\n3 из 5 → 50 %")
    recount = Recount()
    inside, _left = recount.schools([2022, 2021], dt.date(2022, 2, 8))
    assert "Доля школ" in page
    assert f"из {len(inside)}" in page
    assert "3 из 5 → 60 % выполняется" in page
    assert "3 из 5 → 50 %: получилось 60 %" in page
    assert "Цель не достигнута." in page
    assert "<html" not in ministry.post(CHECK, GIVEN).content.decode()


HOSTILE_FORMS = [
    {},
    {"formula": HOSTILE},
    {"formula": "x" * 5000},
    {"formula": BOTH, "target": HOSTILE},
    {"formula": BOTH, "examples": HOSTILE},
    {"formula": "\x00"},
    {"formula": "(" * 900},
]


@pytest.mark.parametrize("given", HOSTILE_FORMS)
def test_anything_at_all_can_be_checked(ministry: Client, given: dict[str, str]) -> None:
    for path in (CHECK, DEFINE):
        response = ministry.post(path, {**given, "step": "check"})
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()


REFUSED = [
    ({"formula": "share(x)"}, "столбец 1"),
    ({"formula": ""}, "Обязательное поле"),
    ({"target": "many"}, "не цель"),
    ({"target": "done"}, "документ"),
    ({"target_basis": ""}, "которое устанавливает цель"),
    ({"target": ""}, "цели нет"),
    ({"basis": ""}, "меняется"),
    ({"occurred_on": "2020-01-01"}, "раньше предыдущей"),
    ({"occurred_on": "31.02.2022"}, "правильную дату"),
    ({"examples": "3 из 5 → 50 %"}, "получилось 60 %"),
    ({"formula": "x" * 1001}, "1000"),
]


@pytest.mark.parametrize("step", ["preview", "save"])
@pytest.mark.parametrize(("change", "why"), REFUSED)
def test_what_is_wrong_is_told_and_nothing_is_saved(ministry: Client, step: str, change: dict, why: str) -> None:
    before = rows()
    page = post(ministry, step, **change)
    assert why in page
    assert "Пока ничего не сохранено." in page
    assert "Сохранить версию" not in page
    assert rows() == before


def test_the_preview_is_the_recount_of_its_days_and_the_save_keeps_it(ministry: Client, lived: Lived) -> None:
    before = rows()
    response = ministry.post(DEFINE, {**GIVEN, "step": "preview"})
    shown = tables(response.content.decode().replace("\u00a0", " "))["h-shifts"]
    assert rows() == before
    assert (shown[0][0], shown[-1][0]) == ("10.02.2022", "01.06.2022")
    for day, was, _now, _moves in shown:
        recount = Recount("-".join(reversed(day.split("."))))
        lists = recount.lists("5")
        total = len(lists["met"]) + len(lists["missing"])
        assert was.startswith(f"{len(lists['met'])} из {total} · ")
    page = said(response)
    assert "До 10.02.2022 всё остаётся как есть." in page
    assert "Сохранить версию 2" in page
    assert "№ 33." in page

    saved = ministry.post(DEFINE, {**GIVEN, "step": "save"})
    assert (saved.status_code, saved["Location"]) == (302, PASSPORT)
    made = IndicatorDefinition.objects.get(indicator__key="5", version=2)
    assert (made.basis, made.target, made.examples.count("\n")) == ("протокол № 3", ">= 80", 1)
    assert made.recorded_by == lived.people["ministry"][0].key
    assert JournalEntry.objects.latest("pk").verb == "define"
    for day, _was, now, _moves in shown:
        then = "-".join(reversed(day.split(".")))
        figure = said(ministry.get(PASSPORT, {"as_of": then}))
        assert now.partition(" · ")[0] in figure


def test_the_form_can_be_gone_back_to(ministry: Client) -> None:
    page = ministry.post(DEFINE, {**GIVEN, "step": "edit"}).content.decode()
    assert "учитываем оба года" in page
    assert "op-err" not in page


def test_a_day_that_has_not_come(ministry: Client) -> None:
    assert "Прошлые значения не меняются" in post(ministry, "preview", occurred_on="2022-09-01")


def test_another_version_that_came_between_is_told_and_shown(ministry: Client) -> None:
    define(target="= 100", target_basis="приказ № 8")
    before = rows()
    response = ministry.post(DEFINE, {**GIVEN, "step": "save"})
    page = said(response)
    assert "уже действует версия 2" in page
    assert "приказ № 8" in page
    assert rows() == before
    assert 'name="version" value="2"' in response.content.decode()
    assert ministry.post(DEFINE, {**GIVEN, "version": "2", "step": "save"}).status_code == 302


def test_a_page_as_known_earlier_offers_the_page_of_now(ministry: Client) -> None:
    before = rows()
    for path in (DEFINE, TAKE_BACK):
        for response in (
            ministry.get(f"{path}?known_at=2022-03-01"),
            ministry.post(f"{path}?known_at=2022-03-01", GIVEN),
        ):
            assert f'href="{path}"' in response.content.decode()
            assert "<textarea" not in response.content.decode()
    assert rows() == before


# Taking back ----------------------------------------------------------------------------------------------------------


def test_the_latest_version_is_taken_back_with_a_reason(ministry: Client) -> None:
    assert "Отменять нечего" in said(ministry.get(TAKE_BACK))
    was = said(ministry.get("/indicators/5/"))
    define()
    assert f'href="{TAKE_BACK}"' in ministry.get(PASSPORT).content.decode()
    before = rows()
    assert "Обязательное поле" in said(ministry.post(TAKE_BACK, {"version": "2"}))
    assert rows() == before
    response = ministry.post(TAKE_BACK, {"version": "2", "reason": "протокол не подписан"}, follow=True)
    assert "Версия 2 отменена." in said(response)
    assert "протокол не подписан" in said(response)
    assert f'href="{TAKE_BACK}"' not in response.content.decode()
    assert said(ministry.get("/indicators/5/")) == was
    assert "Сохранить версию 3" in post(ministry, "preview")


@pytest.mark.parametrize("asked", ["1", "2", "99", "0", "", "x", "9" * 40])
def test_another_version_than_the_latest_stays(ministry: Client, asked: str) -> None:
    define()
    define(target="= 100", target_basis="приказ № 8")
    before = rows()
    response = ministry.post(TAKE_BACK, {"version": asked, "reason": "так"})
    assert response.status_code in (200, 302)
    assert rows() == before, asked


# The passport ---------------------------------------------------------------------------------------------------------


def test_the_passport_says_what_is_counted_and_who_answers(ministry: Client, lived: Lived) -> None:
    page = said(ministry.get(PASSPORT))
    for words in ("Доля школ", "Кого считает", "schools", "Школы названных групп", "Программы", "Люди и роли",
        "current — 2022", "цель не задана", "Министерство", "Версия 1 от", "Текст приказа не загружен"):  # fmt: skip
        assert words.lower() in page.lower(), words
    missing = len(Recount().lists("5")["missing"])
    assert f": {missing}" in page.partition("Кто отвечает")[2]
    awaited = said(ministry.get("/indicators/1/passport/"))
    assert "Это слово ещё ожидается" in awaited
    assert '"call" — ' in awaited
    oddities = said(ministry.get("/indicators/4/passport/"))
    assert "Нет ссылки" in oddities
    assert "так" in oddities


def test_the_history_of_versions_on_both_clocks(ministry: Client) -> None:
    with clock.at(NOW - dt.timedelta(days=20)):
        define(target="= 100", target_basis="приказ № 8", examples="3 из 5 → 60 %")
    with clock.at(NOW - dt.timedelta(days=10)):
        take_back_definition(definition=IndicatorDefinition.objects.latest("pk"), reason="ошиблись годом", by=SYSTEM)
        define(on=dt.date(2022, 5, 25), reading="иначе")

    def heads(**asked: str) -> list[str]:
        html = ministry.get(PASSPORT, asked).content.decode()
        part = html.partition('id="h-versions"')[2].partition('id="h-who"')[0]
        return [text(piece.partition("</h3>")[0]) for piece in part.split("<h3>")[1:]]

    assert heads() == ["Версия 3 от 25.05.2022 действует", "Версия 2 от 10.02.2022 отменена", "Версия 1 от 15.12.2021"]
    assert heads(as_of="2022-05-24")[2].endswith("действует")
    assert heads(known_at="2022-05-20") == ["Версия 2 от 10.02.2022 действует", "Версия 1 от 15.12.2021"]
    assert heads(known_at="2022-05-01") == ["Версия 1 от 15.12.2021 действует"]
    page = ministry.get(PASSPORT).content.decode()
    assert f"<s><code>{BOTH}</code></s>" in page
    assert "ошиблись годом" in page
    assert "формула, прочтение" in text(page)
    assert "ошиблись годом" not in ministry.get(PASSPORT, {"known_at": "2022-05-20"}).content.decode()


def test_the_figure_and_the_passport_lead_to_each_other(ministry: Client) -> None:
    asked = "?as_of=2022-03-01"
    assert f'href="{PASSPORT}{asked}"' in ministry.get(f"/indicators/5/{asked}").content.decode()
    page = ministry.get(PASSPORT + asked).content.decode()
    assert f'href="{DEFINE}{asked}"' in page
    assert f'href="/indicators/5/{asked}"' in page
    assert f'href="{PASSPORT}{asked}"' in ministry.get(DEFINE + asked).content.decode()


# Doors ----------------------------------------------------------------------------------------------------------------


def test_only_the_ministry_defines() -> None:
    may = {role for role in Post.values if ("indicator", "define") in grants_of(role)}
    assert may == {Post.MINISTRY}


PLACES = {Post.MUNICIPAL_HEAD: "luga", Post.COORDINATOR: "bor", Post.CURATOR: "third", Post.SCHOOL_HEAD: "second",
    Post.DEPUTY_HEAD: "first", Post.TEAM_MEMBER: "first"}  # fmt: skip


@pytest.mark.parametrize("post", [post for post in Post.values if post != Post.MINISTRY])
def test_nobody_else_may(lived: Lived, post: str) -> None:
    who = person("Иволгина", "ivolgina")
    held = appoint(who, post, getattr(lived.made, PLACES.get(Post(post), "region")))
    define()
    before = rows()
    client = signed_in(who, held)
    for path in (DEFINE, CHECK, TAKE_BACK):
        given = {**GIVEN, "step": "save", "reason": "так", "version": "2"}
        assert [client.get(path).status_code, client.post(path, given).status_code] == [404, 404]
        assert Client().post(path)["Location"] == f"{reverse('account_login')}?next={path}"
    assert rows() == before
    passport = client.get(PASSPORT)
    reads = post not in (Post.EDITOR, Post.OPERATOR)
    assert passport.status_code == (200 if reads else 404)
    assert DEFINE not in passport.content.decode()


def test_a_form_of_another_site_is_refused(lived: Lived) -> None:
    before = rows()
    client = signed_in(*lived.people["ministry"], enforce_csrf_checks=True)
    for path in (DEFINE, CHECK, TAKE_BACK):
        assert client.post(path, {**GIVEN, "step": "save"}).status_code == 403
    assert rows() == before


@pytest.mark.parametrize("path", [PASSPORT, DEFINE, TAKE_BACK])
def test_what_is_not_there_is_not_found(ministry: Client, path: str) -> None:
    for key in ("99", "%00", "9" * 3000):
        assert ministry.get(path.replace("/5/", f"/{key}/")).status_code == 404
    assert ministry.post(CHECK.replace("/5/", "/99/")).status_code == 404
    assert ministry.get(CHECK).status_code == 405


def test_before_there_is_a_roadmap(ministry: Client, lived: Lived) -> None:
    asked = "?known_at=2021-01-05"
    for path in (PASSPORT, DEFINE, TAKE_BACK):
        assert "Дорожной карты здесь ещё нет" in said(ministry.get(path + asked))
    assert ministry.post(CHECK + asked).status_code == 404
