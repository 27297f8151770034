"""Writing, looking at the draft, sending, watching, copying and calling: through the pages, as people do it."""

import csv
import io
import re
from http import HTTPStatus

import pytest
from django.core.management import call_command
from django.test import Client

from opora.accounts.models import Post, User
from opora.core import clock, journal
from opora.core.actors import SYSTEM
from opora.outbox import actions
from opora.outbox.delivery import deliver_due
from opora.outbox.models import Mailing, Message
from opora.outbox.people import Office
from opora.programmes.models import CohortMembership
from tests.accounts.people import appoint, end, person, signed_in
from tests.organisations import places
from tests.outbox.conftest import NOON
from tests.outbox.mailings import draft, someone
from tests.programmes import years

pytestmark = pytest.mark.django_db
LETTER = {"circle": "region", "subject": "Отчёт: {place}", "body": "Здравствуйте, {name}!"}


class Village:
    """Two municipalities with heads of schools, and who writes to them."""

    def __init__(self) -> None:
        self.made = places.make()
        self.programme = years.make(self.made)
        self.schools = {}
        for number, school in enumerate(self.made.schools, start=1):
            head = person(f"Галкина{number}", f"head{number}")
            User.objects.filter(pk=head.pk).update(email=f"head{number}@schools.example", phone=f"+7385200000{number}")
            appoint(head, Post.SCHOOL_HEAD, school)
            self.schools[number] = head
        self.office = Office(journal.key_of(self.made.region), self.made.region.time_zone)

    def client(self, post: Post) -> Client:
        where = self.made.bor if post in (Post.COORDINATOR, Post.MUNICIPAL_HEAD) else self.made.region
        where = self.made.first if post in (Post.SCHOOL_HEAD, Post.CURATOR, Post.TEAM_MEMBER) else where
        who = person("Синицына", f"writer-{post.replace('_', '-')}")
        more = {"acting": True} if post in (Post.MUNICIPAL_HEAD, Post.SCHOOL_HEAD) else {}
        return signed_in(who, appoint(who, post, where, **more))


@pytest.fixture
def village() -> Village:
    return Village()


def names(mailing: Mailing) -> list[str]:
    return list(mailing.messages.values_list("name", flat=True))


def test_from_the_form_to_the_letter(village, server):
    client = village.client(Post.MINISTRY)
    answer = client.post("/messages/new/", {**LETTER, "posts": ["school_head"]})
    mailing = Mailing.objects.get()
    assert answer["Location"] == f"/messages/{mailing.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert "Отправить 4 письма" in page
    assert "Отчёт: Боровская № 1" in page
    assert "Здравствуйте, Елена Викторовна!" in page
    page = client.post(f"/messages/{mailing.pk}/send/", follow=True).content.decode()
    assert "Уйдут 4 письма." in page
    assert "Остановить" in page
    assert deliver_due().sent == 4
    page = client.get(f"/messages/{mailing.pk}/").content.decode()
    assert "отправлено 4 из 4" in page
    assert {one[0] for one in server.kept.recipients} == {f"head{n}@schools.example" for n in range(1, 5)}


def test_a_mailing_on_its_way_shows_how_far_it_is_and_asks_again_until_it_is_over(village, server):
    """Three letters: one goes, one is refused, one still waits; then the last one goes."""
    server.kept.refusals["user2@schools.example"] = "550 5.1.1 no such user"
    mailing = draft(*map(someone, (1, 2, 3)), someone(4, address=""), office=village.office)
    client = village.client(Post.MINISTRY)
    path, asking = f"/messages/{mailing.pk}/", {"HX-Request": "true"}
    assert "mailing-progress" not in client.get(path).content.decode()
    actions.send(mailing=mailing, by=SYSTEM)
    assert '<progress max="3" value="0"' in client.get(path).content.decode()
    deliver_due(limit=2)
    page = client.get(path).content.decode()
    assert '<progress max="3" value="2" aria-label="Отчёт"></progress><p>2 из 3</p>' in page
    assert f'hx-get="{path}" hx-trigger="every 5s"' in page
    assert f'<a class="op-link op-tap" href="{path}">Обновить страницу</a>' in page
    assert "Отправлено 1 из 3" in page
    part = client.get(path, headers=asking)
    assert part.content.decode().startswith('<div id="mailing-progress"')
    assert "HX-Retarget" not in part
    deliver_due()
    whole = client.get(path, headers=asking)
    assert (whole["HX-Retarget"], whole["HX-Reswap"]) == ("#mailing", "innerHTML")
    page = whole.content.decode()
    assert "mailing-progress" not in page
    assert "<html" not in page
    assert "отправлено 2 из 3" in page
    assert "csrfmiddlewaretoken" in page
    assert "htmx" not in client.get(path).content.decode()


