"""Jobs: started, run, stopped, tried again; what people read and what the database refuses."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from opora.core import clock
from opora.core.actors import SYSTEM, Actor
from opora.core.jobs import actions, queue, running
from opora.core.jobs.models import Job
from opora.core.jobs.registry import job as register_job
from opora.core.jobs.registry import registered
from opora.core.models import JournalEntry
from tests.core.jobs.work import register

pytestmark = pytest.mark.django_db
ANNA = Actor(key="user:17", label="Синицына А.", region_id=3)


@pytest.fixture(autouse=True)
def _work(monkeypatch: pytest.MonkeyPatch) -> None:
    register()
    monkeypatch.setattr(running, "PAUSE", 0)


def start(name: str = "test-slow", **arguments: object) -> Job:
    if name == "test-slow":
        arguments = {"steps": 3, "pause": 0, **arguments}
    return actions.start(name=name, by=ANNA, of="region:3", title="schools.xlsx", arguments=arguments)


def claimed(worker: str = "w1") -> Job:
    job = queue.claim(worker)
    assert job is not None
    return job


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def test_a_job_waits_with_everything_it_needs() -> None:
    with translation.override("en"), timezone.override("Asia/Omsk"):
        job = fresh(start())
    assert (job.state, job.started_by, job.region_id, job.of) == ("queued", "user:17", 3, "region:3")
    assert (job.language, job.time_zone, job.arguments) == ("en", "Asia/Omsk", {"steps": 3, "pause": 0})
    assert job.heading == "Slow work: schools.xlsx"


def test_a_job_of_a_rolled_back_transaction_never_was() -> None:
    with transaction.atomic():
        start()
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_an_unknown_name_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(ValueError, match=r"No job is named 'nothing'; known: .*test-slow"):
        actions.start(name="nothing", by=ANNA)
    with pytest.raises(ValueError, match="Two jobs are named 'test-slow'"):
        register_job("test-slow", title="x")(lambda job: None)


def test_the_longest_waiting_is_taken_first_and_once() -> None:
    first, second = start(), start()
    assert (claimed("w1").pk, claimed("w2").pk, queue.claim("w3")) == (first.pk, second.pk, None)
    assert (fresh(first).state, fresh(first).worker, fresh(first).attempts) == ("running", "w1", 1)


def test_a_run_to_the_end() -> None:
    start()
    running.execute(claimed())
    job = Job.objects.get()
    assert (job.state, job.done, job.total, job.error) == ("done", 3, 3, "")
    assert job.result == {"text": "all steps", "url": "/schools/"}
    assert job.finished_at is not None
    assert job.worker == ""


def test_a_job_runs_in_the_language_and_time_zone_it_was_asked_in() -> None:
    seen = []
    if registered("test-where") is None:
        register_job("test-where", title="x")(lambda job: seen.append(0) or {"text": _place()})
    with translation.override("en"), timezone.override("Asia/Omsk"):
        start("test-where")
    running.execute(claimed())
    assert Job.objects.get().result == {"text": "en Asia/Omsk"}


def _place() -> str:
    return f"{translation.get_language()} {timezone.get_current_timezone_name()}"


def test_a_refusal_is_told_as_it_is() -> None:
    start("test-refuses")
    running.execute(claimed())
    assert (Job.objects.get().state, Job.objects.get().error) == ("failed", "Row 14 has no date.")


def test_an_error_of_ours_goes_to_the_log_and_not_to_people(caplog: pytest.LogCaptureFixture) -> None:
    job = start("test-breaks")
    running.execute(claimed())
    told = fresh(job)
    assert told.state == "failed"
    assert "secret" not in told.error
    assert str(job.pk) in told.error
    assert "secret of the inside" in caplog.text


def test_a_job_that_wants_to_end_the_process_only_ends_itself() -> None:
    start("test-leaves")
    running.execute(claimed())
    assert Job.objects.get().state == "failed"


def test_wrong_arguments_and_results_that_are_no_json_fail_the_job() -> None:
    start("test-slow", wrong=1)
    running.execute(claimed())
    assert Job.objects.get().state == "failed"
    if registered("test-no-json") is None:
        register_job("test-no-json", title="x")(lambda job: {"text": object()})
    job = start("test-no-json")
    running.execute(claimed())
    assert fresh(job).state == "failed"


def test_a_name_that_this_version_does_not_know() -> None:
    start()
    Job.objects.update(name="gone", arguments={})
    running.execute(claimed())
    job = Job.objects.get()
    assert (job.state, job.error) == ("failed", "Эта версия Опоры не знает работы «gone».")
    assert job.heading == "gone: schools.xlsx"


def test_cancelled_while_it_waits() -> None:
    job = actions.cancel(job=start(), by=ANNA)
    assert job.state == "cancelled"
    assert queue.claim("w1") is None


def test_cancelled_while_it_runs_it_stops_at_the_next_sign_of_progress() -> None:
    start()
    job = claimed()
    assert actions.cancel(job=job, by=ANNA).state == "running"
    running.execute(fresh(job))
    assert (fresh(job).state, fresh(job).done) == ("cancelled", 0)


def test_what_is_over_cannot_be_cancelled_and_what_is_done_not_retried() -> None:
    job = start()
    with pytest.raises(ValidationError):
        actions.retry(job=job, by=ANNA)
    running.execute(claimed())
    with pytest.raises(ValidationError, match="закончена"):
        actions.cancel(job=job, by=ANNA)
    with pytest.raises(ValidationError):
        actions.retry(job=job, by=ANNA)


def test_retried_after_a_failure_it_begins_anew() -> None:
    job = start("test-refuses")
    running.execute(claimed())
    again = actions.retry(job=job, by=ANNA)
    assert (again.state, again.error, again.attempts, again.finished_at) == ("queued", "", 0, None)
    Job.objects.update(name="test-slow", arguments={"steps": 1, "pause": 0})
    running.execute(claimed())
    assert fresh(job).state == "done"


def test_a_cancelled_job_can_be_retried_and_is_not_stopped_again() -> None:
    job = actions.retry(job=actions.cancel(job=start(), by=ANNA), by=ANNA)
    running.execute(claimed())
    assert fresh(job).state == "done"


def test_people_s_steps_are_journalled() -> None:
    job = start("test-refuses")
    running.execute(claimed())
    actions.cancel(job=actions.retry(job=job, by=SYSTEM), by=ANNA)
    rows = JournalEntry.objects.order_by("pk").values_list("verb", "actor", "object_key", "about")
    key = f"job:{job.pk}"
    assert list(rows) == [
        ("start-job", "user:17", key, "region:3"),
        ("retry-job", "system", key, "region:3"),
        ("cancel-job", "user:17", key, "region:3"),
    ]


def test_a_run_that_takes_too_long_fails() -> None:
    start("test-endless")
    running.execute(claimed())
    assert Job.objects.get().state == "failed"
    assert "1 мин" in Job.objects.get().error


def test_a_worker_that_stops_hands_its_job_back() -> None:
    start()
    running.execute(claimed(), stopping=lambda: True)
    job = Job.objects.get()
    assert (job.state, job.attempts, job.begun_at, job.done) == ("queued", 0, None, 0)


def silent(job: Job, **more: object) -> None:
    Job.objects.filter(pk=job.pk).update(heartbeat=clock.machine() - queue.STALE - dt.timedelta(seconds=1), **more)


def test_a_silent_worker_loses_its_job_and_can_write_nothing_more() -> None:
    start()
    lost = claimed("w1")
    assert queue.claim("w2") is None
    silent(lost)
    taken = claimed("w2")
    assert (taken.pk, taken.attempts) == (lost.pk, 2)
    with pytest.raises(running.Lost):
        running.Running(lost, 60).tell(1, 3)
    assert not queue.beat(lost)
    assert not queue.finish(lost, result=None)
    assert not queue.fail(lost, error="x")
    assert not queue.hand_back(lost)
    assert (fresh(taken).state, fresh(taken).worker, fresh(taken).done) == ("running", "w2", 0)


def test_the_same_worker_holds_only_its_newest_run() -> None:
    start()
    lost = claimed("w1")
    silent(lost)
    claimed("w1")
    assert not queue.finish(lost, result=None)


def test_a_job_that_takes_its_worker_with_it_is_not_tried_for_ever() -> None:
    job = start()
    for _attempt in range(queue.MOST_ATTEMPTS):
        silent(claimed())
    assert queue.claim("w2") is None
    assert fresh(job).state == "failed"
    assert "3 раза" in fresh(job).error


def test_a_job_whose_worker_died_after_it_was_asked_to_stop_is_cancelled() -> None:
    start()
    job = claimed()
    silent(job, asked_to_stop=True)
    queue.release_stale()
    assert fresh(job).state == "cancelled"


def test_heartbeats_keep_the_clock_of_the_machine() -> None:
    with clock.at(dt.datetime(2022, 10, 1, tzinfo=dt.UTC)):
        start()
        job = claimed()
    assert queue.release_stale() == 0
    assert job.heartbeat is not None
    assert job.heartbeat.year > 2022


def test_progress_is_written_seldom(monkeypatch: pytest.MonkeyPatch, django_assert_num_queries) -> None:
    monkeypatch.setattr(running, "PAUSE", 60)
    start()
    run = running.Running(claimed(), 60)
    with django_assert_num_queries(4):  # the first and the last, each: write, was it asked to stop
        for done in range(1001):
            run.tell(done, 1000)
    assert Job.objects.get().done == 1000


@pytest.mark.parametrize(("done", "total"), [(4, 3), (-1, 3)])
def test_impossible_progress_is_refused(done: int, total: int) -> None:
    start()
    with pytest.raises(ValueError, match="cannot be done"):
        running.Running(claimed(), 60).tell(done, total)


def test_no_except_of_a_job_swallows_a_stop() -> None:
    assert not issubclass(running.Stop, Exception)


HALVES = {
    "running without a worker": {"state": "running"},
    "queued with a worker": {"worker": "w1"},
    "done without an end": {"state": "done"},
    "failed without a reason": {"state": "failed", "finished_at": clock.machine()},
    "cancelled with an error": {"state": "cancelled", "finished_at": clock.machine(), "error": "x"},
    "queued with a result": {"result": {}},
    "unknown state": {"state": "lost"},
    "more done than there is": {"done": 2, "total": 1},
    "nobody's": {"started_by": ""},
}


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_the_database_refuses_half_states(half: dict[str, object]) -> None:
    job = start()
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**half)
