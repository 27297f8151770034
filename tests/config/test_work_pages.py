"""Pages of background work: who sees which job, what the pages say, and the banner when nobody works."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.test import Client

from opora.accounts.models import Post, User
from opora.accounts.queries import actor_for
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.jobs import actions, queue, running
from opora.core.jobs.models import Job, PeriodicWork, Worker
from opora.core.jobs.schedule import all_periodic
from tests.accounts.people import FEBRUARY, appoint, end, person, signed_in
from tests.core.jobs.work import register
from tests.organisations import places

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2022, 4, 1, 9, tzinfo=dt.UTC)
TITLE = "schools-of-bor.xlsx"


class Office:
    """A region with its ministry, a coordinator and an operator, each with a browser."""

    def __init__(self) -> None:
        self.made = places.make()
        self.people: dict[str, User] = {}
        self.clients: dict[str, Client] = {}
        self.held = {}
        self.enter("ministry", Post.MINISTRY, self.made.region)
        self.enter("coordinator", Post.COORDINATOR, self.made.bor)
        self.enter("operator", Post.OPERATOR, self.made.region)

    def enter(self, name: str, post: str, where: object) -> None:
        self.people[name] = person(f"{name.title()}ова", name)
        self.held[name] = appoint(self.people[name], post, where)
        self.clients[name] = signed_in(self.people[name], self.held[name])

    def start(self, name: str, job: str = "test-slow", **arguments: object) -> Job:
        if job == "test-slow":
            arguments = {"steps": 3, "pause": 0}
        actor = actor_for(self.people[name], on=NOW.date())
        return actions.start(name=job, by=actor, of="region:1", title=TITLE, arguments=arguments)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    register()
    monkeypatch.setattr(running, "PAUSE", 0)
    return Office()


def text(client: Client, path: str) -> str:
    with clock.at(NOW):
        response = client.get(path)
    assert response.status_code == 200, path
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def status(client: Client, path: str, *, post: bool = False) -> int:
    with clock.at(NOW):
        return (client.post if post else client.get)(path).status_code


def run_next() -> None:
    job = queue.claim("w1")
    assert job is not None
    running.execute(job)


def work_goes_on(ago: dt.timedelta = dt.timedelta()) -> None:
    seen = clock.machine() - ago
    Worker.objects.create(key="w1", started_at=seen, seen_at=seen)
    for name in all_periodic():
        PeriodicWork.objects.create(name=name, due_at=seen + dt.timedelta(hours=1), begun_at=seen, succeeded_at=seen)


REACH = {"ministry": {"ministry", "coordinator"}, "coordinator": {"coordinator"}, "operator": set()}


@pytest.mark.parametrize(("reader", "reached"), REACH.items())
def test_who_sees_and_steers_which_job(office: Office, reader: str, reached: set[str]) -> None:
    client = office.clients[reader]
    for starter in ("ministry", "coordinator"):
        job = office.start(starter)
        expected = 200 if starter in reached else 404
        assert status(client, f"/jobs/{job.pk}/") == expected
        assert (f'href="/jobs/{job.pk}/"' in text(client, "/jobs/")) is (starter in reached)
        assert status(client, f"/jobs/{job.pk}/cancel/", post=True) == (302 if starter in reached else 404)
        Job.objects.filter(pk=job.pk).update(state="cancelled", finished_at=clock.machine())
        assert status(client, f"/jobs/{job.pk}/retry/", post=True) == (302 if starter in reached else 404)


def test_the_ministry_of_another_region_sees_nothing(office: Office) -> None:
    job = office.start("ministry")
    Job.objects.update(region_id=office.made.region.pk + 1, started_by="user:0")
    assert status(office.clients["ministry"], f"/jobs/{job.pk}/") == 404
    assert TITLE not in text(office.clients["ministry"], "/jobs/")


def test_what_the_system_starts_is_of_the_installation_unless_it_names_a_region(office: Office) -> None:
    region = office.made.region.pk
    found = [actions.start(name="test-breaks", by=SYSTEM, region_id=of) for of in (None, region, region + 1)]
    statuses = [status(office.clients["ministry"], f"/jobs/{job.pk}/") for job in found]
    assert statuses == [404, 200, 404]
    assert "сама Опора" in text(office.clients["ministry"], "/jobs/")


def test_who_lost_the_post_sees_nothing_any_more_and_the_work_goes_on(office: Office) -> None:
    job = office.start("coordinator")
    end(office.held["coordinator"], on=FEBRUARY + dt.timedelta(days=1))
    run_next()
    assert Job.objects.get().state == "done"
    for path in ("/jobs/", f"/jobs/{job.pk}/"):
        assert status(office.clients["coordinator"], path) == 404
    assert "Coordinatorова Е." in text(office.clients["ministry"], f"/jobs/{job.pk}/")


def test_the_operator_sees_states_and_no_content(office: Office) -> None:
    work_goes_on()
    office.start("coordinator")
    office.start("ministry", "test-refuses")
    Job.objects.filter(name="test-refuses").update(state="failed", finished_at=clock.machine(), error="Row 14")
    page = text(office.clients["operator"], "/status/")
    assert re.findall(r'<th scope="row">([^<]+)</th><td><span class="op-tag op-tag-line">([^<]+)', page) == [
        ("Refused", "не удалась"),
        ("Slow work", "ждёт"),
    ]
    for secret in (TITLE, "Coordinatorова", "Ministryова", "Row 14"):
        assert secret not in page


def test_a_waiting_job_says_so_and_looks_again(office: Office) -> None:
    job = office.start("ministry")
    page = text(office.clients["ministry"], f"/jobs/{job.pk}/")
    assert f"Slow work: {TITLE}" in page
    assert "<b>ждёт</b>" in page
    assert f'hx-get="/jobs/{job.pk}/?state=queued"' in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert "Отменить работу" in page
    assert "Повторить" not in page


def test_a_running_job_shows_how_far_it_is(office: Office) -> None:
    job = office.start("ministry")
    running.Running(queue.claim("w1"), 60).tell(312, 1100, "Бор <b>")
    page = text(office.clients["ministry"], f"/jobs/{job.pk}/")
    assert re.search(r'<progress max="1100" value="312" aria-label="Slow work: [^"]+"></progress>', page)
    assert "312 из 1 100 · Бор &lt;b&gt;" in page


def test_a_done_job_leads_to_what_it_made_and_rests(office: Office) -> None:
    job = office.start("ministry")
    run_next()
    page = text(office.clients["ministry"], f"/jobs/{job.pk}/")
    assert "all steps" in page
    assert '<a class="op-tap" href="/schools/">Открыть результат</a>' in page
    for absent in ("hx-get", "http-equiv", "Отменить работу", "Повторить работу"):
        assert absent not in page


@pytest.mark.parametrize("url", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_a_result_never_leads_away(office: Office, url: str) -> None:
    job = office.start("ministry")
    run_next()
    Job.objects.update(result={"url": url})
    assert "example.org" not in text(office.clients["ministry"], f"/jobs/{job.pk}/")
    assert "alert(1)" not in text(office.clients["ministry"], f"/jobs/{job.pk}/")


def test_a_failed_job_says_why_and_can_be_tried_again(office: Office) -> None:
    job = office.start("ministry", "test-refuses")
    run_next()
    client = office.clients["ministry"]
    page = text(client, f"/jobs/{job.pk}/")
    assert "Row 14 has no date." in page
    assert "Повторить работу" in page
    with clock.at(NOW):
        after = client.post(f"/jobs/{job.pk}/retry/", follow=True).content.decode()
    assert "снова ждёт в очереди" in after
    assert Job.objects.get().state == "queued"


def test_steering_what_is_over_is_a_message_and_no_error(office: Office) -> None:
    job = office.start("ministry")
    run_next()
    with clock.at(NOW):
        page = office.clients["ministry"].post(f"/jobs/{job.pk}/cancel/", follow=True).content.decode()
    assert "уже закончена" in page


def test_htmx_gets_the_part_until_the_state_is_another(office: Office, django_assert_num_queries) -> None:
    job = office.start("ministry")
    client, asked = office.clients["ministry"], {"HX-Request": "true"}
    with clock.at(NOW), django_assert_num_queries(6):  # the door, the job, the name of who started it
        same = client.get(f"/jobs/{job.pk}/?state=queued", headers=asked)
    assert same.content.decode().lstrip().startswith('<div id="job-progress"')
    assert "HX-Retarget" not in same
    run_next()
    with clock.at(NOW):
        other = client.get(f"/jobs/{job.pk}/?state=queued", headers=asked)
    assert (other["HX-Retarget"], other["HX-Reswap"]) == ("#job", "innerHTML")
    assert "Открыть результат" in other.content.decode()
    assert "hx-get" not in other.content.decode()


def test_filters_and_empty_lists(office: Office) -> None:
    client = office.clients["ministry"]
    assert "Фоновой работы ещё не было" in text(client, "/jobs/")
    office.start("ministry")
    assert TITLE in text(client, "/jobs/?state=queued")
    assert "В этом состоянии ничего нет" in text(client, "/jobs/?state=failed")
    assert TITLE in text(client, "/jobs/?state=nonsense")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "reader", "queries"), [("/jobs/", "ministry", 9), ("/status/", "operator", 10)])
def test_a_list_costs_a_fixed_number_of_queries(
    office: Office, path: str, reader: str, queries: int, rows: int, django_assert_num_queries
) -> None:
    work_goes_on()
    for _row in range(rows):
        office.start("ministry")
    with clock.at(NOW), django_assert_num_queries(queries):
        page = office.clients[reader].get(path).content.decode()
    assert page.count('<th scope="row">') == rows


SILENT = "Фоновая работа стоит с"


@pytest.mark.parametrize("reader", ["ministry", "operator", "coordinator"])
def test_who_can_have_it_mended_is_told_on_every_page_that_nobody_works(office: Office, reader: str) -> None:
    told = reader != "coordinator"
    pages = ("/capacity/", "/jobs/")
    assert [("ещё не запущена" in text(office.clients[reader], path)) for path in pages] == [told, told]
    work_goes_on(dt.timedelta(minutes=5, seconds=10))
    for path in pages:
        page = text(office.clients[reader], path)
        assert (SILENT in page) is told
        assert ("(5 минут)" in page) is told


def test_nobody_is_told_while_somebody_works(office: Office) -> None:
    work_goes_on(dt.timedelta(seconds=50))
    assert SILENT not in text(office.clients["ministry"], "/jobs/")


def test_the_status_page_says_what_works(office: Office) -> None:
    work_goes_on()
    page = text(office.clients["ministry"], "/status/")
    assert "Всё работает." in page
    assert "Внимание" not in page
    assert "Запечатывание журнала" in page
    assert "ждут: 0, выполняются: 0" in page


def test_the_status_page_says_what_stands_and_what_to_do(office: Office) -> None:
    work_goes_on(dt.timedelta(hours=2, minutes=1))
    Worker.objects.update(seen_at=clock.machine() - dt.timedelta(minutes=5))
    PeriodicWork.objects.filter(name="seal-journal").update(error="OperationalError")
    office.start("ministry")
    page = text(office.clients["operator"], "/status/")
    assert "Работает не всё" in page
    assert "Рабочий процесс молчит: 5 минут." in page
    assert "Запустите: opora worker" in page
    assert "не удалось (OperationalError)" in page
    assert "Запаздывает" in page
    assert "ждут: 1, выполняются: 0; самая давняя ждёт с" in page


def test_the_disk_is_watched(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    work_goes_on()
    usage = type("Usage", (), {"total": 10 * 1024**3, "free": 1024**3 // 2})
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage)
    page = text(office.clients["operator"], "/status/")
    assert "свободно 0,5 ГБ из 10,0 ГБ" in page
    assert "Освободите место" in page


def test_in_english(office: Office) -> None:
    job = office.start("ministry")
    client = office.clients["ministry"]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Background work has not been started yet" in text(client, "/status/")
    assert "It begins as soon as the worker is free." in text(client, f"/jobs/{job.pk}/")


def test_only_the_own_menu_of_a_role_leads_there(office: Office) -> None:
    assert 'href="/status/"' in text(office.clients["operator"], "/capacity/")
    page = text(office.clients["coordinator"], "/capacity/")
    assert 'href="/jobs/"' in page
    assert 'href="/status/"' not in page