def test_a_draft_goes_not_before_the_moment_it_names(village, server, capsys):
    """The region is seven hours ahead of UTC, and it is 12:00 there."""
    mailing = draft(office=village.office)
    client = village.client(Post.MINISTRY)
    path = f"/messages/{mailing.pk}/"
    for said, wrong in (("31.02.2022 10:00", "Такого момента нет"), ("2022-03-16T11:59", "Этот момент уже прошёл")):
        answer = client.post(f"{path}not-before/", {"not_before": said})
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert wrong in answer.content.decode()
        assert f'value="{said}"' in answer.content.decode()
    assert Mailing.objects.get().not_before is None
    page = client.post(f"{path}not-before/", {"not_before": "2022-03-16T14:30"}, follow=True).content.decode()
    assert "Ничего не уйдёт раньше 16.03.2022 14:30." in page.replace("\xa0", " ")
    assert 'value="2022-03-16T14:30"' in page
    assert Mailing.objects.get().not_before == NOON.replace(hour=7, minute=30)
    actions.send(mailing=mailing, by=SYSTEM)
    call_command("outbox", "show", str(mailing.pk))
    assert "Не отправлять раньше: 2022-03-16 14:30." in capsys.readouterr().out
    assert "Уйдёт начиная с 16.03.2022 14:30" in client.get(path).content.decode().replace("\xa0", " ")
    assert deliver_due().sent == 0
    assert client.post(f"{path}not-before/", {"not_before": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert deliver_due(now=NOON.replace(hour=7, minute=30)).sent == 2


def test_the_moment_of_a_draft_can_be_taken_away(village):
    mailing = draft(office=village.office, not_before=NOON.replace(hour=9))
    page = village.client(Post.MINISTRY).post(f"/messages/{mailing.pk}/not-before/", {"not_before": ""}, follow=True)
    assert "Уйдёт сразу после утверждения." in page.content.decode()
    assert Mailing.objects.get().not_before is None


def test_a_coordinator_writes_to_the_schools_of_the_municipality_only(village):
    client = village.client(Post.COORDINATOR)
    client.post("/messages/new/", {**LETTER, "posts": ["school_head"]})
    own = Mailing.objects.get()
    assert [name.split()[0] for name in names(own)] == ["Галкина1", "Галкина2"]
    page = client.post("/messages/new/", {**LETTER, "posts": ["coordinator"]})
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    other = draft(office=village.office)
    assert client.get(f"/messages/{other.pk}/").status_code == HTTPStatus.NOT_FOUND
    for verb in ("send", "stop", "retry", "not-before"):
        assert client.post(f"/messages/{other.pk}/{verb}/").status_code == HTTPStatus.NOT_FOUND
    assert Message.objects.filter(mailing=other, state="prepared").count() == 2
    assert other.messages.first().name not in client.get("/messages/").content.decode()


@pytest.mark.parametrize(
    "post", [Post.CONTROLLER, Post.EXPERT, Post.MUNICIPAL_HEAD, Post.CURATOR, Post.SCHOOL_HEAD, Post.OPERATOR]
)
def test_others_do_not_even_know_of_it(village, post):
    client = village.client(post)
    mailing = draft(office=village.office)
    for address in ("/messages/", "/messages/new/", f"/messages/{mailing.pk}/", f"/messages/{mailing.pk}/calls/"):
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    assert client.post(f"/messages/{mailing.pk}/send/").status_code == HTTPStatus.NOT_FOUND


def test_the_mailings_of_another_region_are_not_there(village):
    client = village.client(Post.MINISTRY)
    far = draft(office=Office("region:999", "Europe/Moscow"))
    assert client.get(f"/messages/{far.pk}/").status_code == HTTPStatus.NOT_FOUND


def test_only_the_schools_of_the_programme(village):
    client = village.client(Post.MINISTRY)
    client.post("/messages/new/", {**LETTER, "circle": "programme", "posts": ["school_head"]})
    taking_part = CohortMembership.objects.filter(cohort__programme=village.programme).count()
    assert Mailing.objects.get().messages.count() == taking_part > 0


def test_faults_stand_beside_their_fields_and_nothing_is_lost(village):
    client = village.client(Post.MINISTRY)
    given = {**LETTER, "posts": ["school_head"], "subject": "О {плаце}", "body": "текст", "subject_en": "Hello"}
    answer = client.post("/messages/new/", given)
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Поля {плаце} нет. Есть: {name}" in page
    assert "Напишите по-английски и тему, и текст" in page
    assert 'value="О {плаце}"' in page
    assert ">\nтекст</textarea>" in page
    assert Mailing.objects.count() == 0
    page = client.post("/messages/new/", {**given, "posts": [], "subject": "", "subject_en": ""}).content.decode()
    assert "Выберите хотя бы одну должность." in page
    assert "Напишите, о чём сообщение." in page


def test_nobody_in_a_post_is_told_beside_the_choice(village):
    page = village.client(Post.MINISTRY).post("/messages/new/", {**LETTER, "posts": ["expert"]}).content.decode()
    assert "на этих должностях никого нет" in page


def test_an_address_marks_posts_beforehand(village):
    page = village.client(Post.MINISTRY).get("/messages/new/?to=coordinator,nonsense").content.decode()
    assert re.findall(r'value="(\w+)"[^>]* checked', page) == ["coordinator", "programme"]


def test_who_may_not_sign_in_is_left_out_with_the_reason(village, settings):
    User.objects.filter(pk=village.schools[1].pk).update(is_active=False)
    User.objects.filter(pk=village.schools[2].pk).update(email="")
    client = village.client(Post.MINISTRY)
    client.post("/messages/new/", {**LETTER, "posts": ["school_head"]})
    page = client.get(f"/messages/{Mailing.objects.get().pk}/").content.decode()
    assert "вход закрыт" in page
    assert "адрес электронной почты не известен" in page
    assert "Не пишем 2 получателям" in page


def test_without_a_mail_server_the_page_says_so_and_offers_other_ways(village, settings):
    settings.OUTBOX_SERVER = None
    mailing = draft(office=village.office)
    page = village.client(Post.MINISTRY).get(f"/messages/{mailing.pk}/").content.decode()
    assert "Почта здесь отключена" in page
    assert f"/messages/{mailing.pk}/messenger/" in page
    assert "Отправить 2 письма" not in page


def test_a_demonstration_says_that_nothing_is_sent(village, server):
    mailing = draft(office=Office(village.office.of, "Asia/Barnaul", invented=True))
    actions.send(mailing=mailing, by=SYSTEM)
    page = village.client(Post.MINISTRY).get(f"/messages/{mailing.pk}/").content.decode()
    assert "Это демонстрация: люди в ней вымышлены" in page


def test_what_is_uncertain_is_decided_by_a_button(village, server):
    mailing = draft(office=village.office)
    actions.send(mailing=mailing, by=SYSTEM)
    Message.objects.filter(recipient="user:1").update(
        state="uncertain", claim="x", claimed_at=NOON, why="crashed", attempts=1
    )
    client = village.client(Post.MINISTRY)
    message = mailing.messages.get(recipient="user:1")
    page = client.get(f"/messages/{mailing.pk}/?state=uncertain").content.decode()
    assert "отправка прервалась на этом письме" in page
    decide = f"/messages/{mailing.pk}/decide/{message.pk}/"
    assert decide in page
    assert "Выберите, отправлено ли письмо." in client.post(decide, {}, follow=True).content.decode()
    assert "Письмо уйдёт ещё раз." in client.post(decide, {"answer": "again"}, follow=True).content.decode()
    assert "уже известно" in client.post(decide, {"answer": "sent"}, follow=True).content.decode()
    message.refresh_from_db()
    assert message.state == "waiting"


def test_the_history_counts_and_filters(village, server):
    client = village.client(Post.MINISTRY)
    assert "Пока ничего не отправляли" in client.get("/messages/").content.decode()
    server.kept.refusals = {"user1@schools.example": "550 5.1.1 no"}
    actions.send(mailing=draft(office=village.office), by=SYSTEM)
    draft(someone(7), office=village.office)
    deliver_due()
    page = client.get("/messages/").content.decode()
    assert "отправлено 1 из 2; не доставлено: 1" in page
    assert page.count("<tr>") == 3
    assert client.get("/messages/?state=trouble").content.decode().count("<tr>") == 2
    assert "Таких рассылок нет" in client.get("/messages/?state=stopped").content.decode()


def test_the_text_for_a_messenger_names_nobody(village):
    mailing = draft(someone(1), office=village.office)
    page = village.client(Post.MINISTRY).get(f"/messages/{mailing.pk}/messenger/").content.decode()
    everybody = re.search(r'id="everybody"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert everybody
    assert everybody[1] == "Отчёт: …\n\nЗдравствуйте, коллеги!\n\nЖдём отчёт до пятницы."
    assert "Здравствуйте, Чижова Елена 1!" in page


def test_the_list_of_calls_has_telephones_in_groups_and_those_without_last(village):
    mailing = draft(
        someone(1, name="Ягодкина", phone="+73852000001"),
        someone(2, name="Абрикосова", phone=""),
        someone(3, name="Ёлкина", phone="+79130000003", address=""),
        office=village.office,
    )
    page = village.client(Post.MINISTRY).get(f"/messages/{mailing.pk}/calls/").content.decode()
    assert re.findall(r'<th scope="row">(\w+)', page) == ["Ёлкина", "Ягодкина", "Абрикосова"]
    assert 'href="tel:+79130000003">8 (913) 000-00-03<' in page.replace("\xa0", " ")
    assert "У 1 получателя нет телефона" in page


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_recipients_are_saved_and_nothing_in_them_is_executed(village, form):
    mailing = draft(someone(1, name="=cmd()", post="+1"), someone(2), office=village.office)
    answer = village.client(Post.MINISTRY).get(f"/messages/{mailing.pk}/recipients.{form}")
    assert answer["Content-Disposition"].startswith(f'attachment; filename="opora-recipients-{mailing.pk}.{form}"')
    if form == "csv":
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        assert rows[0][:3] == ["Имя", "Должность", "Электронная почта"]
        assert rows[1][:3] == ["'=cmd()", "'+1, школа № 1", "user1@schools.example"]
        assert len(rows) == 3
    else:
        assert answer.content.startswith(b"PK")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("", 17), ("{}/", 20), ("{}/messenger/", 16), ("{}/calls/", 15)])
def test_a_page_costs_a_fixed_number_of_queries(village, django_assert_num_queries, page, queries, rows):
    client = village.client(Post.MINISTRY)
    for _number in range(rows):
        mailing = draft(*map(someone, range(rows)), someone(9, language="en"), office=village.office)
    with django_assert_num_queries(queries):
        client.get(f"/messages/{page.format(mailing.pk)}")


@pytest.mark.parametrize("rows", [1, 3])
def test_so_does_choosing_the_recipients(village, django_assert_num_queries, rows):
    for number in range(2, 5):
        if number > rows:
            end(village.schools[number].appointments.get(), on=NOON.date())
    client = village.client(Post.MINISTRY)
    with django_assert_num_queries(18):
        client.post("/messages/new/", {**LETTER, "posts": ["school_head"]})
    assert Mailing.objects.get().messages.count() == rows


def test_the_command_lists_shows_sends_and_stops(village, server, capsys):
    mailing = draft(office=village.office)
    actions.send(mailing=mailing, by=SYSTEM)
    call_command("outbox", "send", "--limit", "1")
    call_command("outbox", "list")
    call_command("outbox", "show", str(mailing.pk), "--json")
    call_command("outbox", "stop", str(mailing.pk))
    call_command("outbox", "erase", "user:1")
    call_command("outbox", "check", "--to", "operator@priobye.example")
    printed = capsys.readouterr().out
    assert "отправлено: 1, уже не нужно: 0" in printed
    assert "отправлено 1 из 2; ждёт: 1" in printed
    assert '"state": "waiting"' in printed
    assert "Писем не уйдёт: 1." in printed
    assert "Писем без персональных данных: 1." in printed
    assert server.kept.recipients[-1] == ["operator@priobye.example"]
    server.kept.refusals = {"operator@priobye.example": "550 no"}
    with pytest.raises(SystemExit):
        call_command("outbox", "check", "--to", "operator@priobye.example")
    assert clock.now() == NOON
