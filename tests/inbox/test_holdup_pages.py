"""The pages and files of who holds up what, the list of gaps by school, and a reminder to one holder."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from opora.accounts.models import Post, User
from opora.core import clock, journal
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.inbox import actions
from opora.inbox.actions import Said
from opora.inbox.by_hand import KIND, still_theirs
from opora.inbox.lists import lists_in
from opora.indicators.context import Context
from opora.organisations.models import Region
from opora.outbox.models import Mailing
from tests.accounts.people import signed_in
from tests.core.markup import tables, text
from tests.inbox.hamlet import NOW, TODAY, client_of, open_hamlet
from tests.roadmap import small_programme
from tests.roadmap.grown import Grown
from tests.roadmap.lived import NOW as JUNE
from tests.wordbook import models as m
from tests.wordbook.village import START, Village

pytestmark = pytest.mark.django_db

PAGE, SCHOOLS = "/holding-up/", "/holding-up/schools/"
FILES = ("/holding-up/list.xlsx", "/holding-up/list.csv", "/holding-up/schools.xlsx", "/holding-up/schools.csv")
READERS = (Post.MINISTRY, Post.CONTROLLER, Post.INSTITUTE, Post.MUNICIPAL_HEAD, Post.COORDINATOR)


@pytest.fixture
def village(db: None) -> Iterator[Village]:
    yield from open_hamlet()


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def names(html: str, heading: str = "h-holders") -> list[str]:
    (card,) = re.findall(rf'aria-labelledby="{heading}".*?</section>', html, re.DOTALL) or [""]
    return re.findall(r'<th scope="row">(?:<a[^>]*>)?([^<]+)<', card)


def sheets(content: bytes, form: str) -> list[list[list[str]]]:
    """The tables of a file as text."""
    if form == "csv":
        return [list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))]
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    return [[[str(cell).removesuffix(".0") for cell in row] for row in rows] for rows in found]


@pytest.mark.parametrize("post", Post.values)
def test_who_may_open_the_pages(village: Village, post: str) -> None:
    client = client_of(village, post)
    expected = 200 if post in READERS else 404
    assert [client.get(path).status_code for path in (PAGE, SCHOOLS, *FILES)] == [expected] * 6
    assert client.get("/holding-up/list.pdf").status_code == 404
    assert client.post(PAGE).status_code == (405 if post in READERS else 404)
    may_write = post in (Post.MINISTRY, Post.INSTITUTE, Post.COORDINATOR)
    assert client.post("/holding-up/remind/", {"whose": "person:0"}).status_code == (302 if may_write else 404)


def test_the_page_tells_number_age_and_actions_and_opens_the_gaps(village: Village) -> None:
    html = read(client_of(village, Post.MINISTRY), PAGE)
    rows = {row[0].partition("\n")[0]: row for row in tables(html)["h-holders"]}
    assert rows["rick A."][1:4] == ["3", "2", "15 дней\nс 02.03.2022"]
    assert rows["hanna A."][1:4] == ["2", "–", "–"]
    assert f'href="/people/{village.people["rick"].pk}/"' in html
    assert "n1: no visit" in rows["rick A."][0]
    assert "просрочен на 15 дней" in rows["rick A."][0]
    assert html.count('<details class="op-fold">') == len(rows) + 3
    assert names(html, "h-vacant") == ["Координатор, south", "Руководитель МОУО, south", "Руководитель школы, s1"]
    assert "должность вакантна: отвечает министерство" in html
    by_organisation = read(client_of(village, Post.INSTITUTE), f"{PAGE}?by=organisations")
    assert f'href="/schools/{village.schools["n1"].pk}/"' in by_organisation
    assert names(by_organisation)[:2] == ["north", "Кураторы регионального уровня"]


def test_filters_say_how_much_is_left_and_let_go(village: Village) -> None:
    client = client_of(village, Post.MINISTRY)
    whole = read(client, PAGE)
    total, late = re.search(r"(\d+) пробел\w*, просрочено: (\d+)\.", text(whole)).groups()
    html = read(client, f"{PAGE}?action=10")
    assert f"3 пробела из {total}, просрочено: 0." in text(html)
    assert set(names(html)) == {"hanna A.", "hugo A."}
    assert f'href="{PAGE}" aria-current="true">№ 10 <b>3</b>' in html, "pressed again it lets go"
    html = read(client, f"{PAGE}?overdue=yes")
    assert f"{late} пробел" in text(html)
    assert "hanna A." not in names(html)
    html = read(client, f"{PAGE}?action=10&overdue=yes")
    assert "Под фильтры не подходит ни один пробел" in html
    assert f'href="{PAGE}">Показать все' in html


def test_without_gaps_nobody_holds_anything_up() -> None:
    for village in open_hamlet({"5": ("2022-03-01", "share(schools(current), curator_appointed())")}):
        client = client_of(village, Post.MINISTRY)
        assert "Никто ничего не держит" in read(client, PAGE)
        assert "У школ нет пробелов" in read(client, SCHOOLS)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_files_hold_the_lines_of_the_page(village: Village, form: str) -> None:
    User.objects.filter(login="rick").update(surname="=1+1")
    Region.objects.update(demonstration_on=TODAY)
    client = client_of(village, Post.MINISTRY)
    html = read(client, f"{PAGE}?action=7")
    response = client.get(f"/holding-up/list.{form}?action=7")
    assert "demo" in response["Content-Disposition"]
    found = sheets(response.content, form)
    held = [row for row in found[0] if row[2] in ("1", "2")]
    assert [row[0].lstrip("'") for row in held] == names(html) == ["=1+1 A.", "mick A."]
    assert [row[2:5] for row in held] == [["2", "2", "15 дней"], ["1", "1", "15 дней"]]
    assert held[0][0].startswith("'" if form == "csv" else "=")
    if form == "xlsx":
        assert any(row[0].startswith("Демонстрация") for row in found[0])
        gaps = [(row[1], row[2], row[4]) for row in found[1][1:]]
        assert gaps == [(name, "no visit", "7") for name in ("n1", "s1", "n2")]
        with zipfile.ZipFile(io.BytesIO(response.content)) as book:
            assert not [one for one in book.namelist() if b"<f>" in book.read(one)], "nothing is a formula"


CONTACTS = {Post.MINISTRY: True, Post.CONTROLLER: False, Post.COORDINATOR: True}


@pytest.mark.parametrize("post", CONTACTS)
def test_the_list_by_school_names_who_is_to_be_called(village: Village, post: str) -> None:
    village.appoint("vera", "curator", "n1", START, tier="municipal")
    client = client_of(village, post)
    html = read(client, SCHOOLS)
    groups = [row[0] for row in tables(html)[""] if len(row) == 1]
    expected = ["north · n1", "north · n2", "south · s1"]
    assert groups == (expected[:2] if post == Post.COORDINATOR else expected)
    (visit,) = [row for row in tables(html)[""] if row[0].startswith("No visit") and "vera" in row[-1]]
    assert visit[1:3] == ["7", "01.03.2022\nпросрочен на 15 дней"]
    assert re.sub(r"\s+", " ", visit[3]).count("8 (385) 200-00-00") == 2 * CONTACTS[post]
    assert "rick A." in visit[3]
    assert "куратор, n1" in visit[3]
    assert ("tel:+73852000000" in html) is CONTACTS[post]
    assert ("должность вакантна" in html) is (post != Post.COORDINATOR)
    rows = sheets(client.get("/holding-up/schools.csv").content, "csv")[0]
    assert ("Телефон" in rows[0]) is CONTACTS[post]
    assert ("8 (385) 200-00-00" in str(rows)) is CONTACTS[post]
    lines = [row for row in tables(html)[""] if len(row) == 4]
    assert [row[2] for row in rows[1:]] == [row[0].partition("\n")[0] for row in lines[1:]], "below the headings"


def test_on_a_page_of_the_past_only_the_region_reads_telephones(village: Village) -> None:
    for post, expected in ((Post.MINISTRY, True), (Post.COORDINATOR, False)):
        html = read(client_of(village, post), f"{SCHOOLS}?as_of=2022-03-10")
        assert ("tel:" in html) is expected
        assert "mick A." in html


def test_a_telephone_that_is_missing_is_said(village: Village) -> None:
    User.objects.filter(login="mick").update(phone="")
    html = read(client_of(village, Post.MINISTRY), SCHOOLS)
    assert [row[3] for row in tables(html)[""] if "mick" in row[-1]] == ["mick A. телефона нет\nкуратор, n2"]


# Reminders ------------------------------------------------------------------------------------------------------------


def remind(client: Client, whose: str, **more: str) -> Mailing:
    answer = client.post("/holding-up/remind/", {"whose": whose, **more})
    mailing = Mailing.objects.latest("pk")
    assert answer["Location"] == f"/messages/{mailing.pk}/"
    return mailing


def letters(mailing: Mailing) -> dict[str, str]:
    logins = {who.key: who.login for who in User.objects.all()}
    return {logins[one.recipient]: one.body.replace("\u00a0", " ") for one in mailing.messages.all()}


def test_one_letter_tells_all_gaps_of_a_person_by_action(village: Village) -> None:
    client, rick = client_of(village, Post.MINISTRY), village.people["rick"]
    assert f'name="whose" value="person:{rick.pk}"' in read(client, PAGE)
    mailing = remind(client, f"person:{rick.pk}")
    assert (mailing.kind, mailing.guard, mailing.state) == (KIND, KIND, "draft")
    body = letters(mailing)["rick"]
    assert list(letters(mailing)) == ["rick"]
    assert "№ 7. Действие 7, срок — 01.03.2022\n— n1 (north): no visit\n— s1 (south): no visit\n" in body
    assert "http://testserver/indicators/7/?programme=2022&list=missing" in body
    assert "№ 24." in body
    assert mailing.messages.get().subject.replace("\u00a0", " ") == "Напоминание: 3 пробела в дорожной карте"
    page = read(client, f"/messages/{mailing.pk}/")
    assert "rick@village.example" in page
    assert JournalEntry.objects.get(object_key=journal.key_of(mailing)).verb == "prepare-mailing"
    assert not re.search(r"rick|n1|north", str(mailing.arguments)), "it keeps keys"


def test_a_filter_and_an_organisation_narrow_and_widen_whom_it_reaches(village: Village) -> None:
    client, rick = client_of(village, Post.MINISTRY), village.people["rick"]
    assert "№ 24." not in letters(remind(client, f"person:{rick.pk}", action="7"))["rick"]
    village.appoint("ulla", "coordinator", "north", START)
    north = f"municipality:{village.places['north'].pk}"
    assert set(letters(remind(client, north, by="organisations"))) == {"nora", "cora", "ulla", "mick"}


def test_each_reads_the_own_language(village: Village) -> None:
    mick = village.people["mick"]
    User.objects.filter(pk=mick.pk).update(language="en")
    mailing = remind(client_of(village, Post.MINISTRY), f"person:{mick.pk}")
    assert "No. 7. Action 7, the deadline is 1 Mar 2022" in letters(mailing)["mick"]
    assert mailing.messages.get().subject.replace("\u00a0", " ") == "Reminder: 2 gaps of the roadmap"


def test_a_coordinator_reminds_of_the_own_municipality_only(village: Village) -> None:
    client, rick = client_of(village, Post.COORDINATOR), village.people["rick"]
    html = read(client, PAGE)
    assert "s1" not in text(html)
    assert "south" not in html
    assert f'value="person:{village.people["nora"].pk}"' not in html, "the head of the municipality is not written to"
    mailing = remind(client, f"person:{rick.pk}")
    assert "s1" not in letters(mailing)["rick"] + str(mailing.arguments)
    mona = client.post("/holding-up/remind/", {"whose": f"person:{village.people['nora'].pk}"}, follow=True)
    assert "Напомнить об этих пробелах некому" in mona.content.decode()


def test_what_is_put_off_is_marked_and_not_reminded_of(village: Village) -> None:
    mick = village.people["mick"]
    _put_off(village, "mick", "7")
    client = client_of(village, Post.MINISTRY)
    assert "отложено до 20.03.2022: карантин" in read(client, PAGE)
    assert "№ 7." not in letters(remind(client, f"person:{mick.pk}"))["mick"]


def test_it_is_asked_again_before_it_is_sent(village: Village) -> None:
    mick = village.people["mick"]
    mailing = remind(client_of(village, Post.MINISTRY), f"person:{mick.pk}", action="7")
    assert still_theirs(mailing.arguments, mick.key)
    assert not still_theirs(mailing.arguments, village.people["rick"].key), "of nobody else's gaps"
    row = _put_off(village, "mick", "7")
    assert not still_theirs(mailing.arguments, mick.key), "put off"
    with clock.at(NOW + dt.timedelta(minutes=5)):
        actions.take_back(row=row, reason="x", by=SYSTEM)
    with clock.at(NOW + dt.timedelta(minutes=9)):
        assert still_theirs(mailing.arguments, mick.key)
        village.note(m.Visit, TODAY, school="n2", kind="first", recorded=TODAY)
    with clock.at(NOW + dt.timedelta(hours=9)):
        assert not still_theirs(mailing.arguments, mick.key), "closed"


def test_a_line_that_is_gone_and_a_day_of_the_past_say_so(village: Village) -> None:
    client = client_of(village, Post.MINISTRY)
    gone = client.post("/holding-up/remind/", {"whose": "person:0", "action": "7"}, follow=True)
    assert gone.redirect_chain == [(f"{PAGE}?action=7", 302)]
    assert "Напоминать больше не о чем" in gone.content.decode()
    assert "Напомнить" not in read(client, f"{PAGE}?as_of=2022-03-10")
    rick = {"whose": f"person:{village.people['rick'].pk}"}
    past = client.post("/holding-up/remind/?as_of=2022-03-10", rick, follow=True)
    assert "выберите для страницы сегодняшний день" in past.content.decode()
    assert not Mailing.objects.exists()


def _put_off(village: Village, who: str, number: str):
    items = Context.of(village.programme, TODAY, NOW).once(lists_in)[village.people[who].pk]
    item = next(one for one in items if one.todo.action.number == number)
    said = Said(dt.date(2022, 3, 20), "карантин", TODAY)
    return actions.put_off(programme=village.programme, item=item, said=said, by=SYSTEM)


# Queries --------------------------------------------------------------------------------------------------------------

COSTS = {
    PAGE: {"coordinator": 41, "ministry": 41},
    f"{PAGE}?by=organisations": {"coordinator": 41, "ministry": 41},
    SCHOOLS: {"coordinator": 42, "ministry": 42},
    "/holding-up/list.csv": {"coordinator": 41, "ministry": 40},
    "/holding-up/schools.csv": {"coordinator": 42, "ministry": 41},
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("role", ["coordinator", "ministry"])
@pytest.mark.parametrize("path", COSTS)
def test_a_page_costs_a_fixed_number_of_queries(
    path: str,
    role: str,
    rows: int,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """In Grown every head of a school has something to present in each of the actions."""
    content = small_programme.data()
    content["actions"][2]["indicators"][0]["formula"] = 'count(schools(current), presented("regional"))'
    monkeypatch.setattr(small_programme, "data", lambda: {**content})
    client = signed_in(*Grown(rows).readers[role])
    with clock.at(JUNE), django_assert_num_queries(COSTS[path][role]):
        answer = client.get(path)
    if path.endswith("csv"):
        lines = sheets(answer.content, "csv")[0][1:]
        assert len(lines) == (rows if "list" in path else rows * rows)
    elif path == SCHOOLS:
        assert len(tables(answer.content.decode())[""]) == 1 + rows + rows * rows
    else:
        assert len(tables(answer.content.decode())["h-holders"]) == rows
